"""Is the cover named, and was it in force on the voyage?

Each insurance paper should name the insurer, a number and a period; what it lacks is told as missing. A paper that names a
voyage is held against its days of loading and discharge, and one that names a ship only against the ship's voyages after
it: cover that began after the loading or ended before the discharge is told, unless another paper of the same voyage or
ship covers that day; a club's year that ended on 20 February while she was at sea is renewed, and not told. An insurer of
whom a regulator has warned is told with the day of the warning, as cover not confirmed.
Offing has no register of insurers: most small insurers stand on no list of clubs, and that is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from offing.book.model import Row
from offing.index.names import key, party_tokens
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Evidence, Finding, Strength
from offing.review.odd_rows import backwards
from offing.review.on_paper import called, on_paper
from offing.review.papers import Folder, first_day, in_time, kind_of, last_day

LAPSE_DAYS, RENEWAL = 365, (2, 20)
WARNED = {
    "romarine": (
        date(2025, 3, 4),
        "Norway",
        "Finanstilsynet's order to stop of 2025-03-04, by the trade press, not re-read: confirm",
    )
}
CHECK = Check(
    id="insurance",
    asks="Is the cover named, and was it in force on the voyage?",
    kinds=("CONFLICT", "MISSING"),
    basis="US maritime advisory of 14 May 2020, annexes for insurers and shipowners; the Ro Marine certificates (Norway, 2025)",
    needs=("documents", "voyages"),
    innocent=(
        "The renewal or the rest of the paper may not have been put into the book.",
        "Cover is often held by another paper, of the fleet or of the charterer.",
    ),
    settle=(
        "The insurer's own confirmation of the entry and its dates, asked at an address not taken from the paper.",
        "The register of the insurer's supervisor; the flag's list of accepted insurers on that day.",
    ),
    params={"lapse_days": LAPSE_DAYS, "warned": "; ".join(f"{n}: {w[2]}" for n, w in WARNED.items())},
)  # fmt: skip
_NEEDED = {"issuer": "no insurer", "number": "no number"}


def run(context: Context) -> Iterator[Finding]:
    by_ship: dict[str, list[Row]] = {}
    for paper in context.book.sheet("documents"):
        if kind_of(paper) != "insurance":
            continue
        yield from _lacks(context, paper)
        yield from _warned(context, paper)
        ship = context.papers.ship(paper)
        if ship is not None and not context.papers.of(paper):
            by_ship.setdefault(ship.imo or ship.name.casefold(), []).append(paper)
    for folder in context.papers.folders:
        own = [p for p in folder.papers("insurance") if _dated(p)]
        ships = folder.ship and (by_ship.get(folder.ship.imo) or by_ship.get(folder.ship.name.casefold()))
        yield from _in_force(context, folder, own, [p for p in ships or () if _dated(p)])


def _dated(paper: Row) -> bool:
    """Whether it tells a period that may be so: of one that ends before it begins, `coverage` tells."""
    return bool(paper.dates.keys() & {"valid_from", "valid_to"}) and not backwards(paper, "valid_from", "valid_to")


def _lacks(context: Context, paper: Row) -> Iterator[Finding]:
    lacks = [words for column, words in _NEEDED.items() if not paper[column]]
    if not paper.dates.keys() & {"valid_from", "valid_to"}:
        lacks.append("no period that can be read")
    if lacks:
        column = next((c for c in _NEEDED if not paper[c]), "valid_from")
        name = called(paper)
        says = f"{name[:1].upper()}{name[1:]} tells {', '.join(lacks)}."
        proof = context.row_evidence(paper, "type", "vessel", "imo", "number", "issuer")
        yield on_paper(context, CHECK, paper, column, says, "possible", proof, kind="MISSING")


def _warned(context: Context, paper: Row) -> Iterator[Finding]:
    named = key(party_tokens(paper["issuer"]))
    for words, (since, where, source) in WARNED.items():
        if words in named and since <= context.as_of:
            until = last_day(paper, "valid_to", "date")
            strength: Strength = "strong" if until is None or until >= since else "possible"
            says = (
                f"{paper['issuer']} is named as insurer: cover not confirmed. {where}'s supervisor acted against the firm "
                f"on {since.isoformat()} for insuring without a licence ({source})."
            )
            yield on_paper(context, CHECK, paper, "issuer", says, strength, cells=("number", "valid_from", "valid_to"))


def _in_force(context: Context, folder: Folder, own: list[Row], ships: list[Row]) -> Iterator[Finding]:
    """The days of loading and discharge, each inside some paper; where only the ship's are there, after the first of them."""
    papers = in_time([*own, *ships])
    if not papers:
        return
    starts = min((d for p in papers if (d := first_day(p, "valid_from"))), default=date.min)
    ends = max((last_day(p, "valid_to") or date.max for p in papers), default=date.max)
    for column, word in (("load_date", "loaded"), ("discharge_date", "discharged")):
        days = folder.voyage.dates.get(column)
        if (
            days is None
            or days.start is None
            or days.end is None
            or any(_covers(p, days.start, days.end) for p in papers)
        ):
            continue
        late = days.start - ends if ends < days.start else None
        if late and column == "discharge_date" and (ends.month, ends.day) == RENEWAL:
            return  # the clubs' year ended while she was at sea: entries are renewed, and the paper of the new year follows
        if not own and (late is None or late > timedelta(days=LAPSE_DAYS)):
            continue
        paper = max(papers, key=lambda p: last_day(p, "valid_to") or date.max) if late else papers[0]
        when = (
            f"ended on {ends.isoformat()}"
            if late
            else f"began on {starts.isoformat()}"
            if days.end < starts
            else "has a break"
        )
        says = (
            f"The cover in the book {when}; she {word} on {folder.voyage[column]} (voyages row {folder.voyage.number})."
        )
        proof: tuple[Evidence, ...] = context.row_evidence(folder.voyage, "id", "vessel", column)
        strength: Strength = "strong" if own and column == "load_date" else "possible"
        cells, told = ("number", "valid_from", "valid_to"), "valid_to" if late else "valid_from"
        yield on_paper(context, CHECK, paper, told, says, strength, proof, cells=cells, when=days)
        return


def _covers(paper: Row, first: date, last: date) -> bool:
    """Whether the paper may be in force on some day of a date: a doubtful date is read for the cover."""
    return (first_day(paper, "valid_from") or date.min) <= last and first <= (last_day(paper, "valid_to") or date.max)
