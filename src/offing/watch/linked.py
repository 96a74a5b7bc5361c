"""How the rows of a book hang together: which rows a finding on a row reads, told by the book alone.

`refs` lead from a row to the rows of the parties, vessels and voyages sheets that its cells mean. A group is read by its users:
the rows of one voyage, of one ship, the versions of one paper, the payments of one pair. A payment that gives a name which
several ships bear reads these as they stand in the book (`called`), and not whom they mean. Nodes are those of the ownership and
of the network graph. A row reads the row of its bank, and not the other rows that name the bank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from offing.book.model import Row
from offing.index.names import key, party_tokens, ship_tokens
from offing.records.dates import DateSpan
from offing.review.checks.flag_history import OTHER_MID_DAYS
from offing.review.checks.party_substitution import paper_key
from offing.review.checks.risk_port_call import LOOK_BACK_DAYS
from offing.review.context import Context
from offing.review.holders import node_of, row_node
from offing.review.mentions import PARTY_COLUMNS, is_ship
from offing.review.papers import voyage_ids
from offing.review.ties import MANY, address_key
from offing.review.told import PERSON_TYPES

GRAPH, NAMED, HUB = 1, 0, 2
"""What a row is to a node: a row of the graph, one that names it elsewhere, one of very many at one address."""
_LATER_DAYS = {
    "ownership": (0,), "vessels": (0, OTHER_MID_DAYS), "voyages": (0, OTHER_MID_DAYS, LOOK_BACK_DAYS), "cargo": (0,),
    "documents": (0, LOOK_BACK_DAYS), "payments": (0,),
}  # fmt: skip
"""How many days after a row's own date a finding may move with the day of the review. The dates of a party are laid beside those
of listings and voyages, never beside that day; a book with licences is reviewed whole on another day."""


@dataclass(frozen=True, slots=True)
class Links:
    """Of one row: rows it refers to, groups that it reads and those that it belongs to, names of several ships that it gives or
    bears, nodes with what it is to each, and the ordinals of the days near which its findings may move."""

    refs: frozenset[int]
    reads: frozenset[str]
    member: frozenset[str]
    called: frozenset[str]
    nodes: frozenset[tuple[str, int]]
    days: frozenset[int]


def links(context: Context, places: Mapping[Row, int]) -> Iterator[Links]:
    """For each row of a book, in its order."""
    mentions, papers = context.mentions, context.papers
    hulls: dict[Row, set[str]] = {}
    texts: dict[Row, set[Row]] = {}
    called: dict[Row, set[str]] = {}
    for ship in mentions.ships:
        if ship.in_text:
            if ship.vessel is not None and ship.ambiguous:
                called.setdefault(ship.row, set()).add(_name_group(ship.vessel))
            elif ship.vessel is not None:
                texts.setdefault(ship.row, set()).add(ship.vessel)
            continue
        own = hulls.setdefault(ship.row, set())
        if ship.imo:
            own.add("hull " + ship.imo)
        if ship.vessel is not None:
            own.add("hull " + row_node(ship.vessel))
            texts.setdefault(ship.row, set()).add(ship.vessel)
    crowd = Counter(a for row in context.book.sheet("parties") if (a := _address(row)))
    for row in context.book.rows:
        refs = {r for r in (*_named(context, row), *texts.get(row, ()), mentions.voyage(row)) if r is not None}
        refs |= {f.voyage for f in papers.of(row)}
        both = {*hulls.get(row, ()), *(f"voyage {i}" for i in voyage_ids(row))}
        if row.sheet == "voyages" and row.id:
            both.add("voyage " + row.id.casefold())
        reads, member = set(both), set(both)
        if row.sheet == "documents" and (told := paper_key(row)):
            reads.add(f"paper {told}")
            member.add(f"paper {told}")
        if row.sheet == "payments":
            pair = f"pair {papers.party(row['payer'])} {papers.party(row['payee'])}"
            reads.add(pair)
            member.add(pair)
        bears = {_name_group(row)} if row.sheet == "vessels" and row["name"] else set()
        yield Links(
            frozenset(places[r] for r in refs if r is not row), frozenset(reads), frozenset(member),
            frozenset(bears | called.get(row, set())), frozenset(_nodes(context, row, crowd, hulls.get(row, ()))),
            frozenset(_days(row)),
        )  # fmt: skip


def _named(context: Context, row: Row) -> Iterator[Row | None]:
    """Parties and ships that the cells of a row mean, whatever reads them."""
    mentions = context.mentions
    for column in PARTY_COLUMNS.get(row.sheet, ()):
        for text in {row[column], *(t.strip() for t in re.split(r"[;|\n]", row[column]))} - {""}:
            yield mentions.party(text)
    if row.sheet == "ownership":
        for column in ("owner", "owned"):
            yield node_of(mentions, row[column])[2]
            yield mentions.vessel(row[column])
    if row.sheet == "vessels":
        yield node_of(mentions, row["imo"] or row.id or row["name"])[2]
        for column in ("owner", "manager"):
            yield node_of(mentions, row[column])[2]
    if row.sheet in ("voyages", "documents"):
        yield mentions.vessel(row["vessel"])
        yield mentions.vessel(row["imo"])


def _name_group(vessel: Row) -> str:
    return "called " + key(ship_tokens(vessel["name"]))


def _address(row: Row) -> str:
    if row["type"].strip().casefold() in PERSON_TYPES or is_ship(row):
        return ""
    return address_key(row["address"])


def _nodes(context: Context, row: Row, crowd: Mapping[str, int], hulls: Iterable[str]) -> Iterator[tuple[str, int]]:
    mentions = context.mentions
    if row.sheet == "parties":
        yield row_node(row), GRAPH
        if place := _address(row):
            yield "address:" + place, HUB if crowd[place] > MANY else GRAPH
    elif row.sheet == "vessels":
        yield row_node(row), GRAPH
        yield from ((h, GRAPH) for h in hulls)
        for column in ("owner", "manager"):
            yield from ((n, GRAPH) for n in _nodes_of(context, row[column]))
    elif row.sheet == "ownership":
        for column in ("owner", "owned"):
            yield from ((n, GRAPH) for n in _nodes_of(context, row[column]))
    else:
        for column in PARTY_COLUMNS.get(row.sheet, ()):
            for text in {row[column], *(t.strip() for t in re.split(r"[;|\n]", row[column]))} - {""}:
                if mentions.party(text) is None:
                    yield from ((n, NAMED) for n in {"name:" + key(party_tokens(text)), *_nodes_of(context, text)})


def _nodes_of(context: Context, text: str) -> Iterator[str]:
    """What a cell may be in the graph: a party or a ship of the book, or a name."""
    if text:
        yield node_of(context.mentions, text)[0]
        if (ship := context.mentions.vessel(text)) is not None:
            yield row_node(ship)


def _days(row: Row) -> Iterator[int]:
    for span in row.dates.values():
        yield from (d.toordinal() + later for d in _ends(span) for later in _LATER_DAYS.get(row.sheet, ()))


def _ends(span: DateSpan) -> Iterator[date]:
    yield from (d for d in (span.start, span.end) if d is not None and d.year < 2999)
