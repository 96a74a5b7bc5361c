"""What the findings of each check can move with, beside the book itself: the lists, the day of the review, both or neither.

All of a row's findings that can move are found anew together; what stands here is which checks need not be asked at all. A check
that is said to read no list, or not to move with the day, is shown not to by tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

LISTS = frozenset(
    "advisory encounter_at_sea identity identity_handover identity_in_doubt imo_twin listed_party listed_vessel named network"
    " news owner_change ownership_50 party_substitution payment_text reported status_by_date coverage".split()
)
"""What was screened, the state of the lists, or their names; such findings move with the day too, as listings come and end."""
DAY = frozenset("flag_history goods_ban luxury_dual_use licence risk_port_call".split())
"""No list, but how the dates of rows lie to the day of the review; and what tells of that day where a row has no date."""
BOOK = frozenset(
    "bill_of_lading destination draught_step feasible_call flag_rule goods_text impossible_track insurance origin_chain"
    " paper_text price_cap price_quantity reporting_gap unfit_ship vague_words voyage_dates".split()
)
"""The book alone. Of these `flag_rule`, `insurance` and `price_cap` know days on which a rule came, as do those of `DAY`; on such
a day the whole book is reviewed."""


@cache
def reads() -> Mapping[str, tuple[bool, bool]]:
    """Check → (whether its findings move with the lists, with the day)."""
    known = {
        **dict.fromkeys(LISTS, (True, True)),
        **dict.fromkeys(DAY, (False, True)),
        **dict.fromkeys(BOOK, (False, False)),
    }
    return dict(sorted(known.items()))
