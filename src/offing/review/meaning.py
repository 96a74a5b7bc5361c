"""What each row may mean on the lists, as a mark: where it stays, no finding moves that reads of the row only whom it means.

All that a check learns of the lists is in what was screened, in the entries' texts and in look-ups of numbers. A mark is made of
the first two. Rows whose numbers an entry that moved bears are touched without being asked for their marks. Scores are told to
nobody: of them only the order counts, so that a word which weighs a little more today moves no mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from offing.book.model import Row
from offing.index.stored import Stored
from offing.records.dates import day, iso
from offing.review.context import Context
from offing.review.screening import Screened

_TODAY = "the day of the review"


def meanings(context: Context) -> dict[Row, int]:
    """The mark of each row that may mean an entry; a signed number of 64 bits, never 0. Of lists as `open_lists` opens them."""
    found: dict[Row, list[tuple[bool, Screened]]] = {}
    for doubted, those in ((False, context.screening.found), (True, context.screening.doubted)):
        for one in those:
            found.setdefault(one.mention.row, []).append((doubted, one))
    return {row: _mark(context, those) for row, those in found.items()}


def _mark(context: Context, those: list[tuple[bool, Screened]]) -> int:
    digest = blake2b(digest_size=8)
    for doubted, one in those:
        for text in (str(doubted), *_texts(context, one)):
            digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(str(sorted(range(len(those)), key=lambda i: -those[i][1].order)).encode())
    return int.from_bytes(digest.digest(), "little", signed=True) | 1


def _texts(context: Context, one: Screened) -> Iterator[str]:
    """All that it tells but what the row's own text tells. A row without a date of its own is judged by the day of the review,
    which is another day tomorrow and moves nothing by itself."""
    hit, standing = one.hit, one.standing
    yield from _entry(context, hit.position)
    yield from (one.mention.column, one.mention.name, hit.via, hit.value, hit.listed, hit.listed_kind)
    yield from (str(hit.exact), str(hit.distinct), one.strength, one.phase, repr(standing.listing), standing.basis)
    yield from (iso(span) if span is not None else "" for span in (standing.since, standing.until))
    yield _TODAY if one.when == day(context.as_of) else iso(one.when)
    for part in one.parts:
        yield from (part.rule, part.feature, part.bearing, part.says, part.book, part.listed)
    yield one.remembered.words if one.remembered else ""


def _entry(context: Context, position: int) -> Iterator[str]:
    held = context.view.held
    if isinstance(held, Stored):
        yield from held.key(position)
        yield held.entries.digest.text(position) or held.entries.body.text(position)
    else:
        yield from (held[position].dataset, held[position].entry, held[position].body)
