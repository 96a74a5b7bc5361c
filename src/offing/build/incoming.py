"""What is known of lists as they were asked for: with what to ask again, and when each was asked for and what came of it.

Kept in `incoming/<dataset>/` of the home, beside files that are on their way. All of it may be deleted at any time: the next
update then fetches whole files.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from offing.fetch import Kept
from offing.settings import Home
from offing.snapshots import MANIFEST

_TOLD = "told.json"
_ASKED = "asked.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """When a list was last asked for (ISO time) and what came of it, as an update says it."""

    at: str = ""
    outcome: str = ""
    url: str = ""
    why: str = ""


def asked(home: Home, dataset: str) -> Asked | None:
    """None where it was never asked for, or is not known any more."""
    with suppress(OSError, ValueError, TypeError):
        told: Mapping[str, str] = json.loads((home.incoming / dataset / _ASKED).read_text(encoding="utf-8"))
        return Asked(**{k: str(v) for k, v in told.items()})
    return None


def note_asked(home: Home, dataset: str, told: Asked) -> None:
    _write(home.incoming / dataset / _ASKED, asdict(told))


def told_with(home: Home, dataset: str, version: str) -> dict[str, Kept]:
    """What the servers said of the files of that version, by file name; nothing where the files last taken are another's.

    So that a home whose index was deleted, or that took another version by hand, asks for whole files.
    """
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        told = json.loads((home.incoming / dataset / _TOLD).read_text(encoding="utf-8"))
        if told["version"] == version:
            return {str(name): Kept(**{k: str(v) for k, v in one.items()}) for name, one in told["files"].items()}
    return {}


def note_told(home: Home, dataset: str, version: str, told: Mapping[str, Kept]) -> None:
    """Noted only when the version is kept: a call that is killed before fetches again rather than miss it."""
    files = {name: asdict(one) for name, one in told.items()}
    _write(home.incoming / dataset / _TOLD, {"version": version, "files": files})


def _write(file: Path, body: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}")
    fresh.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    fresh.replace(file)


def sweep(home: Home) -> None:
    """Clear away what calls that were killed left lying. Only under the lock."""
    for folder in (*_folders(home.snapshots), home.read, home.ready):
        for left in (*folder.glob(".new-*"), *folder.glob(".staged-*")):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
    for folder in _folders(home.snapshots):
        for version in _folders(folder):
            if not (version / MANIFEST).exists():
                shutil.rmtree(version, ignore_errors=True)


def _folders(root: Path) -> list[Path]:
    return [f for f in root.iterdir() if f.is_dir()] if root.is_dir() else []
