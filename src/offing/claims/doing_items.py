"""A masked sentence as a row of words, marks and mentions, and the subject of a word of it, however it is brought there."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from offing.claims.phrases import words as noun_words

_ITEM = re.compile(r"<(?P<token>(?:[A-Z]\d+)+)>|(?P<own>'s?(?!\w))|[^\W_][\w'.-]*(?<![.'])|\S")
_LETTERS = re.compile(r"[A-Z]")
_REACH = 60
"""Items that a subject may stand before its verb."""
_ASIDE = 30
MARKS = frozenset(',;:()"-')
BETWEEN = frozenset(
    "not never also then later since now already still once again first twice ever just both all each yet merely".split()
)
"""Words between a verb and its auxiliary, beside those in -ly."""


@dataclass(frozen=True, slots=True)
class Item:
    """A word, mark or token of mentions at [start, end) of a masked text; `letters` are the types of a token's members, `raw`
    the members."""

    start: int
    end: int
    low: str
    letters: str = ""
    raw: str = ""


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """doing_words.csv: by class its words."""
    text = files(__package__).joinpath("doing_words.csv").read_text("utf-8")
    return {row["class"]: frozenset(row["words"].split()) for row in csv.DictReader(text.splitlines())}


@cache
def _openers() -> frozenset[str]:
    return frozenset(noun_words()["aside"].split("|")) | {
        "a",
        "an",
        "the",
        "its",
        "their",
        "his",
        "one",
        "another",
        "two",
    }


def items_of(text: str) -> tuple[Item, ...]:
    """The items of a masked sentence."""
    return tuple(
        Item(
            m.start(),
            m.end(),
            "" if m["token"] else m[0].lower(),
            "".join(_LETTERS.findall(m["token"] or "")),
            m["token"] or "",
        )
        for m in _ITEM.finditer(text)
    )


def fits(item: Item, types: str) -> bool:
    """Whether a token is of some types, all of it."""
    have = set(item.letters)
    return bool(have) and have <= set(types) and not (have & set("VN") and have - set("VN"))


def is_verb(low: str) -> bool:
    """Whether a word looks like a finite verb or a participle."""
    c = classes()
    return (
        low in c["be"]
        or low in c["have"]
        or (low.endswith("ed") and len(low) > 4 and low not in c["not_verb"] and "-" not in low)
        or low in _irregular()
    )


@cache
def _irregular() -> frozenset[str]:
    return frozenset(
        "sold bought sent met left took made brought put went came began built gave got knew led lent paid ran said sank "
        "sailed set struck told flew flies fell found held kept carries owns sells ships says did does fled hid saw drew".split()
    )


def governed(s: Sequence[Item], k: int) -> int:
    """The place of the preposition that the noun phrase ending at `k` hangs on; -1 where it hangs on none."""
    c = classes()
    for j in range(k - 1, max(-1, k - 7), -1):
        low = s[j].low
        if j < k - 1 and s[j + 1].low in ("the", "a", "an", "its", "her", "their") and low not in c["prep"]:
            return -1
        if low in c["prep"]:
            return j
        if low in c["subordinator"]:
            return j if s[k].letters[:1] == "D" else -1
        if s[j].letters and not set(s[j].letters) <= set("CLQN"):
            return -1
        if low in MARKS or low in c["coord"] or low in c["rel"] or is_verb(low):
            return -1
    return -1


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
            if k < 0 or _named_behind(s, k):
                return -1
        elif low == ")":
            while k >= 0 and s[k].low != "(":
                k -= 1
            k -= 1
        elif low == '"':
            k -= 1
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
        else:
            listed = _members(s, k, types) if low in c["ships"] or low in c["agents"] else -1
            k = apposed(s, k)
            if k < 0:
                return listed
    return -1


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


def _named_behind(s: Sequence[Item], k: int) -> bool:
    """Whether the name of what is pointed at stands behind it: "two ships, the <V1> and the <V2>,"."""
    j = k + 2 + (k + 2 < len(s) and s[k + 2].low == "the")
    return s[k].letters in ("N", "K") and j < len(s) and s[j].letters[:1] in ("V", "O")


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
        if s[j].low and is_verb(s[j].low):
            return j
    return -1


def past_aside(s: Sequence[Item], comma: int) -> int:
    """The last place before what commas set apart, of which `comma` is the second; -1 where nothing is."""
    if comma and s[comma - 1].low == ",":
        return -1
    for j in range(comma - 2, max(0, comma - _ASIDE), -1):
        if s[j].low in (";", ":"):
            return -1
        if s[j].low == "," and (s[j - 1].letters or s[j - 1].low in (")", '"')):
            first = s[j + 1]
            if (
                first.low in _openers()
                or first.low in classes()["prep"]
                or first.low.endswith(("ing", "ed"))
                or _said(s, j + 1, comma)
            ):
                return j - 1
            if first.letters and set(first.letters) <= set("CLI"):
                return j - 1
            return -1
    return -1


def said_between(s: Sequence[Item], comma: int) -> int:
    """The place before "they say" between commas within a verb, of which `comma` is the second; else -1."""
    for j in range(comma - 2, max(0, comma - 8), -1):
        if s[j].low == ",":
            return j - 1 if _said(s, j + 1, comma) else -1
    return -1


def _said(s: Sequence[Item], a: int, b: int) -> bool:
    return b - a < 6 and any(s[k].low in classes()["saying"] for k in range(a, b))


def apposed(s: Sequence[Item], k: int) -> int:
    """For a noun at `k` that is said of a name before it ("<O1>, a firm", "<O1> is a firm"), where that name stands; else -1."""
    c = classes()
    for j in range(k, max(0, k - 9), -1):
        low = s[j].low
        if low in ("a", "an", "the", "another", "one"):
            if s[j - 1].low == ",":
                return j - 2 if j > 1 and (s[j - 2].letters or s[j - 2].low in (")", '"')) else -1
            return j - 1 if s[j - 1].low in c["be"] else -1
        if low in MARKS or low in c["coord"] or low in c["rel"] or (is_verb(low) and low not in c["passed"]):
            return -1
        if s[j].letters and not set(s[j].letters) <= set("CLQNKOVA"):
            return -1
    return -1
