"""What the map and the lanes show, in words, by time: for whom a drawing says nothing, and to check it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offing.report.observed import HEARD, TIER_WORDS
from offing.review.at_sea import degrees, minute
from offing.tracks.event import iso
from offing.tracks.params import Params

ROWS_MOST = 600
GAP_S = Params().gap_s
COVERAGE = {
    HEARD: "others were heard nearby meanwhile",
    "unheard": "no other ship was heard nearby either: no conclusion",
}
NO_CONCLUSION = "too few others were heard nearby to tell: no conclusion"
LANES = {
    "names": "name", "flags": "flag", "owners": "owner or manager", "listings": "listing", "voyages": "voyage", "papers": "paper",
    "payments": "payment",
}  # fmt: skip
_TIERS = set(TIER_WORDS.values())


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is drawn. `at` is the time to which a link moves the cursor ("" for none), `n` its number on the map."""

    when: str
    what: str
    says: str
    where: str = ""
    at: str = ""
    n: int = 0
    order: int = 0


def told(body: Mapping[str, Any]) -> tuple[list[Told], int]:
    """The rows in order of time, those without a time last, at most `ROWS_MOST`; and how many there are."""
    rows = sorted(_rows(body["sea"]), key=lambda r: (not r.at, r.order))
    return rows[:ROWS_MOST], len(rows)


def _rows(sea: Mapping[str, Any]) -> Iterator[Told]:
    for way in sea["tracks"]:
        yield from _heard(way)
    for gap in sea["gaps"]:
        yield _silence(gap)
    for n, event in enumerate(sea["events"], start=1):
        yield _event(event, n)
    for said in sea["said"]:
        whose = f"MMSI {said['mmsi']:09d} sent"
        yield from _said(said["destination"], "destination as sent", f"{whose} “{{}}”")
        yield from _said(said["draught"], "draught as sent", f"{whose} {{}} m")
    for lane, what in LANES.items():
        yield from (_bar(bar, what) for bar in sea["lanes"][lane])


def _at(t: int) -> str:
    return iso(t)[:16] + "Z"


def _span(t0: int, t1: int) -> str:
    return f"{minute(t0)} to {minute(t1)}" if t1 != t0 else minute(t0)


def _heard(way: Mapping[str, Any]) -> Iterator[Told]:
    """Each stretch in which a ship was heard, of hers; of a ship she met, one row for all."""
    if not way["t"]:
        return
    whose = f"{way['label']}, MMSI {way['mmsi']:09d}"
    if not way["hers"]:
        says = f"{whose}: track of the ship she met, about the time of it"
        yield Told(_span(way["t"][0], way["t"][-1]), "other ship heard", says, "", _at(way["t"][0]), 0, way["t"][0])
        return
    doubts = "".join(f" {x}" for x in way["doubts"])
    for a, b, longest in _stretches(way):
        first, last = way["t"][a], way["t"][b - 1]
        speeds = [k for k in way["kn"][a:b] if k is not None]
        made = f", {min(speeds):g} to {max(speeds):g} kn made good" if speeds else ""
        pauses = f", never silent for longer than {longest / 3600:.1f} h" if longest else ""
        says = f"{whose}, linked by {way['by']}: {b - a:,} positions drawn{made}{pauses}.{doubts}"
        yield Told(_span(first, last), "heard", says, f"{_place(way, a)} to {_place(way, b - 1)}", _at(first), 0, first)


def _stretches(way: Mapping[str, Any]) -> Iterator[tuple[int, int, int]]:
    """From which fix to before which she was heard without a silence that is an event, and the longest pause in it."""
    bounds, longest = [0], 0
    for i in [*way["starts"][1:], len(way["t"])]:
        pause = way["t"][i] - way["t"][i - 1] if i < len(way["t"]) else GAP_S + 1
        if pause > GAP_S:
            yield bounds[-1], i, longest
            bounds.append(i)
            longest = 0
        else:
            longest = max(longest, pause)


def _place(way: Mapping[str, Any], i: int) -> str:
    return degrees(way["lat"][i], way["lon"][i])


def _silence(gap: Mapping[str, Any]) -> Told:
    kind = gap["coverage"]
    says = f"no AIS received for {gap['hours']} h; {COVERAGE.get(kind, NO_CONCLUSION)} ({gap['why']})."
    if gap["open"]:
        says = f"no AIS received any more; {COVERAGE.get(kind, NO_CONCLUSION)} ({gap['why']})."
    elif gap["way_m"]:
        area = (
            "the area drawn"
            if gap["ring"]
            else "an area too large to draw"
            if gap["asked"]
            else "an area that is not drawn"
        )
        says += f" At {gap['kn']} kn she could have sailed {gap['way_m'] / 1852:,.0f} nm: {area}, not observed."
        if gap["ports_n"]:
            some = ", ".join(gap["ports"][:3])
            many = "a port or anchorage" if gap["ports_n"] == 1 else f"{gap['ports_n']:,} ports or anchorages"
            says += f" She could have reached {many}, not observed: {some}{' …' if gap['ports_n'] > 3 else '.'}"
    ends = [degrees(lat, lon) for lon, lat in (x for x in (gap["last"], gap["first"]) if x)]
    return Told(_span(gap["t0"], gap["t1"]), "not heard", says, " to ".join(ends), _at(gap["t0"]), 0, gap["t0"])


def _event(event: Mapping[str, Any], n: int) -> Told:
    at, other = event["at"], event["other"]
    named = ""
    if other:
        numbers = ", ".join([*([f"IMO {other['imo']}"] if other["imo"] else []), f"MMSI {other['mmsi']:09d}"])
        named = f"with {other['name'] or 'a ship that sent no name'} ({numbers}): "
    elif event["kind"] == "port_call":
        named = f"{event['label']}: "
    listed = "".join(f" {x}." for x in event["listed"])
    tier = f", {event['tier'].lower()}" if event["tier"] in _TIERS else ""
    doubts = "".join(f" {x}" for x in event["doubts"])
    where = degrees(at[1], at[0]) if at else ""
    says = f"{named}{event['why']}.{listed}{doubts}"
    when = _span(event["t0"], event["t1"])
    return Told(when, f"{event['words']}{tier}", says, where, _at(event["t0"]), n, event["t0"])


def _said(pairs: Sequence[Sequence[Any]], what: str, words: str) -> Iterator[Told]:
    """A value once for as long as it was sent again and again."""
    last: object = None
    for t, value in pairs:
        if value != last:
            yield Told(f"from {minute(t)}", what, words.format(value), "", _at(t), 0, t)
        last = value


def _bar(bar: Mapping[str, Any], what: str) -> Told:
    since, until = bar["from"], bar["to"]
    start = since[0] if since else until[0] if until else None
    when = "no time told" if start is None else _days(since, until)
    place = f"{bar['sheet']} row {bar['row']}" if "sheet" in bar else ""
    return Told(when, what, bar["says"], place, _at(start) if start is not None else "", 0, start or 0)


def _days(since: Sequence[int] | None, until: Sequence[int] | None) -> str:
    first = iso(since[0])[:10] if since else "start not stated"
    last = iso(until[1] - 1)[:10] if until else "no end stated"
    return first if first == last else f"{first} to {last}"
