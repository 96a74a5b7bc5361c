"""What a document tells of one act in several sentences: who listed and when, given to those listings that do not say it.

"On 11 October the State Department sanctioned six companies. ... Gabbaro was designated because it managed a tanker."
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from offing.claims.announced import announcement_of, authorities_in
from offing.claims.model import Arg, Claim, Dated, Document, Mention
from offing.claims.told import HEADLINE
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
_DOES = re.compile(
    r"\b(?:sanctioned|designated|imposed|imposes|imposing|announced|announces|placed|added|took|taking|takes|blacklisted|targeted|designating|"
    r"identified|sanctioning|unveiled|issued)\b"
)
_MOST = 400
"""Mentions looked through for a body of the country."""


@dataclass(frozen=True, slots=True)
class _Act:
    """The act that a document reports: its day, who did it (None: only the day is told), and where it is told of."""

    day: Dated
    by: Arg | None
    codes: frozenset[str]
    start: int


def of_one_act(claims: Sequence[Claim], document: Document, mentions: Sequence[Mention]) -> tuple[Claim, ...]:
    """The claims in their order; listings of the document's one act of that day with its authority and day."""
    act = _lead(claims, document) or _announced(document, mentions)
    if act is None:
        return tuple(claims)
    bodies = _bodies(act, mentions)
    return tuple(_joined(c, act, bodies, document, mentions) if c.type in _LISTINGS else c for c in claims)


def _announced(document: Document, mentions: Sequence[Mention]) -> _Act | None:
    """The act as the document announces it, where no claim tells who did it and when."""
    found = announcement_of(document)
    if found is None:
        return None
    day, codes = found
    begin = document.text.rfind("\n", 0, day.start) + 1
    a = bisect_left(mentions, begin, key=lambda m: m.start)
    verb = _DOES.search(document.text, begin)
    names = [
        m
        for m in mentions[a : a + 12]
        if m.label in {"agency", "country"} and not m.nominal and authorities_in(plain(m.text)) <= codes
    ]
    told = [m for m in names if verb and m.end <= verb.start() and authorities_in(plain(m.text))]
    first = next((m for m in reversed(told) if m.label == "agency"), told[-1] if told else None)
    by = Arg("authority", first.text, first.start, first.end, first.entity) if first else None
    return _Act(day, by, codes, begin)


def _bodies(act: _Act, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Bodies of the country that is said to have acted, named from there on."""
    codes = act.codes
    named = mentions[bisect_left(mentions, act.start, key=lambda m: m.start) :][:_MOST]
    return tuple(
        m for m in named if m.label == "agency" and not m.nominal and codes and authorities_in(plain(m.text)) == codes
    )


def _lead(claims: Sequence[Claim], document: Document) -> _Act | None:
    """The first listing that tells who and on what day, if that was shortly before the report."""
    published = document.published.span.end if document.published else None
    for c in sorted(claims, key=lambda c: c.rule.endswith(HEADLINE)):  # a headline is short for who acted
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
        by = c.arg("authority")
        return _Act(c.happened, by, authorities_in(plain(by.text)), c.start) if by else None
    return None


def _joined(
    claim: Claim, act: _Act, bodies: Sequence[Mention], document: Document, mentions: Sequence[Mention]
) -> Claim:
    authority, happened, by = claim.arg("authority"), claim.happened, act.by
    if claim.start < act.start or claim.polarity != "positive" or (authority is not None and happened is not None):
        return claim
    if happened is not None and happened.span != act.day.span:
        return claim
    if authority is not None and not _its_act(authority, act, bodies):
        return claim
    own = authority is not None and authority.start <= claim.start + 4
    if happened is None and not _anew(claim, document, mentions, own):
        return claim
    args = claim.args if authority is not None or by is None else (_who(claim, by, bodies), *claim.args)
    return replace(claim, args=args, happened=act.day, inherited=True)


def _its_act(authority: Arg, act: _Act, bodies: Sequence[Mention]) -> bool:
    """Whether the one who lists can be who did the act: the same, a body of the country, or a pronoun."""
    if act.by is not None and _one(authority, act.by):
        return True
    codes = authorities_in(plain(authority.text))
    return (
        any(m.entity == authority.thing for m in bodies) or (bool(codes) and codes == act.codes) or authority.thing < 0
    )


def _anew(claim: Claim, document: Document, mentions: Sequence[Mention], own: bool) -> bool:
    """Whether a listing is told as just done, and its sentence gives no other day; `own`: its authority is the subject."""
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
    named = any(m.entity == by.thing for m in bodies)
    told = here or ([] if named else [m for m in bodies if m.start < claim.start])
    return Arg("authority", told[0].text, told[0].start, told[0].end, told[0].entity) if told else by


def _one(a: Arg, b: Arg) -> bool:
    return (a.thing >= 0 and a.thing == b.thing) or a.text.lower() == b.text.lower()
