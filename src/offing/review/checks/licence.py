"""Is there a licence, and did it stand on the day?

A licence that is pending, refused, revoked or expired lets nothing go ahead. Each row of the licences sheet is laid beside the
dealings that its "covers" names (a voyage by its id, a party or a ship by name): a dealing after an application that was
not granted, or after the licence ended, is told as a rule, firm where the authority is one that licenses dealings under
sanctions or export control. A pending or refused licence that names no dealing of the book is told as possible. Another row
with the same words that was granted for the day answers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from offing.book.model import Row
from offing.records.dates import DateSpan
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.covered import covers
from offing.review.finding import Finding, Strength
from offing.review.mentions import PartyMention, ShipMention
from offing.review.on_paper import on_paper
from offing.review.papers import first_day, last_day, party_key

LETTERS = 6


class Dealing(NamedTuple):
    """A row of the book with its date."""

    row: Row
    when: DateSpan


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
    params={"states": "pending, refused, revoked, expired", "names_from_letters": LETTERS},
)
_STATES = {
    "pending": r"pend|appli|submitted|request|await|under review|in process|open|not yet",
    "refused": r"den(?:y|ied)|refus|reject|declin|returned without action",
    "revoked": r"revok|suspend|withdrawn|cancel|annul",
    "expired": r"expir|laps|ended",
}
_GRANTED = re.compile(r"\b(?:grant|issu|approv|valid|active|in force|held)", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"OFAC|OFSI|\bBIS\b|DDTC|ECJU|BAFA|Treasury|State Department|Department of (?:State|Commerce)|1718|\bUN\b|Security Council|"
    r"sanction|SECO|\bNCA\b|competent authority|Commission|Council",
    re.IGNORECASE,
)  # fmt: skip


def run(context: Context) -> Iterator[Finding]:
    rows = context.book.sheet("licences")
    names = _by_name(context) if rows else {}
    alike: dict[str, list[Row]] = {}
    for row in rows:
        alike.setdefault(party_key(row["covers"]), []).append(row)
    for row in rows:
        state = _state(row)
        if not state:
            continue
        named_there = list(_dealings(context, row, names))
        dealings = [
            (d, when) for d, when in named_there if _unlicensed(row, state, when, alike[party_key(row["covers"])])
        ]
        sanctions = _AUTHORITY.search(row["authority"]) is not None
        if named_there and not dealings:
            continue
        if (not dealings and state in ("expired", "revoked", "ended")) or (
            not sanctions and state in ("expired", "ended")
        ):
            continue
        number = f"Licence {row['number'] or row.id} ({row['authority'] or 'authority not told'})".replace("  ", " ")
        stands = f"ended on {row['to']}" if state == "ended" else f"is {row['state']}"
        proof = tuple(e for d, _ in dealings[:3] for e in context.row_evidence(d, *list(d.texts)[:6]))
        if dealings:
            first, when = dealings[0]
            named = f"{first.sheet} row {first.number} ({when})"
            more = f" and {len(dealings) - 1} more" if len(dealings) > 1 else ""
            says = f"{number} {stands}; {named}{more} is a dealing that it names: it may not go ahead on its strength."
        else:
            when = None
            says = f"{number} {stands}: what it should cover ({row['covers'] or 'not told'}) may not go ahead on its strength."
        column, strength = "to" if state == "ended" else "state", "strong" if dealings and sanctions else "possible"
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
    granted = (DateSpan(first_day(r, "from"), last_day(r, "to")) for r in others if _GRANTED.search(r["state"]))
    return late and not any(g.overlaps(when) for g in granted)


def _dealings(context: Context, row: Row, names: Mapping[str, Sequence[Dealing]]) -> Iterator[Dealing]:
    """Dated rows that `covers` names: voyages by id, and rows that name one of the parties or ships named there."""
    words, folded = set(re.findall(r"[\w-]+", row["covers"].casefold())), party_key(row["covers"])
    found = {d.row: d for w in words if re.search(r"[^\W\d].*\d", w) for d in names.get("voyage:" + w, ())}
    if folded:
        over = _state(row) in ("expired", "ended")
        those = ((name, d) for name, all_of in names.items() if name in folded for d in all_of if d.row not in found)
        found |= {d.row: d for name, d in those if covers(row, d.row, name, over=over)}
    order = sorted(found.values(), key=lambda d: (d.when.start or date.min, d.row.sheet, d.row.id, d.row.number))
    yield from (d for d in order if d.when.overlaps(DateSpan(None, context.as_of)))


def _by_name(context: Context) -> dict[str, list[Dealing]]:
    """Dated rows by the parties and ships they name, and voyages by `voyage:` and their id."""
    found: dict[str, list[Dealing]] = {}
    for voyage in context.book.sheet("voyages"):
        if voyage.id and (when := context.mentions.when(voyage)):
            found.setdefault("voyage:" + voyage.id.casefold(), []).append(Dealing(voyage, when))
    mentions: list[PartyMention | ShipMention] = [*context.mentions.parties, *context.mentions.ships]
    for mention in mentions:
        name = party_key(mention.name)
        if len(name) >= LETTERS and mention.when and not mention.in_text:
            found.setdefault(name, []).append(Dealing(mention.row, mention.when))
    return found
