"""One ship asked, one dossier: opens the lists as of the day, reviews the books, and puts together what they say of her."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from offing.answer import examine_book, kept_decisions, lists_used
from offing.build import OpenLists, open_lists
from offing.index import keep
from offing.index.find import Finder
from offing.index.past import Text, texts_over_time
from offing.index.profiles import STANDARD
from offing.index.view import View
from offing.review.dossier import Dossier, dossier
from offing.review.examined import Examined
from offing.review.one_ship import Several, Ship, resolved
from offing.settings import ENGINE, Home


def vessel_dossier(
    asked: str,
    *,
    as_of: date,
    home: Path | None = None,
    lists: Path | None = None,
    books: Sequence[Path] = (),
    profile: str = STANDARD.name,
    progress: Callable[[str], None] = lambda _: None,
) -> Dossier | Several:
    """The dossier of the ship with that IMO number or name, or those that bear the name.

    `lists` and each book's own `lists/` are laid beside those in `home`. Raises what `review_book` raises.
    """
    books = list({book.resolve(): book for book in books}.values())
    progress("opening the lists")
    own = [*([lists] if lists is not None else []), *(b / "lists" for b in books if (b / "lists").is_dir())]
    opened = open_lists(Home(home) if home is not None else None, as_of, own)
    examined = [
        replace(
            examine_book(book, as_of=as_of, lists=lists, home=home, profile=profile, progress=progress), label=label
        )
        for book, label in zip(books, labels(books), strict=True)
    ]
    progress("looking for the ship")
    return dossier_in(opened, Finder(opened.view), asked, as_of=as_of, home=home, examined=examined)


def dossier_in(
    opened: OpenLists,
    finder: Finder,
    asked: str,
    *,
    as_of: date,
    home: Path | None = None,
    examined: Sequence[Examined] = (),
) -> Dossier | Several:
    """The same of lists that are open already, as of their day; `finder` is theirs."""
    ship = resolved(asked, finder, examined)
    if isinstance(ship, Several):
        return ship
    return dossier(
        ship,
        finder,
        lists_used(opened, as_of),
        as_of,
        ENGINE,
        examined,
        _past(ship, opened.view, home, as_of),
        kept_decisions(home),
    )


def labels(books: Sequence[Path]) -> list[str]:
    """The end of each book's path, as long as it takes to tell them all apart."""
    paths = [book.absolute() for book in books]
    longest = max((len(p.parts) for p in paths), default=1)
    for depth in range(1, longest + 1):
        found = ["/".join(p.parts[-depth:]) for p in paths]
        if len(set(found)) == len(set(paths)):
            return found
    return [str(p) for p in paths]


def _past(ship: Ship, view: View, home: Path | None, as_of: date) -> dict[tuple[str, str], tuple[Text, ...]]:
    """What the lists in the index said of her entries, version by version."""
    held = [view.held[p] for p in (*ship.entries, *ship.by_name)]
    held = [h for h in held if not h.timeless]
    if home is None or not held:
        return {}
    with keep.opened(Home(home).index, to_read=True) as db:
        return {(h.dataset, h.entry): texts_over_time(db, keep.versions(db, h.dataset), h.entry, as_of) for h in held}


def teller(
    examined: Examined, book: Path, *, as_of: date, home: Path | None = None
) -> Callable[[str], Dossier | Several]:
    """What tells, of a book that was reviewed from `book`, the dossier of each ship asked for by number or name."""
    own = [book / "lists"] if (book / "lists").is_dir() else []
    opened = open_lists(Home(home) if home is not None else None, as_of, own)
    finder, used, decisions = Finder(opened.view), lists_used(opened, as_of), kept_decisions(home)

    def told(asked: str) -> Dossier | Several:
        ship = resolved(asked, finder, [examined])
        if isinstance(ship, Several):
            return ship
        past = _past(ship, opened.view, home, as_of)
        return dossier(ship, finder, used, as_of, ENGINE, [examined], past, decisions)

    return told
