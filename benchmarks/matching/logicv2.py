"""nomenklatura's LogicV2 in its own environment, over two ways of finding candidates.

Its blocking index as it comes (DuckDB; up to 75 candidates), and the 50 nearest names by character n-grams: the
breadth that yente asks of its search engine, without one. Both are given caches that hold the whole list, which is
more than they come with and makes them faster.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from followthemoney import Dataset, StatementEntity  # type: ignore[import-not-found]
from nomenklatura.blocker import Index  # type: ignore[import-not-found]
from nomenklatura.matching.logic_v2.model import LogicV2  # type: ignore[import-not-found]
from nomenklatura.matching.logic_v2.names import analysis, match  # type: ignore[import-not-found]
from nomenklatura.matching.types import ScoringConfig  # type: ignore[import-not-found]
from nomenklatura.resolver import Linker  # type: ignore[import-not-found]
from nomenklatura.store.memory import MemoryStore  # type: ignore[import-not-found]
from normality import ascii_text  # type: ignore[import-not-found]
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-not-found,import-untyped,unused-ignore]

from matching.systems import Answer
from matching.things import Listed, Query

CACHED = 200_000
CANDIDATES = 50
_DATASET = Dataset.make({"name": "bench", "title": "bench"})
_PROPERTIES = {"imo": "imoNumber", "mmsi": "mmsi", "call_sign": "callSign", "flag": "flag"}


def _raise_caches() -> None:
    for name in ("entity_names", "entity_names_consolidated"):
        cached = lru_cache(maxsize=CACHED)(getattr(analysis, name).__wrapped__)
        setattr(analysis, name, cached)
        setattr(match, name, cached)


def _entity(id_: str, one: Listed | Query) -> Any:
    entity = StatementEntity(_DATASET, {"schema": one.kind, "id": id_, "properties": {}})
    if isinstance(one, Listed):
        for i, name in enumerate(one.names):
            entity.add("alias" if i else "name", name)
        for name in one.weak:
            entity.add("weakAlias", name)
    else:
        entity.add("name", one.name)
    for ours, theirs in _PROPERTIES.items():
        if one.kind == "Vessel":
            entity.add(theirs, getattr(one, ours) or None, fuzzy=True)
    if one.kind != "Vessel":
        entity.add("country", one.country or None, fuzzy=True)
    if one.kind == "Person":
        entity.add("birthDate", one.born or None)
    return entity


def _latin(name: str) -> str:
    """Lower-case ASCII by ICU's transliteration, as nomenklatura's relatives index names."""
    return (ascii_text(name) or name).lower()


class _Scored:
    """What both ways share: the listed entities by id, and LogicV2 with its default settings."""

    thresholds = {"0.7, its default": 0.7}  # noqa: RUF012

    def __init__(self) -> None:
        _raise_caches()
        self._numbers = count()
        self._config = ScoringConfig.defaults()
        self._entities: dict[str, Any] = {}

    def _hold(self, listed: Sequence[Listed]) -> None:
        self._entities = {one.id: _entity(one.id, one) for one in listed}
        for entity in self._entities.values():
            analysis.entity_names(entity, prop=None)

    def _asked(self, query: Query) -> Any:
        return _entity(f"q{next(self._numbers)}", query)

    def _score(self, query: Any, ids: Sequence[str]) -> list[Answer]:
        return [(i, LogicV2.compare(query, self._entities[i], self._config).score) for i in ids]

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        scores = []
        for query, one in pairs:
            listed = _entity(f"p{next(self._numbers)}", one)
            scores.append(float(LogicV2.compare(self._asked(query), listed, self._config).score))
        return scores


class IndexAndLogicV2:
    """The blocking index of nomenklatura, asked by whole batches as its authors do, and LogicV2 on what it proposes."""

    thresholds = _Scored.thresholds

    def __init__(self) -> None:
        self._scored = _Scored()

    def build(self, listed: Sequence[Listed]) -> None:
        self._scored._hold(listed)
        store: Any = MemoryStore(_DATASET, Linker({}))
        writer = store.writer()
        for entity in self._scored._entities.values():
            writer.add_entity(entity)
        writer.flush()
        self._folder = tempfile.TemporaryDirectory()
        self._index: Any = Index(store.default_view(), Path(self._folder.name))
        self._index.build()

    def query(self, batch: Sequence[Query]) -> list[list[Answer]]:
        asked = {e.id: e for e in map(self._scored._asked, batch)}
        proposed = {i.id: [c.id for c, _ in found] for i, found in self._index.match_entities(asked.values())}
        return [self._scored._score(entity, proposed.get(id_, ())) for id_, entity in asked.items()]

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        return self._scored.pairs(pairs)


class FiftyAndLogicV2:
    """LogicV2 on the 50 entries whose names, in Latin letters, are nearest by character 2- and 3-grams (TF-IDF cosine),
    and on those with an equal number.
    """

    thresholds = _Scored.thresholds

    def __init__(self) -> None:
        self._scored = _Scored()

    def build(self, listed: Sequence[Listed]) -> None:
        self._scored._hold(listed)
        self._by_number: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        self._owners: dict[str, list[str]] = {}
        for one in listed:
            for number in (*one.imo, *one.mmsi, *one.call_sign):
                self._by_number.setdefault(number, []).append(one.id)
            for name in (*one.names, *one.weak):
                names.setdefault(one.kind, []).append(name)
                self._owners.setdefault(one.kind, []).append(one.id)
        self._grams: dict[str, Any] = {}
        self._matrix: dict[str, Any] = {}
        for kind, texts in names.items():
            grams = TfidfVectorizer(
                preprocessor=_latin, analyzer="char_wb", ngram_range=(2, 3), sublinear_tf=True, dtype=np.float32
            )
            self._matrix[kind] = grams.fit_transform(texts).T.tocsr()
            self._grams[kind] = grams

    def query(self, batch: Sequence[Query]) -> list[list[Answer]]:
        found = []
        for query in batch:
            ids = dict.fromkeys(
                i for n in (query.imo, query.mmsi, query.call_sign) if n for i in self._by_number.get(n, ())
            )
            if query.kind in self._grams:
                row = (self._grams[query.kind].transform([query.name]) @ self._matrix[query.kind]).tocsr()
                nearest = row.indices[np.argsort(-row.data, kind="stable")]
                owners = dict.fromkeys(self._owners[query.kind][at] for at in nearest[: 4 * CANDIDATES])
                ids.update(dict.fromkeys(list(owners)[:CANDIDATES]))
            found.append(self._scored._score(self._scored._asked(query), list(ids)))
        return found

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        return self._scored.pairs(pairs)
