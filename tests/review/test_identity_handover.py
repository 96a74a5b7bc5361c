"""A new number where a listed ship of her size ended: what is a lead, and how little keeps it from being one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from offing.answer import review_book
from tests.review.books import about, entry, reviewed, write_book
from tests.review.sailing import Ship, sails, write_tracks

OLD = Ship(357111222, "KINGSWAY", "3141685", length=110, width=19)
NEW = Ship(511333444, "SHUN FA", "8528864", length=110, width=19)
LISTED = entry("OBRAZETS 18", "vessel", imo="3141685", authority="UN", rung="port_ban", from_="2017-12-28")
BOOK = "id,imo,name\nV1,8528864,SHUN FA\n"
WATCH = Ship(563900001, "PASSER", ship_type=70, length=200, width=30)
"""Heard from the first day to the last, so that the tracks are known to go on."""
TRACKS = [
    (OLD, NEW, 240, 250, 0.05, LISTED, ["possible"], "ten hours later and three miles off, at sea"),
    (OLD, NEW, 240, 230, 0.05, LISTED, ["possible"], "begun before the other fell silent: a swap under way"),
    (OLD, NEW, 240, 470, 0.05, LISTED, ["weak"], "ten days later"),
    (OLD, NEW, 240, 250, 0.4, LISTED, ["weak"], "forty kilometres off"),
    (OLD, NEW, 240, 250, 1.0, LISTED, [], "sixty miles off"),
    (OLD, replace(NEW, length=125), 240, 250, 0.05, LISTED, [], "fifteen metres longer"),
    (OLD, replace(NEW, width=""), 240, 250, 0.05, LISTED, [], "no beam was sent"),
    (OLD, NEW, 240, 250, 0.05, "", [], "the ship that ended is on no list"),
    (OLD, NEW, 240, 250, 0.05, LISTED.replace("3141685", ""), [], "listed by a name alone"),
    (OLD, NEW, 240, 250, 0.05, LISTED.replace("port_ban", "advisory"), [], "on an advisory, not a list"),
    (OLD, NEW, 240, 250, 0.05, LISTED.replace("2017-12-28", "2019-12-28"), [], "not yet listed"),
    (replace(OLD, imo="8528864"), NEW, 240, 250, 0.05, LISTED, [], "one number: she changed her MMSI"),
    (OLD, NEW, 700, 250, 0.05, LISTED, [], "the other was heard on"),
    (OLD, NEW, 24, 30, 0.05, LISTED, [], "known from the second day: no beginning"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "ends", "begins", "off_deg", "listed", "wanted", "why"), TRACKS, ids=[t[-1] for t in TRACKS]
)
def test_by_the_tracks(
    old: Ship,
    new: Ship,
    ends: int,
    begins: int,
    off_deg: float,
    listed: str,
    wanted: list[str],
    why: str,
    tmp_path: Path,
) -> None:
    folder = write_book(tmp_path / "b", {"vessels": BOOK}, listed)
    write_tracks(
        folder,
        sails(old, "2018-06-01", [(0, 28.0, 125.0), (ends, 30.0, 126.0)], every_min=60),
        sails(new, "2018-06-01", [(begins, 30.0 + off_deg, 126.0), (720, 31.0, 127.0)], every_min=60),
        sails(WATCH, "2018-06-01", [(0, 25.0, 123.0), (720, 26.0, 124.0)], every_min=120),
    )
    found = about(review_book(folder, as_of=date(2019, 4, 1)), check="identity_handover")
    assert [f.strength for f in found] == wanted, why
    assert all(f.kind == "BEHAVIOUR" and not f.stops and not f.status for f in found)
    assert all("two ships" in f.says and "3141685" in f.says for f in found)


ROWS = "id,imo,name,from,to,length_m,gross_tonnage,built,owner\n"
LAID = f"{ROWS}V1,3141685,KINGSWAY,2017-01-01,2018-05-10,110,5500,1999,Old Owner Ltd\n"
SHEETS = [
    ("V2,8528864,SHUN FA,2018-05-20,,110,5500,1999,New Owner Ltd", LISTED, ["weak"], "ten days later, alike in three"),
    ("V2,8528864,SHUN FA,2018-05-20,,110,5500,1999,Old Owner Ltd", LISTED, ["possible"], "and in one hand"),
    ("V2,8528864,SHUN FA,2018-09-20,,110,5500,1999,Old Owner Ltd", LISTED, [], "four months later"),
    ("V2,8528864,SHUN FA,2018-02-20,,110,5500,1999,Old Owner Ltd", LISTED, [], "both at one time"),
    ("V2,8528864,SHUN FA,2018-05-20,,110,5500,2004,Old Owner Ltd", LISTED, [], "built in another year"),
    ("V2,8528864,SHUN FA,2018-05-20,,110,,,Old Owner Ltd", LISTED, [], "alike in length alone"),
    ("V2,8528865,SHUN FA,2018-05-20,,110,5500,1999,Old Owner Ltd", LISTED, [], "a number that is none is told elsewhere"),
    ("V2,3141685,SHUN FA,2018-05-20,,110,5500,1999,Old Owner Ltd", LISTED, [], "the same number: the same ship"),
    ("V2,8528864,SHUN FA,2018-05-20,,110,5500,1999,Old Owner Ltd", "", [], "no list knows the first"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "listed", "wanted", "why"), SHEETS, ids=[s[-1] for s in SHEETS])
def test_by_the_book(row: str, listed: str, wanted: list[str], why: str, tmp_path: Path) -> None:
    review = reviewed(tmp_path / "b", "2019-04-01", listed, vessels=f"{LAID}{row}\n")
    found = about(review, check="identity_handover")
    assert [(f.subject.id, f.strength) for f in found] == [("V2", s) for s in wanted], why
