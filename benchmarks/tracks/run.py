"""`make bench-tracks`: lays traffic, times every job in a process of its own, scores what was found, writes the page.

`python -m tracks.run SET… [--data DIR]`: sets are 1m, 10m, 50m, 100m and day; without one, 10m. The page is
docs/tracks-benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracks.decode import sentences
from tracks.page import Measured, Nmea, write_page
from tracks.score import precision, read_found, recall
from tracks.sets import SETS, laid

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RUNS = 3
"""Times that a short job is run; the best counts, for neighbours on the machine only ever cost time."""
SHORT_S = 40.0


class Failed(Exception):
    """A job ended in an error: the end of what it said."""


@dataclass(slots=True)
class Bench:
    """What was measured so far."""

    data: Path
    told: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def job(self, name: str, job: str, python: Path | None = None) -> dict[str, Any]:
        folder = laid(self.data, name)
        command = [str(python or sys.executable), "-m", "tracks.jobs", job, str(folder), str(self.data / f"out-{name}")]
        return self.best(name, job, command)

    def in_turns(self, name: str, jobs: Sequence[str]) -> None:
        """Each once, and again, so that a neighbour's busy minute falls on all of them."""
        folder = laid(self.data, name)
        for turn in range(RUNS):
            for job in jobs:
                if turn == 0 or self.told[name, job]["wall_s"] < SHORT_S:
                    out = str(self.data / f"out-{name}")
                    self.best(name, job, [sys.executable, "-m", "tracks.jobs", job, str(folder), out], 1)

    def peer(self, name: str, peer: str, python: Path) -> dict[str, Any]:
        folder = laid(self.data, name)
        return self.best(name, peer, [str(python), str(HERE / f"{peer}.py"), str(folder)])

    def best(self, name: str, job: str, command: Sequence[str], most: int = RUNS) -> dict[str, Any]:
        runs = [_run(command)]
        while len(runs) < most and runs[0]["wall_s"] < SHORT_S:
            runs.append(_run(command))
        best = min(runs, key=lambda r: r["cpu_s"])
        earlier = self.told.get((name, job))
        self.told[name, job] = min(best, earlier, key=lambda r: r["cpu_s"]) if earlier else best
        _say(f"{name:5} {job:18} {best['cpu_s']:8.2f} CPU s {best['wall_s']:8.2f} s {best['peak_mib']:7.0f} MiB")
        return best


def _run(command: Sequence[str]) -> dict[str, Any]:
    environment = os.environ | {"PYTHONPATH": f"{HERE.parent}{os.pathsep}{ROOT / 'src'}", "RUST_LOG": "warn"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    if done.returncode:
        raise Failed(f"{' '.join(command[-4:])}: {done.stderr.strip()[-1500:]}")
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def environment(data: Path, name: str) -> Path:
    """The interpreter of an environment of its own for `requirements-NAME.txt`, made on first use."""
    folder = data / f"venv-{name}"
    wanted = HERE / f"requirements-{name}.txt"
    python, done = folder / "bin" / "python", folder / ".installed"
    if not (done.exists() and done.read_text(encoding="utf-8") == wanted.read_text(encoding="utf-8")):
        quiet = ["--quiet", "--disable-pip-version-check", "-r", str(wanted)]
        for command in ([sys.executable, "-m", "venv", str(folder)], [str(python), "-m", "pip", "install", *quiet]):
            made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            if made.returncode:
                raise Failed(f"{wanted.name} could not be installed: {made.stderr.strip()[-400:]}")
        done.write_text(wanted.read_text(encoding="utf-8"), encoding="utf-8")
    return python


def measure(bench: Bench, name: str, *, days: bool) -> Measured:
    """Scan, encounters, everything and, where asked, day by day, of one set; and what was found of what was laid."""
    bench.in_turns(name, ("scan", "reading", "encounters", "everything"))
    if days:
        bench.job(name, "daily")
        bench.job(name, "daily_everything")
    folder, out = laid(bench.data, name), bench.data / f"out-{name}"
    found = read_found(out / "everything.json")
    same: dict[str, bool] = {}
    if days:
        same["day by day"] = _same(out, "everything", "daily_everything")
    return Measured(SETS[name], _jobs(bench, name), recall(folder, found), precision(folder, found), same)


def _jobs(bench: Bench, name: str) -> dict[str, dict[str, Any]]:
    return {job: told for (of, job), told in bench.told.items() if of == name}


def _same(out: Path, one: str, other: str) -> bool:
    a, b = (sorted(json.loads((out / f"{n}.json").read_text(encoding="utf-8")), key=repr) for n in (one, other))
    return bool(a == b)


def engines(bench: Bench, name: str) -> Mapping[str, bool]:
    """Whether Sail and Spark give DuckDB's rows, every measure of every event."""
    out = bench.data / f"out-{name}"
    bench.job(name, "everything")
    bench.job(name, "sail")
    same = {"Sail": _same(out, "everything", "sail")}
    try:
        bench.job(name, "spark", environment(bench.data, "spark"))
        same["Spark"] = _same(out, "everything", "spark")
    except Failed as why:
        _say(f"Spark left out: {why}")
    return same


def peers(bench: Bench, name: str, *, loop: bool) -> None:
    """The peers between two runs of Offing's on the same set."""
    python = environment(bench.data, "peers")
    bench.job(name, "reading")
    bench.job(name, "encounters")
    bench.peer(name, "peer_geopandas", python)
    if loop:
        bench.peer(name, "peer_loop", python)
    bench.job(name, "encounters")


def nmea(bench: Bench) -> Nmea:
    """Offing's decoder, its whole reading, and pyais, on the same sentences."""
    path = bench.data / "sentences.nmea"
    whose = sentences(path, Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared")))
    jobs = ("decoder", "read", "pyais")
    return Nmea(
        whose, {job: bench.best("nmea", job, [sys.executable, "-m", "tracks.decode", job, str(path)]) for job in jobs}
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["10m"], choices=sorted(SETS))
    parser.add_argument(
        "--data", type=Path, help="where sets and environments are laid and left; a temporary folder without it"
    )
    parser.add_argument(
        "--days", nargs="*", default=["10m", "50m", "day"], choices=sorted(SETS), help="sets also made day by day"
    )
    parser.add_argument("--engines", default="1m", choices=["", *sorted(SETS)], help="the set for Sail and Spark")
    parser.add_argument("--peers", nargs="*", default=["1m", "10m"], choices=sorted(SETS), help="sets for the peers")
    chosen = parser.parse_args()
    data = chosen.data or Path(tempfile.mkdtemp(prefix="offing-tracks-"))
    data.mkdir(parents=True, exist_ok=True)
    bench = Bench(data)
    try:
        measured = [measure(bench, name, days=name in chosen.days) for name in chosen.sets]
        for name in chosen.peers:
            peers(bench, name, loop=SETS[name].rows <= 1_000_000)
        same = engines(bench, chosen.engines) if chosen.engines else {}
        page = write_page(
            measured,
            {n: _jobs(bench, n) for n in chosen.peers},
            {n: _jobs(bench, n) for n in [chosen.engines] if n},
            same,
            nmea(bench),
        )
        print(page)  # noqa: T201
        (ROOT / "docs" / "tracks-benchmarks.md").write_text(page, encoding="utf-8")
    finally:
        if chosen.data is None:
            shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
