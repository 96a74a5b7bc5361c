"""A fetched version of a list, kept as it came: bytes, SHA-256, where from, when.

Layout: `<home>/snapshots/<dataset>/<version>/` holds the publisher's files, packed (`packed.py`), and `snapshot.json`. A
version is never rewritten; its name is the day it is dated and the first hash digits, so the same bytes are the same
version. A file is kept as what differs from the version before, so that a home grows with what changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path

from offing.errors import MissingSource, StoreError, UnsafeInput
from offing.packed import LONGEST_CHAIN, PACKED, pack, unpack
from offing.units import MAX_FILE_BYTES

MANIFEST = "snapshot.json"
_VERSION = re.compile(r"[\w-]{1,80}")


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
    headers: Mapping[str, str] = field(default_factory=dict)
    """What the server said of the file, where it was fetched."""


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
    """Pack the files of a version into the store, all or nothing; a version already kept is left alone."""
    target = root / snapshot.dataset / snapshot.version
    if (target / MANIFEST).exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        bases: dict[str, str] = {}
        for name, source in sources.items():
            content = source.read_bytes()
            base, before = _base_for(root, snapshot, name)
            (fresh / f"{name}{PACKED}").write_bytes(pack(content, before))
            bases[name] = base
        body = asdict(snapshot) | {
            "dated": snapshot.dated.isoformat(),
            "published": snapshot.published.isoformat() if snapshot.published else None,
            "files": dict(snapshot.files),
            "headers": dict(snapshot.headers),
            "bases": bases,
        }
        (fresh / MANIFEST).write_text(json.dumps(body, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        if target.exists():  # a copy without its manifest was cut short: the new one replaces it
            shutil.rmtree(target)
        os.replace(fresh, target)  # noqa: PTH105 - rename of a folder over nothing
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return target


def _base_for(root: Path, snapshot: Snapshot, name: str) -> tuple[str, bytes]:
    """The version whose file the new one is kept as a difference from, and that file; empty where it is kept whole."""
    for earlier in reversed(versions(root, snapshot.dataset)):
        if name in earlier.files:
            if len(_chain(root, snapshot.dataset, earlier.version, name)) >= LONGEST_CHAIN:
                return "", b""
            try:
                return earlier.version, content_of(root, earlier, name)
            except StoreError:
                return "", b""
    return "", b""


def content_of(root: Path, snapshot: Snapshot, name: str, near: dict[tuple[str, str], bytes] | None = None) -> bytes:
    """A kept file as it came. Raises StoreError where its bytes, or those it rests on, are not what was kept.

    `near` holds files of other versions, by version and name, that were read already.
    """
    content = b""
    chain = _chain(root, snapshot.dataset, snapshot.version, name)
    held = near or {}
    first = next((i for i, version in enumerate(chain) if (version, name) in held), len(chain))
    if first < len(chain):
        content = held[chain[first], name]
    for version in reversed(chain[:first]):
        folder = root / snapshot.dataset / version
        try:
            content = _as_kept(folder, name, content)
        except (OSError, ValueError) as error:
            raise StoreError(f"{name} cannot be read back", where=str(folder), hint="Update the list again") from error
    if hashlib.sha256(content).hexdigest() != snapshot.files.get(name):
        where = str(root / snapshot.dataset / snapshot.version)
        raise StoreError(f"{name} is not what was kept", where=where, hint="Update the list again")
    return content


def _as_kept(folder: Path, name: str, before: bytes) -> bytes:
    """A file of a version, packed, or plain as earlier Offings kept it."""
    plain = folder / name
    return plain.read_bytes() if plain.exists() else unpack((folder / f"{name}{PACKED}").read_bytes(), before)


def _chain(root: Path, dataset: str, version: str, name: str) -> list[str]:
    """The version and those that its file rests on, the whole one last."""
    found = [version]
    while base := _bases(root / dataset / found[-1]).get(name, ""):
        if base in found or not _VERSION.fullmatch(base):
            raise StoreError("kept files rest on what is no version", where=str(root / dataset / version), value=base)
        found.append(base)
    return found


def _bases(folder: Path) -> dict[str, str]:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8")).get("bases", {})
        return {str(k): str(v) for k, v in told.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise StoreError("the manifest cannot be read", where=str(folder), hint="Update the list again") from error


def load(folder: Path) -> Snapshot:
    """Read a kept version's manifest. Raises StoreError when it is damaged."""
    try:
        body = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        body["dated"] = date.fromisoformat(body["dated"])
        body["published"] = date.fromisoformat(body["published"]) if body["published"] else None
        datetime.fromisoformat(body["retrieved"])
        body.pop("bases", None)
        if not isinstance(body["files"], dict) or not isinstance(body.setdefault("headers", {}), dict):
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


def damaged_files(root: Path, snapshot: Snapshot, near: dict[tuple[str, str], bytes] | None = None) -> list[str]:
    """Names of kept files whose bytes no longer give the recorded hash. Of those read, `near` then holds this version's."""
    found = []
    read: dict[tuple[str, str], bytes] = {}
    for name in snapshot.files:
        try:
            read[snapshot.version, name] = content_of(root, snapshot, name, near)
        except StoreError:
            found.append(name)
    if near is not None:
        near.clear()
        near.update(read)
    return found
