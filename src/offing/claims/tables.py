"""The package's own names: territories and their people, cities, ports, seas, goods, authorities, news outlets, advisories."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from offing.claims.folding import pattern
from offing.claims.model import Label
from offing.places.ports import ports
from offing.records.territories import territory_name, territory_spellings

Kind = Literal["territory", "people", "capital", "city", "port", "area", "goods", "agency", "outlet", "firm", "list"]
_RANK: tuple[Kind, ...] = (
    "territory",
    "people",
    "capital",
    "city",
    "area",
    "agency",
    "outlet",
    "list",
    "goods",
    "firm",
    "port",
)


class Known(NamedTuple):
    """A name of the tables. `said` is how it is written there, `value` a territory's code or empty."""

    kind: Kind
    label: Label
    name: str
    value: str
    said: str


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a .csv beside this module."""
    text = files("offing.claims").joinpath(f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def words_in(table: str) -> frozenset[str]:
    """The words of a table with one column, folded to lower case."""
    return frozenset(w.lower() for row in rows(table) for cell in row.values() for w in cell.split())


@cache
def known() -> Mapping[str, tuple[Known, ...]]:
    """By pattern (`folding.pattern`), what a name may be, the likeliest first."""
    found: dict[str, dict[Kind, Known]] = defaultdict(dict)
    for each in _all():
        if key := pattern(each.said):
            found[key].setdefault(each.kind, each)
    return {key: tuple(_sifted(senses)) for key, senses in found.items()}


def _sifted(senses: dict[Kind, Known]) -> Iterator[Known]:
    """Dubai is a city, though lists print it for a country; a name of both a territory and a port is the territory."""
    if "capital" in senses or "city" in senses or "area" in senses:
        senses.pop("territory", None)
    if len(senses) > 1:
        senses.pop("port", None)
    yield from sorted(senses.values(), key=lambda k: _RANK.index(k.kind))


def _all() -> Iterator[Known]:
    for row in rows("territories_said"):
        code = row["code"]
        name = territory_name(code) if code else row["country"].split(";")[0]
        yield from (Known("territory", "country", name, code, said) for said in _cell(row["country"]))
        yield from (Known("people", "country", name or "Korea", code, said) for said in _cell(row["people"]))
    for code, spellings in territory_spellings().items():
        yield from (
            Known("territory", "country", territory_name(code), code, said) for said in spellings if "," not in said
        )
    for row in rows("cities"):
        code = row["country"]
        yield from (Known("capital", "place", said, code, said) for said in _cell(row["capitals"]))
        yield from (Known("city", "place", said, code, said) for said in _cell(row["cities"]))
    for row in rows("areas"):
        yield from (Known("area", "place", row["name"], row["country"], said) for said in _spelled(row))
    for row in rows("agencies"):
        kind: Kind = "outlet" if row["kind"] == "outlet" else "agency"
        yield from (Known(kind, "agency", row["name"], row["country"], said) for said in _spelled(row))
    for row in rows("lists"):
        yield from (Known("list", "list", row["name"], "", said) for said in _spelled(row))
    for row in rows("goods"):
        yield from (Known("goods", "goods", said, "", said) for said in _cell(row["words"]))
    for row in rows("firms"):
        yield from (Known("firm", "company", said, "", said) for said in _cell(row["names"]))
    for port in ports():
        yield from (
            Known("port", "place", port.name, port.country.lower(), said) for said in (port.name, *port.aliases)
        )


def _spelled(row: dict[str, str]) -> list[str]:
    return [row["name"], *_cell(row["spellings"])]


def _cell(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
