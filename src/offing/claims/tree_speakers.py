"""Who says a claim by the tree of its sentence, where the order of its words does not tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from offing.claims.arguments import Tree
from offing.claims.clauses import speaker_nouns
from offing.claims.model import Document, Mention, Speaker
from offing.claims.parsed import Parsed
from offing.claims.sayings import speech_verbs
from offing.claims.speakers import can_speak, speaker_of
from offing.claims.words import grammar

_UP = ("ccomp", "conj", "xcomp", "aux", "auxpass")
"""Relations over which a clause is part of what is said."""
_TELLING = frozenset({"confirm", "confirms", "confirmed", "indicate", "indicates", "indicated"})
"""Verbs of showing that people say things with too."""
_AT_MOST = 6


def said_by_tree(
    document: Document, read: Parsed, tree: Tree, start: int, end: int, mentions: Sequence[Mention]
) -> tuple[Speaker, ...]:
    """The speaker of what is quoted at `[start, end)`: the subject of the verb of saying whose clause it is, or of one of showing
    whose subject is data or a document. Only of sayings that put it flatly, and that are not themselves denied."""
    known = {read.words[f.verb].start for f in read.frames}
    for over in _sayings(tree, _topmost(tree, start, end)):
        word = tree.words[over]
        if word.start in known or tree.having(over, "neg") or tree.passive(over):
            return ()
        if who := _subject(tree, over, read):
            if word.low in grammar("showing") and word.low not in _TELLING and not _of_data(read, who):
                return ()
            return (speaker_of(document, read.words, who, read.near, mentions),)
    return ()


def _topmost(tree: Tree, start: int, end: int) -> int:
    """The verb of a stretch of the text that hangs on nothing in it, or -1."""
    inside = [k for k, w in enumerate(tree.words) if start <= w.start < end]
    held = set(inside)
    tops = [k for k in inside if tree.verbal(k) and (tree.words[k].head == k or tree.words[k].head not in held)]
    return tops[0] if len(tops) == 1 else -1


def _sayings(tree: Tree, at: int) -> Iterator[int]:
    """The verbs of saying or showing over a verb, the nearest first; itself, if it is one of showing."""
    if at >= 0 and tree.words[at].low in grammar("showing"):
        yield at
    for _ in range(_AT_MOST):
        if at < 0 or tree.words[at].head == at:
            return
        word, at = tree.words[at], tree.words[at].head
        low = tree.words[at].low
        says = low in speech_verbs() and speech_verbs()[low][1:] == ("asserted", "clause")
        shows = low in grammar("showing")
        if (word.relation == "ccomp" and (says or shows)) or (word.relation == "advcl" and shows):
            yield at
        if word.relation not in _UP:
            return


def _subject(tree: Tree, verb: int, read: Parsed) -> tuple[int, int] | None:
    """The places of the words of its subject, if that can speak."""
    for at in tree.having(verb, "nsubj"):
        held = _under(tree, at)
        starts = [w.start for w in read.words]
        first = bisect_left(starts, tree.words[min(held)].start)
        last = bisect_left(starts, tree.words[max(held)].end)
        if first < last and can_speak(read.words, (first, last), read.near):
            return first, last
    return None


def _under(tree: Tree, at: int) -> list[int]:
    """A word with all that hangs on it, relative clauses and appositions left out."""
    out, queue = [], [at]
    while queue:
        out.append(one := queue.pop())
        queue += [c for c in tree.children[one] if tree.words[c].relation not in ("relcl", "appos", "punct", "acl")]
    return out


def _of_data(read: Parsed, who: tuple[int, int]) -> bool:
    return any(speaker_nouns().get(read.words[k].low, "") in ("data", "document") for k in range(*who))
