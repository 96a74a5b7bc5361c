"""Firms whose names have no word of a firm's, told by what stands around: an apposition, an affiliate, a firm beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from offing.claims.firms import ACTS
from offing.claims.found import Found
from offing.claims.persons import TITLES
from offing.claims.runs import Run
from offing.claims.ship_words import SHIP
from offing.claims.wording import CAPITAL, CAPITALS, HYPHEN, LOWER, SPACE, Words

_NOUN = (
    r"(?:company|firm|conglomerate|shipper|refiner|insurer|reinsurer|bank|lender|consultancy|brokerage|shipowner|trading house|"
    r"shipbuilder|shipyard|charterer|partnership|leasing house|"
    r"airline|retailer|retail chain|supermarket chain|distributor|manufacturer|entity|"
    r"joint-stock company|venture|research institute|institute|middleman|intermediary|outfit|shipping line|shipping agency|"
    r"state (?:importer|exporter|buyer|arms buyer|enterprise)|arms (?:maker|buyer|dealer|exporter)|chain|"
    r"(?:ship|vessel|tanker|fleet|technical|commercial|carrier|terminal|bulk carrier) "
    r"(?:operator|manager|owner|broker)|(?:commodity|oil|coal|fuel|metals|grain|energy|gas) "
    r"(?:trader|supplier|producer|broker|importer|exporter)|freight forwarder|forwarder|bunker supplier|subsidiary|joint venture)"
)
_APPOSED = re.compile(
    rf",? (?:\([A-Z][\w&-]{{1,9}}\),? )?(?:an?|the|one of) (?:[^\W\d_][\w'-]{{0,24}} ){{0,5}}?{_NOUN}s?"
    r"(?=[,.;:)]| (?:in|of|from|at|based|registered|incorporated|with|that|which|owned|controlled|run|linked|and|"
    r"headquartered|behind|whose|on|under)(?!\w))"
)
_TRADES = re.compile(
    r", (?:an? |the )?(?:[a-z-]{2,20} ){0,2}(?:exporter|importer|supplier|distributor|manufacturer|producer|operator|charterer|"
    r"maker|reseller|wholesaler) (?:of|to|in|based)(?!\w)"
)
_ARE_FIRMS = re.compile(
    r"(?: and [A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,3})?, (?:both |all |two |three |four )?(?:[A-Za-z][a-z-]{1,20} ){0,3}?"
    r"(?:companies|firms|banks|entities|shippers|traders|insurers|shipowners|subsidiaries|affiliates)"
    r"(?=[,.;]| (?:in|of|from|based|that|which|owned|controlled|registered|linked)(?!\w))"
)
_AS_OPERATOR = re.compile(
    r" as (?:its |her |their |the )?(?:registered |technical |commercial )?(?:operator|manager|owner|charterer)s?(?!\w)"
)
_ITS_AGENT = re.compile(
    r", (?:its|their|her) (?:[a-z-]{2,16} ){0,2}(?:agent|manager|operator|owner|insurer|broker|supplier|charterer)s?(?!\w)"
)
_AFFILIATED = re.compile(
    r",? and its (?:[a-z-]+ ){0,2}(?:affiliates?|subsidiar(?:y|ies)|parent(?: company)?|sister compan(?:y|ies)|units?|"
    r"associates?|directors?|shareholders?|owners?|chief executive|managers?|fleet|lawyers?)(?!\w)"
)
_WHICH = re.compile(
    r", which (?:has |had )?(?:filed for bankruptcy|is based in|was based in|owns|operates|manages|trades in|employs|sells|"
    r"(?:[\w<>-]+ ){1,4}(?:gives?|lists?|names?|shows?) as (?:[a-z]+ ){0,2}(?:manager|owner|operator|charterer)|"
    r"charters|makes|manufactures|produces|supplies|supplied|builds|handles|provides|exports|imports|insures|"
    r"was founded in|was set up|was established|is headquartered)(?!\w)"
)
_BELONGS = re.compile(r"\b(?:belong|belongs|belonged|belonging) to $|\b(?:dealings|ties|contracts?|business) with $")
_BESIDE = re.compile(r",? and |, ")
_SEATED = re.compile(r"-(?:based|headquartered|domiciled|incorporated) $")
_SEVERAL = re.compile(
    r"\b(?:companies|firms|shipowners|banks|traders|insurers|importers|brokers|businesses|subsidiaries|affiliates|operators|"
    r"forwarders|entities|clients|charterers|manufacturers|exporters|shippers|agencies|refiners|refineries|shipyards|owners|managers|"
    r"suppliers|fronts|middlemen|intermediaries|sellers|buyers)(?:,|:|, including|, among them|, namely| such as|"
    r" like| called| named) $"
)
_COUNTED = re.compile(
    r"\b(?:companies|firms|owners|shipowners|managers|operators|charterers|banks|traders|insurers),? $"
)
_LONGEST = 4


def firms_beside(words: Words, runs: Sequence[Run], found: Sequence[Found], common: Container[str]) -> Iterator[Found]:
    """`found` is what is named already; nothing that lies over it is taken for a firm."""
    taken = {k for f in found for k in range(words.at(f.start), words.at(f.end)) if not f.plural}
    ends = {f.end for f in found if f.label == "company" and not f.plural}
    lands = {f.end for f in found if f.label in ("country", "place")}
    starts = {f.start for f in found if f.label == "company" and not f.plural}
    named = [f for f in found if f.label in ("person", "company", "vessel") and not f.plural]
    parts = {words.low(k) for f in named for k in range(words.at(f.start), words.at(f.end))}
    hulls = {f.end for f in found if f.label == "vessel" and not f.plural}
    firms = {f.start: f.end for f in found if f.label == "company" and not f.plural}
    rows = {end for start, end in firms.items() if _SEVERAL.search(words.plain, max(0, start - 30), start)}
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
    if last >= 0 and words.end(last) in rows and _BESIDE.fullmatch(words.plain, words.end(last), a):
        return "firm-listed"
    after = words.plain[words.end(j - 1) : words.end(j - 1) + 5]
    if _SEVERAL.search(words.plain, max(0, a - 30), a) and (after == " and " or after.startswith((", ", " ("))):
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
    if before in ("the", "a", "an", "mr", "mrs", "ms") or words.low(i) in TITLES or words.low(j - 1) in TITLES:
        return ""
    if words.plain[end : end + 1] == " " and words.low(j) in _PARTS_OF_TOWNS:
        return ""
    if _possessed(words, i, lands) and (rare or j - i > 1) and _NO_FIRM.isdisjoint(words.low(k) for k in range(i, j)):
        return "firm-of-land"
    if _SEATED.search(words.plain, max(0, words.start(i) - 20), words.start(i)) and (rare or j - i > 1):
        return "firm-seated"
    if j - i == 1 and rare and _CAMEL.fullmatch(words.text, words.start(i), end) and not words.low(i).startswith("mc"):
        return "firm-camel"
    if _APPOSED.match(words.plain, end, end + 120) and (rare or j - i > 1):
        return "firm-apposed"
    if _AFFILIATED.match(words.plain, end, end + 60) and rare:
        return "firm-affiliated"
    if _WHICH.match(words.plain, end, end + 48) and rare:
        return "firm-which"
    if rare and (_TRADES.match(words.plain, end, end + 80) or _ARE_FIRMS.match(words.plain, end, end + 100)):
        return "firm-trades"
    if (
        before == "by"
        and words.low(i) not in _WAYS
        and ((rare and _ITS_AGENT.match(words.plain, end, end + 60)) or (i > 1 and words.end(i - 2) in wares))
    ):
        return "firm-by"
    if before == "of" and rare and i > 1 and words.end(i - 2) in hulls:
        return "firm-of-ship"
    if _AS_OPERATOR.match(words.plain, end, end + 50) and (rare or j - i > 1):
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
    if _BELONGS.search(words.plain, max(0, a - 24), a) and j - i == 1:
        return "firm-belongs"
    last = i - 1 - (before == "and")
    link = words.plain[words.end(last) : a] if last >= 0 else ""
    if last >= 0 and words.end(last) in ends and _BESIDE.fullmatch(link) and _closed(words, j, link):
        return "firm-beside"
    if _COUNTED.search(words.plain, max(0, a - 16), a) and _next_firm(words, j, starts):
        return "firm-beside"
    return ""


def _seat_after(words: Words, j: int, seats: Container[int]) -> bool:
    """ "Elemento of Malta": a country or a town behind "of"."""
    k = j + 1 + (words.low(j + 1) == "the")
    return words.low(j) == "of" and words.gaps[j] == SPACE and k < len(words) and words.start(k) in seats


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
