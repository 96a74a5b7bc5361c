"""`offing vessel` as a shell sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_verbs import run
from tests.review.books import LIST_HEADER, entry, write_book

ROSE, OTHER = "9074729", "9812341"
LISTED = entry("SEA ROSE", "vessel", imo=ROSE, from_="2019-01-01") + entry("LILY", "vessel", imo=OTHER, entry="L1")
AS_OF = ("--as-of", "2024-06-01")


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(LIST_HEADER + LISTED, encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book", {"vessels": f"id,imo,name\nV1,{ROSE},SEA ROSE\nV2,{OTHER},SEA ROSE\n"})


@pytest.mark.parametrize(
    ("args", "code", "words", "why"),
    [
        (["SEA ROSE"], 0, "blocked (US)", "one ship bears the name"),
        ([ROSE], 0, "SEA ROSE, IMO 9074729", "the number"),
        (["SEA ROSE", "--book", "{book}"], 2, f"IMO {OTHER}", "two ships bear it: both with their numbers"),
        ([OTHER, "--book", "{book}"], 0, "LILY", "then by the number"),
        (["NO SUCH SHIP"], 0, "no entry found in [", "nobody: what was looked at"),
        (["9074728"], 0, "the check digit fails", "a number with a slip"),
        ([""], 2, "name a ship", "nothing asked"),
        ([" "], 2, "name a ship", "a blank"),
        ([ROSE, "--book", "{book}/nowhere"], 2, "does not exist", "a book that is not there"),
        ([ROSE, "--as-of", "yesterday"], 2, "not a day", "a day that is none"),
        ([ROSE, "--out", "{book}/vessels.csv"], 2, "is a file", "an --out that is a file"),
        ([], 2, "IMO_OR_NAME", "no argument"),
    ],
)
def test_what_is_answered(
    tmp_path: Path, lists: Path, book: Path, args: list[str], code: int, words: str, why: str
) -> None:
    told = [a.format(book=book) for a in args]
    asof = [] if "--as-of" in told else AS_OF
    done = run("vessel", *told, *asof, "--lists", lists, home=tmp_path / "home")
    assert done.code == code, (why, done.err)
    assert words in " ".join((done.out + done.err).split()), why


def test_json_is_all_that_stands_on_stdout(tmp_path: Path, lists: Path, book: Path) -> None:
    done = run(
        "vessel",
        ROSE,
        *AS_OF,
        "--lists",
        lists,
        "--book",
        book,
        "--json",
        "--out",
        tmp_path / "out",
        home=tmp_path / "h",
    )
    assert done.code == 0, done.err
    assert done.out == (tmp_path / "out" / "dossier.json").read_text(encoding="utf-8")
    assert list(done.data) == [
        "vessel", "identity", "status", "status_by_name", "none_found", "names", "flags", "owners", "managers", "ties", "hull",
        "conflicts", "books", "findings", "set_aside", "at_sea", "news", "coverage", "decisions",
    ]  # fmt: skip
    assert done.data["vessel"] == {
        "asked": ROSE, "imo": ROSE, "name": "SEA ROSE", "as_of": "2024-06-01", "engine": done.data["vessel"]["engine"],
    }  # fmt: skip
    assert [t["imo"] for t in done.data["identity"]["twins"]] == [OTHER]


def test_candidates_as_data(tmp_path: Path, lists: Path, book: Path) -> None:
    done = run("vessel", "sea rose", *AS_OF, "--lists", lists, "--book", book, "--json", home=tmp_path / "home")
    assert done.code == 2
    assert [c["imo"] for c in json.loads(done.out)["candidates"]] == [ROSE, OTHER]


def test_a_bundled_ship_needs_no_home(tmp_path: Path) -> None:
    """The bundled tables know the ships of the 1718 Committee; the lists that are not loaded are named."""
    done = run("vessel", "PETREL 8", *AS_OF, "--json", home=tmp_path / "home")
    assert done.code == 0, done.err
    assert done.data["vessel"]["imo"] == "9562233"
    assert {"port_ban"} <= {s["rung"] for s in done.data["status"]}
    assert {"us_ofac_sdn", "eu_fsf"} <= {n["what"] for n in done.data["coverage"]["not_checked"]}


def test_a_book_given_twice_is_one(tmp_path: Path, lists: Path, book: Path) -> None:
    once, twice = (
        run("vessel", ROSE, *AS_OF, "--lists", lists, *given, "--json", home=tmp_path / "home")
        for given in (("--book", book), ("--book", book, "--book", book.parent / "." / "book"))
    )
    assert once.out == twice.out


def test_a_list_given_twice_is_no_second_entry(tmp_path: Path, lists: Path, book: Path) -> None:
    """The book's own `lists/` holds a list of the same name and entries."""
    (book / "lists").mkdir()
    (book / "lists" / "own.csv").write_text(lists.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("vessel", ROSE, *AS_OF, "--lists", lists, "--book", book, "--json", home=tmp_path / "home")
    assert [s["list"] for s in done.data["status"]] == ["own"]
    assert [t["kind"] for t in done.data["identity"]["twins"]] == ["same name"]
