"""The United Kingdom's ban on imports of Russian oil: the Russia (Sanctions) (EU Exit) Regulations 2019 as amended."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.tables import Measure

REGIME = Regime(
    id="gb_russia",
    authority="UK",
    title="Russia (Sanctions) (EU Exit) Regulations 2019: imports of oil and oil products",
    territory="ru",
    program="RUSSIA",
    binds="UK persons, and whoever brings the goods into the United Kingdom",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """What goes elsewhere than the United Kingdom is a matter of the price cap, not of this ban."""
    return "gb" in asked.into
