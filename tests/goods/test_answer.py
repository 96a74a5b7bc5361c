"""What each authority says of a good, a direction and a day."""

from __future__ import annotations

from datetime import date

import pytest

from offing.goods.contract import Ruling, answer, regime_modules, territories
from offing.goods.tables import EFFECTS, measures
from offing.records.dates import parse_span

CAP, WIND, BAN = "cap in force", "ban wind-down", "ban in force"
GROUND, SAVE, LICENCE = "designation in force", "conditional in force", "licence in force"


def said(rulings: tuple[Ruling, ...]) -> dict[str, str]:
    """By authority: effect and phase of the ruling that leads."""
    found: dict[str, str] = {}
    for r in rulings:
        found.setdefault(r.regime.authority, f"{r.measure.effect} {r.phase}")
    return found


@pytest.mark.parametrize(
    ("hs", "words", "direction", "when", "wanted", "why"),
    [
        ("2701", "coal", "from", "2017-07-01", {"UN": CAP, "EU": SAVE, "US": GROUND}, "2321"),
        ("2701", "coal", "from", "2017-08-04", {"UN": CAP, "EU": SAVE, "US": GROUND}, "the day before 2371"),
        ("2701", "coal", "from", "2017-08-05", {"UN": WIND, "EU": SAVE, "US": GROUND}, "its day"),
        ("2701", "coal", "from", "2017-09-01", {"UN": WIND, "EU": SAVE, "US": GROUND}, "within the wind-down"),
        ("2701", "coal", "from", "2017-09-05", {"UN": BAN, "EU": SAVE, "US": GROUND}, "after it"),
        ("2701", "coal", "from", "2017-10-02", {"UN": BAN, "EU": BAN, "US": GROUND}, "the EU followed in September"),
        ("2701", "coal", "from", "2016-01-01", {}, "before all of it; imports into the US aside"),
        ("2701", "coal", "to", "2019-01-01", {"US": LICENCE}, "coal to the DPRK is no UN matter"),
        ("6204", "jackets", "from", "2017-09-10", {}, "the day before 2375"),
        ("6204", "jackets", "from", "2017-12-10", {"UN": WIND, "EU": BAN, "US": GROUND}, "the last day of the wind-down"),
        ("6204", "jackets", "from", "2017-12-11", {"UN": BAN, "EU": BAN, "US": GROUND}, "the day after"),
        ("0307.43", "frozen squid", "from", "2018-06-01", {"UN": BAN, "EU": BAN, "US": GROUND}, "seafood"),
        ("2519.90", "magnesia clinker", "from", "2018-06-01", {"UN": BAN, "EU": BAN, "US": GROUND}, "magnesia"),
        ("2710.19", "gasoil", "to", "2017-11-01", {"UN": CAP, "EU": BAN, "US": LICENCE}, "the cap of 2375"),
        ("2710.19", "gasoil", "to", "2018-06-01", {"UN": CAP, "EU": BAN, "US": LICENCE}, "the cap of 2397"),
        ("2710.19", "jet fuel", "to", "2018-06-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "aviation fuel is banned since 2016"),
        ("2709", "crude oil", "to", "2018-06-01", {"UN": CAP, "EU": BAN, "US": LICENCE}, "crude has a cap"),
        ("2709", "condensate", "to", "2018-06-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "condensate has none"),
        ("8429.52", "excavators", "to", "2017-12-21", {"US": LICENCE}, "the day before 2397"),
        ("8429.52", "excavators", "to", "2017-12-22", {"UN": BAN, "US": LICENCE}, "its day"),
        ("8471.30", "laptop computers", "to", "2019-01-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "chapter 84 holds computers"),
        ("8703.23", "passenger cars", "to", "2019-01-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "vehicles"),
        ("", "forklifts", "to", "2018-08-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "supplies to a project, by words alone"),
        ("", "network switches", "to", "2018-08-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "IT by words"),
        ("", "power cables", "to", "2018-08-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "electrical equipment by words"),
        ("", "motor fuel", "to", "2018-08-01", {"UN": CAP, "EU": BAN, "US": LICENCE}, "fuel by words"),
        ("", "tyres", "to", "2018-08-01", {"US": LICENCE}, "rubber is in no list of the UN"),
        ("1006.30", "rice", "to", "2019-01-01", {"US": LICENCE}, "food is no UN matter; the US asks a licence of its own"),
        ("", "anthracite", "from", "2018-01-01", {"UN": BAN, "EU": BAN, "US": GROUND}, "words alone"),
        ("8502.11", "diesel generating set", "to", "2019-01-01", {"UN": BAN, "EU": BAN, "US": LICENCE}, "the set"),
        ("4901", "printed books", "from", "2018-01-01", {"US": GROUND}, "not in any UN list"),
    ],
)  # fmt: skip
def test_goods(hs: str, words: str, direction: str, when: str, wanted: dict[str, str], why: str) -> None:
    told = answer(hs, words, direction=direction, when=parse_span(when), into=frozenset({"cn"}))
    assert said(told) == wanted, why


@pytest.mark.parametrize(
    ("hs", "words", "fuel", "why"),
    [
        ("8502.11", "diesel generating set", False, "what it burns is not what it is"),
        ("8502.11", "diesel powered set, 500 kVA", False, "a hint against the code's chapter"),
        ("", "diesel generating set", False, "without a code too"),
        ("", "genset", False, "the short word"),
        ("8408.90", "diesel engine", False, "an engine"),
        ("", "diesel engine", False, "without a code"),
        ("8413.30", "fuel pump", False, "a pump"),
        ("8421.23", "oil filter", False, "a filter"),
        ("", "diesel filter", False, "without a code"),
        ("8703.22", "petrol engine vehicle", False, "a vehicle"),
        ("2710.19", "diesel EN590", True, "the fuel itself"),
        ("2710", "diesel set aside", True, "a hint that the code bears out"),
        ("8502.11", "diesel", True, "a head against its code is still told"),
    ],
)
def test_what_burns_a_fuel_is_none(hs: str, words: str, fuel: bool, why: str) -> None:
    told = answer(hs, words, direction="to", when=parse_span("2019-02-22"))
    assert any("petroleum" in r.measure.goods for r in told) is fuel, why


@pytest.mark.parametrize(
    ("hs", "words", "value", "wanted", "why"),
    [
        ("2208.60", "90,000 bottles of vodka", None, ["EU", "UN", "US"], "spirits"),
        ("5701", "rugs", 200.0, ["EU", "UN", "US"], "below the UN's own threshold its general rule still stands"),
        ("8703.10", "snowmobiles", 2500.0, ["EU", "UN", "US"], "above it"),
        ("1006", "rice", None, [], "no luxury"),
        ("2701", "coal", None, [], "nor coal"),
    ],
)
def test_luxury(hs: str, words: str, value: float | None, wanted: list[str], why: str) -> None:
    told = answer(hs, words, direction="to", when=parse_span("2019-02-22"), kind="luxury", unit_value_usd=value)
    assert sorted({r.regime.authority for r in told}) == wanted, why
    assert all(r.measure.direction == "to" for r in told)


def test_a_threshold_that_is_not_passed_leads_nothing() -> None:
    told = answer("5701", "rugs", direction="to", when=parse_span("2019"), kind="luxury", unit_value_usd=200)
    un = [r for r in told if r.regime.authority == "UN"]
    assert [(r.measure.id, r.below) for r in un] == [("luxury-un", False), ("luxury-un-rugs", True)]


@pytest.mark.parametrize(
    ("hs", "words", "sure", "why"),
    [
        ("2701", "", True, "a confirmed row by its code alone"),
        ("6204", "", False, "a row whose HS codes are not confirmed, by the code alone"),
        ("6204", "jackets", True, "and by both"),
        ("27", "", False, "a chapter is too short to tell"),
        ("2704", "semi-coking coal", False, "words and code disagree"),
        ("", "coal briquettes", False, "a hint"),
    ],
)
def test_how_sure(hs: str, words: str, sure: bool, why: str) -> None:
    told = [r for r in answer(hs, words, direction="from", when=parse_span("2018-03-01")) if r.regime.authority == "UN"]
    assert told[0].sure is sure, why


def test_days_that_straddle_a_beginning_are_told_as_such() -> None:
    told = answer("2601", "iron ore", direction="from", when=parse_span("2017-08-01/2017-08-20"))
    phases = {r.measure.id: r.phase for r in told if r.regime.authority == "UN"}
    assert phases == {"iron-ore-2371": "partly", "iron-2270": "partly"}


def test_a_law_made_after_the_review_is_not_told() -> None:
    when = parse_span("2018-03-01")
    assert (
        "ban in force"
        not in said(answer("44", "timber", direction="from", when=when, known_by=date(2017, 12, 1))).values()
    )


@pytest.mark.parametrize(
    ("into", "wanted", "why"),
    [
        (frozenset({"cn"}), "designation", "goods for China are no import into the US"),
        (frozenset({"us"}), "licence", "goods for the US are"),
        (frozenset(), "licence", "nobody says where they go"),
    ],
)
def test_the_us_ban_on_imports_is_on_imports_into_the_us(into: frozenset[str], wanted: str, why: str) -> None:
    told = answer("2701", "coal", direction="from", when=parse_span("2018"), into=into, territories=into)
    assert next(r for r in told if r.regime.authority == "US").measure.effect == wanted, why


RU, IR, VE = "ru", "ir", "ve"


@pytest.mark.parametrize(
    ("of", "hs", "words", "direction", "when", "touched", "into", "wanted", "why"),
    [
        (RU, "2709", "crude oil", "from", "2022-12-04", "nl", "nl", {}, "the day before the EU's ban"),
        (RU, "2709", "crude oil", "from", "2022-12-05", "nl", "nl", {"EU": BAN}, "its day"),
        (RU, "2709", "crude oil", "from", "2024-06-01", "gr", "in", {}, "a Greek ship to India: the price cap's matter"),
        (RU, "2710", "gasoil", "from", "2023-02-04", "nl", "nl", {}, "products came two months later"),
        (RU, "2710", "gasoil", "from", "2023-02-05", "nl", "nl", {"EU": BAN}, "their day"),
        (RU, "2709", "crude oil", "from", "2022-03-08", "us", "us", {"US": WIND}, "E.O. 14066, with its general licence"),
        (RU, "2709", "crude oil", "from", "2022-06-01", "us", "us", {"US": BAN}, "after it"),
        (RU, "2709", "crude oil", "from", "2023-06-01", "gb", "gb", {"UK": BAN}, "into the United Kingdom"),
        (RU, "1001", "wheat", "from", "2024-06-01", "nl", "nl", {}, "grain is not meant"),
        (RU, "2709", "crude oil", "to", "2024-06-01", "nl", "nl", {}, "nor what goes there"),
        (IR, "2709", "crude oil", "from", "2018-11-04", "cn", "cn", {}, "the day before E.O. 13846 bites"),
        (IR, "2709", "crude oil", "from", "2018-11-05", "cn", "cn", {"US": GROUND}, "its day"),
        (IR, "2902", "benzene", "from", "2019-06-01", "cn", "cn", {"US": GROUND}, "petrochemicals"),
        (IR, "5701", "rugs", "from", "2019-06-01", "cn", "cn", {}, "rugs to China are nobody's matter here"),
        (IR, "5701", "rugs", "from", "2019-06-01", "us", "us", {"US": LICENCE}, "rugs into the United States are"),
        (IR, "8409", "engine parts", "to", "2019-06-01", "us", "ir", {"US": LICENCE}, "a US person sells"),
        (IR, "1001", "wheat", "to", "2019-06-01", "us", "ir", {"US": SAVE}, "food has a general licence"),
        (IR, "8409", "engine parts", "to", "2019-06-01", "de", "ir", {}, "nobody of the United States"),
        (IR, "2709", "crude oil", "from", "2013-06-01", "gr", "cn", {"EU": BAN, "US": GROUND}, "a Greek ship, to China"),
        (IR, "2709", "crude oil", "from", "2017-06-01", "gr", "cn", {}, "while the agreement stood"),
        (IR, "2709", "crude oil", "from", "2025-09-29", "gr", "cn", {"US": GROUND}, "the day before the EU's came back"),
        (IR, "2709", "crude oil", "from", "2025-09-30", "gr", "cn", {"EU": BAN, "US": GROUND}, "its day"),
        (VE, "2709", "Merey crude", "from", "2019-06-01", "cn", "cn", {"US": GROUND}, "nobody of the US: a ground for listing"),
        (VE, "2709", "Merey crude", "from", "2019-06-01", "us", "us", {"US": "query in force"}, "PdVSA's interest is not told"),
        (VE, "2709", "Merey crude", "from", "2023-12-01", "us", "us", {"US": SAVE}, "general licence 44"),
        (VE, "2709", "Merey crude", "from", "2023-12-01", "cn", "cn", {}, "and no ground while it ran"),
        (VE, "2709", "Merey crude", "from", "2024-07-01", "us", "us", {"US": "query in force"}, "after its wind-down"),
        (VE, "2709", "Merey crude", "from", "2026-03-01", "us", "us", {"US": SAVE}, "general licence 46"),
        (VE, "1801", "cocoa beans", "from", "2024-07-01", "us", "us", {}, "cocoa is not meant"),
    ],
)  # fmt: skip
def test_other_territories(
    of: str, hs: str, words: str, direction: str, when: str, touched: str, into: str, wanted: dict[str, str], why: str
) -> None:
    places = frozenset({touched, into})
    told = answer(
        hs, words, direction=direction, when=parse_span(when), territories=places, into=frozenset({into}), territory=of
    )
    assert said(told) == wanted, why
    assert not any(r.sure and r.measure.confidence != "high" and r.basis.startswith("HS") and not words for r in told)


@pytest.mark.parametrize(
    ("hs", "leads", "why"),
    [
        ("1604.31", "", "the code of today, named outright"),
        ("1604.30", "another revision", "caviar before 2012"),
        ("0101.21", "", "horses today"),
        ("0101.10", "another revision", "horses before 2012"),
        ("0102.21", None, "cattle are none"),
    ],
)
def test_a_code_of_another_revision_is_found_and_never_sure(hs: str, leads: str | None, why: str) -> None:
    told = [
        r for r in answer(hs, "", direction="to", when=parse_span("2019"), kind="luxury") if r.regime.authority == "UN"
    ]
    if leads is None:
        assert not told, why
    else:
        assert (leads in told[0].basis) and (not leads or not told[0].sure), why


def test_who_is_bound() -> None:
    told = answer("2701", "coal", direction="from", when=parse_span("2018"), territories=frozenset({"de"}))
    assert {r.regime.authority: r.bound for r in told} == {"UN": True, "EU": True, "US": False}


@pytest.mark.parametrize("regime", [m.REGIME.id for m in regime_modules()])
def test_a_table_says_where_each_row_is_from(regime: str) -> None:
    rows = measures(regime)
    assert len({r.id for r in rows}) == len(rows)
    for row in rows:
        assert row.source, row.id
        assert row.confidence in ("high", "medium", "low"), row.id
        assert row.unconfirmed or row.confidence == "high", f"{row.id}: what is not confirmed?"
        assert row.effect in EFFECTS
        assert row.hs or row.words, row.id
        assert row.end is None or row.end >= row.start, row.id
        assert row.wind_down_to is None or row.wind_down_to > row.start, row.id
        if "memory" in row.source:
            assert row.confidence != "high", row.id


def test_the_regimes_are_found_by_their_modules() -> None:
    assert [m.REGIME.id for m in regime_modules()] == [
        "un_dprk", "eu_dprk", "eu_iran", "eu_russia", "us_dprk", "us_iran", "us_russia", "us_venezuela", "gb_russia",
    ]  # fmt: skip
    assert territories() == ("kp", "ir", "ru", "ve")
