"""Countries whose goods and places are followed through papers and texts: where rows and remittance texts name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from offing.places.ports import ports
from offing.review.papers import Folder, country_of

WATCHED: Mapping[str, str] = {"KP": "North Korea", "IR": "Iran", "SY": "Syria"}
_WORDS = {
    "KP": r"\bd\.?p\.?r\.?k\.?(?![a-z])|north[\s-]*korea\w*|\bpyongyang\b|\bdpr korea\b",
    "IR": r"\biran\w*|\btehran\b",
    "SY": r"\bsyria\w*|\bdamascus\b",
}


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
    """The place of a country that a text names; "" for none."""
    found = re.search(_WORDS[country], text, re.IGNORECASE) or (_harbours().search(text) if country == "KP" else None)
    if found is None and country != "KP":
        return next((w for w in re.split(r"[,;/]| (?:at|to|from|via) ", text) if country_of(w.strip()) == country), "")
    return found[0] if found else ""
