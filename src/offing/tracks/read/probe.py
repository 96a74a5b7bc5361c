"""Delimited text, before it is read: its encoding, delimiter, header, how it writes times and decimals."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from offing.tracks.read.files import HEAD_BYTES
from offing.tracks.read.headers import FIELD_OF, Mapped, folded, map_headers
from offing.tracks.read.shape import ISO
from offing.tracks.read.times import TimeForm, time_form, zone_of
from offing.units import MAX_LINE_CHARS

_DELIMITERS = (",", ";", "\t", "|")
_HEADER_WITHIN = 20
_SAMPLE_ROWS = 400
_DECIMAL_COMMA = re.compile(r"-?\d{1,3},\d+")
_SENTENCE = re.compile(r"!(?:[A-Z]{2}|[A-Z]\d)VD[MO],\d,")


@dataclass(frozen=True, slots=True)
class Text:
    """`names` are the header's, made different from each other; `skip` the lines above it; `offset_s` what the header of the
    time says it is east of UTC; `also` another column of times and its form, read where the first one is empty."""

    encoding: str
    delimiter: str
    names: Sequence[str]
    skip: int
    mapped: Mapped
    time: TimeForm
    decimal: str
    offset_s: int = 0
    repeated: Sequence[str] = ()
    also: tuple[str, str] | None = None


def is_nmea(head: bytes) -> bool:
    return bool(_SENTENCE.search(head[:65536].decode("latin-1")))


def encoding_of(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if b"\x00" in head[1:200:2] and head[:200].count(b"\x00") > 40:
        return "utf-16"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start > len(head) - 4 else "latin-1"
    return "utf-8"


def probe(head: bytes) -> Text | None:
    """None when no line of the first ones names an MMSI and a time or a place."""
    encoding = encoding_of(head)
    lines = head.decode(encoding, errors="replace").lstrip("\ufeff").splitlines()
    if len(lines) > 1 and len(head) >= HEAD_BYTES:
        lines = lines[:-1]  # the sample ends within it
    best: tuple[int, int, str, list[str]] | None = None
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        for mark in _DELIMITERS:
            names = _cut(line, mark)
            fields = {FIELD_OF.get(folded(n)) for n in _plain(names)} - {None}
            if "mmsi" in fields and len(fields) > 2 and (best is None or len(fields) > best[0]):
                best = (len(fields), number, mark, names)
        if best is not None:
            break
    if best is None:
        return None
    _, skip, delimiter, written = best
    names, repeated = _apart(written)
    mapped = map_headers(_plain(names))
    # the header's own spelling back, where an offset was cut from it
    spelled = dict(zip(_plain(names), names, strict=True))
    mapped = Mapped(
        {f: spelled[c] for f, c in mapped.columns.items()},
        [spelled[c] for c in mapped.ignored],
        [(f, spelled[c]) for f, c in mapped.twice],
    )
    rows = [_cut(line, delimiter) for line in lines[skip + 1 : skip + 1 + _SAMPLE_ROWS] if line.strip()]
    at = {name: index for index, name in enumerate(names)}
    clock = mapped.columns.get("time") or mapped.columns.get("local")
    if clock is None:
        return Text(encoding, delimiter, names, skip, mapped, TimeForm(ISO), ".", 0, repeated)
    whole = [row for row in rows if len(row) == len(names)]
    form = time_form(row[at[clock]] for row in whole)
    if day := mapped.columns.get("date"):
        both = time_form(f"{row[at[day]]} {row[at[clock]]}" for row in whole)
        if form.form is None and both.form is not None:
            form = both
        else:
            mapped = Mapped(
                {f: c for f, c in mapped.columns.items() if f != "date"}, [*mapped.ignored, day], mapped.twice
            )
    also = _also(whole, at, mapped)
    decimal = _decimal(rows, at, mapped)
    return Text(encoding, delimiter, names, skip, mapped, form, decimal, zone_of(clock), repeated, also)


def _also(rows: Sequence[Sequence[str]], at: dict[str, int], mapped: Mapped) -> tuple[str, str] | None:
    """Another column of times and its form, where the sample has times in it and none in the first."""
    own = mapped.columns.get("time")
    for other in mapped.others("time"):
        values = [row[at[other]] for row in rows if own and not row[at[own]].strip() and row[at[other]].strip()]
        form = time_form(values)
        if values and form.form and not zone_of(other):
            return other, form.form
    return None


def _cut(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line[:MAX_LINE_CHARS]], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        return line.split(mark)


def _plain(names: Sequence[str]) -> list[str]:
    """Headers without what stands in brackets ("Latitude [deg]", "time (UTC+2)"), where that leaves them different."""
    plain = [re.sub(r"\s*[\[(].*?[\])]", "", n).strip() or n for n in names]
    return plain if len(set(plain)) == len(set(names)) else list(names)


def _apart(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names made different: a blank one or one that stands again is numbered."""
    seen: dict[str, int] = {}
    made: list[str] = []
    repeated: list[str] = []
    for index, name in enumerate(names):
        clean = name.strip().lstrip("\ufeff") or f"column {index + 1}"
        if clean.casefold() in seen:
            repeated.append(clean)
            clean = f"{clean} #{index + 1}"
        seen[clean.casefold()] = index
        made.append(clean)
    return made, repeated


def _decimal(rows: Sequence[Sequence[str]], at: dict[str, int], mapped: Mapped) -> str:
    places = [at[mapped.columns[f]] for f in ("lat", "lon") if f in mapped.columns]
    values = [row[p].strip() for row in rows for p in places if len(row) > p]
    commas = sum(bool(_DECIMAL_COMMA.fullmatch(v)) for v in values)
    return "," if commas and commas >= len(values) // 2 else "."
