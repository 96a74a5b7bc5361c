"""What stands in a noun phrase beside a name: "the small <C1>-flagged tanker <V2>", "<V2>, a <C1> dredger", "<C1>'s <O3>", "the
<C1> trader <P4>"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from offing.claims.doing_items import Item, classes, is_verb, items_of
from offing.claims.masked import Masked
from offing.claims.ruled import Match, View
from offing.claims.valency import Doing, doings, heads

_FLAG = frozenset("flagged flag registered registry".split())
_BASE = frozenset("based headquartered incorporated registered domiciled".split())
_OTHER = frozenset(
    "owned controlled managed operated built bound crewed linked backed led run chartered occupied made born sanctioned listed "
    "designated educated insured affiliated speaking held loaded supplied aligned brokered".split()
)
_BODY = frozenset(
    "navy government ministry coast police customs army military court courts media officials official prosecutors "
    "prosecutor authorities authority forces force guard troops port ports waters flag sanctions law crude oil coal "
    "president premier minister ambassador envoy judge lawmaker senator congressman admiral general foreign defence "
    "defense prime parliament embassy consulate diplomat leader market cargo owner owners manager managers operator "
    "operators charterer charterers buyer buyers crew captain master yard shipyard born origin oil-laden side part "
    "coastguard air".split()
)
_OWN = frozenset("oil state national shipping gas coal".split())
_BEFORE = frozenset(
    "the a an its their his her another one two three four five several both these those this that all some".split()
)
_RULES = {
    ("V", "flag"): "flagged_in.described", ("N", "flag"): "flagged_in.described", ("V", "of"): "nationality.described_ship",
    ("O", "of"): "nationality.described_firm", ("O", "'s"): "nationality.described_possessive",
    ("V", "'s"): "nationality.described_ship", ("P", "of"): "nationality.described_person", ("O", "base"): "based_in.described",
    ("P", "base"): "based_in.described", ("K", "base"): "based_in.described",
}  # fmt: skip
_PLACED = re.compile(r"[CL]\d")
"""A country or a town: without one there is nothing to be said of a name here."""
_ROLE = {"flagged_in": ("vessel", "country"), "nationality": ("entity", "country"), "based_in": ("entity", "place")}


def described_in(view: View, sentence: Masked) -> Iterator[Match]:
    """What the names of a sentence are said to be in passing, as matches of rows."""
    if not _PLACED.search(sentence.text):
        return
    s = items_of(sentence.text)
    for j, item in enumerate(s):
        if item.letters[:1] in ("V", "O", "P") and len(set(item.letters)) == 1:
            begin, end = _before(s, j)
            for k, how in _attributes(s, begin, end, item.letters[0]):
                for name in _row(s, j, begin, end):
                    yield from _match(s, k, name, how, view)
            span = _behind(s, j)
            yield from _members_of(s, j, view)
            if span:
                for k, how in _attributes(s, *span, item.letters[0], alone=True):
                    several = s[span[0] - 1].low in ("two", "three", "four", "both", "all")
                    for name in _row_before(s, j) if several else (j,):
                        yield from _match(s, k, name, how, view)


def _members_of(s: Sequence[Item], j: int, view: View) -> Iterator[Match]:
    """ "The following <C1> firms are named: <O2>, <O3>": the first of the names at `j`."""
    if s[j - 1].low != ":":
        return
    kind = {"O": "K", "V": "N"}.get(s[j].letters[:1], "")
    for k in range(j - 2, max(0, j - 60), -1):
        if s[k].low in (";", '"'):
            return
        if kind and s[k].letters == kind and s[k - 1].letters == "C":
            for name in _row(s, j, k - 1, k, several=True):
                yield from _match(s, k - 1, name, "of" if kind == "K" else "'s", view)
            return
        if s[k].letters == kind:
            return


def _match(s: Sequence[Item], k: int, j: int, how: str, view: View) -> Iterator[Match]:
    rule = _RULES.get((s[j].letters[0], how))
    if rule is None:
        return
    doing = _rows()[rule]
    one, other = _ROLE[doing.rule.type]
    if rule == "nationality.described_ship":
        one = "vessel"
    roles = ((one, s[j].start, s[j].end), (other, s[k].start, s[k].end))
    yield Match(doing.rule, view, min(s[k].start, s[j].start), max(s[k].end, s[j].end), roles)


@cache
def _rows() -> dict[str, Doing]:
    return {d.rule.id: d for d in doings() if ".described" in d.rule.id}


def _before(s: Sequence[Item], j: int) -> tuple[int, int]:
    """The words of the noun phrase that a name ends: [begin, end)."""
    k = j - 1
    if k > 0 and s[k].low == "the" and s[k - 1].low not in (",", "called", "named", "dubbed"):
        return j, j
    while k >= 0 and s[k].low in ("the", '"', "'", "called", "named", "dubbed", ","):
        if s[k].low == "," and (k < 1 or not s[k - 1].low or not _noun(s[k - 1].low)):
            return j, j
        k -= 1
    named = any(s[x].low in ("called", "named", "dubbed", ",") for x in range(k + 1, j))
    end = k + 1
    while k >= 0 and end - k < 10 and _modifies(s, k):
        k -= 1
    begin = k + 1
    if named and (k < 0 or s[k].low not in _BEFORE):
        return j, j
    return begin, end


def _noun(low: str) -> bool:
    c = classes()
    return low in c["ships"] or low in c["agents"] or low in _MORE


_MORE = frozenset(
    "ferry dhow coaster destroyer corvette frigate dredger yacht submarine reefer bulkers ro-ro cruiser icebreaker "
    "trawler motorship schooner jigger supertanker gasoline suezmaxes vlccs tugs steamer national citizen tycoon magnate "
    "oligarch giant group bank line lines conglomerate lender shipper exporter".split()
)


def _modifies(s: Sequence[Item], k: int) -> bool:
    c = classes()
    item = s[k]
    low = item.low
    if item.letters:
        return set(item.letters) <= set("CLQ")
    if low in ("-", "'s"):
        return (low == "'s" and k > 0 and s[k - 1].letters in ("C", "L")) or (low == "-" and s[k].start == s[k - 1].end)
    if low == ",":
        return k > 0 and (
            s[k - 1].low.endswith(("ed", "built", "old", "ing")) or s[k - 1].low in ("small", "large", "old")
        )
    if low in _OTHER or low in _FLAG or low in _BASE:
        return True
    return low[:1].isalnum() and not (
        low in _BEFORE or low in c["prep"] or low in c["coord"] or low in c["rel"] or low in c["subordinator"]
        or low in c["modal"] or low in c["have"] or low in c["saying"] or (is_verb(low) and not low.endswith("ed"))
        or (low.endswith("ed") and low not in c["not_verb"] and k > 0 and s[k - 1].letters not in ("", "C", "L"))
    )  # fmt: skip


def _attributes(
    s: Sequence[Item], begin: int, end: int, kind: str, *, alone: bool = False
) -> Iterator[tuple[int, str]]:
    """(place, what is said) of each country or town of a noun phrase [begin, end)."""
    for k in range(begin, end):
        if s[k].letters not in ("C", "L"):
            continue
        n = k + 1
        dashed = n < end and s[n].low == "-" and s[n].start == s[k].end
        word = s[n + 1].low if dashed and n + 1 < len(s) else (s[n].low if n < end else "")
        if word in _FLAG and kind in "VN":
            yield k, "flag"
        elif word in _BASE and kind in "OPK" and (dashed or word in ("based", "registered")):
            yield k, "base"
        elif dashed or word in _OTHER or word in _FLAG or word in _BASE or s[k].letters == "L":
            continue
        elif _of_nation(s, k, end, kind, alone=alone):
            yield k, "'s" if n < end and s[n].low == "'s" else "of"


def _of_nation(s: Sequence[Item], k: int, end: int, kind: str, *, alone: bool) -> bool:
    """Whether a country describes the name itself and not another noun of the phrase."""
    rest = [x.low for x in s[k + 1 : end] if x.low]
    if any(x.letters for x in s[k + 1 : end - 1] if x.letters not in ("", "L", "Q")):
        return False
    if rest[:1] == ["'s"]:
        return kind in "OV" and (len(rest) == 1 or _noun(rest[-1])) and not any(w in _BODY - _OWN for w in rest[1:])
    if not rest and s[end - 1].letters in ("N", "K"):
        return (kind == "V") == (s[end - 1].letters == "N")
    if not rest:
        return not alone
    last = rest[-1]
    if s[end - 1].letters in ("N", "K"):
        return (kind == "V") == (s[end - 1].letters == "N")
    if any(w in _BODY - _OWN for w in rest) or rest[0].startswith("'") or (len(rest) > 1 and _does(rest[0])):
        return False
    c = classes()
    if kind == "V":
        return last in c["ships"] or last in _MORE
    if kind == "P":
        return last in c["agents"] or last in _MORE
    return last in c["agents"] or last in _MORE or last in ("giant", "outfit", "major", "group")


def _does(low: str) -> bool:
    """Whether a word is what a country does in a headline: "<C1> seizes tanker <V2>"."""
    return low != "arms" and any(head.form == "s" for head in heads().get(low, ()))


def _row(s: Sequence[Item], j: int, begin: int, end: int, *, several: bool = False) -> Iterator[int]:
    """The name, and those in a row with it where the noun before it is of several: "the <C1> tankers <V2> and <V3>"."""
    yield j
    last = next((s[x].low for x in range(end - 1, begin - 1, -1) if s[x].low), "")
    if not several and (not last.endswith("s") or last == "'s"):
        return
    k = j + 1
    while k < len(s) and k < j + 40:
        if s[k].low == "(":
            while k < len(s) and s[k].low != ")":
                k += 1
            k += 1
            continue
        if s[k].low not in (",", "and", "the", "&", "or"):
            return
        while k < len(s) and s[k].low in (",", "and", "the", "&", "or"):
            k += 1
        if k >= len(s) or s[k].letters != s[j].letters:
            return
        yield k
        k += 1


def _row_before(s: Sequence[Item], j: int) -> Iterator[int]:
    """The names of the row that ends with the one at a place."""
    yield j
    k = j - 1
    while k > 0 and s[k].low in (",", "and", "the", "&"):
        while k > 0 and s[k].low in (",", "and", "the", "&"):
            k -= 1
        if s[k].letters != s[j].letters:
            return
        yield k
        k -= 1


def _behind(s: Sequence[Item], j: int) -> tuple[int, int] | None:
    """The noun phrase that is said of a name behind it: ", a <C1> dredger", "is a <C1>-flagged tanker"."""
    c = classes()
    k = j + 1
    if k < len(s) and s[k].low == "(":
        while k < len(s) and s[k].low != ")":
            k += 1
        k += 1
    if k >= len(s):
        return None
    comma = s[k].low == ","
    if comma:
        k += 1
        if k + 1 < len(s) and s[k].low in c["rel"] and s[k + 1].low in c["be"]:
            k += 2
            comma = False
    elif s[k].low in c["be"] or s[k].low == "as":
        while k < len(s) and (
            s[k].low in c["be"] or s[k].low in ("not", "also", "as", "described", "still", "now", "n't")
        ):
            k += 1
    else:
        return None
    if k >= len(s) or s[k].low not in ("a", "an", "the", "another", "two", "three", "four", "both", "all"):
        return None
    begin = k + 1
    k = begin
    while k < len(s) and k - begin < 10 and _modifies(s, k):
        k += 1
    if k > begin and k < len(s) and s[k].letters in ("N", "K"):
        k += 1
    if k >= len(s) or k == begin or (s[k].letters and set(s[k].letters) & set("VOPN")):
        return None
    return begin, k
