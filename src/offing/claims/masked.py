"""A sentence with its mentions as typed tokens, `<V3> was seized by <C1>`; the number is the mention's place in the document's.

V vessel, N vessel pointed at or a group of them, O company, K company pointed at, A agency, P person, C country, L place,
F facility, G goods, D date, Q money or quantity, I IMO number, X list that binds, Y advisory,
Z other list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from offing.claims.literals import Sought, has_one, lowered, said_in, sought
from offing.claims.model import Mention

TYPES: Mapping[str, str] = {
    "vessel": "V", "company": "O", "agency": "A", "person": "P", "country": "C", "place": "L", "facility": "F", "goods": "G",
    "date": "D", "money": "Q", "quantity": "Q", "imo": "I", "list": "X",
}  # fmt: skip
_BINDS = re.compile(
    r"sanction|\bsdn|specially|designat|block|black ?list|entity list|consolidated|freeze|1718|"
    r"\b(?:un|u\.n\.|eu|us|u\.s\.|uk|u\.k\.|ofac|ofsi|treasury|security council)(?:'s)? list\b",
    re.IGNORECASE,
)
_ADVISES = re.compile(r"advis|annex|guidance|alert|circular|bulletin|notice|warning", re.IGNORECASE)
_NOMINAL = {"V": "N", "O": "K"}
_LIKE = {
    **dict.fromkeys("‘’ʼ‛′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒−﹣－–—―", "-"),
    "<": "(", ">": ")", "，": ",",
}  # fmt: skip
_FOLD = str.maketrans(_LIKE)
_SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_RUN = re.compile(rf"(?P<dash>[\s\xa0]*[—―][\s\xa0]*|[\s\xa0]+(?:--|[-–])[\s\xa0]+)|[\s\xa0]+|[{_SILENT}]+")
_TO_CHANGE = re.compile(rf"[^\S ]|[\xa0—―{_SILENT}]| [\s–-]")
"""Without one of these a text has only white space and dashes that stay as they are."""
_POSSESSIVE = re.compile(
    r"(?:its|his|their)\b|her\b(?= (?!(?:in|at|on|to|by|and|or|but|after|before|for|with|from|through|off|under|as|when|"
    r"while|went|came|fell|was|were|is|are|had|has|"
    r"that|an?|the|this|last|next|earlier|later|again|into|near|\d+)\b)[\w\"'])",
    re.IGNORECASE,
)
"""Pronouns of a possessor: `her flag` is masked as `<N4>'s flag`."""
NUMBERS = re.compile(r"([A-Z])(\d+)")
"""(type, number) of each mention in a token."""


@dataclass(frozen=True, slots=True)
class Masked:
    """`places[i]` is where character `i` stands in the document; the last character of a token stands where its mention ends."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end), not empty, stands in the document."""
        return self.places[start], self.places[end - 1] + 1

    def rewritten(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str | None]) -> Masked:
        """With each match replaced by a token (which then stands for all the match covers), dropped (""), or kept (None)."""
        if not self.may_match(pattern):
            return self
        changes = [(*m.span(), new) for m in pattern.finditer(self.text) if (new := by(m)) is not None]
        return self.replaced(changes) if changes else self

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is worth trying: what it says stands here."""
        said = _said_in(pattern.pattern)
        return not said or has_one(low(self.text), said)

    def cut(self, pattern: str, group: str = "") -> Masked:
        """With each match of a pattern, in any case, cut down to one of its groups, or left out."""
        one, text = _sought(pattern), low(self.text)
        if not one.may_match(text):
            return self
        changes = []
        for m in one.pattern.finditer(text):
            start, end = m.span()
            a, b = m.span(group) if group else (start, start)
            if b - a < end - start:
                changes.append((start, end, self.text[a:b]))
        return self.replaced(changes) if changes else self

    def replaced(self, changes: Iterable[tuple[int, int, str]]) -> Masked:
        """With tokens in the place of stretches (start, end, token), in order."""
        text: list[str] = []
        places: list[int] = []
        at = 0
        for start, end, new in changes:
            text.append(self.text[at:start])
            places += self.places[at:start]
            if new:
                a, b = self.span(start, end)
                text.append(new)
                places += [a, *[b - 1] * (len(new) - 1)]
            at = end
        if not at:
            return self
        text.append(self.text[at:])
        places += self.places[at:]
        return Masked("".join(text), tuple(places))


@lru_cache(maxsize=64)
def low(text: str) -> str:
    """A text in lower case, letter by letter: what stands where does not change."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@cache
def _sought(pattern: str) -> Sought:
    return sought(lowered(pattern))


@cache
def _said_in(pattern: str) -> tuple[str, ...]:
    """Asked by its words: a compiled pattern is hashed anew each time, all of it."""
    return tuple(sorted(said_in(pattern)))


def letter(mention: Mention) -> str:
    """The letter of a mention's token."""
    kind = TYPES[mention.label]
    if kind == "X":
        return "X" if _BINDS.search(mention.text) else "Y" if _ADVISES.search(mention.text) else "Z"
    if kind == "P" and mention.plural:
        return "K"  # "two Chinese nationals, A and B" are told of as "two Chinese companies, A and B"
    return _NOMINAL.get(kind, kind) if mention.nominal else kind


def outermost(mentions: Iterable[tuple[int, Mention]]) -> Iterator[tuple[int, Mention]]:
    """Of nested mentions the widest, in order."""
    last = -1
    for number, m in sorted(mentions, key=lambda x: (x[1].start, -x[1].end)):
        if m.start >= last:
            yield number, m
            last = m.end


def masked(text: str, start: int, end: int, mentions: Sequence[tuple[int, Mention]]) -> Masked:
    """text[start:end] with the outermost of the numbered mentions in it as tokens.

    White space is one space, quotes and hyphens are ASCII's, a dash between words is ` - `, invisible characters are left out.
    """
    out: list[str] = []
    places: list[int] = []
    at = start
    for number, m in outermost(
        x for x in mentions if start <= x[1].start and x[1].end <= end and x[1].end > x[1].start
    ):
        _plain(text, at, m.start, out, places)
        token = f"<{letter(m)}{number}>"
        if m.nominal and _POSSESSIVE.match(text, m.start):
            token += "'s"
        out.append(token)
        places += [m.start, *[m.end - 1] * (len(token) - 1)]
        at = m.end
    _plain(text, at, end, out, places)
    return Masked("".join(out), tuple(places))


def _plain(text: str, a: int, b: int, out: list[str], places: list[int]) -> None:
    at = a
    for run in _RUN.finditer(text, a, b) if _TO_CHANGE.search(text, a, b) else ():
        out.append(text[at : run.start()].translate(_FOLD))
        places += range(at, run.start())
        if run["dash"]:
            out.append(" - ")
            places += (run.start(), run.start(), run.start())
        elif run[0][0] not in _SILENT:
            out.append(" ")
            places.append(run.start())
        at = run.end()
    out.append(text[at:b].translate(_FOLD))
    places += range(at, b)


@lru_cache(maxsize=4096)
def numbers(token: str) -> tuple[tuple[str, int], ...]:
    """(type, number) of each mention of a token, in order."""
    return tuple((m[1], int(m[2])) for m in NUMBERS.finditer(token))
