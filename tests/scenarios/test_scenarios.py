"""Every scenario: what a review must show, must not show, and how it must say it.

`pytest tests/scenarios --scenarios DIR` runs the same on the folders of DIR.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from tests.scenarios.harness import (
    HERE,
    BadScenario,
    Case,
    Outcome,
    complaint,
    gist,
    read_expectation,
    run_scenario,
    shuffled_copy,
)
from tests.scenarios.wording import cells, faults, finding_faults, page_text

Run = Callable[[Path], Outcome]

OURS = Path(__file__).resolve().parent
SOURCED = re.compile(r"^\W*sources?\b\W*\w+", re.IGNORECASE | re.MULTILINE)


def test_expectation(case: Case, run: Run) -> None:
    if case.problem:
        pytest.fail(case.problem, pytrace=False)
    wrong = complaint(case.section, case.row, run(case.folder).findings)
    if wrong:
        pytest.fail(f"{case.folder.name} (as of {read_expectation(case.folder).as_of}): {wrong}", pytrace=False)


def test_the_readme_tells_the_case_and_names_a_source(folder: Path) -> None:
    if folder.parent.resolve() != OURS:
        pytest.skip("another folder's scenarios: how their README is written is their own affair")
    readme = folder / "README.md"
    assert readme.is_file(), f"{folder.name} has no README.md"
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# "), "the README starts with the name of the case"
    assert SOURCED.search(text), "the README names no source"


def test_the_same_book_gives_the_same_bytes(folder: Path, run: Run, home: Path) -> None:
    assert run_scenario(folder, home).document == run(folder).document


def test_the_order_of_rows_does_not_matter(folder: Path, run: Run, home: Path, tmp_path: Path) -> None:
    book = shuffled_copy(folder / "book", tmp_path / "book", seed=folder.name)
    assert gist(run_scenario(folder, home, book=book).findings) == gist(run(folder).findings)


def test_the_words_are_the_house_words(folder: Path, run: Run) -> None:
    quoted = cells(folder / "book", folder / "lists")
    outcome = run(folder)
    said = [f"{f['check']} {f['subject']['id']}: {x}" for f in outcome.findings for x in finding_faults(f, quoted)]
    review = outcome.data["review"]
    for entry in [*review["set_aside"], *review["not_checked"]]:
        said += [f"{entry['what']}: {x}" for text in (entry["what"], entry["why"]) for x in faults(text, quoted=quoted)]
    assert not said, "\n".join(said)


def test_the_page_uses_the_house_words(folder: Path, run: Run) -> None:
    from offing.report.html import review_html

    outcome = run(folder)
    others = cells(folder / "book", folder / "lists")
    others |= {e["quote"] for f in outcome.findings for e in f["evidence"]}
    said = html.unescape(page_text(review_html(outcome.review)))
    assert not faults(said, quoted=others)


def test_the_review_says_what_was_not_checked(folder: Path, run: Run) -> None:
    review = run(folder).data["review"]
    assert review["not_checked"], (
        "with the bundled tables alone no published list was searched whole: the review has to say so"
    )
    assert review["complete"] is False


SET_ASIDE = [
    ("N13-person-named-like-a-ship", "parties", "P1", "a person named like a listed ship: another type, logged"),
    ("N05-name-twins", "vessels", "V2", "a listed name on another valid IMO number: another ship, logged"),
    ("N05-name-twins", "vessels", "V5", "the same with a given name"),
    ("T01-stream-and-daniel", "vessels", "V3", "STREAM on another valid IMO number"),
]
BESIDE = [
    ("N09-drinking-water-answer", "parties", "P1", "drinking water", "the party's own answer"),
    ("N02-sevastopol-in-busan", "vessels", "V1", "no breach of UN resolutions", "another authority's finding"),
    ("N12-p-pioneer", "vessels", "V1", "AIS is always on", "the condition of the release"),
]


TEMPLATES = sorted(
    (t for t in files("offing.report").joinpath("templates").iterdir() if t.name.endswith((".j2", ".typ"))),
    key=lambda t: t.name,
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_the_templates_use_the_house_words(template: Traversable) -> None:
    text = template.read_text(encoding="utf-8")
    assert not faults(page_text(text) if template.name.endswith(".j2") else text)


@pytest.fixture
def ours(pytestconfig: pytest.Config) -> Path:
    """The scenarios of this folder, for tests that name one of them."""
    if pytestconfig.getoption("--scenarios"):
        pytest.skip("--scenarios names another folder: the tests on single scenarios of this one do not apply")
    return HERE


@pytest.mark.parametrize(("name", "sheet", "row", "why"), SET_ASIDE, ids=[f"{a[0]}:{a[1]}.{a[2]}" for a in SET_ASIDE])
def test_what_was_set_aside_is_logged(name: str, sheet: str, row: str, why: str, run: Run, ours: Path) -> None:
    logged = [x["subject"] for x in run(ours / name).data["review"]["set_aside"]]
    assert any(x["sheet"] == sheet and x["id"] == row for x in logged), f"{why}; set aside: {logged}"


@pytest.mark.parametrize(
    ("name", "sheet", "row", "answer", "why"), BESIDE, ids=[f"{a[0]}:{a[1]}.{a[2]}" for a in BESIDE]
)
def test_a_given_answer_stands_beside_the_finding(
    name: str, sheet: str, row: str, answer: str, why: str, run: Run, ours: Path
) -> None:
    about = [f for f in run(ours / name).findings if (f["subject"]["sheet"], f["subject"]["id"]) == (sheet, row)]
    listed = [f for f in about if f["kind"] == "LIST"]
    assert listed, f"no finding from a list on {sheet}.{row}"
    assert any(answer in text for f in listed for text in f["innocent"]), f"{why} is missing: {listed[0]['innocent']}"


def test_a_missing_folder_is_a_fault_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadScenario, match=r"expect\.json is missing"):
        read_expectation(tmp_path / "E99-not-there")
