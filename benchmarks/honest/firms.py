"""Names of firms and people as trade has them: by land, with the legal forms and the ways of writing of each."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path


def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    with (Path(__file__).parent / "firms.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["table"], {})[row["key"]] = tuple(row["words"].split("|"))
    return found


TABLES = _tables()
_FORMS, _FAMILIES, _GIVEN, _PLACES, _TRADES = (TABLES[t] for t in ("form", "family", "given", "place", "trade"))
_WORDS, _FATHERS = TABLES["word"][""], TABLES["father"][""]


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm (or, `person`, a trader in his own name) with the land that it trades from."""

    id: str
    name: str
    country: str
    role: str
    person: bool = False
    born: str = ""


def _pick(rng: random.Random, table: dict[str, tuple[str, ...]], land: str, other: str) -> str:
    words = table.get(land) or table[other]
    return rng.choice(words).replace("_", " ")


def person(rng: random.Random, land: str) -> str:
    """A person as passports and registers write one of that land: patronymics, two family names, two given names."""
    family, given = _pick(rng, _FAMILIES, land, "GB"), _pick(rng, _GIVEN, land, "GB")
    second = _pick(rng, _GIVEN, land, "GB")
    if land in ("CN", "HK", "TW", "KR", "VN"):
        more = second.lower() if land == "CN" and rng.random() < 0.6 else second if land == "VN" else ""
        return f"{family} {given}{more}" if land == "CN" else " ".join(filter(None, (family, given, more)))
    if land in ("RU", "UA"):
        return f"{given} {rng.choice(_FATHERS)} {family}"
    if land in ("ES", "MX", "BR", "PE", "CL", "AR"):
        return f"{given} {second if second != given else ''} {family} {_pick(rng, _FAMILIES, land, 'ES')}".replace(
            "  ", " "
        )
    if land in ("AE", "SA", "EG", "PK"):
        return (
            f"{given} {second} {_pick(rng, _GIVEN, land, 'AE')} {family}"
            if rng.random() < 0.6
            else f"{given} {second} {family}"
        )
    middle = rng.choice(("", f"{rng.choice('ABCDEFGHJKLMNPRSTW')}.", second if second != given else ""))
    return " ".join(filter(None, (given, middle, family)))


def firm_name(rng: random.Random, land: str, role: str) -> str:
    """Family, place, word or initials, with a trade and a legal form, as firms of that land call themselves."""
    style = rng.random()
    if style < 0.26:
        core = _pick(rng, _FAMILIES, land, "GB") + rng.choice(
            ("", "", " Brothers", " & Sons" if land in ("GB", "IN", "AU", "NG") else "")
        )
    elif style < 0.48:
        core = _pick(rng, _PLACES, land, "GB") + rng.choice(("", f" {rng.choice(_WORDS)}"))
    elif style < 0.84:
        core = rng.choice(_WORDS) + rng.choice(
            ("", "", f" {rng.choice(_WORDS)}", f" {_pick(rng, _PLACES, land, 'GB')}")
        )
    elif style < 0.93:
        core = "".join(rng.choice("ABCDEFGHIKLMNOPRSTVZ") for _ in range(rng.choice((2, 3, 3, 4))))
    else:
        core = "".join(
            rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(rng.choice((2, 3)))
        ).capitalize()
    if land == "ID":
        core = "PT " + core
    forms = _FORMS.get(land, ("Ltd", "Limited", "S.A."))
    trade = rng.choice(_TRADES[role])
    if not trade and " " not in core and core.isalpha() and not core.isupper():
        trade = rng.choice(_TRADES[role][:4])
    return " ".join(filter(None, (core, trade, rng.choice(forms))))
