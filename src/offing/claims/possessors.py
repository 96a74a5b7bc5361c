"""Whose director or branch "its director" is: the firm put in for the pronoun.

"<O1> and its director, <P2>" · "<P1>, its chairman" · "<O1O2>, their branch". A firm stands in where it is the only one of the
sentence so far, or right before, or the only one of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.masked import Masked, numbers
from offing.claims.model import Mention

_KIN = (
    r"(?:director|directors|chairman|chairwoman|executive|executives|president|founder|founders|officer|officers|officials|"
    r"principals?|employees?|representatives?|subsidiary|subsidiaries|affiliates?|arm|arms|unit|units|branch|branches|offshoots?|"
    r"division|parent|shareholders?|secretary|treasurer|daughter)"
)
_ITS = re.compile(
    rf"(?<![\w<-])(?P<whose>its|their) (?=(?:(?:[a-z-]{{2,15}}|<[CLQ]\d+>(?:-[a-z]+)?) ){{0,4}}?{_KIN}(?![\w-]))",
    re.IGNORECASE,
)
_FIRM = re.compile(r"<((?:[OK]\d+)+)>")
_RIGHT_BEFORE = re.compile(r"<((?:[OK]\d+)+)>,?(?: and| with| through| via| along with| together with) \Z")
_ITSELF = re.compile(r"<(?:[OK]\d+)+>,? \Z")


def with_firms(sentence: Masked, before: Masked | None, mentions: Sequence[Mention]) -> Masked:
    """A masked sentence with firms in the place of "its" and "their" before such nouns; as it is where two come into question."""

    def firm(m: re.Match[str]) -> str | None:
        ahead = sentence.text[max(0, m.start() - 400) : m.start()]
        near = _RIGHT_BEFORE.search(ahead)
        if own := _ITSELF.search(ahead):  # "<O1>, its branch" is another's
            ahead = ahead[: own.start()]
        found = [near[1]] if near else _FIRM.findall(ahead) or _FIRM.findall(before.text if before else "")
        if not found or len({_things(f, mentions) for f in found}) != 1:
            return None
        things = _things(found[-1], mentions)
        if -1 in things or (len(things) > 1) != (m["whose"].lower() == "their"):
            return None
        return f"<{found[-1]}>'s "

    return sentence.rewritten(_ITS, firm)


def _things(token: str, mentions: Sequence[Mention]) -> tuple[int, ...]:
    return tuple(sorted({mentions[n].entity for _, n in numbers(token)}))
