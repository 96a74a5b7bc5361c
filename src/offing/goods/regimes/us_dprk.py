"""The measures of the United States on North Korea: 31 CFR 510, E.O. 13570, 13722 and 13810, and luxury goods under the EAR."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.tables import Measure

REGIME = Regime(
    id="us_dprk",
    authority="US",
    title="31 CFR 510 and the executive orders on North Korea; 15 CFR 746.4",
    territory="kp",
    program="DPRK",
    binds="US persons, and goods from or into the United States",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """The ban on imports is on imports into the United States: it cannot apply where the goods go elsewhere."""
    if measure.effect == "designation":
        return None
    if measure.direction == "from" and asked.into and "us" not in asked.into:
        return False
    return True if "us" in asked.territories else None
