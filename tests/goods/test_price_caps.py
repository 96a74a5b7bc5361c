"""Price caps by day, and oil in barrels."""

from __future__ import annotations

from datetime import date

import pytest

from offing.goods.barrels import barrels, oil
from offing.goods.price_caps import caps, price_caps
from offing.records.dates import parse_span

LATE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("product", "when", "wanted", "why"),
    [
        ("crude", "2022-12-04", {}, "the day before"),
        ("crude", "2022-12-04/2022-12-06", {}, "loaded across the first day: it may have been outside"),
        ("crude", "2022-12-05", {"US": 60, "EU": 60, "UK": 60}, "the first day"),
        ("premium", "2023-02-04", {}, "products came later"),
        ("premium", "2023-02-05", {"US": 100, "EU": 100, "UK": 100}, "their first day"),
        ("discount", "2024-01-01", {"US": 45, "EU": 45, "UK": 45}, "fuel oil"),
        ("crude", "2025-09-03", {"US": 60, "EU": 60, "UK": 60}, "older contracts still had 60"),
        ("crude", "2025-10-17", {"US": 60, "EU": 60, "UK": 60}, "the UK's last day of them"),
        ("crude", "2025-10-18", {"US": 60, "EU": 60, "UK": 47.6}, "the EU's last day of them"),
        ("crude", "2025-10-19", {"US": 60, "EU": 47.6, "UK": 47.6}, "the day after"),
        ("crude", "2026-02-01", {"US": 60, "EU": 47.6, "UK": 47.6}, "44.10 is set, older contracts have 47.60"),
        ("crude", "2026-04-17", {"US": 60, "EU": 44.1, "UK": 44.1}, "the day after they ended"),
        ("crude", "2026-07-15", {"US": 60, "EU": None, "UK": None}, "reviewed, and not read: not known"),
        ("crude", "2025-10-18/2025-10-20", {"US": 60, "EU": 60, "UK": 47.6}, "days across a change: the higher"),
    ],
)  # fmt: skip
def test_the_cap_of_a_day(product: str, when: str, wanted: dict[str, float | None], why: str) -> None:
    assert {c.authority: c.usd_per_bbl for c in caps(product, parse_span(when), LATE)} == wanted, why


def test_a_cap_that_was_set_later_is_none_yet() -> None:
    told = caps("crude", parse_span("2026-05-01"), date(2026, 1, 1))
    assert {c.authority for c in told} == {"US"}, "47.60 had ended by then; 44.10 was not in force on the review's day"


def test_every_row_says_where_it_is_from() -> None:
    assert len({c.id for c in price_caps()}) == len(price_caps())
    for cap in price_caps():
        assert cap.source and cap.confidence in ("high", "medium", "low"), cap.id
        assert cap.unconfirmed or cap.confidence == "high", cap.id
        assert cap.usd_per_bbl is not None or cap.confidence == "low", cap.id
        assert cap.end is None or cap.end > cap.start, cap.id
        assert not cap.unconfirmed or cap.unconfirmed in cap.doubt


@pytest.mark.parametrize(
    ("hs", "words", "goods", "product", "why"),
    [
        ("2709", "ESPO crude oil", "crude oil", "crude", "code and words"),
        ("2709.00.20", "", "crude oil", "crude", "the code alone, at eight digits"),
        ("", "Urals in bulk", "crude oil", "crude", "a grade"),
        ("2710.19", "gasoil 10 ppm", "diesel and gasoil", "premium", "diesel"),
        ("2710.19", "fuel oil M-100", "fuel oil", "discount", "fuel oil"),
        ("2710.12", "naphtha", "naphtha", "discount", "naphtha"),
        ("2710", "petroleum products", "petroleum products", "premium", "no more told: the higher cap"),
        ("2710", "", "petroleum products", "premium", "the heading alone"),
        ("1507", "crude soya-bean oil", None, None, "crude, and no petroleum"),
        ("", "steam coal", None, None, "coal"),
        ("2711", "crude LNG", None, None, "gas"),
    ],
)
def test_oil(hs: str, words: str, goods: str | None, product: str | None, why: str) -> None:
    found = oil(hs, words)
    assert (found and found.goods, found and found.product) == (goods, product), why


@pytest.mark.parametrize(
    ("quantity", "unit", "weight_t", "average", "at_most", "why"),
    [
        (730_000, "bbl", None, 730_000, 730_000, "as written"),
        (100_000, "t", 100_000, 732_000, 820_000, "a weight: by the average, and at most"),
        (1_000, "m3", None, 6_289.8, 6_289.8, "a volume"),
        (42_000, "US gal", None, 1_000, 1_000, "gallons"),
        (5, "parcels", None, None, None, "no measure"),
    ],
)
def test_barrels(
    quantity: float, unit: str, weight_t: float | None, average: float | None, at_most: float | None, why: str
) -> None:
    which = oil("2709", "crude oil")
    assert which is not None
    found = barrels(quantity, unit, weight_t, which)
    if average is None:
        assert found is None, why
    else:
        assert found is not None
        assert at_most is not None
        assert found.average == pytest.approx(average, rel=1e-4), why
        assert found.at_most == pytest.approx(at_most, rel=1e-4), why
