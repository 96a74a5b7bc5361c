"""Text tables: encoding and delimiter found out, damage kept to its own row."""

from pathlib import Path

import pytest

from offing.book.delimited import delimiter_of, read_delimited
from offing.book.read import read_book
from offing.reading.encodings import encoding_of
from tests.book.files import write_csv

CHINESE = "编号,船名,国家\n1,大连海博,中国\n2,长江之星,中国\n"
KOREAN = "번호,선명,국가\n1,백설,대한민국\n2,대동강호,대한민국\n"
JAPANESE = "id,名称,住所\n1,日本海運株式会社,東京都千代田区\n2,丸山商事,大阪市中央区\n"
TAIWANESE = "id,名稱,地址\n1,長榮海運股份有限公司,臺北市\n"
RUSSIAN = "номер,наименование,страна\n1,КАПИТАН ГОТСКИЙ,Россия\n2,Горняк,Россия\n"
GERMAN = "id,name,address\n1,Reederei Müller GmbH,Köln\n2,Ocean Star,1 Main Street\n"
NORDIC = "id,name,address\n1,Bjørn Østensjø Rederi,Tromsø\n"
POLISH = "id,name,address\n1,Polska Żegluga Morska,Łódź\n2,Gdańsk,Świnoujście\n"
TURKISH = "id,name,address\n1,Yılmaz Gemi İşletmeciliği,Kadıköy\n2,Güneş Denizcilik A.Ş.,İstanbul\n"

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig", "utf-32")
ENCODED = [
    *((text, name) for text in (CHINESE, KOREAN, RUSSIAN, GERMAN) for name in UNICODE),
    (CHINESE, "gb18030"),
    (KOREAN, "euc-kr"),
    (JAPANESE, "shift_jis"),
    (TAIWANESE, "big5"),
    (RUSSIAN, "cp1251"),
    (GERMAN, "cp1252"),
    (NORDIC, "cp1252"),
    (POLISH, "cp1250"),
    (TURKISH, "cp1254"),
    ("id,name\n1,plain\n", "ascii"),
]  # fmt: skip


def encoded(text: str, name: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be") if name == "utf-16-be-sig" else text.encode(name)


@pytest.mark.parametrize(("text", "name"), ENCODED, ids=[f"{t[8:20].strip()!r} {n}" for t, n in ENCODED])
def test_encoding(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "parties.csv"
    path.write_bytes(encoded(text, name))
    rows, notes = read_delimited(path)
    assert [cells for _, cells in rows] == [line.split(",") for line in text.splitlines()]
    guessed = name not in (*UNICODE, "ascii")
    assert [n for n, _ in notes] == ([0] if guessed else []), "a guess is said"


def test_one_damaged_byte_does_not_make_utf_8_something_else(tmp_path: Path) -> None:
    body = KOREAN.encode() + b"3,\xec\xb2,x\n"
    assert encoding_of(body) == "utf-8"
    path = tmp_path / "parties.csv"
    path.write_bytes(body)
    rows, notes = read_delimited(path)
    assert rows[1][1][1] == "백설"
    assert [(n, "replaced" in what) for n, what in notes] == [(4, True)]


def test_a_sample_that_ends_inside_a_letter_is_still_utf_8() -> None:
    assert encoding_of(b"name" + "é".encode()[:1]) == "utf-8"


def test_bytes_of_no_encoding_are_replaced_and_said(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_bytes(b"id,name\n1,\x81\x8d\x8f\x90\x9d\xff\xfe\xfa\n2,B\n")
    assert [r.id for r in read_book(path).rows] == ["1", "2"]


DELIMITED = [
    (["a,b,c", "1,2,3"], ",", "commas"),
    (["a;b;c", "1;2,5;3"], ";", "semicolons, where commas are decimal"),
    (["a\tb", "1\t2"], "\t", "tabs"),
    (["a|b", "1|2"], "|", "bars"),
    (["Fleet list", "", "a;b;c", "1;X, Y, Z;3", "2;X;3"], ";", "a title above tells nothing"),
    (["Fleet, list, of, 2019", "a;b", "1;2", "3;4"], ";", "a title with commas misleads nobody"),
    (['"a,x";"b"', '"1,1";"2"'], ";", "commas inside quotes do not count"),
    (["name", "A"], ",", "one column"),
    ([], ",", "nothing"),
]


@pytest.mark.parametrize(("lines", "mark", "why"), DELIMITED, ids=[d[2] for d in DELIMITED])
def test_delimiter(lines: list[str], mark: str, why: str) -> None:
    assert delimiter_of(lines) == mark, why


DAMAGED = [
    ('1,A,x\n2,"B,x\n3,C,x\n4,D,x\n', ["1", "2", "3", "4"], [3], "a quote never closed swallows no row"),
    ('1,A,x\n2,"B,x\n3,"C, Ltd",x\n4,D,x\n', ["1", "2", "3", "4"], [3], "nor when a later row has quotes"),
    ('1,A,x\n2,"B",x\n3,"C\nC",x\n4,D,x\n', ["1", "2", "3", "4"], [], "a newline inside quotes is a newline"),
    ('1,5" pipe,x\n2,B,x\n', ["1", "2"], [], "a quote inside a cell is a letter"),
    ('1,"A"a,x\n2,B,x\n', ["1", "2"], [], "letters behind a closed quote"),
    ("1,A,x\n2,B\x00B,x\n3,C,x\n", ["1", "2", "3"], [], "NUL bytes"),
    ("1,A,x\n" + "z" * 1_500_000 + "\n3,C,x\n", ["1", "3"], [3], "a line too long to be a row"),
    ("1,A,x,4,5\n2,B,x\n3\n", ["1", "2", "3"], [2], "more cells than headers, and fewer"),
    ("\n\n1,A,x\n\n2,B,x\n", ["1", "2"], [], "empty lines"),
    ("1,A,x\r2,B,x\r", ["1", "2"], [], "old Macintosh line ends"),
]


@pytest.mark.parametrize(("body", "ids", "rows_said", "why"), DAMAGED, ids=[d[3] for d in DAMAGED])
def test_damage_stays_in_its_row(tmp_path: Path, body: str, ids: list[str], rows_said: list[int], why: str) -> None:
    book = read_book(write_csv(tmp_path / "parties.csv", "id,name,note\n" + body))
    found = [r.id for r in book.rows if r.id.isdigit() and len(r.id) == 1]
    assert found == ids, why
    assert sorted({p.row for p in book.problems}) == rows_said, why


def test_rows_after_a_skipped_line_keep_their_numbers(tmp_path: Path) -> None:
    book = read_book(write_csv(tmp_path / "parties.csv", "id,name\n1,A\n" + "z" * 1_500_000 + "\n3,C\n"))
    assert [(r.number, r.id) for r in book.rows] == [(2, "1"), (4, "3")]
    assert [(p.sheet, p.row) for p in book.problems] == [("parties", 3)]
