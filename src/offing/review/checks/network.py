"""A short path to a listed party?

Two or three steps over an address, a director, a manager or the ships of one fleet, as the book's own rows tell them, lead
from a party or ship to one that is on a list on the day of the review. Every step is shown with its row. An address,
person or firm that joins more than four things of the book is a hub and no step, and neither is the address of a
registration agent. Shares are no step either: the parent of a listed firm, and the parent's other firms, are not touched
by the listing. Nothing here is more than a lead: one path is weak, two of different kinds are possible, and within
one group of firms it stays weak. The owner and the manager of a listed ship, one step away, are told as possible where
`listed_party` and `ownership_50` say nothing of them, but not who had left her before the listing. Of a director who is a
natural person the row is shown and not the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from offing.records.dates import in_words
from offing.records.rungs import RUNGS
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Evidence, Finding, Strength
from offing.review.hers import owned_in_part, owner_and_manager
from offing.review.holders import blocked_nodes
from offing.review.screening import Screened
from offing.review.ties import MANY, Tie, Ties, joints, paths, ties

MOST_STEPS = 3
CHECK = Check(
    id="network",
    asks="A short path to a listed party?",
    kinds=("BEHAVIOUR",),
    basis="US maritime advisory of 14 May 2020, practice 7 (complex ownership or management); COSCO Dalian 2019 for its limits",
    needs=("parties", "ownership", "vessels"),
    innocent=(
        "Firms share buildings, agents, directors for hire and ship managers without knowing each other.",
        "A listing touches neither the parent of a listed firm nor the parent's other firms, unless ownership decides.",
        "What two rows call by one name may be two places, persons or firms.",
    ),
    settle=(
        "Register extracts of both firms: registered office, directors and owners, with their days.",
        "The party's own answer what it shares with the listed one, and since when; for a manager, the agreement.",
    ),
    params={
        "steps": f"2 to {MOST_STEPS}, 1 from a listed ship to her owner or manager",
        "hub_joins_more_than": MANY,
        "listed_by": "a number, or firmly by name; on the day of the review",
        "over": "address, director, manager, owner of a ship",
    },
    names=True,
)
_LISTING = frozenset(name for name, rung in RUNGS.items() if rung.listing)


def run(context: Context) -> Iterator[Finding]:
    listed = _listed(context)
    if not listed:
        return
    graph = ties(context.mentions, context.hulls, context.as_of)
    targets = {graph.ships.get(one.mention.row, node): one for node, one in listed.items()}
    ends, ships = frozenset(targets), frozenset(graph.ships.values())
    silent = owned_in_part(context, ends)
    told: dict[str, set[str]] = {}
    for target in sorted(targets, key=lambda n: graph.labels.get(n, "")):
        if target in ships:
            for tie in owner_and_manager(context, graph, target, targets[target], silent):
                told.setdefault(tie.beyond(target), set()).add(graph.labels.get(target, target))
                yield _finding(context, graph, tie.beyond(target), target, targets[target], (tie,))
        for path in paths(graph, target, ends, MOST_STEPS):
            start = _start(path, target)
            if start in ends or start in graph.persons or start not in graph.homes:
                continue
            if graph.labels.get(target, target) not in told.setdefault(start, set()):
                told[start].add(graph.labels.get(target, target))
                yield _finding(context, graph, start, target, targets[target], path)


def _listed(context: Context) -> Mapping[str, Screened]:
    """The book's parties and ships that stand on a list, none by a possible name."""
    found = blocked_nodes(context.mentions, context.screening.found, "", _LISTING, context.as_of)
    return {n: s for n, s in found.items() if s.strength in ("match", "strong")}


def _start(path: tuple[Tie, ...], target: str) -> str:
    at = target
    for tie in reversed(path):
        at = tie.beyond(at)
    return at


def _finding(
    context: Context, graph: Ties, start: str, target: str, listed: Screened, path: tuple[Tie, ...]
) -> Finding:
    row = graph.homes[start]
    hers = len(path) == 1
    ways = [path, *(w for w in joints(graph, start, target) if len(path) > 2 or w[0].kind != path[0].kind)]
    group = graph.group(start) == graph.group(target)
    strength: Strength = "possible" if hers or (len({w[0].kind for w in ways}) > 1 and not group) else "weak"
    standing = listed.standing
    entry = f"{listed.hit.listed} on {standing.listing.dataset}, listed {in_words(standing.since)}"
    told = "; and ".join(_words(graph, start, w) for w in ways).rstrip(".")
    says = f"{graph.labels[start]} is {len(path)} steps from {graph.labels[target]} ({entry}): {told}. A lead, no more."
    if hers:
        left = f", to {path[0].row['to']}" if path[0].row["to"] else ""
        says = (
            f"{graph.labels[start]} is the {path[0].kind} of {graph.labels[target]} ({entry}) by {path[0].row.sheet} row "
            f"{path[0].row.number}{left}. The listing of a ship is by itself none of her owner or manager."
        )
    elif group:
        says += " Both belong to one group by the book's own rows; that by itself says nothing of either."
    steps = dict.fromkeys(t for w in ways for t in w)
    proof: list[Evidence] = [p for t in steps for p in context.row_evidence(t.row, *t.columns)]
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(row, "name" if row["name"] else "id"),
        says=says,
        strength=strength,
        evidence=(*dict.fromkeys(proof), context.list_evidence(listed.hit.position)),
        innocent=(*CHECK.innocent, *on_file(row, *(t.row for t in steps))),
        settle=CHECK.settle,
        rule=CHECK.rule_under(context.profile),
        as_of=context.as_of,
        detail={"path": [{"kind": t.kind, "sheet": t.row.sheet, "row": t.row.number} for t in path]},
    )


def _words(graph: Ties, start: str, path: tuple[Tie, ...]) -> str:
    """`A, address (parties row 2) → one address → address (parties row 5) → B`, persons not by name."""
    at, parts = start, [graph.labels[start]]
    for tie in path:
        at = tie.beyond(at)
        label = "one person" if at in graph.persons and tie is not path[-1] else graph.labels.get(at, "?")
        parts.append(f"by {tie.kind} ({tie.row.sheet} row {tie.row.number}) to {label}")
    return ", ".join(parts)
