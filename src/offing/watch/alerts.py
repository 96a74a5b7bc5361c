"""Alerts on their way: put in the home's outbox before a review is kept, sent, and taken out when every way has them.

What could not be sent stays and goes with the next round. Every try is a line of `watch/alerts.jsonl`; addresses stand
there without what might be secret in them, and what a server said only by its kind.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from offing.errors import AlertFailed, StoreError
from offing.settings import Home
from offing.written import written

TRIES = 3
FIRST_WAIT_S = 2.0
LONGEST_S = 60.0
"""Seconds that one try may take in all, however slowly the other side answers."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One round's news: the same news give the same id, so that whoever has it twice can tell. `text` is for people to read,
    `data` as JSON. `waits` are the ways that have yet to take it."""

    id: str
    subject: str
    text: str
    data: str
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: its name (`digest`, `mail`, `webhook`), where to, as a log may show it, and how to send. `send` gives a word
    on what went only in part, or "", and raises AlertFailed, `again` in it telling whether another try is worth while."""

    name: str
    shown: str
    send: Callable[[Alert], str]


@dataclass(frozen=True, slots=True)
class Pace:
    """The time as ISO text, and how to wait; `tries` of each way, `longest_s` for each."""

    now: Callable[[], str]
    wait: Callable[[float], None]
    tries: int = TRIES
    longest_s: float = LONGEST_S


def alert_of(subject: str, text: str, data: str, ways: Sequence[Way]) -> Alert:
    digest = hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return Alert(digest, subject, text, data, tuple(w.name for w in ways))


def post(home: Home, alert: Alert) -> None:
    """Put an alert into the outbox; one that is there already stays as it is."""
    path = home.watch / "outbox" / f"{alert.id}.json"
    if not path.exists():
        _write(home, alert)


def send_all(home: Home, ways: Sequence[Way], pace: Pace) -> list[tuple[str, str, str]]:
    """Send what waits by each of these ways. What was not sent, as (alert, way, why)."""
    here = {w.name: w for w in ways}
    failed = []
    for name, alert in _outbox(home):
        if alert is None:
            _log(home, pace, name, "outbox", "", 0, "unreadable", "")
            failed.append((name, "outbox", "cannot be read; it stays in the outbox"))
            continue
        left = alert.waits
        for wanted in alert.waits:
            way = here.get(wanted)
            why = _sent(home, alert, way, pace) if way else "no such way is given in this call"
            if why:
                failed.append((alert.id, wanted, why))
            else:
                left = tuple(w for w in left if w != wanted)
                _write(home, replace(alert, waits=left))
        if not left:
            (home.watch / "outbox" / f"{alert.id}.json").unlink(missing_ok=True)
    return failed


def _sent(home: Home, alert: Alert, way: Way, pace: Pace) -> str:
    """Why it was not sent; "" when it was."""
    why = ""
    for attempt in range(1, pace.tries + 1):
        if attempt > 1:
            pace.wait(FIRST_WAIT_S * 4 ** (attempt - 2))
        try:
            note = _bounded(lambda: way.send(alert), pace.longest_s)
        except AlertFailed as error:
            why = error.what
            _log(home, pace, alert.id, way.name, way.shown, attempt, "failed", why)
            if not error.again:
                break
        else:
            _log(home, pace, alert.id, way.name, way.shown, attempt, "sent", note)
            return ""
    return why


def _bounded(call: Callable[[], str], seconds: float) -> str:
    """A server that drips a byte a minute would hold a socket's own timeout off for ever: it is left behind."""
    came: list[str | BaseException] = []

    def run() -> None:
        try:
            came.append(call())
        except BaseException as error:
            came.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not came:
        raise AlertFailed(f"no end after {seconds:g} s", again=True)
    if isinstance(came[0], BaseException):
        raise came[0]
    return came[0]


def _outbox(home: Home) -> Iterator[tuple[str, Alert | None]]:
    folder = home.watch / "outbox"
    files = [p for p in folder.glob("*.json") if not p.name.startswith(".")] if folder.is_dir() else []
    for path in sorted(files, key=lambda p: (p.stat().st_mtime_ns, p.name)):
        try:
            told: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
            alert = Alert(path.stem, told["subject"], told["text"], told["data"], tuple(told["waits"]))
        except (ValueError, KeyError, TypeError):
            yield path.stem, None
        else:
            yield path.stem, alert


def _write(home: Home, alert: Alert) -> None:
    told = {"subject": alert.subject, "text": alert.text, "data": alert.data, "waits": alert.waits}
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    written(home.watch / "outbox" / f"{alert.id}.json", body)


def _log(home: Home, pace: Pace, alert: str, way: str, to: str, attempt: int, outcome: str, why: str) -> None:
    line = {
        "at": pace.now(),
        "alert": alert,
        "way": way,
        "to": to,
        "try": attempt,
        "outcome": outcome,
        "why": why or None,
    }
    home.watch.mkdir(parents=True, exist_ok=True)
    try:
        with (home.watch / "alerts.jsonl").open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(f"the log of alerts cannot be written: {error.strerror}", where=str(home.watch)) from error
