"""Ships told by the row that they stand in: behind a country or a noun for ships."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from offing.claims.found import Found
from offing.claims.ship_words import SHIPS
from offing.claims.wording import CAPITAL, CAPITALS, LOWER, NUMBER, SPACE, Words

_CALLED = r"[A-Z][A-Z0-9 '-]{2,40}"
_ROW = re.compile(
    rf"(?P<label>[^:;.\n]{{2,60}}): ?(?P<names>{_CALLED}(?:, ?{_CALLED}){{0,40}}(?: and {_CALLED})?)[.;]?\s*$"
)
_NAME_IN_ROW = re.compile(r"[A-Z][A-Z0-9'-]+(?: [A-Z0-9'-]+)*")
_NO_ROW = frozenset(
    "designated blocked added updated further new owners companies sanctions alert circular notice".split()
)

_COUNTS = frozenset("two three four five six seven eight nine ten both".split())


def counted(words: Words, k: int) -> bool:
    """ "two of the detained ships", "the vessels": a number or an article before the noun."""
    return words.low(k - 1) in ("the", "both", "these", "its", "their") or any(
        words.low(x) in _COUNTS or words.shapes[x] == NUMBER for x in range(max(0, k - 5), k)
    )


def and_after(words: Words, i: int) -> bool:
    """Whether the name at a word is followed by "and" or a comma and another name: an enumeration."""
    x = i
    while x + 1 < len(words) and x < i + 4 and words.gaps[x + 1] == SPACE and words.shapes[x + 1] != LOWER:
        x += 1
    after = words.plain[words.end(x) : words.end(x) + 5]
    nxt = x + 1 + (words.low(x + 1) == "and")
    return (
        (after == " and " or after.startswith(", ")) and nxt < len(words) and words.shapes[nxt] in (CAPITAL, CAPITALS)
    )


def rows(
    words: Words, lands: Mapping[int, int], taken: Mapping[int, Found], shouted: Container[int]
) -> Iterator[Found]:
    """ "Belize: ELSA, BAXTER.": names in capitals behind a flag, a country or a noun for ships, one of them known or several."""
    for sentence in words.sentences:
        row = _ROW.match(words.plain, sentence.start, sentence.end)
        if not row:
            continue
        label = words.plain[row.start("label") : row.end("label")].lower().split()
        flag = any(w in ("flag", "flagged", "fleet") or w in SHIPS for w in label)
        a = words.at(row.start("label"))
        land = any(row.start("label") <= s and e == row.end("label") for s, e in lands.items()) and a >= 0
        names = [m.span() for m in _NAME_IN_ROW.finditer(words.plain, *row.span("names"))]
        if (
            row["label"].isupper()
            or " AND " in row["names"]
            or any(words.low(k) in _NO_ROW for k in range(a, words.at(sentence.end)))
        ):
            continue
        if not (flag or (land and any(s in shouted for s, _ in names)) or (land and len(names) > 0 and bool(shouted))):
            continue
        for s, e in names:
            over = [taken[k] for k in range(words.at(s), words.at(e)) if k in taken]
            if not over and e - s > 2:
                yield Found(s, e, "vessel", "ship-row", tier=0)
