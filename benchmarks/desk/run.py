"""`make bench-desk`: 50 users who screen, then users who read pages of a review of 10,000 findings. Writes a page of docs/.

    python -m desk.run [--seconds 300] [--home FOLDER] [--try]

`--home` is a copy of a home with an index; without it OFAC's list of May 2024 is loaded from ../shared (or OFFING_SHARED).
`--try` asks for 20 seconds and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from tests.desk.bench import a_finding, a_review
from tests.history import FOLDER, loaded, read_history
from tests.serve.people import made_people

from desk.load import Make, Told, asked
from offing.desk.accounts import open_session
from offing.desk.keys import add_key
from offing.desk.store import open_store
from offing.screener import open_screener
from offing.serve.who import COOKIE
from offing.settings import Home

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "desk-benchmarks.md"
USERS, EVERY_S = 50, 0.5
READERS, READ_EVERY_S = 10, 1.0
FINDINGS, OBJECTS = 10_000, 2_500
SCREENING_MS, PAGES_MS = 50.0, 200.0
_WORDS = ("OCEAN", "STAR", "BLUE", "GOLDEN", "PACIFIC", "NORTHERN", "HARBOUR", "UNITED")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def finding_of(n: int) -> dict[str, object]:
    row = n % OBJECTS + 2
    subject = {
        "sheet": ("parties", "vessels", "cargo")[row % 3],
        "row": row,
        "column": "name",
        "id": f"P{row}",
        "label": f"COUNTERPARTY {row}",
    }
    return a_finding(
        id=f"{n:016x}", subject=subject, says=f"possible match: name only ({n})", stops=n % 40 == 0,
        kind=("LIST", "RULE", "CONFLICT", "BEHAVIOUR", "REPORTED", "MISSING")[n % 6],
        strength=("match", "strong", "possible", "weak")[n % 4],
    )  # fmt: skip


def laid_out(home: Path) -> tuple[str, str, str]:
    """Accounts, a key, a session and a review of 10,000 findings: key, session, review."""
    now = datetime.now(UTC)
    ann = made_people(home)["ann"]
    store = open_store(Home(home).desk)
    with store.writing() as db:
        key = add_key(db, ann, "load", at=now)[1]
        session = open_session(db, ann, at=now).token
        _, review = a_review(store, db, ann, *map(finding_of, range(FINDINGS)))
    store.close()
    return key, session, review


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """The port of `offing serve` with that home, once its lists are open."""
    command = [sys.executable, "-m", "offing", "--home", str(home), "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stderr is not None
    try:
        port = int(re.search(r":(\d+)\s*$", process.stderr.readline())[1])  # type: ignore[index]
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def questions(names: list[str]) -> Make:
    """A third listed names, a third with a letter changed, a third that nobody lists."""

    def make(chance: random.Random) -> tuple[str, str, bytes]:
        name = chance.choice(names)
        kind = chance.randrange(3)
        if kind == 1:
            at = chance.randrange(len(name))
            name = name[:at] + chance.choice("aeioust") + name[at + 1 :]
        elif kind == 2:
            name = f"{chance.choice(_WORDS)} {chance.choice(_WORDS)} SHIPPING {chance.randrange(999)}"
        return "POST", "/api/screen", json.dumps({"name": name}).encode()

    return make


def pages(review: str) -> dict[str, Make]:
    def at(path: str) -> Make:
        return lambda chance: ("GET", path.format(n=chance.randrange(FINDINGS), at=chance.randrange(45) * 50), b"")

    return {
        "the desk": at("/"),
        "a review, first page": at(f"/reviews/{review}"),
        "a review, any page": at(f"/reviews/{review}?at={{at}}"),
        "a review, one kind": at(f"/reviews/{review}?kind=LIST"),
        "a review, words sought": at(f"/reviews/{review}?words=counterparty+{{n}}"),
        "a finding": at(f"/reviews/{review}/findings/{{n:016x}}"),
        "cases": at("/cases"),
        "findings over the API": at(f"/api/reviews/{review}/findings?offset={{at}}"),
    }


def row(what: str, told: Told, bar: float) -> str:
    errors = ", ".join(f"{n} × {why}" for why, n in told.errors.items()) or "0"
    p50, p95, p99, most = (told.share(x) for x in (0.5, 0.95, 0.99, 1.0))
    held = "yes" if p95 < bar and not told.errors else "no"
    return f"| {what} | {len(told.took):,} | {errors} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {most:.0f} | {bar:.0f} | {held} |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--try", dest="short", action="store_true")
    chosen = parser.parse_args()
    seconds = 20.0 if chosen.short else chosen.seconds
    with tempfile.TemporaryDirectory(prefix="offing-load-") as name:
        work = Path(name)
        home = work / "home"
        home.mkdir()
        if chosen.home is not None:
            (home / "index.sqlite").write_bytes((chosen.home / "index.sqlite").read_bytes())
        else:
            loaded(Home(home), [list(read_history(SHARED.joinpath(*FOLDER)))[-1]], work)
        key, session, review = laid_out(home)
        screener = open_screener(as_of=date.today(), home=home)  # noqa: DTZ011
        names = [r.text for r in screener.finder.names()]
        entries = len(screener.opened.view.held)
        del screener
        busy = os.getloadavg()[0]
        with serving(home) as port:
            begun = time.perf_counter()
            asked(port, questions(names), {"authorization": f"Bearer {key}"}, users=1, seconds=2, every=0.05)
            say(f"first answers after {time.perf_counter() - begun:.1f} s; load of the machine before: {busy:.1f}")
            told = asked(
                port, questions(names), {"authorization": f"Bearer {key}"}, users=USERS, seconds=seconds, every=EVERY_S
            )  # fmt: skip
            lines = [row(f"screening, {USERS} users", told, SCREENING_MS)]
            say(lines[0])
            for what, make in pages(review).items():
                headers = {"cookie": f"{COOKIE}={session}", "accept": "text/html"}
                told = asked(port, make, headers, users=READERS, seconds=max(5.0, seconds / 20), every=READ_EVERY_S)
                lines.append(row(what, told, PAGES_MS))
                say(lines[-1])
    if not chosen.short:
        PAGE.write_text(page(lines, seconds, entries, len(names), busy), "utf-8")


def page(lines: list[str], seconds: float, entries: int, names: int, busy: float) -> str:
    quiet = "was quiet" if busy < 0.5 else f"was not quiet: its load was {busy:.1f} before anything was asked"
    return "\n".join([
        "# The desk under load", "",
        f"*Written by `make bench-desk` on {os.cpu_count()} processors, which the users shared with the server.",
        f"The machine {quiet}.*", "",
        f"{entries:,} entries with {names:,} names. {USERS} users ask about twice a second each for {seconds:.0f} seconds:",
        "a third listed names, a third of those with a letter changed, a third that nobody lists; over HTTP, with a key, one",
        f"server process. Then {READERS} users at a time read a page about once a second each, of a desk with a review of",
        f"{FINDINGS:,} findings on {OBJECTS:,} objects.", "",
        "| what | answers | errors | p50 (ms) | p95 (ms) | p99 (ms) | longest (ms) | bar for p95 | held |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|", *lines, "",
    ])  # fmt: skip


if __name__ == "__main__":
    main()
