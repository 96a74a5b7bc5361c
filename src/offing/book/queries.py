"""A row of a file of queries → the query that is asked, and what of the row could not be read. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from offing.book.cells import blank, read_date, read_number
from offing.book.columns import QUERY_COLUMNS
from offing.records.dates import DateSpan, iso
from offing.records.identifiers import fold_imo, fold_mmsi
from offing.records.territories import territory
from offing.units import MAX_CELL_CHARS

LONGEST_NAME = 600
"""Letters of a name that are compared."""
ASKED_BY = ("name", "imo", "mmsi", "call_sign", "registration_number", "lei", "other_ids")
"""A query without any of these asks nothing."""
_NUMBERS = frozenset({"gross_tonnage", "deadweight", "built", "length_m"})
_REPEATED = frozenset({"type", "flag", "country", "born", "built", "gender"})
"""Columns in which the same few things are written over and over."""
_SHORT = 60
_TYPES = {
    "vessel": ("vessel", "ship", "boat", "tanker", "bulker", "bulk carrier"),
    "person": ("person", "individual", "natural person", "people"),
    "company": ("company", "firm", "entity", "corporate", "corporation", "business", "legal person"),
    "organisation": ("organisation", "organization", "public body", "publicbody", "bank", "association"),
    "": ("legalentity", "legal entity", "thing", "any", "party", "counterparty"),
}
_TYPE_OF = {word: kind for kind, words in _TYPES.items() for word in words}


def read_query(texts: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The cells as they are asked, blank ones left out, and the problems: a cell that cannot be read is left out and told."""
    query: dict[str, str] = {}
    problems: list[str] = []
    for column, written in texts.items():
        if not written:
            continue
        text, told = _cell(column, written) if column in _REPEATED and len(written) < _SHORT else _read(column, written)
        if text:
            query[column] = text
        if told:
            problems += told
    name = query.get("name")
    if name and not name[0].isalnum() and not any(c.isalnum() for c in name):
        problems.append(f"name: {query.pop('name')[:60]!r} holds no letter and no digit")
        name = ""
    if not name and not any(query.get(c) for c in ASKED_BY):
        problems.append("neither a name nor a number was given: nothing was asked")
    return {c: query[c] for c in QUERY_COLUMNS if c in query}, tuple(problems)


def _read(column: str, written: str) -> tuple[str, tuple[str, ...]]:
    """The text that a cell is asked as, "" where it is left out, and the problems."""
    text = written.strip()
    if not text or (column not in ("id", "name") and blank(text)):
        return "", ()
    if column in ("id", "name") and len(text) <= LONGEST_NAME:
        return text, ()
    problems: list[str] = []
    if len(text) > MAX_CELL_CHARS:
        problems.append(f"{column}: {len(text):,} characters, cut at {MAX_CELL_CHARS:,}")
        text = text[:MAX_CELL_CHARS]
    if column == "name" and len(text) > LONGEST_NAME:
        problems.append(f"name: {len(text):,} characters, of which the first {LONGEST_NAME} were compared")
    read = _READERS.get(column)
    try:
        return (read(text, problems) if read else text), tuple(problems)
    except ValueError:
        told = f"{column}: {_EXPECTED[column]} was expected, not {text[:60]!r}; asked without it"
        return "", (*problems, told)


@lru_cache(maxsize=50_000)
def _cell(column: str, written: str) -> tuple[str, tuple[str, ...]]:
    return _read(column, written)


@lru_cache(maxsize=50_000)
def read_born(text: str) -> DateSpan | None:
    """A date of birth as an interval; None where there is none."""
    if not text:
        return None
    try:
        return read_date(text, None)[0]
    except ValueError:
        return None


def read_numbers(query: Mapping[str, str]) -> dict[str, float]:
    """Tonnages, year of build and length, those that can be read."""
    found: dict[str, float] = {}
    for column in query.keys() & _NUMBERS:
        with suppress(ValueError):
            found[column] = read_number(query[column])
    return found


def _type(text: str, problems: list[str]) -> str:
    kind = _TYPE_OF.get(text.casefold())
    if kind is None:
        problems.append(f"type: {text[:60]!r} is none of vessel, company, person, organisation; asked as any of them")
    return kind or ""


def _imo(text: str, _: list[str]) -> str:
    if fold_imo(text) is None:
        raise ValueError(text)
    return text


def _mmsi(text: str, _: list[str]) -> str:
    if fold_mmsi(text) is None:
        raise ValueError(text)
    return text


def _place(text: str, _: list[str]) -> str:
    if not any(territory(t) for t in (text, *text.replace(",", ";").split(";"))):
        raise ValueError(text)
    return text


def _born(text: str, problems: list[str]) -> str:
    span, note = _date(text)
    if note:
        problems.append(f"born: {note}")
    return iso(span)


@lru_cache(maxsize=50_000)
def _date(text: str) -> tuple[DateSpan, str]:
    return read_date(text, None)


def _number(text: str, _: list[str]) -> str:
    read_number(text)
    return text


_READERS = {
    "type": _type,
    "imo": _imo,
    "mmsi": _mmsi,
    "flag": _place,
    "country": _place,
    "born": _born,
} | dict.fromkeys(_NUMBERS, _number)
_EXPECTED = {
    "imo": "an IMO number of seven digits",
    "mmsi": "an MMSI of nine digits",
    "flag": "a country",
    "country": "a country",
    "born": "a date",
} | dict.fromkeys(_NUMBERS, "a number")
