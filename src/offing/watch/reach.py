"""From rows that were touched to the rows whose findings that can move, and to all the rows that a review of those reads.

Asked of what is kept of a book (`state.py`, `linked.py`). Where it is in doubt whether a row is read, it is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from offing.review.handover import BOOK_DAYS
from offing.review.ties import MANY
from offing.watch.linked import GRAPH, HUB, NAMED
from offing.watch.state import column, places

Rows = Iterable[int]
Entries = Iterable[tuple[str, str]]


def affected(db: sqlite3.Connection, touched: set[int], dated: set[int]) -> set[int]:
    """The rows whose findings read one of these, themselves among them. One step: what is affected touches nothing further.

    `dated` rows were touched by the day alone: they mean the same entries as before, at another time. Time counts in their own
    findings, in those of their voyages and ships, and where they are rows of the graph.
    """
    named = _refs(db, touched)
    found = touched | named  # a party's finding counts the rows that name it
    found |= with_hits(db, _naming(db, touched))
    readers = _readers(db, touched)
    found |= readers | _readers(db, readers & _sheet(db, readers, "voyages", "documents"))
    nodes = _graph(db, touched | named)[0]
    found |= nodes | _dealings(db, nodes)
    found |= _running(db, _hits(db, touched))
    found |= _handovers(db, touched | readers)
    found |= dated | _readers(db, dated) | _refs(db, with_hits(db, dated))
    joined = _graph(db, _sheet(db, dated, "ownership", "vessels"))[0]
    found |= joined | _dealings(db, joined)
    return found | alike(db, found)


def read_by(db: sqlite3.Connection, asked: set[int], touched: set[int]) -> set[int]:
    """All rows that the findings on these rows read.

    Of what ownership and the network join, only what has to do with a listed one is read: where no row of it, none that names
    any of it and none that was touched may mean an entry, no finding rests on it. Of the ships of a name that a payment's text
    gives, only their own rows are read, and what tells whom those mean.
    """
    named = _refs(db, asked)
    called = _called(db, asked)
    around = _members(db, asked) | with_hits(db, called) | called & touched
    found = asked | named | around | _handovers(db, asked | around)
    found |= _members(db, found & _sheet(db, found, "voyages", "vessels"))
    found |= with_hits(db, _naming(db, asked | named))
    done: set[int] = set()
    for row in asked | named:
        graph, nodes = _graph(db, {row} - done)
        near = graph | _naming(db, graph) | _at(db, nodes, NAMED)
        done |= graph
        if (hits := with_hits(db, near)) or near & touched:
            found |= graph | hits
    owners = _sheet(db, asked | around, "vessels")
    found |= _at(db, column(db, "SELECT g FROM nodes WHERE n = ?", ((n,) for n in owners | _refs(db, owners))), GRAPH)
    found |= _witnesses(db, asked)
    while more := _refs(db, found) - found:
        found |= more
    return found | called | _crowds(db, found)


def alike(db: sqlite3.Connection, rows: set[int]) -> set[int]:
    """Rows with a finding that says the same as one of these rows' and is told from it by its order only; theirs with them."""
    found: set[int] = set()
    fresh = rows
    while fresh:
        query = "SELECT f.base FROM rows r JOIN findings f ON f.sheet = r.sheet AND f.number = r.number WHERE r.n = ?"
        bases = column(db, query, ((n,) for n in fresh))
        fresh = with_base(db, bases) - found - rows
        found |= fresh
    return found


def with_base(db: sqlite3.Connection, bases: Iterable[str]) -> set[int]:
    """Rows with a finding of one of these numbers before any order is told."""
    return places(
        db, {at for b in bases for at in db.execute("SELECT sheet, number FROM findings WHERE base = ?", (b,))}
    )


def same_place(db: sqlite3.Connection, rows: set[int]) -> set[int]:
    """The rows that stand in the same place of a sheet, in another file of it: a finding does not tell them apart."""
    query = "SELECT o.n FROM rows r JOIN rows o ON o.sheet = r.sheet AND o.number = r.number WHERE r.n = ?"
    return column(db, query, ((n,) for n in rows))


def dealings_read(db: sqlite3.Connection, subjects: set[int]) -> set[int]:
    """The rows that a look-back from these rows reads: what names the same party or ship, with the rest of the voyage."""
    named = _refs(db, subjects)
    found = subjects | named | _naming(db, subjects | named)
    found |= _at(db, column(db, "SELECT g FROM nodes WHERE n = ?", ((n,) for n in subjects)), NAMED)
    found |= _members(db, found)
    while more := _refs(db, found) - found:
        found |= more
    return found


def _refs(db: sqlite3.Connection, rows: Rows) -> set[int]:
    return column(db, "SELECT m FROM refs WHERE n = ?", ((n,) for n in rows))


def _naming(db: sqlite3.Connection, rows: Rows) -> set[int]:
    return column(db, "SELECT n FROM refs WHERE m = ?", ((m,) for m in rows))


def naming(db: sqlite3.Connection, rows: Rows) -> set[int]:
    """The rows that name the party, ship or voyage of one of these."""
    return _naming(db, rows)


def with_hits(db: sqlite3.Connection, rows: Rows) -> set[int]:
    """Those that may mean an entry."""
    return column(db, "SELECT n FROM hits WHERE n = ? LIMIT 1", ((n,) for n in rows))


def screened_with(db: sqlite3.Connection, rows: set[int]) -> set[int]:
    """The rows that tell whom these may mean: their parties, ships and voyages, and all ships of a name that a text gives."""
    found = rows | _called(db, rows)
    while more := _refs(db, found) - found:
        found |= more
    return found


def _hits(db: sqlite3.Connection, rows: Rows) -> set[tuple[str, str]]:
    return {e for n in rows for e in db.execute("SELECT dataset, entry FROM hits WHERE n = ?", (n,))}


def _running(db: sqlite3.Connection, entries: Entries) -> set[int]:
    return column(db, "SELECT n FROM hits WHERE dataset = ? AND entry = ? AND running", entries)


def running_on(db: sqlite3.Connection, entries: Entries) -> set[int]:
    """The rows in whose text one of these entries may be named."""
    return _running(db, entries)


def _witnesses(db: sqlite3.Connection, rows: Rows) -> set[int]:
    """For each entry that may be named in one of these rows' texts, one row that may mean it elsewhere."""
    query = "SELECT dataset, entry FROM hits WHERE n = ? AND running"
    entries = {e for n in rows for e in db.execute(query, (n,))}
    other = (
        "SELECT h.n FROM hits h JOIN rows r ON r.n = h.n WHERE h.dataset = ? AND h.entry = ? AND r.sheet <> 'payments'"
        " LIMIT 1"
    )
    return column(db, other, entries)


def _members(db: sqlite3.Connection, rows: Rows) -> set[int]:
    return column(db, "SELECT m.n FROM reads r JOIN members m ON m.g = r.g WHERE r.n = ?", ((n,) for n in rows))


def _called(db: sqlite3.Connection, rows: set[int]) -> set[int]:
    """The ships of a name that several bear and that payments of these give."""
    query = "SELECT v.n FROM called p JOIN called v ON v.g = p.g WHERE p.n = ?"
    return _sheet(db, column(db, query, ((n,) for n in _sheet(db, rows, "payments"))), "vessels")


def _readers(db: sqlite3.Connection, rows: Rows) -> set[int]:
    """The rows that read a group to which one of these belongs. A group is asked for once."""
    groups = column(db, "SELECT g FROM members WHERE n = ?", ((n,) for n in rows))
    return column(db, "SELECT n FROM reads WHERE g = ?", ((g,) for g in groups))


def _sheet(db: sqlite3.Connection, rows: Rows, *sheets: str) -> set[int]:
    query = "SELECT sheet FROM rows WHERE n = ?"
    return {n for n in rows if db.execute(query, (n,)).fetchone()[0] in sheets}


def _graph(db: sqlite3.Connection, rows: Rows) -> tuple[set[int], set[int]]:
    """Rows of the ownership and network graph that hang together with the nodes of these rows; and those nodes."""
    query = "SELECT g FROM nodes WHERE n = ? AND part <> ?"
    fresh = column(db, query, ((n, HUB) for n in rows))
    nodes: set[int] = set()
    found: set[int] = set()
    while fresh:
        nodes |= fresh
        more = _at(db, fresh, GRAPH) - found
        found |= more
        fresh = column(db, query, ((n, HUB) for n in more)) - nodes
    return found, nodes


def _at(db: sqlite3.Connection, nodes: Rows, part: int) -> set[int]:
    return column(db, "SELECT n FROM nodes WHERE g = ? AND part = ?", ((g, part) for g in nodes))


def _crowds(db: sqlite3.Connection, rows: Rows) -> set[int]:
    """Of very many at one address so many that it is seen that they are many."""
    crowds = column(db, "SELECT g FROM nodes WHERE n = ? AND part = ?", ((n, HUB) for n in rows))
    query = f"SELECT n FROM nodes WHERE g = ? AND part = ? ORDER BY n LIMIT {MANY + 2}"  # noqa: S608 - our own number
    return column(db, query, ((g, HUB) for g in crowds))


def _dealings(db: sqlite3.Connection, rows: Rows) -> set[int]:
    """The rows that name a party on which a finding on ownership stands: each of them has one of its own."""
    query = (
        "SELECT r.n FROM rows r JOIN findings f ON f.sheet = r.sheet AND f.number = r.number"
        " WHERE r.n = ? AND f.name = 'ownership_50'"
    )
    return _naming(db, column(db, query, ((n,) for n in rows)))


def _handovers(db: sqlite3.Connection, rows: Rows) -> set[int]:
    """Ships that begin soon after one of these ends, or end soon before one begins."""
    found: set[int] = set()
    for n in rows:
        for first, last in db.execute("SELECT first, last FROM spans WHERE n = ?", (n,)):
            if last is not None:
                found |= column(db, "SELECT n FROM spans WHERE first BETWEEN ? AND ?", [(last, last + BOOK_DAYS)])
            if first is not None:
                found |= column(db, "SELECT n FROM spans WHERE last BETWEEN ? AND ?", [(first - BOOK_DAYS, first)])
    return found
