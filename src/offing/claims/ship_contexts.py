"""What stands before and after a name in the text that makes it a ship's."""

from __future__ import annotations

import re
from collections.abc import Container

from offing.claims.runs import Run
from offing.claims.ship_words import (
    ABOARD,
    AFTER_A_NAME,
    CALLED,
    DOES,
    HERS,
    NO_SHIP,
    PASSED_AS,
    SHIP,
    SHIPS,
    TYPES,
    WAS,
)
from offing.claims.wording import APART, CAPITALS, COMMA, HYPHEN, LOWER, NUMBER, SPACE, Words

_IMO_AFTER = re.compile(r"[ ,]{0,2}[\"']?[ ,]?[(\[]?\s?(?:[A-Za-z -]{0,24}[,;:] ?)?(?:IMO\b|(?<=[(\[])\d{7}\b)")
_REMARK_AFTER = re.compile(r"[\"']? \((?:formerly|ex-|ex |renamed|then |built|previously|later|now )")
_OPENS = re.compile(r"[ ,]{0,2}[\"'(]{0,2}|: ?[\"']?| ?- ?")
_NEAR = 60
"""Words around a name within which a ship must be spoken of."""
_ONCE = frozenset("before formerly previously then earlier once first later now also".split())
_FLAG_AFTER = re.compile(
    r", which (?:(?:is|was|has|had|then|now|also) ){0,2}"
    r"(?:flies|flew|sails under|sailed under|flagged|registered|flag|built)(?!\w)"
)
_OTHER_NAME = frozenset("the different former previous new old another her its".split())


def told_before(words: Words, i: int) -> str:
    """A type of ship, "-flagged", "aboard", "the crew of the" before the name, with quotes, a comma and "named" let by."""
    k, opened = i - 1, words.between(i)
    plain = words.plain[words.end(i - 1) : words.start(i)] if i else ""
    if i == 0 or not _OPENS.fullmatch(plain):
        return ""
    if plain.strip(" ") == "-" and words.low(k) in SHIPS:
        return "ships-before"
    if (
        words.low(k) in ("formerly", "previously", "renamed", "ex")
        and words.between(k).endswith(("(", "), "))
        and _ship_near(words, i)
    ):
        return "renamed"
    the = named = False
    if words.low(k) == "as" and words.low(k - 1) == "such" and words.low(k - 2) in SHIPS and plain in (" ", ' "'):
        return "ships-before"
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
    back = i - 3 - (words.low(i - 3) in _ONCE)
    if the and words.low(i - 2) == "as" and words.low(back) in PASSED_AS:
        return "passed-as"
    if word in ABOARD and "," not in plain:
        return "aboard"
    if word == "board" and words.low(k - 1) == "on" and "," not in plain:
        return "aboard"
    if the and word == "of" and words.low(k - 1) in HERS and not words.is_titled(i):
        return "hers"
    if word in ("name", "names") and words.low(k - 1) in _OTHER_NAME:
        return "renamed" if _ship_near(words, i) else ""
    if (
        word in ("like", "including", "namely", "are", "were", "include", "includes", "included")
        and words.low(k - 1) in SHIPS
    ):
        return "ships-before"
    if (
        named
        and not words.is_titled(i)
        and words.low(i - 1) in ("renamed", "as", "ex", "formerly", "named", "called", "the")
        and _ship_near(words, i)
    ):
        return "renamed" if _renamed(words, k, i) else ""
    return ""


def the_name(words: Words, i: int, j: int, common: Container[str], listed: Container[tuple[int, int]]) -> bool:
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
    if not after_a_name(words, j):
        return words.low(j).endswith(("ed", "s")) and words.low(j) not in SHIPS and (i, j) in listed
    if j - i == 1 and (i, j) not in listed and words.low(i).endswith(("ers", "ves", "ians", "ists", "ites")):
        return False
    rare = any(words.low(k) not in common and words.shapes[k] != NUMBER for k in range(i, j))
    return rare or (i, j) in listed or (words.shapes[j - 1] == NUMBER and j - i > 1)


def after_a_name(words: Words, j: int) -> bool:
    """Whether what follows can follow a name: no noun that the name would only describe."""
    return (
        j >= len(words)
        or words.gaps[j] not in (SPACE, HYPHEN)
        or words.shapes[j] != LOWER
        or words.low(j) in AFTER_A_NAME
    )


def in_capitals(words: Words, run: Run, common: Container[str]) -> bool:
    """Two words or more in capitals in a sentence that has small letters: as lists and circulars print ships."""
    i, j = run.first, run.last
    if run.titled or j - i < 2 or words.first(i) or words.end(i) - words.start(i) < 3:
        return False
    if words.shapes[i] != CAPITALS or any(
        words.shapes[k] not in (CAPITALS, NUMBER) and words.low(k) != "i" for k in range(i, j)
    ):
        return False
    own = words.shapes[j - 1] == NUMBER or any(words.low(k) not in common for k in range(i, j))
    return own and not any(words.low(k) in NO_SHIP for k in range(i, j))


def _renamed(words: Words, k: int, i: int) -> bool:
    return any(words.low(x) in ("renamed", "formerly", "previously", "ex") for x in range(max(0, k), i))


def _ship_near(words: Words, i: int) -> bool:
    return any(
        words.low(x) in SHIP or words.low(x) in SHIPS for x in range(max(0, i - _NEAR), min(len(words), i + _NEAR))
    )


def told_after(words: Words, i: int, j: int) -> str:
    """An IMO number, a type of ship, ", a tanker", "was flagged" after the name."""
    end = words.end(j - 1)
    if _IMO_AFTER.match(words.plain, end, end + 48):
        return "imo-after"
    if _REMARK_AFTER.match(words.plain, end, end + 20) and _ship_near(words, i):
        return "remark-after"
    if words.low(j - 1) in NO_SHIP:
        return ""
    if i and words.low(i - 1) == "the" and _FLAG_AFTER.match(words.plain, end, end + 60) and not words.is_titled(i):
        return "flag-after"
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
    if k == j and k < len(words) and words.gaps[k] == COMMA:
        if words.low(k) in ("a", "an", "another", "one") and _apposed(words, k):
            return "apposed"
        flag = any(words.low(x) in ("flag", "flagged", "flags") for x in range(k, k + 6))
        if words.low(k) in ("flying", "flagged", "sailing", "registered") and flag:
            return "flag-after"
    if the and not words.is_titled(i):
        first, second = words.low(j), words.low(j + 1)
        if words.gaps[min(j, len(words) - 1)] == SPACE and (
            first in DOES or (first in ("was", "is", "had", "has") and second in WAS)
        ):
            return "ship-verb"
    return ""


_GOES_ON = (
    AFTER_A_NAME
    | WAS
    | frozenset("registered owned operated managed built linked named called known of belonging that which".split())
)


def _apposed(words: Words, k: int) -> bool:
    for x in range(k + 1, min(k + 10, len(words))):
        if words.gaps[x] not in (SPACE, HYPHEN) and not (words.gaps[x] == COMMA and words.shapes[x] == NUMBER):
            return False
        if words.low(x) in SHIP or (words.low(k) == "one" and words.low(x) in SHIPS):
            return x + 1 >= len(words) or words.gaps[x + 1] not in (SPACE, HYPHEN) or words.low(x + 1) in _GOES_ON
    return False
