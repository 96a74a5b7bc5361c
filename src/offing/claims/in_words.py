"""A claim in a reader's words: never firmer than it was said."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.learned import RULE
from offing.claims.model import Claim, ClaimType, Modality, Speaker, Status, Thing
from offing.records.dates import iso

TYPES: dict[ClaimType, str] = {
    "designated": "sanctions listing",
    "delisted": "delisting",
    "advisory_listed": "named in an advisory (not a listing)",
    "owned_by": "owner",
    "managed_by": "manager",
    "chartered_by": "charterer",
    "flagged_in": "flag",
    "nationality": "nationality (not a flag)",
    "renamed": "change of name",
    "affiliated": "affiliation",
    "based_in": "seat",
    "shipped_cargo": "shipment",
    "sts_transfer": "transfer at sea",
    "exported": "export",
    "sold": "sale",
    "procured_for": "procurement",
    "dealt_with": "dealings",
    "seized": "seizure or detention",
    "forfeited": "forfeiture",
    "charged": "charge",
    "port_call": "port call",
    "bound_for": "destination",
    "ais_gap": "silence of the transponder",
    "denied_flag": "flag denied or false",
    "withdrew": "withdrawal",
    "met": "meeting",
    "statement": "statement",
    "notified": "notice",
}
"""What each type of claim is about."""
MODALITIES: dict[Modality, str] = {
    "asserted": "said flatly",
    "confirmed": "confirmed by the speaker",
    "alleged": "alleged, not proven",
    "believed": "believed, not known",
    "planned": "intended, not done",
    "questioned": "raised as a question",
    "denied": "denied",
    "unclear": "said to be unclear or only possible",
}
STATUSES: dict[Status, str] = {
    "complete": "",
    "partial": "not whole: something it needs is not resolved in this text",
    "dangling": "hangs in the air: who or what it is about is not told in this text",
}
KINDS: dict[str, str] = {
    "anonymous_official": "an official who is not named",
    "anonymous": "not named",
    "unresolved": "not told who",
    "data": "data",
    "document": "a document",
}
IN_ITS_OWN_VOICE = "the report, in its own voice"
DIFFERENCES = {
    "value": "they tell different things",
    "spelling": "they write it differently",
    "precision": "one is more exact",
    "modality": "they are not equally sure",
    "speaker": "they name different speakers",
}
"""How the claims of one event differ."""
BY_LIKENESS = "read by likeness to annotated texts, not by a rule"
CONTEXT = frozenset({"statement", "met", "notified", "withdrew"})
"""Types that tell what is around a matter: printed only when asked for, and no findings."""
FREE = frozenset({"reason", "content", "list"})
"""Roles that words fill, not things."""
UNRESOLVED = "not resolved in this text"


def how_sure(claim: Claim) -> str:
    """Modality and polarity in words."""
    words = MODALITIES[claim.modality]
    return f"said not to be so ({words})" if claim.polarity == "negative" and claim.modality != "denied" else words


def how_read(claim: Claim) -> str:
    """What a reader must know of a claim that no rule made; empty for those of rules."""
    return BY_LIKENESS if claim.rule.startswith(RULE) else ""


def how_sure_of(modality: str) -> str:
    """The same of a difference's words: `alleged`, or `not: alleged`."""
    word = modality.removeprefix("not: ")
    words = next((w for m, w in MODALITIES.items() if m == word), word)
    return f"said not to be so ({words})" if word not in (modality, "denied") else words


def who_says(claim: Claim, things: Sequence[Thing] = ()) -> str:
    """The chain of speakers, the nearest first; with the report's `things`, who "he" is."""
    return ", as told by ".join(_speaker(s, things) for s in claim.speakers) or IN_ITS_OWN_VOICE


def _speaker(speaker: Speaker, things: Sequence[Thing]) -> str:
    kind = KINDS.get(speaker.kind)
    said = f"“{speaker.text}” ({kind})" if kind else speaker.text
    name = things[speaker.thing].name if 0 <= speaker.thing < len(things) else ""
    return said if name.casefold() in speaker.text.casefold() else f"{said} = {name}"


def when(claim: Claim) -> str:
    """The date with the words it rests on; empty where none is told."""
    if claim.happened is None:
        return ""
    basis = f" (“{claim.happened.basis}”" if claim.happened.basis else ""
    if not basis:
        return iso(claim.happened.span)
    return f"{iso(claim.happened.span)}{basis}{', said elsewhere in the text' if claim.inherited else ''})"
