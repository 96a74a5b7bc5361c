"""Mends a tree's appositions: the parser hangs them on the word just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from offing.claims.arcs import NAMES
from offing.syntax.trees import Word


def mended(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """With what stands in apposition hung on what it is: "a manager in <PLACE>, <COMPANY>", "<COMPANY> of <PLACE>, a broker",
    "two officials of <AGENCY>, <PERSON>"."""
    return tuple(
        _mended(words, n) if word.relation in ("appos", "conj") and word.head != n else word
        for n, word in enumerate(words)
    )


def _mended(words: Sequence[Word], n: int) -> Word:
    word = words[n]
    over = words[word.head]
    between = words[word.head + 1 : n]
    if word.relation == "conj" and word.kind in NAMES and not over.kind and over.tag.startswith("NN") and word.head < n:
        named = any(w.text in (",", ":") for w in between) and not any(w.relation == "cc" for w in between)
        return replace(word, relation="appos") if named else word
    if word.relation == "appos" and word.kind in NAMES and word.kind == over.kind and _begins_row(words, n):
        return replace(word, relation="conj")
    if word.relation == "conj" and (
        any(w.relation == "cc" for w in between) or not any(w.text == "," for w in between)
    ):
        return word
    return replace(word, relation="appos", head=words[over.head].head) if _of_holder(words, word) else word


def _begins_row(words: Sequence[Word], n: int) -> bool:
    return any(w.head == n and w.relation == "conj" for w in words)


def _of_holder(words: Sequence[Word], word: Word) -> bool:
    """Whether a word hangs on a name of another kind in a prepositional phrase, and is what the phrase hangs on: of a name a
    noun, of a noun a name."""
    over = words[word.head]
    if not over.kind or (word.kind not in NAMES if word.kind else not word.tag.startswith("NN")):
        return False
    if over.kind == word.kind or (not word.kind and over.kind in NAMES):
        return False
    prep = words[over.head]
    if over.relation != "pobj" or prep.relation != "prep":
        return False
    holder = words[prep.head]
    return holder.tag.startswith("NN") and (holder.kind in NAMES) != bool(word.kind)
