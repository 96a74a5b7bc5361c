"""A regime's rulings on a lot of goods as a finding: words, statuses, evidence and how firm it is."""

from __future__ import annotations

from offing.goods.contract import Regime, Ruling
from offing.goods.tables import table_sha256
from offing.records.dates import day, in_words
from offing.records.territories import territory_name
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Evidence, Finding, Status, Strength
from offing.review.traded import Lot, Way

_SAYS = {
    "ban": "banned {when} by the {by}",
    "licence": "{when} not allowed without a licence by the {by}",
    "conditional": "{when} banned with exceptions by the {by}",
    "cap": "{when} allowed only within a cap and on conditions by the {by}",
    "query": "{when} perhaps within a ban of the {by}: a query",
    "designation": "{when} a ground for listing by the {by}",
}
_PLACES = {"kp": "the DPRK", "ru": "Russia"}
"""How a table's row names a territory, where that is not its short name."""


def ruled(
    context: Context, check: Check, lot: Lot, way: Way, regime: Regime, rulings: tuple[Ruling, ...], what: str = ""
) -> Finding:
    """One finding of one authority; the hardest ruling leads, all of them stand as statuses."""
    lead = rulings[0]
    cells: dict[str, Evidence] = {}
    for row, columns in ((lot.row, (lot.column, "hs")), *((row, (column,)) for row, column in way.cells)):
        for one in context.book_evidence(row, *columns):
            cells.setdefault(one.place, one)
    dated = lot.voyage if lot.voyage is not None and "date" not in lot.row.dates else lot.row
    for one in context.book_evidence(dated, "date", "load_date", "discharge_date"):
        cells.setdefault(one.place, one)
    exemptions = dict.fromkeys(r.measure.exemption for r in rulings if r.measure.exemption)
    texts = dict.fromkeys(r.measure.would_settle for r in rulings if r.measure.would_settle)
    return Finding(
        kind="RULE",
        check=check.id,
        subject=context.subject(lot.row, lot.column),
        says=_says(context, lot, way, regime, rulings, what),
        strength=_strength(lot, way, lead),
        evidence=(*cells.values(), *(_proof(r) for r in rulings)),
        innocent=(*exemptions, *check.innocent, *(on_file(lot.row, lot.voyage))),
        settle=(*check.settle, *texts),
        rule=check.rule,
        as_of=context.as_of,
        status=tuple(_status(r) for r in rulings),
        event_date=lot.when,
        known_from=lead.measure.start,
        detail={
            "direction": way.direction,
            "authority": regime.authority,
            "effect": lead.measure.effect,
            "phase": lead.phase,
        },
    )


def _says(context: Context, lot: Lot, way: Way, regime: Regime, rulings: tuple[Ruling, ...], what: str) -> str:
    lead = rulings[0]
    route = f"{way.direction} {territory_name(regime.territory)} (by its {way.said})"
    when = (
        in_words(lot.when)
        if lot.when
        else f"on {context.as_of.isoformat()}, the day of the review (the row has no date),"
    )
    measure = lead.measure
    parts = [f"{lot.label} {route}{what}: {_SAYS[measure.effect].format(when=when, by=regime.authority)}"]
    parts[0] += f" ({measure.cited}: {measure.goods}, from {measure.start.isoformat()}), by {lead.basis}."
    if lead.phase == "wind-down":
        parts.append(f"Within its wind-down to {measure.wind_down_to}.")
    elif lead.phase == "partly":
        parts.append("It stood in a part of these days only.")
    if not measure.wind_down_to or lead.phase != "in force":  # what was for contracts of before is over
        parts.append(_sentence(measure.condition))
    parts.append(_threshold(lot, lead))
    if more := [r for r in rulings[1:] if r.measure.cited != measure.cited]:
        parts.append(
            "Beside it: "
            + "; ".join(f"{r.measure.cited} ({r.measure.effect}, {r.measure.goods}{_beside(r)})" for r in more)
            + "."
        )
    if not lead.bound:
        parts.append(f"It binds {regime.binds}; the row names none of them.")
    if doubt := measure.doubt:
        parts.append(doubt)
    return " ".join(p for p in parts if p)


def _beside(ruling: Ruling) -> str:
    limit = ruling.measure.threshold_usd
    value = f"; the value of a piece is not above its USD {limit:,.0f}" if ruling.below and limit else ""
    return value + ("; not confirmed against the primary text" if ruling.measure.doubt else "")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""


def _threshold(lot: Lot, ruling: Ruling) -> str:
    limit = ruling.measure.threshold_usd
    if ruling.measure.kind != "luxury":
        return ""
    value = lot.unit_value_usd
    told = (
        f"the book gives USD {value:,.2f} a piece" if value is not None else "the book gives no value of a piece in USD"
    )
    return f"Threshold: {f'above USD {limit:,.0f} a piece' if limit else 'none stated in the row'}; {told}."


def _strength(lot: Lot, way: Way, lead: Ruling) -> Strength:
    """Strong where a place of the goods, the day, the good and the law all stand, and someone bound is in the row."""
    measure = lead.measure
    hard = measure.effect in ("ban", "licence") and measure.confidence != "low"
    open_kind = measure.kind == "luxury" and any(w in measure.goods for w in ("luxury", "high-quality", "high-end"))
    stands = way.firm and lot.when is not None and lead.phase == "in force"
    return "strong" if hard and stands and lead.sure and lead.bound and not open_kind else "possible"


def _proof(ruling: Ruling) -> Evidence:
    m = ruling.measure
    return Evidence(
        source=f"goods table {m.table} (Offing's own)",
        place=f"{m.table}.csv line {m.line} · {m.id}",
        quote=m.quote(_PLACES.get(ruling.regime.territory) or territory_name(ruling.regime.territory)),
        sha256=table_sha256(m.table),
    )


def _status(ruling: Ruling) -> Status:
    m = ruling.measure
    notes = [f"a rule on goods, no list entry is needed; {m.effect}, {ruling.phase}", m.condition, m.doubt]
    return Status(
        rung="sectoral",
        authority=ruling.regime.authority,
        list=m.instrument,
        entry=m.paragraph,
        name=m.goods,
        program=(ruling.regime.program,),
        since=day(m.start),
        until=day(m.end) if m.end else None,
        wording="; ".join(n for n in notes if n),
        binds=ruling.regime.binds,
        measure=m.effect,
        legal_basis=m.cited,
        confidence=m.confidence,
    )
