"""Where the answers go: CSV, JSON lines, JSON or Parquet; under the final name only when all of it is written."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from offing.errors import UsageError

FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet"}
"""Suffix of the file to write → its format."""
_LONGEST_LINE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sink:
    """`write` takes the text of the answers of one chunk after another, as `format` has them."""

    format: str
    write: Callable[[str], None]


@contextmanager
def opened_sink(
    out: Path | None, kind: str, header: str, printed: Callable[[str], None] = lambda _: None
) -> Iterator[Sink]:
    """A place for answers in that format; `out` None prints them. `header` is the first line of a CSV.

    On an error nothing stands under the final name, and what stood there before stands there still.
    """
    if out is None:
        if kind == "parquet":
            raise UsageError("Parquet cannot be printed", hint="Name a file: -o OUT.parquet")
        yield from _framed(kind, header, printed)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    made = out.with_name(f".{out.name}.{os.getpid()}.made")
    try:
        with part.open("w", encoding="utf-8", newline="") as text:
            yield from _framed(kind, header, lambda s: _put(text.write, s))
        if kind == "parquet":
            _to_parquet(part, made, header)
            made.replace(out)
        else:
            part.replace(out)
    finally:
        part.unlink(missing_ok=True)
        made.unlink(missing_ok=True)


def _sweep(out: Path) -> None:
    """Take away what a batch into the same file left when it was killed: the process named in the file's name is no more."""
    if os.name != "posix":
        return
    named = re.compile(re.escape(f".{out.name}.") + r"(\d{1,9})\.(?:part|made)")
    for path in out.parent.iterdir():
        if (found := named.fullmatch(path.name)) and not _alive(int(found[1])):
            path.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _put(write: Callable[[str], int], text: str) -> None:
    write(text)


def _framed(kind: str, header: str, write: Callable[[str], None]) -> Iterator[Sink]:
    """The sink, with what stands before and after the answers. JSON answers come one on a line, with commas between."""
    if kind == "json":
        first = [True]

        def write_json(text: str) -> None:
            if text:
                write(("" if first[0] else ",\n") + text.rstrip("\n").replace("\n", ",\n"))
                first[0] = False

        write('{"answers": [\n')
        yield Sink(kind, write_json)
        write("\n]}\n")
        return
    if kind != "jsonl":
        write(header)
    yield Sink(kind, write)


def _to_parquet(table: Path, made: Path, header: str) -> None:
    """A CSV as Parquet: all columns text but `row`, a whole number; empty cells null. In its order, in little memory."""
    import duckdb

    names = next(csv.reader([header]))
    columns = ", ".join(f"{_quoted(n)}: 'VARCHAR'" for n in names)
    file = re.sub(r"[*?\[]", r"[\g<0>]", str(table))  # a name is not a pattern
    form = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\n'"
    blank = "nullstr = '', allow_quoted_nulls = true"
    size = f"max_line_size = {_LONGEST_LINE}, buffer_size = {2 * _LONGEST_LINE}"
    table_read = f"read_csv({_quoted(file)}, {form}, {blank}, {size}, columns = {{{columns}}})"
    with duckdb.connect(config={"threads": 1}) as db:
        db.execute(
            f"COPY (SELECT * REPLACE (CAST(row AS BIGINT) AS row) FROM {table_read}) "  # noqa: S608
            f"TO {_quoted(str(made))} (FORMAT parquet, COMPRESSION zstd)"
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
