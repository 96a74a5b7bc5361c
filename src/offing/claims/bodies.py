"""Public bodies, facilities, places and lists that no table has, told by the word at their head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.found import Found
from offing.claims.model import Label
from offing.claims.runs import Run
from offing.claims.wording import LOWER, SPACE, Words

_HEADS = frozenset(
    "club division branch unit section ministry department agency authority commission council committee court police navy "
    "guard bureau administration directorate secretariat parliament congress senate university institute association "
    "organization organisation registry customs army forces corps board panel force foundation federation assembly service "
    "office union center centre fund chamber fleet command embassy consulate treasury inspectorate prosecutor prosecutors "
    "tribunal cabinet politburo party directorate-general register league society academy laboratory initiative consortium "
    "observatory marines marshals exchequer admiralty mission network".split()
)
_WEAK_HEADS = frozenset(
    "unit division branch union center centre service office fund force party board fleet command mission network "
    "initiative".split()
)
_OF = frozenset(
    "ministry department office bureau court bank university institute center centre committee commission council "
    "association agency directorate house board registry embassy chamber academy foundation school administration authority "
    "service port college organization organisation league general panel parliament congress union federation".split()
)
_LONGEST = 8
"""Runs of capitals that one name may join."""
_HOLDERS = frozenset("prosecutor prosecutors attorney president governor".split())
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
        if not (words.low(first) in _OF and last > run.last) or "judge" in (
            words.low(k) for k in range(first, run.last)
        ):
            last = _cut(words, run, heads, end)
        if last - first < 2 and words.low(first) not in ("parliament", "interpol"):
            continue
        if words.low(last - 1) in _WEAK_HEADS and last - first < 2:
            continue
        the = first - (words.low(first - 1) == "the")
        if words.low(first) == "task" or last in (is_land.get(first), is_land.get(the)):
            continue  # the Russian Federation
        if words.low(last - 2) in ("terrorist", "dark", "shadow", "ghost"):
            continue
        start = _owner(words, first, is_land)
        firm = words.low(last - 1) == "agency" and words.low(last - 2) in _OF_FIRMS
        label: Label = "company" if firm else "agency"
        yield Found(words.start(start), words.end(last - 1), label, "body-head", tier=1)
        done = last


_PAPERS = frozenset(
    "news times post journal herald tribune gazette telegraph weekly daily magazine radio television broadcasting observer "
    "chronicle newspaper shimbun ilbo globe review media".split()
)


def outlets(words: Words, runs: Sequence[Run]) -> Iterator[Found]:
    """News outlets by their last word: "Samoa News", "the Navy Times"."""
    for run in runs:
        if not run.titled and run.last - run.first in (2, 3, 4) and words.low(run.last - 1) in _PAPERS:
            yield Found(words.start(run.first), words.end(run.last - 1), "agency", "outlet-head", tier=1)


def _end(words: Words, runs: Sequence[Run], n: int) -> int:
    """Where a name that begins with a run ends: "of", "for", "and" lead on to further capitals after a head."""
    end = runs[n].last
    headed = any(words.low(k) in _OF or words.low(k) in _HOLDERS for k in range(runs[n].first, end))
    m = n
    office = False
    while headed and m - n < _LONGEST and m + 1 < len(runs) and runs[m + 1].first - end <= 3:
        between = [words.low(k) for k in range(end, runs[m + 1].first)]
        if between == ["s"] and words.low(end - 1) in _HOLDERS and words.low(runs[m + 1].first) == "office":
            m += 1
            end = runs[m].last
            office = True
            continue
        if office and between[:1] not in (["of"], ["for"]):
            break
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
    judge = next((k for k in range(run.first + 1, run.last) if words.low(k) in ("judge", "justice")), 0)
    if judge and any(k < judge for k in heads):
        return max(k for k in heads if k < judge) + 1
    last = heads[-1]
    if last + 1 < end and last >= run.last - 1 and words.low(last) in _OF:
        return end
    return last + 1


def _owner(words: Words, first: int, is_land: dict[int, int]) -> int:
    if first >= 2 and words.low(first - 1) == "s" and words.plain[words.end(first - 2) : words.start(first)] == "'s ":
        return next((k for k in range(max(0, first - 5), first - 1) if is_land.get(k) == first - 1), first)
    return first


_LOWER_HEADS = frozenset(
    "customs navy ministry authorities police court courts army coastguard coastguards military regulator regulators parliament "
    "supervisor watchdog registry registrar prosecutors forces troops".split()
)
_LOWER_PAIRS = frozenset(
    {
        ("coast", "guard"), ("customs", "service"), ("customs", "agency"), ("maritime", "authority"), ("port", "authority"),
        ("central", "bank"), ("shipping", "registry"), ("ship", "registry"), ("maritime", "administration"),
        ("security", "council"),
        ("expert", "panel"), ("sanctions", "committee"), ("maritime", "agency"), ("flag", "registry"),
        ("intelligence", "agency"), ("police", "force"), ("port", "authorities"), ("un", "panel"), ("supreme", "court"),
        ("high", "court"), ("flag", "authority"), ("revolutionary", "guards"), ("financial", "supervisor"),
        ("financial", "regulator"),
("banking", "regulator"), ("financial", "watchdog"), ("insurance", "supervisor"), ("maritime", "regulator"),
    }
)  # fmt: skip
_OWNED_PAIRS = frozenset(
    {
        ("air", "force"), ("rescue", "service"), ("ports", "authority"), ("finance", "police"), ("energy", "bureau"),
        ("ports", "agency"), ("border", "guard"), ("energy", "agency"), ("security", "service"), ("tax", "authority"),
        ("statistics", "office"), ("spy", "agency"), ("border", "guards"), ("special", "forces"),
    }
)  # fmt: skip
"""Pairs that name a body only where its country is told."""
_MINISTRIES = frozenset(
    "foreign defence defense transport unification finance oil energy interior trade justice fisheries economy commerce "
    "shipping intelligence maritime oceans information health industry mines trade agriculture".split()
)
_COURTS = frozenset("federal district supreme high appeals constitutional district admiralty appeal".split())


_OF_FIRMS = frozenset("shipping chartering crewing manning forwarding freight ship stevedoring bunkering".split())
"""Words before "agency" that make it a firm."""


def lower_bodies(words: Words, lands: dict[int, int]) -> Iterator[Found]:
    """Bodies written small: "the Dutch customs", "Japan's foreign ministry", "a federal court", "the maritime authority of X"."""
    ends = {last: first for first, last in lands.items()}
    before, head = "", ""
    for k, low in enumerate(words.lows):
        before, head = head, low
        if not k or words.shapes[k] != LOWER or words.gaps[k] != SPACE:
            continue
        if (
            (before, head) in _LOWER_PAIRS
            or (before, head) in _OWNED_PAIRS
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
        if (head in _OWNED or (before, head) in _OWNED_PAIRS) and owner is None:
            continue
        yield Found(words.start(first if owner is None else owner), words.end(last - 1), "agency", "body-low", tier=1)


_OWNED = frozenset(
    "authorities police military agency registry registrar prosecutors forces troops courts coastguards".split()
)


def _of_land(words: Words, k: int, lands: dict[int, int]) -> int:
    """Over "of" to the country after it."""
    if words.low(k + 1) == "of" and k + 2 < len(words):
        return lands.get(k + 2 + (words.low(k + 2) == "the"), k + 1)
    return k + 1
