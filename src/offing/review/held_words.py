"""What a sum of holdings answers under US, EU and UK law, in words: reached, not reached, not stated, or control alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offing.book.model import Row
from offing.index.walk import Edge, Holding
from offing.records.dates import iso
from offing.review.finding import STRENGTHS, Kind, Strength, weaker
from offing.review.holders import Holders, edge_span

_TESTS = {"US": "50 % or more", "EU": "50 % or more", "UK": "more than 50 %"}
_PRESUMED = "owned or controlled: a presumption that facts can rebut"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: its kind, strength and sentence; `reached` when a status follows from it, with that status's wording."""

    kind: Kind
    strength: Strength
    says: str
    reached: bool = False
    wording: str = ""


def answer(authority: str, graph: Holders, holding: Holding, firm: Mapping[str, Strength]) -> Said:
    """The answer for one firm or ship. `firm` gives the strength of the sums that reach, by node."""
    name = graph.labels[holding.owned]
    held = _all_held((*holding.counted, *holding.unstated, *holding.control_only), graph)
    if holding.reaches:
        ships = all(graph.rows[e.ref].sheet == "vessels" for e in holding.counted)
        return _reached(authority, name, held, holding, firm[holding.owned], ships=ships)
    controlled = [e for e in (*holding.counted, *holding.control_only) if e.control]
    if controlled and authority != "US":
        says = f"{name}: {authority} “owned or controlled” test: control is alleged in the book: {_all_held(controlled, graph)}."
        return Said("RULE", "possible", says, True, _PRESUMED)
    if holding.unstated:
        rest = f" besides {holding.percent:g} % stated" if holding.counted else ""
        then = "blocked by ownership (US)" if authority == "US" else f"presumed owned under the {authority} test"
        first = graph.rows[holding.unstated[0].ref]
        says = f"{name}: {_untold(first)}{rest}: {held}. At {_TESTS[authority]} it would be {then}."
        return Said("MISSING", "no_conclusion", says)
    if holding.counted:
        return Said("RULE", "weak", f"{name}: {_below(authority, holding)} Caution: {held}. {_CARE[authority]}")
    says = f"{name}: control without a share of 50 % is not ownership (US, FAQ 398): not blocked by that fact. Caution: {held}."
    return Said("RULE", "weak", says)


def in_parts(authority: str, graph: Holders, holding: Holding) -> Said:
    """The answer where rows on one owner reach the threshold only if they are parts of a holding, not two tellings of it."""
    pairs = [(e.owner, e.owned) for e in holding.counted]
    told = [(pair[0], graph.rows[ref]) for pair in pairs for ref in graph.told[pair]]
    held = "; ".join(_stated(graph.labels[owner], _percent(row), row) for owner, row in told)
    says = (
        f"{graph.labels[holding.owned]}: several rows state a share of the same owner: {held}. As parts of one holding they come "
        f"to {holding.percent:g} % and meet the {authority} test ({_TESTS[authority]}); as tellings of one fact they do not."
    )
    return Said("MISSING", "no_conclusion", says)


def _reached(authority: str, name: str, held: str, holding: Holding, firm: Strength, *, ships: bool) -> Said:
    whole = f"{holding.percent:g} % in all" if len(holding.counted) > 1 else f"{holding.percent:g} %"
    if holding.percent > 100:
        whole += ", more than there is: the rows overlap or a share is mistyped"
    if authority == "US":
        sure = STRENGTHS.index(firm) <= STRENGTHS.index("strong")
        treated = (
            "treated as blocked by ownership (US)"
            if sure
            else "may be blocked by ownership (US), if the owner is the one listed"
        )
        owned = held if ships else f"Blocked persons hold {whole}: {held}"
        says = f"{name}: {treated}. {owned}."
        return Said("RULE", firm, says, True, "treated as blocked by the 50 Percent Rule; not listed itself")
    test = f"“owned or controlled” test ({_TESTS[authority]}, or control)"
    says = f"{name}: {authority} {test}, asset freeze presumed. {held if ships else f'{whole}: {held}'}."
    return Said("RULE", weaker(firm, "possible"), says, True, _PRESUMED)


_CARE = {
    "US": "OFAC urges care below the threshold: a further share or a listing of the firm itself would change the answer.",
    "EU": "A further share, or control by other means, would change the answer.",
    "UK": "A further share, or control by other means, would change the answer.",
}


def _below(authority: str, holding: Holding) -> str:
    if authority == "US":
        return f"{holding.percent:g} % held by blocked persons (US), below 50 %: not blocked by ownership."
    side = "not more than" if authority == "UK" else "below"
    return f"{holding.percent:g} % held by persons under an asset freeze ({authority}), {side} 50 %: not owned under that test."


def _all_held(edges: Sequence[Edge], graph: Holders) -> str:
    return "; ".join(_held(e, graph) for e in edges)


def _held(edge: Edge, graph: Holders) -> str:
    if graph.rows[edge.ref].sheet == "vessels":
        row = graph.rows[edge.ref]
        return f"{graph.labels[edge.owner]} is her registered owner (vessels row {row.number})"
    share = _percent(graph.rows[edge.ref]) if edge.percent is None else f"{edge.percent:g} %"
    if edge.control:
        share = f"{share} and control" if edge.percent else "control"
    return _stated(graph.labels[edge.owner], share, graph.rows[edge.ref])


def _percent(row: Row) -> str:
    if "percent" in row.numbers:
        return f"{row.numbers['percent']:g} %"
    return f"a share that cannot be read ({row['percent']})" if row["percent"] else "a share not stated"


def _untold(row: Row) -> str:
    return f"the share ({row['percent']}) cannot be read" if row["percent"] else "the share is not stated"


def _stated(owner: str, share: str, row: Row) -> str:
    """`Haibo 25 % (register extract, 2015-01-01/..)`"""
    when = edge_span(row)
    return f"{owner} {share} ({row['source'] or f'{row.sheet} row {row.number}'}{f', {iso(when)}' if when else ''})"
