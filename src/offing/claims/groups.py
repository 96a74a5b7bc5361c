"""Several at once, not named: "two Chinese shipping companies", "dozens of vessels", "North Korean tankers"."""

from __future__ import annotations

from collections.abc import Iterator

from offing.claims.found import Found
from offing.claims.model import Label
from offing.claims.ship_words import SHIPS
from offing.claims.wording import CAPITAL, HYPHEN, LOWER, NUMBER, SPACE, Words

_FIRMS = frozenset(
    "companies firms banks entities importers exporters houses traders operators owners shipowners businesses refiners "
    "insurers charterers subsidiaries offshoots affiliates sellers buyers manufacturers refineries mills fronts suppliers "
    "shippers intermediaries shipyards yards carriers producers distributors enterprises outfits lenders customers "
    "clients units forwarders vehicles shells brokers brokerages agencies dealers refiners holdings "
    "organisations organizations".split()
)
_PEOPLE = frozenset(
    "men women people persons individuals nationals citizens defendants businessmen brothers executives directors officials "
    "captains masters bankers agents traffickers smugglers operatives".split()
)
_SMALL_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty dozen".split()
)
_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty dozen dozens scores hundreds several many some few other "
    "more various multiple numerous additional".split()
)
_MIDDLE = frozenset(
    "other more such shipping trading oil crude product fuel cargo coal container general bulk chinese-owned foreign "
    "flagged based registered owned operated linked controlled state private front shell fishing patrol merchant gas "
    "chemical dark shadow fleet additional different small large aging ageing older unnamed unidentified suspected alleged "
    "sanctioned blacklisted energy insurance management brokerage international local commercial the new designated related "
    "affiliated sister unarmed fast aged unregistered uninsured iranian old harbour harbor crude-oil marine maritime "
    "logistics freight forwarding construction sea former senior ageing aging petrochemical petroleum trade".split()
)
_LED = frozenset({("of", "its"), ("of", "their"), ("of", "the"), ("at", "least")})
_THAN = frozenset({("more", "than"), ("fewer", "than"), ("less", "than"), ("at", "least")})
_REACH = 7


def groups(words: Words, lands: dict[int, int]) -> Iterator[Found]:
    """`lands` gives the words of every country: first → the word after its last."""
    ends = {last: first for first, last in lands.items()}
    for k, word in enumerate(words.lows):
        if (
            not (word in SHIPS or word in _FIRMS or word in _PEOPLE)
            or (words.shapes[k] != LOWER and not (words.is_titled(k) and words.low(k - 1) in _COUNTS))
            or (k and words.gaps[k] not in (SPACE, HYPHEN))
        ):
            continue
        first, told = _first(words, k, ends)
        if told and word in _PEOPLE:
            count = words.low(first)
            if count in _SMALL_COUNTS or (words.shapes[first] == NUMBER and len(count) < 3):
                last = _and_firms(words, k)
                label: Label = "company" if last > k else "person"
                yield Found(words.start(first), words.end(last), label, "group", tier=1, plural=True)
        elif told:
            yield Found(
                words.start(first), words.end(k), "vessel" if word in SHIPS else "company", "group", tier=1, plural=True
            )


def _and_firms(words: Words, k: int) -> int:
    """The last word of "nine people and companies", where firms are counted together with people; `k` where they are not."""
    then = words.low(k + 1) == "and" and words.low(k + 2) in _FIRMS and words.gaps[k + 1] == SPACE == words.gaps[k + 2]
    return k + 2 if then else k


def _first(words: Words, k: int, ends: dict[int, int]) -> tuple[int, bool]:
    i, told, best, counted = k, False, k, False
    while i > 0 and k - i < _REACH and words.gaps[i] in (SPACE, HYPHEN):
        if (land := ends.get(i)) is not None and not counted:
            i, told, best = land, True, land
        elif words.low(i - 1) in _COUNTS or (
            words.shapes[i - 1] == NUMBER and words.gaps[i] == SPACE and words.end(i - 1) - words.start(i - 1) < 4
        ):
            i, told, best, counted = i - 1, True, i - 1, True
            if words.low(i) == "dozen" and words.low(i - 1) == "a":
                i, best = i - 1, i - 1
            if (words.low(i - 2), words.low(i - 1)) in _THAN and words.gaps[i] == SPACE == words.gaps[i - 1]:
                i, best = i - 2, i - 2
        elif words.shapes[i - 1] == CAPITAL and words.low(i - 2) in _COUNTS and words.gaps[i - 1] == SPACE:
            i -= 1
        elif counted and words.low(i - 1) not in ("of", "least"):
            break
        elif (
            words.low(i - 1) in _MIDDLE
            or (words.low(i - 1) == "and" and words.low(i) in _MIDDLE and words.low(i - 2) in _MIDDLE)
        ) or (words.low(i - 1) == "of" and words.low(i - 2) in ("dozens", "scores", "hundreds")):
            i -= 1
        elif (words.low(i - 2), words.low(i - 1)) in _LED and words.low(k) not in _PEOPLE:
            i -= 2
        else:
            break
    return best, told
