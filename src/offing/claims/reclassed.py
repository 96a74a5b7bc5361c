"""Claims that are of another type by who acts or how: what a court seizes is forfeited, what a country delivers or a firm imports
is exported, who controls a firm need not own it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from offing.claims.model import Arg, Claim, Mention

_COURT = re.compile(r"\b(?:court|judge|tribunal|magistrate|jury)\b", re.IGNORECASE)
_CONTROLS = re.compile(r"\bcontrol(?:s|led|ling)?\b", re.IGNORECASE)
_OWNS = re.compile(
    r"\b(?:own|belong|hold|held|bought|buy|acquir|shares?\b|sharehold|stakes?\b|equity|capital|percent|per cent|majority|half|"
    r"interest)|%",
    re.IGNORECASE,
)
_SELLS = re.compile(r"\b(?:sell|sells|sold|selling|sale|sales|resold)\b", re.IGNORECASE)
_DELIVERS = re.compile(
    r"\b(?:deliver|suppl|ship(?:s|ped|ping)\b|shipments? of|send|sent\b|provid|giv|gave|transfer|purchas|b(?:uy|ought))",
    re.IGNORECASE,
)
_TRADES = re.compile(r"\b(?:sen(?:d|ds|t|ding)|import(?:s|ed|ing)?|exports? of|exporting)\b", re.IGNORECASE)
_SUPPLIES = re.compile(r"\bsuppl(?:y|ies|ied|ying)\b", re.IGNORECASE)
_CARRIES = re.compile(
    r"\b(?:ship(?!ping\b)|transport|carr(?:y|ie)|haul|mov(?:e|ing)|smuggl|deliver|unload|discharg|br(?:ing|ought))",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"(?: (?:last|this|that) \w+)? to (?:\w+ly )?[a-z]{3,}\b")
"""Behind somebody: "hired from X to move oil" - another moves it."""
_PLANS = re.compile(r"\bby (?:the |an? )?$")
_BUNKERS = re.compile(r"\bt(?:ake|akes|aking|aken|ook) (?:on |in )?(?:\w+ ){0,3}(?:bunkers|stores|provisions)\b")
"""What a ship burns is none of her cargo."""
_ENDED = re.compile(
    r"\b(?:ceas|stopp|end|sever|halt|suspend|cut)(?:ed|ting)? (?:off )?(?:all |any |its |his |their |her )*(?:\w+ )?"
    r"(?:dealings|business|ties|trade|relations|contacts?|links|transactions)\b",
    re.IGNORECASE,
)
"""Who has ended all dealings with somebody says that there are none."""
_THAT = re.compile(r",? (?:that|which|who)\b")
"""Behind a land: what it is said of is "a firm in Thailand that sells"."""
_EASED = re.compile(r"\bfacilitat")
"""Who facilitates a shipment ships nothing."""
_LANDS = ("country", "place")
_TRADERS = ("company", "person")
_EXPORTED = {
    "actor": "actor",
    "goods": "goods",
    "origin": "origin",
    "from": "from",
    "to": "destination",
    "recipient": "destination",
}


def by_a_court(claim: Claim, text: str) -> Claim:
    """What a court confiscates is forfeited."""
    if claim.type != "seized":
        return claim
    sentence = text[claim.sentence_start : claim.sentence_end]
    authority = claim.arg("authority")
    told = authority.text if authority else sentence
    if "confiscat" not in sentence.lower() or not _COURT.search(told):
        return claim
    if any(w in sentence.lower() for w in ("seized", "detained", "arrested", "impounded", "intercepted", "boarded")):
        return claim
    args = tuple(a for a in claim.args if a.role in ("authority", "object"))
    return replace(claim, type="forfeited", args=args)


def by_control(claim: Claim, text: str, labels: Mapping[tuple[int, int], str]) -> Claim:
    """Who controls a firm and is not said to own it is its affiliate: a share is what the 50 per cent rules count."""
    asset, owner = claim.arg("asset"), claim.arg("owner")
    if claim.type != "owned_by" or not asset or not owner or labels.get((asset.start, asset.end)) != "company":
        return claim
    quote = text[claim.start : claim.end]
    if not _CONTROLS.search(quote) or _OWNS.search(quote):
        return claim
    args = (replace(asset, role="entity"), replace(owner, role="parent"))
    return replace(claim, type="affiliated", args=tuple(sorted(args, key=lambda a: a.start)))


def by_countries(claims: Sequence[Claim], text: str, mentions: Collection[Mention]) -> Iterator[Claim]:
    """What a country delivers or supplies it exports; what it sells, or others buy from it, stays sold."""
    lands = {(m.start, m.end) for m in mentions if m.label == "country"}
    told = {(c.arg("actor"), c.arg("goods")) for c in claims if c.type == "exported"}
    for claim in claims:
        actor, goods = claim.arg("actor"), claim.arg("goods")
        quote = text[claim.start : claim.end]
        moved = claim.type in ("shipped_cargo", "sold") and _DELIVERS.search(quote) and not _SELLS.search(quote)
        if not moved or actor is None or (actor.start, actor.end) not in lands:
            yield claim
            continue
        if claim.rule == "sold.bought_from":
            yield claim
            continue
        if goods is None or (actor, goods) in told:
            continue
        told.add((actor, goods))
        args = tuple(replace(a, role=_EXPORTED[a.role]) for a in claim.args if a.role in _EXPORTED)
        yield replace(claim, type="exported", args=args)


def by_firms(claims: Sequence[Claim], text: str, labels: Mapping[tuple[int, int], str]) -> Iterator[Claim]:
    """What a firm or person imports or sends it exports, what one supplies it sells; dealings that it ended it has not."""
    told = {(c.arg("actor"), c.arg("goods")) for c in claims if c.type == "exported"}
    for claim in claims:
        actor, goods = claim.arg("actor"), claim.arg("goods")
        if claim.type == "dealt_with" and _ENDED.search(text, claim.start, claim.end):
            yield replace(claim, polarity="negative")
            continue
        label = labels.get((actor.start, actor.end)) if actor else ""
        if label in _LANDS and actor and claim.type in ("sold", "procured_for") and _THAT.match(text, actor.end):
            continue
        if claim.type != "shipped_cargo" or actor is None or goods is None:
            yield claim
            continue
        quote = text[claim.start : claim.end]
        if label in _LANDS or _BUNKERS.search(quote):
            continue
        if label in _TRADERS and (_for_another(actor, text) or _EASED.search(quote)):
            continue
        if label not in _TRADERS or _CARRIES.search(quote) or not (_TRADES.search(quote) or _SUPPLIES.search(quote)):
            yield claim
        elif _TRADES.search(quote) and (actor, goods) not in told:
            told.add((actor, goods))
            args = tuple(replace(a, role=_EXPORTED[a.role]) for a in claim.args if a.role in _EXPORTED)
            yield replace(claim, type="exported", args=args)


def _for_another(actor: Arg, text: str) -> bool:
    """Whether someone is named as the one of whom a thing was had in order to do something: he does not do it."""
    return bool(_TO_DO.match(text, actor.end)) and not _PLANS.search(text, max(0, actor.start - 10), actor.start)
