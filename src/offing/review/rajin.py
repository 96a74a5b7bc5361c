"""The exemption at Rajin, in words, and how the cargo of a voyage stands to it by the book."""

from __future__ import annotations

import re

from offing.book.model import Row
from offing.review.papers import country_of, digits

RAJIN = (
    "Coal not of North Korean origin may pass through Rajin (Rason) only, with notice beforehand to the 1718 Committee "
    "(UNSCR 2371 (2017), paragraph not re-read: confirm)."
)
_COAL = ("2701", "2702", "2703", "2704")


def exemption(port: str, cargo: tuple[Row, ...] = ()) -> tuple[str, ...]:
    """The words on Rajin, and how the book's cargo stands to them."""
    if port.casefold() not in ("rajin", "najin", "rason", "sonbong"):
        return ()
    return RAJIN, *dict.fromkeys(_beside(row) for row in cargo)


def _beside(row: Row) -> str:
    goods, where = row["description"] or row["hs"] or row.label, f"cargo row {row.number}"
    if digits(row)[:4] not in _COAL and not re.search(r"\bcoals?\b|\banthracite\b", row["description"], re.IGNORECASE):
        return f"That is for coal only; {where} is “{goods}”."
    origin = country_of(row["origin"])
    if origin == "KP":
        return f"It does not reach {where}: the book gives North Korea as the coal's origin."
    if not origin:
        return f"Whether it reaches {where} is open: the book gives no origin of the coal."
    return f"The book gives {row['origin']} as the origin of {where}: within these words if the notice was given."
