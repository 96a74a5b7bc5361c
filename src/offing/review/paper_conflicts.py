"""Where a paper's own text disagrees with its row, with its voyage, or with another paper of the voyage: ship and ports.

Both sides must be sure. The paper has one ship, or one port under its label, and what the sheet says stands nowhere in
the paper's text: one that merely names more ships and ports than the row disagrees with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from offing.index.names import key, ship_tokens
from offing.records.identifiers import imo_check_digit_ok
from offing.review.finding import Strength
from offing.review.mentions import ShipMention
from offing.review.paper_facts import Facts
from offing.review.paper_laid import Beside, Cells, Laid, Value
from offing.review.paper_ships import ShipSaid
from offing.review.papers import Papers, country_of, kind_of, port_of, same_port

T = TypeVar("T")
NEAR_NAME = 0.6
_OPEN_PORT = re.compile(
    r"\b(?:or|and|any|range|safe|berths?|to be|orders?|various|vicinity|intention|as per|opt(?:ion)?)\b|[/+&]",
    re.IGNORECASE,
)


def ships_and_ports(papers: Papers, laid: Sequence[Laid]) -> Iterator[Beside]:
    """Of every paper with its row or voyage, then among papers of one voyage where the sheets are silent."""
    for one in laid:
        yield from _ship(papers, one)
        for column in ("load_port", "discharge_port"):
            yield from _port(one, column)
    voyages: dict[str, list[Laid]] = {}
    for one in laid:
        if one.folder is not None:
            voyages.setdefault(one.folder.voyage.id.casefold(), []).append(one)
    for group in voyages.values():
        group.sort(key=lambda x: (x.row.id, x.paper.name, x.row.number))
        yield from _two_ships(papers, group)
        yield from _two_ports(group)


# ---- the ship


def only_ship(facts: Facts) -> ShipSaid | None:
    """The one ship that a paper tells by a valid number, else by the one name under a label; None where it tells more."""
    firm = [s for s in facts.ships if s.imo and not s.bare and imo_check_digit_ok(s.imo)]
    if firm:
        return firm[0] if len({s.imo for s in firm}) == 1 else None
    named = [s for s in facts.ships if s.under_label]
    return named[0] if len(named) == 1 and not any(s.imo for s in facts.ships) else None


def _ship(papers: Papers, one: Laid) -> Iterator[Beside]:
    own, row = papers.ship(one.row), one.row
    if own is None and one.folder is not None:
        own, row = one.folder.ship, one.folder.voyage
    said = only_ship(one.facts)
    if own is None or said is None or (strength := _apart(said, own, one.facts)) is None:
        return
    cells: Cells = ((row, ("vessel", "imo")),)
    if own.vessel is not None and own.vessel is not row:
        cells = (*cells, (own.vessel, ("name", "imo")))
    says = f"names {_called(said)}; {one.called(row)} names {_called(own)}"
    yield one.otherwise("imo" if one.row["imo"] else "vessel", says, strength, said.lines, cells)


def _apart(said: ShipSaid, own: ShipMention | ShipSaid, facts: Facts) -> Strength | None:
    """How firmly two ships are two (or one under two names); None where that is not sure."""
    numbers = bool(said.imo and own.imo and imo_check_digit_ok(own.imo))
    if numbers and said.imo != own.imo:
        if own.imo in facts.folded:
            return None
        return "strong" if said.under_label else "possible"
    if not said.under_label or not _other_name(said.name, own.name, facts):
        return None
    return "weak" if numbers else "possible"


def _other_name(said: str, own: str, facts: Facts) -> bool:
    """Whether two names are two: no slip of each other, none within the other, and the other nowhere in the paper."""
    theirs, ours = key(ship_tokens(said)), key(ship_tokens(own))
    if not ours or not theirs or ours in theirs or theirs in ours or facts.holds(" ".join(ship_tokens(own))):
        return False
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() < NEAR_NAME


def _called(ship: ShipMention | ShipSaid) -> str:
    return " ".join(filter(None, (f"“{ship.name}”" if ship.name else "", f"IMO {ship.imo}" if ship.imo else "")))


def _two_ships(papers: Papers, group: Sequence[Laid]) -> Iterator[Beside]:
    """Papers of a voyage of which neither the rows nor the voyage tell a ship."""
    silent = [x for x in group if papers.ship(x.row) is None and x.folder is not None and x.folder.ship is None]
    told = [(x, ship) for x in silent if (ship := only_ship(x.facts)) is not None]
    for (one, ship), (other, another) in _pairs(told):
        strength = _apart(another, ship, other.facts)
        if strength is not None and not (another.name and one.facts.holds(another.name)):
            says = f"names {_called(another)}; {one.paper.name}, of the same voyage, names {_called(ship)}"
            quoted = tuple(one.paper.quoted(line) for line in ship.lines)
            yield other.otherwise("vessel", says, strength, another.lines, (), quoted)


# ---- the ports


def _port(one: Laid, column: str) -> Iterator[Beside]:
    row, ours = one.cell(column)
    said = only_port(one, column)
    if said is None or not ours or _OPEN_PORT.search(ours) or port_of(ours) is None:
        return
    if same_port(said.text, ours) is not False or one.facts.holds(re.split(r"[,(]", ours)[0]):
        return
    own, loads, abroad = row is one.row, column == "load_port", country_of(said.text) != country_of(ours)
    if not own and not loads and not abroad:
        return  # parcels of one voyage are landed at several ports
    strength: Strength = "strong" if abroad and (loads or own) else "possible" if loads or own else "weak"
    says = f"says {column.replace('_', ' ')} “{said.text}”; {one.called(row)} says “{ours}”"
    yield one.otherwise(column, says, strength, said.lines, ((row, (column,)),))


def only_port(one: Laid, column: str) -> Value | None:
    """The one port under the label, where it is a port's name and no choice among several."""
    said = one.only([column], lambda text: [text])
    if said is None or _OPEN_PORT.search(said.text) or port_of(said.text) is None:
        return None
    return said


def _two_ports(group: Sequence[Laid]) -> Iterator[Beside]:
    """Papers of two kinds, of one voyage of which neither the rows nor the voyage tell the port of loading."""
    silent = [x for x in group if not x.cell("load_port")[1]]
    told = [(x, port) for x in silent if (port := only_port(x, "load_port")) is not None]
    for (one, port), (other, another) in _pairs(told):
        held = other.facts.holds(port.text) or one.facts.holds(another.text)
        if kind_of(one.row) != kind_of(other.row) and not held and same_port(port.text, another.text) is False:
            strength: Strength = "strong" if country_of(port.text) != country_of(another.text) else "possible"
            says = f"says load port “{another.text}”; {one.paper.name}, of the same voyage, says “{port.text}”"
            quoted = tuple(one.paper.quoted(line) for line in port.lines)
            yield other.otherwise("load_port", says, strength, another.lines, (), quoted)


def _pairs(told: Sequence[tuple[Laid, T]]) -> Iterator[tuple[tuple[Laid, T], tuple[Laid, T]]]:
    """Each with the first: of three papers two sentences are enough. One file that two rows name is no pair."""
    yield from ((told[0], other) for other in told[1:] if told[0][0].paper.name != other[0].paper.name)
