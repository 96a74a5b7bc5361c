"""Every proof can be looked up: the words stand in the file that is cited, and the file has the hash that is cited."""

from __future__ import annotations

import csv
import hashlib
import random
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from offing.answer import review_book
from offing.report.as_json import findings_json
from offing.review.result import Review
from tests.review.books import LIST_HEADER, about, as_data, entry, write_book

AS_OF = date(2019, 4, 1)
LISTED = (
    entry("Evil Haibo Zed", from_="2019-01-01", reason='"so called ""Haibo"", of Dalian"')
    + entry("Grim Orkan Quux", authority="EU", rung="asset_freeze", from_="2018-02-01")
    + entry("SEA ROSE", "vessel", imo="9074729", mmsi="256789000", from_="2018-01-01")
)
SHEETS = {
    "parties": "id,name,type,first_dealt,last_dealt,lei,note\n"
    "P1,Dalian Haibo International Freight Co. Ltd.,company,2018-01,2018-11,,seen\n"
    'P2,"Haibo, Zed and ""Sons""",company,,,,\nP3,Evil Haibo Zed,company,2017-01-01,2020-01-01,XX,\n',
    "ownership": "owner,owned,percent,control,from,source\n"
    "Evil Haibo Zed,Lower Beta,25,,,register\n"
    "Grim Orkan Quux,Lower Beta,60,,2016,register\n"
    "Evil Haibo Zed,Lower Beta,30,,,press\n",
    "vessels": "id,imo,name,mmsi,flag,owner\n"
    "V1,9074729,OTHER NAME,,DPRK,Lower Beta\nV2,9074728,SEA ROSE,,,\nV3,7303803,AN SAN 1,,,\n",
    "documents": "id,type,date,vessel,imo,shipper,notify\n"
    "D1,invoice,2018-06-15,V3,,Korea Paeksol Trading Corporation,Evil Haibo Zed; Haibo\n"
    "D2,invoice,not a date,TANTAL,,,\n",
    "payments": "id,date,text,status\nY1,2019-03-03,FREIGHT IMO 9074729 MV TANTAL TO EVIL HAIBO ZED,returned\n",
}  # fmt: skip


def everything(folder: Path) -> Review:
    return review_book(write_book(folder, SHEETS, LISTED), as_of=AS_OF)


def test_every_quote_stands_in_the_file_that_it_cites(tmp_path: Path) -> None:
    """Book cells, the user's own list and the bundled tables: bytes opened anew, hashed, and the words found in them."""
    tables = resources.files("offing.lists") / "tables"
    held: dict[str, bytes] = {}
    review = everything(tmp_path)
    for path in sorted(p for p in tmp_path.rglob("*.csv")):
        held[path.name] = path.read_bytes()
    for table in tables.iterdir():
        held.setdefault(table.name, table.read_bytes())
    by_hash = {hashlib.sha256(data).hexdigest(): data.decode() for data in held.values()}
    checked = set()
    for finding in about(review):
        for proof in finding.evidence:
            if proof.source == "offing":
                continue
            assert proof.sha256 in by_hash, (finding.check, proof)
            text = by_hash[proof.sha256]
            parts = proof.quote.split(" · ") if proof.source == "book" else [proof.quote]
            for line in (x for part in parts for x in part.split("\n")):
                cell = line.replace('"', '""') if proof.source == "book" else line
                assert cell in text, (finding.check, proof)
            checked.add((finding.check, proof.source))
    sources = {source for _, source in checked}
    assert sources == {"book", "own", "starter_dprk", "un_1718_vessels", "us_advisory_dprk"}, (
        "all kinds of source were seen"
    )
    checks = "listed_party listed_vessel ownership_50 identity advisory flag_rule status_by_date coverage"
    assert {check for check, _ in checked} >= set(checks.split())


def test_a_place_in_the_book_names_file_sheet_row_and_column(tmp_path: Path) -> None:
    review = everything(tmp_path)
    rows = {name: list(csv.reader(text.splitlines())) for name, text in SHEETS.items()}
    seen = 0
    for finding in about(review):
        for proof in finding.evidence:
            if proof.source != "book" or finding.check == "coverage":
                continue
            file, where, columns = proof.place.split(" · ")
            sheet, _, number = where.partition(" row ")
            assert file == f"{sheet}.csv"
            header, row = rows[sheet][0], rows[sheet][int(number) - 1]
            cells = [row[header.index(column)] for column in columns.split(", ")]
            assert " · ".join(cells) == proof.quote, proof
            seen += 1
    assert seen > 20


def test_the_same_book_gives_the_same_bytes_and_is_left_as_it_was(tmp_path: Path) -> None:
    first = findings_json(everything(tmp_path / "a"))
    before = {p: p.read_bytes() for p in sorted((tmp_path / "a").rglob("*")) if p.is_file()}
    second = findings_json(review_book(tmp_path / "a", as_of=AS_OF))
    assert second == first
    assert {p: p.read_bytes() for p in sorted((tmp_path / "a").rglob("*")) if p.is_file()} == before
    other = findings_json(everything(tmp_path / "elsewhere"))
    assert other.replace('"elsewhere"', '"a"') == first, "the folder's place is no part of the answer"


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("with_ids", [True, False])
def test_ids_do_not_change_when_rows_are_shuffled(tmp_path: Path, seed: int, with_ids: bool) -> None:
    def sheets(shuffle: bool) -> dict[str, str]:
        found = {}
        for name, text in SHEETS.items():
            header, *rows = list(csv.reader(text.splitlines()))
            if not with_ids and name != "vessels":
                header = ["" if h == "id" else h for h in header]
            rows = [*rows, *rows[:1]] if name == "payments" and not with_ids else rows
            if shuffle:
                random.Random(seed).shuffle(rows)
            lines = [header, *rows]
            found[name] = "".join(
                ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in line) + "\n" for line in lines
            )
        return found

    straight = review_book(write_book(tmp_path / "a", sheets(False), LISTED), as_of=AS_OF)
    shuffled = review_book(write_book(tmp_path / "b", sheets(True), LISTED), as_of=AS_OF)
    ids = sorted(f.id for f in about(straight) if f.check != "identity")
    assert ids == sorted(f.id for f in about(shuffled) if f.check != "identity")
    assert len(ids) == len(set(ids)) > 10
    doubled = [f for f in about(straight, "payments") if f.check == "listed_vessel" and f.strength == "match"]
    assert len(doubled) == (1 if with_ids else 2), "two equal rows are two rows"


def test_findings_stand_in_the_order_of_the_book(tmp_path: Path) -> None:
    found = [(f.subject.sheet, f.subject.row) for f in about(everything(tmp_path))]
    order = ["parties", "ownership", "vessels", "voyages", "cargo", "documents", "payments", "licences"]
    assert found == sorted(found, key=lambda place: (order.index(place[0]), place[1]))


def test_each_list_is_named_with_its_hash(tmp_path: Path) -> None:
    data = as_data(everything(tmp_path))
    own = next(x for x in data["review"]["lists"] if x["dataset"] == "own")
    assert (own["state"], own["entries"]) == ("user", 3)
    assert own["sha256"] == hashlib.sha256((LIST_HEADER + LISTED).encode()).hexdigest()


def test_no_list_that_should_be_there_is_passed_over_in_silence(tmp_path: Path) -> None:
    data = as_data(everything(tmp_path))
    missing = {x["dataset"] for x in data["review"]["lists"] if x["state"] == "missing"}
    assert missing >= {"us_ofac_sdn", "un_sc", "eu_fsf"}
    assert missing <= {n["what"] for n in data["review"]["not_checked"]}
    assert not data["review"]["complete"]


def test_an_unreadable_file_beside_good_sheets_is_said_and_the_rest_reviewed(tmp_path: Path) -> None:
    write_book(tmp_path, SHEETS, LISTED)
    (tmp_path / "vessels.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "cargo.parquet").write_bytes(b"PAR1")
    review = review_book(tmp_path, as_of=AS_OF)
    said = {f.subject.sheet for f in review.findings if f.check == "coverage"}
    assert {"vessels.xlsx", "cargo.parquet"} <= said
    assert about(review, "parties", "P1", "listed_party")


def test_a_list_of_the_users_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    write_book(tmp_path, SHEETS, LISTED)
    (tmp_path / "lists" / "broken.csv").write_text("colour,size\nred,3\n", encoding="utf-8")
    review = review_book(tmp_path, as_of=AS_OF)
    assert [x.state for x in review.lists if x.dataset == "broken"] == ["unreadable"]
    assert "broken" in {n.what for n in review.not_checked}
