"""What a report says of one of the book's own things, in a finding's words: never firmer than it was said."""

from __future__ import annotations

from offing.claims.in_words import STATUSES, TYPES, how_read, how_sure, who_says
from offing.claims.model import WHOLE, Claim, Event, Said
from offing.review.finding import Strength, weaker
from offing.review.in_reports import Named, Reports, claim_of

_SURE = frozenset({"government", "official", "court", "international"})
_FIRM = ("asserted", "confirmed")
_DOUBTED = ("denied", "questioned", "unclear", "planned")
_LONGEST = 300


def says(reports: Reports, event: Event, said: tuple[Said, ...], against: tuple[Said, ...]) -> str:
    """One sentence with the first quote, who says it and how sure, and the first denial."""
    first = claim_of(reports, said[0])
    documents = len({s.document for s in event.claims})
    many = "A report" if documents == 1 else f"{documents} reports, of {event.sources} origins"
    denied = f" Denied: “{quote(reports, against[0])}”." if against else ""
    return (
        f"{many}, {TYPES[event.type]} ({how(first)}): “{quote(reports, said[0])}”. Said by {who_says(first)}.{denied}"
    )


def how(claim: Claim) -> str:
    """How sure it is said, whether anything in it is not resolved, and whether no rule but likeness read it."""
    return "; ".join(filter(None, (how_sure(claim), STATUSES[claim.status], how_read(claim))))


def quote(reports: Reports, said: Said) -> str:
    """The quote in one line, cut where it is long."""
    claim = claim_of(reports, said)
    text = " ".join(reports.readings[said.document].document.text[claim.start : claim.end].split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def strength(reports: Reports, named: list[Named], said: tuple[Said, ...]) -> Strength:
    """Firm only where the number agrees, an authority says it flatly in a report that is not garbled, and a rule has read it."""
    found: Strength = "weak"
    hows = {n.document: n.how for n in named}
    for s in said:
        claim, document = claim_of(reports, s), reports.readings[s.document].document
        sure = any(x.kind in _SURE for x in claim.speakers) or claim.type in ("designated", "advisory_listed")
        told: Strength = "strong" if claim.modality in _FIRM and sure else "possible"
        if hows.get(s.document) != "number" or how_read(claim):
            told = weaker(told, "possible")
        if claim.status != "complete" or claim.polarity == "negative" or document.weight < WHOLE:
            told = "weak"
        if claim.modality in _DOUBTED:
            told = "weak"
        found = told if weaker(found, told) == found else found
    return found
