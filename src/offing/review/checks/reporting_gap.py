"""Was AIS silent where it should have been heard?

A silence of twelve hours or longer that began 50 nm or more offshore, after 14 positions or more in the twelve hours before,
while other ships were heard near her last position, is strong. Six to twelve hours, nearer the shore, or fewer positions
before: weak. Where other ships were not heard either there is no conclusion, and it is said so. Nothing tells why nobody
received her: equipment, reception, jamming, a security order and intent look the same. Silences without a conclusion stand in
one finding a ship, and so do the weak ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.records.dates import hull
from offing.review.at_sea import degrees, number, place, proof, rule_with, span, told, whereabouts
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Strength, weaker
from offing.review.silence import OFFSHORE_NM, POSITIONS_BEFORE, STRONG_H, WEAK_H, grade
from offing.review.tracked import Tracked, days_of
from offing.tracks.event import Event

_TOLD = 5
CHECK = Check(
    id="reporting_gap",
    asks="Was AIS silent where it should have been heard?",
    kinds=("BEHAVIOUR",),
    basis="Welch et al. 2022 (Science Advances 8, eabq2109); BIMCO AIS clause 2021; SOLAS V/19; US maritime advisory of "
    "14 May 2020, practice 1",
    needs=("vessels", "voyages", "documents", "tracks"),
    innocent=(
        "Reception fails: few receivers, crowded channels, weather, a weak or broken transponder.",
        "The master may stop AIS where it endangers the ship (SOLAS V/19): pirates, war; and jamming silences others' ships too.",
    ),
    settle=(
        "The master's log and the GMDSS log for these hours, and the reason given to the flag.",
        "The owner's own LRIT or satellite positions; other AIS providers' data for the same hours.",
    ),
    params={
        "strong_hours": STRONG_H,
        "weak_hours": WEAK_H,
        "offshore_nm": OFFSHORE_NM,
        "positions_in_12_h_before": POSITIONS_BEFORE,
        "neighbours": "2 or more heard within 50 km in the 6 h after",
    },
)


def run(context: Context) -> Iterator[Finding]:
    followed = context.followed
    for ship in followed.ships if followed else ():
        by_grade: dict[Strength, list[Event]] = {"weak": [], "no_conclusion": []}
        for gap in followed.events(ship.mmsi, "gap") if followed else ():
            strength = weaker(grade(gap)[0], ship.strength(gap, "strong"))
            if strength == "strong":
                yield _finding(context, ship, [gap], strength)
            else:
                by_grade[strength].append(gap)
        for strength, gaps in by_grade.items():
            if gaps:
                yield _finding(context, ship, gaps, strength)


def _finding(context: Context, ship: Tracked, gaps: Sequence[Event], strength: Strength) -> Finding:
    assert context.followed is not None
    doubts = dict.fromkeys(d for g in gaps for d in ship.doubts(g))
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(ship.row, ship.column),
        says=_says(ship, gaps, strength),
        strength=strength,
        evidence=(
            *(proof(context.followed.tracks, g) for g in gaps),
            *context.book_evidence(ship.row, ship.column, "mmsi"),
        ),
        innocent=(*CHECK.innocent, *doubts, *on_file(ship.row)),
        settle=CHECK.settle,
        rule=rule_with(CHECK.rule, context.followed.tracks, gaps[0]),
        as_of=context.as_of,
        event_date=hull([days_of(g) for g in gaps]),
        detail={"events": [told(g) for g in gaps]},
        where=tuple(w for g in gaps for w in whereabouts(g)),
    )


def _says(ship: Tracked, gaps: Sequence[Event], strength: Strength) -> str:
    first = gaps[0]
    if len(gaps) == 1:
        no = " No conclusion." if strength == "no_conclusion" else ""
        return f"No AIS received from {ship.label} from {span(first)}{_length(first)}: {_ends(first)}. {_coverage(first)}{no}"
    shown = "; ".join(f"{span(g)}{_length(g)}" for g in gaps[:_TOLD])
    more = f"; and {len(gaps) - _TOLD} more" if len(gaps) > _TOLD else ""
    if strength == "no_conclusion":
        return (
            f"No AIS received from {ship.label} in {len(gaps)} stretches in which others were not heard as expected either; "
            f"no conclusion: {shown}{more}."
        )
    why = "; ".join(dict.fromkeys(grade(g)[1] for g in gaps[:_TOLD]))
    n = len(gaps)
    return f"No AIS received from {ship.label} in {n} stretches while others were heard nearby: {shown}{more}. Weak: {why}."


def _length(gap: Event) -> str:
    return f" ({number(gap, 'hours') or 0:.1f} h)"


def _ends(gap: Event) -> str:
    end_lat, end_lon = number(gap, "end_lat_deg"), number(gap, "end_lon_deg")
    if end_lat is None or end_lon is None:
        return f"last at {place(gap)}, and not again in these tracks"
    return f"last at {place(gap)}, next at {degrees(end_lat, end_lon)}"


def _coverage(gap: Event) -> str:
    strength, why = grade(gap)
    why_told = gap.why.removesuffix("no conclusion").rstrip(" :;")
    said = f"{why_told[:1].upper()}{why_told[1:]}."
    return said if strength == "no_conclusion" else f"{said} {strength.capitalize()}: {why}."
