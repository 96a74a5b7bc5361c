"""A file of queries of any length → a file of answers: read in chunks, asked by several processes, written in order."""

from offing.batch.answers import COLUMNS, answer_rows
from offing.batch.run import Tally, header_of, screen_file
from offing.batch.sinks import FORMATS, Sink, opened_sink
from offing.batch.sources import Source, opened_source

__all__ = [
    "COLUMNS", "FORMATS", "Sink", "Source", "Tally", "answer_rows", "header_of", "opened_sink", "opened_source", "screen_file",
]  # fmt: skip
