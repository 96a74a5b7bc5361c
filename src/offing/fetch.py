"""One file from a publisher's address: only if it is new, again if the line breaks, from where it broke off.

What came of an unfinished file stays in the folder with what is known of it; a later call goes on from there, if the server
says that it is still the same file. Nothing is taken for whole that is not as long as the server said.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from offing.errors import FetchFailed
from offing.units import MAX_FILE_BYTES

if TYPE_CHECKING:
    import urllib3  # it opens a socket when it is imported, so that is left to the functions that fetch

ATTEMPTS = 6
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0
CONNECT_S = 20.0
TOTAL_S = 1800.0
SILENCE_S = 180.0
"""Seconds without a byte: the EU's service takes over a minute to begin."""
MOST_REDIRECTS = 5
CHUNK = 1 << 16
_AGENT = "offing (open-source sanctions due diligence)"
_TOLD = ("Content-Length", "Content-Type", "Date", "ETag", "Last-Modified", "Server")
_AGAIN = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the server said of the file when it was last taken: asked with, so that it need not be sent again."""

    url: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it. `file` holds the bytes of a `new` one; `told` is what to ask with next time. `sent` counts the bytes
    that came over the line, `tries` the requests for the file itself."""

    state: Literal["new", "unchanged"]
    file: Path
    told: Kept
    url: str
    sent: int
    tries: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the answer, those that tell of the file."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on: `total_s` in all, by the clock `now`; `wait` sleeps between tries.

    `trusted` is a file of certificate authorities in place of those that Mozilla trusts. `proxy` gives the proxy for an
    address, empty for none.
    """

    now: Callable[[], float]
    wait: Callable[[float], None]
    total_s: float = TOTAL_S
    silence_s: float = SILENCE_S
    attempts: int = ATTEMPTS
    trusted: str = ""
    proxy: Callable[[str], str] = lambda _: ""


def fetch(
    url: str, file: Path, kept: Kept, patience: Patience, progress: Callable[[int, int], None] = lambda *_: None
) -> Fetched:
    """The file at an address, into `file` when it is whole. `progress` is told bytes held and bytes in all (0: not known).

    Raises FetchFailed when it cannot be had: what was tried and what the server said; what came so far is kept.
    """
    import urllib3

    part = _Part(file)
    deadline = patience.now() + patience.total_s
    sent = 0
    why = ""
    for attempt in range(patience.attempts):
        if attempt:
            left = deadline - patience.now()
            patience.wait(max(0.0, min(_wait_s(why, attempt), LONGEST_WAIT_S, left)))
        if patience.now() >= deadline:
            break
        try:
            with _opened(url, kept, part, patience) as answer:
                status = answer.response.status
                if status == 304:
                    return Fetched("unchanged", file, kept, answer.url, sent, attempt + 1)
                if status in _AGAIN:
                    why = f"{status}{_after(answer.response)}"
                    continue
                if status == 416:
                    part.forget()
                    why = "416: the server has another file by now"
                    continue
                if status not in (200, 206):
                    raise FetchFailed("the server does not give the file", where=url, value=status)
                part.begin(answer, url)
                sent += part.take(answer.response, deadline, patience.now, progress)
                told = Kept(url, part.etag, part.modified)
                part.done()
                return Fetched("new", file, told, answer.url, sent, attempt + 1, _telling(answer.response))
        except (urllib3.exceptions.HTTPError, OSError) as error:
            if isinstance(error, urllib3.exceptions.SSLError) or "CERTIFICATE" in str(error):
                raise FetchFailed(
                    "the server's certificate is not good", where=url, value=str(error)[:200], hint="Nothing was taken"
                ) from error
            sent += part.came
            why = f"{type(error).__name__}: {error}"[:200]
    held = f"; {part.size:,} bytes are kept and will be gone on from" if part.size else ""
    raise FetchFailed(f"not had after {patience.attempts} tries{held}", where=url, value=why or "no time left")


@dataclass(slots=True)
class _Answer:
    response: urllib3.BaseHTTPResponse
    url: str
    pool: urllib3.PoolManager

    def __enter__(self) -> _Answer:
        return self

    def __exit__(self, *_: object) -> None:
        self.response.close()
        self.pool.clear()


def _opened(url: str, kept: Kept, part: _Part, patience: Patience) -> _Answer:
    """The answer to a request, redirects followed. From a secure address none leads to one that is not."""
    import certifi
    from urllib3 import PoolManager, ProxyManager, Timeout

    pools = PoolManager if not (proxy := patience.proxy(url)) else partial(ProxyManager, proxy)
    pool = pools(
        cert_reqs="CERT_REQUIRED",
        ca_certs=patience.trusted or certifi.where(),
        retries=False,
        timeout=Timeout(connect=min(CONNECT_S, patience.silence_s), read=patience.silence_s),
    )
    at = url
    for _ in range(MOST_REDIRECTS + 1):
        response = pool.request("GET", at, headers=_headers(url, kept, part), preload_content=False, redirect=False)
        if response.status not in (301, 302, 303, 307, 308):
            return _Answer(response, at, pool)
        response.close()
        to = urljoin(at, response.headers.get("Location", ""))
        allowed = ("https",) if urlsplit(at).scheme == "https" else ("http", "https")
        if to == at or urlsplit(to).scheme not in allowed or not urlsplit(to).hostname:
            raise FetchFailed("redirected to what is no address to follow", where=url, value=to)
        at = to
    raise FetchFailed(f"redirected more than {MOST_REDIRECTS} times", where=url)


def _headers(url: str, kept: Kept, part: _Part) -> dict[str, str]:
    """As bytes are to be kept as they came, no coding of them is asked for."""
    headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    if part.size and part.etag and part.url == url:
        return headers | {"Range": f"bytes={part.size}-", "If-Range": part.etag}
    if kept.url == url:
        headers |= {"If-None-Match": kept.etag} if kept.etag else {}
        headers |= {"If-Modified-Since": kept.modified} if kept.modified else {}
    return headers


def _telling(response: urllib3.BaseHTTPResponse) -> dict[str, str]:
    return {name: response.headers[name][:200] for name in _TOLD if name in response.headers}


def _after(response: urllib3.BaseHTTPResponse) -> str:
    """How long the server asks to be left alone, as ` after N s`."""
    said = response.headers.get("Retry-After", "")
    if said.isdigit():
        return f" after {int(said)} s"
    with suppress(ValueError, TypeError):
        then, now = parsedate_to_datetime(said), parsedate_to_datetime(response.headers.get("Date", ""))
        return f" after {max(0, int((then - now).total_seconds()))} s"
    return ""


def _wait_s(why: str, attempt: int) -> float:
    _, after, asked = why.rpartition(" after ")
    asked = asked.removesuffix(" s")
    return float(asked) if after and asked.isdigit() else FIRST_WAIT_S * 2.0 ** (attempt - 1)


class _Broken(OSError):
    """An answer that is not the whole file."""


class _Part:
    """A file that is not whole yet, and what is known of it: `NAME.part` and `NAME.part.json` beside where it will stand."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.path = file.with_name(f"{file.name}.part")
        self.about = file.with_name(f"{file.name}.part.json")
        self.url = self.etag = self.modified = ""
        self.came = 0
        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads(self.about.read_text(encoding="utf-8"))
            self.url, self.etag, self.modified = str(told["url"]), str(told["etag"]), str(told["modified"])
        self.size = self.path.stat().st_size if self.path.exists() and self.etag else 0

    def begin(self, answer: _Answer, url: str) -> None:
        """Go on where the server goes on, else anew."""
        headers = answer.response.headers
        self.came = 0
        goes_on = answer.response.status == 206 and headers.get("Content-Range", "").startswith(f"bytes {self.size}-")
        etag = headers.get("ETag", "")
        if not goes_on or (etag and etag != self.etag):
            if answer.response.status == 206:
                self.forget()
                raise _Broken("the server went on from another place or with another file")
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(b"")
            self.size = 0
            strong = etag and not etag.startswith("W/")
            self.url, self.etag, self.modified = url, etag, headers.get("Last-Modified", "")
            about = asdict(Kept(url, etag if strong else "", self.modified))
            self.about.write_text(json.dumps(about), encoding="utf-8")

    def take(
        self,
        response: urllib3.BaseHTTPResponse,
        deadline: float,
        now: Callable[[], float],
        progress: Callable[[int, int], None],
    ) -> int:
        """Append what comes; the bytes of this answer. A file shorter than announced is an error of urllib3."""
        length = response.headers.get("Content-Length", "")
        total = self.size + int(length) if length.isdigit() else 0
        with self.path.open("ab") as out:
            while chunk := response.read1(CHUNK):  # what is there: a drip must not hold the clock up
                out.write(chunk)
                self.came += len(chunk)
                self.size += len(chunk)
                progress(self.size, total)
                if self.size > MAX_FILE_BYTES:
                    raise FetchFailed(f"larger than {MAX_FILE_BYTES:,} bytes", where=self.url)
                if now() >= deadline:
                    raise _Broken("too slow")
            out.flush()
            os.fsync(out.fileno())
        if total and self.size != total:
            raise _Broken(f"{self.size:,} bytes of {total:,}")
        return self.came

    def done(self) -> None:
        self.path.replace(self.file)
        self.about.unlink(missing_ok=True)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self.about.unlink(missing_ok=True)
        self.size = 0
        self.etag = ""
