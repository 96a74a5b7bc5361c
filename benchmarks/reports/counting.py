"""Mentions, what they stand for, and the entries they are linked to: how much was found, and how much of it is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from offing.claims.model import Mention, Reading
from offing.records.territories import territory
from reports.alignment import Alignment, shared_part
from reports.gold import Annotated, Spot

LABELS: Mapping[str, frozenset[str]] = {
    "Country": frozenset({"country"}),
    "Org": frozenset({"agency", "company"}),
    "Company": frozenset({"company", "agency"}),
    "Vessel": frozenset({"vessel"}),
    "VesselGroup": frozenset({"vessel"}),
    "CompanyGroup": frozenset({"company", "agency"}),
    "Person": frozenset({"person"}),
    "Place": frozenset({"place", "facility"}),
    "Facility": frozenset({"place", "facility"}),
    "Goods": frozenset({"goods"}),
    "Date": frozenset({"date"}),
    "Money": frozenset({"money"}),
    "Quantity": frozenset({"quantity"}),
    "IMO": frozenset({"imo"}),
    "List": frozenset({"list"}),
}
"""The annotator's labels and those of the model that they may be called by."""
JUDGED_LISTS = frozenset({"us_ofac_sdn", "us_ofac_cons"})
"""Lists on which an entity without an entry is known not to stand."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`found` of `asked`, and `right` of `given`; the two numerators differ where one thing may be given twice."""

    asked: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.asked + other.asked, self.found + other.found, self.given + other.given, self.right + other.right
        )

    @property
    def precision(self) -> float | None:
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        return self.found / self.asked if self.asked else None

    @property
    def f1(self) -> float | None:
        p, r = self.precision, self.recall
        if p is None or r is None:
            return None if self.asked == self.given == 0 else 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """Mentions of one text: by overlap, to the character, per label, and those that are wanting or too many."""

    overlap: Tally
    exact: Tally
    labels: Mapping[str, Tally]
    missed: tuple[Spot, ...]
    false: tuple[Mention, ...]


def fits(spot: Spot, mention: Mention) -> bool:
    """Their labels agree. A capital said for its government may be called a place, and a place that is a territory a country.

    A group counts only as a plural.
    """
    if mention.label in LABELS[spot.label]:
        return not spot.label.endswith("Group") or mention.plural or mention.nominal
    if spot.label == "Country":
        return mention.label in {"place", "agency"} and territory(spot.text) is None
    if spot.label == "Place":
        return mention.label == "country" and territory(spot.text) is not None
    return spot.label == "Quantity" and mention.plural


def named(gold: Annotated, reading: Reading) -> Named:
    """A nominal is asked of nobody: it counts where it is annotated as a mention, and is left alone elsewhere."""
    pairs = sorted(
        (
            (-shared_part(s.start, s.end, m.start, m.end), i, j)
            for i, s in enumerate(gold.mentions)
            for j, m in enumerate(reading.mentions)
            if m.start < s.end and s.start < m.end and fits(s, m)
        ),
    )
    of_spot: dict[int, int] = {}
    of_mention: dict[int, int] = {}
    for share, i, j in pairs:
        if -share >= 0.5 and i not in of_spot and j not in of_mention:
            of_spot[i], of_mention[j] = j, i
    false = [
        m
        for j, m in enumerate(reading.mentions)
        if j not in of_mention and not m.nominal and not any(_within(m, s) for s in gold.mentions)
    ]
    exact = sum(
        (gold.mentions[i].start, gold.mentions[i].end) == (reading.mentions[j].start, reading.mentions[j].end)
        for i, j in of_spot.items()
    )
    given = len(of_mention) + len(false)
    labels: dict[str, Tally] = defaultdict(Tally)
    for i, spot in enumerate(gold.mentions):
        labels[spot.label] += Tally(1, i in of_spot, i in of_spot, i in of_spot)
    for mention in false:
        labels[_label(mention)] += Tally(given=1)
    return Named(
        Tally(len(gold.mentions), len(of_spot), given, len(of_mention)),
        Tally(len(gold.mentions), exact, given, exact),
        labels,
        tuple(s for i, s in enumerate(gold.mentions) if i not in of_spot),
        tuple(false),
    )


def _within(mention: Mention, spot: Spot) -> bool:
    """`North Korea` in "North Korea shipping advisory": the annotator marks the longest name only."""
    return (
        spot.start <= mention.start and mention.end <= spot.end and mention.end - mention.start < spot.end - spot.start
    )


def _label(mention: Mention) -> str:
    return next((gold for gold, labels in LABELS.items() if mention.label in labels), mention.label)


@dataclass(frozen=True, slots=True)
class Stood:
    """Nominals ("the vessel") and short names ("Haibo") of one text: of what is resolved, how much is right.

    A nominal that the annotator did not mark is not judged.
    """

    nominals: Tally
    short_names: Tally
    wrong: tuple[tuple[Spot, str], ...]


def stood(gold: Annotated, by: Alignment) -> Stood:
    nominals, short = Tally(), Tally()
    wrong: list[tuple[Spot, str]] = []
    for spot in gold.nominals:
        said = _said(spot, by)
        if not spot.entity:
            nominals += Tally(given=bool(said))
        else:
            nominals += Tally(1, spot.entity in said, bool(said), spot.entity in said)
        if (spot.entity or said) and spot.entity not in said:
            wrong.append((spot, ", ".join(sorted(said)) or "not resolved"))
    first: dict[str, str] = {}
    for spot in gold.mentions:
        if (
            spot.label in {"Vessel", "Company", "Org", "Person"}
            and first.setdefault(spot.entity, spot.text) != spot.text
        ):
            said = _said(spot, by)
            short += Tally(1, spot.entity in said, bool(said), spot.entity in said)
            if spot.entity not in said:
                wrong.append((spot, ", ".join(sorted(said)) or "not resolved"))
    return Stood(nominals, short, tuple(wrong))


def _said(spot: Spot, by: Alignment) -> frozenset[str]:
    """The entities of the thing that is said to stand here."""
    near = [
        (shared_part(spot.start, spot.end, m.start, m.end), m)
        for m in by.reading.mentions
        if m.start < spot.end and spot.start < m.end and m.entity >= 0
    ]
    share, found = max(near, key=lambda n: n[0], default=(0.0, None))
    if found is None or share < 0.5:
        return frozenset()
    return by.entities.get(found.entity, frozenset())


@dataclass(frozen=True, slots=True)
class Linked:
    """`correct` by a match, `offered` as a possible one, `missed` at all; `false` matches, and `unasked` possible ones."""

    asked: int
    correct: int
    offered: int
    missed: int
    false: int
    unasked: int
    told: tuple[str, ...]


def linked(gold: Annotated, reading: Reading, by: Alignment) -> Linked:
    """Only lists on which the annotator looked are judged."""
    matches: dict[str, set[tuple[str, str]]] = defaultdict(set)
    possible: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for thing in reading.things:
        for entity in by.entities.get(thing.number, ()):
            for link in thing.links:
                (matches if link.tier == "match" else possible)[entity].add((link.dataset, link.entry))
    asked = correct = offered = missed = false = unasked = 0
    told: list[str] = []
    for name, one in gold.entities.items():
        right = {(e.dataset, e.entry) for e in one.listed}
        judged = JUDGED_LISTS | {dataset for dataset, _ in right}
        if right:
            asked += 1
            sure = any(_right(m, right) for m in matches[name])
            maybe = any(_right(m, right) for m in possible[name])
            correct += sure
            offered += maybe and not sure
            missed += not (sure or maybe)
            if not sure and not (maybe and all(e.possible for e in one.listed)):
                told.append(f"{'possible only' if maybe else 'missed'}: {one.names[0]}")
        wrong = {m for m in matches[name] if m[0] in judged and not _right(m, right)}
        false += len(wrong)
        told += [f"false: {one.names[0]} as {dataset}:{entry}" for dataset, entry in sorted(wrong)]
        unasked += sum(m[0] in judged and not _right(m, right) for m in possible[name])
    return Linked(asked, correct, offered, missed, false, unasked, tuple(told))


def _right(link: tuple[str, str], right: set[tuple[str, str]]) -> bool:
    return link in right or (link[0], "") in right
