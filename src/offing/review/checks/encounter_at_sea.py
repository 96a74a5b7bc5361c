"""Did she lie alongside another ship, and what was that ship's status then?

The tracks in the book are searched for ships that lay near each other at sea. How sure it is that they lay side by side is
the encounter's tier: confirmed (also by draughts or declared destination) is strong, probable is possible, possible is weak. A
probable one is strong where the other ship was on a list at that time by a number that she sent, or flies North Korea's flag by
her MMSI. The other ship is screened by IMO number, MMSI, call sign and name as of the encounter and as of the review; and so are
the ships that she met in turn. An encounter is not a transfer: it is called a possible one, and the innocent readings stand
beside it. Two hops are told, never counted as the ship's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.review.at_sea import called, number, place, proof, rule_with, span, told, whereabouts
from offing.review.catalog import Check
from offing.review.compared import parts_told
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Strength
from offing.review.met import Hop, by_name, hops, known_of, proofs, said_of, said_of_hops, spoken_of, statuses
from offing.review.other_ships import Known
from offing.review.tracked import Tracked, days_of, other_of
from offing.tracks.event import CONFIRMED, POSSIBLE, PROBABLE, Event

STRENGTH: dict[str, Strength] = {CONFIRMED: "strong", PROBABLE: "possible", POSSIBLE: "weak"}
NAMESAKE = "Another ship may bear the name of the listed one."
CHECK = Check(
    id="encounter_at_sea",
    asks="Did she lie alongside another ship, and what was that ship's status then?",
    kinds=("BEHAVIOUR",),
    basis="US shipping advisories on North Korea of 2018 and 2019, practice 2; UNSCR 2375 (2017) para 11 (ships of the DPRK "
    "flag); US maritime advisory of 14 May 2020, practice 4; Miller et al. 2018 (500 m, 2 h, 2 kn)",
    needs=("vessels", "voyages", "documents", "tracks"),
    innocent=(
        "Transfers at sea are lawful and common, and so are bunkering, stores, crew changes, surveys and help in distress.",
        "A track shows where antennas were, not what was done; AIS is sent by the ship herself.",
    ),
    settle=(
        "Both ships' deck logs, oil record books and cargo papers for these hours, with quantities before and after.",
        "The order or nomination for a transfer, and the service provider's record; a satellite image of the hour.",
    ),
    params={
        "confirmed": "strong",
        "probable": "possible; strong if the other ship was listed then",
        "possible": "weak",
        "hops": 2,
    },
    names=True,
)


def run(context: Context) -> Iterator[Finding]:
    followed = context.followed
    for ship, event in followed.of("encounter") if followed else ():
        yield _finding(context, ship, event)


def _finding(context: Context, ship: Tracked, event: Event) -> Finding:
    assert context.followed is not None
    tracks = context.followed.tracks
    other = other_of(event, ship.mmsi)
    known = known_of(context, other, event)
    second = hops(context, ship, event)
    hop_proofs = [p for h in second[:3] for p in (proof(tracks, h.event), *proofs(context, h.known.all))]
    evidence = (
        proof(tracks, event),
        *context.book_evidence(ship.row, ship.column, "mmsi"),
        *proofs(context, known.all),
        *hop_proofs,
    )
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(ship.row, ship.column),
        says=_says(context, ship, event, known, second),
        strength=ship.strength(event, _strength(event, known)),
        evidence=tuple(dict.fromkeys(evidence)),
        innocent=(
            *_readings(event),
            *_namesakes([known, *(h.known for h in second)]),
            *CHECK.innocent,
            *ship.doubts(event),
            *on_file(ship.row),
        ),
        settle=CHECK.settle,
        rule=rule_with(CHECK.rule_under(context.profile), tracks, event),
        as_of=context.as_of,
        status=statuses(context, known.all),
        event_date=days_of(event),
        known_from=None,
        detail={
            "event": told(event),
            "tier": event.tier,
            "other": {"name": other.name, "imo": other.imo, "mmsi": other.mmsi, "call_sign": other.call_sign},
            "parts": parts_told(known.all[0].parts) if known.all else [],
            "hops": [told(h.event) for h in second],
            "known_by": spoken_of([known, *(h.known for h in second)]),
        },
        where=whereabouts(event),
    )


def _strength(event: Event, known: Known) -> Strength:
    if event.tier == PROBABLE and (known.listed_then or known.dprk):
        return "strong"
    return STRENGTH.get(event.tier or "", "weak")


def _says(context: Context, ship: Tracked, event: Event, known: Known, second: list[Hop]) -> str:
    hours = (event.end_s - event.start_s) / 3600
    at = f", at {place(event)}" if place(event) else ""
    met = (
        f"{ship.label} lay {number(event, 'median_distance_m') or 0:.0f} m (median between antennas) from {called(known.seen)} "
        f"for {hours:.1f} h, {span(event)}{at}"
    )
    context_words = event.measures.get("context")
    what = f"what else it may be: {context_words}" if context_words else "possible ship-to-ship transfer"
    return f"{met}: {what} (tier {event.tier}). {said_of(context, known)}{said_of_hops(context, known.seen, second)}"


def _readings(event: Event) -> Iterator[str]:
    """What of the event itself speaks for something ordinary."""
    if words := event.measures.get("context"):
        yield f"The ships' own types and the place say: {words}."
    declared = [d for side in ("a", "b") for d in _texts(event, f"destinations_{side}")]
    if declared:
        yield f"Declared destinations around that time: {', '.join(f'“{d}”' for d in dict.fromkeys(declared))}."
    if near := _texts(event, "near"):
        yield f"Other vessels lay near: {', '.join(near[:5])}; service craft come to bunkering and to open lightering alike."


def _namesakes(known: Sequence[Known]) -> tuple[str, ...]:
    return (NAMESAKE,) if any(by_name(s) for k in known for s in k.all) else ()


def _texts(event: Event, name: str) -> tuple[str, ...]:
    value = event.measures.get(name)
    return value if isinstance(value, tuple) else ()
