"""What is said of the other ship of an encounter: her status then and since, whom else she met, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offing.records.dates import day
from offing.review.at_sea import called, minute, number
from offing.review.context import Context, status_of
from offing.review.finding import Evidence, Status
from offing.review.listing import lead, status_words
from offing.review.other_ships import Known, at_the_time
from offing.review.screening import Screened
from offing.review.tracked import Tracked, days_of, other_of
from offing.tracks.event import Event, Seen

_HOPS_TOLD = 3
NONE_FOUND = "no entry found for her in the lists used"


@dataclass(frozen=True, slots=True)
class Hop:
    """Another encounter of the other ship, with a ship of which the lists say something."""

    event: Event
    known: Known


def known_of(context: Context, seen: Seen, event: Event) -> Known:
    """What the lists say of a ship at the time of an event, and since."""
    return at_the_time(seen, context.others.get(seen.mmsi, ()), days_of(event))


def hops(context: Context, ship: Tracked, event: Event) -> list[Hop]:
    """The other ship's own encounters with ships of which the lists say something: the earlier ones first."""
    followed = context.followed
    other = other_of(event, ship.mmsi)
    found = []
    for one in followed.events(other.mmsi, "encounter") if followed else ():
        third = other_of(one, other.mmsi)
        if third.mmsi != ship.mmsi and (known := known_of(context, third, one)).speaks:
            found.append(Hop(one, known))
    return sorted(found, key=lambda h: (h.event.start_s > event.start_s, abs(h.event.start_s - event.start_s)))


def statuses(context: Context, found: Sequence[Screened]) -> tuple[Status, ...]:
    """Each measure once, the firmest proposals first."""
    return tuple(dict.fromkeys(status_of(s, context.entity_of(s)) for s in found))


def proofs(context: Context, found: Sequence[Screened]) -> list[Evidence]:
    return [context.list_evidence(p) for p in dict.fromkeys(s.hit.position for s in found)]


def said_of(context: Context, known: Known) -> str:
    """One or two sentences: by what she may be a listed ship, what stood then, what came later or had ended."""
    parts = [f"Her MMSI {known.seen.mmsi:09d} begins with 445, North Korea's digits."] if known.dprk else []
    if not known.all:
        return " ".join(parts) or f"The other ship: {NONE_FOUND}."
    parts.append(f"{lead(known.all[0])}.")
    if known.then:
        parts.append(f"At that time: {status_words(statuses(context, known.then))}.")
    else:
        parts.append("At that time no measure known to the lists used stood.")
    if known.later:
        parts.append(f"Since then: {status_words(statuses(context, known.later))}.")
    if known.over:
        parts.append(f"Ended before: {status_words(statuses(context, known.over))}.")
    today = [s for s in known.then if s.standing.ended_before(day(context.as_of))]
    if today:
        parts.append(
            f"Ended by the day of the review: {', '.join(sorted({s.standing.listing.dataset for s in today}))}."
        )
    return " ".join(parts)


def said_of_hops(context: Context, other: Seen, found: Sequence[Hop]) -> str:
    """The two-hop sentence; "" without one."""
    told = []
    for hop in found[:_HOPS_TOLD]:
        known = hop.known
        status = status_words(statuses(context, known.then)) if known.then else "nothing known stood then"
        later = f", since then {status_words(statuses(context, known.later))}" if known.later else ""
        flag = ", MMSI of North Korea" if known.dprk else ""
        told.append(
            f"{called(known.seen)} on {minute(hop.event.start_s)} UTC (tier {hop.event.tier}, "
            f"{number(hop.event, 'median_distance_m') or 0:.0f} m): {status}{later}{flag}"
        )
    more = f"; and {len(found) - _HOPS_TOLD} more" if len(found) > _HOPS_TOLD else ""
    return f" {other.name or 'She'} also met {'; '.join(told)}{more}." if told else ""
