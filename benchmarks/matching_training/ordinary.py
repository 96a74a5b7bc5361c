"""Make `english.txt` and `surnames.txt` (what a slip of another word hardly is), by one command:

`python benchmarks/matching_training/ordinary.py WORDS LAST FEMALE MALE`

WORDS is SCOWL's small American list (Debian's package wamerican-small), the others the US Census Bureau's name files of 1990
(public domain; `dist.all.last` and so on), of which the 20,000 commonest surnames are taken. See NOTICE.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

INDEX = Path(__file__).resolve().parents[2] / "src" / "offing" / "index"
SURNAMES = 20_000
_WORD = re.compile(r"[a-z]{3,14}")


def write(words: Iterable[str], path: Path) -> None:
    """A line for every two first letters."""
    lines: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        lines[word[:2]].append(word)
    path.write_text("".join(" ".join(line) + "\n" for line in lines.values()), encoding="ascii")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("words", "last", "female", "male"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    listed = [line.strip() for line in args.words.read_text(encoding="utf-8").splitlines()]
    english = {w for w in listed if _WORD.fullmatch(w)}
    names = {w.lower() for w in listed if _WORD.fullmatch(w.lower())}
    for path, most in ((args.last, SURNAMES), (args.female, None), (args.male, None)):
        rows = path.read_text(encoding="ascii").splitlines()[:most]
        names |= {w for w in (row.split()[0].lower() for row in rows) if _WORD.fullmatch(w)}
    write(english, INDEX / "english.txt")
    write(names - english, INDEX / "surnames.txt")


if __name__ == "__main__":
    main()
