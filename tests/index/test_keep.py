"""The index: append-only, as large as what changed, and its damage an error with a name."""

import sqlite3
from pathlib import Path

import pytest

from offing.errors import StoreError
from offing.index.keep import opened, refuse, standing_refusals, versions
from offing.index.view import held_in_index
from tests.index.made import add, party, view_of


def spans(db: sqlite3.Connection) -> list[tuple[str, int, int]]:
    return db.execute("SELECT entry, first_seq, last_seq FROM spans ORDER BY entry, first_seq").fetchall()


def test_spans_grow_only_with_what_changed(tmp_path: Path) -> None:
    with opened(tmp_path / "index.db") as db:
        a, b = party("1", "Alpha"), party("2", "Beta")
        assert add(db, "2019-01-01", a, b)
        assert add(db, "2019-02-01", b, a)
        assert spans(db) == [("1", 1, 2), ("2", 1, 2)], "the order in the file is no change"
        assert add(db, "2019-03-01", a, party("2", "Beta Ltd"))
        assert spans(db) == [("1", 1, 3), ("2", 1, 2), ("2", 3, 3)]
        assert add(db, "2019-04-01", a)
        assert add(db, "2019-05-01", a, party("2", "Beta Ltd"))
        assert spans(db) == [("1", 1, 5), ("2", 1, 2), ("2", 3, 3), ("2", 5, 5)], "a gap is not bridged"


def test_the_same_version_is_held_once(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with opened(path) as db:
        assert add(db, "2019-01-01", party("1", "Alpha"))
    with opened(path) as db:
        assert not add(db, "2019-01-01", party("1", "Alpha"), party("2", "Beta"))
        assert spans(db) == [("1", 1, 1)]
        assert [v.version for v in versions(db)] == ["2019-01-01"]


def test_an_older_version_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with opened(tmp_path / "index.db") as db:
        add(db, "2019-02-01", party("1", "Alpha"))
        with pytest.raises(StoreError, match="older"):
            add(db, "2019-01-01", party("2", "Beta"))
        assert (len(versions(db)), spans(db)) == (1, [("1", 1, 1)])


def test_a_version_that_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with opened(path) as db:
        add(db, "2019-01-01", party("1", "Alpha"))
    with opened(path) as db, pytest.raises(UnicodeEncodeError):
        add(db, "2019-02-01", party("1", "Alpha"), party("2", "half a letter \ud800"))
    with opened(path) as db:
        assert (len(versions(db)), spans(db)) == (1, [("1", 1, 1)])


def test_two_versions_of_one_day(tmp_path: Path) -> None:
    with opened(tmp_path / "index.db") as db:
        add(db, "2019-01-01", party("1", "Alpha"), mark="-a")
        add(db, "2019-01-01", party("2", "Beta"), mark="-b")
        for day in ("2018-12-31", "2019-01-01", "2019-01-02"):
            view = view_of(db, day)
            for position in range(2):
                view.standings(position)
        begun = view_of(db, "2019-01-02")
        (standing,) = begun.standings(begun.by_entry["list", "2"])
        assert str(standing.since) == "2019-01-01"


def test_a_refused_feed_stands_until_a_version_follows(tmp_path: Path) -> None:
    with opened(tmp_path / "index.db") as db:
        refuse(db, "other", "2019-01-01", "empty")
        add(db, "2019-01-01", party("1", "Alpha"))
        refuse(db, "list", "2019-02-01", "shrunk")
        refuse(db, "list", "2019-02-02", "shrunk again")
        assert standing_refusals(db) == {"other": ("2019-01-01", "empty"), "list": ("2019-02-02", "shrunk again")}
        add(db, "2019-03-01", party("1", "Alpha"))
        assert standing_refusals(db) == {"other": ("2019-01-01", "empty")}


def test_an_index_of_another_schema(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with opened(path) as db:
        add(db, "2019-01-01", party("1", "Alpha"))
        db.execute("UPDATE meta SET value = '99'")
        db.commit()
    with pytest.raises(StoreError, match="schema 99"), opened(path):
        pass


def test_a_table_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE meta (k)")
    with pytest.raises(StoreError), opened(path):
        pass


BYTES = [
    (b"this is no database, and long enough to tell" * 50, "no database"),
    (b"SQLite format 3\x00" + b"\xff" * 5000, "a header alone"),
]


@pytest.mark.parametrize(("body", "why"), BYTES, ids=[b[1] for b in BYTES])
def test_a_file_that_is_no_index(tmp_path: Path, body: bytes, why: str) -> None:
    path = tmp_path / "index.db"
    path.write_bytes(body)
    with pytest.raises(StoreError, match=r"index\.db"), opened(path):
        pytest.fail(why)


def test_a_folder_in_its_place_or_above_it_a_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError), opened(tmp_path):
        pass
    (tmp_path / "file").write_text("x")
    with pytest.raises((StoreError, OSError)), opened(tmp_path / "file" / "index.db"):
        pass


def fill(path: Path) -> None:
    with opened(path) as db:
        add(db, "2019-01-01", *(party(str(i), f"Alpha {i} " + "x" * 300) for i in range(400)))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_damage_anywhere_is_found_when_it_is_read(tmp_path: Path, share: float) -> None:
    path = tmp_path / "index.db"
    fill(path)
    body = bytearray(path.read_bytes())
    at = int(len(body) * share)
    body[at : at + 3000] = b"\xa5" * 3000
    path.write_bytes(bytes(body))
    with pytest.raises(StoreError), opened(path) as db:
        found = versions(db, "list")
        held = held_in_index(db, found, found[0].dated)
        assert len(held) == 400
        db.execute("SELECT 1 FROM spans WHERE hash = 'x' ORDER BY at DESC").fetchall()
        for table in ("spans", "versions", "refusals", "meta"):
            db.execute(f"SELECT * FROM {table}").fetchall()
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok", (
            "only damage to what no row holds may go unseen"
        )
        raise StoreError("the damage lies where nothing is kept")


def test_a_cut_index(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    fill(path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(StoreError), opened(path) as db:
        held_in_index(db, versions(db, "list"), versions(db, "list")[0].dated)


def test_one_letter_changed_in_an_entry_is_found(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    fill(path)
    path.write_bytes(path.read_bytes().replace(b"Alpha 7 ", b"Alphb 7 "))
    with pytest.raises(StoreError, match="entry 7 "), opened(path) as db:
        held_in_index(db, versions(db, "list"), versions(db, "list")[0].dated)
