"""What the desk keeps of a book's ships and shows of them: the data's shape and bounds, the pages, and the files of maps."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from offing.answer import examine_book
from offing.desk.reviews import add_book, finish, keep_upload, order_review
from offing.desk.ships import keep_ships, list_of, ship_of, ships_in
from offing.desk.store import Store, open_store
from offing.portrait import teller
from offing.report.as_json import findings_json
from offing.report.chart import KINDS
from offing.review.dossier import Dossier
from offing.review.result import TrackLine
from offing.serve.app import application
from offing.serve.sea.plain import made, plain
from offing.serve.sea.shore import shore
from offing.serve.sea.table import told
from offing.serve.sea.ways import drawn, thinned
from offing.serve.seaway import BYTES_MOST, ships_of
from offing.serve.served import Served
from offing.settings import Home
from tests.desk.bench import AT, PASSWORD, an_account, later

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
HOSTILE = "</script><img src=x onerror=alert(1)>"
AS_OF = date(2019, 4, 1)


def _ais(place: Path, rows: list[dict[str, object]]) -> None:
    columns = ("mmsi", "timestamp", "lat", "lon", "imo", "name", "ship_type", "draught", "destination")
    place.parent.mkdir(parents=True)
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def _pacific(folder: Path) -> Path:
    """A ship that sails eastward over the antimeridian, is silent there for a day, and calls herself and her port names that
    are markup; another ship lies nearby and is heard all the time.
    """
    book = folder / "pacific"
    book.mkdir()
    (book / "vessels.csv").write_text(f'id,imo,name,mmsi,flag\nV1,9074729,"{HOSTILE}",,Panama\n', "utf-8")
    begin = datetime(2019, 2, 1, tzinfo=UTC)
    rows: list[dict[str, object]] = []
    for n in range(96 * 6):
        at = begin + timedelta(minutes=10 * n)
        lon = 176.0 + 0.04 * n
        sent = {
            "mmsi": 351000001,
            "imo": 9074729,
            "name": HOSTILE[:20],
            "ship_type": 70,
            "draught": 9.0 if n < 300 else 6.5,
        }
        if not 100 <= n <= 250:
            shown = lon - 360 if lon > 180 else lon
            rows.append(
                {**sent, "timestamp": at.isoformat(), "lat": 51.0, "lon": round(shown, 5), "destination": HOSTILE[:20]}
            )
        for k in (1, 2, 3):
            near = 179.8 + 0.05 * k
            rows.append(
                {
                    "mmsi": 273000000 + k,
                    "timestamp": at.isoformat(),
                    "lat": 51.1,
                    "lon": near - 360 if near > 180 else near,
                }
            )
    _ais(book / "tracks" / "ais.csv", rows)
    return book


def _kept(store: Store, book: Path, as_of: date) -> tuple[str, list[dict[str, Any]]]:
    examined = examine_book(book, as_of=as_of)
    found = ships_of(examined, teller(examined, book, as_of=as_of))
    with store.writing() as db:
        by = an_account(db, f"of {book.parent.name}")
        kept = add_book(db, book.parent.name, by, at=AT)
        upload = keep_upload(store, db, kept.id, [("vessels.csv", b"name\nX\n")], by, at=AT)
        review = order_review(db, kept.id, upload, as_of.isoformat(), by, at=AT)
        keep_ships(db, review, found)
        finish(db, review, json.loads(findings_json(examined.review)), at=later(1))
    return review, found


class Desk:
    """One desk with three reviewed books: a real track, one over the antimeridian with hostile names, ships that are listed."""

    def __init__(self, folder: Path) -> None:
        self.store = open_store(folder / "desk")
        self.pacific, self.of_pacific = _kept(self.store, _pacific(folder), AS_OF)
        self.winmore, self.of_winmore = _kept(self.store, SCENARIOS / "TR01-lighthouse-winmore-track" / "book", AS_OF)
        self.laundered, self.of_laundered = _kept(
            self.store, SCENARIOS / "E23-laundered-identity" / "book", date(2021, 10, 1)
        )
        with self.store.writing() as db:
            an_account(db, "ann")
        here = Served(Home(folder / "home"), self.store, lambda: later(5), hosts=("testserver",))
        self.client = TestClient(application(here, working=False))
        self.client.post("/login", data={"name": "ann", "password": PASSWORD})

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.text[:300])
        return answer.text


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made_here = Desk(tmp_path_factory.mktemp("ships"))
    yield made_here
    made_here.client.close()
    made_here.store.close()


def _sea(ships: list[dict[str, Any]], key: str) -> dict[str, Any]:
    sea: dict[str, Any] = next(s for s in ships if s["key"] == key)["body"]["sea"]
    return sea


def test_what_is_kept_of_a_ship_has_the_shape_that_the_page_draws(desk: Desk) -> None:
    sea = _sea(desk.of_winmore, "9635987")
    hers = [t for t in sea["tracks"] if t["hers"]]
    assert [t["mmsi"] for t in hers] == [477000901]
    way = hers[0]
    assert len({len(way[name]) for name in ("t", "lon", "lat", "kn")}) == 1
    assert way["t"] == sorted(way["t"])
    assert all(way["kn"][i] is None for i in way["starts"])
    assert [e["label"] for e in sea["events"] if e["kind"] == "encounter"] == ["SAM JONG 2"]
    assert any("blocked (US)" in x for e in sea["events"] for x in e["listed"])
    assert {d for said in sea["said"] for _, d in said["destination"]} == {"TAICHUNG", "FOR ORDERS"}
    assert sea["lanes"]["voyages"][0]["label"] == "Yeosu → Taiwan (declared)"
    assert {b["label"] for b in sea["lanes"]["flags"]} == {"Hong Kong"}
    assert any(not t["hers"] for t in sea["tracks"]), "the ship she met is drawn too"


def test_a_silence_begins_and_ends_at_the_very_reports_about_it(desk: Desk) -> None:
    sea = _sea(desk.of_pacific, "9074729")
    way, gap = next(t for t in sea["tracks"] if t["hers"]), sea["gaps"][0]
    last = way["t"].index(gap["t0"])
    assert way["t"][last + 1] == gap["t1"]
    assert [way["lon"][last], way["lat"][last]] == pytest.approx(gap["last"], abs=1e-3)
    assert last + 1 in way["starts"]
    assert way["t"][-1] == 1548979200 + 575 * 600, "and her way at her last report"


def test_listings_lie_in_lanes_by_authority_with_the_days_that_are_stated(desk: Desk) -> None:
    bars = [b for s in desk.of_laundered if s["key"] for b in s["body"]["sea"]["lanes"]["listings"]]
    assert {"EU", "UN"} <= {b["row"].split(" · ")[0] for b in bars}
    for one in bars:
        assert one["from"] is None or one["from"][0] <= one["from"][1]
        assert one["says"].count("from") >= 1


def test_a_dossier_is_the_same_after_it_was_kept(desk: Desk) -> None:
    body = next(s for s in desk.of_winmore if s["key"] == "9635987")["body"]
    kept = json.loads(json.dumps(body["dossier"]))
    dossier = made(Dossier, kept)
    assert dossier.identity.imo == "9635987"
    assert plain(dossier) == kept
    assert dossier.at_sea[0].event.start_s > 0


@pytest.mark.parametrize("key", ["imo", "as_of", "facts"])
def test_what_is_no_dossier_is_refused(desk: Desk, key: str) -> None:
    kept = next(s for s in desk.of_winmore if s["key"] == "9635987")["body"]["dossier"]
    with pytest.raises((KeyError, TypeError, ValueError)):
        made(Dossier, {k: v for k, v in kept.items() if k not in (key, "identity")})


def test_the_list_of_ships_tells_whose_a_row_is(desk: Desk) -> None:
    with desk.store.reading() as db:
        listed = list_of(db, desk.winmore)
        assert listed["of"] == 2
        assert listed["rows"]["vessels 2"] == ["9635987"]
        assert "9635987" in listed["rows"]["voyages 2"]
        assert ("", "") not in ships_in(db, desk.winmore)
        assert ship_of(db, desk.winmore, "no such") is None
    assert "LIGHTHOUSE WINMORE" in desk.get(f"/reviews/{desk.winmore}/ships")


def test_the_dossier_stands_in_the_order_of_the_verb_and_its_table_says_what_the_map_shows(desk: Desk) -> None:
    text = desk.get(f"/reviews/{desk.winmore}/ships/9635987")
    places = [text.index(f'id="{name}"') for name in (
        "identity", "status", "way", "over-time", "conflicts", "books", "findings", "sea", "news", "coverage", "decisions",
    )]  # fmt: skip
    assert places == sorted(places)
    table = text[text.index('id="way-table"') :]
    for said in ("encounter, confirmed", "SAM JONG 2 (IMO 7408873", "destination as sent", "Yeosu", "positions drawn"):
        assert said in table, said
    assert re.findall(r'href="/reviews/\w+/findings/\w+"', text)


def test_a_row_and_a_finding_link_to_the_ship_at_the_time_it_tells_of(desk: Desk) -> None:
    text = desk.get(f"/reviews/{desk.winmore}")
    assert f'href="/reviews/{desk.winmore}/ships/9635987"' in text
    pages = [desk.get(path) for path in set(re.findall(r"/reviews/\w+/findings/\w+", text))]
    assert any(f"/reviews/{desk.winmore}/ships/9635987?at=2017-10-19T" in p for p in pages)


def test_a_book_without_tracks_has_its_timeline(desk: Desk, tmp_path: Path) -> None:
    store = open_store(tmp_path / "desk")
    book = tmp_path / "book"
    book.mkdir()
    (book / "vessels.csv").write_text(
        "id,imo,name,from,to\nV1,7408873,SAM JONG 2,2017,2018-06\nV2,,NO NUMBER,,\n", "utf-8"
    )
    (book / "payments.csv").write_text(
        "id,date,payer,payee,amount,currency,text\nP1,2018-05,A,B,100,USD,IMO 7408873\n", "utf-8"
    )
    _, found = _kept(store, book, date(2019, 6, 1))
    assert [s["key"] for s in found] == ["7408873", ""]
    assert found[-1]["body"]["of"] == 2, "the ship without a number is counted, and has no page"
    sea = found[0]["body"]["sea"]
    assert sea["tracks"] == sea["gaps"] == sea["events"] == []
    name = next(b for b in sea["lanes"]["names"] if "(book" in b["says"])
    assert (name["from"], name["to"]) == ([1483228800] * 2, [1530403200] * 2)
    paid = sea["lanes"]["payments"][0]
    assert paid["point"]
    assert paid["from"] == paid["to"] == [1525132800, 1527811200], "some day of May 2018"
    assert {b["row"].split(" · ")[0] for b in sea["lanes"]["listings"]} >= {"US", "UN", "EU"}
    store.close()


def test_a_dossier_that_another_version_kept_leaves_the_rest_of_the_page(desk: Desk) -> None:
    """What is kept is looked at for ten years, by programs that do not exist yet."""
    with desk.store.writing() as db:
        body = ship_of(db, desk.winmore, "9635987")
        assert body is not None
        old = {k: v for k, v in body.items() if k != "led_to"} | {"dossier": {"as_of": "2019-04-01"}}
        keep_ships(db, desk.winmore, [{"key": "old", "name": "OLD", "body": old}])
    text = desk.get(f"/reviews/{desk.winmore}/ships/old")
    assert "kept by another version of Offing" in text
    assert "SAM JONG 2" in text


def test_of_an_mmsi_that_several_ships_bear_there_is_no_dossier_and_all_are_named(desk: Desk, tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    rows = "V1,,FIRST,351000001,1900,2999\nV2,9074729,SECOND,351000001,,\nV3,,THIRD,352000001,,\nV4,7408873,FOURTH,352000001,,\n"
    rows += "V5,8905490,FIFTH,351000001,,\n"
    (book / "vessels.csv").write_text(f"id,imo,name,mmsi,from,to\n{rows}", "utf-8")
    review, found = _kept(desk.store, book, AS_OF)
    assert {s["key"] for s in found} == {"9074729", "7408873", "8905490", "mmsi-351000001", "mmsi-352000001", ""}
    text = desk.get(f"/reviews/{review}/ships/mmsi-351000001")
    assert "more than one ship bears this number" in text
    assert "FIRST" in text
    assert "9074729: " in text
    assert 'id="way"' in text
    led = desk.get(f"/reviews/{review}/ships/mmsi-352000001")
    assert "leads to IMO 7408873" in led
    assert "leads to" not in desk.get(f"/reviews/{review}/ships/7408873")


def test_markup_in_a_name_or_a_destination_stays_text(desk: Desk) -> None:
    key = "9074729"
    for path in (f"/reviews/{desk.pacific}/ships", f"/reviews/{desk.pacific}/ships/{key}", f"/reviews/{desk.pacific}"):
        text = desk.get(path)
        assert "<img" not in text, path
        assert "&lt;img" in text, path
    assert "<img" not in desk.get(f"/reviews/{desk.pacific}/ships/{key}?drawing=plain")
    answer = desk.client.get(f"/reviews/{desk.pacific}/ships/{key}/way.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    file = desk.client.get(f"/reviews/{desk.pacific}/ships/{key}/way.kml")
    assert "<img" not in file.text
    assert file.headers["content-disposition"].startswith("attachment")


def test_a_way_over_the_antimeridian_is_cut_in_the_files_and_whole_in_the_data(desk: Desk) -> None:
    sea = _sea(desk.of_pacific, "9074729")
    way = next(t for t in sea["tracks"] if t["hers"])
    assert all(-180 <= lon <= 180 for lon in way["lon"])
    assert max(k for k in way["kn"] if k is not None) < 60, "no jump round the globe"
    gap = sea["gaps"][0]
    assert gap["last"][0] > 0 > gap["first"][0]
    ring = gap["ring"]
    assert ring[0] == ring[-1]
    assert max(abs(a[0] - b[0]) for a, b in pairwise(ring)) < 30, "unrolled"
    collection = json.loads(desk.get(f"/reviews/{desk.pacific}/ships/9074729/way.geojson"))
    lines = [f for f in collection["features"] if "Line" in f["geometry"]["type"]]
    assert {f["properties"]["observed"] for f in lines} == {True, False}
    for feature in lines:
        shape = feature["geometry"]
        for line in shape["coordinates"] if shape["type"].startswith("Multi") else [shape["coordinates"]]:
            assert max(abs(a[0] - b[0]) for a, b in pairwise(line)) < 180


def test_the_files_hold_what_lies_in_the_time_asked_for(desk: Desk) -> None:
    path = f"/reviews/{desk.winmore}/ships/9635987/way"
    whole = json.loads(desk.get(f"{path}.geojson"))
    part = json.loads(desk.get(f"{path}.geojson?since=2017-10-18T00:00Z&until=2017-10-20"))
    early = json.loads(desk.get(f"{path}.geojson?until=2017-10-12"))
    kinds = [
        {f["properties"].get("event") or f["properties"]["kind"] for f in c["features"]} for c in (whole, part, early)
    ]
    assert "encounter" in kinds[0]
    assert "encounter" in kinds[1]
    assert "encounter" not in kinds[2]
    times = [t for f in part["features"] for s in f["properties"].get("times", ()) for t in s]
    assert min(times) >= "2017-10-18"
    assert max(times) <= "2017-10-20T00:00:00Z"
    tree = ElementTree.fromstring(desk.get(f"{path}.kml"))
    marks = tree.findall(".//{http://www.opengis.net/kml/2.2}Placemark")
    assert len(marks) == len(whole["features"])
    assert desk.client.get(f"{path}.kml?since=yesterday").status_code == 400


def test_of_a_ship_that_is_not_there_nothing_is_told(desk: Desk) -> None:
    for path in ("0000000", "mmsi-000000000", "%2e%2e"):
        assert desk.client.get(f"/reviews/{desk.winmore}/ships/{path}", follow_redirects=False).status_code in (
            404,
            307,
        )
    assert desk.client.get("/reviews/none/ships/9635987").status_code == 404
    stranger = TestClient(desk.client.app)
    for path in (
        f"/reviews/{desk.winmore}/ships/9635987",
        f"/reviews/{desk.winmore}/ships/9635987/way.json",
        "/shore?west=0&south=0&east=1&north=1",
    ):
        assert stranger.get(path, follow_redirects=False).headers["location"] == "/login"


def test_a_long_track_is_thinned_and_its_silences_stay() -> None:
    t = [n * 1800 for n in range(10_000)] + [n * 1800 + 20_000_000 for n in range(10_000)]
    line = TrackLine(1, "X", True, tuple(t), tuple(0.0 for _ in t), tuple(n * 1e-3 for n in range(20_000)))
    way = drawn(line, 3000)
    assert len(way["t"]) <= 3010
    assert way["one_in"] == 7
    assert [way["t"][i] for i in way["starts"]] == [0, 20_000_000]
    again = thinned(way, 100)
    assert len(again["t"]) < 110
    assert [again["t"][i] for i in again["starts"]] == [0, 20_000_000]
    assert again["one_in"] == 7 * 29


@pytest.mark.parametrize("ships", ["of_winmore", "of_pacific", "of_laundered"])
def test_a_body_is_bounded(desk: Desk, ships: str) -> None:
    for ship in getattr(desk, ships):
        assert len(json.dumps(ship["body"])) < BYTES_MOST
        rows, many = told(ship["body"]) if ship["key"] else ([], 0)
        assert len(rows) <= many


def _scripts() -> list[Path]:
    folder = Path(str(files("offing.serve") / "static"))
    return [folder / "seaway.js", *sorted((folder / "seaway").glob("*.js"))]


@pytest.mark.parametrize("script", _scripts(), ids=lambda p: p.name)
def test_a_script_is_short_reads_no_markup_and_asks_this_desk_alone(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(text.splitlines()) < 300
    assert not re.findall(
        r"(?:inner|outer)HTML|insertAdjacent|document\.write|\beval\b|new Function|\.style\b|DOMParser", text
    )
    assert not [a for a in re.findall(r"https?://[^\s\"']+", text) if a != "http://www.w3.org/2000/svg"]
    for asked in re.findall(r'from "(\./[^"]+)"', text):
        assert (script.parent / asked).is_file(), asked


def test_scripts_and_styles_are_served_as_what_they_are(desk: Desk) -> None:
    page = desk.get(f"/reviews/{desk.winmore}/ships/9635987")
    for asked in re.findall(r'(?:src|href)="(/static/seaway[^"]+)"', page):
        answer = desk.client.get(asked)
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] in ("text/javascript", "text/css")
    assert "style=" not in page
    assert desk.get("/static/seaway/map.js")


def test_every_lane_and_sign_that_is_kept_is_one_that_the_scripts_draw(desk: Desk) -> None:
    drawn_ones = "".join(p.read_text("utf-8") for p in _scripts())
    body = next(s for s in desk.of_winmore if s["key"])["body"]
    for lane in body["sea"]["lanes"]:
        assert re.search(rf'["\\.]{lane}\b', drawn_ones), lane
    signs = set(re.findall(r"\b([a-z_]+): \"M", drawn_ones))
    assert set(KINDS) <= signs


def test_land_is_cut_to_its_box_as_fine_as_its_pixels(desk: Desk) -> None:
    near = json.loads(desk.get("/shore?west=120&south=25&east=130&north=35&px=1000"))
    land = near["features"][0]["geometry"]
    points = [p for polygon in land["coordinates"] for ring in polygon for p in ring]
    assert points
    assert all(120 <= x <= 130 and 25 <= y <= 35 for x, y in points)
    assert any(f["properties"]["kind"] == "port" for f in near["features"])
    far = json.dumps(shore(-180.0, -60.0, 180.0, 80.0, 1000))
    assert len(far) < 400_000
    east_of = shore(170.0, 50.0, 190.0, 66.0, 800)["features"][0]["geometry"]["coordinates"]
    assert max(p[0] for polygon in east_of for ring in polygon for p in ring) > 185, (
        "the box's own longitudes, beyond 180"
    )
    caspian = shore(45.0, 35.0, 60.0, 50.0, 800)["features"][0]["geometry"]["coordinates"]
    assert any(len(polygon) == 2 for polygon in caspian), "a sea in the land is a hole"
    for bad in ("west=1&south=0&east=0&north=1", "west=0&south=0&east=541&north=1", "west=0&south=5&east=1&north=4"):
        assert desk.client.get(f"/shore?{bad}").status_code in (400, 422)
