"""Ports: the index is sound, names as people write them find their port, and the nearest is the nearest."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from offing.places.coast import inland_m
from offing.places.ports import DATA, ROLES, distance_m, find_port, nearest_port, ports, ports_table
from offing.records.territories import territory_name

NAMES = [
    # as written, UN/LOCODE or name, why
    ("Nampo", "KPNAM", "as written in English today"),
    ("Nampho", "KPNAM", "as the DPRK writes it"),
    ("NAMP'O", "KPNAM", "McCune-Reischauer, upper case"),
    ("Namp’o, DPRK", "KPNAM", "a typographer's apostrophe and a country"),
    ("Port of Nampo", "KPNAM", "with its role"),
    ("Songjin", "KPSON", "Kimchaek's name before 1953, still in Pub. 150"),
    ("Ch'ŏngjin", "KPCHO", "with a breve"),
    ("Rajin (Najin), DPRK", "KPNJN", "another spelling in brackets"),
    ("Wonsan, Democratic People's Republic of Korea", "KPWON", "the long name of a country"),
    ("Long Beach, USA", "USLGB", "a country after a comma"),
    ("Los Angeles, CA, USA", "USLAX", "a state and a country; CA is not Canada here"),
    ("LONG BEACH CA", "USLGB", "a state without a comma"),
    ("US LONG BEACH", "USLGB", "a country before"),
    ("US LGB", "USLGB", "UN/LOCODE with a space"),
    ("USLGB", "USLGB", "UN/LOCODE without"),
    (">US LGB", "USLGB", "AIS: to"),
    ("CN SHA>US LGB", "USLGB", "AIS: from and to"),
    ("LONGBEACH", "USLGB", "AIS: run together"),
    ("SPORE", "SGSIN", "AIS: what crews type"),
    ("PACIFIC AREA LIGHTER", "Pacific Area Lightering (east)", "AIS cuts at twenty letters"),
    ("E-PAL", "Pacific Area Lightering (east)", "a lightering area's short name"),
    ("Busan", "KRPUS", "an alias"),
    ("Vostochny", "RUVYP", "without the word for port"),
    ("Hong Kong", "HKHKG", "one of two rows of the sources"),
    ("남포", "KPNAM", "in Korean"),
    ("南浦", "KPNAM", "in Chinese characters"),
    ("Нампхо", "KPNAM", "in Russian"),
    ("清津", "KPCHO", "in Chinese characters"),
    ("나진", "KPNJN", "as the South writes it"),
    ("Gimchaek", "KPSON", "the South's romanisation"),
    ("Seishin", "KPCHO", "its name under Japan, on old charts"),
    ("Taedong River anchorage", "Taedong anchorage", "where coal is loaded offshore"),
    ("Yuzhnaya Ozereevka", "CPC Marine Terminal", "another name of the terminal"),
    ("Khark Island", "IRKHK", "another spelling"),
    ("Puerto José", "Jose Terminal", "with an accent"),
    ("Bandar Imam Khomeini", "IRBKM", "the name in use"),
    ("Newcastle, Australia", "AUNTL", "one of several, told by its country"),
    ("Newcastle, UK", "GBNCL", "and the other, listed by its full name"),
    ("Tripoli, Libya", "LYTIP", "two as well known, told by the country"),
    ("Tripoli, Lebanon", "LBKYE", "the other one"),
    ("Lagos, Nigeria", "NGLOS", "named by its country beside Lagos in Portugal"),
    *((said, code, "the English or old name of a port listed by another") for said, code in (
        ("Genoa", "ITGOA"), ("Genoa, Italy", "ITGOA"), ("Leghorn", "ITLIV"), ("Naples", "ITNAP"), ("Antwerp", "BEANR"),
        ("Antwerp, Belgium", "BEANR"), ("Lisbon", "PTLIS"), ("Gothenburg", "SEGOT"), ("Copenhagen", "DKCPH"),
        ("Fos", "FRFOS"), ("Dunkirk", "FRDKK"), ("Odesa", "UAODS"), ("Novorossiisk", "RUNVS"), ("Saigon", "VNSGN"),
        ("Bombay", "INBOM"), ("Tsingtao", "CNTAO"), ("Vancouver", "CAVAN"),
    )),
    *((said, code, "the well-known port before inland places of its name") for said, code in (
        ("Hamburg", "DEHAM"), ("Amsterdam", "NLAMS"), ("Venice", "ITVCE"), ("Liverpool", "GBLIV"), ("Baltimore", "USBAL"),
    )),
    ("Hamburg, USA", "USHAM", "a country told is kept to"),
    ("Tarakan", "IDTRK", "was not in the lists"),
    ("Port Elizabeth", "ZAPLZ", "not Elizabeth in New Jersey"),
    ("Aratu", "BRARB", "a name that reads as a UN/LOCODE of Argentina"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "found", "why"), NAMES)
def test_a_name_finds_its_port(written: str, found: str, why: str) -> None:
    port = find_port(written)
    assert port is not None, why
    assert found in (port.locode, port.name), why


NONE = [
    ("", "nothing written"),
    ("For orders", "no place"),
    ("HOME", "no place, though a port has that name"),
    ("Newcastle", "in several countries"),
    ("Georgetown", "in several countries"),
    ("Tripoli", "in two countries, both large"),
    ("Lagos", "in two countries"),
    ("Boston", "both well known"),
    ("Panama", "a country of many ports"),
    ("Port Plymouth", "of several; not what is left without the word"),
    ("USLAX<>USOAK", "to and fro"),
    ("Nampo, Japan", "no such port in that country"),
    ("any port in the Far East", "no port"),
    ("🜨\x00", "noise"),
]


@pytest.mark.parametrize(("written", "why"), NONE)
def test_where_no_one_port_fits_there_is_none(written: str, why: str) -> None:
    assert find_port(written) is None, why


def test_each_name_of_trade_is_of_ports_in_the_index() -> None:
    codes = {p.locode for p in ports()}
    rows = list(csv.DictReader((DATA / "port_names.csv").read_text(encoding="utf-8").splitlines()))
    assert [c for r in rows for c in r["locodes"].split(";") if c not in codes] == []
    names = [n for r in rows for n in r["names"].split(";")]
    assert len(names) == len(set(names))


def test_every_row_is_a_port_on_the_water() -> None:
    known = ports()
    assert [p.port_id for p in known] == list(range(1, len(known) + 1))
    assert len(known) > 3_500
    assert {p.role for p in known} == set(ROLES)
    assert {p.confidence for p in known} == {"high", "medium", "low"}
    for port in known:
        assert port.name
        assert port.source
        assert territory_name(port.country.lower()) != port.country.lower(), port
        assert port.locode is None or (port.locode.isalnum() and len(port.locode) == 5), port
    codes = [p.locode for p in known if p.locode]
    assert len(codes) == len(set(codes))
    depth = inland_m([p.lon_deg for p in known], [p.lat_deg for p in known])
    assert depth.max() <= 8_000
    assert max(d for p, d in zip(known, depth, strict=True) if p.confidence == "high") <= 3_000


def test_the_ports_of_the_dprk_that_the_record_names_are_there() -> None:
    named = "Nampo, Songnim, Taean, Haeju, Sinuiju, Wonsan, Hungnam, Kimchaek, Chongjin, Rajin, Chongsu".split(", ")
    assert {n: getattr(find_port(n), "country", None) for n in named} == dict.fromkeys(named, "KP")


def test_the_table_has_the_columns_of_the_relation() -> None:
    table = ports_table()
    assert list(table) == ["port_id", "lat", "lon", "role"]
    assert {len(column) for column in table.values()} == {len(ports())}


def test_the_nearest_is_the_nearest() -> None:
    rng = np.random.default_rng(6)
    lon, lat = rng.uniform(-180, 180, 1500), rng.uniform(-75, 75, 1500)
    lon[0], lat[0] = 179.99, -17.0  # Fiji's ports lie on both sides of 180°
    index, metres = nearest_port(lon, lat)
    lons, lats = np.array([p.lon_deg for p in ports()]), np.array([p.lat_deg for p in ports()])
    for i in range(0, 1500, 50):
        every = distance_m(lon[i], lat[i], lons, lats)
        assert metres[i] == pytest.approx(every.min(), abs=0.1)
        assert every[index[i]] == pytest.approx(every.min(), abs=0.1)


def test_the_nearest_of_a_role() -> None:
    index, metres = nearest_port([-117.85], [33.05], roles=("lightering",))
    assert ports()[int(index[0])].name == "Pacific Area Lightering (east)"
    assert metres[0] < 40_000


@pytest.mark.parametrize(
    ("a", "b", "metres", "why"),
    [
        ((0, 0), (0, 0), 0, "one place"),
        ((0, 0), (180, 0), 20_015_115, "the other side of the world"),
        ((179.5, 0), (-179.5, 0), 111_195, "over the antimeridian"),
        ((0, 90), (90, 90), 0, "the pole has every longitude"),
    ],
)
def test_distance(a: tuple[float, float], b: tuple[float, float], metres: float, why: str) -> None:
    assert float(distance_m(*a, *b)) == pytest.approx(metres, abs=1), why
