"""What is read from a paper's lines, and what is not: labels, ships, days, quantities. Each row of a table says why."""

from __future__ import annotations

import time

import pytest

from offing.book.model import Paper
from offing.reading.prose import prose_lines
from offing.records.dates import iso
from offing.review.paper_facts import Facts, codes_in, dates_in, quantities_in
from offing.review.paper_mentions import named_party
from offing.review.paper_ships import plain_name


def facts(text: str) -> Facts:
    return Facts(Paper("x", "", tuple(prose_lines(text, 1))))


LABELS = [
    ("Shipper: Alpha Ltd", [("shipper", "Alpha Ltd")], "a colon"),
    ("SHIPPER : ALPHA LTD Consignee: BETA", [("shipper", "ALPHA LTD"), ("consignee", "BETA")], "two on a line"),
    ("5. Vessel's name (Cl. 1)\nFJORDLYS", [("vessel", "FJORDLYS")], "a box of a form, the value below"),
    ("Vessel’s name\nFJORDLYS", [("vessel", "FJORDLYS")], "with a typographic mark"),
    ("Shipper\tAlpha Ltd", [("shipper", "Alpha Ltd")], "two cells of a table"),
    (
        "Vessel\tPort of discharge\nFJORDLYS\tRouen",
        [("vessel", "FJORDLYS"), ("discharge_port", "Rouen")],
        "labels over values",
    ),
    ("Port of loading Rouen", [("load_port", "Rouen")], "a label of two words that begins the line"),
    ("Charterers / Place of business\nAlpha Ltd", [("charterer", "Alpha Ltd")], "a label with more to it"),
    ("Vessel/Voyage: FJORDLYS / 12E", [("vessel", "FJORDLYS / 12E")], "ship and voyage"),
    ("POL: Rouen   POD: Casablanca", [("load_port", "Rouen"), ("discharge_port", "Casablanca")], "short labels"),
    ("H.S. Code: 2710.19", [("hs", "2710.19")], "with stops"),
    ("Gross weight: 27,500 MT", [("quantity", "27,500 MT")], "a weight"),
    ("Shipper\nConsignee\nBeta", [("consignee", "Beta")], "an empty box takes nothing from the next"),
    ("The vessel shall proceed to the port of loading", [], "a sentence"),
    ("Owners shall pay. Charterers are to load.", [], "parties of a clause"),
    ("Shipper's load, stow and count", [], "a phrase"),
    ("notify Alpha Ltd at once", [], "a verb"),
    ("Shipper: " + "x" * 300, [], "no value is so long"),
]


@pytest.mark.parametrize(("text", "found", "why"), LABELS, ids=[x[-1] for x in LABELS])
def test_labels(text: str, found: list[tuple[str, str]], why: str) -> None:
    assert [(s.field, s.value) for s in facts(text).said] == found, why


SHIPS = [
    ("Vessel: FJORDLYS", [("FJORDLYS", "", False)], "under a label"),
    ("Vessel: M/V FJORDLYS, Norwegian flag", [("FJORDLYS", "", False)], "what she is and her flag are no name"),
    ("Vessel: FJORDLYS\nFlag: NO\nIMO No.: 3141532", [("FJORDLYS", "3141532", False)], "her number is near"),
    ("IMO number\n3141532\nVessel: FJORDLYS", [("FJORDLYS", "3141532", False)], "a box with her number above"),
    (
        "M/V FJORDLYS (IMO 3141532) and M/V BELLA (IMO 3120019)",
        [("FJORDLYS", "3141532", False), ("BELLA", "3141532", False)],
        "of two on one line the first number is taken for both; the second stands by itself besides",
    ),
    ("M/V FJORDLYS IMO 3141532\nM/V BELLA", [("FJORDLYS", "3141532", False), ("BELLA", "", False)], "the number of her line"),
    ("the motor tanker Yuk Tung of Togo", [("Yuk Tung", "", False)], "in a sentence, to the first small word"),
    ("12,000 MT Anthracite Coal in bulk", [], "tonnes are no motor tanker"),
    ("The vessel Shall Proceed", [], "the bare word is in every clause"),
    ("the vessel “Bella” or substitute", [("Bella", "", False)], "but in quotation marks it is a name"),
    ("Vessel: TBN", [], "not named yet"),
    ("Vessel: as per clause 4", [], "told elsewhere"),
    ("Vessel: to be nominated by Owners", [], "told later"),
    ("Reference 9030591", [], "seven digits with no IMO near"),
    ("Ship   IMO   Flag\nFJORDLYS 9030591", [("", "9030591", True)], "under a table's head, without the letters"),
    ("Company IMO 9030591", [], "a firm's number is no ship's"),
    ("Owner IMO No. 5987860", [], "nor an owner's"),
    ("Tel. 9030591, IMO rules apply", [], "a telephone's"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "why"), SHIPS, ids=[x[-1][:50] for x in SHIPS])
def test_ships(text: str, found: list[tuple[str, str, bool]], why: str) -> None:
    told = [(s.name, s.imo, s.bare) for s in facts(text).ships]
    assert [t for t in told if t[0] or len(found) == 1] == found, why


NAMES = [
    ("FJORDLYS / 12E", "FJORDLYS", "a voyage"), ("MT FJORDLYS", "FJORDLYS", "a prefix"),
    ("GOLDEN REEF 3", "GOLDEN REEF 3", "a number"),
    ("Fjordlys ex Bella", "Fjordlys", "a former name"), ("any tanker", "", "no name"), ("12", "", "a number alone"),
    ("Ile de Ré", "Ile de Ré", "a small word within"), ("大海 88", "大海 88", "a script without capitals"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "why"), NAMES, ids=[n[-1] for n in NAMES])
def test_a_ships_name_under_a_label(text: str, name: str, why: str) -> None:
    assert plain_name(text) == name, why


PARTIES = [
    ("Alpha Office Co., Ltd., 12 King Street, London", "Alpha Office Co., Ltd", "the address off, the legal form kept"),
    ("TO THE ORDER OF ALPHA BANK", "", "to order"), ("same as consignee", "", "told elsewhere"),
    ("As agents only", "", "no name"), ("the Owners", "", "a word of the form"), ("Signature and stamp", "", "a box to sign"),
    ("大连海博国际货运有限公司", "大连海博国际货运有限公司", "Chinese"),
    ("Owners shall be liable for all of it", "", "a clause"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "why"), PARTIES, ids=[p[-1] for p in PARTIES])
def test_a_partys_name_under_a_label(text: str, name: str, why: str) -> None:
    assert named_party(text) == name, why


DATES = [
    ("Busan, 12th March 2018", ["2018-03-12"], "a place before"), ("12-MAR-2018", ["2018-03-12"], "as ships write it"),
    ("March 12, 2018", ["2018-03-12"], "as Americans do"), ("the 12th day of March, 2018", ["2018-03-12"], "as lawyers do"),
    ("2018-03-12 and 2018/03/13", ["2018-03-12", "2018-03-13"], "two"), ("2018年3月12日", ["2018-03-12"], "Chinese"),
    ("04/03/2018", ["2018-03-04/2018-04-03"], "day or month first: both"), ("25.12.2018", ["2018-12-25"], "only one way"),
    ("31.02.2018", [], "no day"), ("BL 12-2018-55", [], "a number"), ("IMO 9030591", [], "another"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "why"), DATES, ids=[d[-1] for d in DATES])
def test_dates(text: str, found: list[str], why: str) -> None:
    assert [iso(d) for d in dates_in(text)] == found, why


def test_quantities_and_codes() -> None:
    assert list(quantities_in("27,500 MT, 300 000 bbls and 12 pieces; 8.5 kgs")) == [
        ("27,500", "mt"), ("300 000", "bbls"), ("8.5", "kgs"),
    ]  # fmt: skip
    assert list(codes_in("2710.19.21 / 2701")) == ["27101921", "2701"]


HOSTILE = ["vessel ", "Vessel: ", "M/V ", "1234567 ", "IMO: . . ", "12 jan ", "Vessel ((((", "A ", "M/V A B C D E\n", "Shipper\n",
           "IMO 9030591\n", "a\t\t\t", "vessel \"", "date: 1/1/2018 "]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_paper_of_one_thing_is_read_soon(piece: str) -> None:
    paper = facts(piece * (120_000 // len(piece)))
    begun = time.perf_counter()
    assert (paper.said, paper.ships, paper.days) is not None
    assert time.perf_counter() - begun < 4
