"""Plain rapidfuzz: every listed name of the kind, words sorted, Indel similarity. No index, no numbers, no context."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from matching.systems import Answer
from matching.things import Listed, Query

FLOOR = 60.0


class Scan:
    """`token_sort_ratio` against all names; 85 is a customary threshold, not one of rapidfuzz's own."""

    thresholds = {"0.85, customary": 0.85}  # noqa: RUF012

    def build(self, listed: Sequence[Listed]) -> None:
        self._names: dict[str, list[str]] = {}
        self._owners: dict[str, list[str]] = {}
        for one in listed:
            for name in (*one.names, *one.weak):
                self._names.setdefault(one.kind, []).append(_sorted(name))
                self._owners.setdefault(one.kind, []).append(one.id)

    def query(self, batch: Sequence[Query]) -> list[list[Answer]]:
        found = []
        for query in batch:
            best: dict[str, float] = {}
            names = self._names.get(query.kind, [])
            for _, score, at in process.extract(
                _sorted(query.name), names, scorer=fuzz.ratio, score_cutoff=FLOOR, limit=40
            ):
                owner = self._owners[query.kind][at]
                best[owner] = max(best.get(owner, 0.0), score / 100)
            found.append(list(best.items()))
        return found

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        return [max(fuzz.ratio(_sorted(q.name), _sorted(n)) for n in (*x.names, *x.weak)) / 100 for q, x in pairs]


def _sorted(name: str) -> str:
    """What `token_sort_ratio` does with a name before it compares: done once a name here, which makes the scan faster."""
    return " ".join(sorted(utils.default_process(name).split()))
