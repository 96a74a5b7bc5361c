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


def write_page(
    measured: Sequence[Measured],
    peers: Mapping[str, Mapping[str, Job]],
    engines: Mapping[str, Mapping[str, Job]],
    same: Mapping[str, bool],
) -> str:
    """The whole page."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# What tracks cost, and what they find",
        "",
        f"Written by `make bench-tracks` on {machine}; best of up to three runs, in CPU seconds of the process (two threads).",
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
    lines += ["", "## Against what was promised", "", "| what | measured | promised |", "|---|---:|---:|"]
    for one in measured:
        lines += _bars(one)
    lines += _peer_bars(peers) + [
        f"| the same events on {name} as on DuckDB | {'yes' if ok else 'NO'} | yes |" for name, ok in same.items()
    ]
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


def _bars(one: Measured) -> list[str]:
    jobs, name = one.jobs, one.traffic.what
    share = 100 * jobs["scan"]["cpu_s"] / jobs["encounters"]["cpu_s"]
    bar = f"{SCAN_BAR[one.traffic.name]} %" if one.traffic.name in SCAN_BAR else ""
    lines = [f"| {name}: encounters at a share of the raw scan's speed | {share:.1f} % | {bar} |"]
    times = jobs["everything"]["cpu_s"] / jobs["encounters"]["cpu_s"]
    lines.append(
        f"| {name}: all events, in the time of the encounters | {times:.2f} × | {'2.5 ×' if one.traffic.name == 'day' else ''} |"
    )
    if "daily" in jobs:
        lines.append(
            f"| {name}: day by day, peak of encounters | {jobs['daily']['peak_mib']:.0f} MiB | under 1,000 MiB |"
        )
        lines.append(
            f"| {name}: day by day, peak of all events | {jobs['daily_everything']['peak_mib']:.0f} MiB | under 1,000 MiB |"
        )
        lines.append(f"| {name}: day by day, the same events | {'yes' if one.same['day by day'] else 'NO'} | yes |")
    for kind in ("encounter", "gap", "loitering", "port_call"):
        laid, found = to_be_found(one.recall, kind)
        if laid:
            lines.append(f"| {name}: {kind} laid and found | {found} of {laid} = {100 * found / laid:.2f} % | 99.5 % |")
        total, right = one.precision.get(kind, (0, 0))
        if total:
            lines.append(
                f"| {name}: {kind} found and true | {right} of {total} = {100 * right / total:.2f} % | 99.5 % |"
            )
    return lines


def _peer_bars(peers: Mapping[str, Mapping[str, Job]]) -> list[str]:
    lines = []
    for name, jobs in peers.items():
        for peer, bar in (("peer_geopandas", 12), ("peer_loop", 50)):
            if peer in jobs:
                times = jobs[peer]["cpu_s"] / jobs["encounters"]["cpu_s"]
                lines.append(f"| {SETS[name].what}: {JOBS[peer]}, in the time of Offing's | {times:.1f} × | {bar} × |")
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
