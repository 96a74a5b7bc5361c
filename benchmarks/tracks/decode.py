"""NMEA sentences to positions: `python -m tracks.decode JOB FILE` prints what it cost as JSON. Jobs: decoder, read, pyais.

`decoder` is Offing's decoder alone, `read` the whole way from the file to the relations and its account of
them, `pyais` decodes every message, and does no more.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from tracks.jobs import THREADS, cpu_s, peak_mib

SAMPLE = "ais/dma_nmea_sample.txt.gz"
LINES = 400_000


def sentences(out: Path, shared: Path) -> str:
    """Writes sentences to `out` and tells whose: those of the sample, where it lies beside, else made by pyais's encoder."""
    sample = shared / SAMPLE
    if sample.exists():
        lines, whose = gzip.decompress(sample.read_bytes()).splitlines(keepends=True), "a Danish station's"
    else:
        from pyais import encode_dict

        ship = {"type": 1, "status": 0}
        made = (
            encode_dict(
                ship
                | {
                    "mmsi": 219_000_000 + i % 997,
                    "lat": 50 + i % 991 / 100,
                    "lon": i % 983 / 100,
                    "speed": i % 200 / 10,
                }
            )
            for i in range(20_000)
        )
        lines, whose = [f"{one}\r\n".encode() for parts in made for one in parts], "made"
    out.write_bytes(b"".join(lines) * max(1, LINES // len(lines)))
    return whose


def decoder(path: Path) -> int:
    from offing.tracks.read.nmea import BLOCK_BYTES, Decoder

    engine, messages, rest = Decoder(), 0, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            whole, _, rest = (rest + block).rpartition(b"\n")
            told = engine.decode(whole + b"\n")
            messages += len(told.positions["mmsi"]) + len(told.statics["mmsi"])
    return messages


def read(path: Path) -> int:
    import duckdb

    from offing.tracks.read import read_sources

    with tempfile.TemporaryDirectory() as work, duckdb.connect() as con:
        con.execute(f"SET threads = {THREADS}")
        return read_sources(con, [path], Path(work)).positions


def pyais(path: Path) -> int:
    from pyais import FileReaderStream
    from pyais.exceptions import AISBaseException

    messages = 0
    with FileReaderStream(str(path)) as stream:
        for message in stream:
            try:
                message.decode()
            except AISBaseException:
                continue
            messages += 1
    return messages


def main() -> None:
    job, path = {f.__name__: f for f in (decoder, read, pyais)}[sys.argv[1]], Path(sys.argv[2])
    head = path.with_suffix(".head")
    head.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2000]))
    job(head)  # kernels and libraries are loaded before the clock starts
    began, wall = cpu_s(), time.perf_counter()
    messages = job(path)
    told = {
        "cpu_s": cpu_s() - began,
        "wall_s": time.perf_counter() - wall,
        "peak_mib": peak_mib(),
        "messages": messages,
    }
    print(json.dumps(told), flush=True)  # noqa: T201
    os._exit(0)


if __name__ == "__main__":
    main()
