"""The same reports, however they are laid out in files, are the same relations; the real files say what is known of them."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import numpy as np
import pytest

from offing.tracks.read import read_sources, told
from tests.shared import shared
from tests.tracks.read.made import Taken, class_a, sentences, tagged, taken, voyage, written

HEAD = "mmsi,timestamp,lat,lon,sog,cog,heading,navstat,vesselname,imo"
T = 1527811200


def rows(seed: int = 3) -> list[str]:
    rng = random.Random(seed)
    made = []
    for k in range(600):
        mmsi = rng.choice([538090175, 355321000, 366899260, 111219501, 2190047, 1234567890])
        place = rng.choice([f"{rng.uniform(-90, 90):.5f},{rng.uniform(-180, 180):.5f}", "91,181", "97,-105"])
        t = T + rng.randrange(20000)
        speed = f"{rng.choice([0, 10.1, 102.3])},{rng.choice([360, 12.5])}"
        made.append(f"{mmsi},{t},{place},{speed},511,{k % 16},SHIP {k % 3},{k % 2 * 9293129}")
    return made


def as_before(one: Taken, other: Taken) -> None:
    assert one.positions == other.positions
    assert one.statics == other.statics
    assert one.read.dropped == other.read.dropped


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    folder = tmp_path_factory.mktemp("once")
    got = taken(folder / "w", written(folder / "a.csv", [HEAD, *rows()]))
    assert len(got.positions) > 50
    assert len(got.read.dropped) >= 4
    return got


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled(tmp_path: Path, once: Taken, seed: int) -> None:
    made = rows()
    random.Random(seed).shuffle(made)
    as_before(taken(tmp_path / "w", written(tmp_path / "a.csv", [HEAD, *made])), once)


def test_split_over_files_of_all_kinds(tmp_path: Path, once: Taken) -> None:
    made = rows()
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder / "a.csv", [HEAD, *made[:100]])
    written(folder / "b.tsv", [line.replace(",", "\t") for line in [HEAD, *made[100:250]]])
    for name, part in (("c", made[250:400]), ("d", made[400:])):
        source = written(tmp_path / f"{name}.csv", [HEAD, *part])
        duckdb.connect().execute(f"COPY (FROM '{source}') TO '{folder / name}.parquet' (FORMAT parquet)")
    as_before(taken(tmp_path / "w", folder), once)


def test_columns_in_another_order(tmp_path: Path, once: Taken) -> None:
    turned = [",".join(reversed(line.split(","))) for line in [HEAD, *rows()]]
    as_before(taken(tmp_path / "w", written(tmp_path / "a.csv", turned)), once)


def test_twice_is_twice(tmp_path: Path, once: Taken) -> None:
    """Nothing is dropped for standing twice: which of two reports is the right one is for the stages after."""
    paths = [written(tmp_path / name, [HEAD, *rows()]) for name in ("a.csv", "b.csv")]
    got = taken(tmp_path / "w", *paths)
    assert got.positions == sorted(once.positions * 2, key=lambda r: tuple((v is None, v) for v in r))
    assert got.statics == once.statics, "statics are one an hour and value, over all files"


def test_a_bad_file_among_good_ones_changes_nothing_else(tmp_path: Path, once: Taken) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder / "a.csv", [HEAD, *rows()])
    (folder / "z.parquet").write_bytes(b"PAR1 and no more")
    got = taken(tmp_path / "w", folder)
    as_before(got, once)
    assert got.told[-1][2].startswith("the file is cut short")


def test_read_again_into_the_same_place(tmp_path: Path) -> None:
    """On one connection and in one work folder the second reading replaces the first: nothing of it is left."""
    con = duckdb.connect()
    lines = [tagged(s, T + k) for k in range(30) for s in sentences(class_a(538090175, k, k))]
    for many in (30, 10):
        path = written(tmp_path / "a.nmea", lines[:many])
        other = written(tmp_path / "b.csv", [HEAD, *rows()[:many]])
        read = read_sources(con, [path, other], tmp_path / "w")
        assert con.execute("SELECT count(*) FROM positions").fetchall() == [(read.positions,)]
        assert read.files[0].positions == many


def test_messages_in_one_file_or_many(tmp_path: Path) -> None:
    rng = random.Random(9)
    lines = []
    for k in range(200):
        mmsi = 538090175 + k % 7
        message = (
            class_a(mmsi, rng.uniform(-89, 89), rng.uniform(-179, 179))
            if k % 5
            else voyage(mmsi, 9293129, "V7", f"S{k % 7}")
        )
        lines.append([tagged(s, T + k) for s in sentences(message)])
    whole = taken(tmp_path / "w", written(tmp_path / "a.nmea", [s for m in lines for s in m]))
    (tmp_path / "in").mkdir()
    for n in range(4):
        written(tmp_path / "in" / f"{n}.nmea", [s for m in lines[n::4] for s in m])
    as_before(taken(tmp_path / "w2", tmp_path / "in"), whole)


def test_a_week_off_california(tmp_path: Path) -> None:
    """685,531 real positions of 799 numbers and 15,005 messages of type 5."""
    paths = [shared("ais", "positions.parquet"), shared("ais", "static.parquet")]
    con = duckdb.connect()
    read = read_sources(con, paths, tmp_path)
    assert [file.rows for file in read.files] == [685_531, 15_005]
    assert read.positions == con.execute("SELECT count(*) FROM positions").fetchall()[0][0] == 685_261
    assert sum(read.dropped.values()) == 685_531 - 685_261
    assert {p.says for p in read.problems} == {told.LONG_MMSI, told.SHORT_MMSI, told.OFF_GLOBE}
    ranges = con.execute("SELECT max(sog_kn) < 102.3, max(cog_deg) < 360, max(heading_deg) < 360, max(navstat) < 15, "
                         "min(abs(lat)) > 0, max(abs(lon)) <= 180 FROM positions").fetchall()  # fmt: skip
    assert ranges == [(True,) * 6]
    hydra = "SELECT DISTINCT imo, call_sign, name FROM statics WHERE mmsi = 311000013 AND imo IS NOT NULL"
    assert [(row[0], row[2]) for row in con.execute(hydra).fetchall()] == [(9583720, "HYDRA VOYAGER")]


def test_five_minutes_of_danish_sentences_are_what_somebody_else_decoded(tmp_path: Path) -> None:
    """The same minutes as sentences and as a table that another decoder made of them (places there are 32-bit floats)."""
    nmea, table = shared("ais", "dma_nmea_sample.txt.gz"), shared("ais", "dma_ab_sample_20131112.parquet")
    one, other = taken(tmp_path / "n", nmea), taken(tmp_path / "t", table)
    assert one.read.files[0].rows == 26_146
    assert len(one.positions) == len(other.positions) == 24_658
    assert one.read.dropped[told.BASE_STATION] == 1263 == other.read.dropped[told.BASE_STATION]
    con = duckdb.connect()
    for name, rows_of in (("a", one.positions), ("b", other.positions)):
        con.register(name, {c: np.array([row[k] for row in rows_of]) for k, c in enumerate(("m", "t", "la", "lo"))})
    met = con.execute("SELECT count(*) FROM b SEMI JOIN a ON a.m = b.m AND abs(a.la - b.la) < 1e-5 AND abs(a.lo - b.lo) < 2e-5 "
                      "AND abs(a.t - b.t) <= 10").fetchall()[0][0]  # fmt: skip
    assert met == 24_658
    assert {row[3] for row in one.statics if row[3]} == {row[3] for row in other.statics if row[3]}
