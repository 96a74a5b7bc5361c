"""`offing decide`, `--profile`, and what `offing explain` says of the matcher."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from offing.index.profiles import profiles
from offing.index.rules import rules
from tests.cli.test_verbs import run
from tests.review.books import entry, write_book

LISTED = entry("Evil Haibo Zed", country="China", from_="2019-01-01") + entry("Eastern Trading LLC", from_="2019-01-01")
PARTIES = "id,name,country\nP1,Evil Haiboo Zed,China\nP2,Eastern Trading,\n"
AS_OF = ("--as-of", "2020-01-01")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book", {"parties": PARTIES}, LISTED)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def shown(book: Path, home: Path, *more: str) -> list[str]:
    data = run("review", book, *AS_OF, "--json", *more, home=home).data
    return [f["subject"]["id"] for f in data["findings"] if f["subject"]["sheet"] == "parties"]


def test_from_a_review_to_the_next(tmp_path: Path, book: Path, home: Path) -> None:
    first = run("review", book, *AS_OF, "--json", home=home)
    findings = tmp_path / "findings.json"
    findings.write_text(first.out, encoding="utf-8")
    ident = next(f["id"] for f in first.data["findings"] if f["subject"]["id"] == "P1")
    words = ("--why", "a firm of 1950", "--by", "A. Reader")
    done = run("decide", findings, ident, "--not-the-same", *words, home=home)
    assert done.code == 0
    assert "not the same as Evil Haibo Zed (own EVIL)" in done.out
    assert shown(book, home) == []
    query = ("screen", "Evil Haiboo Zed", "--country", "China", "--lists", book / "lists", *AS_OF)
    (later,) = run(*query, "--json", home=home).data["matches"]
    said = next(p["value"] for p in later["score_parts"] if p["feature"] == "decision")
    assert "that was Evil Haiboo Zed (parties P1)" in said, "a name and a country do not say that it is the same firm"
    kept = run("decide", findings, ident, "--not-the-same", *words, "--json", home=home).data
    assert Path(kept["kept_in"]).read_text(encoding="utf-8").count("\n") == 2, "only ever added to"


def test_set_aside_is_what_the_answer_says_first_and_it_can_be_withdrawn(tmp_path: Path, home: Path) -> None:
    parties = "id,name,country,other_ids\nP1,Evil Haiboo Zed,China,AB-998877\n"
    book = write_book(tmp_path / "book", {"parties": parties}, LISTED)
    findings = tmp_path / "findings.json"
    first = run("review", book, *AS_OF, "--json", home=home)
    findings.write_text(first.out, encoding="utf-8")
    ident = next(f["id"] for f in first.data["findings"] if f["subject"]["id"] == "P1")
    assert run("decisions", home=home).out == "nothing was decided\n"
    run("decide", findings, ident, "--not-the-same", "--why", "a firm of 1950", "--by", "A. Reader", home=home)
    query = (
        "screen",
        "Evil Haiboo Zed",
        "--country",
        "China",
        "--other-ids",
        "AB-998877",
        "--lists",
        book / "lists",
        *AS_OF,
    )
    later = run(*query, home=home)
    assert later.out.startswith("Evil Haiboo Zed: nothing to show: decided on "), (
        "the headline is not that none was found"
    )
    assert "no entry found" not in later.out
    assert "set aside: the name of Evil Haibo Zed" in later.out
    batch, out = tmp_path / "in.csv", tmp_path / "out.csv"
    batch.write_text("name,country,other_ids\nEvil Haiboo Zed,China,AB-998877\n", encoding="utf-8")
    assert run("screen", "--batch", batch, "-o", out, "--lists", book / "lists", *AS_OF, home=home).code == 0
    assert "decided on" in out.read_text(encoding="utf-8"), "a batch row says it too"
    assert f"{ident}  stands: Evil Haiboo Zed (parties P1)" in run("decisions", home=home).out
    why = ("--why", "a mistake", "--by", "B. Reader")
    assert run("decide", "--withdraw", "0000", *why, home=home).code == 2
    assert run("decide", "--withdraw", ident, home=home).code == 2, "nor without who and why"
    assert run("decide", "--withdraw", ident, *why, home=home).code == 0
    assert shown(book, home) == ["P1"]
    assert [d["stands"] for d in run("decisions", "--json", home=home).data["decisions"]] == [False, False]


@pytest.mark.parametrize(
    ("text", "args", "words", "why"),
    [
        ('{"findings": []}', ("X", "--not-the-same", "--why", "a", "--by", "b"), "no finding has that id", "no such finding"),
        ('{"findings": []}', ("X", "--why", "a", "--by", "b"), "say what was decided", "nothing decided"),
        ("no json", ("X", "--not-the-same", "--why", "a", "--by", "b"), "not a findings.json", "another file"),
        ("[]", ("X", "--not-the-same", "--why", "a", "--by", "b"), "not a findings.json", "another document"),
    ],
)  # fmt: skip
def test_wrong_usage(tmp_path: Path, home: Path, text: str, args: tuple[str, ...], words: str, why: str) -> None:
    path = tmp_path / "findings.json"
    path.write_text(text, encoding="utf-8")
    done = run("decide", path, *args, home=home)
    assert (done.code, words in done.err) == (2, True), why
    assert not home.exists(), "nothing is kept of it"


def test_a_profile_is_recorded_and_moves_the_bar(book: Path, home: Path) -> None:
    assert shown(book, home) == ["P1"]
    assert shown(book, home, "--profile", "wide") == ["P1", "P2"]
    data = run("review", book, *AS_OF, "--json", "--profile", "wide", home=home).data
    assert data["review"]["profile"]["profile"] == "wide"
    listed = [f for f in data["findings"] if f["check"] == "listed_party"]
    assert {f["rule"]["params"]["profile"] for f in listed} == {"wide"}
    assert run("review", book, "--profile", "vague", home=home).code == 2


@pytest.mark.parametrize("topic", ["matching", "listed_party", "listed_vessel", "identity_in_doubt"])
def test_explain_shows_the_profiles_and_how_strengths_are_made(topic: str) -> None:
    said = run("explain", topic)
    for words in (
        *profiles(),
        "`match`: the same number",
        "`possible`: a name only",
        "Set aside, with the reason kept",
    ):
        assert words in said.out
    body = run("explain", topic, "--json").data
    assert [p["profile"] for p in body["profiles"]] == list(profiles())


def test_explain_matching_lists_every_rule_without_its_figure() -> None:
    body = run("explain", "matching", "--json").data
    assert [e["says"] for e in body["evidence"]] == [r.says for r in rules().values()]
    assert "log_odds" not in json.dumps(body)
