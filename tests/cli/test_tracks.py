"""`offing tracks`: what it prints, what it writes, and what it says of files that are wrong."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from offing.cli import cli
from offing.errors import OffingError
from tests.tracks.course import at
from tests.tracks.sail import sail_server
from tests.tracks.test_encounters import DRAUGHTS, SEA, SHIPS, lie

HOSTILE = '=HYPERLINK("http://x")<script>[red]'


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """One encounter as a CSV of positions and one of statics; the first ship's name is hostile."""
    scene = at(SEA, lie(240) + SHIPS + DRAUGHTS)
    positions, statics = tmp_path / "positions.csv", tmp_path / "statics.csv"
    with positions.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["MMSI", "BaseDateTime", "LAT", "LON", "SOG"])
        rows.writerows([r.mmsi, r.t, r.lat, r.lon, ""] for r in scene.reports)
    with statics.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["mmsi", "timestamp", "imo", "shipname", "shiptype", "length", "width", "draught"])
        for s in scene.said:
            name = HOSTILE if s.name == "FIRST" else s.name
            rows.writerow(
                [
                    s.mmsi,
                    s.t,
                    s.imo or "",
                    name or "",
                    s.ship_type or "",
                    s.length_m or "",
                    s.beam_m or "",
                    s.draught_m or "",
                ]
            )
    return [str(positions), str(statics)]


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["tracks", *words])


def test_json_has_the_contract_s_shape(files: list[str]) -> None:
    told = json.loads(run(*files, "--json").stdout)
    (one,) = [e for e in told["events"] if e["kind"] == "encounter"]
    assert one["start"].endswith("Z")
    for name in (
        "mmsi_a",
        "mmsi_b",
        "imo_a",
        "imo_b",
        "lat_deg",
        "lon_deg",
        "median_distance_m",
        "min_distance_m",
        "median_speed_kn",
        "observed_fraction",
        "why",
    ):
        assert one[name] is not None, name
    assert (one["name_a"], one["name_b"], one["tier"]) == (HOSTILE, "SECOND", "confirmed")
    assert [Path(f["file"]).name for f in told["read"]["files"]] == ["positions.csv", "statics.csv"]
    assert told["read"]["positions"] == sum(f["positions"] for f in told["read"]["files"])


def test_a_spark_session_gives_the_same_answer(files: list[str]) -> None:
    with sail_server() as address:
        told = json.loads(run(*files, "--engine", "spark", "--master", address, "--json").stdout)
    assert told == json.loads(run(*files, "--json").stdout)


def test_text_shows_names_as_they_are(files: list[str]) -> None:
    out = run(*files).stdout
    assert HOSTILE in out
    assert "confirmed" in out
    assert "no statement about cargo" in out.replace("\n", " ")


@pytest.mark.parametrize("suffix", ["json", "csv", "geojson", "kml", "parquet"])
def test_every_format_is_written(files: list[str], suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"events.{suffix}"
    answer = run(*files, "--only", "encounter", "-o", str(out))
    assert (answer.exit_code, answer.stdout) == (0, "")
    if suffix == "parquet":
        (row,) = duckdb.connect().execute("SELECT count(*) FROM read_parquet(?)", [str(out)]).fetchall()
        assert row[0] >= 1
    else:
        text = out.read_text("utf-8")
        assert "SECOND" in text
        assert "<script>" not in text or suffix != "kml", "markup is escaped"


def test_no_cell_of_the_csv_is_a_formula(files: list[str], tmp_path: Path) -> None:
    run(*files, "-o", str(tmp_path / "events.csv"))
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        cells = [c for row in csv.reader(file) for c in row]
    assert f"'{HOSTILE}" in cells
    assert not [c for c in cells if c[:1] in "=@+" and c], "every formula is quoted"


@pytest.mark.parametrize(
    ("words", "says", "why"),
    [
        (["{0}", "-o", "events.doc"], "no such format", "an unknown suffix"),
        (["{0}", "-o", "{0}"], "take the place", "the input is never overwritten"),
        (["{0}/nothing"], "no such file", "a file that is not there"),
        (["{0}", "--master", "local"], "--engine spark", "a master without Spark"),
    ],
)  # fmt: skip
def test_wrong_usage(files: list[str], words: list[str], says: str, why: str) -> None:
    answer = run(*(w.format(files[0]) for w in words))
    assert isinstance(answer.exception, OffingError), why
    assert says in str(answer.exception), why
    assert answer.exception.exit_code == 2


def test_a_bad_file_beside_a_good_one(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 cut short")
    (tmp_path / "ten.csv").write_text("mmsi,timestamp,lat,lon\n2190067151,2018-06-01T00:00:00Z,1,2\n", "utf-8")
    answer = run(*files, str(tmp_path / "bad.parquet"), str(tmp_path / "ten.csv"), "--json")
    told = json.loads(answer.stdout)
    assert [e["tier"] for e in told["events"] if e["kind"] == "encounter"] == ["confirmed"], "the good rows are read"
    problems = {Path(f["file"]).name: f["problems"] for f in told["read"]["files"]}
    assert problems["bad.parquet"]
    assert "nine digits" in problems["ten.csv"][0]
    assert answer.exit_code == 0


def test_a_bad_fix_is_dropped_and_counted(files: list[str]) -> None:
    with Path(files[0]).open("a", encoding="utf-8") as file:
        file.write("311000013,1767233399,50.0,-118.6,\n")
    told = json.loads(run(*files, "--json").stdout)
    assert [n for reason, n in told["read"]["dropped"].items() if "bad fix" in reason] == [1]
    assert [e["tier"] for e in told["events"] if e["kind"] == "encounter"] == ["confirmed"]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("empty.csv", "", "no header"),
        ("page.csv", "<html><body>404</body></html>", "a page in place of the file"),
        ("ten.csv", "mmsi,timestamp,lat,lon\n2190067151,2018-06-01T00:00:00Z,1,2\n", "no row is a ship's"),
    ],
)
def test_nothing_could_be_read(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    answer = run(str(tmp_path / name), "--json")
    assert json.loads(answer.stdout)["events"] == [], why
    assert name in answer.stderr, "a script's log says what was wrong"
    assert isinstance(answer.exception, OffingError)
    assert answer.exception.exit_code == 3, why
