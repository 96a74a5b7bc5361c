"""`offing update` over the line, as a shell sees it: what is told, the exit code, the lock, and a kill at any moment."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from offing.answer import screen_queries
from offing.build import open_lists
from offing.build.fetching import locked
from offing.index import keep
from offing.settings import Home
from offing.snapshots import MANIFEST, damaged_files, versions
from tests.cli.test_verbs import run
from tests.publisher import files, of, publisher, status
from tests.test_build import FIRMS, NULL, sdn
from tests.test_fetching import NEW, OLD, SDN

UN = "/un_sc/consolidated.xml"
KILLS = 100
FIRST_KILLS = 12
SECONDS = 300.0
"""Bound on the whole of the kill test."""


def test_lists_are_fetched_told_and_noted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with publisher(files(OLD)) as (url, _):
        done = run("update", "--mirror", url, "--json", home=home)
        told = {u["dataset"]: u for u in done.data["updates"]}
        assert done.code == 0, "lists that the mirror has not and the home neither are no fault"
        assert (told["us_ofac_sdn"]["outcome"], told["un_sc"]["outcome"]) == ("new", "no address")
        assert told["us_ofac_sdn"]["url"] == f"{url}{SDN}"
        assert told["us_ofac_sdn"]["sent_bytes"] == len(OLD[SDN])
        again = run("update", "us_ofac_sdn", "--mirror", url, home=home)
        assert f"us_ofac_sdn: unchanged {told['us_ofac_sdn']['version']} (20 entries): the server says" in again.err
    rows = {x["dataset"]: x for x in run("lists", "--json", home=home).data["lists"]}
    assert rows["us_ofac_sdn"]["asked"]["outcome"] == "unchanged"
    assert "unchanged" in run("lists", home=home).out


def test_what_cannot_be_had_exits_3_and_the_others_are_fetched(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with publisher(files(OLD)) as (url, _):
        run("update", "--mirror", url, home=home)
    with publisher(of(NEW | {UN: b""}, status(403))) as (url, _):
        done = run("update", "--mirror", url, "--json", "--patience", "2", home=home)
    told = {u["dataset"]: u["outcome"] for u in done.data["updates"]}
    assert (done.code, told["us_ofac_sdn"], told["un_sc"], told["gb_uksl"]) == (3, "failed", "failed", "no address")
    rows = {x["dataset"]: x for x in run("lists", "--json", home=home).data["lists"]}
    assert (rows["us_ofac_sdn"]["state"], rows["us_ofac_sdn"]["entries"]) == ("held_back", 20)
    assert rows["un_sc"]["asked"]["outcome"] == "failed"
    assert (
        run("update", "us_ofac_sdn", "eu_vessels", "--mirror", "http://127.0.0.1:9", "--patience", "1", home=home).code
        == 3
    )


def test_of_two_updates_the_second_says_so_and_exits_3(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with publisher(files(OLD)) as (url, _), locked(Home(home)):
        for how in (["--mirror", url], ["--from", str(tmp_path)]):
            done = run("update", *how, home=home)
            assert done.code == 3
            assert "another update is running" in done.err


NURSERY = """
import json, os, sys
from offing.cli import cli
import offing.cli.update, offing.build.making, offing.index.engine, offing.index.saved, offing.fetch, urllib3, certifi, lxml.etree
for line in sys.stdin:
    args = json.loads(line)
    child = os.fork()
    if not child:
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2): os.dup2(null, fd)
        try:
            code = cli.main(args, standalone_mode=False)
            os._exit(code or 0)
        except SystemExit as end:
            os._exit(end.code or 0)
        except BaseException:
            os._exit(70)
    print(child, flush=True)
    sys.stdin.readline()  # until then it is not waited for, so that its number stays its own
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Forks a process for each update, so that none need read the program anew."""


class Updates:
    """Updates run one after another, each a process of its own."""

    def __init__(self, pipe: subprocess.Popen[str], home: Path, url: str) -> None:
        assert pipe.stdin is not None and pipe.stdout is not None
        self.write: IO[str] = pipe.stdin
        self.read: IO[str] = pipe.stdout
        self.home = home
        self.args = ["update", "us_ofac_sdn", "--mirror", url, "--patience", "10"]

    def begin(self) -> int:
        self.write.write(json.dumps(["--home", str(self.home), *self.args]) + "\n")
        self.write.flush()
        return int(self.read.readline())

    def end(self) -> int:
        """Its exit code; the number of a signal below zero."""
        self.write.write("\n")
        self.write.flush()
        return int(self.read.readline())

    def whole(self) -> int:
        self.begin()
        return self.end()


@contextmanager
def updates(home: Path, url: str) -> Iterator[Updates]:
    clean = {k: v for k, v in os.environ.items() if k.lower() not in ("http_proxy", "https_proxy", "all_proxy")}
    command = [sys.executable, "-c", NURSERY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean) as pipe:
        try:
            yield Updates(pipe, home, url)
        finally:
            pipe.kill()


def files_of(home: Path) -> set[str]:
    """Everything that lies in a home but versions, which grow with what changed, and the index's own companions."""
    found = {str(p.relative_to(home)) for p in home.rglob("*") if p.is_file()}
    return {f for f in found if not f.startswith("snapshots/") or "/." in f} - {"index.sqlite-wal", "index.sqlite-shm"}


def check(home: Home, rows: dict[str, set[str]]) -> str:
    """The version in use: whole, and it answers a screen. `rows`: versions by hash, with the numbers of their entries."""
    with keep.opened(home.index) as db:
        last = keep.versions(db, "us_ofac_sdn")[-1]
        entries = db.execute("SELECT entry FROM spans WHERE last_seq = ?", (last.seq,)).fetchall()
    assert {e for (e,) in entries} == rows[last.sha256], "no half version"
    for kept in versions(home.snapshots, "us_ofac_sdn")[-2:]:
        assert damaged_files(home.snapshots, kept) == [], "what is kept can be read back"
    return last.sha256


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
def test_the_first_update_of_all_may_be_killed(tmp_path: Path) -> None:
    """Whatever stands of a home then, lists can be asked for and the next update completes."""
    digest = hashlib.sha256(OLD[SDN]).hexdigest()
    rows = {digest: {str(n) for n, _, _ in FIRMS}}
    with publisher(files(OLD)) as (url, _), updates(tmp_path, url) as update:
        for turn in range(FIRST_KILLS):
            home = Home(tmp_path / f"home{turn}")
            update.home = home.root
            child = update.begin()
            time.sleep(0.08 * turn / FIRST_KILLS)
            os.kill(child, signal.SIGKILL)
            update.end()
            if home.index.exists():
                with keep.opened(home.index) as db:
                    assert len(keep.versions(db)) <= 1
            assert update.whole() == 0
            assert check(home, rows) == digest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    """A hundred updates killed at random moments; after each the index opens and answers, and the next update completes."""
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    home = Home(tmp_path / "home")
    there: dict[str, bytes] = {}
    rows: dict[str, set[str]] = {}

    def publish(day: int) -> str:
        more = [(91000 + day, f"VERSION {day} TRADING", NULL)]
        there[SDN] = sdn(*FIRMS, *more)
        digest = hashlib.sha256(there[SDN]).hexdigest()
        rows[digest] = {str(n) for n, _, _ in (*FIRMS, *more)}
        return digest

    begun = time.monotonic()
    killed, moments = 0, []
    with publisher(files(there)) as (url, _), updates(home.root, url) as update:
        last = publish(0)
        assert update.whole() == 0
        took = time.monotonic()
        last = publish(1)
        assert update.whole() == 0
        took = time.monotonic() - took
        usual = files_of(home.root)
        day = 1
        while killed < KILLS:
            assert time.monotonic() - begun < SECONDS, f"{killed} kills in {SECONDS:.0f} s (seed {seed})"
            day += 1
            now = publish(day)
            child = update.begin()
            moment = chance.uniform(0, took)
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
            code = update.end()
            assert code in (0, -signal.SIGKILL), f"exit {code} (seed {seed})"
            if code == 0:
                took = max(moment * 0.98, 0.02)
                assert check(home, rows) == now
                last = now
                continue
            killed += 1
            moments.append(moment)
            found = check(home, rows)
            assert found in (last, now), f"the version before or the new one, no other (seed {seed})"
            if killed % 10 == 0:
                lists = open_lists(home, date.today())  # noqa: DTZ011
                (answer,) = screen_queries([{"name": "QUORNIX 7 TRADING"}], lists, date.today())  # noqa: DTZ011
                assert answer.matches, "the last good version answers a screen"
            began = time.monotonic()
            assert update.whole() == 0, f"the next update completes (seed {seed})"
            took = 0.8 * took + 0.2 * (time.monotonic() - began)
            assert check(home, rows) == now
            last = now
        update.whole()
    names = {f for f in files_of(home.root) if not f.startswith("ready/")}
    assert names == {f for f in usual if not f.startswith("ready/")}, "nothing lies about"
    assert len([f for f in files_of(home.root) if f.startswith("ready/")]) <= 4
    assert all((f / MANIFEST).exists() for f in (home.snapshots / "us_ofac_sdn").iterdir())
    sys.stderr.write(
        f"{killed} kills in {time.monotonic() - begun:.1f} s, {min(moments):.3f} to {max(moments):.3f} s\n"
    )
