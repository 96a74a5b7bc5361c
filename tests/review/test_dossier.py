"""The dossier of one ship: which ship is meant, what her numbers tell, who lists her, and where sources differ."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.index.find import Finder
from offing.index.keep import opened, versions
from offing.index.past import texts_over_time
from offing.index.told import Told
from offing.portrait import labels, vessel_dossier
from offing.records.entity import Statement
from offing.report.dossier_json import dossier_dict, dossier_json
from offing.review.decided import DecidedEntry, Decision, book_facts, from_lines, to_line
from offing.review.dossier import Dossier
from offing.review.one_ship import Several, asked_mmsi, asked_number
from offing.review.ship_facts import listed_facts
from tests.index.made import add, ship, view_of
from tests.review.books import entry
from tests.review.ships import asked, made

ROSE = "9074729"
OTHER = "9812341"
SLIP = "9074728"
SCENARIOS = Path(__file__).parents[1] / "scenarios"


def rose(name: str = "SEA ROSE", imo: str = ROSE, **cells: str) -> str:
    return entry(name, "vessel", imo=imo, **{"from_": "2019-01-01", "entry": "SR", **cells})


@pytest.mark.parametrize(
    ("text", "number", "mmsi", "why"),
    [
        ("9074729", "9074729", "", "the bare number"),
        ("IMO 9074729", "9074729", "", "with the letters"),
        ("imo9074729", "9074729", "", "the letters stuck to it"),
        ("IMO No. 9074729", "9074729", "", "with No."),
        ("９０７４７２９", "9074729", "", "full-width digits"),
        ("JLZ9074729", "", "", "digits within a name are no number"),
        ("SEA ROSE 9074729", "", "", "a name with a number is a name"),
        ("907472", "", "", "six digits"),
        ("445000950", "", "445000950", "nine digits are an MMSI"),
        ("MMSI 445000950", "", "445000950", "with the letters"),
        ("9", "", "", "a ship may be called 9"),
    ],
)
def test_what_is_asked_for(text: str, number: str, mmsi: str, why: str) -> None:
    assert (asked_number(text), asked_mmsi(text) if not number else "") == (number, mmsi), why


ONE = {"a": rose()}
TWO = {"a": rose() + rose(imo=OTHER, entry="X2")}
VESSELS = "id,imo,name,flag\n"


@pytest.mark.parametrize(
    ("question", "lists", "vessels", "meant", "why"),
    [
        ("sea rose", ONE, "", [ROSE], "a name that one ship bears"),
        ("M/V Sea-Rose", ONE, "", [ROSE], "as somebody else writes it"),
        ("SEA ROSE", TWO, "", [ROSE, OTHER], "two ships of a list bear it"),
        ("SEA ROSE", ONE, f"V1,{OTHER},Sea Rose,\n", [ROSE, OTHER], "a ship of a list and one of the book"),
        ("SEA ROSE", ONE, f"V1,{ROSE},Sea Rose,\n", [ROSE], "the same number in both"),
        ("SEA ROSE", ONE, "V1,,Sea Rose,\n", [ROSE], "the book gives no number: she may be that one"),
        ("SEA ROSE", {"a": rose(imo="")}, f"V1,{ROSE},Sea Rose,\n", [ROSE], "the list gives no number"),
        ("SEA ROSE", {"a": rose(imo="")}, "", [""], "nobody gives a number"),
        ("SEA ROSE", {"a": rose(imo="") + rose(imo="", entry="X2")}, "", [""], "two entries, no number to choose by"),
        (
            "SEA ROSE",
            {"a": rose(imo="") + rose(entry="X2")},
            "",
            ["", ROSE],
            "a list has one with and one without a number",
        ),
        ("SEA ROSE", {}, f"V1,{ROSE},SEA ROSE,\nV2,,SEA ROSE,\n", ["", ROSE], "so does the book"),
        ("SEA ROSE", {"a": rose(imo=""), "b": rose(imo="")}, "", [""], "one entry each of two lists, no number"),
        ("OLD NAME", {"a": rose(aliases="OLD NAME")}, "", [ROSE], "an alias"),
        ("NOBODY", ONE, "", [""], "no ship of the name"),
        (OTHER, TWO, "", [OTHER], "the number decides"),
        ("9999999", ONE, "", ["9999999"], "a number that nobody has"),
    ],
)
def test_which_ship_is_meant(
    tmp_path: Path, question: str, lists: dict[str, str], vessels: str, meant: list[str], why: str
) -> None:
    books = {"book": {"vessels": VESSELS + vessels}} if vessels else {}
    found = asked(tmp_path, question, lists, books)
    numbers = [c.imo for c in found.candidates] if isinstance(found, Several) else [found.identity.imo]
    assert sorted(numbers) == sorted(meant), why


@pytest.mark.parametrize(
    ("imo", "ok", "says", "why"),
    [
        (ROSE, True, "agrees", "a valid number"),
        (SLIP, False, "fails", "one digit off"),
        ("0000000", False, "fails", "no number begins with 0"),
        ("5522567", False, "has the form of a company's", "a company's number"),
    ],
)
def test_the_check_digit_is_shown(tmp_path: Path, imo: str, ok: bool, says: str, why: str) -> None:
    identity = made(tmp_path, imo, ONE).identity
    assert identity.check_digit is ok, why
    assert says in identity.check_says, why
    assert identity.imo == imo, "a bad number is never repaired"


@pytest.mark.parametrize(
    ("lists", "vessels", "warnings", "why"),
    [
        (ONE, "", [], "nobody else"),
        ({"a": rose(), "b": rose(imo=OTHER)}, "", ["same name"], "a ship of another list bears the name"),
        ({"a": rose(aliases="LILY"), "b": rose("LILY", OTHER)}, "", ["same name"], "her alias is another's name"),
        (ONE, f"V1,{OTHER},SEA ROSE,\n", ["same name"], "a ship of the book bears the name"),
        (ONE, f"V1,{SLIP},LILY,\n", ["near number"], "a number of the book one slip away"),
        ({"a": rose() + rose("LILY", SLIP)}, "", ["near number"], "a listed number one slip away"),
        ({"a": rose() + rose("SEA ROSE II", entry="X2")}, "", ["two entries"], "one list has her twice"),
        (
            {"a": rose(mmsi="445000950") + rose("LILY", OTHER, mmsi="445000950")},
            "",
            ["same MMSI"],
            "a number handed on",
        ),
        ({"a": entry("ROSE CO", ids=f"IMO company {ROSE}")}, "", [], "a company's other number is not hers"),
        (
            {"a": rose("GOLDEN HARVESTRE", OTHER)},
            f"V1,{ROSE},GOLDEN HARVESTER,\n",
            ["near name"],
            "a like name is listed",
        ),
    ],
)
def test_whom_she_may_be_taken_for(
    tmp_path: Path, lists: dict[str, str], vessels: str, warnings: list[str], why: str
) -> None:
    books = {"book": {"vessels": VESSELS + vessels}} if vessels else {}
    assert [t.kind for t in made(tmp_path, ROSE, lists, books).identity.twins] == warnings, why


@pytest.mark.parametrize(
    ("cells", "kinds", "why"),
    [
        ("1998,52000", ["two hulls"], "built eight years later"),
        ("1990,52000", [], "the same hull"),
        ("1991,52000", [], "a year apart is a slip"),
        ("1990,22000", ["two hulls"], "less than half the tonnage"),
        ("1990,51000", [], "measured again"),
    ],
)
def test_two_hulls_under_one_number(tmp_path: Path, cells: str, kinds: list[str], why: str) -> None:
    head = "id,imo,name,built,gross_tonnage\n"
    books = {
        name: {"vessels": f"{head}V1,{ROSE},SEA ROSE,{x}\n"} for name, x in (("one", "1990,52000"), ("two", cells))
    }
    assert [t.kind for t in made(tmp_path, ROSE, {}, books).identity.twins] == kinds, why


@pytest.mark.parametrize(
    ("cells", "agrees", "says", "why"),
    [
        ("Panama,351234000,", True, "351 is Panama, as the flag", "the digits are the flag's"),
        ("Togo,351234000,", False, "351 is Panama; flag given: Togo", "another's digits"),
        (",351234000,", None, "no source gives a flag", "no flag to lay beside"),
        ("Cayman Islands,232001000,", True, "as the flag", "a flag that may use its state's digits"),
        ("Panama,123456789,", None, "not the form", "no ship station's number"),
        ("Togo,,5VAB1", True, "5V is Togo", "a call sign of the flag"),
        ("Togo,,HMYP4", False, "HM is North Korea", "a call sign of another"),
        ("Togo,,1AAA", None, "no territory holds", "a series of nobody"),
    ],
)
def test_what_radio_numbers_tell(tmp_path: Path, cells: str, agrees: bool | None, says: str, why: str) -> None:
    books = {"book": {"vessels": f"id,imo,name,flag,mmsi,call_sign\nV1,{ROSE},SEA ROSE,{cells}\n"}}
    (radio,) = made(tmp_path, ROSE, {}, books).identity.radios
    assert radio.agrees is agrees, why
    assert says in radio.says, why


@pytest.mark.parametrize(
    ("lists", "as_of", "status", "why"),
    [
        (ONE, "2018-12-31", [], "the day before the listing knows nothing"),
        (ONE, "2019-01-01", [("blocked", True)], "the day of the listing"),
        ({"a": rose(to="2020-05-05")}, "2020-01-01", [("blocked", True)], "an end that was still to come is not told"),
        ({"a": rose(to="2020-05-05")}, "2021-01-01", [("delisted", False)], "a delisting stands in the table"),
        (
            {"a": rose(to="2020-05-05"), "b": rose(authority="EU", rung="port_ban")},
            "2021-01-01",
            [("port_ban", True), ("delisted", False)],
            "a delisting by one leaves the listing of the other",
        ),
        ({"a": rose(rung="advisory")}, "2021-01-01", [("advisory", True)], "an advisory is on its own rung"),
        ({"a": rose(from_="2019")}, "2019-06-01", [("blocked", None)], "in the year of the listing it is open"),
    ],
)
def test_status_as_of_a_day(
    tmp_path: Path, lists: dict[str, str], as_of: str, status: list[tuple[str, bool | None]], why: str
) -> None:
    found = made(tmp_path, ROSE, lists, as_of=date.fromisoformat(as_of))
    assert [(m.status.rung, m.stands) for m in found.hers] == status, why
    assert all(m.source.quote and m.source.version and m.source.sha256 for m in found.hers)
    assert bool(found.hers) or f"no entry found in [{', '.join(f'{n} 2024-01-01' for n in lists)}]" in found.none_found


def test_an_entry_without_a_number_stands_apart(tmp_path: Path) -> None:
    found = made(tmp_path, ROSE, {"a": rose(imo="")}, {"book": {"vessels": f"{VESSELS}V1,{ROSE},SEA ROSE,\n"}})
    assert not found.hers
    assert [(m.status.list, m.how) for m in found.by_name] == [("a", "name")]
    assert all(f.how == "name" for f in found.facts if f.source.source == "a")


@pytest.mark.parametrize(
    ("cells", "topics", "why"),
    [
        ("SEA ROSE,Togo,NITC,Oil Tanker", ["flag"], "lists and book give two flags"),
        ("SEA ROSE,Panama,NITC,Oil Tanker", [], "all agree"),
        ("SEA LILY,Panama,NITC,Oil Tanker", ["name"], "another name in the book"),
        ("ROSA,Panama,NITC,Oil Tanker", [], "an alias on the list"),
        ("SEA ROSE,PA,NITC,Oil Tanker", [], "a flag by its code"),
        ("SEA ROSE,Panama,NITC,", [], "silence is no conflict"),
    ],
)
def test_where_sources_differ(tmp_path: Path, cells: str, topics: list[str], why: str) -> None:
    books = {"book": {"vessels": f"id,imo,name,flag,owner,type\nV1,{ROSE},{cells}\n"}}
    found = made(tmp_path, ROSE, {"a": rose(flag="Panama", aliases="ROSA")}, books)
    assert [c.topic for c in found.conflicts] == topics, why
    for conflict in found.conflicts:
        assert len(conflict.tellings) > 1
        assert all(value and who for value, who in conflict.tellings)


def test_owners_of_two_books(tmp_path: Path) -> None:
    """Two books name different owners for one time: a conflict; for different times: none."""
    head = "id,imo,name,owner,from,to\n"
    one = {"vessels": f"{head}V1,{ROSE},SEA ROSE,Alpha Shipping Ltd,2020,\n"}
    for to, topics in {"2019-12-31": [], "2022-12-31": ["owner"]}.items():
        two = {"vessels": f"{head}V1,{ROSE},SEA ROSE,Beta Marine SA,2018,{to}\n"}
        assert [c.topic for c in made(tmp_path / to, ROSE, {}, {"one": one, "two": two}).conflicts] == topics
    two = {"vessels": f"{head}V1,{ROSE},SEA ROSE,Beta Marine SA,2018,\n"}
    found = made(tmp_path / "both", ROSE, {}, {"one": one, "two": two})
    assert [c.topic for c in found.conflicts] == ["owner"]
    assert [(f.value, f.current) for f in found.of("owner")] == [("Beta Marine SA", True), ("Alpha Shipping Ltd", True)]


SHEETS = {
    "vessels": "id,imo,name,flag,from,to\n"
    f"V1,{ROSE},SEA ROSE,Togo,2019,2021\nV2,{ROSE},LILY,Panama,2022,\nV3,{OTHER},SEA ROSE,,,\n",
    "ownership": "owner,owned,percent,from,source\nAlpha Shipping Ltd,V1,60,2019-05,registry extract\n",
    "voyages": "id,vessel,imo,load_port,load_date\n"
    f"VY1,V1,,Rotterdam,2020-03-01\nVY2,SEA ROSE,{OTHER},Oslo,2020-03-01\nVY3,LILY,,Oslo,2023\n",
    "cargo": "id,voyage,description\nC1,VY1,wheat\nC2,VY2,coal\n",
    "payments": f"id,date,text\nPY1,2020-03-05,FREIGHT MV LILY IMO {ROSE}\nPY2,2020-03-05,RENT\n",
}


def test_rows_that_name_her(tmp_path: Path) -> None:
    found = made(tmp_path, ROSE, ONE, {"book": SHEETS})
    assert [(r.sheet, r.id, r.how) for r in found.rows] == [
        ("ownership", "", "number"),
        ("vessels", "V1", "number"),
        ("vessels", "V2", "number"),
        ("voyages", "VY1", "number"),
        ("voyages", "VY3", "number"),
        ("cargo", "C1", "voyage"),
        ("payments", "PY1", "number"),
    ]
    assert [(f.value, f.note) for f in found.of("owner")] == [("Alpha Shipping Ltd", "60 %; source: registry extract")]
    assert [(f.value, f.current) for f in found.of("flag") if f.source.source == "book"] == [
        ("Panama", True),
        ("Togo", False),
    ]
    assert "listed_vessel" in {f.finding.check for f in found.findings}
    assert not any(f.finding.subject.id in ("V3", "VY2", "C2", "PY2") for f in found.findings)


def test_a_ship_nobody_lists(tmp_path: Path) -> None:
    """What was looked at is told, and no word of a verdict."""
    found = made(tmp_path, OTHER, ONE)
    assert not found.measures
    assert found.none_found == "no entry found in [a 2024-01-01]; not checked: [no list was left out]"
    assert found.not_checked[0].what == "your own books"
    text = dossier_json(found).casefold()
    assert not any(word in text for word in ("no risk", "blacklisted", "sanctioned vessel"))


def test_what_a_list_said_over_time(tmp_path: Path) -> None:
    """A flag of an older version is told with the versions that held it; what a later one says is not known before."""
    first = ship("1", "SEA ROSE", ("imoNumber", ROSE))
    togo = Statement("flag", "Togo")
    panama = Statement("flag", "Panama")
    with opened(tmp_path / "index.db") as db:
        for version, flag in (("2020-01-01", togo), ("2020-02-01", togo), ("2021-01-01", panama)):
            add(db, version, replace(first, statements=(flag,)))
        add(db, "2023-01-01", ship("2", "LILY"))
        told = {}
        for as_of in ("2019-06-01", "2020-06-01", "2022-06-01", "2023-06-01"):
            day = date.fromisoformat(as_of)
            past = {("list", "1"): texts_over_time(db, versions(db, "list"), "1", day)}
            facts = listed_facts(Finder(view_of(db, as_of)), 0, "number", past)
            told[as_of] = [(f.value, f.current, str(f.seen)) for f in facts if f.topic == "flag"]
    assert told["2020-06-01"] == [("Togo", True, "2020-01-01/2020-02-01")]
    assert told["2022-06-01"] == [("Togo", False, "2020-01-01/2020-02-01"), ("Panama", True, "2021-01-01")]
    assert not any(current for _, current, _ in told["2023-06-01"]), "the entry is gone: the list says nothing now"
    assert told["2019-06-01"] == [("Togo", True, "None")], "no version of that day is held: no version is claimed"


def _decision(entry_id: str, imo: str = "", finding: str = "f1", decision: str = "not the same") -> Decision:
    return Decision(
        date(2024, 2, 1), "A. Reader", "another hull", finding, "vessels", "V9", "ROSE OF THE SEA", book_facts(Told(imo=imo)),
        (DecidedEntry("a", entry_id, "SEA ROSE", {}),), decision,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "states", "why"),
    [
        ((_decision("SR"),), ["stands"], "on her entry"),
        ((_decision("OTHE"),), [], "on another's entry"),
        ((_decision("OTHE", ROSE),), ["stands"], "on a row with her number"),
        ((_decision("SR"), _decision("SR", decision="withdrawn")), ["withdrawn", "withdrawal"], "taken back"),
    ],
)
def test_decisions_kept(tmp_path: Path, kept: tuple[Decision, ...], states: list[str], why: str) -> None:
    decisions = from_lines([to_line(d) for d in kept])
    found = made(tmp_path, ROSE, ONE, decisions=decisions)
    assert [d.state for d in found.decisions] == states, why


def test_at_sea_in_the_tracks() -> None:
    """The encounters of a scenario's track, with what the lists say of the other ship."""
    found = vessel_dossier("9003550", as_of=date(2019, 4, 1), books=[SCENARIOS / "TR02-patriot-track" / "book"])
    assert isinstance(found, Dossier)
    kinds = {e.event.kind for e in found.at_sea}
    assert {"encounter", "gap"} <= kinds
    meetings = [e for e in found.at_sea if e.event.kind == "encounter"]
    assert all(e.other is not None and e.other.imo != 9003550 for e in meetings)
    assert any("port ban" in said for e in meetings for said in e.other_listed), "what the lists say of the other"
    assert any("since 2016-03-16" in said for e in meetings for said in e.other_listed) or any(
        e.other_listed for e in meetings
    )
    assert [e.event.start_s for e in found.at_sea] == sorted(e.event.start_s for e in found.at_sea)


def test_news_of_the_reports() -> None:
    """What a book's reports say of her stands with its quote, file and line, once."""
    book = SCENARIOS / "NW02-reports-beside-the-book" / "book"
    found = vessel_dossier("8125703", as_of=date(2019, 4, 1), books=[book])
    assert isinstance(found, Dossier)
    quotes = [e.quote for n in found.news for e in n.finding.evidence if e.source == "report"]
    assert any("is alleged to have transferred fuel" in q for q in quotes)
    assert "the Vityaz had any contact with North Korean vessels" in quotes, "the denial stands beside it"
    assert [(t.type, t.how) for t in found.told] == [("flagged_in", "number")]
    assert not {t.source.quote for t in found.told} & set(quotes), "a quote is told once"
    text = (book / "reports" / "2018-01-04-wire.txt").read_text(encoding="utf-8")
    assert all(t.source.quote in text for t in found.told)


LISTS = {
    "a": rose(flag="Panama", aliases="ROSA;LILY") + rose("LILY", OTHER, entry="A2"),
    "b": rose(authority="EU", rung="port_ban", flag="Togo", to="2021-01-01"),
    "c": rose("SEA ROSE", "", authority="UK", rung="asset_freeze"),
    "d": rose("SEA ROSE II", SLIP, authority="UN"),
}


def test_the_order_of_lists_does_not_matter(tmp_path: Path) -> None:
    """The proofs within a review's finding stand in the order of the lists, which a review opens in one order always."""
    books = {"book": SHEETS}
    texts, ids = set(), set()
    for order in permutations(LISTS):
        told = dossier_dict(made(tmp_path, ROSE, LISTS, books, order=order))
        ids.add(tuple(f["id"] for f in told.pop("findings")))
        texts.add(json.dumps(told))
    assert len(texts) == len(ids) == 1


def test_labels_tell_books_apart() -> None:
    assert labels([Path("/x/a/book"), Path("/x/b/book")]) == ["a/book", "b/book"]
    assert labels([Path("/x/a")]) == ["a"]
    assert labels([]) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.text(min_size=1, max_size=40), imo=st.sampled_from([ROSE, SLIP, "", "x"]))
def test_any_name_is_answered(name: str, imo: str) -> None:
    """Whatever is asked, there is a dossier or a list of candidates, the JSON is JSON, and no other number is taken on."""
    with TemporaryDirectory() as folder:
        found = asked(Path(folder), name, {"a": rose(imo=imo) + rose("LILY", OTHER)})
    if isinstance(found, Several):
        assert len(found.candidates) > 1
    else:
        assert json.loads(dossier_json(found))["vessel"]["asked"] == name
        if found.identity.imo:
            assert found.hers or asked_number(name) == found.identity.imo
