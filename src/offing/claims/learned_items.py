"""A sentence laid out for the learned reader: words with their classes (learned_words.csv) and forms, marks, and mentions, of
which those of one enumeration are one item."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from offing.claims.masked import TYPES
from offing.claims.model import Mention

_TOKEN = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+){0,4}|\d+|['’]s\b|[^\w\s]")
_PAST = frozenset(
    "sold bought held built led run known sent brought paid made found taken hit put struck frozen given shown seen drawn "
    "left withdrawn thrown".split()
)
"""Past forms that do not end in -ed."""
_JOIN = frozenset({",", "and", "or", "&", "/", ";", "both", "well"})
"""What stands between the members of an enumeration."""
_ALIKE = frozenset({"O", "P"})


@dataclass(frozen=True, slots=True)
class Item:
    """A word (its stem), a mark, or the mentions of an enumeration (`<V>`, `<Vn>` where it is pointed at, `<V+>` if several).

    `form` of a word: p passive, d past, g -ing.
    """

    word: str
    low: str
    classes: tuple[str, ...]
    form: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A sentence as items; `at` is the place of each mention among them, `every` the classes of all its words."""

    items: tuple[Item, ...]
    at: Mapping[int, int]
    every: frozenset[str]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that "seizes", "seized" and "seizing" are one."""
    w = word.lower()
    if len(w) > 3:
        for end in ("ing", "ed", "es", "s"):
            if w.endswith(end) and not w.endswith("ss") and len(w) - len(end) > 2:
                w = w[: -len(end)]
                break
    if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "ls":
        w = w[:-1]
    if len(w) > 3 and w[-1] == "e":
        w = w[:-1]
    return w[:-1] + "i" if len(w) > 3 and w[-1] == "y" else w


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """By stem the classes of learned_words.csv that a word is in."""
    text = (resources.files("offing.claims") / "learned_words.csv").read_text("utf-8")
    out: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines(), strict=True):
        for word in sorted({stem(w) for w in row["words"].split()}):
            out.setdefault(word, []).append(row["class"])
    return {w: tuple(c) for w, c in out.items()}


@lru_cache(maxsize=20_000)
def _word(low: str, passive: bool = False) -> Item:
    """A word or a mark by itself."""
    if not low[0].isalpha():
        return Item("#" if low[0].isdigit() else low, low, classes().get(low, ()), "", ())
    word = stem(low)
    known = classes()
    found = known.get(word, ())
    if not found and "-" in low:
        found = known.get(stem(low.rsplit("-", 1)[1]), ())
    past = low.endswith("ed") or low in _PAST
    return Item(word, low, found, "p" if passive else "g" if low.endswith("ing") else "d" if past else "", ())


def laid(text: str, start: int, end: int, here: Sequence[tuple[int, Mention]]) -> Laid:
    """The sentence [start, end) of a text; `here` are its numbered mentions. Dates, amounts and the like are left out."""
    outer, within = _outer(here)
    items: list[Item] = []
    every: set[str] = set()
    place = start
    for n, a, b, m in outer:
        _words(text, place, a, items)
        letter = "" if m.label == "imo" else TYPES[m.label]
        if letter:
            name = f"<{letter}{'n' if m.nominal else ''}>"
            items.append(Item(name, name, (), "", (n,)))
        if m.nominal:
            every.update(c for c in head_of(m) if c.isalpha())
        place = b
    _words(text, place, end, items)
    items = _grouped(items)
    at = {n: k for k, item in enumerate(items) for n in item.members}
    at |= {inner: at[of] for inner, of in within.items() if of in at}
    every.update(c for item in items for c in item.classes)
    return Laid(tuple(items), at, frozenset(every))


def _outer(here: Sequence[tuple[int, Mention]]) -> tuple[list[tuple[int, int, int, Mention]], dict[int, int]]:
    """Mentions that lie within no other, and which of the others lies in which; of one pointed at that has names in it only
    its last word counts, so that those are seen."""
    order = sorted(here, key=lambda p: (p[1].start, -p[1].end))
    opened: list[tuple[int, int, int, Mention]] = []
    for i, (n, m) in enumerate(order):
        a = m.start
        inside = [o for _, o in order[i + 1 : i + 9] if o.end <= m.end and not o.nominal] if m.nominal else []
        last = m.start + m.text.rstrip().rfind(" ") + 1
        if inside and all(o.end <= last for o in inside):
            a = last
        opened.append((n, a, m.end, m))
    out: list[tuple[int, int, int, Mention]] = []
    within: dict[int, int] = {}
    end = holder = -1
    for n, a, b, m in sorted(opened, key=lambda p: (p[1], -p[2])):
        if a < end:
            within[n] = holder
            continue
        out.append((n, a, b, m))
        end, holder = b, n
    return out, within


def _words(text: str, a: int, b: int, items: list[Item]) -> None:
    for found in _TOKEN.finditer(text, a, b):
        item = _word(found[0].lower().replace("’", "'"))
        if item.form == "d":
            for back in items[-1:-5:-1]:
                if "be" in back.classes:
                    item = _word(item.low, passive=True)
                    break
                if back.members or not back.word[0].isalpha():
                    break
        items.append(item)


def _grouped(items: Sequence[Item]) -> list[Item]:
    """With enumerations of mentions of one kind as one item."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        first = items[k]
        last = k
        members = first.members
        while members and (then := _next_member(items, last, first.word[1])) >= 0:
            members += items[then].members
            last = then
        out.append(first if last == k else Item(first.word[:-1] + "+>", first.low, (), "", members))
        k = last + 1
    return out


def _next_member(items: Sequence[Item], last: int, kind: str) -> int:
    """The place of the next member of an enumeration, or -1."""
    j = last + 1
    while j < len(items) and j - last < 4 and (items[j].low in _JOIN or items[j].low == "the"):
        j += 1
    joined = any(items[x].low in _JOIN for x in range(last + 1, j))
    if not joined or j >= len(items) or not items[j].members:
        return -1
    return j if items[j].word[1] == kind or {items[j].word[1], kind} <= _ALIKE else -1


def head_of(m: Mention) -> Iterator[str]:
    """Of words that point at something: the last (`=tanker`), the first, the others, and their classes."""
    words = [w for w in _TOKEN.findall(m.text.lower()) if w[0].isalpha()][-8:]
    if words:
        yield "=" + stem(words[-1])
        yield "^" + words[0]
    for w in words:
        yield from _word(w).classes
    yield from (stem(w) + "-" for w in words[:-1])
    if m.plural:
        yield "+"
