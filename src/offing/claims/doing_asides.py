"""What stands between a name and its verb and is let by: what commas set apart, what a noun says of the name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from offing.claims.doing_items import MARKS, Item, classes, is_verb
from offing.claims.phrases import words as noun_words

_ASIDE = 30


@cache
def _openers() -> frozenset[str]:
    return frozenset(noun_words()["aside"]) | {
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


def named_behind(s: Sequence[Item], k: int) -> bool:
    """Whether the name of what is pointed at stands behind it: "two ships, the <V1> and the <V2>,"."""
    j = k + 2 + (k + 2 < len(s) and s[k + 2].low == "the")
    return s[k].letters in ("N", "K") and j < len(s) and s[j].letters[:1] in ("V", "O")


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
        if low == "," and s[j - 1].letters == "Q":
            continue
        if low in MARKS or low in c["coord"] or low in c["rel"] or (is_verb(low) and low not in c["passed"]):
            return -1
        if s[j].letters and not set(s[j].letters) <= set("CLQNKOVA"):
            return -1
    return -1
