"""The first part of `make bench`: times whole commands on this machine, prints a table, and writes docs/benchmarks.md.

Uses the real lists beside the repository (../shared, or OFFING_SHARED) and says so when they are not there.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from honest.fleet import read_ships
from honest.write import build, write

from book import write_book

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared"))
LISTS = SHARED / "lists"


@dataclass(frozen=True)
class Timed:
    """One row of the table; `bound` is what the project promises."""

    what: str
    wall_s: float
    peak_mib: float
    bound: str
    note: str = ""


def timed(
    what: str, bound: str, arguments: list[str], home: Path, note: str = "", expect: tuple[int, ...] = (0,)
) -> Timed:
    """Run `python -m offing …` as a process of its own and read the system's accounting of it."""
    environment = os.environ | {"OFFING_HOME": str(home)}
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "offing", *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in expect:
        raise SystemExit(f"{what}: {errors.decode()[-2000:]}")
    return Timed(what, wall, usage.ru_maxrss / 1024, bound, note)


def build_lists(home: Path, work: Path) -> list[Timed]:
    """Load SDN, UN, UK and EU from the publishers' files that are here, each under its own name."""
    loads = [
        ("us_ofac_sdn", LISTS / "ofac" / "watchman_bench_2021", ["--dated", "2021-07-15"]),
        ("un_sc", _named(work / "un", LISTS / "un" / "consolidated_2026-02-27.xml", "consolidated.xml"), []),
        ("gb_conlist", _named(work / "uk", LISTS / "uk" / "ConList_2018-04-13.csv", "ConList.csv"), []),
        ("eu_vessels", LISTS / "eu" / "journal_sanctions_2026-08" / "consolidated", []),
    ]
    rows = [
        timed(f"load {name}", "", ["update", name, "--from", str(folder), *more], home) for name, folder, more in loads
    ]
    whole = sum(r.wall_s for r in rows)
    return [*rows, Timed("index of SDN + UN + UK + EU, built", whole, max(r.peak_mib for r in rows), "60 s")]


def _named(folder: Path, source: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(source)
    return folder


def real_fleet(home: Path, work: Path) -> list[str]:
    """False alarms on a real fleet: ships of 2020 with their own IMO numbers, reviewed against all lists loaded."""
    fleet = _named(work / "fleet", SHARED / "matching" / "5-vessels.csv", "vessels.csv")
    command = [
        sys.executable,
        "-m",
        "offing",
        "--home",
        str(home),
        "review",
        str(fleet),
        "--as-of",
        "2026-03-01",
        "--json",
    ]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603
    rows = answer["review"]["book"]["rows"]["vessels"]
    kinds = Counter((f["check"], f["strength"]) for f in answer["findings"] if f["check"] != "coverage")
    told = "; ".join(f"{check} ({strength}) {n}" for (check, strength), n in sorted(kinds.items()))
    return [
        "## A real fleet",
        "",
        f"{rows:,} real ships of 2020 with their own IMO numbers (`../shared/matching/5-vessels.csv`), as of 2026-03-01:",
        f"{told}. Every listed_vessel finding is the same IMO number.",
        f"{len(answer['review']['set_aside'])} ships share a listed ship's name under another valid IMO number:",
        "none is a finding, each is logged under set aside.",
    ]


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> None:
    if not LISTS.exists():
        raise SystemExit(f"no real lists at {LISTS}: set OFFING_SHARED to the folder that holds lists/")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        home = work / "home"
        rows = [
            timed("offing demo, with every report", "seconds", ["demo", "--out", str(work / "demo")], work / "empty")
        ]
        rows += build_lists(home, work)
        for count, bound in ((1_000, ""), (10_000, "60 s, 1,024 MiB")):
            book = work / f"book{count}"
            write_book(book, count)
            rows.append(
                timed(
                    f"review of {count:,} rows, findings.json only",
                    bound,
                    ["review", str(book), "--as-of", "2026-03-01", "--json"],
                    home,
                )
            )
            out = ["review", str(book), "--as-of", "2026-03-01", "--json", "--out", str(work / f"out{count}")]
            rows.append(timed(f"review of {count:,} rows, with every report", bound, out, home))
        write(work / "honest", build(read_ships(SHARED, ())))
        out = ["review", str(work / "honest"), "--as-of", "2026-03-01", "--json", "--out", str(work / "outhonest")]
        what = "review of 1,000 honest shipments (11,000 rows in all sheets), with every report"
        rows.append(timed(what, "90 s, 1,536 MiB", out, home))
        rows.append(timed("screen one name", "", ["screen", "DALIAN HAIBO"], home))
        real_fleet_words = real_fleet(home, work)
        size = (home / "index.sqlite").stat().st_size / 2**20
    table = ["| what | wall s | peak MiB | promised |", "|---|---:|---:|---|"]
    table += [f"| {r.what} | {r.wall_s:.2f} | {r.peak_mib:.0f} | {r.bound} |" for r in rows]
    text = "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `make bench`; one run, whole processes, on " + machine() + ". Figures move with the machine.",
            "Lists: OFAC SDN of July 2021 (CSV), UN of 27 Feb 2026, UK ConList of 13 Apr 2018, EU vessel annexes of Aug 2026.",
            f"The index file of these lists takes {size:.1f} MiB. The books are made up by `benchmarks/book.py`, seed fixed.",
            "",
            *table,
            "",
            *real_fleet_words,
            "",
            "## Names and numbers",
            "",
            "How often they are found, and how often wrongly: matching-quality.md, by `make bench-matching`.",
            "Positions to events: tracks-benchmarks.md, by `make bench-tracks`.",
            "`make bench` runs all three, the tracks on ten million positions.",
            "",
        ]
    )
    print(text)  # noqa: T201
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
