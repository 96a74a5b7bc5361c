"""The checks, run: a book and the lists as of a day → a Review. Pure and deterministic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from offing.book.columns import SHEETS
from offing.book.model import Book
from offing.index.find import Finder
from offing.index.profiles import STANDARD, Profile
from offing.index.view import View
from offing.review.catalog import CheckModule, check_modules
from offing.review.context import Context
from offing.review.decided import NONE_MADE, Decisions
from offing.review.declared import unplaced
from offing.review.finding import SHEETS_TOLD, STRENGTHS, Finding, order
from offing.review.in_reports import Reports
from offing.review.odd_rows import odd_rows
from offing.review.papers import kind_of
from offing.review.result import BookSeen, ListUsed, NotChecked, Review, SetAside
from offing.review.seen_tracks import lines_of, tracks_not_checked
from offing.settings import ENGINE
from offing.tracks.brought import Tracks

_NOT_YET: tuple[tuple[str, str], ...] = (
    ("cargo", "dual-use goods; bans on goods other than those of North Korea and Iran and oil of Russia and Venezuela"),
)
_TOLD = 8


def run_review(
    book: Book,
    view: View,
    lists: Sequence[ListUsed],
    *,
    as_of: date,
    role: str = "",
    profile: Profile = STANDARD,
    decisions: Decisions = NONE_MADE,
    tracks: Tracks | None = None,
    reports: Reports | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Review:
    """Run every check over the book. `progress` is told each check's id as it starts."""
    return reviewed(
        book, view, lists, as_of=as_of, role=role, profile=profile, decisions=decisions, tracks=tracks, reports=reports,
        progress=progress,
    )[0]  # fmt: skip


def reviewed(
    book: Book,
    view: View,
    lists: Sequence[ListUsed],
    *,
    as_of: date,
    role: str = "",
    profile: Profile = STANDARD,
    decisions: Decisions = NONE_MADE,
    tracks: Tracks | None = None,
    reports: Reports | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Review, Context]:
    """The same, with all that the checks looked at."""
    book = replace(book, problems=(*book.problems, *odd_rows(book, as_of)))
    context = Context(book, view, Finder(view), as_of, tuple(lists), (), role, profile, decisions, tracks, reports)
    gaps = (*_not_checked(book, lists), *tracks_not_checked(context), *_reports_not_read(reports))
    context = replace(context, not_checked=gaps)
    modules = check_modules()
    findings = numbered(found_by(modules, context, progress))
    sheets = {sheet: i for i, sheet in enumerate(SHEETS_TOLD)}
    ranked = sorted(findings.values(), key=lambda f: (sheets.get(f.subject.sheet, len(sheets)), *order(f)))
    passed = [(p.row, p.column, p.what, p.why) for p in context.screening.passed]
    passed += context.followed.aside if context.followed else ()
    review = Review(
        book=seen(book, heard=tracks is not None and bool(tracks.ships)),
        as_of=as_of,
        engine=ENGINE,
        role=role,
        lists=tuple(lists),
        not_checked=gaps,
        set_aside=tuple(SetAside(context.subject(row, column), what, why) for row, column, what, why in passed),
        findings=tuple(ranked),
        checks_run=tuple(modules),
        bundled_notice=_bundled_notice(lists, as_of),
        profile=profile.thresholds,
        lines=lines_of(context),
    )
    return review, context


def found_by(
    modules: Mapping[str, CheckModule], context: Context, progress: Callable[[str], None] = lambda _: None
) -> Iterator[Finding]:
    """What checks find, as they find it."""
    for check, module in modules.items():
        progress(check)
        yield from module.run(context)


def numbered(found: Iterable[Finding]) -> dict[str, Finding]:
    """Findings by id: those of rows that say the same are told apart by their order."""
    findings: dict[str, Finding] = {}
    places: dict[str, list[tuple[str, ...]]] = {}
    for finding in found:
        _keep(finding, findings, places)
    return findings


def _keep(finding: Finding, findings: dict[str, Finding], places: dict[str, list[tuple[str, ...]]]) -> None:
    """One finding for the same statuses on one cell, the firmest; rows that say the same are told apart by their order,
    and so are different answers on one cell that rest on no status.
    """
    rows = places.setdefault(finding.id, [])
    place = (finding.evidence[0].place, "" if finding.status else finding.says)
    if place not in rows:
        rows.append(place)
    numbered = replace(finding, nth=rows.index(place))
    held = findings.get(numbered.id)
    if held is None or STRENGTHS.index(numbered.strength) < STRENGTHS.index(held.strength):
        findings[numbered.id] = numbered


def lists_not_checked(lists: Sequence[ListUsed]) -> list[NotChecked]:
    """Lists that are missing, old, of another day or unreadable, and what of the user's own could not be used."""
    found = []
    for used in lists:
        if used.state == "missing":
            found.append(NotChecked(used.dataset, f"{used.title}: not loaded; `offing update {used.dataset}` loads it"))
        elif used.state == "stale":
            found.append(
                NotChecked(
                    f"{used.dataset} after {used.published or used.version[:10]}",
                    f"the version in use is {used.age_days} days old",
                )
            )
        elif used.state in ("held_back", "later", "unreadable", "undated"):
            found.append(NotChecked(used.dataset, used.notes[-1] if used.notes else used.state))
    mine = [x for x in lists if x.state == "user"]
    found += [NotChecked(f"{x.dataset}: a row or column", note) for x in mine for note in x.notes]
    found += [NotChecked(x.dataset, "the list has no entries") for x in mine if not x.entries]
    return found


def _not_checked(book: Book, lists: Sequence[ListUsed]) -> list[NotChecked]:
    """What a check would have needed and did not have, lists first."""
    found = lists_not_checked(lists)
    found += [
        NotChecked(what, "this version of Offing has no such check") for sheet, what in _NOT_YET if book.sheet(sheet)
    ]
    if book.unnamed:
        more = f" and {len(book.unnamed) - _TOLD:,} more" if len(book.unnamed) > _TOLD else ""
        names = f"{', '.join(book.unnamed[:_TOLD])}{more}"
        many = "a file that no row" if len(book.unnamed) == 1 else f"{len(book.unnamed):,} files that no row"
        found.append(NotChecked(f"files/: {many} of documents names", f"not read: {names}"))
    found += [
        NotChecked(f"{sheet}: {header}", "this header could not be mapped to a column")
        for sheet, header in book.unmapped
    ]
    if ports := unplaced((*book.sheet("voyages"), *book.sheet("documents"))):
        more = f" and {len(ports) - _TOLD:,} more" if len(ports) > _TOLD else ""
        many = (
            "a port that could not be placed" if len(ports) == 1 else f"{len(ports):,} ports that could not be placed"
        )
        why = f"not compared with other ports, dates or tracks: {', '.join(p[:60] for p in ports[:_TOLD])}{more}"
        found.append(NotChecked(f"voyages, documents: {many}", why))
    unread = Counter(p.sheet for p in book.problems if (p.row or p.value) and not p.odd)
    found += [
        NotChecked(
            f"{sheet}: {n} cell{'s' if n > 1 else ''} or line{'s' if n > 1 else ''}",
            "could not be read as written; see book problems",
        )
        for sheet, n in unread.items()
    ]
    return found


def _reports_not_read(reports: Reports | None) -> list[NotChecked]:
    """Files of reports that were not read, or not whole."""
    if reports is None:
        return []
    found = [NotChecked(name, why) for name, why in reports.unread]
    return found + [
        NotChecked(r.document.name, note) for r in reports.readings for note in r.document.notes if "not read" in note
    ]


def _bundled_notice(lists: Sequence[ListUsed], as_of: date) -> str:
    used = [x for x in lists if x.state == "bundled"]
    ages = ", ".join(f"{x.dataset} of {x.published or 'no stated day'}" for x in used)
    if not used:
        return ""
    return (
        f"Bundled tables in use: {ages}. They are Offing's own fact tables on North Korea, not a publisher's list, "
        "and do not update themselves."
    )


def seen(book: Book, *, heard: bool = False) -> BookSeen:
    """The book as a report describes it; `heard` where ships were heard in its tracks."""
    filled = {f"{row.sheet}.{column}" for row in book.rows for column in row.texts}
    filled |= {f"documents:{kind_of(row)}" for row in book.sheet("documents")} | ({"tracks"} if heard else set())
    return BookSeen(
        name=book.name,
        rows=tuple((s, len(book.sheet(s))) for s in SHEETS if book.sheet(s)),
        files=tuple(book.files.items()),
        unmapped=book.unmapped,
        mapped=book.mapped,
        problems=book.problems,
        labels=tuple((r.sheet, r.number, r.id, r.label) for r in book.rows),
        filled=tuple(sorted(filled)),
    )
