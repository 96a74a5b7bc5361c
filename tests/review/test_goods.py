"""The checks on goods over small books: which cells bring North Korea in, how firm a finding is, and what stays silent."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from offing.review.finding import Finding
from offing.review.result import Review
from offing.review.traded import places_named
from tests.review.books import about, reviewed

CARGO = "id,hs,description,quantity,unit,value,currency,origin,destination,shipper,consignee,voyage,note\n"
ALONE = {"UN": "strong", "EU": "possible", "US": "possible"}
OPEN = dict.fromkeys(ALONE, "possible")
DOCS = "id,type,date,goods,hs,origin,load_port,discharge_port\n"


def goods(review: Review) -> list[Finding]:
    return [f for f in about(review) if f.check in ("goods_ban", "goods_text", "luxury_dual_use")]


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("DPRK", {"kp"}, "the country"),
        ("North Korea (alleged)", {"kp"}, "with a remark"),
        ("Dalian, in transit to North Korea", {"cn", "kp"}, "a country within a phrase"),
        ("Nampo", {"kp"}, "a port"),
        ("Namp'o, D.P.R.K.", {"kp"}, "a port with its country"),
        ("KPNAM", {"kp"}, "a UN/LOCODE"),
        ("South Korea", {"kr"}, "not the North"),
        ("Republic of Korea", {"kr"}, "nor so"),
        ("Korea", set(), "either: no guess"),
        ("Russia (not North Korea)", {"ru"}, "said to be not from there"),
        ("non-DPRK", set(), "nor so"),
        ("Taean", set(), "a port of that name is in the South, ours in the North is not sure"),
        ("北朝鲜", {"kp"}, "in Chinese"),
        ("Gaeseong", {"kp"}, "a town that is no port, in the South's spelling"),
        ("개성", {"kp"}, "in Korean"),
        ("平壤", {"kp"}, "Pyongyang in Chinese"),
        ("南浦", {"kp"}, "Nampo in Chinese"),
        ("Раджин", {"kp"}, "Rajin in Russian"),
        ("CPC Terminal", {"ru"}, "the oil terminal off Novorossiysk"),
        ("Sinuiju", {"kp"}, "a river port: its point is not sure, its country is"),
        ("Kaesong Industrial Complex", {"kp"}, "a town and what stands there"),
        ("Gaeseong liaison office", {"kp"}, "the same in the South's spelling"),
        ("Rason Special Economic Zone", {"kp"}, "a port and what stands there"),
        ("Mt. Kumgang", {"kp"}, "a mountain with a resort"),
        ("Mount Kumgang tourist region", {"kp"}, "the resort"),
        ("Kaesong-ro Seoul", set(), "a street named for the town"),
        ("Nampo Street", set(), "a street, named for the port"),
        ("Nampo-dong, Busan", {"kr"}, "a quarter of Busan"),
        ("Taean Industrial Complex", set(), "in the South as well"),
        ("for order", set(), "no place"),
        ("", set(), "nothing"),
    ],
)
def test_places_named(text: str, wanted: set[str], why: str) -> None:
    assert places_named(text) == wanted, why


@pytest.mark.parametrize(
    ("row", "wanted", "why"),
    [
        ("D1,invoice,2018-03-01,coal,2701,DPRK,,", ALONE, "origin alone; EU and US nobody bound"),
        ("D1,invoice,2018-03-01,coal,2701,DPRK,Nampo,Rotterdam", {**ALONE, "EU": "strong"}, "into the EU"),
        ("D1,invoice,2018-03-01,coal,2701,DPRK,Nampo,Houston", {**ALONE, "US": "strong"}, "into the US"),
        ("D1,invoice,,coal,2701,DPRK,,", OPEN, "no date: never strong"),
        ("D1,invoice,2017,coal,2701,DPRK,,", OPEN, "a year that straddles the ban"),
        ("D1,invoice,2018,coal,2701,DPRK,,", ALONE, "a year within it"),
        ("D1,invoice,2018-03-01,,2704,DPRK,,", {"UN": "possible", "US": "possible"}, "whether coke is coal is open"),
        ("D1,invoice,2018-03-01,mixed goods,,DPRK,,", {"US": "possible"}, "words that name nothing"),
        ("D1,invoice,2018-03-01,coal,2701,Russia,Vostochny,Busan", {}, "no North Korea"),
        ("D1,invoice,2018-03-01,coal,2701,Russia,Rajin,Busan", {"-": "no_conclusion"}, "the exemption: a notice is asked for"),
        ("D1,invoice,2018-03-01,coal,2701,,Rajin,Busan", ALONE, "no origin: no exemption"),
        ("D1,invoice,2018-03-01,Russian coal,2701,,Rajin,Busan", {"-": "no_conclusion"}, "an origin in the words"),
        ("D1,invoice,2018-03-01,Russian coal,2701,,Nampo,Busan", ALONE, "the exemption is on Rajin"),
        ("D1,invoice,2018-03-01,frozen squid,0307,China,Rajin,Busan", ALONE, "the exemption is on coal"),
    ],
)  # fmt: skip
def test_how_firm(tmp_path: Path, row: str, wanted: dict[str, str], why: str) -> None:
    found = [f for f in goods(reviewed(tmp_path, "2019-04-01", documents=DOCS + row + "\n")) if f.check == "goods_ban"]
    told = {(f.status[0].authority if f.status else "-"): f.strength for f in found}
    assert told == wanted, why


def test_every_finding_of_a_row_that_is_not_confirmed_says_so(tmp_path: Path) -> None:
    text = DOCS + "".join(
        f"D{i},invoice,2018-03-0{i},{g},,DPRK,,\n" for i, g in enumerate(("jackets", "squid", "timber"), 1)
    )
    found = goods(reviewed(tmp_path, "2019-04-01", documents=text))
    assert len(found) >= 9
    for finding in found:
        doubted = [s for s in finding.status if s.confidence != "high"]
        assert not doubted or "not confirmed against the primary text" in finding.says.casefold(), finding.says


@pytest.mark.parametrize(
    ("when", "authority", "point", "told", "why"),
    [
        ("2017-08-20", "UN", "the last day of the wind-down", True, "within the wind-down"),
        ("2017-09-05", "UN", "the last day of the wind-down", True, "the day after: the answer hangs on it"),
        ("2017-10-02", "UN", "the last day of the wind-down", False, "four weeks after it was over"),
        ("2017-10-02", "UN", "Not confirmed", False, "and nothing else is open"),
        ("2017-09-16", "EU", "the annex's codes", True, "codes are open on any day"),
        ("2018-09-16", "EU", "the annex's codes", True, "a year later too"),
        ("2018-09-16", "EU", "a wind-down", True, "how long one ran is not known at all"),
    ],
)
def test_what_is_open_is_told_where_the_answer_depends_on_it(
    tmp_path: Path, when: str, authority: str, point: str, told: bool, why: str
) -> None:
    text = DOCS + f"D1,invoice,{when},coal,2701,DPRK,Nampo,Rotterdam\n"
    found = goods(reviewed(tmp_path, "2019-04-01", documents=text))
    (one,) = [f for f in found if f.status[0].authority == authority]
    assert (point in one.says) is told, (why, one.says)


@pytest.mark.parametrize(
    ("as_of", "wanted", "why"),
    [("2017-08-04", "cap", "the law of the review's day"), ("2017-08-05", "ban", "a day later")],
)
def test_the_law_is_that_of_the_review(tmp_path: Path, as_of: str, wanted: str, why: str) -> None:
    text = DOCS + "D1,invoice,2017-07-01/2017-08-20,coal,2701,DPRK,,\n"
    found = [f for f in goods(reviewed(tmp_path, as_of, documents=text)) if f.status[0].authority == "UN"]
    assert [f.detail["effect"] for f in found] == [wanted], why


@pytest.mark.parametrize(
    ("row", "says", "why"),
    [
        ("C1,5701,rugs,10,pcs,8000,USD,Iran,DPRK,,,,", "USD 800.00 a piece", "the value of one piece is shown"),
        ("C1,2208.60,vodka,90000,bottles,,,Russia,DPRK,,,,", "no value of a piece in USD", "or that there is none"),
        ("C1,2208.60,vodka,100,t,5000,USD,Russia,DPRK,,,,", "no value of a piece in USD", "a tonne is no piece"),
        (
            "C1,2208.60,vodka,-10,bottles,5000,USD,Russia,DPRK,,,,",
            "no value of a piece in USD",
            "nor is a negative count",
        ),
    ],
)
def test_luxury_shows_its_threshold(tmp_path: Path, row: str, says: str, why: str) -> None:
    found = [
        f for f in goods(reviewed(tmp_path, "2019-04-01", cargo=CARGO + row + "\n")) if f.check == "luxury_dual_use"
    ]
    assert {s.authority for f in found for s in f.status} == {"UN", "EU", "US"}
    assert all(says in f.says for f in found), why


def test_luxury_goods_out_of_the_country_are_none(tmp_path: Path) -> None:
    found = goods(reviewed(tmp_path, "2019-04-01", cargo=CARGO + "C1,2208.60,vodka,10,bottles,,,DPRK,China,,,,\n"))
    assert [f.check for f in found if f.check == "luxury_dual_use"] == []


@pytest.mark.parametrize(
    ("hs", "words", "wanted", "why"),
    [
        ("2704", "semi-coking coal", "possible", "coal by its words, coke by its code"),
        ("2704", "metallurgical coke", "", "coke"),
        ("2306.60", "palm kernel expeller", "", "palm kernel"),
        ("1207.10", "palm kernels", "", "palm kernel"),
        ("2208", "steam coal", "possible", "another chapter"),
        ("2702", "steam coal", "", "lignite is coal by its words too"),
        ("8430", "coal mining machinery", "", "machinery"),
        ("7326", "steel furniture", "", "a head that nobody knows"),
        ("3703", "photographic paper", "", "a broad word"),
        ("27", "coal", "", "a chapter that fits"),
        ("2707.50", "coal tar naphtha", "", "naphtha of coal tar"),
        ("2003.10", "canned mushrooms", "", "preserved"),
        ("2710.19", "lubricant", "", "a lubricating oil"),
        ("7308", "steel structures", "", "steel structures"),
        ("2106.90", "fish sauce", "", "fish is no head"),
        ("8605.00", "railway passenger cars", "", "cars of another kind: a broad word"),
        ("2701; 2208", "vodka", "", "one of two codes fits"),
        ("2701", "general cargo", "", "words that say nothing"),
        ("1513.21", "palm kernel oil crude", "", "crude is an adjective here"),
        ("1512.11", "sunflower seed oil crude", "", "here too"),
        ("1511.10", "CPO crude", "", "and here"),
        ("2905.45", "glycerine crude", "", "and of glycerine"),
        ("1511.10", "Urals crude", "possible", "of petroleum it is the good"),
        ("2708.20", "pitch coke", "", "pitch coke has a heading of its own"),
    ],
)
def test_words_and_codes(tmp_path: Path, hs: str, words: str, wanted: str, why: str) -> None:
    found = goods(reviewed(tmp_path, "2019-04-01", cargo=CARGO + f"C1,{hs},{words},1,t,,,France,Spain,,,,\n"))
    assert [f.strength for f in found] == ([wanted] if wanted else []), why
    assert all(f.kind == "CONFLICT" for f in found)


HOSTILE = [
    "'; DROP TABLE cargo",
    "=1+1",
    "<b>2701</b>",
    "2701\u202e",
    "9" * 400,
    "½",
    "２７０１",
    "\u0661\u0662",
    "-2701",
    "2,701",
]


@pytest.mark.parametrize("hs", HOSTILE)
def test_a_code_of_any_kind_ends_in_a_finding_or_in_nothing(tmp_path: Path, hs: str) -> None:
    cell = '"' + hs.replace('"', '""') + '"'
    review = reviewed(tmp_path, "2019-04-01", cargo=CARGO + f"C1,{cell},salt,1,t,,,France,Spain,,,,\n")
    assert all(f.kind in ("MISSING", "CONFLICT") for f in goods(review))


def test_a_party_s_note_stands_beside_the_finding(tmp_path: Path) -> None:
    row = "C1,2701,coal,1,t,,,DPRK,China,,,,offer only: refused\n"
    found = goods(reviewed(tmp_path, "2019-04-01", cargo=CARGO + row))
    assert found
    assert all(any("offer only: refused" in x for x in f.innocent) for f in found)


def test_words_of_any_length_are_read_at_once(tmp_path: Path) -> None:
    began = time.perf_counter()
    places_named("Nampo, " * 20_000)
    words = "coal and " * 20_000
    assert goods(reviewed(tmp_path, "2019-04-01", cargo=CARGO + f"C1,2701,{words},1,t,,,DPRK,,,,,\n"))
    assert time.perf_counter() - began < 20


def test_a_port_that_could_not_be_placed_is_named_once(tmp_path: Path) -> None:
    documents = DOCS + "D1,invoice,2018-01-05,,,,Genoa,Qwertyhaven\nD2,invoice,2018-01-06,,,,for orders,QWERTYHAVEN\n"
    review = reviewed(tmp_path, "2019-04-01", documents=documents)
    (told,) = [n for n in review.not_checked if "could not be placed" in n.what]
    assert told.why.endswith(": Qwertyhaven")
