"""What is asked of each desk: the table holds together, and each state says why."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from offing.book.columns import SHEETS
from offing.report.text import print_review
from offing.review.catalog import check_modules
from offing.review.duties import DONE, IN_PART, NO_DATA, NOT_DONE, ROLES, Duty, checklist, desks, duties
from offing.review.result import Review
from tests.review.books import as_data, reviewed

PAPERS = "id,type,number,date,voyage,vessel,issuer,valid_from,valid_to\n"
VOYAGES = "id,vessel,load_port,load_date,discharge_port,discharge_date\nVY1,V1,Rouen,2019-01-10,Setubal,2019-01-18\n"
SHIPS = "id,imo,name,flag,owner\nV1,3141532,FJORDLYS,Norway,Kestrel Bulk Ltd\n"
COVER = "D1,insurance,EM-1,2018-02-20,VY1,V1,Eastern Marches P&I,2018-02-20,2019-02-20\n"


@pytest.mark.parametrize("duty", duties(), ids=lambda d: d.id)
def test_the_table_names_what_exists(duty: Duty) -> None:
    assert set(duty.roles) <= {"all", *ROLES}
    assert set(duty.checks) <= check_modules().keys()
    assert bool(duty.needs) == bool(duty.checks), "what a check settles needs something of the book"
    for need in (n for needs in duty.needs for n in needs.split("|")):
        sheet, _, column = need.partition(".")
        kind = need.removeprefix("documents:")
        assert (
            need in ("tracks", "lists") or kind != need or (sheet in SHEETS and (not column or column in SHEETS[sheet]))
        ), need
    assert duty.asks and duty.source
    assert duty.confidence in ("high", "medium", "low")
    said = ("not the primary text", "from memory", "Offing's own", "31 CFR", "excerpt")
    assert duty.confidence == "high" or any(words in duty.source for words in said), "what is not sure says why"


def test_every_desk_of_the_advisory_has_rows_of_its_own() -> None:
    assert {"owner", "charterer", "trader", "insurer", "bank", "flag", "port_agent", "class"} <= set(desks())
    assert len({d.id for d in duties()}) == len(duties())


def state(review: Review, role: str, item: str) -> tuple[str, str]:
    (one,) = (a for a in checklist(review, role) if a.duty.id == item)
    return one.state, one.why


STATES = [
    ("insurer", "cover_dates", {"documents": PAPERS + COVER, "voyages": VOYAGES}, DONE, "0 findings", "cover and a voyage"),
    (
        "insurer", "cover_dates", {"documents": PAPERS + COVER.replace("2019-02-20", "2018-12-31"), "voyages": VOYAGES}, DONE,
        "1 finding", "cover that ended before the voyage",
    ),
    ("insurer", "cover_dates", {"voyages": VOYAGES}, NO_DATA, "documents of type insurance", "no paper of cover"),
    ("insurer", "cover_dates", {"documents": PAPERS + COVER}, NO_DATA, "sheet voyages", "no voyage"),
    ("insurer", "insured_flag", {"vessels": SHIPS}, DONE, "0 findings", "the flag is told"),
    ("insurer", "insured_flag", {"vessels": SHIPS.replace("Norway", "")}, NO_DATA, "column flag of vessels", "an empty column"),
    ("insurer", "insured_ais", {"vessels": SHIPS}, NO_DATA, "AIS tracks", "ships without tracks"),
    ("insurer", "lists", {"vessels": SHIPS}, IN_PART, "us_ofac_sdn", "only bundled tables were read"),
    ("insurer", "lists", {"voyages": VOYAGES}, NO_DATA, "sheet parties", "neither lists nor rows to look at"),
    ("insurer", "fleet_ais", {"vessels": SHIPS}, DONE, "0 findings", "the owners are told; AIS is another item's need"),
    ("insurer", "fleet_ais", {"vessels": SHIPS.replace("Kestrel Bulk Ltd", "")}, NO_DATA, "sheet ownership", "no owner told"),
    ("insurer", "cover_clause", {"vessels": SHIPS}, NOT_DONE, "no check of Offing", "a clause is a task for people"),
    ("bank", "client_business", {"vessels": SHIPS}, NOT_DONE, "no check of Offing", "so is knowing a client's business"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "item", "sheets", "wanted", "why", "reason"), STATES, ids=[s[-1] for s in STATES])
def test_states(
    role: str, item: str, sheets: dict[str, str], wanted: str, why: str, reason: str, tmp_path: Path
) -> None:
    found = state(reviewed(tmp_path / "b", "2019-04-01", **sheets), role, item)
    assert found[0] == wanted, reason
    assert why in found[1], reason


def test_another_desk_needs_no_other_review(tmp_path: Path) -> None:
    """The answer is a function of the review; findings.json has the items of every desk, told apart by `asked`."""
    review = reviewed(tmp_path / "b", "2019-04-01", vessels=SHIPS)
    bank, flag = (checklist(review, role) for role in ("bank", "flag"))
    assert {a.duty.id for a in bank} != {a.duty.id for a in flag}
    assert replace(review, role="bank").findings == review.findings
    items = as_data(replace(review, role="bank"))["review"]["checklist"]
    assert [i["id"] for i in items] == [d.id for d in duties()]
    assert [i["id"] for i in items if i["asked"]] == [a.duty.id for a in bank]
    assert as_data(review)["findings"] == as_data(replace(review, role="flag"))["findings"]


def test_the_terminal_prints_the_desks_items_and_no_others(tmp_path: Path) -> None:
    review = replace(
        reviewed(tmp_path / "b", "2019-04-01", vessels=SHIPS.replace("Norway", "North Korea")), role="insurer"
    )
    out = StringIO()
    print_review(review, Console(file=out, width=200, force_terminal=False))
    text = out.getvalue()
    assert "ask of this desk (insurer)" in text
    assert "NOT DONE Say in the contract" in text
    assert "1 finding (flag_rule): vessels row 2" in text, "the places, not only a count"
    assert "synopsis record" not in text.partition("ask of this desk")[2], "an item of the registries"
    out = StringIO()
    print_review(replace(review, role=""), Console(file=out, width=200))
    assert "ask of this desk" not in out.getvalue()
