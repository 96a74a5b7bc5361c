"""The sentences that the small parser learns from, with their names masked: one JSON object a line.

python -m syntax.sentences OUT [FOLDER_OF_TEXTS ...] [--prose FILE ...]
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from reports.learnt import UNSEEN
from reports.reader import names, unlinked

from offing.claims.ingest import read_report
from offing.claims.read import read as read_document
from offing.claims.sentences import sentences
from offing.syntax.nations import adjective
from offing.syntax.tokens import tokens
from syntax.masks import names_of

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "benchmarks" / "reports"
RULES = ROOT / "src" / "offing" / "claims" / "rules"
_LETTERS = {"V": "VESSEL", "O": "COMPANY", "A": "AGENCY", "P": "PERSON", "C": "COUNTRY", "L": "PLACE", "F": "FACILITY",
            "G": "GOODS", "D": "DATE", "Q": "AMOUNT", "Y": "LIST", "X": "IMO", "I": "IMO"}  # fmt: skip
_MARK = re.compile(r"\[([A-Z]):([^\[\]=]*)(?:=[^\[\]]*)?\]")
Name = tuple[int, int, str]
Source = tuple[str, str, list[tuple[int, int]], list[Name]]
"""Of which set, the text, its sentences, the names in it."""


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("out", type=Path)
    ask.add_argument("texts", type=Path, nargs="*")
    ask.add_argument("--prose", type=Path, nargs="*", default=[])
    ask.add_argument("--only", action="store_true", help="nothing but the prose")
    given = ask.parse_args()
    seen: set[tuple[str, ...]] = set()
    with given.out.open("w", encoding="utf-8") as out:
        for where, text, spans, found in (*(() if given.only else _reports(given.texts)), *_prose(given.prose)):
            for start, end in spans:
                words = _words(text, start, end, [n for n in found if start <= n[0] and n[1] <= end])
                key = tuple(w[2] or w[0] for w in words)
                if 1 < len(words) <= 110 and key not in seen:
                    seen.add(key)
                    out.write(json.dumps({"of": where, "words": words}, ensure_ascii=False) + "\n")


def _reports(texts: Sequence[Path]) -> Iterator[Source]:
    folders = [*(p for p in sorted((REPORTS / "texts").iterdir()) if p.name not in UNSEEN), *texts]
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            reading = unlinked(path.name, path.read_bytes())
            text = reading.document.text
            spans = [(s.start, s.end) for s in sentences(text, reading.document.segments)]
            yield folder.name, text, spans, names_of(reading.mentions)
    for text in _sayings():
        yield "sayings", text, *_read(text)
    for example in _examples():
        yield "examples", *_unmarked(example)


def _prose(paths: Sequence[Path]) -> Iterator[Source]:
    for path in paths:
        for block in path.read_text(encoding="utf-8").split("\n"):
            if block.strip():
                yield path.stem, block, *_read(block)


def _read(text: str) -> tuple[list[tuple[int, int]], list[Name]]:
    reading = read_document(read_report(text.encode(), "x.txt"), names())
    if reading.document.text != text:
        return [], []
    return [(s.start, s.end) for s in sentences(text)], names_of(reading.mentions)


def _sayings() -> Iterator[str]:
    for path in sorted((REPORTS / "sayings" / "bank").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    with (REPORTS / "traps.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["text"] for row in csv.DictReader(file))


def _examples() -> Iterator[str]:
    for path in sorted(RULES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from (row["example"] for row in csv.DictReader(file) if row.get("example"))


def _unmarked(example: str) -> tuple[str, list[tuple[int, int]], list[Name]]:
    """A rule's example without its marks; `[N:...]` and `[K:...]` are words that point."""
    text, at, found = "", 0, []
    for mark in _MARK.finditer(example):
        text += example[at : mark.start()]
        if mark[1] in _LETTERS:
            mask = "NATION" if mark[1] == "C" and adjective(mark[2]) else _LETTERS[mark[1]]
            found.append((len(text), len(text) + len(mark[2]), mask))
        text += mark[2]
        at = mark.end()
    text += example[at:]
    return text, [(s.start, s.end) for s in sentences(text)], found


def _words(text: str, start: int, end: int, found: Sequence[Name]) -> list[tuple[str, int, str]]:
    """(letters, whether white space follows, mask)."""
    return [(text[a:b], int(text[b : b + 1].isspace()), mask) for a, b, mask in tokens(text, start, end, found)]


if __name__ == "__main__":
    main()
