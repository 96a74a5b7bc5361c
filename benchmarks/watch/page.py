"""docs/watch-benchmarks.md: what was measured, beside what is promised."""

from __future__ import annotations

import os
import platform
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watch.versions import Measured

WANTED = {"added": 6809, "removed": 927, "changed": 1126}
"""As the keeper of the history counted them, row by row of the files."""


def write_page(told: Measured) -> str:
    """The whole page."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    n = told.versions
    index, kept = told.index_bytes, told.kept_bytes
    lines = [
        "# What keeping watch costs",
        "",
        f"Written by `make bench-watch`. {machine}. Nobody else was asked to leave the machine alone: times are upper bounds.",
        "",
        "## Versions of a list",
        "",
        f"OFAC's `SDN.CSV` as it was seen on {n} occasions from 18 August 2021 to 3 May 2024, {_mb(told.files_bytes)} in all,",
        "each taken by `offing update` as a version.",
        "",
        "| | found | wanted |",
        "|---|---:|---:|",
        *(f"| entries {kind} | {told.counts[kind]:,} | {count:,} |" for kind, count in WANTED.items()),
        f"| … of the changed: spelling or order only | {told.respelt:,} | |",
        f"| to take a version, median (longest) | {median(told.load_s):.2f} s ({max(told.load_s):.1f} s) | |",
        f"| to take all | {sum(told.load_s):,.0f} s | |",
        f"| index after the first, after the last | {_mb(index[0])}, {_mb(index[1])} | |",
        f"| … for a version more | {_kb((index[1] - index[0]) / (n - 1))} | |",
        f"| files kept after the first, after the last | {_mb(kept[0])}, {_mb(kept[1])} | |",
        f"| … for a version more | {_kb((kept[1] - kept[0]) / (n - 1))} | |",
        f"| the same as copies | {_mb(told.files_bytes)} | |",
        "",
        "The history ends with an empty file, as the publisher's old address gave when the list moved: "
        f"`{told.refused.partition('. ')[0]}`.",
        "",
        "## Any day as today",
        "",
        f"`offing screen` of one name `--as-of` {len(told.days_s)} random days, a process of its own each:",
        "",
        "| | median | longest |",
        "|---|---:|---:|",
        f"| today, names to be made ready | {median(told.today_s):.2f} s | {max(told.today_s):.2f} s |",
        f"| a past day, names to be made ready | {median(told.days_s):.2f} s | {max(told.days_s):.2f} s |",
        f"| the same day again | {median(told.again_s):.2f} s | {max(told.again_s):.2f} s |",
        "",
        f"On {told.same} of {len(told.days_s)} random days {told.queries // len(told.days_s)} names each, half of them with a",
        f"letter changed, are answered as by a home that holds that day's list alone: {told.found:,} entries in force, each with",
        "the same name, features, strength and measures. A home with all versions tells more: from when to when an entry stood,",
        "what was removed before, what came later.",
        "",
    ]
    return "\n".join(lines)


def _mb(size: float) -> str:
    return f"{size / 1e6:,.1f} MB"


def _kb(size: float) -> str:
    return f"{size / 1e3:,.1f} kB"
