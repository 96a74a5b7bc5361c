"""The owner and the manager of a listed ship: parties of the book of which no list check and no rule on ownership speaks."""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.context import Context
from offing.review.holders import holders
from offing.review.listing import stood
from offing.review.screening import Screened
from offing.review.ties import Tie, Ties


def owned_in_part(context: Context, listed: frozenset[str]) -> frozenset[str]:
    """The listed nodes and what they own any part of, through any number of firms: `ownership_50` speaks on it."""
    edges, held = holders(context.mentions, context.as_of).edges, set(listed)
    while more := {e.owned for e in edges if e.owner in held} - held:
        held |= more
    return frozenset(held)


def owner_and_manager(
    context: Context, graph: Ties, ship: str, listed: Screened, silent: frozenset[str]
) -> Iterator[Tie]:
    """The ties of a listed ship to her owner and manager, each party once; none to `silent` nodes and natural persons, and
    none that had ended when she was listed.
    """
    done = set(silent) | graph.persons
    for tie in graph.by_node.get(ship, ()):
        node = tie.beyond(ship)
        home = graph.homes.get(node)
        if node in done or home is None or home.sheet != "parties" or not _since_listed(context, tie, listed):
            continue
        done.add(node)
        firm = ("match", "strong", "possible")
        if not any(stood(s) and s.strength in firm for s in context.screened_on.get(home, ())):
            yield tie


def _since_listed(context: Context, tie: Tie, ship: Screened) -> bool:
    """Whether the tie stood on some day between the listing and the review."""
    begun, left, since = tie.row.dates.get("from"), tie.row.dates.get("to"), ship.standing.since
    listed = since.start if since and since.start else context.as_of
    return not (begun and begun.surely_after(context.as_of)) and not (left and left.end and left.end < listed)
