"""Golden files of the report: kept beside the tests, rewritten with UPDATE_GOLDEN=1 and then read."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, text: str) -> None:
    """Hold `text` to `golden/<name>`; fails with the lines that differ."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        return
    if not path.exists():
        pytest.fail(f"no golden file {path.name}: run with UPDATE_GOLDEN=1 and read what it writes")
    kept = path.read_bytes().decode()
    if text != kept:
        lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), "golden", "written now", lineterm="", n=1)
        pytest.fail(
            f"{name} differs from what is written now:\n" + "\n".join(x[:400] for x in list(lines)[:80]), pytrace=False
        )
