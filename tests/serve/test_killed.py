"""A desk that is killed while decisions come in: whatever it acknowledged is in the case and in the log, and the log is whole."""

from __future__ import annotations

import itertools
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

import httpx

from offing.desk.cases import case_on, events_of
from offing.desk.facts import facts_of
from offing.desk.log import records, verify
from offing.desk.store import open_store
from tests.desk.bench import PASSWORD, a_finding, a_review, an_account
from tests.serve.running import Desk, start

KILLS = 8
WRITERS = 4
_LONGEST_S = 25.0
"""Kills end then: a slow machine makes fewer of them, and no fewer than three."""


def test_a_kill_loses_no_decision_that_was_acknowledged(tmp_path: Path) -> None:
    findings = [a_finding(id=f"{n:016x}", subject={**a_finding()["subject"], "id": f"P{n}"}) for n in range(400)]
    store = open_store(tmp_path / "desk")
    with store.writing() as db:
        people = [an_account(db, f"writer {n}") for n in range(WRITERS)]
        book, review = a_review(store, db, people[0], *findings)
    store.close()
    chance, begun, kills = Random(8), time.monotonic(), 0
    numbers, said = itertools.count(), [[] for _ in range(WRITERS)]  # type: ignore[var-annotated]
    tokens: list[tuple[str, str]] = []
    while kills < KILLS and (time.monotonic() - begun < _LONGEST_S or kills < 3):
        desk = start(tmp_path)
        tokens = tokens or [_signed_in(desk, n) for n in range(WRITERS)]
        ended = Event()
        with ThreadPoolExecutor(WRITERS) as pool:
            writers = [pool.submit(_decide, desk, tokens[n], review, numbers, said[n], ended) for n in range(WRITERS)]
            enough = sum(map(len, said)) + chance.randint(1, 12)
            until = time.monotonic() + 10
            while sum(map(len, said)) < enough and time.monotonic() < until:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.05))
            desk.kill()
            ended.set()
            for writer in writers:
                writer.result()
        kills += 1
    acknowledged = [one for those in said for one in those]
    store = open_store(tmp_path / "desk")
    with store.reading() as db:
        assert verify(db) is None
        logged = {(r["object"], r["action"]) for r in _all(db)}
        for finding, disposition in acknowledged:
            case = case_on(db, book, finding)
            assert case is not None, (finding, "acknowledged, and there is no case")
            assert (case.state, case.disposition) == ("proposed", disposition)
            assert [e.kind for e in events_of(db, case.id)] == ["proposed"]
            assert {(f"case {case.id}", "case opened"), (f"case {case.id}", "case proposed")} <= logged
    store.close()
    assert kills >= 3 and len(acknowledged) >= kills, f"{len(acknowledged)} decisions over {kills} kills"


def _signed_in(desk: Desk, n: int) -> tuple[str, str]:
    """Cookie and form's word: they outlive a restart."""
    with httpx.Client(base_url=desk.base, timeout=30) as http:
        http.post("/login", data={"name": f"writer {n}", "password": PASSWORD})
        page = http.get("/cases", headers={"accept": "text/html"}).text
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        assert found is not None
        return http.cookies["offing_session"], found[1]


def _decide(
    desk: Desk,
    token: tuple[str, str],
    review: str,
    numbers: itertools.count[int],
    said: list[tuple[str, str]],
    ended: Event,
) -> None:
    """One decision after another until the desk is gone; only those that were answered are noted."""
    with httpx.Client(base_url=desk.base, timeout=10, cookies={"offing_session": token[0]}) as http:
        while not ended.is_set():
            finding, what = f"{next(numbers) % 400:016x}", ("false_positive", "another_company")
            form = {"csrf": token[1], "disposition": what[0], "reason": what[1], "words": "seen"}
            form["facts"] = facts_of(a_finding())
            try:
                answer = http.post(f"/reviews/{review}/findings/{finding}/propose", data=form)
            except httpx.TransportError:
                return
            if answer.status_code == 303:
                said.append((finding, what[0]))


def _all(db: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    while more := records(db, after=len(found)):  # type: ignore[arg-type]
        found += more
    return found
