"""What each MMSI said of itself over time: values with first, last and how often, IMO check digits, and the flag of
its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from offing.records.identifiers import fold_code, imo_check_digit_ok, mid_of
from offing.records.territories import MID_TERRITORY
from offing.tracks.engine import Engine, rows
from offing.tracks.params import Params
from offing.tracks.ships import among
from offing.tracks.sql import render

NAME_TYPOS, CODE_TYPOS = 2, 1
"""Letters that may differ between two ways to write one name, or one call sign or IMO number."""

NAMELESS = frozenset(
    "NOTNAMED NONAME UNNAMED NAMELESS UNKNOWN TEST NA NIL NONE NOTAVAILABLE VESSEL".split(),
) | {""}
"""Names that say there is none: some transponders' and feeds' fillings, not a ship's."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One value of one field (imo, name, call_sign, ship_type, length_m, beam_m) under one MMSI; times in seconds."""

    mmsi: int
    what: str
    told: str
    first_s: int
    last_s: int
    messages: int

    @property
    def check_digit_ok(self) -> bool | None:
        """Of an IMO number; None of anything else."""
        return imo_check_digit_ok(self.told) if self.what == "imo" else None


def spells(engine: Engine, params: Params, *, changed_only: bool = False) -> list[Spell]:
    """The timeline of every MMSI, by MMSI, field and time; `changed_only` leaves out the fields of which an MMSI never
    said two things, but for IMO numbers that another MMSI sent too.
    """
    select = render("identity_change" if changed_only else "identity_spell", params.numbers())
    if changed_only:
        select = among(engine, render("identity_user", {}), select)
    found = [
        Spell(int(r["mmsi"]), str(r["what"]), str(r["told"]), int(r["t0"]), int(r["t1"]), int(r["messages"]))
        for r in rows(engine.columns(select))
        if r["what"] != "name" or fold_code(str(r["told"])) not in NAMELESS
    ]
    return sorted(found, key=lambda s: (s.mmsi, s.what, s.first_s, s.told))


def flag_of(mmsi: int) -> str | None:
    """Territory code of an MMSI's maritime identification digits; None for what is no ship station, or not in the
    ITU's table.
    """
    mid = mid_of(f"{mmsi:09d}")
    return MID_TERRITORY.get(mid) if mid else None


def alike(what: str, one: str, other: str) -> bool:
    """Whether two values are two ways to write one: typing errors, cuts, other spellings, rounded dimensions."""
    if what == "name":
        a, b = fold_code(one), fold_code(other)
        return a in b or b in a or _within(a, b) or _within_words(one, other) or differ(a, b) <= NAME_TYPOS
    if what in ("call_sign", "imo"):
        return differ(fold_code(one), fold_code(other)) <= CODE_TYPOS
    if what in ("length_m", "beam_m"):
        least = 10 if what == "length_m" else 4
        return abs(float(one) - float(other)) < max(least, 0.1 * max(float(one), float(other)))
    return what == "ship_type" and (one[:1] == other[:1] or {one[0], other[0]} & {"0", "9"} != set())


def _within(a: str, b: str) -> bool:
    """Whether the letters of one stand in the other in their order: ISLANDADVENTURE, ISLADVENTURE."""
    short, long = sorted((a, b), key=len)
    letters = iter(long)
    return len(short) * 2 >= len(long) and all(c in letters for c in short)


def _within_words(one: str, other: str) -> bool:
    a, b = set(re.findall(r"\w+", one.upper())), set(re.findall(r"\w+", other.upper()))
    return bool(a and b) and (a <= b or b <= a)


def differ(a: str, b: str) -> int:
    """Levenshtein's distance."""
    before: Iterable[int] = range(len(b) + 1)
    for i, x in enumerate(a, 1):
        row = [i]
        for j, (y, diagonal, above) in enumerate(zip(b, before, list(before)[1:], strict=False), 1):
            row.append(min(row[j - 1] + 1, above + 1, diagonal + (x != y)))
        before = row
    return list(before)[-1]
