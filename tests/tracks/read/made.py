"""Made input: AIS messages laid out by hand after ITU-R M.1371-5, and a reading of whatever files a test writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from offing.tracks.read import Read, read_sources

SIX_BIT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"


def bits(*fields: tuple[int, int]) -> str:
    """(value, width) … → a string of 0 and 1; a negative value is two's complement."""
    return "".join(format(value & ((1 << width) - 1), f"0{width}b") for value, width in fields)


def text_bits(text: str, many: int) -> str:
    return "".join(format(SIX_BIT.index(c), "06b") for c in text.ljust(many, "@"))


def armour(message: str) -> tuple[str, int]:
    """Payload letters and fill bits."""
    fill = -len(message) % 6
    message += "0" * fill
    values = [int(message[k : k + 6], 2) for k in range(0, len(message), 6)]
    return "".join(chr(v + 48 if v < 40 else v + 56) for v in values), fill


def checked(body: str, start: str = "!") -> str:
    held = 0
    for c in body:
        held ^= ord(c)
    return f"{start}{body}*{held:02X}"


def sentences(
    message: str, *, channel: str = "A", sequence: int = 3, width: int = 60, talker: str = "AIVDM"
) -> list[str]:
    payload, fill = armour(message)
    parts = [payload[k : k + width] for k in range(0, len(payload), width)]
    many = len(parts)
    return [
        checked(f"{talker},{many},{n},{sequence if many > 1 else ''},{channel},{part},{fill if n == many else 0}")
        for n, part in enumerate(parts, 1)
    ]


def tagged(line: str, t: int, source: str = "") -> str:
    """The sentence behind a tag block with its time."""
    body = f"{f's:{source},' if source else ''}c:{t}"
    return f"{checked(body, chr(92))}{chr(92)}{line}"


def class_a(mmsi: int, lat: float, lon: float, *, kind: int = 1, navstat: int = 0, sog: int = 101, cog: int = 2234,
            heading: int = 222, second: int = 7) -> str:  # fmt: skip
    """Types 1, 2, 3: speeds and courses in tenths, as sent."""
    return bits(
        (kind, 6), (0, 2), (mmsi, 30), (navstat, 4), (-128, 8), (sog, 10), (1, 1), (round(lon * 600000), 28),
        (round(lat * 600000), 27), (cog, 12), (heading, 9), (second, 6), (0, 2), (0, 3), (0, 1), (0, 19),
    )  # fmt: skip


def class_b(
    mmsi: int, lat: float, lon: float, *, sog: int = 55, cog: int = 900, heading: int = 511, second: int = 7
) -> str:
    """Type 18."""
    return bits(
        (18, 6), (0, 2), (mmsi, 30), (0, 8), (sog, 10), (0, 1), (round(lon * 600000), 28), (round(lat * 600000), 27),
        (cog, 12), (heading, 9), (second, 6), (0, 29),
    )  # fmt: skip


def class_b_long(mmsi: int, lat: float, lon: float, name: str) -> str:
    """Type 19."""
    head = bits(
        (19, 6), (0, 2), (mmsi, 30), (0, 8), (60, 10), (0, 1), (round(lon * 600000), 28), (round(lat * 600000), 27),
        (910, 12), (90, 9), (7, 6), (0, 4),
    )  # fmt: skip
    return head + text_bits(name, 20) + bits((37, 8), (6, 9), (8, 9), (2, 6), (3, 6), (1, 4), (0, 7))


def far_off(mmsi: int, lat: float, lon: float, *, sog: int = 12, cog: int = 223) -> str:
    """Type 27: tenths of minutes, whole knots and degrees."""
    return bits(
        (27, 6), (0, 2), (mmsi, 30), (0, 2), (5, 4), (round(lon * 600), 18), (round(lat * 600), 17), (sog, 6), (cog, 9),
        (0, 1), (0, 1),
    )  # fmt: skip


def voyage(mmsi: int, imo: int, call: str, name: str, *, ship_type: int = 80, dims: Sequence[int] = (230, 44, 30, 18),
           draught: int = 155, destination: str = "LONG BEACH,USA") -> str:  # fmt: skip
    """Type 5, 424 bits."""
    a, b, c, d = dims
    return (
        bits((5, 6), (0, 2), (mmsi, 30), (0, 2), (imo, 30)) + text_bits(call, 7) + text_bits(name, 20)
        + bits((ship_type, 8), (a, 9), (b, 9), (c, 6), (d, 6), (1, 4), (6, 4), (2, 5), (12, 5), (0, 6), (draught, 8))
        + text_bits(destination, 20) + bits((0, 1), (0, 1))
    )  # fmt: skip


def part_a(mmsi: int, name: str) -> str:
    return bits((24, 6), (0, 2), (mmsi, 30), (0, 2)) + text_bits(name, 20)


def part_b(mmsi: int, call: str, dims: Sequence[int] = (5, 13, 3, 2), ship_type: int = 37) -> str:
    a, b, c, d = dims
    head = bits((24, 6), (0, 2), (mmsi, 30), (1, 2), (ship_type, 8), (0, 42)) + text_bits(call, 7)
    return head + bits((a, 9), (b, 9), (c, 6), (d, 6), (0, 6))


def base(mmsi: int, year: int, month: int, day: int, hour: int, minute: int, second: int) -> str:
    """Type 4 in Copenhagen's waters."""
    return bits(
        (4, 6), (0, 2), (mmsi, 30), (year, 14), (month, 4), (day, 5), (hour, 5), (minute, 6), (second, 6), (0, 1),
        (round(12.6 * 600000), 28), (round(55.7 * 600000), 27), (1, 4), (0, 30),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """A reading with the rows of its two relations, in order."""

    read: Read
    positions: list[tuple[Any, ...]]
    statics: list[tuple[Any, ...]]

    @property
    def told(self) -> list[tuple[int | None, int, str]]:
        return [(p.line, p.count, p.says) for p in self.read.problems]


def taken(work: Path, *paths: Path) -> Taken:
    con = duckdb.connect()
    read = read_sources(con, paths, work)
    rows = [con.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall() for view in ("positions", "statics")]
    return Taken(read, rows[0], rows[1])


def written(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return path
