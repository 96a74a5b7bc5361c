"""Offing's engine and its evidence put to questions directly, without a book and its findings: what a large list needs.

`Engine.match` finds names; `evidence.lay` lays the question's facts beside the entry's, `judge` orders what comes of
it. Review does the same with more around it (`offing_names.py` measures that).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from matching.offing_names import entity_of, span_of
from matching.systems import Answer
from matching.things import Kind, Listed, Query
from offing.index.engine import Engine, Match, build
from offing.index.evidence import lay
from offing.index.find import Hit
from offing.index.judge import judge
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.profiles import STANDARD, Profile
from offing.index.told import Number, Told
from offing.index.weigh import POSSIBLE
from offing.records.identifiers import fold_code
from offing.records.territories import territory

KINDS: Mapping[Kind, int] = {"Person": PERSON, "Organization": FIRM, "Vessel": SHIP}
LEAST = 0.005
OPEN = Profile("benchmark", 0.0, 0.0, 0.0, 0.0, False, "everything is ordered, nothing is left out")


class NamesAlone:
    """The engine by itself: its score of names, nothing else. What `Offing` proposes is cut and ordered on top of this."""

    thresholds = {"its default": POSSIBLE}  # noqa: RUF012

    def build(self, listed: Sequence[Listed]) -> None:
        self._owners, self._engine = names_of(listed)
        kinds: tuple[Kind, ...] = ("Person", "Organization", "Vessel")
        match(self._engine, [Query(str(i), "", k, f"ANNA WARM TRADIING {i}") for i in range(400) for k in kinds])

    def screen(self, batch: Sequence[Query]) -> list[list[Answer]]:
        """From the score on that the standard profile asks for: what is timed."""
        return self._asked(batch, STANDARD.floor)

    def query(self, batch: Sequence[Query]) -> list[list[Answer]]:
        return self._asked(batch, LEAST)

    def _asked(self, batch: Sequence[Query], least: float) -> list[list[Answer]]:
        return [[(self._owners[m.position], m.score) for m in hits] for hits in match(self._engine, batch, least)]

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        raise NotImplementedError("pairs are asked of Offing itself")


def names_of(listed: Sequence[Listed]) -> tuple[list[str], Engine]:
    """The entry of each listed name, and the engine of all."""
    names = [(name, KINDS[one.kind]) for one in listed for name in (*one.names, *one.weak)]
    return [one.id for one in listed for _ in (*one.names, *one.weak)], build(names)


def match(engine: Engine, batch: Sequence[Query], least: float = LEAST) -> list[list[Match]]:
    return engine.match([q.name for q in batch], [KINDS[q.kind] for q in batch], least=least)


def with_evidence(
    batch: Sequence[Query],
    found: Sequence[Sequence[Match]],
    at: Sequence[Listed],
    numbers: Mapping[str, Sequence[Listed]],
) -> list[list[Answer]]:
    """Answers by name and by number, in the order of the evidence. `at` is the entry of each listed name."""
    answers = []
    for query, hits in zip(batch, found, strict=True):
        told = told_of(query)
        best: dict[str, float] = {}
        candidates = [
            (at[m.position], Hit(m.position, "name", query.name, query.name, exact=False, cover=m.cover, score=m.score))
            for m in hits
        ]
        for kind, number in (("imoNumber", query.imo), ("idNumber", query.number)):
            candidates += [(one, Hit(0, kind, number, number)) for one in numbers.get(number, ()) if number]
        for one, hit in candidates:
            entity = entity_of(one)
            judged = judge(hit, lay(told, entity, hit), entity.schema, OPEN)
            if judged.queue != "set aside":
                step = {"match": 2.0, "strong": 1.0}.get(judged.strength, 0.0) if hit.via != "name" else 0.0
                best[one.id] = max(best.get(one.id, 0.0), (step + 1 / (1 + exp(-judged.order / 2))) / 3)
        answers.append(list(best.items()))
    return answers


def told_of(query: Query) -> Told:
    """What the question says beside the name."""
    country, flag = territory(query.country), territory(query.flag)
    return Told(
        (query.name,),
        {"Person": "person", "Vessel": "ship"}.get(query.kind, "firm"),
        imo=query.imo,
        mmsi=query.mmsi,
        flag=flag or "",
        type=query.type,
        gross_tonnage=float(query.gross.replace(",", "")) if query.gross else None,
        countries=(country,) if country else (),
        born=(born,) if (born := span_of(query.born)) else (),
        numbers=(Number(fold_code(query.number)),) if query.number else (),
    )
