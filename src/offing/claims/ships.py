"""Names of ships, told by what stands before or after them: "the tanker Vityaz", "M/V Wise Honest", "Grace 1 (IMO ...)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache

from offing.claims.forms import form_length
from offing.claims.found import Found
from offing.claims.namings import renamed
from offing.claims.runs import Run
from offing.claims.ship_articles import after_a_name, the_name
from offing.claims.ship_contexts import in_capitals, told_after, told_before
from offing.claims.ship_words import (
    MARITIME,
    PREFIX,
    SHIP,
    SHIPS,
    TYPES,
)
from offing.claims.wording import CAPITALS, NUMBER, SLASH, Words


def ship_names(
    words: Words,
    runs: Sequence[Run],
    known: Callable[[int, int], bool],
    listed: Container[tuple[int, int]],
    towns: Container[tuple[int, int]],
    common: Container[str],
) -> Iterator[Found]:
    """`known(first, last)` tells that the words are a country, an authority or the like, `towns` that they are a town; ships are

    named for towns. `listed` is where a ship's name on a list stands.
    """
    maritime = not MARITIME.isdisjoint(words.lows)
    marked: dict[int, str] = {}
    names = [_name(words, run) for run in runs]
    for n, (i, j) in enumerate(names):
        if (
            i >= j
            or (_person_of_ship(words, i) and words.low(i - 1) != "the")
            or all(words.low(k) in SHIP or words.low(k) in TYPES for k in range(i, j))
        ):
            continue
        if known(i, j):
            if words.low(i - 1) == "the" and (i, j) in listed and after_a_name(words, j):
                marked[n] = "the-name"
            elif (i, j) in towns and (rule := told_before(words, i)).startswith("ship"):
                marked[n] = rule
            continue
        rule = _prefixed(words, runs[n].first, i) or told_before(words, i) or told_after(words, i, j)
        rule = rule or ("capitals" if maritime and in_capitals(words, runs[n], common) else "")
        rule = rule or (
            "the-name"
            if (maritime or ((i, j) in listed and j - i > 1) or (j - i > 1 and words.shapes[j - 1] == NUMBER))
            and the_name(words, i, j, common, listed)
            else ""
        )
        if rule and (rule == "ship-prefix" or not _firm(words, i, j)):
            marked[n] = rule
            _enumerate(words, names, n, known, marked, plural=rule in ("ships-before", "flagged-before"))
    for n in range(1, len(names)):
        if all(names[k] in listed or k in marked for k in (n - 1, n)) and _linked(words, names[n - 1], names[n]):
            _enumerate(words, names, n, known, marked, plural=True)
    for n in renamed(words, names, known, {*marked, *(k for k, name in enumerate(names) if name in listed)}):
        marked[n] = "renamed"
    for n, rule in marked.items():
        i, j = names[n]
        yield Found(words.start(i), words.end(j - 1), "vessel", rule, tier=0)


def _firm(words: Words, i: int, j: int) -> bool:
    """Whether a name ends in a firm's legal form: "Caravella LLC FZ, a single-ship entity"."""
    return j - i > 1 and form_length([words.low(k) for k in range(i, j)], j - i) > 0


def _name(words: Words, run: Run) -> tuple[int, int]:
    """A run without the M/V or the type of ship at its head."""
    i, j = run.first, run.last
    if (
        i + 1 < j
        and words.low(i) in ("m", "f", "s")
        and words.gaps[i + 1] in (SLASH, 3)
        and words.low(i + 1) in ("v", "t", "s")
    ):
        return i + 2, j
    if i + 1 < j and words.low(i) in PREFIX and words.shapes[i] == CAPITALS:
        return i + 1, j
    k = i
    while k < j - 1 and (words.low(k) in SHIP or words.low(k) in SHIPS or words.low(k) in TYPES):
        k += 1
    for x in range(i, j - 1):
        if words.low(x) in _CLASSES:
            return x + 1, j  # the Iranian VLCC Deep Horizon
    typed = any(words.low(x) in SHIP or words.low(x) in SHIPS for x in range(i, k))
    return (k if typed else i), j


_CLASSES = frozenset("vlcc ulcc suezmax aframax panamax handysize lr1 lr2 vlccs suezmaxes aframaxes".split())


def _prefixed(words: Words, first: int, i: int) -> str:
    if i > first and words.low(i - 1) in SHIPS:
        return "ships-before"
    return "ship-prefix" if i > first else ""


def _enumerate(
    words: Words,
    names: Sequence[tuple[int, int]],
    n: int,
    known: Callable[[int, int], bool],
    marked: dict[int, str],
    plural: bool,
) -> None:
    """The names that follow one in an enumeration; after a single ship only with an article of their own."""
    m = n
    while m + 1 < len(names):
        (_, end), (i, j) = names[m], names[m + 1]
        if i >= j or i - end > 3 or known(i, j):
            return
        link = words.plain[words.end(end - 1) : words.start(i)]
        if len(link) > 24 or not (_links() if plural else _the_links()).fullmatch(link):
            return
        m += 1
        if m in marked:
            return  # what follows is taken up from there
        marked[m] = "enumerated"


def _linked(words: Words, one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] <= one[1] + 2 and bool(
        _links().fullmatch(words.plain[words.end(one[1] - 1) : words.start(other[0])])
    )


@cache
def _links() -> re.Pattern[str]:
    return re.compile(r"[\"']?(?:,|;)?(?: ?\(?IMO:? \d{7}\)?,?)?(?: and| or| as well as)?(?: the)? [\"']?")


@cache
def _the_links() -> re.Pattern[str]:
    return re.compile(r"[\"']?(?: \(IMO:? \d{7}\))?,?(?: and| or)? the [\"']?")


def _person_of_ship(words: Words, i: int) -> bool:
    return words.low(i) in (
        "captain",
        "capt",
        "master",
        "owner",
        "mr",
        "mrs",
        "ms",
        "president",
        "minister",
        "secretary",
    )
