"""A file from an address: what the line and the server may do, and what must come of it."""

import itertools
import ssl
import subprocess
import time
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from offing.errors import FetchFailed
from offing.fetch import Kept, Patience, fetch
from tests.publisher import Handler, Play, cut, dripping, hangs_up, publisher, silent, status, whole

BODY = bytes(range(256)) * 400
"""A hundred thousand bytes."""


def patience(waits: list[float] | None = None, total_s: float = 30.0, silence_s: float = 5.0) -> Patience:
    def wait(seconds: float) -> None:
        if waits is not None:
            waits.append(seconds)

    return Patience(time.monotonic, wait, total_s=total_s, silence_s=silence_s, attempts=4)


CASES: list[tuple[list[Play], int, str]] = [
    ([whole(BODY)], 1, "at once"),
    ([whole(BODY, etag="")], 1, "no ETag"),
    ([status(500), status(503), whole(BODY)], 3, "two errors of the server, as of the EU's service"),
    ([status(429, Retry_After="7"), whole(BODY)], 2, "asked to wait"),
    ([hangs_up(), whole(BODY)], 2, "the line breaks before an answer"),
    ([cut(BODY, 60_000), whole(BODY)], 2, "cut in the middle"),
    ([cut(BODY, 10_000), cut(BODY, 30_000, etag='"2"'), whole(BODY, etag='"2"')], 3, "cut, and another file by then"),
    ([cut(BODY, 60_000, etag=""), whole(BODY, etag="")], 2, "cut, and nothing to tell the file by"),
    ([cut(BODY, 60_000), status(416), whole(BODY)], 3, "cut, and the rest cannot be had"),
    ([cut(BODY, 60_000, etag='W/"1"'), whole(BODY, etag='W/"1"')], 2, "cut, told apart weakly: begun anew"),
]


@pytest.mark.parametrize(("script", "tries", "why"), CASES, ids=[c[2] for c in CASES])
def test_the_file_is_whole_in_the_end(tmp_path: Path, script: list[Play], tries: int, why: str) -> None:
    with publisher(*script) as (url, asked):
        found = fetch(f"{url}/list.xml", tmp_path / "LIST.XML", Kept(), patience())
    assert (found.state, found.tries, len(asked)) == ("new", tries, tries), why
    assert (tmp_path / "LIST.XML").read_bytes() == BODY
    assert [p.name for p in tmp_path.iterdir()] == ["LIST.XML"], "nothing is left behind"


def test_what_came_is_not_asked_for_again(tmp_path: Path) -> None:
    with publisher(cut(BODY, 60_000), whole(BODY)) as (url, asked):
        found = fetch(f"{url}/l", tmp_path / "L", Kept(), patience())
    assert asked[1]["Range"] == "bytes=60000-"
    assert asked[1]["If-Range"] == '"1"'
    assert found.sent == len(BODY), "each byte came once"


def test_a_later_call_goes_on_where_one_was_killed(tmp_path: Path) -> None:
    broken = [cut(BODY, 60_000)] * patience().attempts
    with publisher(*broken, whole(BODY)) as (url, asked):
        with pytest.raises(FetchFailed, match="60,000 bytes are kept"):
            fetch(f"{url}/l", tmp_path / "L", Kept(), patience())
        fetch(f"{url}/l", tmp_path / "L", Kept(), patience())
    assert asked[-1]["Range"] == "bytes=60000-"
    assert (tmp_path / "L").read_bytes() == BODY


def test_what_did_not_change_is_not_sent(tmp_path: Path) -> None:
    with publisher(whole(BODY)) as (url, asked):
        first = fetch(f"{url}/l", tmp_path / "L", Kept(), patience())
        (tmp_path / "L").unlink()
        again = fetch(f"{url}/l", tmp_path / "L", first.told, patience())
    assert (again.state, again.sent) == ("unchanged", 0)
    assert asked[1]["If-None-Match"] == '"1"'
    assert not (tmp_path / "L").exists()


def test_waits_grow_and_are_those_asked_for(tmp_path: Path) -> None:
    waits: list[float] = []
    with publisher(status(500), status(429, Retry_After="7"), status(503), whole(BODY)) as (url, _):
        fetch(f"{url}/l", tmp_path / "L", Kept(), patience(waits))
    assert waits == [1.0, 7.0, 4.0]


FAILURES: list[tuple[list[Play], str, str]] = [
    ([status(404)], "404", "not there: not tried again"),
    ([status(403, b"no")], "403", "refused"),
    ([status(500)], "after 4 tries", "errors without end"),
    ([cut(BODY, 100)], "after 4 tries", "cut every time"),
    ([status(302, Location="ftp://example.org/x")], "no address", "led to another kind of address"),
    ([status(302)], "no address", "led nowhere"),
    (
        [status(302, Location="/again"), status(302, Location="/and"), status(302, Location="/again")],
        "redirected",
        "led in a circle",
    ),
]


@pytest.mark.parametrize(("script", "says", "why"), FAILURES, ids=[f[2] for f in FAILURES])
def test_what_cannot_be_had_is_an_error_with_a_name(tmp_path: Path, script: list[Play], says: str, why: str) -> None:
    with publisher(*script) as (url, _), pytest.raises(FetchFailed, match=says):
        pytest.fail(f"{fetch(f'{url}/l', tmp_path / 'L', Kept(), patience())}: {why}")
    assert not (tmp_path / "L").exists()


def test_a_redirect_is_followed(tmp_path: Path) -> None:
    with publisher(status(302, Location="/moved"), whole(BODY)) as (url, asked):
        found = fetch(f"{url}/l", tmp_path / "L", Kept(), patience())
    assert [a["path"] for a in asked] == ["/l", "/moved"]
    assert found.url == f"{url}/moved"
    assert found.told.url == f"{url}/l", "asked for by its own address next time"


def test_silence_and_a_slow_drip_come_to_an_end(tmp_path: Path) -> None:
    with publisher(silent(3.0)) as (url, _), pytest.raises(FetchFailed, match="not had"):
        fetch(f"{url}/l", tmp_path / "L", Kept(), patience(total_s=1.0, silence_s=0.2))
    with publisher(dripping(BODY, 0.02)) as (url, _), pytest.raises(FetchFailed, match="not had"):
        fetch(f"{url}/l", tmp_path / "L", Kept(), patience(total_s=0.5, silence_s=0.3))


def test_no_server_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="not had"):
        fetch("http://127.0.0.1:9/l", tmp_path / "L", Kept(), patience())


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with publisher(cut(BODY, 60_000), whole(BODY)) as (url, _):
        fetch(f"{url}/l", tmp_path / "L", Kept(), patience(), lambda held, total: told.append((held, total)))
    assert told[-1] == (len(BODY), len(BODY))
    assert all(a <= b for (a, _), (b, _) in itertools.pairwise(told)), "what was held is not told twice"


def test_a_certificate_that_nobody_signed_is_refused(tmp_path: Path) -> None:
    """A server with a certificate of its own making: nothing is taken, and it is not tried again."""
    key, cert = tmp_path / "k.pem", tmp_path / "c.pem"
    made = subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            key,
            "-out",
            cert,
            "-days",
            "2",
            "-subj",
            "/CN=x",
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("openssl is not here to make a certificate with")
    asked: list[dict[str, str]] = []
    server = HTTPServer(("127.0.0.1", 0), type("Playing", (Handler,), {"script": [whole(BODY)], "asked": asked}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(FetchFailed, match="certificate"):
            fetch(f"https://127.0.0.1:{server.server_port}/l", tmp_path / "L", Kept(), patience())
    finally:
        server.shutdown()
        server.server_close()
    assert not asked
