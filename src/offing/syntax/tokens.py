"""Where the words of a sentence begin and end: a name is one, "Iran-linked" are three, "ship's" and "hasn't" are two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_CLITIC = r"['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)\b"
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,8}"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Adm|Sen|Rep|Gov|Messrs|St|Co|Corp|Inc|Ltd|Jr|Sr|No|Nos|vs|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[ap]\.m|[afn]\.k\.a|i\.e|e\.g)\.(?=[\s,;:)]|$)"
    r"|(?<![A-Za-z])[A-Z]\.(?= )"
    r"|\d(?:[\d.,:/]{0,40}\d)?(?:st|nd|rd|th)?"
    r"|[^\W\d_]{1,60}?(?=n['’]t\b)|n['’]t\b|[cC]an(?=not\b)"
    rf"|{_CLITIC}"
    rf"|[^\W_](?:[^\W_]|&(?=[^\W_])|(?!{_CLITIC})['’](?=[^\W\d_]))*+"
    r"|\.{2,6}|-{2,6}|\S"
)


def tokens(text: str, start: int, end: int, names: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """(start, end, mask) of each word of `text[start:end]`; `names` are those within it, in order; the mask of a word is ''."""
    at = start
    for a, b, mask in names:
        for found in _TOKEN.finditer(text, at, a):
            yield found.start(), found.end(), ""
        yield a, b, mask
        at = b
    for found in _TOKEN.finditer(text, at, end):
        yield found.start(), found.end(), ""
