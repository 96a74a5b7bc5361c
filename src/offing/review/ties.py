"""What ties the book's parties and ships to each other beside shares: an address, a director, a manager, one fleet.

Shares are no tie: a parent and its other firms are not touched by what one of them is listed for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from offing.book.model import Row
from offing.index.names import fold
from offing.records.territories import territory
from offing.review.holders import in_force, is_office, node_of, row_node
from offing.review.hulls import Hull
from offing.review.mentions import Mentions, is_ship
from offing.review.told import PERSON_TYPES

MANY = 4
"""A place, person or firm that ties more than this many of the book's things is a hub, and ties none of them."""
_SAME = {"rm": "room", "rd": "road", "st": "street", "ave": "avenue", "bldg": "building", "fl": "floor", "apt": "room",
         "flat": "room", "suite": "room", "unit": "room", "str": "street", "centre": "center"}  # fmt: skip
_EMPTY = frozenset("no nr number the of and po box office".split())
_AGENTS = re.compile(
    r"\btrust company complex\b|\bajeltake\b|\b80 broad st\w*\b|\bcraigmuir chambers\b|\boffshore chambers\b|\bwickhams? cay\b"
    r"|\bproducts?ion house\b|\bp\.? ?o\.? box\b|\bc/o\b|\bcare of\b|\bregistered agent\b|\bnominee\b|\bcorporate services\b",
    re.IGNORECASE,
)
"""Addresses of registration agents, at which thousands of firms sit; from memory, and used only to say less."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes tied by `kind` (address, director, manager, owner); `row` and `columns` prove it, `hidden` cells aside."""

    one: str
    other: str
    kind: str
    row: Row
    columns: tuple[str, ...]

    def beyond(self, node: str) -> str:
        return self.other if node == self.one else self.one


@dataclass
class Ties:
    """The graph: ties by node, labels and the rows that nodes are, the nodes that are natural persons."""

    by_node: dict[str, list[Tie]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    homes: dict[str, Row] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    ships: dict[Row, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    def hub(self, node: str) -> bool:
        """Whether a node that joins others joins too many to tell anything."""
        return len({t.beyond(node) for t in self.by_node.get(node, ())}) > MANY

    def group(self, node: str) -> str:
        """One node that stands for all that shares join with this one."""
        while (above := self.groups.get(node, node)) != node:
            node = above
        return node

    def join(self, one: str, other: str) -> None:
        self.groups[self.group(one)] = self.group(other)

    def put(self, tie: Tie) -> None:
        for node in {tie.one, tie.other}:
            self.by_node.setdefault(node, []).append(tie)


def address_key(text: str) -> str:
    """The words of an address in no order, without its country; "" where it is not one place: no number, or an agent's."""
    if _AGENTS.search(text):
        return ""
    parts = [p for p in re.split(r"[,;\n]", text) if p.strip() and not territory(p.strip())]
    words = {_SAME.get(w, w) for w in fold(" ".join(parts))} - _EMPTY
    if len(words) < 3 or not any(c.isdigit() for w in words for c in w):
        return ""
    return " ".join(sorted(words))


def ties(mentions: Mentions, hulls: tuple[Hull, ...], as_of: date) -> Ties:
    """All ties of a book that stand on the day of the review."""
    graph = Ties()
    for hull in hulls:
        node = row_node(hull.row)
        graph.ships |= dict.fromkeys(hull.rows, node)
        _known(graph, node, hull.label, hull.row)
    for row in mentions.book.sheet("parties"):
        node = row_node(row)
        _known(graph, node, row["name"] or row.id, row)
        if row["type"].strip().casefold() in PERSON_TYPES:
            graph.persons.add(node)
        elif not is_ship(row) and (place := address_key(row["address"])):
            _known(graph, "address:" + place, f"one address, “{row['address']}”", None)
            graph.put(Tie(node, "address:" + place, "address", row, ("name", "address")))
    for row in mentions.book.sheet("ownership"):
        if row["owner"] and row["owned"] and in_force(row, as_of):
            _in_sheet(mentions, graph, row)
    for hull in hulls:
        if in_force(hull.row, as_of) or len(hull.rows) == 1:
            for column in ("owner", "manager"):
                if hull.row[column]:
                    firm = _firm(mentions, graph, hull.row[column])
                    graph.put(Tie(row_node(hull.row), firm, column, hull.row, ("name", "imo", column)))
    _groups(mentions, graph)
    return graph


def _in_sheet(mentions: Mentions, graph: Ties, row: Row) -> None:
    """An office in a firm, or the owner or manager of a ship; a share in a firm is no tie."""
    ship = mentions.vessel(row["owned"])
    if ship is not None:
        kind = "manager" if is_office(row) else "owner"
        firm = _firm(mentions, graph, row["owner"])
        graph.put(
            Tie(
                graph.ships.get(ship, row_node(ship)),
                firm,
                kind,
                row,
                ("owner", "owned", "role", "from", "to", "source"),
            )
        )
    elif is_office(row):
        person = _firm(mentions, graph, row["owner"])
        party = mentions.party(row["owner"])
        if party is None or party["type"].strip().casefold() in ("", *PERSON_TYPES):
            graph.persons.add(person)
        graph.put(
            Tie(
                person, _firm(mentions, graph, row["owned"]), "director", row, ("owned", "role", "from", "to", "source")
            )
        )


def _firm(mentions: Mentions, graph: Ties, text: str) -> str:
    node, label, row = node_of(mentions, text)
    _known(graph, node, label, row)
    return node


def _known(graph: Ties, node: str, label: str, row: Row | None) -> None:
    graph.labels.setdefault(node, label)
    if row is not None:
        graph.homes.setdefault(node, row)


def paths(graph: Ties, target: str, ends: frozenset[str], most: int) -> Iterator[tuple[Tie, ...]]:
    """The shortest way from each node to `target`, of two to `most` ties, the target's own end last; ways lead through no hub
    and through none of `ends`.
    """
    seen = {target}
    ways: list[tuple[str, tuple[Tie, ...]]] = [(target, ())]
    for at, way in ways:
        if len(way) == most or (way and (graph.hub(at) or at in ends)):
            continue
        for tie in sorted(graph.by_node.get(at, ()), key=lambda t: (t.row.sheet, t.row.number, t.kind)):
            beyond = tie.beyond(at)
            if beyond not in seen:
                seen.add(beyond)
                ways.append((beyond, (tie, *way)))
                if len(way) > 0:
                    yield (tie, *way)


def joints(graph: Ties, one: str, other: str) -> list[tuple[Tie, Tie]]:
    """Every way of two ties between two nodes that leads through no hub."""
    near = {t.beyond(other): t for t in reversed(graph.by_node.get(other, ()))}
    mine = {t.beyond(one): t for t in reversed(graph.by_node.get(one, ()))}
    return [(mine[n], near[n]) for n in sorted(mine.keys() & near.keys()) if not graph.hub(n)]


def _groups(mentions: Mentions, graph: Ties) -> None:
    """Joins what shares of any size join, and a ship with her owner: a parent, a subsidiary, a sister firm and its ships."""
    for row in mentions.book.sheet("ownership"):
        if row["owner"] and row["owned"] and not is_office(row):
            ship = mentions.vessel(row["owned"])
            owned = graph.ships.get(ship, "") if ship is not None else node_of(mentions, row["owned"])[0]
            graph.join(node_of(mentions, row["owner"])[0], owned)
    for held in graph.by_node.values():
        for tie in held:
            if tie.kind == "owner":
                graph.join(tie.one, tie.other)
