"""Does a payment name what the papers hide?

The text of each payment is laid beside the papers of its voyage, or of the whole book where it names none: a ship or party
that may be on a list, or a place in North Korea, which no paper names, is told; such a place also where the book has no
papers (a port by a word of carriage; no street or restaurant of its name). So is a bank's return or hold of a payment
(but for a wrong account and the like, where the text names nothing), a payment in another currency between the same two
soon after it, and a payment for voyages to or from North Korea, Iran or Syria whose text names none of it (of an invoice
over many, shipment by shipment). Listings stand under `listed_vessel` and `listed_party`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from offing.book.model import Row
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding, Strength, weaker
from offing.review.listing import stood
from offing.review.on_paper import on_paper
from offing.review.papers import Folder, first_day
from offing.review.screening import Screened
from offing.review.watched import WATCHED, place_beyond_doubt, place_in, touches
from offing.review.whole_book import dealt, names_kp

SWITCH_DAYS = 90
CHECK = Check(
    id="payment_text",
    asks="Does a payment name what the papers hide?",
    kinds=("CONFLICT",),
    basis="OFAC settlements with MID-SHIP Group (2019-05-02) and Toll Holdings (2022-04-25)",
    needs=("payments", "voyages", "documents", "cargo"),
    innocent=(
        "Banks return payments for wrong account numbers and ask about names that many ships and firms bear.",
        "A payment may cover more than one voyage, or one that is not in the book.",
    ),
    settle=(
        "The invoice that was paid, line by line, with the shipments it covers; the bank's message with its reason.",
    ),
    params={"switch_days": SWITCH_DAYS, "countries": ", ".join(WATCHED)},
)
_BACK = re.compile(
    r"return|\bheld\b|\bhold\b|block|reject|froz|freez|suspend|refus|stopp|queried|under (?:review|inquiry)", re.IGNORECASE
)  # fmt: skip
_ACCOUNT = r"(?:account|iban|a/c|swift|bic|beneficiary name|sort code)"
_WRONG = r"(?:wrong|incorrect|invalid|closed|unknown|missing)"
_CLERICAL = re.compile(
    rf"{_ACCOUNT}\b.{{0,30}}\b{_WRONG}|{_WRONG}\b.{{0,20}}\b{_ACCOUNT}|insufficient funds|duplicate", re.IGNORECASE
)
"""Why banks return payments that nobody asked about."""


def run(context: Context) -> Iterator[Finding]:
    rows = context.book.sheet("payments")
    anywhere = {s.hit.position for (r, _), those in context.screened_at.items() if r.sheet != "payments" for s in those}
    there, named_kp = dealt(context), names_kp(context)
    for row in rows:
        folders = context.papers.of(row)
        beside = bool(folders) or there
        found = [s for s in context.screened_at.get((row, "text"), ()) if stood(s)]
        hidden = [s for s in found if not _named(context, s, folders, anywhere)]
        if hidden and beside:
            yield _hides(context, row, hidden, folders)
        place = place_in(row["text"], "KP")
        known = any(touches(f) == "KP" for f in folders) if folders else named_kp
        if not known and (said := place if beside else place_beyond_doubt(row["text"])):
            where = f"{_which(folders)} names a place there" if beside else "the book has no voyage or paper beside it"
            says, cells = f"The text names {said}, in North Korea; {where}.", ("payer", "payee")
            yield on_paper(context, CHECK, row, "text", says, "possible", cells=cells)
        yield from _silent(context, row, folders)
        told, back = bool(place or context.screened_at.get((row, "text"))), _BACK.search(row["status"])
        if back and (told or not _CLERICAL.search(row["status"])):
            yield _returned(context, row, told)
    yield from _switched(context, rows)


def _hides(context: Context, row: Row, hidden: list[Screened], folders: tuple[Folder, ...]) -> Finding:
    best = min(hidden, key=lambda s: ("match", "strong", "possible", "weak", "no_conclusion").index(s.strength))
    entity = context.entity_of(best)
    says = f"The text names what may be {entity.caption} ({entity.dataset} {entity.entry}); {_which(folders)} names it."
    strength: Strength = weaker("strong", best.strength)
    proof = (
        context.list_evidence(best.hit.position),
        *(e for f in folders for e in context.row_evidence(f.voyage, "id", "vessel")),
    )
    return on_paper(context, CHECK, row, "text", says, strength, proof, cells=("payer", "payee", "voyage"))


def _named(context: Context, one: Screened, folders: tuple[Folder, ...], anywhere: set[int]) -> bool:
    """Whether a paper of the payment's voyages, or any row where it names none, may mean the same entry."""
    if not folders:
        return one.hit.position in anywhere
    ships = {f.ship.vessel for f in folders if f.ship and f.ship.vessel}
    those = {r for f in folders for r in (f.voyage, *f.documents, *f.cargo)} | ships
    return any(one.hit.position == s.hit.position for r in those for s in context.screened_on.get(r, ()))


def _silent(context: Context, row: Row, folders: tuple[Folder, ...]) -> Iterator[Finding]:
    for folder in folders:
        country = touches(folder)
        if country and not place_in(row["text"], country):
            said = f"“{row['text']}”" if row["text"] else "no text"
            named = f"voyage {folder.voyage.id}, whose papers name {WATCHED[country]}"
            says = f"Pays for {named}; the payment says {said} and does not."
            proof = context.row_evidence(
                folder.voyage, "id", "vessel", "load_port", "discharge_port", "declared_destination"
            )
            lines = (
                e for c in folder.cargo for e in context.row_evidence(c, "id", "description", "origin", "destination")
            )
            column = "text" if row["text"] else "voyage"
            yield on_paper(context, CHECK, row, column, says, "possible", (*proof, *lines), cells=("voyage",))


def _returned(context: Context, row: Row, told: bool) -> Finding:
    says = f"The bank's answer to this payment was “{row['status']}”" + (
        "; its text names what may be on a list." if told else "."
    )
    firm: Strength = "possible" if told else "weak"
    return on_paper(context, CHECK, row, "status", says, firm, cells=("text", "banks", "amount"))


def _switched(context: Context, rows: tuple[Row, ...]) -> Iterator[Finding]:
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["payer"] and row["payee"] and row["currency"]:
            pairs.setdefault((context.papers.party(row["payer"]), context.papers.party(row["payee"])), []).append(row)
    for those in pairs.values():
        back: Row | None = None
        for row in sorted(those, key=lambda r: (first_day(r, "date") or date.min, r.id, r.number)):
            days = (first_day(back, "date"), first_day(row, "date")) if back is not None else (None, None)
            soon = days[0] and days[1] and days[1] - days[0] <= timedelta(days=SWITCH_DAYS)
            if back is not None and soon and row["currency"].casefold() != back["currency"].casefold():
                before = f"the payment of {back['date']} in {back['currency']}"
                says = f"Paid in {row['currency']} after {before} came back “{back['status']}”."
                proof = context.row_evidence(back, "date", "payee", "amount", "currency", "status")
                yield on_paper(
                    context, CHECK, row, "currency", says, "possible", proof, cells=("date", "amount", "payee")
                )
            back = row if _BACK.search(row["status"]) else back


def _which(folders: tuple[Folder, ...]) -> str:
    return f"no paper of voyage {', '.join(f.voyage.id for f in folders)}" if folders else "no paper of the book"
