"""What was said of a group, said of those of its members that a later sentence names.

"Annex 5 named six vessels. They included the Tantal." · "One was Alisa Ltd. Another is the Koda."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from offing.claims.masked import Masked, numbers
from offing.claims.model import Arg, Claim, Mention
from offing.claims.sentences import Sentence
from offing.claims.wording import WORDED

MEMBERS = "@members"
"""Ends the rule of a claim about a member of a group, made because the sentence before says it of the group."""
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_MEMBERS = re.compile(
    r"(?:<[AC]\d+> (?:named|identified|listed|gave) (?:them|these|those|<[NK]\d+>|the [a-z]{3,20}s) as:? "
    r"(?P<as><(?:[VOP]\d+)+>)|(?:they|these|those|among them|<[NK]\d+>|"
    rf"the (?:rest|pair|trio|remaining {_COUNT}|other {_COUNT}|first {_COUNT}|last {_COUNT}|{_COUNT})|"
    r"(?:the|those|among the|among those) (?:[a-z-]+ ){0,2}?(?P<head>[a-z]{3,}s))"
    r"(?: (?:named|listed|sanctioned|designated|concerned|targeted|affected|in question))?"
    r" (?:includes?|included|including|are|were|is|was)(?: also)?:? (?P<row><(?:[VOP]\d+)+>))"
    r"(?! (?:in|at|by|on|said|was|were|is|are)(?![\w-]))",
    re.IGNORECASE,
)
_THEY = re.compile(rf"(?:they|these|those)\b|the (?:pair|trio|{_COUNT})(?! [a-z]+s\b)", re.IGNORECASE)
_GENERAL = frozenset("newcomers others names parties targets designations listings".split())
_KIN = (
    frozenset("ships vessels tankers freighters carriers tugs".split()),
    frozenset("companies firms entities businesses banks traders shipowners".split()),
    frozenset("individuals people persons men nationals".split()),
)
_DONE = frozenset(
    ("shipped_cargo", "sts_transfer", "exported", "sold", "dealt_with", "ais_gap", "port_call", "procured_for")
)
"""Types of what a group of ships did: "they include" and "the seven are" tell of its members, no looser words do."""
_OF_GROUPS = ("designated", "delisted", "advisory_listed", "seized", "charged", "forfeited", *sorted(_DONE))
_GROUP_LASTS = 4
"""Paragraphs after which a group is no longer what "the tankers" are."""


def of_members(
    folded: Masked, sentence: Sentence, groups: Sequence[tuple[int, Claim]], mentions: Sequence[Mention]
) -> list[Claim]:
    """Claims that were made of a group, made of the members that this sentence names.

    `groups` are such claims with the paragraph they stand in. "They" are the group of the sentence or paragraph before; "the
    tankers" are the last group of tankers.
    """
    if not groups:
        return []
    m = _MEMBERS.match(folded.text)
    if not m:
        return _one_of_them(folded, sentence, groups, mentions)
    row = m["row"] or m["as"]
    start, end = folded.span(0, m.end())
    noun = (m["head"] or "").lower()
    fitting = [
        (c, group)
        for paragraph, c in groups
        if sentence.paragraph - paragraph <= (_GROUP_LASTS if noun else 1) and (group := _group(c)) is not None
    ]
    if noun and noun not in _GENERAL:
        kin = next((k for k in _KIN if noun in k), frozenset((noun,)))
        same = [(c, g) for c, g in fitting if g.text.lower().endswith(noun)]
        fitting = same or [(c, g) for c, g in fitting if g.text.lower().split()[-1] in kin][-1:]
    told = mentions[numbers(m[0])[0][1]].text if m[0].startswith("<") else m[0]
    if noun or not _THEY.match(told) or not all(k == "V" for k, _ in numbers(row)):
        fitting = [(c, g) for c, g in fitting if c.type not in _DONE]
    if noun == "newcomers":
        fitting = [(c, g) for c, g in fitting if c.type != "delisted"]
    out = []
    for claim, group in fitting:
        for _, number in numbers(row):
            mention = mentions[number]
            member = Arg(group.role, mention.text, mention.start, mention.end, mention.entity)
            args = tuple(member if a is group else a for a in claim.args)
            out.append(
                replace(
                    claim, args=args, start=start, end=end, sentence_start=sentence.start, sentence_end=sentence.end,
                    rule=claim.rule + MEMBERS, status="partial" if member.thing < 0 else "complete",
                )
            )  # fmt: skip
    return out


def _one_of_them(
    folded: Masked, sentence: Sentence, groups: Sequence[tuple[int, Claim]], mentions: Sequence[Mention]
) -> list[Claim]:
    """ "One, <O1>, is", "Another was <V2>", "The second man, <P3>,": told of the last group of their kind."""
    m = _ONE.match(folded.text)
    some = None if m else _SOME.match(folded.text)
    if not m and not some:
        return []
    row = numbers(m["one"] if m else some["row"])  # type: ignore[index]
    kind = row[0][0]
    kin = _KIN["VOP".index(kind)]
    noun = (m or some)["noun"]  # type: ignore[index]
    if (noun and noun.lower() not in (_SINGLE[kind] if m else kin | _GENERAL)) or any(k != kind for k, _ in row):
        return []
    if some and some["count"] and _count_of(some["count"]) != len(row):
        return []
    last = [
        (c, group)
        for paragraph, c in groups
        if sentence.paragraph - paragraph <= _GROUP_LASTS
        and c.type not in _DONE
        and (group := _group(c)) is not None
        and group.text.lower().split()[-1] in kin
    ]
    if not last or len({(g.start, g.end) for _, g in last}) > 1:
        return []
    start, end = folded.span(0, m.end("one") if m else some.end("row"))  # type: ignore[union-attr]
    out: list[Claim] = []
    for claim, group in ((c, g) for c, g in last for _ in row):
        mention = mentions[row[len(out) % len(row)][1]]
        member = Arg(group.role, mention.text, mention.start, mention.end, mention.entity)
        out.append(
            replace(
                claim, args=tuple(member if a is group else a for a in claim.args), start=start, end=end,
                sentence_start=sentence.start, sentence_end=sentence.end, rule=claim.rule + MEMBERS,
                status="partial" if member.thing < 0 else "complete",
            )
        )  # fmt: skip
    return out


_SOME = re.compile(
    rf"(?:(?P<count>{_COUNT}|both)|some|several|most|all|another (?:two|three)|others?)(?: more)? "
    rf"(?:of (?:them|these|those|the (?:{_COUNT} )?(?:[a-z-]+ ){{0,2}}?(?P<noun>[a-z]{{3,}}s)|<[NK]\d+>|the {_COUNT})),? "
    r"(?:including |namely |among them )?(?:the )?(?P<row><(?:[VOP]\d+)+>)"
    r"(?=,|\.|$| (?:and|is|are|was|were|have|had|[a-z]+ed)\b)",
    re.IGNORECASE,
)
""" "Two of them, <O1O2>, are": some of the last group of their kind."""


def _count_of(word: str) -> int:
    return 2 if word.lower() == "both" else WORDED.get(word.lower()) or int(word)


_SINGLE = {
    "V": frozenset("ship vessel tanker freighter carrier tug".split()),
    "O": frozenset("company firm entity business bank trader".split()),
    "P": frozenset("man woman person individual national".split()),
}
_ONE = re.compile(
    r"(?:one(?: of (?:them|these|those))?|another|(?:a|the) (?:first|second|third|fourth|fifth|sixth|seventh|last|other)"
    r"(?: (?P<noun>[a-z]+))?)(?:,| is| was|:|, listed too,) (?:the )?(?P<one><[VOP]\d+>)(?= |,|\.|$)"
    r"(?! (?:said|says|told|in|at))",
    re.IGNORECASE,
)


def groups_told(
    groups: Sequence[tuple[int, Claim]],
    claims: Sequence[Claim],
    sentence: Sentence,
    here: Sequence[tuple[int, Mention]],
) -> list[tuple[int, Claim]]:
    """The claims that are made of groups so far, without those long past. A sentence that tells of others ends "they"."""
    plural = {(m.start, m.end) for _, m in here if m.nominal and m.plural}
    new = [
        (sentence.paragraph, c)
        for c in claims
        if not c.rule.endswith(MEMBERS)
        and c.type in _OF_GROUPS
        and (g := _group(c))
        and ((g.start, g.end) in plural or g.thing < 0)
    ]
    return [g for g in groups if sentence.paragraph - g[0] <= _GROUP_LASTS][-8:] + new


def _group(claim: Claim) -> Arg | None:
    """What the claim is about, if words for several stand there."""
    about = ("actor", "vessel") if claim.type in _DONE else ("target", "object")
    return next(
        (a for a in claim.args if a.role in about and a.text.lower().rstrip().endswith(("s", "men", "people"))),
        None,
    )
