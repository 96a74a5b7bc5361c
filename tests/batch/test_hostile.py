"""A batch of any origin: a bad row is told and the others are answered; a file that is none is one message."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from offing.units import MAX_LINE_CHARS
from tests.batch.lists import queries, written_list
from tests.batch.test_batch import batch, rows_of, written

FOUND = "Orkan Bunkering"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    return written_list(tmp_path / "lists")


@pytest.mark.parametrize(
    ("cells", "told", "found", "why"),
    [
        ({"born": "31/31/1999", "type": "person"}, "born: a date was expected", "Jane Roe Haibova", "a bad date"),
        ({"born": "03/04/1999", "type": "person"}, "day and month cannot be told apart", "Jane Roe Haibova", "either order"),
        ({"imo": "12345"}, "imo: an IMO number of seven digits", FOUND, "too few digits"),
        ({"imo": "see file"}, "imo: an IMO number of seven digits", FOUND, "no digits"),
        ({"mmsi": "12-34"}, "mmsi: an MMSI of nine digits", FOUND, "no MMSI"),
        ({"country": "Atlantis"}, "country: a country was expected", FOUND, "no country"),
        ({"type": "Gizmo"}, "type: 'Gizmo' is none of vessel", FOUND, "no type: asked as any"),
        ({"name": "harmless " * 160 + FOUND}, "name: 1,455 characters", "", "longer than is compared"),
        ({"name": "👻🚢"}, "holds no letter and no digit", "", "marks alone"),
        ({"name": "", "imo": ""}, "", "", "a blank row is no row"),
        ({"name": "", "flag": "pa"}, "neither a name nor a number", "", "nothing to ask by"),
        ({"name": "n/a", "imo": "-"}, "", "", "a blank number is no problem"),
        ({"name": f"{FOUND}\x00"}, "", FOUND, "a NUL in a name"),
        ({"name": f"\u202e{FOUND}\u200f"}, "", FOUND, "marks of direction"),
        ({"name": "x" * 40_000}, "characters, cut at", "", "a cell that no spreadsheet holds"),
    ],
)  # fmt: skip
def test_a_bad_row_says_so_and_the_rest_go_on(
    tmp_path: Path, lists: Path, cells: dict[str, str], told: str, found: str, why: str
) -> None:
    name = "Jane Roe Haibova" if cells.get("type") == "person" else FOUND
    rows = [{"id": "first", "name": FOUND}, {"name": name} | cells, {"id": "last", "name": FOUND}]
    out = tmp_path / "out.csv"
    done = batch(written(tmp_path / "in.csv", rows), out, lists)
    assert done.code == 0, (why, done.err)
    answers = rows_of(out)
    assert (answers[0]["entry"], answers[-1]["entry"]) == ("F3", "F3"), "the others"
    assert (answers[0]["problem"], answers[-1]["problem"]) == ("", "")
    bad = answers[1:-1]
    assert [r["matched_name"] for r in bad] == ([] if why == "a blank row is no row" else [found]), why
    assert all(told in r["problem"] and bool(told) == bool(r["problem"]) for r in bad), (why, bad)
    assert ("could not be read" in done.err) == bool(told), why


def test_a_line_of_two_gigabytes_is_skipped_and_told(tmp_path: Path, lists: Path) -> None:
    """The length is in a hole of the file: it costs no disk. What is read of it is one piece at a time."""
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    size = int(os.environ.get("OFFING_LONG_LINE", 40 * MAX_LINE_CHARS))
    with given.open("wb") as text:
        text.write(f"id,name\n1,{FOUND}\n2,".encode())
        text.seek(size, os.SEEK_CUR)
        text.write(f"\n3,{FOUND}\n".encode())
    assert batch(given, out, lists).code == 0
    assert [(r["row"], r["entry"]) for r in rows_of(out)] == [("2", "F3"), ("3", ""), ("4", "F3")]
    assert "a line of at most 1,000,000 characters" in rows_of(out)[1]["problem"]


@pytest.mark.parametrize(
    ("body", "told", "why"),
    [
        (b"", "there is no header", "an empty file"),
        (b"\n\n  \n", "there is no header", "blank lines"),
        (b"Orkan Bunkering\nSEA ROSE\n", "neither a name nor an imo column", "no header"),
        (b"colour,weight\nred,2\n", "neither a name nor an imo column", "other columns"),
        (b"\x00\x01\x02\xff\xfe" * 100, "neither a name nor an imo column", "no text"),
        (b"name," * 5000 + b"\nx\n", "", "five thousand headers"),
        (b"id,name\n", "", "a header alone"),
        (b'id,name\n1,"never closed\n2,Orkan Bunkering\n', "", "a quote that is never closed"),
        ("id,name\n1,Иван\n".encode("cp1251"), "", "another encoding"),
        ("id,name\n1,Orkan Bunkering\n".encode("utf-16"), "", "UTF-16"),
    ],
)  # fmt: skip
def test_files_of_all_kinds(tmp_path: Path, lists: Path, body: bytes, told: str, why: str) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_bytes(body)
    done = batch(given, out, lists)
    assert done.code == (2 if told else 0), (why, done.err)
    assert told in done.err, why
    assert out.exists() != bool(told), why


def _parquet(path: Path, query: str) -> None:
    duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


@pytest.mark.parametrize(
    ("write", "told", "entries", "why"),
    [
        (lambda p: _parquet(p, "SELECT {'a': 1} AS name, 9074729 AS imo"), "not read: name (STRUCT", ["S0"], "a nested name"),
        (lambda p: _parquet(p, "SELECT 'x'::BLOB AS id, 'Orkan Bunkering' AS name"), "not read: id (BLOB", ["F3"], "a binary id"),
        (lambda p: _parquet(p, "SELECT ['ZZ998873', 'B'] AS other_ids"), "", ["F3"], "a list of numbers"),
        (lambda p: _parquet(p, "SELECT 9074729.0::DOUBLE AS imo, DATE '1970-01-02' AS born"), "", ["S0"], "numbers and dates"),
        (lambda p: _parquet(p, "SELECT NULL::VARCHAR AS name, 'SEA ROSE' AS shipname"), "not read: shipname", [""], "nulls"),
        (lambda p: _parquet(p, "SELECT [[1]] AS name"), "neither a name", None, "nested alone"),
        (lambda p: _parquet(p, "SELECT 'Orkan Bunkering' AS name WHERE false"), "", [], "no rows"),
        (lambda p: _parquet(p, "SELECT chr(0) || 'Orkan Bunkering' AS name"), "", ["F3"], "a NUL"),
        (lambda p: p.write_bytes(b"PAR1 not really"), "not a readable Parquet", None, "no Parquet"),
        (lambda p: p.write_bytes(b""), "not a readable Parquet", None, "empty"),
    ],
)  # fmt: skip
def test_parquet_of_all_kinds(
    tmp_path: Path, lists: Path, write: Callable[[Path], object], told: str, entries: list[str] | None, why: str
) -> None:
    given, out = tmp_path / "in[1].parquet", tmp_path / "out[1].parquet"
    write(given)
    done = batch(given, out, lists)
    assert done.code == (2 if entries is None else 0), (why, done.err)
    assert told in done.err, (why, done.err)
    if entries is not None:
        made = duckdb.execute("SELECT entry FROM read_parquet(?)", [str(out).replace("[", "[[]")]).fetchall()
        assert [e or "" for (e,) in made] == entries, why


def test_only_the_columns_asked_for_are_read(tmp_path: Path, lists: Path) -> None:
    """A column whose bytes are damaged does no harm as long as nobody needs it."""
    given, out = tmp_path / "in.parquet", tmp_path / "out.csv"
    story = "md5(i::VARCHAR) || md5('a' || i) || md5('b' || i)"
    rows = f"SELECT 'Orkan Bunkering' AS name, {story} AS story FROM range(300) t(i)"
    duckdb.execute(f"COPY ({rows}) TO '{given}' (FORMAT parquet, COMPRESSION gzip)")
    body = bytearray(given.read_bytes())
    middle = len(body) // 2
    body[middle : middle + 200] = b"\xff" * 200
    given.write_bytes(bytes(body))
    assert batch(given, out, lists).code == 0
    assert len(rows_of(out)) == 300
    assert batch(given, tmp_path / "kept.csv", lists, "--keep", "story").code == 2, "and is told where it is needed"
    assert not (tmp_path / "kept.csv").exists(), "nothing half written"


@pytest.mark.parametrize(
    ("out", "more", "told"),
    [
        ("out.xlsx", (), "no such format"),
        ("in.csv", (), "take the place of the queries"),
        ("out.csv", ("--keep", "colour"), "no such column to keep"),
        ("out.csv", ("--profile", "lax"), "lax"),
        ("out.csv", ("--jobs", "0"), "jobs"),
    ],
)
def test_wrong_usage_leaves_nothing_behind(
    tmp_path: Path, lists: Path, out: str, more: tuple[str, ...], told: str
) -> None:
    given = written(tmp_path / "in.csv", [{"name": FOUND}])
    before = given.read_bytes()
    done = batch(given, tmp_path / out, lists, *more)
    assert done.code == 2
    assert told in done.err
    assert given.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.csv", "lists"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_it_leaves_the_old_answer(tmp_path: Path, lists: Path, jobs: str) -> None:
    given = written(tmp_path / "in.csv", list(queries(80_000)))
    out = tmp_path / "out.csv"
    out.write_text("the old answer", encoding="utf-8")
    command = [sys.executable, "-m", "offing", "screen", "--batch", str(given), "-o", str(out), "--lists", str(lists),
               "--home", str(tmp_path / "home"), "--jobs", jobs, "--chunk", "50"]  # fmt: skip
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    part = None
    for _ in range(1200):
        part = next((p for p in tmp_path.iterdir() if p.name.endswith(".part")), None)
        if part is not None and part.stat().st_size > 10_000:
            break
        assert running.poll() is None, "still at work"
        time.sleep(0.05)
    assert part is not None, "answers are written while it goes on"
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in told
    assert out.read_text(encoding="utf-8") == "the old answer"
    assert not [p for p in tmp_path.iterdir() if p.name.endswith((".part", ".made"))]


@pytest.mark.skipif(sys.platform != "linux", reason="looks its processes up in /proc")
@pytest.mark.parametrize(
    ("sent", "code", "left", "why"),
    [
        (signal.SIGTERM, 143, 0, "ended in order: as by an interrupt"),
        (signal.SIGKILL, -9, 1, "killed: the workers go with it; the half-written file goes with the next batch"),
    ],
)
def test_no_worker_outlives_its_batch(tmp_path: Path, lists: Path, sent: int, code: int, left: int, why: str) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    written(given, list(queries(60_000)))
    args = [
        "screen",
        "--batch",
        given,
        "-o",
        out,
        "--lists",
        lists,
        "--as-of",
        "2026-01-01",
        "--jobs",
        "2",
        "--chunk",
        "500",
    ]
    env = {**os.environ, "OFFING_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "offing", *map(str, args)]
    running = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, start_new_session=True)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    until = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < until and len(children.read_text().split()) < 2:
        time.sleep(0.05)
    workers = [int(p) for p in children.read_text().split()]
    assert len(workers) == 2
    os.kill(running.pid, sent)
    assert running.wait(30) == code, why
    while time.monotonic() < until and any(Path(f"/proc/{p}").exists() for p in workers):
        time.sleep(0.05)
    assert not [p for p in workers if Path(f"/proc/{p}").exists()], why
    assert not out.exists()
    assert len(list(tmp_path.glob(".out.csv.*"))) == left, why
    written(given, list(queries(3)))
    assert batch(given, out, lists).code == 0
    assert list(tmp_path.glob(".out.csv.*")) == []


def test_cells_beyond_the_header_are_told(tmp_path: Path, lists: Path) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text(f"id,name\n1,{FOUND}, Ltd\n2,{FOUND},\n", encoding="utf-8")
    assert batch(given, out, lists).code == 0
    assert [r["problem"] for r in rows_of(out)] == ["row: 1 cell beyond the header not read: 'Ltd'", ""]


def test_a_damaged_parquet_says_nothing_of_our_query(tmp_path: Path, lists: Path) -> None:
    given = tmp_path / "in.parquet"
    given.write_bytes(b"PAR1" + b"\x00" * 40 + b"PAR1")
    done = batch(given, tmp_path / "out.csv", lists)
    assert done.code == 2
    assert "SELECT" not in done.err
