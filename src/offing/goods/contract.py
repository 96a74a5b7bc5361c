"""What a regime owes, how the modules are found, and the question that all of them answer."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, Protocol

from offing.goods.hs import covered, read_hs
from offing.goods.moved import moved
from offing.goods.tables import EFFECTS, Measure, measures
from offing.goods.words import Named, named
from offing.records.dates import DateSpan

Phase = Literal["in force", "wind-down", "partly"]


@dataclass(frozen=True, slots=True)
class Regime:
    """A body of law on goods: whose it is, of which territory and program, whom it binds; its table stands in `data/ID.csv`."""

    id: str
    authority: str
    title: str
    territory: str
    program: str
    binds: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A good on its way: `territories` are all that the deal touches (ports, parties, origin, destination), `into` where to.

    `known_by` is the last day whose law counts; `unit_value_usd` the value of one piece, None where it is not told.
    """

    codes: tuple[str, ...]
    goods: tuple[Named, ...]
    direction: str
    when: DateSpan
    territories: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    known_by: date | None = None
    unit_value_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """One regime's measure that the good falls under. `basis` tells by what; `bound` whether the book shows someone bound."""

    regime: Regime
    measure: Measure
    phase: Phase
    basis: str
    sure: bool
    bound: bool
    below: bool = False
    """The value of one piece is not above the measure's threshold: told beside others, never by itself."""


class RegimeModule(Protocol):
    """The shape of every module in `offing.goods.regimes`."""

    REGIME: Regime

    def reaches(self, measure: Measure, asked: Asked) -> bool | None:
        """Whether the regime binds someone in this deal: None where that is not told, False where the measure cannot apply."""
        ...


@cache
def regime_modules() -> tuple[RegimeModule, ...]:
    """Every regime, found by the presence of its module, by authority: UN, EU, US, UK, then others."""
    import offing.goods.regimes as package

    found = [importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__)]
    first = {"UN": 0, "EU": 1, "US": 2, "UK": 3}
    return tuple(sorted(found, key=lambda m: (first.get(m.REGIME.authority, 9), m.REGIME.id)))


@cache
def territories() -> tuple[str, ...]:
    """The territories on whose goods some regime rules, North Korea first."""
    return tuple(sorted({m.REGIME.territory for m in regime_modules()}, key=lambda t: (t != "kp", t)))


def answer(
    hs: str,
    words: str,
    *,
    direction: str,
    when: DateSpan,
    territories: frozenset[str] = frozenset(),
    into: frozenset[str] = frozenset(),
    known_by: date | None = None,
    unit_value_usd: float | None = None,
    territory: str = "kp",
    kind: str = "goods",
) -> tuple[Ruling, ...]:
    """What the regimes on `territory` say of a good that goes `from` or `to` it on a day or within days; () for nothing.

    `hs` and `words` are cells as written; a part of `hs` that is no code is left out. `kind` is `goods` or `luxury`.
    Regime by regime, hardest effect first. Pure.
    """
    asked = Asked(read_hs(hs).codes, named(words), direction, when, territories, into, known_by, unit_value_usd)
    found: list[Ruling] = []
    for module in regime_modules():
        if module.REGIME.territory == territory:
            rulings = [r for m in measures(module.REGIME.id) if m.kind == kind and (r := _ruling(module, m, asked))]
            found += sorted(rulings, key=_order) if not all(r.below for r in rulings) else []
    return tuple(found)


def _ruling(module: RegimeModule, measure: Measure, asked: Asked) -> Ruling | None:
    if measure.direction != asked.direction or (asked.known_by is not None and measure.start > asked.known_by):
        return None
    phase = phase_of(measure, asked.when)
    told = _falls_under(measure, asked)
    if phase is None or told is None:
        return None
    value, limit = asked.unit_value_usd, measure.threshold_usd
    below = limit is not None and value is not None and value <= limit
    bound = module.reaches(measure, asked)
    measure = measure.open_on(asked.when.start or date.min)
    return None if bound is False else Ruling(module.REGIME, measure, phase, told[0], told[1], bool(bound), below)


def _order(ruling: Ruling) -> tuple[bool, int, bool, bool, int]:
    """What stands first: hardest effect, what is sure, what names the good, what is newest; what is below a threshold last."""
    m = ruling.measure
    return ruling.below, EFFECTS.index(m.effect), not ruling.sure, "*" in m.hs, -m.start.toordinal()


def phase_of(measure: Measure, when: DateSpan) -> Phase | None:
    """How a measure stands to a day or days: None before it and after its end, `partly` where only some days are within."""
    start, end = when.start or date.min, when.end or date.max
    last = measure.end or date.max
    if end < measure.start or start > last:
        return None
    if start < measure.start or end > last:
        return "partly"
    return "wind-down" if measure.wind_down_to and start <= measure.wind_down_to else "in force"


def _falls_under(measure: Measure, asked: Asked) -> tuple[str, bool] | None:
    """(by what, whether surely). A code that is held decides; words alone count where they head a phrase, a hint among
    them only where no code speaks of another chapter.
    """
    if "*" in measure.hs:
        return "all goods", True
    named_here = {n.term.term for n in asked.goods}
    if measure.words and not named_here & set(measure.words):
        return None
    by_word = [n for n in asked.goods if (n.term.term in measure.words) or _word_falls(measure, n)]
    by_word = [n for n in by_word if n.head or not _of_another_chapter(n, asked.codes)]
    by_code = {c: covered(measure.hs, c) for c in asked.codes}
    if held := [c for c, told in by_code.items() if told]:
        both = f" and “{by_word[0].words}”" if by_word else ""
        return f"HS {held[0]}{both}", bool(by_word) or measure.confidence == "high"
    if by_word:
        one = by_word[0]
        differs = bool(by_code) and not any(told is None for told in by_code.values())
        return f"“{one.words}”" + (", though its HS code says otherwise" if differs else ""), one.head and not differs
    if short := [c for c, told in by_code.items() if told is None]:
        return f"HS {short[0]}, which is too short to tell", False
    other = next((m for c in asked.codes for m in moved(c) if covered(measure.hs, m.other)), None)
    return (other.why, False) if other else None


def _word_falls(measure: Measure, one: Named) -> bool:
    """Every candidate code of the word is held, or the first of them is, and the word is not one of many meanings."""
    told = [covered(measure.hs, c) for c in one.term.hs]
    return bool(told) and (told[0] is True or all(t for t in told))


def _of_another_chapter(one: Named, codes: tuple[str, ...]) -> bool:
    """Whether the codes lie in other chapters than all that a word stands for: `diesel` beside HS 8502."""
    return bool(codes) and bool(one.term.hs) and not any(h[:2] == c[:2] for h in one.term.hs for c in codes)


def by_authority(rulings: tuple[Ruling, ...]) -> Iterator[tuple[Regime, tuple[Ruling, ...]]]:
    """The rulings of each regime together, in their order."""
    for regime in dict.fromkeys(r.regime for r in rulings):
        yield regime, tuple(r for r in rulings if r.regime == regime)
