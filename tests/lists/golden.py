"""Golden files of the lists: what a reading gives, whole, as sorted JSON that a reviewer can read line by line.

`UPDATE_GOLDEN=1 pytest …` writes the file anew; look at the diff before keeping it.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offing.lists.contract import ReadLog
from offing.records.dates import DateSpan
from offing.records.entity import Entity

GOLDEN = Path(__file__).parent / "golden"
EXCERPTS = Path(__file__).parent / "excerpts"


def plain(value: Any) -> Any:
    """JSON of a record: dataclasses as objects without their empty fields, spans and dates as ISO text."""
    if isinstance(value, DateSpan | date):
        return str(value)
    if dataclasses.is_dataclass(value):
        pairs = ((f.name, plain(getattr(value, f.name))) for f in dataclasses.fields(value))
        return {key: inner for key, inner in pairs if inner not in (None, "", False, [], {})}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def dump(entities: Sequence[Entity], log: ReadLog) -> str:
    """The golden text of one reading: its log but for the marks of the entries' texts, then its entities by entry."""
    told = {name: value for name, value in plain(log).items() if name != "again"}
    document = {"log": told, "entities": [plain(e) for e in sorted(entities, key=lambda e: e.entry)]}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def check_golden(name: str, entities: Sequence[Entity], log: ReadLog) -> None:
    """Hold a reading to `golden/<name>.json`, where `name` is `<dataset>.<form>`; fails with the lines that differ."""
    path = GOLDEN / f"{name}.json"
    text = dump(entities, log)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    if not path.exists():
        pytest.fail(f"no golden file {path.name}: run with UPDATE_GOLDEN=1 and read what it writes")
    kept = path.read_text(encoding="utf-8")
    if text != kept:
        lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), "golden", "read now", lineterm="", n=2)
        pytest.fail(f"{path.name} differs from what is read now:\n" + "\n".join(list(lines)[:120]), pytrace=False)


def excerpt_files(dataset: str, *names: str) -> dict[str, Path]:
    """The excerpt's files by the publisher's upper-case names, as a list's `read` wants them."""
    folder = EXCERPTS / dataset
    found = {path.name.upper(): path for path in sorted(folder.iterdir())} if folder.is_dir() else {}
    return {name: found[name] for name in names if name in found} if names else found
