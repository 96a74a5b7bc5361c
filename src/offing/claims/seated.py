"""Where a firm sits, told by no more than a place behind its name: "<O1> of <C2>", "<O1> in <L2>", "<O1>, <L2>", "<O1>, also of
<C2>"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.doing_items import Item, classes, is_verb, items_of
from offing.claims.masked import Masked
from offing.claims.ruled import Match, View
from offing.claims.valency import doing

RULE = "based_in.seated"
_MET = frozenset(
    "met meet meets sue sued sues suing arrested arrest raided raid joined visited told left reached entered".split()
)
"""Verbs beside those that `is_verb` knows: what is done to a firm in a place tells nothing of its seat."""
_PASSED = frozenset("also both all likewise again now".split())
_CLOSE = frozenset(".,;:)")


def seated_in(view: View, sentence: Masked) -> Iterator[Match]:
    """The seats of a sentence's firms, as matches of a row."""
    if "<O" not in sentence.text or not ("<C" in sentence.text or "<L" in sentence.text):
        return
    s = items_of(sentence.text)
    for j, item in enumerate(s):
        if item.letters and set(item.letters) == {"O"}:
            k = _seat(s, j)
            if k > 0:
                roles = (("entity", item.start, item.end), ("place", s[k].start, s[k].end))
                yield Match(doing(RULE).rule, view, item.start, s[k].end, roles)


def _seat(s: Sequence[Item], j: int) -> int:
    """The place of what stands behind a firm as its seat; -1 where nothing does."""
    k = j + 1
    if k < len(s) and s[k].low == "(":
        while k < len(s) and s[k].low != ")":
            k += 1
        k += 1
    comma = k < len(s) and s[k].low == ","
    k += comma
    said = k
    while k < len(s) and s[k].low in _PASSED:
        k += 1
    led = k < len(s) and s[k].low in ("of", "in")
    if k > said and not led:
        return -1
    if not (comma or led):
        return -1
    inside = led and s[k].low == "in"
    k += led
    while k < len(s) and s[k].low in ("the", "port", "city", "nearby", "northern", "southern"):
        k += 1
    if (
        k >= len(s)
        or set(s[k].letters or "-") > set("CL")
        or not set(s[k].letters)
        or not set(s[k].letters) <= set("CL")
    ):
        return -1
    follows = s[k + 1].low if k + 1 < len(s) else "."
    if follows.startswith("'") or follows == "-" or (k + 1 < len(s) and s[k + 1].letters and not led):
        return -1
    if comma and not led:
        return k if follows in _CLOSE and not _in_a_row(s, j, k) else -1
    if inside:
        return k if _said_of_it(s, j) and (comma or follows in _CLOSE or _goes_on(s, k + 1)) else -1
    return k


def _in_a_row(s: Sequence[Item], j: int, k: int) -> bool:
    """Whether firm and place are members of one enumeration."""
    c = classes()
    behind = k + 2 < len(s) and s[k + 1].low == "," and (s[k + 2].low == "and" or s[k + 2].letters[:1] in ("C", "L"))
    return (
        behind
        or (j > 1 and s[j - 1].low == "," and s[j - 2].letters[:1] in ("C", "L"))
        or (j > 0 and s[j - 1].low in c["coord"])
    )


def _said_of_it(s: Sequence[Item], j: int) -> bool:
    """Whether "in" behind a firm tells of the firm and not of what is done to it."""
    k = j - 1
    while k >= 0 and s[k].low in ("the", "a", "an"):
        k -= 1
    return k < 0 or not (is_verb(s[k].low) or s[k].low in classes()["prep"] or s[k].low in _MET)


def _goes_on(s: Sequence[Item], k: int) -> bool:
    return (
        s[k].low in classes()["coord"]
        or s[k].low in classes()["be"]
        or s[k].low in classes()["have"]
        or is_verb(s[k].low)
    )
