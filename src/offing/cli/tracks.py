"""`offing tracks`: files of AIS positions to events. Nothing about lists or law is looked at here."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from offing.cli.options import json_option, print_json
from offing.errors import MalformedSource, UsageError
from offing.report.observed import print_observed
from offing.report.observed_files import SUFFIXES, write_observed
from offing.report.observed_json import observed_dict
from offing.report.wording import visible
from offing.tracks.event import KINDS
from offing.tracks.observe import observe


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Write the events to a file, in the format of its suffix: {', '.join(SUFFIXES)}.",
)
@click.option("--only", multiple=True, type=click.Choice(KINDS), help="Only this kind of event. May be repeated.")
@click.option(
    "--engine",
    type=click.Choice(("duckdb", "spark")),
    default="duckdb",
    show_default=True,
    help="What runs the queries.",
)
@click.option("--master", help="Spark's master, or sc://host:port for Spark Connect (with --engine spark).")
@click.option("--memory", help="How much memory DuckDB may use, such as 4GB; the rest goes to disk.")
@click.option(
    "--work", type=click.Path(file_okay=False, path_type=Path), help="A folder for what does not fit in memory."
)
@click.option("--all", "whole", is_flag=True, help="Print every event, also those of yachts, tugs and service craft.")
@json_option
def tracks(
    files: tuple[Path, ...],
    out: Path | None,
    only: tuple[str, ...],
    engine: str,
    master: str | None,
    memory: str | None,
    work: Path | None,
    whole: bool,
    as_json: bool,
) -> None:
    """AIS positions (NMEA, CSV, Parquet; files or folders) to events: encounters, gaps, loitering, port calls and what is odd."""
    if out is not None and out.suffix.lower() not in SUFFIXES:
        raise UsageError("no such format", where=str(out), value=out.suffix, hint=f"Use one of {', '.join(SUFFIXES)}")
    if out is not None and any(f.exists() and out.exists() and out.samefile(f) for f in files):
        raise UsageError("the events would take the place of the positions", where=str(out))
    missing = [str(f) for f in files if not f.exists()]
    if missing:
        raise UsageError("no such file or folder", where=missing[0])
    if master and engine != "spark":
        raise UsageError("--master belongs to --engine spark")
    stderr = Console(stderr=True, highlight=False)
    with tempfile.TemporaryDirectory(prefix="offing-tracks-", dir=work) as folder, _shown(stderr) as told:
        observed = observe(
            files,
            Path(folder),
            only=only or None,
            memory=memory,
            progress=told,
            engine=_spark(master) if engine == "spark" else None,
        )
    if out is not None:
        written = write_observed(observed, out)
        left = len(observed.events) - written
        apart = f"; {left:,} without a place are not on a map (.json and .csv have them)" if left else ""
        stderr.print(f"{written:,} events written to {out}{apart}", markup=False, soft_wrap=True)
    if as_json:
        print_json(observed_dict(observed))
    elif out is None:
        print_observed(observed, Console(highlight=False), whole)
    read = observed.read
    if as_json or out is not None:
        for problem in read.problems:
            stderr.print(visible(str(problem)), markup=False, soft_wrap=True)
    if read.problems and not read.positions and not read.statics:
        raise MalformedSource("nothing could be read", where=", ".join(str(f) for f in files[:3]))


def _spark(master: str | None) -> Callable[..., Any]:
    from offing.tracks.session import spark_engine

    return spark_engine(master)


@contextmanager
def _shown(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """A bar while files are read, then what is being looked for; on stderr, and only on a terminal."""
    if not console.is_terminal:
        yield lambda *_: None
        return
    bar = Progress(TextColumn("{task.fields[told]}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True)
    task = bar.add_task("", total=None, told="reading")

    def told(what: str, done: int, size: int) -> None:
        bar.update(task, completed=done, total=size or None, told=f"reading {what}" if size else f"looking for: {what}")

    with bar:
        yield told
