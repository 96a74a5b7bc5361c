"""Alerts by mail, webhook and file: sent once, tried again where that may help, kept where it does not; no secret is logged."""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import shutil
import socket
import ssl
import subprocess
from email.policy import default
from pathlib import Path
from time import monotonic

import pytest

from offing.errors import UsageError
from offing.settings import Home
from offing.watch.alerts import Alert, Pace, Way, alert_of, post, send_all
from offing.watch.ways import Mail, digest_way, mail_way, webhook_way
from tests.cli.test_verbs import run
from tests.mailbox import mailbox
from tests.publisher import Play, dripping, hangs_up, silent, status
from tests.watch.hook import hook
from tests.watch.test_watch import begun, load
from tests.watch.test_watch import book as book
from tests.watch.test_watch import home as home

HERE = "127.0.0.1"
NEW = (91000, "EVIL HAIBO ZED", "-0- ")
ALERT = Alert("", "Offing: 1 new", "Alfa is listed.\n.\nÁlfa", '{"watched": []}\n', ())


def waits() -> tuple[list[float], Pace]:
    waited: list[float] = []
    return waited, Pace(lambda: "2026-06-01T00:00:00+00:00", waited.append, longest_s=1.0)


def put(root: Path, *ways: Way) -> Home:
    home = Home(root)
    post(home, alert_of(ALERT.subject, ALERT.text, ALERT.data, ways))
    return home


def outbox(home: Home) -> list[dict[str, object]]:
    return [json.loads(p.read_text()) for p in (home.watch / "outbox").glob("*.json")]


def log(home: Home) -> list[dict[str, object]]:
    path = home.watch / "alerts.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def to(port: int, **more: object) -> Way:
    return mail_way(Mail(HERE, port, "offing@here.example", ("desk@here.example",), **{"secure": False, **more}))  # type: ignore[arg-type]


def test_a_mail(tmp_path: Path) -> None:
    with mailbox() as box:
        home = put(tmp_path, to(box.port))
        waited, pace = waits()
        assert send_all(home, [to(box.port)], pace) == []
    (letter,) = (email.message_from_bytes(x, policy=default) for x in box.letters)
    body = letter.get_body()
    assert (letter["Subject"], letter["To"]) == (ALERT.subject, "desk@here.example")
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").replace("\n..\n", "\n.\n") == ALERT.text + "\n"
    (data,) = letter.iter_attachments()
    assert json.loads(data.get_content()) == {"watched": []}
    assert (outbox(home), waited, [x["outcome"] for x in log(home)]) == ([], [], ["sent"])


MAILS = [
    ({"HELLO": "554 go away"}, 10**9, 1, "554", "turned away for good"),
    ({"HELLO": "421 busy"}, 10**9, 3, "421", "busy each time"),
    ({"HELLO": "421 busy"}, 2, 3, "", "busy twice"),
    ({"RCPT": "550 nobody of that name"}, 10**9, 1, "no recipient", "a recipient that is refused"),
    ({"RCPT": "451 later"}, 1, 2, "", "grey-listed once"),
    ({"END": "552 too much"}, 10**9, 1, "552", "refused after the data"),
    ({"HELLO": "nonsense"}, 10**9, 3, "", "no mail server at all"),
]


@pytest.mark.parametrize(("answers", "bad", "calls", "words", "why"), MAILS, ids=[m[4] for m in MAILS])
def test_mail_servers(tmp_path: Path, answers: dict[str, str], bad: int, calls: int, words: str, why: str) -> None:
    with mailbox(answers, bad_calls=bad) as box:
        home = put(tmp_path, to(box.port))
        waited, pace = waits()
        failed = send_all(home, [to(box.port)], pace)
    assert (box.calls, len(waited)) == (calls, calls - 1), why
    sent = bad < calls
    assert bool(failed) != sent, why
    assert len(outbox(home)) == (0 if sent else 1), "kept until it is sent"
    if failed:
        assert words in failed[0][2], why
    assert [x["try"] for x in log(home)] == list(range(1, calls + 1)), "each try is a line"


def test_the_waits_grow(tmp_path: Path) -> None:
    with hook(status(503)) as (url, _):
        way = webhook_way(url, "s", lambda: 1)
        waited, pace = waits()
        send_all(put(tmp_path, way), [way], pace)
    assert waited == [2.0, 8.0]


def test_a_login_goes_over_a_secret_line_only(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="anyone can read"):
        to(25, user="u", password="hunter2")
    with mailbox() as box:
        way = to(box.port, secure=True, user="u", password="hunter2")
        home = put(tmp_path, way)
        failed = send_all(home, [way], waits()[1])
    assert "STARTTLS" in failed[0][2], "a server that does not offer it is told nothing"
    assert not any(line.startswith(("AUTH", "MAIL", "DATA")) for line in box.lines)
    assert "hunter2" not in (home.watch / "alerts.jsonl").read_text()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         f"subjectAltName=IP:{HERE}", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def test_starttls_and_login(tmp_path: Path, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with mailbox(tls=context) as box:
        good = to(box.port, secure=True, user="u", password="hunter2", trusted=str(certificate / "cert.pem"))
        assert send_all(put(tmp_path / "good", good), [good], waits()[1]) == []
        assert any(line.startswith("AUTH") for line in box.lines)
        assert len(box.letters) == 1
        strange = to(box.port, secure=True, user="u", password="hunter2")
        failed = send_all(put(tmp_path / "strange", strange), [strange], waits()[1])
    assert "SSLCertVerificationError" in failed[0][2], "a certificate that nobody signed"
    assert len(box.letters) == 1
    with mailbox({"AUTH": "535 no such user u with hunter2"}, tls=context) as box:
        wrong = to(box.port, secure=True, user="u", password="hunter2", trusted=str(certificate / "cert.pem"))
        home = put(tmp_path / "wrong", wrong)
        failed = send_all(home, [wrong], waits()[1])
    assert "535" in failed[0][2]
    assert "hunter2" not in (home.watch / "alerts.jsonl").read_text() + failed[0][2], (
        "not even where the server says it"
    )


HOOKS: list[tuple[list[Play], int, str, str]] = [
    ([status(204)], 1, "", "taken"),
    ([status(503), status(500), status(200)], 3, "", "taken at the third try"),
    ([status(429), status(200)], 2, "", "taken when there was room"),
    ([hangs_up(), status(200)], 2, "", "taken after the line broke"),
    ([status(503)], 3, "503", "never well"),
    ([status(401)], 1, "401", "refused: another try would not help"),
    ([status(302, Location="http://127.0.0.1:1/")], 1, "302", "sent elsewhere: not followed"),
    ([silent(5.0)], 3, "no end", "never answers"),
    ([dripping(b"x" * 64, 0.05), status(200)], 1, "", "says yes at once and drips the rest"),
]


@pytest.mark.parametrize(("script", "posts", "words", "why"), HOOKS, ids=[h[3] for h in HOOKS])
def test_webhooks(tmp_path: Path, script: list[Play], posts: int, words: str, why: str) -> None:
    began = monotonic()
    with hook(*script) as (url, posted):
        way = webhook_way(url, "tell-nobody", lambda: 1_780_000_000)
        home = put(tmp_path, way)
        failed = send_all(home, [way], waits()[1])
    assert len(posted) == posts, why
    assert (failed[0][2] if failed else "") == "" if not words else words in failed[0][2], why
    assert len(outbox(home)) == (1 if words else 0)
    assert monotonic() - began < 10.0, "bounded"
    for one in posted:
        signed = hmac.new(b"tell-nobody", b"1780000000." + one.body, hashlib.sha256).hexdigest()
        assert one.headers["Offing-Signature"] == f"sha256={signed}", "as a receiver computes it"
        assert one.headers["Offing-Timestamp"] == "1780000000"
    written = (home.watch / "alerts.jsonl").read_text()
    assert "tell-nobody" not in written
    assert "SECRETPATH" not in written, "an address may be a secret"


def test_a_server_that_drips_is_left(tmp_path: Path) -> None:
    began = monotonic()
    with mailbox(drip_s=0.4) as box:
        way = to(box.port)
        home = put(tmp_path, way)
        assert "no end after 1 s" in send_all(home, [way], waits()[1])[0][2]
    assert monotonic() - began < 8.0
    assert len(outbox(home)) == 1


def test_nobody_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    ways = [to(port), webhook_way(f"http://{HERE}:{port}/", "s", lambda: 1), digest_way(tmp_path / "d.txt")]
    home = put(tmp_path, *ways)
    failed = send_all(home, ways, waits()[1])
    assert [way for _, way, _ in failed] == ["mail", "webhook"]
    assert ALERT.subject in (tmp_path / "d.txt").read_text(), "one way does not keep the others back"
    assert outbox(home)[0]["waits"] == ["mail", "webhook"], "and is not gone by again"


def test_a_digest_that_cannot_be_written(tmp_path: Path) -> None:
    way = digest_way(tmp_path)
    home = put(tmp_path / "home", way)
    assert send_all(home, [way], waits()[1])[0][1] == "digest"
    assert len(outbox(home)) == 1


def test_a_damaged_alert_is_told_and_stays(tmp_path: Path) -> None:
    home = put(tmp_path)
    (home.watch / "outbox" / "x.json").write_text("{")
    assert ("x", "outbox", "cannot be read; it stays in the outbox") in send_all(home, [], waits()[1])


def test_the_next_call_sends_what_was_kept(tmp_path: Path, home: Path, book: Path) -> None:
    """Refused at first; the next call has nothing new to tell, and sends what waits."""
    begun(home, tmp_path, book)
    load(home, tmp_path, "2026-05-02", NEW)
    secret = {"OFFING_WEBHOOK_SECRET": "tell-nobody"}
    with hook(status(401), status(200)) as (url, posted):
        call = ["watch", "--as-of", "2026-06-01", "--webhook", url]
        first = run(*call, home=home, env=secret)
        assert "kept for the next call" in first.err
        assert "SECRETPATH" not in first.err + first.out
        again = run(*call, home=home, env=secret)
        third = run(*call, home=home, env=secret)
    assert (again.code, "nothing is new" in again.out, again.err) == (0, True, "")
    assert third.err == ""
    assert len(posted) == 2, "sent once more, and then no more"
    assert posted[0].body == posted[1].body
    assert any(f["subject"]["id"] == "P1" for f in json.loads(posted[1].body)["watched"][0]["new"])
