"""What a document tells of one act in several sentences: who listed and when, given to those listings that do not say it.

"On 11 October the State Department sanctioned six companies. ... Gabbaro was designated because it managed a tanker."
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from offing.claims.announced import authorities_in
from offing.claims.model import Arg, Claim, Document, Mention
from offing.claims.words import plain

_LISTINGS = frozenset({"designated", "delisted"})
_LATE = re.compile(
    r"\b(?:(?:which|who|that) (?:was|were|is|are|had|has)|"
    r"together with|along with|had|since|previously|already|earlier|formerly|first|again|last|former|"
    r"once|long|not|never|if|would|could|may|might|will)\b|"
    r"\b(?:has|have) (?:\w+ )?been\b|\bun-?designated\b",
    re.IGNORECASE,
)
"""What tells of another time than the act's."""
_WITH = re.compile(r" (?:together |along )?with ", re.IGNORECASE)
"""What else was listed then, which may have been earlier."""
_ANEW = re.compile(
    r"\b(?:was|were|is being|are being|was being|were being)\b[^.;]{0,40}\b(?:sanctioned|designated|blacklisted|listed|added|put|"
    r"placed|identified|blocked|named|removed|taken|struck|deleted|dropped|delisted|targeted|hit|included|frozen|imposed)\b|"
    r"\b(?:are|is) (?:sanctioned|designated|blocked|listed) (?:under|pursuant|for)\b|"
    r"\b(?:newly|newcomers|also)\b|"
    r"\b(?:designations?|measures|action|listings) (?:also )?(?:names?|named|hits?|targets?|includes?)\b|"
    r"\b(?:came|come) off\b",
    re.IGNORECASE,
)
"""What tells of an act that was just done."""
_MOST = 400
"""Mentions looked through for a body of the country."""


def of_one_act(claims: Sequence[Claim], document: Document, mentions: Sequence[Mention]) -> tuple[Claim, ...]:
    """The claims in their order; listings of the document's one act of that day with its authority and day."""
    lead = _lead(claims, document)
    by = lead.arg("authority") if lead else None
    if lead is None or by is None:
        return tuple(claims)
    bodies = _bodies(by, lead.start, mentions)
    return tuple(
        _joined(c, lead, by, bodies, document, mentions) if c.type in _LISTINGS and c is not lead else c for c in claims
    )


def _bodies(by: Arg, start: int, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Bodies of the country that is said to have acted, named from there on."""
    codes = authorities_in(plain(by.text))
    named = mentions[bisect_left(mentions, start, key=lambda m: m.start) :][:_MOST]
    return tuple(
        m for m in named if m.label == "agency" and not m.nominal and codes and authorities_in(plain(m.text)) == codes
    )


def _lead(claims: Sequence[Claim], document: Document) -> Claim | None:
    """The first listing that tells who and on what day, if that was shortly before the report."""
    published = document.published.span.end if document.published else None
    for c in claims:
        if (
            c.type not in _LISTINGS
            or c.polarity != "positive"
            or c.modality in {"planned", "denied", "unclear", "questioned"}
        ):
            continue
        if c.happened is None or c.arg("authority") is None:
            continue
        span = c.happened.span
        if not span.is_day or span.start is None or published is None or not -1 <= (published - span.start).days <= 14:
            continue
        return c
    return None


def _joined(
    claim: Claim, lead: Claim, by: Arg, bodies: Sequence[Mention], document: Document, mentions: Sequence[Mention]
) -> Claim:
    authority, happened = claim.arg("authority"), claim.happened
    if claim.start < lead.start or claim.polarity != "positive" or lead.happened is None:
        return claim
    if happened is not None and (authority is not None or happened.span != lead.happened.span):
        return claim
    if authority is not None and not _one(authority, by) and all(m.entity != authority.thing for m in bodies):
        return claim
    if happened is None and not _anew(claim, document, mentions):
        return claim
    args = claim.args if authority is not None else (_who(claim, by, bodies), *claim.args)
    return replace(claim, args=args, happened=lead.happened, inherited=True)


def _anew(claim: Claim, document: Document, mentions: Sequence[Mention]) -> bool:
    """Whether a listing is told as just done, and its sentence gives no other day."""
    quote = plain(document.text[claim.start : claim.end])
    ahead = plain(document.text[claim.sentence_start : claim.start])[-40:].rpartition(",")[2]
    if (
        _WITH.match(plain(document.text[claim.end : claim.sentence_end]))
        or _LATE.search(quote)
        or _LATE.search(ahead)
        or not _ANEW.search(quote)
    ):
        return False
    a = bisect_left(mentions, claim.sentence_start, key=lambda m: m.start)
    b = bisect_left(mentions, claim.sentence_end, key=lambda m: m.start)
    return all(m.label != "date" for m in mentions[a:b])


def _who(claim: Claim, by: Arg, bodies: Sequence[Mention]) -> Arg:
    """The body of the country that its own sentence or the first that names one gives; else the country."""
    here = [m for m in bodies if claim.sentence_start <= m.start < claim.sentence_end]
    told = here or [m for m in bodies if m.start < claim.start]
    return Arg("authority", told[0].text, told[0].start, told[0].end, told[0].entity) if told else by


def _one(a: Arg, b: Arg) -> bool:
    return (a.thing >= 0 and a.thing == b.thing) or a.text.lower() == b.text.lower()
