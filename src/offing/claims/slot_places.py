"""The country or the harbour that a word of a tree stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offing.claims.arguments import Tree
from offing.claims.masked import letter
from offing.claims.model import Mention
from offing.claims.slot_nouns import behind
from offing.claims.valence_frames import sorts

_KEEPERS = re.compile(r"regist|maritime|shipping|flag|marine|transport|government|administration", re.IGNORECASE)
"""Agencies that keep a registry of ships."""
_STATE = frozenset({"state", "government", "regime", "military", "army", "navy", "republic"})
_OPEN = re.compile(r"\b(?:Sea|Ocean|Strait|Straits|Channel|Gulf of \w+)\b")


def open_water(m: Mention) -> bool:
    """Whether a mention is of waters where no ship is in port."""
    return _OPEN.search(m.text) is not None


def owner_state(tree: Tree, at: int, whose: Mapping[int, Mention]) -> Mention | None:
    """Whose state a noun names: "the <NATION> state", "the government of <COUNTRY>"."""
    if tree.words[at].low not in _STATE:
        return None
    near = [*tree.having(at, "poss", "amod", "compound", "nmod"), *behind(tree, at, "of")]
    lands = [whose[c] for c in near if c in whose and letter(whose[c]) == "C" and not whose[c].nominal]
    return lands[0] if len(lands) == 1 else None


def land(tree: Tree, at: int, whose: Mapping[int, Mention]) -> Mention | None:
    """The country that a word names or whose registry it is: "Panama", "the Panamanian registry", "Guinea's registrar"."""
    m = whose.get(at)
    if m is not None and letter(m) == "C" and not m.nominal:
        return m
    word = tree.words[at]
    if word.low in ("it", "they") and (m is None or m.entity < 0) and tree.words[word.head].relation == "ccomp":
        speaker = tree.grammatical_subject(tree.words[word.head].head)
        return land(tree, speaker[0], whose) if speaker and speaker[0] < at else None
    if m is not None and m.nominal and letter(m) == "A" and m.entity >= 0:
        named = (k for k, other in whose.items() if 0 <= k < at and not other.nominal and other.entity == m.entity)
        return next((land(tree, k, whose) for k in named), None)
    if word.low not in sorts()["registrar"] and not (word.kind == "AGENCY" and _KEEPERS.search(word.text)):
        return None
    if ~at in whose:
        return whose[~at]
    near = [*tree.having(at, "poss", "amod", "compound", "nmod"), *behind(tree, at, "of", "in")]
    lands = [whose[c] for c in near if c in whose and letter(whose[c]) in "CL"]
    return lands[0] if len(lands) == 1 else None


def harbour(tree: Tree, at: int) -> list[int]:
    """Where a port, a berth or an anchorage is: "the port of X", "X port", "the breakwater at X", "at anchor off X"."""
    berths = sorts()["berth"]
    if tree.words[at].low not in berths:
        return []
    near = [*tree.having(at, "poss", "compound", "nmod", "appos"), *behind(tree, at, "of", "in", "at", "off", "near")]
    return [c for c in near if tree.words[c].kind or tree.words[c].low in berths]
