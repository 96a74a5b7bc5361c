"""Did a party or the origin change between versions of a paper?

The versions of one paper (the same type and number, or the same type on one voyage where no number is told) are laid side
by side in their order. A shipper, consignee or notify party that is another in the next version is told, and so are two bills of
lading of one voyage within a week that agree in the consignee, the goods and the quantity and name different shippers. It is firm
where the party that went out is on a list at the time. Every version is screened, the superseded one too: what the lists say of
each name stands under `listed_party`. A cell left blank, or one that says "to order", names nobody and is no change. Another
notify party is told on a bill to order, where it is the only receiver named, and an origin that is another country's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from offing.book.model import Row
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Evidence, Finding, Strength
from offing.review.listing import stood
from offing.review.on_paper import called, on_paper
from offing.review.papers import country_of, first_day, in_time, kind_of, one_slip_apart, open_party, party_key

WITHIN_DAYS = 7
VERSION = "the version before it"
PARTIES = ("shipper", "consignee", "notify")
CHECK = Check(
    id="party_substitution",
    asks="Did a party or the origin change between versions of a paper?",
    kinds=("CONFLICT",),
    basis="OFAC settlement with Eagle Shipping International (2020-01-27): a second bill of lading without the listed shipper",
    needs=("documents",),
    innocent=(
        "Bills are switched in chain sales so that buyers do not learn of suppliers; errors are put right by a new version.",
        "The two names may be one firm, before and after a change of name, or agent and principal.",
    ),
    settle=(
        "Who asked for the change, when and why, in the correspondence; the first version with the carrier's stamp.",
        "The sale contracts that make each party shipper or buyer, and who was paid.",
    ),
    params={"second_bill_within_days": WITHIN_DAYS, "columns": ", ".join(PARTIES)},
)


def run(context: Context) -> Iterator[Finding]:
    papers: dict[tuple[str, ...], list[Row]] = {}
    for row in context.book.sheet("documents"):
        if which := paper_key(row):
            papers.setdefault(which, []).append(row)
    for versions in papers.values():
        for before, after in pairwise(in_time(versions)):
            if _same_voyage(context, before, after):
                yield from _changed(context, before, after, PARTIES, VERSION)
                yield from _moved(context, before, after)
    yield from _second_bills(context)


def paper_key(row: Row) -> tuple[str, ...]:
    """What the versions of one paper have in common; () for a row that tells nothing to know them by."""
    if row["number"]:
        return kind_of(row), row["type"] if kind_of(row) == "other" else "", _plain(row["number"])
    if row["version"] and row["voyage"]:
        return kind_of(row), row["type"], "", _plain(row["voyage"])
    return ()


def _second_bills(context: Context) -> Iterator[Finding]:
    """Two numbers on one voyage that agree in all but the shipper."""
    for folder in context.papers.folders:
        bills = [b for b in in_time(folder.papers("bill_of_lading")) if b["shipper"] and b["consignee"]]
        alike: dict[tuple[str, ...], list[Row]] = {}
        for bill in sorted(bills, key=lambda b: first_day(b, "date") or date.max):
            alike.setdefault(
                tuple(_plain(bill[c]) for c in ("consignee", "goods", "quantity", "load_port")), []
            ).append(bill)
        whole = [_plain(c["quantity"]) for c in folder.cargo]
        for same in alike.values():
            for before, after in pairwise(same):
                days = first_day(before, "date"), first_day(after, "date")
                near = days[0] and days[1] and abs(days[1] - days[0]) <= timedelta(days=WITHIN_DAYS)
                once = not before["quantity"] or whole.count(_plain(before["quantity"])) == 1
                if near and once and before["goods"] and _plain(before["number"]) != _plain(after["number"]):
                    yield from _changed(
                        context, before, after, ("shipper",), "another bill of the voyage, alike in the rest,"
                    )


def _changed(context: Context, before: Row, after: Row, columns: tuple[str, ...], which: str) -> Iterator[Finding]:
    on_order = open_party(before["consignee"]) and open_party(after["consignee"])
    for column in columns:
        out, into = before[column], after[column]
        if not out or not into or open_party(out) or open_party(into) or context.papers.same_party(out, into):
            continue
        listed = _listed(context, before, column)
        told = column != "notify" or (on_order and which == VERSION)
        if not listed and (not told or one_slip_apart(party_key(out), party_key(into))):
            continue
        says = f"{called(after)} names {into} as {column}; {which} (documents row {before.number}) named {out}"
        if column == "notify" and on_order:
            says += "; the bill is to order, so that the notify party is the only receiver whom it names"
        if listed:
            says += ", who may be on a list: see `listed_party` on that row"
        strength: Strength = "strong" if listed else "possible"
        proof = (*context.book_evidence(before, column, "number", "version", "date"), *listed[:1])
        says = says[:1].upper() + says[1:] + "."
        yield on_paper(context, CHECK, after, column, says, strength, proof, cells=("number", "version", "date"))


def _moved(context: Context, before: Row, after: Row) -> Iterator[Finding]:
    """Goods of one paper that are of another country in its next version."""
    out, into = country_of(before["origin"]), country_of(after["origin"])
    if out and into and out != into:
        was = f"{VERSION} (documents row {before.number}) gave {before['origin']}"
        says = f"{called(after)} gives {after['origin']} as the origin; {was}."
        proof = context.book_evidence(before, "origin", "number", "version", "date")
        cells = ("number", "version", "date")
        yield on_paper(context, CHECK, after, "origin", says[:1].upper() + says[1:], "possible", proof, cells=cells)


def _listed(context: Context, row: Row, column: str) -> list[Evidence]:
    """The lines of the lists that the party in a cell may mean, strong ones that stood at the time."""
    found = context.screened_at.get((row, column), ())
    return [context.list_evidence(s.hit.position) for s in found if s.strength in ("match", "strong") and stood(s)]


def _same_voyage(context: Context, one: Row, other: Row) -> bool:
    """Numbers are given by many carriers: the versions are one paper only if voyage and ship do not say otherwise."""
    if one["voyage"] and other["voyage"]:
        return _plain(one["voyage"]) == _plain(other["voyage"])
    ships = context.papers.ship(one), context.papers.ship(other)
    return not (ships[0] and ships[1]) or context.papers.same_ship(ships[0], ships[1]) is not False


def _plain(text: str) -> str:
    """Without regard to case and to which marks part it: `BL-1-10` and `BL-11-0` stay two numbers."""
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))
