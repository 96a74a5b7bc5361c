"""The UN's measures on the DPRK: resolutions 1718 (2006) to 2397 (2017), both directions."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.tables import Measure

REGIME = Regime(
    id="un_dprk",
    authority="UN",
    title="UN Security Council resolutions 1718 (2006) to 2397 (2017) on the DPRK",
    territory="kp",
    program="DPRK",
    binds="all States, and those under their law",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """Every trader is under the law of some State, which had to give effect to the resolution."""
    return True
