"""Did the draught change over a gap or an encounter?

A draught is typed in by the crew, often late and sometimes never: it supports what else was observed and never carries a
finding of its own strength, so this one is weak. It is told where a change of half a metre or more falls on a silence or an
encounter at sea, or where the ship was slow at sea between two draughts with no port and no other ship seen near (partner
unobserved). A change in port is cargo worked where it belongs, and is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.review.at_sea import called, minute, number, proof, rule_with, span, told, whereabouts
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding
from offing.review.silence import grade
from offing.review.tracked import Followed, Tracked, days_of, other_of
from offing.tracks.event import PARTNER_UNOBSERVED, Event

LATE_S = 72 * 3600
CHECK = Check(
    id="draught_step",
    asks="Did the draught change over a gap or an encounter?",
    kinds=("BEHAVIOUR",),
    basis="US maritime advisory of 14 May 2020 (draught before and after as a sign of cargo worked); self-reported data",
    needs=("vessels", "voyages", "documents", "tracks"),
    innocent=(
        "The crew may have typed the draught late, or mended an old value.",
        "Ballast taken or pumped, bunkers and trim change the draught without any cargo.",
    ),
    settle=("Draught survey and ballast log; loading computer print-outs before and after; the next port's survey.",),
    params={"least_m": 0.5, "typed_late_h": LATE_S // 3600, "at_most": "weak"},
)


def run(context: Context) -> Iterator[Finding]:
    followed = context.followed
    for ship, change in followed.of("draught_change") if followed else ():
        assert followed is not None
        over = _over(followed, ship, change)
        if over or change.tier == PARTNER_UNOBSERVED:
            yield _finding(context, ship, change, over)


def _over(followed: Followed, ship: Tracked, change: Event) -> list[Event]:
    """Encounters and silences between the two draughts, or up to three days before the new one; not a change in port."""
    if number(change, "nearest_to_port_m") is not None:
        return []
    found = [e for e in followed.events(ship.mmsi, "encounter", "gap") if _meet(e, change)]
    return [e for e in found if e.kind == "encounter" or grade(e)[0] != "no_conclusion"]


def _meet(event: Event, change: Event) -> bool:
    return event.start_s < change.end_s and event.end_s > min(change.start_s, change.end_s - LATE_S)


def _finding(context: Context, ship: Tracked, change: Event, over: Sequence[Event]) -> Finding:
    assert context.followed is not None
    tracks = context.followed.tracks
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(ship.row, ship.column),
        says=_says(ship, change, over),
        strength="weak",
        evidence=(
            proof(tracks, change),
            *(proof(tracks, e) for e in over),
            *context.book_evidence(ship.row, ship.column, "mmsi"),
        ),
        innocent=(*CHECK.innocent, *ship.doubts(change), *on_file(ship.row)),
        settle=CHECK.settle,
        rule=rule_with(CHECK.rule, tracks, change),
        as_of=context.as_of,
        event_date=days_of(change),
        detail={"event": told(change), "over": [told(e) for e in over]},
        where=whereabouts(change) or tuple(w for e in over for w in whereabouts(e)),
    )


def _says(ship: Tracked, change: Event, over: Sequence[Event]) -> str:
    before, after = number(change, "draught_before_m"), number(change, "draught_after_m")
    said = (
        f"{ship.label} gave a draught of {before} m until {minute(change.start_s)}, of {after} m from {minute(change.end_s)} UTC "
        "(self-reported)"
    )
    if not over:
        return f"{said}. {change.why[:1].upper()}{change.why[1:]}."
    return f"{said}, over {' and '.join(_one(ship, e) for e in over)}. It supports what was observed, no more."


def _one(ship: Tracked, event: Event) -> str:
    if event.kind == "gap":
        return f"a silence ({span(event)})"
    return f"an encounter with {called(other_of(event, ship.mmsi))} ({span(event)}, tier {event.tier})"
