"""Nouns that point at a thing with an article before them, by class (pointing_nouns.csv)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from offing.claims.model import Label


@cache
def nouns() -> Mapping[str, tuple[str, frozenset[Label]]]:
    """By noun its first class and the labels of what it may point at."""
    text = (resources.files("offing.claims") / "pointing_nouns.csv").read_text("utf-8")
    out: dict[str, tuple[str, frozenset[Label]]] = {}
    for row in csv.DictReader(text.splitlines(), strict=True):
        labels = frozenset(row["labels"].split())
        for noun in row["nouns"].split():
            kind, known = out.get(noun, (row["class"], frozenset()))
            out[noun] = kind, known | labels
    return out


@lru_cache(maxsize=20_000)
def noun_of(word: str) -> str:
    """The singular that the table has of a word; the word itself where it has none."""
    table = nouns()
    if word in table:
        return word
    for end, put in (("s", ""), ("es", ""), ("ies", "y")):
        if word.endswith(end) and word[: -len(end)] + put in table:
            return word[: -len(end)] + put
    return word
