"""Firms whose names have no word of a firm's, told by what stands around: an apposition, an affiliate, a firm beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from offing.claims.found import Found
from offing.claims.runs import Run
from offing.claims.wording import CAPITAL, CAPITALS, NUMBER, Words

_NOUN = (
    r"(?:company|firm|conglomerate|shipper|refiner|insurer|reinsurer|bank|lender|consultancy|brokerage|shipowner|trading house|"
    r"shipbuilder|shipyard|charterer|(?:ship|vessel|tanker|fleet|technical|commercial|carrier|terminal|bulk carrier) "
    r"(?:operator|manager|owner|broker)|(?:commodity|oil|coal|fuel|metals|grain|energy|gas) "
    r"(?:trader|supplier|producer|broker|importer|exporter)|freight forwarder|forwarder|bunker supplier|subsidiary|joint venture)"
)
_APPOSED = re.compile(
    rf",? (?:\([A-Z][\w&-]{{1,9}}\),? )?(?:an?|the|one of) (?:[^\W\d_][\w'-]{{0,24}} ){{0,5}}?{_NOUN}s?"
    r"(?=[,.;:)]| (?:in|of|from|at|based|registered|incorporated|with|that|which|owned|controlled|run|linked|and|"
    r"headquartered)(?!\w))"
)
_AFFILIATED = re.compile(
    r",? and its (?:[a-z-]+ ){0,2}(?:affiliates?|subsidiar(?:y|ies)|parent(?: company)?|sister compan(?:y|ies)|units?|"
    r"associates?|directors?|shareholders?)(?!\w)"
)
_WHICH = re.compile(
    r", which (?:has |had )?(?:filed for bankruptcy|is based in|was based in|owns|operates|manages|trades in|employs|sells|"
    r"charters|was founded in|was set up|was established|is headquartered)(?!\w)"
)
_BELONGS = re.compile(r"\b(?:belong|belongs|belonged|belonging) to $|\b(?:dealings|ties|contracts?|business) with $")
_BESIDE = re.compile(r",? and |, ")
_COUNTED = re.compile(
    r"\b(?:companies|firms|owners|shipowners|managers|operators|charterers|banks|traders|insurers),? $"
)
_LONGEST = 4


def firms_beside(words: Words, runs: Sequence[Run], found: Sequence[Found], common: Container[str]) -> Iterator[Found]:
    """`found` is what is named already; nothing that lies over it is taken for a firm."""
    taken = {k for f in found for k in range(words.at(f.start), words.at(f.end)) if not f.plural}
    ends = {f.end for f in found if f.label == "company" and not f.plural}
    starts = {f.start for f in found if f.label == "company" and not f.plural}
    for run in runs:
        i, j = run.first, run.last
        if run.titled or j - i > _LONGEST or not taken.isdisjoint(range(i, j)) or not _name(words, i, j):
            continue
        rule = _rule(words, i, j, common, starts, ends)
        if rule:
            ends.add(words.end(j - 1))
            starts.add(words.start(i))
            yield Found(words.start(i), words.end(j - 1), "company", rule, tier=2)


def _name(words: Words, i: int, j: int) -> bool:
    """Whether every word begins with a capital and the first is more than an initial."""
    return (
        all(words.shapes[k] in (CAPITAL, CAPITALS, NUMBER) for k in range(i, j)) and words.end(i) - words.start(i) > 2
    )


def _rule(words: Words, i: int, j: int, common: Container[str], starts: Container[int], ends: Container[int]) -> str:
    before, end = words.low(i - 1), words.end(j - 1)
    rare = any(words.low(k) not in common for k in range(i, j))
    if before in ("the", "a", "an", "mr", "mrs", "ms"):
        return ""
    if _APPOSED.match(words.plain, end, end + 120) and (rare or j - i > 1):
        return "firm-apposed"
    if _AFFILIATED.match(words.plain, end, end + 60) and rare:
        return "firm-affiliated"
    if _WHICH.match(words.plain, end, end + 48) and rare:
        return "firm-which"
    if not rare or j - i > 2:
        return ""
    a = words.start(i)
    if _BELONGS.search(words.plain, max(0, a - 24), a) and j - i == 1:
        return "firm-belongs"
    last = i - 1 - (before == "and")
    link = words.plain[words.end(last) : a] if last >= 0 else ""
    if last >= 0 and words.end(last) in ends and _BESIDE.fullmatch(link) and _closed(words, j, link):
        return "firm-beside"
    if _COUNTED.search(words.plain, max(0, a - 16), a) and _next_firm(words, j, starts):
        return "firm-beside"
    return ""


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
