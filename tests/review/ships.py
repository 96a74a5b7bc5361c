"""Dossiers made for tests: from plain lists and books written in the test, and nothing bundled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from offing.book.read import read_book
from offing.index.find import Finder
from offing.index.keep import Version
from offing.index.view import Held, View
from offing.lists.contract import ReadLog
from offing.lists.formats.plain import read_plain
from offing.records.codec import encode
from offing.review.decided import NONE_MADE, Decisions
from offing.review.dossier import Dossier, dossier
from offing.review.examined import Examined
from offing.review.in_reports import Reports
from offing.review.one_ship import Several, resolved
from offing.review.result import ListUsed
from offing.review.run import run_review
from tests.review.books import LIST_HEADER, write_book

DAY = date(2024, 6, 1)


def listed(folder: Path, name: str, rows: str) -> tuple[list[Held], ListUsed]:
    """The entries of a plain list called `name`, and the list as a report names it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    path.write_text(LIST_HEADER + rows, encoding="utf-8")
    entities = list(read_plain(path, ReadLog()))
    day = date(2024, 1, 1)
    version = Version(1, name, "2024-01-01", "file", day, day, "", "", "ab" * 32, {}, len(entities), (), ())
    held = [Held(name, e.entry, encode(e), e.place.at, version, ((0, 0),), (), timeless=True) for e in entities]
    used = ListUsed(name, f"list {name}", "", "current", "2024-01-01", "ab" * 32, "2024-01-01", len(held), 152)
    return held, used


def asked(
    tmp: Path,
    ship: str,
    lists: Mapping[str, str] | None = None,
    books: Mapping[str, Mapping[str, str]] | None = None,
    *,
    as_of: date = DAY,
    order: Sequence[str] = (),
    reports: Reports | None = None,
    decisions: Decisions = NONE_MADE,
) -> Dossier | Several:
    """The dossier of the ship, or the several that bear the name. `lists`: rows of a plain list by its name; `books`: sheets
    by book; `order` is the order in which the lists are given."""
    lists = lists or {}
    held, used = [], []
    for name in order or lists:
        entries, one = listed(tmp / "lists", name, lists[name])
        held += entries
        used.append(one)
    view = View(as_of, held)
    examined = []
    for name, sheets in (books or {}).items():
        book = read_book(write_book(tmp / "books" / name, sheets))
        review = run_review(book, view, used, as_of=as_of, reports=reports)
        examined.append(Examined(book, review, None, reports))
    finder = Finder(view)
    found = resolved(ship, finder, examined)
    if isinstance(found, Several):
        return found
    return dossier(found, finder, used, as_of, "offing test", examined, None, decisions)


def made(*args: object, **more: object) -> Dossier:
    """The same, where one ship is meant."""
    found = asked(*args, **more)  # type: ignore[arg-type]
    assert isinstance(found, Dossier), found
    return found
