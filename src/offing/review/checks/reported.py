"""Is it alleged in a report that the user brought as a list?

A press or NGO claim about a party or ship is shown as a claim: who says it is in the row's source. It is never merged
with lists and never blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Status
from offing.review.listing import lead, list_findings, reasons, status_words
from offing.review.screening import Screened

CHECK = Check(
    id="reported",
    asks="Does someone allege something of it?",
    kinds=("REPORTED",),
    basis="the lists loaded whose rows carry the rung 'reported'",
    needs=("vessels", "voyages", "parties"),
    innocent=("A report can err, and may have been denied or corrected.",),
    settle=("The report itself, its date, and who is quoted.", "The party's answer to it."),
)


def run(context: Context) -> Iterator[Finding]:
    mine = [s for s in context.screening.found if s.standing.listing.rung == "reported"]
    return list_findings(context, CHECK, "REPORTED", mine, _sentence, cap="possible")


def _sentence(members: list[Screened], statuses: Sequence[Status]) -> str:
    one = members[0]
    after = f"Reported only after this row's date ({one.when}). " if one.phase == "later" else ""
    return f"{after}{lead(one)}: {status_words(statuses)}.{reasons(statuses)}"
