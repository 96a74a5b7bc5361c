"""Who is listed in lines below a lead: "The following have been sanctioned today:", then "- Alba Ltd, a trader;" alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from offing.claims.masked import Masked, masked, numbers
from offing.claims.model import Arg, Claim, ClaimType, Mention
from offing.claims.sentences import Sentence

LINES = "@lines"
"""Ends the rule of a claim about a line below a lead."""
_LISTINGS = frozenset[ClaimType]({"designated", "delisted", "advisory_listed"})
_LEAD = re.compile(
    r"\b(?:following|these|below)\b.{0,80}?\b(?:ha(?:s|ve) (?:today |also |now |all |hereby )?been|is|are|was|were)"
    r"(?: (?:today|also|now|all|hereby|henceforth|newly|being)){0,2} "
    r"(?P<verb>sanctioned|designated|blacklisted|added to [^:]{0,60}(?:list|annex|schedule)\w*|listed|made subject to|subject to|"
    r"removed from|delisted|deleted from|taken off|struck off)"
    r"|^(?:also |newly |those |names )?(?P<short>sanctioned|designated|blacklisted|delisted) "
    r"(?:today|on <D\d+>|by <[AC]\d+>|under [^:]{3,60}|"
    r"(?:ships|vessels|companies|firms|entities|individuals|persons)\b[^:]{0,40}):$",
    re.IGNORECASE,
)
_OFF = re.compile(r"removed|delisted|deleted|taken off|struck off", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no longer|neither|nor|if|unless|whether|may|might|could|would)\b", re.IGNORECASE)
_ITEM = re.compile(
    r"(?P<mark>(?:[-\u2013\u2014\u2022*\u00b7\u25aa\u25cf\u25a0]|\(?\d{1,2}[.)]|\(?[a-z][.)]) ?)?"
    r"(?:the |m/[vt] |vessel |ship |tanker ){0,2}"
    r"<(?P<who>[VOP]\d+)>(?P<then>$|[,;.:(]| ?\(| <[IFCL]\d+>| [-\u2013\u2014] | (?:imo|aka|a\.k\.a|alias|of|in|and)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence that ends with a colon and lists those that the lines below it name; `paragraph`: of the last of them."""

    claim: Claim
    paragraph: int


def _lead_of(sentence: Masked, at: Sentence, claims: Sequence[Claim], acts: Sequence[tuple[int, Claim]]) -> Lead | None:
    """What a sentence says of the lines below it."""
    text = sentence.text.rstrip()
    if not text.endswith(":"):
        return None
    told = [c for c in claims if c.type in _LISTINGS and c.polarity == "positive" and _several(c)]
    if told:
        return Lead(told[-1], at.paragraph)
    m = _LEAD.search(text)
    if m is None or _NOT.search(text):
        return None
    kind: ClaimType = "delisted" if _OFF.match(m["verb"] or m["short"]) else "designated"
    by = next((c for _, c in reversed(acts) if c.type == kind), None)
    mine = tuple(a for a in by.args if a.role == "authority") if by else ()
    target = Arg("target", "", at.start, at.start, -1)
    claim = Claim(
        kind, (*mine, target), at.start, at.end, at.start, at.end, (), "asserted", "positive", None, False, "partial",
        f"{kind}.lead",
    )  # fmt: skip
    return Lead(claim, at.paragraph)


def with_lines(
    lead: Lead | None,
    sentence: Masked,
    at: Sentence,
    claims: list[Claim],
    acts: Sequence[tuple[int, Claim]],
    mentions: Sequence[Mention],
) -> tuple[Lead | None, list[Claim]]:
    """The lead that holds behind a sentence; the claims of the sentence with that of the line that it begins."""
    on, claim = _line(lead, sentence, at, claims, mentions)
    out = [*claims, claim] if claim else claims
    return _lead_of(sentence, at, claims, acts) or on, out


def lead_of_words(lead: Lead | None, text: str, at: Sentence, acts: Sequence[tuple[int, Claim]]) -> Lead | None:
    """The lead that holds behind a sentence that mentions nothing."""
    if text[at.end - 1] != ":":
        return lead
    return _lead_of(masked(text, at.start, at.end, ()), at, (), acts) or lead


def _line(
    lead: Lead | None, sentence: Masked, at: Sentence, claims: Sequence[Claim], mentions: Sequence[Mention]
) -> tuple[Lead | None, Claim | None]:
    if lead is None or at.paragraph == lead.paragraph:
        return lead, None
    m = _ITEM.match(sentence.text.lstrip())
    if m is None or at.paragraph != lead.paragraph + 1:
        return None, None
    mention = mentions[numbers(f"<{m['who']}>")[0][1]]
    on = replace(lead, paragraph=at.paragraph)
    if any(c.type == lead.claim.type and any(a.thing == mention.entity >= 0 for a in c.args) for c in claims):
        return on, None
    new = Arg("target", mention.text, mention.start, mention.end, mention.entity)
    return on, replace(
        lead.claim, args=tuple(new if a.role == "target" else a for a in lead.claim.args), start=mention.start, end=at.end,
        sentence_start=at.start, sentence_end=at.end, rule=lead.claim.rule + LINES,
        status="complete" if mention.entity >= 0 else "partial",
    )  # fmt: skip


def _several(claim: Claim) -> bool:
    about = claim.arg("target")
    return about is not None and about.text.lower().rstrip().endswith(("s", "men", "people"))
