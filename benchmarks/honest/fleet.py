"""Real ships and real ports: the fleets beside the repository, read where they lie, and Offing's own index of ports."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from offing.places.ports import Port, ports
from offing.records.identifiers import imo_check_digit_ok

_DWT_PER_GT = {"bulk": 1.75, "tanker": 1.8, "box": 1.15, "cars": 0.4, "gas": 1.0}
_TYPES = {"Oil Products Tanker": "tanker", "Vehicles Carrier": "cars", "Ro-Ro Cargo Ship": "cars", "LPG Tanker": "gas"}


@dataclass(frozen=True, slots=True)
class Ship:
    """A real ship with her number, name, type and flag as the fleet file gives them; `deadweight` reckoned from her tonnage."""

    imo: str
    name: str
    kind: str
    type: str
    gross: int
    built: str
    flag: str

    @property
    def deadweight(self) -> int:
        return round(self.gross * _DWT_PER_GT[self.kind], -2)


def read_ships(shared: Path, without: Collection[str]) -> list[Ship]:
    """Ships of 2020 by IMO number, each once; those of the numbers `without` and of North Korea's and Iran's flags left out."""
    found: dict[str, Ship] = {}
    for file in ("3-vessels.csv", "4-vessels.csv", "5-vessels.csv"):
        with (shared / "matching" / file).open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                kind = _TYPES.get(row["type"], "box" if "Container" in row["type"] else "bulk")
                built = row.get("year_built") or row.get("year_build") or ""
                flag = row["flag"].partition("(")[0].strip()
                gross = int(float(row["gross_tonnage"] or 0))
                ship = Ship(row["imo"], row["vessel_name"].strip(), kind, row["type"], gross, built, flag)
                if gross >= 3000 and "(PRK)" not in row["flag"] and "(IRN)" not in row["flag"]:
                    found.setdefault(ship.imo, ship)
    for ship in _tankers(shared):
        found.setdefault(ship.imo, ship)
    return [found[i] for i in sorted(found) if i not in without and imo_check_digit_ok(i)]


def _tankers(shared: Path) -> list[Ship]:
    """Tankers that AIS heard in 2018: number, name and length are theirs, the tonnage is reckoned from the length."""
    import duckdb

    path = shared / "ais" / "static.parquet"
    if not path.exists():
        return []
    rows = duckdb.execute(
        "SELECT imo, arg_max(name, ts), max(a + b) FROM read_parquet(?) WHERE shiptype BETWEEN 80 AND 89"
        " AND imo > 1000000 AND name <> '' AND a + b > 90 GROUP BY imo ORDER BY imo",
        [str(path)],
    ).fetchall()
    ships = []
    for number, (imo, name, length) in enumerate(rows):
        gas = number % 5 == 4
        made_for = "LPG Tanker" if gas else "Crude Oil Tanker" if length > 225 else "Chemical/Oil Products Tanker"
        ships.append(Ship(str(imo), name.strip(), "gas" if gas else "tanker", made_for, int(length**3 / 230), "", ""))
    return ships


def harbours() -> dict[str, list[Port]]:
    """Ports by country, those of which the index is sure."""
    found: dict[str, list[Port]] = defaultdict(list)
    for port in ports():
        if port.role == "port" and port.confidence == "high":
            found[port.country].append(port)
    return found


def port_spelled(rng: random.Random, port: Port, land: str) -> str:
    """The port as papers write it: alone, with its land, in capitals, under another name of it, as a code, or with a slip."""
    style = rng.random()
    name = port.name
    if style < 0.30:
        return name
    if style < 0.48:
        return name.upper()
    if style < 0.68:
        return f"{name}, {land}"
    if style < 0.78:
        return f"{name} port" if rng.random() < 0.5 else f"Port of {name}"
    if style < 0.86 and port.aliases:
        return rng.choice(port.aliases)
    if style < 0.92 and port.locode:
        return port.locode
    if style < 0.96:
        return f"{name.upper()}, {land.upper()}"
    if style < 0.985 and len(name) > 5:
        at = rng.randrange(1, len(name) - 2)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return f"{name} anchorage"


def pick_ship(rng: random.Random, ships: Sequence[Ship], least_dwt: float) -> Ship:
    """A ship large enough for the lot and not much larger, where there is one."""
    fits = [s for s in ships if least_dwt <= s.deadweight <= 2.2 * least_dwt + 8000]
    return rng.choice(fits or [max(ships, key=lambda s: s.deadweight)])
