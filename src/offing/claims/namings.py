"""Ships told by a change of name: "the <1>, formerly the <2>", "<1> was renamed <2>", "called the <1> until 2011, the <2>"."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files

from offing.claims.forms import TRADE, form_length
from offing.claims.literals import Sought, sought
from offing.claims.ship_words import NO_NAME, NO_SHIP, SHIP, SHIPS
from offing.claims.wording import APART, SPACE, Words

_CUE = re.compile(
    r"(?i)\b(?:re-?nam(?:e|ed|es|ing)|re-?christened|re-?baptised|redubbed|re-?named|formerly|previously|originally|erstwhile|"
    r"former|ex|n[ée]e|f/?k/?a|known as|named|called|names?|became|becomes|turned into|sails as|traded as|trades as|now the|"
    r"these days|broadcasting as|started life|began life|launched as|built as|christened|used to be|the then|it was as)\b|→|->"
)
_CUES = frozenset(
    "rename renamed renames renaming re rechristened rebaptised redubbed christened baptised formerly previously originally "
    "erstwhile former ex nee f fk fka known named called name names became becomes turned sails traded trades now days "
    "broadcasting started began launched built used then it".split()
)
"""Of these words each cue has one, but for an arrow."""
_PART = re.compile(r"%[a-z]+%")
_THE_BEFORE = re.compile(r"(?:^|[^\w-])the \"?$", re.IGNORECASE)


def renamed(
    words: Words, names: Sequence[tuple[int, int]], known: Callable[[int, int], bool], marked: Collection[int]
) -> Iterator[int]:
    """The numbers of names that a change of name tells to be ships: `marked` are those that are ships by other signs.

    Of two names, one must be such or have an article, as proper names of nothing else in these places do.
    """
    arrow = "→" in words.plain or "->" in words.plain
    if not arrow and _CUES.isdisjoint(words.lows):
        return
    ships = set(marked)
    maritime = bool(ships) or any(low in SHIP or low in SHIPS for low in words.lows)
    begun = [words.start(i) if i < len(words) else len(words.plain) for i, _ in names]
    for n in range(len(words.sentences)):
        first, last = words.sentences[n].start, words.sentences[n].end
        inside = [
            k
            for k in range(bisect_left(begun, first), bisect_left(begun, last))
            if names[k][0] < names[k][1] and not _opens(words, *names[k])
        ]
        if not inside or (not arrow and _CUES.isdisjoint(map(words.low, words.within(first, last)))):
            continue
        if not _CUE.search(words.plain, first, last):
            continue
        text, able = _tokens(words, names, inside, known, first, last)
        for k in _told(text, able, ships, maritime):
            if k not in ships:
                ships.add(k)
                yield k


def _tokens(
    words: Words,
    names: Sequence[tuple[int, int]],
    inside: Sequence[int],
    known: Callable[[int, int], bool],
    first: int,
    last: int,
) -> tuple[str, set[int]]:
    """The sentence with its names as "<number>", and the names that may be ships'."""
    out, at, able = [], first, set()
    for k in inside:
        i, j = names[k]
        out += [words.plain[at : words.start(i)], f"<{k}>"]
        at = words.end(j - 1)
        if not known(i, j) and _may_be(words, i, j):
            able.add(k)
    return "".join([*out, words.plain[at:last]]), able


def _may_be(words: Words, i: int, j: int) -> bool:
    """Whether the words of a name are not those of a firm, a body or a street."""
    low = words.low(j - 1)
    if j - i > 5 or form_length([words.low(k) for k in range(i, j)], j - i):
        return False
    if j - i > 1 and (low in TRADE or low in NO_NAME):
        return False
    if low in NO_SHIP and low not in (
        "sea",
        "gulf",
        "ocean",
        "river",
        "island",
        "bay",
        "cape",
        "star",
        "queen",
        "prince",
        "king",
    ):
        return False
    after = words.low(j) if j < len(words) and words.gaps[j] in (SPACE, APART) else ""
    return after not in _HEADS and after not in SHIP and after not in SHIPS


_OPENS = frozenset(
    "launched built called named known christened delivered completed registered formerly previously renamed".split()
)
_HEADS = frozenset(
    "street road avenue square stadium theatre hotel club party company firm group bank newspaper film".split()
)


def _opens(words: Words, i: int, j: int) -> bool:
    """Whether a capital word is a verb that its sentence begins with: "Launched as the <1>"."""
    return j - i == 1 and words.low(i) in _OPENS


@cache
def _compiled() -> tuple[tuple[Sought, ...], tuple[Sought, ...]]:
    """namings.csv: what stands between two names of a ship, and what stands beside one where a ship is spoken of."""
    text = files(__package__).joinpath("namings.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines(), strict=True))
    parts = {f"%{row['name']}%": row["form"] for row in rows if row["kind"] == "part"}

    def forms(kind: str) -> tuple[Sought, ...]:
        filled = (_PART.sub(lambda m: parts[m[0]], row["form"]) for row in rows if row["kind"] == kind)
        return tuple(sought(form, re.IGNORECASE) for form in filled)

    return forms("pair"), forms("ship")


def _told(text: str, able: Collection[int], ships: Collection[int], maritime: bool) -> Iterator[int]:
    low = text.lower()
    pairs, alone = ([one.pattern for one in row if one.may_match(low)] for row in _compiled())
    new: set[int] = set()
    for _ in range(2):
        before = len(new)
        for form in pairs:
            for m in form.finditer(text):
                every = _all(m)
                if not set(every) <= set(able) | set(ships) | new:
                    continue
                sure = any(k in ships or k in new for k in every)
                if sure or any(_THE_BEFORE.search(text, 0, m.start(g) - 1) for g in ("a", "b")) or "→" in m[0]:
                    new.update(every)
        if len(new) == before:
            break
    if maritime:
        for form in alone:
            for m in form.finditer(text):
                new.update(k for k in _all(m) if k in able)
    yield from sorted(new)


def _all(m: re.Match[str]) -> list[int]:
    """The numbers of the names of a match."""
    had = m.groupdict()
    return [int(k) for role in ("a", "b", "more") for k in re.findall(r"\d+(?=>|$)", had.get(role) or "")]
