"""Where what is said begins after a verb of saying: past the one told, dates and places."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.clauses import clause_end
from offing.claims.sayings import speech_verbs
from offing.claims.words import Word, grammar


def complement(words: Sequence[Word], at: int) -> int | None:
    """Where what is said begins after a verb of saying; None where it does not follow."""
    lemma, _, takes = speech_verbs()[words[at].low]
    k = at + 1
    if takes == "of":
        stop = clause_end(words, k)
        of = next(
            (n for n in range(k, stop) if words[n].low in {"of", "for"} and n + 1 < stop and words[n - 1].low != "out"),
            None,
        )
        return of + 1 if of and of > k else None
    if takes == "out":
        if k >= len(words) or words[k].low != "out":
            return None
        k += 1
    if takes == "addressee" and k < len(words) and words[k].kind in {"name", "word", "det", "pronoun"}:
        k = _past_phrase(words, k)
    k = past_adverbials(words, k)
    if k >= len(words):
        return None
    word = words[k]
    if word.low == "as" and takes == "object":
        return k
    if word.low in {"that", "whether", "if", "how"}:
        return k + 1 if word.low == "that" else k
    if takes == "whether":
        return None
    if word.low in {'"', ":"} or (
        word.low == "," and k + 1 < len(words) and words[k + 1].low == '"' and k + 2 < len(words)
    ):
        return k
    if word.kind in {"inf", "ing"} or word.low == "to":
        return k if takes in {"to", "object"} or lemma in {"claim", "admit", "acknowledge"} else None
    if takes == "to":
        return None
    if word.kind == "pronoun":
        return k
    if word.kind in {"det", "name", "word", "not"}:
        if lemma not in grammar("needs_that"):
            return k
        return k if lemma not in grammar("strict_that") and _clause_follows(words, k) else None
    return None


def _clause_follows(words: Sequence[Word], at: int) -> bool:
    """Whether a noun phrase with a finite verb of its own begins at a place."""
    k = at
    while k < len(words):
        word = words[k]
        if word.kind in {"verb", "aux"}:
            return k > at
        if word.low in {";", '"'} or (word.kind in {"sub", "date"} and word.low in grammar("subordinate")):
            return False
        if word.kind == "rel":
            while k < len(words) and words[k].low != ",":
                k += 1
        k += 1
    return False


def _past_phrase(words: Sequence[Word], k: int) -> int:
    """Past the one who is told."""
    if words[k].kind == "pronoun":
        return k + 1
    while k < len(words) and words[k].kind == "det":
        k += 1
    held = words[k].mention if k < len(words) else -1
    while k < len(words) and words[k].kind in {"name", "word"} and words[k].mention == held:
        plain = words[k].kind == "word" and words[k].low in grammar("addressee")
        k += 1
        if plain:
            break
    if held >= 0 and k < len(words) and words[k].low in grammar("addressee"):
        k += 1
    return k


def _closing(words: Sequence[Word], comma: int) -> int:
    """Past a short phrase between commas that "that" follows; 0 if there is none."""
    for k in range(comma + 2, min(comma + 10, len(words) - 1)):
        if words[k].low == ",":
            return k + 1 if words[k + 1].low == "that" and words[comma + 1].kind == "prep" else 0
    return 0


def past_adverbials(words: Sequence[Word], k: int) -> int:
    """Past adverbs (between commas too), dates and prepositional phrases."""
    while k < len(words):
        word = words[k]
        if word.kind in {"adverb", "date"}:
            k += 1
        elif word.low == "," and k + 2 < len(words) and words[k + 1].kind == "adverb" and words[k + 2].low == ",":
            k += 3
        elif word.low == "," and (closing := _closing(words, k)):
            k = closing
        elif word.kind == "prep" and word.low != "as" and k + 1 < len(words) and words[k + 1].kind != "inf":
            k = _past_phrase(words, k + 1)
        else:
            break
    return k
