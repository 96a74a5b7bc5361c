"""What agrees and what differs between a row of the book and a list entry, beside the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offing.index.find import REORDERED, Hit
from offing.index.names import fold
from offing.records.entity import Entity
from offing.records.identifiers import imo_check_digit_ok
from offing.records.territories import territory
from offing.review.finding import Strength
from offing.review.mentions import PartyMention, ShipMention

_COMMON_ADDRESS = frozenset(
    {"road", "street", "str", "no", "the", "of", "and", "district", "room", "floor", "building", "city", "avenue", "ave", "box"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that agrees or disagrees, with what the book and the list say."""

    feature: str
    says: str
    value: str


def party_strength(hit: Hit, entity: Entity, parts: tuple[Part, ...]) -> Strength:
    """How firmly a name stands for the entry, with what else agrees or differs: never more than `strong`."""
    agrees = {p.feature for p in parts if p.says.startswith("the same")} - {"name"}
    differs = any(p.says.startswith("another") for p in parts)
    if not hit.exact or hit.listed_kind == "weakAlias":
        return "possible"
    if entity.schema == "Person":
        return "strong" if "country" in agrees and hit.distinct and not differs else "possible"
    if "address" in agrees:
        return "strong"
    return "strong" if hit.distinct and not differs and REORDERED not in hit.differs else "possible"


def party_context(party: PartyMention, entity: Entity) -> Iterator[Part]:
    """Country and address of the party's row against the entry's."""
    row = party.party
    if row is None:
        return
    ours = territory(row["country"]) if row["country"] else None
    theirs = {
        t
        for c in (*entity.values("country"), *entity.values("nationality"), *entity.values("jurisdiction"))
        if (t := territory(c))
    }
    if ours and theirs:
        says = "the same country" if ours in theirs else "another country"
        yield Part("country", says, f"{ours} / {', '.join(sorted(theirs))}")
    listed = {t for a in entity.values("address") for t in fold(a)} - _COMMON_ADDRESS
    shared = {t for t in set(fold(row["address"])) & listed if len(t) >= 4 or t.isdigit()}
    if len(shared) >= 2:
        yield Part("address", "the same words in the address", ", ".join(sorted(shared)))


def ship_context(ship: ShipMention, entity: Entity) -> Iterator[Part]:
    """Flag and number of the ship's row against the entry's."""
    row = ship.vessel
    if row is None:
        return
    ours, theirs = (
        territory(row["flag"]) if row["flag"] else None,
        {t for f in entity.values("flag") if (t := territory(f))},
    )
    if ours and theirs:
        yield Part(
            "flag", "the same flag" if ours in theirs else "another flag", f"{ours} / {', '.join(sorted(theirs))}"
        )
    if ship.imo and not imo_check_digit_ok(ship.imo):
        yield Part("imoNumber", "the check digit in the book does not fit", ship.imo)


def number_in(text: str) -> float | None:
    """A tonnage or year as lists print it (`317,356`); None when it is none."""
    digits = text.replace(",", "").strip()
    try:
        return float(digits) or None
    except ValueError:
        return None
