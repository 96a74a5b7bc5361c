"""FollowTheMoney's schemata, properties, topics and sanction texts, as the reader and the writer of `.ftm.json` use them.

Schema and property names: FollowTheMoney's own model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from offing.records.entity import NameKind, Schema

ENTITIES: dict[str, Schema] = {
    "Vessel": "Vessel", "Airplane": "Airplane", "Person": "Person", "Company": "Company",
    "Organization": "Organization", "PublicBody": "Organization", "LegalEntity": "LegalEntity", "Asset": "Asset",
    "Vehicle": "Asset",
}  # fmt: skip

NAMES: dict[str, NameKind] = {
    "name": "name", "alias": "alias", "weakAlias": "weakAlias", "abbreviation": "alias", "previousName": "previousName",
}  # fmt: skip

IDENTIFIERS = frozenset({
    "imoNumber", "mmsi", "callSign", "registrationNumber", "leiCode", "taxNumber", "vatCode", "swiftBic", "idNumber",
    "passportNumber", "innCode", "ogrnCode", "okpoCode", "kppCode", "uniqueEntityId", "dunsCode", "isin", "permId",
    "jibCode", "uscCode", "serialNumber", "socialSecurityNumber",
})  # fmt: skip

UNUSED_KEYS = ("datasets", "referents", "first_seen", "last_seen", "last_change", "target", "origin")
"""Keys of a line beside its id, schema and properties that say how the file was made, not what is so."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A link schema: the property whose entity keeps the tie, the property of the other end, our word for it."""

    holder: str
    other: str
    kind: str
    typed: str = ""
    """The property that holds a type of tie of its own, if the schema has one."""


EDGES: dict[str, Edge] = {
    "Ownership": Edge("asset", "owner", "owned by"),
    "Directorship": Edge("organization", "director", "directed by"),
    "UnknownLink": Edge("subject", "object", "linked to", "role"),
    "Family": Edge("person", "relative", "family of", "relationship"),
    "Associate": Edge("person", "associate", "associate of", "relationship"),
    "Membership": Edge("member", "organization", "member of"),
    "Employment": Edge("employee", "employer", "employed by"),
    "Representation": Edge("client", "agent", "represented by"),
    "Succession": Edge("successor", "predecessor", "successor of"),
}

BESIDE = {"Sanction": "entity", "Identification": "holder", "Passport": "holder"}
"""Schemata of facts about one entity, and the property that names it."""

NESTED_ENDS = {
    "unknownLinkFrom": "subject", "unknownLinkTo": "object", "associates": "person", "associations": "associate",
    "employers": "employee", "employees": "employer", "agencyClient": "agent", "agentRepresentation": "client",
    "successors": "predecessor", "predecessors": "successor",
}  # fmt: skip
"""Reverse properties whose own name does not end in the property of the link that their parent stands in."""

_AUTHORITIES = (
    ("US", re.compile(r"foreign assets|\bOFAC\b", re.IGNORECASE)),
    ("UN", re.compile(r"united nations|\bUN security council|^security council|\bUNSC\b", re.IGNORECASE)),
    ("UK", re.compile(r"HM Treasury|\bOFSI\b|foreign, commonwealth|\bFCDO\b", re.IGNORECASE)),
    (
        "EU",
        re.compile(
            r"council of the (?:european union|EU)|\bEU council|european (?:union|commission|council)", re.IGNORECASE
        ),
    ),
)
_FREEZES = {"US": "blocked", "EU": "asset_freeze", "UN": "asset_freeze", "UK": "asset_freeze"}
_LIMITED = re.compile(r"\bSSI\b|sectoral|\bCAPTA\b|\bNS-|\bMBS\b|\bCMIC\b|non-SDN", re.IGNORECASE)
_PORTS = re.compile(r"\bport|de-?flag|services? ban|Annex XLII|3s\b", re.IGNORECASE)
_FREEZE_WORDS = re.compile(r"freez|block", re.IGNORECASE)
_ENDED = re.compile(r"delist|revok|lifted|expired|terminat|removed", re.IGNORECASE)


def authority_code(text: str) -> str:
    """`US`, `EU`, `UN`, `UK` where the printed authority is one of theirs; else the text as it is printed."""
    text = text.strip()
    return next((code for code, pattern in _AUTHORITIES if pattern.search(text)), text)


def rung_of(authority: str, texts: str, status: str) -> tuple[str, str]:
    """The rung of a Sanction, and the wording that must go with it.

    `texts` is its programme and provisions. A port or services ban is no freeze; what no known authority orders is only
    named.
    """
    if _ENDED.search(status):
        return "delisted", f"the file gives the status as {status!r}"
    if authority not in _FREEZES:
        return "named", "the file names no authority whose measures Offing knows: not a freeze by that fact"
    if _PORTS.search(texts) and not _FREEZE_WORDS.search(texts):
        return ("port_ban" if authority == "UN" else "services_ban"), ""
    if authority == "US" and _LIMITED.search(texts):
        return "sectoral", ""
    return _FREEZES[authority], ""
