"""Quotations that run over sentences: which one a place lies in, and the sentences that may tell whose it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from offing.claims.model import Document
from offing.claims.parsed import sentences_of
from offing.claims.sentences import Sentence
from offing.claims.words import plain

_MARK = re.compile('"')
_MOST = 12
"""Sentences of a paragraph looked at on either side."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation at `[start, end)` of the text. `whole`: it makes a sentence of its own, not a few words within one. `hosts` are
    the sentences that may tell the speaker; `earlier` the one before with a quotation of its own, whose speaker goes on."""

    start: int
    end: int
    whole: bool
    hosts: tuple[Sentence, ...]
    earlier: Sentence | None


def open_quote(document: Document, sentence: Sentence, at: int) -> Quotation | None:
    """The quotation that holds the offset `at`, or None."""
    all_of_them = sentences_of(document)
    here = bisect_left(all_of_them, sentence.start, key=lambda s: s.start)
    low, high = here, here + 1
    while low > 0 and here - low < _MOST and all_of_them[low - 1].paragraph == sentence.paragraph:
        low -= 1
    while high < len(all_of_them) and high - here < _MOST and all_of_them[high].paragraph == sentence.paragraph:
        high += 1
    around = all_of_them[low:high]
    if here >= len(all_of_them) or all_of_them[here].start != sentence.start:
        around = (sentence,)
    begin, stop = around[0].start, around[-1].end
    marks = [begin + m.start() for m in _MARK.finditer(plain(document.text[begin:stop]))]
    before = [m for m in marks if m < at]
    if len(before) % 2 == 0:
        return None
    start = before[-1]
    end = next((m for m in marks if m >= at), stop)
    own = [s for s in around if s.start < end and start < s.end and s.start != sentence.start]
    whole = start <= sentence.start or start - sentence.start <= 1
    earlier = next((s for s in reversed(around) if s.end <= start), None)
    if earlier and '"' not in plain(document.text[earlier.start : earlier.end]):
        earlier = None
    return Quotation(start, end, whole, tuple(own), earlier)
