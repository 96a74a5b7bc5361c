"""The United States' ban on imports of Russian oil, gas and coal: E.O. 14066. Its price cap is in `price_caps`."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.tables import Measure

REGIME = Regime(
    id="us_russia",
    authority="US",
    title="E.O. 14066 on imports of Russian oil, liquefied natural gas and coal",
    territory="ru",
    program="RUSSIA",
    binds="whoever brings the goods into the United States, and US persons who approve, finance or facilitate it",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """The ban is on imports into the United States."""
    return "us" in asked.into
