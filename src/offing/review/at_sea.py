"""How findings speak of what was observed at sea: places, times and distances in words, the proof, and the place for a map."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from offing.review.finding import Evidence, Rule, Where
from offing.tracks.brought import TrackFile, Tracks
from offing.tracks.event import Event, Seen, as_json, iso
from offing.tracks.follow import span_of

NM_M = 1852
_NAMED_FILES = 3
_QUOTED = {
    "encounter": (
        "median_distance_m",
        "min_distance_m",
        "median_speed_kn",
        "observed_fraction",
        "longest_unobserved_s",
    ),
    "gap": ("hours", "positions_before_12h", "end_lat_deg", "end_lon_deg", "reach_kn", "shore_m"),
    "port_call": ("port", "port_m", "stopped_hours"),
    "draught_change": ("draught_before_m", "draught_after_m", "messages_before", "messages_after"),
    "position_jump": ("to_lat_deg", "to_lon_deg", "jump_m", "reports_there"),
    "shared_mmsi": ("other_lat_deg", "other_lon_deg", "apart_m", "reports_b"),
    "on_land": ("reports", "inland_m"),
}
"""Measures that a proof quotes; a finding's detail has them all."""
_THRESHOLDS = {
    "encounter": ("radius_m", "meeting_s", "together_kn", "sea_m", "reunion_s"),
    "gap": ("gap_s", "before_s", "coverage_m", "coverage_s", "neighbours", "reach_kn"),
    "port_call": ("call_m", "stop_kn", "stop_s"),
    "draught_change": ("draught_step_m", "draught_cargo_m", "slow_kn", "slow_s", "settled_s"),
    "position_jump": ("spike_kn", "spike_m", "jump_m"),
    "shared_mmsi": ("spike_kn", "spike_m", "alternations", "apart_m"),
    "on_land": ("inland_m",),
}
"""Thresholds of the queries that a kind of event rests on."""


def minute(seconds: int) -> str:
    """`2018-06-02 05:35`, UTC."""
    return iso(seconds)[:16].replace("T", " ")


def span(event: Event) -> str:
    """`2018-06-02 05:35 to 2018-06-03 01:45 UTC`, the day once where it is one."""
    start, end = minute(event.start_s), minute(event.end_s)
    return f"{start} to {end[11:] if end[:10] == start[:10] else end} UTC"


def degrees(lat: float, lon: float) -> str:
    """`33.048 N 117.846 W`."""
    return f"{abs(lat):.3f} {'N' if lat >= 0 else 'S'} {abs(lon):.3f} {'E' if lon >= 0 else 'W'}"


def far(metres: float) -> str:
    """Metres up to a mile, then nautical miles."""
    return f"{metres:.0f} m" if metres < NM_M else f"{metres / NM_M:.0f} nm"


def place(event: Event) -> str:
    """`33.048 N 117.846 W, 24 nm from the shore`; "" where no place is known."""
    if event.lat_deg is None or event.lon_deg is None:
        return ""
    shore = number(event, "shore_m")
    return degrees(event.lat_deg, event.lon_deg) + (f", {far(shore)} from the shore" if shore is not None else "")


def number(event: Event, name: str) -> float | None:
    """A measure that is a number, or None."""
    value = event.measures.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def text(event: Event, name: str) -> str:
    value = event.measures.get(name)
    return value if isinstance(value, str) else ""


def called(one: Seen) -> str:
    """`POLARIS VOYAGER (IMO 9665748, MMSI 311000112)`: all by what she sent of herself."""
    numbers = [f"IMO {one.imo}"] if one.imo else []
    return f"{one.name or 'a ship without a name'} ({', '.join([*numbers, f'MMSI {one.mmsi:09d}'])})"


def rule_with(rule: Rule, tracks: Tracks, event: Event) -> Rule:
    """The rule with the thresholds by which the event was found."""
    numbers = tracks.params.numbers()
    used = {name: numbers[name] for name in _THRESHOLDS.get(event.kind, ()) if name in numbers}
    return replace(rule, params={**rule.params, **used})


def proof(tracks: Tracks, event: Event) -> Evidence:
    """The track as evidence: the file with its hash, MMSI and times as the place, the measured values as the words."""
    ships = [one for one in (event.a, event.b) if one is not None]
    heard = []
    for one in ships:
        within = tracks.followed.within.get(span_of(one.mmsi, event))
        if within is not None and within.reports and within.first_s is not None and within.last_s is not None:
            heard.append(f"{within.reports} positions of {one.mmsi:09d}, {iso(within.first_s)} to {iso(within.last_s)}")
    numbers = " and ".join(f"{one.mmsi:09d}" for one in ships)
    told = [event.why, *_measured(event), *heard]
    return Evidence(
        source=_source(tracks),
        place=f"MMSI {numbers} · {iso(event.start_s)} to {iso(event.end_s)}",
        quote="; ".join(t for t in told if t) or event.kind,
        sha256=_hash(tracks),
    )


def spoken(tracks: Tracks, mmsi: int, words: str) -> Evidence:
    """What a ship sent, or her way as a whole, as evidence: the file, and how much of her it holds."""
    whole = tracks.followed.whole.get(mmsi)
    of = ""
    if whole is not None and whole.first_s is not None and whole.last_s is not None:
        of = f" · {whole.reports} positions, {iso(whole.first_s)} to {iso(whole.last_s)}"
    return Evidence(source=_source(tracks), place=f"MMSI {mmsi:09d}{of}", quote=words, sha256=_hash(tracks))


def _measured(event: Event) -> list[str]:
    """The place and the measures that its kind rests on, as they stand in the event."""
    shown = {n: v for n, v in as_json(event).items() if n in ("lat_deg", "lon_deg", *_QUOTED.get(event.kind, ()))}
    return [f"{name} {value}" for name, value in shown.items() if value is not None]


def _read(tracks: Tracks) -> tuple[TrackFile, ...]:
    """The files of which anything was taken over: one that could not be read proves nothing."""
    held = {f.path for f in tracks.read.files if f.positions or f.statics}
    return tuple(f for f in tracks.files if f.path in held) or tracks.files


def _source(tracks: Tracks) -> str:
    """The files by name while they are few, else how many."""
    files = _read(tracks)
    if len(files) > _NAMED_FILES:
        return f"tracks/ ({len(files)} files)"
    return " and ".join([", ".join(f.name for f in files[:-1]), files[-1].name] if files[1:] else [files[0].name])


def _hash(tracks: Tracks) -> str:
    """The file's own; of several, the hash of their names and hashes, each of which is among the book's files."""
    files = _read(tracks)
    if len(files) == 1:
        return files[0].sha256
    lines = "".join(f"{f.sha256}  {f.name}\n" for f in files)
    return hashlib.sha256(lines.encode("utf-8", "backslashreplace")).hexdigest()


def whereabouts(event: Event) -> tuple[Where, ...]:
    """The event's place for a map."""
    if event.lat_deg is None or event.lon_deg is None:
        return ()
    mmsi = tuple(one.mmsi for one in (event.a, event.b) if one is not None)
    ends = {n: number(event, n) for n in ("end_lat_deg", "end_lon_deg", "reach_major_m", "reach_minor_m")}
    return (Where(event.kind, event.lat_deg, event.lon_deg, event.start_s, event.end_s, mmsi, **ends),)


def told(event: Event) -> dict[str, object]:
    """The event whole, for a finding's detail."""
    return as_json(event)
