"""Facilities, places and lists that no table has, told by a word at their head or before them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from offing.claims.found import Found
from offing.claims.runs import Run
from offing.claims.ship_words import SHIP
from offing.claims.tables import rows
from offing.claims.wording import CAPITAL, CAPITALS, COMMA, NUMBER, SPACE, Words


@cache
def _facility_heads() -> tuple[tuple[str, ...], ...]:
    heads = {tuple(h.split()) for row in rows("facilities") for h in row["heads"].split(";")}
    return tuple(sorted(heads, key=lambda h: (-len(h), h)))


@cache
def _facility_last() -> frozenset[str]:
    return frozenset(h[-1] for h in _facility_heads())


_OF_THESE = frozenset("company firm group owner owners operator operators worker workers conglomerate manager".split())
_ALONE = frozenset({("liaison", "office"), ("joint", "liaison", "office")})


def facilities(words: Words, runs: Sequence[Run]) -> Iterator[Found]:
    """ "inter-Korean liaison office", "the Rajin coal terminal": a head with a name before it, or a liaison office."""
    starts = {r.last: r for r in runs}
    lasts = _facility_last()
    for k, low in enumerate(words.lows):
        if low not in lasts or words.shapes[k] == NUMBER:
            continue
        head = next(
            (
                h
                for h in _facility_heads()
                if len(h) <= k + 1 and h == tuple(words.low(x) for x in range(k + 1 - len(h), k + 1))
            ),
            None,
        )
        if not head:
            continue
        i = k + 1 - len(head)
        if words.low(i - 1) == "exclusive" or (
            k + 1 < len(words) and words.low(k + 1) in _OF_THESE and words.gaps[k + 1] == SPACE
        ):
            continue
        run = starts.get(i)
        while run is None and i > 0 and words.low(i - 1) in ("inter", "joint") and words.gaps[i] in (SPACE, 2):
            i -= 1
            run = starts.get(i)
        named = run is not None and words.gaps[run.last] == SPACE and not run.titled
        if named and run is not None:
            i = run.first - (words.low(run.first - 1) == "inter" and words.gaps[run.first] == 2)
        elif any(r.first <= k < r.last and r.first < k for r in (starts.get(k + 1),) if r):
            i = min(i, starts[k + 1].first)
        elif head not in _ALONE:
            continue
        yield Found(words.start(i), words.end(k), "facility", "facility", tier=3 if head == ("bridge",) else 0)


_PORT_BEFORE = re.compile(
    r"\b(?:[Pp]ort of|[Pp]ort at|[Cc]ity of|[Tt]own of|"
    r"[Aa]nchorage (?:off|at|of)|[Ii]sland of|[Pp]rovince of|[Vv]illage of|[Gg]ulf of|[Bb]ay of|[Aa]nchorage|[Ss]trait of) $"
)


def places(words: Words, runs: Sequence[Run]) -> Iterator[Found]:
    """ "the port of X", "X Port", "the X Sea", "X province", "off X": places that no table has."""
    for run in runs:
        if run.titled or run.last - run.first > 4 or words.low(run.first) in SHIP:
            continue
        a, b = words.start(run.first), words.end(run.last - 1)
        last = words.low(run.last - 1)
        if _PORT_BEFORE.search(words.plain, max(0, a - 16), a):
            yield Found(a, b, "place", "place-of", tier=1)
        elif last in _GEOGRAPHY and run.last - run.first > 1:
            yield Found(a, b, "place", "place-head", tier=1)
        elif run.last < len(words) and words.low(run.last) in _GEOGRAPHY_LOW and words.gaps[run.last] == SPACE:
            yield Found(a, b, "place", "place-low", tier=3)
        elif words.low(run.first) in ("port", "mount", "cape", "gulf", "lake", "strait") and run.last - run.first > 1:
            yield Found(a, b, "place", "place-head", tier=1)


_GEOGRAPHY = frozenset(
    "sea gulf bay strait straits ocean island islands peninsula river canal port harbour harbor anchorage province county "
    "district coast basin roads channel lagoon reef archipelago valley desert mountains city township village".split()
)
_GEOGRAPHY_LOW = frozenset(
    "port province harbour harbor anchorage island islands peninsula coast prefecture county".split()
)


@cache
def _list_words() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:an? (?:new |updated |separate )?(?:black)?list of "
        r"(?=[\"']?(?:vessels|ships|tankers|entities|companies|firms|people|individuals))"
        r"|list of (?=(?:vessels|ships|tankers)\b)"
        r"|(?:sanctions|advisory|shipping|maritime|global|joint|UK|EU|UN|US|U\.S\.|U\.N\.) (?:blacklist|list|advisory)\b"
        r"|blacklist\b)"
    )


def listings(words: Words, lands: Sequence[Found]) -> Iterator[Found]:
    """ "a new list of vessels", "a North Korea shipping advisory", "the sanctions list"."""
    ends = {f.end: f.start for f in lands}
    for found in _list_words().finditer(words.plain):
        a = found.start()
        said = found[0].rstrip()
        a = ends.get(a - 1, a) if words.plain[a - 1 : a] == " " else a
        yield Found(a, a + len(said) + (found.start() - a), "list", "list-words", tier=1)


_PLACING = frozenset("in at from to near of off via and".split())
_LOCATIVE = frozenset("in near off outside".split())
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest off kilometres kilometers miles coast".split()
)
_MOTION = frozenset(
    "steered sailed headed bound route voyage way travelled traveled sailing heading steamed returned calls called call".split()
)


def unknown_places(words: Words, runs: Sequence[Run], common: Container[str], lands: Container[int]) -> Iterator[Found]:
    """ "near Vieques", "in Gdov": an unknown name after a word that only a place can follow; a dateline in capitals."""
    for run in runs:
        i, j = run.first, run.last
        a, b = words.start(i), words.end(j - 1)
        if j - i > 3 or (i == 0 and not words.first(i)):
            continue
        rare = all(words.low(k) not in common and words.shapes[k] == CAPITAL for k in range(i, j))
        before, then = words.low(i - 1), words.low(i - 2)
        led = (
            before in _LOCATIVE
            or (before == "of" and then in _COMPASS)
            or (before in ("to", "for", "at") and then in _MOTION)
        )
        country = j < len(words) and words.gaps[j] == COMMA and j in lands and before in _PLACING
        if not run.titled and (led or country) and words.gaps[i] == SPACE and rare and j - i < 3:
            yield Found(a, b, "place", "place-in", tier=3)
        elif (
            words.first(i)
            and all(words.shapes[k] == CAPITALS for k in range(i, j))
            and not run.titled
            and _DATELINE.match(words.plain, b, b + 40)
        ):
            yield Found(a, b, "place", "place-dateline", tier=1)


_DATELINE = re.compile(r"(?:, [A-Z][A-Za-z. ]{1,20})? ?-|, (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)")
