"""Can one ship have kept these dates?

The book's own ports and dates are laid beside each other, without any track: the two ends of a voyage, the ends of one voyage and
the next of the same ship, and a first bill of lading beside the ship's other voyages. Told are two places on two dates that no
merchant ship can keep at 25 kn without a stop, with both rows. All hours that the dates allow are given to her. It is strong
where the straight line over land and sea is too long already, and possible where only the way by sea is: that way is reckoned
shorter than any true one, with all canals and the Arctic open. A bill may be signed late and
elsewhere, and is never strong. Ports that are not surely known, ferries and yachts are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Strength
from offing.review.on_paper import on_paper
from offing.review.passages import FASTEST_KN, LEAST_M, SIGNED_LATE_DAYS, Hop, too_far

CHECK = Check(
    id="voyage_dates",
    asks="Can one ship have kept these dates?",
    kinds=("CONFLICT",),
    basis="Geometry; US maritime advisory of 14 May 2020, practice on false cargo and vessel documents",
    needs=("voyages", "documents", "vessels"),
    innocent=(
        "A date or a port may be written wrongly: day and month changed places, a port of the same name elsewhere.",
        "Dates may be planned and not kept, and the cargo have come in another ship, overland, or in parcels.",
    ),
    settle=(
        "The agents' statements of facts for both ports; the deck log; AIS for these days.",
        "The carrier's own copies of the bills of lading with their days of loading.",
    ),
    params={
        "fastest_kn": FASTEST_KN,
        "apart_from_km": LEAST_M // 1000,
        "bill_signed_late_days": SIGNED_LATE_DAYS,
    },
)


def run(context: Context) -> Iterator[Finding]:
    for hop in too_far(context.papers):
        yield _finding(context, hop)


def _finding(context: Context, hop: Hop) -> Finding:
    one, other = hop.first, hop.second
    proof = [e for s in (one, other) for e in context.row_evidence(s.row, "vessel", "number", s.column, s.dated)]
    strength: Strength = "strong" if hop.sure else "possible"
    return on_paper(context, CHECK, other.row, other.dated, hop.says, strength, proof, cells=(other.column,))
