"""Paths → files with the format that their first bytes show."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from offing.units import MAX_UNPACK_RATIO

PARQUET, TEXT, EMPTY, OTHER = "Parquet", "text", "empty", "other"
HEAD_BYTES = 256 * 1024
_FIRST_LINES_ONLY = frozenset({"_SUCCESS", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file, its format, how it is packed (none, gzip, zstd), and its first bytes unpacked."""

    path: Path
    format: str
    packed: str
    head: bytes
    says: str = ""


def found_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file, a folder's in the order of their paths; a file named twice comes once."""
    seen: set[Path] = set()
    for path in paths:
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            hidden = file.name.startswith((".", "_")) and file != path
            key = file.resolve()
            if key not in seen and not hidden and file.name not in _FIRST_LINES_ONLY and file.suffix != ".crc":
                seen.add(key)
                yield file


def look_at(path: Path) -> Found:
    """The format, from the first bytes; names do not count. A file that cannot be opened is OTHER and says why."""
    try:
        with path.open("rb") as handle:
            head = handle.read(HEAD_BYTES)
            if head[:4] == b"PAR1":
                return Found(path, PARQUET, "none", head[:4])
            if head[:2] == b"\x1f\x8b":
                handle.seek(0)
                return _unpacked(path, handle.read(HEAD_BYTES * 4))
    except OSError as error:
        return Found(path, OTHER, "none", b"", f"cannot be opened: {error.strerror or error}")
    if head[:4] == b"\x28\xb5\x2f\xfd":
        return Found(path, TEXT, "zstd", b"")
    if head[:4] == b"PK\x03\x04":
        return Found(path, OTHER, "none", b"", "is a zip archive; unpack it first")
    if not head.strip():
        return Found(path, EMPTY, "none", b"", "is empty")
    return Found(path, TEXT, "none", head)


def _unpacked(path: Path, packed: bytes) -> Found:
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        head = inflate.decompress(packed, HEAD_BYTES)
    except zlib.error as error:
        return Found(path, OTHER, "gzip", b"", f"is not well packed: {error}")
    taken = len(packed) - len(inflate.unconsumed_tail)
    if len(head) >= HEAD_BYTES and len(head) > MAX_UNPACK_RATIO * taken:
        return Found(
            path, OTHER, "gzip", b"", f"unpacks to more than {MAX_UNPACK_RATIO} times its size and is not read"
        )
    if not head.strip():
        return Found(path, EMPTY, "gzip", b"", "is empty")
    return Found(path, TEXT, "gzip", head)
