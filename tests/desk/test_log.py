"""The log proves itself: whatever is changed in it, wherever, the first broken record is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.desk.log import append, erase, length, records, verify
from offing.desk.store import Store
from tests.desk.bench import a_store

TIMES = [f"2026-03-02T09:{m:02}:00.000000Z" for m in range(60)]


def _filled(tmp_path: Path, n: int = 5) -> Store:
    store = a_store(tmp_path)
    with store.writing() as db:
        for i in range(n):
            append(
                db,
                at=TIMES[i],
                actor=f"a{i % 2}",
                action="comment",
                object="case c1",
                before={"n": i},
                after={"n": i + 1},
            )
    return store


def _raw(store: Store) -> sqlite3.Connection:
    return sqlite3.connect(str(store.engine.url.database), isolation_level=None)


def test_a_log_as_written_verifies(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    with store.reading() as db:
        assert verify(db) is None
        assert length(db) == 5
        assert [r["kept_after"] for r in records(db, object="case c1")] == [f'{{"n":{i}}}' for i in range(1, 6)]


BREAKS = [
    ("UPDATE log SET at = replace(at, '09:02', '09:03') WHERE n = 3", 3, "a time is moved"),
    ("UPDATE log SET actor = 'a9' WHERE n = 2", 2, "another did it"),
    ("UPDATE log SET action = 'commenu' WHERE n = 4", 4, "one letter of the action"),
    ("UPDATE log SET object = 'case c2' WHERE n = 1", 1, "of another case"),
    ("UPDATE log SET ground = '{}' || ' ' WHERE n = 5", 5, "a blank in the ground"),
    ("UPDATE log SET prev = hash WHERE n = 2", 2, "the link"),
    ("UPDATE log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE n = 3", 3, "the seal itself"),
    ("UPDATE log SET after = before WHERE n = 2", 2, "a digest"),
    ("DELETE FROM log WHERE n = 3", 3, "a record is taken out"),
    ("DELETE FROM log WHERE n = 5", 5, "the last is taken off"),
    ("DELETE FROM log", 1, "all are taken off"),
    ("UPDATE log SET n = 9 WHERE n = 5", 5, "a number"),
    ("UPDATE log_contents SET after = '{\"n\":7}' WHERE n = 2", 2, "what is kept as the state after"),
    ("UPDATE log_contents SET before = '' WHERE n = 4", 4, "what is kept is emptied without an erasure"),
    ("UPDATE log_contents SET salt = salt || '0' WHERE n = 1", 1, "the salt"),
    (
        "UPDATE log_contents SET salt = '', before = '', after = '', erased = 4 WHERE n = 2",
        2,
        "erased, says who is no erasure",
    ),
    ("UPDATE log_contents SET erased = 5 WHERE n = 2", 2, "said to be erased and still there"),
    ("DELETE FROM log_contents WHERE n = 4", 4, "the contents are gone"),
    ("UPDATE log_head SET n = 4", 5, "the head is set back"),
    ("UPDATE log_head SET hash = replace(hash, substr(hash, 1, 1), 'x')", 0, "the head's hash"),
    ("DELETE FROM log_head", 1, "the head is gone"),
]


@pytest.mark.parametrize(("order", "first", "why"), BREAKS, ids=[b[2] for b in BREAKS])
def test_what_is_changed_is_named(tmp_path: Path, order: str, first: int, why: str) -> None:
    store = _filled(tmp_path)
    _raw(store).execute(order)
    with store.reading() as db:
        broken = verify(db)
    assert broken is not None, why
    assert broken.n == first, (why, broken)


def test_a_forged_chain_over_all_later_records_breaks_at_the_head(tmp_path: Path) -> None:
    """Whoever seals all records anew still has to write the head; `offing verify` of an export has the old one."""
    store = _filled(tmp_path)
    with store.writing() as db:
        before = records(db)[-1]["hash"]
    with store.writing() as db:
        append(db, at=TIMES[9], actor="a0", action="comment", object="case c1", after={"n": 9})
        assert records(db)[-1]["prev"] == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_byte_anywhere_is_named(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    store = _filled(tmp_path_factory.mktemp("log"), 4)
    db = _raw(store)
    table = data.draw(st.sampled_from(["log", "log_contents"]))
    columns = [c[1] for c in db.execute(f"PRAGMA table_info({table})")]
    column = data.draw(st.sampled_from(columns))
    n = data.draw(st.integers(1, 4))
    value = str(db.execute(f"SELECT {column} FROM {table} WHERE n = ?", (n,)).fetchone()[0])
    place = data.draw(st.integers(0, len(value)))
    other = data.draw(
        st.characters(min_codepoint=33, max_codepoint=126).filter(lambda c: c != value[place : place + 1])
    )
    changed: str | int = value[:place] + other + value[place + 1 :]
    if column in ("n", "erased"):
        changed = int(value) + 7
    db.execute(f"UPDATE {table} SET {column} = ? WHERE n = ?", (changed, n))
    with store.reading() as reading:
        broken = verify(reading)
    assert broken is not None
    assert 0 < broken.n <= 5


def test_an_erasure_leaves_a_tombstone_and_the_chain_whole(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    with store.writing() as db:
        said = erase(db, [2, 3], at=TIMES[9], actor="a0", object="person", why="asked on 2 March")
    with store.reading() as db:
        assert verify(db) is None
        found = records(db)
        assert [r["erased"] for r in found] == [0, said, said, 0, 0, 0]
        assert found[1]["kept_after"] == "" and found[1]["after"] != ""
    _raw(store).execute("UPDATE log SET hash = 'x' WHERE n = 2")
    with store.reading() as db:
        broken = verify(db)
    assert broken is not None and broken.n == 2


def test_what_a_change_could_not_finish_is_not_in_the_log(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    with pytest.raises(RuntimeError), store.writing() as db:
        append(db, at=TIMES[8], actor="a0", action="comment", object="case c1")
        raise RuntimeError("the change fails")
    with store.reading() as db:
        assert length(db) == 5
        assert verify(db) is None
