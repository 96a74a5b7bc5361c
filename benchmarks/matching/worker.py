"""One system in a process of its own: JSON lines in, JSON lines out. `python -m matching.worker NAME`."""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from matching.systems import System, pinned
from matching.things import listed_from, query_from

SYSTEMS = {
    "offing": "matching.offing_names:Offing",
    "names_alone": "matching.asked_of_engine:NamesAlone",
    "rapidfuzz": "matching.rapidfuzz_scan:Scan",
    "logicv2_index": "matching.logicv2:IndexAndLogicV2",
    "logicv2_50": "matching.logicv2:FiftyAndLogicV2",
}
AT_MOST = 60
"""Proposals told per question, best first."""


def resident_mib() -> float | None:
    """Resident memory of this process, where the system tells it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(x for x in status.read_text(encoding="ascii").splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _best(hits: list[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(((i, round(s, 6)) for i, s in hits if s > 0), key=lambda h: (-h[1], h[0]))[:AT_MOST]


def answer(system: System, request: dict[str, Any]) -> dict[str, Any]:
    """What one request asks for, with what it cost."""
    if request["do"] == "hello":
        return {"thresholds": system.thresholds}
    if request["do"] == "pairs":
        return {"scores": system.pairs([(query_from(q), listed_from(x)) for q, x in request["pairs"]])}
    if request["do"] == "singly":
        taken: list[float] = []
        screen = getattr(system, "screen", system.query)
        for query in map(query_from, request["batch"]):
            start = time.perf_counter()
            screen([query])
            taken.append((time.perf_counter() - start) * 1000)
        return {"wall_ms": taken}
    if request["do"] == "build":
        listed = [listed_from(x) for x in request["listed"]]
        request.clear()
        gc.collect()
        before, cpu, wall = resident_mib(), time.process_time(), time.perf_counter()
        system.build(listed)
        spent = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}
        del listed
        gc.collect()
        after = resident_mib()
        return {**spent, "added_mib": None if before is None or after is None else after - before}
    batch = [query_from(q) for q in request["batch"]]
    if request["do"] == "in_doubt":
        return {"in_doubt": system.in_doubt(batch) if hasattr(system, "in_doubt") else []}
    ask = getattr(system, "screen", system.query) if request["do"] == "screen" else system.query
    cpu, wall = time.process_time(), time.perf_counter()
    hits = ask(batch)
    spent = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}
    return {"hits": [_best(h) for h in hits], **spent}


def main() -> None:
    pinned()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes with the errors
    module, _, name = SYSTEMS[sys.argv[1]].partition(":")
    system: System = getattr(importlib.import_module(module), name)()
    for line in sys.stdin:
        out.write(json.dumps(answer(system, json.loads(line)), ensure_ascii=False) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
