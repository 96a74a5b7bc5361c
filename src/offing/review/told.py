"""What the book says of a thing it names, as facts that the evidence lays beside a list entry."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from offing.book.model import Row
from offing.index.evidence_parties import kind_of_number
from offing.index.told import Number, Told
from offing.records.dates import DateSpan
from offing.records.identifiers import fold_code, fold_imo
from offing.records.territories import territory
from offing.review.mentions import PartyMention, ShipMention

PERSON_TYPES = frozenset({"person", "individual", "natural person", "people"})
_LEAST_LETTERS = 6
"""A registration number shorter than this is nobody's."""
_NO_TYPE = frozenset({"vessel", "ship"})


def told_of_ship(ship: ShipMention) -> Told:
    """The mention's own name and numbers, and what its row of the vessels sheet adds."""
    row = ship.vessel
    told = Told(
        (ship.name,) if ship.name and not ship.in_text else (),
        "ship",
        imo=ship.imo,
        bare_imo=ship.bare,
        mmsi=ship.mmsi,
        call_sign=ship.call_sign,
        period=ship.when,
    )
    if row is None:
        return told
    built = row.numbers.get("built")
    return replace(
        told,
        flag=territory(row["flag"]) or "",
        type="" if row["type"].casefold() in _NO_TYPE else row["type"],
        gross_tonnage=row.numbers.get("gross_tonnage"),
        deadweight=row.numbers.get("deadweight"),
        built=int(built) if built else None,
        length_m=row.numbers.get("length_m"),
        period=ship.when or _hull(row),
    )


def told_of_party(party: PartyMention) -> Told:
    """The mention's name and what its row of the parties sheet adds."""
    names = (party.name,) if party.name and not party.in_text else ()
    row = party.party
    if row is None:
        return Told(names, period=party.when)
    return Told(
        names,
        kind_of(row),
        countries=_countries(row["country"]),
        address=row["address"],
        born=tuple(b for b in (row.dates.get("born"),) if b),
        gender=row["gender"],
        numbers=numbers_of(row),
        lei=fold_code(row["lei"]),
        imo_company=fold_imo(row["imo_company"]) or "",
        period=party.when,
    )


def kind_of(row: Row) -> str:
    """`person`, `firm`, or "" where the row gives no type."""
    text = row["type"].strip().casefold()
    return "person" if text in PERSON_TYPES else "firm" if text else ""


def numbers_of(row: Row) -> tuple[Number, ...]:
    """The registration number and the other numbers of a party, with the kind and country that a label before one tells.

    `passport: RU 1234567` is a Russian passport.
    """
    found = []
    texts = [row["registration_number"], *row["other_ids"].replace(",", ";").split(";")]
    for i, text in enumerate(texts):
        label, _, rest = text.rpartition(":")
        words = rest.split()
        country = territory(words[0]) if len(words) > 1 and len(words[0]) <= 3 else None
        value = fold_code(" ".join(words[1:]) if country else rest)
        if len(value) >= _LEAST_LETTERS:
            kind = kind_of_number(label) or ("registrationNumber" if i == 0 else "")
            found.append(Number(value, kind, country or ""))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _countries(text: str) -> tuple[str, ...]:
    """The country of a cell, or the several that `;` or `/` part."""
    whole = territory(text) if text else None
    parts = [whole] if whole else [territory(p.strip()) for p in re.split(r"[;/,]", text) if p.strip()]
    return tuple(dict.fromkeys(p for p in parts if p))


def _hull(row: Row) -> DateSpan | None:
    start, end = row.dates.get("from"), row.dates.get("to")
    first, last = start.start if start else None, end.end if end else None
    if (first is None and last is None) or (first and last and first > last):
        return None
    return DateSpan(first, last)
