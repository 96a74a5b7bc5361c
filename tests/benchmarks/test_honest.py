"""The honest book: the same ships and seed give the same rows, of every sheet; what was measured is of this generator."""

from __future__ import annotations

import csv
import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.benchmarks.loaded import BENCHMARKS


def honest(name: str) -> ModuleType:
    if str(BENCHMARKS) not in sys.path:
        sys.path.insert(0, str(BENCHMARKS))
    return importlib.import_module(f"honest.{name}")


def fleet() -> list[Any]:
    """Invented ships of every kind: the generator itself needs no data of others."""
    kinds = ("bulk", "tanker", "box", "cars", "gas")
    return [
        honest("fleet").Ship(f"3{n:06d}", f"SHIP {n}", kinds[n % 5], "Bulk Carrier", 9000 + 700 * n, "2012", "Liberia")
        for n in range(90)
    ]


def test_the_same_seed_gives_the_same_book_of_every_sheet(tmp_path: Path) -> None:
    write = honest("write")
    first, again, other = (write.build(fleet(), 40, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert len(first["cargo"]) == 40
    assert set(first) >= {"parties", "ownership", "vessels", "voyages", "cargo", "documents", "payments"}
    write.write(tmp_path, first)
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as handle:
        kinds = {row["type"].casefold() for row in csv.DictReader(handle)}
    assert {"insurance", "invoice"} <= kinds


def test_a_name_that_is_taken_is_drawn_again() -> None:
    asked: list[str] = []

    def taken(name: str) -> bool:
        asked.append(name)
        return len(asked) % 3 == 0

    write: Callable[..., dict[str, list[dict[str, str]]]] = honest("write").build
    named = {row["name"] for row in write(fleet(), 10, 1, taken)["parties"]}
    assert not named & set(asked[2::3]) - set(asked[0::3]) - set(asked[1::3])


def test_the_measured_record_is_of_this_generator() -> None:
    record = json.loads((BENCHMARKS / "honest" / "measured.json").read_text(encoding="utf-8"))
    assert record["generator"] == honest("measure").generator_hash(), "run `make bench-honest`, then `make docs`"
    first = record["books"][0]
    assert first["shipments_with"]["LIST or RULE"] < 10
    assert first["shipments_with"]["CONFLICT"] < 30
