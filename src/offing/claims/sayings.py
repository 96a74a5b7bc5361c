"""What a saying is, and the verbs of saying."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from offing.claims.clauses import Range
from offing.claims.model import Modality

FrameKind = Literal["before", "after", "source", "aside", "reason"]
"""`before` and `after`: the verb of saying stands before or after what is said; `source`: "according to", "citing"; `aside`: a
participle ("saying ..."); `reason`: what an official act was for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Someone's saying, all as places among the words: `governed` are the ranges of what is said."""

    kind: FrameKind
    speaker: Range | None
    verb: int
    governed: tuple[Range, ...]
    modality: Modality
    explicit: bool = True
    """False where the modality is only the verb's default and anything else may override it."""

    def governs(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.governed)


@cache
def speech_verbs() -> dict[str, tuple[str, Modality, str]]:
    """Form to (first form of its verb, modality of what it governs, what it takes)."""
    out: dict[str, tuple[str, Modality, str]] = {}
    for row in files(__package__).joinpath("speech.csv").read_text("utf-8").splitlines()[1:]:
        forms, modality, takes = row.split(",")
        for form in forms.split():
            out[form] = (forms.split()[0], cast(Modality, modality), takes)
    return out
