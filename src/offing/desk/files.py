"""Files that were brought to the desk, each kept once under the hash of its bytes; and names that are safe to write."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from offing.errors import StoreError, UnsafeInput
from offing.written import written

_SAFE = re.compile(r"[^\w.()+,=@ -]")
_LONGEST = 120
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})


def safe_name(name: str) -> str:
    """A file's name as it may be written below a folder of ours; raises UnsafeInput where nothing of it may.

    Folders of the name fall away, and so do characters that a system reads as orders.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = _SAFE.sub("_", last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not kept or (stem or ending).lower() in _DEVICES:
        raise UnsafeInput("this is no name for a file", value=name[:_LONGEST])
    return kept if len(kept) <= _LONGEST else f"{(stem or ending)[: _LONGEST - len(ending) - 1]}{dot}{ending[-20:]}"


def keep(folder: Path, content: bytes) -> str:
    """Write bytes under their SHA-256, whole or not at all, on disk before this returns. The hash."""
    digest = hashlib.sha256(content).hexdigest()
    place = folder / digest
    if place.exists() and place.stat().st_size == len(content):
        return digest
    written(place, content)
    return digest


def load(folder: Path, digest: str) -> bytes:
    """The bytes of a hash. Raises StoreError where they are gone, or are other bytes now."""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise StoreError("no such file at the desk", value=digest[:70])
    try:
        content = (folder / digest).read_bytes()
    except FileNotFoundError as error:
        raise StoreError("a file of the desk is missing", where=str(folder), value=digest) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreError("a file of the desk is not what was kept", where=str(folder), value=digest)
    return content
