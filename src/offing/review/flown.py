"""Which flags a ship flew when, as the book's rows and the tracks' MMSIs tell; registers that are one administration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from offing.book.model import Row
from offing.records.identifiers import fold_mmsi, mid_of
from offing.records.territories import MID_TERRITORY, territory, territory_name
from offing.review.hulls import Hull
from offing.review.papers import first_day, last_day
from offing.review.tracked import Followed, Tracked, day_at

_TOGETHER = (
    "gb im je gg gi bm ky vg ai ms tc fk sh", "fr tf pf nc wf re gp mq gf pm yt bl mf", "nl aw cw sx bq", "dk fo gl",
    "no sj bv", "us pr vi gu mp as", "fi ax", "au cx cc nf", "cn hk mo", "pt",
)  # fmt: skip
"""Registers under one sovereign: a book writes the one for the other, and some share their MMSI digits."""
_FAMILY = {code: group.split()[0] for group in _TOGETHER for code in group.split()}


@dataclass(frozen=True, slots=True)
class Flown:
    """A flag, told by a row of the book or by the digits of an MMSI heard. In doubt as to days, `first` is the latest day on
    which it may have begun to be known and `last` the earliest on which it may have ended.
    """

    flag: str
    first: date
    last: date
    row: Row
    ship: Tracked | None = None


def flag_named(text: str) -> str:
    """The territory's code, else the text folded; "" for none."""
    return territory(text) or " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def named(flag: str) -> str:
    return territory_name(flag) if len(flag) == 2 else flag.title()


def one_administration(flag: str, other: str) -> bool:
    """Whether two codes are one register, or two under one sovereign."""
    return _FAMILY.get(flag, flag) == _FAMILY.get(other, other)


def mid_flag(mmsi: str) -> str:
    """The flag of a ship station's MMSI; "" where its digits are nobody's."""
    folded = fold_mmsi(mmsi)
    return MID_TERRITORY.get(mid_of(folded) or "", "") if folded else ""


def flown(hull: Hull, followed: Followed | None) -> tuple[Flown, ...]:
    """Flags with days, by time: rows without a day tell none, and tracks linked by the name alone are another's perhaps."""
    found = [f for row in hull.dated if row["flag"] and (f := _of_row(row)) is not None]
    found += [f for s in heard_as(hull, followed) if (f := _of_track(s, followed)) is not None]
    return tuple(sorted(found, key=lambda f: (f.first, f.last, f.flag)))


def heard_as(hull: Hull, followed: Followed | None) -> list[Tracked]:
    """The MMSIs under which she was heard, firmly linked and not shared."""
    rows = set(hull.rows)
    return [s for s in followed.ships if s.row in rows and s.by != "name" and not s.shared] if followed else []


def _of_row(row: Row) -> Flown | None:
    first = last_day(row, "from") or last_day(row, "to")
    last = first_day(row, "to") or first_day(row, "from")
    return Flown(flag_named(row["flag"]), first, last, row) if first and last else None


def _of_track(ship: Tracked, followed: Followed | None) -> Flown | None:
    days = heard_days(ship, followed)
    flag = mid_flag(f"{ship.mmsi:09d}")
    return Flown(flag, days[0], days[1], ship.row, ship) if days and flag else None


def heard_days(ship: Tracked, followed: Followed | None) -> tuple[date, date] | None:
    """First and last day on which the MMSI was heard."""
    whole = followed.tracks.followed.whole.get(ship.mmsi) if followed else None
    if whole is None or whole.first_s is None or whole.last_s is None:
        return None
    return day_at(whole.first_s), day_at(whole.last_s)


def most_in(spells: Sequence[Flown], days: int) -> tuple[Flown, ...]:
    """The stretch of `days` with the most different flags, one spell of each, the latest stretch of equals."""
    best: tuple[Flown, ...] = ()
    for start in spells:
        until = start.last + timedelta(days=days)
        inside: dict[str, Flown] = {}
        for one in spells:
            if one.first <= until and max(one.last, one.first) >= start.last:
                inside.setdefault(_FAMILY.get(one.flag, one.flag), one)
        if len(inside) >= max(len(best), 1):
            best = tuple(inside.values())
    return best


def used(hull: Hull, row: Row, as_of: date) -> tuple[date, date] | None:
    """The days over which the book surely uses a row: its own time, else that of the voyages of a ship with one row."""
    if "from" in row.dates:
        first, last = last_day(row, "from"), first_day(row, "to") if "to" in row.dates else as_of
        return (first, min(last, as_of)) if first and last and first < last else None
    loads = [v.dates["load_date"].end for v in hull.voyages if "load_date" in v.dates]
    ends = [d.start for v in hull.voyages for c in ("load_date", "discharge_date") if (d := v.dates.get(c))]
    known = [d for d in loads if d], [d for d in ends if d and d <= as_of]
    if len(hull.rows) > 1 or not all(known) or min(known[0]) >= max(known[1]):
        return None
    return min(known[0]), max(known[1])


def _flags_then(hull: Hull, first: date, last: date) -> list[Row]:
    """Rows of the book whose flag may have stood on some of these days."""
    times = [(row, first_day(row, "from") or date.min, last_day(row, "to") or date.max) for row in hull.rows]
    return [row for row, begins, ends in times if row["flag"] and begins <= last and first <= ends]


@dataclass(frozen=True, slots=True)
class Digits:
    """An MMSI of `flag`'s digits beside another flag of the book's `row`, over days; `ship` where it was heard."""

    row: Row
    mmsi: str
    flag: str
    first: date
    last: date
    ship: Tracked | None = None


def other_digits(hull: Hull, followed: Followed | None, as_of: date, more_than: int) -> Iterator[Digits]:
    """MMSIs of another administration than the flag for more days than that: by what was heard, else by the book's row."""
    heard: set[str] = set()
    for ship in heard_as(hull, followed):
        spell = _of_track(ship, followed)
        rows = _flags_then(hull, spell.first, spell.last) if spell is not None else []
        if spell is None or not rows or (spell.last - spell.first).days <= more_than:
            continue
        heard.add(f"{ship.mmsi:09d}")
        if not any(one_administration(flag_named(r["flag"]), spell.flag) for r in rows):
            yield Digits(rows[0], f"{ship.mmsi:09d}", spell.flag, spell.first, spell.last, ship)
    for row in hull.rows:
        flag, own, mmsi = mid_flag(row["mmsi"]), flag_named(row["flag"]), fold_mmsi(row["mmsi"])
        days = _used(hull, row, as_of) if mmsi and flag and own and not one_administration(flag, own) else None
        if days is not None and mmsi and mmsi not in heard and (days[1] - days[0]).days > more_than:
            yield Digits(row, mmsi, flag, *days)


def _used(hull: Hull, row: Row, as_of: date) -> tuple[date, date] | None:
    """The days over which the book surely uses a row: its own time, else that of the voyages of a ship with one row."""
    if "from" in row.dates:
        first, last = last_day(row, "from"), first_day(row, "to") if "to" in row.dates else as_of
        return (first, min(last, as_of)) if first and last and first < last else None
    loads = [v.dates["load_date"].end for v in hull.voyages if "load_date" in v.dates]
    ends = [d.start for v in hull.voyages for c in ("load_date", "discharge_date") if (d := v.dates.get(c))]
    known = [d for d in loads if d], [d for d in ends if d and d <= as_of]
    if len(hull.rows) > 1 or not all(known) or min(known[0]) >= max(known[1]):
        return None
    return min(known[0]), max(known[1])
