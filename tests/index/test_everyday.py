"""Near names that agree in everyday words only."""

from __future__ import annotations

import pytest

from offing.index.everyday import everyday_likeness

NAMES = [
    ("Schneider Grain GmbH", "Schneider GMBH", False, True, "a family name, and a word of its own"),
    ("Everest Foods SAS", "OOO EVEREST GRUP", False, True, "a mountain"),
    ("Taylor Marine Inc.", "Maurice Taylor", False, True, "a firm and a person"),
    ("Everest Inc.", "OOO EVEREST GRUP", False, False, "nothing of its own: it may be the listed one, shortened"),
    ("Korea Songi Shipping", "SONGI TRADING COMPANY", False, False, "a rare word agrees"),
    ("Gudson Shipping", "GUDZON SHIPPING CO LLC", False, False, "a slip of the pen"),
    ("Dalian Haibo Freight", "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.", False, False, "shortened"),
    ("Star International Ltd", "STARS INTERNATIONAL LTD", False, False, "in the same country, or none told"),
    ("Star International Ltd", "STARS INTERNATIONAL LTD", True, True, "in another country"),
    ("Haibo Freight", "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.", True, False, "a rare word agrees, abroad too"),
]


@pytest.mark.parametrize(("name", "listed", "abroad", "wanted", "why"), NAMES, ids=[n[4] for n in NAMES])
def test_what_near_names_share(name: str, listed: str, abroad: bool, wanted: bool, why: str) -> None:
    assert everyday_likeness(name, listed, abroad) is wanted, why
