"""A desk that runs as `offing serve` runs it: its own process, its own home, any free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "correct horse battery"
PEOPLE = (("ann", "reviewer"), ("bob", "approver"), ("cy", "approver"), ("ada", "auditor"), ("root", "admin"))
_START_S = 60.0


@dataclass
class Desk:
    """`base` is its address; `stop` ends it politely, `kill` does not."""

    home: Path
    base: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)


def offing(
    home: Path, *words: str, said: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A call of the command line in a home."""
    told = {**os.environ, "OFFING_HOME": str(home), **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "offing", *words],
        input=said,
        capture_output=True,
        text=True,
        env=told,
        timeout=120,
        check=False,
    )


def with_people(home: Path) -> None:
    for name, role in PEOPLE:
        made = offing(home, "account", "add", name, "--role", role, said=f"{PASSWORD} {name[:1]}9\n")
        assert made.returncode == 0, made.stderr


def password_of(name: str) -> str:
    return f"{PASSWORD} {name[:1]}9"


def start(home: Path, *words: str) -> Desk:
    told = {**os.environ, "OFFING_HOME": str(home)}
    command = [sys.executable, "-m", "offing", "serve", "--port", "0", *words]
    log = home / "serve.log"
    with log.open("w") as stderr:
        process = subprocess.Popen(command, stderr=stderr, text=True, env=told)
    said, begun = "", time.monotonic()
    while time.monotonic() - begun < _START_S:
        said = log.read_text()
        found = re.search(r"Offing is at (http://\S+)", said)
        if found:
            return Desk(home, found[1], process)
        assert process.poll() is None, said
        time.sleep(0.05)
    process.kill()
    raise AssertionError(f"the desk did not start: {said}")


@contextmanager
def running(home: Path, *words: str) -> Iterator[Desk]:
    desk = start(home, *words)
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            desk.stop()
