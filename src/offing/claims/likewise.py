"""What is said of one is said of those named behind "as was", "so were" and "nor is".

"Alisa Ltd was blacklisted, as were its director, Ivan Petrov, and the Koda. So was the Adler."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from offing.claims.masked import Masked, numbers
from offing.claims.model import Arg, Claim, Mention
from offing.claims.ruled import roles

LIKEWISE = "@likewise"
"""Ends the rule of a claim made because another is said to hold "as well"."""
_SO = re.compile(
    r"(?P<first>^|[;,] (?:and |but )?|(?<=\") )(?P<how>so|as|nor|neither) (?:too )?(?:was|were|is|are|has|have|had|did|does)"
    r"(?: been)? (?:(?:also|later) )?(?:all )?"
    r"(?P<row>(?:(?:the|its|their|his|her|a|an|mr|two|three|four) )?(?:(?!(?:it|they|he|she|that|to|of)(?![\w-]))[a-z-]{2,20},? )"
    r"{0,5}?<(?:[VOPNKA]\d+)+>(?!'s)(?:(?:, and|,| and|,? as well as) (?:(?:the|its|their|his|her) )?"
    r"(?:(?!(?:another|one|of|an?|which|who|whose|that|in|for|on)(?![\w-]))[a-z-]{2,20},? ){0,4}?<(?:[VOPNK]\d+)+>(?!'s)){0,4})",
    re.IGNORECASE,
)
_TYPES = frozenset(
    {"designated", "delisted", "advisory_listed", "seized", "charged", "forfeited", "denied_flag", "flagged_in", "owned_by",
     "managed_by", "based_in"}
)  # fmt: skip
_SHIPS = frozenset({"flagged_in", "denied_flag"})


def likewise(
    folded: Masked, claims: Sequence[Claim], before: Sequence[Claim], mentions: Sequence[Mention]
) -> list[Claim]:
    """Claims of those named so in a folded sentence, made of its own claims or, where it begins so, of those `before`."""
    out: list[Claim] = []
    low = folded.text.lower()
    if not any(w in low for w in ("so ", "as ", "nor ", "neither ")):
        return out
    for m in _SO.finditer(folded.text):
        denied = m["how"].lower() in ("nor", "neither")
        start, end = folded.span(m.start("how"), m.end())
        told = _last(claims, start) if m.start("how") else []
        if not told and not m["first"].strip(" ,;"):
            told = _last(before, start)
        made = list(_made(told, m["row"], start, end, mentions, denied))
        out += [c for c in made if not _known(c, (*claims, *out))]
    return out


def _last(claims: Sequence[Claim], start: int) -> list[Claim]:
    """Of the claims that end before a place, those of the type and place that come last."""
    past = [c for c in claims if c.type in _TYPES and c.end <= start + 1 and c.rule.partition("@")[0]]
    if not past:
        return []
    near = max(past, key=lambda c: (c.end, c.start))
    return [near]


def _made(
    told: Sequence[Claim], row: str, start: int, end: int, mentions: Sequence[Mention], denied: bool
) -> Iterator[Claim]:
    for claim in told:
        if denied != (claim.polarity == "negative"):
            continue
        about = next((r.name for r in roles()[claim.type] if r.key), "")
        held = claim.arg(about)
        if held is None:
            continue
        for letter, number in (k for token in re.findall(r"<[^<>]*>", row) for k in numbers(token)):
            mention = mentions[number]
            if (claim.type in _SHIPS) != (letter in "VN") and claim.type in _SHIPS:
                continue
            if claim.type in ("owned_by", "managed_by") and letter not in "VN" and mentions[number].label != "company":
                continue
            member = Arg(held.role, mention.text, mention.start, mention.end, mention.entity)
            yield replace(
                claim, args=tuple(member if a is held else a for a in claim.args), start=start, end=end,
                sentence_start=min(claim.sentence_start, start), rule=claim.rule + LIKEWISE,
                status="complete" if mention.entity >= 0 and claim.status == "complete" else "partial",
            )  # fmt: skip


def _known(claim: Claim, others: Sequence[Claim]) -> bool:
    about = next((r.name for r in roles()[claim.type] if r.key), "")
    own = claim.arg(about)
    return any(
        o.type == claim.type and (arg := o.arg(about)) is not None and own is not None and arg.thing == own.thing >= 0
        for o in others
    )
