"""EU consolidated financial sanctions list (Financial Sanctions Files 1.1, XML): asset freezes.

Ships under the port and services bans of Annex XLII to Regulation 833/2014 are not in it: see `eu_vessels`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from offing.errors import UnreadField
from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats import fsf
from offing.lists.formats.gathering import Gathering, dated, joined, stated
from offing.reading.xml import Node, root_attributes, stream
from offing.records.dates import DateSpan
from offing.records.entity import Entity, Listing, Name, Place, Schema

DATASET = Dataset(
    name="eu_fsf",
    title="EU consolidated list of financial sanctions",
    publisher="European Commission, DG FISMA",
    authority="EU",
    binds="EU persons and business done in the EU",
    url="https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content",
    address="https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
    forms=(
        Form(
            "xml",
            ("XMLFULLSANCTIONSLIST_1_1.XML",),
            root="export",
            lacks=(
                "bans short of an asset freeze, such as the ships of Annex XLII to Regulation 833/2014",
                "acts of the last days: the Official Journal binds before this file follows",
                "the first listing date where the file names only the latest amending act",
            ),
        ),
    ),
)

_NAMESPACES = ("http://eu.europa.ec/fpi/fsd/export",)
_SCHEMAS: dict[str, Schema] = {"person": "Person", "enterprise": "Organization", "entity": "Organization"}


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """One entity per sanctionEntity, by its EU reference number. Fills `log`."""
    path = files["XMLFULLSANCTIONSLIST_1_1.XML"]
    about = root_attributes(path)
    published = dated(about.pop("generationDate", None), f"{path.name} generationDate")
    log.published = published.start if published else None
    if file_id := about.pop("globalFileId", None):
        log.notes.append(f"the publisher's file {file_id}")
    if about:
        raise UnreadField(f"nobody reads {', '.join(f'@{name}' for name in about)}", where=f"{path.name} root")
    for node in stream(path, records=("sanctionEntity",), containers=("export",), namespaces=_NAMESPACES):
        entity = _entry(node)
        node.done()
        log.entries += 1
        yield entity


def _entry(node: Node) -> Entity:
    where = f"{node.file} {node.at}"
    logical, reference = node.attr("logicalId"), node.attr("euReferenceNumber")
    entry = reference or logical
    if entry is None:
        raise UnreadField("an entry without a reference number or a logical id", where=where)
    subject = node.child("subjectType")
    code = (subject.attr("code") if subject else None) or ""
    if subject is None or code not in _SCHEMAS:
        raise UnreadField("a subject type nobody reads", where=where, value=code)
    subject.ignore("classificationCode", why="the first letter of the code")
    subject.done()
    found = Gathering(entry, _SCHEMAS[code], Place(node.file, f"line {node.line}", ""))
    found.add(stated("offing:logicalId", logical))
    found.add(stated("unscId", node.attr("unitedNationId")))
    designated, delisted = node.attr("designationDate"), node.attr("delistingDate")
    details = node.attr("designationDetails")
    found.add(stated("offing:designationDate", designated, details if designated else None))
    if not designated:
        found.add(stated("notes", details, "designation details"))
    for alias in node.children("nameAlias"):
        found.add(list(fsf.name(alias, first=not found.has_primary_name)))
    for read_detail, tag in ((fsf.citizenship, "citizenship"), (fsf.birth, "birthdate"), (fsf.address, "address")):
        for child in node.children(tag):
            found.add(list(read_detail(child)))
    acts = node.children("regulation")
    notes = fsf.remarks(node)
    for note in notes:
        found.add(stated("notes", note))
    for child in node.children("identification"):
        person = found.schema == "Person"
        found.add(list(fsf.identification(child, person=person, words=joined(details, *notes, by=" "))))
    until = dated(delisted, f"{where} delistingDate")
    quoted = [reference, *(f.text for f in found.facts if isinstance(f, Name) and f.kind == "name")]
    for act in acts:
        listing, words = _listing(act, entry, dated(designated, f"{where} designationDate"), until)
        found.add([listing])
        quoted += words
    found.place = replace(found.place, quote=joined(*quoted, by=" · "))
    entity = found.entity(DATASET.name)
    return replace(entity, schema="Vessel") if code != "person" and entity.ids("imoNumber") else entity


def _listing(
    act: Node, entry: str, designated: DateSpan | None, until: DateSpan | None
) -> tuple[Listing, list[str | None]]:
    """The listing that one act makes, and the words of the file that say so."""
    where = f"{act.file} {act.at}"
    title, programme = act.attr("numberTitle"), act.attr("programme")
    in_force, published, kind = act.attr("entryIntoForceDate"), act.attr("publicationDate"), act.attr("regulationType")
    url = act.text("publicationUrl")
    notes = fsf.remarks(act)
    act.ignore("organisationType", why="council or commission; the title of the act says it")
    act.ignore("corrigendum", why="corrects the act's text; the entry is printed as corrected")
    act.done()
    amends = kind is not None and kind != "regulation"
    since = _first_listed(dated(in_force or published, f"{where} date"), designated, amends=amends)
    listing = Listing(
        authority=DATASET.authority,
        dataset=DATASET.name,
        entry=entry,
        rung="asset_freeze",
        programs=(programme,) if programme else (),
        legal_basis=joined(title, url, by=" "),
        since=since,
        until=until,
        binds=DATASET.binds,
        wording=joined(*notes, by="; "),
        confidence="" if since is None or since.is_day else "listed by the date of the act, perhaps long before",
    )
    return listing, [title, in_force]


def _first_listed(act: DateSpan | None, designated: DateSpan | None, *, amends: bool) -> DateSpan | None:
    """When the entry was first listed, no surer than the file is.

    It names the latest act only: one that amends, or that replaced an older regulation, proves no more than that the
    entry stood by its date; the designation date, where given, says since when at the earliest.
    """
    if act is None or act.end is None:
        return designated
    if designated is None or designated.start is None:
        return DateSpan(None, act.end) if amends else act
    return designated if designated.start > act.end else DateSpan(designated.start, act.end)
