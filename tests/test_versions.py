"""Versions of a real list loaded one upon another: what changed, what they take, and that each day answers as its list alone."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from offing.index.changes import changes
from offing.index.keep import opened
from offing.settings import Home
from offing.snapshots import content_of, versions
from tests.history import FOLDER, Day, answers, asked_of, loaded, read_history
from tests.shared import shared

HELD = 12
"""Versions loaded here; `make bench-watch` loads all."""


@cache
def history() -> tuple[Day, ...]:
    return tuple(read_history(shared(*FOLDER)))


def chosen() -> list[Day]:
    """Versions spread over the years, and each in a row at the end."""
    every = history()
    return [*every[:: len(every) // (HELD - 4)][: HELD - 4], *every[-4:]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("versions")
    found = Home(root / "home")
    assert [u.outcome for u in loaded(found, chosen(), root)] == ["new"] * HELD
    return found


def test_the_history_is_what_was_seen() -> None:
    """308 versions, each the very bytes that were seen, as their hashes say."""
    assert len(history()) == 308
    assert all(hashlib.sha256(d.body).hexdigest().startswith(d.sha256) for d in history())
    totals = Counter[str]()
    for day in history()[1:]:
        totals.update(day.counted)
    assert (totals["added"], totals["removed"], totals["changed"]) == (6809, 927, 1126)


def lines(body: bytes) -> dict[str, str]:
    return {line.partition(",")[0]: line for line in body.decode().split("\r\n")[:-1]}


def test_changes_are_those_of_the_files(home: Home) -> None:
    """Between any two versions held, the entries added, removed and changed are the lines that differ."""
    wanted = Counter[tuple[str, str]]()
    for before, now in zip(chosen(), chosen()[1:], strict=False):
        old, new = lines(before.body), lines(now.body)
        for entry in old.keys() | new.keys():
            if old.get(entry) != new.get(entry):
                kind = "added" if entry not in old else "removed" if entry not in new else "changed"
                wanted[kind, now.day.isoformat()] += 1
    with opened(home.index) as db:
        found = Counter((c.kind, c.date.isoformat()) for c in changes(db, "us_ofac_sdn"))
    assert found == wanted


def test_a_version_takes_what_changed(home: Home, tmp_path: Path) -> None:
    kept = versions(home.snapshots, "us_ofac_sdn")
    assert [content_of(home.snapshots, v, "SDN.CSV") for v in kept] == [d.body for d in chosen()], "every byte is kept"
    stored = [sum(f.stat().st_size for f in (home.snapshots / "us_ofac_sdn" / v.version).iterdir()) for v in kept]
    for before, now, size in zip(chosen()[-4:], chosen()[-3:], stored[-3:], strict=False):
        new = set(now.body.split(b"\r\n")) - set(before.body.split(b"\r\n"))
        assert size < 4000 + sum(map(len, new)) / 2, "the lines that are new, packed, and who, when, where from"
    assert sum(stored) < 0.2 * sum(len(d.body) for d in chosen())


def thinned(day: Day) -> Day:
    """One entry in twelve, by number, so that twenty homes are soon built."""
    rows = [line for number, line in lines(day.body).items() if int(number) % 12 == 0]
    return replace(day, body=("\r\n".join(rows) + "\r\n\x1a").encode())


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[Day]]:
    root = tmp_path_factory.mktemp("thin")
    days = [thinned(d) for d in history()[::7]]
    assert {u.outcome for u in loaded(Home(root / "home"), days, root)} <= {"new", "unchanged"}
    return Home(root / "home"), days


@pytest.mark.parametrize("turn", range(20))
def test_a_day_answers_as_its_list_alone(thin: tuple[Home, list[Day]], tmp_path: Path, turn: int) -> None:
    """On random days, of random names of that day's list and of others: the same entries, by the same features, as strong."""
    home, days = thin
    chance = Random(turn)
    one = chance.choice(days)
    alone = Home(tmp_path / "alone")
    loaded(alone, [one], tmp_path)
    queries = asked_of(one.body, chance.choice(days).body, 24, turn)
    found = answers(home, one.day, queries)
    assert found == answers(alone, one.day, queries)
    assert any(found)
