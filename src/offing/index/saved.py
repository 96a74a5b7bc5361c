"""A built engine in one file, so that a call of the command line need not build it: arrays as they are, words as text.

The file holds no code and is checked before use: a file of another make, or damaged, raises StoreError and is built anew.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.errors import StoreError
from offing.index.candidates import Scratch, Shelf
from offing.index.engine import Engine
from offing.index.glossary import JOINED
from offing.index.near import costs
from offing.index.shelf import SPECIAL, Stock
from offing.index.vocabulary import Table, Words

MAKE = 1
"""Goes up with every change of what is stored."""


def save(engine: Engine, path: Path, key: str) -> None:
    """Write the engine; `key` names what it was built from (a digest of versions and of Offing's own version)."""
    arrays: dict[str, NDArray[Any]] = {}
    told: dict[str, Any] = {"make": MAKE, "key": key, "kinds": {}}
    for kind, held in engine.stocks.items():
        told["kinds"][str(kind)] = {"size": held.size, "shift": held.table.shift}
        arrays[f"{kind}.text"] = np.frombuffer("\n".join(held.words).encode(), np.uint8)
        arrays[f"{kind}.owner_at"], arrays[f"{kind}.owners"] = held.owner_at, held.owners
        for name, group in (("packed", held.packed), ("table", held.table), ("shelf", held.shelf)):
            for field, value in group._asdict().items():
                if isinstance(value, np.ndarray):
                    arrays[f"{kind}.{name}.{field}"] = value
    arrays["told"] = np.frombuffer(json.dumps(told).encode(), np.uint8)
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        np.savez(out, allow_pickle=False, **arrays)
    part.replace(path)


def load(path: Path, key: str) -> Engine:
    """The engine saved under that key. Raises StoreError where the file is another's, of another make or damaged."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            told = json.loads(arrays["told"].tobytes())
            if (told["make"], told["key"]) != (MAKE, key):
                raise StoreError("the saved matcher was built from other lists", where=str(path), hint="Build it anew")
            stocks = {int(kind): _stock(int(kind), more, arrays) for kind, more in told["kinds"].items()}
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise StoreError(f"the saved matcher cannot be read: {error}", where=str(path), hint="Build it anew") from error
    return Engine(stocks, costs())


def _stock(kind: int, more: dict[str, int], arrays: Any) -> Stock:
    def group(name: str, fields: tuple[str, ...]) -> list[NDArray[Any]]:
        return [arrays[f"{kind}.{name}.{f}"] for f in fields]

    text = arrays[f"{kind}.text"].tobytes().decode()
    words = text.split("\n") if text else []
    shelf = Shelf(*group("shelf", Shelf._fields))
    ids = {(w, f & (SPECIAL | JOINED)): i for i, (w, f) in enumerate(zip(words, shelf.flags.tolist(), strict=True))}
    n = more["size"]
    scratch = Scratch(np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int32))
    buckets, hashes, word_of = group("table", Table._fields[:3])
    return Stock(
        kind, words, ids, Words(*group("packed", Words._fields)), Table(buckets, hashes, word_of, more["shift"]), shelf, scratch,
        np.zeros(len(words), np.int64), arrays[f"{kind}.owner_at"], arrays[f"{kind}.owners"],
        _frequency(shelf, words, n), n,
    )  # fmt: skip


def _frequency(shelf: Shelf, words: list[str], names: int) -> dict[str, int]:
    """In how many names each word stands."""
    rows = np.repeat(np.arange(names, dtype=np.int64), np.diff(shelf.name_at))
    once = np.unique((rows << 32) | shelf.words)
    counted = np.bincount(once & 0xFFFFFFFF, minlength=len(words))
    found: Counter[str] = Counter()
    for i in np.flatnonzero(counted).tolist():
        found[words[i]] += int(counted[i])
    return dict(found)
