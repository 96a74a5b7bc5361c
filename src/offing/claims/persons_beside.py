"""Persons told by what a first look found: brothers of one surname, a daughter, who is named again by a surname."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from offing.claims.forms import TRADE
from offing.claims.found import Found
from offing.claims.persons import TITLES
from offing.claims.runs import OPENERS, Run
from offing.claims.ship_words import NO_NAME, NO_SHIP, SHIP, SHIPS
from offing.claims.wording import CAPITAL, SPACE, Words

_KIN = (
    r"(?:businessm[ae]n|businesswom[ae]n|nationals?|citizens?|financiers?|tycoons?|daughters?|sons?|wife|wives|husband|brothers?|"
    r"sisters?|father|mother|cousins?|nephews?|sons-in-law|son-in-law|brother-in-law|father-in-law|widow|partner in crime|"
    r"fugitive|smugglers?|traffickers?|arms dealer|oil trader and financier)"
)
_CALLED = re.compile(rf"\b{_KIN}(?:,| named| called)? $")
_PAIR = re.compile(rf"\b{_KIN},? $")
_OFFICE = re.compile(
    r"\b(?:minister|director|secretary|spokesman|spokeswoman|spokesperson|chairman|chairwoman|president|ambassador|lawyer|judge|"
    r"registrar|professor|analyst|captain|skipper|commander|governor|mayor|prosecutor|commissioner)"
    r"(?: (?:of|for|at|in) [^,;.\"]{2,40})?, $"
)
_CLOSED = re.compile(r"(?:,|\.| said| told)")
_LONGEST = 4


def persons_beside(
    words: Words, runs: Sequence[Run], found: Sequence[Found], common: Container[str]
) -> Iterator[Found]:
    """`found` is what is named already; nothing that lies over it is taken for a person."""
    taken = {k for f in found if not f.plural for k in words.within(f.start, f.end)}
    people = {f.start: f for f in found if f.label == "person" and not f.plural}
    alone = Counter(words.low(r.first) for r in runs if r.last - r.first == 1 and not r.titled)
    surnames = {words.text[f.start : f.end].split()[-1].lower() for f in people.values()}
    for run in runs:
        i, j = run.first, run.last
        if run.titled or not taken.isdisjoint(range(i, j)) or not _able(words, i, j):
            continue
        a, b = words.start(i), words.end(j - 1)
        then = people.get(words.start(j + 1)) if j + 1 < len(words) and words.low(j) == "and" else None
        if (
            j - i == 1
            and then
            and " " in words.text[then.start : then.end]
            and _PAIR.search(words.plain, max(0, a - 24), a)
        ):
            name = f"{words.said(i, j)} {words.text[then.start : then.end].split()[-1]}"
            yield Found(a, b, "person", "person-brother", name=name, tier=2)
        elif _CALLED.search(words.plain, max(0, a - 40), a) and any(words.low(k) not in common for k in range(i, j)):
            yield Found(a, b, "person", "person-called", tier=2)
        elif (
            j - i > 1
            and _OFFICE.search(words.plain, max(0, a - 80), a)
            and _CLOSED.match(words.plain, b)
            and words.low(j - 1) not in common
        ):
            yield Found(a, b, "person", "person-office", tier=2)
        elif _again(words, i, j, common, alone):
            yield Found(a, b, "person", "person-again", tier=3)
        elif j - i == 1 and words.low(i - 1) in ("the", "both", "two", "three") and _family(words, i, surnames):
            yield Found(a, b, "person", "person-family", tier=2, plural=True)


def _family(words: Words, i: int, surnames: Container[str]) -> bool:
    return words.low(i).endswith("s") and words.low(i)[:-1] in surnames


def _able(words: Words, i: int, j: int) -> bool:
    """Whether the words may be a person's: a capital each and small letters, no firm's, body's, ship's or title's among them."""
    if j - i > _LONGEST:
        return False
    low = [words.low(k) for k in range(i, j)]
    return all(words.shapes[k] == CAPITAL and words.end(k) - words.start(k) > 1 for k in range(i, j)) and not any(
        w in TRADE or w in NO_NAME or w in NO_SHIP or w in SHIP or w in SHIPS or w in TITLES or w in OPENERS
        for w in low
    )


def _again(words: Words, i: int, j: int, common: Container[str], alone: Counter[str]) -> bool:
    """ "Rodrick Grech was removed. Grech took the fuel": a name of two words, the second of which stands alone elsewhere."""
    if j - i not in (2, 3) or words.low(i - 1) == "the" or any(words.low(k) in common for k in range(i, j)):
        return False
    if any(words.gaps[k] != SPACE for k in range(i + 1, j)) or alone[words.low(i)]:
        return False
    return alone[words.low(j - 1)] > 0
