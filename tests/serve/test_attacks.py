"""What is refused, that it is refused, and that the log says so."""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from offing.desk.accounts import TRIES
from offing.desk.cases import case_of
from offing.desk.facts import facts_of
from offing.desk.log import records, verify
from offing.desk.store import Store, open_store
from offing.serve.app import application
from offing.serve.guard import SIGN_INS_A_MINUTE
from offing.serve.served import Served
from offing.settings import Home
from tests.desk.bench import PASSWORD, a_finding, a_review, an_account

BAD = "<script>alert(1)</script><img src=x onerror=alert(2)>"
MOST = 3_000_000


@dataclass
class At:
    """A desk in this process, and people at it."""

    store: Store
    app: Any
    review: str
    finding: str
    facts: str

    def person(self, name: str = "") -> Person:
        return Person(self, name)

    def refusals(self) -> list[str]:
        with self.store.reading() as db:
            return [r["kept_after"] for r in records(db) if r["action"] in ("request refused", "sign-in refused")]


class Person:
    """Somebody with a browser; signed in where there is a name."""

    def __init__(self, at: At, name: str) -> None:
        self.at = at
        self.cookies: dict[str, str] = {}
        self.csrf = ""
        if name:
            self.post("/login", {"name": name, "password": PASSWORD}, csrf=False)
            self.csrf = re.search(r'name="csrf" value="([^"]+)"', self.get("/").text)[1]  # type: ignore[index]

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.at.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://localhost", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **more)
                self.cookies.update(dict(answer.cookies))
                return answer

        return asyncio.run(once())

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, headers={"accept": "text/html"}, **more)

    def post(self, path: str, data: dict[str, str], *, csrf: bool = True, **more: Any) -> httpx.Response:
        told = {**({"csrf": self.csrf} if csrf else {}), **data}
        return self.ask("POST", path, data=told, headers={"accept": "text/html", **more.pop("headers", {})}, **more)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[At]:
    store = open_store(tmp_path / "desk")
    with store.writing() as db:
        for name, role in (("ann", "reviewer"), ("bob", "approver"), ("ada", "auditor")):
            account = an_account(db, name, role)
        told = a_finding(says=f"possible match: {BAD}")
        told["subject"] = {**told["subject"], "label": BAD}
        told["evidence"][0]["quote"] = BAD
        _, review = a_review(store, db, account, told)
    here = Served(Home(tmp_path), store, lambda: datetime.now(UTC), most_bytes=MOST)
    yield At(store, application(here, working=False), review, told["id"], facts_of(told))
    with store.reading() as db:
        assert verify(db) is None
    store.close()


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 600_000_000)
    return held.getvalue()


def entities() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        told = (
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]><sst><si><t>&p;</t></si></sst>'
        )
        archive.writestr("xl/sharedStrings.xml", told)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


def upload(person: Person, name: str, content: bytes) -> httpx.Response:
    return person.post("/books", {"name": "x"}, files=[("files", (name, content))])


def decide(at: At, person: Person, **data: str) -> httpx.Response:
    told = {"disposition": "false_positive", "reason": "another_company", "facts": at.facts, **data}
    return person.post(f"/reviews/{at.review}/findings/{at.finding}/propose", told)


def case(at: At) -> str:
    answer = decide(at, at.person("ann"))
    assert answer.status_code == 303
    with at.store.reading() as db:
        return next(str(r["object"]).split()[-1] for r in reversed(records(db)) if r["action"] == "case proposed")


def unsaid(at: At) -> httpx.Response:
    person = at.person("ann")

    async def chunks() -> Any:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
        for _ in range(5):
            yield b"x" * 1_000_000

    return person.ask("POST", "/books", content=chunks(), headers={"content-type": "multipart/form-data; boundary=x"})


def moved(at: At, case: str) -> str:
    with at.store.reading() as db:
        held = case_of(db, case)
    assert held is not None
    return held.moved_at


def foreign(at: At) -> httpx.Response:
    told = {"name": "ann", "password": PASSWORD}
    return at.person().post("/login", told, csrf=False, headers={"origin": "https://evil.example"})


def unseen(at: At) -> httpx.Response:
    """Ann proposes, Bob looks, Ann takes it back and proposes another thing, Bob presses what he saw."""
    ann, bob, held = at.person("ann"), at.person("bob"), case(at)
    looked_at = moved(at, held)
    assert ann.post(f"/cases/{held}/refuse", {"words": "too soon"}).status_code == 303
    assert decide(at, ann, disposition="escalate", reason="blocked").status_code == 303
    answer = bob.post(f"/cases/{held}/confirm", {"seen": looked_at})
    assert bob.post(f"/cases/{held}/confirm", {"seen": moved(at, held)}).status_code == 303
    return answer


def own(at: At) -> httpx.Response:
    bob = at.person("bob")
    assert decide(at, bob).status_code == 303
    with at.store.reading() as db:
        held = next(r["object"].split()[-1] for r in reversed(records(db)) if r["action"] == "case proposed")
    return bob.post(f"/cases/{held}/confirm", {"seen": moved(at, held)})


Attack = Callable[[At], httpx.Response]
ATTACKS: list[tuple[str, Attack, int, str, str]] = [
    ("no session", lambda at: at.person().get(f"/reviews/{at.review}"), 303, "", "every page asks who is there"),
    (
        "forged",
        lambda at: decide(at, at.person("ann"), csrf="x" * 32),
        403,
        "from this session",
        "a word of another page",
    ),
    ("no word", lambda at: at.person("ann").post("/books", {}, csrf=False), 403, "from this session", "no word at all"),
    (
        "host",
        lambda at: at.person().ask("GET", "/", headers={"host": "evil.example"}),
        421,
        "not served",
        "DNS rebinding",
    ),
    ("zip bomb", lambda at: upload(at.person("ann"), "b.xlsx", bomb()), 400, "would unpack", "600 MB in 600 kB"),
    (
        "XXE",
        lambda at: upload(at.person("ann"), "b.xlsx", entities()),
        400,
        "declares entities",
        "it names a file of ours",
    ),
    ("no name", lambda at: upload(at.person("ann"), "../..", b"x"), 400, "no name for a file", "nothing is left of it"),
    ("oversize", lambda at: upload(at.person("ann"), "b.csv", b"x" * (MOST + 1)), 413, "at most", "by what it says"),
    ("oversize, unsaid", unsaid, 413, "at most", "by what it sends"),
    ("own confirmation", own, 400, "cannot confirm", "four eyes"),
    (
        "not an approver",
        lambda at: at.person("ann").post(f"/cases/{case(at)}/confirm", {}),
        403,
        "may not",
        "a reviewer",
    ),
    ("auditor", lambda at: decide(at, at.person("ada")), 403, "may not", "reads everything, changes nothing"),
    ("no case", lambda at: at.person("bob").post("/cases/0000/confirm", {"seen": "x"}), 404, "", "a guessed id"),
    ("another site", foreign, 403, "another site", "a form that another site sends"),
    ("unseen", unseen, 400, "", "a proposal that was taken back and made anew, otherwise"),
    ("old facts", lambda at: decide(at, at.person("ann"), facts="0" * 32), 400, "", "a page of an earlier review"),
]


@pytest.mark.parametrize(("name", "attack", "status", "logged", "why"), ATTACKS, ids=[a[0] for a in ATTACKS])
def test_it_is_refused_and_logged(at: At, name: str, attack: Attack, status: int, logged: str, why: str) -> None:
    answer = attack(at)
    assert answer.status_code == status, (why, answer.text[:300])
    if logged:
        assert any(logged in r for r in at.refusals()), (why, at.refusals())


def test_a_name_with_a_script_is_text(at: At) -> None:
    ann = at.person("ann")
    for path in (
        f"/reviews/{at.review}",
        f"/reviews/{at.review}/findings/{at.finding}",
        f"/reviews/{at.review}?words={BAD}",
        "/cases",
    ):
        answer = ann.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text, path
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


TRAVERSALS = [
    "../../etc/passwd.csv", "..\\..\\win.csv", "/etc/passwd.csv", "files/../../x.csv", "C:\\x.csv",
    "a\x00b.csv", ".csv", "x/files/../y.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", TRAVERSALS)
def test_a_path_in_a_files_name_stays_a_name(at: At, tmp_path: Path, name: str) -> None:
    before = {p for p in tmp_path.rglob("*") if p.is_file()}
    answer = upload(at.person("ann"), name, b"name\nX\n")
    assert answer.status_code in (303, 400, 422)
    new = {p for p in tmp_path.rglob("*") if p.is_file()} - before
    assert all(p.parent == at.store.files for p in new if "desk.sqlite" not in p.name)
    with at.store.reading() as db:
        kept = [
            f["name"]
            for r in records(db)
            if r["action"] == "book uploaded"
            for f in json.loads(r["kept_after"])["files"]
        ]
    assert all(re.fullmatch(r"(files/)?[^/\\\0]+", n) and ".." not in n.split("/") for n in kept), kept


INJECTIONS = ["' OR 1=1 --", "%", "_", "\\", "'; DROP TABLE findings; --", "\x00", "x" * 5000]


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_of_a_filter_are_words(at: At, words: str) -> None:
    ann = at.person("ann")
    answer = ann.get(f"/reviews/{at.review}", params={"words": words, "kind": words, "sheet": words})
    assert answer.status_code == 200
    assert "stopmark" not in answer.text and at.finding not in answer.text
    assert at.finding in ann.get(f"/reviews/{at.review}").text


def test_guessing_a_password_is_slowed_and_logged(at: At) -> None:
    guesser = at.person()
    codes = [
        guesser.post("/login", {"name": "ann", "password": f"guess number {i}"}, csrf=False).status_code
        for i in range(SIGN_INS_A_MINUTE + 3)
    ]
    assert codes == [401] * SIGN_INS_A_MINUTE + [429] * 3
    assert len(at.refusals()) == len(codes)
    assert any("locked" in r for r in at.refusals()), f"the account locks after {TRIES}"


def test_no_secret_is_in_the_log(at: At) -> None:
    ann = at.person("ann")
    ann.post("/login", {"name": "ann", "password": "a wrong secret 77"}, csrf=False)
    with at.store.reading() as db:
        told = str(records(db))
    for secret in (PASSWORD, "a wrong secret 77", ann.csrf, ann.cookies["offing_session"]):
        assert secret not in told


def test_the_cookie_is_for_this_site_and_no_script(at: At) -> None:
    answer = at.person().post("/login", {"name": "ann", "password": PASSWORD}, csrf=False)
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told and "samesite=lax" in told
