"""docs/tracks-benchmarks.md: what was measured, beside what is promised."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracks.score import Score, to_be_found
from tracks.sets import SETS, Traffic

Job = Mapping[str, Any]
SCAN_BAR = {"50m": 12, "day": 10}
KINDS = ("encounter", "gap", "loitering", "port_call", "shared_mmsi", "draught_change", "identity_change")
JOBS = {
    "scan": "DuckDB's raw scan of four columns",
    "reading": "the account of what the files hold",
    "encounters": "encounters, from the Parquet on",
    "everything": "all events, from the Parquet on",
    "daily": "encounters, day by day",
    "daily_everything": "all events, day by day",
    "sail": "all events on Sail",
    "spark": "all events on Spark, local",
    "peer_geopandas": "GeoPandas, slice by slice: encounters",
    "peer_loop": "a loop over vessels in Python: encounters",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One set: its jobs, its scores, and which other ways gave the same events."""

    traffic: Traffic
    jobs: Mapping[str, Job]
    recall: Sequence[Score]
    precision: Mapping[str, tuple[int, int]]
    same: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Nmea:
    """Whose sentences were decoded, and what each job cost."""

    whose: str
    jobs: Mapping[str, Job]


def write_page(
    measured: Sequence[Measured],
    peers: Mapping[str, Mapping[str, Job]],
    engines: Mapping[str, Mapping[str, Job]],
    same: Mapping[str, bool],
    nmea: Nmea,
) -> str:
    """The whole page."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# What tracks cost, and what they find",
        "",
        f"Written by `make bench-tracks` on {machine}; best of up to three runs in turns; CPU seconds (two threads).",
        "Traffic is laid by `offing.tracks.laying`: irregular reports, noise, duplicates, late rows, bad fixes, holes. Not real.",
        "The coast, the ports and the compiled kernels are loaded before the clock starts, as imports are.",
        "",
        "## Cost",
        "",
        "| set | job | CPU s | wall s | peak MiB | positions a CPU s |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for one in measured:
        rows = one.jobs["scan"]["rows"]
        for name, words in JOBS.items():
            if name in one.jobs:
                lines.append(_row(one.traffic.what, words, one.jobs[name], rows))
    lines += ["", "## Against what was promised", "", "| what | measured | promised | met |", "|---|---:|---:|---|"]
    for one in measured:
        lines += _bars(one)
    lines += _peer_bars(peers)
    lines += [
        _bar(f"the same events on {name} as on DuckDB", "yes" if ok else "no", "yes", ok) for name, ok in same.items()
    ]
    lines += _nmea_bars(nmea)
    for name, jobs in {**peers, **engines}.items():
        shown = [n for n in JOBS if n in jobs and n not in ("scan",)]
        if shown:
            lines += [
                "",
                f"Same run, {SETS[name].what}:",
                "",
                "| job | CPU s | wall s | peak MiB |",
                "|---|---:|---:|---:|",
            ]
            lines += [
                f"| {JOBS[n]} | {jobs[n]['cpu_s']:.2f} | {jobs[n]['wall_s']:.2f} | {jobs[n]['peak_mib']:.0f} |"
                for n in shown
            ]
    for one in measured:
        lines += _found(one)
    return "\n".join([*lines, ""])


def _row(what: str, words: str, job: Job, rows: int) -> str:
    rate = f"{rows / job['cpu_s'] / 1e6:.2f} M"
    return f"| {what} | {words} | {job['cpu_s']:.2f} | {job['wall_s']:.2f} | {job['peak_mib']:.0f} | {rate} |"


def _bar(what: str, measured: str, promised: str = "", met: bool | None = None) -> str:
    return f"| {what} | {measured} | {promised} | {'' if met is None else 'yes' if met else 'NO'} |"


def _bars(one: Measured) -> list[str]:
    jobs, name, of = one.jobs, one.traffic.what, one.traffic.name
    scan, found, reading = (jobs[job]["cpu_s"] for job in ("scan", "encounters", "reading"))
    share, bar = 100 * scan / found, SCAN_BAR.get(of)
    what = f"{name}: encounters at a share of the raw scan's speed"
    lines = [
        _bar(what, f"{share:.1f} %", f"{bar} %", share >= bar) if bar else _bar(what, f"{share:.1f} %"),
        _bar(
            f"{name}: the same, the account of what the files hold counted in",
            f"{100 * scan / (found + reading):.1f} %",
        ),
    ]
    times = jobs["everything"]["cpu_s"] / found
    what = f"{name}: all events, in the time of the encounters"
    lines.append(_bar(what, f"{times:.2f} ×", "2.5 ×", times < 2.5) if of == "day" else _bar(what, f"{times:.2f} ×"))
    if "daily" in jobs:
        for job, words in (("daily", "encounters"), ("daily_everything", "all events")):
            peak = jobs[job]["peak_mib"]
            lines.append(
                _bar(f"{name}: day by day, peak of {words}", f"{peak:.0f} MiB", "under 1,000 MiB", peak < 1000)
            )
        ok = one.same["day by day"]
        lines.append(_bar(f"{name}: day by day, the same events", "yes" if ok else "no", "yes", ok))
    for kind in ("encounter", "gap", "loitering", "port_call"):
        laid, hits = to_be_found(one.recall, kind)
        total, right = one.precision.get(kind, (0, 0))
        for words, part, whole in (("laid and found", hits, laid), ("found and true", right, total)):
            if whole:
                told = f"{part} of {whole} = {100 * part / whole:.2f} %"
                lines.append(_bar(f"{name}: {kind} {words}", told, "99.5 %", part >= 0.995 * whole))
    return lines


def _peer_bars(peers: Mapping[str, Mapping[str, Job]]) -> list[str]:
    lines = []
    for name, jobs in peers.items():
        for peer, bar in (("peer_geopandas", 12), ("peer_loop", 50)):
            if peer in jobs:
                theirs, ours, reading = (jobs[job]["cpu_s"] for job in (peer, "encounters", "reading"))
                what = f"{SETS[name].what}: {JOBS[peer]}, in the time of Offing's"
                lines.append(_bar(what, f"{theirs / ours:.1f} ×", f"{bar} ×", theirs >= bar * ours))
                lines.append(
                    _bar("the same, Offing's account of the files counted in", f"{theirs / (ours + reading):.1f} ×")
                )
    return lines


def _nmea_bars(nmea: Nmea) -> list[str]:
    told = nmea.jobs
    rate = {job: one["messages"] / one["cpu_s"] for job, one in told.items()}
    lines = [
        _bar(f"NMEA ({nmea.whose} sentences): {words}", f"{rate[job] / 1e6:.2f} M messages a CPU s")
        for job, words in (
            ("decoder", "the decoder"),
            ("read", "from the file to the relations"),
            ("pyais", "pyais, decoding alone"),
        )
    ]
    for job, words in (("decoder", "the decoder"), ("read", "from the file to the relations")):
        times = told["pyais"]["cpu_s"] / told[job]["cpu_s"]
        lines.append(_bar(f"NMEA: pyais, in the time of {words}", f"{times:.1f} ×"))
    return lines


def _found(one: Measured) -> list[str]:
    lines = [
        "",
        f"## What was laid and found: {one.traffic.what}",
        "",
        "| kind | laid | how many | found | tiers |",
        "|---|---|---:|---:|---|",
    ]
    for kind in KINDS:
        for s in one.recall:
            if s.kind == kind:
                tiers = ", ".join(f"{t} {n}" for t, n in sorted(s.tiers.items()) if t)
                lines.append(f"| {kind} | {s.variety or '-'} | {s.laid} | {s.found} | {tiers} |")
    return lines
