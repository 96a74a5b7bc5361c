"""Ports, anchorages and lightering areas: a world index of points, each with its source and how sure it is.

`data/world_ports.csv` is made from two open lists held against each other and the shoreline (benchmarks/places/ports.py);
`data/ports_by_hand.csv` holds the ports of the DPRK, anchorages and lightering areas; `data/port_names.csv` the names of trade
for ports listed by another (`Leghorn`), and which of several namesakes a name alone means. A point stands for a harbour or
for the middle of an area: ships lie kilometres from it. Longitudes and latitudes are WGS 84 degrees.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypedDict, cast

import numpy as np
from anyascii import anyascii
from numpy.typing import ArrayLike, NDArray

from offing.places.shoreline import EARTH_RADIUS_M, unit_vectors
from offing.records.territories import territory

DATA = Path(str(files("offing.places") / "data"))
ROLES = ("port", "anchorage", "lightering")
ONE_PLACE_M = 60_000.0
"""Two entries of one name within this are two basins of one port."""


@dataclass(frozen=True, slots=True)
class Port:
    """A place where ships lie. `role` is one of `ROLES`; `confidence` high, medium or low tells how sure the point is.

    `country` is ISO 3166-1 alpha-2, off the coast the nearest state's; `locode` UN/LOCODE without a space, or None.
    `port_id` counts from 1 and holds for one version of Offing.
    """

    port_id: int
    name: str
    aliases: tuple[str, ...]
    country: str
    locode: str | None
    lat_deg: float
    lon_deg: float
    role: str
    confidence: str
    source: str


class Row(TypedDict):
    name: str
    aliases: str
    country: str
    locode: str
    lat_deg: str
    lon_deg: str
    role: str
    confidence: str
    source: str


@cache
def ports() -> tuple[Port, ...]:
    """All of them: those laid by hand first, then the world's by UN/LOCODE; `ports()[i].port_id == i + 1`."""
    return tuple(
        Port(
            i, r["name"], tuple(a for a in r["aliases"].split(";") if a), r["country"], r["locode"] or None,
            float(r["lat_deg"]), float(r["lon_deg"]), r["role"], r["confidence"], r["source"],
        )
        for i, r in enumerate([*by_hand(), *_rows("world_ports.csv")], start=1)
    )  # fmt: skip


def by_hand() -> list[Row]:
    return _rows("ports_by_hand.csv")


def _rows(name: str) -> list[Row]:
    return cast("list[Row]", list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines())))


def ports_table() -> dict[str, NDArray[np.int64] | NDArray[np.float64] | NDArray[np.str_]]:
    """The columns port_id, lat, lon, role of the relation `ports`, by row as `ports()` has them."""
    known = ports()
    return {
        "port_id": np.array([p.port_id for p in known], np.int64),
        "lat": np.array([p.lat_deg for p in known]),
        "lon": np.array([p.lon_deg for p in known]),
        "role": np.array([p.role for p in known]),
    }


def distance_m(lon_a: ArrayLike, lat_a: ArrayLike, lon_b: ArrayLike, lat_b: ArrayLike) -> NDArray[np.float64]:
    """Great-circle metres between points in degrees, of shapes that broadcast."""
    a, b = (unit_vectors(np.asarray(x, float), np.asarray(y, float)) for x, y in ((lon_a, lat_a), (lon_b, lat_b)))
    chord = np.sqrt(((a - b) ** 2).sum(axis=-1))
    return cast("NDArray[np.float64]", 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(chord / 2, 1)))


def nearest_port(
    lon_deg: ArrayLike, lat_deg: ArrayLike, roles: tuple[str, ...] = ROLES
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For points (n,): the index into `ports()` of the nearest of these roles, and the metres to it.

    All pairs in pieces: a thousand points take about 30 ms. For millions join the relation `ports` in SQL.
    """
    points = np.column_stack([np.ravel(np.asarray(v, float)) for v in (lon_deg, lat_deg)])
    those, places = _of_roles(roles)
    index, metres = np.empty(len(points), np.int64), np.empty(len(points))
    for at in range(0, len(points), 1000):
        piece = points[at : at + 1000]
        best = np.argmax(unit_vectors(piece[:, 0], piece[:, 1]) @ places.T, axis=1)
        index[at : at + 1000] = those[best]
        chord = np.sqrt(((unit_vectors(piece[:, 0], piece[:, 1]) - places[best]) ** 2).sum(axis=1))
        metres[at : at + 1000] = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(chord / 2, 1))
    return index, metres


def port_within_m(
    lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64], reach_m: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Metres from each point to the nearest port, where that is less than its `reach_m`; elsewhere no less.

    Points are taken from south to north, a thousand at a time, and held against the ports of their latitudes only.
    """
    _, places = _of_roles(("port",))
    places = places[np.argsort(places[:, 2])]
    metres = np.full(len(lon_deg), np.inf)
    order = np.argsort(lat_deg)
    for at in range(0, len(order), 1000):
        those = order[at : at + 1000]
        band = np.radians(lat_deg[those[[0, -1]]]) + np.array([-1.01, 1.01]) * reach_m[those].max() / EARTH_RADIUS_M
        first, end = np.searchsorted(places[:, 2], np.sin(np.clip(band, -np.pi / 2, np.pi / 2)))
        if first < end:
            points = unit_vectors(lon_deg[those], lat_deg[those])
            near = places[first:end]
            chord = np.sqrt(((points - near[np.argmax(points @ near.T, axis=1)]) ** 2).sum(axis=1))
            metres[those] = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(chord / 2, 1))
    return metres


@cache
def _of_roles(roles: tuple[str, ...]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The indices of the ports of these roles, and where they are on the unit sphere."""
    those = np.array([i for i, p in enumerate(ports()) if p.role in roles])
    return those, unit_vectors(*(np.array([getattr(ports()[i], k) for i in those]) for k in ("lon_deg", "lat_deg")))


_LOCODE = re.compile(r"([A-Z]{2}) ?([A-Z2-9]{3})")
_ROLE_WORDS = re.compile(
    r"\b(PORT OF|PORT|HARBOU?R|ANCH(ORAGE)?|ROADS?|OPL|TERMINAL|PS|PILOT( STATION)?|FOR ORDERS?|VIA)\b"
)
_SHORT = {
    "LA": "USLAX", "LALB": "USLGB", "LA LB": "USLGB", "LAX": "USLAX", "LB": "USLGB", "LGB": "USLGB",
    "SF": "USSFO", "SFO": "USSFO", "SPORE": "SGSIN", "SIN": "SGSIN", "S PORE": "SGSIN", "HK": "HKHKG", "HKG": "HKHKG",
    "RTM": "NLRTM", "ROTT": "NLRTM", "ANR": "BEANR", "HOU": "USHOU", "NYC": "USNYC", "NY": "USNYC", "BUSAN": "KRPUS",
    "FUJ": "AEFJR", "FJR": "AEFJR", "VLADIK": "RUVVO", "SPB": "RULED", "ST PETERSBURG": "RULED",
}  # fmt: skip
"""What crews type for a port. Only where it can be no other."""
_NO_PLACE = frozenset(
    {"", "HOME", "SEA", "TEST", "FISHING", "FISHING GROUNDS", "FOR ORDERS", "ORDERS", "NONE", "UNKNOWN", "TBA"}
)
"""Typed where a port should be; some of them are ports' names too."""

_STATES = frozenset("AK AL CA CT DE FL GA HI LA MA MD ME MI MN MS NC NH NJ NY OH OR PA RI SC TX VA WA WI".split()) | {
    "ALASKA", "CALIFORNIA", "FLORIDA", "HAWAII", "LOUISIANA", "TEXAS", "WASHINGTON",
}  # fmt: skip


def find_port(name: str) -> Port | None:
    """The port a voyage's paper or an AIS destination names, or None where none or more than one fits.

    Read are names and aliases in any spelling of case, accents and apostrophes (`NAMP'O`), a country after a comma
    (`Long Beach, USA`), UN/LOCODE (`US LGB`, `USLGB`), the part after `>` (`CN SHA>US LGB`), and a few abbreviations.
    """
    if "<" in name:
        return None  # to and fro: no destination
    name = name.rsplit(">", 1)[-1].replace("_", " ")
    whole = _fold(name)
    if whole in _NO_PLACE:
        return None
    if (found := _LOCODE.fullmatch(whole)) and whole not in _told():
        port = _by_locode().get(found[1] + found[2])
        if port is not None:
            return port
    if whole in _SHORT:
        return _by_locode().get(_SHORT[whole])
    for said, country in _readings(name):
        for words in dict.fromkeys((said, _fold(_ROLE_WORDS.sub(" ", said)))):
            fit = _meant(words.replace(" ", ""), country)
            if len({p.country for p in fit}) == 1:
                return _best(fit)
            if fit:
                break  # of several ports: what is left without `PORT` is another name
    return None


def _meant(key: str, country: str | None) -> list[Port]:
    """The ports of a folded name. Without a country those of `port_names.csv`, else the well known before the others."""
    if country is None and (told := _told().get(key)):
        return [_by_locode()[code] for code in told]
    fit = [p for p in _by_name().get(key, ()) if country is None or p.country == country]
    fit = [p for p in fit if _fold(p.name).replace(" ", "") == key] or fit
    return [p for p in fit if p.confidence == "high"] or fit


def _best(fit: list[Port]) -> Port | None:
    """Of ports of one name and country the better known; None if two as well known lie more than `ONE_PLACE_M` apart."""
    rank = [(ROLES.index(p.role), ("high", "medium", "low").index(p.confidence)) for p in fit]
    best = [p for p, r in zip(fit, rank, strict=True) if r == min(rank)]
    first = best[0]
    apart = distance_m(first.lon_deg, first.lat_deg, [p.lon_deg for p in best], [p.lat_deg for p in best])
    return first if apart.max() <= ONE_PLACE_M else None


def _readings(name: str) -> Iterator[tuple[str, str | None]]:
    """The folded name, whole and without what is in brackets; then its end read as a country or a state of the US."""
    yield _fold(name), None
    if (first := _fold(name).partition(" "))[2] and len(first[0]) == 2 and (code := territory(first[0])):
        yield first[2], code.upper()
    bare = re.sub(r"\([^)]*\)", " ", name).strip(" .,")
    yield _fold(bare), None
    for mark in (",", "(", "/", " - ", " "):
        head, _, tail = name.strip(" .)").rpartition(mark)
        if not head:
            continue
        if _fold(tail) in _STATES:
            yield _fold(head), "US"
        if code := territory(tail.strip(" .()")):
            yield from ((said, code.upper()) for said, _ in _readings(head))


def _fold(text: str) -> str:
    plain = re.sub(r"['’`ʼ´]", "", anyascii(text)).upper()
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", plain).split())


@cache
def _by_locode() -> dict[str, Port]:
    return {p.locode: p for p in ports() if p.locode}


@cache
def _by_name() -> dict[str, tuple[Port, ...]]:
    found: dict[str, dict[int, Port]] = {}
    for port in ports():
        for name in (port.name, *port.aliases):
            found.setdefault(_fold(name).replace(" ", ""), {})[port.port_id] = port
    for key, codes in _told().items():
        found.setdefault(key, {}).update({_by_locode()[c].port_id: _by_locode()[c] for c in codes})
    return {name: tuple(those.values()) for name, those in found.items()}


@cache
def _told() -> dict[str, tuple[str, ...]]:
    """By a folded name the UN/LOCODEs of the ports that it means by itself: of several countries, none can be told."""
    rows = csv.DictReader((DATA / "port_names.csv").read_text(encoding="utf-8").splitlines())
    return {_fold(n).replace(" ", ""): tuple(r["locodes"].split(";")) for r in rows for n in r["names"].split(";")}
