"""The subject of a word, however it is brought there: past asides, over relative clauses, from a predicate before."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.doing_asides import apposed, named_behind, past_aside
from offing.claims.doing_items import BETWEEN, MARKS, Item, classes, fits, governed, is_verb

_REACH = 60
"""Items that a subject may stand before its verb."""


def subject(s: Sequence[Item], k: int, types: str, *, nominal: bool = False, hops: int = 0) -> int:
    """The place of the token of `types` that what begins behind `k` is said of; -1 where none is told."""
    c = classes()
    stop = max(-1, k - _REACH)
    while k > stop:
        item = s[k]
        low = item.low
        if item.letters:
            at = governed(s, k)
            if at >= 0 and s[at].low == "of" and at and s[at - 1].low in c["after_of"]:
                return k if fits(item, types) else -1
            if at >= 0:
                k = at - 1
            elif set(item.letters) <= set("DQ") and not fits(item, types):
                k -= 1
            elif (around := _in_relative(s, k)) >= 0:
                k = around
            else:
                return k if fits(item, types) else -1
        elif low in c["rel"]:
            k -= 1
            if k >= 0 and s[k].low == ",":
                k -= 1
                if s[k].letters and fits(s[k], types) and low in ("which", "who") and governed(s, k) >= 0:
                    return k
            if k >= 1 and s[k].low == "of":
                while k >= 0 and s[k].low != "," and s[k].low not in c["prep"] - {"of"}:
                    k -= 1
                k -= 1
            if k >= 0 and not s[k].letters and s[k].low not in (")", '"'):
                listed = _members(s, k, types)
                if (k := apposed(s, k)) < 0:
                    return listed
        elif low == ",":
            k = past_aside(s, k)
            if k < 0 or named_behind(s, k):
                return -1
        elif low in (")", '"'):
            k = _before_bracket(s, k)
        elif low in c["coord"] or (low in _BEFORE_ING and k + 1 < len(s) and s[k + 1].low.endswith("ing")):
            verb = _verb_before(s, k)
            if verb <= 0 or hops > 1:
                return -1
            return subject(s, verb - 1, types, nominal=nominal, hops=hops + 1)
        elif low in c["passed"] or (low.endswith("ly") and len(low) > 4) or _leads_to_verb(s, k):
            k -= 1
        elif nominal and (low in c["light"] or low in c["plain"]):
            k -= 1
            while low in c["light"] and k > 0 and _modifies(s[k]):
                k -= 1
        elif low in ("it", "they", "she", "he") and hops < 2:
            return _pointed(s, k, types, hops)
        elif (low in ("turn", "fact") and k and s[k - 1].low == "in") or (
            low == "part" and k and s[k - 1].low in ("its", "their")
        ):
            k -= 2 + (low == "part")
        elif (verb := _before_phrase(s, k)) >= 0:
            k = verb
        elif (named := apposed(s, k)) >= 0:
            k = named
        else:
            return _members(s, k, types) if low in c["ships"] or low in c["agents"] else -1
    return -1


def _before_bracket(s: Sequence[Item], k: int) -> int:
    if s[k].low == ")":
        while k >= 0 and s[k].low != "(":
            k -= 1
    return k - 1


def _members(s: Sequence[Item], k: int, types: str) -> int:
    """The names of ships or firms that only their sort is told of: "Vessels that ... include <V1>", "Among the ships that ... are
    <V1>"."""
    c = classes()
    if not s[k].low.endswith("s"):
        return -1
    among = any(s[j].low == "among" for j in range(max(0, k - 5), k))
    verbs = (
        ("are", "were", "is", "was") if among else ("include", "included", "includes", "are", "were", ":", "including")
    )
    for j in range(k + 1, min(len(s) - 1, k + 40)):
        if s[j].low in (";", '"'):
            return -1
        if s[j].low in verbs:
            at = j + 1
            while at < len(s) and (s[at].low in c["det"] or s[at].low in (":", ",")):
                at += 1
            if at < len(s) and fits(s[at], types):
                return at
    return -1


def _pointed(s: Sequence[Item], k: int, types: str, hops: int) -> int:
    """Who "it" is in what one says of oneself or is named for: "<O1> denied that it was", "<O1> was listed because it acted"."""
    c = classes()
    own = "".join(x for x in types if x in "VNOK")
    j = k - 1
    if j > 0 and s[j].low == "that":
        j -= 1
    while j > 0 and s[j].low == ",":
        j -= 1
    if j < 1 or not own:
        return -1
    if s[j].low in ("because", "as", "since") and s[j - 1].letters:
        return j - 1 if fits(s[j - 1], own) else -1
    if s[j].low in ("because", "as", "since"):
        verb = _verb_before(s, j)
        return subject(s, verb - 1, own, hops=hops + 1) if verb > 0 else -1
    if s[j].low in _BEFORE_ING:
        verb = _verb_before(s, j)
        at = subject(s, verb - 1, own, hops=hops + 1) if verb > 0 else -1
        return at if not any(set(x.letters) & set(own) for x in s[at + 1 : k]) else -1
    if s[j].low in c["saying"] or s[j].low in _OF_ONESELF:
        return subject(s, j - 1, own, hops=hops + 1)
    return -1


_OF_ONESELF = frozenset(
    "denied denies deny admitted admits insists insisted confirmed confirms argued argues added adds stressed".split()
)


def _before_phrase(s: Sequence[Item], k: int) -> int:
    """For a word of a phrase that hangs on a verb ("listed under an order for"), where the verb stands; else -1."""
    c = classes()
    if not s[k].low[:1].isalnum():
        return -1
    for j in range(k - 1, max(0, k - 5), -1):
        low = s[j].low
        if low in ("under", "on", "at", "in", "pursuant", "during", "by"):
            return j - 1 if is_verb(s[j - 1].low) and s[j - 1].low not in c["be"] else -1
        if not low[:1].isalnum() or is_verb(low) or low in c["coord"] or low in c["rel"] or low in c["subordinator"]:
            return -1
    return -1


def _leads_to_verb(s: Sequence[Item], k: int) -> bool:
    """Whether a preposition stands before a verb: "for carrying", "of having carried"."""
    c = classes()
    return s[k].low in c["prep"] and k + 1 < len(s) and (s[k + 1].low.endswith("ing") or s[k + 1].low in c["passed"])


def _in_relative(s: Sequence[Item], k: int) -> int:
    """For the object of a relative clause ("the yard that built <V1> is owned"), where that clause opens; else -1."""
    c = classes()
    j = k - 1
    while j > 0 and (s[j].low in c["det"] or s[j].letters in ("Q", "C")):
        j -= 1
    if j < 1 or not s[j].low or not is_verb(s[j].low) or s[j].low in c["be"]:
        return -1
    while j > 0 and (is_verb(s[j].low) or s[j].low.endswith("ly") or s[j].low in BETWEEN):
        j -= 1
    return j if s[j].low in c["rel"] else -1


_BEFORE_ING = frozenset("before after while when since upon".split())


def _modifies(item: Item) -> bool:
    c = classes()
    return not (
        item.letters or item.low in MARKS or item.low in c["prep"] or item.low in c["coord"] or item.low in c["rel"]
        or item.low in c["det"] or item.low in c["light"] or item.low in c["passed"] or is_verb(item.low) or item.low[:1] == "'"
    )  # fmt: skip


def _verb_before(s: Sequence[Item], k: int) -> int:
    for j in range(k - 1, max(-1, k - 25), -1):
        if s[j].low in (";", ":"):
            return -1
        described = j > 0 and s[j].low.endswith("ed") and is_verb(s[j - 1].low) and not _auxiliary(s[j - 1].low)
        noun = s[j].low == "ships" and j > 0 and not s[j - 1].letters and s[j - 1].low not in classes()["rel"]
        if s[j].low and is_verb(s[j].low) and not (described or noun):
            return j
    return -1


def _auxiliary(low: str) -> bool:
    return low in classes()["be"] or low in classes()["have"]
