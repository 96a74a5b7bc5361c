"""`offing read`: reports to quoted, attributed claims, and what several of them tell of one event."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from offing.cli.options import Day, as_of_option, home_option, json_option, lists_option, print_json
from offing.errors import MalformedSource, MissingSource, UsageError
from offing.press import NOT_HEARD, Ask, Press, press_dict, read_press
from offing.reading.endpoint import ask
from offing.report.readings_ftm import readings_ftm
from offing.report.readings_html import readings_html
from offing.report.readings_text import print_readings
from offing.report.wording import visible
from offing.units import MAX_PAPER_BYTES

_KEY = "OFFING_MODEL_KEY"
"""The variable of the environment that holds the key of a model's endpoint."""
_STDIN = "-"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write reading.html, readings.json and readings.ftm.json to a folder.",
)
@click.option("--context", is_flag=True, help="Print statements, meetings and the like too.")
@click.option("--published", type=Day(), help="The day on which reports appeared that do not tell it themselves.")
@click.option("--rules-only", is_flag=True, help="Leave out claims read by likeness to annotated texts, not by a rule.")
@click.option("--model", default="", metavar="NAME", help="Ask a model too (off by default); needs --model-url.")
@click.option(
    "--model-url",
    default="",
    metavar="URL",
    help=f"An endpoint in the manner of OpenAI's; the texts are sent there, its key is taken from {_KEY}.",
)
@as_of_option
@lists_option
@home_option
@json_option
@click.pass_obj
def read(
    home: Path,
    /,
    files: tuple[Path, ...],
    out: Path | None,
    context: bool,
    published: date | None,
    rules_only: bool,
    model: str,
    model_url: str,
    as_of: date,
    own: Path | None,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """Reports (text, HTML, PDF) to claims: who says what of whom, quoted. A claim is never an entry of a list."""
    if bool(model) != bool(model_url):
        raise UsageError("--model and --model-url belong together")
    stderr = Console(stderr=True, highlight=False)
    with _told(stderr) as told:
        press = read_press(
            _contents(files),
            as_of=as_of,
            home=home_here or home,
            lists=[own] if own is not None else [],
            model=(model, _asking(model_url, model)) if model else None,
            rules_only=rules_only,
            published=published,
            progress=told,
        )
    if out is not None:
        _write(press, out)
        stderr.print(f"The report is in {out}", markup=False, soft_wrap=True)
    if as_json:
        print_json(press_dict(press))
    elif out is None:
        print_readings(press.readings, press.events, Console(highlight=False), context=context)
    for name, why in press.unread:
        stderr.print(visible(f"{name} was not read: {why.removeprefix(f'{name}: ')}"), markup=False, soft_wrap=True)
    for why, n in press.dropped:
        what = "of the texts read without it" if why.startswith(NOT_HEARD) else "of the model's claims dropped"
        stderr.print(visible(f"{n} {what}: {why}"), markup=False, soft_wrap=True)
    if press.unread and not press.readings:
        raise MalformedSource("nothing could be read", where=", ".join(name for name, _ in press.unread[:3]))


@contextmanager
def _told(console: Console) -> Iterator[Callable[[str], None]]:
    """What is being done, on a terminal only."""
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("reading …") as status:
        yield lambda what: status.update(f"{visible(what)} …")


def _contents(files: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    """Each file by its name as given; of a folder, the files in it."""
    for path in files:
        if str(path) == _STDIN:
            yield "stdin", sys.stdin.buffer.read(MAX_PAPER_BYTES + 1)
        elif path.is_dir():
            yield from (
                (p.name, _bytes(p)) for p in sorted(path.iterdir()) if p.is_file() and not p.name.startswith(".")
            )
        else:
            yield path.name, _bytes(path)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_PAPER_BYTES + 1)
    except FileNotFoundError as error:
        raise MissingSource("no such file", where=str(path)) from error
    except OSError as error:
        raise MissingSource("the file cannot be opened", where=str(path), value=type(error).__name__) from error


def _asking(url: str, model: str) -> Ask:
    return lambda messages: ask(url, model, messages, os.environ.get(_KEY, ""))


def _write(press: Press, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "reading.html").write_text(readings_html(press.readings, press.events), encoding="utf-8", errors="replace")
    plain = json.dumps(press_dict(press), ensure_ascii=False, indent=1)
    (out / "readings.json").write_text(plain + "\n", encoding="utf-8", errors="replace")
    lines = (json.dumps(x, ensure_ascii=False) + "\n" for x in readings_ftm(press.readings))
    (out / "readings.ftm.json").write_text("".join(lines), encoding="utf-8", errors="replace")
