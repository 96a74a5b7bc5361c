"""Headers whose columns a person has said, over those that were guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offing.book.columns import SHEETS
from offing.errors import UsageError

Said = Mapping[tuple[str, str], str]
"""Sheet and header as written → column; "" where the header means none of the book's columns."""


def with_said(sheet: str, headers: Sequence[str], columns: Mapping[int, str], said: Said) -> dict[int, str]:
    """Position → column. What was said holds; a guess for a column that was said elsewhere falls away.

    Raises UsageError for a column that the sheet has not.
    """
    told = {i: said[sheet, h] for i, h in enumerate(headers) if (sheet, h) in said}
    for column in told.values():
        if column and column not in SHEETS[sheet]:
            hint = f"There are {', '.join(SHEETS[sheet])}"
            raise UsageError("no such column", where=f"headers of {sheet}", value=column, hint=hint)
    taken = {c for c in told.values() if c}
    kept = {i: c for i, c in columns.items() if i not in told and c not in taken}
    return {**kept, **{i: c for i, c in told.items() if c}}
