"""A bill of lading beside its voyage, the ship's other voyages and her deadweight: what disagrees, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from offing.book.model import Row
from offing.records.dates import DateSpan
from offing.records.identifiers import imo_check_digit_ok
from offing.review.finding import Strength
from offing.review.papers import Folder, Odd, Papers, country_of, digits, first_day, kind_of, last_day, on, same_port
from offing.review.quantities import tonnes

_ROUTE = ("load_port", "discharge_port")
TRANSHIP_DAYS = 60
"""How long goods under a through bill may lie in the port where they change ships."""


def legs(papers: Papers, folder: Folder, bill: Row) -> tuple[Folder, ...]:
    """The voyages on which a bill's goods go, in order of loading: the bill's own, those that its cargo names with this one,
    and a voyage that ends at the other's port of loading soon before it and begins, or ends, where the bill says."""
    named = {f.voyage: f for f in (*papers.of(bill), folder)}
    words, code = bill["goods"].casefold(), digits(bill)
    for row in folder.cargo:
        said = row["description"].casefold()
        if len(folder.cargo) == 1 or (said and said in words) or (code and code == digits(row)):
            named |= {f.voyage: f for f in papers.of(row)}
    found = list(named.values())
    if len(found) == 1 and any(bill[c] and same_port(bill[c], folder.voyage[c]) is False for c in _ROUTE):
        found += [f for f in papers.folders if _through(f, folder, bill, 0) or _through(folder, f, bill, 1)]
    return tuple(sorted(found, key=lambda f: (first_day(f.voyage, "load_date") or date.max, f.voyage.id)))


def _through(first: Folder, then: Folder, bill: Row, end: int) -> bool:
    """Whether goods may go on from one voyage to the other, the far port of which is what the bill says."""
    landed, loaded = last_day(first.voyage, "discharge_date"), first_day(then.voyage, "load_date")
    if landed is None or loaded is None or not timedelta(0) <= loaded - landed <= timedelta(days=TRANSHIP_DAYS):
        return False
    far = (first, then)[end].voyage[_ROUTE[end]]
    changed = same_port(first.voyage["discharge_port"], then.voyage["load_port"])
    return changed is True and same_port(bill[_ROUTE[end]], far) is True


def odd_date(way: Sequence[Folder], bill: Row, early_days: int, late_days: int) -> Iterator[Odd]:
    """Dated after the discharge of the last leg, well before the first loading or well after it.

    A bill that was made out in place of an earlier one for the same goods may be late: that is what such bills are.
    """
    folder, made = way[0], bill.dates.get("date")
    if made is not None and any(_in_its_place(made, bill, b) for f in way for b in f.papers("bill_of_lading")):
        return
    load, discharge = folder.voyage.dates.get("load_date"), way[-1].voyage.dates.get("discharge_date")
    if made is None or made.start is None or made.end is None:
        return
    says, column, late = "", "load_date", False
    if discharge and discharge.end and made.start > discharge.end:
        says, column, folder = f"after the discharge on {on(discharge)}", "discharge_date", way[-1]
    elif load and load.start and made.end < load.start - timedelta(days=early_days):
        says = f"before she loaded on {on(load)}"
    elif load and load.end and made.start > load.end + timedelta(days=late_days):
        late, says = True, f"more than {late_days} days after the loading on {on(load)}"
    if says:
        yield Odd(
            bill, "date", f"is dated {on(made)}, {says}", "weak" if late else "possible", ((folder.voyage, (column,)),)
        )


def _in_its_place(made: DateSpan, bill: Row, other: Row) -> bool:
    before = other.dates.get("date")
    if other is bill or before is None or before.end is None or made.start is None or before.end >= made.start:
        return False
    return bool(bill["quantity"] and bill["goods"]) and all(bill[c] == other[c] for c in ("goods", "quantity", "unit"))


def odd_ports(way: Sequence[Folder], bill: Row) -> Iterator[Odd]:
    """Another port of loading, and a port of discharge in another country: parcels of one voyage are landed at several.

    A bill over several legs is held against all of them: papers name the first port, the last, or that of the ocean leg.
    """
    for column in _ROUTE:
        folder = way[0] if column == "load_port" else way[-1]
        said, theirs = bill[column], folder.voyage[column]
        if not said or any(not f.voyage[column] or same_port(said, f.voyage[column]) is not False for f in way):
            continue
        loads, abroad = column == "load_port", country_of(said) != country_of(theirs)
        if loads or abroad:
            says = f"says {column.replace('_', ' ')} {said}; the voyage says {theirs}"
            strength: Strength = "strong" if loads and abroad else "possible" if loads else "weak"
            yield Odd(bill, column, says, strength, ((folder.voyage, (column,)),))


def too_much(folder: Folder, bills: Sequence[Row]) -> Iterator[Odd]:
    """One bill, or all of a voyage together, above the ship's deadweight."""
    room, weights = folder.deadweight, {b: t for b in bills if (t := tonnes(b))}
    vessel = folder.ship.vessel if folder.ship else None
    if room is None or vessel is None or not weights:
        return
    proof = (vessel, ("deadweight",))
    for bill, weight in weights.items():
        if weight > room:
            says = (
                f"is for {bill['quantity']} {bill['unit']} ({weight:,.0f} t or more); her deadweight is {room:,.0f} t"
            )
            yield Odd(bill, "quantity", says, "strong", (proof,))
    if (whole := sum(weights.values())) > room >= max(weights.values()):
        first, *others = weights
        says = f"and the others of the voyage come to {whole:,.0f} t; her deadweight is {room:,.0f} t"
        yield Odd(first, "quantity", says, "possible", (proof, *((b, ("quantity",)) for b in others)))


def other_ships(papers: Papers, folder: Folder) -> Iterator[Odd]:
    """Papers of the voyage that name another ship than it does; firm where both numbers are valid.

    A paper over several voyages names the ship of one of them.
    """
    for paper in folder.documents:
        named = papers.ship(paper)
        if named is None or folder.ship is None or papers.same_ship(named, folder.ship) is not False:
            continue
        others = [f.ship for f in papers.of(paper) if f.ship is not None and f != folder]
        if any(papers.same_ship(named, ship) is not False for ship in others):
            continue
        both = all(s.imo and imo_check_digit_ok(s.imo) for s in (named, folder.ship))
        one, other = (" ".join(filter(None, (s.name, f"(IMO {s.imo})" if s.imo else ""))) for s in (named, folder.ship))
        vessel = folder.ship.vessel
        proof = (
            (paper, ("imo",)),
            (folder.voyage, ("vessel", "imo")),
            *(((vessel, ("name", "imo")),) if vessel else ()),
        )
        yield Odd(
            paper, named.column, f"names {one}; the voyage names {other}", "strong" if both else "possible", proof
        )


def elsewhere(papers: Papers, documents: Sequence[Row]) -> Iterator[Odd]:
    """A bill dated on a day in the midst of another voyage of the same ship, between other ports."""
    at_sea: dict[str, list[Row]] = {}
    for folder in papers.folders:
        if folder.ship and folder.ship.imo:
            at_sea.setdefault(folder.ship.imo, []).append(folder.voyage)
    for bill in documents:
        ship, made = papers.ship(bill), last_day(bill, "date")
        if kind_of(bill) != "bill_of_lading" or ship is None or made is None or not bill["load_port"]:
            continue
        own = {f.voyage for f in papers.of(bill)}
        for other in at_sea.get(ship.imo, ()):
            load, discharge = (other.dates.get(c) for c in ("load_date", "discharge_date"))
            if other in own or not (load and load.end and discharge and discharge.start):
                continue
            if load.end < made < discharge.start and all(
                other[c] and same_port(bill["load_port"], other[c]) is False for c in _ROUTE
            ):
                way = f"voyages row {other.number} has the ship at sea from {other[_ROUTE[0]]} to {other[_ROUTE[1]]}"
                says = f"is dated {bill['date']} at {bill['load_port']}; {way}"
                yield Odd(
                    bill, "date", says, "possible", ((other, ("vessel", *_ROUTE, "load_date", "discharge_date")),)
                )
