"""One request, one answer: opens the lists as of the day, reads the book, runs the checks. What `cli` and `serve` share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from offing.book.model import QUERY, Book, Row
from offing.book.paper_files import with_papers
from offing.book.queries import read_born, read_numbers
from offing.book.read import read_book
from offing.build import Loaded, OpenLists, open_lists
from offing.build.incoming import Asked
from offing.errors import StoreError, UsageError
from offing.index.find import REORDERED, Finder
from offing.index.profiles import STANDARD, Profile, profiles
from offing.records.identifiers import fold_imo, imo_check_digit_ok
from offing.records.rungs import step
from offing.report.as_json import status_dict
from offing.reporters import reports_of
from offing.review.compared import parts_told
from offing.review.context import Context, status_of
from offing.review.decided import NONE_MADE, Decision, Decisions, from_lines, to_line
from offing.review.examined import Examined
from offing.review.finding import STRENGTHS
from offing.review.listing import lead, status_words
from offing.review.mentions import Mentions, is_ship
from offing.review.result import ListUsed, Review
from offing.review.run import reviewed
from offing.review.screening import Screened
from offing.review.sieve import with_candidates
from offing.review.tracked import link
from offing.settings import Home
from offing.tracks.brought import read_tracks, track_files

_BOOK = "in the book"
"""How the table of rules says it; a query is no book."""


def review_book(
    book: Path,
    *,
    as_of: date,
    lists: Path | None = None,
    home: Path | None = None,
    role: str = "",
    profile: str = STANDARD.name,
    progress: Callable[[str], None] = lambda _: None,
) -> Review:
    """Review the book as of a day: against the index in `home`, the bundled tables, `lists`, and the book's own `lists/`.

    Decisions kept in `home` are remembered. Raises BookError when nothing of the book can be read, MissingSource when a
    path is not there, UsageError for a profile that is none.
    """
    return examine_book(book, as_of=as_of, lists=lists, home=home, role=role, profile=profile, progress=progress).review


def examine_book(
    book: Path,
    *,
    as_of: date,
    lists: Path | None = None,
    home: Path | None = None,
    role: str = "",
    profile: str = STANDARD.name,
    progress: Callable[[str], None] = lambda _: None,
    headers: Mapping[tuple[str, str], str] = MappingProxyType({}),
    called: str = "",
    opened: OpenLists | None = None,
) -> Examined:
    """The same, with the book, its tracks and its reports beside the review. `headers`: columns that someone has said headers to
    be, by sheet and header ("" for none); `called`: the book's name where it is not that of its file; `opened`: the lists,
    where they are open.
    """
    if profile not in profiles():
        raise UsageError("no such profile", value=profile, hint=f"There are {', '.join(profiles())}")
    progress("reading the book")
    read = with_papers(read_book(book, headers), book, progress)
    if called:
        read = replace(read, name=called)
    files = track_files(book)
    if files:
        read = replace(read, files={**read.files, **{f.name: f.sha256 for f in files}})
    if opened is None:
        progress("opening the lists")
        opened = open_lists(Home(home) if home is not None else None, as_of, user_lists(book, lists))
    mentions = Mentions(read)
    tracks = (
        read_tracks(files, as_of, lambda ships: [s.mmsi for s in link(mentions, ships).ships], progress)
        if files
        else None
    )
    reports = reports_of(read, book, Finder(opened.view), progress)
    if reports is not None:
        read = replace(read, files={**read.files, **{r.document.name: r.document.sha256 for r in reports.readings}})
    review, context = reviewed(
        read,
        opened.view,
        lists_used(opened, as_of),
        as_of=as_of,
        role=role,
        profile=profiles()[profile],
        decisions=kept_decisions(home),
        tracks=tracks,
        reports=reports,
        progress=progress,
    )
    return Examined(read, review, tracks, reports, context=context)


def user_lists(book: Path, lists: Path | None) -> list[Path]:
    """Where the user's own lists stand: those given, and those in the book's folder."""
    own = [lists] if lists is not None else []
    if book.is_dir() and (book / "lists").is_dir():
        own.append(book / "lists")
    return own


def kept_decisions(home: Path | None) -> Decisions:
    """The decisions kept in a home. Raises StoreError where the file is damaged."""
    path = Home(home).decisions if home is not None else None
    if path is None or not path.exists():
        return NONE_MADE
    try:
        return from_lines(path.read_text(encoding="utf-8").splitlines())
    except ValueError as error:
        raise StoreError(f"a decision cannot be read: {error}", where=str(path)) from error


def keep_decision(home: Path, decision: Decision) -> Path:
    """Add a decision to those kept in a home; nothing there is changed. The file it stands in."""
    path = Home(home).decisions
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(to_line(decision))
    return path


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


def list_row(used: ListUsed, last: Asked | None, newer: str | None = None) -> dict[str, Any]:
    """A list as `offing lists --json` prints it; `last` is when it was last asked for."""
    return {
        "dataset": used.dataset,
        "entries": used.entries,
        "version": used.version or None,
        "published": used.published or None,
        "sha256": used.sha256 or None,
        "age_days": used.age_days,
        "state": used.state,
        "title": used.title,
        "lacks": list(used.lacks),
        "notes": list(used.notes),
        "asked": asdict(last) if last else None,
        "newer": newer,
    }


@dataclass(frozen=True, slots=True)
class Answered:
    """A query's possible entries, and what was looked at and set aside: {what, why}, with the fact that decided."""

    matches: list[dict[str, Any]]
    set_aside: list[dict[str, str]]


def screen_queries(
    queries: Sequence[Mapping[str, str]],
    opened: OpenLists,
    as_of: date,
    finder: Finder | None = None,
    profile: Profile = STANDARD,
    *,
    sieved: bool = True,
    decisions: Decisions = NONE_MADE,
) -> list[Answered]:
    """For each query (the columns of a screening batch) its possible entries, firmest and nearest first, and what was set aside.

    Matches have the shape that `offing screen --json` prints. A query without a type may be a ship or a party. Ships whose
    identity is in doubt stand after the others of their strength. `finder` is that of the same lists, kept from call to
    call. `sieved` False sends every row the whole way: same answers.
    """
    finder = finder or Finder(opened.view)
    if sieved:
        texts = [{k: s for k, v in q.items() if v and (s := v.strip())} for q in queries]
        kept = with_candidates(texts, has_a_hull, finder, profile)
        rows = tuple(r for n in sorted({n for n, _ in kept}) for r in query_rows(n, texts[n]) if (n, r.sheet) in kept)
    else:
        rows = tuple(row for number, query in enumerate(queries) for row in query_rows(number, query))
    context = Context(Book("screen", rows, {}), opened.view, finder, as_of, (), profile=profile, decisions=decisions)
    by_query: dict[int, dict[int, list[Screened]]] = defaultdict(dict)
    for one in (*context.screening.found, *context.screening.doubted):
        by_query[one.mention.row.number].setdefault(one.hit.position, []).append(one)
    aside: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    for passed in context.screening.passed:
        aside[passed.row.number].setdefault(f"{passed.what}: {passed.why}", {"what": passed.what, "why": passed.why})
    finder.tell(found[0].hit for entries in by_query.values() for found in entries.values())
    answers = [Answered([], []) for _ in queries]
    for number in by_query.keys() | aside.keys():
        answers[number].matches.extend(_match(context, f) for f in sorted(by_query[number].values(), key=_nearest))
        answers[number].set_aside.extend(aside[number].values())
    return answers


def query_rows(number: int, query: Mapping[str, str]) -> Iterator[Row]:
    """A query as a row of the sheet that its type belongs to; an IMO number is a ship's there, or a company's here.

    Without a type it is both, unless its facts are a ship's: then only the number is asked as a company's too.
    """
    texts = {k: v.strip() for k, v in query.items() if v and v.strip()}
    born = read_born(texts.get("born", ""))
    row = Row("vessels", number, QUERY, texts, {"born": born} if born else {}, read_numbers(texts))
    if is_ship(row) or not row["type"]:
        yield row
    if not row["type"] and has_a_hull(texts):
        if row["imo"]:
            yield replace(row, sheet="parties", texts={"id": row["id"], "imo_company": row["imo"]})
        return
    if not is_ship(row):
        yield replace(row, sheet="parties", texts={**texts, "imo_company": row["imo"]} if row["imo"] else texts)


def has_a_hull(texts: Mapping[str, str]) -> bool:
    """Whether a query's facts are a ship's: a fleet file seldom says so of each row."""
    return imo_check_digit_ok(fold_imo(texts.get("imo", "")) or "") or bool(read_numbers(texts))


def _nearest(found: list[Screened]) -> tuple[object, ...]:
    first = found[0]
    listing = first.standing.listing
    rung = min(step(s.standing.listing.rung) for s in found)
    doubt = any(p.rule == "imo_other" for p in first.parts)
    return STRENGTHS.index(first.strength), doubt, -first.order, rung, listing.dataset, listing.entry


def _match(context: Context, found: list[Screened]) -> dict[str, Any]:
    first = found[0]
    entity = context.entity_of(first)
    statuses = sorted((status_of(s, entity) for s in found), key=lambda s: step(s.rung))
    parts = tuple(replace(p, says=p.says.replace(_BOOK, "in the query")) for p in first.parts)
    against = [f"{p.says} ({p.value})" for p in parts if p.differs]
    doubt = any(p.rule == "imo_other" for p in first.parts)
    why = f"{lead(first)}: {status_words(statuses)}."
    return {
        "dataset": entity.dataset,
        "entry": entity.entry,
        "name": first.hit.listed,
        "type": entity.schema,
        "strength": first.strength,
        "queue": "identity in doubt" if doubt else "alert",
        "score_parts": parts_told(parts),
        "status": [status_dict(s) for s in statuses],
        "against": [*against, *(d for d in first.hit.differs if d != REORDERED)],
        "why": f"By the IMO number another ship; her identity is in doubt. {why}" if doubt else why,
        "profile": context.profile.name,
    }
