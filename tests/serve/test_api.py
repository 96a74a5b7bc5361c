"""The API over HTTP: each answer is that of the verb, has the shape that its document says, and a wrong question is told."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cli.test_verbs import run
from tests.serve.lists import with_lists
from tests.serve.people import made_people
from tests.serve.running import Desk, offing, password_of, running

BOOK = Path(__file__).resolve().parents[2] / "src" / "offing" / "demo" / "dalian_trader"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("home")
    with_lists(home, tmp_path_factory.mktemp("sdn"))
    made_people(home)
    with running(home) as found:
        yield found


@contextmanager
def signed_in(desk: Desk, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        told = client.post("/api/login", json={"name": name, "password": password_of(name)})
        assert told.status_code == 200, told.text
        client.headers["x-csrf-token"] = told.json()["csrf"]
        yield client


def printed(desk: Desk, *words: str) -> Any:
    """What the command line prints with --json, called here."""
    done = run(*words, "--json", home=desk.home)
    assert done.code == 0, done.err
    return done.data


@pytest.fixture(scope="module")
def ann(desk: Desk) -> Iterator[httpx.Client]:
    """A reviewer's session."""
    with signed_in(desk, "ann") as client:
        yield client


@pytest.fixture(scope="module")
def program(desk: Desk, ann: httpx.Client) -> Iterator[httpx.Client]:
    """A program that asks with a key of ann's."""
    made = ann.post("/api/keys", json={"label": "tests"})
    assert made.status_code == 201
    with httpx.Client(
        base_url=desk.base, timeout=60, headers={"authorization": f"Bearer {made.json()['words']}"}
    ) as client:
        yield client


@pytest.fixture(scope="module")
def review(ann: httpx.Client) -> str:
    """The demo book, reviewed as of a day on which it has findings."""
    files = [("files", (f.name, f.read_bytes())) for f in sorted(BOOK.iterdir())]
    made = ann.post("/api/books", files=files, data={"name": "Dalian trader", "as_of": "2019-04-01"})
    assert made.status_code == 201, made.text
    review: str = made.json()["review"]
    begun = time.monotonic()
    while (told := ann.get(f"/api/reviews/{review}/progress").json())["state"] not in ("done", "failed"):
        assert time.monotonic() - begun < 60
        time.sleep(0.1)
    assert told["state"] == "done", told
    return review


def ok(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_screening_answers_what_the_command_line_does(desk: Desk, program: httpx.Client) -> None:
    for words in (
        ["DALIAN HAIBO"],
        ["TOROS STAR", "--imo", "9362059"],
        ["NOBODY OF THAT NAME"],
        ["KIM CHOL SU", "--as-of", "2025-03-05"],
    ):
        wanted = printed(desk, "screen", *words)
        names = ["name", *(w.removeprefix("--").replace("-", "_") for w in words[1::2])]
        asked = dict(zip(names, words[::2], strict=True))
        got = ok(program.get("/api/screen", params=asked))
        assert got == wanted, words
        assert ok(program.post("/api/screen", json=asked)) == wanted


def test_a_batch_is_answered_in_its_order(program: httpx.Client) -> None:
    names = ["TOROS STAR", "NOBODY OF THAT NAME", "DALIAN HAIBO INTERNATIONAL FREIGHT"]
    queries = [{"id": str(n), "name": name} for n, name in enumerate(names)]
    got = ok(program.post("/api/screen/batch", json={"queries": queries, "limit": 1}))
    assert [a["query"]["id"] for a in got["answers"]] == ["0", "1", "2"]
    assert [bool(a["matches"]) for a in got["answers"]] == [True, False, True]
    assert all(len(a["matches"]) <= 1 for a in got["answers"])
    assert got["not_checked"], "what was not looked at is told with every answer"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/api/screen", 400, "nothing was asked"),
        ("/api/screen?name=x&as_of=1", 422, "2019-03-22"),
        ("/api/screen?name=x&as_of=1889-01-01", 400, "no answer as of this day"),
        ("/api/screen?name=x&as_of=2999-01-01", 400, "no answer as of this day"),
        ("/api/screen?name=x&profile=all", 422, "profile"),
        ("/api/screen?nom=x", 422, "nom"),
        ("/api/screen?name=%00", 422, "name"),
        ("/api/reviews/0000000000000000", 404, "no such review"),
        ("/api/reviews/../../etc/passwd", 404, ""),
        ("/api/cases/xyz", 422, "case"),
        ("/api/changes?dataset=no_such", 400, "no list is called"),
        ("/api/checks/no_such", 404, "no such check"),
        ("/api/accounts", 403, "role"),
        ("/api/log", 403, "role"),
        ("/api/nowhere", 404, ""),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told(program: httpx.Client, path: str, status: int, told: str) -> None:
    answer = program.get(path)
    assert (answer.status_code, told in answer.json()["detail"]) == (status, True), answer.text


def test_who_does_not_say_who_asks_is_refused(desk: Desk) -> None:
    for path in (
        "/api/screen?name=x",
        "/api/lists",
        "/api/reviews",
        "/api/vessels/9362059",
        "/api/me",
    ):
        for headers in ({}, {"authorization": "Bearer offing_wrong"}, {"cookie": "offing_session=wrong"}):
            assert httpx.get(desk.base + path, headers=headers).status_code == 401, path


def test_a_session_needs_its_word_and_a_key_makes_no_keys(desk: Desk, ann: httpx.Client, program: httpx.Client) -> None:
    with httpx.Client(base_url=desk.base, cookies=ann.cookies) as forged:
        assert forged.post("/api/keys", json={"label": "x"}).status_code == 403
    assert program.post("/api/keys", json={"label": "x"}).status_code == 403
    made = ann.post("/api/keys", json={"label": "short"}).json()
    own = {"authorization": f"ApiKey {made['words']}"}
    assert httpx.get(f"{desk.base}/api/me", headers=own).json()["account"]["name"] == "ann"
    assert ann.delete(f"/api/keys/{made['key']['id']}").status_code == 204
    assert httpx.get(f"{desk.base}/api/me", headers=own).status_code == 401, "a key that was ended is one no more"


def test_a_review_tells_what_was_not_checked_and_its_findings(program: httpx.Client, review: str) -> None:
    told = ok(program.get(f"/api/reviews/{review}"))
    total = told["counts"]["total"]
    assert told["told"]["as_of"] == "2019-04-01"
    assert total == sum(told["counts"]["kinds"].values()) > 5
    assert ok(program.get(f"/api/reviews/{review}/not-checked"))["not_checked"] == told["told"]["not_checked"]
    aside = ok(program.get(f"/api/reviews/{review}/set-aside", params={"limit": 1}))
    assert aside["total"] == len(told["told"]["set_aside"])
    seen: list[str] = []
    while page := ok(program.get(f"/api/reviews/{review}/findings", params={"offset": len(seen), "limit": 4}))[
        "findings"
    ]:
        seen += [f["finding"]["id"] for f in page]
    assert len(seen) == len(set(seen)) == total, "pages show each finding once"
    assert any(r["id"] == review for r in ok(program.get("/api/reviews"))["reviews"])


def test_findings_are_filtered(program: httpx.Client, review: str) -> None:
    def found(**asked: Any) -> list[dict[str, Any]]:
        page = ok(program.get(f"/api/reviews/{review}/findings", params={**asked, "limit": 500}))
        assert page["total"] == len(page["findings"])
        return [f["finding"] for f in page["findings"]]

    every = found()
    for field in ("kind", "check", "strength"):
        for value in {f[field] for f in every}:
            assert found(**{field: value}) == [f for f in every if f[field] == value]
    assert found(sheet="parties") == [f for f in every if f["subject"]["sheet"] == "parties"]
    assert found(stops="true") == [f for f in every if f["stops"]]
    assert found(state="closed") == []
    assert {f["id"] for f in found(words="haibo")} >= {
        f["id"] for f in every if "haibo" in f["subject"]["label"].lower()
    }
    assert found(words="%") == [f for f in every if "%" in f["says"] + f["subject"]["label"] + f["subject"]["id"]]


def test_a_case_needs_two_accounts(desk: Desk, ann: httpx.Client, review: str) -> None:
    finding = ok(ann.get(f"/api/reviews/{review}/findings"))["findings"][0]["finding"]["id"]
    case = ok(ann.post("/api/cases", json={"review": review, "finding": finding}))["case"]["id"]
    wrong = ann.post(f"/api/cases/{case}/propose", json={"disposition": "false_positive", "reason": "no_reason"})
    assert (wrong.status_code, wrong.json()["hint"].startswith("There are")) == (400, True)
    told = ok(ann.post(f"/api/cases/{case}/propose", json={"disposition": "false_positive", "reason": "another_imo"}))
    assert told["case"]["state"] == "proposed"
    assert ann.post(f"/api/cases/{case}/confirm", json={}).status_code == 403, "a reviewer confirms nothing"
    with signed_in(desk, "bob") as bob, signed_in(desk, "cy") as cy:
        assert (
            ok(bob.post(f"/api/cases/{case}/refuse", json={"words": "look at her tonnage"}))["case"]["state"] == "open"
        )
        ok(bob.post(f"/api/cases/{case}/propose", json={"disposition": "false_positive", "reason": "another_imo"}))
        assert bob.post(f"/api/cases/{case}/confirm", json={}).status_code == 400, "not one's own"
        told = ok(cy.post(f"/api/cases/{case}/confirm", json={"words": "seen"}))
    assert (told["case"]["state"], told["case"]["disposition"]) == ("closed", "false_positive")
    kinds = [e["kind"] for e in told["events"]]
    assert kinds[-1] == "confirmed"
    assert len(kinds) == 4
    assert ok(ann.get("/api/cases", params={"state": "closed"}))["cases"][0]["id"] == case
    found = ok(ann.get(f"/api/reviews/{review}/findings", params={"state": "closed"}))
    assert [f["case"]["id"] for f in found["findings"]] == [case]
    assert ann.post(f"/api/cases/{case}/reopen", json={}).status_code == 400
    assert ok(ann.post(f"/api/cases/{case}/reopen", json={"words": "new facts"}))["case"]["state"] == "open"


def test_a_bomb_is_refused_before_it_is_kept(ann: httpx.Client) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    answer = ann.post("/api/books", files={"files": ("book.xlsx", bomb.getvalue())}, data={"name": "bomb"})
    assert answer.status_code == 400, answer.text
    assert "bomb" not in {b["name"] for b in ok(ann.get("/api/books"))["books"]}


def test_a_dossier_is_that_of_the_command_line(desk: Desk, program: httpx.Client) -> None:
    wanted = printed(desk, "vessel", "9362059")
    assert ok(program.get("/api/vessels/9362059")) == wanted
    nobody = ok(program.get("/api/vessels/NO%2FSUCH SHIP"))
    assert nobody["none_found"].startswith("no entry found in [")


def test_lists_and_changes_are_those_of_the_command_line(desk: Desk, program: httpx.Client) -> None:
    assert ok(program.get("/api/lists")) == printed(desk, "lists")
    wanted = printed(desk, "changes")["changes"]
    got = ok(program.get("/api/changes"))
    assert got["changes"] == wanted
    assert [c["kind"] for c in wanted] == ["added", "removed"]
    second = ok(program.get("/api/changes", params={"offset": 1, "limit": 1, "dataset": "us_ofac_sdn"}))
    assert (second["changes"], second["more"]) == (wanted[1:], False)
    assert ok(program.get("/api/changes", params={"from": "2025-03-09"}))["changes"] == []
    assert {c["id"] for c in ok(program.get("/api/checks"))["checks"]} > {"listed_vessel", "ownership_50"}
    assert ok(program.get("/api/checks/matching"))["id"] == "matching"


def test_an_admin_keeps_accounts_and_an_auditor_reads_the_log(desk: Desk) -> None:
    with signed_in(desk, "root") as root:
        new = {"name": "dee", "role": "reviewer", "password": "a long enough one 7"}
        made = root.post("/api/accounts", json=new)
        assert made.status_code == 201, made.text
        assert root.post("/api/accounts", json=new).status_code == 400
        assert root.post("/api/accounts", json={**new, "name": "eve", "password": "short"}).status_code == 400
        changed = ok(root.patch(f"/api/accounts/{made.json()['id']}", json={"role": "auditor"}))
        assert changed["role"] == "auditor"
        assert {a["name"] for a in ok(root.get("/api/accounts"))["accounts"]} > {"ann", "dee"}
        own = ok(root.get("/api/me"))["account"]["id"]
        assert root.patch(f"/api/accounts/{own}", json={"active": False}).status_code == 400
        assert root.patch("/api/accounts/0000000000000000", json={}).status_code == 404
    with signed_in(desk, "ada") as ada:
        log = ok(ada.get("/api/log", params={"limit": 1000}))
        assert [r["n"] for r in log["records"]] == list(range(1, log["total"] + 1))
        assert {"account added", "key made"} <= {r["action"] for r in log["records"]}
        assert "a long enough one 7" not in json.dumps(log)
        whole = ok(ada.get("/api/log/verify"))
        assert (whole["broken"], whole["astray"]) == (None, [])
        last = log["records"][-1]
        later = ok(ada.get("/api/log", params={"after": last["n"] - 1}))["records"]
        assert later[0] == last
        assert ada.post("/api/cases", json={"review": "0" * 16, "finding": "x"}).status_code == 403


def test_answers_follow_an_update(desk: Desk, program: httpx.Client, tmp_path: Path) -> None:
    """The lists are opened anew where the index has changed on disk, without a restart."""
    (tmp_path / "SDN.CSV").write_text(
        '41000,"QUITE NEW LINES",-0- ,"DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Somewhere."\r\n'
        '41001,"TOROS STAR",vessel,"DPRK4",-0- ,"J8XY1",Tanker,1,1,Togo,-0- ,"IMO 9362059."\r\n'
        '41002,"OLD HARBOUR LINES",-0- ,"DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Somewhere."\r\n\x1a', "utf-8"
    )  # fmt: skip
    assert not ok(program.get("/api/screen", params={"name": "QUITE NEW LINES"}))["matches"]
    done = offing(desk.home, "update", "us_ofac_sdn", "--from", str(tmp_path), "--dated", date(2025, 4, 1).isoformat())
    assert done.returncode == 0, done.stderr
    found = ok(program.get("/api/screen", params={"name": "QUITE NEW LINES"}))
    assert [m["entry"] for m in found["matches"]] == ["41000"]
