"""Named profiles: how near a name must be before it is proposed.

A profile moves the bar for near names and for names of common words only. It moves nothing that rests on a number, a
date or a whole distinctive name: these are found under every profile, and another valid IMO number is another ship
under every profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Profile:
    """Thresholds on the matcher's score of a near name (0 to 1), by kind of thing.

    A near name is proposed when its score and the evidence beside it reach the bar together; below `floor` nothing lifts
    it. `common_words_aside`: a firm's name of common words only is set aside unless country or address agree.
    """

    name: str
    near_person: float
    near_firm: float
    near_ship: float
    floor: float
    common_words_aside: bool
    for_whom: str

    def near(self, schema: str) -> float:
        return {"Person": self.near_person, "Vessel": self.near_ship}.get(schema, self.near_firm)

    @property
    def least_near(self) -> float:
        """The lowest bar of any kind."""
        return min(self.near_person, self.near_firm, self.near_ship)

    @property
    def thresholds(self) -> Mapping[str, object]:
        """What a finding records of it."""
        return MappingProxyType(
            {
                "profile": self.name,
                "near_person": self.near_person,
                "near_firm": self.near_firm,
                "near_ship": self.near_ship,
                "near_floor": self.floor,
                "common_words": "set aside" if self.common_words_aside else "possible",
            }
        )


STANDARD = Profile(
    "standard", 0.5, 0.5, 0.5, floor=0.3, common_words_aside=True,
    for_whom="the ordinary review: about one everyday name in a hundred is proposed by a near name",
)  # fmt: skip
WIDE = Profile(
    "wide", 0.25, 0.25, 0.25, floor=0.1, common_words_aside=False,
    for_whom="recall first, for an investigation or a look back: several times as many proposals, and names of common "
    "words are shown",
)  # fmt: skip
NARROW = Profile(
    "narrow", 0.8, 0.8, 0.8, floor=0.8, common_words_aside=True,
    for_whom="few proposals, for a large file where each costs time: near names only where nearly all agrees",
)  # fmt: skip


def profiles() -> Mapping[str, Profile]:
    """Every profile by name."""
    return {p.name: p for p in (STANDARD, WIDE, NARROW)}
