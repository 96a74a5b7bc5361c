"""A built engine as arrays and back, and in a file of its own: no code, no words to be read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from offing.errors import StoreError
from offing.index.arrays import Arrays, read, write
from offing.index.candidates import Shelf
from offing.index.engine import Engine
from offing.index.stock import Lexicon, Stock
from offing.index.vocabulary import Table, Words

MAKE = 5
"""Goes up with every change of what is stored, or of how names are read and words weighed."""
_GROUPS: dict[str, type[Any]] = {"packed": Words, "table": Table, "shelf": Shelf, "lexicon": Lexicon}
_ALONE = ("marks", "owner_at", "owners", "name_marks")


def engine_arrays(engine: Engine) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """What is told of an engine, and its arrays by name."""
    told: dict[str, Any] = {"make": MAKE, "stocks": []}
    arrays: dict[str, NDArray[Any]] = {}
    for kind, held in engine.stocks.items():
        told["stocks"].append({"kind": kind, "size": held.size, "shift": held.table.shift})
        for name in _ALONE:
            arrays[f"{kind}.{name}"] = getattr(held, name)
        for group in _GROUPS:
            for field, value in getattr(held, group)._asdict().items():
                if field != "shift":
                    arrays[f"{kind}.{group}.{field}"] = value
    return told, arrays


def engine_of(told: dict[str, Any], arrays: Arrays) -> Engine:
    """The engine of which that was told. Raises StoreError for another make."""
    try:
        if told["make"] != MAKE:
            raise StoreError("the saved matcher is of another make", hint="It is built anew")
        return Engine({one["kind"]: _stock(f"{one['kind']}.", one, arrays) for one in told["stocks"]})
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise StoreError(f"the saved matcher lacks something: {error}", hint="It is built anew") from error


def _stock(prefix: str, told: dict[str, Any], arrays: Arrays) -> Stock:
    groups: dict[str, Any] = {
        group: make(*(told[f] if f == "shift" else arrays[f"{prefix}{group}.{f}"] for f in make._fields))
        for group, make in _GROUPS.items()
    }
    groups |= {name: arrays[prefix + name] for name in _ALONE}
    return Stock(kind=told["kind"], size=told["size"], **groups)


def save(engine: Engine, path: Path, key: str) -> None:
    """Write the engine; `key` names what it was built from."""
    told, arrays = engine_arrays(engine)
    write(path, key, told, arrays)


def load(path: Path, key: str) -> Engine:
    """The engine saved under that key. Raises StoreError where the file is another's, of another make or damaged."""
    found = read(path, key)
    return engine_of(found.told, found)
