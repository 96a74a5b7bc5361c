"""What only looks told: an export that a rule forbids, and a country that a fleet is called after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.model import Claim

_TRADE = frozenset({"exported", "sold", "shipped_cargo", "procured_for"})
_BANS = re.compile(
    r"\b(?:ban|bans|banned|banning|prohibits?|prohibited|prohibiting|prohibition|forbids?|forbade|forbidding|outlaws?|outlawed)\b"
    r"(?: (?:on|of|from|against|the|any|all|direct|indirect|further|new|sale|sales|supply|and|or|its|their|most)){0,5} $",
    re.IGNORECASE,
)
_BANNED = re.compile(
    r"(?: (?:to|from|by|under|of|in) [^.;,]{0,50}?)? (?:is|are|was|were|has been|have been|had been|being|remains?) "
    r"(?:now |also |therefore |generally |expressly |strictly )?(?:prohibited|banned|forbidden|outlawed|illegal)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:the |any |all )?(?:re-?)?(?:exports?|sales?|suppl(?:y|ies)|shipments?|transfers?|deliver(?:y|ies)|trade)\b",
    re.IGNORECASE,
)
_FLEET = re.compile(
    r"['’]s (?:[\w“”\"'’-]+ ){0,3}[“\"]?(?:shadow|dark|ghost|gr[ae]y)[\w” \"-]{0,20}\bfleet\b", re.IGNORECASE
)
_BEFORE, _BEHIND = 60, 90


def only_told(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims without trade that the sentence says is forbidden, and without the land of "Russia's shadow fleet" as owner."""
    return [c for c in claims if not _forbidden(c, text) and not _by_name(c, text)]


def _forbidden(claim: Claim, text: str) -> bool:
    if claim.type not in _TRADE or not _NOUN.match(text, claim.start, claim.end):
        return False
    before = text[max(claim.sentence_start, claim.start - _BEFORE) : claim.start]
    return bool(_BANS.search(before) or _BANNED.match(text, claim.end, min(claim.sentence_end, claim.end + _BEHIND)))


def _by_name(claim: Claim, text: str) -> bool:
    owner = claim.arg("owner")
    return bool(claim.type == "owned_by" and owner and _FLEET.match(text, owner.end, claim.sentence_end))
