"""What a row says of a ship beside a list entry: each rule once, and what they amount to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from offing.index.evidence import lay
from offing.index.evidence_ships import number_in, one_keystroke, ship_families
from offing.index.find import REORDERED, Hit
from offing.index.judge import judge
from offing.index.rules import part, rules
from offing.records.dates import parse_span
from offing.records.entity import Name, NameKind
from tests.index.laid import by_name, entry, judged, outcome, row, rules_of

IMO, SLIP, OTHER = "9074729", "9074728", "9000003"
VALID_SLIP = "9074779"


@pytest.mark.parametrize(
    ("told", "listed", "wanted", "why"),
    [
        ({"imo": IMO}, {"imoNumber": IMO}, ["imo_same"], "the same number"),
        ({"imo": IMO, "bare_imo": True}, {"imoNumber": IMO}, ["imo_bare"], "seven digits without the letters IMO"),
        ({"imo": OTHER}, {"imoNumber": IMO}, ["imo_other"], "two valid numbers"),
        ({"imo": OTHER}, {"imoNumber": [IMO, OTHER]}, ["imo_same"], "any of several listed numbers"),
        ({"imo": SLIP}, {"imoNumber": IMO}, ["imo_slip"], "one digit, and the check digit fails"),
        ({"imo": "9047729"}, {"imoNumber": IMO}, ["imo_slip"], "two neighbours swapped, and the check digit fails"),
        ({"imo": VALID_SLIP}, {"imoNumber": IMO}, ["imo_slip_valid"], "one digit, and it is valid all the same"),
        ({"imo": "9074120"}, {"imoNumber": IMO}, ["imo_fails"], "a bad number far from the listed one"),
        ({"imo": IMO}, {"imoNumber": SLIP}, ["imo_slip_valid"], "the list's own number may be the slip"),
        ({"imo": "5999479"}, {"imoNumber": IMO}, ["imo_of_company"], "a company's number says nothing of a ship"),
        ({"imo": IMO}, {}, ["imo_not_listed"], "nothing to compare"),
        ({}, {"imoNumber": IMO}, [], "silence on the book's side says nothing"),
        ({"mmsi": "256789000"}, {"mmsi": "256789000"}, ["mmsi_same"], "the same MMSI"),
        ({"mmsi": "256789000"}, {"mmsi": "256789001"}, ["mmsi_other"], "another one"),
        ({"mmsi": "256789000", "period": "2019"}, {"mmsi": ("256789000", "dated 2012, 2014-06")}, ["mmsi_other_time"],
         "listed for another time than the row's"),
        ({"mmsi": "256789000", "period": "2013"}, {"mmsi": ("256789000", "dated 2012, 2014-06")}, ["mmsi_same"],
         "listed for the row's time"),
        ({"mmsi": "256789000", "flag": "mt"}, {"mmsi": "256789000"}, ["mmsi_same"], "256 is Malta's"),
        ({"mmsi": "256789000", "flag": "pa"}, {"mmsi": "256789000"}, ["mmsi_same", "mid_other_flag"], "not Panama's"),
        ({"call_sign": "9HXY7"}, {"callSign": "9HXY7"}, ["call_sign_same"], "the same call sign"),
        ({"call_sign": "9HXY7"}, {"callSign": "3EAB1"}, ["call_sign_other"], "another"),
        ({"flag": "pa"}, {"flag": "Panama"}, ["flag_same"], "the same flag"),
        ({"flag": "pa"}, {"flag": "Togo", "pastFlags": "Panama"}, ["flag_past"], "a flag she had"),
        ({"flag": "pa"}, {"flag": "Togo"}, ["flag_other"], "another flag"),
        ({"type": "Crude Oil Tanker"}, {"type": "Chemical/Products Tanker"}, ["type_alike"], "both tankers"),
        ({"type": "Tanker"}, {"type": "Bulk Carrier"}, ["type_other"], "wet and dry"),
        ({"type": "Container Ship"}, {"type": "Bulk Carrier"}, [], "two kinds of dry cargo: lists mix them up"),
        ({"type": "vessel"}, {"type": "Tug"}, [], "a word that says nothing"),
        ({"gross_tonnage": 10_100}, {"grossRegisteredTonnage": "10,000"}, ["tonnage_same"], "within 2 %"),
        ({"gross_tonnage": 11_000}, {"grossRegisteredTonnage": "10,000"}, [], "10 % apart is neither"),
        ({"gross_tonnage": 20_000}, {"grossRegisteredTonnage": "10,000"}, ["tonnage_other"], "twice as large"),
        ({"deadweight": 10_000}, {"grossRegisteredTonnage": "10,000"}, ["tonnage_same"], "lists mix up the tonnages"),
        ({"gross_tonnage": 20_000, "deadweight": 35_000}, {"tonnage": "35,100"}, ["tonnage_same"], "one agreeing is enough"),
        ({"deadweight": 35_000}, {"grossRegisteredTonnage": "20,000"}, [], "different tonnages are not compared to differ"),
        ({"built": 1999}, {"buildDate": "1999-04-01"}, ["built_same"], "the same year"),
        ({"built": 2000}, {"buildDate": "1999"}, [], "keel and delivery: a year off is neither"),
        ({"built": 2011}, {"buildDate": "1999"}, ["built_other"], "another ship's age"),
        ({"length_m": 183.0}, {"offing:length": "182.5 m"}, ["length_same"], "within 2 %"),
        ({"length_m": 183.0}, {"offing:length": "90"}, ["length_other"], "half as long"),
    ],
)  # fmt: skip
def test_each_fact(told: dict[str, Any], listed: dict[str, Any], wanted: list[str], why: str) -> None:
    assert rules_of(row("ship", **told), entry("Vessel", **listed)) == wanted, why


@pytest.mark.parametrize(
    ("told", "listed", "hit", "wanted", "why"),
    [
        ({}, {"imoNumber": IMO}, by_name(), "possible", "a name alone"),
        ({}, {"imoNumber": IMO}, by_name(score=0.8), "possible", "a near name"),
        ({}, {"imoNumber": IMO}, by_name(score=0.4), "set aside", "one that is not near enough"),
        ({"imo": OTHER}, {"imoNumber": IMO}, by_name(), "set aside", "two valid numbers are two hulls"),
        ({"imo": OTHER, "flag": "pa"}, {"imoNumber": IMO, "flag": "Panama"}, by_name(), "set aside", "one thing agreeing"),
        ({"imo": OTHER, "flag": "pa", "type": "Tanker"}, {"imoNumber": IMO, "flag": "Panama", "type": "Tanker"}, by_name(),
         "identity in doubt", "two things agreeing"),
        ({"imo": OTHER, "flag": "pa", "type": "Tanker", "built": 2011},
         {"imoNumber": IMO, "flag": "Panama", "type": "Tanker", "buildDate": "1988"}, by_name(), "set aside",
         "but an age that is another's"),
        ({"imo": OTHER, "flag": "pa", "type": "Tanker"}, {"imoNumber": IMO, "flag": "Panama", "type": "Tanker"},
         by_name(score=0.9), "set aside", "a near name with another number is another ship"),
        ({"imo": SLIP}, {"imoNumber": IMO}, by_name(), "strong", "a slip under the same name"),
        ({"imo": SLIP}, {"imoNumber": IMO}, by_name(score=0.6), "strong", "under a near name"),
        ({"imo": SLIP}, {"imoNumber": IMO}, by_name(score=0.2), "strong", "however far: the number carries it"),
        ({"imo": VALID_SLIP}, {"imoNumber": IMO}, by_name(), "possible", "a valid number is never more than possible"),
        ({"imo": "9074120"}, {"imoNumber": IMO}, by_name(), "possible", "a bad number sets nothing aside"),
        ({"type": "Tanker", "built": 2011}, {"type": "Tug", "buildDate": "1988"}, by_name(), "set aside",
         "another hull in two respects"),
        ({"type": "Tanker", "built": 2011}, {"type": "Tug", "buildDate": "2011"}, by_name(), "possible",
         "in one: lists misname types"),
        ({"flag": "pa"}, {"flag": "Togo"}, by_name(), "possible", "a flag changes"),
        ({"type": "Tanker", "gross_tonnage": 5000.0}, {"type": "Tanker", "grossRegisteredTonnage": "5,000"},
         by_name(score=0.35), "possible", "what agrees lifts a near name over the bar"),
        ({"type": "Tanker", "gross_tonnage": 5000.0}, {"type": "Tanker", "grossRegisteredTonnage": "5,000"},
         by_name(score=0.2), "set aside", "but none from below the floor"),
        ({"type": "Tanker"}, {"type": "Tug"}, by_name(score=0.6), "set aside", "what differs presses it under"),
    ],
)  # fmt: skip
def test_what_they_amount_to(told: dict[str, Any], listed: dict[str, Any], hit: Hit, wanted: str, why: str) -> None:
    assert outcome(row("ship", **told), entry("Vessel", **listed), hit) == wanted, why


@pytest.mark.parametrize(
    ("via", "told", "name", "wanted", "why"),
    [
        ("imoNumber", {"imo": IMO}, "ANOTHER", "match", "renamed"),
        ("mmsi", {"mmsi": "256789000"}, "ANOTHER", "strong", "an MMSI is handed on"),
        ("callSign", {"call_sign": "9HXY7"}, "ANOTHER", "strong", "so is a call sign"),
        ("mmsi", {"mmsi": "256789000", "imo": OTHER}, "ANOTHER", "set aside", "handed on to a ship of another number"),
        ("mmsi", {"mmsi": "256789000", "call_sign": "9HXY7", "imo": OTHER}, "SEA ROSE", "identity in doubt",
         "unless the name and the call sign are hers too"),
        ("imoSlip", {"imo": SLIP}, "SEA ROES", "strong", "a near name below the matcher's bar"),
        ("imoSlip", {"imo": SLIP}, "", "weak", "no name at all"),
    ],
)  # fmt: skip
def test_hits_by_number(via: str, told: dict[str, Any], name: str, wanted: str, why: str) -> None:
    listed = entry("Vessel", imoNumber=IMO, mmsi="256789000", callSign="9HXY7")
    assert outcome(row("ship", name, **told), listed, Hit(0, via, "", "SEA ROSE")) == wanted, why


@pytest.mark.parametrize(
    ("told", "strength", "why"),
    [
        ({"flag": "pa", "type": "Tanker"}, "weak", "two ordinary things"),
        ({"flag": "pa", "type": "Tanker", "gross_tonnage": 5000.0}, "possible", "three"),
        ({"flag": "pa", "call_sign": "3EAB1"}, "possible", "two, one of them a call sign"),
    ],
)
def test_how_firm_a_doubt_is(told: dict[str, Any], strength: str, why: str) -> None:
    facts = {"flag": "Panama", "type": "Tanker", "grossRegisteredTonnage": "5,000", "callSign": "3EAB1"}
    found = judged(row("ship", imo=OTHER, **told), entry("Vessel", imoNumber=IMO, **facts))
    assert (found.queue, found.strength) == ("identity in doubt", strength), why
    assert [p.rule for p in found.because] == ["imo_other"]


@pytest.mark.parametrize(
    ("kind", "dated", "period", "hit", "wanted", "why"),
    [
        ("name", "", "", by_name(), ["name_same"], "a name that stands"),
        ("name", "", "", by_name(distinct=False), ["name_short"], "a short one"),
        ("name", "", "", by_name(score=0.7), ["name_near"], "a near one"),
        ("name", "", "", by_name(told=(REORDERED,)), ["name_reordered"], "turned round"),
        ("previousName", "", "2019", by_name(), ["name_same", "name_former"], "a former one, of no told time"),
        ("previousName", "2010/2014", "2013", by_name(), ["name_same", "name_former"], "of the row's time"),
        ("previousName", "2010/2014", "2019", by_name(), ["name_same", "name_other_time"], "of another time"),
        ("previousName", "2010/2014", "", by_name(), ["name_same", "name_former"], "the row is of no time"),
        ("weakAlias", "", "", by_name(), ["name_same", "name_weak"], "one that the publisher calls weak"),
    ],
)  # fmt: skip
def test_names(kind: NameKind, dated: str, period: str, hit: Hit, wanted: list[str], why: str) -> None:
    listed = replace(entry("Vessel"), names=(Name("SEA ROSE", kind, dated=parse_span(dated) if dated else None),))
    told = row("ship", **({"period": period} if period else {}))
    found = [p.rule for p in lay(told, listed, replace(hit, listed_kind=kind))]
    assert found == wanted, why


def test_another_valid_number_is_never_above_possible() -> None:
    """Whatever else agrees."""
    everything = [
        part(rule, "x", "y") for rule in rules() if rule not in ("imo_same", "imo_bare", "imo_slip", "number_same")
    ]
    for hit in (by_name(), by_name(score=0.9), Hit(0, "mmsi", "", "SEA ROSE"), Hit(0, "callSign", "", "SEA ROSE")):
        assert judge(hit, tuple(everything), "Vessel").strength in ("possible", "weak")


def test_the_order_follows_the_evidence() -> None:
    listed = entry("Vessel", flag="Panama", type="Tanker", buildDate="1999")
    worse, plain, better = (
        judged(row("ship", **facts), listed).order
        for facts in ({"flag": "tg"}, {}, {"flag": "pa", "type": "Tanker", "built": 1999})
    )
    assert worse < plain < better


@pytest.mark.parametrize(
    ("a", "b", "wanted", "why"),
    [
        ("9074729", "9074728", True, "one digit"), ("9074729", "9074792", True, "neighbours"),
        ("9074729", "9074729", False, "none"), ("9074729", "9074718", False, "two digits"),
        ("9074729", "9074927", False, "two that are not neighbours"), ("9074729", "907472", False, "a digit lost"),
    ],
)  # fmt: skip
def test_one_keystroke(a: str, b: str, wanted: bool, why: str) -> None:
    assert one_keystroke(a, b) is wanted, why


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("317,356", 317356.0),
        ("183 m", 183.0),
        ("0", None),
        ("", None),
        ("unknown", None),
        ("1.2.3", None),
        ("12 x 4", None),
    ],
)
def test_numbers_as_lists_print_them(text: str, wanted: float | None) -> None:
    assert number_in(text) == wanted


def test_type_words() -> None:
    assert ship_families("Chemical/Products Tanker") == {("tanker", "wet")}
    assert ship_families("LPG Carrier") == {("gas", "wet")}
    assert ship_families("vessel") == frozenset()


def test_every_rule_has_a_reason_and_a_word() -> None:
    assert all(r.says and r.reason and r.word and r.feature for r in rules().values())
    wrong = [r.rule for r in rules().values() if (r.log_odds > 0) != ("for" in r.bearing) and r.log_odds]
    assert wrong == []
