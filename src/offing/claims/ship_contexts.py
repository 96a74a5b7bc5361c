"""What stands before and after a name in the text that makes it a ship's."""

from __future__ import annotations

import re
from collections.abc import Container

from offing.claims.runs import Run
from offing.claims.ship_rows import and_after, counted
from offing.claims.ship_signs import IS_SHIP, MANAGED, apposed_alone, near_ships, numbered, ship_near
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
from offing.claims.wording import CAPITALS, COMMA, HYPHEN, LOWER, NUMBER, POINT, SPACE, Words

_IMO_AFTER = re.compile(r"[ ,]{0,2}[\"']?[ ,]?[(\[]?\s?(?:[A-Za-z -]{0,24}[,;:] ?)?(?:IMO\b|(?<=[(\[])\d{7}\b)")
_REMARK_AFTER = re.compile(r"[\"']? \((?:formerly|ex-|ex |renamed|then |built|previously|later|now )")
_OPENS = re.compile(r"[ ,]{0,2}[\"'(]{0,2}|: ?[\"']?| ?- ?")
_ONCE = frozenset("before formerly previously then earlier once first later now also".split())
_FLAG_AFTER = re.compile(
    r", which (?:(?:is|was|has|had|then|now|also) ){0,2}"
    r"(?:flies|flew|sails under|sailed under|flagged|registered|flag|built)(?!\w)"
    r"| under (?:the )?(?:flag of |[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:'s)? (?:flag|colou?rs)(?!\w))"
)
_MEASURED = frozenset("flagged flag registered built tonne ton dwt teu metre meter".split())
_HELD = frozenset("owned controlled managed operated chartered crewed".split())
_OTHER_NAME = frozenset("the different former previous new old another her its".split())


def told_before(words: Words, i: int) -> str:
    """A type of ship, "-flagged", "aboard", "the crew of the" before the name, with quotes, a comma and "named" let by."""
    k, opened = i - 1, words.between(i)
    plain = words.plain[words.end(i - 1) : words.start(i)] if i else ""
    if i == 0 or not _OPENS.fullmatch(plain) or (plain == " " and words.first(i)):
        return ""
    if plain.strip(" ") == "-" and words.low(k) in SHIPS:
        return "ships-before"
    if (
        words.low(k) in ("formerly", "previously", "renamed", "ex")
        and words.between(k).endswith(("(", "), "))
        and ship_near(words, i)
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
    if word in ("herself", "itself") and words.low(k - 1) in ("calling", "called", "calls") and ship_near(words, i):
        return "renamed"
    if words.low(i - 1) == "as" and words.low(i - 2) in _SAILS and words.gaps[i] == SPACE and ship_near(words, i):
        return "passed-as"
    if word == "ro" and words.low(k - 1) == "ro" and "," not in plain:
        return "ship-before"
    quoted = '"' in plain or "'" in plain
    if word in SHIP or word in SHIPS:
        if words.gaps[k] == HYPHEN and words.shapes[k - 1] == NUMBER:
            return ""  # an 18-ship fleet
        if words.is_titled(i) and words.low(i).endswith("ing"):
            return ""
        if "," in plain and not (the or named or quoted):
            if word in SHIP and apposed_alone(words, k, i):
                return "ship-before"
            return "ships-before" if word in SHIPS and counted(words, k) and and_after(words, i) else ""
        if the and not named and "," not in plain and not quoted:
            return ""
        return "ships-before" if word in SHIPS else "ship-before"
    if word in _MEASURED and words.gaps[k] == HYPHEN and k == i - 1 and "," not in plain:
        return "flagged-before"
    if word == "owned" and words.gaps[k] == HYPHEN and k == i - 1 and words.low(k - 2) == "flagged":
        return "flagged-before"
    owned = word in _HELD and words.gaps[k] == HYPHEN and words.shapes[k - 1] != LOWER
    if owned and k == i - 1 and "," not in plain and ship_near(words, i):
        return "flagged-before"
    if (
        not named
        and word in ("them", "namely", "notably", "including")
        and (words.low(k - 1) == "among" or word != "them")
        and any(words.low(x) in SHIPS for x in range(max(0, k - 12), k))
    ):
        return "ships-before"
    if word == "of" and words.low(k - 1) == "name" and words.low(k - 2) == "the" and words.low(k - 3) == "by":
        return "renamed" if any(words.low(x) in SHIP for x in range(max(0, k - 6), k)) else ""
    back = i - 3 - (words.low(i - 3) in _ONCE)
    if the and words.low(i - 2) == "as" and words.low(back) in PASSED_AS:
        return "passed-as"
    if word in ABOARD and "," not in plain:
        return "aboard"
    if word == "board" and words.low(k - 1) == "on" and "," not in plain:
        return "aboard"
    if the and word == "of" and words.low(k - 1) in HERS and not words.is_titled(i):
        more = i + 1 < len(words) and words.gaps[i + 1] == SPACE and words.shapes[i + 1] != LOWER
        return "hers" if more or words.low(i) not in NO_SHIP else ""
    if word in ("name", "names") and words.low(k - 1) in _OTHER_NAME:
        return "renamed" if ship_near(words, i) else ""
    if _new_name(words, i, k):
        return "renamed"
    if (
        word in ("like", "including", "namely", "are", "were", "include", "includes", "included")
        and words.low(k - 1) in SHIPS
    ):
        return "ships-before"
    if (
        named
        and not words.is_titled(i)
        and words.low(i - 1) in ("renamed", "as", "ex", "formerly", "named", "called", "the")
        and ship_near(words, i)
    ):
        return "renamed" if _renamed(words, k, i) else ""
    return ""


_SAILS = frozenset("sailed sailing traded trading sails trades".split())
_RENAMES = frozenset("renamed rechristened rename rechristen renames".split())


def _new_name(words: Words, i: int, k: int) -> bool:
    """ "renamed her Khazri", "changed its name to Luna Prime", "her name is Serena B", "formerly", "ex", "nee" and the like."""
    if words.gaps[i] != SPACE and words.between(i) not in (" (", ' "', " '"):
        return False
    near = [words.low(x) for x in range(max(0, i - 5), i)]
    last = near[-1] if near else ""
    if last in _RENAMES or (last in ("as", "her", "it", "the") and not _RENAMES.isdisjoint(near[-3:])):
        return True
    if last in ("ex", "nee", "née") and words.between(i - 1).endswith((" (", ", ", "(", "; ")):
        return True
    hers = not {"her", "its", "vessel", "ship", "s"}.isdisjoint(near)
    return last in ("to", "is", "of", "from") and "name" in near and hers


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


def told_after(words: Words, i: int, j: int) -> str:
    """An IMO number, a type of ship, ", a tanker", "was flagged" after the name."""
    end = words.end(j - 1)
    if _IMO_AFTER.match(words.plain, end, end + 48):
        return "imo-after"
    if _REMARK_AFTER.match(words.plain, end, end + 20) and ship_near(words, i):
        return "remark-after"
    if IS_SHIP.match(words.plain, end, end + 90) or (MANAGED.match(words.plain, end, end + 24) and ship_near(words, i)):
        return "ship-is"
    if numbered(words, i, j) and words.gaps[min(j, len(words) - 1)] != POINT and near_ships(words, i):
        return "ship-numbered"
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
            and not (k + 1 < len(words) and words.gaps[k + 1] == SPACE and words.shapes[k + 1] != LOWER)
            and (the or words.plain[end] != " " or words.shapes[j - 1] in (CAPITALS, NUMBER))
        ):
            return "ship-after"
    if k == j and k < len(words) and words.gaps[k] == COMMA:
        if words.low(k) in ("a", "an", "another", "one") and _apposed(words, k):
            return "apposed"
        flag = any(words.low(x) in ("flag", "flagged", "flags") for x in range(k, k + 6))
        if words.low(k) in ("flying", "flagged", "sailing", "registered") and flag:
            return "flag-after"
    if the and words.low(i - 2) == "as" and words.low(j) == "she":
        return "as-she"
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
        if words.low(x) in ("by", "which", "that", "who"):
            return False
        if words.low(x) in SHIP or (words.low(k) == "one" and words.low(x) in SHIPS):
            return x + 1 >= len(words) or words.gaps[x + 1] not in (SPACE, HYPHEN) or words.low(x + 1) in _GOES_ON
    return False
