"""Who holds what, drawn: owners above, what they own below, blocked owners told by border and by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from offing.records.dates import DateSpan, parse_span
from offing.report.as_json import plain
from offing.report.drawing import label, svg, words, wrapped
from offing.report.wording import one_line
from offing.review.finding import Finding

BOX, GAP_X, GAP_Y, CHARS, LINE = 178, 34, 84, 26, 14
MOST_BOXES = 40


@dataclass(frozen=True, slots=True)
class Edge:
    """One holding as a source states it. `percent` is None where the source gives none: unknown, not zero."""

    owner: str
    owned: str
    percent: float | None
    control: bool
    blocked: bool
    since: str
    until: str
    source: str

    @property
    def share(self) -> str:
        held = "share unknown" if self.percent is None else f"{self.percent:g} %"
        if self.control:
            return "control, not ownership" if self.percent is None else f"{held}; also control"
        return held

    @property
    def when(self) -> str:
        if self.since and self.until:
            return f"{self.since} to {self.until}"
        return f"from {self.since}" if self.since else f"until {self.until}" if self.until else "undated"

    def held_on(self, day: date) -> bool:
        """Whether the holding may stand on that day: not surely begun later, not surely ended before."""
        since, until = _span(self.since), _span(self.until)
        return not (since and since.surely_after(day)) and not (until and until.end and until.end < day)


def _span(text: str) -> DateSpan | None:
    try:
        return parse_span(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Regime:
    """Whose law the drawing adds up under, in its own words: `blocked` in the US, an asset freeze elsewhere."""

    authority: str

    @property
    def owners(self) -> str:
        us = self.authority in ("US", "")
        return f"{'blocked owners' if us else 'owners under asset freeze'}{f' ({self.authority})' if self.authority else ''}"

    @property
    def mark(self) -> str:
        return self.owners.upper().replace("OWNERS", "OWNER")


def regime(finding: Finding) -> Regime:
    """The regime that the check names in `detail["authority"]`; without one, the plain words."""
    return Regime(str(finding.detail.get("authority") or ""))


def edges(detail: Mapping[str, Any]) -> tuple[Edge, ...]:
    """The holdings of a finding's `detail["ownership"]`; empty without."""
    return tuple(
        Edge(
            one_line(str(e.get("owner", ""))),
            one_line(str(e.get("owned", ""))),
            float(e["percent"]) if isinstance(e.get("percent"), int | float) else None,
            bool(e.get("control")),
            bool(e.get("blocked")),
            str(plain(e.get("from")) or ""),
            str(plain(e.get("to")) or ""),
            str(e.get("source") or ""),
        )
        for e in detail.get("ownership") or ()
    )


def sums(holdings: tuple[Edge, ...], day: date, law: Regime) -> dict[str, str]:
    """For each owned name, what the holdings of blocked owners add up to on that day, in words.

    As OFAC FAQ 401 counts: an owner held to 50 % or more by blocked persons counts as one; control never counts.
    """
    blocked = {e.owner for e in holdings if e.blocked}
    reached = set(blocked)
    while True:
        totals: dict[str, list[Edge]] = {}
        for edge in holdings:
            counts = edge.held_on(day) and not (edge.control and edge.percent is None)
            if counts and edge.owner in reached:
                totals.setdefault(edge.owned, []).append(edge)
        more = {n for n, held in totals.items() if sum(e.percent or 0.0 for e in held) >= 50.0} - reached
        if not more:
            break
        reached |= more
    return {
        name: f"held through {law.owners}: {_sum_words(held)} on {day.isoformat()}" for name, held in totals.items()
    }


def _sum_words(held: list[Edge]) -> str:
    known = [e.percent for e in held if e.percent is not None]
    unknown = len(held) - len(known)
    parts = [f"{p:g}" for p in known] + ["unknown"] * unknown
    total = f"{sum(known):g} %" + (" or more" if unknown else "")
    said = total if known else "share unknown"
    return f"{' + '.join(parts) + ' = ' if len(parts) > 1 else ''}{said}"


def _layers(holdings: tuple[Edge, ...]) -> list[list[str]]:
    names = list(dict.fromkeys(n for e in holdings for n in (e.owner, e.owned)))
    depth = dict.fromkeys(names, 0)
    for _ in names:  # the longest path from a top owner; bounded, so that a circle of holdings ends too
        for edge in holdings:
            if edge.owner != edge.owned and depth[edge.owned] < depth[edge.owner] + 1 <= len(names) - 1:
                depth[edge.owned] = depth[edge.owner] + 1
    levels = sorted(set(depth.values()))
    return [[n for n in names if depth[n] == level] for level in levels]


def ownership(finding: Finding, *, alone: bool = False) -> str:
    """The drawing as SVG; empty without holdings, or with more than a drawing can hold (the table has them all)."""
    holdings, day, law = edges(finding.detail), finding.as_of, regime(finding)
    layers = _layers(holdings)
    if not holdings or sum(map(len, layers)) > MOST_BOXES:
        return ""
    blocked, totals = {e.owner for e in holdings if e.blocked}, sums(holdings, day, law)
    lines = {n: wrapped(n, CHARS, 4) for layer in layers for n in layer}
    notes = {n: _notes(n, blocked, totals, law) for n in lines}
    heights = {n: 14 + LINE * (len(lines[n]) + len(notes[n])) for n in lines}
    width = max(len(layer) for layer in layers) * (BOX + GAP_X) + GAP_X
    at: dict[str, tuple[float, float]] = {}
    y = 10.0
    for layer in layers:
        left = (width - len(layer) * (BOX + GAP_X) + GAP_X) / 2
        for number, name in enumerate(layer):
            at[name] = (left + number * (BOX + GAP_X), y)
        y += max(heights[n] for n in layer) + GAP_Y
    links = [_link(e, at, heights, number, day) for number, e in enumerate(holdings)]
    body = [line for line, _ in links] + [said for _, said in links]  # no later line crosses an earlier label
    for name, (x, top) in at.items():
        body.append(_box(name in blocked, x, top, heights[name]))
        for number, line in enumerate(lines[name]):
            body.append(words(x + BOX / 2, top + 18 + LINE * number, line, "", "middle"))
        for number, line in enumerate(notes[name]):
            body.append(words(x + BOX / 2, top + 18 + LINE * (len(lines[name]) + number), line, "s b", "middle"))
    desc = ". ".join(f"{e.owner} → {e.owned}: {e.share}" for e in holdings)
    return svg(round(width), round(y - GAP_Y + 12), "Ownership as the sources state it", desc, body, alone=alone)


def _notes(name: str, blocked: set[str], totals: dict[str, str], law: Regime) -> list[str]:
    notes = wrapped(law.mark, CHARS - 2, 2) if name in blocked else []
    return notes + (wrapped(totals[name], CHARS - 2, 4) if name in totals else [])


def _box(blocked: bool, x: float, y: float, height: int) -> str:
    return f'<rect class="{"blk" if blocked else "box"}" x="{x:g}" y="{y:g}" width="{BOX}" height="{height}" rx="3"/>'


def _link(
    edge: Edge, at: dict[str, tuple[float, float]], heights: dict[str, int], number: int, day: date
) -> tuple[str, str]:
    (x1, y1), (x2, y2) = at[edge.owner], at[edge.owned]
    start, stop = (x1 + BOX / 2, y1 + heights[edge.owner]), (x2 + BOX / 2, y2)
    if y2 <= y1:  # a circle of holdings: the way back leaves at the side
        start, stop = (x1 + BOX, y1 + 12.0), (x2 + BOX, y2 + 12.0)
    css = "ln ctl" if edge.control and edge.percent is None else "ln"
    # labels sit at different heights of the gap, so that parallel holdings do not print over each other
    share = 0.36 if number % 2 else 0.5
    mid = (start[0] + (stop[0] - start[0]) * share, start[1] + (stop[1] - start[1]) * share)
    tip = f'<path class="arr" d="M{stop[0]:g} {stop[1]:g}l-4.5 -9h9z"/>'
    way = f"M{start[0]:g} {start[1]:g}L{stop[0]:g} {stop[1] - 8:g}"
    line = f'<path class="{css}" d="{way}"><title>{label(edge.source)}</title></path>'
    when = edge.when if edge.held_on(day) else f"{edge.when}; not held on {day.isoformat()}"
    wide = max(len(edge.share) * 6.6, len(when) * 5.4)
    ground = f'<rect class="bgd" x="{mid[0] + 3:g}" y="{mid[1] - 11:g}" width="{wide + 6:g}" height="28"/>'
    return line + tip, ground + words(mid[0] + 6, mid[1], edge.share, "b") + words(mid[0] + 6, mid[1] + 13, when, "s")
