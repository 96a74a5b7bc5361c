"""Traffic laid down as Parquet, in the order in which reports arrive, in memory that does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from offing.tracks.laying.fleet import Planted, Sailed, fleet, imo_number
from offing.tracks.laying.reports import REPORT, heard
from offing.tracks.laying.waters import Waters

START_S = 1_767_225_600
"""2026-01-01T00:00:00Z."""
VESSEL_DAY = 700
"""Reports of one vessel in a day, on the average."""
PIECE = 2_000_000
STATICS_S = 3 * 3600
_AT_ONCE = 400_000


@dataclass(frozen=True, slots=True)
class Laid:
    """Where it lies: `positions/day=…/` and `statics.parquet` (to be read as any feed), `ports.parquet`, `truth.parquet` (what
    was planted: a row of `Planted` each, seconds since 1970), `paths.parquet` (where every hull truly was: straight between).
    """

    positions: Path
    statics: Path
    ports: Path
    truth: Path
    paths: Path
    rows: int
    vessels: int


def lay_traffic(out: Path, rows: int, *, days: int = 5, seed: int = 7) -> Laid:
    """Lay some `rows` position reports over `days` days. The same seed gives the same traffic.

    One vessel makes 700 reports a day, so a world-day of 92 million has 131,000 vessels. `out` must not hold traffic already.
    """
    rng = np.random.default_rng(seed)
    whole_s = days * 86400
    count = max(60, rows // (VESSEL_DAY * days))
    positions = out / "positions"
    positions.mkdir(parents=True)
    pieces = max(1, round(rows / days / PIECE)) * days
    bins = [out / f"piece-{i}.bin" for i in range(pieces)]
    sea, hulls = fleet(rng, count, whole_s)
    planted: list[Planted] = []
    paths: list[tuple[int, NDArray[np.float64]]] = []
    told: list[tuple[object, ...]] = []
    held: list[NDArray[np.void]] = []
    total = 0
    handles = [b.open("wb") for b in bins]
    for ships, truths in hulls:
        planted += truths
        for one in ships:
            held.append(heard(rng, one, whole_s))
            told += _statics(one, imo_number(len(paths)), whole_s)
            paths.append((one.mmsi, one.path))
        if sum(map(len, held)) >= _AT_ONCE:
            total += _deal(held, handles, whole_s)
            held = []
    total += _deal(held, handles, whole_s)
    for handle in handles:
        handle.close()
    connection = duckdb.connect()
    for i, piece in enumerate(bins):
        _write_piece(connection, piece, positions, i, pieces // days)
    statics, ports, truth, true = (out / f"{n}.parquet" for n in ("statics", "ports", "truth", "paths"))
    _write_statics(connection, told, statics)
    _write_truth(connection, planted, truth)
    _write(connection, _ports(sea), ports)
    _write(connection, _paths(paths), true)
    return Laid(positions, statics, ports, truth, true, total, count)


def _deal(held: Sequence[NDArray[np.void]], handles: Sequence[IO[bytes]], whole_s: int) -> int:
    """To each piece the reports that arrive in its time."""
    if not held:
        return 0
    reports = np.concatenate(held)
    piece = np.clip(reports["arrived"].astype(np.int64) * len(handles) // whole_s, 0, len(handles) - 1)
    for i, handle in enumerate(handles):
        reports[piece == i].tofile(handle)
    return len(reports)


def _write_piece(connection: duckdb.DuckDBPyConnection, piece: Path, out: Path, number: int, a_day: int) -> None:
    reports = np.fromfile(piece, REPORT)
    reports = reports[np.argsort(reports["arrived"], kind="stable")]
    day = np.datetime64(START_S, "s").astype("M8[D]") + number // a_day
    folder = out / f"day={day}"
    folder.mkdir(exist_ok=True)
    columns: dict[str, NDArray[Any]] = {
        "mmsi": reports["mmsi"].astype(np.int64),
        "timestamp": (reports["t"].astype(np.int64) + START_S).astype("M8[s]").astype("M8[us]"),
        "lat": reports["lat"].copy(),
        "lon": reports["lon"].copy(),
        "sog": reports["sog"].copy(),
        "cog": reports["cog"].copy(),
        "heading": reports["heading"].copy(),
        "navstat": reports["navstat"].astype(np.int16),
    }
    _write(connection, columns, folder / f"part-{number % a_day:03d}.parquet")
    piece.unlink()


def _write(connection: duckdb.DuckDBPyConnection, columns: Mapping[str, NDArray[Any]], path: Path) -> None:
    connection.register("laid_columns", dict(columns))
    _copy(connection, "SELECT * FROM laid_columns", path)
    connection.unregister("laid_columns")


def _copy(connection: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    connection.execute(
        f"COPY ({select}) TO '{str(path).replace(chr(39), chr(39) * 2)}' (FORMAT parquet, COMPRESSION zstd)"
    )


def _statics(one: Sailed, imo: int, whole_s: int) -> Iterable[tuple[object, ...]]:
    """What she says of herself, every three hours and at once when it changes; silent when she is."""
    starts = [f.from_s for f in one.faces]
    every = np.arange(one.mmsi % STATICS_S, whole_s, STATICS_S)
    for t in sorted({*every.tolist(), *(int(s) + 60 for s in starts[1:] if s + 60 < whole_s)}):
        if any(b <= t <= e for b, e in one.silent):
            continue
        f = one.faces[sum(s <= t for s in starts) - 1]
        told = f.name, f.call_sign, f.ship_type, f.length_m, f.beam_m, f.draught_m
        yield one.mmsi, t + START_S, imo if f.numbered else 0, *told


def _write_statics(connection: duckdb.DuckDBPyConnection, told: Sequence[tuple[object, ...]], path: Path) -> None:
    names = ("mmsi", "timestamp", "imo", "name", "call_sign", "ship_type", "length_m", "beam_m", "draught_m")
    columns: dict[str, NDArray[Any]] = {}
    for name, values in zip(names, zip(*told, strict=True), strict=True):
        columns[name] = np.array(values, object if isinstance(values[0], str) else None)
    columns["timestamp"] = columns["timestamp"].astype("M8[s]").astype("M8[us]")
    _write(connection, columns, path)


def _write_truth(connection: duckdb.DuckDBPyConnection, planted: Sequence[Planted], path: Path) -> None:
    kinds = {"int": "BIGINT", "float": "DOUBLE", "str": "VARCHAR"}
    types = {f.name: kinds[str(f.type).split(" |")[0]] for f in fields(Planted)}
    columns: dict[str, NDArray[Any]] = {}
    for name, kind in types.items():
        values = [getattr(p, name) for p in planted]
        if kind == "VARCHAR":
            columns[name] = np.array(values, object)
        else:
            columns[name] = np.array([np.nan if v is None else v for v in values], np.float64)
    for name in ("start_s", "end_s"):
        columns[name] = columns[name] + START_S
    chosen = ", ".join(
        n if k == "VARCHAR" else f"CAST(CASE WHEN NOT isnan({n}) THEN {n} END AS {k}) AS {n}" for n, k in types.items()
    )
    connection.register("laid_columns", columns)
    _copy(connection, f"SELECT {chosen} FROM laid_columns", path)  # noqa: S608 - names of fields
    connection.unregister("laid_columns")


def _ports(sea: Waters) -> dict[str, NDArray[Any]]:
    count = len(sea.lat_deg)
    return {
        "port_id": np.arange(count, dtype=np.int64),
        "lat": sea.lat_deg,
        "lon": sea.lon_deg,
        "role": np.array(["port"] * count, object),
    }


def _paths(paths: Sequence[tuple[int, NDArray[np.float64]]]) -> dict[str, NDArray[Any]]:
    points = np.concatenate([p for _, p in paths])
    hull = np.repeat(np.arange(len(paths), dtype=np.int64), [len(p) for _, p in paths])
    return {
        "hull": hull,
        "mmsi": np.array([m for m, _ in paths], np.int64)[hull],
        "t": points[:, 0] + START_S,
        "lat": points[:, 1].copy(),
        "lon": points[:, 2].copy(),
    }
