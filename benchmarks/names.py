"""How often the name matcher is right, by class: labelled queries from ../shared/matching, names only.

The queries are not ours to ship; the figures they give are printed and written to docs/benchmarks.md by `make bench`.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from offing.book.model import Book, Row
from offing.index.find import Finder
from offing.index.keep import Version
from offing.index.view import Held, View
from offing.records.codec import encode
from offing.records.entity import Entity, Listing, Name, Place
from offing.review.mentions import Mentions
from offing.review.screening import Screening

DAY = date(2026, 1, 1)
_TYPES = {"Person": "person", "Vessel": "vessel"}
_FIRM_STRENGTHS = ("match", "strong")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        yield from map(json.loads, handle)


def _view(rows: Iterable[dict[str, Any]]) -> View:
    version = Version(0, "bench", "bench", "bench", DAY, DAY, "", "", "", {}, 0, (), ())
    held = []
    for row in rows:
        names = tuple(Name(n["name"], "name" if n["kind"] == "primary" else "alias") for n in row["names"])
        listing = Listing("US", "bench", row["id"], "blocked")
        schema = row["schema"] if row["schema"] in ("Vessel", "Person", "Company", "Organization") else "LegalEntity"
        entity = Entity("bench", row["id"], schema, names, Place("bench", "", row["id"]), listings=(listing,))
        held.append(Held("bench", row["id"], encode(entity), "", version, ((0, 0),), (DAY,), timeless=True))
    return View(DAY, held)


def _queries(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Row]]:
    for i, row in enumerate(rows):
        ship = row["schema"] == "Vessel"
        texts = {"id": str(i), "name": row["name"], "type": _TYPES.get(row["schema"], "company")}
        yield row, Row("vessels" if ship else "parties", i, "bench", texts)


def error_rates(folder: Path) -> list[str]:
    """A Markdown table: per class the share found at "possible" or better and at "strong" or better."""
    view = _view(_lines(folder / "screening_list.jsonl.gz"))
    pairs = list(_queries(_lines(folder / "screening_dev.jsonl.gz")))
    book = Book("bench", tuple(r for _, r in pairs), {})
    screening = Screening(Mentions(book), view, Finder(view), DAY)
    best: dict[int, list[tuple[str, str]]] = {}
    for one in screening.found:
        best.setdefault(one.mention.row.number, []).append((view.held[one.hit.position].entry, one.strength))
    total: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    strong: Counter[str] = Counter()
    for query, row in pairs:
        hits = best.get(row.number, [])
        right = [s for e, s in hits if not query["label"] or e in query["equiv"]]
        for group in (query["cat"], "all listed" if query["label"] else "all unlisted"):
            total[group] += 1
            possible[group] += bool(right)
            strong[group] += any(s in _FIRM_STRENGTHS for s in right)
    table = ["| class | queries | possible or better | strong or better |", "|---|---:|---:|---:|"]
    for group in sorted(total):
        unit = 1000 if group.startswith(("N", "all unlisted")) else 100
        cells = [
            f"{unit * c[group] / total[group]:.1f}{' per 1,000' if unit == 1000 else ' %'}" for c in (possible, strong)
        ]
        table.append(f"| {group} | {total[group]:,} | {cells[0]} | {cells[1]} |")
    return table
