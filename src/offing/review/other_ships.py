"""Ships met at sea, which the book may not know: screened as the book's own are, by what they sent of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from offing.book.model import Book, Row
from offing.index.find import Finder
from offing.index.profiles import Profile
from offing.index.view import View
from offing.records.dates import DateSpan
from offing.records.identifiers import mid_of
from offing.records.rungs import RUNGS
from offing.records.territories import MID_TERRITORY
from offing.review.finding import STRENGTHS
from offing.review.mentions import Mentions
from offing.review.screening import Screened, Screening, phase_of
from offing.tracks.event import Seen

SHEET = "vessels"


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists say of one ship at a time: measures that stood then (or may have), that came later, and that had ended."""

    seen: Seen
    then: tuple[Screened, ...]
    later: tuple[Screened, ...]
    over: tuple[Screened, ...]

    @property
    def all(self) -> tuple[Screened, ...]:
        return *self.then, *self.later, *self.over

    @property
    def listed_then(self) -> bool:
        """On a list at that time, by a number that she sent: not by her name, and not by an advisory or a report."""
        return any(
            s.phase == "on" and RUNGS[s.standing.listing.rung].listing and s.hit.via != "name" and firm(s)
            for s in self.then
        )

    @property
    def dprk(self) -> bool:
        """Whether her MMSI has North Korea's digits."""
        return MID_TERRITORY.get(mid_of(f"{self.seen.mmsi:09d}") or "") == "kp"

    @property
    def speaks(self) -> bool:
        """Whether anything is to be told of her."""
        return bool(self.then or self.later or self.over) or self.dprk


def firm(one: Screened) -> bool:
    return STRENGTHS.index(one.strength) <= STRENGTHS.index("strong")


def screen_others(
    ships: Iterable[Seen], view: View, finder: Finder, as_of: date, profile: Profile
) -> Mapping[int, tuple[Screened, ...]]:
    """MMSI → the entries that each ship may be, as of the review's day. By name only an equal one counts."""
    asked = sorted(set(ships), key=lambda s: s.mmsi)
    rows = tuple(_row(i, one) for i, one in enumerate(asked, start=2))
    screening = Screening(Mentions(Book("tracks", rows, {})), view, finder, as_of, profile)
    found: dict[int, list[Screened]] = {}
    for one in screening.found:
        if one.hit.via != "name" or one.hit.exact:
            found.setdefault(asked[one.mention.row.number - 2].mmsi, []).append(one)
    return {mmsi: tuple(sorted(those, key=lambda s: -s.order)) for mmsi, those in found.items()}


def _row(number: int, one: Seen) -> Row:
    texts = {
        "mmsi": f"{one.mmsi:09d}",
        "imo": str(one.imo or ""),
        "name": one.name or "",
        "call_sign": one.call_sign or "",
    }
    return Row(SHEET, number, "tracks", {k: v for k, v in texts.items() if v})


def at_the_time(seen: Seen, found: Iterable[Screened], when: DateSpan) -> Known:
    """The same proposals, each with the phase of its measure at `when`."""
    dated = [replace(s, phase=phase_of(s.standing, when), when=when) for s in found]
    return Known(
        seen,
        tuple(s for s in dated if s.phase in ("on", "open")),
        tuple(s for s in dated if s.phase == "later"),
        tuple(s for s in dated if s.phase == "over"),
    )
