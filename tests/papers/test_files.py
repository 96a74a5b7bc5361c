"""Which files a book's papers are: found in its folder and nowhere else, each opened once, and what is wrong told by row."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from offing.book.model import Book, Paper
from offing.book.paper_files import with_papers
from offing.book.read import read_book
from tests.papers.made import pdf
from tests.review.books import about, reviewed, write_book

PAPER = pdf(["Vessel: FJORDLYS"])


def book_of(folder: Path, *cells: str) -> Book:
    rows = "".join(f'D{n},other,"{cell}"\n' for n, cell in enumerate(cells, start=1))
    write_book(folder, {"documents": "id,type,file\n" + rows})
    return with_papers(read_book(folder), folder)


def names(book: Book) -> dict[str, list[str]]:
    return {row.id: [p.name for p in papers] for row, papers in book.papers.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outside.txt").write_text("Vessel: SECRET", encoding="utf-8")
    inside = tmp_path / "book"
    (inside / "files" / "2018").mkdir(parents=True)
    (inside / "files" / "cp.pdf").write_bytes(PAPER)
    (inside / "files" / "2018" / "Bill 1; of 2.txt").write_text("Vessel: X", encoding="utf-8")
    (inside / "beside.txt").write_text("Vessel: Y", encoding="utf-8")
    (inside / "files" / "out.txt").symlink_to(tmp_path / "outside.txt")
    (inside / "files" / "in.txt").symlink_to(inside / "beside.txt")
    (inside / "files" / "loop.txt").symlink_to(inside / "files" / "loop.txt")
    return inside


FOUND = [
    ("files/cp.pdf", ["files/cp.pdf"], "as the book's folder has it"),
    ("cp.pdf", ["files/cp.pdf"], "without files/"),
    ("CP.PDF", ["files/cp.pdf"], "another case"),
    (r"files\2018\Bill 1; of 2.txt", ["files/2018/Bill 1; of 2.txt"], "as Windows writes it, a semicolon in its name"),
    ("beside.txt", ["beside.txt"], "beside the sheets"),
    ("cp.pdf; beside.txt", ["files/cp.pdf", "beside.txt"], "two in one cell"),
    ("cp.pdf; files/cp.pdf", ["files/cp.pdf"], "one twice"),
    ("in.txt", ["beside.txt"], "a link within the folder"),
]


@pytest.mark.parametrize(("cell", "found", "why"), FOUND, ids=[f[-1] for f in FOUND])
def test_found(folder: Path, cell: str, found: list[str], why: str) -> None:
    book = book_of(folder, cell)
    assert names(book) == {"D1": found}, why
    assert all(book.files[name] for name in found)
    assert not book.problems


REFUSED = [
    ("../outside.txt", "leads elsewhere", "up and out"),
    ("files/../../outside.txt", "leads elsewhere", "out by a way in"),
    (r"..\outside.txt", "leads elsewhere", "as Windows writes it"),
    ("/etc/hostname", "leads elsewhere", "from the root"),
    (r"C:\papers\cp.pdf", "leads elsewhere", "a drive"),
    ("https://example.org/cp.pdf", "leads elsewhere", "an address is not fetched"),
    ("file:///etc/hostname", "leads elsewhere", "an address of a file"),
    ("~/cp.pdf", "leads elsewhere", "somebody's home"),
    ("out.txt", "a link that leads elsewhere", "a link out"),
    ("loop.txt", "no file at all", "a link to itself"),
    ("files", "this is a folder", "a folder"),
    ("gone.pdf", "there is none of this name", "not there"),
    ("x" * 5000, "there is none of this name", "longer than any name"),
]


@pytest.mark.parametrize(("cell", "words", "why"), REFUSED, ids=[r[-1] for r in REFUSED])
def test_refused(folder: Path, cell: str, words: str, why: str) -> None:
    book = book_of(folder, cell, "cp.pdf")
    assert names(book) == {"D2": ["files/cp.pdf"]}, "the good row is read"
    (problem,) = book.problems
    assert (problem.sheet, problem.row, problem.column) == ("documents", 2, "file")
    assert words in problem.expected, why
    assert not any("outside" in name for name in book.files)


def test_what_no_row_names_is_told(folder: Path) -> None:
    assert book_of(folder, "cp.pdf").unnamed == (
        "files/2018/Bill 1; of 2.txt",
        "files/in.txt",
        "files/loop.txt",
        "files/out.txt",
    )
    review = reviewed(folder, "2019-01-01")
    (told,) = [n for n in review.not_checked if n.what.startswith("files/")]
    assert told.what == "files/: 4 files that no row of documents names"
    assert "Bill 1; of 2.txt" in told.why


def test_a_file_that_two_rows_name_is_read_once(folder: Path) -> None:
    book = book_of(folder, "cp.pdf", "files/cp.pdf")
    first, second = (papers[0] for papers in book.papers.values())
    assert first is second


def test_a_workbook_has_its_papers_beside_it(folder: Path) -> None:
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("documents")
        sheet.write_row(0, 0, ["id", "type", "file"])
        sheet.write_row(1, 0, ["D1", "other", "cp.pdf"])
    assert names(with_papers(read_book(path), path)) == {"D1": ["files/cp.pdf"]}


def test_many_files_that_are_not_there_are_one_line(tmp_path: Path) -> None:
    book = book_of(tmp_path / "book", *(f"{n}.pdf" for n in range(60)))
    (problem,) = book.problems
    assert (problem.row, problem.value) == (0, "60 files")
    assert "there is none of these names" in problem.expected


def test_a_book_that_names_no_file_is_left_as_it_is(tmp_path: Path) -> None:
    folder = write_book(tmp_path / "book", {"documents": "id,type\nD1,other\n"})
    book = read_book(folder)
    assert with_papers(book, folder) is book


def test_a_problem_is_a_finding_of_its_row(folder: Path) -> None:
    (folder / "files" / "scan.pdf").write_bytes(pdf(None))
    review = reviewed(folder, "2019-01-01", documents="id,type,file\nD1,other,scan.pdf\n")
    (found,) = about(review, "documents", "D1")
    assert (found.check, found.kind, found.subject.column) == ("coverage", "MISSING", "file")
    assert "its page holds none (a scan?): it was NOT READ" in found.says
    assert not review.complete


def test_a_quoted_line_says_where_it_stands() -> None:
    paper = Paper("files/x.pdf", "ab", ())
    from offing.reading.prose import Line

    assert paper.quoted(Line(2, 14, "x")).place == "files/x.pdf · page 2 · line 14"
    assert paper.quoted(Line(0, 3, "x")).words == "files/x.pdf, line 3"
