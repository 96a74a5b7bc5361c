"""OFAC's SDN_ADVANCED and CONS_ADVANCED: the one form with listing dates, relation types, scripts and alias quality.

The file explains its numbers first, then holds places, documents and parties, and only then ties and sanctions
entries: it is read in one pass and put together at the end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from offing.errors import MalformedSource, UnreadField
from offing.lists.contract import ReadLog
from offing.lists.formats.ofac_advanced_listings import Stated, listings_of, read_stated
from offing.lists.formats.ofac_advanced_names import read_names
from offing.lists.formats.ofac_advanced_values import SETS, Spot, Values, read_day, read_period
from offing.lists.formats.ofac_entry import Draft, say_unplaced, schema_of
from offing.reading.xml import Node, stream
from offing.records.entity import Entity, Place, Relation

ROOT = "Sanctions"

_NAMESPACES = (
    "http://www.un.org/sanctions/1.0",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
)
_CONTAINERS = (
    ROOT,
    "ReferenceValueSets",
    "Locations",
    "IDRegDocuments",
    "DistinctParties",
    "ProfileRelationships",
    "SanctionsEntries",
    "SanctionsEntryLinks",
)
_RECORDS = ("DateOfIssue", *SETS, "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship", "SanctionsEntry")

_PLAIN_RELIABILITY = frozenset({"Unknown", "Confirmed"})
_ROW_ID = "a number of the row in OFAC's own tables, of no use outside them"


@dataclass(frozen=True, slots=True)
class _Document:
    """An identity document or registration, before its holder is known."""

    label: str
    number: str
    country: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """What has been read of one file so far."""

    dataset: str
    log: ReadLog
    values: Values = field(default_factory=Values)
    documents: dict[str, list[_Document]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[str, tuple[Draft, Place]] = field(default_factory=dict)
    """By profile number."""
    ties: dict[str, list[tuple[str, Relation]]] = field(default_factory=lambda: defaultdict(list))
    stated: dict[str, list[Stated]] = field(default_factory=lambda: defaultdict(list))


def read(path: Path, log: ReadLog, *, dataset: str) -> Iterator[Entity]:
    """Entities of one version, in file order.

    Raises UnreadField for any element, attribute or kind nobody has placed, MalformedSource for a number that the file
    does not explain and for broken XML.
    """
    reading = _Reading(dataset, log)
    for node in stream(path, records=_RECORDS, containers=_CONTAINERS, namespaces=_NAMESPACES):
        _take(reading, node)
    yield from _assemble(reading)


def _take(reading: _Reading, node: Node) -> None:
    match node.tag:
        case "DistinctParty":
            _read_party(reading, node)
        case "SanctionsEntry":
            profile, stated = read_stated(node, reading.values, reading.log)
            reading.stated[profile].append(stated)
        case "Location":
            reading.values.read_spot(node)
        case "IDRegDocument":
            _read_document(reading, node)
        case "ProfileRelationship":
            _read_tie(reading, node)
        case "DateOfIssue":
            reading.log.published = read_day(node)
        case _:
            reading.values.read_set(node)


def _read_party(reading: _Reading, node: Node) -> None:
    fixed = node.attr("FixedRef") or ""
    comments = node.texts("Comment")
    profiles = node.children("Profile")
    node.done()
    if len(profiles) != 1:
        raise UnreadField(f"{len(profiles)} profiles where one is read", where=f"{node.file} DistinctParty {fixed}")
    reading.log.entries += 1
    profile = profiles[0]
    number, subtype = profile.attr("ID") or "", profile.attr("PartySubTypeID")
    draft = Draft(
        reading.dataset, fixed, schema_of(_party_type(reading.values, subtype, profile), f"{node.file} {fixed}")
    )
    for comment in [*comments, *profile.texts("Comment")]:
        draft.state("notes", comment)
    words: list[str] = []
    for identity in profile.children("Identity"):
        words.extend(_read_identity(reading, draft, identity))
    for feature in profile.children("Feature"):
        _read_feature(reading, draft, feature)
    profile.done()
    quote = " · ".join([fixed, *words])
    reading.parties[number] = (draft, Place(node.file, f"<DistinctParty> FixedRef {fixed}", quote))


def _party_type(values: Values, subtype: str | None, node: Node) -> str:
    """`Vessel` and `Aircraft` are sub-types of transport; people and entities have the sub-type `Unknown`."""
    word = values.text("PartySubType", subtype, node)
    return word if word != "Unknown" else values.text("PartyType", values.parents.get(subtype or ""), node)


def _read_identity(reading: _Reading, draft: Draft, node: Node) -> list[str]:
    """Names and documents of an identity; returns the words of its primary name as they stand in the file."""
    number = node.attr("ID") or ""
    words = read_names(reading.values, draft, node)
    node.done()
    for document in reading.documents.pop(number, ()):
        draft.add(document.label, document.number, country=document.country, notes=document.notes)
    return words


def _read_feature(reading: _Reading, draft: Draft, node: Node) -> None:
    values = reading.values
    label = values.text("FeatureType", node.attr("FeatureTypeID"), node)
    node.ignore("ID", "IdentityReference", why="OFAC's parties have one identity each that features refer to")
    for version in node.children("FeatureVersion"):
        version.ignore("ID", why=_ROW_ID)
        reliability = values.text("Reliability", version.attr("ReliabilityID"), version)
        notes = version.texts("Comment")
        if reliability not in _PLAIN_RELIABILITY:
            notes.append(reliability)
        period, circa = read_period(version.child("DatePeriod"))
        spots = [s for where in version.children("VersionLocation") if (s := _spot(reading, where))]
        said = [text for detail in version.children("VersionDetail") if (text := _detail(values, detail))]
        version.done()
        if period:
            draft.add(label, str(period), notes=(*notes, "circa" if circa else ""))
        for spot in spots:
            if label == "Location":
                draft.locate(spot.parts, spot.country, "; ".join(notes))
                for word, line in spot.spellings:
                    draft.state("address", line, word)
            else:
                draft.add(label, spot.line, notes=notes)
        for text in said:
            draft.add(label, text, notes=notes)
    node.done()


def _spot(reading: _Reading, node: Node) -> Spot | None:
    """The place a node points to; one that a cut file lacks is counted."""
    number = node.attr("LocationID") or ""
    node.done()
    found = reading.values.spots.get(number)
    if found is None:
        reading.log.ignored["a location that the file refers to and does not hold"] += 1
    return found


def _detail(values: Values, node: Node) -> str:
    reference = node.attr("DetailReferenceID")
    node.ignore("DetailTypeID", why="the value itself shows whether it is text, a look-up, a date or a place")
    text = node.value() or ""
    node.done()
    looked_up = values.text("DetailReference", reference, node) if reference else ""
    return ": ".join(p for p in (looked_up, text) if p)


def _read_document(reading: _Reading, node: Node) -> None:
    values = reading.values
    label = values.text("IDRegDocType", node.attr("IDRegDocTypeID"), node)
    identity = node.attr("IdentityID") or ""
    number = node.text("IDRegistrationNo") or ""
    country_id = node.attr("IssuedBy-CountryID")
    country = values.text("Country", country_id, node) if country_id else ""
    notes = [*node.texts("Comment"), *node.texts("IssuingAuthority")]
    if (place := node.attr("IssuedIn-LocationID")) and (spot := values.spots.get(place)):
        notes.append(f"issued in {spot.line}")
    for dated in node.children("DocumentDate"):
        kind = values.text("IDRegDocDateType", dated.attr("IDRegDocDateTypeID"), dated)
        period, circa = read_period(dated.child("DatePeriod"))
        dated.done()
        if period:
            notes.append(f"{kind} {'circa ' if circa else ''}{period}")
    validity = values.text("Validity", node.attr("ValidityID"), node)
    if validity != "Valid":
        notes.append(validity)
    node.ignore("ID", "DocumentedNameReference", "FeatureVersionReference", why="the holder is the identity")
    node.done()
    reading.documents[identity].append(_Document(label, number, country, tuple(notes)))


def _read_tie(reading: _Reading, node: Node) -> None:
    values = reading.values
    kind = values.text("RelationType", node.attr("RelationTypeID"), node)
    quality = values.text("RelationQuality", node.attr("RelationQualityID"), node)
    source, target = node.attr("From-ProfileID") or "", node.attr("To-ProfileID") or ""
    former = node.attr("Former") == "true"
    notes = node.texts("Comment") + ([f"quality: {quality}"] if quality != "Unknown" else [])
    node.ignore("ID", "SanctionsEntryID", why="the ends of the tie name the entries")
    period, _ = read_period(node.child("DatePeriod"))
    node.done()
    reading.ties[source].append((target, Relation(kind, former=former, dated=period, note="; ".join(notes))))


def _assemble(reading: _Reading) -> Iterator[Entity]:
    log = reading.log
    for what, found in (("ProfileRelationship", reading.ties), ("SanctionsEntry", reading.stated)):
        if strays := sum(len(v) for profile, v in found.items() if profile not in reading.parties):
            log.ignored[f"{what} of a profile that is not in the file"] += strays
    if strays := sum(len(v) for v in reading.documents.values()):
        log.ignored["IDRegDocument of an identity that is not in the file"] += strays
    bare = 0
    unplaced: Counter[str] = Counter()
    for profile, (draft, place) in reading.parties.items():
        if not draft.names:
            raise MalformedSource("a party without a name", where=f"{place.file} {place.at}")
        for target, tie in reading.ties.get(profile, ()):
            other = reading.parties.get(target)
            name, entry = (other[0].names[0].text, other[0].entry) if other else ("", target)
            draft.relations.append(Relation(tie.kind, entry, name, tie.former, dated=tie.dated, note=tie.note))
        stated = reading.stated.get(profile, [])
        bare += not stated
        unplaced.update(draft.unplaced)
        programs = dict.fromkeys(program for s in stated for program in s.programs)
        quoted = replace(place, quote=" · ".join([place.quote, *programs]))
        yield draft.entity(quoted, listings_of(reading.dataset, draft.entry, stated, draft.statements, log))
    say_unplaced(unplaced, log)
    if bare:
        log.notes.append(f"{bare:,} parties have no SanctionsEntry in the file and so no listing")
