"""Is it on an official advisory, without being listed by that fact?

An advisory's annex warns; it does not block. The US advisory of 21 March 2019 says of its annexes that they are not a
sanctions list. A ship may stand on an annex and on a blocking list for other reasons: each is said apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Status
from offing.review.listing import lead, list_findings, status_words
from offing.review.screening import Screened

CHECK = Check(
    id="advisory",
    asks="Is it on an advisory?",
    kinds=("LIST",),
    basis="US shipping advisory on North Korea of 23 Feb 2018, updated 21 Mar 2019: guidance, not a sanctions list",
    needs=("vessels", "voyages", "parties"),
    innocent=(
        "The annex rests on what its authors believed at the time; no determination was made, and no property is blocked by it.",
    ),
    settle=(
        "The ship's track and papers for the period the advisory speaks of.",
        "The owner's and charterer's answer, with log extracts.",
    ),
)


def run(context: Context) -> Iterator[Finding]:
    mine = [
        s
        for s in context.screening.found
        if s.standing.listing.rung == "advisory" and s.phase in ("on", "open", "over")
    ]
    return list_findings(context, CHECK, "LIST", mine, _sentence)


def _sentence(members: list[Screened], statuses: Sequence[Status]) -> str:
    return (
        f"{lead(members[0])}: {status_words(statuses)}. An advisory is a warning to look closer, not a sanctions list."
    )
