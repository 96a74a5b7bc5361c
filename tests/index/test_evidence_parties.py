"""What a row says of a firm or person beside a list entry: each rule once, and what they amount to."""

from __future__ import annotations

from typing import Any

import pytest

from offing.index.evidence import common_words_only, initials_turned
from offing.index.evidence_parties import kind_of_number
from offing.index.find import REORDERED, Hit
from offing.index.profiles import profiles
from offing.index.told import Number
from tests.index.laid import by_name, entry, judged, outcome, row, rules_of

LEI, OTHER_LEI = "5493001KJTIIGC8Y1R12", "7LTWFZYICNSX8D621K86"


@pytest.mark.parametrize(
    ("born", "listed", "wanted", "why"),
    [
        ("1961-05-06", "1961-05-06", ["born_day"], "the same day"),
        ("1961", "1961-05-06", ["born_year"], "as far as the book says"),
        ("1961-05", "1961-05-06", ["born_month"], "by the month"),
        ("1961-05-06", ("1961", "circa"), ["born_about"], "an estimate is an estimate"),
        ("1961-05-06", ("1961-05-06", "circa"), ["born_about"], "even one of a day"),
        ("1963", ("1961", "circa"), ["born_about"], "two years beside an estimate"),
        ("1965", ("1961", "circa"), ["born_next_year"], "four years beside one speaks against"),
        ("1967", ("1961", "circa"), ["born_other"], "six decide"),
        ("1961-05-06", "1959/1962", ["born_about"], "within the years that a list gives"),
        ("1961-05-06", "1955/1957", ["born_other"], "far from them"),
        ("1961-05-06", "1961-06-05", ["born_slip"], "day and month swapped"),
        ("1961-05-06", "1967-05-06", ["born_slip"], "one digit of the year"),
        ("1967-10-05", "1976-10-05", ["born_slip"], "two digits of the year swapped"),
        ("1961-05-12", "1961-05-21", ["born_slip"], "two digits of the day swapped"),
        ("1967-10-05", "1976-10-15", ["born_other"], "two slips are none"),
        ("1916-10-05", "1961-10-05", ["born_slip"], "swapped however far apart that makes them"),
        ("1967-10-05", "1796-10-05", ["born_other"], "digits that are no neighbours"),
        ("1961-05-06", "1961-05-16", ["born_other_day"], "another day of that year"),
        ("1961-05-06", "1962-03-01", ["born_next_year"], "a year apart speaks against"),
        ("1961-05-06", "1963-03-01", ["born_other"], "two decide"),
        ("1961-05-06", ["1970", "1961-05-06"], ["born_day"], "any of several listed dates"),
        ("1961-05-06", ["1970", "1980", "1990-01-01"], ["born_other"], "none of them"),
        ("1961-05-06", "unknown", [], "what cannot be read is no date"),
        ("1961-05-06", [], [], "the list gives none"),
    ],
)  # fmt: skip
def test_dates_of_birth(born: str, listed: Any, wanted: list[str], why: str) -> None:
    assert rules_of(row("person", born=born), entry("Person", birthDate=listed)) == wanted, why


@pytest.mark.parametrize(
    ("told", "listed", "wanted", "why"),
    [
        ({"countries": ("ir",)}, {"nationality": "Iran"}, ["country_same"], "a nationality"),
        ({"countries": ("ir",)}, {"citizenship": "Syria", "country": "Iran"}, ["country_same"], "any of them"),
        ({"countries": ("ir",)}, {"nationality": "Syria"}, ["country_other"], "another"),
        ({"countries": ("ir",)}, {"nationality": "Syria", "birthPlace": "Tehran, Iran"}, ["birth_place_same"], "born there"),
        ({"countries": ("ir",)}, {}, [], "the list gives none"),
        ({"gender": "female"}, {"gender": "Female"}, ["gender_same"], "the same"),
        ({"gender": "F"}, {"gender": "Male"}, ["gender_other"], "another"),
        ({"numbers": (Number("A1234567", "passportNumber", "ir"),)}, {"passportNumber": ("A1234567", "Iran")},
         ["number_same"], "the same passport"),
        ({"numbers": (Number("A1234567"),)}, {"passportNumber": ("A1234567", "Iran")}, ["number_same"], "of no told kind"),
        ({"numbers": (Number("A1234567"),), "countries": ("ae",)}, {"passportNumber": ("A1234567", "Iran")},
         ["number_same"], "a person may live elsewhere"),
        ({"numbers": (Number("A1234567", "passportNumber", "sy"),)}, {"passportNumber": ("A1234567", "Iran")},
         ["number_other_country"], "another country's passport of the same digits"),
        ({"numbers": (Number("B7654321", "passportNumber", "ir"),)}, {"passportNumber": ("A1234567", "Iran")},
         ["passport_other"], "passports are renewed"),
        ({"numbers": (Number("9876543210", "idNumber", "ir"),)}, {"idNumber": ("0123456789", "National ID No.; Iran")},
         ["number_other"], "an identity number is not"),
        ({"numbers": (Number("9876543210", "idNumber", "ir"),)}, {"idNumber": ("012345", "National ID No.; Iran")}, [],
         "numbers of two lengths are of two registers"),
    ],
)  # fmt: skip
def test_persons(told: dict[str, Any], listed: dict[str, Any], wanted: list[str], why: str) -> None:
    assert rules_of(row("person", **told), entry("Person", **listed)) == wanted, why


@pytest.mark.parametrize(
    ("told", "listed", "wanted", "why"),
    [
        ({"lei": LEI}, {"leiCode": LEI}, ["number_same"], "the same LEI"),
        ({"lei": LEI}, {"leiCode": OTHER_LEI}, ["lei_other"], "two valid ones are two firms"),
        ({"lei": "XX"}, {"leiCode": OTHER_LEI}, [], "one that does not check says nothing"),
        ({"imo_company": "1790183"}, {"imoCompany": "1790183"}, ["number_same"], "the same company IMO number"),
        ({"imo_company": "5434358"}, {"imoCompany": "1790183"}, ["imo_company_other"], "another"),
        ({"imo_company": "5999478"}, {"imoCompany": "5999479"}, ["imo_company_fails"], "a mistyped one is another too"),
        ({"imo_company": "9299745"}, {"imoCompany": "5999479"}, ["imo_company_fails"], "and so is a ship's"),
        ({"imo_company": "9299745"}, {}, [], "where the list gives none there is nothing to compare"),
        ({"numbers": (Number("ZZ998877", "registrationNumber"),)}, {"registrationNumber": "ZZ998877"}, ["number_same"],
         "the same registration number"),
        ({"numbers": (Number("998877", "registrationNumber"),), "countries": ("om",)},
         {"registrationNumber": ("998877", "Lebanon")}, ["number_other_country"], "of another country's register"),
        ({"numbers": (Number("998877", "registrationNumber"),), "countries": ("om",)},
         {"registrationNumber": "998877", "country": "Lebanon"}, ["number_other_country", "country_other"],
         "which the entry's own country tells too"),
        ({"numbers": (Number("112233", "registrationNumber"),), "countries": ("lb",)},
         {"registrationNumber": ("998877", "Lebanon")}, ["number_other"], "another number of the same register"),
        ({"address": "Room 1103, Fortune Plaza, Zhongshan District, Dalian"},
         {"address": "1103 A, Fortune Plaza No. 20, Harbour Street, Zhongshan District, Dalian, China"}, ["address_same"],
         "number and house"),
        ({"address": "Dalian, China"}, {"address": "1 Harbour Street, Dalian, China"}, [], "a town is no address"),
        ({"address": "5 Road, Hong Kong"}, {"address": "9 Road, Hong Kong"}, [], "nor a country"),
        ({"countries": ("om",)}, {"jurisdiction": "Oman"}, ["country_same"], "a firm's jurisdiction"),
    ],
)  # fmt: skip
def test_firms(told: dict[str, Any], listed: dict[str, Any], wanted: list[str], why: str) -> None:
    assert rules_of(row("firm", **told), entry("Company", **listed)) == wanted, why


KIM = by_name("Kim Tong Grimsdotter")
NEAR = by_name("Kim Dong Grimsdotter", 0.7)


@pytest.mark.parametrize(
    ("told", "listed", "hit", "wanted", "why"),
    [
        ({}, {}, KIM, "possible", "a person's name alone"),
        ({"countries": ("kp",)}, {"nationality": "Korea, North"}, KIM, "possible",
         "with the same country: many of one name live in one country"),
        ({"countries": ("kp",), "born": "1961"}, {"nationality": "Korea, North", "birthDate": "1961-05-06"}, KIM, "strong",
         "with the same country and year of birth"),
        ({"born": "1961"}, {"birthDate": "1961-05-06"}, KIM, "possible", "with the year of birth alone"),
        ({"address": "1103 Fortune Plaza"}, {"address": "1103 Fortune Plaza, Dalian"}, KIM, "strong", "at the same address"),
        ({"countries": ("kp",)}, {"nationality": "Iran"}, KIM, "possible", "with another"),
        ({"born": "1961-05-06"}, {"birthDate": "1961-05-06"}, KIM, "strong", "with the same date of birth"),
        ({"born": "1961-05-06"}, {"birthDate": "1961-05-06"}, NEAR, "strong", "which carries a near name too"),
        ({"born": "1961"}, {"birthDate": "1961"}, NEAR, "possible", "a year does not"),
        ({"born": "1961-05-06"}, {"birthDate": "1980-01-01"}, KIM, "set aside", "a namesake of another age"),
        ({"born": "1961-05-06"}, {"birthDate": "1980-01-01"}, NEAR, "set aside", "likewise by a near name"),
        ({"born": "1961-05-06", "countries": ("kp",)}, {"birthDate": "1962-03-01", "nationality": "Korea, North"}, KIM,
         "possible", "a year apart weakens"),
        ({}, {}, by_name("R. A. Grimsdotter", 0.9, listed="Grimsdotter, Kim Rolf"), "possible", "initials of other words"),
        ({"gender": "F"}, {"gender": "Male"}, NEAR, "set aside", "another gender presses a near name under"),
        ({"countries": ("kp",)}, {"nationality": "Korea, North"}, by_name("Kim Dong G", 0.35), "possible",
         "the country lifts a name that is nearly near"),
        ({}, {}, by_name("Kim Dong G", 0.35), "set aside", "which of itself is not"),
        ({}, {}, by_name("K", 0.9, listed_kind="weakAlias"), "possible", "a weak alias"),
        ({"numbers": (Number("A1234567"),)}, {"passportNumber": "A1234567"}, Hit(0, "passportNumber", "A1234567", "X"),
         "match", "the same passport"),
    ],
)  # fmt: skip
def test_what_it_amounts_to_for_a_person(
    told: dict[str, Any], listed: dict[str, Any], hit: Hit, wanted: str, why: str
) -> None:
    assert outcome(row("person", hit.value, **told), entry("Person", hit.listed, **listed), hit) == wanted, why


HAIBO = by_name("Evil Haibo Zed Shipping")
EASTERN = by_name("Eastern Trading LLC")


@pytest.mark.parametrize(
    ("told", "listed", "hit", "wanted", "why"),
    [
        ({}, {}, HAIBO, "strong", "a firm's whole distinctive name"),
        ({"countries": ("cl",)}, {"country": "China"}, HAIBO, "possible", "in another country"),
        ({}, {}, by_name("Haibo Evil Zed", told=(REORDERED,)), "possible", "in another order"),
        ({}, {}, by_name("Evil Haibo", listed_kind="weakAlias"), "possible", "a weak alias"),
        ({}, {}, by_name("Evil Haiboo", 0.9), "possible", "a near name"),
        ({"address": "1103 Fortune Plaza"}, {"address": "1103 Fortune Plaza, Dalian"}, by_name("Evil Haiboo", 0.9), "strong",
         "at the same address"),
        ({}, {}, EASTERN, "possible", "words of trade alone, but the listed name word for word"),
        ({}, {}, by_name("Eastern Trading Limited", listed="EASTERN TRADING LTD"), "possible", "Limited is Ltd"),
        ({}, {}, by_name("Eastern Trading Inc", listed="Eastern Trading LLC"), "set aside", "another legal form is not it"),
        ({}, {}, by_name("Eastern Trading", listed="Eastern Trading LLC"), "set aside", "nor is none"),
        ({}, {}, by_name("Eastern Trading LLC", 0.95, listed="EASTERN TRADE LLC"), "set aside",
         "nor a near name: it cannot stand where an equal one does not"),
        ({"countries": ("ru",)}, {"country": "Russia"}, by_name("Eastern Trading LLC", 0.95, listed="EASTERN TRADE LLC"),
         "possible", "which the country lifts"),
        ({"imo_company": "5999478"}, {"imoCompany": "5999479"}, HAIBO, "possible", "another company IMO number speaks against"),
        ({"countries": ("om",)}, {"country": "Oman"}, EASTERN, "possible", "with the same country: possible, no more"),
        ({"address": "1103 Fortune Plaza"}, {"address": "1103 Fortune Plaza"}, EASTERN, "possible", "with the address too"),
        ({"countries": ("om",)}, {"country": "Iran"}, EASTERN, "set aside", "with another country not"),
        ({"lei": LEI}, {"leiCode": OTHER_LEI}, HAIBO, "possible", "another LEI weakens"),
        ({"numbers": (Number("ZZ998877"),)}, {"registrationNumber": "ZZ998877"}, Hit(0, "registrationNumber", "ZZ998877", "X"),
         "match", "the same number"),
        ({"numbers": (Number("998877"),), "countries": ("om",)}, {"registrationNumber": ("998877", "Lebanon")},
         Hit(0, "registrationNumber", "998877", "X"), "possible", "of another register"),
    ],
)  # fmt: skip
def test_what_it_amounts_to_for_a_firm(
    told: dict[str, Any], listed: dict[str, Any], hit: Hit, wanted: str, why: str
) -> None:
    assert outcome(row("firm", hit.value, **told), entry("Company", hit.listed, **listed), hit) == wanted, why


@pytest.mark.parametrize(
    ("name", "wanted", "why"),
    [
        ("EASTERN TRADING LLC", True, "a direction and a trade"), ("GLOBAL SHIPPING", True, "so everywhere"),
        ("Trading Co", True, "a trade alone"), ("International Trading Group", True, "`group` adds nothing"),
        ("OCEAN MARITIME MANAGEMENT COMPANY LIMITED", False, "three words make a name"),
        ("GOLDEN STAR SHIPPING", False, "so do two plain ones"), ("DALIAN SHIPPING", False, "and a place"),
        ("BANK TEJARAT", False, "and another language's word"), ("STAR LLC", False, "a word that is no trade"),
        ("", False, "nothing is no name"),
    ],
)  # fmt: skip
def test_names_of_common_words(name: str, wanted: bool, why: str) -> None:
    assert common_words_only(name) is wanted, why


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (({}, by_name("Zed Gotskiy Marine")), ({}, by_name("Zed Gotsky Marine", 0.99)), "an equal name before a near one"),
        (({"countries": ("om",)}, by_name("Zed Gotskiy Marine")), ({}, by_name("Zed Gotsky Marine", 0.99)),
         "even with another country"),
        (({}, by_name("Zed Gotsky Marine", 0.6)), ({"countries": ("om",)}, by_name("Zed Gotsky Marine", 0.99)),
         "of near names the one that less speaks against"),
        (({}, by_name("Zed Gotsky Marine", 0.9)), ({}, by_name("Zed Gotsky Marine", 0.6)), "then the nearer"),
    ],
)  # fmt: skip
def test_the_order_within_a_band(first: Any, second: Any, why: str) -> None:
    listed = entry("Company", "Zed Gotskiy Marine", country="Chile")
    before, after = (judged(row("firm", hit.value, **told), listed, hit).order for told, hit in (first, second))
    assert before > after, why


@pytest.mark.parametrize(
    ("name", "listed", "wanted", "why"),
    [
        ("R. A. Kadyrov", "KADYROV, Aleksandr Romanovych", True, "A. R. it would be"),
        ("R. A. Kadyrov", "KADYROV, Ramzan Akhmatovich", False, "in order"),
        ("R.A. Kadyrov", "KADYROV, Aleksandr Romanovych", True, "written together"),
        ("R. Kadyrov", "KADYROV, Ramzan Akhmatovich", False, "one initial has no order"),
        ("Ramzan Kadyrov", "KADYROV, Ramzan", False, "no initials"),
    ],
)  # fmt: skip
def test_initials_turned(name: str, listed: str, wanted: bool, why: str) -> None:
    assert initials_turned(name, listed) is wanted, why


@pytest.mark.parametrize(
    ("label", "wanted"),
    [("passport", "passportNumber"), ("Passport No.", "passportNumber"), ("INN", "innCode"),
     ("registration", "registrationNumber"), ("National ID", "idNumber"), ("", ""), ("whatever", "")],
)  # fmt: skip
def test_labels_of_numbers(label: str, wanted: str) -> None:
    assert kind_of_number(label) == wanted


@pytest.mark.parametrize(
    ("profile", "score", "wanted", "why"),
    [
        ("standard", 0.5, "possible", "at the bar"), ("standard", 0.45, "set aside", "below it"),
        ("wide", 0.3, "possible", "a lower bar"), ("wide", 0.2, "set aside", "which is one too"),
        ("narrow", 0.75, "set aside", "a higher bar"), ("narrow", 0.85, "possible", "reached"),
    ],
)  # fmt: skip
def test_profiles_move_the_bar_of_near_names(profile: str, score: float, wanted: str, why: str) -> None:
    for schema, kind in (("Person", "person"), ("Company", "firm"), ("Vessel", "ship")):
        told, listed = row(kind), entry(schema)  # type: ignore[arg-type]
        assert outcome(told, listed, by_name(score=score), profiles()[profile]) == wanted, why


def test_profiles_move_nothing_that_rests_on_a_number_or_a_whole_name() -> None:
    ship = entry("Vessel", imoNumber="9074729")
    for profile in profiles().values():
        assert outcome(row("ship", imo="9074729"), ship, Hit(0, "imoNumber", "9074729", "X"), profile) == "match"
        assert outcome(row("ship", imo="9000003"), ship, by_name(), profile) == "set aside"
        assert outcome(row("firm"), entry("Company", HAIBO.listed), HAIBO, profile) == "strong"
        assert 0 < profile.floor <= profile.least_near < 1
    assert outcome(row("firm"), entry("Company", EASTERN.listed), EASTERN, profiles()["wide"]) == "possible"
