"""Scores a reader on annotated reports: `PYTHONPATH=benchmarks:src python -m reports.score FOLDER ... --reader module:function`.

The reader takes a name and the file's bytes and gives an `offing.claims.model.Reading`. Each folder holds NAME.txt with
NAME.json. With OFFING_SHARED set the seed articles are scored as well. `--show` lists misses and false claims; leave it out on
texts that are held out. `--traps` runs traps.csv too.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reports.gold import Annotated, folder, seed
from reports.measure import one
from reports.tables import figures, shown
from reports.traps import TABLE, Reader, fallen, traps

READER = "offing.claims.read:read"


def loaded(name: str) -> Reader:
    """`package.module:function`."""
    module, _, function = name.partition(":")
    try:
        found: Reader = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise SystemExit(f"no reader {name}: {error}; give another by --reader module:function") from error
    return found


def report(title: str, texts: Sequence[Annotated], read: Reader, *, show: bool) -> str:
    each = [one(gold, read) for gold in texts]
    lines = [f"{o.gold.name}: {line}" for o in each for line in shown(o)] if show else []
    return "\n".join([figures(title, each), *lines])


def trapped(read: Reader) -> str:
    if not TABLE.exists():
        return f"No traps: {TABLE} is not there."
    laid = traps()
    found = fallen(laid, read)
    lines = [f"FELL {f.type}: {f.quote!r} in {f.trap.text!r}: {f.trap.why}" for f in found]
    return "\n".join([f"Traps: {len(laid)}, fallen into {len({f.trap.text for f in found})}.", *lines])


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--reader", default=READER)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--traps", action="store_true")
    asked = parser.parse_args(arguments)
    read = loaded(asked.reader)
    sets = [(str(path), folder(path)) for path in asked.folders]
    shared = os.environ.get("OFFING_SHARED")
    if shared:
        sets.append(("seed articles", seed(Path(shared))))
    for title, texts in sets:
        print(report(title, texts, read, show=asked.show))  # noqa: T201
    if asked.traps:
        print(trapped(read))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
