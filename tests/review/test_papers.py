"""What the checks on papers say of a set of papers with one thing changed, and that they say nothing of the sets as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from offing.review.finding import Finding
from tests.report.test_text import flat, printed
from tests.review.books import about, entry, reviewed
from tests.review.clean_papers import TRADES, Sheets, as_csv, clean, edited, imo
from tests.review.dressed_papers import DRESSES, dressed
from tests.review.sailing import Ship, sails, write_tracks
from tests.scenarios.wording import finding_faults

CHECKS = frozenset(
    "bill_of_lading party_substitution vague_words insurance licence price_quantity unfit_ship origin_chain payment_text".split()
)
AS_OF = "2019-06-01"
LISTED = entry("GRIM ORKAN", "vessel", imo="9187629", from_="2017-03-01") + entry(
    "PAEKSOL TRADING", "company", from_="2017-03-01"
)
Cells = Mapping[str, Mapping[str, str]]
More = Mapping[str, list[dict[str, str]]]


def findings(folder: Path, sheets: Sheets, listed: str = "") -> list[Finding]:
    review = reviewed(folder, AS_OF, listed, **as_csv(sheets))
    return [f for f in about(review) if f.check in CHECKS]


@pytest.mark.parametrize("n", range(len(TRADES)), ids=[t.ship for t in TRADES])
def test_ordinary_papers_give_no_finding(n: int, tmp_path: Path) -> None:
    assert [f.says for f in findings(tmp_path / "book", clean(n))] == [], TRADES[n].why


def test_the_twenty_together_give_no_finding(tmp_path: Path) -> None:
    assert len(TRADES) == 20
    whole: Sheets = {}
    for n in range(20):
        for sheet, rows in clean(n).items():
            whole.setdefault(sheet, []).extend(rows)
    assert [f.says for f in findings(tmp_path / "book", whole)] == []


@pytest.mark.parametrize("n", range(20), ids=[f"{t.ship}-{DRESSES[n % 5].__name__}" for n, t in enumerate(TRADES)])
def test_twenty_dressed_sets_give_no_finding_at_all(n: int, tmp_path: Path) -> None:
    review = reviewed(tmp_path / "book", AS_OF, LISTED, **as_csv(dressed(n)))
    assert [f"{f.check}: {f.says}" for f in about(review)] == [], DRESSES[n % len(DRESSES)].__doc__


class Case(NamedTuple):
    n: int
    changes: Cells
    more: More
    expected: list[tuple[str, str, str, str, str]]
    words: str
    why: str


def bill(n: int, **cells: str) -> dict[str, str]:
    return {**next(d for d in clean(n)["documents"] if d["type"] == "bill_of_lading"), **cells}


def coal(n: int, **cells: str) -> dict[str, str]:
    """Another cargo of the set's goods at an ordinary price."""
    row = {**clean(n)["cargo"][0], "id": f"C{n}-{cells['id']}", "voyage": ""}
    return {**row, **cells, "id": f"C{n}{cells['id']}"}


PEERS = [coal(7, id=x, value=str(7_000_000 + 9_000 * i), quantity="70000") for i, x in enumerate("abcde")]
NAMPO = {
    "vessels": [{"id": "V80", "imo": "9187629", "name": "WISE RIVER", "type": "Bulk Carrier"}],
    "voyages": [{"id": "VY80", "vessel": "V80", "load_port": "Nampo", "load_date": "2018-05-01", "discharge_port": "Vostochny",
                 "discharge_date": "2018-05-05"}],
    "cargo": [{"id": "C80", "voyage": "VY80", "hs": "270111", "description": "Anthracite coal", "quantity": "9000", "unit": "t",
               "origin": "North Korea"}],
}  # fmt: skip
B, P, V, Q, U, INS, L, ORI, T = (
    "bill_of_lading", "party_substitution", "vague_words", "price_quantity", "unfit_ship", "insurance", "licence", "origin_chain",
    "payment_text",
)  # fmt: skip
CASES = [
    Case(
        0,
        {"D01": {"date": "2018-03-20"}},
        {},
        [(B, "CONFLICT", "possible", "D01", "date")],
        "after the discharge",
        "signed when the cargo had long been landed",
    ),
    Case(
        0,
        {"D01": {"date": "2017-12-20"}},
        {},
        [(B, "CONFLICT", "possible", "D01", "date")],
        "before she loaded",
        "antedated",
    ),
    Case(0, {"D01": {"date": "2018-01"}}, {}, [], "", "a month holds the day of loading"),
    Case(
        0,
        {"D01": {"load_port": "Rotterdam"}},
        {},
        [(B, "CONFLICT", "strong", "D01", "load_port")],
        "the voyage says Rouen",
        "loaded in another country",
    ),
    Case(0, {"D01": {"load_port": "Port of Rouen, France"}}, {}, [], "", "another spelling of the port"),
    Case(
        0,
        {"D01": {"quantity": "36000"}},
        {},
        [(B, "CONFLICT", "strong", "D01", "quantity")],
        "deadweight is 32,000 t",
        "more than she can bear",
    ),
    Case(
        3,
        {"D31": {"quantity": "900000"}},
        {},
        [(B, "CONFLICT", "strong", "D31", "quantity")],
        "90,000 t or more",
        "barrels, at the lightest they can be",
    ),
    Case(
        0,
        {},
        {"documents": [bill(0, id="D06", number="BL-0-2")]},
        [(B, "CONFLICT", "possible", "D01", "quantity")],
        "and the others of the voyage come to 55,000 t",
        "each fits and both do not",
    ),
    Case(
        0,
        {"D02": {"vessel": "STORM PETREL", "imo": imo(77)}},
        {},
        [(B, "CONFLICT", "strong", "D02", "imo")],
        "names STORM PETREL",
        "the invoice names another ship",
    ),
    Case(0, {"D02": {"vessel": "M/V Kestrel Harvest", "imo": ""}}, {}, [], "", "a prefix and another case"),
    Case(
        0,
        {"D01": {"type": "bill of ladding", "load_port": "Rotterdam"}},
        {},
        [(B, "CONFLICT", "strong", "D01", "load_port")],
        "the voyage says Rouen",
        "a bill of lading with a letter too many",
    ),
    Case(0, {"D03": {"vessel": "TBN", "imo": ""}}, {}, [], "", "a charter party before the ship was named"),
    Case(
        0,
        {},
        {"documents": [bill(0, id="D06", version="2", shipper="Other Grain House", date="2018-01-12")]},
        [(P, "CONFLICT", "possible", "D06", "shipper")],
        "Other Grain House as shipper",
        "the shipper replaced in version 2",
    ),
    Case(
        0,
        {"D01": {"shipper": "PAEKSOL TRADING CORPORATION"}},
        {"documents": [bill(0, id="D06", version="2", date="2018-01-12")]},
        [(P, "CONFLICT", "strong", "D06", "shipper")],
        "see `listed_party`",
        "the one that went out is on a list: firm",
    ),
    Case(
        0,
        {"D01": {"consignee": "to order of Banque du Port"}},
        {"documents": [bill(0, id="D06", version="2")]},
        [],
        "",
        "a bill to order that is then made out to the buyer",
    ),
    Case(
        0,
        {"D01": {"consignee": "To order", "notify": "Sandlark Trading LLC"}},
        {"documents": [bill(0, id="D06", version="2", consignee="To order", notify="Marsh Wren LLC")]},
        [(P, "CONFLICT", "possible", "D06", "notify")],
        "the bill is to order",
        "on a bill to order the notify party is the only receiver named",
    ),
    Case(
        0,
        {"D01": {"notify": "Sandlark Trading LLC"}},
        {"documents": [bill(0, id="D06", version="2", notify="Marsh Wren LLC")]},
        [],
        "",
        "another notify party beside a consignee who stays",
    ),
    Case(
        0,
        {"D01": {"origin": "Iran", "voyage": "", "vessel": "", "imo": ""}},
        {"documents": [bill(0, id="D06", version="2", origin="Oman", voyage="", vessel="", imo="")]},
        [(P, "CONFLICT", "possible", "D06", "origin")],
        "(documents row 2) gave Iran",
        "the origin is another in version 2",
    ),
    Case(
        0,
        {"D01": {"origin": "FR"}},
        {"documents": [bill(0, id="D06", version="2", origin="Rouen, France")]},
        [],
        "",
        "one country by two names",
    ),
    Case(
        0,
        {},
        {"documents": [bill(0, id="D06", version="2", shipper="KESTREL HARVEST EXPORT HOUSE 0 S.A.")]},
        [],
        "",
        "the same firm with its legal form",
    ),
    Case(
        0,
        {},
        {"documents": [bill(0, id="D06", number="BL-0-2", shipper="Other Grain House", date="2018-01-10")]},
        [(P, "CONFLICT", "possible", "D06", "shipper"), (B, "CONFLICT", "possible", "D01", "quantity")],
        "another bill of the voyage",
        "a second number, the same goods, another shipper next day",
    ),
    Case(
        0,
        {"C0": {"description": "general cargo", "hs": "99"}, "D01": {"origin": "Middle East"}},
        {},
        [(V, "MISSING", "possible", "C0", "description"), (V, "MISSING", "possible", "D01", "origin")],
        "“Middle East”",
        "SCG Plastics wrote a region for the origin",
    ),
    Case(
        0,
        {"D01": {"origin": "Korea"}},
        {},
        [(V, "MISSING", "possible", "D01", "origin")],
        "which Korea, South or North",
        "a country's name that two share",
    ),
    Case(
        0,
        {"D01": {"discharge_port": "any port in North Africa"}},
        {},
        [(V, "MISSING", "possible", "D01", "discharge_port")],
        "any port in North Africa",
        "a range of ports",
    ),
    Case(18, {"C18": {"description": "machinery parts"}}, {}, [], "", "an HS code of six digits describes the goods"),
    Case(
        0,
        {"C0": {"description": "Goods as per contract KH-14", "hs": ""}},
        {},
        [(V, "MISSING", "possible", "C0", "description")],
        "as per contract KH-14",
        "the contract is not in the book",
    ),
    Case(
        0,
        {"D04": {"issuer": "", "number": ""}},
        {},
        [(INS, "MISSING", "possible", "D04", "issuer")],
        "no insurer, no number",
        "cover by nobody",
    ),
    Case(
        0,
        {"D04": {"valid_to": "2018-01-12"}},
        {},
        [(INS, "CONFLICT", "possible", "D04", "valid_to")],
        "ended on 2018-01-12",
        "the cover ended before she discharged",
    ),
    Case(
        0,
        {"D04": {"valid_to": "2018-01-12"}},
        {"documents": [{**clean(0)["documents"][3], "id": "D06", "number": "PI-1", "valid_from": "2018-01-12"}]},
        [],
        "",
        "renewed",
    ),
    Case(
        0,
        {"D04": {"voyage": "VY0", "valid_from": "2018-02-01"}},
        {},
        [(INS, "CONFLICT", "strong", "D04", "valid_from")],
        "began on 2018-02-01",
        "a paper for this voyage that began when it was over",
    ),
    Case(
        0,
        {"L0": {"authority": "OFAC", "covers": "voyage VY0, grain to Casablanca", "state": "pending", "to": ""}},
        {},
        [(L, "RULE", "strong", "L0", "state")],
        "may not go ahead",
        "sailed while the licence was pending",
    ),
    Case(
        0,
        {"L0": {"authority": "OFAC", "covers": "medical goods", "state": "denied"}},
        {},
        [(L, "RULE", "possible", "L0", "state")],
        "is denied",
        "refused, and names no dealing of the book",
    ),
    Case(
        0,
        {"L0": {"authority": "Port of Rouen", "covers": "voyage VY0, berth", "state": "refused", "to": ""}},
        {},
        [],
        "",
        "a berth is no licence to deal",
    ),
    Case(
        0,
        {
            "L0": {
                "authority": "Ministry of Agriculture",
                "covers": "export of wheat, voyage VY0",
                "state": "refused",
                "to": "",
            }
        },
        {},
        [(L, "RULE", "possible", "L0", "state")],
        "may not go ahead",
        "a permit of trade that was refused for this very voyage",
    ),
    Case(
        0,
        {"L0": {"authority": "Ministry of Agriculture", "covers": "export of barley", "state": "pending"}},
        {},
        [],
        "",
        "a permit of trade that names nothing of the book",
    ),
    Case(
        0,
        {"L0": {"authority": "BIS Ministry", "covers": "dual-use pumps, voyage VY0", "state": "pending", "to": ""}},
        {},
        [(L, "RULE", "strong", "L0", "state")],
        "may not go ahead",
        "export control by its words",
    ),
    Case(
        0,
        {"L0": {"authority": "OFSI", "covers": "Quayside Importers 0 Ltd", "from": "2016-01-01", "to": "2017-12-31"}},
        {},
        [(L, "RULE", "strong", "L0", "to")],
        "ended on 2017-12-31",
        "dealt with after the licence had ended",
    ),
    Case(
        0,
        {"L0": {"authority": "OFAC", "covers": "voyage VY0", "state": "pending"}},
        {
            "licences": [
                {
                    "id": "L9",
                    "authority": "OFAC",
                    "covers": "voyage VY0",
                    "from": "2018-01-02",
                    "to": "2018-12-31",
                    "state": "granted",
                }
            ]
        },
        [],
        "",
        "another row says that it was granted",
    ),
    Case(
        7,
        {"C7": {"value": "3500000"}},
        {"cargo": PEERS},
        [(Q, "BEHAVIOUR", "possible", "C7", "value")],
        "of the median",
        "half the price of five others",
    ),
    Case(7, {"C7": {"value": "3500000"}}, {"cargo": PEERS[:4]}, [], "", "four others are too few"),
    Case(7, {"C7": {"value": "4500000"}}, {"cargo": PEERS}, [], "", "64 % of the median is ordinary"),
    Case(
        0,
        {"C0": {"quantity": "36000"}},
        {},
        [(Q, "BEHAVIOUR", "strong", "C0", "quantity")],
        "weighs 36,000 t",
        "more cargo than she can bear",
    ),
    Case(
        5,
        {"Y52": {"amount": "19000"}},
        {},
        [(Q, "BEHAVIOUR", "possible", "Y52", "amount")],
        "more than the cargo itself",
        "freight above the cargo's value",
    ),
    Case(
        6,
        {"V6": {"type": "Bulk Carrier (coal)"}},
        {},
        [(U, "CONFLICT", "possible", "C6", "description")],
        "Passenger cars",
        "cars on a coal ship",
    ),
    Case(
        4,
        {"V4": {"type": "Oil Products Tanker"}},
        {},
        [(U, "CONFLICT", "possible", "C4", "description")],
        "crude oil",
        "crude on a product tanker",
    ),
    Case(
        0,
        {"V0": {"type": "Crude Oil Tanker"}},
        {},
        [(U, "CONFLICT", "strong", "C0", "description")],
        "dry goods",
        "wheat on a tanker",
    ),
    Case(
        0,
        {"V0": {"type": "Chemical Tanker"}, "C0": {"hs": "481013", "description": "crude palm kernel oil"}},
        {},
        [(U, "CONFLICT", "weak", "C0", "description")],
        "which the words do not bear out",
        "paper by its code and oil by its words",
    ),
    Case(0, {"V0": {"type": "Ore/Oil Carrier"}}, {}, [], "", "a ship made for both"),
    Case(
        12,
        {},
        NAMPO,
        [(ORI, "CONFLICT", "possible", "C12", "origin")],
        "Nampo (voyage VY80, North Korea)",
        "coal was landed at the port five weeks before: the last ship does not wash it",
    ),
    Case(
        12,
        {"C12": {"note": "from the stock of C80"}},
        NAMPO,
        [(ORI, "CONFLICT", "strong", "C12", "origin")],
        "names C80",
        "the book itself says where it came from",
    ),
    Case(
        12,
        {"VY12": {"load_date": "2018-04-20"}, "D121": {"date": "2018-04-20"}},
        NAMPO,
        [],
        "",
        "loaded before the other cargo was landed",
    ),
    Case(
        12,
        {},
        {
            **NAMPO,
            "voyages": [{**NAMPO["voyages"][0], "load_port": "Busan"}],
            "cargo": [{**NAMPO["cargo"][0], "origin": "Australia"}],
        },
        [],
        "",
        "coal of two lawful origins may lie at one port",
    ),
    Case(
        0,
        {
            "VY0": {"load_port": "Nampo"},
            "D01": {"load_port": "Nampo"},
            "D02": {"load_port": "Nampo"},
            "D05": {"load_port": "Nampo"},
            "Y01": {"text": "Nampo, INV-0"},
            "Y02": {"text": "freight ex DPRK"},
        },
        {},
        [(ORI, "CONFLICT", "strong", "C0", "origin")],
        "she loaded at Nampo, North Korea",
        "loaded in the DPRK, origin France",
    ),
    Case(
        0,
        {"D05": {"issuer": "Chamber of Commerce, Nakhodka"}},
        {},
        [(ORI, "CONFLICT", "possible", "D05", "issuer")],
        "issued by Chamber of Commerce, Nakhodka",
        "certified by another country's chamber",
    ),
    Case(
        0,
        {"D05": {"date": "2018-06-20"}},
        {},
        [(ORI, "CONFLICT", "weak", "D05", "date")],
        "after the voyage had ended",
        "issued late",
    ),
    Case(
        0,
        {"D05": {"origin": "Ukraine", "issuer": ""}},
        {},
        [(ORI, "CONFLICT", "possible", "D05", "origin")],
        "cargo row 2 says France",
        "papers that disagree",
    ),
    Case(
        14,
        {"C14": {"origin": ""}, "D141": {"origin": ""}, "D142": {"origin": ""}, "D145": {"origin": ""}},
        {},
        [(ORI, "MISSING", "possible", "C14", "origin")],
        "tells the origin of HDPE",
        "polymer from the Gulf, the origin left out (Sojitz)",
    ),
    Case(
        0,
        {"Y02": {"text": "hire MV GRIM ORKAN IMO 9187629"}},
        {},
        [(T, "CONFLICT", "strong", "Y02", "text")],
        "no paper of voyage VY0 names it",
        "a listed ship in the text alone",
    ),
    Case(
        0,
        {"Y02": {"text": "agency fees Nampo call"}},
        {},
        [(T, "CONFLICT", "possible", "Y02", "text")],
        "names Nampo",
        "a port in the text alone",
    ),
    Case(
        0,
        {"Y02": {"status": "returned by bank"}},
        {},
        [(T, "CONFLICT", "weak", "Y02", "status")],
        "returned by bank",
        "sent back",
    ),
    Case(
        0,
        {"Y02": {"status": "held"}},
        {"payments": [{**clean(0)["payments"][1], "id": "Y09", "currency": "CNY", "date": "2018-02-10"}]},
        [(T, "CONFLICT", "weak", "Y02", "status"), (T, "CONFLICT", "possible", "Y09", "currency")],
        "Paid in CNY after",
        "another currency after the bank held it",
    ),
    Case(
        0,
        {"Y01": {"voyage": "VY0;VY80", "text": "consolidated invoice 14"}},
        NAMPO,
        [(T, "CONFLICT", "possible", "Y01", "text")],
        "Pays for voyage VY80, whose papers name North Korea",
        "a shipment of a bulk invoice (Toll)",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{c.n}-{c.why}" for c in CASES])
def test_one_thing_changed(case: Case, tmp_path: Path) -> None:
    found = findings(tmp_path / "book", edited(clean(case.n), case.changes, case.more), LISTED)
    told = sorted((f.check, f.kind, f.strength, f.subject.id, f.subject.column) for f in found)
    assert told == sorted(case.expected), (case.why, [f.says for f in found])
    assert not case.words or any(case.words in f.says for f in found), [f.says for f in found]
    for finding in found:
        assert any(e.source == "book" for e in finding.evidence), "the book's own cells are quoted"
        assert finding.kind == "RULE" or not finding.stops, "papers alone never say stop"
        data = {"kind": finding.kind, "strength": finding.strength, "says": finding.says, "innocent": finding.innocent}
        assert not finding_faults({**data, "settle": finding.settle}, [])


def test_the_track_on_the_day_of_the_bill(tmp_path: Path) -> None:
    ship = Ship(244000415, "KESTREL HARVEST", imo(20000), ship_type=70)
    away = [(0.0, 56.0, 3.0), (240.0, 57.0, 4.0)]
    there = [(0.0, 49.44, 1.05), (240.0, 49.45, 1.06)]
    expected = [(away, [("strong", "date")]), (there, [])]
    for i, (way, said) in enumerate(expected):
        folder = tmp_path / str(i)
        sheets = as_csv(clean(0))
        reviewed(folder, AS_OF, "", **sheets)
        write_tracks(folder, sails(ship, "2018-01-03", way, every_min=60))
        told = [(f.strength, f.column) for f in _bills(folder, sheets)]
        assert told == said, "heard in the North Sea on the day" if said else "heard at Rouen"


LICENCES = [
    ("OFAC,L-4,Paeksol Trading,2018-01-01,2018-12-31,granted", True, "granted, and names her for the days"),
    ("OFAC,L-4,voyage VY9,2018-01-01,2018-12-31,granted", True, "names the voyage"),
    ("OFAC,L-4,Paeksol Trading,2018-01-01,2018-05-04,granted", False, "ended while the voyage lasted"),
    ("OFAC,L-4,Paeksol Trading,2018-12-31,2018-01-01,granted", False, "ended before it began"),
    ("OFAC,L-4,Paeksol Trading,2018-01-01,not known,granted", False, "an end that cannot be read"),
    ("OFAC,L-4,Paeksol Trading,2018-01-01,2018-12-31,pending", False, "not granted"),
    ("OFAC,L-4,Paeksol Trading,2018-01-01,2018-12-31,not granted", False, "refused in other words"),
    ("OFAC,L-4,Quayside Importers,2018-01-01,2018-12-31,granted", False, "another's"),
    ("Port Authority,L-4,Paeksol Trading,2018-01-01,2018-12-31,granted", False, "a berth is no licence to deal"),
]


@pytest.mark.parametrize(("licence", "told", "why"), LICENCES, ids=[x[2] for x in LICENCES])
def test_a_licence_that_names_a_listed_party_is_told_beside_the_listing(
    licence: str, told: bool, why: str, tmp_path: Path
) -> None:
    review = reviewed(
        tmp_path / "book", AS_OF, LISTED,
        parties="id,name\nP1,Paeksol Trading\n",
        voyages="id,vessel,load_date,discharge_date,charterer\nVY9,Star,2018-05-01,2018-05-10,P1\n",
        licences=f"authority,number,covers,from,to,state\n{licence}\n",
    )  # fmt: skip
    stop = next(f for f in about(review, "voyages", check="listed_party"))
    assert stop.stops, "the listing stands"
    assert any("L-4 (OFAC) in the book" in x and "read its terms" in x for x in stop.innocent) is told, why


class Said(NamedTuple):
    strength: str
    column: str


def _bills(folder: Path, sheets: Mapping[str, str]) -> list[Said]:
    review = reviewed(folder, AS_OF, "", **sheets)
    return [Said(f.strength, f.subject.column) for f in about(review, check="bill_of_lading")]


def test_numbers_that_differ_by_a_mark_only_are_two_papers(tmp_path: Path) -> None:
    more = {"documents": [bill(0, id="D06", number="BL-01", voyage="", vessel="", imo="", shipper="Other Grain House")]}
    assert findings(tmp_path / "book", edited(clean(0), {"D01": {"number": "BL-0-1"}}, more)) == []


ODD = [
    ("documents", "D01", {"date": "2031-01-09"}, "date", "is after the day of the review", "a paper of a day to come"),
    ("payments", "Y01", {"date": "2033-01-09"}, "date", "is after the day of the review", "money paid on a day to come"),
    ("cargo", "C0", {"quantity": "-5"}, "quantity", "is not above zero: read, and not reckoned with", "less than nothing"),
    ("payments", "Y01", {"amount": "-500"}, "amount", "is not above zero", "less than nothing was paid"),
    ("voyages", "VY0", {"vessel": ""}, "vessel", "the voyage names no ship", "a voyage of nobody"),
    ("voyages", "VY0", {"vessel": "V99"}, "vessel", "no row of vessels has", "a ship of an id that is nowhere"),
    ("voyages", "VY0", {"vessel": "KESTREL HARVEST"}, "", "", "her name in place of an id"),
    ("voyages", "VY0", {"vessel": "9187629"}, "", "", "a number in place of an id"),
    ("voyages", "VY0", {"load_date": "2020-05-01", "discharge_date": "2020-06-01"}, "", "", "a voyage that is planned"),
    ("voyages", "VY0", {"discharge_date": "2017-12-01"}, "discharge_date", "is before load_date", "landed before she loaded"),
    ("cargo", "C0", {"voyage": "VY77"}, "voyage", "no row of voyages has", "the goods of a voyage that is nowhere"),
    ("documents", "D01", {"voyage": "VY77"}, "voyage", "no row of voyages has", "a paper of it"),
    ("payments", "Y01", {"voyage": "VY0;VY77"}, "voyage", "no row of voyages has", "a payment for it and another"),
    ("payments", "Y01", {"voyage": "Kestrel 12"}, "", "", "a voyage by other words than an id"),
    ("licences", "L0", {"from": "2018-05-01", "to": "2018-01-01"}, "to", "is before from", "ended before it began"),
    ("documents", "D04", {"valid_from": "2018-12-31", "valid_to": "2017-01-01"}, "valid_to", "is before valid_from",
     "cover that ended before it began, and so none that ended before the voyage"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "ident", "cells", "column", "words", "why"), ODD, ids=[o[-1] for o in ODD])
def test_a_row_that_cannot_be_as_it_stands_is_told_and_the_rest_reviewed(
    sheet: str, ident: str, cells: dict[str, str], column: str, words: str, why: str, tmp_path: Path
) -> None:
    review = reviewed(tmp_path / "book", AS_OF, "", **as_csv(edited(clean(0), {ident: cells})))
    told = [f for f in about(review) if f.check == "coverage"]
    assert [(f.kind, f.subject.sheet, f.subject.id, f.subject.column) for f in told] == (
        [("MISSING", sheet, ident, column)] if column else []
    ), why
    assert all(words in f.says and "could not be read" not in f.says for f in told), [f.says for f in told]
    assert not any(f.check in ("insurance", "licence") for f in about(review)), (
        "of dates that cannot be, nothing follows"
    )
    assert ("that cannot be as they stand" in flat(printed(review))) is bool(column)


def test_rows_that_cannot_be_as_they_stand_are_problems_of_the_book(tmp_path: Path) -> None:
    changes = {"D01": {"date": "2031-01-09"}, "C0": {"quantity": "-5"}, "VY0": {"vessel": ""}}
    review = reviewed(tmp_path / "book", AS_OF, "", **as_csv(edited(clean(0), changes)))
    told = {(p.sheet, p.row, p.column, p.value) for p in review.book.problems}
    assert told == {
        ("documents", 2, "date", "2031-01-09"),
        ("cargo", 2, "quantity", "-5"),
        ("voyages", 2, "vessel", ""),
    }
    assert any(f.check == "bill_of_lading" for f in about(review)), "the rest is reviewed"


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("freight Pyongyang via Dalian", ["Pyongyang"], "a place of North Korea"),
        ("port dues Nampo", ["Nampo"], "a port by a word of carriage"),
        ("Chongjin/Vladivostok demurrage", ["Chongjin"], "so too"),
        ("inv 12 DPRK project", ["DPRK"], "the country"),
        ("rent Nampo Street 14 Lisboa", [], "a street"),
        ("lunch Pyongyang Restaurant", [], "a restaurant"),
        ("Restaurant Pyongyang, Dubai", [], "a restaurant"),
        ("consulting Rajin Patel", [], "a person"),
        ("freight Dalian Busan", [], "ports of others"),
        ("freight South Korea", [], "nor the South"),
    ],
)
def test_a_payment_without_papers(text: str, wanted: list[str], why: str, tmp_path: Path) -> None:
    sheets = {
        "parties": "id,name\nP1,Sandlark Trading LLC\n",
        "payments": f'id,date,payer,payee,text\nF1,2019-03-01,Lindqvist AB,P1,"{text}"\n',
    }
    found = about(reviewed(tmp_path, AS_OF, **sheets), check="payment_text")
    assert [f.says.split(",")[0].removeprefix("The text names ") for f in found] == wanted, why
    assert all(f.kind == "CONFLICT" and f.strength == "possible" and not f.stops for f in found)
