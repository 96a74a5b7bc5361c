"""Public bodies, facilities, places and lists that no table has, told by the word at their head."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from offing.claims.found import Found
from offing.claims.runs import Run
from offing.claims.tables import rows
from offing.claims.wording import CAPITAL, CAPITALS, LOWER, NUMBER, SPACE, Words

_HEADS = frozenset(
    "ministry department agency authority commission council committee court police navy guard bureau administration "
    "directorate secretariat parliament congress senate university institute association organization organisation registry "
    "customs army forces corps board panel force foundation federation assembly service office union center centre fund "
    "chamber fleet command embassy consulate treasury inspectorate prosecutor prosecutors tribunal cabinet politburo party "
    "directorate-general register league society academy laboratory initiative consortium observatory marines marshals "
    "exchequer admiralty mission network group division branch unit".split()
)
_WEAK_HEADS = frozenset(
    "unit division branch group union center centre service office fund force party board fleet command mission network "
    "initiative".split()
)
_OF = frozenset(
    "ministry department office bureau court bank university institute center centre committee commission council "
    "association agency directorate house board registry embassy chamber academy foundation school administration authority "
    "service port college organization organisation league general panel parliament congress union federation".split()
)
_LINKS = frozenset("of for on and the in to against with at".split())


def body_names(words: Words, runs: Sequence[Run], is_land: dict[int, int]) -> Iterator[Found]:
    """`is_land` gives, for the first word of a country, its last: "South Korea's Unification Ministry" is one name."""
    done = 0
    for n, run in enumerate(runs):
        if run.titled or run.last <= done:
            continue
        end = _end(words, runs, n)
        first, last = run.first, end
        heads = [k for k in range(first, last) if words.low(k) in _HEADS and words.shapes[k] != LOWER]
        if not heads:
            continue
        if not (words.low(first) in _OF and last > run.last):
            last = _cut(words, run, heads, end)
        if last - first < 2 and words.low(first) not in ("parliament", "interpol"):
            continue
        if words.low(last - 1) in _WEAK_HEADS and last - first < 2:
            continue
        if words.low(last - 2) == "terrorist":
            continue
        start = _owner(words, first, is_land)
        yield Found(words.start(start), words.end(last - 1), "agency", "body-head", tier=1)
        done = last


def _end(words: Words, runs: Sequence[Run], n: int) -> int:
    """Where a name that begins with a run ends: "of", "for", "and" lead on to further capitals after a head."""
    end = runs[n].last
    headed = any(words.low(k) in _OF for k in range(runs[n].first, end))
    m = n
    while headed and m + 1 < len(runs) and runs[m + 1].first - end <= 3:
        between = [words.low(k) for k in range(end, runs[m + 1].first)]
        if (
            not between
            or not all(w in _LINKS for w in between)
            or any(words.gaps[k] != SPACE for k in range(end, runs[m + 1].first + 1))
        ):
            break
        if between[0] in ("and", "in", "to", "at", "with") and (m == n or between != ["and"]):
            break
        if between[0] in ("on", "against", "for") and words.low(end - 1) not in _OF:
            break
        m += 1
        end = runs[m].last
    return end


def _cut(words: Words, run: Run, heads: list[int], end: int) -> int:
    """The end after the last head, or the whole where "of" leads on from it."""
    last = heads[-1]
    if last + 1 < end and last >= run.last - 1 and words.low(last) in _OF:
        return end
    return last + 1


def _owner(words: Words, first: int, is_land: dict[int, int]) -> int:
    if first >= 2 and words.low(first - 1) == "s" and words.plain[words.end(first - 2) : words.start(first)] == "'s ":
        return next((k for k in range(max(0, first - 5), first - 1) if is_land.get(k) == first - 1), first)
    return first


@cache
def _facility_heads() -> tuple[tuple[str, ...], ...]:
    heads = {tuple(h.split()) for row in rows("facilities") for h in row["heads"].split(";")}
    return tuple(sorted(heads, key=lambda h: (-len(h), h)))


@cache
def _facility_last() -> frozenset[str]:
    return frozenset(h[-1] for h in _facility_heads())


_ALONE = frozenset({("liaison", "office"), ("joint", "liaison", "office")})


def facilities(words: Words, runs: Sequence[Run]) -> Iterator[Found]:
    """ "inter-Korean liaison office", "the Rajin coal terminal": a head with a name before it, or a liaison office."""
    starts = {r.last: r for r in runs}
    for k in range(len(words)):
        if words.low(k) not in _facility_last() or words.shapes[k] == NUMBER:
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
        yield Found(words.start(i), words.end(k), "facility", "facility", tier=1)


_PORT_BEFORE = re.compile(
    r"\b(?:[Pp]ort of|[Pp]ort at|[Cc]ity of|[Tt]own of|[Aa]nchorage (?:off|at|of)|[Ii]sland of|[Pp]rovince of|[Vv]illage of) $"
)


def places(words: Words, runs: Sequence[Run]) -> Iterator[Found]:
    """ "the port of X", "X Port", "the X Sea", "X province", "off X": places that no table has."""
    for run in runs:
        if run.titled or run.last - run.first > 4:
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


_LOWER_HEADS = frozenset(
    "customs navy ministry authorities police court army coastguard military regulator regulators parliament".split()
)
_LOWER_PAIRS = frozenset(
    {
        ("coast", "guard"), ("customs", "service"), ("customs", "agency"), ("maritime", "authority"), ("port", "authority"),
        ("central", "bank"), ("shipping", "registry"), ("ship", "registry"), ("maritime", "administration"),
        ("security", "council"),
        ("expert", "panel"), ("sanctions", "committee"), ("customs", "authorities"), ("maritime", "agency"), ("flag", "registry"),
        ("intelligence", "agency"), ("police", "force"), ("port", "authorities"), ("un", "panel"), ("supreme", "court"),
        ("high", "court"), ("flag", "authority"), ("revolutionary", "guards"),
    }
)  # fmt: skip
_MINISTRIES = frozenset(
    "foreign defence defense transport unification finance oil energy interior trade justice fisheries economy commerce "
    "shipping intelligence maritime oceans information".split()
)
_COURTS = frozenset("federal district supreme high appeals constitutional district admiralty appeal".split())


def lower_bodies(words: Words, lands: dict[int, int]) -> Iterator[Found]:
    """Bodies written small: "the Dutch customs", "Japan's foreign ministry", "a federal court", "the maritime authority of X"."""
    ends = {last: first for first, last in lands.items()}
    for k in range(1, len(words)):
        if words.shapes[k] != LOWER or words.gaps[k] != SPACE:
            continue
        head, before = words.low(k), words.low(k - 1)
        if (
            (before, head) in _LOWER_PAIRS
            or (head == "ministry" and before in _MINISTRIES)
            or (head == "court" and before in _COURTS)
        ):
            first = k - 1
        elif head in _LOWER_HEADS or (head == "panel" and before in ("un", "n")):
            first = k
        else:
            continue
        while (
            first > 0
            and words.gaps[first] == SPACE
            and words.low(first - 1) in _MINISTRIES | _COURTS
            and words.shapes[first - 1] == LOWER
        ):
            first -= 1
        owner = ends.get(first)
        if owner is None and first > 1 and words.low(first - 1) == "s" and words.gaps[first] == SPACE:
            owner = ends.get(first - 1)
        if owner is None and words.low(first - 1) in ("un", "eu") and words.shapes[first - 1] != LOWER:
            owner = first - 1
        if owner is None and first == k:
            continue
        last = _of_land(words, k, lands)
        if head in ("authorities", "police", "military") and owner is None:
            continue
        yield Found(words.start(first if owner is None else owner), words.end(last - 1), "agency", "body-low", tier=1)


def _of_land(words: Words, k: int, lands: dict[int, int]) -> int:
    """Over "of" to the country after it."""
    if words.low(k + 1) == "of" and k + 2 < len(words):
        return lands.get(k + 2 + (words.low(k + 2) == "the"), k + 1)
    return k + 1


_LOCATIVE = frozenset("in near off outside".split())
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest off kilometres kilometers miles coast".split()
)
_MOTION = frozenset(
    "steered sailed headed bound route voyage way travelled traveled sailing heading steamed returned calls called call".split()
)


def unknown_places(words: Words, runs: Sequence[Run], common: Container[str]) -> Iterator[Found]:
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
        if not run.titled and led and words.gaps[i] == SPACE and rare and j - i < 3:
            yield Found(a, b, "place", "place-in", tier=3)
        elif (
            words.first(i)
            and all(words.shapes[k] == CAPITALS for k in range(i, j))
            and not run.titled
            and _DATELINE.match(words.plain, b, b + 40)
        ):
            yield Found(a, b, "place", "place-dateline", tier=1)


_DATELINE = re.compile(r"(?:, [A-Z][A-Za-z. ]{1,20})? ?-|, (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)")
