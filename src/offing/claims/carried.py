"""What a sentence takes over from the one before: the subject that it leaves out, the ship whose owner it speaks of, and the kind
of a group whose members it names.

"The Courageous was built in 1995. Held by Cambodia since March." · "Her papers were checked. The owner is Alisa Ltd." ·
"Annex 5 named six vessels. They included the Tantal."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from offing.claims.masked import Masked, numbers
from offing.claims.model import Arg, Claim, Mention
from offing.claims.sentences import Sentence

MEMBERS = "@members"
"""Ends the rule of a claim about a member of a group, made because the sentence before says it of the group."""
_ELIDED = re.compile(
    r"(?:(?:also|later|then|previously|first|already|now|since|formerly) )?"
    r"(?:designated|sanctioned|blacklisted|listed|blocked|delisted|seized|held|detained|impounded|arrested|boarded|intercepted|"
    r"owned|managed|operated|flagged|registered|chartered|named|renamed|known|charged|indicted|convicted|forfeited|added|removed|"
    r"bound for|built|based|linked|controlled|deregistered|de-flagged)(?![\w-])",
    re.IGNORECASE,
)
_SUBJECT_COMES = re.compile(r",[^,;:]{0,40}<[VNOKP]\d")
_SORT = (
    r"(?:(?:registered|beneficial|ultimate|technical|commercial|ship|nominal|declared|stated|former|previous|then|current|new|"
    r"suspected|alleged) ){0,2}"
)
_PART = r"(?:owners?|shipowner|managers?|operators?|charterers?)"
_WHOSE = re.compile(
    rf"(?<![\w-])(?:(?:its|her) (?={_SORT}{_PART}(?![\w-]))|"
    rf"the (?={_SORT}{_PART}(?: and {_PART})?(?: is| was| as|,)(?![\w-])))",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"<([VNOK])(\d+)>")
_MEMBERS = re.compile(
    r"(?:they|these|those|among them|<[NK]\d+>|the (?:[a-z]+ )?(?:list|annex|group|ships?|vessels?|tankers?|carriers|companies|"
    r"firms|entities|names|others))"
    r"[^<>;:.]{0,40}? (?:includes?|included|including|are|were|is|was)(?: also)?:? (?P<row><(?:[VOP]\d+)+>)"
    r"(?! (?:in|at|by|on|said|was|were|is|are)(?![\w-]))",
    re.IGNORECASE,
)


def with_subject(sentence: Masked, before: Masked | None) -> Masked:
    """A folded sentence that begins with a participle, given the subject of the one before as its own; else as it is.

    The subject is the ship, firm or person of the sentence before, if there is no other in it. The words it is given stand
    nowhere: they are placed at the sentence's start.
    """
    if before is None or not _ELIDED.match(sentence.text) or _SUBJECT_COMES.search(sentence.text):
        return sentence
    first = re.search(r"<[VNOKP]\d+>", before.text)
    if not first or len(re.findall(r"<[VNOKP]\d", before.text)) != 1:
        return sentence
    given = f"{first[0]} was "
    text = given + sentence.text[0].lower() + sentence.text[1:]
    return Masked(text, (*[sentence.places[0]] * (len(given) - 1), sentence.places[0], *sentence.places))


def with_possessor(sentence: Masked, before: Masked | None, mentions: Sequence[Mention]) -> Masked:
    """A masked sentence with the ship put in for "its" and "her" before "owner" and the like, and for "the" where it goes on
    "is". Nothing is put in where two ships, or a ship and a firm after it, come into question."""

    def ship(m: re.Match[str]) -> str | None:
        found = _ABOUT.findall(sentence.text[: m.start()]) or _ABOUT.findall(before.text if before else "")
        ships = [(kind, number) for kind, number in found if kind in "VN"]
        known = {mentions[int(number)].entity for _, number in ships}
        if len(known) != 1 or known == {-1} or found[-1] != ships[-1]:
            return None
        return f"<{ships[-1][0]}{ships[-1][1]}>'s "

    return sentence.rewritten(_WHOSE, ship)


def of_members(folded: Masked, sentence: Sentence, last: Sequence[Claim], mentions: Sequence[Mention]) -> list[Claim]:
    """Claims that the sentence before makes of a group, made of the members that this one names."""
    m = _MEMBERS.match(folded.text)
    if not m:
        return []
    start, end = folded.span(0, m.end("row"))
    out = []
    for claim in last:
        group = next((a for a in claim.args if _plural(a, mentions)), None)
        if group is None:
            continue
        for _, number in numbers(m["row"]):
            mention = mentions[number]
            member = Arg(group.role, mention.text, mention.start, mention.end, mention.entity)
            args = tuple(member if a is group else a for a in claim.args)
            out.append(
                replace(
                    claim, args=args, start=start, end=end, sentence_start=sentence.start, sentence_end=sentence.end,
                    rule=claim.rule + MEMBERS, status="partial" if member.thing < 0 else claim.status,
                )
            )  # fmt: skip
    return out


def _plural(arg: Arg, mentions: Sequence[Mention]) -> bool:
    return any(m.start == arg.start and m.end == arg.end and m.nominal and m.plural for m in mentions)
