"""The book's ownership as a graph: nodes are parties, ships or bare names; edges carry their row and their dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from offing.book.model import Row
from offing.index.names import key, party_tokens
from offing.index.walk import Edge
from offing.records.dates import DateSpan, day
from offing.review.finding import STRENGTHS, weaker
from offing.review.mentions import Mentions, PartyMention
from offing.review.screening import Screened

OFFICES = frozenset(
    "director directors chairman secretary officer president ceo manager managers managing representative signatory".split()
)
"""Words of the `role` column of the ownership sheet that tell of an office, not of a share."""


@dataclass(frozen=True, slots=True)
class Holders:
    """`edges[i].ref` is the position of the edge's row in `rows`; `labels` and `homes` are by node.

    Both `edges` and `summed` hold one edge for an owner and a firm, with the largest share that a row states and with the
    sum of all rows; `told` gives the rows (positions in `rows`) of each such pair.
    """

    edges: tuple[Edge, ...]
    summed: tuple[Edge, ...]
    told: Mapping[tuple[str, str], tuple[int, ...]]
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    labels: Mapping[str, str]
    homes: Mapping[str, Row]


def node_of(mentions: Mentions, text: str) -> tuple[str, str, Row | None]:
    """(node, label, row of the book that it is) for a cell that names an owner or a thing owned."""
    row = mentions.party(text) or mentions.vessel(text)
    if row is not None:
        return row_node(row), row["name"] or text, row
    return "name:" + key(party_tokens(text)), text, None


def row_node(row: Row) -> str:
    """The node of a row of the parties or vessels sheet: by its place, as ids of the two sheets may be the same."""
    return f"{row.sheet}:{row.number}:{row.file}"


def holders(mentions: Mentions, as_of: date) -> Holders:
    """Edges of the ownership sheet in force on `as_of`, and a ship's owner column as the whole of the ship.

    What several rows say of one owner and one firm may be one fact from two sources or a holding told in parts. `edges`
    takes the largest share that a row states; `summed` is for the question whether the parts together would decide.
    A ship whose shares the ownership sheet states is not given to her owner column as well.
    """
    edges: dict[tuple[str, str], Edge] = {}
    summed: dict[tuple[str, str], Edge] = {}
    told: dict[tuple[str, str], tuple[int, ...]] = {}
    rows: list[Row] = []
    columns: list[str] = []
    labels: dict[str, str] = {}
    homes: dict[str, Row] = {}

    def place(node: str, label: str, home: Row | None) -> str:
        labels.setdefault(node, label)
        if home is not None:
            homes.setdefault(node, home)
        return node

    def add(owner: str, owned: str, percent: float | None, control: bool | None, row: Row, column: str) -> None:
        if percent is not None and percent < 0:
            percent = None  # no share is below nothing: what the book states cannot be told
        new = Edge(owner, owned, percent, control, len(rows))
        rows.append(row)
        columns.append(column)
        pair = (owner, owned)
        told[pair] = (*told.get(pair, ()), new.ref)
        edges[pair] = _one_holding(edges[pair], new) if pair in edges else new
        summed[pair] = _in_parts(summed[pair], new) if pair in summed else new

    for row in mentions.book.sheet("ownership"):
        if row["owner"] and row["owned"] and in_force(row, as_of) and not is_office(row):
            ends = [place(*node_of(mentions, row[c])) for c in ("owner", "owned")]
            add(ends[0], ends[1], row.numbers.get("percent"), row.flags.get("control"), row, "percent")
    stated = {owned for _, owned in edges}
    for row in mentions.book.sheet("vessels"):
        if row["owner"] and (row["name"] or row["imo"]) and row_node(row) not in stated:
            owner = place(*node_of(mentions, row["owner"]))
            add(owner, place(row_node(row), row["name"] or row["imo"], row), 100.0, None, row, "owner")
    return Holders(tuple(edges.values()), tuple(summed.values()), told, tuple(rows), tuple(columns), labels, homes)


def _one_holding(old: Edge, new: Edge) -> Edge:
    """The larger share of the two, with control where either says so."""
    larger = new if (new.percent or 0.0) > (old.percent or 0.0) else old
    return replace(larger, control=True if old.control or new.control else larger.control)


def _in_parts(old: Edge, new: Edge) -> Edge:
    """Both shares together."""
    percent = None if old.percent is None and new.percent is None else (old.percent or 0.0) + (new.percent or 0.0)
    return replace(old, percent=percent, control=True if old.control or new.control else old.control)


def is_office(row: Row) -> bool:
    """Whether a row of the ownership sheet tells of an office (director, manager …) and of no share."""
    return bool(OFFICES & set(row["role"].casefold().replace("-", " ").split())) and "percent" not in row.numbers


def in_force(row: Row, as_of: date) -> bool:
    """Whether the row's own dates let it stand on that day."""
    start, end = row.dates.get("from"), row.dates.get("to")
    return not (start and start.surely_after(as_of)) and not (end and end.surely_by(as_of) and end.end != as_of)


def blocked_nodes(
    mentions: Mentions, screened: tuple[Screened, ...], authority: str, rungs: frozenset[str], as_of: date
) -> dict[str, Screened]:
    """Nodes of the book that are themselves under a measure of `authority` ("" for any) on `as_of`, with the firmest proof.

    Where the dates leave open whether the measure stood on that day, the proof is at most `possible`.
    """
    found: dict[str, Screened] = {}
    today = day(as_of)
    for one in screened:
        listing, mention = one.standing.listing, one.mention
        stood = one.standing.on(today)
        if authority not in ("", listing.authority) or listing.rung not in rungs or mention.in_text or stood is False:
            continue
        if isinstance(mention, PartyMention):
            node = row_node(mention.party) if mention.party is not None else node_of(mentions, mention.name)[0]
        elif mention.row.sheet == "vessels":
            node = row_node(mention.row)
        else:
            continue
        if stood is None:
            one = replace(one, strength=weaker(one.strength, "possible"))  # noqa: PLW2901
        old = found.get(node)
        if old is None or STRENGTHS.index(one.strength) < STRENGTHS.index(old.strength):
            found[node] = one
    return found


def edge_span(row: Row) -> DateSpan | None:
    """From when to when the book says that a holding stood; a ship's own dates are those of her time in the book."""
    if row.sheet != "ownership":
        return None
    start, end = row.dates.get("from"), row.dates.get("to")
    return DateSpan(start.start if start else None, end.end if end else None) if start or end else None
