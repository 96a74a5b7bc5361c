"""Is it blocked by ownership?

A firm that blocked persons own at 50 percent or more, together, directly or through firms they own at 50 percent or
more, is treated as blocked by the US whether or not it is listed itself. 25 and 25 add up; 60 percent of 60 percent
counts, 60 percent of 40 percent does not pass through that chain. Control is not ownership in US law and is said
apart; the EU and the UK ask "owned or controlled", and their answer is given apart as a presumption. A share that the
book does not state is shown as unknown, never as zero. A ship counts as its registered owner's property.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offing.index.walk import THRESHOLD_PERCENT, Edge, Holding, chain, holdings
from offing.records.dates import day, iso
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Evidence, Finding, Kind, Status, Strength
from offing.review.holders import Holders, blocked_nodes, edge_span, holders
from offing.review.screening import Screened, weaker

CHECK = Check(
    id="ownership_50",
    asks="Blocked by ownership?",
    kinds=("RULE", "MISSING"),
    basis="OFAC 50 Percent Rule (13 Aug 2014; FAQ 398 to 402); EU Best Practices and UK regulations: owned or controlled",
    needs=("ownership", "parties"),
    innocent=(
        "The shares may have changed hands before the listing, or since the book's source.",
        "An owner matched by name may be another firm or person of that name.",
    ),
    settle=("The share register on the day of the listing and on the day of the dealing, up to the natural persons.",),
    params={"threshold_percent": THRESHOLD_PERCENT, "sum_over": "all blocked owners", "control_counts": False},
)
_REGIMES: tuple[tuple[str, frozenset[str], str, str], ...] = (
    ("US", frozenset({"blocked"}), "blocked_by_ownership", "US persons and property in US jurisdiction"),
    ("EU", frozenset({"asset_freeze"}), "asset_freeze", "EU persons and business done in the EU"),
    ("UK", frozenset({"asset_freeze"}), "asset_freeze", "UK persons and business done in the UK"),
)


def run(context: Context) -> Iterator[Finding]:
    graph = holders(context.mentions, context.as_of)
    for authority, rungs, rung, binds in _REGIMES:
        blocked = blocked_nodes(context.mentions, context.screening.found, authority, rungs, context.as_of)
        found = holdings(graph.edges, blocked)
        for node, holding in found.items():
            if node not in blocked:
                yield _finding(context, graph, found, holding, blocked, authority, rung, binds)


def _finding(
    context: Context, graph: Holders, found: dict[str, Holding], holding: Holding, blocked: dict[str, Screened],
    authority: str, rung: str, binds: str,
) -> Finding:  # fmt: skip
    edges = chain(found, holding.owned)
    owners = {e.owner: blocked[e.owner] for e in edges if e.owner in blocked}
    kind, strength, says = _answer(holding, graph, owners, authority)
    reached = holding.reaches or (authority != "US" and bool(holding.control_only))
    since = (
        _since(owners.values(), [graph.rows[e.ref].dates.get("from") for e in edges], context.as_of)
        if reached
        else None
    )
    row = graph.homes.get(holding.owned)
    first = graph.rows[(holding.counted or holding.unstated or holding.control_only)[0].ref]
    subject = (
        context.subject(row, "name" if row.sheet == "parties" else "owner") if row else context.subject(first, "owned")
    )
    notes = {
        f"On file in the book ({r.sheet} row {r.number}): “{r['note']}”": None
        for r in ([row] if row else []) + [first]
        if r["note"]
    }
    status: tuple[Status, ...] = ()
    if reached:
        wording = (
            "treated as blocked by the 50 Percent Rule; not listed itself"
            if authority == "US"
            else "owned or controlled: a presumption that facts can rebut"
        )
        status = (Status(rung, authority, ", ".join(sorted({s.standing.listing.dataset for s in owners.values()})), _entries(owners), graph.labels[holding.owned],
                         since=day(since) if since else None, wording=wording, binds=binds),)  # fmt: skip
    return Finding(
        kind=kind, check=CHECK.id, subject=subject, says=says, strength=strength,
        evidence=tuple(dict.fromkeys([*_book_proof(context, graph, edges), *(context.list_evidence(s.hit.position) for s in owners.values())])),
        innocent=(*CHECK.innocent, *notes), settle=CHECK.settle, rule=CHECK.rule, as_of=context.as_of, status=status, known_from=since,
        detail={"ownership": [_drawn(e, graph, blocked, found) for e in edges], "authority": authority, "percent": round(holding.percent, 4)},
    )  # fmt: skip


def _answer(
    holding: Holding, graph: Holders, owners: dict[str, Screened], authority: str
) -> tuple[Kind, Strength, str]:
    name = graph.labels[holding.owned]
    held = "; ".join(_held(e, graph) for e in (*holding.counted, *holding.unstated, *holding.control_only))
    firm: Strength = "strong"
    for owner in owners.values():
        firm = weaker(firm, owner.strength)
    if holding.reaches:
        whole = f"{holding.percent:g} % in all" if len(holding.counted) > 1 else f"{holding.percent:g} %"
        if authority == "US":
            return "RULE", firm, f"{name}: treated as blocked by ownership (US). Blocked persons hold {whole}: {held}."
        test = "50 % or more" if authority == "EU" else "more than 50 %, or control"
        return (
            "RULE",
            weaker(firm, "possible"),
            f"{name}: {authority} “owned or controlled” test ({test}), asset freeze presumed. {whole}: {held}.",
        )
    if holding.unstated:
        rest = f" besides {holding.percent:g} % stated" if holding.counted else ""
        return (
            "MISSING",
            "no_conclusion",
            f"{name}: the share is not stated{rest}: {held}. At 50 % or more it would be blocked by ownership ({authority}).",
        )
    if holding.counted:
        return (
            "RULE", "weak",
            f"{name}: {holding.percent:g} % held by blocked persons ({authority}), below 50 %: not blocked by ownership. Caution: {held}. "
            "OFAC urges care below the threshold: a further share or a listing of the firm itself would change the answer.",
        )  # fmt: skip
    if authority == "US":
        return (
            "RULE",
            "weak",
            f"{name}: control without a share of 50 % is not ownership (US, FAQ 398): not blocked by that fact. Caution: {held}.",
        )
    return (
        "RULE",
        "possible",
        f"{name}: {authority} “owned or controlled” test: control is alleged in the book: {held}.",
    )


def _held(edge: Edge, graph: Holders) -> str:
    share = "a share not stated" if edge.percent is None else f"{edge.percent:g} %"
    if edge.control and not edge.percent:
        share = "control"
    source = graph.rows[edge.ref]["source"]
    row = graph.rows[edge.ref]
    when = edge_span(row)
    stated = f" ({source or f'{row.sheet} row {row.number}'}{f', {iso(when)}' if when else ''})"
    return f"{graph.labels[edge.owner]} {share}{stated}"


def _since(owners: object, starts: list[object], as_of: date) -> date | None:
    """The day from which all that the sum rests on stood: the latest of the listings and of the holdings' stated starts."""
    from offing.records.dates import DateSpan

    days = [s.standing.since.end for s in owners if s.standing.since is not None and s.standing.since.end]  # type: ignore[attr-defined]
    days += [s.start for s in starts if isinstance(s, DateSpan) and s.start]
    return min(max(days), as_of) if days else None


def _entries(owners: dict[str, Screened]) -> str:
    return ", ".join(sorted({s.standing.listing.entry for s in owners.values()}))


def _book_proof(context: Context, graph: Holders, edges: tuple[Edge, ...]) -> Iterator[Evidence]:
    for edge in edges:
        row = graph.rows[edge.ref]
        yield from context.row_evidence(row, "id", "name", "owner", "owned", "percent", "control", "source")


def _drawn(edge: Edge, graph: Holders, blocked: dict[str, Screened], found: dict[str, Holding]) -> dict[str, object]:
    row = graph.rows[edge.ref]
    through = found.get(edge.owner)
    return {
        "owner": graph.labels[edge.owner], "owned": graph.labels[edge.owned], "percent": edge.percent, "control": bool(edge.control),
        "blocked": edge.owner in blocked, "through": through is not None and through.reaches,
        "from": iso(row.dates["from"]) if "from" in row.dates else None, "to": iso(row.dates["to"]) if "to" in row.dates else None,
        "source": row["source"] or f"{row.sheet} row {row.number}",
    }  # fmt: skip
