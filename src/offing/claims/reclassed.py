"""Claims that who acts makes claims of another type: what a court seizes is forfeited, what a country delivers exported."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from offing.claims.model import Claim, Mention

_COURT = re.compile(r"\b(?:court|judge|tribunal|magistrate|jury)\b", re.IGNORECASE)
_SELLS = re.compile(r"\b(?:sell|sells|sold|selling|sale|sales|resold)\b", re.IGNORECASE)
_DELIVERS = re.compile(
    r"\b(?:deliver|suppl|ship(?:s|ped|ping)\b|shipments? of|send|sent\b|provid|giv|gave|transfer|purchas|b(?:uy|ought))",
    re.IGNORECASE,
)
_EXPORTED = {
    "actor": "actor",
    "goods": "goods",
    "origin": "origin",
    "from": "from",
    "to": "destination",
    "recipient": "destination",
}


def by_a_court(claim: Claim, sentence: str) -> Claim:
    """What a court confiscates is forfeited."""
    authority = claim.arg("authority")
    told = authority.text if authority else sentence
    if claim.type != "seized" or "confiscat" not in sentence.lower() or not _COURT.search(told):
        return claim
    if any(w in sentence.lower() for w in ("seized", "detained", "arrested", "impounded", "intercepted", "boarded")):
        return claim
    args = tuple(a for a in claim.args if a.role in ("authority", "object"))
    return replace(claim, type="forfeited", args=args)


def by_countries(claims: Sequence[Claim], text: str, mentions: Collection[Mention]) -> Iterator[Claim]:
    """What a country delivers or supplies it exports, and who buys from it deals with it; what it sells stays sold."""
    lands = {(m.start, m.end) for m in mentions if m.label == "country"}
    told = {(c.arg("actor"), c.arg("goods")) for c in claims if c.type == "exported"}
    for claim in claims:
        actor, goods = claim.arg("actor"), claim.arg("goods")
        quote = text[claim.start : claim.end]
        moved = claim.type in ("shipped_cargo", "sold") and _DELIVERS.search(quote) and not _SELLS.search(quote)
        if not moved or actor is None or (actor.start, actor.end) not in lands:
            yield claim
            continue
        buyer = claim.arg("recipient") if claim.rule == "sold.bought_from" else None
        if buyer is not None:
            yield replace(
                claim, type="dealt_with", args=(replace(buyer, role="actor"), replace(actor, role="counterparty"))
            )
            continue
        if goods is None or (actor, goods) in told:
            continue
        told.add((actor, goods))
        args = tuple(replace(a, role=_EXPORTED[a.role]) for a in claim.args if a.role in _EXPORTED)
        yield replace(claim, type="exported", args=args)
