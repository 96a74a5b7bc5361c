"""Those who hold a public office: that a minister is one, or speaks for a ministry, ties nobody to anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from offing.claims.model import Claim

_FORCES = re.compile(
    r"\b(?:Part(?:y|ies)|Guards?|Q[uo]ds|Forces?|He[zs]b|Hizb|Houthi|Ansar|Hamas|Army|Navy|Militia|Wagner|Reconnaissance|Munitions|"
    r"Intelligence|IRGC|RGB|MODAFL|KPA|Office 39|Room 39)"
)
"""Bodies that are listed themselves, or may be: whoever serves in one is told."""
_PRIVATE = re.compile(
    r"\b(?:Institute|Centre|Center|Association|Federation|Union|University|Foundation|Think ?tank|School|Society|Chamber|Lloyd|"
    r"Register|Bureau Veritas|DNV|Initiative|Project|United Against|Watch|Conservancy)\b(?! (?:of|for) (?:State|Foreign))"
)
"""Bodies of nobody's state."""
_OFFICE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|ministers?|ambassador|envoy|diplomat|consul|commissioner|(?:under ?)?secretary|attaché|"
    r"senator|judge|prosecutor|attorney|president|premier|chancellor|governor|lawmaker)\b",
    re.IGNORECASE,
)


def of_no_office(claims: Sequence[Claim], text: str, labels: Mapping[tuple[int, int], str]) -> list[Claim]:
    """The claims without the affiliations of people with the public bodies and the states that they hold an office of."""
    return [c for c in claims if not (c.type == "affiliated" and _in_office(c, text, labels))]


def _in_office(claim: Claim, text: str, labels: Mapping[tuple[int, int], str]) -> bool:
    entity, parent = claim.arg("entity"), claim.arg("parent")
    if not entity or not parent or labels.get((entity.start, entity.end)) != "person":
        return False
    body = labels.get((parent.start, parent.end))
    if body == "agency":
        return not _FORCES.search(parent.text) and not _PRIVATE.search(parent.text)
    return body in ("country", "place") and bool(_OFFICE.search(text, claim.start, claim.end))
