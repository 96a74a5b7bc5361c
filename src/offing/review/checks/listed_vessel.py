"""Is the ship on a list?

Every ship in the book (the vessels sheet, voyages, papers, and the text of payments) is looked up by IMO number,
then by MMSI and call sign, then by name. The same IMO number is the same ship whatever she is called. A name alone is
at most a possible match, and a ship of the same name with another valid IMO number is another ship: no finding, and
the look is logged under "set aside". A dated row is judged by what was listed on its date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.records.dates import DateSpan
from offing.records.rungs import RUNGS
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Status
from offing.review.listing import lead, list_findings, status_words
from offing.review.mentions import ShipMention
from offing.review.screening import Screened

CHECK = Check(
    id="listed_vessel",
    asks="Is the ship on a list?",
    kinds=("LIST",),
    basis="the published lists loaded; OFAC: vessels identified as blocked property; UNSCR 1718 designated vessels",
    needs=("vessels", "voyages", "documents", "payments"),
    innocent=("The listing may rest on an earlier owner or flag, or may have been lifted after the version used.",),
    settle=(
        "The ship's certificate of registry and continuous synopsis record: IMO number, names and owners with dates.",
        "The list's current entry at the publisher.",
    ),
    params={"name_alone": "possible", "mmsi_or_call_sign": "strong", "imo": "match"},
)


def run(context: Context) -> Iterator[Finding]:
    mine = [s for s in context.screening.found if isinstance(s.mention, ShipMention)]
    yield from list_findings(context, CHECK, "LIST", [s for s in mine if stood(s)], sentence)
    yield from dealt_while_listed(context, CHECK, mine)


def dealt_while_listed(context: Context, check: Check, screened: list[Screened]) -> Iterator[Finding]:
    """Rows without a date of their own whose dealings fall in the time of a listing that has ended since."""

    def dealings(one: Screened) -> DateSpan | None:
        return context.mentions.dealings(one.mention.row) if one.mention.row.sheet in ("parties", "vessels") else None

    def fell(one: Screened) -> bool:
        span = dealings(one)
        ended = one.phase == "over" and RUNGS[one.standing.listing.rung].listing
        return ended and span is not None and one.standing.on(span) is not False

    yield from list_findings(
        context,
        check,
        "LIST",
        filter(fell, screened),
        lambda members, statuses: (
            f"{sentence(members, statuses)} Dealings in the book ({dealings(members[0])}) fall in the time it was listed."
        ),
        event=dealings,
    )


def stood(one: Screened) -> bool:
    """A listing, not an advisory or a report, that stood (or may have stood) at the row's date."""
    return RUNGS[one.standing.listing.rung].listing and one.phase in ("on", "open")


def sentence(members: list[Screened], statuses: Sequence[Status]) -> str:
    first = members[0]
    dated = f" at the date of this row ({first.mention.when})," if first.mention.when else ""
    since, when = first.standing.since, first.when
    doubt = ""
    if first.phase == "open":
        doubt = " The dates leave open whether the listing came before."
    elif since is not None and since.start is not None and when.start is not None and since.start > when.start:
        doubt = " The listing came while the voyage lasted."
    return f"{lead(first)}:{dated} {status_words(statuses)}.{doubt}"
