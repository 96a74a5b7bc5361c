"""Ships told by the row that they stand in: behind a country or a noun for ships, or beside a ship in an enumeration."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from offing.claims.found import Found
from offing.claims.runs import Run
from offing.claims.ship_words import SHIPS
from offing.claims.wording import CAPITAL, CAPITALS, LOWER, NUMBER, SPACE, Words

_LINK = re.compile(r"[\"']?(?: \(IMO:? \d{7}\))?(?:,|,? and|,? or|,? as well as)(?: the)? [\"']?")
_CALLED = r"[A-Z][A-Z0-9 '-]{2,40}"
_ROW = re.compile(
    rf"(?P<label>[^:;.\n]{{2,60}}): ?(?P<names>{_CALLED}(?:, ?{_CALLED}){{0,40}}(?: and {_CALLED})?)[.;]?\s*$"
)
_NAME_IN_ROW = re.compile(r"[A-Z][A-Z0-9'-]+(?: [A-Z0-9'-]+)*")
LETTER = re.compile(r"[A-Z]|II?I?|IV|V|VI{1,3}|IX|XI?")
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


def chained(
    words: Words,
    runs: Sequence[Run],
    taken: Mapping[int, Found],
    known: Container[str],
    may_be: Callable[[int, int], bool],
) -> Iterator[Found]:
    """The other names of an enumeration with "and" that holds a ship: "FT Island, Masal and Phonix"."""
    chain: list[tuple[int, int]] = []
    links: list[str] = []
    for run in [*runs, None]:
        if run is not None and chain:
            link = words.plain[words.end(chain[-1][1] - 1) : words.start(run.first)]
            if len(link) < 24 and _LINK.fullmatch(link):
                chain.append((run.first, run.last))
                links.append(link)
                continue
        yield from _of_chain(words, chain, links, taken, known, may_be)
        chain, links = ([(run.first, run.last)] if run is not None else []), []


def _of_chain(
    words: Words,
    chain: Sequence[tuple[int, int]],
    links: Sequence[str],
    taken: Mapping[int, Found],
    known: Container[str],
    may_be: Callable[[int, int], bool],
) -> Iterator[Found]:
    if len(chain) < 2 or not any("and" in link for link in links):
        return
    ship = [_is_ship(words, i, j, taken, known) for i, j in chain]
    if not any(ship) or (len(chain) == 2 and not _alike(words, *chain)):
        return
    rest = [(i, j) for (i, j), known_ship in zip(chain, ship, strict=True) if not known_ship]
    if rest and all(may_be(i, j) for i, j in rest):
        for i, j in rest:
            yield Found(words.start(i), words.end(j - 1), "vessel", "ship-chained", tier=0)


def _is_ship(words: Words, i: int, j: int, taken: Mapping[int, Found], known: Container[str]) -> bool:
    return any(k in taken and taken[k].label == "vessel" for k in range(i, j)) or words.said(i, j).lower() in known


def _alike(words: Words, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two names share their first word or end in a number each."""
    if one[1] - one[0] < 2 or other[1] - other[0] < 2:
        return False
    ends = [words.said(j - 1, j) for _, j in (one, other)]
    return words.low(one[0]) == words.low(other[0]) or all(e.isdigit() or LETTER.fullmatch(e) for e in ends)
