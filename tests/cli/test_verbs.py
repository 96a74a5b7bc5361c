"""The verbs as a shell sees them: data on stdout, words on stderr, and the exit code that a script relies on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from offing.cli import cli
from offing.errors import OffingError
from offing.review.catalog import check_modules
from tests.review.books import entry, write_book
from tests.test_build import FIRMS, feed, sdn

LISTED = entry("Evil Haibo Zed", from_="2019-01-01") + entry("SEA ROSE", "vessel", imo="9074729", from_="2019-01-01")
PARTIES = "id,name\nP1,Evil Haibo Zed\n"


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.out)
        return body


def run(*args: str | Path, home: Path | None = None, env: dict[str, str] | None = None) -> Done:
    """The command line, with its errors as `main` turns them into codes."""
    at = ["--home", str(home)] if home else []
    done = CliRunner().invoke(cli, [*at, *map(str, args)], env={"OFFING_HOME": "", "COLUMNS": "200", **(env or {})})
    if isinstance(done.exception, OffingError):
        return Done(done.exception.exit_code, done.stdout, done.stderr + str(done.exception))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book", {"parties": PARTIES}, LISTED)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("args", "keys"),
    [
        (["review", "{book}", "--as-of", "2020-01-01", "--json"], {"review", "findings"}),
        (["screen", "Evil Haibo Zed", "--lists", "{book}/lists", "--json"], {"query", "matches", "lists"}),
        (["screen", "--batch", "{book}/parties.csv", "--lists", "{book}/lists", "--json"], {"answers"}),
        (["lists", "--json"], {"lists"}),
        (["update", "--from", "{feed}", "--json"], {"updates"}),
        (["verify", "--json"], {"snapshots", "ok"}),
        (["checks", "--json"], {"checks"}),
        (["explain", "ownership_50", "--json"], {"id", "asks", "basis", "innocent", "settle", "text", "params"}),
        (["demo", "--out", "{out}", "--json"], {"review", "findings"}),
    ],
)
def test_json_is_all_that_stands_on_stdout(
    tmp_path: Path, book: Path, home: Path, args: list[str], keys: set[str]
) -> None:
    folder = feed(tmp_path / "feed", SDN__CSV=sdn(*FIRMS))
    args = [a.format(book=book, feed=folder, out=tmp_path / "out") for a in args]
    done = run(*args, home=home)
    assert done.code == 0, done.err
    assert keys <= set(done.data)


@pytest.mark.parametrize(
    ("args", "code", "words", "why"),
    [
        (["review", "{tmp}/nowhere"], 2, "does not exist", "a book that is not there"),
        (["review", "{tmp}"], 2, "no sheet of a book", "a folder without a sheet"),
        (["review", "{tmp}/x.docx"], 2, "is not a book", "a file that is no book"),
        (["review", "{book}", "--as-of", "yesterday"], 2, "not a day", "a day that is none"),
        (["review", "{book}", "--as-of", "2019-02-30"], 2, "not a day", "a day that the calendar lacks"),
        (["review", "{book}", "--role", "pirate"], 2, "pirate", "a role that is none"),
        (["review", "{book}", "--fail-at", "maybe"], 2, "maybe", "a bar that is none"),
        (["review", "{book}", "--lists", "{tmp}/nowhere"], 2, "does not exist", "lists that are not there"),
        (["review", "{book}", "--out", "{book}/parties.csv"], 2, "is a file", "an --out that is a file"),
        (["review"], 2, "BOOK", "no book named"),
        (["screen"], 2, "name one thing", "nothing to screen"),
        (["screen", ""], 2, "name one thing", "an empty name"),
        (["screen", "X", "--batch", "{book}/parties.csv"], 2, "name one thing", "two things at once"),
        (["screen", "--batch", "{book}/lists/notes.txt"], 2, "", "a batch that is no table"),
        (["screen", "--batch", "{book}/colours.csv"], 2, "neither a name nor an imo", "a batch without names"),
        (["update", "--from", "{tmp}/empty", "--mirror", "http://127.0.0.1"], 2, "--mirror", "two places at once"),
        (["update", "--mirror", "ftp://example.org"], 2, "http", "a mirror that is no web address"),
        (["update", "us_moon_list", "--from", "{tmp}"], 2, "us_moon_list", "a list that nobody knows"),
        (["update", "--from", "{tmp}/empty"], 3, "no file of any known list", "a folder without a list"),
        (["update", "un_sc", "--from", "{tmp}/empty"], 3, "no file of un_sc", "a list whose file is not there"),
        (["explain", "moon_phase"], 2, "no such check", "a check that is none"),
        (["frobnicate"], 2, "frobnicate", "a verb that is none"),
    ],
)  # fmt: skip
def test_wrong_usage(tmp_path: Path, book: Path, home: Path, args: list[str], code: int, words: str, why: str) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    (book / "lists" / "notes.txt").write_text("hello")
    (book / "colours.csv").write_text("colour\nred\n")
    done = run(*[a.format(tmp=tmp_path, book=book) for a in args], home=home)
    assert done.code == code, (why, done)
    assert words in done.err, (why, done)
    assert done.out == "", f"{why}: nothing on stdout"


@pytest.mark.parametrize(
    ("row", "bar", "code", "why"),
    [
        ("P1,Evil Haibo Zed", "none", 0, "no bar"),
        ("P1,Evil Haibo Zed", "stop", 1, "a stop at the bar of stops"),
        ("P1,Evil Haibo Zed", "strong", 1, "a stop is strong"),
        ("P1,Evil Haiboo Zed", "strong", 0, "a near name is below the bar of strong"),
        ("P1,Evil Haiboo Zed", "any", 1, "and at the bar of any"),
        ("P1,SEA ROSE", "stop", 0, "nothing to stop for"),
    ],
)
def test_fail_at(tmp_path: Path, home: Path, row: str, bar: str, code: int, why: str) -> None:
    book = write_book(tmp_path / "book", {"parties": f"id,name\n{row}\n"}, LISTED)
    done = run("review", book, "--as-of", "2020-01-01", "--fail-at", bar, "--json", home=home)
    assert done.code == code, why
    assert done.data["findings"], f"{why}: the answer is printed all the same"


def test_max_age(tmp_path: Path, home: Path, book: Path) -> None:
    """A bundled table has no feed that could be late; a list that is old, undated or refused is named; so is none."""
    good = feed(tmp_path / "feed", SDN__CSV=sdn(*FIRMS))
    done = run("review", book, "--as-of", "2026-05-10", "--max-age", "7", "--json", home=home)
    assert (done.code, "no publisher's list is loaded" in done.err) == (3, True)
    run("update", "us_ofac_sdn", "--from", good, "--dated", "2026-05-05", home=home)
    fresh = run("review", book, "--as-of", "2026-05-10", "--max-age", "7", "--json", home=home)
    assert (fresh.code, fresh.err.strip()) == (0, ""), "a desk may need one list only; the report names the others"
    old = run("review", book, "--as-of", "2026-05-13", "--max-age", "7", "--json", home=home)
    assert "us_ofac_sdn (8 days)" in old.err
    run("update", "us_ofac_sdn", "--from", feed(tmp_path / "bad", SDN__CSV=b""), home=home)
    held = run("review", book, "--as-of", "2026-05-10", "--max-age", "7", "--json", home=home)
    assert "us_ofac_sdn (a newer feed was not taken)" in held.err
    assert held.data["findings"], "the answer is printed before the verdict on its sources"


def test_a_refused_feed_is_told_by_update_and_by_lists(tmp_path: Path, home: Path) -> None:
    good, bad = feed(tmp_path / "good", sdn__csv=sdn(*FIRMS)), feed(tmp_path / "bad", SDN__CSV=b"")
    assert run("update", "us_ofac_sdn", "--from", good, home=home).code == 0
    refused = run("update", "us_ofac_sdn", "--from", bad, "--json", home=home)
    assert (refused.code, refused.data["updates"][0]["outcome"]) == (3, "refused")
    assert "no entry" in refused.err
    listed = {x["dataset"]: x for x in run("lists", "--json", home=home).data["lists"]}
    assert (listed["us_ofac_sdn"]["state"], listed["us_ofac_sdn"]["entries"]) == ("held_back", 20)
    assert any("no entry" in n for n in listed["us_ofac_sdn"]["notes"])
    assert {"dataset", "entries", "version", "published", "sha256", "age_days", "state"} <= set(listed["us_ofac_sdn"])


def test_one_list_that_is_not_there_does_not_keep_the_others_out(tmp_path: Path, home: Path) -> None:
    done = run(
        "update", "un_sc", "us_ofac_sdn", "--from", feed(tmp_path / "f", SDN__CSV=sdn(*FIRMS)), "--json", home=home
    )
    assert done.code == 3
    assert [(u["dataset"], u["outcome"]) for u in done.data["updates"]] == [
        ("un_sc", "missing"),
        ("us_ofac_sdn", "new"),
    ]


@pytest.mark.parametrize("how", ["before", "after", "environment"])
def test_where_the_home_is_named(tmp_path: Path, home: Path, how: str) -> None:
    run("update", "us_ofac_sdn", "--from", feed(tmp_path / "f", SDN__CSV=sdn(*FIRMS)), home=home)
    args = {"before": ["--home", str(home), "lists"], "after": ["lists", "--home", str(home)], "environment": ["lists"]}
    env = {"OFFING_HOME": str(home)} if how == "environment" else {"OFFING_HOME": str(tmp_path / "another")}
    data = run(*args[how], "--json", env=env).data
    assert next(x["entries"] for x in data["lists"] if x["dataset"] == "us_ofac_sdn") == 20


QUERIES = [
    {"id": "1", "name": "Evil Haibo Zed", "type": "company"},
    {"id": "=cmd()", "name": "@SUM(A1)", "type": ""},
    {"id": "+3", "name": "SEA ROSE", "type": ""},
    {"id": "", "name": "-1+1|Evil Haibo Zed", "type": "company"},
]


def batch(path: Path, kind: str) -> Path:
    file = path / f"queries.{kind}"
    if kind == "csv":
        rows = "".join(f'"{q["id"]}","{q["name"]}","{q["type"]}"\n' for q in QUERIES)
        file.write_text("ID,Name,Type\n" + rows, encoding="utf-8")
    else:
        import duckdb

        values = ", ".join("(" + ", ".join(f"'{q[c]}'" for c in ("id", "name", "type")) + ")" for q in QUERIES)
        duckdb.execute(f"COPY (SELECT * FROM (VALUES {values}) t(id, name, type)) TO '{file}' (FORMAT parquet)")
    return file


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_batch(tmp_path: Path, book: Path, home: Path, kind: str) -> None:
    out = tmp_path / "made" / "for" / "it" / "out.csv"
    done = run("screen", "--batch", batch(tmp_path, kind), "-o", out, "--lists", book / "lists", home=home)
    assert (done.code, done.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [(r["id"], r["dataset"], r["strength"]) for r in rows if r["name"] in ("Evil Haibo Zed", "SEA ROSE")] == [
        ("1", "own", "strong"),
        ("'+3", "own", "possible"),
    ]
    assert [r["entry"] for r in rows if r["id"] == "'=cmd()"] == [""], "one empty row for a query without a match"
    for row in csv.reader(io.StringIO(out.read_text(encoding="utf-8"))):
        assert not [c for c in row if c[:1] in ("=", "+", "-", "@", "\t", "\r")], "no cell is a formula"


def test_a_batch_as_json_goes_where_it_is_sent(tmp_path: Path, book: Path, home: Path) -> None:
    out = tmp_path / "out.json"
    done = run("screen", "--batch", batch(tmp_path, "csv"), "-o", out, "--json", "--lists", book / "lists", home=home)
    assert (done.code, done.out) == (0, "")
    answers = json.loads(out.read_text(encoding="utf-8"))["answers"]
    assert [a["query"]["id"] for a in answers] == ["1", "=cmd()", "+3", "5"]
    assert [m["entry"] for m in answers[2]["matches"]] == ["SEA"]


def test_screen_in_words_says_what_was_not_checked(book: Path, home: Path) -> None:
    found = run("screen", "Evil Haibo Zed", "--lists", book / "lists", home=home)
    assert "blocked (US)" in found.out
    none = run("screen", "Harmless Name", home=home)
    assert none.out.startswith("no entry found in [")
    assert "not checked: [" in none.out
    assert "us_ofac_sdn" in none.out


@pytest.mark.parametrize("check", sorted(check_modules()))
def test_explain_says_all_that_a_check_holds(check: str) -> None:
    words = " ".join(run("explain", check).out.split())
    module = check_modules()[check]
    for text in (module.CHECK.basis, *module.CHECK.innocent, *module.CHECK.settle):
        assert " ".join(text.split()) in words
    assert check in run("checks").out


def test_the_report_is_written_where_it_is_sent(tmp_path: Path, book: Path, home: Path) -> None:
    out = tmp_path / "report"
    done = run("review", book, "--as-of", "2020-01-01", "--out", out, "--json", home=home)
    assert {p.name for p in out.iterdir()} >= {"findings.json", "findings.xlsx", "review.html", "review.pdf"}
    assert (out / "findings.json").read_text(encoding="utf-8") == done.out
    assert "wrote" in done.err


def test_a_review_is_brief_unless_asked_in_full(tmp_path: Path, home: Path) -> None:
    listed = entry("Evil Haibo Zed")
    book = write_book(tmp_path / "book", {"parties": "id,name\nP1,Evil Haibo Zed\n"}, listed)
    brief, full = run("review", book, home=home).out, run("review", book, "--full", home=home).out
    assert "In the end" in brief
    assert "would settle it:" not in brief
    assert "would settle it:" in full
    assert run("review", book, "--json", home=home).out == run("review", book, "--full", "--json", home=home).out


def test_user_text_is_not_read_as_markup(tmp_path: Path, home: Path) -> None:
    """Square brackets in a name are neither swallowed nor obeyed by the terminal's markup."""
    listed = entry("Evil [bold]Haibo[/bold] Zed [/]")
    book = write_book(tmp_path / "book", {"parties": "id,name\nP1,Evil [bold]Haibo[/bold] Zed [/]\n"}, listed)
    assert "[bold]Haibo[/bold]" in run("review", book, home=home).out
    assert (
        "[bold]Haibo[/bold]"
        in run("screen", "Evil [bold]Haibo[/bold] Zed [/]", "--lists", book / "lists", home=home).out
    )
