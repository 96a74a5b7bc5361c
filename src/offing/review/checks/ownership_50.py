"""Is it blocked by ownership?

A firm that blocked persons own at 50 percent or more, together, directly or through firms they own at 50 percent or
more, is treated as blocked by the US whether or not it is listed itself. 25 and 25 add up; 60 percent of 60 percent
counts, 60 percent of 40 percent does not pass through that chain. Control is not ownership in US law and is said
apart; the EU (50 percent or more) and the UK (more than 50 percent) ask "owned or controlled", and their answer is
given apart as a presumption. A share that the book does not state is shown as unknown, never as zero. Two rows on the
same owner and firm count once, with the larger share; where their sum would decide, that is asked. A ship counts as
her registered owner's property.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from offing.index.walk import THRESHOLD_PERCENT, Edge, Holding, chain, holdings
from offing.records.dates import day, iso
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import STRENGTHS, Finding, Status, Strength, weaker
from offing.review.held_words import Said, answer, in_parts
from offing.review.holders import Holders, blocked_nodes, edge_span, holders
from offing.review.screening import Screened

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
    params={
        "threshold_percent": THRESHOLD_PERCENT,
        "sum_over": "all blocked owners",
        "control_counts": False,
        "rows_on_one_owner": "the largest share",
    },
)
_REGIMES: tuple[tuple[str, frozenset[str], str, str], ...] = (
    ("US", frozenset({"blocked"}), "blocked_by_ownership", "US persons and property in US jurisdiction"),
    ("EU", frozenset({"asset_freeze"}), "asset_freeze", "EU persons and business done in the EU"),
    ("UK", frozenset({"asset_freeze"}), "asset_freeze", "UK persons and business done in the UK"),
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """One authority's answer for the whole book: who is blocked, who holds what, and how firmly each sum reaches."""

    authority: str
    graph: Holders
    blocked: dict[str, Screened]
    found: dict[str, Holding]
    firm: dict[str, Strength]


def run(context: Context) -> Iterator[Finding]:
    graph = holders(context.mentions, context.as_of)
    for authority, rungs, rung, binds in _REGIMES:
        blocked = blocked_nodes(context.mentions, context.screening.found, authority, rungs, context.as_of)
        uk = authority == "UK"
        found = holdings(graph.edges, blocked, more_than=uk)
        told = holdings(graph.summed, blocked, more_than=uk)
        once = _Sum(authority, graph, blocked, found, _firm(graph.edges, blocked, more_than=uk))
        parts = _Sum(authority, graph, blocked, told, {})
        for node, holding in told.items():
            if node in blocked:
                continue
            if holding.reaches and not (node in found and found[node].reaches):
                yield _finding(context, parts, holding, in_parts(authority, graph, holding), rung, binds)
            else:
                yield _finding(
                    context, once, found[node], answer(authority, graph, found[node], once.firm), rung, binds
                )


def _firm(edges: Sequence[Edge], blocked: dict[str, Screened], *, more_than: bool) -> dict[str, Strength]:
    """For each node whose sum reaches: the firmest proof of owners at which it does, `strong` at most."""
    found: dict[str, Strength] = {}
    for level in STRENGTHS:
        so_far = {n for n, s in blocked.items() if weaker(s.strength, level) == level}
        for node, holding in holdings(edges, so_far, more_than=more_than).items():
            if holding.reaches:
                found.setdefault(node, weaker(level, "strong"))
    return found


def _finding(context: Context, by: _Sum, holding: Holding, said: Said, rung: str, binds: str) -> Finding:
    graph = by.graph
    edges = chain(by.found, holding.owned)
    owners = {e.owner: by.blocked[e.owner] for e in edges if e.owner in by.blocked}
    row = graph.homes.get(holding.owned)
    first = graph.rows[(holding.counted or holding.unstated or holding.control_only)[0].ref]
    where = (row, "name" if row.sheet == "parties" else "owner") if row else (first, "owned")
    notes = [f"On file in the book ({r.sheet} row {r.number}): “{r['note']}”" for r in (row, first) if r and r["note"]]
    since = _since(by, edges, holding.owned, context.as_of) if said.reached else None
    status = (
        Status(
            rung, by.authority, ", ".join(sorted({s.standing.listing.dataset for s in owners.values()})),
            ", ".join(sorted({s.standing.listing.entry for s in owners.values()})), graph.labels[holding.owned],
            since=day(since) if since else None, wording=said.wording, binds=binds,
        ),
    ) if said.reached else ()  # fmt: skip
    rows = [graph.rows[ref] for e in edges for ref in graph.told[e.owner, e.owned]]
    proof = [p for r in rows for p in context.book_evidence(r, "owner", "owned", "percent", "control", "source")]
    return Finding(
        kind=said.kind, check=CHECK.id, subject=context.subject(*where), says=said.says, strength=said.strength,
        evidence=tuple(dict.fromkeys([*proof, *(context.list_evidence(s.hit.position) for s in owners.values())])),
        innocent=(*CHECK.innocent, *dict.fromkeys(notes)), settle=CHECK.settle, rule=CHECK.rule, as_of=context.as_of,
        status=status, known_from=since,
        detail={"ownership": [_drawn(e, by) for e in edges], "authority": by.authority, "percent": round(holding.percent, 4)},
    )  # fmt: skip


def _since(by: _Sum, edges: Sequence[Edge], node: str, as_of: date) -> date | None:
    """The first day on which the listings and stated starts of holdings known by then gave the answer; None without dates."""
    listed = {n: s.standing.since.end for n, s in by.blocked.items() if s.standing.since is not None}
    spans = {e: edge_span(by.graph.rows[e.ref]) for e in edges}
    starts = {e: span.start for e, span in spans.items() if span}
    for moment in sorted({d for d in (*listed.values(), *starts.values()) if d}):
        owners = {n for n in by.blocked if (listed.get(n) or moment) <= moment}
        held = [e for e in edges if (starts.get(e) or moment) <= moment]
        found = holdings(held, owners, more_than=by.authority == "UK")
        if node in found and (found[node].reaches or (by.authority != "US" and any(e.control for e in edges))):
            return min(moment, as_of)
    return None


def _drawn(edge: Edge, by: _Sum) -> dict[str, object]:
    row, through = by.graph.rows[edge.ref], by.found.get(edge.owner)
    dates = {c: iso(row.dates[c]) if c in row.dates and edge_span(row) else None for c in ("from", "to")}
    return {
        "owner": by.graph.labels[edge.owner], "owned": by.graph.labels[edge.owned], "percent": edge.percent,
        "control": bool(edge.control),
        "blocked": edge.owner in by.blocked, "through": through is not None and through.reaches, **dates,
        "source": row["source"] or f"{row.sheet} row {row.number}",
    }  # fmt: skip
