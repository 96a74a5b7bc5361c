"""The queries in `sql/`: one SELECT a file. What it reads is an input, a stored relation or another file, put in as a CTE."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

_READS = re.compile(r"\b(?:FROM|JOIN)\s+\(?([a-z_]\w*)")
_PARAMETER = re.compile(r"(?<![:\w]):([a-z]\w*)")
_COMMENT = re.compile(r"--[^\n]*")


@cache
def queries() -> Mapping[str, str]:
    """Name -> the text of every query, comments and all."""
    folder = files("offing.tracks").joinpath("sql")
    found = sorted(folder.iterdir(), key=lambda p: p.name)
    return {p.name.removesuffix(".sql"): p.read_text("utf-8") for p in found if p.name.endswith(".sql")}


def definition(name: str) -> str:
    """What a query says of itself: the comment it opens with."""
    lines: list[str] = []
    for line in queries()[name].splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def reads(name: str) -> list[str]:
    """The other files that a query reads, in the order in which it names them."""
    bare = _COMMENT.sub("", queries()[name])
    return [n for n in dict.fromkeys(_READS.findall(bare)) if n in queries() and n != name]


def render(name: str, numbers: Mapping[str, int | float], stored: Collection[str] = ()) -> str:
    """One statement: the query with all the files it reads as CTEs, but for those already stored. Parameters are numbers only.

    Raises KeyError for a parameter that `numbers` does not give.
    """
    order: list[str] = []

    def visit(one: str) -> None:
        for other in reads(one):
            if other not in stored and other not in order:
                visit(other)
                order.append(other)

    visit(name)

    def fill(text: str) -> str:
        bare = _COMMENT.sub("", text).strip()
        return _PARAMETER.sub(lambda m: repr(numbers[m[1]] + 0), bare)

    if not order:
        return fill(queries()[name])
    common = ",\n".join(f"{n} AS (\n{fill(queries()[n])}\n)" for n in order)
    return f"WITH {common}\nSELECT * FROM (\n{fill(queries()[name])}\n) AS {name}"
