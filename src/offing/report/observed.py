"""The events of tracks on a terminal: what was read and what was not first, then the events, the surest first within a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.text import Text

from offing.report.wording import cut, one_line, visible
from offing.tracks.event import CONFIRMED, KINDS, PARTNER_UNOBSERVED, POSSIBLE, PROBABLE, Event, Seen, iso
from offing.tracks.observe import Observed

PROBLEMS_MOST = 20
EVENTS_MOST = 40
OFFSHORE_M = 20_000
HEARD = "heard"
HEADINGS = {
    "encounter": "Encounters: two ships near each other at sea",
    "gap": "Gaps: no AIS received",
    "loitering": "Loitering: slow, away from ports",
    "port_call": "Port calls",
    "position_jump": "Position jumps: two places no ship sails between",
    "shared_mmsi": "Shared MMSI: one number, two places",
    "identity_change": "Changes of identity",
    "draught_change": "Changes of draught, as the ship said",
    "on_land": "Positions on land",
}
TIER_WORDS = {
    CONFIRMED: "confirmed",
    PROBABLE: "probable",
    POSSIBLE: "possible",
    PARTNER_UNOBSERVED: "partner unobserved",
}
_TIERS = (CONFIRMED, PROBABLE, PARTNER_UNOBSERVED, POSSIBLE, None)
NOT_SAID = (
    "An event is what positions show, received by somebody, sent by the ship itself. "
    "It is no statement about cargo, intent or law. Encounters within 10 km of a port or anchorage are not looked for."
)


def print_observed(observed: Observed, console: Console, whole: bool = False) -> None:
    """Print it all: what was read, problems, then the events by kind. Without `whole`, encounters that the ships' own types
    explain are counted, not shown, and at most 40 events of a kind are.
    """
    _read(observed, console)
    found: dict[str, list[Event]] = {}
    for event in observed.events:
        found.setdefault(event.kind, []).append(event)
    for kind in KINDS:
        events = found.get(kind, [])
        if events:
            _kind(kind, events, console, whole)
    if not observed.events:
        console.print("No event of the kinds asked for was found in these positions.")
    console.print(Padding(Text(NOT_SAID, style="dim"), (1, 0, 0, 0)))


def _read(observed: Observed, console: Console) -> None:
    read = observed.read
    first, last = observed.first_s, observed.last_s
    span = f", {iso(first)} to {iso(last)}" if first is not None and last is not None else ""
    said = f"{read.positions:,} positions of {observed.mmsis:,} MMSI and {read.statics:,} statics"
    console.print(f"{said} from {len(read.files):,} files{span}", markup=False, soft_wrap=True)
    if read.dropped:
        left = "; ".join(f"{n:,} {reason}" for reason, n in read.dropped.items())
        console.print(f"left out: {left}", markup=False, soft_wrap=True)
    problems = read.problems
    for problem in problems[:PROBLEMS_MOST]:
        console.print(Text("! " + visible(str(problem))), soft_wrap=True)
    if len(problems) > PROBLEMS_MOST:
        console.print(f"! {len(problems) - PROBLEMS_MOST} more problems (--json has them)", markup=False)


def _kind(kind: str, events: Sequence[Event], console: Console, whole: bool) -> None:
    console.print(Line(Text(f"{HEADINGS[kind]} ({len(events):,})", style="bold"), align="left", style="dim"))
    shown = sorted(events if whole else [e for e in events if not _explained(e)], key=_first)
    most = len(shown) if whole else EVENTS_MOST
    for event in shown[:most]:
        print_event(event, console)
    if len(shown) > most:
        console.print(f"  {len(shown) - most:,} more (--all shows them, -o writes them all)", markup=False)
    explained = Counter(_explained(e) for e in events if not whole and _explained(e))
    for context, count in explained.most_common():
        console.print(f"  and {count:,}: {context} (--all shows them)", markup=False, soft_wrap=True)


def _first(event: Event) -> tuple[int, float, int]:
    """Sort key: the surest tier, then what lay farthest from the shore (gaps, loitering), then time."""
    shore = event.measures.get("shore_m") if event.kind in {"gap", "loitering"} else None
    return _TIERS.index(event.tier), -float(shore) if isinstance(shore, int | float) else 0.0, event.start_s


def _explained(event: Event) -> str:
    """What explains an event that is not shown at first; empty when nothing does."""
    measures = event.measures
    if event.kind == "encounter" and event.tier == POSSIBLE:
        return str(measures.get("context") or "")
    if event.kind == "draught_change" and event.tier is None and measures.get("where") != "at sea":
        return f"the draught changed {measures.get('where')}"
    if event.kind == "gap":
        if measures.get("coverage") != HEARD:
            return "too few others were heard there meanwhile: no conclusion"
        shore = measures.get("shore_m")
        return "near the shore" if isinstance(shore, int | float) and shore < OFFSHORE_M else ""
    return ""


def print_event(event: Event, console: Console) -> None:
    """When and where, the ships, and why it is of its tier."""
    head = Text("  ")
    if event.tier:
        head.append(f"{TIER_WORDS[event.tier]}, ", style="bold red" if event.tier == CONFIRMED else "bold")
    head.append(_span(event.start_s, event.end_s))
    if event.lat_deg is not None and event.lon_deg is not None:
        head.append(f", {_place(event.lat_deg, event.lon_deg)}", style="dim")
    console.print(head)
    console.print(Text("    " + visible(" with ".join(_ship(s) for s in _ships(event)))), soft_wrap=True)
    console.print(Padding(Text(visible(cut(one_line(event.why), 600))), (0, 0, 0, 4), expand=False))
    extra = _extra(event)
    if extra:
        console.print(Padding(Text(extra, style="dim"), (0, 0, 0, 4), expand=False))


def _span(start_s: int, end_s: int) -> str:
    """Both instants to the minute and how long lies between them."""
    first, last = (iso(s)[:16].replace("T", " ") for s in (start_s, end_s))
    if end_s == start_s:
        return f"{first} UTC"
    hours = (end_s - start_s) / 3600
    return f"{first} to {last[11:] if last[:10] == first[:10] else last} UTC ({hours:.1f} h)"


def _ships(event: Event) -> Iterable[Seen]:
    return (event.a,) if event.b is None else (event.a, event.b)


def _ship(ship: Seen) -> str:
    named = ship.name or "no name sent"
    number = f"IMO {ship.imo}, " if ship.imo else ""
    return f"{named} ({number}MMSI {ship.mmsi}{f', hull {ship.hull}' if ship.hull else ''})"


def _extra(event: Event) -> str:
    said = []
    measures = event.measures
    observed = measures.get("observed_fraction")
    if isinstance(observed, int | float):
        unheard = measures.get("longest_unobserved_s")
        hours = f", longest unobserved {unheard / 3600:.1f} h" if isinstance(unheard, int | float) else ""
        said.append(f"{'both heard' if event.b else 'heard'} {observed:.0%} of the time{hours}")
    near = measures.get("near")
    if isinstance(near, tuple) and near:
        said.append(f"also near: {', '.join(near[:3])}{f' and {len(near) - 3} more' if len(near) > 3 else ''}")
    shore = measures.get("shore_m")
    if isinstance(shore, int | float):
        said.append(f"{shore / 1852:.0f} nm from shore")
    return "; ".join(said)


def _place(lat_deg: float, lon_deg: float) -> str:
    return f"{abs(lat_deg):.3f}{'N' if lat_deg >= 0 else 'S'} {abs(lon_deg):.3f}{'E' if lon_deg >= 0 else 'W'}"
