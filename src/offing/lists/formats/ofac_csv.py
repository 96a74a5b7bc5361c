"""OFAC's delimited files: the main file, ADD, ALT and the spill-over of long remarks (data specification of 25 Sep 2023).

A null is `-0- ` with a trailing blank, the file ends in 0x1A, Remarks are cut at 1,000 characters and go on in the
comments file, weak aliases stand in Remarks only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path

from offing.errors import MalformedSource
from offing.lists.contract import ReadLog
from offing.lists.formats.ofac_entry import Draft, schema_of
from offing.lists.formats.ofac_measures import ListingMaker, split_programs
from offing.lists.formats.ofac_remarks import ends_in, read_remarks
from offing.reading.again import mark_of
from offing.reading.tables import TableRow, read_table
from offing.records.entity import Entity, Name, NameKind, Place

LACKS = (
    "listing dates",
    "relation types (every tie is just Linked To, by name)",
    "names in other scripts",
    "identifiers of the entries that ties point to",
)

END = b"\x1a"

_MAIN = (
    "ent_num",
    "SDN_Name",
    "SDN_Type",
    "Program",
    "Title",
    "Call_Sign",
    "Vess_type",
    "Tonnage",
    "GRT",
    "Vess_flag",
    "Vess_owner",
    "Remarks",
)
_ADDRESS = ("ent_num", "Add_num", "Address", "City", "Country", "Add_remarks")
_ALTERNATE = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
_COMMENTS = ("ent_num", "Remarks")

_LABELLED = (
    ("Title", "Title"),
    ("Call_Sign", "Vessel Call Sign"),
    ("Vess_type", "VESSEL TYPE"),
    ("Tonnage", "Vessel Tonnage"),
    ("GRT", "Vessel Gross Registered Tonnage"),
    ("Vess_flag", "Vessel Flag"),
    ("Vess_owner", "Vessel Owner"),
)
_ALT_KINDS: dict[str, NameKind] = {"aka": "alias", "fka": "previousName", "nka": "alias"}
_REMARKS_LIMIT = 1000
_HALF, _PROSE = "Remarks that are cut", "parts of Remarks without a label"


@dataclass(frozen=True, slots=True)
class Files:
    """The publisher's names of one list's four files; only the main one is needed."""

    main: str
    addresses: str
    alternates: str
    comments: str


def _value(row: TableRow, column: str) -> str | None:
    """The trimmed cell; None for OFAC's null."""
    text = row[column].strip()
    return None if text in {"-0-", ""} else text


def _by_entry(
    path: Path | None, columns: tuple[str, ...], known: Collection[str], log: ReadLog
) -> dict[str, list[TableRow]]:
    """Rows of a side file by entry; a row whose entry the main file lacks is counted, never given to another."""
    found: dict[str, list[TableRow]] = defaultdict(list)
    if path is None:
        return found
    strays = 0
    for row in read_table(path, columns=columns):
        entry = row["ent_num"].strip()
        if entry in known:
            found[entry].append(row)
        else:
            strays += 1
    if strays:
        log.ignored[f"{path.name} row whose entry is not in the main file"] += strays
        log.notes.append(f"{strays:,} rows of {path.name} belong to no entry: the files are not of one version")
    return found


def read(
    files: Files, paths: Mapping[str, Path], log: ReadLog, *, dataset: str, listings: ListingMaker
) -> Iterator[Entity]:
    """Entities of one version. Raises MalformedSource for rows of another shape and UnreadField for an unknown type."""
    source = paths[files.main]
    rows = list(read_table(source, columns=_MAIN))
    main = {row["ent_num"].strip(): row for row in rows}
    log.entries = len(rows)
    if rows and not _ends_as_published(source):
        log.notes.append(f"{source.name} lacks OFAC's mark of the end (0x1A): saved anew by somebody, or cut short")
    if len(main) != len(rows):
        raise MalformedSource("an entry number stands twice", where=source.name)
    addresses = _by_entry(paths.get(files.addresses), _ADDRESS, main, log)
    alternates = _by_entry(paths.get(files.alternates), _ALTERNATE, main, log)
    comments = _by_entry(paths.get(files.comments), _COMMENTS, main, log)
    names = {row["SDN_Name"].strip() for row in rows}
    for entry, row in main.items():
        where = f"row {row.number}"
        told: Counter[str] = Counter()
        remarks = _whole_remarks(row, comments[entry], told, files.comments)
        sides = (addresses[entry], alternates[entry], comments[entry])
        if log.again.same(entry, where, _mark(row, sides, remarks is not None and ends_in(remarks, names))):
            continue
        draft = Draft(dataset, entry, schema_of(_value(row, "SDN_Type") or "entity", f"{source.name} {where}"))
        draft.names.append(Name(row["SDN_Name"].strip()))
        for alternate in alternates[entry]:
            _add_name(draft, alternate, files.alternates)
        for column, label in _LABELLED:
            draft.add(label, _value(row, column))
        for address in addresses[entry]:
            parts = (_value(address, "Address"), _value(address, "City"))
            draft.locate(parts, _value(address, "Country"), _value(address, "Add_remarks") or "")
        if remarks:
            cut = len(row["Remarks"]) >= _REMARKS_LIMIT and not comments[entry]
            told[_HALF] += cut
            told[_PROSE] += read_remarks(draft, remarks, names, cut=cut)
        log.again.tell(entry, +told)
        programs = split_programs(_value(row, "Program") or "")
        remark = " · ".join(s.value for s in draft.statements if s.prop == "notes" and not s.note)
        made = listings(entry, programs, draft.statements, remark)
        yield draft.entity(Place(source.name, where, row.raw), made)
    _say(log)


def _mark(row: TableRow, sides: Iterable[Sequence[TableRow]], closes: bool) -> str:
    """The mark of all that an entry is read from: its rows, and whether a name of the list closes its Remarks."""
    return mark_of(row.raw, "closes" if closes else "", *(t for side in sides for t in ("", *(r.raw for r in side))))


def _say(log: ReadLog) -> None:
    """What the readings of all entries counted, those that were carried over among them."""
    every: Counter[str] = Counter()
    for told in log.again.told.values():
        every.update(told)
    half, notes = every.pop(_HALF, 0), every.pop(_PROSE, 0)
    log.ignored.update(every)
    if half:
        log.notes.append(f"{half:,} Remarks are cut and the comments file does not go on with them: facts are missing")
    if notes:
        log.notes.append(f"{notes:,} parts of Remarks bear no known label and are kept as notes, word for word")


def _ends_as_published(path: Path) -> bool:
    """The file states no count of its rows; its closing 0x1A is the one sign that it is whole."""
    with path.open("rb") as handle:
        handle.seek(0, SEEK_END)
        handle.seek(max(0, handle.tell() - 16))
        return handle.read().rstrip(b"\r\n ").endswith(END)


def _whole_remarks(row: TableRow, more: list[TableRow], told: Counter[str], comments: str) -> str | None:
    """Remarks with their continuation, which is taken only where the cell is full: the files may differ in version."""
    cell = row["Remarks"]
    if _value(row, "Remarks") is None:
        cell = ""
    for extra in more:
        if len(cell) >= _REMARKS_LIMIT:
            cell += extra["Remarks"]
        else:
            told[f"{comments} row for Remarks that are not cut"] += 1
    return cell.strip() or None


def _add_name(draft: Draft, row: TableRow, file: str) -> None:
    kind = row["alt_type"].strip().lower()
    if kind not in _ALT_KINDS:
        raise MalformedSource(
            "not a type of alternate name", where=f"{file} row {row.number}", value=kind, hint="Known: aka, fka, nka"
        )
    if name := _value(row, "alt_name"):
        draft.names.append(Name(name, _ALT_KINDS[kind]))
        draft.state("notes", _value(row, "alt_remarks"), f"on the name {name}")
