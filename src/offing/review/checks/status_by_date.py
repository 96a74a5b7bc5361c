"""What was the status at the event, and what changed after?

Three clocks are kept apart: the event's date, the day the fact was listed, and the day of the review. A row that names
a party or ship listed only later gives a look-back finding: the dealing was not barred by that listing when it was
made, but the desk needs to know of it, and records must be kept (31 CFR 501: ten years from 12 March 2025). A
listing that had ended before the event is history only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.records.dates import DateSpan, iso
from offing.records.rungs import RUNGS
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Status
from offing.review.listing import lead, list_findings, status_words
from offing.review.screening import Screened

CHECK = Check(
    id="status_by_date",
    asks="What was the status at the event, at review, today?",
    kinds=("LIST",),
    basis="31 CFR 501.601 (records kept ten years from 12 March 2025); the listing and delisting dates of the lists loaded",
    needs=("parties", "vessels", "voyages", "cargo", "documents", "payments"),
    innocent=("The dealing was made when no such listing stood.",),
    settle=(
        "The dates of contract, performance and payment: whether anything was still owed or done after the listing.",
        "Whether a wind-down licence covered what remained.",
    ),
    params={"records_years": 10},
)


def run(context: Context) -> Iterator[Finding]:
    found = context.screening.found
    later = [s for s in found if s.phase == "later" and RUNGS[s.standing.listing.rung].listing]
    yield from list_findings(context, CHECK, "LIST", later, _listed_later, looks_back=True)
    warned = [s for s in found if s.phase == "later" and s.standing.listing.rung in ("advisory", "named")]
    yield from list_findings(context, CHECK, "LIST", warned, _named_later, looks_back=True)

    def dealings(one: Screened) -> DateSpan | None:
        return context.mentions.dealings(one.mention.row)

    standing_rows = [s for s in found if s.mention.row.sheet in ("parties", "vessels") and s.phase in ("on", "open")]
    listed = [
        s for s in standing_rows if RUNGS[s.standing.listing.rung].listing and s.mention.column in ("name", "imo")
    ]
    before = [s for s in listed if _dealt_before(s, dealings(s))]
    yield from list_findings(
        context,
        CHECK,
        "LIST",
        before,
        lambda m, s: _look_back(m, s, dealings(m[0])),
        event=dealings,
        looks_back=True,
    )
    over = [
        s
        for s in found
        if (s.phase == "over" and RUNGS[s.standing.listing.rung].listing) or s.standing.listing.rung == "delisted"
    ]
    yield from list_findings(context, CHECK, "LIST", over, _history, cap="weak")


def _dealt_before(one: Screened, dealings: DateSpan | None) -> bool:
    since = one.standing.since
    return bool(dealings and dealings.start and since and since.start and dealings.start < since.start)


def _listed_later(members: list[Screened], statuses: Sequence[Status]) -> str:
    one = members[0]
    return (
        f"Listed later (look-back). {lead(one)}; this row is dated {one.when}, before the listing: {status_words(statuses)}. "
        "Look over what was done and paid, and when."
    )


def _named_later(members: list[Screened], statuses: Sequence[Status]) -> str:
    one = members[0]
    return f"Named only after this row's date ({one.when}). {lead(one)}: {status_words(statuses)}. No listing is meant by it."


def _look_back(members: list[Screened], statuses: Sequence[Status], dealings: DateSpan | None) -> str:
    one = members[0]
    since = one.standing.since
    sure = dealings is not None and dealings.end is not None and since is not None and since.surely_after(dealings.end)
    began = "came" if sure else "began, or may have begun,"
    return (
        f"Listed later (look-back). {lead(one)}; the book's dealings ({iso(dealings) if dealings else 'undated'}) {began} "
        f"before the listing: "
        f"{status_words(statuses)}. Look over what was done and paid, and when."
    )


def _history(members: list[Screened], statuses: Sequence[Status]) -> str:
    return f"History only. {lead(members[0])}: {status_words(statuses)}."
