"""The run of a batch: chunks of rows out of the source, to one process or several, back in their order into the sink.

The kernels hold the processor for a quarter of the time and the interpreter's lock is held for the rest, so threads gain
nothing: each job is a process. Where processes can be forked they share the opened lists; elsewhere each opens its own.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from offing.batch.answers import COLUMNS, answer_json, answer_rows, csv_text
from offing.batch.sinks import Sink
from offing.batch.sources import Layout, Record, Source
from offing.screener import Found, Opening, Screener, opened_from
from offing.spread import FORKED, spread

ROWS = 4000
"""Rows of a chunk: enough that the matcher's work for a whole chunk outweighs what each call costs."""
_CHARS = 4_000_000
"""A chunk ends before it holds more than this, whatever its rows."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker needs to know beside the lists."""

    layout: Layout
    format: str
    most: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a batch has come: rows asked, of these with an entry, and with something that could not be read."""

    rows: int = 0
    found: int = 0
    problems: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.rows + other.rows, self.found + other.found, self.problems + other.problems)


def header_of(layout: Layout) -> str:
    """The first line of a CSV of answers. A column carried along whose name is taken is called `input_…`."""
    return csv_text([[*COLUMNS, *kept_names(layout), "row"]], inert=True)


def kept_names(layout: Layout) -> list[str]:
    """What the columns carried along are called in the answers."""
    taken = {*COLUMNS, "row"}
    names: list[str] = []
    for header, _ in layout.keep:
        name = header
        while name.casefold() in taken:
            name = f"input_{name}"
        taken.add(name.casefold())
        names.append(name)
    return names


def screen_file(
    screener: Screener,
    source: Source,
    sink: Sink,
    *,
    jobs: int = 1,
    most: int = 50,
    rows: int = ROWS,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Screen all of a source into a sink, `jobs` processes at once, at most `most` entries shown for a query.

    The output is the same for any `jobs` and any `rows` of a chunk. Memory holds some chunks for each job, never the file.
    """
    task = Task(source.layout, sink.format, most)
    total = Tally()
    for text, tally in _answered(screener, _chunks(source.records, rows), task, jobs):
        sink.write(text)
        total += tally
        progress(total)
    return total


def _chunks(records: Iterator[Record], rows: int) -> Iterator[list[Record]]:
    chunk: list[Record] = []
    chars = 0
    for record in records:
        chars += sum(map(len, record[1]))
        chunk.append(record)
        if len(chunk) >= rows or chars >= _CHARS:
            yield chunk
            chunk, chars = [], 0
    if chunk:
        yield chunk


def _answered(screener: Screener, chunks: Iterator[list[Record]], task: Task, jobs: int) -> Iterator[tuple[str, Tally]]:
    """The first chunk here, which makes the matcher ready; of what follows each job takes the next."""
    for chunk in _take(chunks, 1):
        yield answer_chunk(screener, chunk, task)
    gc.collect()
    gc.freeze()  # the collector leaves the lists alone: sooner done, and what forked processes share stays shared
    try:
        yield from _the_rest(screener, chunks, task, jobs)
    finally:
        gc.unfreeze()


def _the_rest(screener: Screener, chunks: Iterator[list[Record]], task: Task, jobs: int) -> Iterator[tuple[str, Tally]]:
    if jobs < 2:
        for chunk in chunks:
            yield answer_chunk(screener, chunk, task)
        return
    second = list(_take(chunks, 1))
    if second:
        start = partial(_screening, screener if FORKED else screener.opening, task)
        yield from spread(chain(second, chunks), start, jobs, "Is there memory enough? Try fewer --jobs")


def _take(chunks: Iterator[list[Record]], count: int) -> Iterator[list[Record]]:
    for _, chunk in zip(range(count), chunks, strict=False):
        yield chunk


def _screening(given: Screener | Opening, task: Task) -> Callable[[list[Record]], tuple[str, Tally]]:
    """In a process of the batch: what answers a chunk."""
    screener = given if isinstance(given, Screener) else opened_from(given)
    return lambda chunk: answer_chunk(screener, chunk, task)


def answer_chunk(screener: Screener, chunk: list[Record], task: Task) -> tuple[str, Tally]:
    """The text of a chunk's answers in the format of the task, and its tally."""
    layout = task.layout
    read = [r for r in chunk if r[1]]
    answers = iter(screener.find([_texts(number, cells, layout) for number, cells, _ in read]))
    names = kept_names(layout)
    table: list[tuple[str, ...]] = []
    lines: list[str] = []
    tally = Tally()
    for number, cells, damage in chunk:
        found = next(answers) if cells else Found({"id": str(number)}, [], ())
        if damage:
            told = f"row: {damage}" if cells else f"row not asked; expected {damage}"
            found = Found(found.query, found.matches, (told, *found.problems))
        kept = [_cell(cells, at) for _, at in layout.keep]
        if task.format in ("csv", "parquet"):
            table.extend((*row, *kept, str(number)) for row in answer_rows(found, task.most))
        else:
            more: dict[str, object] = {"kept": dict(zip(names, kept, strict=True))} if names else {}
            lines.append(answer_json(found, more | {"row": number}, task.most) + "\n")
        tally += Tally(1, bool(found.matches), bool(found.problems))
    return csv_text(table, inert=task.format == "csv") if table else "".join(lines), tally


def _texts(number: int, cells: object, layout: Layout) -> dict[str, str]:
    texts = {column: _cell(cells, at) for column, at in layout.columns.items()}
    if not texts.get("id", "").strip():
        texts["id"] = str(number)
    return texts


def _cell(cells: object, at: int) -> str:
    return cells[at] if isinstance(cells, (list, tuple)) and at < len(cells) else ""
