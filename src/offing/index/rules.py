"""The parts that evidence is made of, and the table that says of each rule what it says, how it bears, and why.

`rules.csv` beside this module holds one rule per line. Its log-odds order proposals; they are judged by hand from what
each reason states, and no figure is ever shown to a user.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Bearing = Literal["for", "against", "decides for", "decides against", "open"]
"""`open` is said and weighs nothing: a fact that only one side gives."""


@dataclass(frozen=True, slots=True)
class RuleOfEvidence:
    """One line of the table. `word` is what a sentence calls the feature."""

    rule: str
    feature: str
    bearing: Bearing
    log_odds: float
    word: str
    says: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that agrees or disagrees, with what the book and the list say of it ("" where only one side speaks)."""

    rule: str
    feature: str
    says: str
    book: str
    listed: str = ""
    bearing: Bearing = "for"
    log_odds: float = 0.0

    @property
    def value(self) -> str:
        """What the book says / what the list says."""
        return f"{self.book} / {self.listed}" if self.listed else self.book

    @property
    def agrees(self) -> bool:
        return self.bearing in ("for", "decides for")

    @property
    def differs(self) -> bool:
        return self.bearing in ("against", "decides against")

    @property
    def word(self) -> str:
        return rules()[self.rule].word


@cache
def rules() -> Mapping[str, RuleOfEvidence]:
    """Every rule by name, in the table's order."""
    text = files("offing.index").joinpath("rules.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        row_bearing = cast(Bearing, row["bearing"])
        found[row["rule"]] = RuleOfEvidence(
            row["rule"], row["feature"], row_bearing, float(row["log_odds"]), row["word"], row["says"], row["reason"]
        )
    return found


def part(rule: str, book: object, listed: object = "", *, feature: str = "", log_odds: float | None = None) -> Part:
    """The part that a rule makes of what the book says and what the list says."""
    row = rules()[rule]
    figure = row.log_odds if log_odds is None else log_odds
    return Part(rule, feature or row.feature, row.says, str(book), str(listed), row.bearing, figure)
