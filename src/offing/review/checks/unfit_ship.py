"""Is she the right ship for the cargo?

The type of ship in the book is laid beside the HS code of the cargo, or its words where no code is told: dry goods on a
tanker, oil in bulk or gas on a ship with no tanks for it, crude oil on a product tanker, cars on a bulk carrier. A type that
carries both (ore-oil, OBO, general cargo, container, ro-ro) and a type that is not told give no finding. Goods in drums,
bottles or containers are no bulk. Where the words and the code disagree, it is weak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from offing.book.model import Row
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Strength
from offing.review.on_paper import on_paper
from offing.review.papers import digits
from offing.review.quantities import tonnes

BULK_T = 500
CHECK = Check(
    id="unfit_ship",
    asks="Is she the right ship for the cargo?",
    kinds=("CONFLICT",),
    basis="US maritime advisory of 14 May 2020, practice on false cargo documents; the cars of 2018 and the coal ship DN5505",
    needs=("cargo", "voyages", "vessels"),
    innocent=(
        "The type in the book may be an old or a rough one; some ships carry unusual cargo on deck or in drums.",
        "Product tankers are cleaned for crude and back; bulk carriers are sometimes fitted with car decks.",
    ),
    settle=(
        "The ship's certificates and stowage plan.",
        "Photographs, mate's receipts and the terminal's papers of the loading.",
    ),
    params={"bulk_from_t": BULK_T},
)
_BOTH = re.compile(
    r"\bobo\b|ore[\s/-]*(?:bulk[\s/-]*)?oil|combination|\bo/o\b|multi[\s-]*purpose|general|container|ro[\s/-]*ro",
    re.IGNORECASE,
)
_SHIPS = (
    ("gas carrier", r"\bl[pn]g\b|gas (?:carrier|tanker)|liquefied|ethylene"),
    ("crude tanker", r"crude|\b(?:vlcc|ulcc|suezmax|aframax)\b"),
    ("product tanker", r"product|chemical|bunker"),
    ("tanker", r"tanker"),
    (
        "bulk carrier",
        r"bulk|ore carrier|coal|\b(?:cape ?size|panamax|supramax|handymax|handysize|ultramax|kamsarmax)\b",
    ),
    ("reefer", r"reefer|refrigerat"),
)
_GOODS = (
    ("crude oil", ("2709",), r"\bcrude(?: petroleum| oil)?\b|\burals\b"),
    ("gas", ("2711",), r"\bl[pn]g\b|liquefied (?:natural|petroleum) gas|\b(?:propane|butane)\b"),
    ("oil products", ("2710",), r"\b(?:gas ?oil|diesel|gasoline|naphtha|jet fuel|kerosene|fuel oil|refined petroleum)\b"),
    ("cars", ("8703",), r"\b(?:cars|passenger vehicles?|limousines?|sedans?|mercedes|lexus|bmw|motor ?cars?|automobiles?)\b"),
    ("dry goods",
     tuple("10 1201 1205 1701 2301 2304 2501 2505 2517 2523 26 2701 2702 2703 2704 44 47 48 52 61 62 63 68 69 72 73 76"
           " 84 85 87 94".split()),
     r"\b(?:coal|anthracite|coke|iron ore|ores?|concentrates?|wheat|barley|maize|corn|rice|grain|soya?beans?|cement|clinker|"
     r"timber|logs|lumber|steel|coils|rebar|scrap|salt|sand|limonite|machinery|vehicles?|trucks?|newsprint|paper)\b"),
)  # fmt: skip
_PACKED = re.compile(
    r"\b(?:drums?|bottles?|cans?|barrels|cylinders?|containers?|ibcs?|flexitanks?|iso[\s-]*tanks?|packed|cartons?|pails?)\b",
    re.IGNORECASE,
)
_LIQUID = re.compile(r"\b(?:oil|tar|slurry|liquor|acid|solution|juice|syrup|molten|latex|creosote)\b", re.IGNORECASE)
_UNFIT: dict[tuple[str, str], Strength] = {
    ("dry goods", "crude tanker"): "strong", ("dry goods", "product tanker"): "strong", ("dry goods", "tanker"): "strong",
    ("dry goods", "gas carrier"): "strong", ("cars", "crude tanker"): "strong", ("cars", "product tanker"): "strong",
    ("cars", "tanker"): "strong", ("cars", "gas carrier"): "strong", ("cars", "bulk carrier"): "possible",
    ("crude oil", "product tanker"): "possible", ("crude oil", "bulk carrier"): "strong", ("crude oil", "gas carrier"): "strong",
    ("crude oil", "reefer"): "strong", ("oil products", "bulk carrier"): "possible", ("oil products", "gas carrier"): "possible",
    ("gas", "crude tanker"): "strong", ("gas", "bulk carrier"): "strong", ("gas", "product tanker"): "possible",
}  # fmt: skip


def run(context: Context) -> Iterator[Finding]:
    for folder in context.papers.folders:
        vessel = folder.ship.vessel if folder.ship else None
        ship = _ship(vessel["type"]) if vessel is not None else ""
        if vessel is None or not ship:
            continue
        for row in folder.cargo:
            goods = _goods(row)
            strength = _UNFIT.get((goods, ship))
            if strength is None:
                continue
            what, name = row["description"] or f"HS {row['hs']}", vessel["name"] or vessel.id
            if _other_words(row, goods):
                strength = "weak"
                goods = f"{goods} by HS {row['hs']}, which the words do not bear out"
            says = f"{what} ({goods}) is carried by {name}, which the book calls {vessel['type']}."
            sailed = context.row_evidence(folder.voyage, "id", "vessel", "load_date")
            proof = (*context.row_evidence(vessel, "name", "imo", "type"), *sailed)
            column = "description" if row["description"] else "hs"
            yield on_paper(context, CHECK, row, column, says, strength, proof, cells=("hs",))


def _ship(kind: str) -> str:
    """What the book's type of ship is made for; "" where it tells nothing or carries both."""
    if _BOTH.search(kind):
        return ""
    return next((name for name, words in _SHIPS if re.search(words, kind, re.IGNORECASE)), "")


def _other_words(row: Row, goods: str) -> bool:
    """Whether the code decided and the words say something else: one of the two is wrong, and it may be the code."""
    words = row["description"]
    said = {name for name, _, told in _GOODS if re.search(told, words, re.IGNORECASE)}
    alike = {"cars", "dry goods"} if goods in ("cars", "dry goods") else {goods}
    liquid = goods == "dry goods" and bool(_LIQUID.search(words))
    return bool(digits(row)) and not said & alike and (liquid or bool(said))


def _goods(row: Row) -> str:
    """What the cargo is, for a ship: by its HS code, else by its words; "" for what is packed, small or neither."""
    words, code, weight = row["description"], digits(row), tonnes(row)
    if _PACKED.search(f"{words} {row['unit'] if row['unit'].casefold() not in ('bbl', 'bbls', 'barrels') else ''}"):
        return ""
    if code:
        found = next((name for name, codes, _ in _GOODS if any(code.startswith(c) for c in codes)), "")
    else:
        found = next((name for name, _, said in _GOODS if re.search(said, words, re.IGNORECASE)), "")
        if found == "dry goods" and _LIQUID.search(words):
            return ""
    bulk = found in ("cars", "dry goods") or weight is None or weight >= BULK_T
    return found if bulk else ""
