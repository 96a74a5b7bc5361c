"""What a licence is for, the dealings of the book that it names, and the licences that name a party on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from offing.book.model import Row
from offing.records.dates import DateSpan
from offing.review.context import Context
from offing.review.covered import covers
from offing.review.mentions import PartyMention, ShipMention
from offing.review.odd_rows import backwards
from offing.review.papers import first_day, last_day, party_key, voyage_ids

LETTERS = 6
_AUTHORITY = re.compile(
    r"OFAC|OFSI|\bBIS\b|DDTC|ECJU|BAFA|Treasury|State Department|Department of (?:State|Commerce)|1718|\bUN\b|Security Council|"
    r"sanction|SECO|\bNCA\b|competent authority|Commission|Council",
    re.IGNORECASE,
)  # fmt: skip
_CONTROLLED = re.compile(
    r"sanction|embargo|export control|dual[- ]use|general licen[cs]e|waiver|exemption", re.IGNORECASE
)
_TRADE = re.compile(
    r"\b(?:re-?export|export|import|transit|customs|commerce|foreign trade|trade ministry)", re.IGNORECASE
)


GRANTED = re.compile(r"\b(?:grant|issu|approv|valid|active|in force|held)", re.IGNORECASE)
"""Words of a state in which a licence stands."""
_NOT_GRANTED = re.compile(
    r"\b(?:not|never|un|pend|appli|den(?:y|ied)|refus|reject|revok|suspend|withdrawn|cancel|annul|expir|laps)",
    re.IGNORECASE,
)


class Dealing(NamedTuple):
    """A row of the book with its date."""

    row: Row
    when: DateSpan


def about(row: Row) -> str:
    """`sanctions` (export control with it), `trade` (or no authority told), "" for a permit of another kind."""
    words = " ".join((row["number"], row["covers"]))
    if _AUTHORITY.search(row["authority"]) or _CONTROLLED.search(f"{row['authority']} {words}"):
        return "sanctions"
    return "trade" if not row["authority"] or _TRADE.search(f"{row['authority']} {words}") else ""


def dealings(context: Context, row: Row, names: Mapping[str, Sequence[Dealing]], *, over: bool) -> Iterator[Dealing]:
    """Dated rows that the licence is about: voyages by id, and rows that name one of the parties or ships named in `covers`.

    `over`: the licence stood once, and has ended.
    """
    words, folded = set(re.findall(r"[\w-]+", row["covers"].casefold())), party_key(row["covers"])
    found = {d.row: d for w in words if re.search(r"[^\W\d].*\d", w) for d in names.get("voyage:" + w, ())}
    if folded:
        those = ((name, d) for name, all_of in names.items() if name in folded for d in all_of if d.row not in found)
        found |= {d.row: d for name, d in those if covers(row, d.row, name, over=over)}
    order = sorted(found.values(), key=lambda d: (d.when.start or date.min, d.row.sheet, d.row.id, d.row.number))
    yield from (d for d in order if d.when.overlaps(DateSpan(None, context.as_of)))


def by_name(context: Context) -> dict[str, list[Dealing]]:
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


def granted_for(context: Context, mention: PartyMention | ShipMention) -> Iterator[str]:
    """What the book holds of licences under sanctions that were granted and name the party, ship or voyage for all of its
    days: each is told beside a listing, and takes nothing from it. The licence's terms are not in the book.
    """
    rows = context.book.sheet("licences")
    when = mention.when or DateSpan(context.as_of, context.as_of)
    name = party_key(mention.name)
    voyages = (mention.row.id.casefold(),) if mention.row.sheet == "voyages" else voyage_ids(mention.row)
    for row in rows:
        if about(row) != "sanctions" or not _stood(row, when):
            continue
        words = set(re.findall(r"[\w-]+", row["covers"].casefold()))
        by_name = len(name) >= LETTERS and name in party_key(row["covers"])
        voyage = next((v for v in voyages if re.search(r"[^\W\d].*\d", v) and v in words), "")
        if voyage or (by_name and covers(row, mention.row, name, over=False)):
            named = mention.name if by_name else f"voyage {voyage.upper()}"
            number = f"Licence {row['number'] or row.id} ({row['authority'] or 'authority not told'})".replace(
                "  ", " "
            )
            yield f"{number} in the book (licences row {row.number}) names {named} for these days: read its terms."


def _stood(row: Row, when: DateSpan) -> bool:
    """Whether a licence was granted, and its days hold all of `when`: an end that could not be read holds none."""
    told = all(c in row.dates or not row[c] for c in ("from", "to"))
    granted = GRANTED.search(row["state"]) and not _NOT_GRANTED.search(row["state"])
    if not told or not granted or backwards(row, "from", "to") or not when.start or not when.end:
        return False
    return (first_day(row, "from") or date.min) <= when.start and when.end <= (last_day(row, "to") or date.max)
