"""Signs of garbling: each in words, only several kinds together lower the weight, and an honest text keeps all of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from offing.claims.ingest import read_report

TEXTS = Path(__file__).resolve().parents[2] / "benchmarks" / "reports" / "texts" / "dev"
LEAD = (
    "The harbour office of Busan detained the tanker Green Pine on Friday, a port official told reporters in the city."
)
HONEST = [
    ("Even so, the office let her go.", "one sign: it begins in the midst"),
    ("The company denied it.", "one sign: a company that was not named"),
    ("It lost a tenth of its trade in the past year, and the past month was worse.", "“past” is meant"),
    ("The USA team left. The US navy did not.", "one sign: two ways to write a country"),
    (
        "“We hold the ship,” the official said. “She stays until the court has spoken.”",
        "a second sentence of speech",
    ),
]
SIGNS = [
    ("They argued over USA sanctions. US officials were not there.", "“USA”"),
    ("They argued over a US -led plan for the port.", "a hyphen stands apart"),
    ("The ship left. -Asian talks in the city ended with no result.", "begins midway"),
    ("The ship left. Please refresh the page for the fullest version. She was not seen again.", "words of a page"),
    ("It matched the steps that were taken past year by them.", "“past” stands for “last”"),
    ("It was the primary time, prosecutors mentioned Thursday.", "words were replaced by others"),
]
GARBLED = "Even so, the ministry said the ship left. " + " ".join(text for text, _ in SIGNS)


@pytest.mark.parametrize(("text", "why"), HONEST, ids=[h[-1] for h in HONEST])
def test_a_sign_alone_is_no_garbling(text: str, why: str) -> None:
    read = read_report(f"{text} {LEAD}\n\n{LEAD}\n\n{text}".encode(), "x")
    assert (read.garbled, read.weight) == ((), 1.0), why


def test_several_kinds_are_told_each_in_words_with_the_text_beside() -> None:
    read = read_report(GARBLED.encode(), "x")
    for _, words in SIGNS:
        assert sum(words in sign for sign in read.garbled) == 1, words
    assert any("as if in the midst (“Even so, the ministry" in sign for sign in read.garbled)
    assert any("“the ministry”" in sign for sign in read.garbled)
    assert 0.2 <= read.weight < 0.5


@pytest.mark.parametrize("left_out", range(len(SIGNS)))
def test_no_sign_alone_decides(left_out: int) -> None:
    text = "Even so, the ministry said the ship left. " + " ".join(t for i, (t, _) in enumerate(SIGNS) if i != left_out)
    read = read_report(text.encode(), "x")
    assert read.weight < 1.0 and not any(SIGNS[left_out][1] in sign for sign in read.garbled)


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda p: p.stem)
def test_of_the_texts_that_the_rules_were_written_on_those_are_garbled_that_a_machine_rewrote(path: Path) -> None:
    manner = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["meta"]["manner"]
    read = read_report(path.read_bytes(), path.name)
    assert (read.weight < 0.7) == (manner == "machine-spun")
    assert bool(read.garbled) == (manner == "machine-spun")
