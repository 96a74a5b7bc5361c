"""Call signs by their first characters."""

from __future__ import annotations

import csv
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.records.call_signs import call_sign_territory
from offing.records.territories import territory_name

ORDER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@pytest.mark.parametrize(
    ("sign", "code", "why"),
    [
        ("9LYB2", "sl", "Sierra Leone"),
        ("HMYP4", "kp", "North Korea, by letters"),
        ("P5AB", "kp", "North Korea, by a digit"),
        ("3E1234", "pa", "Panama holds several series"),
        ("HOAB", "pa", "another of them"),
        ("V7XY1", "mh", "Marshall Islands"),
        ("D5AB1", "lr", "Liberia"),
        ("UBCD", "ru", "a whole letter is shared: UA to UI is Russia"),
        ("URCD", "ua", "and UR to UZ is Ukraine"),
        ("SSAB", "eg", "a series cut in half: SSA to SSM"),
        ("SSTB", "sd", "and SSN to SSZ"),
        ("3DAB", "sz", "3DA to 3DM"),
        ("3DZB", "fj", "3DN to 3DZ"),
        (" v7-xy1 ", "mh", "as somebody else writes it"),
        ("1AAA", "", "no series begins with 1"),
        ("QAAA", "", "nor with Q"),
        ("C7AA", "", "held by an organisation, not a state"),
        ("V7", "", "too short to tell"),
        ("", "", "nothing"),
    ],
)
def test_whose_series(sign: str, code: str, why: str) -> None:
    assert call_sign_territory(sign) == code, why


def test_the_table_is_sound() -> None:
    """Each range begins before it ends, none overlaps another, and each code is a territory."""
    rows = list(csv.DictReader(files("offing.records").joinpath("call_signs.csv").read_text("utf-8").splitlines()))
    spans = sorted((_place(r["first"]), _place(r["last"])) for r in rows)
    assert len(rows) > 250
    assert all(first <= last for first, last in spans)
    assert all(last < first for (_, last), (first, _) in pairwise(spans))
    assert [r["code"] for r in rows if territory_name(r["code"]) == r["code"]] == []


def _place(sign: str) -> tuple[int, ...]:
    return tuple(ORDER.index(c) for c in sign)


@given(st.text(alphabet=ORDER, min_size=3, max_size=7))
def test_the_first_characters_decide(sign: str) -> None:
    assert call_sign_territory(sign) == call_sign_territory(sign[:3])


@given(st.text(max_size=20))
def test_any_text_is_answered(text: str) -> None:
    code = call_sign_territory(text)
    assert code == "" or territory_name(code) != code
