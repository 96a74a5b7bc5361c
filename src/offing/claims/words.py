"""The words of a sentence and what part each can play: enough of a grammar to tell clauses, verbs and quotations apart."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from offing.claims.date_words import date_words
from offing.claims.folding import respelt
from offing.claims.model import Mention

Kind = Literal[
    "aux", "verb", "ing", "inf", "not", "rel", "sub", "coord", "prep", "det", "pronoun", "adverb", "name", "date", "mark", "word"
]  # fmt: skip
"""`verb` is a finite form or a participle in -ed, `ing` one in -ing, `inf` what follows "to"; `rel` opens a relative clause,
`sub` another subordinate one; `mark` is punctuation."""


@dataclass(slots=True)
class Word:
    """A word, number or mark at `[start, end)` of the text. `mention` is the place of the mention it is part of, or -1.
    Never changed, and not frozen only because a frozen one takes four times as long to make."""

    start: int
    end: int
    low: str
    kind: Kind
    mention: int = -1


_PLAIN = {
    "’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "\xa0": " ",
    "\n": " ", "\r": " ", "\t": " ", "\u2009": " ", "\u202f": " ", "\u2028": " ",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['.&-][^\W\d_]+)*\.?(?<!\.)|\d+(?:[.,:]\d+)*[^\W\d_]*|[^\w\s]|_")
_LY = re.compile(r"[a-z]{3,}ly")


_CLOSED: tuple[Kind, ...] = ("aux", "not", "rel", "sub", "coord", "prep", "pronoun", "det", "adverb")


@cache
def _classes() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("grammar.csv").read_text("utf-8")
    return {row["class"]: frozenset(row["words"].split()) for row in csv.DictReader(text.splitlines())}


def grammar(name: str) -> frozenset[str]:
    """The words of a class of `grammar.csv`, in lower case."""
    return _classes()[name]


@cache
def _closed() -> dict[str, Kind]:
    """Word to kind, for the words that have but one."""
    return {word: kind for kind in reversed(_CLOSED) for word in grammar(kind)}


def plain(text: str) -> str:
    """A view of the text of the same length, with plain quotes, hyphens and blanks."""
    return respelt(text, _PLAIN)


def words_of(text: str, start: int, end: int, mentions: Sequence[Mention]) -> tuple[Word, ...]:
    """The words of `[start, end)`. `mentions` are those that touch it, each word bearing the longest that holds it."""
    spans = tuple((m.start, m.end, i, m.nominal, m.label == "date") for i, m in enumerate(mentions))
    return _words(plain(text[start:end]), start, spans)


@lru_cache(maxsize=64)
def _words(view: str, offset: int, spans: tuple[tuple[int, int, int, bool, bool], ...]) -> tuple[Word, ...]:
    dates = [(w.start, w.end) for w in date_words(view)]
    held = _holders(len(view), offset, spans)
    out: list[Word] = []
    at = holder = 0
    for found in _WORD.finditer(view):
        a, b = found.span()
        while at < len(dates) and dates[at][1] <= a:
            at += 1
        while holder < len(held) and held[holder][1] <= a:
            holder += 1
        inside = holder < len(held) and held[holder][0] <= a
        mention, nominal = held[holder][2:] if inside else (-1, False)
        raw = found[0]
        low = raw.lower()
        if raw == "." and _inner_stop(view, b):
            continue
        if at < len(dates) and dates[at][0] <= a and (mention < 0 or nominal):
            kind: Kind = "date"
        elif mention >= 0 and not nominal and (raw[0].isalnum()):
            kind = "name"
        else:
            kind = _kind(raw, low, out[-1] if out else None, nominal=mention >= 0)
        out.append(Word(a + offset, b + offset, low, kind, mention))
    return tuple(_settled(out))


def _inner_stop(view: str, at: int) -> bool:
    """Whether a full stop that ends before `at` only shortens a word ("U.S. officials", "Co. Ltd. was")."""
    rest = view[at : at + 4].strip()
    return bool(rest) and (rest[0].isalnum() or rest[0] in ",;")


def _settled(words: list[Word]) -> list[Word]:
    """The words with those that may be noun or verb decided by their neighbours."""
    for k, word in enumerate(words):
        if word.kind not in {"word", "verb"} and word.low != "that":
            continue
        before = words[k - 1] if k else None
        after = words[k + 1] if k + 1 < len(words) else None
        if kind := _settled_kind(words, k, before, after):
            words[k] = Word(word.start, word.end, word.low, kind, word.mention)
    return words


def _settled_kind(words: list[Word], k: int, before: Word | None, after: Word | None) -> Kind | None:
    """What a word is, seeing its neighbours, where that differs from what it is alone."""
    word = words[k]
    if word.kind == "word" and word.low.isalpha() and _after_modal(words, k):
        return "inf"
    if word.kind == "word" and word.low in grammar("noun_or_verb") and before and after:
        return "verb" if _is_verb(words, k, before, after) else None
    if word.kind == "word" and word.low in grammar("ing_or_noun") and before and after:
        governed = before.kind in {"prep", "aux"} or before.low in {"and", "or", ","}
        return "ing" if governed and after.low not in grammar("after_ing_noun") and after.kind != "mark" else None
    if (
        word.kind == "verb"
        and before
        and after
        and before.kind == "det"
        and before.low not in {"that", "this", "all", "both"}
    ):
        return "word" if after.kind in {"word", "name"} else None
    if word.low == "that" and before and after and _points(before, after):
        return "det"
    if word.kind == "verb" and not k and after and after.kind in {"word", "name"} and word.low.endswith("ed"):
        return "word"
    return None


def _is_verb(words: list[Word], k: int, before: Word, after: Word) -> bool:
    """Whether a word that may be a noun or a verb has a subject before it and an object or clause after."""
    low = words[k].low
    if before.low in {",", '"'}:
        return low in grammar("after_quote") and after.kind == "name"
    if after.kind == "mark" and low in {"show", "allege", "claim", "suggest", "indicate"}:
        return before.kind == "word" and before.low.endswith("s")
    past = words[k - 2] if k > 1 and before.kind == "adverb" else before
    if past.kind not in {"name", "pronoun", "rel"} and not (past.kind == "word" and past.low.isalpha()):
        return False
    return after.low in {"that", '"'} or (
        after.kind in {"name", "det", "pronoun"} and low not in grammar("verb_before_that")
    )


def _points(before: Word, after: Word) -> bool:
    """Whether "that" points at a noun ("seized that tanker", "after that date")."""
    pointed = before.kind in {"prep", "inf", "ing"} or (before.kind == "verb" and before.low in grammar("taking"))
    return pointed and after.kind in {"word", "name"}


def _after_modal(words: list[Word], k: int) -> bool:
    """Whether a word is the bare verb after "did not", "will", "may"."""
    k -= 1
    while k >= 0 and words[k].kind in {"adverb", "not"}:
        if words[k].low.endswith("n't"):
            return True
        k -= 1
    return k >= 0 and words[k].kind == "aux" and (words[k].low in grammar("bare"))


def _holders(
    size: int, offset: int, spans: tuple[tuple[int, int, int, bool, bool], ...]
) -> list[tuple[int, int, int, bool]]:
    """Stretches of the view, in order, each with its mention and whether that is nominal, the longest mention winning; those of
    dates hold nothing."""
    held: list[tuple[int, int, int, bool]] = []
    last = -1
    for a, b, number, nominal, dated in sorted(spans, key=lambda s: (s[0], -s[1])):
        if dated or b <= last:
            continue
        start, end = max(a, last, offset) - offset, min(b - offset, size)
        if start < end:
            held.append((start, end, number, nominal))
        last = b
    return held


def _kind(raw: str, low: str, before: Word | None, *, nominal: bool) -> Kind:
    if not raw[0].isalnum():
        return "mark"
    if raw[0].isdigit():
        return "word"
    known = _closed().get(low)
    if known:
        return known
    if low.endswith("n't"):
        return "not"
    if raw[0].isupper() and before and before.low not in {'"', ":", ".", "-", "("}:
        return "name"
    if nominal:
        return "word"
    if before and before.low == "to" and before.kind == "prep" and low.isalpha() and not _LY.fullmatch(low):
        return "inf"
    return _alone(low) or ("name" if raw[0].isupper() else "word")


@lru_cache(maxsize=20_000)
def _alone(low: str) -> Kind | None:
    """What a word is by its form; None for one that it does not tell of."""
    if low in grammar("verb") or (
        low.endswith("ed") and len(low) > 3 and low not in grammar("not_verb") and "-" not in low
    ):
        return "verb"
    if (
        low.endswith("ing")
        and len(low) > 4
        and low not in grammar("not_ing")
        and low not in grammar("ing_or_noun")
        and "-" not in low
    ):
        return "ing"
    return "adverb" if _LY.fullmatch(low) else None
