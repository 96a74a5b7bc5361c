"""Countries whose goods and places are followed through papers and texts: where rows and remittance texts name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from offing.places.ports import ports
from offing.review.papers import Folder, country_of

WATCHED: Mapping[str, str] = {"KP": "North Korea", "IR": "Iran", "SY": "Syria"}
_WORDS = {
    "KP": r"\bd\.?p\.?r\.?k\.?(?![a-z])|north[\s-]*korea\w*|\bpyongyang\b|\bdpr korea\b",
    "IR": r"\biran\w*|\btehran\b",
    "SY": r"\bsyria\w*|\bdamascus\b",
}
_OTHER_AFTER = re.compile(
    r"['’]?s?\W+(?:street|st|str|road|rd|avenue|ave|lane|square|boulevard|restaurant|caf[eé]|kitchen|bar|grill|bbq|hotel|noodles?|"
    r"naengmyeon|cuisine|food|house|tower|building)\b",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(r"\b(?:restaurant|caf[eé]|hotel|rua|rue|calle|mr|mrs|ms|dr)\b\W*$", re.IGNORECASE)
"""Streets, restaurants and people that bear a town's name."""
_CUE_BEFORE = re.compile(
    r"\b(?:to|from|via|ex|at|for|port|freight|cargo|shipment|voyage|discharge|loading|delivery|call|dues|agency|demurrage)"
    r"(?:\s+of)?\W*$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    r"\s*(?:[-/>]|(?:port|harbour|anchorage|via|to|dues|freight|agency|demurrage)\b)", re.IGNORECASE
)
"""Words by which a port's name in a text that stands alone is the port, and no person or firm."""


def touches(folder: Folder) -> str:
    """The watched country that a voyage's rows name as a port, origin or destination; "" for none."""
    rows = [(folder.voyage, ("load_port", "discharge_port", "declared_destination"))]
    rows += [(d, ("load_port", "discharge_port", "origin")) for d in folder.documents]
    rows += [(c, ("origin", "destination", "origin")) for c in folder.cargo]
    return next((c for row, columns in rows for x in columns if (c := country_of(row[x])) in WATCHED), "")


@cache
def _harbours() -> re.Pattern[str]:
    """The names of North Korea's ports, of five letters or more, as whole words."""
    names = {n for p in ports() if p.country == "KP" for n in (p.name, *p.aliases) if len(n) >= 5 and n.isascii()}
    return re.compile(
        rf"\b(?:{'|'.join(sorted((re.escape(n) for n in names), key=len, reverse=True))})\b", re.IGNORECASE
    )


def place_in(text: str, country: str) -> str:
    """The place of a country that a text names; "" for none. Of North Korea, no street, restaurant or person of a town's name."""
    if country == "KP":
        return next((m[0] for m in _in_north_korea(text)), "")
    found = re.search(_WORDS[country], text, re.IGNORECASE)
    parts = re.split(r"[,;/]| (?:at|to|from|via) ", text)
    return found[0] if found else next((w for w in parts if country_of(w.strip()) == country), "")


def place_beyond_doubt(text: str) -> str:
    """The place in North Korea that a text names by itself: a port only where a word of carriage stands beside it."""
    for found in _in_north_korea(text):
        cued = _CUE_BEFORE.search(text[: found.start()]) or _CUE_AFTER.match(text, found.end())
        if cued or re.fullmatch(_WORDS["KP"], found[0], re.IGNORECASE):
            return found[0]
    return ""


def _in_north_korea(text: str) -> Iterator[re.Match[str]]:
    for pattern in (re.compile(_WORDS["KP"], re.IGNORECASE), _harbours()):
        for found in pattern.finditer(text):
            if not _OTHER_AFTER.match(text, found.end()) and not _OTHER_BEFORE.search(text[: found.start()]):
                yield found
