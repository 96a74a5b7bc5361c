"""The sets of traffic, laid on first use and kept beside each other until they are deleted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from offing.tracks.laying import lay_traffic


@dataclass(frozen=True, slots=True)
class Traffic:
    """One set: position reports asked for, days, seed."""

    name: str
    rows: int
    days: int
    seed: int
    what: str


SETS = {
    s.name: s
    for s in (
        Traffic("1m", 1_000_000, 5, 3, "1 M positions, 5 days"),
        Traffic("10m", 10_000_000, 5, 5, "10 M positions, 5 days"),
        Traffic("50m", 46_000_000, 5, 11, "50 M positions, 5 days"),
        Traffic("100m", 92_000_000, 5, 13, "100 M positions, 5 days"),
        Traffic("day", 92_000_000, 1, 17, "a world-day, 130,000 vessels"),
    )
}


def laid(data: Path, name: str) -> Path:
    """The folder of a set; a half-made one is not taken for a set."""
    out, one = data / name, SETS[name]
    if not (out / "paths.parquet").exists():
        lay_traffic(out, one.rows, days=one.days, seed=one.seed)
    return out
