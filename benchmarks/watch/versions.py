"""`make bench-watch`: loads every version of OFAC's SDN.CSV from August 2021 to May 2024, and writes docs/watch-benchmarks.md.

The history lies beside the repository (../shared, or OFFING_SHARED); without it nothing is written.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from tests.history import FOLDER, Day, answers, asked_of, loaded, read_history

from offing.index import keep
from offing.index.changes import changes
from offing.settings import Home
from watch.page import write_page

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared"))
DAYS = 20
QUERIES = 200
NAME = "DALIAN HAIBO INTERNATIONAL FREIGHT"


@dataclass(frozen=True, slots=True)
class Measured:
    """What the page tells."""

    versions: int
    files_bytes: int
    load_s: list[float]
    refused: str
    counts: Counter[str]
    respelt: int
    index_bytes: tuple[int, int]
    """After the first version and after the last."""
    kept_bytes: tuple[int, int]
    today_s: list[float]
    days_s: list[float]
    again_s: list[float]
    queries: int
    found: int
    same: int


def size_of(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def index_size(home: Home) -> int:
    with keep.opened(home.index) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home.index.stat().st_size


def load(home: Home, days: list[Day], work: Path) -> tuple[list[float], tuple[int, int], str]:
    """Seconds of each update, the sizes after the first, and what is said of the empty file that ends the history."""
    took: list[float] = []
    first = (0, 0)
    for i, day in enumerate(days):
        begun = time.perf_counter()
        (done,) = loaded(home, [day], work)
        took.append(time.perf_counter() - begun)
        if done.outcome != "new":
            raise SystemExit(f"{day.at}: {done}")
        if i == 0:
            first = (index_size(home), size_of(home.snapshots))
        if i % 50 == 49:
            sys.stderr.write(f"{i + 1} versions, {sum(took):.0f} s\n")
    empty = Day(days[-1].at, b"", {}, "")
    (done,) = loaded(home, [empty], work)
    return took, first, f"{done.outcome}: {done.why}"


def command_s(home: Home, day: date, *, fresh: bool) -> float:
    """Seconds of `offing screen NAME --as-of DAY`, a process of its own; `fresh`: the day's names are not ready yet."""
    if fresh:
        shutil.rmtree(home.ready, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "offing",
        "--home",
        str(home.root),
        "screen",
        NAME,
        "--as-of",
        day.isoformat(),
        "--json",
    ]
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})  # noqa: S603
    return time.perf_counter() - begun


def measure(history: list[Day], root: Path) -> Measured:
    home = Home(root / "home")
    load_s, first, refused = load(home, history, root)
    with keep.opened(home.index) as db:
        told = list(changes(db, "us_ofac_sdn"))
    counts = Counter(c.kind for c in told)
    sizes = ((first[0], index_size(home)), (first[1], size_of(home.snapshots)))
    chance = Random(7)  # noqa: S311 - days to look at
    days = chance.sample(history, DAYS)
    today = history[-1].day
    command_s(home, today, fresh=True)
    timed: Callable[[date, bool], float] = lambda day, fresh: command_s(home, day, fresh=fresh)  # noqa: E731
    today_s = [timed(today, True) for _ in range(5)]
    days_s, again_s = [], []
    for one in days:
        days_s.append(timed(one.day, True))
        again_s.append(timed(one.day, False))
    found = same = 0
    for i, one in enumerate(days):
        last = [d for d in history if d.day == one.day][-1]
        alone = Home(root / "alone")
        shutil.rmtree(alone.root, ignore_errors=True)
        loaded(alone, [last], root)
        queries = asked_of(last.body, chance.choice(history).body, QUERIES, i)
        one_way, other = answers(home, last.day, queries), answers(alone, last.day, queries)
        found += sum(map(len, other))
        same += one_way == other
        sys.stderr.write(f"{one.day}: {'same' if one_way == other else 'DIFFERS'}\n")
    return Measured(
        len(history), sum(len(d.body) for d in history), load_s, refused, counts,
        sum(c.kind == "changed" and not c.substantive for c in told), *sizes, today_s, days_s, again_s,
        DAYS * QUERIES, found, same,
    )  # fmt: skip


def main() -> None:
    folder = SHARED.joinpath(*FOLDER)
    if not folder.exists():
        raise SystemExit(f"the history is not here: {folder} (set OFFING_SHARED)")
    with tempfile.TemporaryDirectory() as made:
        told = measure(list(read_history(folder)), Path(made))
    sys.stderr.write(f"{told}\n")
    (ROOT / "docs" / "watch-benchmarks.md").write_text(write_page(told), encoding="utf-8")
    sys.stderr.write(f"median load {statistics.median(told.load_s):.2f} s; docs/watch-benchmarks.md is written\n")


if __name__ == "__main__":
    main()
