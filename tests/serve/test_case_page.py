"""A case's own page: files in and out, letters, and who may."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from offing.desk.attachments import MOST_BYTES, attachments_of
from offing.desk.exported import checked
from offing.desk.log import records
from offing.desk.store import Store
from tests.desk.bench import a_finding, a_review, a_store, an_account, later
from tests.serve.asked import Browser, a_desk, found

FINDING = a_finding()["id"]


@dataclass
class Here:
    store: Store
    ann: Browser
    carl: Browser
    review: str
    case: str
    clock: list[Any]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    home = tmp_path_factory.mktemp("case-page")
    store = a_store(home)
    clock = [later(10)]
    with store.writing() as db:
        admin = an_account(db, "root", "admin")
        _, review = a_review(store, db, admin, a_finding(says="<script>alert(1)</script>"))
    app = a_desk(store, home, lambda: clock[0])
    ann, carl = Browser(app, store, "ann"), Browser(app, store, "carl", "auditor")
    opened = ann.post(f"/reviews/{review}/findings/{FINDING}/case")
    assert opened.status_code == 303
    case = opened.headers["location"].removeprefix("/cases/")
    yield Here(store, ann, carl, review, case, clock)
    store.close()


def test_a_case_opens_on_a_page_that_runs_nothing_of_a_finding(here: Here) -> None:
    told = here.carl.get(f"/cases/{here.case}")
    assert told.status_code == 200
    assert "<script>alert" not in told.text and "&lt;script&gt;alert(1)" in told.text
    assert here.carl.get("/cases/none").status_code == 404


def test_a_file_comes_back_as_a_download_and_nothing_else(here: Here) -> None:
    bad = b"<html><script>alert(document.cookie)</script>"
    sent = here.ann.post(f"/cases/{here.case}/attachments", [("files", ("x/../e\u202evil 報.html", bad, "text/html"))])
    assert sent.status_code == 303 and sent.headers["location"] == f"/cases/{here.case}#files"
    with here.store.reading() as db:
        kept = attachments_of(db, here.case)[-1]
    assert kept.name == "e_vil 報.html"
    back = here.carl.get(f"/cases/{here.case}/attachments/{kept.id}")
    assert back.content == bad
    assert back.headers["content-type"] == "application/octet-stream"
    assert back.headers["x-content-type-options"] == "nosniff"
    assert (
        back.headers["content-disposition"]
        == "attachment; filename=\"e_vil__.html\"; filename*=UTF-8''e_vil%20%E5%A0%B1.html"
    )
    assert "sandbox" in back.headers["content-security-policy"]
    assert here.carl.get(f"/cases/another/attachments/{kept.id}").status_code == 404


REFUSED = [
    ("..", b"x", 400, "a name that is none"),
    ("big.bin", b"x" * (MOST_BYTES + 1), 400, "a byte too many"),
    ("empty.txt", b"", 400, "nothing in it"),
]


@pytest.mark.parametrize(("name", "content", "status", "why"), REFUSED, ids=[r[3] for r in REFUSED])
def test_a_file_that_is_not_taken(here: Here, name: str, content: bytes, status: int, why: str) -> None:
    with here.store.reading() as db:
        before = attachments_of(db, here.case)
    told = here.ann.post(f"/cases/{here.case}/attachments", [("files", (name, content, "text/plain"))])
    assert told.status_code == status, why
    with here.store.reading() as db:
        assert attachments_of(db, here.case) == before


def test_who_may_not(here: Here) -> None:
    file = [("files", ("a.txt", b"x", "text/plain"))]
    assert here.carl.post(f"/cases/{here.case}/attachments", file).status_code == 403, "an auditor changes nothing"
    assert here.carl.post(f"/cases/{here.case}/questions", to="x", text="y").status_code == 403
    forged = here.ann.http.post(f"/cases/{here.case}/attachments", data={"csrf": "x"}, files=file)
    assert forged.status_code == 403, "a form that is not ours"
    here.ann.http.cookies, kept = type(here.ann.http.cookies)(), here.ann.http.cookies
    with here.store.reading() as db:
        one = attachments_of(db, here.case)[0]
    assert here.ann.get(f"/cases/{here.case}/attachments/{one.id}").status_code == 303, "to sign in"
    here.ann.http.cookies = kept


def test_a_letter_goes_out_falls_due_and_is_answered(here: Here) -> None:
    told = here.ann.get(f"/cases/{here.case}?to=%3Cb%3EOwner").text
    assert "To: &lt;b&gt;Owner" in told and "Please answer by 2026-03-05 09:10 UTC" in told
    sent = here.ann.post(f"/cases/{here.case}/questions", to="The <b>owner", text="Where was she? </textarea><b>")
    assert sent.status_code == 303
    told = here.ann.get(f"/cases/{here.case}").text
    assert "due in 72 h 0 min" in told and "Where was she? &lt;/textarea&gt;" in told
    here.clock[0] = later(10 + 60 * 75)
    told = Browser(here.ann.http.app, here.store, "ann", make=False).get(f"/cases/{here.case}").text
    assert 'due overdue">overdue by 3 h 0 min' in told
    here.clock[0] = later(20)
    question = found(r"/questions/([0-9a-f]+)/answer", told)
    reply = [("file", ("reply.eml", b"In port.", "message/rfc822"))]
    assert here.ann.post(f"/cases/{here.case}/questions/{question}/answer", reply).status_code == 303
    told = here.ann.get(f"/cases/{here.case}").text
    assert "answered after 0 h 10 min" in told and "reply.eml" in told
    assert here.ann.post(f"/cases/{here.case}/questions/none/answer", reply).status_code == 400


def test_a_case_is_taken_along_as_a_zip_that_verifies(here: Here, tmp_path: Path) -> None:
    back = here.carl.post(f"/cases/{here.case}/export")
    assert back.status_code == 200
    assert back.headers["content-disposition"] == f'attachment; filename="case-{here.case}.zip"'
    with zipfile.ZipFile(io.BytesIO(back.content)) as archive:
        archive.extractall(tmp_path)
    told = checked(tmp_path / f"case-{here.case}", here.store)
    assert told["ok"] and "agrees with the desk's log" in told["log"]
    with here.store.reading() as db:
        assert records(db, object=f"case {here.case}")[-1]["action"] == "case exported"
    assert here.carl.post("/cases/none/export").status_code == 404
    assert here.carl.http.post(f"/cases/{here.case}/export").status_code == 403, "a form that is not ours"


def test_the_finding_leads_to_its_case(here: Here) -> None:
    told = here.carl.get(f"/reviews/{here.review}/findings/{FINDING}").text
    assert f'href="/cases/{here.case}"' in told
    assert f'href="/cases/{here.case}"' in here.carl.get("/cases?state=open").text
