"""Who a ship is by her numbers: the check digit, what an MMSI and a call sign tell of the flag, and whom she may be taken for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from offing.index.find import Finder, one_slip
from offing.index.names import key, ship_tokens
from offing.records.call_signs import call_sign_territory
from offing.records.identifiers import fold_imo, imo_check_digit_ok, imo_company_check_ok, mid_of
from offing.records.territories import MID_TERRITORY, territory_name, territory_names
from offing.review.examined import Examined
from offing.review.one_ship import Ship, asked_mmsi, place_of
from offing.review.ship_hulls import two_hulls
from offing.review.ship_known import Fact, Identity, Radio, Twin

MOST_NEAR = 5
_TWINS = ("same name", "near number", "same MMSI", "near name", "two hulls", "two entries", "number of a firm")
_DEPENDENT = {
    "gb": frozenset("gi ky bm im vg fk ai ms tc sh gg je io".split()),
    "fr": frozenset("gf gp mq re yt pf nc wf pm tf".split()),
    "nl": frozenset("cw sx bq aw".split()),
    "dk": frozenset("fo gl".split()),
    "us": frozenset("pr gu vi as mp".split()),
    "cn": frozenset("hk mo".split()),
    "nz": frozenset("ck nu tk".split()),
    "au": frozenset("nf cx cc".split()),
}
"""Flags of their own that may use the digits or the series of the state they belong to."""


def identity_of(ship: Ship, facts: Sequence[Fact], finder: Finder, books: Sequence[Examined]) -> Identity:
    """All that her numbers say, and each warning."""
    ok = imo_check_digit_ok(ship.imo) if ship.imo else None
    return Identity(
        asked=ship.asked,
        imo=ship.imo,
        name=title(ship, facts),
        check_digit=ok,
        check_says=_check_says(ship.imo, ok),
        notes=tuple(_notes(ship, finder)),
        radios=tuple(_radios(facts)),
        twins=tuple(_twins(ship, facts, finder, books)),
    )


def title(ship: Ship, facts: Sequence[Fact]) -> str:
    """The name most sources give her now, else any of hers."""
    names = [f for f in facts if f.topic == "name" and f.kind == "name" and f.current]
    names = [f for f in names if f.how == "number"] or ([] if ship.imo else names)
    counts: dict[str, list[str]] = {}
    for fact in names:
        counts.setdefault(fact.folded, []).append(fact.value)
    if not counts:
        return ship.names[0] if ship.names else ""
    most = max(sorted(counts), key=lambda k: len(counts[k]))
    return min(counts[most])


def _check_says(imo: str, ok: bool | None) -> str:
    if ok is None:
        return "no IMO number is known; names alone do not tell ships apart"
    if ok:
        return "the check digit agrees"
    says = "the check digit fails: it is not a ship's IMO number as it stands"
    return f"{says}; it has the form of a company's" if imo_company_check_ok(imo) else says


def _notes(ship: Ship, finder: Finder) -> Iterator[str]:
    for position in ship.entries:
        entity = finder.view.entity(position)
        where = f"{entity.dataset} {entity.entry}"
        for number in entity.identifiers:
            if number.kind == "imoNumber" and ship.imo and number.value != ship.imo:
                yield f"{where} gives her another IMO number too: {number.original or number.value}"
        if entity.schema != "Vessel":
            yield f"{where} gives this number for {entity.caption}, which it does not enter as a ship ({entity.schema})"
    digits = "".join(c for c in ship.asked if c.isdigit())
    if digits and digits == ship.asked.strip() and not fold_imo(ship.asked) and not asked_mmsi(ship.asked):
        yield "the digits asked for are neither an IMO number (seven) nor an MMSI (nine); they were looked for as a name"
    if ship.mmsi and not ship.imo:
        yield f"asked for by MMSI {ship.mmsi}: an MMSI belongs to a period, and may have been another ship's before"


def _radios(facts: Sequence[Fact]) -> Iterator[Radio]:
    """Each MMSI and call sign once, with the flags given now; one that her sources give by her name alone is not told here."""
    given = [f for f in facts if f.topic == "flag" and f.folded and f.how == "number"]
    flags = sorted({f.folded for f in given if f.current})
    past = {f.folded for f in given if not f.current}
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.topic in ("mmsi", "call_sign") and fact.folded and fact.how != "voyage":
            found.setdefault((fact.topic, fact.folded), []).append(fact)
    for (topic, value), said in sorted(found.items(), reverse=True):
        kind: Literal["mmsi", "call_sign"] = "mmsi" if topic == "mmsi" else "call_sign"
        prefix = (mid_of(value) or value[:3]) if kind == "mmsi" else value[:2]
        code = MID_TERRITORY.get(prefix, "") if kind == "mmsi" else call_sign_territory(value)
        agrees = _agrees(code, flags)
        yield Radio(
            kind, value, prefix, code, agrees, _radio_says(kind, value, prefix, code, agrees, flags, past),
            tuple(dict.fromkeys(_who(f) for f in said)),
        )  # fmt: skip


def _agrees(code: str, flags: Sequence[str]) -> bool | None:
    if not code or not flags:
        return None
    return any(f == code or f in _DEPENDENT.get(code, ()) for f in flags)


def _radio_says(
    kind: str, value: str, prefix: str, code: str, agrees: bool | None, flags: Sequence[str], past: Collection[str]
) -> str:
    if kind == "mmsi" and mid_of(value) is None:
        return "not the form of a ship station's number"
    if not code:
        whose = "digits" if kind == "mmsi" else "series"
        return f"{prefix}: no territory holds these {whose} in the table"
    head = f"{prefix} is {territory_name(code)}"
    if agrees is None:
        return f"{head}; no source gives a flag to lay beside it"
    if agrees:
        return f"{head}, as the flag"
    if code in past:
        return f"{head}, a former flag of hers; flag given now: {territory_names(flags)}"
    return f"{head}; flag given: {territory_names(flags)}; a number that was kept after a change of flag, or another ship's"


def _who(fact: Fact) -> str:
    dated = f" ({fact.dated})" if fact.dated else f" ({fact.note})" if fact.note else ""
    return f"{fact.source.source}, {fact.source.place}{dated}"


def _twins(ship: Ship, facts: Sequence[Fact], finder: Finder, books: Sequence[Examined]) -> Iterator[Twin]:
    found = [*_same_name(ship, finder, books), *_near_number(ship, finder, books), *_same_mmsi(ship, facts, finder)]
    if not ship.entries and not ship.by_name:
        found += _near_names(ship, finder)
    found += two_hulls(ship, facts, finder, books)
    if ship.imo:
        for position in finder.by_id("imoCompany", ship.imo):
            if finder.view.standings(position):
                entity = finder.view.entity(position)
                says = "the number is the company IMO number of a listed firm, and a company's number is not a ship's"
                found.append(Twin("number of a firm", says, ship.imo, entity.caption, (_where(finder, position),)))
    yield from sorted(dict.fromkeys(found), key=_by_kind)


def _by_kind(twin: Twin) -> tuple[object, ...]:
    return _TWINS.index(twin.kind), twin.imo, twin.name, twin.where, twin.says


def _where(finder: Finder, position: int) -> str:
    held = finder.view.held[position]
    return f"{held.dataset} {held.entry}"


def _same_name(ship: Ship, finder: Finder, books: Sequence[Examined]) -> Iterator[Twin]:
    """Ships of one of her names under another number: on a list, in a book, heard in its tracks."""
    if not ship.imo:
        return
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    kinds = {"previousName": ", her former name", "alias": ", an alias", "weakAlias": ", a weak alias"}
    for name in ship.names:
        folded = key(ship_tokens(name))
        for hit in finder.ships_named(name):
            entity = finder.view.entity(hit.position)
            numbers = entity.ids("imoNumber")
            hers = hit.position in ship.entries or not numbers or ship.imo in numbers
            if not hers and finder.view.standings(hit.position):
                where = f"{entity.dataset} {entity.entry}{kinds.get(hit.listed_kind, '')}"
                found.setdefault((numbers[0], folded), []).append((where, hit.listed))
        for book in books:
            for one in book.mentions.ships:
                if one.imo and one.imo != ship.imo and not one.in_text and key(ship_tokens(one.name)) == folded:
                    found.setdefault((one.imo, folded), []).append((place_of(book, one.row), one.name))
            for seen in book.tracks.ships.values() if book.tracks else ():
                if seen.imo and str(seen.imo) != ship.imo and seen.name and key(ship_tokens(seen.name)) == folded:
                    where = f"{book.name} tracks, MMSI {seen.mmsi:09d}"
                    found.setdefault((str(seen.imo), folded), []).append((where, seen.name))
    for (imo, _), places in sorted(found.items()):
        name = min(name for _, name in places)
        says = f"another ship bears the name {name}, under IMO {imo}: she is not this one unless one of the numbers is wrong"
        if not imo_check_digit_ok(imo):
            says = f"the name {name} stands under IMO {imo}, whose check digit fails: it may be this ship with a slip"
        yield Twin("same name", says, imo, name, tuple(sorted({where for where, _ in places})))


def _near_number(ship: Ship, finder: Finder, books: Sequence[Examined]) -> Iterator[Twin]:
    """Listed ships and ships of the books whose number is one slip of the keyboard from hers."""
    if not ship.imo:
        return
    found: dict[str, list[tuple[str, str]]] = {}
    for position, other in finder.imo_slips(ship.imo):
        if finder.view.standings(position):
            found.setdefault(other, []).append((_where(finder, position), finder.view.entity(position).caption))
    near = one_slip(ship.imo)
    for book in books:
        for one in book.mentions.ships:
            if one.imo in near and not one.bare:
                found.setdefault(one.imo, []).append((place_of(book, one.row), one.name))
    for other, places in sorted(found.items()):
        fails = "" if imo_check_digit_ok(other) else ", and fails its check digit"
        says = (
            f"IMO {other} is one keystroke from hers{fails}: a slip in either would make one ship of two, or two of one"
        )
        name = min((name for _, name in places if name), default="")
        yield Twin("near number", says, other, name, tuple(sorted({where for where, _ in places})))


def _same_mmsi(ship: Ship, facts: Sequence[Fact], finder: Finder) -> Iterator[Twin]:
    for mmsi in sorted({f.folded for f in facts if f.topic == "mmsi" and f.folded and f.how == "number"}):
        for position in finder.by_id("mmsi", mmsi):
            if position in ship.entries or not finder.view.standings(position):
                continue
            entity = finder.view.entity(position)
            imo = next(iter(entity.ids("imoNumber")), "")
            if imo == ship.imo:
                continue
            says = f"MMSI {mmsi} is given for {entity.caption} too; an MMSI belongs to a period and is handed on"
            yield Twin("same MMSI", says, imo, entity.caption, (_where(finder, position),))


def _near_names(ship: Ship, finder: Finder) -> Iterator[Twin]:
    """Where nothing of hers is listed: listed ships of nearly the name, which are not said to be her."""
    done: set[int] = set()
    for name in ship.names:
        hits = [h for h in finder.ships_near(name) if finder.view.standings(h.position) and h.position not in done]
        for hit in hits[:MOST_NEAR]:
            done.add(hit.position)
            entity = finder.view.entity(hit.position)
            numbers = entity.ids("imoNumber")
            if ship.imo and numbers and ship.imo not in numbers and imo_check_digit_ok(ship.imo):
                says = f"a listed ship has nearly the name ({hit.listed}), under another number"
            else:
                says = f"a listed ship has nearly the name: {hit.listed}"
            yield Twin("near name", says, next(iter(numbers), ""), entity.caption, (_where(finder, hit.position),))
