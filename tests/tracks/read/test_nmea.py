"""Sentences to messages: each kind by hand, joins, times, damage; compiled against plain, and both against pyais."""

from __future__ import annotations

import gzip
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from offing.tracks.read import told
from offing.tracks.read.nmea import Decoder, sent_at
from tests.shared import shared
from tests.tracks.read.made import (
    base,
    bits,
    checked,
    class_a,
    class_b,
    class_b_long,
    far_off,
    part_a,
    part_b,
    sentences,
    tagged,
    taken,
    voyage,
    written,
)  # fmt: skip

T = 1527811207  # 2018-06-01T00:00:07Z
SHIP = 538090175
PLACE = (33.02, -117.8)

POSITIONS: list[tuple[str, str, tuple[Any, ...]]] = [
    ("class A under way", class_a(SHIP, *PLACE), (10.1, 223.4, 222.0, 0)),
    ("assigned schedule", class_a(SHIP, *PLACE, kind=2, navstat=1), (10.1, 223.4, 222.0, 1)),
    ("interrogated", class_a(SHIP, *PLACE, kind=3, navstat=5), (10.1, 223.4, 222.0, 5)),
    (
        "nothing available but the place",
        class_a(SHIP, *PLACE, navstat=15, sog=1023, cog=3600, heading=511),
        (None,) * 4,
    ),
    ("102.2 knots means that or more", class_a(SHIP, *PLACE, sog=1022), (102.2, 223.4, 222.0, 0)),
    ("courses above 360 are not courses", class_a(SHIP, *PLACE, cog=3969), (10.1, None, 222.0, 0)),
    ("class B has no status", class_b(SHIP, *PLACE), (5.5, 90.0, None, None)),
    ("class B with its name", class_b_long(SHIP, *PLACE, "ALPHA"), (6.0, 91.0, 90.0, None)),
    ("heard by satellite", far_off(SHIP, *PLACE), (12.0, 223.0, None, 5)),
    ("by satellite, nothing known", far_off(SHIP, *PLACE, sog=63, cog=511), (None, None, None, 5)),
]


@pytest.mark.parametrize(("why", "message", "expected"), POSITIONS, ids=[p[0] for p in POSITIONS])
def test_a_position_of_each_kind(tmp_path: Path, why: str, message: str, expected: tuple[Any, ...]) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", [tagged(s, T) for s in sentences(message, width=70)]))
    mmsi, t, lat, lon, *rest = got.positions[0]
    assert (mmsi, t, *rest) == (SHIP, T, *expected)
    assert (lat, lon) == pytest.approx(PLACE, abs=1e-3 if "satellite" in why else 1e-6)
    assert got.told == []


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(-89.9, -179.99), (89.99, 179.99), (0.0, 0.0), (-0.000002, 0.000002), (90.0, -180.0)],
    ids=["south west", "north east", "nothing", "a hair from nothing", "edge"],
)
def test_signs_hold_to_the_edges(tmp_path: Path, lat: float, lon: float) -> None:
    lines = [tagged(sentences(make(SHIP, lat, lon))[0], T) for make in (class_a, class_b)]
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", lines))
    assert [row[2:4] for row in got.positions] == [pytest.approx((lat, lon), abs=2e-6)] * 2


NONE = None
STATICS: list[tuple[str, str, tuple[Any, ...]]] = [
    ("class A voyage", voyage(SHIP, 9293129, "V7ID9", "CAPE BASTIA"),
     (9293129, "CAPE BASTIA", "V7ID9", 80, 274.0, 48.0, 230.0, 44.0, 30.0, 18.0, 15.5, "LONG BEACH,USA")),
    ("what is 0 is unknown", voyage(SHIP, 0, "", "ALPHA", ship_type=0, dims=(0, 0, 0, 0), draught=0, destination=""),
     (NONE, "ALPHA") + (NONE,) * 10),
    ("a wrong check digit is a number still", voyage(SHIP, 9293128, "", "ALPHA", dims=(0, 0, 0, 0), draught=0, destination=""),
     (9293128, "ALPHA", NONE, 80) + (NONE,) * 8),
    ("class B, part A", part_a(SHIP, "PIPER INNESS"), (NONE, "PIPER INNESS") + (NONE,) * 10),
    ("class B, part B", part_b(SHIP, "WDA1234"), (NONE, NONE, "WDA1234", 37, 18.0, 5.0, 5.0, 13.0, 3.0, 2.0, NONE, NONE)),
    ("blanks at the end are no letters", part_a(SHIP, "ALPHA  "), (NONE, "ALPHA") + (NONE,) * 10),
    ("letters after padding are rubbish", part_a(SHIP, "ALPHA@@XQ"), (NONE, "ALPHA") + (NONE,) * 10),
    ("class B with its name", class_b_long(SHIP, *PLACE, "ALPHA"),
     (NONE, "ALPHA", NONE, 37, 14.0, 5.0, 6.0, 8.0, 2.0, 3.0, NONE, NONE)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "message", "expected"), STATICS, ids=[s[0] for s in STATICS])
def test_statics_of_each_kind(tmp_path: Path, why: str, message: str, expected: tuple[Any, ...]) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", [tagged(s, T) for s in sentences(message)]))
    assert got.statics == [(SHIP, T, *expected)]


def test_a_boat_of_a_mother_ship_has_no_dimensions(tmp_path: Path) -> None:
    """98…: the mother ship's MMSI stands where the dimensions would."""
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", [tagged(sentences(part_b(983331234, "WDA1"))[0], T)]))
    assert got.statics[0][2:] == (None, None, "WDA1", 37) + (None,) * 8


APART = [
    ("base station", base(2190047, 2018, 6, 1, 0, 0, 7), told.BASE_STATION),
    ("base station's number on a ship's message", class_a(2190047, *PLACE), told.BASE_STATION),
    ("aircraft", bits((9, 6), (0, 2), (111219501, 30), (300, 12), (120, 10), (0, 108)), told.AIRCRAFT),
    ("aircraft's number on a ship's message", class_a(111219501, *PLACE), told.AIRCRAFT),
    ("aid", bits((21, 6), (0, 2), (992191000, 30), (0, 234)), told.AID),
    ("distress transmitter", class_a(970123456, *PLACE, navstat=14), told.BEACON),
    ("man overboard", class_a(972123456, *PLACE), told.BEACON),
    ("radio beacon", class_a(974123456, *PLACE), told.BEACON),
    ("ten digits fit in thirty bits", class_a(1023456789, *PLACE), told.LONG_MMSI),
    ("no number", class_a(0, *PLACE), told.NO_MMSI),
    ("no place", class_a(SHIP, 91, 181), told.NO_POSITION),
    ("off the globe", class_a(SHIP, 97.5, -105.5), told.OFF_GLOBE),
]


@pytest.mark.parametrize(("why", "message", "reason"), APART, ids=[a[0] for a in APART])
def test_what_is_no_ship_is_counted_apart(tmp_path: Path, why: str, message: str, reason: str) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", [tagged(s, T) for s in sentences(message, width=70)]))
    assert (got.positions, got.read.dropped) == ([], {reason: 1})


VOYAGE = sentences(voyage(SHIP, 9293129, "V7ID9", "CAPE BASTIA"))
OTHER = sentences(voyage(355321000, 9311359, "3EGQ2", "CABO FROWARD"))
OTHER_B = sentences(voyage(355321000, 9311359, "3EGQ2", "CABO FROWARD"), channel="B")
JOINS: list[tuple[str, list[str], list[str], int]] = [
    ("one after the other", [*VOYAGE, *OTHER], ["CAPE BASTIA", "CABO FROWARD"], 0),
    ("interleaved on two channels", [VOYAGE[0], OTHER_B[0], VOYAGE[1], OTHER_B[1]], ["CAPE BASTIA", "CABO FROWARD"], 0),
    ("second part first", [VOYAGE[1], VOYAGE[0]], ["CAPE BASTIA"], 0),
    ("last part lost", [VOYAGE[0]], [], 1),
    ("last part lost, the next has its number", [VOYAGE[0], *OTHER], ["CABO FROWARD"], 1),
    ("a part twice", [VOYAGE[0], VOYAGE[0], VOYAGE[1]], ["CAPE BASTIA"], 1),
    ("parts hundreds of lines apart are two messages' parts", [VOYAGE[0], *[""] * 400, VOYAGE[1]], [], 2),
]


@pytest.mark.parametrize(("why", "lines", "names", "lost"), JOINS, ids=[j[0] for j in JOINS])
def test_parts_are_joined(tmp_path: Path, why: str, lines: list[str], names: list[str], lost: int) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", [tagged(s, T) if s else s for s in lines]))
    assert sorted(row[3] for row in got.statics) == sorted(names)
    assert sum(got.read.dropped.values()) == lost


def test_stations_with_one_sequence_number_are_told_apart_by_their_name(tmp_path: Path) -> None:
    lines = [
        tagged(VOYAGE[0], T, "one"),
        tagged(OTHER[0], T, "two"),
        tagged(VOYAGE[1], T, "one"),
        tagged(OTHER[1], T, "two"),
    ]
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", lines))
    assert sorted(row[3] for row in got.statics) == ["CABO FROWARD", "CAPE BASTIA"]


ONE = sentences(class_a(SHIP, *PLACE, second=60))[0]
TIMES: list[tuple[str, list[str], int | None]] = [
    ("tag block", [tagged(ONE, T)], T),
    ("tag block in milliseconds", [tagged(ONE, T * 1000 + 250)], T),
    ("tag block of the line before", [tagged(sentences(base(2190047, 2018, 6, 1, 0, 0, 7))[0], T), ONE], T),
    ("tag block with a bad checksum", [tagged(ONE, T).replace("c:1", "c:2", 1)], None),
    ("$PGHP before it", [checked("PGHP,1,2018,6,1,0,0,7,219,219,,2190067,1,62", "$"), ONE], T),
    ("$ZDA before it", [checked("GPZDA,000007.00,01,06,2018,00,00", "$"), ONE], T),
    ("behind the checksum", [f"{ONE},{T}"], T),
    ("an epoch before it", [f"{T}\t{ONE}"], T),
    ("a date before it", [f"2018-06-01T00:00:07.123Z {ONE}"], T),
    ("a date in brackets", [f"[2018/06/01 00:00:07] {ONE}"], T),
    ("no time", [ONE], None),
    (
        "a time long past is no time",
        [tagged(ONE, T), *["x"] * 400, sentences(class_a(SHIP + 1, *PLACE, second=60))[0]],
        T,
    ),
    ("no calendar has it", [f"2018-13-41T00:00:07Z {ONE}"], None),
]


@pytest.mark.parametrize(("why", "lines", "expected"), TIMES, ids=[t[0] for t in TIMES])
def test_the_time_of_a_message(tmp_path: Path, why: str, lines: list[str], expected: int | None) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", lines))
    assert [row[1] for row in got.positions if row[0] == SHIP] == ([] if expected is None else [expected])
    if why in ("no time", "a time long past is no time"):
        assert got.read.dropped[told.NO_TIME] == 1
        assert any(p.says == told.NO_TIME and p.count == 1 and p.line for p in got.read.problems)


@pytest.mark.parametrize(
    ("why", "t", "second", "expected"),
    [
        ("the same", 100, 40, 100),
        ("heard four seconds late", 100, 36, 96),
        ("the receiver's clock is a little slow", 100, 42, 102),
        ("over the minute", 121, 58, 118),
        ("over the minute, the other way", 119, 1, 121),
        ("too far: the sender's clock is not believed", 100, 20, 100),
        ("no second", 100, 60, 100),
        ("positioning off", 100, 63, 100),
        ("no time at all", -1, 30, -1),
    ],
)
def test_the_second_of_a_report_sets_its_time_right(why: str, t: int, second: int, expected: int) -> None:
    assert sent_at(np.array([t]), np.array([second])).tolist() == [expected]


def test_a_clock_that_base_stations_contradict_is_told(tmp_path: Path) -> None:
    line = sentences(base(2190047, 2018, 6, 1, 2, 0, 7))[0]
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", [tagged(line, T)] * 3))
    assert [(p.count, "60 s" in p.says) for p in got.read.problems] == [(3, True)]


GOOD = tagged(ONE, T)
DAMAGE: list[tuple[str, list[str], tuple[int, int, str]]] = [
    ("a letter flipped", [GOOD, ONE.replace(",0*", ",1*")], (2, 1, "bad checksum")),
    ("twice", [GOOD, "", ONE[:-2] + "00", ONE[:-2] + "00"], (3, 2, "bad checksum")),
    ("cut in the middle", [GOOD, ONE[:30]], (2, 1, "sentence without a checksum")),
    ("letters of no alphabet", [GOOD, checked("AIVDM,1,1,,A,xyz{|},0")], (2, 1, "sentence that no standard knows")),
    ("no parts", [GOOD, checked("AIVDM,0,0,,A,14eG;o,0")], (2, 1, "sentence that no standard knows")),
    ("part seven of two", [GOOD, checked("AIVDM,2,7,1,A,14eG;o,0")], (2, 1, "sentence that no standard knows")),
    ("commas lack", [GOOD, checked("AIVDM,1,1")], (2, 1, "sentence that no standard knows")),
    ("too short for its kind", [GOOD, checked("AIVDM,1,1,,A,14eG;o@034o8sd,0")], (2, 1, "message shorter than its kind")),
    ("an empty payload", [GOOD, checked("AIVDM,1,1,,A,,0")], (2, 1, "message shorter than its kind")),
    ("a payload beyond all bounds", [GOOD, checked(f"AIVDM,1,1,,A,{'0' * 5000},0")], (2, 1, "sentence that no standard knows")),
    ("a part beyond all bounds", [GOOD, checked(f"AIVDM,2,1,1,A,{'0' * 500},0")], (2, 1, "sentence that no standard knows")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines", "expected"), DAMAGE, ids=[d[0] for d in DAMAGE])
def test_damage_is_told_by_line_and_count(
    tmp_path: Path, why: str, lines: list[str], expected: tuple[int, int, str]
) -> None:
    got = taken(tmp_path / "w", written(tmp_path / "a.nmea", lines))
    assert len(got.positions) == 1, "the rest is read"
    assert expected in got.told


def test_ends_of_lines_and_of_the_file_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.nmea"
    path.write_bytes(f"{GOOD}\r\n{GOOD}\n\r\n{GOOD}".encode())
    assert len(taken(tmp_path / "w", path).positions) == 3


def test_a_packed_file_that_is_cut_gives_what_stands_before(tmp_path: Path) -> None:
    rng = random.Random(5)
    lines = [
        tagged(sentences(class_a(SHIP, rng.uniform(-80, 80), rng.uniform(-180, 180)))[0], T + k) for k in range(3000)
    ]
    whole = gzip.compress("\n".join(lines).encode())
    path = tmp_path / "a.txt.gz"
    path.write_bytes(whole[: len(whole) // 2])
    got = taken(tmp_path / "w", path)
    assert 500 < len(got.positions) < 3000
    assert any("cut short" in p.says for p in got.read.problems)


def _noise(seed: int) -> bytes:
    """Good sentences with bytes of theirs changed, lines cut, and rubbish."""
    rng = random.Random(seed)
    lines = []
    for k in range(300):
        make = rng.choice([class_a, class_b])(SHIP + k, rng.uniform(-90, 90), rng.uniform(-180, 180))
        parts = sentences(rng.choice([make, voyage(SHIP + k, 9293129, "V7ID9", "CAPE BASTIA"), part_a(SHIP, "A")]))
        lines += [tagged(p, T + k, rng.choice(["", "r1", "r2"])) for p in parts]
    block = bytearray("\n".join(lines).encode() + b"\n")
    for _ in range(400):
        block[rng.randrange(len(block) - 1)] = rng.choice(b"*,!$\\\n0A\x00\xff~c:s")
    return bytes(block)


@pytest.mark.parametrize("seed", range(3))
def test_compiled_and_plain_say_the_same_of_damaged_input(seed: int) -> None:
    block = _noise(seed)
    fast, plain = Decoder(), Decoder(compiled=False)
    made, slow = fast.decode(block), plain.decode(block)
    assert len(made.positions["mmsi"]) > 30
    for one, other in ((made.positions, slow.positions), (made.statics, slow.statics), (made.texts, slow.texts)):
        for name in one:
            np.testing.assert_array_equal(one[name], other[name], err_msg=name)
    np.testing.assert_array_equal(fast.tally, plain.tally)
    np.testing.assert_array_equal(fast.kinds, plain.kinds)


@pytest.mark.parametrize("size", [200, 1000, 7777])
def test_blocks_do_not_matter(size: int) -> None:
    block = _noise(7)
    whole = Decoder()
    once = whole.decode(block)
    parts, at = Decoder(), 0
    seen: list[int] = []
    while at < len(block):
        end = block.find(b"\n", min(at + size, len(block) - 1)) + 1
        seen += parts.decode(block[at:end]).positions["line"].tolist()
        at = end
    assert seen == once.positions["line"].tolist()
    np.testing.assert_array_equal(parts.tally, whole.tally)


def _all_kinds() -> list[str]:
    rng = random.Random(11)
    made: list[str] = []
    for k in range(60):
        lat, lon = rng.uniform(-90, 90), rng.uniform(-180, 180)
        made += [
            class_a(SHIP + k, lat, lon, kind=rng.choice([1, 2, 3]), navstat=rng.randrange(16), sog=rng.randrange(1024),
                    cog=rng.randrange(3600), heading=rng.randrange(360), second=rng.randrange(60)),
            class_b(SHIP + k, lat, lon, sog=rng.randrange(1024), cog=rng.randrange(3600)),
            class_b_long(SHIP + k, lat, lon, "ALPHA 1"),
            far_off(SHIP + k, lat, lon, sog=rng.randrange(63), cog=rng.randrange(360)),
        ]  # fmt: skip
    return made


def test_positions_are_what_pyais_reads() -> None:
    pyais = pytest.importorskip(
        "pyais", reason="pyais is not installed: it is the reference that this is measured against"
    )
    raw = gzip.decompress(shared("ais", "dma_nmea_sample.txt.gz").read_bytes()).splitlines()
    lines = [line for line in raw if line[:1] == b"!"]
    lines += [s.encode() for message in _all_kinds() for s in sentences(message, width=56)]
    made = Decoder().decode(b"\n".join(lines) + b"\n")
    got = made.positions
    wanted = [d for m in pyais.stream.IterMessages(lines) if (d := m.decode()).msg_type in (1, 2, 3, 18, 19, 27)]
    assert len(wanted) == len(got["mmsi"]) > 24_000
    for name, field, scale, near in (
        ("mmsi", "mmsi", 1, 0), ("lat", "lat", 600000, 1e-6), ("lon", "lon", 600000, 1e-6), ("sog", "speed", 10, 1e-9),
        ("cog", "course", 10, 1e-9), ("msg", "msg_type", 1, 0),
    ):  # fmt: skip
        theirs = np.array([float(getattr(d, field)) for d in wanted])
        np.testing.assert_allclose(got[name] / scale, theirs, rtol=0, atol=near, err_msg=name)


def test_a_packed_bomb_is_left(tmp_path: Path) -> None:
    path, rng = tmp_path / "a.txt.gz", random.Random(1)
    with gzip.open(path, "wb") as handle:
        lines = [
            tagged(sentences(class_a(SHIP, rng.uniform(-80, 80), rng.uniform(-180, 180)))[0], T + k)
            for k in range(4000)
        ]
        handle.write("\n".join(lines).encode())
        for _ in range(90):
            handle.write(b"\n" * 1_000_000)
    got = taken(tmp_path / "w", path)
    assert any("unpacks to more than" in p.says for p in got.read.problems)
    assert len(got.positions) == 4000
