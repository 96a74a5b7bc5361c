"""How far a batch has come, on stderr: rows, rows a second, what remains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

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
