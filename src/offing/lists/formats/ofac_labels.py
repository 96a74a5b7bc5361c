"""OFAC's printed labels and what each means.

The same label stands before a fact in all of OFAC's forms: as the leading words of a remark (CSV), as `idType` (legacy
XML), as a feature or document type (SDN_ADVANCED). A label nobody has placed is kept as a note, word for word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from offing.records.dates import DateSpan, iso, parse_span, parse_with
from offing.records.entity import Schema, Statement
from offing.records.identifiers import Identifier, fold_code, fold_imo, fold_mmsi, lei_ok

SANCTIONS_INFO = "offing:sanctionsInformation"
"""What an entry says of its own legal effect, with the label as note."""
SECONDARY_RISK = "offing:secondarySanctions"
LISTING_DATE = "offing:listingDate"
EFFECTIVE_DATE = "offing:effectiveDate"
DIVESTMENT_DATE = "offing:divestmentDate"

_DATES = frozenset(
    {"birthDate", "incorporationDate", "buildDate", LISTING_DATE, EFFECTIVE_DATE, DIVESTMENT_DATE},
)

Role = Literal["identifier", "statement"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, the property its value is, and whether that value is an identifier."""

    printed: str
    prop: str
    role: Role
    plain: bool = False
    """The property says all that the label says, so the label need not be repeated as a note."""


_IDENTIFIERS = {
    "passportNumber": "Passport|Diplomatic Passport|British National Overseas Passport|Stateless Person Passport",
    "registrationNumber": (
        "Registration Number|Registration ID|Company Number|Commercial Registry Number|C.R. No.|Romanian C.R.|"
        "Business Registration Number|Business Registration Document #|Certificate of Incorporation Number|"
        "UK Company Number|Public Registration Number|Enterprise Number|Trade License No.|Chamber of Commerce Number|"
        "Dubai Chamber of Commerce Membership No.|Istanbul Chamber of Comm. No.|Matricula Mercantil No|"
        "Folio Mercantil No.|Registered Charity No.|Unified Social Credit Code (USCC)|"
        "United Social Credit Code Certificate (USCCC)|Organization Code|Economic Register Number (CBLS)|"
        "Central Registration System Number|Business Number|Branch Unit Number|Government Gazette Number|"
        "MSB Registration Number|Afghan Money Service Provider License Number|Aircraft Tail Number|"
        "Previous Aircraft Tail Number"
    ),
    "taxNumber": (
        "Tax ID No.|V.A.T. Number|R.F.C.|R.F.C. #|RFC|NIT #|RUC #|RIF #|C.U.I.T.|C.I.F.|N.I.F.|US FEIN|Fiscal Code|"
        "Italian Fiscal Code|Romanian Tax Registration|RTN|Numero Unico de Identificacao Tributaria (NUIT)|"
        "Paraguayan tax identification number"
    ),
    "leiCode": "Legal Entity Number",
    "swiftBic": "SWIFT/BIC",
    "bikCode": "BIK (RU)",
    "dunsCode": "D-U-N-S Number",
    "isin": "ISIN",
    "mmsi": "MMSI",
    "imoNumber": "Vessel Registration Identification|International Maritime Organization No.",
    "callSign": "Vessel Call Sign|Other Vessel Call Sign",
    "serialNumber": (
        "Aircraft Construction Number (also called L/N or S/N or F/N)|Aircraft Manufacturer’s Serial Number (MSN)|"
        "Aircraft Manufacturer's Serial Number (MSN)|Aircraft Serial Identification"
    ),
    "icaoCode": "Aircraft Mode S Transponder Code",
    "idNumber": (
        "Identification Number|National ID No.|Cedula No.|SSN|D.N.I.|N.I.E.|C.U.R.P.|C.U.R.P. #|C.U.I.P.|C.U.I.|I.F.E.|"
        "Driver's License No.|National Foreign ID Number|LE Number|Bosnian Personal ID No.|Credencial electoral|"
        "Kenyan ID No.|Serial No.|Moroccan Personal ID No.|Public Security and Immigration No.|Immigration No.|"
        "Travel Document Number|Electoral Registry No.|Tourism License No.|Personal ID Card|VisaNumberID|"
        "Cartilla de Servicio Militar Nacional|Residency Number|CNP (Personal Numerical Code)|Pilot License Number|"
        "Romanian Permanent Resident|Turkish Identification Number|Stateless Person ID Card|Refugee ID Card|"
        "Numero de Identidad|SRE Permit No.|Tazkira National ID Card|License|Chinese Commercial Code|"
        "Citizen's Card Number|UAE Identification|Birth Certificate Number|File Number|"
        "Seafarer's Identification Document|Trademark number|Permit Number|Military Registration Number"
    ),
}

_STATEMENTS = {
    "birthDate": "DOB|Birthdate",
    "birthPlace": "POB|Place of Birth",
    "nationality": "nationality|Nationality Country",
    "citizenship": "citizen|Citizenship Country",
    "gender": "Gender",
    "position": "Title|Position|Alternate Title",
    "website": "Website",
    "email": "Email Address|Email",
    "phone": "Phone Number|PHONE|Telephone|Telephone No.|Fax|Fax No.",
    "address": "Location",
    "type": "VESSEL TYPE|Other Vessel Type",
    "flag": "Vessel Flag|Other Vessel Flag",
    "pastFlags": "Former Vessel Flag",
    "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Vessel Gross Registered Tonnage",
    "owner": "Vessel Owner",
    "buildDate": "Vessel Year of Build|Aircraft Manufacture Date",
    "model": "Aircraft Model",
    "operator": "Aircraft Operator",
    "incorporationDate": "Organization Established Date",
    "sector": "Organization Type",
    "legalForm": "Target Type",
    "ticker": "Equity Ticker|MICEX Code",
    "jurisdiction": "Nationality of Registration|Registration Country",
    "offing:issuerName": "Issuer Name",
    "offing:unLocode": "UN/LOCODE",
    SECONDARY_RISK: "Secondary sanctions risk",
    SANCTIONS_INFO: (
        "Additional Sanctions Information|IFCA Determination|CAATSA Section 235 Information|PEESA Information|"
        "Executive Order 13846 information|Executive Order 13662 Directive Determination|"
        "Executive Order 14024 Directive Information|Executive Order 14014 Directive Information|"
        "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions"
    ),
}

_PLAIN = frozenset(
    [
        "Passport",
        "Registration Number",
        "Tax ID No.",
        "SWIFT/BIC",
        "MMSI",
        "ISIN",
        "DOB",
        "Birthdate",
        "POB",
        "Place of Birth",
        "nationality",
        "citizen",
        "Nationality Country",
        "Citizenship Country",
        "Gender",
        "Title",
        "Website",
        "Email Address",
        "Phone Number",
        "Location",
        "VESSEL TYPE",
        "Vessel Flag",
        "Former Vessel Flag",
        "Vessel Tonnage",
        "Vessel Gross Registered Tonnage",
        "Vessel Owner",
        "Vessel Year of Build",
        "Vessel Call Sign",
        "Vessel Registration Identification",
        "Organization Type",
        "Organization Established Date",
        "Aircraft Model",
        "Aircraft Operator",
        "Secondary sanctions risk",
    ]
)

_DATED = re.compile(r"(?P<what>Listing|Effective|Purchase/Sales For Divestment) Date \([^()]+\)", re.IGNORECASE)
_DATED_PROPS = {"listing": LISTING_DATE, "effective": EFFECTIVE_DATE, "purchase/sales for divestment": DIVESTMENT_DATE}
_IMO_SAID = re.compile(r"\bIMO Number\b|International Maritime Organization", re.IGNORECASE)
"""A comment or issuing authority that says what a bare number is."""
_IMO_VALUE = re.compile(r"IMO\W*\d", re.IGNORECASE)
_UNKNOWN = frozenset({"unknown", "none identified", "undetermined"})
_CURRENCY = re.compile(r"Digital Currency Address - (?P<unit>[A-Z0-9]{2,6})")


def _bare(label: str) -> str:
    """The label without the colon or dash that OFAC prints between it and its value."""
    return label.strip().rstrip(":-").strip()


def _table() -> dict[str, Label]:
    roles: tuple[tuple[Role, dict[str, str]], ...] = (("identifier", _IDENTIFIERS), ("statement", _STATEMENTS))
    return {
        printed.casefold(): Label(printed, prop, role, printed in _PLAIN)
        for role, groups in roles
        for prop, group in groups.items()
        for printed in group.split("|")
    }


LABELS: dict[str, Label] = _table()


@lru_cache(1 << 12)
def label_of(text: str) -> Label | None:
    """What OFAC's label `text` means; None when nobody has placed it."""
    bare = _bare(text)
    if found := LABELS.get(bare.casefold()):
        return found
    if found_date := _DATED.fullmatch(bare):
        return Label(bare, _DATED_PROPS[found_date["what"].lower()], "statement")
    if currency := _CURRENCY.fullmatch(bare):
        return Label(currency["unit"], "publicKey", "statement")
    return None


def fact(
    label: str, value: str, *, schema: Schema, country: str = "", notes: tuple[str, ...] = ()
) -> Identifier | Statement:
    """One labelled fact of an entry, as an identifier or a statement; the note says label, country and `notes`."""
    meaning = label_of(label)
    if meaning is None:
        return Statement("notes", value, _joined(_bare(label), country, *notes))
    if meaning.role == "statement" and value.casefold() in _UNKNOWN:
        return Statement("notes", value, meaning.printed)  # a flag that is not known is no flag
    label_note = "" if meaning.plain else meaning.printed
    if meaning.role == "statement":
        value, circa = dated(value) if meaning.prop in _DATES else (value, "")
        return Statement(meaning.prop, value, _joined(label_note, country, circa, *notes))
    return _identifier(meaning, value, schema, _joined(label_note, country, *notes))


@lru_cache(1 << 14)
def dated(printed: str) -> tuple[str, str]:
    """A date of OFAC's as an ISO span, so that all forms say it alike, and `circa` where it says so.

    `10 Dec 1948`, `Dec 1948`, `1948`, `circa 1948`, `1947 to 1949`; anything else stays as printed.
    """
    text = printed.strip()
    rest = re.sub(r"^circa\s+", "", text, flags=re.IGNORECASE)
    circa = "circa" if rest != text else ""
    first, _, last = rest.partition(" to ")
    try:
        start, end = _day(first), _day(re.sub(r"^circa\s+", "", last, flags=re.IGNORECASE) or first)
        return iso(DateSpan(start.start, end.end)), circa
    except ValueError:
        return text, ""


def _day(text: str) -> DateSpan:
    try:
        return parse_with(text, "%d %b %Y", "%b %Y")
    except ValueError:
        return parse_span(text)


def _joined(*parts: str) -> str:
    return "; ".join(p for p in parts if p)


def _identifier(meaning: Label, value: str, schema: Schema, note: str) -> Identifier | Statement:
    """An identifier under the kind that its value really is; a ship number that cannot be one stays a statement."""
    kind = meaning.prop
    generic = kind in {"idNumber", "registrationNumber"}
    by_imo = generic and _IMO_SAID.search(note) and fold_imo(value) == value
    if kind == "imoNumber" or by_imo or (generic and _IMO_VALUE.match(value)):
        digits = fold_imo(value)
        if digits is None:
            return Statement(
                "registrationNumber", value, _joined(note or meaning.printed, "not a seven-digit IMO number")
            )
        # OFAC prints a company's IMO number under the same words as a ship's.
        return Identifier("imoNumber" if schema == "Vessel" else "imoCompany", digits, value, note)
    if kind == "mmsi":
        mmsi = fold_mmsi(value)
        if mmsi is None:
            return Statement("registrationNumber", value, _joined(note or meaning.printed, "not a nine-digit MMSI"))
        return Identifier(kind, mmsi, value, note)
    if kind == "leiCode" and not lei_ok(value):
        return Identifier("registrationNumber", fold_code(value), value, note)
    return Identifier(kind, fold_code(value) or value, value, note)
