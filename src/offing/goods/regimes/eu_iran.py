"""The EU's measures on Iranian oil, gas and petrochemicals: Regulation (EU) 267/2012, to 2016 and again since 2025."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.members import EU_MEMBERS
from offing.goods.tables import Measure

REGIME = Regime(
    id="eu_iran",
    authority="EU",
    title="Regulation (EU) 267/2012 on Iran, its measures on oil, gas and petrochemicals reinstated by (EU) 2025/1975",
    territory="ir",
    program="IRAN",
    binds="persons, ships and business of the EU, and within the EU",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """Import, purchase and transport are banned to those whom the EU's law binds, wherever the goods go."""
    return bool(asked.territories & EU_MEMBERS)
