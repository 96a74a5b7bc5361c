"""What is said of a group is said of those of its members that the sentence names.

"OFAC sanctioned 60 vessels on Wednesday, among them the Kedros and the Andromeda Rise."
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from offing.claims.masked import Masked, numbers
from offing.claims.members_told import MEMBERS
from offing.claims.model import Arg, Claim, Mention
from offing.claims.ruled import roles
from offing.claims.story import counted

_NAMED = re.compile(
    r"<(?P<group>(?:[A-Z]\d+)*[NK]\d+)>(?P<between>[^;<>\"]{0,90}(?:<[CDLQAG]\d+>[^;<>\"]{0,60}){0,3}?)"
    r"(?:,|:| -) ?(?:and )?(?:including|among them|among which are|namely|notably|such as|in particular|as well as)"
    r"(?: (?:the|its|their|two|three|four|also|old|oil|[a-z]{4,20}s))* (?P<row><(?:[VOP]\d+)+>)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"<(?P<group>(?:[A-Z]\d+)*[NK]\d+)>(?P<between>[^;<>\":,]{0,60}(?:<[CDLQAG]\d+>[^;<>\":,]{0,40}){0,2}?)"
    r"(?::| -|,) (?:the )?(?P<row><(?:[VOP]\d+){2,}>)(?=[.,;]|$| -)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"(?: (?:that|which|whom) (?:he|she|it|they|<[POAV]\d+>) [a-z]+(?: [a-z]+)?| (?:in|of|from|linked to|connected (?:with|to)|"
    r"owned by|run by|based in|behind) (?:the )?(?:<[CLOPV]\d+>|[a-z]+)){0,2}(?:,|:| -) (?:namely )?(?:the )?"
    r"(?P<row><(?:[VOP]\d+)+>(?:(?:,? and |, )(?:the )?<(?:[VOP]\d+)+>){0,8})(?=[.,;)]|$| and | -| for | over )",
    re.IGNORECASE,
)
"""What follows a group that is told in plain words: "two of his companies, <O1O2>", "two firms that he controls, <O1>"."""
_KIND = (
    ("V", re.compile(r"(?:ships|vessels|tankers|freighters|carriers|tugs|barges|dhows)$", re.IGNORECASE)),
    (
        "O",
        re.compile(
            r"(?:companies|firms|entities|businesses|banks|traders|affiliates|subsidiaries|units|owners)$",
            re.IGNORECASE,
        ),
    ),
    (
        "P",
        re.compile(
            r"(?:men|people|individuals|nationals|brothers|officials|captains|executives|directors)$", re.IGNORECASE
        ),
    ),
)
_TURNS = re.compile(
    r"\b(?:but|while|whereas|who|after|before|because|said|says|and (?:also )?[a-z]+ed)\b", re.IGNORECASE
)
_OF = frozenset(
    ("designated", "delisted", "advisory_listed", "seized", "charged", "forfeited", "denied_flag", "shipped_cargo",
     "sts_transfer", "exported", "sold", "dealt_with", "ais_gap", "port_call", "procured_for")
)  # fmt: skip


def of_those_named(folded: Masked, inner: Masked, claims: Sequence[Claim], mentions: Sequence[Mention]) -> list[Claim]:
    """Claims of the members that a sentence names, made of those that it makes of their group."""
    out: list[Claim] = []
    if not any(c.type in _OF for c in claims):
        return out
    for pattern in (_NAMED, _BARE):
        for m in pattern.finditer(folded.text):
            if _TURNS.search(m["between"]):
                continue
            number = numbers(m["group"])[-1][1]
            _, end = folded.span(m.start("row"), m.end("row"))
            for claim in claims:
                out += [
                    c
                    for c in _of_members(claim, mentions[number], m["row"], end, mentions)
                    if not _told(c, (*claims, *out))
                ]
    return out + [c for c in _of_words(inner, claims, mentions) if not _told(c, (*claims, *out))]


def _of_words(inner: Masked, claims: Sequence[Claim], mentions: Sequence[Mention]) -> list[Claim]:
    """The same of groups that are no mentions, as many as are counted."""
    out = []
    for claim in claims:
        each = {r.name for r in roles()[claim.type] if r.each and r.key}
        held = next((a for a in claim.args if a.role in each and a.thing < 0 and not a.parts), None)
        if claim.type not in _OF or held is None or (letter := _letter(held.text)) is None:
            continue
        at = bisect_left(inner.places, held.end)
        m = _IN_WORDS.match(inner.text, at)
        if m is None or len(row := numbers(m["row"])) != counted(held.text) or any(k != letter for k, _ in row):
            continue
        _, end = inner.span(m.start("row"), m.end("row"))
        out += [_of_member(claim, held, mentions[n], end) for _, n in row]
    return out


def _letter(text: str) -> str | None:
    return next((k for k, said in _KIND if said.search(text.rstrip())), None)


def _of_members(claim: Claim, group: Mention, row: str, end: int, mentions: Sequence[Mention]) -> list[Claim]:
    each = {r.name for r in roles()[claim.type] if r.each and r.key}
    held = next((a for a in claim.args if a.role in each and (a.start, a.end) == (group.start, group.end)), None)
    if claim.type not in _OF or held is None:
        return []
    out = []
    for letter, number in numbers(row):
        if group.label == "vessel" and letter != "V":
            continue
        out.append(_of_member(claim, held, mentions[number], end))
    return out


def _of_member(claim: Claim, held: Arg, m: Mention, end: int) -> Claim:
    member = Arg(held.role, m.text, m.start, m.end, m.entity)
    return replace(
        claim, args=tuple(member if a is held else a for a in claim.args), start=min(claim.start, m.start),
        end=max(claim.end, end), rule=claim.rule + MEMBERS, status="complete" if m.entity >= 0 else "partial",
    )  # fmt: skip


def _told(claim: Claim, others: Sequence[Claim]) -> bool:
    things = {a.thing for a in claim.args if a.thing >= 0}
    about = next((r.name for r in roles()[claim.type] if r.each and r.key), "")
    mine = {a.thing for a in claim.args if a.role == about}
    return any(o.type == claim.type and mine & {a.thing for a in o.args if a.role == about} for o in others if things)
