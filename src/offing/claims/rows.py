"""Enumerations: `<V1>, <V2> of <C3> and <V4>` becomes `<V1V2V4>`. Read token by token: a list costs what it is long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from offing.claims.masked import Masked

_SORTS = ("VNOKPA", "AC", "CLF", "GQ")
"""Types that stand in one enumeration."""
_NAMES = ("VOP",)
"""Those of them that are names, of which a group is made."""
_BARE = frozenset("VO")
"""Types of which three or more make one without an "and"."""
_THEN = re.compile(r" (?:said|says|was|is|has|had|also|told|did|will|would|could|may)(?![\w-])", re.IGNORECASE)
_HEAD = re.compile(r"<N\d+>, (?:the )?<V|<K\d+>, (?:the )?<[OP]")
"""A noun for several and a name behind a comma: the noun heads the enumeration and is none of its members."""
_LETTERS = re.compile(r"[A-Z]")


def _step() -> str:
    """From one member to the next; an aside beside a member is passed over."""
    opener = "an?|the|its|which|who|both|also|based|owned|formerly|of|from"
    aside = rf"(?:| (?:of|from) <[CL]\d+>|, (?:{opener}) [^,;:\"]{{1,90}}?(?=,))"
    last = r"(?P<last> (?:and also|and|&|as well as|along with|together with|or))"
    return rf"{aside}(?:(?P<mark>[,;]){last}?|{last.replace('last', 'bare', 1)}) <"


@cache
def _steps() -> Mapping[str, re.Pattern[str]]:
    """By sort the step to a member of it."""
    return {sort: re.compile(rf"{_step()}(?P<next>(?:[{sort}]\d+)+)>", re.I) for sort in (*_SORTS, *_NAMES)}


@cache
def _token() -> re.Pattern[str]:
    """A token with another behind it that may be of one row with it."""
    return re.compile(rf"<((?:[A-Z]\d+)+)>(?=(?i:{_step()}))")


def in_rows(sentence: Masked) -> Masked:
    """With enumerations folded into one token."""
    return sentence.replaced(_rows(sentence.text, _SORTS))


def of_names(sentence: Masked) -> Masked:
    """With enumerations of ships, firms and persons that are named folded into one token."""
    return sentence.replaced(_rows(sentence.text, _NAMES))


def _rows(text: str, sorts: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    done = 0
    read_to = dict.fromkeys(sorts, 0)
    for token in _token().finditer(text):
        if token.start() < done or (token[1][0] in "NK" and _HEAD.match(text, token.start())):
            continue
        letters = set(_LETTERS.findall(token[1]))
        best = (0, "")
        for sort in sorts:
            if letters <= set(sort) and token.start() >= read_to[sort]:
                end, row, read_to[sort] = _row(text, token, _steps()[sort])
                best = max(best, (end, row))
        if best[1]:
            done = best[0]
            yield token.start(), done, f"<{best[1]}>"


def _row(text: str, token: re.Match[str], step: re.Pattern[str]) -> tuple[int, str, int]:
    """(end, members, how far was read) of the enumeration that begins with a token; no members where none does."""
    members, marks, at = [token[1]], "", token.end()
    closed, end = 0, at
    while m := step.match(text, at):
        members.append(m["next"])
        marks += m["mark"] or " "
        at = m.end()
        if m["last"] or m["bare"]:
            closed, end = len(members), at
    if closed == 2 and (marks[0] == ";" or (marks[0] == "," and _THEN.match(text, end))):
        closed = 0
    if (
        not closed
        and len(members) > 2
        and (set(marks) == {";"} or set(_LETTERS.findall("".join(members))) in ({"V"}, {"O"}))
    ):
        closed, end = len(members), at
    return (end, "".join(members[:closed]), at) if closed else (0, "", at)
