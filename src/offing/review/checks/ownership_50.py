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

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from offing.book.model import Row
from offing.index.walk import THRESHOLD_PERCENT, Holding, chain, holdings
from offing.records.dates import day, iso
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Status
from offing.review.held_sums import Sums, drawn, firmness, reached_on
from offing.review.held_words import Said, answer, in_parts
from offing.review.holders import blocked_nodes, holders, row_node

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


def run(context: Context) -> Iterator[Finding]:
    graph = holders(context.mentions, context.as_of)
    for authority, rungs, rung, binds in _REGIMES:
        blocked = blocked_nodes(context.mentions, context.screening.reckoned, authority, rungs, context.as_of)
        uk = authority == "UK"
        found = holdings(graph.edges, blocked, more_than=uk)
        told = holdings(graph.summed, blocked, more_than=uk)
        once = Sums(authority, graph, blocked, found, firmness(graph.edges, blocked, more_than=uk))
        parts = Sums(authority, graph, blocked, told, {})
        for node, holding in told.items():
            if node in blocked:
                continue
            if holding.reaches and not (node in found and found[node].reaches):
                yield _finding(context, parts, holding, in_parts(authority, graph, holding), rung, binds)
                continue
            said = answer(authority, graph, found[node], once.firm)
            main = _finding(context, once, found[node], said, rung, binds)
            yield main
            if authority == "US" and said.reached:
                yield from _dealings(context, main, node)


def _dealings(context: Context, main: Finding, node: str) -> Iterator[Finding]:
    """Dated rows that name what was blocked by ownership on their day: the exposure, row by row."""
    for mention in context.mentions.parties:
        when = mention.when
        if when is None or when.end is None or mention.in_text or mention.party is None:
            continue
        if row_node(mention.party) != node or (main.known_from and when.end < main.known_from):
            continue
        row = mention.row
        yield replace(
            main,
            subject=context.subject(row, mention.column),
            says=f"This row ({when}) names {mention.name}. {main.says}",
            evidence=(*context.book_evidence(row, mention.column), *main.evidence),
            event_date=when,
        )


def _finding(context: Context, by: Sums, holding: Holding, said: Said, rung: str, binds: str) -> Finding:
    graph = by.graph
    edges = chain(by.found, holding.owned)
    owners = {e.owner: by.blocked[e.owner] for e in edges if e.owner in by.blocked}
    row = graph.homes.get(holding.owned)
    first = graph.rows[(holding.counted or holding.unstated or holding.control_only)[0].ref]
    where = (row, "name" if row.sheet == "parties" else "owner") if row else (first, "owned")
    since = reached_on(by, edges, holding.owned, context.as_of) if said.reached else None
    says = said.says + (_look_back(context, row, since) if row is not None and since else "")
    status = (
        (
            Status(
                rung,
                by.authority,
                ", ".join(sorted({s.standing.listing.dataset for s in owners.values()})),
                ", ".join(sorted({s.standing.listing.entry for s in owners.values()})),
                graph.labels[holding.owned],
                since=day(since) if since else None,
                wording=said.wording,
                binds=binds,
            ),
        )
        if said.reached
        else ()
    )
    rows = [graph.rows[ref] for e in edges for ref in graph.told[e.owner, e.owned]]
    proof = [p for r in rows for p in context.row_evidence(r, "owner", "owned", "percent", "control", "source")]
    return Finding(
        kind=said.kind,
        check=CHECK.id,
        subject=context.subject(*where),
        says=says,
        strength=said.strength,
        evidence=tuple(dict.fromkeys([*proof, *(context.list_evidence(s.hit.position) for s in owners.values())])),
        innocent=(*CHECK.innocent, *on_file(row, first)),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        status=status,
        known_from=since,
        detail={
            "ownership": [drawn(e, by) for e in edges],
            "authority": by.authority,
            "percent": round(holding.percent, 4),
        },
    )


def _look_back(context: Context, row: Row, since: date) -> str:
    """What the book says of dealings from before the day on which the sum was reached."""
    dealings = context.mentions.dealings(row)
    if dealings is None or dealings.start is None or dealings.start >= since:
        return ""
    return (
        f" Look-back: the book's dealings ({iso(dealings)}) began before {since.isoformat()}, when this came to stand."
    )
