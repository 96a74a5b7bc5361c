"""`make bench-again`: a book of 100,000 rows reviewed again after each of ten real versions of a list, and once whole; writes
docs/again-benchmarks.md.

The versions are those of OFAC's SDN.CSV from 1 to 14 December 2023 (../shared, or OFFING_SHARED; without it nothing is written).
Each round is `offing watch`, a process of its own; times are the processor's, as others may use the machine.
"""

from __future__ import annotations

import csv
import io
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from tests.history import FOLDER, Day, loaded, read_history

from book import write_book
from offing.build import prepare
from offing.settings import Home
from offing.watch.kept import books, last, state_of
from watch.versions import SHARED

ROOT = Path(__file__).resolve().parents[2]
FIRST, LAST = 246, 256
EARLIER = 226
"""A version that the home has before: what a list held when it was first read was listed on a day not known until then."""
ROWS = 100_000
KNOWN_A_VERSION = 5
"""Of the entries that a version moved, so many are parties of the book."""
BAR_S, BAR_SHARE = 5.0, 0.02


@dataclass(frozen=True, slots=True)
class Round:
    """A call of `offing watch`: after which version, with so many entries moved; rows touched and reviewed, why all of them were
    (`whole`), what was told, seconds of the processor and of the clock."""

    day: str
    moved: int
    reviewed: int
    touched: dict[str, int]
    whole: str
    told: int
    cpu_s: float
    wall_s: float


def moved(day: Day) -> int:
    return sum(day.counted[kind] for kind in ("added", "removed", "changed"))


def watch(home: Home, day: Day, entries: int) -> Round:
    command = [
        sys.executable, "-m", "offing", "--home", str(home.root), "watch", "--as-of", day.day.isoformat(), "--json",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        out.seek(0)
        (told,) = json.loads(out.read())["watched"]
    if os.waitstatus_to_exitcode(status) or told["why"]:
        raise SystemExit(f"{day.day}: {told['why']}")
    scope = told["reviewed"]
    return Round(
        day.day.isoformat(), entries, scope["reviewed"], scope["touched"], scope["whole"] or "",
        sum(len(told[sort]) for sort in ("new", "changed", "gone")), usage.ru_utime + usage.ru_stime, wall,
    )  # fmt: skip


def add_known(book: Path, days: list[Day]) -> int:
    """Parties of the book who are among the entries that each version moved, so that the lists touch rows too: how many."""
    told = [_entries(day) for day in days]
    names: dict[str, str] = {}
    for before, after in pairwise(told):
        changed = [n for n in sorted(before.keys() | after.keys()) if before.get(n) != after.get(n)]
        for n in changed[:KNOWN_A_VERSION]:
            row = after.get(n) or before[n]
            if row[2].strip() != "vessel":
                names[row[1]] = "person" if row[2].strip() == "individual" else "company"
    with (book / "parties.csv").open("a", encoding="utf-8", newline="") as handle:
        rows = ((f"M{i}", name, kind, "", "2019-01-01", "") for i, (name, kind) in enumerate(names.items()))
        csv.writer(handle).writerows(rows)
    return len(names)


def _entries(day: Day) -> dict[str, list[str]]:
    rows = csv.reader(io.StringIO(day.body.decode("utf-8"), newline=""))
    return {row[0]: row for row in rows if len(row) > 2}


def measure(earlier: Day, days: list[Day], work: Path, rows: int) -> tuple[Round, list[Round], Round, bool, int]:
    """The first review, each further round, the last day reviewed whole, whether both found the same, and the bytes kept."""
    home = Home(work / "home")
    write_book(work / "book", rows)
    add_known(work / "book", days)
    add = [sys.executable, "-m", "offing", "--home", str(home.root), "watch", "--add", str(work / "book")]
    subprocess.run(add, check=True, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})  # noqa: S603
    loaded(home, [earlier], work)
    rounds = []
    for i, day in enumerate(days):
        loaded(home, [day], work)
        prepare(home, day.day)
        rounds.append(watch(home, day, moved(day) if i else 0))
        sys.stderr.write(f"{rounds[-1]}\n")
    (book,) = books(home)
    kept, path = last(home, book), state_of(home, book)
    size = path.stat().st_size
    with sqlite3.connect(path) as db:
        db.execute("UPDATE told SET value = '\"another\"' WHERE name = 'whole only'")
        db.execute("UPDATE told SET value = '\"\"' WHERE name = 'digest'")
    whole = watch(home, days[-1], 0)
    sys.stderr.write(f"{whole}\n")
    now = last(home, book)
    return rounds[0], rounds[1:], whole, bool(kept and now and kept.findings == now.findings), size


def page(history: list[Day], measured: tuple[Round, list[Round], Round, bool, int], rows: int, load: float) -> str:
    first, rounds, whole, same, size = measured
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    every = [moved(day) for day in history[1:]]
    in_part = [r for r in rounds if not r.whole]
    typical, most = median(every), quantiles(every, n=10)[-1]
    day = median([r.cpu_s for r in in_part if r.moved <= 30])
    longest = max(r.cpu_s for r in in_part if r.moved <= 30)
    said = "the same" if same else "NOT THE SAME"
    lines = [
        "# What it costs to review a book again",
        "",
        f"Written by `make bench-again`. {machine}. Seconds of the processor, of the whole process: Python's start,",
        "reading what is kept, the lists, the review, telling and keeping it. The machine's load was",
        f"{load:.1f} before.",
        "",
        f"A made-up book of {rows:,} rows, and of each version's moved entries up to {KNOWN_A_VERSION} among its parties, beside",
        f"OFAC's SDN list, version after version from {rounds[0].day} to",
        f"{rounds[-1].day}, each round a call of `offing watch` ([how](decisions/0022-reviewing-again.md)). Of all {len(every)}",
        f"versions since August 2021 the median one moved {typical:g} entries, nine in ten at most {most:.0f}.",
        "",
        f"The whole review takes {whole.cpu_s:.1f} s ({first.cpu_s:.1f} s the first time), with {size / 1e6:,.0f} MB kept of it.",
        "",
        "| as of | entries moved | touched by lists, by the day | rows reviewed | told | s | by the clock | of the whole |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(_line(r, whole) for r in rounds),
        "",
        f"A round with 30 entries or fewer: median {day:.1f} s, longest {longest:.1f} s; wanted: under {BAR_S:.0f} s and",
        f"{BAR_SHARE:.0%} of the whole, which would be {BAR_SHARE * whole.cpu_s:.1f} s.",
        "",
        f"After the last round what is kept is {said}, finding by finding, as after a whole review.",
        "",
    ]
    return "\n".join(lines)


def _line(one: Round, whole: Round) -> str:
    lists, by_day = one.touched.get("entries that moved", 0), one.touched.get("the day", 0)
    said = f" (all: {one.whole})" if one.whole else ""
    return (
        f"| {one.day} | {one.moved} | {lists}, {by_day} | {one.reviewed:,}{said} | {one.told} | {one.cpu_s:.1f} |"
        f" {one.wall_s:.1f} | {one.cpu_s / whole.cpu_s:.1%} |"
    )


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    folder = SHARED.joinpath(*FOLDER)
    if not folder.exists():
        raise SystemExit(f"the history is not here: {folder} (set OFFING_SHARED)")
    history = list(read_history(folder))
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as made:
        told = page(history, measure(history[EARLIER], history[FIRST : LAST + 1], Path(made), rows), rows, load)
    sys.stdout.write(told)
    if rows == ROWS:
        (ROOT / "docs" / "again-benchmarks.md").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
