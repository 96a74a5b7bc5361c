"""Where the desk is kept: nobody else on the machine reads it, and what was erased is not left in its files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from offing.desk.cases import comment, open_case
from offing.desk.erasing import erase_person
from offing.desk.store import open_store
from tests.desk.bench import a_finding, a_review, an_account, later

DATABASES = ("sqlite",)


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no modes of files")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o277], ids=["open to all", "the usual", "closed to the owner"])
def test_only_the_owner_can_read_the_desk(tmp_path: Path, mask: int) -> None:
    folder = tmp_path / "desk"
    with _umask(mask):
        store = open_store(folder)
        with store.writing() as db:
            an_account(db, "ann")
            modes = {p.name: p.stat().st_mode & 0o777 for p in folder.iterdir()}
    store.close()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes.pop("files") == 0o700
    assert {"desk.sqlite", "desk.sqlite-wal"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_folder_that_is_there_stays_as_its_owner_set_it(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    folder.chmod(0o750)
    open_store(folder).close()
    open_store(folder).close()
    assert folder.stat().st_mode & 0o777 == 0o750
    assert (folder / "desk.sqlite").stat().st_mode & 0o777 == 0o600


def test_what_was_erased_is_in_no_file_of_the_desk(tmp_path: Path) -> None:
    folder, name = tmp_path / "desk", "Forgotten-Person"
    store = open_store(folder)
    with store.writing() as db:
        ann = an_account(db, "ann")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        for n in range(40):
            comment(db, case, f"called {name} {n} " + "x" * 3000, ann, at=later(3), ground={})

    def there() -> bool:
        return any(name.encode() in p.read_bytes() for p in folder.iterdir() if p.is_file())

    assert there()
    erase_person(store, name, "asked", by="root", at=later(4))
    assert not there(), "while the desk is open"
    store.close()
    assert not there()
