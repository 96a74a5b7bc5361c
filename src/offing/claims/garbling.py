"""Signs that a text was not written as it stands: rewritten by a machine, put together from pieces, or cut.

Each sign is weak and honest texts have one now and then; only several kinds together tell.
They say nothing of whether it is true.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from offing.claims.literals import Sought, sought
from offing.claims.model import Segment
from offing.claims.sentences import LONGEST, Sentence

_FROM_POINTS = 4
_FROM_KINDS = 3
_LOWEST = 0.2
_PER_POINT = 0.06
_SHOWN = 60

_USA = re.compile(r"\bUSA\b(?= ?-?[a-z])")
_US = re.compile(r"\bUS\b(?!\$)|\bU\.S\.|\bUnited States\b")
_HYPHEN = re.compile(
    r"(?<=[A-Za-z.]) -(?:led|based|backed|owned|flagged|registered|made|related|linked|affiliated|run|imposed|born|style|wide|"
    r"old|to-|in-|controlled|brokered|sponsored|funded|approved|American|Korean?|Russian|Chinese|Iranian|South|North)\b"
)
_MIDWAY = re.compile(r"[-–—,;][A-Za-z]|[a-z]{2,}\b(?![-.]|[A-Z])")
_SMALL_NAMES = re.compile(r"(?:al|el|de|del|der|van|von|di|da|bin|ibn|e|i)\b|https?:|www\.")
_PAST = re.compile(
    r"\bpast (?:year|month|week|summer|winter|spring|autumn|fall|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"January|February|March|April|June|July|August|September|October|November|December)\b(?!['’])"
)
_PAST_IS_MEANT = frozenset(
    "the this these those his its her your our their in of a every each for half quarter".split()
)
_OPENS_MIDST = re.compile(
    r"(?:Even so|However|But|Nevertheless|Nonetheless|Meanwhile|Moreover|Furthermore|In addition|Also|Still|Yet|Instead"
    r"|Otherwise|Therefore|Thus|Similarly|He|She|They|It was unclear|It added|According to (?:him|her|them))\b(?! [A-Z][a-z]+ing)"
)
_FULL_NAME = re.compile(
    r"\b(?:President|Chairman|Secretary|Minister|leader|General|Admiral|Senator|Ambassador|spokes(?:man|woman|person)|director|envoy|"
    r"adviser|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|CEO|captain|analyst) (?:[A-Z][\w.'’-]+ ){1,2}([A-Z][\w'’-]+)"
)
_SAY = (
    r"(?:said|says?|told|adding|added|adds|stated|statement|according|announced|wrote|tweeted|declared|insisted|argued|noted|explained|"
    r"warned|claimed|asked|replied|quoted|read|reads|concluded|remarked|commented|continued|testified|posted|called|vowed|urged)"
)
_SAYS = re.compile(rf"\b{_SAY}\b")
_SAYS_BARE = re.compile(rf"(?:^|[a-z,] )([A-Z][a-z]{{2,}}) (?:{_SAY}|suggested|believed)\b")
_WHOLLY = re.compile(r"[\"“][^\"“”]{20,600}(?:[\"”][.,]?|[.,!?][\"”])$")


@dataclass(frozen=True, slots=True)
class _Sign:
    points: int
    words: str
    of_words: bool = False
    """No honest text has it but by a slip; what is out of order or not introduced may as well be an excerpt."""


def garbling(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> tuple[tuple[str, ...], float]:
    """The signs in words, the text's own beside each, and a weight from 1 down to 0.2. No signs and 1 where they are too few."""
    bodies = [s for s in segments if s.kind == "body"]
    if not bodies:
        return (), 1.0
    start, end = bodies[0].start, bodies[-1].end
    within = [s for s in sentences if start <= s.start and s.end <= end]
    found = [sign for sign in (look(text, segments, within) for look in _LOOKS) if sign is not None]
    points = sum(sign.points for sign in found)
    of_words = [sign for sign in found if sign.of_words]
    by_words = len(of_words) > 1 and sum(sign.points for sign in of_words) >= _FROM_POINTS
    if not by_words and (points < _FROM_POINTS or len(found) < _FROM_KINDS):
        return (), 1.0
    return tuple(sign.words for sign in found), round(max(_LOWEST, 1.0 - _PER_POINT * points), 2)


def _usa(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    first = _USA.search(text)
    if not first or not _US.search(text):
        return None
    return _Sign(
        2,
        f"the country is “USA” before other words ({_near(text, first)}) and “US” elsewhere: words were replaced",
        True,
    )


def _hyphens(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    found = list(_HYPHEN.finditer(text))
    return (
        _Sign(min(2, len(found)), f"a hyphen stands apart from its word ({_near(text, found[0])})", True)
        if found
        else None
    )


def _midway(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    begins = [
        s
        for s in sentences
        if _MIDWAY.match(text, s.start) and not _SMALL_NAMES.match(text, s.start) and s.end - s.start > 30
    ]
    if not begins or len(begins) * 3 > len(sentences):  # a text without capitals, or a list
        return None
    return _Sign(min(2, len(begins)), f"a sentence begins midway (“{_cut(text[begins[0].start : begins[0].end])}”)")


def _inside(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    for before, piece in pairwise(segments):
        joined = piece.kind == "boilerplate" and before.kind in ("body", "quote")
        if joined and "\n" not in text[before.end : piece.start] and piece.start >= before.end:
            return _Sign(2, f"words of a page stand within a paragraph (“{_cut(text[piece.start : piece.end])}”)", True)
    return None


def _past(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    found = [m for m in _PAST.finditer(text) if _word_before(text, m.start()) not in _PAST_IS_MEANT]
    return _Sign(min(2, len(found)), f"“past” stands for “last” ({_near(text, found[0])})", True) if found else None


def _replaced(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    """Words that only a machine puts for the usual ones."""
    low = text.lower()
    hits = ((one.pattern.search(text), instead) for one, instead in _replacements() if one.may_match(low))
    told = [f"“{_cut(m[0])}” for “{instead}”" for m, instead in hits if m is not None]
    words = f"words were replaced by others that mean nearly the same: {', '.join(told)}"
    return _Sign(min(3, len(told)), words, True) if told else None


def _order(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    """The first sentence answers one that is not there, or a name is told in full after it was used."""
    told = []
    if sentences and _OPENS_MIDST.match(text, sentences[0].start):
        told.append(f"the text begins as if in the midst (“{_cut(text[sentences[0].start : sentences[0].end])}”)")
    used: dict[str, int] = {}
    full: set[str] = set()
    for s in sentences:
        sentence = text[s.start : min(s.end, s.start + LONGEST)]
        for m in _FULL_NAME.finditer(sentence):
            if m[1] not in full and m[1] in used:
                told.append(f"{_cut(m[0])} is named in full only after {m[1]} was")
            full.add(m[1])
        for name in _SAYS_BARE.findall(sentence):
            used.setdefault(name, s.start)
    return _Sign(min(2, 2 * len(told)), "; ".join(told[:3])) if told else None


def _dangling(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    """Definite nouns whose thing was not named before. Headlines count as having named it."""
    told: list[str] = []
    firsts: dict[str, re.Match[str]] = {}
    for m in _definite().finditer(text):
        firsts.setdefault(m[1], m)
    for noun, first in firsts.items():
        named = _antecedents()[noun].search(text)
        if named is None or named.start() >= first.start() + 4:
            told.append(f"“{first[0]}” ({_near(text, first)})")
    return _Sign(min(3, len(told)), f"spoken of as known and not named before: {', '.join(told)}") if told else None


def _unattributed(text: str, segments: Sequence[Segment], sentences: Sequence[Sentence]) -> _Sign | None:
    """A sentence that is all quotation, in a paragraph where no one speaks and after none where one does."""
    speaks: dict[int, bool] = {}
    for s in sentences:
        speaks[s.paragraph] = speaks.get(s.paragraph, False) or bool(_SAYS.search(text, s.start, s.end))
    order = {p: i for i, p in enumerate(speaks)}
    heard = list(speaks.values())
    for s in sentences:
        at = order[s.paragraph]
        near = heard[max(0, at - 1) : at + 2]
        if s.end - s.start < 700 and not any(near) and _WHOLLY.match(text[s.start : s.end]):
            return _Sign(1, f"a quotation without a speaker ({_cut(text[s.start : s.end])})")
    return None


@cache
def _antecedents() -> dict[str, re.Pattern[str]]:
    """By noun: what must have been named for the noun with "the" to be understood."""
    table = (files("offing.claims") / "antecedents.csv").read_text(encoding="utf-8")
    return {row["noun"]: re.compile(row["named_by"]) for row in csv.DictReader(table.splitlines())}


@cache
def _replacements() -> tuple[tuple[Sought, str], ...]:
    table = (files("offing.claims") / "replaced.csv").read_text(encoding="utf-8")
    return tuple((sought(row["pattern"]), row["instead_of"]) for row in csv.DictReader(table.splitlines()))


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he ({'|'.join(_antecedents())})\b")


_LOOKS: tuple[Callable[[str, Sequence[Segment], Sequence[Sentence]], _Sign | None], ...] = (
    _usa, _hyphens, _midway, _inside, _past, _replaced, _order, _dangling, _unattributed,
)  # fmt: skip


def _near(text: str, m: re.Match[str]) -> str:
    """The match with a few words about it."""
    line = text[max(0, m.start() - 20) : m.end() + 20]
    return "“…" + " ".join(line.split()) + "…”"


def _word_before(text: str, at: int) -> str:
    """The word before a place, in small letters; "" where a stop or the beginning is before it."""
    before = text[max(0, at - 24) : at]
    return "" if before[-2:-1] in (".", "!", "?", "\n") else before.rstrip().rpartition(" ")[2].lower()


def _cut(text: str) -> str:
    line = " ".join(text[: _SHOWN * 2].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
