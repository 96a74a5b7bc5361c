"""Territory names as books and lists print them."""

import csv
from importlib.resources import files

import pytest

from offing.records.territories import MID_TERRITORY, territory, territory_name

SPELLINGS = [
    ("Korea, North", "kp", "OFAC's address file turns the name round"),
    ("DPRK", "kp", "the usual short form"),
    ("D.P.R.K.", "kp", "dotted initials are the same word"),
    ("Democratic People's Republic of Korea", "kp", "OFAC's vessel flag column"),
    ("DEMOCRATIC PEOPLE’S REPUBLIC OF KOREA", "kp", "a curly apostrophe and capitals"),
    ("Korea (Democratic People's Republic of)", "kp", "the ISO order, with brackets"),
    ("Korea, Dem. People's Rep. of", "kp", "customs tables abbreviate"),
    ("DPR Korea (implied by annex, not in table)", "kp", "a remark in brackets is not part of the name"),
    ("North Korean", "kp", "an adjective in a flag column"),
    ("DPRK-flagged", "kp", "a ship is said to be flagged"),
    ("kp", "kp", "FollowTheMoney's own code"),
    ("PRK", "kp", "alpha-3"),
    ("КНДР", "kp", "Russian papers"),
    ("朝鮮", "kp", "Chinese papers"),
    ("조선민주주의인민공화국", "kp", "Korean papers"),
    ("Republic of Korea", "kr", "the South is not the North"),
    ("Korea, South", "kr", "turned round"),
    ("ROK", "kr", "initials"),
    ("Russian Federation", "ru", "official name"),
    ("Российская Федерация", "ru", "official name in Russian"),
    ("Marshall Islands", "mh", "a large flag"),
    ("Marshall Is.", "mh", "abbreviated islands"),
    ("Hong Kong", "hk", "flag of its own"),
    ("Hong Kong, China", "hk", "not China"),
    ("Taiwan (Province of China)", "tw", "not China"),
    ("Viet Nam", "vn", "two words"),
    ("UK", "gb", "not an ISO code, yet everywhere"),
    ("St Kitts & Nevis", "kn", "saint, and"),
    ("St. Kitts and Nevis", "kn", "with a dot"),
    ("Cook Is.", "ck", "abbreviated islands"),
    ("The Bahamas", "bs", "article in front"),
    ("Bahamas, The", "bs", "article behind"),
    ("Saint Vincent & the Grenadines", "vc", "article inside"),
    ("Panama (suspected false flag)", "pa", "what is printed, the remark is the reader's"),
    ("st", "st", "alone it is the code of Sao Tome, not Saint"),
    ("IS", "is", "alone it is Iceland, not Islands"),
    ("Georgia", "ge", "the country; a list of US states is not read here"),
    ("Korea", None, "could be either: never a guess"),
    ("Virgin Islands", None, "British or US"),
    ("Korea (implied)", None, "still either"),
    ("None Identified", None, "OFAC's words for no flag"),
    ("-0-", None, "OFAC's mark for empty"),
    ("", None, "empty"),
    ("(", None, "an open bracket and nothing else"),
    ("Dalian, China", None, "an address is not a territory"),
]


@pytest.mark.parametrize(("text", "code", "why"), SPELLINGS, ids=[s[0] or "empty" for s in SPELLINGS])
def test_spelling(text: str, code: str | None, why: str) -> None:
    assert territory(text) == code, why


MIDS = [
    ("445", "kp", "the flag that decides by itself"),
    ("440", "kr", "the South"),
    ("412", "cn", ""),
    ("416", "tw", ""),
    ("477", "hk", ""),
    ("273", "ru", ""),
    ("351", "pa", "first of two Panama ranges"),
    ("374", "pa", "last of two Panama ranges"),
    ("636", "lr", ""),
    ("538", "mh", ""),
    ("563", "sg", ""),
    ("671", "tg", "flag of several ships in the reports"),
    ("667", "sl", ""),
    ("518", "ck", ""),
    ("620", "km", ""),
    ("576", "vu", ""),
    ("511", "pw", ""),
    ("376", "vc", ""),
    ("341", "kn", ""),
    ("677", "tz", "Zanzibar register"),
]


@pytest.mark.parametrize(("mid", "code", "why"), MIDS, ids=[m[0] for m in MIDS])
def test_maritime_identification_digits(mid: str, code: str, why: str) -> None:
    assert MID_TERRITORY[mid] == code, why


def test_shared_or_unassigned_digits_are_unknown() -> None:
    assert MID_TERRITORY.get("306") is None
    assert MID_TERRITORY.get("999") is None
    assert len(MID_TERRITORY) == 291


def test_every_line_of_the_table_is_reached_by_its_own_codes_and_name() -> None:
    text = files("offing.records").joinpath("territories.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 250
    for row in rows:
        for spelling in (row["code"], row["iso3"], row["name"], territory_name(row["code"])):
            assert territory(spelling) == row["code"], spelling


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert territory_name("kp") == "North Korea"
    assert territory_name("zz") == "zz"
