"""Entries by words, number, schema, country and topic, for who looks rather than screens: whole words of one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from offing.index.find import Finder
from offing.index.names import party_tokens, ship_tokens
from offing.index.roll import PARTIES, SHIPS, Roll
from offing.index.view import View
from offing.index.vocabulary import mark_of
from offing.records.identifiers import fold_code
from offing.serve.ftm_told import countries, told

IS_A: dict[str, tuple[str, ...]] = {
    "Thing": ("Person", "Company", "Organization", "LegalEntity", "Vessel", "Airplane", "Asset"),
    "LegalEntity": ("Person", "Company", "Organization", "LegalEntity"),
    "Organization": ("Organization", "Company"),
    "Asset": ("Asset", "Vessel", "Airplane", "Company"),
    "Vehicle": ("Vessel", "Airplane"),
}
"""A schema → those of entries that are one; any other schema is itself alone."""


@dataclass(frozen=True, slots=True)
class Sought:
    """`datasets` None: all. `near`: names that are nearly so too. `properties` are (name, value) that must be there."""

    words: str = ""
    datasets: frozenset[str] | None = None
    schema: str = ""
    not_schemata: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    not_ids: frozenset[str] = frozenset()
    since: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    near: bool = False


@dataclass(frozen=True)
class Page:
    results: list[dict[str, Any]]
    total: int
    facets: dict[str, Counter[str]] = field(default_factory=dict)


def fits(one: dict[str, Any], sought: Sought) -> bool:
    """Whether an entry is one that is asked for, its words aside."""
    properties = one["properties"]
    return (
        (sought.datasets is None or one["datasets"][0] in sought.datasets)
        and (not sought.schema or one["schema"] in IS_A.get(sought.schema, (sought.schema,)))
        and not any(one["schema"] in IS_A.get(s, (s,)) for s in sought.not_schemata)
        and (not sought.countries or not sought.countries.isdisjoint(countries(one)))
        and (not sought.topics or not sought.topics.isdisjoint(properties.get("topics", ())))
        and one["id"] not in sought.not_ids
        and (not sought.since or one["first_seen"] >= sought.since)
        and all(value in properties.get(name, ()) for name, value in sought.properties)
    )


class Line(NamedTuple):
    """What of an entry is asked for most, so that a search need not read every entry."""

    dataset: str
    schema: str
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    first_seen: str
    caption: str


def lines_of(view: View) -> tuple[Line, ...]:
    """One line an entry, by position. Reads every entry once: a second or so."""
    found = []
    for position in range(len(view.held)):
        one = told(view, position)
        topics = tuple(one["properties"].get("topics", ()))
        found.append(
            Line(one["datasets"][0], one["schema"], tuple(countries(one)), topics, one["first_seen"], one["caption"])
        )
    return tuple(found)


def search(
    finder: Finder,
    lines: Sequence[Line],
    sought: Sought,
    offset: int,
    limit: int,
    facets: Sequence[str] = (),
    order: str = "",
) -> Page:
    """A page of the entries, those of which more words agree first, or by caption (`order` asc or desc)."""
    view = finder.view
    found = [p for p in _positions(finder, sought) if _line_fits(lines[p], sought)]
    if sought.properties or sought.not_ids:
        found = [p for p in found if fits(told(view, p), sought)]
    if order:
        found.sort(key=lambda p: lines[p].caption.casefold(), reverse=order == "desc")
    counted = {name: Counter(v for p in found for v in FACETS[name](lines[p])) for name in facets}
    return Page([told(view, p) for p in found[offset : offset + limit]], len(found), counted)


def _line_fits(line: Line, sought: Sought) -> bool:
    return (
        (sought.datasets is None or line.dataset in sought.datasets)
        and (not sought.schema or line.schema in IS_A.get(sought.schema, (sought.schema,)))
        and not any(line.schema in IS_A.get(s, (s,)) for s in sought.not_schemata)
        and (not sought.countries or not sought.countries.isdisjoint(line.countries))
        and (not sought.topics or not sought.topics.isdisjoint(line.topics))
        and (not sought.since or line.first_seen >= sought.since)
    )


FACETS: dict[str, Callable[[Line], Iterable[str]]] = {
    "countries": lambda line: line.countries,
    "topics": lambda line: line.topics,
    "datasets": lambda line: (line.dataset,),
    "schema": lambda line: (line.schema,),
}
LABELS = {"countries": "Countries", "topics": "Topics", "datasets": "Data sources", "schema": "Type"}


def _positions(finder: Finder, sought: Sought) -> Iterable[int]:
    """Without words every entry; else those with such a number, then by the share of a name's words that were asked."""
    text = sought.words.strip()
    if not text or text == "*":
        return range(len(finder.view.held))
    best: dict[int, float] = {}
    roll = finder.view.listed.roll
    for value in dict.fromkeys((text, fold_code(text) or "", text.removeprefix("IMO").strip())):
        for kind in roll.codes if value else ():
            for position in finder.by_id(kind, value):
                best[position] = 2.0
    for tokens, group in ((party_tokens(text), PARTIES), (ship_tokens(text), SHIPS)):
        for position, share in _with_words(roll, tokens, group):
            best[position] = max(best.get(position, 0.0), share)
    if sought.near:
        for hit in (*finder.parties_named(text), *finder.ships_named(text), *finder.ships_near(text)):
            best.setdefault(hit.position, hit.score / 2)
    return sorted(best, key=lambda p: (-best[p], p))


def _with_words(roll: Roll, tokens: Sequence[str], group: int) -> list[tuple[int, float]]:
    """Positions of entries with a name of the group that has all the words, and the share of that name they are."""
    rows = roll.rows
    those: np.ndarray[Any, np.dtype[np.int64]] | None = None
    for token in tokens:
        at = np.flatnonzero(rows.word == mark_of(token))
        have = np.unique(rows.word_at.searchsorted(at, side="right") - 1)
        those = have if those is None else np.intersect1d(those, have)
    if those is None:
        return []
    those = those[rows.group[those] == group]
    lengths = rows.word_at[those + 1] - rows.word_at[those]
    return [
        (int(rows.position[r]), min(1.0, len(tokens) / max(1, int(n)))) for r, n in zip(those, lengths, strict=True)
    ]
