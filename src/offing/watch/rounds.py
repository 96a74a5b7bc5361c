"""A round of watch: each registered book reviewed again as of a day, laid beside its last review, and only then kept."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

from offing.answer import lists_used, review_book
from offing.book.read import read_book
from offing.build import open_lists
from offing.errors import BookError, OffingError
from offing.index import keep as index
from offing.index.changes import Change, between
from offing.review.because import Ground, Reason, reasons
from offing.review.dealt import Dealing, Dealings
from offing.review.mentions import Mentions
from offing.review.result import Review
from offing.review.since import Altered, Noted, Since, cite, noted, since
from offing.settings import Home
from offing.snapshots import sha256_of
from offing.watch.kept import Book, Last, keep, last

_NO_LAST = "The review before cannot be read, so that all is told once more"


@dataclass(frozen=True, slots=True)
class News:
    """What a round found of one book. `reasons` and `dealings` are by a finding's id; `why` is what stopped its review, and
    `kept` the review to keep when all of this was told. `spared`: nothing that a review rests on had moved.
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
    kept: Last | None = None


def one_round(
    home: Home, books: Sequence[Book], as_of: date, at: str, progress: Callable[[str], None] = lambda _: None
) -> Iterator[News]:
    """The news of each book, one after another. Nothing is kept: `settle` does that when the news was told.

    `at` is the time to keep the review under. A book that cannot be reviewed is told as such, and the others are reviewed.
    """
    for book in books:
        progress(book.path)
        try:
            yield _news(home, book, as_of, at, progress)
        except OffingError as error:
            yield News(book, as_of, why=str(error), exit_code=error.exit_code)


def settle(home: Home, news: News) -> None:
    """Keep the review whose news was told: the last thing that a round does."""
    if news.kept is not None:
        keep(home, news.book, news.kept)


def _news(home: Home, book: Book, as_of: date, at: str, progress: Callable[[str], None]) -> News:
    path = Path(book.path)
    if not path.exists():
        raise BookError("the book is not there", where=book.path, hint="offing watch --remove, or bring it back")
    notes: tuple[str, ...] = ()
    try:
        held = last(home, book)
    except OffingError as error:
        held, notes = None, (f"{_NO_LAST}: {error}",)
    digest = _made_from(home, book, as_of)
    if held is not None and held.digest == digest:
        return News(book, as_of, before=held.ground, now=held.ground, last_at=held.at, spared=True)
    review = review_book(
        path,
        as_of=as_of,
        home=home.root,
        lists=Path(book.lists) if book.lists else None,
        role=book.role,
        profile=book.profile,
        progress=progress,
    )
    now = _ground(home, book, review)
    if held is not None and now.as_of < held.ground.as_of:
        notes = (*notes, f"the review before was as of a later day, {held.ground.as_of}")
    findings = tuple(noted(f) for f in review.findings)
    found = since(held.findings if held else (), findings)
    told = _reasons(home, found, held.ground if held else None, now)
    dealings = _dealings(path, as_of, found) if found.new or found.changed else {}
    done = Last(at, now, digest, findings)
    before, last_at = (held.ground, held.at) if held else (None, "")
    return News(book, as_of, found, told, dealings, before, now, last_at, notes, kept=done)


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


def _dealings(path: Path, as_of: date, found: Since) -> dict[str, tuple[Dealing, ...]]:
    """The look-back, of what is new and of what now rests on an entry that it did not rest on before."""
    those = [*found.new, *(a.now for a in found.changed if a.now.entries - a.before.entries)]
    those = [n for n in those if n.kind != "MISSING"]
    if not those:
        return {}
    dealings = Dealings(Mentions(read_book(path)))
    return {n.id: told for n in those if (told := dealings.of(n.subject, as_of))}


def _ground(home: Home, book: Book, review: Review) -> Ground:
    return Ground(
        as_of=review.as_of.isoformat(),
        engine=_make(),
        role=book.role,
        profile=book.profile,
        decisions=_digest_of(home.decisions),
        lists={x.dataset: x.version for x in review.lists if x.version},
        files=dict(review.book.files),
    )


def _made_from(home: Home, book: Book, as_of: date) -> str:
    """Digest of all that a review is made from: where it is the same, so is the review."""
    lists = [asdict(x) for x in lists_used(open_lists(home, as_of), as_of)]
    files = [(str(p.relative_to(root)), sha256_of(p)) for root in _folders(book) for p in _files(root)]
    told = [asdict(book), as_of.isoformat(), _make(), _digest_of(home.decisions), lists, files]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()


def _folders(book: Book) -> list[Path]:
    return [Path(p) for p in (book.path, book.lists) if p]


def _files(root: Path) -> list[Path]:
    return sorted(p for p in root.rglob("*") if p.is_file()) if root.is_dir() else [root]


def _digest_of(path: Path) -> str:
    return sha256_of(path) if path.exists() else ""


@cache
def _make() -> str:
    """Digest of Offing's own code and tables: another make may find other things in the same book."""
    digest = hashlib.sha256()

    def walk(folder: Traversable) -> None:
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.is_dir():
                walk(file)
            elif file.name.endswith((".py", ".csv", ".txt", ".json", ".tsv")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())

    walk(resources.files("offing"))
    return digest.hexdigest()[:16]
