"""Was the ship there on the day of the bill of lading, and does the cargo fit her?

The bills of lading of each voyage are laid beside the voyage, the ship and the other papers. Told are: a bill dated well
before the loading, well after it or after the discharge; another port of loading; a day on which the book has the ship on
another voyage, or her track was heard far from the port and not near it; a quantity, or all bills together, above her
deadweight; and papers of one voyage that name another ship. Tonnes, kilograms and pounds are converted; barrels are laid
beside the deadweight at the lightest that oil can be. A bill issued again in place of another often bears a later date,
and so only the first version of a number is held against the dates. A bill over several legs is held against all of them:
those that it or its cargo names, or a voyage that hands on at the port of loading within 60 days. A date after the
review's day is told as a problem of its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from offing.book.model import Row
from offing.review.at_sea import far, spoken
from offing.review.bills import TRANSHIP_DAYS, elsewhere, legs, odd_date, odd_ports, other_ships, too_much
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.declared import away, target
from offing.review.finding import Evidence, Finding, Strength
from offing.review.on_paper import called, on_paper
from offing.review.papers import ONE_PORT_M, Folder, Odd, in_time
from offing.review.quantities import LIGHTEST_T_PER_BBL

EARLY_DAYS, LATE_DAYS, AWAY_M = 7, 10, 50_000
CHECK = Check(
    id="bill_of_lading",
    asks="Was the ship there on the day of the bill of lading, and does the cargo fit her?",
    kinds=("CONFLICT",),
    basis="US maritime advisory of 14 May 2020, practice on false cargo and vessel documents; Hague-Visby Rules, article III",
    needs=("documents", "voyages", "vessels", "tracks"),
    innocent=(
        "A typing error; a bill issued again, split or switched on the way, which merchants do for ordinary reasons.",
        "Loading takes days, and a bill may bear the day of its beginning, its end or its signature.",
    ),
    settle=("The mate's receipt, statement of facts and agent's port log.", "The carrier's own copy of the bill of lading."),
    params={
        "early_days": EARLY_DAYS, "late_days": LATE_DAYS, "away_km": AWAY_M // 1000,
        "lightest_t_per_bbl": LIGHTEST_T_PER_BBL, "one_port_km": ONE_PORT_M // 1000, "tranship_days": TRANSHIP_DAYS,
    },
)  # fmt: skip


def run(context: Context) -> Iterator[Finding]:
    papers = context.papers
    for folder in papers.folders:
        bills = in_time(folder.papers("bill_of_lading"))
        first = list({b["number"].casefold() or str(b.number): b for b in reversed(bills)}.values())[::-1]
        for bill in first:
            way = legs(papers, folder, bill)
            if folder != next(f for f in way if f in (*papers.of(bill), folder)):
                continue  # a bill over several voyages is held against them once
            yield from _told(context, odd_date(way, bill, EARLY_DAYS, LATE_DAYS))
            yield from _told(context, odd_ports(way, bill))
            yield from _track(context, way[0], bill)
        yield from _told(context, too_much(folder, first))
        yield from _told(context, other_ships(papers, folder))
    yield from _told(context, elsewhere(papers, context.book.sheet("documents")))


def _told(context: Context, found: Iterable[Odd]) -> Iterator[Finding]:
    for row, column, says, strength, cells in found:
        proof = tuple(e for other, columns in cells for e in context.book_evidence(other, *columns))
        yield _finding(context, row, column, says, strength, proof)


def _track(context: Context, folder: Folder, bill: Row) -> Iterator[Finding]:
    port, made = target(bill["load_port"] or folder.voyage["load_port"]), bill.dates.get("date")
    if context.followed is None or port is None or made is None or not made.is_day or made.end is None:
        return
    ships = context.followed.in_row(context.mentions, folder.voyage)
    for way in away(context.followed, ships, port, made.end, EARLY_DAYS, AWAY_M):
        words = f"in the {EARLY_DAYS} days to it her track came no nearer to {way.port} than {far(way.near_m)}"
        silence = ": she was silent for a part of them" if way.silent else ""
        says = f"is dated {bill['date']} at {way.port}; {words}{silence}"
        strength = way.ship.strength(None, "no_conclusion" if way.silent else "strong")
        yield _finding(context, bill, "date", says, strength, (spoken(context.followed.tracks, way.ship.mmsi, words),))


def _finding(
    context: Context, paper: Row, column: str, says: str, strength: Strength, proof: tuple[Evidence, ...]
) -> Finding:
    words = f"{called(paper)} {says}."
    return on_paper(
        context, CHECK, paper, column, words[:1].upper() + words[1:], strength, proof, cells=("number", "date")
    )
