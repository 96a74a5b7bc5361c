"""The measures of the United States on Venezuelan oil: E.O. 13850 and 13884, 31 CFR 591, general licences by date."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.tables import Measure

REGIME = Regime(
    id="us_venezuela",
    authority="US",
    title="E.O. 13850 and 13884 on PdVSA and the Government of Venezuela; 31 CFR 591",
    territory="ve",
    program="VENEZUELA",
    binds="US persons, and dealings within the United States",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """PdVSA is blocked to US persons; a ground for listing may meet anyone who works in the oil sector."""
    if measure.effect == "designation":
        return None
    return "us" in asked.territories
