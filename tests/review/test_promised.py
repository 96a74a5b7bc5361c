"""What the project promises of goods, in the promise's own words: the day, the authority and the measure each decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from offing.review.finding import Finding
from tests.review.books import about, reviewed

CARGO = "id,voyage,hs,description,quantity,unit,origin,destination\n"
VOYAGES = "id,vessel,load_port,load_date,discharge_port,discharge_date\n"
GOODS = ("goods_ban", "luxury_dual_use", "goods_text")


def found(folder: Path, cargo: str, voyages: str = "") -> list[Finding]:
    review = reviewed(folder, "2019-06-01", cargo=CARGO + cargo + "\n", voyages=VOYAGES + voyages + "\n")
    return [f for f in about(review) if f.check in GOODS]


COAL = [
    ("2017-07-01", "UN", "possible", "allowed only within a cap", "resolution 2321: a yearly cap"),
    ("2017-07-01", "EU", "possible", "329/2007", "the EU's older regulation, with exceptions"),
    ("2017-09-01", "UN", "possible", "wind-down to 2017-09-04", "banned by 2371, within the days for older contracts"),
    ("2017-09-01", "EU", "possible", "banned with exceptions", "the EU had not yet followed"),
    ("2017-10-02", "UN", "strong", "banned on 2017-10-02", "banned without more"),
    ("2017-10-02", "EU", "possible", "2017/1548", "the EU followed on 16 September"),
    ("2017-07-01", "US", "possible", "a ground for listing", "for others than US persons no ban on any of the days"),
    ("2017-10-02", "US", "possible", "a ground for listing", "the same"),
]


@pytest.mark.parametrize(("day", "authority", "strength", "words", "why"), COAL, ids=[f"{c[0]}-{c[1]}" for c in COAL])
def test_coal_out_of_the_dprk_on_three_days(
    day: str, authority: str, strength: str, words: str, why: str, tmp_path: Path
) -> None:
    told = found(tmp_path, "C1,V1,2701,coal,5000,t,DPRK,China", f"V1,STAR,Nampo,{day},Longkou,{day}")
    by = [f for f in told if any(s.authority == authority for s in f.status)]
    assert [(f.strength, words in f.says) for f in by] == [(strength, True)], why


def test_the_three_days_give_three_answers(tmp_path: Path) -> None:
    answers = set()
    for day in ("2017-07-01", "2017-09-01", "2017-10-02"):
        told = found(tmp_path / day, "C1,V1,2701,coal,5000,t,DPRK,China", f"V1,STAR,Nampo,{day},Longkou,{day}")
        assert all(str(f.event_date) == day for f in told)
        answers.add(tuple(sorted((s.authority, f.says.replace(day, "the day")) for f in told for s in f.status)))
    assert len(answers) == 3


def test_ninety_thousand_bottles_of_vodka_are_a_luxury_by_authority(tmp_path: Path) -> None:
    told = found(
        tmp_path, "C1,V1,2208,vodka,90000,bottles,Belarus,DPRK", "V1,NEBULA,Hamburg,2019-02-22,Nampo,2019-04-02"
    )
    luxury = [f for f in told if f.check == "luxury_dual_use"]
    assert sorted(s.authority for f in luxury for s in f.status) == ["EU", "UN", "US"]
    assert all("luxury good" in f.says and f.strength == "possible" for f in luxury), "quality is open"


OTHERS = [
    (
        "2704,semi-coking coal,4156,t,Russia,Republic of Korea",
        ["goods_text"],
        "a query: the words say coal, the code coke",
    ),
    ("2704,metallurgical coke,4156,t,Russia,Republic of Korea", [], "coke is coke"),
    ("2306.60,palm kernel expeller,9000,t,Malaysia,New Zealand", [], "palm kernel is no luxury, no fuel and no query"),
    ("1207.10,palm kernels,900,t,Indonesia,China", [], "nor are the kernels"),
]


@pytest.mark.parametrize(("row", "checks", "why"), OTHERS, ids=[o[0].split(",")[1] for o in OTHERS])
def test_a_query_or_nothing(row: str, checks: list[str], why: str, tmp_path: Path) -> None:
    told = found(tmp_path, f"C1,V1,{row}", "V1,SKY ANGEL,Kholmsk,2017-09-29,Incheon,2017-10-02")
    assert [f.check for f in told] == checks, why
    assert all(f.kind == "CONFLICT" and "query" in f.says for f in told)
