"""Weights that the package carries: a packed CSV with a header, its first columns words and its last ones whole numbers."""

from __future__ import annotations

import csv
import gzip
from importlib import resources


def weighed(name: str) -> list[list[str]]:
    """The rows of NAME.csv.gz without the header."""
    content = (resources.files("offing.claims") / f"{name}.csv.gz").read_bytes()
    return list(csv.reader(gzip.decompress(content).decode("utf-8").splitlines(), strict=True))[1:]
