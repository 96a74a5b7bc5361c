"""After a whole review: all that the next one may need of it, put into the file of the book."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from offing.book.model import Row
from offing.index.engine import Engine
from offing.index.expand import Probes
from offing.index.moved import Print, print_of
from offing.index.near_hits import Hits, hits_of
from offing.index.near_units import Units, Vocabulary, units_of, vocabulary_of
from offing.index.stored import Stored
from offing.index.texts import texts_of
from offing.index.vocabulary import Words, mark_of, marks_of
from offing.review.asked import RUNNING, Asked, asked_of
from offing.review.because import Ground
from offing.review.context import Context
from offing.review.examined import Examined
from offing.review.finding import Finding
from offing.review.meaning import meanings
from offing.review.papers import first_day, last_day
from offing.review.proposals import names_of_ships
from offing.review.run import lists_not_checked
from offing.review.screening import Screened
from offing.review.since import Noted, as_kept, from_kept, noted, rank
from offing.review.whole import Whole, words_of_ships
from offing.review.whole_book import dealt, names_kp
from offing.watch.linked import links
from offing.watch.state import array, group, put, row_text, tell, texts, told

PRINT = ("source", "entry", "digest", "runs", "body")
ASKED = ("rows", "row_at", "marks", "mark_item")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as it is kept; `base` is its id before any order among those that say the same is told, `worded` whether it names
    the day of the review."""

    noted: Noted
    base: str
    worded: bool


def found_as(findings: Iterable[Finding]) -> Iterator[Found]:
    for finding in findings:
        one = noted(finding)
        base = replace(finding, nth=0).id if finding.nth else one.id
        days = {finding.as_of, finding.as_of - timedelta(days=1), finding.as_of + timedelta(days=1)}
        spans = (finding.event_date, *(d for s in finding.status for d in (s.since, s.until)))
        dated = any(s is not None and {s.start, s.end} & days for s in spans)  # as text it may be a month
        yield Found(one, base, dated or finding.as_of.isoformat() in f"{one.says} {one.subject.label}")


def fill(db: sqlite3.Connection, examined: Examined, ground: Ground, at: str, digest: str, days: Sequence[str]) -> None:
    """`days`: on which a rule that Offing knows came or ended. A book of which no part can be reviewed has its findings alone."""
    tell_last(db, ground, at, digest)
    put_findings(db, found_as(examined.review.findings))
    context = examined.context
    why = whole_only(examined)
    tell(db, "whole only", why)
    if why or context is None:
        return
    _fill_rows(db, context)
    tell(db, "dealt", dealt(context))
    tell(db, "named_kp", names_kp(context))
    tell(db, "days", list(days))
    first = len(lists_not_checked(context.lists))
    tell(db, "gaps", [[g.what, g.why] for g in context.not_checked[first:]])
    put(db, {
        "ship_words": np.sort(marks_of(words_of_ships(context.book))),
        "ship_names": np.sort(marks_of({" ".join(n) for n in names_of_ships(context.mentions.ships)})),
    })  # fmt: skip
    asked = asked_of(context.mentions, {row: n for n, row in enumerate(context.book.rows)})
    put_asked(db, asked)
    put_print(db, print_of(context.view))
    names, engine = names_of(asked), context.view.listed.engine
    put_hits(db, hits_of(context.view, names, context.profile.floor))
    for kind in engine.stocks:
        put_units(db, kind, units_of(engine, kind, names))
    put_vocabulary(db, engine)


def whole_only(examined: Examined) -> str:
    """Why such a book is always reviewed whole; "" for one of which parts can be."""
    if examined.context is None or examined.tracks is not None:
        return "it has tracks"
    if examined.reports is not None:
        return "it has reports"
    if examined.book.papers:
        return "it has papers as files"
    return ""


def _fill_rows(db: sqlite3.Connection, context: Context) -> None:
    rows = context.book.rows
    places = {row: n for n, row in enumerate(rows)}
    db.executemany(
        "INSERT INTO rows VALUES (?, ?, ?, ?)", ((n, r.sheet, r.number, row_text(r)) for n, r in enumerate(rows))
    )
    known: dict[str, int] = {}

    def number(name: str) -> int:
        found = known.get(name)
        if found is None:
            found = known[name] = group(name)
        return found

    for n, own in enumerate(links(context, places)):
        db.executemany("INSERT INTO refs VALUES (?, ?)", ((n, m) for m in own.refs))
        db.executemany("INSERT INTO reads VALUES (?, ?)", ((n, number(g)) for g in own.reads))
        db.executemany("INSERT INTO members VALUES (?, ?)", ((number(g), n) for g in own.member))
        db.executemany("INSERT INTO called VALUES (?, ?)", ((number(g), n) for g in own.called))
        db.executemany("INSERT OR REPLACE INTO nodes VALUES (?, ?, ?)", ((number(g), n, part) for g, part in own.nodes))
        db.executemany("INSERT INTO days VALUES (?, ?)", ((d, n) for d in own.days))
    for n, row in enumerate(rows):
        if row.sheet == "vessels" and row.dates.keys() & {"from", "to"}:
            first, last = first_day(row, "from"), last_day(row, "to")
            ends = (first.toordinal() if first else None, last.toordinal() if last else None)
            db.execute("INSERT INTO spans VALUES (?, ?, ?)", (n, *ends))
    put_screened(db, context, places)


def put_screened(db: sqlite3.Connection, context: Context, places: Mapping[Row, int]) -> None:
    """Which entries each of these rows may mean, and the mark of all that it means."""
    db.executemany(
        "INSERT OR IGNORE INTO hits VALUES (?, ?, ?, ?)",
        (
            (places[s.mention.row], *key_at(context, s.hit.position), s.mention.column == "text")
            for s in screened(context)
            if s.mention.row in places
        ),
    )
    marks = meanings(context).items()
    db.executemany("INSERT OR IGNORE INTO meant VALUES (?, ?)", ((places[r], m) for r, m in marks if r in places))


def screened(context: Context) -> Sequence[Screened]:
    return (*context.screening.found, *context.screening.doubted)


def key_at(context: Context, position: int) -> tuple[str, str]:
    """The list and the entry at a position."""
    held = context.view.held
    if isinstance(held, Stored):
        return held.key(position)
    return held[position].dataset, held[position].entry


def put_findings(db: sqlite3.Connection, findings: Iterable[Found]) -> None:
    db.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                f.noted.id, f.base, f.noted.check, f.noted.subject.sheet, f.noted.subject.row, f.worded,
                json.dumps(as_kept(f.noted)),
            )
            for f in findings
        ),
    )  # fmt: skip


def findings_in(db: sqlite3.Connection) -> tuple[Noted, ...]:
    """In the order of a review."""
    return tuple(sorted((from_kept(json.loads(body)) for (body,) in db.execute("SELECT body FROM findings")), key=rank))


def tell_last(db: sqlite3.Connection, ground: Ground, at: str, digest: str) -> None:
    """When the review was, on what it stood, and the digest of all that it was made from."""
    tell(db, "at", at)
    tell(db, "ground", asdict(ground))
    tell(db, "digest", digest)


def names_of(asked: Asked) -> list[tuple[str, int]]:
    """The items that are names, to be asked of the matcher: they stand first."""
    return [item for item in asked.items if item[1] < RUNNING]


def put_asked(db: sqlite3.Connection, asked: Asked) -> None:
    put(db, {f"asked.{name}": getattr(asked, name) for name in ASKED})
    put(db, {
        "asked.text": texts_of([t for t, _ in asked.items]), "asked.kind": np.array([k for _, k in asked.items], np.int8),
    })  # fmt: skip


def asked_in(db: sqlite3.Connection) -> Asked:
    """Without the texts of the items: `names_in` has those that are asked of the matcher."""
    return Asked((), *(array(db, f"asked.{name}") for name in ASKED))


def names_in(db: sqlite3.Connection, which: NDArray[np.int64]) -> list[tuple[str, int]]:
    """These items."""
    held, kinds = texts(db, "asked.text"), array(db, "asked.kind")
    return [(held.text(i), int(kinds[i])) for i in which.tolist()]


def put_print(db: sqlite3.Connection, held: Print) -> None:
    put(db, {f"print.{name}": getattr(held, name) for name in (*PRINT, "ship_words", "common")})
    tell(db, "print.lists", held.lists)
    tell(db, "print.lent", held.lent)


def print_in(db: sqlite3.Connection) -> Print:
    source = array(db, "print.source")
    entry, digest, runs, body = (texts(db, f"print.{name}") for name in PRINT[1:])
    words, common = array(db, "print.ship_words"), array(db, "print.common")
    lent = tuple((a, e, s) for a, e, s in told(db, "print.lent"))
    return Print(tuple(told(db, "print.lists")), source, entry, digest, runs, body, words, common, lent)


def put_units(db: sqlite3.Connection, kind: int, units: Units) -> None:
    """What is kept of the names of a book to tell which are to be asked of the matcher again."""
    words, probes = units.words._asdict(), units.probes._asdict()
    put(db, {f"units.{kind}.words.{name}": value for name, value in words.items()})
    put(db, {f"units.{kind}.probes.{name}": value for name, value in probes.items()})
    put(db, {f"units.{kind}.{name}": getattr(units, name) for name in Units._fields[2:]})


def put_weight(db: sqlite3.Connection, kind: int, weight: NDArray[np.float64]) -> None:
    """What the units weigh, where other words are listed."""
    put(db, {f"units.{kind}.weight": weight})


def units_in(db: sqlite3.Connection, kind: int) -> Units:
    words = Words(*(array(db, f"units.{kind}.words.{name}") for name in Words._fields))
    probes = Probes(*(array(db, f"units.{kind}.probes.{name}") for name in Probes._fields))
    return Units(words, probes, *(array(db, f"units.{kind}.{name}") for name in Units._fields[2:]))


def put_vocabulary(db: sqlite3.Connection, engine: Engine) -> None:
    """The words of the lists, by kind."""
    for kind, held in engine.stocks.items():
        put(db, {f"words.{kind}.{name}": value for name, value in vocabulary_of(held)._asdict().items()})


def vocabulary_in(db: sqlite3.Connection, kind: int) -> Vocabulary:
    return Vocabulary(*(array(db, f"words.{kind}.{name}") for name in Vocabulary._fields))


def put_hits(db: sqlite3.Connection, hits: Hits) -> None:
    put(db, {f"hits.{name}": value for name, value in hits._asdict().items()})


def hits_in(db: sqlite3.Connection) -> Hits:
    return Hits(*(array(db, f"hits.{name}") for name in Hits._fields))


@dataclass(frozen=True, slots=True)
class Marked:
    """Texts, or words in a row, as a set of marks of which only membership is asked."""

    marks: NDArray[np.uint64]

    def __contains__(self, text: object) -> bool:
        mark = mark_of(text if isinstance(text, str) else " ".join(text))  # type: ignore[arg-type]
        at = int(self.marks.searchsorted(mark))
        return at < len(self.marks) and bool(self.marks[at] == mark)


def meant_in(db: sqlite3.Connection, which: Iterable[int]) -> dict[int, int]:
    """The marks of what these rows mean (`review/meaning.py`); of one that means nothing there is none."""
    query = "SELECT mark FROM meant WHERE n = ?"
    return {n: mark for n in which for (mark,) in db.execute(query, (n,))}


def whole_in(db: sqlite3.Connection, silent: Container[Row] = frozenset()) -> Whole:
    """`silent` as in `Whole`."""
    words, names = Marked(array(db, "ship_words")), Marked(array(db, "ship_names"))
    return Whole(told(db, "dealt"), told(db, "named_kp"), words, names, silent)
