"""United Nations Security Council Consolidated List (XML): people and entities; ships are on another list.

The file names no measure per entry. Nearly all are under the asset freeze of their resolution; the few whose comments
or regime say a travel ban or an arms embargo alone are filed as such. A number after "IMO" in the comments of an
entity is the firm's own IMO company number, not a ship's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.errors import UnreadField
from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats import un_xml
from offing.lists.formats.gathering import Fact, Gathering, dated, full_name, joined, stated
from offing.lists.formats.prose import imo_numbers
from offing.reading.xml import Node, root_attributes, stream
from offing.records.entity import Entity, Listing, Name, Place
from offing.records.identifiers import Identifier

DATASET = Dataset(
    name="un_sc",
    title="UN Security Council Consolidated List",
    publisher="United Nations Security Council",
    authority="UN",
    binds="UN member states, through their own law",
    url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    forms=(
        Form(
            "xml",
            ("CONSOLIDATED.XML",),
            root="CONSOLIDATED_LIST",
            lacks=(
                "ships designated under resolution 1718 (a list of their own)",
                "the measures of each entry: the resolutions say them",
                "delistings: an entry vanishes",
            ),
        ),
    ),
)

_NAME_TAGS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """One entity per INDIVIDUAL or ENTITY, by its permanent reference number. Fills `log`."""
    path = files["CONSOLIDATED.XML"]
    about = root_attributes(path)
    published = dated(about.pop("dateGenerated", None), f"{path.name} dateGenerated")
    log.published = published.start if published else None
    if about:
        raise UnreadField(f"nobody reads {', '.join(f'@{name}' for name in about)}", where=f"{path.name} root")
    counts: Counter[str] = Counter()
    records = stream(
        path,
        records=("INDIVIDUAL", "ENTITY"),
        containers=("CONSOLIDATED_LIST", "INDIVIDUALS", "ENTITIES"),
        namespaces=("",),
    )
    for node in records:
        counts[node.tag] += 1
        entry = _entry(node)
        node.done()
        yield entry.entity(DATASET.name)
    log.entries = counts.total()
    log.notes.append(f"{counts['INDIVIDUAL']:,} individuals and {counts['ENTITY']:,} entities")


def _entry(node: Node) -> Gathering:
    reference, listed_on = node.text("REFERENCE_NUMBER"), node.text("LISTED_ON")
    if reference is None:
        raise UnreadField("an entry without a reference number", where=f"{node.file} {node.at}")
    printed = [text for text in map(node.text, _NAME_TAGS) if text]
    place = Place(node.file, node.at, joined(reference, *printed, listed_on, by=" · "))
    found = Gathering(reference, "Person" if node.tag == "INDIVIDUAL" else "Organization", place)
    found.add([Name(full_name(*printed))])
    if script := node.text("NAME_ORIGINAL_SCRIPT"):
        found.add([Name(script, "alias")])
    for alias in node.children(f"{node.tag}_ALIAS"):
        found.add(un_xml.alias(alias))
    comments, programme = node.text("COMMENTS1"), node.text("UN_LIST_TYPE")
    found.add(_plain_facts(node))
    found.add(stated("notes", comments))
    for address in node.children(f"{node.tag}_ADDRESS"):
        found.add(un_xml.place(address, "address"))
    for birth in node.children("INDIVIDUAL_DATE_OF_BIRTH"):
        found.add(un_xml.birth_date(birth))
    for birth in node.children("INDIVIDUAL_PLACE_OF_BIRTH"):
        found.add(un_xml.place(birth, "birthPlace"))
    for document in node.children("INDIVIDUAL_DOCUMENT"):
        found.add(un_xml.document(document))
    if comments and node.tag == "ENTITY":
        found.add(Identifier("imoCompany", number, number, "in the comments") for number in imo_numbers(comments))
    limited = un_xml.limited_measure(programme, comments)
    found.add(
        [
            Listing(
                authority=DATASET.authority,
                dataset=DATASET.name,
                entry=reference,
                rung="sectoral" if limited else "asset_freeze",
                programs=(programme,) if programme else (),
                measure=limited or "",
                since=dated(listed_on, f"{node.file} {node.at} LISTED_ON", un_xml.un_day),
                binds=DATASET.binds,
            )
        ]
    )
    return found


def _plain_facts(node: Node) -> Iterator[Fact]:
    yield from stated("offing:dataId", node.text("DATAID"))
    for prop, tag in (("title", "TITLE"), ("position", "DESIGNATION"), ("nationality", "NATIONALITY")):
        for value in un_xml.values(node, tag):
            yield from stated(prop, value)
    for value in un_xml.values(node, "LAST_DAY_UPDATED"):
        yield from stated("modifiedAt", value)
    yield from stated("gender", node.text("GENDER"))
    yield from stated("offing:submittedBy", node.text("SUBMITTED_BY"))
    yield from stated("offing:submittedOn", node.text("SUBMITTED_ON"))
    node.ignore("VERSIONNUM", why="1 in every record of every copy seen")
    node.ignore("LIST_TYPE", why="says 'UN List' in every record")
    node.ignore("SORT_KEY", "SORT_KEY_LAST_MOD", why="empty: left over from the publisher's display")
