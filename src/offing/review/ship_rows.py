"""Where a ship stands in a user's book: rows that name her, rows of her voyages, and what their review found."""

from __future__ import annotations

from collections.abc import Iterator

from offing.book.columns import SHEETS
from offing.book.model import Row
from offing.index.names import key, ship_tokens
from offing.index.told import Told
from offing.review.decided import WITHDRAWN, Decisions, book_facts
from offing.review.examined import Examined
from offing.review.finding import Evidence
from offing.review.one_ship import Ship
from offing.review.result import SetAside
from offing.review.ship_known import Aside, BookRow, Decided, Found, How, State

NEWS = "news"
"""The check whose findings stand with the reports."""
_RANK: tuple[How, ...] = ("number", "mmsi", "name", "voyage")


def rows_naming(book: Examined, ship: Ship) -> tuple[tuple[Row, How], ...]:
    """Each row that means her, in the order of the book, with the firmest way it does. A row with another number is not hers."""
    names = {key(ship_tokens(n)) for n in ship.names} - {""}
    found: dict[int, tuple[Row, How]] = {}
    for one in book.mentions.ships:
        how: How | None = None
        if ship.imo and one.imo == ship.imo:
            how = "number"
        elif not one.imo and ship.mmsi and one.mmsi == ship.mmsi:
            how = "mmsi"
        elif one.name and (not one.imo or not ship.imo) and key(ship_tokens(one.name)) in names:
            how = "name"
        if how is not None:
            _keep(found, one.row, how)
    for row in book.book.sheet("ownership"):
        for cell in (row["owned"], row["owner"]):
            vessel = book.mentions.vessel(cell) if cell else None
            if vessel is not None and id(vessel) in found:
                _keep(found, row, found[id(vessel)][1])
    hers = {id(row) for row, _ in found.values() if row.sheet == "voyages"}
    for row in book.book.rows:
        voyage = book.mentions.voyage(row)
        if voyage is not None and id(voyage) in hers and not _another(book, row, ship):
            _keep(found, row, "voyage")
    return tuple(found[id(row)] for row in book.book.rows if id(row) in found)


def _keep(found: dict[int, tuple[Row, How]], row: Row, how: How) -> None:
    held = found.get(id(row))
    if held is None or _RANK.index(how) < _RANK.index(held[1]):
        found[id(row)] = (row, how)


def _another(book: Examined, row: Row, ship: Ship) -> bool:
    """Whether a row of her voyage gives the number of another ship: it is shown all the same where it names her too."""
    return bool(ship.imo) and any(m.row is row and m.imo not in ("", ship.imo) for m in book.mentions.ships)


def rows_of(book: Examined, ship: Ship) -> Iterator[BookRow]:
    """The same as a dossier shows them, sheet by sheet."""
    sheets = {sheet: i for i, sheet in enumerate(SHEETS)}
    for row, how in sorted(rows_naming(book, ship), key=lambda r: sheets.get(r[0].sheet, len(sheets))):
        cells = tuple((column, text) for column, text in row.texts.items() if text)
        quote = " · ".join(text for _, text in cells)
        place = f"{row.file} · {row.sheet} row {row.number}"
        source = Evidence(book.name, place, quote, sha256=book.book.files.get(row.file, ""))
        when = book.mentions.when(row) or book.mentions.dealings(row)
        yield BookRow(book.name, row.sheet, row.number, row.id, row.label, how, when, cells, source)


def findings_of(book: Examined, ship: Ship, entries: frozenset[tuple[str, str]]) -> Iterator[Found]:
    """Findings on her rows, and any that stand on a measure of one of her entries; hardest first within a row."""
    hers = {(row.sheet, row.number, row.id): how for row, how in rows_naming(book, ship)}
    for finding in book.in_order:
        subject = finding.subject
        how = hers.get((subject.sheet, subject.row, subject.id))
        if how is None and any((s.list, s.entry) in entries for s in finding.status):
            how = "number"
        if how is not None:
            yield Found(book.name, how, finding)


def aside_of(book: Examined, ship: Ship) -> Iterator[Aside]:
    hers = {(row.sheet, row.number, row.id) for row, how in rows_naming(book, ship) if how != "voyage"}
    named = {"vessels", "voyages", "documents", "payments"}

    def about(aside: SetAside) -> bool:
        subject = aside.subject
        return (
            (subject.sheet, subject.row, subject.id) in hers
            and subject.sheet in named
            and (subject.column in ("imo", "name", "vessel", "mmsi", "call_sign", "text"))
        )

    yield from (Aside(book.name, a) for a in book.review.set_aside if about(a))


def decided_of(ship: Ship, entries: frozenset[tuple[str, str]], decisions: Decisions) -> Iterator[Decided]:
    """Decisions on one of her entries, or on a row with her number; oldest first, with those that were withdrawn."""
    number = book_facts(Told(imo=ship.imo)).get("imoNumber") if ship.imo else None
    standing = {id(d) for d in decisions.standing}
    for one in decisions.made:
        on_entry = any((e.dataset, e.entry) in entries for e in one.entries)
        if not on_entry and not (number and one.book.get("imoNumber") == number):
            continue
        state: State = "withdrawal" if one.decision == WITHDRAWN else "stands" if id(one) in standing else "withdrawn"
        yield Decided(
            one.on.isoformat(), one.by, one.why, one.finding, " ".join(x for x in (one.sheet, one.id) if x), one.label,
            tuple(f"{e.name} ({e.dataset} {e.entry})" for e in one.entries), state,
        )  # fmt: skip
