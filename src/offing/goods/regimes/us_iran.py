"""The measures of the United States on Iran: 31 CFR 560, and the grounds for listing of E.O. 13622 and 13846."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.hs import covered
from offing.goods.tables import Measure

REGIME = Regime(
    id="us_iran",
    authority="US",
    title="31 CFR 560 on Iran, and E.O. 13846 on its petroleum and petrochemicals",
    territory="ir",
    program="IRAN",
    binds="US persons, and goods from or into the United States",
)
_FOOD_AND_MEDICINE = ("01-24", "30")


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """A licence is asked of US persons and of goods into the United States only; a ground for listing may meet anyone."""
    if measure.effect == "designation":
        return None
    codes = asked.codes or tuple(c for n in asked.goods if n.head for c in n.term.hs)
    if measure.id == "export-560.204" and codes and all(covered(_FOOD_AND_MEDICINE, c) for c in codes):
        return False  # a row of its own, with its general licence
    return "us" in asked.territories
