"""Cells of an XLSX workbook whose formula gives no value: an error, or nothing calculated. The parser shows them as blank."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree

_MOST_BYTES = 64 * 1024 * 1024
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>((?:(?!</(?:\w+:)?c>).){0,4000})</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def unread_formulas(path: Path) -> dict[str, list[tuple[int, str]]]:
    """Sheet name → (row, what) for each such cell; empty for a workbook that is laid out otherwise or is no XLSX."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            files = _sheet_files(archive)
            sizes = {i.filename: i.file_size for i in archive.infolist()}
            read = {s: archive.read(f) for s, f in files.items() if sizes.get(f, _MOST_BYTES) < _MOST_BYTES}
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError):
        return {}
    return {sheet: _in_sheet(text) for sheet, text in read.items()}


def _sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    rels = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {str(r.get("Id")): str(r.get("Target")) for r in rels}
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    found = {}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(str(sheet.get(_REL)), "")
        found[str(sheet.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _in_sheet(text: bytes) -> list[tuple[int, str]]:
    found = []
    for attributes, inside in _CELL.findall(text):
        place, value = _PLACE.search(attributes), _VALUE.search(inside)
        if place is None:
            continue
        where = f"{place[1].decode().upper()}{place[2].decode()}"
        if re.search(rb"\bt\s*=\s*[\"']e[\"']", attributes):
            said = value[1].decode(errors="replace") if value else "an error"
            found.append((int(place[2]), f"a value in cell {where}; its formula gives {said}"))
        elif re.search(rb"<(?:\w+:)?f[\s>/]", inside) and (value is None or not value[1].strip()):
            found.append(
                (int(place[2]), f"a value in cell {where}; its formula has none: open and save the workbook once")
            )
    return found
