"""Errors of one system: some of every class in which it errs, the classes it errs in most first."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz

from matching.measure import Outcome, Scored, by_class
from matching.things import Listed

EACH = 2


def _spread(wrong: Mapping[str, list[Outcome]], sizes: Mapping[str, int]) -> list[Outcome]:
    """Two of each class, classes in order of their rate of errors."""
    order = sorted(wrong, key=lambda c: (-len(wrong[c]) / sizes[c], c))
    return [o for i, c in enumerate(order) for o in _from(wrong[c], 7 * i)[:EACH]]


def _from(errors: list[Outcome], at: int) -> list[Outcome]:
    """The errors from another place on, so that the classes do not all tell of the entry that was drawn first."""
    start = at % len(errors)
    return [*errors[start:], *errors[:start]]


def _name_of(one: Listed | None, query: str) -> str:
    """The name of the entry that is most like the one asked."""
    if one is None:
        return "nothing"
    return max((*one.names, *one.weak), key=lambda n: (fuzz.token_sort_ratio(n.lower(), query.lower()), n))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())[:90]


def misses(scored: Scored, listed: Mapping[str, Listed]) -> list[list[str]]:
    """Rows: asked, the listed name it was made from, class, what was proposed instead, at the system's default."""
    default = next(iter(scored.thresholds.values()))
    classes = by_class(scored.positives)
    wrong = {c: [o for o in found if not o.found(default)] for c, found in classes.items()}
    told = _spread({c: w for c, w in wrong.items() if w}, {c: len(f) for c, f in classes.items()})
    return [
        [
            _cell(o.query.name),
            _cell(o.query.origin),
            o.query.category,
            _cell(_name_of(listed.get(o.top_id) if o.alerts(default) else None, o.query.name)),
        ]
        for o in told
    ]


def false_alarms(scored: Scored, listed: Mapping[str, Listed]) -> list[list[str]]:
    """Rows: asked, the entry proposed, class, score, at the system's default."""
    default = next(iter(scored.thresholds.values()))
    classes = by_class(scored.negatives)
    wrong = {c: [o for o in found if o.alerts(default)] for c, found in classes.items()}
    told = _spread({c: w for c, w in wrong.items() if w}, {c: len(f) for c, f in classes.items()})
    return [
        [_cell(o.query.name), _cell(_name_of(listed.get(o.top_id), o.query.name)), o.query.category, f"{o.top:.3f}"]
        for o in told
    ]
