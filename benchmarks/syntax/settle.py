"""What the teacher draws now so, now otherwise, or without knowing what names name, drawn one way."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

Tree = dict[str, list[Any]]
"""Heads, relations and tags."""
PROPER = {"VESSEL", "COMPANY", "AGENCY", "PERSON", "COUNTRY", "PLACE", "FACILITY", "LIST"}
_THINGS = {"VESSEL", "COMPANY", "PERSON"}
_AROUND = {"COUNTRY", "PLACE", "FACILITY", "DATE", "AMOUNT", "GOODS", "IMO"}
"""What a thing is not the same as, whatever a comma between them looks like."""


def foregoers() -> dict[str, set[str]]:
    """The nouns that stand before names of each mask."""
    with (Path(__file__).parent / "foregoers.csv").open(encoding="utf-8", newline="") as file:
        return {mask: set(row["nouns"].split()) for row in csv.DictReader(file) for mask in row["masks"].split()}


def paired(words: list[Any], nouns: dict[str, set[str]]) -> set[int]:
    """The names behind such a noun."""
    return {
        k for k in range(1, len(words))
        if words[k][2] in nouns and not words[k - 1][2] and words[k - 1][1] and words[k - 1][0].lower() in nouns[words[k][2]]
    }  # fmt: skip


def settle(words: list[Any], tree: Tree, behind: set[int], nouns: dict[str, set[str]]) -> None:
    """Names take the places of the nouns before them; adjectives of nations are adjectives."""
    heads, relations, tags = tree["heads"], tree["relations"], tree["tags"]
    for k in sorted(behind):
        noun = k - 1
        for other in range(len(heads)):
            if heads[other] == noun and other != noun and relations[other] != "compound":
                heads[other] = k
        heads[k] = k if heads[noun] == noun else heads[noun]
        relations[k], tags[k] = relations[noun], "NNP"
        heads[noun], relations[noun] = k, "compound"
    for k, (letters, _, mask) in enumerate(words):
        if mask in PROPER:
            tags[k] = "NNP"
        if (
            mask == "NATION"
            and relations[k] in ("compound", "nmod", "amod")
            and heads[k] > k
            and not letters.endswith("ans")
        ):
            relations[k], tags[k] = "amod", "JJ"
    for k, (_, _, mask) in enumerate(words):
        if relations[k] == "prep" and mask == "DATE":
            relations[k] = "npadvmod"
        elif relations[k] == "dative" and tags[k] in ("IN", "TO"):
            relations[k] = "prep"
        elif relations[k] == "prt" and words[k][0] == "off":
            _offing(words, tree, k)
        if mask in _THINGS and relations[k] in ("appos", "conj") and words[heads[k]][2] not in ("", mask):
            _regroup(words, tree, k, nouns[mask])


def _offing(words: list[Any], tree: Tree, k: int) -> None:
    """ "Seized off Malaysia" is no seizing off."""
    heads, relations = tree["heads"], tree["relations"]
    for j in range(k + 1, min(k + 5, len(words))):
        where = words[j][2] in ("PLACE", "COUNTRY", "FACILITY") or words[j][0] in (
            "coast",
            "coasts",
            "shore",
            "port",
            "island",
        )
        if heads[j] == heads[k] and relations[j] == "dobj" and where:
            heads[j], relations[j], relations[k], tree["tags"][k] = k, "pobj", "prep", "IN"


def _regroup(words: list[Any], tree: Tree, k: int, nouns: set[str]) -> None:
    """ "A tanker of Togo, the Mira": she is the tanker, not Togo. "Listed the Mira in May and the Alba in June": two ships."""
    heads, relations = tree["heads"], tree["relations"]
    mask, under = words[k][2], heads[k]
    at, steps = heads[under], 0
    while heads[at] != at and steps < 6 and words[under][2] != "NATION":
        plain = tree["tags"][at].startswith("NN") and not words[at][2]
        if plain:
            if words[at][0].lower() in nouns and at < under < k and _comma(words, under, k):
                heads[k], relations[k] = at, "appos"
                return
            break
        if relations[at] not in ("prep", "agent", "pobj", "acl", "relcl", "conj"):
            break
        at, steps = heads[at], steps + 1
    if relations[k] == "conj" and words[under][2] in _AROUND and (mask == "VESSEL" or words[under][2] != "COUNTRY"):
        same = [
            j for j in range(under) if words[j][2] == mask and relations[j] in ("nsubj", "nsubjpass", "dobj", "conj")
        ]
        if same and not _leads(heads, same[-1], k):
            heads[k] = same[-1]


def _comma(words: list[Any], a: int, b: int) -> bool:
    return any(w[0] in (",", "-", "–", "—") for w in words[a + 1 : b]) and b - a <= 4


def _leads(heads: list[int], below: int, above: int) -> bool:
    """Whether `below` hangs on `above`."""
    while heads[below] != below:
        if below == above:
            return True
        below = heads[below]
    return below == above
