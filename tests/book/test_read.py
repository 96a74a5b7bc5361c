"""A book in any form people keep one: the same rows come out, and what could not be read is said."""

import csv
import io
import json
import random
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.book.columns import best_sheet
from offing.book.model import Book
from offing.book.read import read_book
from offing.errors import BookError, MissingSource
from offing.records.dates import iso
from tests.book.files import FLEET, book_of, ods_row, write_csv, write_ods, write_xlsx

FLEET_CSV = "".join(",".join(row) + "\n" for row in FLEET)


def texts(book: Book, sheet: str = "vessels") -> list[dict[str, str]]:
    return [dict(row.texts) for row in book.sheet(sheet)]


FLEET_TEXTS = [dict(zip(FLEET[0], row, strict=True)) for row in FLEET[1:]]


def make_fleet(form: str, folder: Path) -> Path:
    path = folder / f"vessels.{form}"
    if form == "xlsx":
        return write_xlsx(path, {"Vessels": [FLEET[0], *([v, int(i), n, f] for v, i, n, f in FLEET[1:])]})
    if form == "ods":
        return write_ods(path, {"vessels": [ods_row(*row) for row in FLEET] + [ods_row("", wide=1000, repeated=1000)]})
    if form == "json":
        path.write_text(json.dumps([dict(row, imo=int(row["imo"])) for row in FLEET_TEXTS]))
    elif form == "parquet":
        source = write_csv(folder / "source.txt", FLEET_CSV)
        duckdb.sql(f"COPY (SELECT * FROM read_csv('{source}')) TO '{path}'")
        source.unlink()
    else:
        mark = {"csv": ",", "tsv": "\t", "txt": "|"}[form]
        path.write_text(FLEET_CSV.replace(",", mark))
    return path


@pytest.mark.parametrize("form", ["csv", "tsv", "txt", "xlsx", "ods", "json", "parquet"])
def test_the_same_fleet_in_every_form(tmp_path: Path, form: str) -> None:
    path = make_fleet(form, tmp_path)
    for book in (read_book(path), read_book(tmp_path)):
        assert texts(book) == FLEET_TEXTS
        assert [r.number for r in book.rows] == [2, 3], "rows are numbered as the user sees them"
        assert book.problems == ()
        assert list(book.files) == [path.name]
        assert len(book.files[path.name]) == 64


HEADERS = [
    ("IMO No.", "imo", "punctuation"),
    ("imoNumber", "imo", "FollowTheMoney's own name"),
    ("Lloyds no", "imo", "an old name"),
    ("IMO번호", "imo", "Korean"),
    ("船名", "name", "Chinese"),
    ("선명", "name", "Korean"),
    ("Наименование", "name", "Russian"),
    ("ＮＡＭＥ", "name", "full width"),
    ("  Ship   Name ", "name", "blanks"),
    ("GRT", "gross_tonnage", "an abbreviation"),
    ("Call_Sign", "call_sign", "underscore"),
    ("Flag State", "flag", "two words"),
]


@pytest.mark.parametrize(("header", "column", "why"), HEADERS, ids=[h[0] for h in HEADERS])
def test_header(tmp_path: Path, header: str, column: str, why: str) -> None:
    book = book_of(tmp_path, vessels=f"id,{header}\nV1,9569633\n")
    assert book.rows[0][column] == "9569633", why
    assert ("vessels", header.strip(), column) in book.mapped
    assert book.unmapped == ()


def test_unknown_headers_are_reported_and_the_other_columns_kept(tmp_path: Path) -> None:
    book = book_of(tmp_path, vessels="선명,감가상각,imo,\n백설,5,9569633,lost\n둘,6,9569683,\n")
    assert [r["name"] for r in book.rows] == ["백설", "둘"]
    assert book.unmapped == (("vessels", "감가상각"), ("vessels", "(column 4, which has no header)"))


def test_a_column_twice_is_read_once_and_the_second_reported(tmp_path: Path) -> None:
    book = book_of(tmp_path, vessels="name,name,ship name,imo\nA,B,C,9569633\n")
    assert book.rows[0]["name"] == "A"
    assert book.unmapped == (("vessels", "name"), ("vessels", "ship name"))


def test_an_exact_header_beats_a_synonym_before_it(tmp_path: Path) -> None:
    assert book_of(tmp_path, vessels="ship name,name\nB,A\n").rows[0]["name"] == "A"


def test_titles_above_the_header_are_no_rows(tmp_path: Path) -> None:
    book = book_of(
        tmp_path, vessels="Fleet list, as of today\n\n;Printed by Ops\nid;imo;name\nV1;9569633;ALPHA, THE FIRST\n"
    )
    assert texts(book) == [{"id": "V1", "imo": "9569633", "name": "ALPHA, THE FIRST"}]
    assert book.rows[0].number == 5


@pytest.mark.parametrize(
    ("name", "sheet"), [("Fleet List", "vessels"), ("船舶", "vessels"), ("거래처", "parties"), ("UBO", "ownership")]
)
def test_sheets_by_other_names(tmp_path: Path, name: str, sheet: str) -> None:
    assert [r.sheet for r in book_of(tmp_path, **{name: "id,name,owned\nX,Y,Z\n"}).rows] == [sheet]


def test_a_workbook_with_one_unnamed_sheet_is_known_by_its_headers(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "b.xlsx", {"Sheet1": FLEET})
    assert texts(read_book(path)) == FLEET_TEXTS


def test_a_single_table_of_any_name_is_known_by_its_headers(tmp_path: Path) -> None:
    assert texts(read_book(write_csv(tmp_path / "export 2019.csv", FLEET_CSV))) == FLEET_TEXTS


UNTOLD = [
    ("id,imo,name", "vessels", "an IMO number by itself is a ship's"),
    ("Ship name,IMO number", "vessels", "the same by synonyms"),
    ("id,name,country", "parties", "ships have a flag"),
    ("shareholder,subsidiary,percent", "ownership", ""),
    ("payer,payee,amount,currency,date", "payments", ""),
    ("hs,description,origin,voyage", "cargo", ""),
]


@pytest.mark.parametrize(("headers", "sheet", "why"), UNTOLD, ids=[u[0] for u in UNTOLD])
def test_what_a_table_without_a_name_is(headers: str, sheet: str, why: str) -> None:
    assert best_sheet(headers.split(",")) == sheet, why


def test_a_sheet_that_is_none_of_the_book_is_reported(tmp_path: Path) -> None:
    book = read_book(write_xlsx(tmp_path / "b.xlsx", {"vessels": FLEET, "Colours": (("hue", "tint"), ("1", "2"))}))
    assert texts(book) == FLEET_TEXTS
    assert [place for place, _ in book.unmapped] == ["b.xlsx:Colours"]


def test_dates_of_a_column(tmp_path: Path) -> None:
    rows = ("A,04/07/2018,04/07/2018", "B,31/12/2018,2018", "C,soon,43281", "D,n/a,")
    book = book_of(
        tmp_path,
        voyages="id,load_date,discharge_date\n" + "\n".join(rows),
    )
    found = [{c: iso(s) for c, s in r.dates.items()} for r in book.rows]
    assert found == [
        {"load_date": "2018-07-04", "discharge_date": "2018-04-07/2018-07-04"},
        {"load_date": "2018-12-31", "discharge_date": "2018"},
        {"discharge_date": "2018-06-30"},
        {},
    ], "another value of the column tells day from month in the first; nothing does in the second"
    said = {(p.row, p.column, p.value) for p in book.problems}
    assert said == {(2, "discharge_date", "04/07/2018"), (4, "load_date", "soon"), (4, "discharge_date", "43281")}
    assert (
        next(p for p in book.problems if p.value == "soon").expected
        == "a date: 2018, 2018-07, 2018-07-04 or 2018-02/2018-05"
    )
    assert book.rows[2]["load_date"] == "soon", "the text is kept as written"


def test_dates_of_a_workbook(tmp_path: Path) -> None:
    loaded = datetime(2018, 7, 9, 6, 0)  # noqa: DTZ001 - spreadsheets know no zone
    path = write_xlsx(
        tmp_path / "b.xlsx",
        {"voyages": (("id", "load_date", "discharge_date"), ("A", date(2018, 7, 4), loaded))},
    )
    assert {c: iso(s) for c, s in read_book(path).rows[0].dates.items()} == {
        "load_date": "2018-07-04",
        "discharge_date": "2018-07-09",
    }


def test_shares(tmp_path: Path) -> None:
    whole = book_of(
        tmp_path / "a", ownership='owner,owned,percent,control\nA,B,25 %,yes\nA,C,150,maybe\nA,D,-5,\nA,E,"49,9",no\n'
    )
    assert [(r.numbers.get("percent"), r.flags.get("control")) for r in whole.rows] == [
        (25, True),
        (None, None),
        (None, None),
        (49.9, False),
    ]
    assert [(p.row, p.column, p.expected) for p in whole.problems] == [
        (3, "percent", "a share from 0 to 100"),
        (3, "control", "yes or no"),
        (4, "percent", "a share from 0 to 100"),
    ]
    parts = book_of(tmp_path / "b", ownership="owner,owned,percent\nA,B,0.25\nA,C,0.5\n")
    assert [r.numbers["percent"] for r in parts.rows] == [25, 50]
    assert "fractions" in parts.problems[0].expected


def test_formulas(tmp_path: Path) -> None:
    import xlsxwriter

    made = xlsxwriter.Workbook(str(tmp_path / "b.xlsx"))
    sheet = made.add_worksheet("vessels")
    sheet.write_row(0, 0, ["id", "imo", "name", "gross_tonnage"])
    sheet.write_string(1, 2, '=HYPERLINK("http://example.org","x")')
    sheet.write_formula(1, 3, "=20000+5", None, 20005)
    sheet.write_string(2, 0, "V2")
    sheet.write_string(2, 2, "#REF!")
    made.close()
    book = read_book(tmp_path / "b.xlsx")
    assert book.rows[0]["name"].startswith("=HYPERLINK"), "text is kept as text, never run"
    assert book.rows[0].numbers["gross_tonnage"] == 20005, "a formula is its last value"
    assert (book.rows[1]["name"], book.problems[0].value) == ("", "#REF!")


def test_ids_that_stand_twice_are_said_and_both_rows_kept(tmp_path: Path) -> None:
    book = book_of(tmp_path, vessels="id,name\nV1,A\nV1,B\nV2,C\n")
    assert len(book.rows) == 3
    assert [(p.row, p.column, p.value) for p in book.problems] == [(3, "id", "V1")]


def test_empty_sheets_are_said_and_the_rest_read(tmp_path: Path) -> None:
    book = book_of(tmp_path, vessels=FLEET_CSV, parties="", cargo="id,hs\n")
    assert texts(book) == FLEET_TEXTS
    assert [(p.sheet, p.expected) for p in book.problems] == [("parties.csv", "rows; the sheet is empty")]


def test_json_of_sheets_with_a_bad_row_and_a_bad_sheet(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    body = {
        "vessels": [FLEET_TEXTS[0], 5, None, {"imo": 9569683.0, "note": ["a", "b"], "name": "X\ud800"}],
        "parties": {"id": 1},
    }
    path.write_text(json.dumps(body))
    book = read_book(path)
    assert [(r.number, r["imo"]) for r in book.rows] == [(2, "9569633"), (5, "9569683")]
    assert (book.rows[1]["note"], book.rows[1]["name"]) == ("a; b", "X?"), "half a letter can be written to no file"
    assert [p.row for p in book.problems] == [3, 4, 0]
    assert "parties" in book.problems[2].expected


@pytest.mark.parametrize("body", ["5", "null", '{"a": 1}', "{", "", "[" * 5000, '{"vessels": {"id": 1}}', "\ufeff{"])
def test_json_that_is_no_book(tmp_path: Path, body: str) -> None:
    path = tmp_path / "vessels.json"
    path.write_text(body)
    with pytest.raises(BookError):
        read_book(path)


def test_json_nested_deep_in_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "vessels.json"
    path.write_text('[{"id": "V1", "name": ' + "[" * 400 + "]" * 400 + "}]")
    assert read_book(path).rows[0]["name"].startswith("[[")


def test_nothing_there_and_nothing_in_it(tmp_path: Path) -> None:
    with pytest.raises(MissingSource):
        read_book(tmp_path / "none.xlsx")
    with pytest.raises(MissingSource):
        read_book(tmp_path / ("x" * 5000))
    with pytest.raises(BookError, match="no sheet"):
        read_book(tmp_path)
    with pytest.raises(BookError, match="not a book"):
        read_book(write_csv(tmp_path / "letter.docx", "x"))


def test_what_lies_beside_the_sheets_is_named(tmp_path: Path) -> None:
    for name in ("tracks", "files", "empty"):
        (tmp_path / name).mkdir()
    (tmp_path / "tracks" / "a.csv").write_text("x")
    (tmp_path / "files" / "b.pdf").write_text("x")
    book = book_of(tmp_path, vessels=FLEET_CSV, **{"~$vessels": "lock"})
    assert book.other == ("files", "tracks")


ROWS = st.lists(
    st.fixed_dictionaries({c: st.text('AB 1,;"\n.é船', max_size=6) for c in ("imo", "name", "flag", "note")}),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter_and_copies_count(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], rng: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("b")

    def read(some: list[dict[str, str]], columns: list[str], name: str) -> Counter[frozenset[tuple[str, str]]]:
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(some)
        path = write_csv(folder / name, text.getvalue())
        return Counter(frozenset(r.texts.items()) for r in read_book(path).rows)

    columns = ["imo", "name", "flag", "note"]
    plain = read(rows, columns, "vessels.csv")
    assert read(rng.sample(rows, len(rows)), rng.sample(columns, 4), "vessels.csv") == plain
    assert read(rows + rows, columns, "vessels.csv") == plain + plain
