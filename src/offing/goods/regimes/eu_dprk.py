"""The EU's measures on the DPRK: Regulation (EU) 2017/1509 with its amendments, and Regulation (EC) 329/2007 before it."""

from __future__ import annotations

from offing.goods.contract import Asked, Regime
from offing.goods.members import EU_MEMBERS
from offing.goods.tables import Measure

REGIME = Regime(
    id="eu_dprk",
    authority="EU",
    title="Regulation (EU) 2017/1509 on the DPRK, and (EC) 329/2007 before it",
    territory="kp",
    program="DPRK",
    binds="persons, ships and business of the EU, and within the EU",
)


def reaches(measure: Measure, asked: Asked) -> bool | None:
    """True where a port, party, origin or destination is of the EU; else not told: owner, insurer or bank may be."""
    return True if asked.territories & EU_MEMBERS else None
