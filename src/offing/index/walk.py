"""Ownership summed as OFAC sums it (FAQ 398 to 402): all blocked owners together, link by link, at 50 percent or more.

A firm that blocked persons own at 50 % or more in the aggregate is itself treated as blocked, and so counts whole for
the firms it owns; a holding through a firm below 50 % counts for nothing. Control is not ownership.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import fsum

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
    more_than: bool = False

    @property
    def reaches(self) -> bool:
        """At or above the threshold; above it where the law asks for more than half (`more_than`)."""
        return self.percent > THRESHOLD_PERCENT + 1e-9 if self.more_than else self.percent >= THRESHOLD_PERCENT - 1e-9


def holdings(edges: Sequence[Edge], blocked: Collection[str], *, more_than: bool = False) -> dict[str, Holding]:
    """Every node that some blocked or thereby blocked owner holds or controls. Cycles are fine; the result is the least one.

    `more_than` asks for more than the threshold (UK), not for the threshold itself (US, EU).
    """
    within = set(blocked)
    by_owned: dict[str, list[Edge]] = {}
    owned_by: dict[str, set[str]] = {}
    for edge in _stated_once(edges):
        by_owned.setdefault(edge.owned, []).append(edge)
        owned_by.setdefault(edge.owner, set()).add(edge.owned)
    found: dict[str, Holding] = {}
    waiting = {node for owner in within for node in owned_by.get(owner, ())}
    while waiting:
        again: set[str] = set()
        for node in waiting:
            found[node] = _hold(node, by_owned[node], within, more_than)
            if found[node].reaches and node not in within:
                within.add(node)
                again |= owned_by.get(node, set())
        waiting = again
    return {n: found[n] for n in by_owned if n in found and _holds_any(found[n])}


def _stated_once(edges: Sequence[Edge]) -> Iterable[Edge]:
    """A holding that two rows state alike is one holding; a firm's own shares are nobody's."""
    once: dict[tuple[str, str, float | None, bool | None], Edge] = {}
    for edge in edges:
        if edge.owner != edge.owned:
            once.setdefault((edge.owner, edge.owned, edge.percent, edge.control), edge)
    return once.values()


def _holds_any(holding: Holding) -> bool:
    return bool(holding.counted or holding.unstated or holding.control_only)


def _hold(node: str, into: Sequence[Edge], within: set[str], more_than: bool) -> Holding:
    ours = [e for e in into if e.owner in within]
    counted = tuple(e for e in ours if e.percent is not None and e.percent > 0)
    unstated = tuple(e for e in ours if e.percent is None and not e.control)
    control = tuple(e for e in ours if e.control and not e.percent)
    return Holding(node, fsum(e.percent or 0.0 for e in counted), counted, unstated, control, more_than)


def chain(found: dict[str, Holding], node: str) -> tuple[Edge, ...]:
    """All counted edges above a node, nearest first: what a report draws."""
    seen: dict[Edge, None] = {}
    queue = deque([node])
    visited: set[str] = set()
    while queue:
        here = queue.popleft()
        if here in visited or here not in found:
            continue
        visited.add(here)
        holding = found[here]
        for edge in (*holding.counted, *holding.unstated, *holding.control_only):
            seen.setdefault(edge)
            queue.append(edge.owner)
    return tuple(seen)
