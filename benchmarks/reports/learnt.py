"""The annotated texts that weights are learnt from: all but those of the sets that show how well what nobody has seen is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from reports import compact
from reports.gold import Annotated, folder

TEXTS = Path(__file__).parent / "texts"
UNSEEN = frozenset({"nineteenth", "twentieth", "twentyfirst", "twentysecond"})
"""Sets that no weights are learnt from yet."""


def sets() -> dict[str, list[Annotated]]:
    """By name the texts of each set."""
    return {p.name: folder(p) for p in _folders()} | {"compact": compact.folder()}


def digest(more: Iterable[Path] = ()) -> str:
    """Of the texts and of some other files, by their bytes."""
    of = hashlib.sha256()
    files = [f for p in _folders() for f in (*p.glob("*.txt"), *p.glob("*.json"))]
    for file in sorted((*files, *compact.FOLDER.glob("*.txt"), *more)):
        of.update(f"{file.parent.name}/{file.name}".encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return of.hexdigest()


def _folders() -> list[Path]:
    return [p for p in sorted(TEXTS.iterdir()) if p.is_dir() and p.name not in UNSEEN]
