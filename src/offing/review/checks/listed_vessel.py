"""Is the ship on a list?

Every ship in the book (the vessels sheet, voyages, papers, and the text of payments) is looked up by IMO number,
then by MMSI and call sign, then by name. The same IMO number is the same ship whatever she is called. A name alone is
at most a possible match, and a ship of the same name with another valid IMO number is another ship: no finding, and
the look is logged under "set aside". A dated row is judged by what was listed on its date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    hits = [s for s in context.screening.found if isinstance(s.mention, ShipMention) and stood(s)]
    return list_findings(context, CHECK, "LIST", hits, sentence)


def stood(one: Screened) -> bool:
    """A listing, not an advisory or a report, that stood (or may have stood) at the row's date."""
    return RUNGS[one.standing.listing.rung].listing and one.phase in ("on", "open")


def sentence(members: list[Screened], statuses: Sequence[Status]) -> str:
    first = members[0]
    dated = f" at the date of this row ({first.mention.when})," if first.mention.when else ""
    left_open = " The dates leave open whether the listing came before." if first.phase == "open" else ""
    return f"{lead(first)}:{dated} {status_words(statuses)}.{left_open}"
