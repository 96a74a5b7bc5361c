"""The EU's ban on imports of Russian oil: Regulation (EU) 833/2014, Article 3m. Its price cap is in `price_caps`."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.members import EU_MEMBERS
from offing.goods.tables import Measure

REGIME = Regime(
    id="eu_russia",
    authority="EU",
    title="Regulation (EU) 833/2014 on Russia: imports of crude oil and petroleum products",
    territory="ru",
    program="RUSSIA",
    binds="persons, ships and business of the EU, and within the EU",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """What goes elsewhere than the EU is a matter of the price cap, not of this ban."""
    return bool(asked.into & EU_MEMBERS)
