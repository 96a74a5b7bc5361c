"""Are the words too vague to check?

Places and goods that are named in words which fit half the world cannot be held against any list, rule or track: a region
("Middle East", "Far East"), "Korea" without which of the two, or "any port in …" for a port, an origin or a destination,
"general cargo", "machinery parts", "as per contract" for goods. Told is a cell that says nothing besides; goods with an HS
code of six digits or more are described by it. "For orders" and the like on a voyage stand under `destination`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from offing.book.model import Row
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.declared import VAGUE
from offing.review.finding import Finding
from offing.review.on_paper import on_paper
from offing.review.papers import country_of, digits

HS_DIGITS = 6
CHECK = Check(
    id="vague_words",
    asks="Are the words too vague to check?",
    kinds=("MISSING",),
    basis="OFAC settlement with SCG Plastics (2024), Iranian origin as “Middle East”; US maritime advisory of 14 May 2020",
    needs=("cargo", "documents", "voyages"),
    innocent=(
        "“Korea” is how the South is called every day in trade.",
        "Charters are fixed with a range of ports, and the port is named later.",
        "The goods are told on an invoice, packing list or contract that is not in the book.",
    ),
    settle=(
        "The port or country by name, from the bill of lading, the customs entry or the discharge papers.",
        "The invoice and packing list with a description and HS code for each line.",
    ),
    params={"hs_digits_that_suffice": HS_DIGITS},
)  # fmt: skip
_REGION = (
    r"(?:the\s+)?(?:middle|near|far)\s+east|(?:persian\s+|arabian\s+)?gulf(?:\s+(?:region|area|states?))?|(?:south[\s-]*)?"
    r"(?:east(?:ern)?|west(?:ern)?|south(?:ern)?|north(?:ern)?|central)?[\s-]*(?:asia|europe|africa|america|mediterranean|med)"
    r"|(?:asia|pacific|asia[\s-]*pacific|apac|gcc|mena|cis|latin\s+america|baltics?|black\s+sea|caspian|worldwide|world|overseas|abroad|foreign)"
    r"(?:\s+(?:region|area|countries|ports?|range))?|yellow\s+sea|(?:east|south)\s+china\s+sea|sea\s+of\s+japan|international\s+waters"
)
_PLACE = re.compile(rf"\W*(?:{_REGION})(?:\s+(?:origin|region|area|range))?\W*", re.IGNORECASE)
_ANY = re.compile(
    r"\b(?:any|one\s+(?:or\s+more\s+)?(?:safe\s+)?|1\s*(?:-\s*2\s*)?(?:safe\s+)?)\s*(?:\(?1\)?\s*)?(?:safe\s+)?(?:port|berth|country)s?\b"
    r"|\bas\s+(?:per|ordered|directed)\b|\bvarious\b|\bmultiple\b",
    re.IGNORECASE,
)
_KOREA = re.compile(
    r"\W*(?:the\s+)?[ck]orean?(?:\s+(?:origin|peninsula|ports?|waters))?\W*|\W*(?:country\s+of\s+)?origin\W+[ck]orea\W*",
    re.IGNORECASE,
)
_THINGS = (
    r"general(?:\s+(?:cargo|goods|merchandise))|(?:mixed|sundry|assorted|misc(?:ellaneous)?\.?|various|other|dry|bulk|packed|project|containeri[sz]ed|"
    r"break[\s-]?bulk)\s+(?:cargo|cargoes|goods|items?|articles|products?|materials?|equipment)|cargo(?:es)?|goods|merchandise|materials?|products?|commodit(?:y|ies)"
    r"|(?:machine(?:ry)?|mechanical|spare|equipment|industrial|electronic|auto(?:mobile)?)[\s-]+(?:parts|components|spares|goods|materials?|products?|supplies)"
    r"|(?:spare\s+)?parts|spares|machinery|equipment|samples?|sundries|supplies|consumer\s+goods|chemicals?(?:\s+products?)?|raw\s+materials?"
    r"|freight\s+(?:of\s+)?all\s+kinds|f\.?a\.?k\.?|consolidated\s+(?:cargo|goods)|(?:industrial\s+)?equipment\s+and\s+(?:parts|supplies)"
    r"|(?:goods\s+|cargo\s+)?as\s+per\s+(?:\w+\s+)?(?:contract|invoice|attached\s+list|attachment|packing\s+list|list|order|p\.?/?o\.?|c/?p|charter\s+party)\b.*"
)
_GOODS = re.compile(
    rf"(?:said\s+to\s+contain|s\.?t\.?c\.?)?\W*(?:\d[\d.,]*\s*(?:x\s*\d+\s*'?\s*)?(?:pallets?|packages?|pkgs?|boxes|cases|crates|cartons|ctns|containers?|pcs|units?|t|mt)?"
    rf"\s*(?:of\s+)?)?(?:{_THINGS})(?:\s*(?:,|/|&|\band\b)\s*(?:{_THINGS}))*(?:\s+in\s+(?:bags|bulk|containers?|packages))?\W*",
    re.IGNORECASE,
)
_PORTS = {
    "voyages": ("load_port", "discharge_port", "declared_destination"),
    "documents": ("load_port", "discharge_port", "origin"),
    "cargo": ("origin", "destination"),
}


def run(context: Context) -> Iterator[Finding]:
    for sheet, columns in _PORTS.items():
        for row in context.book.sheet(sheet):
            yield from _places(context, row, columns)
    for sheet, column in (("cargo", "description"), ("documents", "goods")):
        for row in context.book.sheet(sheet):
            if row[column] and len(digits(row)) < HS_DIGITS and _GOODS.fullmatch(row[column][:300]):
                says = f"The goods are described as “{row[column]}” only: they cannot be held against any goods rule."
                yield on_paper(context, CHECK, row, column, says, "possible", cells=("hs",))


def _places(context: Context, row: Row, columns: tuple[str, ...]) -> Iterator[Finding]:
    for column in columns:
        cell = row[column][:200]
        told_there = row.sheet == "voyages" and column != "load_port" and VAGUE.search(cell)
        if not cell or told_there or country_of(cell):
            continue
        what = column.replace("_", " ")
        if _KOREA.fullmatch(cell):
            if _told_which(context, row):
                continue
            says = f"The {what} is given as “{cell}”: it does not say which Korea, South or North."
            yield on_paper(context, CHECK, row, column, says, "possible")
        elif _PLACE.fullmatch(cell) or _ANY.search(cell) or VAGUE.search(cell):
            says = f"The {what} is given as “{cell}”: it names no port or country that could be checked."
            yield on_paper(context, CHECK, row, column, says, "possible")


def _told_which(context: Context, row: Row) -> bool:
    """Whether a port of the row or of its voyages lies in the South, or in the North, which other checks then tell of."""
    rows = (row, *(f.voyage for f in context.papers.of(row)))
    ports = (r[c] for r in rows for c in ("load_port", "discharge_port", "declared_destination") if r[c])
    return any(country_of(port) in ("KR", "KP") for port in ports)
