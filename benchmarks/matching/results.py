"""All that one run of the benchmark found, for the page to tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from matching.generate import QuerySet
from matching.labelled import LabelledPairs
from matching.loading import Loading
from matching.measure import Scored
from matching.scaling import Grown
from matching.speed import Timed


@dataclass
class Results:
    """All that the page tells."""

    told: str
    split: str
    machine: str
    questions: QuerySet
    names_only: list[Scored] = field(default_factory=list)
    with_context: list[Scored] = field(default_factory=list)
    labelled: list[Scored] = field(default_factory=list)
    labelled_context: list[Scored] = field(default_factory=list)
    pairs: list[tuple[LabelledPairs, dict[str, list[float]]]] = field(default_factory=list)
    timed: dict[str, Timed] = field(default_factory=dict)
    timed_on: int = 0
    """How many names the list has on which systems are timed."""
    sizes: list[Grown] = field(default_factory=list)
    loading: Loading | None = None
    in_doubt: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By class: how many questions are put into the queue "identity in doubt", of how many."""
    thresholds: dict[str, dict[str, float]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    took_s: float = 0.0
