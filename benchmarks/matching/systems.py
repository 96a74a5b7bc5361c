"""The systems of the benchmark behind one face, and the process that each one runs in.

`System` is what an adapter owes. `Running` starts one in a process of its own (its memory and its caches are nobody
else's), talks JSON lines with it, and gives back answers with the CPU time that the process itself counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from matching.things import Listed, Query, as_json

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
Answer = tuple[str, float]
"""An entry's id and its score; only the order of scores within one system means anything."""


class System(Protocol):
    """One matcher. Scores above 0 are proposals; `thresholds` are its own, by what it calls them, the default first."""

    thresholds: dict[str, float]

    def build(self, listed: Sequence[Listed]) -> None:
        """Take the list in, so far that the next query pays for nothing but itself."""
        ...

    def query(self, batch: Sequence[Query]) -> list[list[Answer]]:
        """Proposals for each question of a batch."""
        ...

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        """The score of two things, each pair by itself."""
        ...


@dataclass(frozen=True, slots=True)
class Spent:
    """What a request cost: CPU seconds of the process (all threads) and wall seconds."""

    cpu_s: float
    wall_s: float


def pinned() -> None:
    """Keep this process to one core, the last it may use: every system is timed on the same one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


class Unavailable(Exception):
    """A system that cannot run here, and why."""


@dataclass
class Running:
    """A system in its own process. Use as a context manager; raises Unavailable when it ends before its time."""

    name: str
    python: Path | str = sys.executable

    def __enter__(self) -> Running:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(HERE.parent), str(ROOT / "src"))),
            "PYTHONHASHSEED": "0",
        }
        self.process = subprocess.Popen(  # noqa: S603
            [str(self.python), "-m", "matching.worker", self.name],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.thresholds: dict[str, float] = self._ask({"do": "hello"})["thresholds"]
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(timeout=60)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if not self.process.stdin or not self.process.stdout:
            raise Unavailable(f"{self.name} has no pipes")
        try:
            self.process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise Unavailable(f"{self.name} ended with exit code {self.process.wait()}; its words are above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def build(self, listed: Sequence[Listed]) -> tuple[Spent, float | None]:
        """What it cost, and MiB of memory added (None where the system does not tell)."""
        answer = self._ask({"do": "build", "listed": [as_json(x) for x in listed]})
        return Spent(answer["cpu_s"], answer["wall_s"]), answer["added_mib"]

    def query(self, batch: Sequence[Query]) -> tuple[list[list[Answer]], Spent]:
        answer = self._ask({"do": "query", "batch": [as_json(q) for q in batch]})
        return [[(i, s) for i, s in hits] for hits in answer["hits"]], Spent(answer["cpu_s"], answer["wall_s"])

    def screen(self, batch: Sequence[Query]) -> Spent:
        """What it costs to give a user's answers to the whole batch: `query` where a system knows no other."""
        answer = self._ask({"do": "screen", "batch": [as_json(q) for q in batch]})
        return Spent(answer["cpu_s"], answer["wall_s"])

    def in_doubt(self, batch: Sequence[Query]) -> list[bool]:
        """Which questions the system puts into a queue of doubtful identities; empty where it has none."""
        told: list[bool] = self._ask({"do": "in_doubt", "batch": [as_json(q) for q in batch]})["in_doubt"]
        return told

    def singly(self, batch: Sequence[Query]) -> list[float]:
        """Wall milliseconds of each question put by itself."""
        told: list[float] = self._ask({"do": "singly", "batch": [as_json(q) for q in batch]})["wall_ms"]
        return told

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        told: list[float] = self._ask({"do": "pairs", "pairs": [[as_json(q), as_json(x)] for q, x in pairs]})["scores"]
        return told


def nomenklatura_python() -> Path:
    """The interpreter of nomenklatura's own environment, made on the first use.

    Raises Unavailable, with the end of what pip said, when it cannot be installed here (it may need ICU to build).
    """
    folder = HERE / ".venv"
    python, done = folder / "bin" / "python", folder / ".installed"
    wanted = (HERE / "requirements-nomenklatura.txt").read_text(encoding="utf-8")
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return python
    commands = (
        [sys.executable, "-m", "venv", str(folder)],
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            str(HERE / "requirements-nomenklatura.txt"),
        ],
    )
    for command in commands:
        made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if made.returncode:
            raise Unavailable(f"nomenklatura could not be installed: {made.stderr.strip()[-400:]}")
    done.write_text(wanted, encoding="utf-8")
    return python
