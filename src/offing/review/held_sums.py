"""Sums of holdings for one authority: how firmly each reaches, from which day, and what a report draws of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from offing.index.walk import Edge, Holding, holdings
from offing.records.dates import iso
from offing.review.finding import STRENGTHS, Strength, weaker
from offing.review.holders import Holders, edge_span
from offing.review.screening import Screened


@dataclass(frozen=True, slots=True)
class Sums:
    """One authority's answer for the whole book: who is blocked, who holds what, and how firmly each sum reaches."""

    authority: str
    graph: Holders
    blocked: dict[str, Screened]
    found: dict[str, Holding]
    firm: dict[str, Strength]


def firmness(edges: Sequence[Edge], blocked: dict[str, Screened], *, more_than: bool) -> dict[str, Strength]:
    """For each node whose sum reaches: the firmest proof of owners at which it does, `strong` at most."""
    found: dict[str, Strength] = {}
    for level in STRENGTHS:
        so_far = {n for n, s in blocked.items() if weaker(s.strength, level) == level}
        for node, holding in holdings(edges, so_far, more_than=more_than).items():
            if holding.reaches:
                found.setdefault(node, weaker(level, "strong"))
    return found


def reached_on(by: Sums, edges: Sequence[Edge], node: str, as_of: date) -> date | None:
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


def drawn(edge: Edge, by: Sums) -> dict[str, object]:
    """An edge as `Finding.detail["ownership"]` holds it."""
    row, through = by.graph.rows[edge.ref], by.found.get(edge.owner)
    dates = {c: iso(row.dates[c]) if c in row.dates and edge_span(row) else None for c in ("from", "to")}
    return {
        "owner": by.graph.labels[edge.owner],
        "owned": by.graph.labels[edge.owned],
        "percent": edge.percent,
        "control": bool(edge.control),
        "blocked": edge.owner in by.blocked,
        "through": through is not None and through.reaches,
        **dates,
        "source": row["source"] or f"{row.sheet} row {row.number}",
    }
