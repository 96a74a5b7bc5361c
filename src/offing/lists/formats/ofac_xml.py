"""OFAC's legacy XML (`sdnList`), as SDN.XML and CONSOLIDATED.XML are published, in both of its namespaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from offing.errors import MalformedSource
from offing.lists.contract import ReadLog
from offing.lists.formats.ofac_entry import Draft, say_unplaced, schema_of
from offing.lists.formats.ofac_measures import ListingMaker
from offing.lists.formats.ofac_remarks import ties
from offing.reading.again import mark_of
from offing.reading.xml import Node, stream
from offing.records.dates import parse_with
from offing.records.entity import Entity, Name, NameKind, Place, Relation

ROOT = "sdnList"
LACKS = (
    "listing dates",
    "relation types (every tie is just Linked To, by name)",
    "names in other scripts",
    "identifiers of the entries that ties point to",
)

_NAMESPACES = (
    "http://tempuri.org/sdnList.xsd",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
)
_AKA: dict[tuple[str, str], NameKind] = {
    ("a.k.a.", "strong"): "alias",
    ("a.k.a.", "weak"): "weakAlias",
    ("f.k.a.", "strong"): "previousName",
    ("f.k.a.", "weak"): "weakAlias",
    ("n.k.a.", "strong"): "alias",
    ("n.k.a.", "weak"): "weakAlias",
}
_VESSEL = (
    ("callSign", "Vessel Call Sign"),
    ("vesselType", "VESSEL TYPE"),
    ("vesselFlag", "Vessel Flag"),
    ("vesselOwner", "Vessel Owner"),
    ("tonnage", "Vessel Tonnage"),
    ("grossRegisteredTonnage", "Vessel Gross Registered Tonnage"),
)
_LISTS = (
    ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB"),
    ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"),
    ("nationalityList", "nationality", "country", "nationality"),
    ("citizenshipList", "citizenship", "country", "citizen"),
)
_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode")
_ROW_ID = "a number of the row in OFAC's own tables, of no use outside them"


def read(path: Path, log: ReadLog, *, dataset: str, listings: ListingMaker) -> Iterator[Entity]:
    """Entities of one version; the log gets the publication date and the record count that the file states.

    Raises UnreadField for a tag, an alias kind or a namespace nobody has placed, MalformedSource for broken XML.
    """
    for node in stream(path, records=("publshInformation", "sdnEntry"), containers=(ROOT,), namespaces=_NAMESPACES):
        if node.tag == "publshInformation":
            _read_header(node, log)
            continue
        log.entries += 1
        mark, entry = mark_of(node.raw), node.text("uid") or ""
        where = f"<sdnEntry> uid {entry}"
        if log.again.same(entry, where, mark):
            continue
        unplaced: Counter[str] = Counter()
        yield _read_entry(node, entry, where, unplaced, dataset, listings)
        log.again.tell(entry, unplaced)
    say_unplaced(sum((Counter(told) for told in log.again.told.values()), Counter()), log)


def _read_header(node: Node, log: ReadLog) -> None:
    published, count = node.text("Publish_Date"), node.text("Record_Count")
    node.done()
    try:
        log.published = parse_with(published or "", "%m/%d/%Y").start
        log.declared = int(count or "")
    except ValueError as error:
        raise MalformedSource(
            "the header states no publication date or record count",
            where=f"{node.file} {node.at}",
            value=f"{published}, {count}",
        ) from error


def _read_entry(
    node: Node, entry: str, where: str, unplaced: Counter[str], dataset: str, listings: ListingMaker
) -> Entity:
    last, first, printed_type = node.text("lastName"), node.text("firstName"), node.text("sdnType")
    if not entry or not last:
        raise MalformedSource("an entry without uid or lastName", where=f"{node.file} {node.at}")
    draft = Draft(dataset, entry, schema_of(printed_type or "", f"{node.file} {where}"))
    draft.names.append(Name(_full_name(last, first)))
    draft.add("Title", node.text("title"))
    programs = _programs(node)
    _read_names(node, draft)
    _read_ids(node, draft)
    _read_addresses(node, draft)
    _read_facts(node, draft)
    if vessel := node.child("vesselInfo"):
        for tag, label in _VESSEL:
            draft.add(label, vessel.text(tag))
        vessel.done()
    remark = _read_remark(draft, node.text("remarks"))
    node.done()
    unplaced.update(draft.unplaced)
    quote = " · ".join(p for p in (entry, last, first, printed_type, *programs) if p)
    return draft.entity(Place(node.file, where, quote), listings(entry, programs, draft.statements, remark))


def _full_name(last: str, first: str | None) -> str:
    return f"{last}, {first}" if first else last


def _programs(node: Node) -> tuple[str, ...]:
    group = node.child("programList")
    if group is None:
        return ()
    programs = tuple(group.texts("program"))
    group.done()
    return programs


def _read_names(node: Node, draft: Draft) -> None:
    for aka in _items(node, "akaList", "aka"):
        aka.ignore("uid", why=_ROW_ID)
        kind = (aka.text("type") or "", aka.text("category") or "")
        last, first = aka.text("lastName"), aka.text("firstName")
        aka.done()
        if kind not in _AKA:
            raise MalformedSource("not a kind of alias", where=f"{aka.file} {aka.at}", value=" ".join(kind))
        if last or first:
            draft.names.append(Name(_full_name(last, first) if last else first or "", _AKA[kind]))


def _read_ids(node: Node, draft: Draft) -> None:
    for item in _items(node, "idList", "id"):
        item.ignore("uid", why=_ROW_ID)
        label, number, country = item.text("idType") or "", item.text("idNumber"), item.text("idCountry")
        issued, expires = item.text("issueDate"), item.text("expirationDate")
        item.done()
        dates = (f"issued {issued}" if issued else "", f"expires {expires}" if expires else "")
        if label.startswith("For more information"):
            draft.state("notes", f"{label} {number or ''}".strip())
        else:
            # Gender and the like come with the fact in idType and the value in idNumber, as remarks do in the CSV.
            draft.add(label, number or country, country=(country or "") if number else "", notes=dates)


def _read_addresses(node: Node, draft: Draft) -> None:
    for address in _items(node, "addressList", "address"):
        address.ignore("uid", why=_ROW_ID)
        parts = [address.text(tag) for tag in _ADDRESS]
        draft.locate(parts, address.text("country"))
        address.done()


def _read_facts(node: Node, draft: Draft) -> None:
    """Dates and places of birth, nationalities and citizenships; `mainEntry` false is an alternative one."""
    for outer, inner, leaf, label in _LISTS:
        for item in _items(node, outer, inner):
            item.ignore("uid", why=_ROW_ID)
            main = item.text("mainEntry")
            draft.add(label, item.text(leaf), notes=("" if main == "true" else "alt.",))
            item.done()


def _items(node: Node, outer: str, inner: str) -> Iterator[Node]:
    group = node.child(outer)
    if group is None:
        return
    yield from group.children(inner)
    group.done()


def _read_remark(draft: Draft, remark: str | None) -> str:
    """Ties stand in the remark as `(Linked To: NAME)`; what is left of it is prose, kept as a note."""
    names, prose = ties(remark or "")
    draft.relations.extend(Relation("unspecified", target_name=name) for name in names)
    draft.state("notes", prose)
    return prose
