"""Delimited text of publishers: whole rows with their lines, or an error that says where."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.errors import MalformedSource, OffingError, UnreadField
from offing.reading.tables import TableRow, read_table


def table(tmp_path: Path, body: bytes | str, **options: object) -> list[TableRow]:
    path = tmp_path / "list.csv"
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return list(read_table(path, **options))  # type: ignore[arg-type]


READ = [
    ("a,b\n1,2\n3,4\n", {}, [(1, 2, "1,2"), (2, 3, "3,4")], "plain"),
    ("\ufeffa,b\r\n1,2\r\n", {}, [(1, 2, "1,2")], "a byte order mark and DOS line ends"),
    ("a,b\n1,2", {}, [(1, 2, "1,2")], "no newline at the end"),
    ('a,b\n1,"2\n3"\n4,5\n', {}, [(1, 2, '1,"2\n3"'), (2, 4, "4,5")], "a quoted newline: one record of two lines"),
    ("a,b\n\n1,2\n , \n3,4\n", {}, [(1, 3, "1,2"), (2, 5, "3,4")], "empty rows are no records, and lines still count"),
    ("a,b\n1,2\n\x1a", {}, [(1, 2, "1,2")], "the DOS end mark that OFAC's files close with"),
    ("a,b\r\n1,2\r\n\x1a\r\n", {}, [(1, 2, "1,2")], "the same, after an editor has ended its line"),
    ("Report date\na,b\n1,2\n", {"skip_lines": 1}, [(1, 3, "1,2")], "a title line, counted"),
    ("1,2\n", {"columns": ("a", "b")}, [(1, 1, "1,2")], "no header"),
    ("a;b\n1;2\n", {"delimiter": ";"}, [(1, 2, "1;2")], "semicolons"),
    (" a , b \n1,2\n", {"known": {"a", "b"}}, [(1, 2, "1,2")], "blanks in the header"),
    ("a,b\n", {}, [], "a header alone"),
]


@pytest.mark.parametrize(("body", "options", "rows", "why"), READ, ids=[r[3] for r in READ])
def test_read(
    tmp_path: Path, body: str, options: dict[str, object], rows: list[tuple[int, int, str]], why: str
) -> None:
    assert [(r.number, r.line, r.raw) for r in table(tmp_path, body, **options)] == rows, why


REFUSED = [
    (b"a,b\n1,2\n3\n", {}, MalformedSource, "line 3", "a row cut short"),
    (b"a,b\n1,2,3\n", {}, MalformedSource, "3 fields where 2", "a row too long"),
    (b"1,2\n3\n", {"columns": ("a", "b")}, MalformedSource, "line 2", "cut short, without a header"),
    (b'a,b\n1,"2\n3,4\n', {}, MalformedSource, "well-formed", "a quote never closed"),
    (b'a,b\n1,"2"x\n', {}, MalformedSource, "near line 2", "text after a closing quote"),
    (b"a,b\n1,\xff\n", {}, MalformedSource, "not utf-8-sig text at byte 6", "another encoding"),
    (b"a,b\n1,2\n", {"encoding": "utf-16"}, MalformedSource, "not utf-16", "no byte order mark where one is needed"),
    (b"a,b\n" + b"x" * 1_100_000 + b",2\n", {}, MalformedSource, "line 2", "a line longer than any row"),
    (b"", {}, MalformedSource, "empty", "no byte at all"),
    (b"a,b\n", {"skip_lines": 5}, MalformedSource, "empty", "shorter than its title"),
    (b"a,b,a\n1,2,3\n", {}, MalformedSource, "twice", "a column twice"),
    (b"a,b,c\n1,2,3\n", {"known": {"a"}}, UnreadField, "columns 'b', 'c'", "columns nobody has decided about"),
]


@pytest.mark.parametrize(("body", "options", "error", "says", "why"), REFUSED, ids=[r[4] for r in REFUSED])
def test_refused(
    tmp_path: Path, body: bytes, options: dict[str, object], error: type[OffingError], says: str, why: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        table(tmp_path, body, **options)
    assert "list.csv" in str(caught.value), why


def test_rows_before_the_damage_are_given_first(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n3\n")
    rows = read_table(path)
    assert next(rows)["a"] == "1"
    with pytest.raises(MalformedSource):
        next(rows)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x1a\ufeff"), min_size=1, max_size=8).filter(
    lambda text: text.strip()
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_what_a_csv_writer_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("a", "b"), *rows])
    path = tmp_path_factory.mktemp("t") / "list.csv"
    path.write_bytes(text.getvalue().encode())
    found = list(read_table(path))
    assert [(r["a"], r["b"]) for r in found] == rows
    assert [r.number for r in found] == list(range(1, len(rows) + 1))


def test_get_trims_and_an_empty_cell_is_unknown(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "a,b\n 1 ,\n")
    assert (row.get("a"), row.get("b"), row.get("none"), row["a"]) == ("1", None, None, " 1 ")
