"""A fetched version of a list, kept as it came: bytes, SHA-256, where from, when.

Layout: `<home>/snapshots/<dataset>/<version>/` holds the publisher's files and `snapshot.json`. A version is never
rewritten; its name is the day it is dated and the first hash digits, so the same bytes are the same version.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from offing.errors import MissingSource, StoreError, UnsafeInput
from offing.units import MAX_FILE_BYTES

MANIFEST = "snapshot.json"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version: `files` maps the publisher's upper-case file names to SHA-256; `dated` is the day it speaks for.

    `dated` is the publisher's own date where the file states one, else the day the file was got.
    """

    dataset: str
    version: str
    form: str
    dated: date
    published: date | None
    retrieved: str
    url: str
    sha256: str
    files: Mapping[str, str]
    entries: int


def sha256_of(path: Path) -> str:
    """Hex digest of a file's bytes. Raises UnsafeInput above the size limit, MissingSource when it is not there."""
    if not path.is_file():
        raise MissingSource("no such file", where=str(path))
    if path.stat().st_size > MAX_FILE_BYTES:
        raise UnsafeInput(f"larger than {MAX_FILE_BYTES:,} bytes", where=path.name)
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def sha256_of_set(hashes: Mapping[str, str]) -> str:
    """One file: its hash. Several: the hash of their sorted `sha256sum` lines (`<hash>  <NAME>\\n`), so anyone can redo it."""
    if len(hashes) == 1:
        return next(iter(hashes.values()))
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def version_name(dated: date, sha256: str) -> str:
    return f"{dated.isoformat()}-{sha256[:8]}"


def keep(root: Path, snapshot: Snapshot, sources: Mapping[str, Path]) -> Path:
    """Copy the files of a version into the store, all or nothing; a version already kept is left alone."""
    target = root / snapshot.dataset / snapshot.version
    if (target / MANIFEST).exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        for name, source in sources.items():
            shutil.copyfile(source, fresh / name)
        body = asdict(snapshot) | {
            "dated": snapshot.dated.isoformat(),
            "published": snapshot.published.isoformat() if snapshot.published else None,
            "files": dict(snapshot.files),
        }
        (fresh / MANIFEST).write_text(json.dumps(body, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        if target.exists():  # a copy without its manifest was cut short: the new one replaces it
            shutil.rmtree(target)
        os.replace(fresh, target)  # noqa: PTH105 - rename of a folder over nothing
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return target


def load(folder: Path) -> Snapshot:
    """Read a kept version's manifest. Raises StoreError when it is damaged."""
    try:
        body = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        body["dated"] = date.fromisoformat(body["dated"])
        body["published"] = date.fromisoformat(body["published"]) if body["published"] else None
        datetime.fromisoformat(body["retrieved"])
        if not isinstance(body["files"], dict):
            raise TypeError("it names no files")
        return Snapshot(**body)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(
            f"the manifest cannot be read: {error}", where=str(folder), hint="Update the list again"
        ) from error


def versions(root: Path, dataset: str) -> list[Snapshot]:
    """Kept versions of a list, oldest first."""
    folder = root / dataset
    if not folder.is_dir():
        return []
    found = [load(f) for f in sorted(folder.iterdir()) if (f / MANIFEST).exists()]
    return sorted(found, key=lambda s: (s.dated, s.retrieved, s.version))


def damaged_files(root: Path, snapshot: Snapshot) -> list[str]:
    """Names of kept files whose bytes no longer give the recorded hash."""
    folder = root / snapshot.dataset / snapshot.version
    return [n for n, h in snapshot.files.items() if not (folder / n).is_file() or sha256_of(folder / n) != h]
