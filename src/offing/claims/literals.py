"""What a text must contain for a pattern to match it at all, so that most patterns need not be tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

_STEP = re.compile(
    r"(?P<escape>\\(?:x..|u....|.))|(?P<set>\[\^?\]?(?:[^\]\\]|\\.)*\])|(?P<open>\((?:\?(?:[:=!]|<[=!]|P<\w+>))?)|"
    r"(?P<close>\))|(?P<bar>\|)|(?P<many>[?*+]\??|\{[\d,]+\}\??)|(?P<said>[a-z ])|(?P<other>.)",
    re.DOTALL,
)
_LETTER = re.compile(r"\\.|\(\?P[<=]\w+|.", re.DOTALL)
"""A character of a pattern, or what is not a character of the text."""
_LEAST = 3
"""Letters of a literal that is worth looking for."""
LITERAL = "~"
"""Begins a literal in a row, which is no whole word."""
Row = tuple[tuple[frozenset[str], ...], ...]
"""What a text must have in this order, of each set one: whole words in lower case, `LITERAL`s, types of mentions by their
letters. What stands together is in no order."""


@cache
def said_in(pattern: str, least: int = _LEAST) -> frozenset[str]:
    """Literals in lower case, of which a text that a regular expression matches has one; none where that is not known. Those
    of fewer letters than `least` do not count, but for a quotation mark."""
    return _Reader(pattern, least).read() or frozenset()


def said_each(pattern: str, least: int = _LEAST) -> tuple[frozenset[str], ...]:
    """Sets of literals in lower case, of each of which a text that a regular expression matches has one."""
    choices = _Reader(pattern, least).choices()
    return tuple(filter(None, choices[0])) if len(choices) == 1 else ()


def has_one(text: str, said: Sequence[str]) -> bool:
    """Whether one of several literals stands in a text."""
    return any(map(text.__contains__, said))


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern with what a text must contain for it, in lower case."""

    pattern: re.Pattern[str]
    said: tuple[str, ...]

    def may_match(self, low: str) -> bool:
        """Whether the pattern is worth trying on a text that is `low` in lower case."""
        return not self.said or has_one(low, self.said)


def sought(pattern: str, flags: int = 0) -> Sought:
    """A pattern to be tried only where its literals stand."""
    return Sought(re.compile(pattern, flags), tuple(sorted(said_in(pattern.removeprefix("(?i)")))))


def lowered(pattern: str) -> str:
    """A pattern for texts in lower case that matches what it did in any case, in half the time."""
    return "".join(step if len(step) > 1 else step.lower() for step in _LETTER.findall(pattern))


def best(choices: Iterable[frozenset[str]]) -> frozenset[str]:
    """Of several such sets the one that fewest texts will meet; the shortest literal tells."""
    return max((c for c in choices if c), key=lambda c: (min(map(len, c)), -len(c), sorted(c)), default=frozenset())


def one_of(told: Iterable[str]) -> str:
    """An alternation of words, by their first letters: a word that none of them begins like is passed over at once."""
    begun: dict[str, list[str]] = {}
    for word in told:
        begun.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in begun.items())


class _Reader:
    """Reads one regular expression; what it does not know, it passes over as saying nothing."""

    def __init__(self, pattern: str, least: int) -> None:
        self.least = least
        self.steps = list(_STEP.finditer(pattern))
        self.at = 0

    def read(self) -> frozenset[str]:
        """Up to the bracket that closes, which is left to the caller."""
        choices = list(map(best, self.choices()))
        return frozenset(w for c in choices for w in c) if all(choices) else frozenset()

    def choices(self) -> list[list[frozenset[str]]]:
        """By alternative sets of literals, one of each of which must be there."""
        choices: list[list[frozenset[str]]] = []
        found: list[frozenset[str]] = []
        run = ""
        while self.at < len(self.steps) and not self.steps[self.at]["close"]:
            step = self.steps[self.at]
            self.at += 1
            if step["said"]:
                if self._may_be_missing():
                    found.append(self._worth(run))
                    run = ""
                else:
                    run += step[0]
                continue
            found.append(self._worth(run))
            run = ""
            if step[0].removeprefix("\\") == '"' and not self._may_be_missing():
                found.append(frozenset('"'))
            elif step["bar"]:
                choices.append(found)
                found = []
            elif step["open"]:
                plain = not step[0].endswith(("=", "!")) and not self._many().startswith("?")
                inner = self.read()
                self.at += 1
                if plain and not self._may_be_missing():
                    found.append(inner)
        return [*choices, [*found, self._worth(run)]]

    def _many(self) -> str:
        return (self.steps[self.at]["many"] or "") if self.at < len(self.steps) else ""

    def _may_be_missing(self) -> bool:
        many = self._many()
        return bool(many) and not many.startswith(("+", "{1", "{2", "{3", "{4"))

    def _worth(self, run: str) -> frozenset[str]:
        return frozenset((run,)) if len(run) >= self.least else frozenset()


def together(
    needs: Iterable[frozenset[str]] = (), says: Iterable[frozenset[str]] = (), types: Iterable[str] = ()
) -> Row:
    """What a text must have in no order: words, literals, mentions."""
    whole = tuple(dict.fromkeys(needs))
    parts = (said for said in says if said not in whole and not any(len(w) < _LEAST and w.isalnum() for w in said))
    wants = (*whole, *(frozenset(LITERAL + w for w in said) for said in parts), *map(frozenset, types))
    return (wants,) if wants else ()


def either(
    rows: Sequence[Row],
    needs: Iterable[frozenset[str]] = (),
    says: Iterable[frozenset[str]] = (),
    types: Iterable[str] = (),
) -> Row:
    """What a text must have that one of several rows fits, beside what is known that all of them want."""
    rarest = [max((want for group in row for want in group), key=rarity, default=frozenset()) for row in rows]
    wants = (together(needs, says, types) or ((),))[0]
    if all(rarest) and (not wants or types or any(w.isupper() for want in rarest for w in want)):
        wants = tuple(dict.fromkeys((*wants, frozenset().union(*rarest))))
    return (wants,) if wants else ()


def grown(groups: Iterable[tuple[frozenset[str], ...]]) -> Row:
    """What is left of a row that is grown together with its neighbours: its words are not whole."""
    kept = (tuple(filter(None, (_parts_of_words(want) for want in group))) for group in groups)
    return tuple(filter(None, kept))


def _parts_of_words(want: frozenset[str]) -> frozenset[str]:
    if any(w.islower() and w[0] != LITERAL and len(w) < _LEAST for w in want):
        return frozenset()
    return frozenset(LITERAL + w if w[0].islower() else w for w in want)


def rarity(want: frozenset[str]) -> tuple[int, int, list[str]]:
    """Few and long words are the rarest."""
    return min(map(len, want)), -len(want), sorted(want)
