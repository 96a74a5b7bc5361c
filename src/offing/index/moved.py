"""The lists as of two days laid side by side: which entries moved, and the keys of their names and numbers on both sides.

An entry has moved where its text, its versions or a day of its listing differ, so that anything told of it may differ. A `Print`
is what is kept of the lists of a review, to be laid beside those of the next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.find import COMMON_SHARE, one_slip
from offing.index.listed import named
from offing.index.roll import NOBODY, Numbers, Roll, read_bodies
from offing.index.steps import stepped, stepped_all
from offing.index.stored import Stored
from offing.index.texts import Texts, texts_of
from offing.index.view import View
from offing.records.dates import iso

Key = tuple[str, str]
"""A list and an entry of it."""
_IMO = "imoNumber"


class Print(NamedTuple):
    """Of each entry its list (a number into `lists`), its name there, the hash of its text, the days of the versions in which
    it came and went (`runs`, as text), its text where the index does not hold it; then the words of ships, the common words,
    and the dates that tables lend, as text."""

    lists: tuple[str, ...]
    source: NDArray[np.int32]
    entry: Texts
    digest: Texts
    runs: Texts
    body: Texts
    ship_words: NDArray[np.uint64]
    common: NDArray[np.uint64]
    lent: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Entries that moved; marks of their names' keys and words, on both sides; their numbers, and IMO numbers a keystroke away.

    Where a word became common among listed names, or ceased to be, the entries with a name that holds it are among them: what a
    hit on such a name is worth may be another, and only that. `names` where an entry came, went or has another text: else the
    matcher is the one that it was. `gone` are the names, before, of entries that did, each with its kind for the matcher; `rows`
    those of the roll now.
    """

    entries: frozenset[Key]
    keys: NDArray[np.uint64]
    words: NDArray[np.uint64]
    numbers: frozenset[str]
    slips: frozenset[str]
    names: bool
    gone: tuple[tuple[str, int], ...]
    rows: NDArray[np.int64]


def print_of(view: View) -> Print:
    """Raises TypeError for a view that was not opened from a home."""
    held = view.held
    if not isinstance(held, Stored):
        raise TypeError("only lists as `open_lists` opens them are kept")
    entries, roll = held.entries, view.listed.roll
    lent = tuple(sorted((*key, iso(x.since)) for key, x in view.lent.items()))
    return Print(
        tuple(s.name for s in held.sources), entries.source, entries.entry, entries.digest, texts_of(_runs(held)),
        entries.body, roll.ship_words, common_words(roll), lent,
    )  # fmt: skip


def common_words(roll: Roll) -> NDArray[np.uint64]:
    """Marks of the words that `Finder.common` calls common."""
    return roll.words[stepped_all(roll.word_names) > max(4, COMMON_SHARE * stepped(roll.parties))]


def _runs(held: Stored) -> list[str]:
    """For each entry the days of the versions around each end of each run; of one that still stands no end."""
    days = [[(d.isoformat(), (d + timedelta(days=1)).isoformat()) for d in s.dates] for s in held.sources]
    found: list[str] = []
    at, runs = held.entries.run_at.tolist(), held.entries.run.tolist()
    known: dict[tuple[int, ...], str] = {}
    for i, source in enumerate(held.entries.source.tolist()):
        own = (source, *runs[at[i] : at[i + 1]])
        if own not in known:
            known[own] = ";".join(_run(days[source], a, b) for a, b in zip(own[1::2], own[2::2], strict=True))
        found.append(known[own])
    return found


def _run(days: list[tuple[str, str]], first: int, last: int) -> str:
    """The first and the last day on which it may have come, and those on which it may have gone."""
    if not days:
        return ""
    begun = f"{days[first - 1][1] if first else ''}>{days[first][0]}"
    return begun if last == len(days) - 1 else f"{begun},{days[last][1]}<{days[last + 1][0]}"


def _by_key(one: Print) -> dict[Key, int]:
    names = one.lists
    return {(names[s], one.entry.text(i)): i for i, s in enumerate(one.source.tolist())}


def moved(
    before: Print, now: Print, roll: Roll, window: tuple[date, date] | None, db: sqlite3.Connection | None
) -> Moved:
    """What moved from one to the other. `window`: the days of the two reviews where they differ; `roll` is of now, `db` the
    index."""
    were, are = _by_key(before), _by_key(now)
    said = dict.fromkeys(k for k in (*were, *are) if not _same(before, were.get(k), now, are.get(k)))
    names = bool(said)
    if before.lent != now.lent:
        lent = {(a, e) for a, e, _ in set(before.lent) ^ set(now.lent)}
        said.update(dict.fromkeys(k for k in are if k[1] in {e for _, e in lent}))
    if window is not None:
        days = _days(*window)
        names = names or any(d in runs for runs in set(map(now.runs.text, range(len(now.source)))) for d in days)
        said.update(dict.fromkeys(_dated(now, are, days, db)))
    was = list(_bodies(before, [(k, were[k]) for k in said if k in were], db))
    codes: dict[str, int] = {}
    old = read_bodies(enumerate(was), codes)
    positions = np.array(sorted(are[k] for k in said if k in are), np.int64)
    rows = np.flatnonzero(np.isin(roll.rows.position, positions))
    some = np.flatnonzero(np.isin(roll.numbers.position, positions))
    keys = np.concatenate([old[0].key, old[0].ordered, roll.rows.key[rows], roll.rows.ordered[rows]])
    words = np.setxor1d(before.ship_words, now.ship_words)
    numbers = set(_numbers(old[1], range(len(old[1].kind)), tuple(codes)))
    numbers |= set(_numbers(roll.numbers, some.tolist(), roll.codes))
    slips = {
        s
        for kind, v in numbers
        if kind == _IMO and len(v) == 7 and v.isascii() and v.isdigit()
        for s in one_slip(v) | {v}
    }
    named_so = _with_words(roll, np.setxor1d(before.common, now.common))
    keys = np.concatenate([keys, roll.rows.key[named_so], roll.rows.ordered[named_so]])
    beside = (int(p) for p in np.unique(roll.rows.position[named_so]))
    entries = frozenset(said) | {(now.lists[now.source[p]], now.entry.text(p)) for p in beside}
    return Moved(
        entries, np.unique(keys), words, frozenset(v for _, v in numbers), frozenset(slips), names,
        tuple(named(old[0], tuple(codes), np.flatnonzero(old[0].group != NOBODY).tolist())), rows,
    )  # fmt: skip


def _with_words(roll: Roll, marks: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The rows of the roll in which one of these words stands."""
    row = np.repeat(np.arange(len(roll.rows.position)), np.diff(roll.rows.word_at))
    return np.unique(row[np.isin(roll.rows.word, marks)])


def _same(before: Print, i: int | None, now: Print, j: int | None) -> bool:
    if i is None or j is None:
        return False
    return before.digest.text(i) == now.digest.text(j) and before.runs.text(i) == now.runs.text(j)


def _days(was: date, now: date) -> tuple[str, ...]:
    """The days after the one review up to the other, with months and years, as dates are written that are no days, where one
    begins or ends within. A date that lies before them, or after, lies so to either review."""
    days = [was + timedelta(days=i + 1) for i in range((now - was).days)]
    ends = [d for d in days if d.day == 1 or (d + timedelta(days=1)).day == 1]
    months = [f'"{d.isoformat()[:7]}' for d in ends] + [f'/{d.isoformat()[:7]}"' for d in ends]
    years = [f"{a}{d.year:04}{b}" for d in ends if d.month in (1, 12) for a, b in (('"', ""), ("/", '"'))]
    return tuple(dict.fromkeys((*(d.isoformat() for d in days), *months, *years)))


def _dated(now: Print, are: Mapping[Key, int], days: tuple[str, ...], db: sqlite3.Connection | None) -> Iterator[Key]:
    """Entries with such a day in their text or their runs, or lent to them."""
    lent = {e for _, e, since in now.lent if any(d.strip('"/') in since for d in days)}
    texts = set(_with(db, days)) if db else set()
    for key, i in are.items():
        told = now.body.text(i)
        if key in texts or key[1] in lent or any(d in now.runs.text(i) or (told and d in told) for d in days):
            yield key


def _with(db: sqlite3.Connection, days: tuple[str, ...]) -> Iterator[Key]:
    """Entries in whose text, of any version, one of these stands."""
    any_of = " OR ".join(["instr(body, ?)"] * len(days))
    yield from db.execute(f"SELECT DISTINCT dataset, entry FROM spans WHERE {any_of}", days)  # noqa: S608 - our own words


def _bodies(one: Print, which: Iterable[tuple[Key, int]], db: sqlite3.Connection | None) -> Iterator[str]:
    for (dataset, entry), i in which:
        if told := one.body.text(i):
            yield told
            continue
        query = "SELECT body FROM spans WHERE dataset = ? AND entry = ? AND hash = ?"
        found = db.execute(query, (dataset, entry, one.digest.text(i))).fetchone() if db else None
        if found is None:
            raise LookupError(f"{dataset} {entry}")
        yield str(found[0])


def _numbers(held: Numbers, which: Iterable[int], codes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((codes[held.kind[i]], held.value.text(i)) for i in which)
