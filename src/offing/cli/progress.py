"""How far a batch or a file has come, on stderr: rows or bytes, how fast, what remains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from offing.batch import Tally

_LINE_EVERY_S = 10.0


@contextmanager
def shown(console: Console, share: Callable[[], float]) -> Iterator[Callable[[Tally], None]]:
    """A bar on a terminal, a line now and then elsewhere. `share` tells how much of the file was read, 0 to 1.

    Nothing is drawn from a thread of its own: processes are forked meanwhile.
    """
    begun = monotonic()
    if not console.is_terminal:
        said = [begun]

        def line(tally: Tally) -> None:
            if monotonic() - said[0] >= _LINE_EVERY_S:
                said[0] = monotonic()
                console.print(f"{tally.rows:,} rows ({share():.0%}), {_speed(tally, begun)}", markup=False)

        yield line
        return
    bar = Progress(
        TextColumn("screening"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
        console=console,
        auto_refresh=False,
        transient=True,
    )
    task = bar.add_task("", total=1.0, told="making the matcher ready (compiled once on a machine: up to a minute)")

    def draw(tally: Tally) -> None:
        bar.update(task, completed=min(share(), 1.0), told=f"{tally.rows:,} rows, {_speed(tally, begun)}", refresh=True)

    with bar:
        bar.refresh()
        yield draw


def _speed(tally: Tally, begun: float) -> str:
    return f"{tally.rows / max(monotonic() - begun, 1e-3):,.0f} rows/s"


def closing(tally: Tally, seconds: float) -> str:
    """What the batch came to, in a line."""
    told = f"; {tally.problems:,} with something that could not be read (column `problem`)" if tally.problems else ""
    speed = f"{tally.rows / max(seconds, 1e-3):,.0f} rows/s"
    return f"{tally.rows:,} rows, {tally.found:,} with a possible entry{told}. {seconds:,.1f} s, {speed}"


@contextmanager
def arriving(console: Console) -> Iterator[Callable[[str, str, int, int], None]]:
    """What is told of files on their way (list, file, bytes held, bytes in all or 0): a bar each on a terminal, else a line
    now and then."""
    if not console.is_terminal:
        said = [monotonic()]

        def line(dataset: str, file: str, held: int, total: int) -> None:
            if monotonic() - said[0] >= _LINE_EVERY_S:
                said[0] = monotonic()
                of = f" of {total:,}" if total else ""
                console.print(f"{dataset}: {file}: {held:,}{of} bytes", markup=False)

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def draw(dataset: str, file: str, held: int, total: int) -> None:
            name = f"{dataset} {file}"
            if name not in tasks:
                for old in tasks.values():
                    bars.update(old, visible=False)
                tasks[name] = bars.add_task(name, total=None)
            bars.update(tasks[name], completed=held, total=total or None)

        yield draw
