"""Recall of name matching at given rates of false alarms, by class, on the development set in ../shared (local only).

`python benchmarks/matching_dev.py [--shared DIR]`: names alone; classes that need identifiers are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from offing.index.engine import PARTY, build
from offing.index.kinds import FIRM, PERSON, SHIP

KIND = {
    "Person": PERSON,
    "Company": FIRM,
    "Organization": FIRM,
    "PublicBody": FIRM,
    "LegalEntity": PARTY,
    "Vessel": SHIP,
}
NEEDS_NUMBERS = ("P16", "P17", "P25", "P26", "N10")
NATURAL = ("P20", "P21", "P23")
RATES = (1, 2, 5, 10, 20, 50)


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def table(queries: list[dict[str, Any]], right: list[float], best: list[float]) -> str:
    """Recall at each rate, then by class at 10 per 1,000."""
    negative = sorted((b for q, b in zip(queries, best, strict=True) if not q["label"]), reverse=True)
    positive = [r for q, r in zip(queries, right, strict=True) if q["label"]]
    natural = [r for q, r in zip(queries, right, strict=True) if q["cat"].startswith(NATURAL)]
    out, at = [], 0.0
    for rate in RATES:
        limit = negative[int(len(negative) * rate / 1000)] + 1e-9
        share, nat = (sum(r >= limit for r in g) / len(g) for g in (positive, natural))
        out.append(f"FP {rate:>2}/1000: limit {limit:.4f} recall {share:.4f} natural {nat:.4f}")
        at = limit if rate == 10 else at
    reached = sum(r > 0 for r in right) / len(positive)
    out.append(f"reached at all {reached:.4f}; {len(positive)} positive, {len(negative)} negative")
    for kind in sorted({str(KIND.get(q["schema"], PARTY)) for q in queries}):
        own = [
            (q, r, b) for q, r, b in zip(queries, right, best, strict=True) if str(KIND.get(q["schema"], PARTY)) == kind
        ]
        minus = sorted((b for q, _, b in own if not q["label"]), reverse=True)
        plus = [r for q, r, _ in own if q["label"]]
        if minus and plus:
            limit = minus[int(len(minus) / 100)] + 1e-9
            wrong = 1000 * sum(m >= at for m in minus) / len(minus)
            out.append(
                f"kind {kind}: at its own 10/1000 (limit {limit:.3f}) recall {sum(r >= limit for r in plus) / len(plus):.4f}; "
                f"at the common limit FP {wrong:.1f}, recall {sum(r >= at for r in plus) / len(plus):.4f}; {len(plus)} positive"
            )
    groups: dict[str, list[float]] = defaultdict(list)
    for q, r, b in zip(queries, right, best, strict=True):
        groups[q["cat"]].append((r if q["label"] else b) >= at)
        if q["label"]:
            groups[q["cat"] + " reached"].append(r > 0)
    for c in sorted(g for g in groups if not g.endswith("reached")):
        n, share = len(groups[c]), sum(groups[c]) / len(groups[c])
        more = f"reached {sum(groups[c + ' reached']) / n:.3f}" if c.startswith("P") else ""
        out.append(f"  {c:<32} {n:>5}  {share:.3f}" if more else f"  {c:<32} {n:>5}  {share * 1000:.1f} per 1,000")
        out[-1] += f"  {more}"
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    parser.add_argument("--misses", type=Path)
    args = parser.parse_args()
    listed = rows(args.shared / "matching" / "screening_list.jsonl.gz")
    queries = [
        q for q in rows(args.shared / "matching" / "screening_dev.jsonl.gz") if not q["cat"].startswith(NEEDS_NUMBERS)
    ]
    names = [(n["name"], KIND.get(e["schema"], PARTY)) for e in listed for n in e["names"]]
    owner = [e["id"] for e in listed for _ in e["names"]]
    begun = time.perf_counter()
    engine = build(names)
    built = time.perf_counter()
    engine.match(["warm up"], [PARTY])
    warm = time.perf_counter()
    asked = [q["name"] for q in queries], [KIND.get(q["schema"], PARTY) for q in queries]
    cpu = time.process_time()
    hits = engine.match(*asked)
    cpu = time.process_time() - cpu
    sys.stdout.write(
        f"build {built - begun:.1f} s; first query {warm - built:.2f} s; {len(queries) / cpu:.0f} queries/s of processor time\n"
    )
    right, best = [], []
    for q, found in zip(queries, hits, strict=True):
        wanted = set(q.get("equiv") or ())
        right.append(max((m.score for m in found if owner[m.position] in wanted), default=0.0))
        best.append(max((m.score for m in found), default=0.0))
    sys.stdout.write(table(queries, right, best) + "\n")
    if args.misses:
        with args.misses.open("w", encoding="utf-8") as out:
            for q, r, b, found in zip(queries, right, best, hits, strict=True):
                top = names[found[0].position][0] if found else ""
                print(q["cat"], q["name"], f"{r:.3f}", f"{b:.3f}", top, q.get("target"), sep="\t", file=out)


if __name__ == "__main__":
    main()
