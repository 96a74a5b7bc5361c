"""Is there a licence, and did it stand on the day?

A licence that is pending, refused, revoked or expired lets nothing go ahead. Each row of the licences sheet is laid beside the
dealings that its "covers" names (a voyage by its id, a party or a ship by name): a dealing after an application that was
not granted, or after the licence ended, is told as a rule, firm where the authority is one that licenses dealings under
sanctions or export control. A pending or refused licence that names no dealing of the book is told as possible. Another row
with the same words that was granted for the day answers it.

What the licence is for decides whether it speaks. Under sanctions or export control, by its authority or its words, it always
does. A permit of trade (export, import, transit, customs), or one whose authority is not told, speaks where it names a
dealing that fell outside it, and is possible. Any other permit (to fish, to moor, to trade on a coast, of a radio) never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from offing.book.model import Row
from offing.records.dates import DateSpan
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Strength
from offing.review.licensed import GRANTED, LETTERS, about, by_name, dealings
from offing.review.odd_rows import backwards
from offing.review.on_paper import on_paper
from offing.review.papers import first_day, last_day, party_key

CHECK = Check(
    id="licence",
    asks="Is there a licence, and did it stand on the day?",
    kinds=("RULE",),
    basis="31 CFR 501.801 and 510.501 ff. (US); Regulation (EU) 2017/1509, authorisations; exemptions of the 1718 Committee",
    needs=("licences", "voyages", "parties", "vessels"),
    innocent=(
        "The sheet may be behind: the licence may have been granted, or the application withdrawn because none was needed.",
        "The dealing may rest on a general licence, an exemption or a wind-down instead.",
    ),
    settle=(
        "The authority's letter with number, scope and dates.",
        "Counsel's note on which licence the dealing rests on.",
    ),
    params={
        "states": "pending, refused, revoked, expired",
        "names_from_letters": LETTERS,
        "other_permits": "of trade only where they name a dealing; else never",
    },
)
_STATES = {
    "pending": r"pend|appli|submitted|request|await|under review|in process|open|not yet",
    "refused": r"den(?:y|ied)|refus|reject|declin|returned without action",
    "revoked": r"revok|suspend|withdrawn|cancel|annul",
    "expired": r"expir|laps|ended",
}


def run(context: Context) -> Iterator[Finding]:
    rows = context.book.sheet("licences")
    names = by_name(context) if rows else {}
    alike: dict[str, list[Row]] = {}
    for row in rows:
        alike.setdefault(party_key(row["covers"]), []).append(row)
    for row in rows:
        state = _state(row)
        if not state or (state == "ended" and backwards(row, "from", "to")):
            continue
        named_there = list(dealings(context, row, names, over=state in ("expired", "ended")))
        outside = [
            (d, when) for d, when in named_there if _unlicensed(row, state, when, alike[party_key(row["covers"])])
        ]
        kind = about(row)
        if not kind or (not outside and (named_there or kind == "trade" or state in ("expired", "revoked", "ended"))):
            continue
        number = f"Licence {row['number'] or row.id} ({row['authority'] or 'authority not told'})".replace("  ", " ")
        stands = f"ended on {row['to']}" if state == "ended" else f"is {row['state']}"
        proof = tuple(e for d, _ in outside[:3] for e in context.row_evidence(d, *list(d.texts)[:6]))
        if outside:
            first, when = outside[0]
            named = f"{first.sheet} row {first.number} ({when})"
            more = f" and {len(outside) - 1} more" if len(outside) > 1 else ""
            says = f"{number} {stands}; {named}{more} is a dealing that it names: it may not go ahead on its strength."
        else:
            when = None
            says = f"{number} {stands}: what it should cover ({row['covers'] or 'not told'}) may not go ahead on its strength."
        column, strength = (
            "to" if state == "ended" else "state",
            "strong" if outside and kind == "sanctions" else "possible",
        )
        cells = ("authority", "number", "covers")
        yield on_paper(context, CHECK, row, column, says, cast("Strength", strength), proof, cells=cells, when=when)


def _state(row: Row) -> str:
    """One of `_STATES`; "ended" for a licence that was granted up to a day; "" where nothing speaks against it."""
    found = next((s for s, words in _STATES.items() if re.search(rf"\b(?:{words})", row["state"], re.IGNORECASE)), "")
    return found or ("ended" if row.dates.get("to") and row.dates["to"].end else "")


def _unlicensed(row: Row, state: str, when: DateSpan, alike: Sequence[Row]) -> bool:
    """Whether a dealing fell after the application, or after the end, and in no other licence of the same words."""
    start, end = first_day(row, "from"), last_day(row, "to")
    if state in ("expired", "ended"):
        late = when.start is not None and end is not None and when.start > end
    else:
        late = (
            when.end is not None
            and (start is None or when.end >= start)
            and (end is None or (when.start or date.min) <= end)
        )
    others = (r for r in alike if r is not row)
    granted = (DateSpan(first_day(r, "from"), last_day(r, "to")) for r in others if GRANTED.search(r["state"]))
    return late and not any(g.overlaps(when) for g in granted)
