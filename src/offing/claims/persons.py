"""Names of persons: a given name with what follows, a Korean or Chinese name, a title or office before, a saying verb beside."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from offing.claims.forms import TRADE, form_length
from offing.claims.found import Found
from offing.claims.runs import OPENERS, Run
from offing.claims.tables import words_in
from offing.claims.wording import CAPITAL, CAPITALS, COMMA, HYPHEN, LOWER, NUMBER, SPACE, Words

TITLES = frozenset(
    "attorneys prosecutors presidents senators ministers professors analysts lawyers leaders mr mrs ms miss dr prof "
    "professor sir lord lady president premier chancellor king queen prince sheikh emir pope ayatollah secretary minister "
    "undersecretary ambassador senator congressman congresswoman representative rep sen gov governor mayor judge justice "
    "attorney prosecutor general gen admiral adm vice-admiral colonel col captain capt commander cmdr lieutenant lt major "
    "maj sergeant sgt chairman chairwoman chairperson chair director chief executive ceo spokesman spokeswoman spokesperson "
    "adviser advisor leader envoy diplomat analyst expert researcher reporter editor economist lawyer solicitor businessman "
    "businesswoman tycoon magnate oligarch owner founder manager agent broker detective inspector commissioner official "
    "dictator strongman negotiator counsel counselor fellow scholar journalist author skipper master officer coordinator "
    "deputy vice supreme first foreign prime state press national magistrate bishop archbishop".split()
)
_STRONG = frozenset(
    "attorney senator congressman justice magistrate bishop archbishop "
    "mr mrs ms dr sir president captain capt sen rep gov gen adm col lt ambassador secretary minister judge prof chairman".split()
)
_SAYS = frozenset(
    "said told added suggested tweeted wrote noted argued claimed says insisted warned stated explained announced testified "
    "replied acknowledged denied admitted declined confirmed stressed urged".split()
)
_PARTICLES = frozenset("al el bin ibn van von de der da di dos del abu ben ter la le bint ul".split())
_OF_SHIPS = frozenset("captain lady princess prince queen king admiral general lord sir professor president".split())
"""Titles that names of ships begin with."""
_ARABIC = frozenset("al el bin ibn bint ul ben".split())
_OFFICES = frozenset(
    "president minister secretary spokesman spokeswoman spokesperson director chairman chief executive ambassador analyst "
    "expert professor adviser advisor head founder owner captain researcher fellow leader envoy attorney lawyer partner "
    "manager officer coordinator senator lawmaker official commander economist ceo member author".split()
)
_LONGEST = 4


def person_names(
    words: Words, runs: Sequence[Run], known: Callable[[int, int], bool], common: Container[str]
) -> Iterator[Found]:
    """`known(first, last)` tells that the words are a place, an authority or the like, and no person."""
    before: tuple[int, int] | None = None
    for run in runs:
        for i, j in _pieces(words, run):
            if found := _person(words, i, j, run.titled, known, common):
                yield found
                if before and words.plain[words.end(before[1] - 1) : found.start] == " and ":
                    a, b = before
                    yield Found(words.start(a), words.end(b - 1), "person", "person-beside", tier=3)
        i, j = run.first, run.last
        alone = not run.titled and j - i == 2 and _plain_name(words, i, j, common) and words.low(i) not in common
        before = (
            (i, j) if alone and not any(known(k, k + 1) for k in (i, i + 1)) and words.low(j - 1) not in TRADE else None
        )


def _pieces(words: Words, run: Run) -> Iterator[tuple[int, int]]:
    """A run without the titles before a name: [Treasury Secretary] Steven Mnuchin."""
    i = run.first
    last = max(
        (k for k in range(run.first, run.last - 1) if words.low(k) in TITLES and words.gaps[k + 1] != HYPHEN),
        default=-1,
    )
    if last >= 0:
        i = last + 1
    if i < run.last:
        yield i, run.last
    for k in range(i + 1, run.last - 1):
        if words.low(k) in words_in("given_names") and words.gaps[k] == SPACE == words.gaps[k + 1]:
            yield k, run.last
            break


def _person(
    words: Words, i: int, j: int, titled: bool, known: Callable[[int, int], bool], common: Container[str]
) -> Found | None:
    if any(words.shapes[k] == NUMBER for k in range(i, j)):
        return None
    j = _with_particles(words, i, j)
    parts = _parts(words, i, j)
    if len(parts) > _LONGEST + 2 or known(i, j) or words.low(i) == "task":
        return None
    if len(parts) > 1 and words.shapes[j - 1] == CAPITALS and form_length([words.low(k) for k in range(i, j)], j - i):
        return None  # Ro Marine AS
    title = words.low(i - 1) in TITLES and words.gaps[i] == SPACE
    if title and words.low(i - 1) in _OF_SHIPS and words.low(i - 2) == "the" and words.shapes[i - 1] != LOWER:
        return None  # the Captain Voronin sails
    if _through_particle(words, i, j, parts) and not any(known(k, k + 1) for k in range(i, j)) and not titled:
        return Found(words.start(i), words.end(j - 1), "person", "person-particle", tier=1)
    if len(parts) == 1:
        return _surname(words, i, j, title, titled, common)
    rule = _rule(words, i, j, parts, title, known, common, titled)
    return (
        Found(words.start(i), words.end(j - 1), "person", rule, tier=1 if rule != "person-says" else 2)
        if rule
        else None
    )


_OF_PLACES = frozenset(
    "ras umm bab shatt dar ansar jabal jebel wadi bank bir tel deir khor mina sharm ain ayn port beit".split()
)


def _through_particle(words: Words, i: int, j: int, parts: Sequence[int]) -> bool:
    """ "Luay al-Mallah", "Ali bin Saleh": a capital, a particle written small, a capital; no place and no firm."""
    small = [k for k in range(i + 1, j) if words.low(k) in _ARABIC and words.shapes[k] == LOWER]
    return (
        bool(small)
        and small[0] > i
        and words.shapes[i] == CAPITAL == words.shapes[j - 1]
        and words.low(i) not in _OF_PLACES
        and words.low(j - 1) not in TRADE
        and words.low(i - 1) != "the"
    )


def _rule(
    words: Words,
    i: int,
    j: int,
    parts: list[int],
    title: bool,
    known: Callable[[int, int], bool],
    common: Container[str],
    titled: bool,
) -> str:
    """By which rule several words name a person; empty where by none."""
    first, rest = words.low(i), range(i + 1, j)
    if words.low(i - 1) == "the" and not title:
        return ""
    if sum(words.low(k) in words_in("given_names") for k in parts) > 1 and not titled:
        return "person-given"
    if (
        len(parts) == 3
        and len(words.low(i + 1)) == 1 < len(words.low(i))
        and words.shapes[i] == CAPITAL == words.shapes[j - 1]
    ):
        return "person-initial"
    if first in words_in("given_names"):
        place = any(known(k, k + 1) for k in rest)
        if not titled and (_says(words, i, j) or _office_after(words, j)) and not place:
            return "person-given"
        if not all(words.low(k) in common for k in rest) or (first not in common and not place and not titled):
            return "person-given"
    if _byline(words, i, j):
        return "person-byline"
    if first in words_in("east_asian_surnames") and len(parts) in (2, 3) and _east_asian(words, i, j, common):
        return "person-east-asian"
    if (
        len(parts) > _LONGEST
        or titled
        or any(known(k, k + 1) for k in range(i, j))
        or all(words.low(k) in common for k in range(i, j))
    ):
        return ""
    if title:
        return "person-title"
    spoken = len(parts) <= 3 and _plain_name(words, i, j, common) and (_says(words, i, j) or _office_after(words, j))
    return "person-says" if spoken else ""


def _byline(words: Words, i: int, j: int) -> bool:
    """ "By Darnell Pruitt", alone on its line or after a bar."""
    if words.low(i - 1) != "by" or words.gaps[i] != SPACE or words.shapes[i - 1] != CAPITAL:
        return False
    before = words.text[max(0, words.start(i - 1) - 3) : words.start(i - 1)].rstrip(" ")
    end = words.end(j - 1)
    return before[-1:] in ("", "|", "-", "\n") and words.text[end : end + 1] in ("", "\n", "\r", "|", ",")


def _parts(words: Words, i: int, j: int) -> list[int]:
    """The first word of each part of a name; what is hyphened is one."""
    return [k for k in range(i, j) if k == i or words.gaps[k] not in (HYPHEN, 4)]


def _with_particles(words: Words, i: int, j: int) -> int:
    """Over "bin", "al-" and the like to the capitals after it."""
    while words.low(j) in _PARTICLES and words.shapes[j] == LOWER and words.gaps[j] == SPACE:
        k = j + 1
        while words.low(k) in _PARTICLES and words.shapes[k] == LOWER:
            k += 1
        if k >= len(words) or words.gaps[k] not in (SPACE, HYPHEN) or words.shapes[k] not in (CAPITAL, CAPITALS):
            break
        j = k + 1
    return j


def _east_asian(words: Words, i: int, j: int, common: Container[str]) -> bool:
    rest = range(i + 1, j)
    if all(words.low(k) in common for k in rest) and not any(words.gaps[k] == HYPHEN for k in rest):
        return False
    longest = 10 if len(rest) == 1 and words.low(i + 1) not in common else 7
    return all(words.end(k) - words.start(k) <= longest for k in rest)


def _surname(words: Words, i: int, j: int, title: bool, titled: bool, common: Container[str]) -> Found | None:
    """One word: after a title, or with a verb of saying that no common word could have here."""
    said = words.low(j) in _SAYS and j < len(words) and words.gaps[j] == SPACE
    if titled or words.shapes[i] == CAPITALS or words.low(i) in OPENERS:
        return None
    if title and words.low(i - 1) in _STRONG and words.shapes[i - 1] != LOWER and words.low(i) not in TITLES:
        return Found(words.start(i), words.end(j - 1), "person", "person-titled", tier=2)
    if said and not words.first(i) and words.low(i) not in TITLES:
        return Found(words.start(i), words.end(j - 1), "person", "person-surname", tier=3)
    return None


def _plain_name(words: Words, i: int, j: int, common: Container[str]) -> bool:
    return (
        all(words.shapes[k] == CAPITAL or words.gaps[k] == HYPHEN for k in range(i, j))
        and words.low(j - 1) not in common
    )


def _says(words: Words, i: int, j: int) -> bool:
    return words.low(j) in _SAYS or words.low(i - 1) in _SAYS


def _office_after(words: Words, j: int) -> bool:
    """A comma and an office after the name, or a year of age."""
    if j >= len(words) or words.gaps[j] != COMMA:
        return False
    if words.shapes[j] == NUMBER and words.end(j) - words.start(j) == 2:
        return True
    return any(words.low(k) in _OFFICES for k in range(j, min(j + 7, len(words))) if words.gaps[k] != 0 or k == j)
