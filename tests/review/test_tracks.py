"""Tracks in a book: which ships they are linked to, what the checks say of events, and what they do not."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offing.answer import review_book
from offing.review.finding import Finding
from offing.review.result import Review
from tests.review.books import about, as_data, entry, write_book
from tests.review.sailing import Point, Ship, beside, company, sails, write_tracks
from tests.scenarios.wording import finding_faults
from tests.shared import shared

ROSE = Ship(256789000, "SEA ROSE", "9074729", "9HXX9", length=120, width=18)
GRIM = Ship(620111222, "GRIM ORKAN", "9187629", "D6AA1", length=110, width=17)
THIRD = Ship(370333444, "THIRD HAND", "9241061", "3FAB7", length=110, width=17)
START = "2019-03-04"
MEET: list[Point] = [(10, 30.0, 125.5), (16, 30.01, 125.52)]
WAY: list[Point] = [(0, 31.5, 125.0), *MEET, (30, 31.8, 125.9)]
OTHER_WAY: list[Point] = [(4, 29.0, 126.4), *beside(MEET, 55), (28, 28.8, 126.5)]
BOOK = "id,imo,name,mmsi\nV1,9074729,SEA ROSE,\n"


def reviewed_with(
    folder: Path, as_of: str, listed: str, *lines: list[str], vessels: str = BOOK, **sheets: str
) -> Review:
    write_book(folder, {"vessels": vessels, **sheets}, listed)
    if lines:
        write_tracks(folder, *lines)
    return review_book(folder, as_of=date.fromisoformat(as_of))


def only(review: Review, check: str) -> Finding:
    found = about(review, check=check)
    assert len(found) == 1, [f.says for f in found]
    return found[0]


MEETING = (sails(ROSE, START, WAY), sails(GRIM, START, OTHER_WAY))


@pytest.mark.parametrize(
    ("listed", "as_of", "strength", "rungs", "words", "why"),
    [
        ("", "2019-06-01", "possible", [], "no entry found for her in the lists used",
         "side by side by geometry alone: a probable encounter is possible"),
        (entry("GRIM ORKAN", "vessel", imo="9187629", from_="2019-03-01"), "2019-06-01", "strong", ["blocked US"],
         "At that time: blocked (US) since 2019-03-01", "listed on that day by the number she sent"),
        (entry("OTHER", "vessel", mmsi="620111222", from_="2019-03-01"), "2019-06-01", "strong", ["blocked US"],
         "MMSI 620111222 is that of OTHER", "an MMSI counts as a number"),
        (entry("GRIM ORKAN", "vessel", imo="9187629", from_="2019-04-01"), "2019-06-01", "possible", ["blocked US"],
         "Since then: blocked (US) since 2019-04-01", "listed after: a look-back, and no firmer for it"),
        (entry("GRIM ORKAN", "vessel", imo="9187629", from_="2019-04-01"), "2019-03-20", "possible", [],
         "no entry found for her", "a listing after the review's day is not known"),
        (entry("GRIM ORKAN", "vessel", imo="9187629", from_="2015-01-01", to="2018-01-01"), "2019-06-01", "possible",
         ["delisted US"], "Ended before: no longer listed", "delisted before: history"),
        (entry("GRIM ORKAN", "vessel", from_="2019-03-01"), "2019-06-01", "possible", ["blocked US"],
         "Possible match: name only", "a name alone makes nothing firmer"),
        (entry("GRIM ORKAN", "vessel", imo="9308508", from_="2019-03-01"), "2019-06-01", "possible", [],
         "no entry found for her", "the same name with another valid IMO number is another ship"),
        (entry("GRIM ORKAN", "vessel", imo="9187629", rung="advisory", from_="2019-03-01"), "2019-06-01", "possible",
         ["advisory US"], "advisory", "an advisory is no listing"),
    ],
)  # fmt: skip
def test_the_other_ship_is_screened_at_that_date(
    tmp_path: Path, listed: str, as_of: str, strength: str, rungs: list[str], words: str, why: str
) -> None:
    finding = only(reviewed_with(tmp_path, as_of, listed, *MEETING), "encounter_at_sea")
    assert finding.strength == strength, why
    assert [f"{s.rung} {s.authority}" for s in finding.status] == rungs, why
    assert words in finding.says, why
    assert "possible ship-to-ship transfer" in finding.says
    assert (finding.kind, finding.stops) == ("BEHAVIOUR", False)


def earlier_with(third: Ship) -> tuple[list[str], list[str]]:
    """GRIM ORKAN met a third ship four days before she met the book's ship."""
    before: list[Point] = [(10, 26.0, 124.5), (16, 26.01, 124.52)]
    return (
        sails(GRIM, "2019-02-28", [(4, 25.5, 124.0), *before, (24, 26.5, 125.2)]),
        sails(third, "2019-02-28", [(4, 25.0, 125.0), *beside(before, 50), (24, 25.0, 125.2)]),
    )


def test_two_hops_are_told_and_not_counted(tmp_path: Path) -> None:
    earlier, third = earlier_with(THIRD)
    listed = entry("THIRD HAND", "vessel", imo="9241061", from_="2018-01-01")
    review = reviewed_with(tmp_path, "2019-06-01", listed, *MEETING, earlier, third)
    finding = only(review, "encounter_at_sea")
    assert "GRIM ORKAN also met THIRD HAND (IMO 9241061, MMSI 370333444) on 2019-02-28" in finding.says
    assert "blocked (US) since 2018-01-01" in finding.says
    assert finding.strength == "possible", "two hops make nothing firmer"
    assert finding.status == (), "the third ship's status is not the other ship's"
    assert {e.source for e in finding.evidence} == {"tracks/ais.csv", "book", "own"}
    assert not [f for f in about(review) if f.kind in ("LIST", "RULE")]
    assert not wording(review)


def wording(review: Review) -> list[str]:
    return [fault for f in as_data(review)["findings"] for fault in finding_faults(f, [])]


NO_NUMBER = Ship(370333444, "THIRD HAND", length=110, width=17)


@pytest.mark.parametrize(
    ("third", "cells", "words", "why"),
    [
        (NO_NUMBER, {}, "Possible match: name only. “THIRD HAND” may be THIRD HAND: blocked (US)", "no number on either side"),
        (THIRD, {}, "Possible match: name only. “THIRD HAND” may be THIRD HAND: blocked (US)", "none in the list"),
        (THIRD, {"imo": "9241061"}, "IMO number 9241061 is that of THIRD HAND: blocked (US)", "by the IMO number"),
        (NO_NUMBER, {"mmsi": "370333444"}, "MMSI 370333444 is that of THIRD HAND", "by the MMSI"),
        (THIRD, {"imo": "9241061", "from_": "2019-03-01"}, "nothing known stood then; since then blocked", "listed since"),
        (THIRD, {"imo": "9241061", "to": "2018-06-01"}, "nothing known stood then; ended before: no longer listed", "ended"),
    ],
)  # fmt: skip
def test_the_second_hop_says_how_its_ship_is_known(
    tmp_path: Path, third: Ship, cells: dict[str, str], words: str, why: str
) -> None:
    listed = entry("THIRD HAND", "vessel", **{"from_": "2018-01-01", **cells})
    review = reviewed_with(tmp_path, "2019-06-01", listed, *MEETING, *earlier_with(third))
    finding = only(review, "encounter_at_sea")
    assert f"m). {words}" in finding.says or f"is that of THIRD HAND: {words}" in finding.says, why
    assert any("may bear the name" in text for text in finding.innocent) == ("name only" in words), why
    assert not wording(review), why


def test_an_entry_by_number_and_one_by_name_are_told_apart(tmp_path: Path) -> None:
    """One entry has her IMO number, another only her name: the first's words do not carry the second."""
    listed = entry("OTHER", "vessel", imo="9187629", from_="2018-01-01")
    listed += entry("GRIM ORKAN", "vessel", from_="2017-01-01", authority="EU")
    review = reviewed_with(tmp_path, "2019-06-01", listed, *MEETING)
    says = only(review, "encounter_at_sea").says
    number, name = says.index("IMO number 9187629 is that of OTHER"), says.index("Possible match: name only")
    assert number < says.index("blocked (US)") < name < says.index("blocked (EU)"), says
    assert not wording(review)


def test_what_ended_since_is_named(tmp_path: Path) -> None:
    listed = entry("GRIM ORKAN", "vessel", imo="9187629", from_="2018-01-01", to="2019-05-01", entry="X3")
    says = only(reviewed_with(tmp_path, "2019-06-01", listed, *MEETING), "encounter_at_sea").says
    assert "By the day of the review this had ended: entry X3 of own, on 2019-05-01." in says


def test_three_side_by_side_are_no_second_hop(tmp_path: Path) -> None:
    """All three lay in one row: the listed outer one is told in the finding on her, not again as a ship that another met."""
    outer = sails(THIRD, START, [(4, 29.2, 126.0), *beside(MEET, 110), (28, 29.0, 126.1)])
    listed = entry("THIRD HAND", "vessel", imo="9241061", from_="2018-01-01")
    found = about(reviewed_with(tmp_path, "2019-06-01", listed, *MEETING, outer), check="encounter_at_sea")
    assert sorted(f.detail["other"]["name"] for f in found) == ["GRIM ORKAN", "THIRD HAND"]
    assert not [f.says for f in found if "also met" in f.says]


@pytest.mark.parametrize(
    ("vessels", "wanted", "reading", "why"),
    [
        ("id,imo,name\nV1,9074729,OTHER NAME\n", "possible", "", "the IMO number decides, whatever she is called"),
        ("id,mmsi,name\nV1,256789000,OTHER NAME\n", "possible", "", "an MMSI"),
        ("id,mmsi,name,from,to\nV1,256789000,X,2019-01-01,2019-12-31\n", "possible", "", "an MMSI in its period"),
        ("id,mmsi,name,from,to\nV1,256789000,X,2017-01-01,2018-01-01\n", "weak", "belongs to a period", "and outside it"),
        ("id,call_sign,name\nV1,9HXX9,SEA ROSE\n", "possible", "", "call sign and name"),
        ("id,name\nV1,MV Sea Rose\n", "weak", "name alone", "the name alone"),
        ("id,imo,name\nV1,9187629,SEA ROSE\n", "possible", "", "the number is the other ship's: hers is the finding"),
        ("id,imo,name\nV1,9308508,SEA ROSE\n", "", "", "her name with another valid number: another ship"),
        ("id,imo,name,mmsi\nV1,9308508,X,256789000\n", "", "", "her MMSI with another valid number: another ship"),
        ("id,name\nV1,Rose of the Sea\n", "", "", "no ship that was heard"),
    ],
)  # fmt: skip
def test_tracks_are_linked_by_number_before_name(
    tmp_path: Path, vessels: str, wanted: str, reading: str, why: str
) -> None:
    review = reviewed_with(tmp_path, "2019-06-01", "", *MEETING, vessels=vessels)
    found = about(review, check="encounter_at_sea")
    assert [f.strength for f in found] == ([wanted] if wanted else []), why
    assert all(any(reading in text for text in f.innocent) for f in found), why
    unseen = [n for n in review.not_checked if "no position of them" in n.why]
    assert bool(unseen) == (not wanted), why
    if "9308508" in vessels:
        assert any("another ship" in s.why for s in review.set_aside), "the look is logged"


def test_a_book_without_tracks_says_so_once(tmp_path: Path) -> None:
    review = reviewed_with(tmp_path, "2019-06-01", "", voyages="id,vessel,load_port\nVY1,V1,Busan\n")
    assert [n.why for n in review.not_checked if "track" in n.what] == [
        "no AIS track was given: encounters at sea, silences, port calls, draughts and destinations were not looked for"
    ]
    parties = reviewed_with(tmp_path / "b", "2019-06-01", "", vessels="id\n", parties="id,name\nP1,Kestrel Grain\n")
    assert not [n for n in parties.not_checked if "track" in n.what], "a book without ships misses no track"


def test_nothing_is_known_from_after_the_day_of_the_review(tmp_path: Path) -> None:
    review = reviewed_with(tmp_path, "2019-03-03", "", *MEETING)
    assert not about(review, check="encounter_at_sea")
    assert [n.why for n in review.not_checked if n.what == "tracks/ after the day of the review"] == [
        f"{len(MEETING[0]) + len(MEETING[1])} positions were sent later and were left out"
    ]


def test_files_that_cannot_be_read_are_told_and_the_rest_is(tmp_path: Path) -> None:
    write_tracks(tmp_path, *MEETING)
    (tmp_path / "tracks" / "broken.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "tracks" / "note.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    write_book(tmp_path, {"vessels": BOOK})
    review = review_book(tmp_path, as_of=date(2019, 6, 1))
    assert len(about(review, check="encounter_at_sea")) == 1
    told = {n.what for n in review.not_checked}
    assert {"tracks/broken.parquet", "tracks/note.csv"} <= told
    (proof,) = [
        e for f in about(review, check="encounter_at_sea") for e in f.evidence if e.source.startswith("tracks/")
    ]
    files = dict(review.book.files)
    assert (proof.source, proof.sha256) == ("tracks/ais.csv", files["tracks/ais.csv"]), "no file that was not read"
    assert files["tracks/ais.csv"] == hashlib.sha256((tmp_path / "tracks" / "ais.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("count", "source"),
    [
        (2, "tracks/f0.csv and tracks/f1.csv"),
        (3, "tracks/f0.csv, tracks/f1.csv and tracks/f2.csv"),
        (4, "tracks/ (4 files)"),
    ],
)
def test_a_few_files_are_named_in_the_proof(tmp_path: Path, count: int, source: str) -> None:
    ways = [
        *MEETING,
        *(sails(Ship(370333000 + i, "FAR"), START, [(0, 10, 100 + i), (9, 11, 100 + i)]) for i in range(2)),
    ]
    for i, way in enumerate(ways[:count]):
        write_tracks(tmp_path, way, name=f"f{i}.csv")
    (tmp_path / "tracks" / "note.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    review = reviewed_with(tmp_path, "2019-06-01", "")
    proof = only(review, "encounter_at_sea").evidence[0]
    lines = "".join(f"{d}  {n}\n" for n, d in sorted(review.book.files) if n.startswith("tracks/f"))
    assert (proof.source, proof.sha256) == (source, hashlib.sha256(lines.encode()).hexdigest())


def test_proof_and_place_of_an_encounter(tmp_path: Path) -> None:
    review = reviewed_with(tmp_path, "2019-06-01", "", *MEETING)
    finding = only(review, "encounter_at_sea")
    proof = finding.evidence[0]
    assert (proof.source, proof.sha256) == ("tracks/ais.csv", dict(review.book.files)["tracks/ais.csv"])
    assert "MMSI 256789000 and 620111222 · 2019-03-04T" in proof.place
    assert "median_distance_m 5" in proof.quote
    assert "positions of 256789000" in proof.quote
    where = finding.where[0]
    assert (where.kind, round(where.lat_deg, 1), round(where.lon_deg, 1)) == ("encounter", 30.0, 125.5)
    assert where.mmsi == (256789000, 620111222)
    assert [(line.label, line.in_book) for line in review.lines] == [("SEA ROSE", True), ("GRIM ORKAN", False)]
    written = next(f for f in as_data(review)["findings"] if f["check"] == "encounter_at_sea")
    assert written["where"][0]["start"].startswith("2019-03-04T")
    assert written["detail"]["event"]["tier"] == "probable"


SILENT_AT = (29.0, 127.6)
"""In the East China Sea, more than 50 nm from any shore."""
NEAR = (35.0, 129.6)
"""Some 15 nm off Korea."""


@pytest.mark.parametrize(
    ("at", "hours", "every_min", "others", "wanted", "why"),
    [
        (SILENT_AT, 14, 10, True, "strong", "12 h, offshore, heard often before, others heard"),
        (SILENT_AT, 9, 10, True, "weak", "shorter than 12 h"),
        (SILENT_AT, 14, 60, True, "weak", "fewer than 14 positions in the 12 h before"),
        (NEAR, 14, 10, True, "weak", "nearshore"),
        (SILENT_AT, 14, 10, False, "no_conclusion", "nobody else heard"),
        (SILENT_AT, 5, 10, True, "", "five hours are no silence"),
    ],
)  # fmt: skip
def test_what_a_silence_may_say(
    tmp_path: Path, at: tuple[float, float], hours: float, every_min: float, others: bool, wanted: str, why: str
) -> None:
    lat, lon = at
    way: list[Point] = [(0, lat, lon), (20, lat + 0.2, lon + 0.1), (20 + hours, lat + 0.3, lon + 0.2), (60, lat, lon)]
    lines = [sails(ROSE, START, way, every_min=every_min, silent=[(20, 20 + hours)])]
    lines += [company(START, 60, lat, lon)] if others else []
    review = reviewed_with(tmp_path, "2019-06-01", "", *lines)
    found = about(review, check="reporting_gap")
    assert [f.strength for f in found] == ([wanted] if wanted else []), why
    assert all("No AIS received from SEA ROSE" in f.says for f in found)
    if wanted == "no_conclusion":
        assert "no conclusion" in found[0].says.casefold(), why


IN_YELLOW_SEA = (37.6, 123.6)
"""45 nm from the shore, some 110 nm from Nampo."""


@pytest.mark.parametrize(
    ("at", "hours", "speed_h", "others", "wanted", "why"),
    [
        (IN_YELLOW_SEA, 34, 30, True, ("weak", "Nampo"), "nearshore, and she was slow before: 15 kn all the same"),
        (IN_YELLOW_SEA, 34, 30, False, ("no_conclusion", "Nampo"), "nobody else heard: told, and no conclusion"),
        (IN_YELLOW_SEA, 11, 30, True, None, "there and back takes longer, and others are told from 12 h on"),
        (NEAR, 13, 30, True, ("no_conclusion", "Onsan"), "nearshore, 12 h or more, others heard: told without conclusion"),
        (NEAR, 11, 30, True, None, "shorter than 12 h, and no port of North Korea"),
        (NEAR, 13, 30, False, None, "nobody else heard, and no port of North Korea"),
    ],
)  # fmt: skip
def test_where_she_could_have_been(
    tmp_path: Path,
    at: tuple[float, float],
    hours: float,
    speed_h: float,
    others: bool,
    wanted: tuple[str, str] | None,
    why: str,
) -> None:
    lat, lon = at
    way: list[Point] = [(0, lat - 1.5, lon), (speed_h, lat, lon), (speed_h + hours, lat, lon + 0.1), (80, lat - 1, lon)]
    lines = [sails(ROSE, START, way, silent=[(speed_h, speed_h + hours)])]
    lines += [company(START, 80, lat, lon)] if others else []
    found = about(reviewed_with(tmp_path, "2019-06-01", "", *lines), check="feasible_call")
    assert [f.strength for f in found] == ([wanted[0]] if wanted else []), (why, [f.says for f in found])
    assert not wanted or f"{wanted[1]} (" in found[0].says, why
    assert all("not observed" in f.says and " at 15 kn" in f.says for f in found), why


def test_the_exemption_for_rajin_stands_beside_a_call_there(tmp_path: Path) -> None:
    voyages = 'id,vessel,load_port,load_date\nVY1,V1,Rason,2019-03-02\nVY2,V1,"Nampo, DPRK",2019-03-20\nVY3,V1,Nampa,2019-04-01\n'
    found = {
        f.subject.id: f
        for f in about(reviewed_with(tmp_path, "2019-06-01", "", voyages=voyages), check="risk_port_call")
    }
    assert set(found) == {"VY1", "VY2"}
    assert any("Rajin" in text for text in found["VY1"].innocent)
    assert not any("Rajin" in text for text in found["VY2"].innocent)


@pytest.mark.parametrize(
    ("voyage", "wanted", "why"),
    [
        ("Shanghai,2019-03-05", "", "reached: within 20 km"),
        ("Busan,2019-03-05", "strong", "heard to the end, and stopped at another port"),
        ("Busan,", "possible", "no day of arrival: stopped at another port"),
        ("China,2019-03-05", "", "a country: any of its ports"),
        ("Japan,2019-03-05", "strong", "a country, none of whose ports she came near"),
        ("Busan,2019-03-30", "possible", "not heard until the day of arrival"),
        ("for orders,2019-03-05", "weak", "names no place"),
        ("Portia Nowhere,2019-03-05", "", "a place that cannot be placed is not judged"),
    ],
)  # fmt: skip
def test_where_she_was_bound(tmp_path: Path, voyage: str, wanted: str, why: str) -> None:
    way: list[Point] = [(0, 30.6, 126.0), (20, 31.2, 122.6), (24, 31.395, 121.500), (60, 31.395, 121.501)]
    rows = f"id,vessel,load_port,load_date,discharge_port,discharge_date\nVY1,V1,Kaohsiung,2019-03-04,{voyage}\n"
    found = about(reviewed_with(tmp_path, "2019-06-01", "", sails(ROSE, START, way), voyages=rows), "voyages")
    assert [(f.check, f.kind, f.strength) for f in found] == (
        [("destination", "CONFLICT", wanted)] if wanted else []
    ), why


def test_many_changes_of_destination_are_weak(tmp_path: Path) -> None:
    four = [(0, "BUSAN"), (5, "ULSAN"), (10, "PUSAN"), (15, "KOBE"), (20, "TOKYO")]
    for said, wanted in (
        (four, 1),
        (four[:3], 0),
        ([(0, "BUSAN"), (5, "Busan."), (9, "KRPUS"), (15, "busan"), (20, "BUSAN ")], 0),
    ):
        folder = tmp_path / str(len(said)) / said[1][1]
        ship = Ship(ROSE.mmsi, ROSE.name, ROSE.imo, destinations=said)
        found = about(reviewed_with(folder, "2019-06-01", "", sails(ship, START, WAY)), check="destination")
        assert [f.strength for f in found] == ["weak"] * wanted, said


def test_a_jump_is_possible_and_many_at_once_are_interference(tmp_path: Path) -> None:
    def jumps(ship: Ship, east: float = 0.0, later: float = 0.0) -> list[str]:
        return [
            *sails(ship, START, [(later, 30.0, 125.0 + east), (later + 10, 30.5, 125.0 + east)]),
            *sails(ship, START, [(later + 10.2, 34.0, 129.9 + east), (later + 12, 34.01, 129.91 + east)]),
            *sails(ship, START, [(later + 12.2, 30.6, 125.0 + east), (later + 24, 31.0, 125.0 + east)]),
        ]

    others = [Ship(ROSE.mmsi + i, f"PASSER {i}") for i in range(1, 4)]
    alone = only(reviewed_with(tmp_path / "a", "2019-06-01", "", jumps(ROSE)), "impossible_track")
    many = reviewed_with(tmp_path / "b", "2019-06-01", "", jumps(ROSE), *(jumps(o) for o in others))
    together = only(many, "impossible_track")
    assert (alone.strength, together.strength) == ("possible", "weak")
    assert any("interference is likely" in text for text in together.innocent)
    far = reviewed_with(tmp_path / "c", "2019-06-01", "", jumps(ROSE), *(jumps(o, east=40) for o in others))
    late = reviewed_with(tmp_path / "d", "2019-06-01", "", jumps(ROSE), *(jumps(o, later=9) for o in others))
    for apart, why in ((far, "on another sea"), (late, "on that day, hours later")):
        finding = only(apart, "impossible_track")
        assert (finding.strength, finding.detail["ships_at_once"]) == ("possible", 1), why
        assert not any("interference is likely" in text for text in finding.innocent), why


def test_a_ship_of_the_californian_week(tmp_path: Path) -> None:
    """Real tracks: honest lightering. Encounters are told, nothing from a list or a rule, and no word claims too much."""
    for name in ("positions.parquet", "static.parquet"):
        source = shared("ais", name)
        (tmp_path / "tracks").mkdir(exist_ok=True)
        (tmp_path / "tracks" / name).symlink_to(source)
    rows = "V1,9583720,HYDRA VOYAGER\nV2,9524475,SUEZ RAJAN\nV3,9311359,CABO FROWARD\n"
    write_book(tmp_path, {"vessels": f"id,imo,name\n{rows}"})
    review = review_book(tmp_path, as_of=date(2018, 7, 1))
    found = about(review)
    assert not [f for f in found if f.kind in ("LIST", "RULE") or f.strength == "match"]
    met: dict[str, Any] = {
        f"{f.subject.id} {f.detail['other']['imo']}": f for f in found if f.check == "encounter_at_sea"
    }
    assert {"V1 9665748", "V1 9665736", "V2 9792266"} <= set(met)
    assert all("no entry found for her" in f.says for f in met.values())
    dark = [f for f in found if f.subject.id == "V3" and f.check == "draught_step"]
    assert [f.strength for f in dark] == ["weak"], "the partner was not observed"
    gaps = [f for f in found if f.check == "reporting_gap"]
    assert gaps, "the ships left the reach of the receivers"
    assert all(f.strength in ("weak", "no_conclusion") for f in gaps)
    for finding in as_data(review)["findings"]:
        assert not finding_faults(finding, []), finding["says"]


def test_an_mmsi_of_north_korea_speaks_for_itself(tmp_path: Path) -> None:
    nameless = Ship(445000777, "", "")
    finding = only(
        reviewed_with(tmp_path, "2019-06-01", "", MEETING[0], sails(nameless, START, OTHER_WAY)), "encounter_at_sea"
    )
    assert "begins with 445, North Korea's digits" in finding.says
    assert finding.strength == "strong", "side by side by geometry, and a second fact"


def test_both_ships_of_one_book_have_a_finding_each(tmp_path: Path) -> None:
    rows = BOOK + "V2,9187629,GRIM ORKAN,\n"
    found = about(reviewed_with(tmp_path, "2019-06-01", "", *MEETING, vessels=rows), check="encounter_at_sea")
    assert sorted((f.subject.id, f.detail["other"]["name"]) for f in found) == [
        ("V1", "GRIM ORKAN"),
        ("V2", "SEA ROSE"),
    ]
    assert len({f.id for f in found}) == 2


def test_the_thresholds_stand_in_the_finding(tmp_path: Path) -> None:
    params = only(reviewed_with(tmp_path, "2019-06-01", "", *MEETING), "encounter_at_sea").rule.params
    assert {"radius_m": 500, "sea_m": 10_000, "profile": "standard"}.items() <= params.items()


def test_a_finding_on_a_ship_that_only_a_paper_names(tmp_path: Path) -> None:
    papers = "id,type,date,vessel,imo\nD1,bill_of_lading,2019-03-01,SEA ROSE,9074729\nD2,invoice,2019-03-02,SEA ROSE,9074729\n"
    review = reviewed_with(tmp_path, "2019-06-01", "", *MEETING, vessels="id\n", documents=papers)
    assert [(f.subject.sheet, f.subject.id) for f in about(review, check="encounter_at_sea")] == [("documents", "D1")]
