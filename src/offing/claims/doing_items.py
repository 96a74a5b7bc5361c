"""A masked sentence as a row of words, marks and mentions."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_ITEM = re.compile(r"<(?P<token>(?:[A-Z]\d+)+)>|(?P<own>'s?(?!\w))|[^\W_][\w'.-]*(?<![.'])|\S")
_LETTERS = re.compile(r"[A-Z]")
_DIGITS = "0123456789"
MARKS = frozenset(',;:()"-')
BETWEEN = frozenset(
    (
        "not never also then later since now already still once again first twice ever just both all each yet merely itself "
        "themselves"
    ).split()
)
"""Words between a verb and its auxiliary, beside those in -ly."""
_IRREGULAR = frozenset(
    "sold bought sent met left took made brought put went came began built gave got knew led lent paid ran said sank "
    "sailed set struck told flew flies fell found held kept carries owns sells ships says did does fled hid saw drew".split()
)


@dataclass(slots=True, eq=False)
class Item:
    """A word, mark or token of mentions at [start, end) of a masked text; `letters` are the types of a token's members, `raw`
    the members. Never changed, but not frozen: a page has thousands, and a frozen one takes twice as long to make."""

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


@lru_cache(maxsize=8)
def items_of(text: str) -> tuple[Item, ...]:
    """The items of a masked sentence."""
    out: list[Item] = []
    for m in _ITEM.finditer(text):
        start, end = m.span()
        if raw := m["token"]:
            letters = raw.rstrip(_DIGITS)
            out.append(Item(start, end, "", letters if len(letters) == 1 else "".join(_LETTERS.findall(raw)), raw))
        else:
            out.append(Item(start, end, m[0].lower()))
    return tuple(out)


def fits(item: Item, types: str) -> bool:
    """Whether a token is of some types, all of it."""
    have = set(item.letters)
    return bool(have) and have <= set(types) and not (have & set("VN") and have - set("VN"))


@lru_cache(maxsize=10_000)
def is_verb(low: str) -> bool:
    """Whether a word looks like a finite verb or a participle."""
    return low in _verbs() or (
        low.endswith("ed") and len(low) > 4 and low not in classes()["not_verb"] and "-" not in low
    )


@cache
def _verbs() -> frozenset[str]:
    """Verbs that do not end in -ed."""
    return classes()["be"] | classes()["have"] | _IRREGULAR


def ends(s: Sequence[Item], j: int) -> bool:
    """Whether a clause ends at a word behind its verb: a stop, a new clause, another verb."""
    low = s[j].low
    if not low:
        return False
    if low in _ending():
        return True
    c = classes()
    if low in c["subordinator"]:
        return not (j + 1 < len(s) and (s[j + 1].letters[:1] in ("D", "Q") or s[j + 1].low[:1].isdigit()))
    if low == ",":
        if j + 1 >= len(s):
            return True
        follows = s[j + 1]
        return not (
            follows.low in c["prep"] or follows.low in ("and", "or") or follows.low.endswith("ly")
            or follows.letters[:1] in ("D", "I")
        )  # fmt: skip
    if low in c["coord"]:
        rest = s[j + 1 : j + 3]
        return low in ("but", "then", "yet") or any(x.low and (is_verb(x.low) or x.low.endswith("ing")) for x in rest)
    return is_verb(low)


@cache
def _ending() -> frozenset[str]:
    """Words and marks that end a clause whatever follows."""
    c = classes()
    return (c["modal"] - {"to", "do"}) | {";", ":", "-"} | c["rel"] | c["be"] | c["have"]


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
        if low == "-" and s[j].start == s[j - 1].end:
            continue
        if low in MARKS or low in c["coord"] or low in c["rel"] or (is_verb(low) and s[j - 1].low != "-"):
            return -1
    return -1
