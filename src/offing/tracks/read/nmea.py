"""Files of NMEA 0183 sentences → canonical Parquet in the work folder, block by block in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from offing.tracks.read import payload, sentences, told
from offing.tracks.read.compiled import scanner
from offing.tracks.read.files import Found
from offing.tracks.read.mend import Tally
from offing.tracks.read.payload import Bytes, Longs
from offing.tracks.read.select import POSITION_COLUMNS, STATIC_COLUMNS, expression, why_of
from offing.tracks.read.shape import Shape
from offing.tracks.read.staged import STAGED, STAGED_STATIC, Staged, count, sql_path
from offing.tracks.read.told import FileRead
from offing.tracks.read.unpacked import chunks
from offing.units import MAX_LINE_CHARS, MIB

BLOCK_BYTES = 16 * MIB
SAME_MOMENT_S = 10
"""A report's UTC second sets its time right when the receiver's is no farther off; beyond, the receiver's time stays."""
OTHER_KIND = "message of another kind"

_PLACED = Shape({
    "mmsi": ("mmsi", "BIGINT"), "time": ("t", "BIGINT"), "lat": ("lat", "DOUBLE"), "lon": ("lon", "DOUBLE"),
    "sog": ("sog", "DOUBLE"), "cog": ("cog", "DOUBLE"), "heading": ("heading", "DOUBLE"), "navstat": ("navstat", "BIGINT"),
})  # fmt: skip
_STATIC = Shape({
    "mmsi": ("mmsi", "BIGINT"), "time": ("t", "BIGINT"), "imo": ("imo", "BIGINT"), "name": ("name", "VARCHAR"),
    "call_sign": ("call_sign", "VARCHAR"), "ship_type": ("ship_type", "BIGINT"), "to_bow": ("to_bow", "BIGINT"),
    "to_stern": ("to_stern", "BIGINT"), "to_port": ("to_port", "BIGINT"), "to_starboard": ("to_starboard", "BIGINT"),
    "draught_x10": ("draught", "BIGINT"), "destination": ("destination", "VARCHAR"),
})  # fmt: skip
_PLACED_UNITS = (
    "SELECT mmsi, t, lat / 600000 AS lat, lon / 600000 AS lon, sog / 10 AS sog, cog / 10 AS cog, "
    "CAST(heading AS DOUBLE) AS heading, navstat, msg, line FROM decoded"
)
_TEXTS = {"name": (0, 20), "call_sign": (20, 27), "destination": (27, 47)}
_TOLD = {
    sentences.BAD_CHECKSUM: ("bad checksum", "The sentence is not read"),
    sentences.NO_CHECKSUM: ("sentence without a checksum", "It may be cut short and is not read"),
    sentences.BAD_TAG: ("tag block with a bad checksum", "Its time is not used"),
    sentences.UNREADABLE: ("sentence that no standard knows", "It is not read"),
    sentences.TOO_SHORT: ("message shorter than its kind", "It is not read"),
    sentences.INCOMPLETE: ("message of several sentences of which one lacks", "It is not read"),
}
_LOST = (sentences.BAD_CHECKSUM, sentences.NO_CHECKSUM, sentences.UNREADABLE, sentences.TOO_SHORT, sentences.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The messages of one block, as sent (`payload.POSITION_ROWS`, `STATIC_ROWS`), times in seconds since 1970, -1 unknown."""

    positions: Mapping[str, Longs]
    statics: Mapping[str, Longs]
    texts: Mapping[str, Any]


class Decoder:
    """Sentences in, messages out: block after block of one file."""

    def __init__(self, *, compiled: bool = True) -> None:
        self._scan: Callable[..., None] = scanner(compiled=compiled)
        self._clock = np.array([-1, -(10**9), 0], np.int64)
        self._held = np.zeros((sentences.SLOTS, 4), np.int64)
        self._state = (
            np.zeros((sentences.SLOTS, sentences.PARTS, sentences.PART_BYTES), np.uint8),
            np.zeros((sentences.SLOTS, sentences.PARTS), np.int64),
            self._held,
            np.zeros(sentences.PARTS * sentences.PART_BYTES, np.uint8),
            np.zeros(payload.MOST_SEXTETS, np.uint8),
        )
        self.tally = np.zeros((sentences.TALLIES, 2), np.int64)
        self.kinds = np.zeros(payload.KINDS, np.int64)

    def decode(self, block: bytes | bytearray | memoryview) -> Decoded:
        """The messages of whole lines."""
        buf: Bytes = np.frombuffer(block, np.uint8)
        most = int(np.count_nonzero(buf == sentences.BANG)) + 1
        placed = np.empty((len(payload.POSITION_ROWS), most), np.int64)
        static = np.empty((len(payload.STATIC_ROWS), most), np.int64)
        texts = np.empty((most, payload.TEXT_WIDTH), np.uint8)
        ends = np.zeros(2, np.int64)
        out = (placed, static, texts, ends, self.kinds)
        self._scan(buf, np.flatnonzero(buf == 10), self._clock, self._state, out, self.tally, np.zeros(8, np.int64))
        positions = {n: placed[k, : ends[0]] for k, n in enumerate(payload.POSITION_ROWS)}
        statics = {n: static[k, : ends[1]] for k, n in enumerate(payload.STATIC_ROWS)}
        return Decoded(positions, statics, {n: _strings(texts[: ends[1], a:b]) for n, (a, b) in _TEXTS.items()})

    def end(self) -> None:
        """Messages whose last part never came are counted."""
        waiting = np.flatnonzero(self._held[:, 1] > 0)
        for slot in waiting.tolist():
            sentences.note(self.tally, sentences.INCOMPLETE, int(self._held[slot, 3]))


def _strings(letters: Bytes) -> Any:
    width = letters.shape[1]
    return np.ascontiguousarray(letters).view(f"S{width}").ravel().astype(f"U{width}")


def sent_at(t: Longs, second: Longs) -> Longs:
    """Receiver's time set right by the UTC second of the report, where the two are within `SAME_MOMENT_S`."""
    off = (second - t % 60 + 30) % 60 - 30
    near = (second < payload.NO_SECOND) & (t >= 0) & (np.abs(off) <= SAME_MOMENT_S)
    right: Longs = np.where(near, t + off, t)
    return right


def blocks(found: Found, ends: list[str], size: int = BLOCK_BYTES) -> Iterator[bytes]:
    """Pieces of whole lines; a last line without its end gets one."""
    held: list[bytes] = []
    many = 0
    for piece in chunks(found, ends):
        held.append(piece)
        many += len(piece)
        if many >= size:
            whole = b"".join(held)
            cut = whole.rfind(b"\n") + 1
            if cut:
                yield whole[:cut]
                held = [whole[cut:]]
            elif many > size + MAX_LINE_CHARS:
                ends.append(f"a line of more than {MAX_LINE_CHARS:,} characters; it is not read")
                held = []
            many = sum(map(len, held))
    if rest := b"".join(held):
        yield rest + b"\n"


def stage(
    con: duckdb.DuckDBPyConnection, found: Found, work: Path, name: str, step: Callable[[int], None]
) -> tuple[FileRead, list[Staged]]:
    """The file as canonical Parquet, a file per block, in the folder `work/name`; `step` is told the bytes done."""
    folder = work / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("[ps]-*.parquet"):
        old.unlink()
    decoder, ends = Decoder(), list[str]()
    number = done = 0
    for number, block in enumerate(blocks(found, ends), 1):
        made = decoder.decode(block)
        _write(con, made, folder, number)
        done += len(block)
        step(done)
    decoder.end()
    kind = "NMEA.gz" if found.packed == "gzip" else "NMEA"
    begun = FileRead(found.path, kind, 0, 0, 0)
    if number == 0:
        return begun, []
    placed = count(con, Staged(sorted(folder.glob("p-*")), begun, _PLACED))
    known = count(con, Staged(sorted(folder.glob("s-*")), begun, _STATIC))
    dropped = {told.BASE_STATION: decoder.kinds[4], told.AIRCRAFT: decoder.kinds[9], told.AID: decoder.kinds[21]}
    used = (1, 2, 3, 4, 5, 9, 18, 19, 21, 24, 27)
    dropped[OTHER_KIND] = decoder.kinds[:64].sum() - sum(decoder.kinds[k] for k in used)
    lost = {_TOLD[what][0]: int(decoder.tally[what, 0]) for what in _LOST}
    counts = {reason: int(n) for reason, n in (*dropped.items(), *lost.items()) if n}
    read = replace(
        placed.read, rows=int(decoder.tally[sentences.SENTENCES, 0]), statics=known.read.statics,
        dropped=told.total([placed.read.dropped, counts]),
        problems=[*_problems(found.path, decoder, ends), *placed.read.problems],
    )  # fmt: skip
    return read, [replace(placed, read=read), replace(known, read=read)]


def _problems(path: Path, decoder: Decoder, ends: Sequence[str]) -> list[told.Problem]:
    tally = Tally(path)
    for says in ends:
        tally.add(0, says)
    for what, (says, hint) in _TOLD.items():
        if decoder.tally[what, 0]:
            tally.add(int(decoder.tally[what, 1]), says, hint, int(decoder.tally[what, 0]))
    far, compared = int(decoder.kinds[payload.BASE_FAR]), int(decoder.kinds[payload.BASE_CLOCKS])
    if far:
        says = (
            f"receiver's time more than 60 s from the UTC of base stations ({far:,} of {compared:,} of their reports)"
        )
        tally.add(0, says, "Its clock may be wrong, or not UTC", far)
    return tally.problems()


def _write(con: duckdb.DuckDBPyConnection, made: Decoded, folder: Path, number: int) -> None:
    positions = dict(made.positions)
    positions["t"] = sent_at(positions["t"], positions["second"])
    for letter, columns, names, shape, key, units in (
        ("p", positions, POSITION_COLUMNS, _PLACED, STAGED, _PLACED_UNITS),
        ("s", {**made.statics, **made.texts}, STATIC_COLUMNS, _STATIC, STAGED_STATIC, "SELECT * FROM decoded"),
    ):
        con.register("decoded", columns)
        lines = ", ".join(f"{expression(shape, c)} AS {c}" for c in names)
        timed = f"SELECT * REPLACE (nullif(t, -1) AS t) FROM ({units})"  # noqa: S608
        select = f"SELECT *, {why_of(key)} AS why FROM (SELECT {lines}, msg, line FROM ({timed}))"  # noqa: S608
        target = folder / f"{letter}-{number:05d}.parquet"
        con.execute(f"COPY ({select}) TO '{sql_path(target)}' (FORMAT parquet)")
        con.unregister("decoded")
