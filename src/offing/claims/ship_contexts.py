"""What stands before and after a name in the text that makes it a ship's."""

from __future__ import annotations

import re
from collections.abc import Container

from offing.claims.runs import Run
from offing.claims.ship_rows import and_after, counted
from offing.claims.ship_words import (
    ABOARD,
    AFTER_A_NAME,
    CALLED,
    DOES,
    GEOGRAPHIC,
    HERS,
    MARITIME,
    NO_NAME,
    NO_SHIP,
    PASSED_AS,
    SHIP,
    SHIPS,
    TYPES,
    WAS,
)
from offing.claims.tables import known as known_names
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
_MEASURED = frozenset("flagged flag registered built tonne ton dwt teu metre meter".split())
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
        if words.gaps[k] == HYPHEN and words.shapes[k - 1] == NUMBER:
            return ""  # an 18-ship fleet
        if words.is_titled(i) and words.low(i).endswith("ing"):
            return ""
        if "," in plain and not (the or named or quoted):
            return "ships-before" if word in SHIPS and counted(words, k) and and_after(words, i) else ""
        if the and not named and "," not in plain and not quoted:
            return ""
        return "ships-before" if word in SHIPS else "ship-before"
    if word in _MEASURED and words.gaps[k] == HYPHEN and k == i - 1 and "," not in plain:
        return "flagged-before"
    if word == "owned" and words.gaps[k] == HYPHEN and k == i - 1 and words.low(k - 2) == "flagged":
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
        return "hers"
    if word in ("name", "names") and words.low(k - 1) in _OTHER_NAME:
        return "renamed" if _ship_near(words, i) else ""
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
        and _ship_near(words, i)
    ):
        return "renamed" if _renamed(words, k, i) else ""
    return ""


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


def the_name(words: Words, i: int, j: int, common: Container[str], listed: Container[tuple[int, int]]) -> bool:
    """ "the Malili had assisted": in a text on ships, a proper name with an article that heads nothing and is no body's."""
    if i == 0 or words.low(i - 1) != "the" or words.gaps[i] not in (SPACE, APART) or words.is_titled(i) or j - i > 4:
        return False
    if words.plain[words.end(i - 1) : words.start(i)] not in (" ", ' "', " '"):
        return False
    if (
        (words.low(j - 1) in NO_SHIP and not _bay(words, i, j))
        or (words.low(i) in NO_SHIP and (j - i == 1 or words.low(i) not in GEOGRAPHIC))
        or words.low(i) in NO_NAME
        or words.low(j - 1) in NO_NAME
        or (j - i > 1 and (i, j) not in listed and is_land(words.low(i)))
        or (j - i == 1 and words.shapes[i] == CAPITALS and words.end(i) - words.start(i) < 5)
    ):
        return False
    own = (i, j) in listed
    if not after_a_name(words, j):
        doing = words.low(j).endswith(("ed", "s", "ing")) and words.low(j) not in SHIPS
        return doing and (own or (j - i > 1 and not words.low(j).endswith("s") and words.low(j) not in _OF_BODIES))
    if j - i == 1 and not own and words.low(i).endswith(("ers", "ves", "ians", "ists", "ites")):
        return False
    if j - i == 1 and not own and not _near_ships(words, i):
        return False
    return own or j - i > 1 or _rare(words, i, j, common)


def is_land(word: str) -> bool:
    """Whether a word is a country's or its people's: the Libyan Fahmi Khalifa is no ship."""
    return any(k.label == "country" for k in known_names().get(f" {word} ", ()))


_OF_BODIES = frozenset(
    "reported announced denied claimed added warned alleged agreed decided ordered approved imposed sanctioned designated listed "
    "condemned argued confirmed concluded estimated published issued accused charged indicted ruled voted adopted affiliated "
    "backed linked based owned controlled speaking led run related including regarding concerning saying".split()
)


def _rare(words: Words, i: int, j: int, common: Container[str]) -> bool:
    return any(words.low(k) not in common and words.shapes[k] != NUMBER for k in range(i, j))


def _near_ships(words: Words, i: int) -> bool:
    """Whether ships or what is theirs are spoken of in the sentence."""
    n = words.sentence(words.start(i))
    if n < 0:
        return False
    first = words.at(words.sentences[n].start)
    last = words.at(words.sentences[n].end)
    return any(words.low(k) in MARITIME for k in range(max(first, i - 40), min(last, i + 40))) or _ship_near(words, i)


def _bay(words: Words, i: int, j: int) -> bool:
    """ "The Oyster Bay has run out of flags": a bay that has an article, and is not told to be where something is, is a ship."""
    if j - i != 2 or words.low(j - 1) not in GEOGRAPHIC:
        return False
    if words.low(j - 1) in ("bay", "cape", "island", "queen", "king", "prince", "world"):
        return True
    return words.low(i - 2) not in _WHERE and words.low(j) in AFTER_A_NAME and words.low(j) not in _WHERE


_WHERE = frozenset("in off across to from of into through near on over via at around along and for by with".split())


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
