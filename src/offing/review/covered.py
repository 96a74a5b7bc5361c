"""Whether a dealing with a party is in the matter of a licence: another sale to the same buyer is none of its."""

from __future__ import annotations

import re

from offing.book.model import Row

_NO_GOODS = frozenset(
    "export import licence license permit dual with from dealings payments voyage goods general".split()
)


def covers(licence: Row, dealing: Row, name: str, *, over: bool) -> bool:
    """Whether a licence that names a party (`name`, folded) is about this dealing with it.

    One that names nothing but the party is about all of them. A row that tells no goods may be of any, while the licence
    is not yet given; once it is `over`, only a row that names its goods is.
    """
    goods = {w for w in re.findall(r"[a-z]{4,}", licence["covers"].casefold()) if w not in name} - _NO_GOODS
    told = " ".join(dealing[c] for c in ("description", "goods", "text")).strip().casefold()
    return not goods or (not told and not over) or any(w in told for w in goods)
