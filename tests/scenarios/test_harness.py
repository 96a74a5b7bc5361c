"""The harness itself, on handmade findings: what holds, what does not, and what is a fault of the scenario."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.harness import agrees, cases_of, complaint, fault_of, gist, scenario_folders, shuffled_copy
from tests.scenarios.wording import cells, faults, finding_faults, page_text


def made(**changes: Any) -> dict[str, Any]:
    finding: dict[str, Any] = {
        "kind": "LIST",
        "check": "listed_party",
        "subject": {"sheet": "cargo", "row": 2, "column": "shipper", "id": "C1", "label": "Paeksol Trading"},
        "says": "The shipper is on us_ofac_sdn of the US since 2017-03-31",
        "strength": "strong",
        "status": [
            {"rung": "blocked", "authority": "US", "list": "us_ofac_sdn", "entry": "21724"},
            {"rung": "asset_freeze", "authority": "UN", "list": "un_sc", "entry": "KPe.1"},
        ],
        "event_date": "2018",
        "innocent": ["another firm of that name"],
        "settle": ["a registration number"],
    }
    return {**finding, **changes}


LOOK_BACK = made(
    check="status_by_date",
    subject={"sheet": "parties", "row": 3, "column": "name", "id": "P1", "label": "Dalian Haibo"},
    says="Dalian Haibo was listed later, on 2019-03-21",
    event_date=None,
)
BARE = made(
    kind="CONFLICT", check="identity", subject={"sheet": "vessels", "row": 2, "column": "imo", "id": "", "label": "X"}
)
del BARE["status"]
FINDINGS = [made(), LOOK_BACK, BARE]

HOLDS = [
    ({"kind": "LIST"}, True, "one field is enough"),
    ({"kind": "RULE"}, False, "no finding of that kind"),
    ({"check": "identity"}, True, "the last finding counts too"),
    ({"kind": "CONFLICT", "check": "listed_party"}, False, "both fields agree, but in two findings"),
    ({"subject": {"sheet": "cargo", "id": "C1"}}, True, "row numbers and labels are not compared"),
    ({"subject": {"sheet": "cargo", "id": "P1"}}, False, "sheet and id of one subject"),
    ({"subject": {"column": "shipper"}, "check": "listed_party"}, True, "a column alone may be named"),
    ({"subject": {"id": "c1"}}, False, "ids are compared letter by letter"),
    ({"rung": "blocked", "authority": "US"}, True, "one status item says both"),
    ({"rung": "asset_freeze", "authority": "UN"}, True, "the second status item counts too"),
    ({"rung": "blocked", "authority": "UN"}, False, "rung of one item, authority of another: not the same"),
    ({"rung": "blocked", "check": "identity"}, False, "a finding without a status has no rung"),
    ({"says": "LISTED LATER"}, True, "says is a part, without regard to case"),
    ({"says": "listed later", "check": "listed_party"}, False, "said by another check"),
    ({"event_date": "2018"}, True, "equal text"),
    ({"event_date": "2018-01"}, False, "a month is not its year"),
    ({"event_date": "20"}, False, "a part of a date is not the date"),
    (
        {"strength": "strong", "kind": "LIST", "rung": "blocked", "event_date": "2018"},
        True,
        "four fields of one finding",
    ),
    ({"strength": "match"}, False, "no match among them"),
]


@pytest.mark.parametrize(("row", "found", "why"), HOLDS, ids=[h[2] for h in HOLDS])
def test_rows_hold_and_do_not(row: dict[str, Any], found: bool, why: str) -> None:
    assert any(agrees(f, row) for f in FINDINGS) is found, why
    assert (complaint("must", row, FINDINGS) == "") is found, f"must: {why}"
    assert (complaint("must_not", row, FINDINGS) == "") is not found, f"must_not: {why}"


def test_nothing_found_fails_must_and_passes_must_not() -> None:
    assert complaint("must", {"kind": "LIST"}, [])
    assert not complaint("must_not", {"kind": "LIST"}, [])


def test_a_failure_shows_what_was_found_about_the_subject() -> None:
    row = {"kind": "LIST", "subject": {"sheet": "cargo", "id": "C1"}, "rung": "advisory"}
    text = complaint("must", row, FINDINGS)
    assert "1 finding(s) about that subject, of 3 in all" in text
    assert "since 2017-03-31" in text
    assert "asset_freeze (UN) un_sc/KPe.1" in text
    assert "Dalian Haibo" not in text


def test_a_failure_of_must_not_shows_the_finding_that_agrees() -> None:
    text = complaint("must_not", {"says": "listed later"}, FINDINGS)
    assert "1 finding(s) agree" in text
    assert "on 2019-03-21" in text


FAULTY_ROWS = [
    ({}, "names no field", "an empty row would hold for anything"),
    ("LIST", "a row is an object", "a text is no row"),
    ({"rungs": "blocked"}, "unknown key rungs", "a misspelt key would be ignored in silence"),
    ({"subject": {"row": "2"}}, "unknown key subject.row", "row numbers are not in the contract of a scenario"),
    ({"subject": {}}, "`subject` must be", "an empty subject says nothing"),
    ({"subject": "C1"}, "`subject` must be", "a subject is an object"),
    ({"event_date": 2018}, "non-empty text", "a number never equals a text"),
    ({"kind": "LIST", "says": ""}, "non-empty text", "an empty substring is in everything"),
]


@pytest.mark.parametrize(("row", "fault", "why"), FAULTY_ROWS, ids=[f[2] for f in FAULTY_ROWS])
def test_faults_of_rows(row: object, fault: str, why: str) -> None:
    assert fault in fault_of(row), why


FAULTY_FILES = [
    ('{"as_of": "2019-04-01"}', "no `must`", "nothing is expected"),
    ('{"must": []}', "neither `must` nor `must_not`", "nothing is said"),
    ('{"must": [{"kind": "LIST"}]}', "`as_of` must be a day", "no day"),
    ('{"as_of": "2019-04", "must": [{"kind": "LIST"}]}', "`as_of` must be a day", "a month is no day"),
    ('{"as_of": "2019-04-01", "must": {"kind": "LIST"}}', "`must` is not a list", "an object for a list"),
    ('{"as_of": "2019-04-01", "must": [], "mustnt": [{"kind": "LIST"}]}', "unknown key mustnt", "a misspelt section"),
    ('{"as_of": ', "is not readable JSON", "cut short"),
    ("[]", "an object was expected", "another shape"),
    (None, "is missing", "no file"),
    ('{"as_of": "2019-04-01", "must": [{"kin": "LIST"}]}', "must[0]: unknown key kin", "the row is named"),
]


@pytest.mark.parametrize(("text", "fault", "why"), FAULTY_FILES, ids=[f[2] for f in FAULTY_FILES])
def test_a_fault_in_a_scenario_is_a_case_of_its_own(text: str | None, fault: str, why: str, tmp_path: Path) -> None:
    for name in ("A-faulty", "B-good"):
        (tmp_path / name / "book").mkdir(parents=True)
    (tmp_path / "B-good/expect.json").write_text('{"as_of": "2019-04-01", "must": [{"kind": "LIST"}]}')
    if text is not None:
        (tmp_path / "A-faulty/expect.json").write_text(text)
    bad, good = cases_of(tmp_path)
    assert fault in bad.problem, why
    assert "A-faulty" in bad.problem
    assert (good.problem, good.name) == ("", "B-good/must-0:LIST")


def test_a_folder_without_scenarios_is_a_case_that_fails(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "not-there"):
        (case,) = cases_of(root)
        assert "holds no scenario folder" in case.problem


def test_a_single_scenario_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "expect.json").write_text('{"as_of": "2019-04-01", "must": [], "must_not": [{"kind": "LIST"}]}')
    assert scenario_folders(tmp_path) == (tmp_path,)


def test_case_names_are_readable_and_free_of_spaces(tmp_path: Path) -> None:
    row = {"kind": "LIST", "subject": {"sheet": "cargo", "id": "C1"}, "rung": "blocked", "says": "listed later"}
    (tmp_path / "E01-x").mkdir()
    (tmp_path / "E01-x/expect.json").write_text(json.dumps({"as_of": "2019-04-01", "must": [row]}))
    assert [c.name for c in cases_of(tmp_path)] == ["E01-x/must-0:LIST:cargo.C1:blocked:listed_later"]


def test_shuffling_changes_the_order_and_nothing_else(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / "files").mkdir(parents=True)
    (book / "files/a.txt").write_text("paper")
    lines = [["id", "note"], *([f"P{i}", f'line {i}\nwith "quotes", and a comma'] for i in range(6))]
    with (book / "parties.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(lines)
    (book / "cargo.csv").write_text("id\nC1\nC2\n")
    copy = shuffled_copy(book, tmp_path / "copy", seed="s")
    with (copy / "parties.csv").open(newline="", encoding="utf-8") as file:
        again = list(csv.reader(file))
    assert again[0] == lines[0]
    assert again[1:] != lines[1:]
    assert sorted(again[1:]) == sorted(lines[1:])
    assert (copy / "cargo.csv").read_text().split() == ["id", "C2", "C1"]
    assert (copy / "files/a.txt").read_text() == "paper"


def test_the_gist_ignores_row_numbers_and_order_only() -> None:
    moved = made(subject={**made()["subject"], "row": 9})
    other = made(status=made()["status"][:1])
    assert gist([moved, LOOK_BACK]) == gist([LOOK_BACK, made()])
    assert gist([other]) != gist([made()])
    assert gist([made(), made()]) != gist([made()])


WORDS = [
    ("She is a sanctioned vessel", 1, "the listing is by LIST of AUTHORITY"),
    ("On us_ofac_sdn of the US since 2018-02-23", 0, "the house's way"),
    ("blacklisted by the US", 1, "an advisory is no black list"),
    ("The master turned off her AIS", 1, "silence is not an act"),
    ("no AIS received from T1 to T2; 9 other ships were heard nearby", 0, "the house's way"),
    ("transferred oil to SAM JONG 2", 1, "not observed"),
    ("possible ship-to-ship transfer", 0, "hedged"),
    ("visited Nampo in the gap", 1, "not observed"),
    ("could have reached Nampo; not observed", 0, "the house's way"),
    ("the certificate is forged", 1, "a verdict"),
    ("conflicts with the bill of lading", 0, "the house's way"),
    ("The party is clean", 1, "no such answer"),
    ("P4 is clear", 1, "no such answer"),
    ("no risk found", 1, "no such answer"),
    ("score of 87", 1, "no score"),
    ("87/100", 1, "no score"),
    ("a sanctions match", 1, "name the list"),
    ("blocked by ownership (US)", 0, "a rung of the ladder"),
    ("P1 is owned by Obrazets", 1, "no source and no date"),
    ("the register says P1 was owned by Obrazets, 60 % on 2018-01-01", 0, "source and date"),
    ("the note says “she turned off her AIS, no risk”", 0, "another's words in quotation marks"),
    ("nuclear clearance, cleaner fuel", 0, "parts of other words"),
]


@pytest.mark.parametrize(("text", "number", "why"), WORDS, ids=[w[0] for w in WORDS])
def test_forbidden_wording(text: str, number: int, why: str) -> None:
    assert len(faults(text)) == number, why


def test_cells_of_the_book_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text("name,type\nClear Water Shipping,vessel\n")
    quoted = cells(tmp_path)
    assert quoted == {"Clear Water Shipping"}
    assert not faults("Clear Water Shipping is on a list", quoted=quoted)
    assert faults("a sanctioned vessel", quoted=quoted)


NAME_ONLY = [
    ("possible", "possible match: name only", 0, "the house's way"),
    ("possible", "The name is a match with PIONEER", 1, "a name alone"),
    ("match", "Same IMO number: a match with PIONEER", 0, "a number carries it"),
]


@pytest.mark.parametrize(("strength", "says", "number", "why"), NAME_ONLY, ids=[n[3] for n in NAME_ONLY])
def test_a_name_alone_is_a_possible_match(strength: str, says: str, number: int, why: str) -> None:
    assert len(finding_faults(made(strength=strength, says=says), ())) == number, why


BY_NAME = [{"list": "own", "entry": "X9", "via": "name"}]
BY_NUMBER = [{"list": "own", "entry": "X1", "via": "imoNumber"}]
HOP = "A lay 60 m from B. B also met C"
TOLD = [
    ("LIST", {"via": "name"}, True, "Possible match: name only. “C” may be C: blocked (US) [own X9].", 0, "a list, hedged"),
    ("LIST", {"via": "name"}, True, "C is on a list: blocked (US) [own X9].", 1, "a list, by name, not hedged"),
    ("BEHAVIOUR", {"known_by": BY_NAME}, False, f"{HOP}: blocked (US) [own X9].", 1, "the second hop, not hedged"),
    ("BEHAVIOUR", {"known_by": BY_NAME}, True, "A lay 60 m from C: blocked (US) [own X9].", 1, "the first hop, not hedged"),
    ("BEHAVIOUR", {"known_by": BY_NAME}, False, f"{HOP}. Possible match: name only. “C” may be C: blocked [own X9].", 0,
     "the second hop, hedged"),
    ("BEHAVIOUR", {"known_by": [*BY_NAME, *BY_NUMBER]}, False,
     f"Possible match: name only. {HOP}. IMO number 1 is that of C: blocked [own X1] and blocked [own X9].", 1,
     "a hedge on the first ship does not cover the third"),
    ("BEHAVIOUR", {"known_by": [*BY_NAME, {**BY_NAME[0], "via": "mmsi"}]}, False, f"{HOP}. MMSI 1 is that of C [own X9].", 0,
     "the same entry by a number too"),
    ("CONFLICT", {}, False, "C: blocked (US) [own X9].", 1, "nobody says how the entry was found"),
    ("CONFLICT", {"compared": {"entries": [{"dataset": "own", "entry": "X9"}]}}, False, "In doubt: blocked [own X9].", 0,
     "the entry was compared in the finding"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "detail", "status", "says", "number", "why"), TOLD, ids=[t[-1] for t in TOLD])
def test_a_status_on_a_name_alone_is_hedged_in_every_kind(
    kind: str, detail: dict[str, Any], status: bool, says: str, number: int, why: str
) -> None:
    held = [{"rung": "blocked", "authority": "US", "list": "own", "entry": "X9"}] if status else []
    finding = made(kind=kind, detail=detail, says=says, status=held, strength="possible")
    assert len(finding_faults(finding, ())) == number, why


def test_every_field_that_offing_words_is_read() -> None:
    finding = made(innocent=["all clear"], settle=["a clean paper"], status=[{"wording": "blacklisted"}])
    assert [x.split(":")[0] for x in finding_faults(finding, ())] == ["innocent", "settle", "status.wording"]


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    page = (
        "<style>p {clear: both}</style><!-- clean --><p title='clear'>No {{ clean }} {# clear #}{% set clean %}word</p>"
    )
    assert page_text(page).split() == ["No", "word"]
