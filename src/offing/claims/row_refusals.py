"""What keeps a row from being said of a tree: doubt, the words about its head, and a voice or a text that it is not for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from offing.claims.arcs import Arcs, once
from offing.claims.arguments import Tree
from offing.claims.doing_items import classes
from offing.claims.doubt import doubted
from offing.claims.model import Arg
from offing.claims.valence_frames import MIXED, Frame, Head, sorts

_PHRASAL = (
    "carr", "tak", "took", "br", "ran", "run", "held", "hold", "made", "mak", "set", "gav", "giv", "put", "get", "got", "turn",
)  # fmt: skip
_TURNS = frozenset({"out", "over", "up", "down", "off", "forward", "about"})
"""Particles with which a verb is another: "carried out", "took over"."""
_UNDOING = {
    "revok": "e|es|ed|ing", "annul": "|s|led|ling", "lift": "|s|ed|ing", "quash": "|es|ed|ing", "cancel": "|s|led|ed|ling",
    "rescind": "|s|ed|ing", "overturn": "|s|ed|ing", "terminat": "e|es|ed|ing", "end": "|s|ed|ing", "remov": "e|es|ed|ing",
    "drop": "|s|ped|ping", "withdr": "aw|aws|ew|awn|awing", "eas": "e|es|ed|ing", "waiv": "e|es|ed|ing",
}  # fmt: skip
_UNDONE = frozenset(stem + end for stem, ends in _UNDOING.items() for end in ends.split("|"))
"""Verbs whose object is no more."""
_BARRING = (
    "prohibit", "ban", "forb", "barr", "outlaw", "prevent", "suspend", "restrict", "limit", "allow", "permit", "authori", "halt",
    "stop",
)  # fmt: skip
"""Beginnings of verbs whose object need not be."""
_UP = 5
"""Words above a noun that are looked at for its verb."""


def wanting(frame: Frame, held: AbstractSet[str]) -> bool:
    """Whether a row needs a slot that is empty; `held` are those that something stands in."""
    return any(map(held.isdisjoint, frame.wanted))


def head_refused(tree: Tree, at: int, head: Head, text: str) -> bool:
    """Whether the word at `at`, a noun or a verb as it should be, is not the head that a row means; its particle it has."""
    word, frame, kind = tree.words[at], head.frame, head.frame.rule.type
    if not fitting(frame, text):
        return True
    if not head.particle and head.form != "be" and word.low.startswith(_PHRASAL) and _turned(tree, at):
        return True
    if not frame.doubt and (_doubted(tree.arcs, at) or (kind in MIXED and not frame.rule.modality and tree.wished(at))):
        return True
    return head.nounlike and (
        _hangs_wrong(tree, at, frame) or (kind == "designated" and tree.words[word.head].low in _UNDONE)
    )


def fitting(frame: Frame, text: str) -> bool:
    """Whether the whole text says what a row wants of it."""
    return (frame.text is None or _says(frame.text, text)) and (
        frame.not_text is None or not _says(frame.not_text, text)
    )


def row_refused(tree: Tree, at: int, frame: Frame, slots: Mapping[str, Sequence[int]], passive: bool) -> bool:
    """Whether a row cannot be said with these slots: the voice is the other, or no cargo passes."""
    if frame.voice and passive != (frame.voice == "passive"):
        return True
    return frame.rule.type == "sts_transfer" and _of_no_cargo(tree, at, slots)


def no_authority(tree: Tree, at: int) -> bool:
    """Whether a noun is no authority at all: "fog detained the ship", "passengers boarded"."""
    word = tree.words[at]
    return word.tag.startswith("NN") and not word.kind and word.low not in sorts()["force"]


def nothing_but(tree: Tree, at: int) -> bool:
    """Whether it is nothing but what follows: "carried nothing but sand"."""
    return tree.words[at].low == "nothing" and any(
        w.low in ("but", "other", "except") for w in tree.words[at + 1 : at + 5]
    )


def none_of_it(tree: Tree, at: int) -> bool:
    """Whether a word is denied where it stands: "no oil", "neither ship"."""
    return any(tree.words[c].low in ("no", "neither", "nothing") for c in (at, *tree.having(at, "det")))


def neither(tree: Tree, at: int, filled: Mapping[str, list[Arg]]) -> bool:
    """Whether something is said neither of one nor of the other: "belongs neither to <O> nor to <C>"."""
    if tree.having(at, "neg") or any(tree.words[c].low in ("longer", "never") for c in tree.having(at, "advmod")):
        return True
    word = tree.words[at]
    if not tree.verbal(at):
        over = tree.words[word.head]
        if word.relation in ("attr", "acomp") and tree.having(word.head, "neg"):
            return True
        if any(tree.words[c].low == "no" for c in tree.having(at, "det", "neg")) and over.low != "longer":
            return True
    starts = [a.start for args in filled.values() for a in args if a.start > word.end]
    return bool(starts) and any(w.low == "neither" for w in tree.words[at + 1 :] if w.start < min(starts))


@lru_cache(maxsize=500)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def has_particle(tree: Tree, at: int, particle: str) -> bool:
    """Whether a word has a particle: right behind it, or, of one word, hanging on it."""
    parts = particle.split()
    if [w.low for w in tree.words[at + 1 : at + 1 + len(parts)]] == parts:
        return True
    return len(parts) == 1 and any(tree.words[c].low == particle for c in tree.having(at, "prt", "prep", "advmod"))


def _turned(tree: Tree, at: int) -> bool:
    return any(tree.words[c].low in _TURNS for c in tree.having(at, "prt"))


def _hangs_wrong(tree: Tree, at: int, frame: Frame) -> bool:
    """Whether a noun is not an argument of a word that the row names, or is of one that the row excludes."""
    word = tree.words[at]
    over = tree.words[word.head]
    above = tree.words[over.head].low if word.relation == "pobj" else ""
    beside = {tree.words[o].low for o in tree.having(over.head, "dobj")} if word.relation == "pobj" else set()
    if frame.over and above not in frame.over and frame.over.isdisjoint(beside):
        return True
    if frame.via and over.low not in frame.via and above not in frame.via:
        return True
    return over.low in frame.not_via


@once
def _doubted(arcs: Arcs, at: int) -> bool:
    """Whether a verb, or the verb that a noun hangs on, is doubted, or a noun is barred."""
    word = arcs.words[at]
    if not arcs.verbal(at) and word.relation == "dobj" and arcs.words[word.head].low.startswith(_BARRING):
        return True
    over = at
    for _ in range(_UP):
        if arcs.verbal(over):
            return doubted(arcs, over)
        if arcs.words[over].head == over:
            return False
        over = arcs.words[over].head
    return False


def _of_no_cargo(tree: Tree, at: int, slots: Mapping[str, Sequence[int]]) -> bool:
    """Whether what passes between two ships is no cargo: a crew, data, a signal."""
    other = (sorts()["people"] | sorts()["immaterial"]) - classes()["ships"]
    what = [*slots.get("object", ()), *slots.get("of", ()), *tree.having(at, "compound", "nmod", "amod")]
    return any(tree.words[k].low in other for k in what if not tree.words[k].kind)
