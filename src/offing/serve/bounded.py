"""Questions that take seconds and much memory: each in a process of its own, one after another, within a bound of time."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from fastapi import HTTPException

from offing.desk.files import safe_name
from offing.errors import MalformedSource, UnsafeInput
from offing.serve.served import Served

MOST_SECONDS = 120.0
MOST_WAITING = 8
"""Questions at a time, of which one is answered and the others wait."""
_WAIT_S = 240.0


def answered_apart(here: Served, what: str, files: Sequence[tuple[str, bytes]], most_bytes: int, **job: Any) -> bytes:
    """The answer as JSON text. `files` are (name, bytes), of `most_bytes` together.

    Raises UnsafeInput for files that are too large or too slow to read, MalformedSource for what cannot be read, and
    HTTPException (429) where too many wait already.
    """
    size = sum(len(content) for _, content in files)
    if size > most_bytes:
        raise UnsafeInput(f"{size:,} bytes are not read", where=what, hint=f"The most is {most_bytes:,}")
    waiting, turn = _turns(here)
    if not waiting.acquire(blocking=False):
        raise _busy()
    try:
        if not turn.acquire(timeout=_WAIT_S):
            raise _busy()
        try:
            with tempfile.TemporaryDirectory(prefix="offing-asked-") as name:
                return _run(Path(name), files, {"what": what, "home": str(here.home.root), **job})
        finally:
            turn.release()
    finally:
        waiting.release()


def _run(folder: Path, files: Sequence[tuple[str, bytes]], job: Mapping[str, Any]) -> bytes:
    names = [f"{n}/{safe_name(name)}" for n, (name, _) in enumerate(files, 1)]
    for name, (_, content) in zip(names, files, strict=True):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(content)
    place = folder / "job.json"
    place.write_text(json.dumps({**job, "files": names}), "utf-8")
    command = [sys.executable, "-m", "offing.serve.once", str(place)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        hint = "Send less at once, or use the command line"
        raise UnsafeInput(
            f"reading it takes more than {MOST_SECONDS:g} seconds", where=str(job["what"]), hint=hint
        ) from None
    answer = folder / "answer.json"
    if done.returncode != 0 or not answer.exists():
        raise MalformedSource(
            "reading it ended the reader", where=str(job["what"]), hint="Use the command line: it says more"
        )
    body = answer.read_bytes()
    if body.startswith(b'{"failed"'):
        told = json.loads(body)
        raise MalformedSource(told["failed"])
    return body


def _turns(here: Served) -> tuple[BoundedSemaphore, BoundedSemaphore]:
    found = here.held.setdefault("turns", (BoundedSemaphore(MOST_WAITING), BoundedSemaphore(1)))
    waiting, turn = found
    return waiting, turn


def _busy() -> HTTPException:
    return HTTPException(429, "too many files wait to be read", headers={"Retry-After": "60"})
