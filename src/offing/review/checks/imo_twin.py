"""Is the IMO number one painted stroke from a listed ship's?

A 3 becomes an 8, a 1 a 7, and another valid number appears. But 42 % of 3-for-8 swaps keep the check digit by chance, and
more than half of all listed ships have such a twin: so a twin alone says nothing. Only when type and size are alike
too is it a lead, and a weak one.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.book.model import Row
from offing.index.evidence_ships import number_in
from offing.records.entity import Entity
from offing.records.identifiers import fold_imo, imo_check_digit_ok
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding

SIZE_TOLERANCE = 0.15
"""Share by which two tonnages may differ and still count as alike."""
CHECK = Check(
    id="imo_twin",
    asks="One painted stroke from a listed ship?",
    kinds=("BEHAVIOUR",),
    basis="Panama Maritime Authority circular on altered IMO numbers [L]; OFAC advisories of 2018 and 2019, practice 1",
    needs=("vessels",),
    innocent=("Valid IMO numbers one stroke apart are common; like size and type are common too.",),
    settle=(
        "A photograph of the hull number; the builder's plate; the classification record of the number in the book.",
    ),
    params={"strokes": "3/8 0/8 6/8 5/6 1/7 9/8", "size_tolerance": SIZE_TOLERANCE},
)
_STROKES = {"3": "8", "8": "3069", "0": "8", "6": "85", "5": "6", "1": "7", "7": "1", "9": "8"}


def twins(imo: str) -> Iterator[str]:
    """Valid ship IMO numbers that one stroke makes of `imo`."""
    for i, digit in enumerate(imo):
        for other in _STROKES.get(digit, ""):
            changed = imo[:i] + other + imo[i + 1 :]
            if imo_check_digit_ok(changed):
                yield changed


def run(context: Context) -> Iterator[Finding]:
    for row in context.book.sheet("vessels"):
        imo = fold_imo(row["imo"])
        if not imo or context.screening.known_by_id("imoNumber", imo):
            continue
        for twin in twins(imo):
            for position in context.screening.known_by_id("imoNumber", twin):
                entity = context.view.entity(position)
                if alike := _alike(row, entity):
                    yield Finding(
                        kind="BEHAVIOUR",
                        check=CHECK.id,
                        subject=context.subject(row, "imo"),
                        says=f"IMO {imo} is one stroke from {twin}, {entity.caption} on {entity.dataset}, "
                        f"and {alike}: a lead, no more.",
                        strength="weak",
                        evidence=(
                            *context.book_evidence(row, "imo", "type", "gross_tonnage", "deadweight"),
                            context.list_evidence(position),
                        ),
                        innocent=CHECK.innocent,
                        settle=CHECK.settle,
                        rule=CHECK.rule,
                        as_of=context.as_of,
                    )


def _alike(row: Row, entity: Entity) -> str:
    """What is alike in both type and size; "" unless both are known and alike."""
    ours = set(row["type"].casefold().replace("/", " ").split()) - {"vessel", "ship"}
    theirs = {w for t in entity.values("type") for w in t.casefold().replace("/", " ").split()} - {"vessel", "ship"}
    sizes = []
    for column, prop in (("gross_tonnage", "grossRegisteredTonnage"), ("deadweight", "tonnage")):
        mine = row.numbers.get(column)
        for value in entity.values(prop):
            theirs_size = number_in(value)
            if mine and theirs_size and abs(mine - theirs_size) <= SIZE_TOLERANCE * mine:
                sizes.append(f"{column.replace('_', ' ')} {mine:g} / {value.replace(',', '').strip()}")
    return (
        f"type ({', '.join(sorted(ours & theirs))}) and size ({sizes[0]}) are alike" if ours & theirs and sizes else ""
    )
