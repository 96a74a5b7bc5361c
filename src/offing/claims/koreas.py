"""The North and the South, in a text that speaks of Korea."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.found import Found
from offing.claims.wording import APART, CAPITAL, HYPHEN, SPACE, Words

_CODES = {"north": "kp", "south": "kr"}


def koreas(words: Words, found: Sequence[Found]) -> Iterator[Found]:
    """`North` and `South` alone, where the text names either Korea and no word beside makes them another name."""
    if not any(f.label == "country" and f.value in ("kp", "kr") for f in found):
        return
    for i, low in enumerate(words.lows):
        if (code := _CODES.get(low)) and words.shapes[i] == CAPITAL and not words.is_titled(i) and _alone(words, i):
            yield Found(words.start(i), words.end(i), "country", "korea-part", value=code)


def _alone(words: Words, i: int) -> bool:
    after = (
        i + 1 < len(words)
        and words.gaps[i + 1] in (SPACE, HYPHEN)
        and (words.shapes[i + 1] != 0 or words.gaps[i + 1] == HYPHEN)
    )
    before = i > 0 and words.gaps[i] == SPACE and words.shapes[i - 1] != 0 and words.low(i - 1) != "the"
    opens = words.first(i) or words.gaps[i] == APART
    return not after and not before and (not opens or words.low(i + 1) in ("s", "has", "had", "is", "said", "was"))
