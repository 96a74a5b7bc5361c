"""Parts of a sanctionEntity of the EU's Financial Sanctions Files, version 1.1, where nearly all stands in attributes.

Attributes are those of the publisher's schema 1.1. Country code `00` and the description `UNKNOWN` are its silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from offing.errors import UnreadField
from offing.lists.formats.gathering import Fact, full_name, identified, joined, stated
from offing.reading.xml import Node
from offing.records.entity import Name, NameKind
from offing.records.identifiers import Identifier, fold_imo, imo_check_digit_ok, imo_company_check_ok

_LOW_QUALITY = re.compile(r"\blow? quality\b", re.IGNORECASE)
_FORMER = re.compile(r"\bf\.?k\.?a\b|\bformerly\b", re.IGNORECASE)
_SHIP = re.compile(r"\bvessel\b|\btanker\b|\bship\b|\bM/[VT]\b", re.IGNORECASE)
_DOCUMENT_KINDS = {
    "passport": "passportNumber",
    "regnumber": "registrationNumber",
    "fiscalcode": "taxNumber",
    "swiftbic": "swiftBic",
}
_CONTACTS = {"PHONE": "phone", "FAX": "phone", "EMAIL": "email", "WEB": "website"}
_DOUBTS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to be expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
}


def remarks(node: Node) -> list[str]:
    """Remarks and further information of an element; what every sanctionable element also has is ignored by name."""
    found = node.texts("remark")
    for extra in node.children("additionalInformation"):
        found.append(joined(extra.attr("key"), extra.attr("value"), extra.value(), by=": "))
        extra.done()
    node.ignore("logicalId", why="the publisher's number of the detail, not of the entry")
    node.ignore("regulationLanguage", why="the language in which the act was read; English throughout")
    node.ignore("regulationSummary", why="the act that introduced the detail; the entry's own acts are read")
    return [text for text in found if text]


def country(node: Node) -> str | None:
    """The country as the publisher describes it."""
    description, code = node.attr("countryDescription"), node.attr("countryIso2Code")
    if description and description.upper() != "UNKNOWN":
        return description
    return code if code and code != "00" else None


def _flag(node: Node, name: str) -> bool:
    printed = (node.attr(name) or "false").lower()
    if printed not in {"true", "false"}:
        raise UnreadField(f"@{name} is neither true nor false", where=f"{node.file} {node.at}", value=printed)
    return printed == "true"


def name(node: Node, *, first: bool) -> Iterator[Fact]:
    """One nameAlias. The first strong one is the entry's name; weak is what is not strong or is remarked as low quality."""
    parts = [node.attr(part) for part in ("firstName", "middleName", "lastName")]
    text = node.attr("wholeName") or full_name(*parts)
    strong, language, notes = _flag(node, "strong"), node.attr("nameLanguage") or "", remarks(node)
    kind: NameKind = "name" if first else "alias"
    if not strong or any(_LOW_QUALITY.search(note) for note in notes):
        kind = "weakAlias"
    elif any(_FORMER.search(note) for note in notes):
        kind = "previousName"
    if text:
        yield Name(" ".join(text.split()), kind, lang=language)
    for prop in ("title", "gender"):
        yield from stated(prop, node.attr(prop))
    yield from stated("position", node.attr("function"))
    for note in notes:
        yield from stated("notes", note, f"of the name {text}")
    node.done()


def citizenship(node: Node) -> Iterator[Fact]:
    notes = joined(node.attr("region"), node.attr("acquisitionDate"), *remarks(node), by="; ")
    if lost := node.attr("disenfranchisementDate"):
        notes = joined(notes, f"until {lost}", by="; ")
    yield from stated("nationality", country(node), notes)
    node.done()


def address(node: Node) -> Iterator[Fact]:
    parts = [node.attr(part) for part in ("zipCode", "city", "place", "region")]
    box = node.attr("poBox")
    where, notes = country(node), remarks(node)
    if _flag(node, "asAtListingTime"):
        notes = ["as at the time of listing", *notes]
    yield from stated(
        "address", joined(node.attr("street"), f"PO Box {box}" if box else None, *parts, where), joined(*notes, by="; ")
    )
    yield from stated("country", where)
    for contact in node.children("contactInfo"):
        key, value = contact.attr("key") or "", contact.attr("value") or contact.value()
        prop = _CONTACTS.get(key.upper())
        yield from stated(prop or "notes", value, "" if prop else f"contact {key}")
        contact.done()
    node.done()


def birth(node: Node) -> Iterator[Fact]:
    """Day, month or year as far as they are stated, or a range of years; never the first of January for a year."""
    day, month, year = (node.attr(part) for part in ("dayOfMonth", "monthOfYear", "year"))
    first, last, whole = (node.attr(part) for part in ("yearRangeFrom", "yearRangeTo", "birthdate"))
    calendar, notes = node.attr("calendarType") or "GREGORIAN", remarks(node)
    text = whole
    if text is None and year:
        text = "-".join(
            [year, *([f"{int(month):02}"] if month else []), *([f"{int(day):02}"] if month and day else [])]
        )
    elif text is None and (first or last):
        text = f"{first or '..'}/{last or '..'}"
    if _flag(node, "circa"):
        notes = ["circa", *notes]
    if calendar == "GREGORIAN":
        yield from stated("birthDate", text, joined(*notes, by="; "))
    else:  # another calendar's year must not be read as ours
        yield from stated("notes", text, joined("birth date", f"{calendar} calendar", *notes, by="; "))
    parts = [node.attr(part) for part in ("place", "city", "zipCode", "region")]
    yield from stated("birthPlace", joined(*parts, country(node)))
    node.done()


def identification(node: Node, *, person: bool, words: str) -> Iterator[Fact]:
    """One number of a paper, a register, a bank or a ship; doubts that the publisher states stand in the note."""
    code = (node.attr("identificationTypeCode") or "other").lower()
    numbers = list(dict.fromkeys(n for n in (node.attr("number"), node.attr("latinNumber")) if n and n.strip("-")))
    doubts = [said for flag, said in _DOUBTS.items() if _flag(node, flag)]
    details = [
        node.attr(part) for part in ("issuedBy", "issueDate", "validFrom", "validTo", "nameOnDocument", "region")
    ]
    notes = remarks(node)
    kind_printed = node.attr("identificationTypeDescription") or code
    note = joined(kind_printed, country(node), *details, *doubts, *notes, by="; ")
    node.done()
    for number in numbers:
        imo = fold_imo(number)
        if code == "imo" and imo:
            yield Identifier(_imo_kind(imo, joined(words, *notes, by=" ")), imo, number, note)
        else:
            fallback = "idNumber" if person else "registrationNumber"
            yield from identified(_DOCUMENT_KINDS.get(code, fallback), number, note)


def _imo_kind(number: str, words: str) -> str:
    """The list files ships as enterprises. The check digits tell the two series apart; where both fit, the words do."""
    ship, company = imo_check_digit_ok(number), imo_company_check_ok(number)
    if ship != company:
        return "imoNumber" if ship else "imoCompany"
    return "imoNumber" if _SHIP.search(words) else "imoCompany"
