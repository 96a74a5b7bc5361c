"""What each row may mean on the lists, as a mark: where it stays, no finding moves that reads of the row only whom it means.

All that a check learns of the lists is in what was screened, in the entries' texts and in look-ups of numbers. A mark is made of
the first two. Rows whose numbers an entry that moved bears are touched without being asked for their marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from offing.book.model import Row
from offing.index.stored import Stored
from offing.records.dates import day, iso
from offing.review.context import Context
from offing.review.screening import Screened

_PLACES = 7
"""Decimals of a score that count: sums in another order differ by less."""
_TODAY = "the day of the review"


def meanings(context: Context) -> dict[Row, int]:
    """The mark of each row that may mean an entry; a signed number of 64 bits, never 0. Of lists as `open_lists` opens them."""
    digests = {}
    for doubted, those in ((False, context.screening.found), (True, context.screening.doubted)):
        for one in those:
            row = one.mention.row
            if row not in digests:
                digests[row] = blake2b(digest_size=8)
            for text in (str(doubted), *_texts(context, one)):
                digests[row].update(text.encode("utf-8", "surrogatepass") + b"\0")
    return {row: int.from_bytes(d.digest(), "little", signed=True) | 1 for row, d in digests.items()}


def _texts(context: Context, one: Screened) -> Iterator[str]:
    """All that it tells but what the row's own text tells. A row without a date of its own is judged by the day of the review,
    which is another day tomorrow and moves nothing by itself."""
    hit, standing = one.hit, one.standing
    yield from _entry(context, hit.position)
    yield from (one.mention.column, one.mention.name, hit.via, hit.value, hit.listed, hit.listed_kind)
    yield f"{hit.exact} {hit.distinct} {hit.cover:.{_PLACES}f} {hit.score:.{_PLACES}f} {one.order:.{_PLACES}f}"
    yield from (one.strength, one.phase, repr(standing.listing), standing.basis)
    yield from (iso(span) if span is not None else "" for span in (standing.since, standing.until))
    yield _TODAY if one.when == day(context.as_of) else iso(one.when)
    for part in one.parts:
        yield f"{part.rule} {part.feature} {part.bearing} {part.log_odds:.{_PLACES}f}"
        yield from (part.says, part.book, part.listed)
    yield one.remembered.words if one.remembered else ""


def _entry(context: Context, position: int) -> Iterator[str]:
    held = context.view.held
    if isinstance(held, Stored):
        yield from held.key(position)
        yield held.entries.digest.text(position) or held.entries.body.text(position)
    else:
        yield from (held[position].dataset, held[position].entry, held[position].body)
