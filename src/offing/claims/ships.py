"""Names of ships, told by what stands before or after them: "the tanker Vityaz", "M/V Wise Honest", "Grace 1 (IMO ...)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache

from offing.claims.forms import form_length
from offing.claims.found import Found
from offing.claims.runs import Run
from offing.claims.ship_words import (
    ABOARD,
    AFTER_A_NAME,
    CALLED,
    DOES,
    HERS,
    NO_SHIP,
    PASSED_AS,
    PREFIX,
    SHIP,
    SHIPS,
    TYPES,
    WAS,
)
from offing.claims.wording import APART, CAPITALS, COMMA, HYPHEN, LOWER, NUMBER, SLASH, SPACE, Words

_IMO_AFTER = re.compile(r"[ ,]{0,2}[\"']?[ ,]?[(\[]?\s?(?:[A-Za-z -]{0,24}[,;:] ?)?(?:IMO\b|(?<=[(\[])\d{7}\b)")
_REMARK_AFTER = re.compile(r"[\"']? \((?:formerly|ex-|ex |renamed|then |built|previously|later|now )")
_OPENS = re.compile(r"[ ,]{0,2}[\"'(]{0,2}|: ?[\"']?")


def ship_names(
    words: Words,
    runs: Sequence[Run],
    known: Callable[[int, int], bool],
    listed: Container[tuple[int, int]],
    common: Container[str],
) -> Iterator[Found]:
    """`known(first, last)` tells that the words are a country, an authority or the like, and no ship; `listed` where a ship's

    name on a list stands.
    """
    maritime = any(words.low(k) in SHIP or words.low(k) in SHIPS for k in range(len(words)))
    marked: dict[int, str] = {}
    names = [_name(words, run) for run in runs]
    for n, (i, j) in enumerate(names):
        if (
            i >= j
            or _person_of_ship(words, i)
            or all(words.low(k) in SHIP or words.low(k) in TYPES for k in range(i, j))
        ):
            continue
        if known(i, j):
            if words.low(i - 1) == "the" and (i, j) in listed and _after_a_name(words, j):
                marked[n] = "the-name"
            continue
        rule = _prefixed(words, runs[n].first, i) or _told_before(words, i) or _told_after(words, i, j)
        rule = rule or (
            "the-name"
            if (maritime or ((i, j) in listed and j - i > 1)) and _the_name(words, i, j, common, listed)
            else ""
        )
        if rule and (rule == "ship-prefix" or not _firm(words, i, j)):
            marked[n] = rule
            _enumerate(words, names, n, known, marked, plural=rule == "ships-before")
    for n, rule in marked.items():
        i, j = names[n]
        yield Found(words.start(i), words.end(j - 1), "vessel", rule, tier=0)


def _firm(words: Words, i: int, j: int) -> bool:
    """Whether a name ends in a firm's legal form: "Caravella LLC FZ, a single-ship entity"."""
    return j - i > 1 and form_length([words.low(k) for k in range(i, j)], j - i) > 0


def _name(words: Words, run: Run) -> tuple[int, int]:
    """A run without the M/V or the type of ship at its head."""
    i, j = run.first, run.last
    if (
        i + 1 < j
        and words.low(i) in ("m", "f", "s")
        and words.gaps[i + 1] in (SLASH, 3)
        and words.low(i + 1) in ("v", "t", "s")
    ):
        return i + 2, j
    if i + 1 < j and words.low(i) in PREFIX and words.shapes[i] == CAPITALS:
        return i + 1, j
    while (
        i + 1 < j
        and (words.low(i) in SHIP or words.low(i) in SHIPS or words.low(i) in TYPES)
        and _type_ahead(words, i, j)
    ):
        i += 1
    return i, j


def _type_ahead(words: Words, i: int, j: int) -> bool:
    """Whether the words from `i` are a type of ship with a name after it: Oil Tanker Vityaz."""
    k = i
    while k < j and words.low(k) in TYPES:
        k += 1
    return k < j - 1 and (words.low(k) in SHIP or words.low(k) in SHIPS)


def _prefixed(words: Words, first: int, i: int) -> str:
    return "ship-prefix" if i > first else ""


def _told_before(words: Words, i: int) -> str:
    """A type of ship, "-flagged", "aboard", "the crew of the" before the name, with quotes, a comma and "named" let by."""
    k, opened = i - 1, words.between(i)
    plain = words.plain[words.end(i - 1) : words.start(i)] if i else ""
    if i == 0 or not _OPENS.fullmatch(plain):
        return ""
    the = named = False
    while k > 0 and i - k < 5 and words.low(k) in CALLED and words.gaps[k] in (SPACE, COMMA):
        the |= words.low(k) == "the"
        named |= words.low(k) != "the"
        if words.gaps[k] == COMMA or "," in opened:
            plain += ","
        k -= 1
    word = words.low(k)
    quoted = '"' in plain or "'" in plain
    if word in SHIP or word in SHIPS:
        if "," in plain and not (the or named or quoted):
            return ""
        if the and not named and "," not in plain and not quoted:
            return ""
        return "ships-before" if word in SHIPS else "ship-before"
    if word in ("flagged", "flag", "registered") and words.gaps[k] == HYPHEN and k == i - 1 and "," not in plain:
        return "flagged-before"
    if (
        the
        and not named
        and word == "them"
        and words.low(k - 1) == "among"
        and any(words.low(x) in SHIPS for x in range(max(0, k - 6), k))
    ):
        return "ships-before"
    if the and words.low(i - 2) == "as" and words.low(i - 3) in PASSED_AS:
        return "passed-as"
    if word in ABOARD and "," not in plain:
        return "aboard"
    if word == "board" and words.low(k - 1) == "on" and "," not in plain:
        return "aboard"
    if the and word == "of" and words.low(k - 1) in HERS and not words.is_titled(i):
        return "hers"
    if word in ("including", "namely", "are", "were", "include", "includes", "included") and words.low(k - 1) in SHIPS:
        return "ships-before"
    if (
        named
        and not words.is_titled(i)
        and words.low(i - 1) in ("renamed", "as", "ex", "formerly", "named", "called", "the")
        and _ship_near(words, i)
    ):
        return "renamed" if _renamed(words, k, i) else ""
    return ""


def _the_name(words: Words, i: int, j: int, common: Container[str], listed: Container[tuple[int, int]]) -> bool:
    """ "the Malili had assisted": in a text on ships, a proper name with an article that heads nothing and is no body's."""
    if i == 0 or words.low(i - 1) != "the" or words.gaps[i] not in (SPACE, APART) or words.is_titled(i) or j - i > 4:
        return False
    if words.plain[words.end(i - 1) : words.start(i)] not in (" ", ' "', " '"):
        return False
    if (
        words.low(j - 1) in NO_SHIP
        or words.low(i) in NO_SHIP
        or (j - i == 1 and words.shapes[i] == CAPITALS and words.end(i) - words.start(i) < 5)
    ):
        return False
    if not _after_a_name(words, j):
        return words.low(j).endswith(("ed", "s")) and words.low(j) not in SHIPS and (i, j) in listed
    rare = any(words.low(k) not in common and words.shapes[k] != NUMBER for k in range(i, j))
    return rare or (i, j) in listed or (words.shapes[j - 1] == NUMBER and j - i > 1)


def _after_a_name(words: Words, j: int) -> bool:
    """Whether what follows can follow a name: no noun that the name would only describe."""
    return (
        j >= len(words)
        or words.gaps[j] not in (SPACE, HYPHEN)
        or words.shapes[j] != LOWER
        or words.low(j) in AFTER_A_NAME
    )


def _renamed(words: Words, k: int, i: int) -> bool:
    return any(words.low(x) in ("renamed", "formerly", "previously", "ex") for x in range(max(0, k), i))


def _ship_near(words: Words, i: int) -> bool:
    return any(words.low(x) in SHIP or words.low(x) in SHIPS for x in range(max(0, i - 25), min(len(words), i + 25)))


def _told_after(words: Words, i: int, j: int) -> str:
    """An IMO number, a type of ship, ", a tanker", "was flagged" after the name."""
    end = words.end(j - 1)
    if _IMO_AFTER.match(words.plain, end, end + 48):
        return "imo-after"
    if _REMARK_AFTER.match(words.plain, end, end + 20) and _ship_near(words, i):
        return "remark-after"
    if words.low(j - 1) in NO_SHIP:
        return ""
    the = words.low(i - 1) in ("the", "its", "her") if i else False
    k = j
    if k < len(words) and words.plain[end : words.start(k)] in (" ", '" ', "' "):
        while k < j + 3 and words.low(k) in TYPES and k < len(words) - 1 and words.gaps[k + 1] in (SPACE, HYPHEN):
            k += 1
        if (
            words.low(k) in SHIP
            and words.shapes[k] == LOWER
            and (the or words.plain[end] != " " or words.shapes[j - 1] in (CAPITALS, NUMBER))
        ):
            return "ship-after"
    if (
        k == j
        and k < len(words)
        and words.gaps[k] == COMMA
        and words.low(k) in ("a", "an", "another")
        and _apposed(words, k)
    ):
        return "apposed"
    if the and not words.is_titled(i):
        first, second = words.low(j), words.low(j + 1)
        if words.gaps[min(j, len(words) - 1)] == SPACE and (
            first in DOES or (first in ("was", "is", "had", "has") and second in WAS)
        ):
            return "ship-verb"
    return ""


_GOES_ON = AFTER_A_NAME | WAS | frozenset("registered owned operated managed built linked named called known".split())


def _apposed(words: Words, k: int) -> bool:
    for x in range(k + 1, min(k + 10, len(words))):
        if words.gaps[x] not in (SPACE, HYPHEN) and not (words.gaps[x] == COMMA and words.shapes[x] == NUMBER):
            return False
        if words.low(x) in SHIP:
            return x + 1 >= len(words) or words.gaps[x + 1] not in (SPACE, HYPHEN) or words.low(x + 1) in _GOES_ON
    return False


def _enumerate(
    words: Words,
    names: Sequence[tuple[int, int]],
    n: int,
    known: Callable[[int, int], bool],
    marked: dict[int, str],
    plural: bool,
) -> None:
    """The names that follow one in an enumeration; after a single ship only with an article of their own."""
    m = n
    while m + 1 < len(names):
        (_, end), (i, j) = names[m], names[m + 1]
        if i >= j or i - end > 3 or known(i, j):
            return
        link = words.plain[words.end(end - 1) : words.start(i)]
        if len(link) > 24 or not (_links() if plural else _the_links()).fullmatch(link):
            return
        m += 1
        marked.setdefault(m, "enumerated")


@cache
def _links() -> re.Pattern[str]:
    return re.compile(r"[\"']?(?:,|;)?(?: ?\(?IMO:? \d{7}\)?,?)?(?: and| or| as well as)?(?: the)? [\"']?")


@cache
def _the_links() -> re.Pattern[str]:
    return re.compile(r"[\"']?(?: \(IMO:? \d{7}\))?,?(?: and| or)? the [\"']?")


def _person_of_ship(words: Words, i: int) -> bool:
    return words.low(i) in (
        "captain",
        "capt",
        "master",
        "owner",
        "mr",
        "mrs",
        "ms",
        "president",
        "minister",
        "secretary",
    )
