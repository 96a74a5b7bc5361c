"""An answer as rows of a table: one for each match, best first, and one with an empty entry where there is none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from offing.screener import Found

COLUMNS = (
    "id", "name", "dataset", "entry", "matched_name", "strength", "type", "rung", "authority", "from", "to", "why",
    "against", "queue", "profile", "entries", "problem",
)  # fmt: skip
"""`entries` counts all that were found for the query, also where fewer are shown; `problem` tells what of the row could
not be read. `rung`, `authority`, `from` and `to` are those of the hardest measure; `why` names all."""
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer_rows(found: Found, most: int) -> Iterator[tuple[str, ...]]:
    """At least one row; at most `most`."""
    asked = found.query.get("id", ""), found.query.get("name", "")
    count, problem = str(len(found.matches)), "; ".join(found.problems)
    if not found.matches:
        yield (*asked, *([""] * (len(COLUMNS) - 4)), count, problem)
    for match in found.matches[:most]:
        status = match["status"][0] if match["status"] else {}
        yield (
            *asked,
            match["dataset"],
            match["entry"],
            match["name"],
            match["strength"],
            match["type"],
            status.get("rung", ""),
            status.get("authority", ""),
            status.get("from") or "",
            status.get("to") or "",
            match["why"],
            "; ".join(match["against"]),
            match["queue"],
            match["profile"],
            count,
            problem,
        )


def answer_json(found: Found, more: dict[str, object], most: int) -> str:
    """An answer in the shape of `offing screen --json`, on one line."""
    body: dict[str, object] = {"query": found.query, "matches": found.matches[:most]}
    if len(found.matches) > most:
        body["entries"] = len(found.matches)
    if found.problems:
        body["problems"] = list(found.problems)
    return json.dumps(body | more, ensure_ascii=False)


def csv_text(rows: Sequence[Sequence[str]], *, inert: bool) -> str:
    """Rows as CSV with line feeds. `inert`: no cell can be read as a formula by a spreadsheet program."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(([_inert(c) for c in row] for row in rows) if inert else rows)
    return text.getvalue()


def _inert(cell: str) -> str:
    return "'" + cell if cell.startswith(_BEGINS_FORMULA) else cell
