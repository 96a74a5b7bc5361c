"""What answers are worth: recall at thresholds set by false alarms, false alarms by class, and the errors themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, nextafter

from matching.systems import Answer
from matching.things import Query

PER_1000 = (1, 2, 5, 10, 20, 50)
"""False alarms per 1,000 negatives at which recall is told."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question and what came of it. `right` and `top` are scores, 0 where nothing was proposed; `top_id` may be ""."""

    query: Query
    right: float
    top: float
    top_id: str

    def alerts(self, at_least: float) -> bool:
        """Whether anything is proposed at the threshold: for a negative, a false alarm."""
        return self.top >= at_least

    def found(self, at_least: float) -> bool:
        return self.right >= at_least


def outcomes(queries: Sequence[Query], answers: Sequence[Sequence[Answer]]) -> list[Outcome]:
    """Each question with the best score of a right entry and of any entry; a score of 0 is no proposal."""
    found = []
    for query, hits in zip(queries, answers, strict=True):
        top_id, top = max(hits, key=lambda h: h[1], default=("", 0.0))
        right = max((score for entry, score in hits if entry in query.right), default=0.0)
        found.append(Outcome(query, right, top, top_id if top > 0 else ""))
    return found


def threshold(negatives: Sequence[Outcome], per_1000: float) -> float:
    """The lowest score at which at most so many of 1,000 negatives alert; ties are left out together, never 0.

    With 2,000 negatives and 5 per 1,000: just above the eleventh highest score.
    """
    scores = sorted((n.top for n in negatives), reverse=True)
    allowed = int(len(scores) * per_1000 / 1000)
    return nextafter(scores[allowed] if allowed < len(scores) else 0.0, inf)


def share(outcomes_: Iterable[Outcome], at_least: float, *, found: bool) -> float | None:
    """Share of the outcomes that are found (or that alert) at a threshold; None of none."""
    told = [o.found(at_least) if found else o.alerts(at_least) for o in outcomes_]
    return sum(told) / len(told) if told else None


def by_class(outcomes_: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes by class, in the order in which the classes first stand."""
    classes: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes_:
        classes[one.query.category].append(one)
    return dict(classes)


@dataclass(frozen=True)
class Scored:
    """One system on one set of questions. `apart` holds the classes that are not counted when a threshold is set."""

    system: str
    outcomes: Sequence[Outcome]
    thresholds: Mapping[str, float]
    apart: frozenset[str] = frozenset()

    @property
    def default(self) -> float:
        return next(iter(self.thresholds.values()))

    @property
    def classes(self) -> tuple[str, ...]:
        """Every class asked, those counted apart too."""
        return tuple(by_class(self.outcomes))

    def reaching(self, recall: float) -> float:
        """The highest score at which so large a share is found; infinite where it never is."""
        ranked = sorted((o.right for o in self.positives), reverse=True)
        needed = ranked[max(round(recall * len(ranked)) - 1, 0)] if ranked else 0.0
        return needed if needed > 0 else inf

    @property
    def positives(self) -> list[Outcome]:
        return [o for o in self.outcomes if o.query.positive and o.query.category not in self.apart]

    @property
    def negatives(self) -> list[Outcome]:
        return [o for o in self.outcomes if not o.query.positive and o.query.category not in self.apart]

    def at(self, per_1000: float) -> float:
        return threshold(self.negatives, per_1000)

    def recall(self, at_least: float, classes: Iterable[str] | None = None) -> float | None:
        wanted = None if classes is None else set(classes)
        return share((o for o in self.positives if wanted is None or o.query.category in wanted), at_least, found=True)

    def alarms(self, at_least: float) -> float | None:
        """False alarms per 1,000 negatives."""
        rate = share(self.negatives, at_least, found=False)
        return None if rate is None else 1000 * rate


def best_f1(scores: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """(F1, threshold) of the best threshold over pairs; (0, 0) without a true pair that scores."""
    ranked = sorted(zip(scores, labels, strict=True), key=lambda x: -x[0])
    true, total, best = 0, sum(labels), (0.0, 0.0)
    for i, (score, label) in enumerate(ranked):
        true += label
        last_of_ties = i + 1 == len(ranked) or ranked[i + 1][0] != score
        if last_of_ties and score > 0:
            best = max(best, (2 * true / (i + 1 + total), score))
    return best


def f1(scores: Sequence[float], labels: Sequence[bool], at_least: float) -> float:
    """F1 of pairs at one threshold; 0 when nothing is true."""
    said = [s >= at_least for s in scores]
    true = sum(a and b for a, b in zip(said, labels, strict=True))
    return 2 * true / (sum(said) + sum(labels)) if true else 0.0


def percentile(values: Sequence[float], share_below: float) -> float:
    """The value below which that share of the values lies (nearest rank); nan of none."""
    if not values:
        return float("nan")
    ranked = sorted(values)
    return ranked[min(int(len(ranked) * share_below), len(ranked) - 1)]
