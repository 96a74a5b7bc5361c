"""A finding about a row of the book, as the checks on papers make it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from offing.book.model import Row
from offing.records.dates import DateSpan
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Evidence, Finding, Kind, Status, Strength

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def on_paper(
    context: Context,
    check: Check,
    row: Row,
    column: str,
    says: str,
    strength: Strength,
    proof: Iterable[Evidence] = (),
    *,
    kind: Kind | None = None,
    cells: Iterable[str] = (),
    innocent: Iterable[str] = (),
    when: DateSpan | None = None,
    params: Mapping[str, Any] = _NOTHING,
    status: tuple[Status, ...] = (),
) -> Finding:
    """The finding with the cell, and other `cells` of its row, as evidence before the `proof` from elsewhere.

    `kind` is the check's first unless told; `innocent` stands before the check's own readings. A column that is blank is
    shown by the row's other cells.
    """
    own = context.book_evidence(row, column, *cells) or context.row_evidence(row, *list(row.texts)[:4])
    voyages = (f.voyage for f in context.papers.of(row))
    rule = replace(check.rule, params={**check.rule.params, **params}) if params else check.rule
    return Finding(
        kind=kind or check.kinds[0],
        check=check.id,
        subject=context.subject(row, column),
        says=says,
        strength=strength,
        evidence=tuple(dict.fromkeys((*own, *proof))),
        innocent=(*innocent, *check.innocent, *on_file(row, *voyages)),
        settle=check.settle,
        rule=rule,
        as_of=context.as_of,
        event_date=when or context.mentions.when(row),
        status=status,
    )


def called(row: Row) -> str:
    """`bill of lading DLHB1806-17`: a paper as a sentence names it."""
    kind = row["type"].replace("_", " ").strip() or "paper"
    return f"{kind} {row['number'] or row.id}".strip()
