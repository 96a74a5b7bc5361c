"""How far from the shore and from the nearest port an event took place, and the ports that the data were read with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from offing.places.coast import coast_distance_m
from offing.places.ports import Port, nearest_port, ports
from offing.tracks.engine import Engine, rows
from offing.tracks.event import Value
from offing.tracks.packed import Floats

SAME_DEG = 0.01


@dataclass(frozen=True, slots=True)
class Harbours:
    """The engine's `ports`, but for lightering areas: parallel, sorted by number."""

    port_id: tuple[int, ...]
    name: tuple[str, ...]
    locode: tuple[str | None, ...]
    country: tuple[str | None, ...]
    role: tuple[str, ...]
    lat_deg: Floats
    lon_deg: Floats

    def place(self, port_id: int) -> int:
        """Where a port stands in the sequences."""
        return self.port_id.index(port_id)


def harbours(engine: Engine) -> Harbours:
    """The ports laid down on the engine, with what `places` knows of them; another port of that number has its number
    for a name.
    """
    select = "SELECT port_id, lat, lon, role FROM ports WHERE role <> 'lightering'"
    held = sorted(rows(engine.columns(select)), key=lambda r: int(r["port_id"]))
    told = [_known(int(r["port_id"]), r["lat"], r["lon"]) for r in held]
    return Harbours(
        tuple(int(r["port_id"]) for r in held),
        tuple(p.name if p else f"port {r['port_id']}" for p, r in zip(told, held, strict=True)),
        tuple(p.locode if p else None for p in told),
        tuple(p.country if p else None for p in told),
        tuple(str(r["role"]) for r in held),
        np.array([r["lat"] for r in held], np.float64),
        np.array([r["lon"] for r in held], np.float64),
    )


def _known(port_id: int, lat_deg: float, lon_deg: float) -> Port | None:
    if not 1 <= port_id <= len(ports()):
        return None
    port = ports()[port_id - 1]
    return port if abs(port.lat_deg - lat_deg) < SAME_DEG and abs(port.lon_deg - lon_deg) < SAME_DEG else None


def surroundings(lat_deg: Sequence[float] | Floats, lon_deg: Sequence[float] | Floats) -> list[dict[str, Value]]:
    """Of each point: `shore_m`, the nearest `port` or anchorage of the world and `port_m`."""
    lat, lon = np.asarray(lat_deg, np.float64), np.asarray(lon_deg, np.float64)
    if not len(lat):
        return []
    shore = coast_distance_m(lon, lat)
    nearest, away = nearest_port(lon, lat, ("port", "anchorage"))
    return [
        {"shore_m": round(s), "port": ports()[p].name, "port_m": round(m)}
        for s, p, m in zip(shore.tolist(), nearest.tolist(), away.tolist(), strict=True)
    ]
