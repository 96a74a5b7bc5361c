"""What a capitalised name looks like and what stands around it, as signs for `likely_names`."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.forms import LEGAL, TRADE
from offing.claims.found import Found
from offing.claims.learned_items import classes, stem
from offing.claims.persons import TITLES
from offing.claims.runs import OPENERS
from offing.claims.ship_words import PREFIX, SHIP, SHIPS
from offing.claims.tables import words_in
from offing.claims.wording import CAPITAL, CAPITALS, HYPHEN, LOWER, NUMBER, SPACE, Words

_AROUND = 5
"""Words and marks on either side that are looked at."""
_MARKS = frozenset(",;:()[]\"'-.!?/&")
_TABLES = ("given_names", "east_asian_surnames")


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with what is named in it: by word the name that it is part of, and the labels of the words of longer names."""

    words: Words
    taken: Mapping[int, Found]
    parts: Mapping[str, frozenset[str]]
    common: Container[str]
    lower: Container[str]


def scene(words: Words, found: Sequence[Found], common: Container[str]) -> Scene:
    taken: dict[int, Found] = {}
    parts: dict[str, set[str]] = {}
    for one in found:
        over = words.within(one.start, one.end)
        for k in over:
            taken.setdefault(k, one)
            if len(over) > 1 and not one.plural and words.shapes[k] != LOWER:
                parts.setdefault(words.low(k), set()).add(one.label)
    small = {low for low, shape in zip(words.lows, words.shapes, strict=True) if shape == LOWER}
    return Scene(words, taken, {w: frozenset(of) for w, of in parts.items()}, common, small)


def of_form(seen: Scene, i: int, j: int) -> Iterator[str]:
    """Signs of the words [i, j) themselves."""
    words = seen.words
    lows = words.lows[i:j]
    yield f"n {min(j - i, 4)}"
    for k in range(i, j):
        low = words.low(k)
        place = "1" if k == i else ""
        place += "z" if k == j - 1 else ""
        yield f"w {low}"
        yield f"w{place} {low}"
        for kind in _kinds(low):
            yield f"k{place} {kind}"
        yield f"k{place} {'common' if low in seen.common else 'rare'}"
        if low in seen.lower:
            yield f"k{place} lower"
    last = lows[-1]
    for size in (2, 3, 4):
        if len(last) > size:
            yield f"e{size} {last[-size:]}"
        if size > 2 and len(lows[0]) > size:
            yield f"b{size} {lows[0][:size]}"
    yield f"s {_shape(words, i, j)}"
    if j - i == 1:
        yield f"l {min(len(last), 8)}"
    yield f"common {sum(low in seen.common for low in lows)} {min(j - i, 4)}"
    within = {seen.taken[k].label for k in range(i, j) if k in seen.taken and seen.taken[k].end <= words.end(j - 1)}
    for label in sorted(within):
        first = i in seen.taken and seen.taken[i].label == label
        yield f"in {label} {first}"


def of_place(seen: Scene, i: int, j: int) -> Iterator[str]:
    """Signs of what stands before and after the words [i, j)."""
    left, right = list(_left(seen, i)), list(_right(seen, j))
    left += ["<S>"] * (_AROUND - len(left))
    right += ["</S>"] * (_AROUND - len(right))
    yield f"L {left[0]}"
    yield f"R {right[0]}"
    yield f"LL {left[1]} {left[0]}"
    yield f"RR {right[0]} {right[1]}"
    for side, tokens in (("L", left), ("R", right)):
        for n, token in enumerate(tokens):
            for kind in _around(token):
                yield f"{side}{n} @{kind}"
    a, b = _first(_around(left[0])), _first(_around(right[0]))
    yield f"LRc {a or left[0]} {b or right[0]}"
    if seen.words.first(i):
        yield "opens"


def _first(kinds: tuple[str, ...]) -> str:
    return kinds[0] if kinds else ""


def _left(seen: Scene, i: int) -> Iterator[str]:
    words, k = seen.words, i
    given, last = 0, " "
    while given < _AROUND:
        if mark := _mark(words, k):
            yield mark
            given += 1
            last = mark
        if words.first(k) or k == 0:
            return
        k -= 1
        one = seen.taken.get(k)
        token = _token(seen, k, one)
        if token[0] != "^" or last[0] != "^":
            yield token
            given += 1
        last = token
        if one:
            k = min(k, words.at(one.start))


def _right(seen: Scene, j: int) -> Iterator[str]:
    words, k = seen.words, j
    given, last = 0, " "
    while given < _AROUND and k < len(words):
        if words.first(k):
            return
        if mark := _mark(words, k):
            yield mark
            given += 1
            last = mark
        one = seen.taken.get(k)
        token = _token(seen, k, one)
        if token[0] != "^" or last[0] != "^":
            yield token
            given += 1
        last = token
        k = max(k + 1, words.at(one.end)) if one else k + 1


def _mark(words: Words, k: int) -> str:
    """The mark before word `k`, if one stands there."""
    if k >= len(words) or k == 0 or words.gaps[k] in (SPACE, HYPHEN):
        return "" if k == 0 or k >= len(words) or words.gaps[k] == SPACE else "-"
    a, b = words.end(k - 1), words.start(k)
    return next((c for c in words.plain[a : min(b, a + 4)] if c in _MARKS), "")


def _token(seen: Scene, k: int, one: Found | None) -> str:
    if one is not None:
        return f"<{one.label}{'+' if one.plural else ''}>"
    words = seen.words
    if words.shapes[k] == NUMBER:
        return "#"
    if words.shapes[k] == LOWER or words.first(k) or words.low(k) in OPENERS:
        return words.low(k)
    return f"^{words.low(k)}" if words.low(k) in seen.common else "^"


@lru_cache(maxsize=20_000)
def _around(token: str) -> tuple[str, ...]:
    """The classes of a word beside a name."""
    if not token[0].isalpha() and not (token[0] == "^" and len(token) > 1):
        return ()
    low = token.removeprefix("^")
    out = [*classes().get(stem(low), ())]
    if low in SHIP:
        out.insert(0, "ship")
    elif low in SHIPS:
        out.insert(0, "ships")
    elif low in TITLES:
        out.append("title")
    if low in TRADE:
        out.append("trade")
    if low in LEGAL:
        out.append("legal")
    return (*out, "=" + stem(low))


@lru_cache(maxsize=20_000)
def _kinds(low: str) -> tuple[str, ...]:
    out = [name for name in _TABLES if low in words_in(name)]
    sets = (("trade", TRADE), ("legal", LEGAL), ("title", TITLES), ("ship", SHIP), ("ships", SHIPS), ("prefix", PREFIX))
    out += [name for name, of in sets if low in of]
    if low.isdigit():
        out.append("digits")
    return tuple(out)


def _shape(words: Words, i: int, j: int) -> str:
    """ "Aa Aa", "AA", "Aa-Aa": capitals, hyphens, digits; a name of one word may have capitals within."""
    out = []
    for k in range(i, min(j, i + 4)):
        if k > i:
            out.append("-" if words.gaps[k] == HYPHEN else " " if words.gaps[k] == SPACE else ".")
        shape = words.shapes[k]
        said = words.said(k, k + 1)
        if shape == CAPITAL:
            out.append("A" if len(said) == 1 else "AaA" if any(c.isupper() for c in said[1:]) else "Aa")
        else:
            out.append("AA" if shape == CAPITALS else "9" if shape == NUMBER else "a")
    return "".join(out)
