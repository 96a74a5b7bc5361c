"""One file of named arrays: written whole or not at all, checked, then read in place (`mmap`).

Layout: MAGIC; the length of the header and the CRC-32 of all that follows, eight bytes each; the header (JSON: key, what is
told, each array's kind, shape and place); the arrays, each at a multiple of 64 bytes. It holds no code.
"""

from __future__ import annotations

import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.errors import StoreError

MAGIC = b"OFFING ready 1\n\0"
_START = len(MAGIC) + 16
_STEP = 64
_CHUNK = 1 << 20
_KINDS = frozenset("buif")
_HINT = "Delete it: it is built anew"


@dataclass(frozen=True, slots=True)
class Arrays:
    """What a file holds. The arrays lie in the file: pages are read as they are touched."""

    key: str
    told: dict[str, Any]
    arrays: dict[str, NDArray[Any]]

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]


def write(path: Path, key: str, told: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the file beside its name, then put it in place. Raises OSError where the folder cannot be written."""
    kept = {name: np.ascontiguousarray(a) for name, a in arrays.items()}
    places, at = {}, 0
    for name, a in kept.items():
        places[name] = [a.dtype.str, list(a.shape), at]
        at += a.nbytes + -a.nbytes % _STEP
    header = json.dumps({"key": key, "told": told, "arrays": places, "bytes": at}).encode()
    header += b" " * (-(_START + len(header)) % _STEP)
    crc = zlib.crc32(header)
    for a in kept.values():
        crc = zlib.crc32(b"\0" * (-a.nbytes % _STEP), zlib.crc32(a.data if a.size else b"", crc))
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(MAGIC + len(header).to_bytes(8, "little") + crc.to_bytes(8, "little") + header)
            for a in kept.values():
                out.write(a.data if a.size else b"")
                out.write(b"\0" * (-a.nbytes % _STEP))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read(path: Path, key: str | None = None) -> Arrays:
    """The file's arrays. Raises StoreError where it is not there, another's, damaged, or not of that key."""
    try:
        with path.open("rb") as file:
            header, start = _header(file, path.stat().st_size)
            if key is not None and header["key"] != key:
                raise StoreError("the saved names are those of other lists", where=str(path), hint=_HINT)
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)  # a page written to is our own copy of it
        arrays = {name: _array(whole, start, header["bytes"], *place) for name, place in header["arrays"].items()}
        told = header["told"]
        if not isinstance(told, dict):
            raise TypeError("nothing is told")
        return Arrays(str(header["key"]), told, arrays)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise StoreError(f"the saved names cannot be read: {error}", where=str(path), hint=_HINT) from error


def _header(file: Any, there: int) -> tuple[dict[str, Any], int]:
    """The header and where the arrays begin, once all bytes are seen to be those that were written."""
    start = file.read(_START)
    if start[: len(MAGIC)] != MAGIC or len(start) < _START:
        raise ValueError("another make of file")
    size, told = (int.from_bytes(start[i : i + 8], "little") for i in (len(MAGIC), len(MAGIC) + 8))
    text = file.read(min(size, there))
    crc = zlib.crc32(text)
    while chunk := file.read(_CHUNK):
        crc = zlib.crc32(chunk, crc)
    if crc != told:
        raise ValueError("its bytes are not those that were written")
    header = json.loads(text)
    if not isinstance(header, dict) or there != _START + size + header["bytes"]:
        raise ValueError("cut short")
    return header, _START + size


def _array(whole: mmap.mmap, start: int, size: int, kind: str, shape: list[int], at: int) -> NDArray[Any]:
    dtype = np.dtype(kind)
    count = int(np.prod(shape, dtype=np.int64))
    if dtype.kind not in _KINDS or not 0 <= at <= at + count * dtype.itemsize <= size:
        raise ValueError("an array lies outside the file")
    return np.frombuffer(whole, dtype, count, start + at).reshape(shape) if count else np.zeros(shape, dtype)
