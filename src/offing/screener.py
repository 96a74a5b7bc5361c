"""The Python face of screening: open the lists once, then ask names, one or a stream of them.

    from datetime import date
    from offing.screener import Query, open_screener

    screener = open_screener(as_of=date(2026, 3, 2), home="…")
    for match in screener.screen(Query("DALIAN HAIBO", type="company")):
        print(match.strength, match.name, match.why)

What it answers is what `offing screen` answers: possible entries with the parts that agree, what speaks against, and
what stood when; never a verdict. `screener.lists` tells what was looked at, `screener.not_checked` what was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

from offing.answer import kept_decisions, lists_used, screen_queries
from offing.book.cells import cell_text
from offing.book.queries import ASKED_BY, read_query
from offing.build import OpenLists, open_lists
from offing.errors import UnreadQuery, UsageError
from offing.index.find import Finder
from offing.index.profiles import STANDARD, profiles
from offing.index.steady import steady
from offing.review.decided import Decisions
from offing.review.result import ListUsed
from offing.review.run import lists_not_checked
from offing.settings import Home

STANDARD_PROFILE = STANDARD.name
_MANY = 100
"""Queries asked together from which searches for garbage are put off."""
AT_ONCE = 2000
"""Queries that `screen_many` takes from its stream at a time."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, as text: a name, a number or both, and whatever else is known. `type` is vessel, company, person or
    organisation; without it the name may be any of them, or a ship's alone where a valid IMO number of a ship, a tonnage,
    a length or a year of build stands beside it. Numbers and dates may be given as such; None is blank. `born` is a date,
    month or year; `other_ids` are separated by `;`.
    """

    name: str = ""
    type: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    flag: str = ""
    country: str = ""
    born: str = ""
    other_ids: str = ""
    id: str = ""
    address: str = ""
    gender: str = ""
    registration_number: str = ""
    lei: str = ""
    gross_tonnage: str = ""
    deadweight: str = ""
    built: str = ""
    length_m: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that agrees or speaks against (`bearing`); `value` is that of the query and that of the list it rests on."""

    feature: str
    says: str
    value: str
    bearing: str


@dataclass(frozen=True, slots=True)
class Status:
    """A measure on the entry: rung, whose, where it stands, from and to when (ISO dates, months or years; None if not told)."""

    rung: str
    authority: str
    list: str
    entry: str
    name: str
    program: tuple[str, ...]
    since: str | None
    until: str | None
    wording: str
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that the query may mean. `strength` is match, strong, possible or weak; the order of matches is theirs.

    `queue` is `alert`, or `identity in doubt` for a ship whose name and looks agree and whose number does not.
    """

    dataset: str
    entry: str
    name: str
    type: str
    strength: str
    parts: tuple[Part, ...]
    status: tuple[Status, ...]
    against: tuple[str, ...]
    why: str
    queue: str
    profile: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A query of a stream with its matches, best first, and what of it could not be read."""

    query: Mapping[str, str]
    matches: tuple[Match, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An answer as plain data: `matches` have the shape that `offing screen --json` prints, `set_aside` is {what, why}."""

    query: dict[str, str]
    matches: list[dict[str, Any]]
    problems: tuple[str, ...]
    set_aside: Sequence[dict[str, str]] = ()

    @property
    def asked(self) -> bool:
        """Whether there was a name or number to ask by."""
        return any(self.query.get(c) for c in ASKED_BY)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a screener is opened from. It can be sent to another process, which then opens its own."""

    as_of: date
    home: Path | None = None
    lists: tuple[Path, ...] = ()
    profile: str = STANDARD_PROFILE


@dataclass(frozen=True)
class Screener:
    """Lists opened as of a day. Safe to keep; not safe to ask from two threads at once."""

    opening: Opening
    opened: OpenLists
    finder: Finder

    @cached_property
    def lists(self) -> tuple[ListUsed, ...]:
        """The lists looked at and those that were not there, as a report names them."""
        return lists_used(self.opened, self.opening.as_of)

    @cached_property
    def decisions(self) -> Decisions:
        """What was decided of earlier proposals, in the same home."""
        return kept_decisions(self.opening.home)

    @property
    def not_checked(self) -> tuple[str, ...]:
        """Lists that a full answer needs and that are missing, old, of another day or unreadable, as a review says it."""
        return tuple(gap.what for gap in lists_not_checked(self.lists))

    def screen(self, query: Query | str) -> list[Match]:
        """The entries that the query may mean, best first.

        Raises UnreadQuery where a part of the query cannot be read or a name is too long to be compared whole; its `answer`
        is the Answer that `screen_many` gives for the query, with the matches of what could be read and the problems.
        """
        (answer,) = self.screen_many([query])
        if answer.problems:
            raise UnreadQuery(answer.problems, answer)
        return list(answer.matches)

    def screen_many(self, queries: Iterable[Query | str | Mapping[str, str]]) -> Iterator[Answer]:
        """Answers in the order of the queries, of which some 2,000 at a time are taken and held. Nothing is raised for a
        query that cannot be read: its answer says so."""
        stream = iter(queries)
        while some := list(islice(stream, AT_ONCE)):
            for found in self.find([_texts(q) for q in some]):
                yield Answer(found.query, tuple(map(match_of, found.matches)), found.problems)

    def find(self, rows: Sequence[Mapping[str, str]]) -> list[Found]:
        """Rows of a file of queries by column → what `screen` answers, as plain data. What `--batch` and Spark call.

        What was set aside is told of rows that have a candidate only; `look` tells all.
        """
        return self._asked(rows, sieved=True)

    def look(self, row: Mapping[str, str]) -> Found:
        """One row, with all that was looked at and set aside, and why."""
        return self.look_many([row])[0]

    def look_many(self, rows: Sequence[Mapping[str, str]]) -> list[Found]:
        """The same of several rows at once, which takes less than one after another."""
        return self._asked(rows, sieved=False)

    def _asked(self, rows: Sequence[Mapping[str, str]], *, sieved: bool) -> list[Found]:
        with steady(len(rows) >= _MANY):
            return self._answered(rows, sieved=sieved)

    def _answered(self, rows: Sequence[Mapping[str, str]], *, sieved: bool) -> list[Found]:
        read = [read_query(row) for row in rows]
        queries, profile = [q for q, _ in read], profiles()[self.opening.profile]
        answers = screen_queries(
            queries, self.opened, self.opening.as_of, self.finder, profile, sieved=sieved, decisions=self.decisions
        )
        return [Found(q, a.matches, told, a.set_aside) for (q, told), a in zip(read, answers, strict=True)]


def open_screener(
    *,
    as_of: date,
    home: str | PathLike[str] | None = None,
    lists: Sequence[str | PathLike[str]] = (),
    profile: str = STANDARD_PROFILE,
) -> Screener:
    """Open the lists as of a day: those kept in `home`, the bundled tables, and the files or folders in `lists`.

    Raises UsageError for a profile that is none, MissingSource for a path that is not there, StoreError for a damaged index.
    """
    return opened_from(Opening(as_of, Path(home) if home is not None else None, tuple(Path(x) for x in lists), profile))


def opened_from(opening: Opening) -> Screener:
    """The screener of an Opening."""
    if opening.profile not in profiles():
        raise UsageError("no such profile", value=opening.profile, hint=f"There are {', '.join(profiles())}")
    opened = open_lists(Home(opening.home) if opening.home is not None else None, opening.as_of, opening.lists)
    return Screener(opening, opened, Finder(opened.view))


def answer_dict(found: Found, screener: Screener, most: int) -> dict[str, Any]:
    """What `offing screen --json` prints of one query: at most `most` matches, the lists looked at, what was not checked."""
    lists = [{"dataset": x.dataset, "version": x.version or None, "state": x.state} for x in screener.lists]
    return {
        "query": found.query,
        "matches": found.matches[:most],
        "lists": lists,
        "set_aside": list(found.set_aside),
        "not_checked": [{"what": n.what, "why": n.why} for n in lists_not_checked(screener.lists)],
        "problems": list(found.problems),
        "entries": len(found.matches),
        "profile": screener.opening.profile,
    }


def match_of(plain: Mapping[str, Any]) -> Match:
    """The dataclass of a match in the shape of `--json`."""
    return Match(
        dataset=plain["dataset"],
        entry=plain["entry"],
        name=plain["name"],
        type=plain["type"],
        strength=plain["strength"],
        parts=tuple(Part(p["feature"], p["says"], p["value"], p["bearing"]) for p in plain["score_parts"]),
        status=tuple(
            Status(
                s["rung"], s["authority"], s["list"], s["entry"], s["name"], tuple(s["program"]), s["from"], s["to"],
                s["wording"], s["words"],
            )
            for s in plain["status"]
        ),
        against=tuple(plain["against"]),
        why=plain["why"],
        queue=plain["queue"],
        profile=plain["profile"],
    )  # fmt: skip


def _texts(query: object) -> Mapping[str, str]:
    """A query as cells of text. What is no query at all is asked as its text, never raised: a stream goes on."""
    if isinstance(query, Query):
        query = asdict(query)
    if isinstance(query, Mapping):
        return {str(column): _cell(value) for column, value in query.items()}
    return {"name": _cell(query)}


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(map(cell_text, value))
    return value if isinstance(value, str) else cell_text(value)
