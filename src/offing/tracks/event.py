"""What an event is: observed, with its measures, and the reason for its tier. Times are seconds since 1970, UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

CONFIRMED, PROBABLE, POSSIBLE, PARTNER_UNOBSERVED = "confirmed", "probable", "possible", "partner_unobserved"

KINDS: tuple[str, ...] = (
    "encounter",
    "gap",
    "loitering",
    "port_call",
    "position_jump",
    "shared_mmsi",
    "identity_change",
    "draught_change",
    "on_land",
)

Value = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A vessel as it called itself: MMSI, and its statics where it sent any. `hull` is not 0 where one MMSI was split."""

    mmsi: int
    hull: int = 0
    imo: int | None = None
    name: str | None = None
    call_sign: str | None = None
    ship_type: int | None = None
    length_m: float | None = None
    beam_m: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `measures` holds what its kind measures, with units in the names; `why` says the reason for the tier."""

    kind: str
    start_s: int
    end_s: int
    a: Seen
    b: Seen | None = None
    lat_deg: float | None = None
    lon_deg: float | None = None
    tier: str | None = None
    why: str = ""
    measures: Mapping[str, Value] = field(default_factory=dict)


def iso(seconds: int) -> str:
    """ISO 8601 with Z."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_order(event: Event) -> tuple[int, str, int, int, int]:
    """Sort key: by time, kind and vessels."""
    return event.start_s, event.kind, event.a.mmsi, event.b.mmsi if event.b else 0, event.end_s


def as_json(event: Event) -> dict[str, object]:
    """The shape of `offing tracks --json`: the contract's fields first, then the kind's own measures."""
    a, b = event.a, event.b
    shared = ("median_distance_m", "min_distance_m", "median_speed_kn", "observed_fraction")
    shown: dict[str, object] = {
        "kind": event.kind,
        "start": iso(event.start_s),
        "end": iso(event.end_s),
        "mmsi_a": a.mmsi,
        "mmsi_b": b.mmsi if b else None,
        "imo_a": a.imo,
        "imo_b": b.imo if b else None,
        "name_a": a.name,
        "name_b": b.name if b else None,
        "lat_deg": event.lat_deg,
        "lon_deg": event.lon_deg,
    }
    shown |= {name: event.measures.get(name) for name in shared}
    shown |= {"tier": event.tier, "why": event.why}
    shown |= {n: list(v) if isinstance(v, tuple) else v for n, v in event.measures.items() if n not in shared}
    return shown
