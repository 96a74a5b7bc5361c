"""Ownership summed as OFAC sums it (FAQ 398 to 402): all blocked owners together, link by link, at 50 percent or more.

A firm that blocked persons own at 50 % or more in the aggregate is itself treated as blocked, and so counts whole for
the firms it owns; a holding through a firm below 50 % counts for nothing. Control is not ownership.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

THRESHOLD_PERCENT = 50.0


@dataclass(frozen=True, slots=True)
class Edge:
    """`owner` holds `percent` (None: not stated) of `owned`; `control` where the source says control. `ref` is the caller's."""

    owner: str
    owned: str
    percent: float | None
    control: bool | None
    ref: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What blocked persons hold of one firm: the stated sum, the edges in it, those of unstated share, those of control only."""

    owned: str
    percent: float
    counted: tuple[Edge, ...]
    unstated: tuple[Edge, ...]
    control_only: tuple[Edge, ...]

    @property
    def reaches(self) -> bool:
        return self.percent >= THRESHOLD_PERCENT - 1e-9


def holdings(edges: Sequence[Edge], blocked: Collection[str]) -> dict[str, Holding]:
    """Every node that some blocked or thereby blocked owner holds or controls. Cycles are fine; the result is the least one."""
    within = set(blocked)
    by_owned: dict[str, list[Edge]] = {}
    for edge in dict.fromkeys(edges):
        if edge.owner != edge.owned:
            by_owned.setdefault(edge.owned, []).append(edge)
    while True:
        found = {node: _hold(node, into, within) for node, into in by_owned.items()}
        grown = within | {n for n, h in found.items() if h.reaches}
        if grown == within:
            return {n: h for n, h in found.items() if h.counted or h.unstated or h.control_only}
        within = grown


def _hold(node: str, into: Sequence[Edge], within: set[str]) -> Holding:
    ours = [e for e in into if e.owner in within]
    counted = tuple(e for e in ours if e.percent is not None and e.percent > 0)
    unstated = tuple(e for e in ours if e.percent is None and not e.control)
    control = tuple(e for e in ours if e.control and not e.percent)
    return Holding(node, sum(e.percent or 0.0 for e in counted), counted, unstated, control)


def chain(found: dict[str, Holding], node: str) -> tuple[Edge, ...]:
    """All counted edges above a node, nearest first: what a report draws."""
    seen: dict[Edge, None] = {}
    queue = [node]
    visited: set[str] = set()
    while queue:
        here = queue.pop(0)
        if here in visited or here not in found:
            continue
        visited.add(here)
        holding = found[here]
        for edge in (*holding.counted, *holding.unstated, *holding.control_only):
            seen.setdefault(edge)
            queue.append(edge.owner)
    return tuple(seen)
