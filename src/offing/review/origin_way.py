"""Goods of a territory by their origin: what the papers say of it, and the port of loading where none says anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offing.review.context import Context
from offing.review.traded import Cell, Lot, Way, other_origin, places_named, port_named, ways

_OIL_OF_NEIGHBOURS = frozenset(
    {"Novorossiysk", "CPC Marine Terminal", "Ust-Luga", "Bandar Abbas", "Bandar Imam Khomeini"}
)
"""Ports that also load goods of other origin: Kazakh crude (CPC and KEBCO blends), and transit of Central Asia by Iran."""
_NEIGHBOURS = re.compile(
    r"\b(?:KEBCO|CPC|tengiz\w*|kashagan|karachaganak|kazakh\w*|azeri|azerbaijan\w*|turkmen\w*|basrah?|kirkuk)\b",
    re.IGNORECASE,
)
_TRANSIT = re.compile(r"\b(?:transit|in bond|not of russian|non[- ]russian|non[- ]iranian)\b", re.IGNORECASE)


def ways_of_origin(context: Context, lot: Lot, of: str) -> Iterator[Way]:
    """`from` a territory where the papers name it as the origin, firm; `to` it as for any goods.

    Another origin on the row or on a paper of its voyage, or one of several countries, ends it. Without any origin the port
    of loading counts, never firm, where the goods' words name no neighbour's oil and the port loads none.
    """
    own = [(lot.row, "origin")] if lot.row["origin"] else []
    papers = [(d, "origin") for f in context.papers.of(lot.row) for d in f.documents if d["origin"]] if not own else []
    told = own or papers
    if told:
        if all(places_named(row[column]) == {of} for row, column in told):
            yield Way("from", tuple(told), True)
    elif not other_origin(lot, of) and (cells := _loaded(lot, of)):
        yield Way("from", cells, False)
    yield from (w for w in ways(context, lot, of) if w.direction == "to")


def _loaded(lot: Lot, of: str) -> tuple[Cell, ...]:
    texts = " ".join((lot.words, lot.row["note"], lot.voyage["note"] if lot.voyage is not None else ""))
    if _NEIGHBOURS.search(texts) or _TRANSIT.search(texts):
        return ()
    return tuple(
        (row, column)
        for row, column in lot.ends("from")
        if column == "load_port"
        and of in places_named(row[column])
        and ((port := port_named(row[column])) is None or port.name not in _OIL_OF_NEIGHBOURS)
    )
