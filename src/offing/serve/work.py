"""Reviews in the queue, made one after another by a process of their own, so that pages answer meanwhile.

One server works the queue of a desk: the one whose turn it is (`offing.desk.turn`). Another answers requests and says that it
makes no reviews, until the first has ended. Servers of one database share `desk/files` too: the files of a book are in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from offing.desk.files import load
from offing.desk.queued import fail, is_running, progress, put_back, take, waiting
from offing.desk.reviews import book_of, finish, review_of, upload_of
from offing.desk.ships import keep_ships
from offing.desk.turn import Turn
from offing.errors import OffingError
from offing.serve.served import Served

_LOOK_EVERY_S = 0.3
_LOCK_EVERY_S = 2.0
_AGAIN_AFTER_S = 2.0
_LAST_WORDS = 500


@dataclass
class Worker:
    """The thread that looks for reviews to make. What a stop or a kill interrupts is in the queue again at the next start."""

    here: Served
    ended: Event = field(default_factory=Event)
    thread: Thread | None = None
    process: subprocess.Popen[str] | None = None
    turn: Turn | None = None
    settled: bool = False
    """Whether every review that is running is one of ours."""

    def start(self) -> None:
        self.turn = Turn(self.here.store, self.here.home.desk)
        self.thread = Thread(target=self._work, name="reviews", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.ended.set()
        if self.process is not None:
            with suppress(OSError):
                self.process.terminate()
        if self.thread is not None:
            self.thread.join(timeout=20)
        if self.turn is not None and not (self.thread and self.thread.is_alive()):
            self.turn.give_back()

    def _work(self) -> None:
        told = False
        while not self.ended.is_set():
            try:
                if self._alone():
                    pause = 0.0 if self._turn() else _LOOK_EVERY_S
                else:
                    if not told:
                        _say("another server works this desk's queue; this one makes no reviews until that one ends")
                    told, pause = True, _LOCK_EVERY_S
            except Exception as error:  # whatever it is: the thread must be there for the next review
                self.settled = False
                _say(f"the queue of reviews: {_one_line(error)}; it is tried again")
                pause = _AGAIN_AFTER_S
            self.ended.wait(pause)

    def _alone(self) -> bool:
        assert self.turn is not None
        if self.turn.ours():
            return True
        self.settled = False
        return False

    def _turn(self) -> bool:
        """Make the next review; False where none waits."""
        store = self.here.store
        if not self.settled:
            with store.writing() as db:
                put_back(db)
            self.settled = True
        with store.reading() as db:
            review = waiting(db)
        if review is None:
            return False
        with store.writing() as db:
            if not take(db, review):
                return True
        try:
            self._make(review)
        except Exception as error:  # whatever it is: the review has failed, and says why
            self._fail(review, _one_line(error))
        return True

    def _fail(self, review: str, why: str) -> None:
        with self.here.store.writing() as db:
            fail(db, review, why, at=self.here.now())

    def _progress(self, review: str, words: str) -> None:
        with self.here.store.writing() as db:
            progress(db, review, words)

    def _make(self, review: str) -> None:
        with tempfile.TemporaryDirectory(prefix="offing-desk-") as name:
            folder = Path(name)
            self._lay_out(review, folder)
            code, why = self._run(review, folder)
            if code != 0 and self.ended.is_set():
                with self.here.store.writing() as db:
                    put_back(db, review)
                return
            if code != 0:
                self._fail(review, why)
                return
            self._progress(review, "keeping the findings")
            document = json.loads((folder / "findings.json").read_text("utf-8"))
            ships = json.loads((folder / "ships.json").read_text("utf-8"))
            with self.here.store.writing() as db:
                if is_running(db, review):
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
        """Exit code of the process and why it failed. Its lines are JSON: `{"at": "…"}` or `{"failed": "…"}`."""
        command = [sys.executable, "-m", "offing.serve.reviewing", str(folder / "job.json")]
        with (folder / "stderr").open("w+", encoding="utf-8", errors="replace") as errors:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8")  # noqa: S603
            failed = ""
            try:
                if self.ended.is_set():  # the stop came before there was a process to end
                    self.process.terminate()
                assert self.process.stdout is not None
                for line in self.process.stdout:
                    with suppress(ValueError, OffingError):  # how far it is may go untold
                        told = json.loads(line)
                        failed = told.get("failed", failed)
                        if "at" in told:
                            self._progress(review, told["at"])
                code = self.process.wait()
            finally:
                if self.process.poll() is None:
                    self.process.kill()
                    self.process.wait()
                self.process = None
            errors.seek(0)
            return code, failed or unforeseen(code, errors.read())


def unforeseen(code: int, said: str) -> str:
    """A sentence for a process that ended without saying why: how it ended, and the last line that it wrote."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
    last = f": {lines[-1][:_LAST_WORDS]}" if lines else ""
    return f"the review {how}, which was not foreseen{last}"


def _one_line(error: Exception) -> str:
    if isinstance(error, OffingError):
        return str(error)
    said = " ".join(str(error).split())[:_LAST_WORDS]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _say(words: str) -> None:
    sys.stderr.write(f"offing: {words}\n")
    sys.stderr.flush()
