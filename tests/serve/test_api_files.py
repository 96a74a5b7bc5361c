"""Files sent to the API to be read: the answers of `offing tracks` and `offing read`, in a process of its own, within bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import HTTPException
from starlette.testclient import TestClient

from offing.desk.store import open_store
from offing.errors import MalformedSource, UnsafeInput
from offing.serve import bounded
from offing.serve.app import application
from offing.serve.bounded import MOST_WAITING, answered_apart
from offing.serve.served import Served
from offing.settings import Home
from tests.cli.test_verbs import run
from tests.serve.people import AT, made_people
from tests.serve.running import password_of

REPORT = "SEOUL, 3 March 2024. The Treasury said Dalian Haibo International Freight Co. Ltd. shipped coal to Nampo in 2019.\n"
TRACK = "mmsi,timestamp,lat,lon,sog\n" + "".join(
    f"219006715,2018-06-{1 + h // 2:02}T{h:02}:{m:02}:00Z,{55 + h / 10:.3f},{4 + m / 600:.3f},10\n"
    for h in range(6)
    for m in range(0, 60, 5)
)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Served]:
    store = open_store(tmp_path / "home" / "desk")
    yield Served(Home(tmp_path / "home"), store, lambda: AT, hosts=("testserver",))
    store.close()


def printed(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.code == 0, done.err
    return done.data


def test_positions_become_the_events_that_the_command_line_prints(here: Served, tmp_path: Path) -> None:
    csv = tmp_path / "positions.csv"
    csv.write_text(TRACK, "utf-8")
    wanted = printed("tracks", str(csv), "--only", "gap")
    got = json.loads(
        answered_apart(here, "events", [("../positions.csv", TRACK.encode())], 10_000, only=["gap"], limit=1)
    )
    assert got["total"] == len(wanted["events"]) > 0
    assert got["events"] == wanted["events"][:1]
    assert got["params"] == wanted["params"]
    assert got["read"] == {**wanted["read"], "files": [{**wanted["read"]["files"][0], "file": "positions.csv"}]}


def test_a_report_becomes_the_claims_that_the_command_line_prints(here: Served, tmp_path: Path) -> None:
    made_people(here.home.root)
    text = tmp_path / "report.txt"
    text.write_text(REPORT, "utf-8")
    wanted = printed("read", str(text), "--as-of", AT.date().isoformat())
    assert wanted["claims"]
    client = TestClient(application(here, working=False))
    signed = client.post("/api/login", json={"name": "ann", "password": password_of("ann")}).json()
    client.headers["x-csrf-token"] = signed["csrf"]
    told = client.post("/api/claims", files={"files": (text.name, REPORT.encode())})
    assert told.status_code == 200, told.text
    assert told.json() == wanted
    assert client.post("/api/claims", data={"text": " "}).status_code == 400


def test_what_cannot_be_read_in_time_or_size_is_refused(here: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsafeInput, match="The most is 100"):
        answered_apart(here, "events", [("x.csv", TRACK.encode())], 100, only=[], limit=1)
    with pytest.raises(MalformedSource, match=r"x\.csv: no line names"):
        answered_apart(here, "events", [("x.csv", b"<html><body>404</body></html>")], 100, only=[], limit=1)
    monkeypatch.setattr(bounded, "MOST_SECONDS", 0.05)
    with pytest.raises(UnsafeInput, match="more than"):
        answered_apart(here, "claims", [("x.txt", REPORT.encode())], 1000, as_of="2026-03-02")


def test_more_than_a_few_do_not_wait(here: Served) -> None:
    waiting, _ = bounded._turns(here)
    with ExitStack() as held:
        for _ in range(MOST_WAITING):
            held.enter_context(waiting)
        with pytest.raises(HTTPException) as refused:
            answered_apart(here, "claims", [("x.txt", REPORT.encode())], 1000, as_of="2026-03-02")
    assert (refused.value.status_code, refused.value.headers) == (429, {"Retry-After": "60"})
