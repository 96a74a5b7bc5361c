"""One reader against annotated texts: every figure, and every claim that was missed or false."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.alignment import align
from reports.counting import Linked, Named, Stood, Tally, linked, named, stood
from reports.gold import CONTEXT, Annotated
from reports.pairing import Paired, pair
from reports.quality import MEASURES, Slip, out_of_place, quality
from reports.traps import Reader


@dataclass(frozen=True, slots=True)
class Of:
    """Claims of a type: `incomplete` are neither right nor wrong, `aside` were not asked for."""

    tally: Tally = field(default_factory=Tally)
    incomplete: int = 0
    aside: int = 0

    def __add__(self, other: Of) -> Of:
        return Of(self.tally + other.tally, self.incomplete + other.incomplete, self.aside + other.aside)


@dataclass(frozen=True, slots=True)
class One:
    """What came of one text."""

    gold: Annotated
    named: Named
    stood: Stood
    linked: Linked
    paired: Paired
    types: Mapping[str, Of]
    quality: Mapping[str, Tally]
    slips: tuple[Slip, ...]
    misplaced: tuple[str, ...]


def one(gold: Annotated, read: Reader) -> One:
    """Raises ValueError where the reader keeps another text than was given it: no offset would hold."""
    known = {"published": gold.published} if gold.published else {}
    reading = read(gold.name, gold.content, **known)
    if reading.document.text != gold.text:
        raise ValueError(f"{gold.name}: the reading's text is not the file's")
    by = align(gold, reading)
    paired = pair(reading.claims, by)
    core = [j for j in paired.judged if j.given.claim.type not in CONTEXT]
    measures, slips = quality(core, by)
    return One(
        gold,
        named(gold, reading),
        stood(gold, by),
        linked(gold, reading, by),
        paired,
        _types(paired),
        measures,
        slips,
        tuple(out_of_place(reading)),
    )


def _types(paired: Paired) -> Mapping[str, Of]:
    types: dict[str, Of] = defaultdict(Of)
    for asked in paired.asked:
        types[asked.told.type] += Of(Tally(asked=not asked.told.optional))
    for judged in paired.judged:
        right, wrong = judged.verdict == "right", judged.verdict == "wrong"
        types[judged.given.claim.type] += Of(
            Tally(found=right, given=right or wrong, right=right),
            judged.verdict == "incomplete",
            judged.verdict == "aside",
        )
    return types


def together(types: Mapping[str, Of], *, context: bool) -> Of:
    """Of the core types, or of the context types."""
    return sum((of for kind, of in types.items() if (kind in CONTEXT) == context), Of())


def pooled(each: Iterable[One]) -> tuple[Mapping[str, Of], Mapping[str, Tally]]:
    """Types and measures over several texts."""
    types: dict[str, Of] = defaultdict(Of)
    measures = dict.fromkeys(MEASURES, Tally())
    for result in each:
        for kind, of in result.types.items():
            types[kind] += of
        for measure, tally in result.quality.items():
            measures[measure] += tally
    return types, measures
