"""Does the origin follow the cargo?

A cargo keeps its origin through every transfer and stockpile, whatever the last ship's papers say. Cargoes are linked where
the book says so (one cargo id or bill of lading on two voyages, a note that names the other) and, from North Korea, Iran and
Syria, where like goods were landed at a port and loaded there within 60 days, or 400 where the amount is the same. Told are
an origin that differs along such a chain or among the papers of one voyage; goods loaded in North Korea with another origin;
a certificate issued in another country than it names, or well before or after the voyage; and petrochemicals or oil from a
Gulf port with no origin on any paper. Coal may pass through Rajin by the UN's exemption: this is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from offing.records.territories import territory_name
from offing.review.catalog import Check
from offing.review.chain import ALIKE_DAYS, ALIKE_SHARE, STOCKPILE_DAYS, Chains, Lot, countries, follow, origins
from offing.review.context import Context
from offing.review.finding import Evidence, Finding, Strength
from offing.review.on_paper import on_paper
from offing.review.origins import disagreeing, issued_abroad, out_of_time
from offing.review.papers import Odd, digits, port_of
from offing.review.watched import WATCHED

BEFORE_DAYS, AFTER_DAYS = 60, 30
CHAPTERS = ("27", "29", "39")
GULF = ("AE", "BH", "IQ", "IR", "KW", "OM", "QA", "SA")
CHECK = Check(
    id="origin_chain",
    asks="Does the origin follow the cargo?",
    kinds=("CONFLICT", "MISSING"),
    basis="UNSCR 2371 (2017) and 2397 (2017) on goods from North Korea; the coal of Kholmsk and of WISE HONEST",
    needs=("cargo", "voyages", "documents"),
    innocent=(
        "Ports handle like goods of many origins: a stockpile may be kept apart, and the later cargo be another.",
        "Goods are worked or blended on the way, which can give them another origin in law; certificates are issued late.",
    ),
    settle=(
        "The terminal's receipts and stock records between the two voyages; the certificate, asked of its issuer.",
        "A laboratory's analysis of the goods against the stated mine, field or plant.",
    ),
    params={
        "stockpile_days": STOCKPILE_DAYS, "alike_days": ALIKE_DAYS, "alike_share": ALIKE_SHARE, "watched": ", ".join(WATCHED),
        "certificate_days_before": BEFORE_DAYS, "certificate_days_after": AFTER_DAYS, "gulf": ", ".join(GULF),
        "chapters": ", ".join(CHAPTERS),
    },
)  # fmt: skip
_RAJIN = (
    "Coal not of North Korean origin may pass through Rajin, with notice to the 1718 Committee (not re-read: confirm)."
)


def run(context: Context) -> Iterator[Finding]:
    chains = Chains(context.papers)
    for lot in chains.lots:
        yield from _along(context, chains, lot)
        yield from _loaded(context, lot)
    for folder in context.papers.folders:
        yield from _odd(context, disagreeing(folder))
        for paper in folder.papers("certificate_of_origin"):
            yield from _odd(context, issued_abroad(context.mentions, paper))
            yield from _odd(context, out_of_time(folder, paper, BEFORE_DAYS, AFTER_DAYS))


def _along(context: Context, chains: Chains, lot: Lot) -> Iterator[Finding]:
    """Lots further on whose papers name another country than where these goods were loaded, or said to be from."""
    watched = next((c for c in (lot.loaded, *countries(origins(lot))) if c in WATCHED), "")
    source = watched or next(iter(countries(origins(lot))), "")
    for way in follow(chains, lot, through_stockpiles=bool(watched)) if source else ():
        told = origins(way[-1].after)
        stated = all(k.stated for k in way)
        if (not watched and not stated) or source in countries(told) or (not told and not watched):
            continue
        after = way[-1].after.row
        row = told[0][0] if told else after
        named = f"says {row['origin']}" if told else "tells no origin"
        begun = (
            f"{lot.folder.voyage['load_port'] or 'a port not told'} (voyage {lot.folder.voyage.id}, {_name(source)})"
        )
        what, whence = after["description"] or after.id, "; ".join(k.why for k in way)
        says = f"The origin of {what} {named}; its goods may have come from {begun}: {whence}."
        proof = [e for x in (lot, *(k.after for k in way)) for e in _shown(context, x)]
        strength: Strength = "strong" if stated else "possible"
        yield on_paper(
            context, CHECK, row, "origin", says, strength, proof, cells=("issuer", "number"), innocent=_exempt(lot)
        )


def _loaded(context: Context, lot: Lot) -> Iterator[Finding]:
    folder, port, told = lot.folder, lot.folder.voyage["load_port"], origins(lot)
    if lot.loaded == "KP" and told and "KP" not in countries(told):
        exempt, said = _exempt(lot), told[0][0]["origin"]
        says = f"The origin is given as {said}; she loaded at {port}, North Korea (voyage {folder.voyage.id})."
        strength: Strength = "possible" if exempt else "strong"
        yield on_paper(context, CHECK, told[0][0], "origin", says, strength, _shown(context, lot), innocent=exempt)
    silent = folder.documents and not any(r["origin"] for r in (*folder.documents, lot.row))
    if silent and lot.loaded in GULF and digits(lot.row)[:2] in CHAPTERS:
        what = lot.row["description"] or lot.row["hs"]
        says = f"No paper of voyage {folder.voyage.id} tells the origin of {what}, loaded at {port}."
        yield on_paper(context, CHECK, lot.row, "origin", says, "possible", _shown(context, lot), kind="MISSING")


def _odd(context: Context, found: Iterable[Odd]) -> Iterator[Finding]:
    for row, column, says, strength, cells in found:
        proof = tuple(e for other, columns in cells for e in context.row_evidence(other, *columns))
        yield on_paper(context, CHECK, row, column, says, strength, proof, cells=("origin", "number"))


def _exempt(lot: Lot) -> tuple[str, ...]:
    port = port_of(lot.folder.voyage["load_port"])
    rajin = port is not None and port.name.casefold() in ("rajin", "najin", "rason")
    return (_RAJIN,) if rajin and digits(lot.row)[:4] in ("", "2701") else ()


def _shown(context: Context, lot: Lot) -> tuple[Evidence, ...]:
    cells = ("id", "vessel", "load_port", "load_date", "discharge_port", "discharge_date")
    own = context.row_evidence(lot.row, "id", "hs", "description", "quantity", "origin")
    return (*own, *context.row_evidence(lot.folder.voyage, *cells))


def _name(country: str) -> str:
    return WATCHED.get(country) or territory_name(country.lower())
