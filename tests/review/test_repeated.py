"""What many rows say of one party is told once or on each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.books import about, entry, reviewed

LISTED = entry("GRIMSDOTTIR FREIGHT OF DALIAN CO LTD", country="CN") + entry("Murmansk")
PARTY = "id,name\nP1,{}\n"
PAID = "id,date,payer,payee,text\nY1,2024-02-01,{0},Someone,freight\nY2,2024-03-01,{0},Someone,freight\n"


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [
        (
            "GRIMSDOTTIR FREIGHT OF DALIAN CO LTD",
            ["P1", "Y1", "Y2"],
            "an equal name is told on each dealing, with its date",
        ),
        ("Grimsdotir Freight of Dallian", ["P1"], "a near name is a question to the party, and one is enough"),
    ],
)
def test_rows_of_one_party(tmp_path: Path, name: str, rows: list[str], why: str) -> None:
    review = reviewed(tmp_path, "2024-06-01", LISTED, parties=PARTY.format(name), payments=PAID.format(name))
    found = about(review, check="listed_party")
    assert sorted(f.subject.id for f in found) == rows, why
    near = [f.says for f in found if "near name" in f.says]
    assert all("So named in 2 further rows of the book: payments 2." in says for says in near), "and says where else"


def test_a_near_name_without_a_row_of_its_own_is_told_where_it_stands(tmp_path: Path) -> None:
    review = reviewed(tmp_path, "2024-06-01", LISTED, payments=PAID.format("Grimsdotir Freight of Dallian"))
    assert sorted(f.subject.id for f in about(review, check="listed_party")) == ["Y1", "Y2"]


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("freight Murmansk to Qingdao", False, "a port's name alone is the port"),
        ("freight for Grimsdottir Freight of Dalian", True, "a listed firm's name in the text is told"),
    ],
)
def test_places_in_a_payment_text(tmp_path: Path, text: str, found: bool, why: str) -> None:
    paid = f"id,date,payer,payee,text\nY1,2024-02-01,Someone,Somebody,{text}\n"
    assert bool(about(reviewed(tmp_path, "2024-06-01", LISTED, payments=paid), check="listed_party")) is found, why
