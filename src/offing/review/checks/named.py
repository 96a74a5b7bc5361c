"""Has an official body named it, without listing it?

A UN Panel of Experts' recommendation, a proposal for listing, a detention, or a user's own list: each has its own words
and none of them blocks. What came of it (released, refused, still pending) is shown beside where the source says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Status
from offing.review.listing import lead, list_findings, reasons, status_words
from offing.review.screening import Screened

CHECK = Check(
    id="named",
    asks="Is it named by an official body without being listed?",
    kinds=("LIST",),
    basis="the lists loaded whose rows carry the rung 'named' (UN Panel of Experts, detentions, proposals, the user's own lists)",
    needs=("vessels", "voyages", "parties"),
    innocent=("Being named is no listing: the body may have been answered, or may have let the matter rest.",),
    settle=("The named document itself, and what became of it.", "The party's answer to it."),
)


def run(context: Context) -> Iterator[Finding]:
    mine = [
        s for s in context.screening.found if s.standing.listing.rung == "named" and s.phase in ("on", "open", "over")
    ]
    return list_findings(context, CHECK, "LIST", mine, _sentence)


def _sentence(members: list[Screened], statuses: Sequence[Status]) -> str:
    return f"{lead(members[0])}: {status_words(statuses)}.{reasons(statuses)}"
