"""The feeds people have: each by its own header, with rows as its publisher writes them, to the same canonical rows."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import duckdb
import pytest

from offing.tracks.read import read_sources, told
from offing.tracks.read.headers import map_headers
from tests.tracks.read.made import taken, written

T = 1527811207  # 2018-06-01T00:00:07Z
SHIP = 538090175
ROW = (SHIP, T, 33.02, -117.8, 10.1, 223.4, 222.0, 0)
BARE = (SHIP, T, 33.02, -117.8, None, None, None, None)

POSITIONS: list[tuple[str, list[str], tuple[Any, ...]]] = [
    ("MarineCadastre",
     ["MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo",
      f"{SHIP},2018-06-01T00:00:07,33.02000,-117.80000,10.1,223.4,222.0,CAPE BASTIA,IMO9293129,V7ID9,80,0,274,48,15.5,80"], ROW),
    ("MarineCadastre since 2025",
     ["mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,status,length,width,draft,cargo,transceiver",
      f"{SHIP},2018-06-01 00:00:07,-117.8,33.02,10.1,223.4,222,CAPE BASTIA,IMO9293129,V7ID9,80,0,274,48,15.5,80,A"], ROW),
    ("Danish Maritime Authority",
     ["# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,"
      "Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D",
      f"01/06/2018 00:00:07,Class A,{SHIP},33.02,-117.8,Under way using engine,0.0,10.1,223.4,222,9293129,V7ID9,CAPE BASTIA,"
      "Tanker,No additional information,48,274,GPS,15.5,\"LONG BEACH,USA\",06/06/2018 12:00:00,AIS,230,44,30,18"], ROW),
    ("Spire", ["timestamp,vessel_name,mmsi,imo,latitude,longitude,speed,course,heading,nav_status,collection_type",
      f"2018-06-01T00:00:07.000Z,CAPE BASTIA,{SHIP},9293129,33.02,-117.8,10.1,223.4,222,0,terrestrial"], ROW),
    ("Global Fishing Watch", ["ssvid,timestamp,lat,lon,speed,course,heading",
      f"{SHIP},2018-06-01 00:00:07 UTC,33.02,-117.8,10.1,223.4,222"],
     (*ROW[:7], None)),
    ("seconds", ["mmsi,t,lat,lon", f"{SHIP},{T},33.02,-117.8"], BARE),
    ("milliseconds", ["mmsi,t,lat,lon", f"{SHIP},{T}999,33.02,-117.8"], BARE),
    ("microseconds", ["mmsi,t,lat,lon", f"{SHIP},{T}999999,33.02,-117.8"], BARE),
    ("a fraction of a second", ["mmsi,t,lat,lon", f"{SHIP},{T}.75,33.02,-117.8"], BARE),
    ("American days", ["mmsi,time,lat,lon", f"{SHIP},06/01/2018 00:00:07,33.02,-117.8",
      f"{SHIP},06/13/2018 00:00:07,91,1"], BARE),
    ("afternoon", ["mmsi,time,lat,lon", f"{SHIP},31/05/2018 12:00:07 AM,33.02,-117.8"], (SHIP, T - 86400, *BARE[2:])),
    ("packed", ["mmsi,time,lat,lon", f"{SHIP},20180601000007,33.02,-117.8"], BARE),
    ("packed with T and Z", ["mmsi,time,lat,lon", f"{SHIP},20180601T000007Z,33.02,-117.8"], BARE),
    ("date and time apart", ["mmsi,date,time,lat,lon", f"{SHIP},2018-06-01,00:00:07,33.02,-117.8"], BARE),
    ("an offset", ["mmsi,time,lat,lon", f"{SHIP},2018-06-01T02:00:07+02:00,33.02,-117.8"], BARE),
    ("the header's offset", ["mmsi,time (UTC+2),lat,lon", f"{SHIP},2018-06-01 02:00:07,33.02,-117.8"], BARE),
    ("local time with an offset", ["mmsi,local_time,lat,lon", f"{SHIP},2018-05-31T17:00:07-07:00,33.02,-117.8"], BARE),
    ("tabs", ["mmsi\ttime\tlat\tlon", f"{SHIP}\t{T}\t33.02\t-117.8"], BARE),
    ("semicolons and decimal commas", ["mmsi;time;lat;lon;sog", f"{SHIP};{T};33,02;-117,80;10,1"],
     (*BARE[:4], 10.1, None, None, None)),
    ("units in brackets", ["MMSI,Time [UTC],Latitude (deg),Longitude (deg)", f"{SHIP},2018-06-01 00:00:07,33.02,-117.8"], BARE),
    ("lines above the header", ["AIS export", "", "mmsi,time,lat,lon", f"{SHIP},{T},33.02,-117.8"], BARE),
    ("MMSI as a decimal", ["mmsi,time,lat,lon", f"{SHIP}.0,{T},33.02,-117.8"], BARE),
    ("nothing available", ["mmsi,time,lat,lon,sog,cog,heading,navstat", f"{SHIP},{T},33.02,-117.8,102.3,360,511,15"], BARE),
    ("negative and absent", ["mmsi,time,lat,lon,sog,cog,heading,navstat", f"{SHIP},{T},33.02,-117.8,-0.1,-1,,"], BARE),
    ("words for nothing", ["mmsi,time,lat,lon,navstat", f"{SHIP},{T},33.02,-117.8,Unknown value"], BARE),
]  # fmt: skip


@pytest.mark.parametrize(("feed", "lines", "expected"), POSITIONS, ids=[p[0] for p in POSITIONS])
def test_positions_by_header(tmp_path: Path, feed: str, lines: list[str], expected: tuple[Any, ...]) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.csv", lines))
    assert got.positions == [expected]


FULL = (9293129, "CAPE BASTIA", "V7ID9", 80, 274.0, 48.0)
STATICS: list[tuple[str, list[str], tuple[Any, ...]]] = [
    ("MarineCadastre", POSITIONS[0][1], (*FULL, None, None, None, None, 15.5, None)),
    ("Danish Maritime Authority", POSITIONS[2][1], (*FULL, 230.0, 44.0, 30.0, 18.0, 15.5, "LONG BEACH,USA")),
    ("messages of type 5", ["ts,msg,mmsi,imo,callsign,name,shiptype,a,b,c,d,epfd,draught_x10,dest",
      f"2018-06-01 00:00:07,5,{SHIP},9293129,V7ID9,CAPE BASTIA,80,230,44,30,18,1,155,LONG BEACH"],
     (*FULL, 230.0, 44.0, 30.0, 18.0, 15.5, "LONG BEACH")),
    ("what is 0 or padding is unknown", ["ts,mmsi,imo,callsign,name,shiptype,a,b,c,d,draught,dest",
      f"2018-06-01 00:00:07,{SHIP},0,@@@@@@@,ALPHA@@  ,0,0,0,0,0,0,  "], (None, "ALPHA", *(None,) * 10)),
    ("unknown in words", ["ts,mmsi,imo,callsign,name,ship type", f"2018-06-01 00:00:07,{SHIP},Unknown,,ALPHA,Undefined"],
     (None, "ALPHA", *(None,) * 10)),
]  # fmt: skip


@pytest.mark.parametrize(("feed", "lines", "expected"), STATICS, ids=[s[0] for s in STATICS])
def test_statics_by_header(tmp_path: Path, feed: str, lines: list[str], expected: tuple[Any, ...]) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.csv", lines))
    assert got.statics == [(SHIP, T, *expected)]


DANISH = POSITIONS[2][1][0]
MOBILES = [
    ("Base Station", told.BASE_STATION), ("AtoN", told.AID), ("SAR Airborne", told.AIRCRAFT),
    ("Search and Rescue Transponder", told.BEACON), ("Man Overboard Device", told.BEACON),
]  # fmt: skip


@pytest.mark.parametrize(("mobile", "reason"), MOBILES, ids=[m[0] for m in MOBILES])
def test_the_danish_kind_of_mobile_sets_apart(tmp_path: Path, mobile: str, reason: str) -> None:
    """Whatever the MMSI says."""
    line = f"01/06/2018 00:00:07,{mobile},{SHIP},33.02,-117.8,Unknown value,,,,,Unknown,,,Undefined,,,,GPS,,,,AIS,,,,"
    got = taken(tmp_path / "w", written(tmp_path / "a.csv", [DANISH, line]))
    assert (got.positions, got.read.dropped) == ([], {reason: 1})


def test_statics_on_every_position_come_first_and_last_by_hour_and_value(tmp_path: Path) -> None:
    rows = [f"{SHIP},{T + 60 * k},33.0,-117.8,{'ALPHA' if k < 90 else 'BETA'}" for k in range(180)]
    got = taken(tmp_path / "w", written(tmp_path / "a.csv", ["mmsi,t,lat,lon,name", *rows]))
    assert [(row[1] - T, row[3]) for row in got.statics] == [
        (0, "ALPHA"),
        (3540, "ALPHA"),
        (3600, "ALPHA"),
        (5340, "ALPHA"),
        (5400, "BETA"),
        (7140, "BETA"),
        (7200, "BETA"),
        (10740, "BETA"),
    ]
    assert len(got.positions) == 180


MESSAGES = [
    ("sent once", [0], [0]), ("on rows of two minutes: one message", [0, 60, 120], [0]),
    ("on rows of six minutes: two messages", [0, 180, 360], [0, 360]), ("the hour ends", [3500, 3700], [3500, 3700]),
]  # fmt: skip


@pytest.mark.parametrize("files", [1, 2])
@pytest.mark.parametrize(("why", "sent", "rows"), MESSAGES, ids=[m[0] for m in MESSAGES])
def test_rows_of_statics_are_no_more_than_the_messages(
    tmp_path: Path, why: str, sent: list[int], rows: list[int], files: int
) -> None:
    """However the rows lie in files."""
    hour = T // 3600 * 3600
    lines = [f"{SHIP},{hour + s},33.0,-117.8,ALPHA" for s in sent]
    for n in range(files):
        written(tmp_path / f"{n}.csv", ["mmsi,t,lat,lon,name", *lines[n::files]])
    got = taken(tmp_path / "w", *(tmp_path / f"{n}.csv" for n in range(files)))
    assert [row[1] - hour for row in got.statics] == rows, why


TWO_CLOCKS = [
    ("the second in rows where the first is empty",
     ["2018-06-01 00:00:07,", ",01/06/2018 00:00", ",24/06/2018 18:57"], 3, ["ts", "stamp"]),
    ("the first alone where it is full", ["2018-06-01 00:00:07,01/06/2018 00:01"] * 2, 2, ["ts"]),
    ("neither", ["2018-06-01 00:00:07,", ",", ",24/06/2018 18:57"], 2, ["ts", "stamp"]),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize(("why", "times", "count", "clocks"), TWO_CLOCKS, ids=[c[0] for c in TWO_CLOCKS])
def test_of_two_columns_of_times_the_second_fills_the_first(
    tmp_path: Path, why: str, times: list[str], count: int, clocks: list[str], kind: str
) -> None:
    rows = [f"{SHIP},{time},33.02,{k}" for k, time in enumerate(times)]
    path = written(tmp_path / "a.csv", ["mmsi,ts,timestamp,lat,lon", *rows])
    if kind == "parquet":
        table = f"read_csv('{path}', all_varchar = true)"
        select = f"SELECT * REPLACE (TRY_CAST(ts AS TIMESTAMP) AS ts) FROM {table}"
        duckdb.connect().execute(f"COPY ({select}) TO '{tmp_path}/a.parquet' (FORMAT parquet)")
        path = tmp_path / "a.parquet"
    got = taken(tmp_path / "w", path)
    assert len(got.positions) == count, why
    assert T in {row[1] for row in got.positions}
    assert ("timestamp" in got.read.files[0].ignored) == (len(clocks) == 1)
    said = [str(p) for p in got.read.problems]
    assert any("'timestamp' is read there" in s for s in said) == (len(clocks) == 2)
    lost = [s for s in said if "no time" in s and "some rows" not in s]
    assert len(lost) == (1 if count < len(times) else 0)
    assert all("the column 'ts', and 'timestamp' where that is empty" in s and "ISO 8601" in s for s in lost)


KINDS = ["csv", "csv.gz", "csv.zst", "parquet", "folder", "text as Parquet"]


@pytest.mark.parametrize("kind", KINDS)
def test_one_table_in_any_wrapping(tmp_path: Path, kind: str) -> None:
    source = written(tmp_path / "a.csv", POSITIONS[0][1])
    con = duckdb.connect()
    path = tmp_path / f"b.{kind}"
    if kind == "csv.gz":
        path.write_bytes(gzip.compress(source.read_bytes()))
    elif kind == "csv.zst":
        con.execute(f"COPY (FROM read_csv('{source}', all_varchar = true)) TO '{path}' (FORMAT csv, COMPRESSION zstd)")
    elif kind == "csv":
        path = source
    elif kind == "folder":
        path = tmp_path / "deep" / "er" / "day=2018-06-01" / "p.parquet"
        path.parent.mkdir(parents=True)
        con.execute(f"COPY (FROM '{source}') TO '{path}' (FORMAT parquet)")
        (path.parent / "_SUCCESS").touch()
        (path.parent / ".hidden.csv").write_text("rubbish")
        path = tmp_path / "deep"
    else:
        every = ", all_varchar = true" if kind.startswith("text") else ""
        con.execute(f"COPY (FROM read_csv('{source}'{every})) TO '{path}' (FORMAT parquet)")
    got = taken(tmp_path / "w", path)
    assert got.positions == [ROW]
    assert got.statics == [(SHIP, T, *STATICS[0][2])]
    assert got.told == []


MOMENTS = [
    ("TIMESTAMP", f"make_timestamp({T}999999)"), ("TIMESTAMPTZ", f"to_timestamp({T})"),
    ("TIMESTAMP_MS", f"make_timestamp({T}000000)"),
    ("TIMESTAMP_NS", f"make_timestamp_ns({T}000000999)"), ("TIMESTAMP_S", f"make_timestamp({T}000000)"), ("BIGINT", f"{T}"),
    ("BIGINT", f"{T}123"), ("BIGINT", f"{T}123456"), ("BIGINT", f"{T}123456789"), ("DOUBLE", f"{T}.5"), ("INTEGER", f"{T}"),
    ("UBIGINT", f"{T}"), ("VARCHAR", "'2018-06-01T00:00:07Z'"), ("VARCHAR", f"'{T}'"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), MOMENTS, ids=[f"{k} {v}" for k, v in MOMENTS])
def test_times_of_every_type(tmp_path: Path, kind: str, value: str) -> None:
    path = tmp_path / "a.parquet"
    select = f"SELECT {SHIP}::INTEGER AS mmsi, ({value})::{kind} AS ts, 33.02::FLOAT AS lat, -117.8::FLOAT AS lon"
    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    got = taken(tmp_path / "w", path)
    assert [row[:2] for row in got.positions] == [(SHIP, T)]


@pytest.mark.parametrize(
    "text", ["2018-06-01T00:00:07", "2018-06-01 00:00:07Z", "2018-06-01T02:00:07+02:00", "2018-06-01 00:00:07.5"]
)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_zone_of_the_session_does_not_matter(tmp_path: Path, kind: str, text: str) -> None:
    path = written(tmp_path / "a.csv", ["mmsi,time,lat,lon", f"{SHIP},{text},33.02,-117.8"])
    con = duckdb.connect()
    con.execute("SET TimeZone = 'America/New_York'")
    if kind == "parquet":
        con.execute(f"COPY (FROM read_csv('{path}', all_varchar = true)) TO '{tmp_path}/a.parquet' (FORMAT parquet)")
        path = tmp_path / "a.parquet"
    read_sources(con, [path], tmp_path / "w")
    assert con.execute("SELECT t FROM positions").fetchall() == [(T,)]


GEAR = [
    ("a battery's charge", "NET-12 85%", True), ("its voltage", "B17-12.4V", True), ("a marker", "NET MARK 3", True),
    ("a numbered buoy", "BUOY-07", True), ("a ship", "CAPE BASTIA", False), ("a ship with a number", "HAI FENG 858", False),
    ("a buoy tender", "BUOY TENDER ELM", False), ("a ship named after nets", "NETTIE", False),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "gear"), GEAR, ids=[g[0] for g in GEAR])
def test_buoys_of_gear_are_apart_by_their_name(tmp_path: Path, why: str, name: str, gear: bool) -> None:
    rows = ["mmsi,t,lat,lon,name", f"{SHIP},{T},33.0,-117.8,{name}", f"219000001,{T},1,2,A"]
    got = taken(tmp_path / "w", written(tmp_path / "a.csv", rows))
    assert got.read.dropped == ({told.GEAR: 1} if gear else {})
    assert (got.read.positions, len(got.positions), len(got.statics)) == ((1, 1, 1) if gear else (2, 2, 2))


def test_a_ship_that_once_sent_a_buoys_name_stays(tmp_path: Path) -> None:
    rows = ["mmsi,t,lat,lon,name", f"{SHIP},{T},33.0,-117.8,NET 12%", f"{SHIP},{T},33.0,-117.8,CAPE BASTIA"]
    assert taken(tmp_path / "w", written(tmp_path / "a.csv", rows)).read.dropped == {}


CLEARER = [
    ("the ship's name, not its class", ["name", "shipname", "mmsi"], "name", "shipname"),
    ("of equals the first", ["lat", "latitude", "mmsi"], "lat", "lat"),
    ("MMSI before a synonym", ["ssvid", "mmsi"], "mmsi", "mmsi"),
    ("timestamp, not the day", ["t", "timestamp"], "time", "timestamp"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "names", "field", "column"), CLEARER, ids=[c[0] for c in CLEARER])
def test_of_two_columns_the_clearer_is_read(why: str, names: list[str], field: str, column: str) -> None:
    assert map_headers(names).columns[field] == column
