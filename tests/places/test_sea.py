"""The way by sea is a lower bound: never longer than the true one, and longer than the straight line where land lies between."""

from __future__ import annotations

import pytest

from offing.places.ports import Port, distance_m, find_port, ports
from offing.places.sea import HUBS, sea_way_m, surely_within

NM = 1852.0


def port(name: str) -> Port:
    found = find_port(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    ("one", "other", "least_nm", "true_nm", "why"),
    [
        ("Rotterdam", "Singapore", 7300, 8290, "by Suez"),
        ("Novorossiysk", "Rotterdam", 2900, 3400, "by the Bosporus and Gibraltar"),
        ("Nampo", "Wonsan", 300, 1050, "round the peninsula, 99 nm over land"),
        ("Primorsk, Russia", "Kozmino", 5500, 11600, "by the Arctic, which is taken for open"),
        ("Buenos Aires", "Valparaiso", 2000, 2800, "by the Strait of Magellan"),
        ("Houston", "Shanghai", 8500, 10100, "by Panama"),
        ("Shanghai", "Long Beach", 5500, 5800, "open sea, and the date line"),
        ("Baku", "Novorossiysk", 500, 1100, "by the Volga and the Don"),
        ("New York", "Rotterdam", 3100, 3400, "an ocean"),
    ],
)
def test_a_way_lies_between_the_straight_line_and_the_true_one(
    one: str, other: str, least_nm: float, true_nm: float, why: str
) -> None:
    a, b = port(one), port(other)
    found = sea_way_m(a, b)
    assert found is not None
    assert least_nm <= found / NM <= true_nm, why
    assert found >= float(distance_m(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)), (
        "never shorter than the straight line"
    )
    assert found == sea_way_m(b, a), "the same both ways"


def test_where_no_sea_is_near_there_is_no_way() -> None:
    assert sea_way_m(port("Manaus"), port("Rotterdam")) is None


def test_what_is_surely_within_is_no_farther_than_the_way() -> None:
    assert set(HUBS) <= {p.locode for p in ports()}
    known = [p for p in ports() if p.role == "port" and p.confidence == "high"][::97]
    for a in known[:8]:
        for b in known[8:30]:
            way = sea_way_m(a, b)
            assert way is None or not surely_within(a, b, way - 1), f"{a.name} to {b.name}"
