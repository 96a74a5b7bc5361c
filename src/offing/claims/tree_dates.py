"""The date that belongs to a verb by the tree of the sentence, where the order of its words does not tell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from offing.claims.arguments import Tree
from offing.claims.sentence_dates import Told

_LOOSE = frozenset({"pobj", "npadvmod", "prep", "nummod", "compound", "advmod", "appos", "pcomp", "punct"})
"""Relations by which a date, or the phrase it stands in, hangs on what it dates."""
_AT_MOST = 8
_MONTH_DAYS = 28


def dated_by_tree(tree: Tree, told: Sequence[Told], verb: int, shares: bool) -> Told | None:
    """Of the dates of a sentence the one on the verb that stands at an offset of the text, or, if it `shares`, on the one it is
    coordinated with: before both, or no closer than a month ("entered the port in January and loaded")."""
    at = _word_at(tree, verb)
    if at < 0:
        return None
    at = _verb(tree, at)
    if not tree.verbal(at):
        return None
    first = _first_of(tree, at)
    usable = [(t, _dates(tree, t.start)) for t in told if t.span and not t.describes and t.words.form != "distance"]
    if own := [t for t, on in usable if on == at]:
        return own[0] if len({t.span for t in own}) == 1 else None
    if not shares:
        return None
    shared = [t for t, on in usable if on == first != at and (_ahead(tree, t, first) or _wide(t))]
    return shared[0] if len({t.span for t in shared}) == 1 else None


def _word_at(tree: Tree, offset: int) -> int:
    found = bisect_right(tree.words, offset, key=lambda w: w.start) - 1
    return found if found >= 0 and offset < tree.words[found].end else -1


def _verb(tree: Tree, at: int) -> int:
    """The full verb of an auxiliary."""
    return tree.words[at].head if tree.words[at].relation in ("aux", "auxpass") else at


def _first_of(tree: Tree, at: int) -> int:
    """The first of the verbs that one is coordinated with, if they share its subject."""
    while tree.words[at].relation == "conj" and tree.verbal(tree.words[at].head):
        if tree.having(at, "nsubj", "nsubjpass"):
            break
        at = tree.words[at].head
    return at


def _dates(tree: Tree, offset: int) -> int:
    """The verb that the date at an offset hangs on, -1 for one of a common noun."""
    at = _word_at(tree, offset)
    for _ in range(_AT_MOST):
        if at < 0 or tree.words[at].head == at:
            break
        word, over = tree.words[at], tree.words[at].head
        if tree.verbal(over):
            return over
        by_noun = tree.words[over].tag.startswith("NN") and not tree.words[over].kind
        if word.relation not in _LOOSE or (by_noun and word.relation != "pobj"):
            break
        at = over
    return -1


def _ahead(tree: Tree, told: Told, verb: int) -> bool:
    return told.start < tree.words[verb].start


def _wide(told: Told) -> bool:
    span = told.span
    return bool(span and span.start and span.end and (span.end - span.start).days >= _MONTH_DAYS - 1)
