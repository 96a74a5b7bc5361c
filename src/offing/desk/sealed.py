"""A folder with a manifest of hashes: whatever is changed, added or taken away in it, the manifest itself included, is named."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offing.desk.log import fault_of
from offing.errors import MissingSource

MANIFEST = "manifest.json"
LOG = "log.json"
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Differs:
    """The first file of an exported folder that is not what was exported."""

    file: str
    why: str


def seal(folder: Path, about: dict[str, Any]) -> str:
    """Write the manifest over all files of a folder. Its own seal, which is the hash of all that it says."""
    files = {
        name: {"bytes": path.stat().st_size, "sha256": _hash(path)} for name, path in sorted(_files(folder).items())
    }
    told: dict[str, Any] = {**about, "files": files}
    sealed = _sealed(told)
    (folder / MANIFEST).write_bytes(_written({**told, "seal": sealed}))
    return sealed


def differs(folder: Path) -> Differs | None:
    """None where every file is what was exported and no other is there; else the first that is not, the manifest before all.

    Raises MissingSource where there is no such folder.
    """
    if not folder.is_dir():
        raise MissingSource("there is no such folder", where=str(folder))
    place = folder / MANIFEST
    if place.is_symlink() or not place.is_file():
        return Differs(MANIFEST, "it is missing")
    content = place.read_bytes()
    try:
        told = json.loads(content)
        listed = {str(name): (int(x["bytes"]), str(x["sha256"])) for name, x in told["files"].items()}
        sealed = told["seal"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Differs(MANIFEST, "it cannot be read")
    if _written(told) != content or sealed != _sealed({k: v for k, v in told.items() if k != "seal"}):
        return Differs(MANIFEST, "it is not what was sealed")
    there = {name: path for name, path in _files(folder).items() if name != MANIFEST}
    for name in sorted(there.keys() | listed.keys()):
        if why := _why(there.get(name), listed.get(name)):
            return Differs(name, f"{why}{_record(folder) if name == LOG and name in there else ''}")
    return None


def records_differ(folder: Path) -> Differs | None:
    """The first record in the exported log that is not what was sealed in the desk's own; for a folder that was sealed anew."""
    try:
        records = json.loads((folder / LOG).read_bytes())["records"]
        bad = next(((r["n"], why) for r in records if (why := fault_of(r))), None)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Differs(LOG, "it cannot be read")
    return Differs(LOG, f"record {bad[0]}: {bad[1]}") if bad else None


def _why(path: Path | None, listed: tuple[int, str] | None) -> str:
    if path is None:
        return "it is missing"
    if listed is None:
        return "it was added"
    if path.is_symlink() or not path.is_file():
        return "it is no file"
    if path.stat().st_size != listed[0]:
        return f"it has {path.stat().st_size:,} bytes and had {listed[0]:,}"
    return "" if _hash(path) == listed[1] else "its bytes are not those that were exported"


def _record(folder: Path) -> str:
    found = records_differ(folder)
    return f"; {found.why}" if found else ""


def _files(folder: Path) -> dict[str, Path]:
    """Every file by its place in the folder; links, and folders with nothing in them, count as files."""
    found = {}
    for path in folder.rglob("*"):
        empty = path.is_dir() and not path.is_symlink() and not any(path.iterdir())
        if empty or path.is_symlink() or not path.is_dir():
            found[path.relative_to(folder).as_posix()] = path
    return found


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_AT_ONCE):
            digest.update(chunk)
    return digest.hexdigest()


def _sealed(told: dict[str, Any]) -> str:
    return hashlib.sha256(_written(told)).hexdigest()


def _written(told: Any) -> bytes:
    return (json.dumps(told, sort_keys=True, indent=1) + "\n").encode()
