"""The log proves itself: whatever is changed in it, wherever, the first broken record is named."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from offing.desk.log import append, erase, length, records, verify
from offing.desk.store import Store
from offing.desk.tables import log, log_contents
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


def _behind_its_back(store: Store, order: str, **values: object) -> None:
    with store.engine.begin() as db:
        db.execute(text(order.replace(":7", r"\:7")), values)


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
    _behind_its_back(store, order)
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


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_byte_anywhere_is_named(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    store = _filled(tmp_path_factory.mktemp("log"), 4)
    table = data.draw(st.sampled_from([log, log_contents]))
    column = data.draw(st.sampled_from([c.name for c in table.c]))
    n = data.draw(st.integers(1, 4))
    with store.reading() as db:
        value = str(db.execute(select(table.c[column]).where(table.c.n == n)).scalar())
    place = data.draw(st.integers(0, len(value)))
    other = data.draw(
        st.characters(min_codepoint=33, max_codepoint=126).filter(lambda c: c != value[place : place + 1])
    )
    changed: str | int = value[:place] + other + value[place + 1 :]
    if column in ("n", "erased"):
        changed = int(value) + 7
    _behind_its_back(store, f"UPDATE {table.name} SET {column} = :changed WHERE n = :n", changed=changed, n=n)
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
    _behind_its_back(store, "UPDATE log SET hash = 'x' WHERE n = 2")
    with store.reading() as db:
        broken = verify(db)
    assert broken is not None and broken.n == 2


def test_many_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    """And whoever reads meanwhile reads one state: the log proves itself at every moment."""
    store = a_store(tmp_path)

    def write(who: int) -> None:
        for i in range(15):
            with store.writing() as db:
                append(db, at=TIMES[i], actor=f"a{who}", action="comment", object="case c1", after={"n": i})

    with ThreadPoolExecutor(5) as pool:
        writers = [pool.submit(write, who) for who in range(4)]
        looked = 0
        while not all(w.done() for w in writers):
            with store.reading() as db:
                assert verify(db) is None
                looked += 1
        for writer in writers:
            writer.result()
    with store.reading() as db:
        assert verify(db) is None
        assert length(db) == 60 and looked > 1
        assert [sum(r["actor"] == f"a{who}" for r in records(db)) for who in range(4)] == [15] * 4


WORDS = [
    ("a\0b", "a NUL"),
    ("\ud800x", "half a pair"),
    ("x\udfff", "the other half"),
    ("\U0001f6a2 \u202e \u2028", "whole ones"),
]


@pytest.mark.parametrize(("words", "why"), WORDS, ids=[w[1] for w in WORDS])
def test_whatever_is_said_is_kept_and_proves_itself(tmp_path: Path, words: str, why: str) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        append(db, at=TIMES[0], actor="a", action="b", object="c", before=words, after={"text": words, words: 1})
    with store.reading() as db:
        assert verify(db) is None, why
        assert json.loads(records(db)[0]["kept_after"]) == {"text": words, words: 1}
        assert records(db, object=words) == []


def test_what_a_change_could_not_finish_is_not_in_the_log(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    with pytest.raises(RuntimeError), store.writing() as db:
        append(db, at=TIMES[8], actor="a0", action="comment", object="case c1")
        raise RuntimeError("the change fails")
    with store.reading() as db:
        assert length(db) == 5
        assert verify(db) is None
