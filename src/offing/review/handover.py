"""A ship without a history that begins where a listed ship of her size ends: in the tracks, or between rows of the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from offing.book.model import Row
from offing.places.ports import nearest_port
from offing.records.identifiers import fold_imo, imo_check_digit_ok
from offing.records.rungs import RUNGS
from offing.review.context import Context
from offing.review.holders import node_of
from offing.review.hulls import Hull
from offing.review.other_ships import screen_others
from offing.review.papers import first_day, last_day
from offing.review.screening import Screened
from offing.review.tracked import Followed, Tracked
from offing.tracks.earth import great_circle_m
from offing.tracks.event import Seen

APART_M, NEAR_M, PORT_M = 50_000, 20_000, 10_000
LATE_DAYS, SOON_DAYS, WATCHED_DAYS, SWAP_DAYS = 30, 7, 7, 1
LENGTH_M, BEAM_M, SIZE_SHARE = 3.0, 2.0, 0.02
BOOK_DAYS = 60
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Heard:
    """The book's ship `new`, first heard `apart_m` from where the listed `old` was last heard, `after_s` later (below 0: before).

    `port_m` is how far the nearest port lies from there.
    """

    new: Tracked
    old: Seen
    listed: Screened
    apart_m: float
    after_s: int
    port_m: float

    @property
    def close(self) -> bool:
        """Near in place and time, and not at a port, where ships begin and end every day."""
        return self.apart_m <= NEAR_M and self.after_s <= SOON_DAYS * _DAY and self.port_m > PORT_M


def heard_handovers(context: Context) -> Iterator[Heard]:
    """Each of the book's ships with the nearest such listed ship; none of a ship that is on a list by her own number."""
    followed = context.followed
    if followed is None:
        return
    near = {
        ship: list(_ended_near(followed, ship)) for ship in followed.ships if _without_history(context, followed, ship)
    }
    asked = {one.mmsi: one for found in near.values() for one, _, _ in found}
    listed = (
        screen_others(asked.values(), context.view, context.finder, context.as_of, context.profile) if asked else {}
    )
    for ship, found in near.items():
        for old, apart_m, after_s in sorted(found, key=lambda f: (f[1], f[0].mmsi)):
            one = _by_number(listed.get(old.mmsi, ()))
            if one is not None:
                e = followed.tracks.ends[ship.mmsi]
                port_m = float(nearest_port([e.first_lon_deg], [e.first_lat_deg])[1][0])
                yield Heard(ship, old, one, apart_m, after_s, port_m)
                break


def _without_history(context: Context, followed: Followed, ship: Tracked) -> bool:
    """First heard when the tracks had gone on for a week, under no other MMSI before, and on no list by her number."""
    tracks = followed.tracks
    ends, imo = tracks.ends.get(ship.mmsi), fold_imo(ship.row["imo"])
    if ends is None or tracks.first_s is None or ship.doubts() or ends.first_s - tracks.first_s < WATCHED_DAYS * _DAY:
        return False
    if any(s.same == ship.same and s.mmsi != ship.mmsi for s in followed.ships):
        return False
    return not (imo and context.screening.known_by_id("imoNumber", imo))


def _ended_near(followed: Followed, ship: Tracked) -> Iterator[tuple[Seen, float, int]]:
    """Ships of like length and beam and another number, last heard near there shortly before and not in the week after."""
    tracks = followed.tracks
    mine, begun = tracks.ships[ship.mmsi], tracks.ends[ship.mmsi]
    number = mine.imo or int(fold_imo(ship.row["imo"]) or 0)
    for mmsi, other in tracks.ships.items():
        ended = tracks.ends[mmsi]
        after_s = begun.first_s - ended.last_s
        if mmsi == ship.mmsi or not -SWAP_DAYS * _DAY <= after_s <= LATE_DAYS * _DAY or not _alike(mine, other):
            continue
        if (tracks.last_s or 0) - ended.last_s < WATCHED_DAYS * _DAY or other.imo == number:
            continue
        apart = float(great_circle_m(begun.first_lat_deg, begun.first_lon_deg, ended.last_lat_deg, ended.last_lon_deg))
        if apart <= APART_M:
            yield other, apart, after_s


def _alike(one: Seen, other: Seen) -> bool:
    if not (one.length_m and other.length_m and one.beam_m and other.beam_m):
        return False
    return abs(one.length_m - other.length_m) <= LENGTH_M and abs(one.beam_m - other.beam_m) <= BEAM_M


def _by_number(found: tuple[Screened, ...]) -> Screened | None:
    """The firmest listing by a number that she sent, not by her name."""
    return next((s for s in found if s.hit.via != "name" and _listing(s) and s.phase != "over"), None)


def _listing(one: Screened) -> bool:
    return RUNGS[one.standing.listing.rung].listing and one.strength in ("match", "strong")


@dataclass(frozen=True, slots=True)
class Told:
    """Two ships of the book: `old` is listed and ends, `new` begins soon after; `alike` in words; `one_hand` in one hand."""

    new: Hull
    old: Hull
    listed: Screened
    alike: tuple[str, ...]
    one_hand: str


def told_handovers(context: Context) -> Iterator[Told]:
    """Between rows of the vessels sheet with their times and sizes."""
    begun = [h for h in context.hulls if first_day(h.rows[0], "from") and not _listed(context, h)]
    for old in context.hulls:
        end, one = last_day(old.row, "to"), _listed(context, old)
        if end is None or one is None:
            continue
        for new in begun:
            start = first_day(new.rows[0], "from")
            soon = start is not None and end <= start <= end + timedelta(days=BOOK_DAYS)
            if soon and _two_numbers(old, new) and (alike := _sizes(old.row, new.row)):
                yield Told(new, old, one, alike, _one_hand(context, old.row, new.row))


def _listed(context: Context, hull: Hull) -> Screened | None:
    found = (s for row in hull.rows for c in ("imo", "name") for s in context.screened_at.get((row, c), ()))
    return next((s for s in found if s.hit.via != "name" and _listing(s)), None)


def _two_numbers(one: Hull, other: Hull) -> bool:
    numbers = [fold_imo(h.row["imo"]) or "" for h in (one, other)]
    return all(imo_check_digit_ok(n) for n in numbers) and numbers[0] != numbers[1]


def _sizes(one: Row, other: Row) -> tuple[str, ...]:
    """What is alike of length, tonnages and year of build: two at least, and none unlike."""
    alike = []
    for column in ("length_m", "gross_tonnage", "deadweight", "built"):
        a, b = one.numbers.get(column), other.numbers.get(column)
        if a and b:
            if abs(a - b) > (0 if column == "built" else SIZE_SHARE * max(a, b)):
                return ()
            alike.append(f"{column.replace('_m', '').replace('_', ' ')} {a:g} and {b:g}")
    return tuple(alike) if len(alike) >= 2 else ()


def _one_hand(context: Context, one: Row, other: Row) -> str:
    """What the two have in common of owner, manager, MMSI and call sign."""
    parties: Mapping[str, bool] = {
        c: bool(one[c] and other[c]) and node_of(context.mentions, one[c])[0] == node_of(context.mentions, other[c])[0]
        for c in ("owner", "manager")
    }
    codes = {c: bool(one[c]) and one[c].strip() == other[c].strip() for c in ("mmsi", "call_sign")}
    return " and ".join(c.replace("_", " ") for c, same in {**parties, **codes}.items() if same)
