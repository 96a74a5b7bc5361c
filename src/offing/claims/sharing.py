"""What a row, a group or a pair shares and what is each one's own: which members of it a match is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from offing.claims.coordination import Members
from offing.claims.masked import Masked, letter, numbers
from offing.claims.model import Arg, Mention
from offing.claims.ruled import Match, View


@dataclass(frozen=True, slots=True)
class Views:
    """A sentence as the rules see it. `bodies`: where the words stand for a country that stands for a body of it; `grouped`: the
    folded view with the names of members in their groups' places; `groups`: the members of groups, by the group's number as a
    thing, as far as the text has named them."""

    views: Mapping[View, Masked]
    bodies: Mapping[int, tuple[int, int]]
    grouped: Masked
    groups: Mapping[int, Members] = field(default_factory=dict)


_SINGULAR = re.compile(
    r",? (?:which|who|that) (?:also |then |now |once |has |had |was |is |never )*"
    r"(?:is|was|has|had been|[a-z]{2,14}s)(?![\w-])|"
    r", (?:itself|herself|himself|an? (?!few|number|dozen|pair|total|couple|group|fleet)(?:[a-z-]+ ){0,4}"
    r"(?:firm|company|bank|ship|tanker|vessel|freighter|trader|broker|businessman|national|shipowner|operator|manager|insurer|subsidiary|affiliate|unit)(?![\w-]))",
    re.IGNORECASE,
)


_OF_SEAT = re.compile(r",? of (?:the )?<[CL]\d+>")
_NOUN = re.compile(r"[VOP]\d+[NK]\d+>\Z")
_BEHIND_NOUN = re.compile(
    r" (?:(?:in|from|of) (?:the )?<[CL]\d|(?:based|registered|owned|operated|managed|which|that|flying|linked)(?![\w-]))",
    re.IGNORECASE,
)
"""What is said behind an enumeration that a noun ends, "<O1O2K3> in <C4>", is said of that noun."""


def of_last(text: str, at: int, end: int) -> bool:
    """Whether an enumeration that ends at `at` is told of by its last member alone: "<O1O2>, which is based in <C3>".

    Not where the match goes on behind that clause, and so is about them all."""
    seat = _OF_SEAT.match(text, at)
    if seat and end <= seat.end():
        return True
    clause = _SINGULAR.match(text, at) or (
        _BEHIND_NOUN.match(text, at) if _NOUN.search(text[max(0, at - 40) : at]) else None
    )
    if not clause or clause.start() >= end:
        return False
    closes = text.find(",", clause.end())
    return closes < 0 or end <= closes


def respectively(apart: Mapping[str, Sequence[Arg]], said: str) -> list[tuple[Arg, ...]] | None:
    """Each of a row with its own of the other, where the text says "respectively"; none where they are not as many. None where
    every one goes with every other."""
    rows = [row for row in apart.values() if len(row) > 1]
    if len(rows) < 2 or not (_EACH_HIS.search(said) or _OWN.search(said)):
        return None
    if len({len(row) for row in rows}) > 1:
        return [] if _EACH_HIS.search(said) else None
    count = len(rows[0])
    return [tuple(row[k] if len(row) > 1 else row[0] for row in apart.values()) for k in range(count)]


def across(match: Match, view: Masked, seen: Views, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a match goes across a group whose members are named, of which it takes none, or takes one of a row of which each
    has its own."""
    start, end = view.span(match.start, match.end)
    if _EACH_HIS.search(text[start : end + 120].partition(". ")[0]):
        return True
    own = {n for _, a, b in match.roles for token in _TOKENS.findall(view.text, a, b) for n in numbers(token)}
    every = (n for token in _TOKENS.findall(view.text, match.start, match.end) for n in numbers(token))
    for _, k in every:
        of = seen.groups.get(mentions[k].entity) if mentions[k].plural else None
        if of is None or not of.whole or any(k == n for _, n in own):
            continue
        kinds = {letter(mentions[n]) for n in of.numbers}
        if any(t in kinds and n < k for t, n in own):
            return True
    return False


_TOKENS = re.compile(r"<[A-Z]\d[^<>]*>")
_EACH_HIS = re.compile(r"\b(?:respectively|in that order)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:their|whose) (?:[a-z]+ ){0,2}(?:owners|shipowners|managers|operators|charterers|masters)\b", re.IGNORECASE
)


def named_members(
    row: Sequence[tuple[str, int]], seen: Views, mentions: Sequence[Mention]
) -> Iterator[tuple[str, int]]:
    """A row with the names of a group's members for the group, or behind it where they are not all."""
    for kind, number in row:
        members = seen.groups.get(mentions[number].entity) if mentions[number].plural else None
        if members is None or not members.whole:
            yield kind, number
        for n in members.numbers if members else ():
            yield letter(mentions[n]), n
