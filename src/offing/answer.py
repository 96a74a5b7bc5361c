"""One request, one answer: opens the lists as of the day, reads the book, runs the checks. What `cli` and `serve` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from offing.book.model import Book, Row
from offing.book.read import read_book
from offing.build import Loaded, OpenLists, open_lists
from offing.index.find import Finder
from offing.records.rungs import step
from offing.report.as_json import status_dict
from offing.review.context import Context, status_of
from offing.review.finding import STRENGTHS
from offing.review.listing import lead, status_words
from offing.review.mentions import is_ship
from offing.review.result import ListUsed, Review
from offing.review.run import run_review
from offing.review.screening import Screened
from offing.settings import Home


def review_book(
    book: Path,
    *,
    as_of: date,
    lists: Path | None = None,
    home: Path | None = None,
    role: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> Review:
    """Review the book as of a day: against the index in `home`, the bundled tables, `lists`, and the book's own `lists/`.

    Raises BookError when nothing of the book can be read, MissingSource when a path is not there.
    """
    progress("reading the book")
    read = read_book(book)
    progress("opening the lists")
    own = [lists] if lists is not None else []
    if book.is_dir() and (book / "lists").is_dir():
        own.append(book / "lists")
    opened = open_lists(Home(home) if home is not None else None, as_of, own)
    return run_review(read, opened.view, lists_used(opened, as_of), as_of=as_of, role=role, progress=progress)


def lists_used(opened: OpenLists, as_of: date) -> tuple[ListUsed, ...]:
    """The lists as a report names them."""
    return tuple(_used(x, as_of) for x in opened.loaded)


def _used(one: Loaded, as_of: date) -> ListUsed:
    version, dataset = one.version, one.dataset
    return ListUsed(
        dataset=dataset.name,
        title=dataset.title,
        authority=dataset.authority,
        state=one.state,
        version=version.version if version else "",
        sha256=version.sha256 if version else "",
        published=version.published.isoformat() if version and version.published else "",
        entries=version.entries if version else 0,
        age_days=(as_of - version.dated).days if version and version.published and version.dated <= as_of else None,
        url=dataset.url,
        lacks=version.lacks if version else (),
        notes=one.notes,
    )


def screen_rows(queries: Sequence[Mapping[str, str]], opened: OpenLists, as_of: date) -> list[list[dict[str, Any]]]:
    """For each query (the columns of a screening batch) its possible entries, firmest and nearest first.

    They have the shape that `offing screen --json` prints. A query without a type may be a ship or a party.
    """
    rows = tuple(row for number, query in enumerate(queries) for row in _query_rows(number, query))
    context = Context(Book("screen", rows, {}), opened.view, Finder(opened.view), as_of, ())
    by_query: list[dict[int, list[Screened]]] = [{} for _ in queries]
    for one in context.screening.found:
        by_query[one.mention.row.number].setdefault(one.hit.position, []).append(one)
    return [[_match(context, found) for found in sorted(hits.values(), key=_nearest)] for hits in by_query]


def _query_rows(number: int, query: Mapping[str, str]) -> Iterator[Row]:
    """A query as a row of the sheet that its type belongs to; an IMO number is a ship's there, or a company's here."""
    texts = {k: v.strip() for k, v in query.items() if v and v.strip()}
    row = Row("vessels", number, "query", texts)
    if is_ship(row) or not row["type"]:
        yield row
    if not is_ship(row):
        yield replace(row, sheet="parties", texts={**texts, "imo_company": row["imo"]} if row["imo"] else texts)


def _nearest(found: list[Screened]) -> tuple[object, ...]:
    first = found[0]
    listing = first.standing.listing
    rung = min(step(s.standing.listing.rung) for s in found)
    return STRENGTHS.index(first.strength), not first.hit.exact, -first.hit.cover, rung, listing.dataset, listing.entry


def _match(context: Context, found: list[Screened]) -> dict[str, Any]:
    first = found[0]
    entity = context.entity_of(first)
    statuses = sorted((status_of(s, entity) for s in found), key=lambda s: step(s.rung))
    against = [f"{p.feature}: {p.says} ({p.value})" for p in first.parts if not p.says.startswith("the same")]
    return {
        "dataset": entity.dataset,
        "entry": entity.entry,
        "name": first.hit.listed,
        "type": entity.schema,
        "strength": first.strength,
        "score_parts": [{"feature": p.feature, "says": p.says, "value": p.value} for p in first.parts],
        "status": [status_dict(s) for s in statuses],
        "against": [*against, *first.hit.differs],
        "why": f"{lead(first)}: {status_words(statuses)}.",
    }
