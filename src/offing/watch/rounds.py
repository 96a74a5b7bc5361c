"""A round of watch: each registered book reviewed again as of a day, laid beside its last review, and only then kept."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from offing.answer import examine_book, kept_decisions, lists_used, user_lists
from offing.book.model import Book as Sheets
from offing.build import OpenLists, open_lists
from offing.errors import BookError, OffingError, StoreError
from offing.index import keep as index
from offing.index.changes import Change, between
from offing.index.profiles import profiles
from offing.review.because import Ground, Reason, reasons
from offing.review.dealt import Dealing, Dealings
from offing.review.mentions import Mentions
from offing.review.since import Altered, Noted, Since, cite, noted, rank, since
from offing.settings import Home
from offing.snapshots import sha256_of
from offing.watch import filled, state
from offing.watch.again import MOST_SHARE, again, keep_part
from offing.watch.filled import tell_last
from offing.watch.kept import Book, Last, keep_whole, last, state_of
from offing.watch.make import days_of_rules, make
from offing.watch.part import Asking, WholeReview
from offing.watch.reach import dealings_read

_NO_LAST = "The review before cannot be read, so that all is told once more"


@dataclass(frozen=True, slots=True)
class Scope:
    """How many rows of a book were reviewed, and why: what touched how many rows, or why all were (`whole`)."""

    rows: int = 0
    reviewed: int = 0
    touched: Mapping[str, int] = field(default_factory=dict)
    whole: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What a round found of one book. `reasons` and `dealings` are by a finding's id; `why` is what stopped its review, and
    `keep` keeps the review when all of this was told. `spared`: nothing that a review rests on had moved.
    """

    book: Book
    as_of: date
    found: Since = field(default_factory=Since)
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    dealings: Mapping[str, tuple[Dealing, ...]] = field(default_factory=dict)
    before: Ground | None = None
    now: Ground | None = None
    last_at: str = ""
    notes: tuple[str, ...] = ()
    why: str = ""
    exit_code: int = 0
    spared: bool = False
    scope: Scope = Scope()
    keep: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class _Round:
    """One book at one time, all that its review is made from, and its last review."""

    home: Home
    book: Book
    as_of: date
    at: str
    lists: OpenLists
    files: list[tuple[str, str]]
    digest: str
    held: Last | None
    progress: Callable[[str], None]
    most_share: float


def one_round(
    home: Home,
    books: Sequence[Book],
    as_of: date,
    at: str,
    progress: Callable[[str], None] = lambda _: None,
    most_share: float = MOST_SHARE,
) -> Iterator[News]:
    """The news of each book, one after another. Nothing is kept: `settle` does that when the news was told.

    `at` is the time to keep the review under. A book that cannot be reviewed is told as such, and the others are reviewed. Where
    more than `most_share` of a book's rows would be reviewed again, all are.
    """
    for book in books:
        progress(book.path)
        try:
            yield _news(home, book, as_of, at, progress, most_share)
        except OffingError as error:
            yield News(book, as_of, why=str(error), exit_code=error.exit_code)


def settle(home: Home, news: News) -> None:
    """Keep the review whose news was told: the last thing that a round does."""
    if news.keep is not None:
        news.keep()


def _news(home: Home, book: Book, as_of: date, at: str, progress: Callable[[str], None], most_share: float) -> News:
    path = Path(book.path)
    if not path.exists():
        raise BookError("the book is not there", where=book.path, hint="offing watch --remove, or bring it back")
    notes: tuple[str, ...] = ()
    try:
        held = last(home, book, findings=False)
    except OffingError as error:
        held, notes = None, (f"{_NO_LAST}: {error}",)
    files = [(str(p.relative_to(root)), sha256_of(p)) for root in _folders(book) for p in _files(root)]
    progress("opening the lists")
    lists = open_lists(home, as_of, user_lists(path, Path(book.lists) if book.lists else None))
    digest = _made_from(home, book, as_of, lists, files)
    if held is not None and held.digest == digest:
        return News(book, as_of, before=held.ground, now=held.ground, last_at=held.at, spared=True)
    one = _Round(home, book, as_of, at, lists, files, digest, held, progress, most_share)
    if held is not None and as_of.isoformat() < held.ground.as_of:
        notes = (*notes, f"the review before was as of a later day, {held.ground.as_of}")
    try:
        news = _in_part(one)
    except WholeReview as why:
        news = _whole(one, str(why))
    except StoreError as error:
        news = _whole(replace(one, held=None), f"{_NO_LAST}: {error}")
    return replace(news, notes=(*notes, *news.notes))


def _in_part(one: _Round) -> News:
    """Raises WholeReview where no part will do, StoreError where what is kept cannot be read."""
    held, home, book = one.held, one.home, one.book
    if held is None:
        raise WholeReview("it was not reviewed before")
    path = state_of(home, book)
    if not path.exists():
        raise WholeReview("the review before was kept by another Offing")
    before = held.ground
    now = _ground(one, before.files)
    for name, was, is_ in (
        ("Offing is another", before.engine, now.engine), ("the desk is another", before.role, now.role),
        ("the profile is another", before.profile, now.profile), ("decisions were made", before.decisions, now.decisions),
    ):  # fmt: skip
        if was != is_:
            raise WholeReview(name)
    with (
        state.opened(path) as db,
        index.opened(home.index, to_read=True) if home.index.exists() else nullcontext() as listed,
    ):
        if state.told(db, "files") != [list(f) for f in one.files]:
            raise WholeReview("its files are others")
        asking = Asking(
            one.lists.view, lists_used(one.lists, one.as_of), one.as_of, book.role, profiles()[book.profile],
            kept_decisions(home.root),
        )  # fmt: skip
        part = again(db, listed, asking, date.fromisoformat(before.as_of), one.most_share)
        findings = sorted((f.noted for f in part.now), key=rank)
        found = since(sorted(part.before, key=rank), findings)
        dealings = _dealings(db, found, one.as_of)

    def keep() -> None:
        with state.opened(path) as db, state.changing(db):
            keep_part(db, part, date.fromisoformat(before.as_of))
            tell_last(db, now, one.at, one.digest)

    scope = Scope(part.rows, part.reviewed, part.touched)
    told = _reasons(home, found, before, now)
    return News(book, one.as_of, found, told, dealings, before, now, held.at, scope=scope, keep=keep)


def _whole(one: _Round, why: str) -> News:
    home, book = one.home, one.book
    held = last(home, book) if one.held is not None else None
    examined = examine_book(
        Path(book.path),
        as_of=one.as_of,
        home=home.root,
        lists=Path(book.lists) if book.lists else None,
        role=book.role,
        profile=book.profile,
        progress=one.progress,
        opened=one.lists,
    )
    review = examined.review
    now = _ground(one, dict(review.book.files))
    found = since(held.findings if held else (), tuple(noted(f) for f in review.findings))
    told = _reasons(home, found, held.ground if held else None, now)
    dealings = _look_back(Dealings(examined.mentions), found, one.as_of)

    def keep() -> None:
        def fill(db: sqlite3.Connection) -> None:
            filled.fill(db, examined, now, one.at, one.digest, days_of_rules())
            state.tell(db, "files", one.files)

        keep_whole(home, book, fill)

    before, last_at = (held.ground, held.at) if held else (None, "")
    scope = Scope(len(examined.book.rows), len(examined.book.rows), whole=why)
    return News(book, one.as_of, found, told, dealings, before, now, last_at, scope=scope, keep=keep)


def _reasons(home: Home, found: Since, before: Ground | None, now: Ground) -> dict[str, tuple[Reason, ...]]:
    every: list[Noted | Altered] = [*found.new, *found.changed, *found.gone]
    entries = {
        e for x in every for e in ((x.before.rests_on | x.now.rests_on) if isinstance(x, Altered) else x.rests_on)
    }
    changed = _changes(home, entries, before.lists, now.lists) if before else {}
    return {(x.now if isinstance(x, Altered) else x).id: reasons(x, changed, before, now) for x in every}


def _changes(
    home: Home, wanted: set[tuple[str, str]], before: Mapping[str, str], now: Mapping[str, str]
) -> dict[tuple[str, str], list[Change]]:
    """What each version since the last review did to each of these entries, or to those with these lines."""
    found: dict[tuple[str, str], list[Change]] = defaultdict(list)
    moved = [d for d in {d for d, _ in wanted} if before.get(d) != now.get(d)]
    if not moved or not home.index.exists():
        return found
    with index.opened(home.index, to_read=True) as db:
        for dataset in sorted(moved):
            held = index.versions(db, dataset)
            names = [v.version for v in held]
            ends = [names.index(v) if v in names else -1 for v in (before.get(dataset, ""), now.get(dataset, ""))]
            if min(ends) < 0:
                continue
            for was, is_ in pairwise(held[ends[0] : ends[1] + 1]):
                for change in between(db, was, is_):
                    for key in (change.entry, *map(cite, change.quotes)):
                        if (dataset, key) in wanted:
                            found[dataset, key].append(change)
    return found


def _dealings(db: sqlite3.Connection, found: Since, as_of: date) -> dict[str, tuple[Dealing, ...]]:
    """The look-back, of the rows that it reads."""
    subjects = state.places(db, {(n.subject.sheet, n.subject.row) for n in _looked_back(found)})
    if not subjects:
        return {}
    rows = state.rows(db, dealings_read(db, subjects))
    return _look_back(Dealings(Mentions(Sheets("part", rows, {}))), found, as_of)


def _look_back(dealings: Dealings, found: Since, as_of: date) -> dict[str, tuple[Dealing, ...]]:
    return {n.id: told for n in _looked_back(found) if (told := dealings.of(n.subject, as_of))}


def _looked_back(found: Since) -> list[Noted]:
    """What is new, and what now rests on an entry that it did not rest on before."""
    those = [*found.new, *(a.now for a in found.changed if a.now.entries - a.before.entries)]
    return [n for n in those if n.kind != "MISSING"]


def _ground(one: _Round, files: Mapping[str, str]) -> Ground:
    return Ground(
        as_of=one.as_of.isoformat(),
        engine=make(),
        role=one.book.role,
        profile=one.book.profile,
        decisions=_digest_of(one.home.decisions),
        lists={x.dataset: x.version for x in lists_used(one.lists, one.as_of) if x.version},
        files=files,
    )


def _made_from(home: Home, book: Book, as_of: date, lists: OpenLists, files: list[tuple[str, str]]) -> str:
    """Digest of all that a review is made from: where it is the same, so is the review."""
    used = [asdict(x) for x in lists_used(lists, as_of)]
    told = [asdict(book), as_of.isoformat(), make(), _digest_of(home.decisions), used, files]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()


def _folders(book: Book) -> list[Path]:
    return [Path(p) for p in (book.path, book.lists) if p]


def _files(root: Path) -> list[Path]:
    return sorted(p for p in root.rglob("*") if p.is_file()) if root.is_dir() else [root]


def _digest_of(path: Path) -> str:
    return sha256_of(path) if path.exists() else ""
