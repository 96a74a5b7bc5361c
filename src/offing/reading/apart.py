"""PDFs read in a process of their own, with bounds of memory and time: a small PDF may unpack to anything.

The other side is this module too (`serve`), started with the interpreter at hand. It is told a PDF and answers with its
text; where it ends instead, or takes too long, that file is the fault and the next one gets a new process.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, replace
from typing import IO

from offing.errors import MalformedSource, OffingError, UnsafeInput
from offing.reading.pdf import PdfText, read_pdf
from offing.reading.prose import Line
from offing.units import MAX_PAPER_SECONDS, MAX_PAPER_UNPACKED_BYTES, MIB

_HEAD = struct.Struct("<QQQ")
_LENGTH = struct.Struct("<Q")
_START = "import sys; sys.path[:] = {path!r}; from offing.reading.apart import serve; serve()"


class Apart:
    """Reads PDFs as `read_pdf` does, each within the bounds. The process is started with the first; `close` ends it."""

    def __init__(self, seconds: float = MAX_PAPER_SECONDS) -> None:
        self.seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None

    def read(self, content: bytes, name: str, *, most_pages: int, most_chars: int) -> PdfText:
        """As `read_pdf`. Raises UnsafeInput also for one that goes beyond a bound or ends the reader."""
        process = self._started()
        if process is None or process.stdin is None or process.stdout is None:
            return read_pdf(content, name, most_pages=most_pages, most_chars=most_chars)
        alarm = threading.Timer(self.seconds, process.kill)
        alarm.start()
        answer = b""
        try:
            with suppress(OSError):
                process.stdin.write(_HEAD.pack(len(content), most_pages, most_chars) + content)
                process.stdin.flush()
                answer = _told(process.stdout)
        finally:
            alarm.cancel()
        if not answer:
            self.close()
            gib = MAX_PAPER_UNPACKED_BYTES // (1024 * MIB)
            what = f"reading it takes more than {self.seconds:g} seconds or {gib} GiB of memory"
            raise UnsafeInput(what, where=name, hint="Print it to a new PDF, or to pictures and text")
        return _text_of(answer, name)

    def close(self) -> None:
        """End the process, if there is one."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            process.wait()

    def _started(self) -> subprocess.Popen[bytes] | None:
        """The process; None where none can be started, and the PDF is then read here."""
        if self.process is None and sys.executable:
            command = [sys.executable, "-c", _START.format(path=sys.path)]
            with suppress(OSError):
                self.process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                )
        return self.process


def _told(pipe: IO[bytes]) -> bytes:
    """One answer, b"" where the other side ended first."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return b""
    (length,) = _LENGTH.unpack(head)
    answer = pipe.read(length)
    return answer if len(answer) == length else b""


def _text_of(answer: bytes, name: str) -> PdfText:
    body = json.loads(answer)
    if "fault" in body:
        kind = UnsafeInput if body["unsafe"] else MalformedSource
        raise kind(body["fault"], where=name, hint=body["hint"])
    lines = tuple(Line(*line) for line in body.pop("lines"))
    return PdfText(lines, body["pages"], body["read"], tuple(body["silent"]), tuple(body["broken"]), body["cut"])


def serve() -> None:
    """The other side: PDFs from standard input, their texts to standard output, until the input ends."""
    with suppress(ImportError, OSError, ValueError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_PAPER_UNPACKED_BYTES, MAX_PAPER_UNPACKED_BYTES))
    source, out = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(_HEAD.size)) == _HEAD.size:
        _at_most(MAX_PAPER_SECONDS)
        length, most_pages, most_chars = _HEAD.unpack(head)
        try:
            text = read_pdf(source.read(length), "", most_pages=most_pages, most_chars=most_chars)
            found = asdict(replace(text, lines=())) | {"lines": [(x.page, x.number, x.text) for x in text.lines]}
        except OffingError as error:
            found = {"fault": error.what, "hint": error.hint, "unsafe": isinstance(error, UnsafeInput)}
        answer = json.dumps(found).encode()
        out.write(_LENGTH.pack(len(answer)) + answer)
        out.flush()


def _at_most(seconds: float) -> None:
    """The system ends this process after so many more seconds of work, should nobody be left who does."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 2, most))
