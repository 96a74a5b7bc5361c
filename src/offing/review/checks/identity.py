"""Is the IMO number valid, and does the rest agree?

A ship's IMO number has seven digits, the last of which checks the others; one that does not fit is shown as it stands
and never repaired. One number under two names in the book, a number that is a company's, and a name, type, tonnage, year
or flag that differs from the list entry of the same number are shown as conflicts. Ships are renamed and reflagged
often, so most conflicts have an ordinary reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from offing.book.model import Row
from offing.index.evidence_ships import number_in
from offing.index.names import key, ship_tokens
from offing.index.ship_names import ship_key
from offing.records.entity import Entity
from offing.records.identifiers import fold_imo, imo_check_digit_ok, lei_ok
from offing.records.territories import territory
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Evidence, Finding, Strength
from offing.review.mentions import ShipMention
from offing.review.papers import told_apart

TONNAGE_TOLERANCE, BUILT_TOLERANCE_YEARS = 0.15, 2
CHECK = Check(
    id="identity",
    asks="Is the IMO number valid, and does the rest agree?",
    kinds=("CONFLICT",),
    basis="IMO Resolution A.1117(30) (ship identification number); US maritime advisory of 14 May 2020, practice 2",
    needs=("vessels", "documents", "voyages"),
    innocent=("A typing error, or a number or name from before a change.", "Ships change name and flag lawfully."),
    settle=(
        "The certificate of registry and the continuous synopsis record.",
        "A photograph of the number on the hull.",
    ),
    params={"tonnage_tolerance": TONNAGE_TOLERANCE, "built_tolerance_years": BUILT_TOLERANCE_YEARS},
)


def run(context: Context) -> Iterator[Finding]:
    for row in context.book.rows:
        if row["imo"]:
            yield from _number(context, row)
        if row["lei"] and not lei_ok(row["lei"]):
            yield _conflict(context, row, "lei", f"LEI {row['lei']}: the check digits do not fit.", "weak")
    yield from _two_names(context)
    yield from _against_the_lists(context)


def _conflict(
    context: Context, row: Row, column: str, says: str, strength: Strength, proof: tuple[Evidence, ...] = ()
) -> Finding:
    return Finding(
        kind="CONFLICT",
        check=CHECK.id,
        subject=context.subject(row, column),
        says=says,
        strength=strength,
        evidence=(*context.book_evidence(row, column, "name", "vessel"), *proof),
        innocent=(*CHECK.innocent, *on_file(row)),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        event_date=context.mentions.when(row),
    )


def _number(context: Context, row: Row) -> Iterator[Finding]:
    imo = fold_imo(row["imo"])
    if imo is None:
        yield _conflict(context, row, "imo", f"{row['imo']!r} is not an IMO number: seven digits are expected.", "weak")
    elif not imo_check_digit_ok(imo):
        yield _conflict(
            context,
            row,
            "imo",
            f"IMO {imo}: the check digit does not fit; the number stands as written.",
            "strong",
        )
    if imo and (positions := context.screening.known_by_id("imoCompany", imo)):
        entity = context.view.entity(positions[0])
        says = f"IMO {imo} is the company number of {entity.caption} on {entity.dataset}; a company's number is not a ship's."
        yield _conflict(context, row, "imo", says, "strong", (context.list_evidence(positions[0]),))


def _two_names(context: Context) -> Iterator[Finding]:
    """One IMO number under several names among the book's ships and papers."""
    by_imo: dict[str, list[ShipMention]] = {}
    for ship in context.mentions.ships:
        if ship.imo and ship.name and not ship.in_text:
            by_imo.setdefault(ship.imo, []).append(ship)
    for imo, ships in by_imo.items():
        distinct = list({ship_key(s.name): s for s in reversed(ships)}.values())[::-1]
        followed = {ship_key(s.name): s.row for s in ships if s.row.sheet == "vessels"}
        for first, other in pairwise(distinct):
            if told_apart(followed, ship_key(first.name), ship_key(other.name)):
                continue
            names = " and ".join(f"{s.name} in {s.row.sheet} row {s.row.number}" for s in (first, other))
            says = f"IMO {imo} is {names}: one ship under two names."
            proof = context.book_evidence(first.row, "name", "vessel", "imo")
            yield _conflict(context, other.row, other.column, says, "weak", proof)


def _against_the_lists(context: Context) -> Iterator[Finding]:
    """What the ship's row, or the name on a voyage or paper, says otherwise than the list entries of the same number."""
    for ship in context.mentions.ships:
        if not ship.imo or ship.in_text:
            continue
        own = ship.row.sheet == "vessels"
        told: dict[str, list[int]] = {}
        for position in context.screening.known_by_id("imoNumber", ship.imo):
            entity = context.view.entity(position)
            differs = _differences(ship.row, entity) if own else _other_name(ship.name, entity)
            for difference in differs:
                told.setdefault(difference, []).append(position)
        if told:
            positions = list(dict.fromkeys(p for ps in told.values() for p in ps))
            entities = [context.view.entity(p) for p in positions]
            names = "; ".join(dict.fromkeys(f"{e.caption} on {e.dataset}" for e in entities))
            says = f"IMO {ship.imo} is {names}; in the book {'; '.join(told)}."
            proof = tuple(context.list_evidence(p) for p in positions)
            yield _conflict(context, ship.row, ship.column, says, "weak", proof)


def _other_name(name: str, entity: Entity) -> Iterator[str]:
    if name and not {key(ship_tokens(name)), ship_key(name)} & {key(ship_tokens(n.text)) for n in entity.names}:
        yield f"the name is {name}"


def _differences(row: Row, entity: Entity) -> Iterator[str]:
    yield from _other_name(row["name"], entity)
    flags = {t for v in (*entity.values("flag"), *entity.values("pastFlags")) if (t := territory(v))}
    ours = territory(row["flag"]) if row["flag"] else None
    if ours and flags and ours not in flags:
        yield f"the flag is {row['flag']}"
    for column, prop in (("gross_tonnage", "grossRegisteredTonnage"), ("deadweight", "tonnage")):
        theirs = [n for v in entity.values(prop) if (n := number_in(v))]
        mine = row.numbers.get(column)
        if mine and theirs and all(abs(mine - t) > TONNAGE_TOLERANCE * max(mine, t) for t in theirs):
            yield f"{column.replace('_', ' ')} is {mine:g}, on the list {theirs[0]:g}"
    years = [n for v in entity.values("buildDate") if (n := number_in(v[:4]))]
    built = row.numbers.get("built")
    if built and years and all(abs(built - y) > BUILT_TOLERANCE_YEARS for y in years):
        yield f"the year of build is {built:g}, on the list {years[0]:g}"
