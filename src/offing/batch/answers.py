"""An answer as rows of a table: one for each match, best first, and one with an empty entry where there is none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from offing.report.wording import inert as one_cell
from offing.review.decided import is_decision
from offing.screener import Found

COLUMNS = (
    "id", "name", "dataset", "entry", "matched_name", "strength", "type", "rung", "authority", "from", "to", "why",
    "against", "queue", "profile", "entries", "problem", "set_aside",
)  # fmt: skip
"""`entries` counts all that were found for the query, also where fewer are shown; `problem` tells what of the row could
not be read; `set_aside` what was looked at and is not shown, and why. `rung`, `authority`, `from` and `to` are those of the
hardest measure; `why` names all."""
_ASIDE = 5
"""What was set aside, as much of it as a cell tells."""


def answer_rows(found: Found, most: int) -> Iterator[tuple[str, ...]]:
    """At least one row; at most `most`."""
    asked = found.query.get("id", ""), found.query.get("name", "")
    last = str(len(found.matches)), "; ".join(found.problems), _aside(found)
    if not found.matches:
        yield (*asked, *([""] * (len(COLUMNS) - len(asked) - len(last))), *last)
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
            *last,
        )


def _aside(found: Found) -> str:
    """Decisions before all else."""
    told = sorted(found.set_aside, key=lambda a: not is_decision(a["why"]))
    said = [f"{a['what']}: {a['why']}" for a in told[:_ASIDE]]
    return "; ".join([*said, f"and {len(told) - _ASIDE} more"] if len(told) > _ASIDE else said)


def answer_json(found: Found, more: dict[str, object], most: int) -> str:
    """An answer in the shape of `offing screen --json`, on one line."""
    body: dict[str, object] = {"query": found.query, "matches": found.matches[:most]}
    if len(found.matches) > most:
        body["entries"] = len(found.matches)
    if found.set_aside:
        body["set_aside"] = list(found.set_aside)
    if found.problems:
        body["problems"] = list(found.problems)
    return json.dumps(body | more, ensure_ascii=False)


def csv_text(rows: Sequence[Sequence[str]], *, inert: bool) -> str:
    """Rows as CSV with line feeds. `inert`: no cell can be read as a formula by a spreadsheet program."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(([one_cell(c) for c in row] for row in rows) if inert else rows)
    return text.getvalue()
