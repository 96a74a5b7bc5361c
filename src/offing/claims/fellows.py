"""Names told to be ships or firms by the row in which they stand: "three shipping companies: MG Flot, VTS Broker and Arapax",
"the North Air, North Mountain and North Sky"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from offing.claims.found import Found
from offing.claims.runs import Run
from offing.claims.wording import CAPITAL, CAPITALS, NUMBER, Words

_OPENS = re.compile(r"(?:,|:| -|;)?(?:,? (?:namely|including|such as|among them|notably))?:? (?:the )?[\"']?")
_NEXT = re.compile(r"[\"']?(?: \([^()]{1,60}\))?(?:, and|,| and|;|; and| as well as|, as well as) (?:the )?[\"']?")
_ASIDE = re.compile(
    r"[\"']?(?: (?:of|in|from)|,? (?:registered|flagged) in|,? (?:under|flying)(?: the flag of)?) (?:the )?"
)
_FLAG = re.compile(r"(?:'s)? (?:flag|colours|colors)(?!\w)")
_LEAST = {True: 2, False: 3}
"""Names of a row that a noun heads, or that one known of them opens."""
_LONGEST = 5
_WEAK = frozenset("person-given person-says place-in place-head".split())
_WEAK_FIRM = frozenset("firm-trade likely-company".split())
_SHIPS = 2
"""Ships before it in a row, from which what only sounds like a firm is one of them."""


def of_a_row(words: Words, runs: Sequence[Run], found: Sequence[Found]) -> Iterator[Found]:
    """Names that `found` lacks, or has by weak signs only, given the kind of the noun or the name that opens their row."""
    by_start = {words.start(r.first): r for r in runs if not r.titled and r.last - r.first <= _LONGEST}
    taken: dict[int, Found] = {}
    for f in found:
        if not f.plural:
            taken.setdefault(f.start, f)
    sure = [f for f in found if not f.plural and not _weak(f)]
    over: dict[bool, set[int]] = {}
    lands = {f.start: f.end for f in found if f.label in ("country", "place")}
    for f in found:
        headed = f.plural and f.label in ("vessel", "company")
        if not headed and (f.label != "vessel" or f.plural):
            continue
        first = _OPENS.match(words.plain, f.end) if headed else None
        at = first.end() if first and len(first[0]) > 1 else f.start
        if headed and at == f.start:
            continue
        row = list(_row(words, at, by_start, taken, lands, f.label))
        closed = row[-1][2] if row else False
        if len(row) < _LEAST[headed] or not closed:
            continue
        ship = f.label == "vessel"
        if ship not in over:
            over[ship] = _covered(words, sure) - (_covered(words, filter(_weak_firm, sure)) if ship else set())
        for a, b, _ in row:
            person = a in taken and taken[a].label == "person" and f.label == "company"
            if not person and over[ship].isdisjoint(words.within(a, b)):
                yield Found(a, b, f.label, "of-a-row", tier=-1)


def _covered(words: Words, found: Iterable[Found]) -> set[int]:
    """The words that names cover."""
    return {k for f in found for k in words.within(f.start, f.end)}


def _weak(f: Found) -> bool:
    return f.rule.removeprefix("again:") in _WEAK


def _weak_firm(f: Found) -> bool:
    return f.rule.removeprefix("again:") in _WEAK_FIRM


def _row(
    words: Words,
    at: int,
    by_start: Mapping[int, Run],
    taken: Mapping[int, Found],
    lands: Mapping[int, int],
    label: str,
) -> Iterator[tuple[int, int, bool]]:
    """The names from a place on, each with whether "and" stands before it."""
    closed, ships = False, 0
    while True:
        one = taken.get(at)
        if one is not None and ships >= _SHIPS and _weak_firm(one):
            end = one.end
        elif one is not None and not _weak(one):
            if one.label != label:
                return
            end = one.end
            ships += label == "vessel"
        elif (run := by_start.get(at)) is not None and _name(words, run):
            end = words.end(run.last - 1)
        else:
            return
        yield at, end, closed
        if closed:
            return
        if (seat := _ASIDE.match(words.plain, end)) and seat.end() in lands:
            end = lands[seat.end()]
            end = flag.end() if (flag := _FLAG.match(words.plain, end)) else end
        link = _NEXT.match(words.plain, end, end + 90)
        if not link:
            return
        closed = "and" in link[0] or "as well" in link[0]
        at = link.end()


def _name(words: Words, run: Run) -> bool:
    return all(words.shapes[k] in (CAPITAL, CAPITALS, NUMBER) for k in range(run.first, run.last))
