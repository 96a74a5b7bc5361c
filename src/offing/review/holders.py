"""The book's ownership as a graph: nodes are parties, ships or bare names; edges carry their row and their dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from offing.book.model import Row
from offing.index.names import key, party_tokens
from offing.index.walk import Edge
from offing.records.dates import DateSpan, day
from offing.review.mentions import Mentions, PartyMention
from offing.review.screening import Screened


@dataclass(frozen=True, slots=True)
class Holders:
    """`edges[i].ref` is the position of the edge's row in `rows`; `labels` and `homes` are by node."""

    edges: tuple[Edge, ...]
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    labels: Mapping[str, str]
    homes: Mapping[str, Row]


def node_of(mentions: Mentions, text: str) -> tuple[str, str, Row | None]:
    """(node, label, row of the book that it is) for a cell that names an owner or a thing owned."""
    party = mentions.party(text)
    if party is not None:
        return f"parties:{party.number}:{party.file}", party["name"] or text, party
    vessel = mentions.vessel(text)
    if vessel is not None:
        return f"vessels:{vessel.number}:{vessel.file}", vessel["name"] or text, vessel
    return "name:" + key(party_tokens(text)), text, None


def holders(mentions: Mentions, as_of: date) -> Holders:
    """Edges of the ownership sheet in force on `as_of`, and a ship's owner column as the whole of the ship."""
    edges: list[Edge] = []
    rows: list[Row] = []
    columns: list[str] = []
    labels: dict[str, str] = {}
    homes: dict[str, Row] = {}

    def add(owner: str, owned: str, percent: float | None, control: bool | None, row: Row, column: str) -> None:
        nodes = []
        for text in (owner, owned):
            node, label, home = node_of(mentions, text)
            labels.setdefault(node, label)
            if home is not None:
                homes.setdefault(node, home)
            nodes.append(node)
        edges.append(Edge(nodes[0], nodes[1], percent, control, len(rows)))
        rows.append(row)
        columns.append(column)

    for row in mentions.book.sheet("ownership"):
        if row["owner"] and row["owned"] and _in_force(row, as_of):
            add(row["owner"], row["owned"], row.numbers.get("percent"), row.flags.get("control"), row, "percent")
    for row in mentions.book.sheet("vessels"):
        if row["owner"] and (row["name"] or row["imo"]):
            add(row["owner"], row.id or row["imo"] or row["name"], 100.0, None, row, "owner")
    return Holders(tuple(edges), tuple(rows), tuple(columns), labels, homes)


def _in_force(row: Row, as_of: date) -> bool:
    start, end = row.dates.get("from"), row.dates.get("to")
    return not (start and start.surely_after(as_of)) and not (end and end.surely_by(as_of) and end.end != as_of)


def blocked_nodes(
    mentions: Mentions, screened: tuple[Screened, ...], authority: str, rungs: frozenset[str], as_of: date
) -> dict[str, Screened]:
    """Nodes of the book that are themselves under a freezing measure of `authority` on `as_of`, with the firmest proof."""
    rank = ("match", "strong", "possible", "weak", "no_conclusion")
    found: dict[str, Screened] = {}
    today = day(as_of)
    for one in screened:
        listing = one.standing.listing
        if listing.authority != authority or listing.rung not in rungs or not isinstance(one.mention, PartyMention):
            continue
        if one.mention.in_text or one.standing.on(today) is False:
            continue
        node, _, _ = node_of(
            mentions, one.mention.party.id if one.mention.party and one.mention.party.id else one.mention.name
        )
        old = found.get(node)
        if old is None or rank.index(one.strength) < rank.index(old.strength):
            found[node] = one
    return found


def edge_span(row: Row) -> DateSpan | None:
    """From when to when the book says that a holding stood."""
    start, end = row.dates.get("from"), row.dates.get("to")
    return DateSpan(start.start if start else None, end.end if end else None) if start or end else None
