"""A bill of lading beside its voyage, the ship's other voyages and her deadweight: what disagrees, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from offing.book.model import Row
from offing.records.identifiers import imo_check_digit_ok
from offing.review.finding import Strength
from offing.review.papers import Folder, Odd, Papers, country_of, kind_of, last_day, on, same_port, tonnes

_ROUTE = ("load_port", "discharge_port")


def odd_date(folder: Folder, bill: Row, early_days: int, late_days: int) -> Iterator[Odd]:
    """Dated after the discharge, well before the loading or well after it."""
    made, (load, discharge) = (
        bill.dates.get("date"),
        (folder.voyage.dates.get(c) for c in ("load_date", "discharge_date")),
    )
    if made is None or made.start is None or made.end is None:
        return
    says, column, late = "", "load_date", False
    if discharge and discharge.end and made.start > discharge.end:
        says, column = f"after the discharge on {on(discharge)}", "discharge_date"
    elif load and load.start and made.end < load.start - timedelta(days=early_days):
        says = f"before she loaded on {on(load)}"
    elif load and load.end and made.start > load.end + timedelta(days=late_days):
        late, says = True, f"more than {late_days} days after the loading on {on(load)}"
    if says:
        yield Odd(
            bill, "date", f"is dated {on(made)}, {says}", "weak" if late else "possible", ((folder.voyage, (column,)),)
        )


def odd_ports(folder: Folder, bill: Row) -> Iterator[Odd]:
    """Another port of loading, and a port of discharge in another country: parcels of one voyage are landed at several."""
    for column in _ROUTE:
        said, theirs = bill[column], folder.voyage[column]
        if not said or not theirs or same_port(said, theirs) is not False:
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
    """Papers of the voyage that name another ship than it does; firm where both numbers are valid."""
    for paper in folder.documents:
        named = papers.ship(paper)
        if named is None or folder.ship is None or papers.same_ship(named, folder.ship) is not False:
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
