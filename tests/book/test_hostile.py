"""What an adversary, or a bad disk, sends: an OffingError or a problem row, in bounded time, and the good rows kept."""

import os
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest

from offing.book.archives import check_archive
from offing.book.read import read_book
from offing.errors import BookError, MissingSource, OffingError, UnsafeInput
from tests.book.files import FLEET, ods_row, write_csv, write_ods, write_xlsx

GOOD = "id,imo,name\nV1,9569633,ALPHA\n"


@pytest.fixture
def fleet(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "fleet.xlsx", {"vessels": FLEET})


def test_a_truncated_workbook_at_every_length_is_an_error_with_a_name(tmp_path: Path, fleet: Path) -> None:
    whole = fleet.read_bytes()
    broken = tmp_path / "broken.xlsx"
    for length in range(0, len(whole), 97):
        broken.write_bytes(whole[:length])
        with pytest.raises(OffingError, match=r"broken\.xlsx"):
            read_book(broken)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls", ".xlsb", ".parquet", ".json"])
def test_random_bytes_are_no_book(tmp_path: Path, suffix: str) -> None:
    rng = random.Random(7)
    path = tmp_path / f"vessels{suffix}"
    for size in (0, 1, 100, 10_000):
        for magic in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"):
            path.write_bytes(magic + rng.randbytes(size))
            with pytest.raises(OffingError):
                read_book(path)


def test_mutated_workbooks_end_in_rows_or_in_an_error_of_ours(tmp_path: Path, fleet: Path) -> None:
    rng = random.Random(11)
    with zipfile.ZipFile(fleet) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "mutated.xlsx"
    outcomes = set()
    for _ in range(150):
        changed = {name: bytearray(body) for name, body in members.items()}
        body = changed[rng.choice([n for n in changed if "sheet" in n or "workbook" in n or "hared" in n])]
        at = rng.randrange(len(body))
        if rng.random() < 0.5:
            body[at] = rng.choice(b'09AZ<>"=/')
        else:
            del body[at : at + rng.randint(1, 40)]
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in changed.items():
                archive.writestr(name, bytes(text))
        try:
            outcomes.add(bool(read_book(path).rows))
        except OffingError:
            outcomes.add(False)
    assert outcomes == {True, False}


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "vessels.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as member,
    ):
        for _ in range(300):
            member.write(b" " * 1_000_000)
    begun = time.perf_counter()
    with pytest.raises(UnsafeInput, match="unpack"):
        read_book(path)
    assert time.perf_counter() - begun < 1


def test_a_directory_that_understates_its_sizes_is_caught_by_reading(tmp_path: Path, fleet: Path) -> None:
    body = bytearray(fleet.read_bytes())
    at = body.rindex(b"PK\x01\x02")
    body[at + 24 : at + 28] = struct.pack("<I", 10)
    fleet.write_bytes(bytes(body))
    with pytest.raises(BookError):
        read_book(fleet)


CORNERS = [
    ("XFD", "1048576", "the last cell of a sheet"),
    ("A", "99999999", "a row that no sheet has"),
    ("ZZZ", "40000", "a column that no sheet has"),
    ("", "99999999", "a cell that leaves its place to its row"),
]


@pytest.mark.parametrize(("column", "row", "why"), CORNERS, ids=[c[2] for c in CORNERS])
def test_a_stray_cell_far_out_does_not_lay_out_the_sheet(
    tmp_path: Path, fleet: Path, column: str, row: str, why: str
) -> None:
    """The parser would ask for 412 GB for the first, and end the process."""
    at = f' r="{column}{row}"' if column else ""
    stray = f'<row r="{row}"><c{at}><v>1</v></c></row></sheetData>'.encode()
    path = tmp_path / "stray.xlsx"
    with zipfile.ZipFile(fleet) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", stray))
    with pytest.raises(UnsafeInput, match="reaches over"):
        pytest.fail(f"{read_book(path)}: {why}")


def test_a_styled_empty_cell_far_out_is_nothing(tmp_path: Path, fleet: Path) -> None:
    path = tmp_path / "styled.xlsx"
    styled = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    with zipfile.ZipFile(fleet) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", styled))
    assert len(read_book(path).rows) == 2


def test_a_repeated_cell_of_an_opendocument_sheet_is_not_laid_out(tmp_path: Path) -> None:
    path = write_ods(
        tmp_path / "vessels.ods", {"vessels": [ods_row("imo", "name"), ods_row("x", wide=16384, repeated=1048576)]}
    )
    with pytest.raises(UnsafeInput, match="reaches over"):
        check_archive(path)


def test_a_fifty_megabyte_line_costs_its_line_only(tmp_path: Path) -> None:
    path = tmp_path / "vessels.csv"
    path.write_text(GOOD + "V2," + "x" * 50_000_000 + "\nV3,9569683,BETA\n")
    book = read_book(path)
    assert [(r.number, r.id) for r in book.rows] == [(2, "V1"), (4, "V3")]
    assert [p.row for p in book.problems] == [3]


def test_two_gigabytes_of_nothing_cost_their_line_only(tmp_path: Path) -> None:
    path = tmp_path / "vessels.csv"
    with path.open("wb") as handle:
        handle.write(GOOD.encode() + b"V2,")
        handle.seek(2_200_000_000)
        handle.write(b"\nV3,9569683,BETA\n")
    begun = time.perf_counter()
    book = read_book(path)
    assert [(r.number, r.id) for r in book.rows] == [(2, "V1"), (4, "V3")]
    assert [p.row for p in book.problems] == [3]
    assert time.perf_counter() - begun < 30


def test_a_quote_never_closed_in_a_long_file_takes_linear_time(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "vessels.csv", GOOD + 'V2,"9569683,BETA\n' + "V3,9569683,GAMMA\n" * 100_000)
    begun = time.perf_counter()
    assert len(read_book(path).rows) == 100_002
    assert time.perf_counter() - begun < 10


def test_quotes_never_closed_on_every_line_take_linear_time(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "vessels.csv", GOOD + 'V2,9569683,"BETA\n' * 20_001)
    begun = time.perf_counter()
    assert len(read_book(path).rows) > 1
    assert time.perf_counter() - begun < 10


def test_three_hundred_columns(tmp_path: Path) -> None:
    header = ",".join(["imo", *(f"c{i}" for i in range(299))])
    book = read_book(write_csv(tmp_path / "vessels.csv", f"{header}\n9569633{',1' * 299}\n"))
    assert book.rows[0]["imo"] == "9569633"
    assert len(book.unmapped) == 299


def test_one_column(tmp_path: Path) -> None:
    assert read_book(write_csv(tmp_path / "vessels.csv", "IMO\n9569633\n")).rows[0]["imo"] == "9569633"
    with pytest.raises(BookError, match="no sheet"):
        read_book(write_csv(tmp_path / "untold.csv", "IMO\n9569633\n"))


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut_and_said(tmp_path: Path) -> None:
    book = read_book(write_csv(tmp_path / "vessels.csv", f"imo,name\n9569633,{'x' * 40_000}\n"))
    assert len(book.rows[0]["name"]) == 32_767
    assert "cut" in book.problems[0].expected


BROKEN = [
    b"",
    b"\x00",
    b"\n\n\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b'"""',
    b",,,\n,,,\n",
    b"\xff\xfe\x00",
    b"1,2\n3,4\n",
]


@pytest.mark.parametrize("body", BROKEN)
def test_tables_with_nothing_in_them(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "vessels.csv").write_bytes(body)
    (tmp_path / "parties.csv").write_text("id,name\nP1,A\n")
    book = read_book(tmp_path)
    assert [r.id for r in book.rows] == ["P1"]
    assert book.problems


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write_csv(tmp_path / "vessels.csv", GOOD)
    (tmp_path / "parties.xlsx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "cargo.json").write_text("{")
    (tmp_path / "payments.parquet").write_bytes(b"PAR1")
    book = read_book(tmp_path)
    assert [r.id for r in book.rows] == ["V1"]
    assert [p.sheet for p in book.problems] == ["cargo.json", "parties.xlsx", "payments.parquet"]


def test_folders_links_and_pipes_in_place_of_files(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    write_csv(book / "vessels.csv", GOOD)
    (book / "parties.csv").mkdir()
    (book / "parties.csv" / "x").write_text("x")
    (book / "cargo.csv").symlink_to(book / "none.csv")
    (book / "loop.csv").symlink_to(book / "loop.csv")
    os.mkfifo(book / "payments.csv")
    found = read_book(book)
    assert [r.id for r in found.rows] == ["V1"]
    assert [p.sheet for p in found.problems] == ["cargo.csv", "loop.csv", "payments.csv"]
    assert found.other == ("parties.csv",)
    for name in ("loop.csv", "cargo.csv"):
        with pytest.raises(MissingSource):
            read_book(book / name)
    with pytest.raises(MissingSource):
        read_book(book / "payments.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "vessels.csv", GOOD)
    write_csv(tmp_path / "parties.csv", "id,name\nP1,A\n")
    path.chmod(0)
    assert [p.sheet for p in read_book(tmp_path).problems] == ["vessels.csv"]
    with pytest.raises(BookError, match="cannot be read"):
        read_book(path)


def test_a_file_whose_reading_fails_midway(tmp_path: Path) -> None:
    """The kernel refuses the memory of a process that is not there to be read: an error that only reading shows."""
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("no file here whose reading fails")
    (tmp_path / "vessels.csv").symlink_to(memory)
    write_csv(tmp_path / "parties.csv", "id,name\nP1,A\n")
    book = read_book(tmp_path)
    assert [r.id for r in book.rows] == ["P1"]
    assert [p.sheet for p in book.problems] == ["vessels.csv"]
    with pytest.raises(BookError, match="cannot be read"):
        read_book(tmp_path / "vessels.csv")


@pytest.mark.parametrize("name", ["\u202ecsv.slessev", "🚢 fleet", "vessels[1]", "a" * 240, "fleet*?", "new\nline"])
def test_names_of_files(tmp_path: Path, name: str) -> None:
    import duckdb

    table = write_csv(tmp_path / f"{name}.csv", GOOD)
    assert read_book(table).rows[0].file == f"{name}.csv"
    parquet = tmp_path / "p" / f"{name}.parquet"
    parquet.parent.mkdir()
    duckdb.sql("CREATE OR REPLACE TEMP TABLE t AS SELECT 'V1' AS id, '9569633' AS imo, 'ALPHA' AS name")
    duckdb.sql("COPY t TO '" + str(tmp_path / "plain.parquet") + "'")
    (tmp_path / "plain.parquet").rename(parquet)
    assert read_book(parquet).rows[0]["imo"] == "9569633"


def test_a_name_that_is_no_text_is_shown_as_text(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/vessels\xff.csv"
    Path(os.fsdecode(raw)).write_text(GOOD)
    book = read_book(tmp_path)
    book.rows[0].file.encode()
    "".join(book.files).encode()
    assert book.rows[0].id == "V1"


def test_cells_of_marks_emoji_and_right_to_left(tmp_path: Path) -> None:
    names = ["\u202eALPHA", "🚢", "سفينة", "a\u0301" * 50, "=1+1", "@x", "+x", "-x"]
    book = read_book(write_csv(tmp_path / "vessels.csv", "imo,name\n" + "".join(f"9569633,{n}\n" for n in names)))
    assert [r["name"] for r in book.rows] == names
