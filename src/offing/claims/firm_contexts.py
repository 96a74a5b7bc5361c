"""Firms whose names have no word of a firm's, told by what stands around: an apposition, an affiliate, a firm beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from offing.claims.firm_phrases import (
    AFFILIATED,
    APPOSED,
    ARE_FIRMS,
    AS_OPERATOR,
    BELONGS,
    BESIDE,
    COUNTED,
    GROUP,
    IS_FIRM,
    ITS_AGENT,
    MAY,
    NUMBERED,
    SEATED,
    SEVERAL,
    TRADES,
    WHICH,
)
from offing.claims.firms import ACTS
from offing.claims.found import Found
from offing.claims.persons import TITLES
from offing.claims.runs import Run
from offing.claims.ship_words import SHIP
from offing.claims.wording import CAPITAL, CAPITALS, COMMA, HYPHEN, LOWER, SPACE, Words

_LONGEST = 4


def firms_beside(words: Words, runs: Sequence[Run], found: Sequence[Found], common: Container[str]) -> Iterator[Found]:
    """`found` is what is named already; nothing that lies over it is taken for a firm."""
    taken = {k for f in found for k in words.within(f.start, f.end) if not f.plural}
    ends = {f.end for f in found if f.label == "company" and not f.plural}
    lands = {f.end for f in found if f.label in ("country", "place")}
    starts = {f.start for f in found if f.label == "company" and not f.plural}
    named = [f for f in found if f.label in ("person", "company", "vessel") and not f.plural]
    parts = {words.low(k) for f in named for k in words.within(f.start, f.end)}
    hulls = {f.end for f in found if f.label == "vessel" and not f.plural}
    firms = {f.start: f.end for f in found if f.label == "company" and not f.plural}
    rows = {end for start, end in firms.items() if SEVERAL.search(words.plain, max(0, start - 30), start)}
    seats = {f.start for f in found if f.label in ("country", "place") and f.rule != "gazetteer:people"}
    wares = {f.end for f in found if f.label == "goods"}
    towns = {f.start: f.end for f in found if f.label == "place"}
    for run in runs:
        i, j = run.first, run.last
        if words.start(i) in firms and _in_row(words, i, j, rows):
            rows.add(firms[words.start(i)])
        if not run.titled and 1 < j - i <= _LONGEST and _of_town(words, i, j, towns, taken):
            ends.add(words.end(j - 1))
            starts.add(words.start(i))
            yield Found(words.start(i), words.end(j - 1), "company", "firm-of-town", tier=3)
            continue
        if not run.titled and _bank_of(words, j):
            last = words.at(towns[words.start(j + 1)]) if words.start(j + 1) in towns else j + 2
            yield Found(words.start(i), words.end(last - 1), "company", "bank-of", tier=2)
            continue
        if run.titled or j - i > _LONGEST or not taken.isdisjoint(range(i, j)) or not _name(words, i, j):
            continue
        if j - i == 1 and words.low(i) in parts:
            continue
        if _in_list(words, i, ends):
            j = _over_and(words, j)
            ends.add(words.end(j - 1))
            yield Found(words.start(i), words.end(j - 1), "company", "firm-listed", tier=2)
            continue
        rule = _in_row(words, i, j, rows) or _rule(words, i, j, common, starts, ends, lands, seats, wares, hulls)
        if rule:
            if rule == "firm-listed":
                rows.add(words.end(j - 1))
            ends.add(words.end(j - 1))
            starts.add(words.start(i))
            yield Found(words.start(i), words.end(j - 1), "company", rule, tier=2)


def _bank_of(words: Words, j: int) -> bool:
    """ "Bank of Dandong": a bank in capitals, and a capital behind "of"."""
    if j + 1 >= len(words) or words.low(j - 1) != "bank" or words.low(j) != "of" or words.shapes[j - 1] != CAPITAL:
        return False
    return words.shapes[j + 1] in (CAPITAL, CAPITALS) and words.gaps[j + 1] == SPACE


def _in_list(words: Words, i: int, ends: Container[int]) -> bool:
    """Whether a semicolon parts the name from a firm's: "A Ltd; Black Stone Oil and Gas; B Corp"."""
    return i > 0 and words.between(i) in ("; ", ".; ") and (words.end(i - 1) in ends or words.end(i - 1) + 1 in ends)


def _over_and(words: Words, j: int) -> int:
    then = j + 1 < len(words) and words.low(j) == "and" and words.shapes[j + 1] == CAPITAL
    return j + 2 if then and words.plain[words.end(j + 1) : words.end(j + 1) + 1] == ";" else j


def _in_row(words: Words, i: int, j: int, rows: Container[int]) -> str:
    """ "two of his companies, Ionian Flame and Ionian Breeze": one of an enumeration that a noun for firms opens."""
    a = words.start(i)
    last = i - 1 - (words.low(i - 1) == "and")
    if last >= 0 and words.end(last) in rows and BESIDE.fullmatch(words.plain, words.end(last), a):
        return "firm-listed"
    after = words.plain[words.end(j - 1) : words.end(j - 1) + 5]
    if SEVERAL.search(words.plain, max(0, a - 30), a) and (after == " and " or after.startswith((", ", " ("))):
        return "firm-listed"
    return ""


def _of_town(words: Words, i: int, j: int, towns: Mapping[int, int], taken: Container[int]) -> bool:
    """ "Tianjin Jade Sail was sanctioned": a town's name and more capitals, which do what firms do or are done to."""
    if words.start(i) not in towns or not _name(words, i, j) or words.low(i - 1) == "the":
        return False
    k = words.at(towns[words.start(i)])
    if k >= j or any(x in taken for x in range(k, j)):
        return False
    if not _NO_FIRM.isdisjoint(words.low(x) for x in range(k, j)) or any(
        words.low(x) in TITLES | SHIP for x in range(k, j)
    ):
        return False
    return j < len(words) and words.gaps[j] == SPACE and words.low(j) in ACTS


def _name(words: Words, i: int, j: int) -> bool:
    """Whether every word begins with a capital and the first is more than an initial."""
    least = 2 if words.shapes[i] == CAPITALS and j - i > 1 else 3
    return (
        all(words.shapes[k] != LOWER or (k > i and words.gaps[k] == HYPHEN) for k in range(i, j))
        and words.end(i) - words.start(i) >= least
    )


_CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]+)+")
_NO_FIRM = frozenset(
    "president minister ministry government king queen prince parliament supreme leader revolutionary army navy guard guards "
    "ambassador chief state central foreign national constitution olympic nobel house day week club party revolution crown "
    "north south east west northern southern eastern western great old new red black gulf sea coast port bay strait canal "
    "island islands mount cape lake river security council court bank airport airports authority defence defense deputy prime "
    "first second third former late top general judge attorney transport health interior justice labour labor space".split()
)
_PARTS_OF_TOWNS = frozenset(
    "district quarter neighbourhood neighborhood suburb province port airport area region county".split()
)
_WAYS = frozenset("sts ais vhf".split())
_RUNS = frozenset(
    "owns operates manages runs charters supplies employs insures procures chartered procured purchased fixed supplied".split()
)
_HAS = re.compile(
    r"'s? (?:[a-z-]+ ){0,2}(?:website|fleet|ships?|vessels?|tankers?|subsidiar(?:y|ies)|headquarters|offices?|shareholders?|arm|"
    r"branch|agents|lawyers?|press office|directors?|chief executive|ledgers|accounts|crews?)(?!\w)"
)
_OF_IT = re.compile(
    r"\b(?:subsidiary|customer|client|unit|arm|branch|affiliate|front|premises|offices|director|chairman|managers?|founder|shareholder|"
    r"owner|management|fleet|lawyers?|charter|name) (?:of|to|with|for|by) $|"
    r"\b(?:firm|company|maker|buyer|owner|charterer|operator|manager|seller|supplier)(?:, [^,;.\"]{3,30},)? (?:is|was) $"
)
_IT_SAYS = re.compile(
    r" (?:said|says|announced|insists|insisted|claimed|claims|maintains|denied|denies)(?: that)? (?:it|its)(?!\w)"
)


def _possessed(words: Words, i: int, lands: Container[int]) -> bool:
    """ "Italy's Petrosud": a country's or a city's before the name."""
    return (
        i > 1
        and words.low(i - 1) == "s"
        and words.plain[words.end(i - 2) : words.start(i)] == "'s "
        and words.end(i - 2) in lands
    )


def _rule(
    words: Words,
    i: int,
    j: int,
    common: Container[str],
    starts: Container[int],
    ends: Container[int],
    lands: Container[int],
    seats: Container[int],
    wares: Container[int],
    hulls: Container[int],
) -> str:
    before, end = words.low(i - 1), words.end(j - 1)
    rare = any(words.low(k) not in common for k in range(i, j))
    if GROUP.match(words.plain, end, end + 24) and rare and before != "of" and not words.low(i).endswith("ian"):
        return "firm-group"
    if before in ("the", "a", "an", "mr", "mrs", "ms") or words.low(i) in TITLES or words.low(j - 1) in TITLES:
        return ""
    if words.plain[end : end + 1] == " " and words.low(j) in _PARTS_OF_TOWNS:
        return ""
    if _possessed(words, i, lands) and (rare or j - i > 1) and _NO_FIRM.isdisjoint(words.low(k) for k in range(i, j)):
        return "firm-of-land"
    if SEATED.search(words.plain, max(0, words.start(i) - 20), words.start(i)) and (rare or j - i > 1):
        return "firm-seated"
    if j - i == 1 and rare and _CAMEL.fullmatch(words.text, words.start(i), end) and not words.low(i).startswith("mc"):
        return "firm-camel"
    if APPOSED.match(words.plain, end, end + 120) and (rare or j - i > 1):
        return "firm-apposed"
    if AFFILIATED.match(words.plain, end, end + 60) and rare:
        return "firm-affiliated"
    if rare and WHICH.match(words.plain, end, end + 48):
        return "firm-which"
    if (rare or j - i > 1) and (IS_FIRM.match(words.plain, end, end + 160) or MAY.match(words.plain, end, end + 60)):
        return "firm-is"
    if rare and (
        TRADES.match(words.plain, end, end + 80)
        or (ARE_FIRMS.match(words.plain, end, end + 100) and (before == "and" or not NUMBERED.match(words.plain, end)))
    ):
        return "firm-trades"
    if (
        before == "by"
        and words.low(i) not in _WAYS
        and ((rare and ITS_AGENT.match(words.plain, end, end + 60)) or (i > 1 and words.end(i - 2) in wares))
    ):
        return "firm-by"
    if before == "of" and rare and i > 1 and words.end(i - 2) in hulls:
        return "firm-of-ship"
    if AS_OPERATOR.match(words.plain, end, end + 50) and (rare or j - i > 1):
        return "firm-as"
    if _seat_after(words, j, seats) and all(
        words.low(k) not in common or words.shapes[k] == CAPITALS for k in range(i, j)
    ):
        return "firm-seated"
    if rare and words.plain[end : end + 6] == " fleet" and before not in ("shadow", "dark"):
        return "firm-fleet"
    if not rare or j - i > 2:
        return ""
    a = words.start(i)
    if words.first(i) and words.low(j) in _RUNS and words.gaps[min(j, len(words) - 1)] == SPACE:
        return "firm-runs"
    if _HAS.match(words.plain, end, end + 60) or _IT_SAYS.match(words.plain, end, end + 40):
        return "firm-has"
    if _OF_IT.search(words.plain, max(0, a - 30), a) and not words.low(i).endswith("s"):
        return "firm-of-it"
    if BELONGS.search(words.plain, max(0, a - 24), a) and j - i == 1:
        return "firm-belongs"
    last = i - 1 - (before == "and")
    link = words.plain[words.end(last) : a] if last >= 0 else ""
    if last >= 0 and words.end(last) in ends and BESIDE.fullmatch(link) and _closed(words, j, link):
        return "firm-beside"
    if COUNTED.search(words.plain, max(0, a - 16), a) and _next_firm(words, j, starts):
        return "firm-beside"
    return ""


def _seat_after(words: Words, j: int, seats: Container[int]) -> bool:
    """ "Elemento of Malta": a country or a town behind "of"."""
    k = j + 1 + (words.low(j + 1) == "the")
    if words.low(j) != "of" or words.gaps[j] not in (SPACE, COMMA) or k >= len(words) or words.start(k) not in seats:
        return False
    body = k + 1 < len(words) and words.gaps[k + 1] == SPACE and words.shapes[k + 1] != LOWER
    return not (words.low(j + 1) == "the" and body)  # Sailosi Raratabu of the Fiji Maritime Workers' Association


def _closed(words: Words, j: int, link: str) -> bool:
    """Whether an enumeration ends behind a name that "and" brings, or goes on behind one that a comma brings."""
    after = words.plain[words.end(j - 1) : words.end(j - 1) + 5]
    if "and" in link:
        return after[:1] in (".", ",", ";", ")", "") or after[:1] == " "
    return after.startswith((", ", " and"))


def _next_firm(words: Words, j: int, starts: Container[int]) -> bool:
    return (j < len(words) and words.start(j) in starts) or (
        words.low(j) == "and" and j + 1 < len(words) and words.start(j + 1) in starts
    )
