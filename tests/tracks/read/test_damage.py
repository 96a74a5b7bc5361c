"""Tables as they should not be: what is wrong is told by file, line and count, and the rest is read."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import duckdb
import pytest

from offing.tracks.read import told
from tests.tracks.read.made import taken, written

HEAD = "mmsi,t,lat,lon,name"
GOOD = "538090175,1527811207,33.02,-117.8,ALPHA"
LONG = "5380901751,1527811207,33.02,-117.8,ALPHA"
TABLES: list[tuple[str, list[str], int, tuple[int, int, str]]] = [
    ("ten digits", [HEAD, GOOD, LONG, GOOD, LONG], 2, (3, 2, told.LONG_MMSI)),
    ("below blank lines", [HEAD, "", GOOD, "", "", LONG], 1, (6, 1, told.LONG_MMSI)),
    ("below a row cut short", [HEAD, GOOD, "1,2", "", LONG], 1, (5, 1, told.LONG_MMSI)),
    ("four digits", [HEAD, GOOD, "1234,1527811207,33.02,-117.8,A"], 1, (3, 1, told.SHORT_MMSI)),
    ("letters for an MMSI", [HEAD, GOOD, "abc,1527811207,33.02,-117.8,A"], 1, (3, 1, told.NO_MMSI)),
    ("no time", [HEAD, GOOD, "538090175,,33.02,-117.8,A"], 1, (3, 1, told.NO_TIME)),
    ("before 1970", [HEAD, GOOD, "538090175,-5,33.02,-117.8,A"], 1, (3, 1, told.ODD_TIME)),
    ("after 2100", [HEAD, GOOD, "538090175,9999999999,33.02,-117.8,A"], 1, (3, 1, told.ODD_TIME)),
    ("longitude first", [HEAD, GOOD] + ["538090175,1527811207,-117.8,33.02,A"] * 3, 1,
     (3, 3, "latitude and longitude look swapped: position off the globe")),
    ("off the globe", [HEAD, GOOD, "538090175,1527811207,95,-220,A"], 1, (3, 1, told.OFF_GLOBE)),
    ("fields lack", [HEAD, GOOD, "538090175,1527811207", GOOD], 2, (3, 1, "fewer fields than the header names")),
    ("too many fields", [HEAD, GOOD, GOOD + ",x,y", GOOD], 2, (3, 1, "more fields than the header names")),
    ("a quote never closed", [HEAD, GOOD, GOOD.replace("ALPHA", '"ALPHA'), GOOD], 3, (3, 1, "quotes that are not in pairs")),
    ("a quote within", [HEAD, GOOD, GOOD.replace("ALPHA", '"AL"PHA'), GOOD], 3, (3, 1, "quotes that are not in pairs")),
    ("a line beyond all bounds", [HEAD, GOOD, "x" * 1_100_000, GOOD], 2, (3, 1, "a line of more than 1,000,000 characters")),
    ("a column twice", ["mmsi,t,lat,lon,lat", "538090175,1527811207,33.02,-117.8,0"], 1, (1, 1, "the column 'lat' stands twice")),
    ("day or month", ["mmsi,t,lat,lon", "538090175,01/06/2018 00:00,33.02,-117.8"], 1,
     (2, 1, "day and month of the times can be read either way")),
    ("an offset", ["mmsi,t,lat,lon", "538090175,2018-06-01T05:00:00+02:00,33.02,-117.8"], 1,
     (2, 1, "times are in local time with an offset")),
    ("local time of nowhere", ["mmsi,LT,lat,lon", "538090175,2018-06-01 05:00:00,33.02,-117.8"], 0,
     (1, 1, "the column 'LT' is local time and nothing says of where")),
    ("decimal commas", ["mmsi;t;lat;lon", "538090175;1527811207;33,02;-117,8"], 1, (2, 1, "decimals are written with a comma")),
    ("times of no form", ["mmsi,t,lat,lon", "538090175,yesterday,33.02,-117.8"], 0, (2, 1, "the times have no known form")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines", "read", "expected"), TABLES, ids=[t[0] for t in TABLES])
def test_a_bad_row_costs_itself(
    tmp_path: Path, why: str, lines: list[str], read: int, expected: tuple[int, int, str]
) -> None:
    path = written(tmp_path / "a.csv", lines)
    got = taken(tmp_path / "w", path)
    assert len(got.positions) == got.read.positions == read
    assert expected in got.told
    assert {p.file for p in got.read.problems} == {str(path)}


@pytest.mark.parametrize("name", ["TÉMÉRAIRE", "ΘΑΛΑΣΣΑ"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}\n{GOOD.replace('ALPHA', name)}\n", encoding=encoding)
    got = taken(tmp_path / "w", path)
    assert [row[3] for row in got.statics] == [name]


def test_latin_letters_far_below_the_sample_do_not_stop_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        f"{HEAD}\n".encode() + f"{GOOD}\n".encode() * 9000 + GOOD.replace("ALPHA", "ÅLPHA").encode("latin-1") + b"\n"
    )
    got = taken(tmp_path / "w", path)
    assert len(got.positions) == 9001
    assert (9002, 1, "bytes that are not utf-8 text") in got.told


NOTHING: list[tuple[str, bytes, str]] = [
    ("empty", b"", "is empty"),
    ("blank", b" \n\n", "is empty"),
    ("a picture", bytes(range(256)) * 20, "no line names the columns"),
    ("prose", b"Dear Sirs,\nplease find the tracks attached.\n", "no line names the columns"),
    ("no header", b"538090175,1527811207,33.02,-117.8\n" * 5, "no line names the columns"),
    ("a zip archive", b"PK\x03\x04" + b"\0" * 50, "is a zip archive"),
    ("half a Parquet file", b"PAR1" + b"\0" * 500, "cut short or damaged"),
    ("no place and no names", b"mmsi,t,sog,cog\n538090175,1527811207,1,2\n", "no column is lat or lon"),
    ("no time", b"mmsi,lat,lon,sog\n538090175,33.02,-117.8,1\n", "no column is time"),
    ("gzip that is none", b"\x1f\x8b\x08\x00rubbish rubbish", "is not well packed"),
    ("zeros packed", gzip.compress(b"\0" * 3_000_000), "unpacks to more than"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content", "says"), NOTHING, ids=[n[0] for n in NOTHING])
def test_a_file_that_gives_nothing_says_so_and_stops_no_other(
    tmp_path: Path, why: str, content: bytes, says: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad").write_bytes(content)
    written(tmp_path / "in" / "good.csv", [HEAD, GOOD])
    got = taken(tmp_path / "w", tmp_path / "in")
    assert len(got.positions) == 1
    assert [says in p.says for p in got.read.problems] == [True]
    assert {file.path.name: file.positions for file in got.read.files} == {"bad": 0, "good.csv": 1}


def test_what_is_not_there_or_not_ours_is_told(tmp_path: Path) -> None:
    good = written(tmp_path / "good.csv", [HEAD, GOOD])
    shut = written(tmp_path / "shut.csv", [HEAD, GOOD])
    shut.chmod(0)
    got = taken(tmp_path / "w", tmp_path / "nowhere.csv", good, shut, good)
    assert got.told[0][2] == "the file is not there"
    assert len(got.read.files) == 3, "a file named twice is read once"
    if os.geteuid():
        assert "cannot be opened" in got.told[1][2]


def test_no_files_are_two_empty_relations(tmp_path: Path) -> None:
    got = taken(tmp_path / "w", tmp_path)
    assert (got.positions, got.statics, got.read.positions) == ([], [], 0)


def test_a_packed_table_that_is_cut_gives_what_stands_before(tmp_path: Path) -> None:
    rows = [f"538090175,{1527811207 + 7 * k},{k * 0.00317:.5f},{-k * 0.0071:.5f},A{k * k}" for k in range(5000)]
    whole = gzip.compress("\n".join([HEAD, *rows]).encode())
    path = tmp_path / "a.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    got = taken(tmp_path / "w", path)
    assert 1000 < len(got.positions) < 5000
    assert any("cut short" in says for _, _, says in got.told)


@pytest.mark.parametrize("name", ["it's.parquet", "a[1]*.parquet", "ŝipo 船.parquet"])
def test_names_of_files_are_only_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "in'[x]").mkdir()
    path = tmp_path / "in'[x]" / name
    made = tmp_path / "m.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT 538090175 AS mmsi, 1527811207 AS t, 1.0 AS lat, 2.0 AS lon, 'x' AS name) TO '{made}'"
    )
    made.rename(path)
    csv = written(path.with_suffix(".csv"), [HEAD, GOOD])
    got = taken(tmp_path / "w'[y]", path, csv)
    assert len(got.positions) == 2
    assert got.told == []


@pytest.mark.parametrize("column", ['la"t', "it's", "drop table x; --", "名"])
def test_headers_are_only_headers(tmp_path: Path, column: str) -> None:
    path = written(
        tmp_path / "a.csv", [f'mmsi,t,lat,lon,"{column.replace(chr(34), chr(34) * 2)}"', "538090175,1527811207,1,2,x"]
    )
    assert len(taken(tmp_path / "w", path).positions) == 1


def test_parquet_tells_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    select = (
        "SELECT CASE WHEN i % 1000 = 500 THEN 5380901751 ELSE 538090175 END AS mmsi, to_timestamp(1527811207 + i) AS timestamp, "
        "CASE WHEN i % 1000 = 7 THEN 'nan'::DOUBLE ELSE 33.0 END AS lat, -117.8 AS lon FROM range(3000) AS r(i)"
    )
    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    got = taken(tmp_path / "w", path)
    assert got.read.dropped == {told.LONG_MMSI: 3, told.NO_POSITION: 3}
    assert got.told == [(501, 3, told.LONG_MMSI)]
    assert len(got.positions) == 2994
