"""What is said of the other ship of an encounter: her status then and since, whom else she met, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from offing.records.dates import day, in_words
from offing.review.at_sea import called, minute, number
from offing.review.context import Context, status_of
from offing.review.finding import Evidence, Status
from offing.review.listing import lead, status_words
from offing.review.other_ships import Known, at_the_time
from offing.review.screening import Screened
from offing.review.tracked import Followed, Tracked, days_of, other_of
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
        if third.mmsi == ship.mmsi or _lay_together(followed, ship.mmsi, third.mmsi, one):
            continue
        if (known := known_of(context, third, one)).speaks:
            found.append(Hop(one, known))
    return sorted(found, key=lambda h: (h.event.start_s > event.start_s, abs(h.event.start_s - event.start_s)))


def _lay_together(followed: Followed | None, mmsi: int, third: int, event: Event) -> bool:
    """Whether the ship herself met the third at that time: three side by side, and a finding of its own tells of those two."""
    mine = followed.events(mmsi, "encounter") if followed else []
    return any(other_of(e, mmsi).mmsi == third and e.start_s <= event.end_s and event.start_s <= e.end_s for e in mine)


def statuses(context: Context, found: Sequence[Screened]) -> tuple[Status, ...]:
    """Each measure once, the firmest proposals first."""
    return tuple(dict.fromkeys(status_of(s, context.entity_of(s)) for s in found))


def proofs(context: Context, found: Sequence[Screened]) -> list[Evidence]:
    return [context.list_evidence(p) for p in dict.fromkeys(s.hit.position for s in found)]


def by_name(one: Screened) -> bool:
    return one.hit.via == "name"


def spoken_of(known: Sequence[Known]) -> list[dict[str, str]]:
    """Which entries are told of, and by what each may be the ship that was met."""
    found = {(s.standing.listing.dataset, s.standing.listing.entry, s.hit.via): None for k in known for s in k.all}
    return [{"list": of, "entry": entry, "via": via} for of, entry, via in found]


def said_of(context: Context, known: Known) -> str:
    """By what she may be a listed ship, what stood then, what came later or had ended: by number first, then by name."""
    parts = [f"Her MMSI {known.seen.mmsi:09d} begins with 445, North Korea's digits."] if known.dprk else []
    if not known.all:
        return " ".join(parts) or f"The other ship: {NONE_FOUND}."
    for part in _parted(known):
        parts.append(f"{lead(part.all[0])}.")
        if part.then:
            parts.append(f"At that time: {status_words(statuses(context, part.then))}.")
        elif not known.then:
            parts.append("At that time no measure known to the lists used stood.")
        if part.later:
            parts.append(f"Since then: {status_words(statuses(context, part.later))}.")
        if part.over:
            parts.append(f"Ended before: {status_words(statuses(context, part.over))}.")
        if today := [s for s in part.then if s.standing.ended_before(day(context.as_of))]:
            parts.append(f"By the day of the review this had ended: {_ends(statuses(context, today))}.")
    return " ".join(parts)


def _ends(ended: Sequence[Status]) -> str:
    """`entry X3 of x, on 2019-08-01`."""
    said = {f"entry {s.entry} of {s.list}, {in_words(s.until)}": None for s in ended}
    return "; ".join(said)


def _parted(known: Known) -> list[Known]:
    """What is known by one number, by another, and by the name alone at last: each is told under its own words."""
    ways = sorted(dict.fromkeys(s.hit.via for s in known.all), key=lambda via: via == "name")
    return [
        replace(
            known,
            then=tuple(s for s in known.then if s.hit.via == via),
            later=tuple(s for s in known.later if s.hit.via == via),
            over=tuple(s for s in known.over if s.hit.via == via),
        )
        for via in ways
    ]


def said_of_hops(context: Context, other: Seen, found: Sequence[Hop]) -> str:
    """The two-hop sentences, each with what makes the third ship the listed one; "" without one."""
    told = [f" {other.name or 'She'} also met {_hop(context, hop)}" for hop in found[:_HOPS_TOLD]]
    more = f" And {len(found) - _HOPS_TOLD} more such meetings." if len(found) > _HOPS_TOLD else ""
    return "".join(told) + more


def _hop(context: Context, hop: Hop) -> str:
    known = hop.known
    flag = ", MMSI of North Korea" if known.dprk else ""
    said = [
        f"{called(known.seen)} on {minute(hop.event.start_s)} UTC (tier {hop.event.tier}, "
        f"{number(hop.event, 'median_distance_m') or 0:.0f} m{flag})."
    ]
    for part in _parted(known):
        then = status_words(statuses(context, part.then)) if part.then else "nothing known stood then"
        later = f"; since then {status_words(statuses(context, part.later))}" if part.later else ""
        over = f"; ended before: {status_words(statuses(context, part.over))}" if part.over else ""
        said.append(f"{lead(part.all[0])}: {then}{later}{over}.")
    return " ".join(said)
