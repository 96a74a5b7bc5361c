"""Reviews in the queue, made one after another by a process of their own, so that pages answer meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

from sqlalchemy import select, update

from offing.desk.files import load
from offing.desk.reviews import book_of, finish, moved, review_of, upload_of
from offing.desk.ships import keep_ships
from offing.desk.tables import reviews
from offing.errors import OffingError
from offing.serve.served import Served

_LOOK_EVERY_S = 0.3
_LAST_WORDS = 2000


@dataclass
class Worker:
    """The thread that looks for reviews to make. What a stop or a kill interrupts is in the queue again at the next start."""

    here: Served
    ended: Event = field(default_factory=Event)
    thread: Thread | None = None
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        with self.here.store.writing() as db:
            db.execute(update(reviews).where(reviews.c.state == "running").values(state="queued", progress="waiting"))
        self.thread = Thread(target=self._work, name="reviews", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.ended.set()
        if self.process is not None:
            with suppress(OSError):
                self.process.terminate()
        if self.thread is not None:
            self.thread.join(timeout=20)

    def _work(self) -> None:
        while not self.ended.is_set():
            with self.here.store.reading() as db:
                waiting = db.execute(
                    select(reviews.c.id).where(reviews.c.state == "queued").order_by(reviews.c.at)
                ).scalar()
            if waiting is None:
                self.ended.wait(_LOOK_EVERY_S)
                continue
            try:
                self._make(waiting)
            except (OffingError, OSError, ValueError, KeyError) as error:
                self._note(waiting, "failed", why=f"{error}")

    def _note(self, review: str, state: Any, progress: str = "", why: str = "") -> None:
        with self.here.store.writing() as db:
            moved(db, review, state, progress, why)

    def _make(self, review: str) -> None:
        self._note(review, "running", "reading the book")
        with tempfile.TemporaryDirectory(prefix="offing-desk-") as name:
            folder = Path(name)
            self._lay_out(review, folder)
            code, said = self._run(review, folder)
            if self.ended.is_set() and code != 0:
                self._note(review, "queued", "waiting")
                return
            if code != 0:
                self._note(review, "failed", why=said or f"the review ended with code {code}")
                return
            self._note(review, "running", "keeping the findings")
            document = json.loads((folder / "findings.json").read_text("utf-8"))
            ships = json.loads((folder / "ships.json").read_text("utf-8"))
            with self.here.store.writing() as db:
                keep_ships(db, review, ships)
                finish(db, review, document, at=self.here.now())

    def _lay_out(self, review: str, folder: Path) -> None:
        """The book's files as they were uploaded, and what is asked of them."""
        with self.here.store.reading() as db:
            kept = review_of(db, review)
            assert kept is not None
            book, upload = book_of(db, kept.book), upload_of(db, kept.upload)
        assert book is not None and upload is not None
        root = folder / "book"
        for one in json.loads(upload["files"]):
            place = root / one["name"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(load(self.here.store.files, one["sha256"]))
        job = {
            "book": str(root), "name": book.name, "as_of": kept.as_of, "home": str(self.here.home.root), "role": book.role,
            "profile": book.profile, "headers": json.loads(upload["headers"]), "out": str(folder),
        }  # fmt: skip
        (folder / "job.json").write_text(json.dumps(job), "utf-8")

    def _run(self, review: str, folder: Path) -> tuple[int, str]:
        """Exit code and last words of the process. Its lines are JSON: `{"at": "…"}` or `{"failed": "…"}`."""
        command = [sys.executable, "-m", "offing.serve.reviewing", str(folder / "job.json")]
        with (folder / "stderr").open("w+", encoding="utf-8") as errors:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8")  # noqa: S603
            failed = ""
            assert self.process.stdout is not None
            for line in self.process.stdout:
                with suppress(ValueError):
                    told = json.loads(line)
                    failed = told.get("failed", failed)
                    if "at" in told:
                        self._note(review, "running", told["at"])
            code = self.process.wait()
            self.process = None
            errors.seek(0)
            return code, failed or errors.read()[-_LAST_WORDS:].strip()
