"""Russian oil beside the price caps: who is bound, what a price is, and what stays silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offing.answer import review_book
from tests.review.books import about, write_book

CARGO = "id,voyage,hs,description,quantity,unit,value,currency,origin,shipper,consignee,note\n"
VOYAGES = "id,vessel,load_port,load_date,discharge_port,discharge_date,charterer,note\n"
SHEETS = {
    "voyages": VOYAGES
    + "V1,S1,Kozmino,2023-04-03,Qingdao,2023-04-17,,\nV2,S1,Novorossiysk,2024-04-03,Sikka,2024-04-27,,\n",
    "vessels": "id,imo,name,type,flag,owner\nS1,3000001,PORTO SERENO,Crude oil tanker,{flag},\n",
    "parties": "id,name,country\nP1,Quayside Mutual,United Kingdom\nP2,Bay Traders,United States\nP3,Gulf Buyers,India\n",
    "documents": "id,type,number,voyage,issuer,origin,date,valid_from,valid_to\n{paper}",
}
INSURED = "D1,insurance,1,V1,P1,,2023-02-20,2023-02-20,2024-02-20\n"
URALS = "C1,V2,2709,Urals crude oil,100000,t,{value},USD,Russia,,,{note}\n"
MADE = {"rows": "", "flag": "Panama", "paper": "", "role": "", "as_of": "2024-12-31"}


@pytest.mark.parametrize(
    ("book", "wanted", "why"),
    [
        (
            {"rows": "C1,V1,2709,ESPO crude oil,730000,bbl,60000000,USD,Russia,,,\n", "paper": INSURED},
            [("RULE", "UK", "C1")],
            "USD 82 a barrel, insured in London",
        ),
        (
            {"rows": "C1,V1,2709,ESPO crude oil,730000,bbl,60000000,USD,Russia,,,\n"},
            [],
            "the same with nobody bound on it: others may pay what they like",
        ),
        (
            {"rows": "C1,V1,2709,ESPO crude oil,730000,bbl,40000000,USD,Russia,,,\n", "paper": INSURED},
            [],
            "USD 55 a barrel",
        ),
        (
            {"rows": "C1,V1,2709,ESPO crude oil,730000,bbl,43800000,USD,Russia,,,\n", "paper": INSURED},
            [],
            "USD 60: at the cap is within it",
        ),
        (
            {"rows": URALS.format(value=52_000_000, note="FOB"), "flag": "Greece"},
            [("RULE", "EU", "C1")],
            "USD 63 at the least",
        ),
        (
            {"rows": URALS.format(value=46_000_000, note="FOB"), "flag": "Greece"},
            [],
            "USD 62.8 by the average, 56 by the lightest crude: the doubt is the cargo's",
        ),
        (
            {"rows": URALS.format(value=52_000_000, note="CIF Sikka"), "flag": "Greece"},
            [("MISSING", "EU", "C1")],
            "freight is in it: its parts are asked for",
        ),
        (
            {"rows": URALS.format(value=52_000_000, note=""), "role": "us_person"},
            [("RULE", "US", "C1")],
            "the desk itself is bound",
        ),
        (
            {"rows": URALS.format(value="", note=""), "role": "insurer"},
            [("MISSING", "EU UK US", "C1")],
            "no price, and the desk needs an attestation",
        ),
        ({"rows": URALS.format(value="", note=""), "flag": "Greece"}, [], "no price, and no desk that asks"),
        (
            {"rows": "C1,V2,2709,CPC Blend,130000,t,80000000,USD,,,,\n", "flag": "Greece", "role": "insurer"},
            [],
            "Kazakh oil by its name, no origin told: nothing is stated as Russian",
        ),
        (
            {
                "rows": "C1,V2,2709,KEBCO crude,100000,t,60000000,USD,Kazakhstan,,,\n",
                "flag": "Greece",
                "role": "insurer",
            },
            [],
            "Kazakh by its origin, from a Russian port",
        ),
        (
            {"rows": "C1,V2,2709,crude oil,100000,t,60000000,USD,,,,\n", "flag": "Greece", "role": "insurer"},
            [],
            "no origin on any paper: the load port alone says nothing here",
        ),
        (
            {
                "rows": "C1,V2,2709,crude oil,100000,t,60000000,USD,,,,\n",
                "flag": "Greece",
                "paper": "D1,certificate_of_origin,1,V2,,Russian Federation,2024-04-02,,\n",
            },
            [("RULE", "EU", "C1")],
            "a certificate says Russia",
        ),
        ({"rows": "C1,V2,2710,gasoil,30000,t,25000000,USD,Russia,,P2,\n"}, [("RULE", "US", "C1")], "diesel above 100"),
        ({"rows": "C1,V2,2710,gasoil,30000,t,20000000,USD,Russia,,P2,\n"}, [], "diesel below it"),
        (
            {"rows": "C1,V2,2710,fuel oil,30000,t,14000000,USD,Russia,,P2,\n"},
            [("RULE", "US", "C1")],
            "fuel oil above 45",
        ),
        ({"rows": "C1,V2,2709,crude oil,100000,t,52000,USD,Russia,,P2,\n"}, [], "a value in thousands is no price"),
        (
            {"rows": "C1,V2,2709,crude oil,100000,t,52000000,EUR,Russia,,P2,\n"},
            [("MISSING", "US", "C1")],
            "another currency is not reckoned: the cap was not checked",
        ),
        (
            {"rows": "C1,V2,2709,crude oil,100000,t,52000000,EUR,Russia,,P3,\n"},
            [],
            "nor is it told where nobody bound is named",
        ),
        (
            {"rows": "C1,V2,2709,crude oil,100000,t,52000000,,Russia,,P2,\n"},
            [],
            "no currency: nothing is known of it",
        ),
        (
            {"rows": "C1,V2,2709,crude oil,100000,t,52000000,EUR,Kazakhstan,,P2,\n"},
            [],
            "oil of elsewhere in any currency",
        ),
        ({"rows": "C1,V2,2709,crude oil,100000,t,52000000,USD,Russia,,P3,\n"}, [], "an Indian buyer"),
        (
            {"rows": "C1,V2,2709,crude oil,100000,t,52000000,USD,Russia,,P2,\n", "as_of": "2022-11-01"},
            [],
            "before any cap was set",
        ),
    ],
)
def test_price_cap(tmp_path: Path, book: dict[str, str], wanted: list[tuple[str, str, str]], why: str) -> None:
    made = {**MADE, **book}
    sheets = {k: v.format(flag=made["flag"], paper=made["paper"]) if "{" in v else v for k, v in SHEETS.items()}
    folder = write_book(tmp_path, {**sheets, "cargo": CARGO + made["rows"]})
    review = review_book(folder, as_of=date.fromisoformat(made["as_of"]), role=made["role"])
    found = about(review, check="price_cap")
    told = [(f.kind, " ".join(sorted({s.authority for s in f.status})), f.subject.id) for f in found]
    assert told == wanted, (why, [f.says for f in found])
    for finding in found:
        assert finding.strength in ("possible", "no_conclusion") and not finding.stops
        doubted = [s for s in finding.status if s.wording]
        assert not doubted or "Not confirmed against the primary text" in finding.says


@pytest.mark.parametrize(
    ("port", "when", "flag", "wanted", "why"),
    [
        ("Rotterdam", "2022-04-16", "Russia", [], "the last day"),
        ("Rotterdam", "2022-04-17", "Russia", ["EU"], "the day after"),
        ("Immingham", "2022-03-02", "Russia", ["UK"], "the United Kingdom closed its ports before"),
        ("Busan", "2022-06-01", "Russia", [], "Korea did not"),
        ("Rotterdam", "2022-06-01", "Liberia", [], "another flag"),
    ],
)
def test_ports_closed_to_a_flag(tmp_path: Path, port: str, when: str, flag: str, wanted: list[str], why: str) -> None:
    voyages = VOYAGES + f"V1,S1,Murmansk,2022-02-20,{port},{when},,\n"
    book = write_book(tmp_path, {"voyages": voyages, "vessels": SHEETS["vessels"].format(flag=flag)})
    found = about(review_book(book, as_of=date(2022, 12, 31)), check="flag_rule")
    assert [s.authority for f in found for s in f.status] == wanted, why
    assert all(f.strength == "possible" for f in found)
