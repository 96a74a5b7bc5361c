"""One process makes a desk's reviews: of those that share its folder, and of those that share its database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from offing.desk.turn import Turn
from offing.errors import StoreError
from tests.desk.bench import a_store


def test_of_one_folder_one_has_it(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    first, second = Turn(store, tmp_path), Turn(store, tmp_path)
    assert [first.ours(), second.ours(), first.ours()] == [True, False, True]
    first.give_back()
    assert [second.ours(), first.ours()] == [True, False]
    second.give_back()


def test_of_one_database_one_has_it_wherever_their_folders_are(tmp_path: Path, database: str) -> None:
    folders = [tmp_path / "here", tmp_path / "there"]
    for folder in folders:
        folder.mkdir()
    store = a_store(tmp_path)
    first, second = (Turn(store, folder) for folder in folders)
    shared = database == "postgresql"  # a desk kept in SQLite is its folder's: there is no second folder to it
    assert [first.ours(), second.ours()] == [True, not shared]
    first.give_back()
    assert second.ours()
    second.give_back()


def test_who_loses_the_connection_loses_the_turn(tmp_path: Path, database: str) -> None:
    if database != "postgresql":
        pytest.skip("a file has no connection to lose")
    store = a_store(tmp_path)
    (tmp_path / "there").mkdir()
    first, second = Turn(store, tmp_path), Turn(store, tmp_path / "there")
    assert [first.ours(), second.ours()] == [True, False]
    assert first.held is not None
    number = first.held.execute(text("SELECT pg_backend_pid()")).scalar()
    with store.writing() as db:
        db.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
    with pytest.raises(StoreError):
        first.ours()
    assert [second.ours(), first.ours()] == [True, False]
    second.give_back()
    assert first.ours()
    first.give_back()
