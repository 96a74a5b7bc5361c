"""Parts of a record of the UN's XML: aliases, places, birth dates, papers, and the measure in the comments."""

from __future__ import annotations

import re
from collections.abc import Iterable

from offing.errors import UnreadField
from offing.lists.formats.gathering import Fact, dated, identified, joined, stated
from offing.reading.xml import Node
from offing.records.dates import DateSpan, iso, parse_span
from offing.records.entity import Name, NameKind

_ALIAS_KINDS: dict[str, NameKind] = {"Good": "alias", "Low": "weakAlias", "a.k.a.": "alias", "f.k.a.": "previousName"}
_BIRTH_KINDS = {"EXACT": "", "APPROXIMATELY": "approximately", "BETWEEN": "between"}
_OFFSET = re.compile(r"[+-]\d{2}:\d{2}$|Z$")
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_PASSPORT = ("passport", "passeport", "pasaporte")
_FREEZE = re.compile(r"asset\s+freeze", re.IGNORECASE)
_LESS_THAN_A_FREEZE = re.compile(r"\(\s*(travel\s+ban|targeted\s+arms\s+embargo)\s*\)", re.IGNORECASE)
_GUINEA_BISSAU = "GB"
"""The UN's own name of this list type; resolution 2048 (2012), paragraph 4, is a travel ban and nothing else."""


def un_day(text: str) -> DateSpan:
    """A day, sometimes with New York's offset (`2015-04-14-04:00`): the calendar date is the one that is meant.

    Two years (`1958 - 1964`, in an alias's date of birth) are the span from one to the other.
    """
    years = _YEARS.fullmatch(text)
    return parse_span(f"{years[1]}/{years[2]}" if years else _OFFSET.sub("", text))


def _day(node: Node, tag: str) -> str | None:
    printed = node.text(tag)
    if printed == "null":  # copies of October 2024 print the word
        return None
    found = dated(printed, f"{node.file} {node.at} {tag}", un_day)
    return iso(found) if found else None


def limited_measure(programme: str | None, comments: str | None) -> str | None:
    """The one measure of an entry that is *not* under an asset freeze: a travel ban or an arms embargo; None for a freeze.

    Libya's comments say "(Travel Ban)" where paragraph 17, the freeze, was never applied; Yemen's say
    "(targeted arms embargo)" of the Houthis; all of Guinea-Bissau is a travel ban.
    """
    if programme == _GUINEA_BISSAU:
        return "Travel ban"
    if not comments or _FREEZE.search(comments):
        return None
    found = _LESS_THAN_A_FREEZE.search(comments)
    return " ".join(found[1].split()).capitalize() if found else None


def values(node: Node, tag: str) -> list[str]:
    """The VALUE leaves of the child `tag`."""
    child = node.child(tag)
    if child is None:
        return []
    found = child.texts("VALUE")
    child.done()
    return found


def alias(node: Node) -> Iterable[Fact]:
    """INDIVIDUAL_ALIAS or ENTITY_ALIAS; an empty one is the publisher's way to say "none"."""
    quality, name, note = node.text("QUALITY"), node.text("ALIAS_NAME"), node.text("NOTE")
    facts: list[Fact] = []
    if name:
        if quality not in _ALIAS_KINDS:
            raise UnreadField("an alias quality nobody reads", where=f"{node.file} {node.at}", value=quality)
        facts.append(Name(name, _ALIAS_KINDS[quality]))
    of_alias = f"of the alias {name}" if name else "of an alias"
    facts += stated("notes", note, of_alias)
    facts += stated("birthDate", _day(node, "DATE_OF_BIRTH"), of_alias)
    facts += stated("birthPlace", joined(node.text("CITY_OF_BIRTH"), node.text("COUNTRY_OF_BIRTH")), of_alias)
    node.done()
    return facts


def place(node: Node, prop: str) -> Iterable[Fact]:
    """An address or a place of birth, in one line from street to country."""
    parts = [node.text(tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")]
    country, note = node.text("COUNTRY"), node.text("NOTE")
    node.done()
    where = joined(*parts, country)
    facts: list[Fact] = list(stated(prop, where, note)) if where else list(stated("notes", note, f"of the {prop}"))
    if prop == "address":
        facts += stated("country", country)
    return facts


def birth_date(node: Node) -> Iterable[Fact]:
    """A day, a year, or two years `1968/1973`; how sure the UN is stands in the note."""
    kind, day, year = node.text("TYPE_OF_DATE"), _day(node, "DATE"), node.text("YEAR")
    first, last, note = node.text("FROM_YEAR"), node.text("TO_YEAR"), node.text("NOTE")
    if kind is not None and kind not in _BIRTH_KINDS:
        raise UnreadField("a kind of birth date nobody reads", where=f"{node.file} {node.at}", value=kind)
    node.done()
    text = day or year or (f"{first or '..'}/{last or '..'}" if first or last else None)
    note = joined(_BIRTH_KINDS[kind] if kind else None, note, by="; ")
    return stated("birthDate", text, note) if text else stated("notes", note, "of the birth date")


def document(node: Node) -> Iterable[Fact]:
    """A passport or another paper; its kind, issuer and dates as printed stand in the note."""
    kind = joined(node.text("TYPE_OF_DOCUMENT"), node.text("TYPE_OF_DOCUMENT2"))
    number = node.text("NUMBER")
    tags = ("ISSUING_COUNTRY", "CITY_OF_ISSUE", "COUNTRY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE")
    note = joined(kind, *map(node.text, tags), by="; ")
    node.done()
    prop = "passportNumber" if any(word in kind.lower() for word in _PASSPORT) else "idNumber"
    return identified(prop, number, note) if number else stated("notes", note, "of an identity document")
