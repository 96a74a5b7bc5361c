"""Is Russian oil dealt in above a price cap?

Oil whose papers name Russia as its origin (HS 2709 and 2710) is laid beside the caps that stood when it was loaded: the United
States, the EU and the United Kingdom answer apart, each only where somebody bound by it is named (a party, owner, flag, insurer
or bank of the voyage, or the desk that asks); everyone else is free to pay more. The price is the row's value in USD by its
amount; a weight is taken at the most barrels that it can be, so that doubt speaks for the cargo. Above the cap is a question and
never firm: a value may hold freight and insurance, which do not count, and attestations are in no book. A value that says CIF or
delivered is asked for its parts. Where oil shipped from Russia tells no origin, or Kazakh oil passes through, nothing is said.
A price that is missing is told to a desk that would need an attestation (`--role`); one in another currency is not reckoned,
and is told as not checked wherever somebody bound is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from offing.goods.barrels import SOURCE, Barrels, Oil, barrels, oil
from offing.goods.members import EU_MEMBERS
from offing.goods.price_caps import BINDS, TABLE, PriceCap, caps, caps_sha256
from offing.records.dates import DateSpan, day
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Evidence, Finding, Kind, Status, Strength
from offing.review.on_paper import on_paper
from offing.review.origin_way import ways_of_origin
from offing.review.quantities import tonnes
from offing.review.touched import Cell, bound, names
from offing.review.traded import Lot, Way, lots

LEAST_USD, MOST_USD = 15.0, 250.0
NEED = frozenset({"trader", "owner", "charterer", "broker", "insurer", "bank", "us_person", "eu_person", "uk_person"})
CHECK = Check(
    id="price_cap",
    asks="Is Russian oil dealt in above a price cap?",
    kinds=("RULE", "MISSING"),
    basis="Determinations under E.O. 14071 of 2022 and 2023; Regulation (EU) 833/2014 Art. 3n; Russia (Sanctions) (EU Exit) "
    "Regulations 2019; Price Cap Coalition advisory (October 2023)",
    needs=("cargo", "voyages", "parties", "vessels", "documents", "payments"),
    innocent=(
        "The value may hold freight, insurance or duty (CIF, delivered), which do not count, or be in error.",
        "Kazakh oil with its certificate, oil refined elsewhere and licensed projects (Sakhalin-2) are outside the caps.",
        "Attestations of the price that were given in good faith protect who relied on them.",
    ),
    settle=(
        "The contract and invoice with the price free on board, freight and insurance itemised.",
        "The attestation of each party in the chain for this cargo; the certificate of origin.",
    ),
    params={"usd_a_barrel_from": LEAST_USD, "usd_a_barrel_to": MOST_USD, "table": f"{TABLE}.csv"},
)  # fmt: skip
_TERMS = re.compile(r"\b(?:CIF|CFR|C&F|CNF|DAP|DES|DDP|DDU|delivered|ex[- ]ship)\b", re.IGNORECASE)
NO_PRICE = "tells no price a barrel in USD"
_USD = ("USD", "US$", "$")
_OF = {"US": frozenset({"us"}), "EU": EU_MEMBERS, "UK": frozenset({"gb"})}


def run(context: Context) -> Iterator[Finding]:
    for lot in lots(context):
        which = oil(lot.row["hs"], lot.words) if lot.row.sheet == "cargo" else None
        way = next((w for w in ways_of_origin(context, lot, "ru") if w.direction == "from" and w.firm), None)
        if which is None or way is None:
            continue
        standing = caps(which.product, _loaded(context, lot), context.as_of)
        amount = _amount(lot, which)
        price = _usd(lot, amount)
        those = [(c, who) for c in standing if (who := bound(context, lot.row, _OF[c.authority])) is not None]
        if price is None or amount is None:
            other = _other_currency(lot) if amount is not None else ""
            asked = standing if context.role in NEED else tuple(c for c, _ in those) if other else ()
            if asked:
                said = f"tells a price in {other}, not in USD: the cap was not checked" if other else NO_PRICE
                yield _missing(context, lot, way, asked, said)
            continue
        for cap, who in those:
            if cap.usd_per_bbl is None:
                said = f"tells USD {price:,.2f} a barrel; the cap of these days is not known"
                yield _missing(context, lot, way, (cap,), said)
            elif price > cap.usd_per_bbl and (terms := _TERMS.search(_words(lot))):
                said = f"tells USD {price:,.2f} a barrel, {terms[0]}: freight and insurance are in it, and do not count"
                yield _missing(context, lot, way, (cap,), said)
            elif price > cap.usd_per_bbl:
                yield _above(context, lot, way, cap, who, which, amount, price)  # fmt: skip


def _loaded(context: Context, lot: Lot) -> DateSpan:
    return (lot.voyage.dates.get("load_date") if lot.voyage else None) or lot.when or day(context.as_of)


def _amount(lot: Lot, which: Oil) -> Barrels | None:
    many = lot.row.numbers.get("quantity", 0)
    return barrels(many, lot.row["unit"], tonnes(lot.row), which) if many > 0 else None


def _usd(lot: Lot, amount: Barrels | None) -> float | None:
    """The least price a barrel; None where it is not told in USD, or is none that oil ever had."""
    value, usd = lot.row.numbers.get("value", 0), lot.row["currency"].strip().upper() in _USD
    price = value / amount.at_most if amount is not None and value > 0 and usd else 0.0
    return price if LEAST_USD <= price <= MOST_USD else None


def _other_currency(lot: Lot) -> str:
    told = lot.row["currency"].strip()
    return told if lot.row.numbers.get("value", 0) > 0 and told.upper() not in _USD else ""


def _words(lot: Lot) -> str:
    return " ".join((lot.words, lot.row["note"], lot.voyage["note"] if lot.voyage is not None else ""))


def _above(
    context: Context, lot: Lot, way: Way, cap: PriceCap, who: tuple[Cell, ...], which: Oil, amount: Barrels, price: float
) -> Finding:  # fmt: skip
    says = (
        f"{lot.label}, {way.said}: USD {price:,.2f} a barrel or more ({amount.how}), above the {cap.authority}'s cap of USD "
        f"{cap.usd_per_bbl:g} ({which.goods}; {cap.cited}, from {cap.start}). It binds {BINDS[cap.authority]}; here "
        f"{names(context, who) or 'the desk that asks'}. "
        f"A query: whether freight or insurance is in the value is not told. {cap.doubt}"
    )
    proof = [e for row, column in who for e in context.book_evidence(row, column)]
    return _finding(context, lot, way, (cap,), says.rstrip(), "RULE", "possible", proof)


def _missing(context: Context, lot: Lot, way: Way, those: tuple[PriceCap, ...], what: str) -> Finding:
    shown = "; ".join(
        f"{c.authority} USD {c.usd_per_bbl:g}" if c.usd_per_bbl is not None else f"{c.authority} not known to Offing"
        for c in those
    )
    says = f"{lot.label}, {way.said}: the row {what}. Caps when it was loaded: {shown}. Price and attestation have to be on file."
    doubts = " ".join(dict.fromkeys(c.doubt for c in those if c.doubt))
    return _finding(context, lot, way, those, f"{says} {doubts}".rstrip(), "MISSING", "no_conclusion", [])


def _finding(
    context: Context, lot: Lot, way: Way, those: tuple[PriceCap, ...], says: str, kind: Kind, strength: Strength,
    proof: list[Evidence],
) -> Finding:  # fmt: skip
    cells = [e for row, column in way.cells for e in context.book_evidence(row, column)]
    dated = context.book_evidence(lot.voyage, "load_date") if lot.voyage is not None else ()
    source, sha256 = f"goods table {TABLE} (Offing's own)", caps_sha256()
    rows = [Evidence(source, f"{TABLE}.csv line {c.line} · {c.id}", c.quote, sha256=sha256) for c in those]
    status = [
        Status("sectoral", c.authority, c.instrument, c.paragraph, "price cap on Russian oil", ("RUSSIA",), day(c.start),
               day(c.end) if c.end else None, c.doubt, BINDS[c.authority], "price cap", c.cited, c.confidence)
        for c in those
    ]  # fmt: skip
    return on_paper(
        context, CHECK, lot.row, lot.column, says, strength, (*cells, *dated, *proof, *rows), kind=kind,
        cells=("hs", "quantity", "unit", "value", "currency"), when=lot.when, status=tuple(status), params={"barrels": SOURCE},
    )  # fmt: skip
