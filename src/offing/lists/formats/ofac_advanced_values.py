"""SDN_ADVANCED's own dictionary: its reference value sets, its places, and how it writes dates.

Every identifier is resolved through the sets in the same file, by text, so a renumbering cannot change a meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from offing.errors import MalformedSource
from offing.reading.xml import Node
from offing.records.dates import DateSpan

_MEMBERS = """
AliasType AreaCode AreaCodeType CalendarType Country CountryRelevance DecisionMakingBody DetailReference DetailType
DocNameStatus EntryEventType EntryLinkType ExRefType FeatureType FeatureTypeGroup IDRegDocDateType IDRegDocType
IdentityFeatureLinkType LegalBasis LegalBasisType List LocPartType LocPartValueStatus LocPartValueType NamePartType
Organisation PartySubType PartyType RelationQuality RelationType Reliability SanctionsProgram SanctionsType Script
ScriptStatus SubsidiaryBody SupInfoType TargetType Validity
"""
SETS: dict[str, str] = {f"{member}Values": member for member in _MEMBERS.split()}
"""Element that holds a set → element of its members."""

_SCRIPTS = {"Hebrew": "Hebr", "Japanese": "Jpan", "Latin": "Latn", "Korean": "Kore"}
"""Where OFAC writes a word in place of the ISO 15924 code."""

_NO_COUNTRY = "undetermined"
_ADDRESS_ORDER = ("Unknown", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")


@dataclass(frozen=True, slots=True)
class Spot:
    """A location: its parts as OFAC orders an address, its country, and other spellings with OFAC's word for each."""

    parts: tuple[str, ...]
    country: str | None
    spellings: tuple[tuple[str, str], ...] = ()
    """(`Cyrillic`, address in that script)."""

    @property
    def line(self) -> str:
        return ", ".join([*self.parts, self.country] if self.country else self.parts)


@dataclass(slots=True)
class Values:
    """The reference values of one file."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    """Party sub-type → party type."""
    scripts: dict[str, str] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    spots: dict[str, Spot] = field(default_factory=dict)

    def text(self, kind: str, number: str | None, node: Node) -> str:
        """The word for a number. Raises MalformedSource for a number that the file does not explain."""
        try:
            return self.texts[kind, number or ""]
        except KeyError:
            raise MalformedSource(
                f"the file explains no {kind} {number}",
                where=f"{node.file} {node.at}",
                hint="Cut short? Fetch it again",
            ) from None

    def script(self, number: str | None) -> str:
        return self.scripts.get(number or "", "")

    def read_set(self, node: Node) -> None:
        member = SETS[node.tag]
        for item in node.children(member):
            number = item.attr("ID") or ""
            if member == "PartySubType":
                self.parents[number] = item.attr("PartyTypeID") or ""
            elif member == "Script":
                code = item.attr("ScriptCode") or ""
                self.scripts[number] = _SCRIPTS.get(code, code)
            elif member == "AreaCode":
                # The code itself is ISO 3166; the name is what OFAC prints, and some areas have only that.
                self.texts["Area", number] = item.attr("Description") or ""
            self.texts[member, number] = text = item.value() or ""
            if member == "Country":
                self.countries.add(text)
            item.ignore(
                *("AreaCodeTypeID", "CountryID", "ISO2", "Description", "FeatureTypeGroupID", "LegalBasisShortRef"),
                *("LegalBasisTypeID", "SanctionsProgramID", "SubsidiaryBodyID", "DecisionMakingBodyID", "Notional"),
                *("OrganisationID", "Symmetrical", "PartyTypeID", "ScriptCode"),
                why="links between sets that no entry needs, or taken above",
            )
            item.done()
        node.done()

    def read_spot(self, node: Node) -> None:
        number = node.attr("ID") or ""
        countries: list[str] = []
        for area in node.children("LocationAreaCode"):
            countries.append(self.text("Area", area.attr("AreaCodeID"), area))
            area.done()
        for country in node.children("LocationCountry"):
            countries.append(self.text("Country", country.attr("CountryID"), country))
            country.ignore("CountryRelevanceID", why="the one value is PRIMARY")
            country.done()
        parts: list[tuple[int, str]] = []
        others: dict[str, list[tuple[int, str]]] = {}
        for part in node.children("LocationPart"):
            rank = _ADDRESS_ORDER.index(self._part_type(part))
            for value in part.children("LocationPartValue"):
                value.ignore("LocPartValueTypeID", "LocPartValueStatusID", why="one value each: Unknown and Main")
                comment, text = value.text("Comment"), value.text("Value")
                primary = value.attr("Primary") == "true"
                value.done()
                if text:
                    (parts if primary else others.setdefault(comment or "other spelling", [])).append((rank, text))
            part.done()
        node.ignore(
            "FeatureVersionReference", "IDRegDocumentReference", why="the features and documents name the place"
        )
        node.done()
        country_name = next((c for c in reversed(countries) if c and c != _NO_COUNTRY), None)
        words = _in_order(parts)
        if country_name is None and len(words) == 1 and words[0] in self.countries:
            country_name, words = words[0], ()
        spellings = tuple((comment, ", ".join(_in_order(found))) for comment, found in others.items())
        self.spots[number] = Spot(words, country_name, spellings)

    def _part_type(self, part: Node) -> str:
        word = self.text("LocPartType", part.attr("LocPartTypeID"), part)
        if word not in _ADDRESS_ORDER:
            raise MalformedSource("not a part of an address", where=f"{part.file} {part.at}", value=word)
        return word


def _in_order(parts: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in sorted(parts, key=lambda p: p[0]))


def read_day(node: Node) -> date:
    """A date written as Year, Month, Day. Raises MalformedSource for a day that no calendar has."""
    parts = [node.text(tag) for tag in ("Year", "Month", "Day")]
    node.ignore("CalendarTypeID", why="all dates are Gregorian")
    node.done()
    try:
        return date(*(int(p or "") for p in parts))
    except ValueError as error:
        raise MalformedSource(
            "not a date", where=f"{node.file} {node.at}", value="-".join(p or "" for p in parts)
        ) from error


def read_period(node: Node | None) -> tuple[DateSpan | None, bool]:
    """The span from the earliest start to the latest end of a DatePeriod, and whether the publisher calls it approximate.

    A period with a start alone is open.
    """
    if node is None:
        return None, False
    node.ignore("CalendarTypeID", "YearFixed", "MonthFixed", "DayFixed", why="the bounds say the same")
    for comment in node.children("Comment"):
        comment.done()  # empty in all files seen
    bounds: dict[str, list[date]] = {"Start": [], "End": []}
    circa = False
    for tag, days in bounds.items():
        bound = node.child(tag)
        if bound is None:
            continue
        circa = bound.attr("Approximate") == "true" or circa
        bound.ignore("YearFixed", "MonthFixed", "DayFixed", why="the bounds say the same")
        days.extend(read_day(edge) for edge in (bound.child("From"), bound.child("To")) if edge)
        bound.done()
    node.done()
    start, end = min(bounds["Start"], default=None), max(bounds["End"], default=None)
    if start and end and start > end:
        raise MalformedSource("a period that ends before it starts", where=node.file, value=f"{start} to {end}")
    return (DateSpan(start, end) if start or end else None), circa
