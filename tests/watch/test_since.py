"""Two reviews laid side by side: what is new, changed and gone, and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.book.read import read_book
from offing.index.changes import Change, FieldChange
from offing.review.because import Ground, reasons
from offing.review.dealt import Dealings, sums
from offing.review.finding import Subject
from offing.review.mentions import Mentions
from offing.review.since import Noted, Since, Stand, as_kept, cite, from_kept, newly_at, noted, since
from tests.review.books import entry, reviewed, write_book

ROW = Subject("parties", 2, "name", "P1", "Alfa")
US = Stand("us_ofac_sdn", "1", "blocked", "US", "ALFA", ("DPRK3",), "2019-03-21", "")
UN = Stand("un_sc", "KPe.1", "asset_freeze", "UN", "ALFA", (), "2019-05-01", "")
ONE = Noted("a", "LIST", "listed_party", "strong", True, "Alfa is listed.", ROW, "", (US,))
GROUND = Ground("2019-04-01", "x", "trader", "standard", "", {"us_ofac_sdn": "v1"}, {"parties.csv": "1"})

CASES = [
    ([], [ONE], (1, 0, 0), "a finding came"),
    ([ONE], [], (0, 0, 1), "a finding went"),
    ([ONE], [ONE], (0, 0, 0), "nothing moved"),
    ([ONE], [replace(ONE, strength="possible", stops=False)], (0, 1, 0), "less firm"),
    ([ONE], [replace(ONE, says="Alfa Ltd is listed.")], (0, 1, 0), "other words"),
    ([ONE], [replace(ONE, subject=replace(ROW, row=9))], (0, 0, 0), "the row moved in its sheet"),
    ([ONE], [replace(ONE, status=(replace(US, since="2019-03-22"),))], (0, 1, 0), "another date of listing"),
    ([ONE], [replace(ONE, id="b", status=(US, UN))], (0, 1, 0), "a second list names it: the id moves with its entries"),
    ([ONE], [replace(ONE, id="b", status=(replace(US, rung="delisted"),))], (0, 1, 0), "delisted"),
    ([ONE], [replace(ONE, id="b", subject=replace(ROW, id="P2"))], (1, 0, 1), "another row"),
    ([ONE], [replace(ONE, id="b"), replace(ONE, id="c")], (2, 0, 1), "one gone and two new: which it is cannot be told"),
    (
        [replace(ONE, kind="MISSING", status=(), says="3 days old")],
        [replace(ONE, kind="MISSING", status=(), says="4 days old")],
        (0, 0, 0),
        "a gap that counts its days",
    ),
    (
        [replace(ONE, kind="MISSING", status=(), subject=Subject("review", 0, "", "", "un_sc after 2026-01-01"))],
        [replace(ONE, id="b", kind="MISSING", status=(), subject=Subject("review", 0, "", "", "un_sc after 2026-01-08"))],
        (0, 0, 0),
        "a list that was old and is, by another version",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "counts", "why"), CASES, ids=[c[3] for c in CASES])
def test_what_differs(before: list[Noted], now: list[Noted], counts: tuple[int, int, int], why: str) -> None:
    found = since(before, now)
    assert (len(found.new), len(found.changed), len(found.gone)) == counts, why


notes = st.lists(
    st.builds(
        lambda i, s, strong: replace(ONE, id=f"{i}{s}", status=(US, UN)[s : s + 1], strength=strong),
        st.sampled_from("abc"), st.sampled_from([0, 1]), st.sampled_from(["strong", "possible"]),
    ),
    unique_by=lambda n: n.id, max_size=5,
)  # fmt: skip


def without_ids(those: Iterable[Noted]) -> Counter[Noted]:
    return Counter(replace(n, id="") for n in those)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes, notes)
def test_played_on_the_last_review_they_give_this_one(before: list[Noted], now: list[Noted]) -> None:
    found = since(before, now)
    held = {n.id: n for n in before}
    for gone in found.gone:
        del held[gone.id]
    for altered in found.changed:
        del held[altered.before.id]
        held[altered.now.id] = altered.now
    held |= {n.id: n for n in found.new}
    assert without_ids(held.values()) == without_ids(now), "all that it says, but for ids that moved"
    assert not since(now, now)


def test_kept_and_read_back(tmp_path: Path) -> None:
    review = reviewed(
        tmp_path, "2020-01-01", entry("Evil Haibo Zed", from_="2019"), parties="id,name\nP1,Evil Haibo Zed\n"
    )
    for finding in review.findings:
        assert from_kept(as_kept(noted(finding))) == noted(finding)


RISEN = [
    (ONE, "stop", True, "new and stops"),
    (replace(ONE, stops=False), "stop", False, "new, does not stop"),
    (replace(ONE, stops=False), "strong", True, "new and strong"),
    (replace(ONE, strength="possible"), "strong", False, "new, a possible match"),
    (replace(ONE, kind="REPORTED"), "any", True, "new, whatever it is"),
    (replace(ONE, check="coverage"), "any", False, "a gap is at no bar"),
    (ONE, "none", False, "no bar"),
]


@pytest.mark.parametrize(("one", "bar", "reached", "why"), RISEN, ids=[c[3] for c in RISEN])
def test_newly_at_the_bar(one: Noted, bar: str, reached: bool, why: str) -> None:
    assert bool(newly_at(since([], [one]), bar)) == reached, why
    assert not newly_at(since([one], [one]), bar), "it was told"
    assert not newly_at(since([one], []), bar), "what is gone reaches nothing"


def test_what_was_there_below_the_bar_or_on_one_list_only() -> None:
    assert newly_at(since([replace(ONE, stops=False)], [ONE]), "stop"), "it stops now"
    assert newly_at(since([ONE], [replace(ONE, id="b", status=(US, UN))]), "stop"), "another list blocks it too"
    assert not newly_at(since([ONE], [replace(ONE, says="Alfa, again.")]), "stop"), "only the words differ"


def test_the_entry_that_changed_is_the_reason() -> None:
    fields = (FieldChange("alias", (), ("Alpha",), respelt=False),)
    change = Change("us_ofac_sdn", "1", "ALFA", "Company", "changed", date(2019, 4, 2), "v1", "v2", True, fields, ())
    later = replace(GROUND, lists={"us_ofac_sdn": "v2"}, as_of="2019-04-02")
    (reason,) = reasons(ONE, {("us_ofac_sdn", "1"): [change]}, GROUND, later)
    assert (reason.what, reason.after, reason.entry, reason.fields) == ("entry", "v2", "1", (("alias", "", "Alpha"),))
    quoting = replace(ONE, status=(), cited=(("us_ofac_sdn", cite("1,ALFA")),))
    assert reasons(quoting, {("us_ofac_sdn", cite("1,ALFA")): [change]}, GROUND, later)[0].entry == "1", "by its line"
    (reason,) = reasons(ONE, {}, None, later)
    assert reason.what == "first"


MOVED: list[tuple[dict[str, Any], set[str], str]] = [
    ({"files": {"parties.csv": "2"}}, {"book"}, "the book's own file"),
    ({"role": "bank"}, {"setting"}, "another desk"),
    ({"decisions": "d"}, {"decision"}, "a decision"),
    ({"engine": "y"}, {"engine"}, "another make"),
    ({"lists": {"us_ofac_sdn": "v2"}}, {"elsewhere"}, "other entries of its list"),
    ({"lists": {}}, {"list"}, "its list is in use no longer"),
    ({"as_of": "2019-04-02", "files": {}}, {"book", "day"}, "all that moved"),
]


@pytest.mark.parametrize(("moved", "whats", "why"), MOVED, ids=[c[2] for c in MOVED])
def test_else_what_moved(moved: dict[str, Any], whats: set[str], why: str) -> None:
    assert {r.what for r in reasons(ONE, {}, GROUND, replace(GROUND, **moved))} == whats, why


def test_a_listing_whose_day_came() -> None:
    earlier = replace(GROUND, as_of="2019-03-20")
    (reason,) = reasons(ONE, {}, earlier, GROUND)
    assert (reason.what, reason.entry, "2019-03-21" in reason.says) == ("day", "1", True)


BOOK = {
    "parties": "id,name\nP1,Alfa Trading\nP2,Beta Shipping\n",
    "vessels": "id,imo,name\nV1,9074729,SEA ROSE\n",
    "voyages": "id,vessel,load_date,discharge_date,charterer\nVY1,V1,2018-03-01,2018-03-09,P2\nVY2,V1,2021-01-01,,P2\n",
    "cargo": "id,voyage,value,currency,shipper\nC1,VY1,1000,usd,Alfa Trading\n",
    "payments": "id,date,payer,payee,amount,currency,voyage\nY1,2018-04-01,P1,P2,900,USD,VY1\n"
    "Y2,2017-01-01,P1,,50,EUR,\nY3,,P1,,5,EUR,\n",
    "documents": "id,type,date,vessel\nD1,invoice,2018-02-01,SEA ROSE\n",
}
LOOKS = [
    ("parties", 2, "name", ["Y2", "VY1", "C1", "Y1", "Y3"], "a party: its rows and the voyage they are of, undated last"),
    ("vessels", 2, "imo", ["D1", "VY1", "C1", "Y1"], "a ship: her voyages to date, with all on them"),
    ("cargo", 2, "shipper", ["VY1", "C1", "Y1"], "a cargo: its voyage"),
    ("payments", 3, "payer", ["Y2"], "a payment of no voyage"),
    ("parties", 9, "name", [], "a row that the book does not have"),
    ("review", 0, "", [], "no row at all"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "column", "ids", "why"), LOOKS, ids=[c[4] for c in LOOKS])
def test_the_look_back(tmp_path: Path, sheet: str, row: int, column: str, ids: list[str], why: str) -> None:
    dealings = Dealings(Mentions(read_book(write_book(tmp_path, BOOK))))
    found = dealings.of(Subject(sheet, row, column, "", ""), date(2020, 1, 1))
    assert [d.id for d in found] == ids, why


def test_sums_by_currency_and_sheet(tmp_path: Path) -> None:
    dealings = Dealings(Mentions(read_book(write_book(tmp_path, BOOK))))
    found = dealings.of(Subject("parties", 2, "name", "P1", "Alfa Trading"), date(2020, 1, 1))
    assert sums(found) == (("cargo", "USD", 1000.0, 1), ("payments", "EUR", 55.0, 2), ("payments", "USD", 900.0, 1))


def test_nothing_is_nothing() -> None:
    assert not Since()
