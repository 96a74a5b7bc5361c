"""Whether what a rule takes for a subject only stands before the verb: "<O1>, a front for <O2>, chartered <V3>"."""

from __future__ import annotations

import re

from offing.claims.doing_items import governed, is_verb, items_of
from offing.claims.ruled import Match

_DOES = frozenset({"actor", "owner", "manager", "charterer", "parent"})
_VERB = re.compile(r", (?P<word>[a-z]+)", re.IGNORECASE)


def of_another(match: Match, text: str) -> bool:
    """Whether the one that a match begins with hangs on a preposition, and a comma parts it from the verb."""
    if not match.roles or match.roles[0][1] != match.start or match.roles[0][0] not in _DOES:
        return False
    goes_on = _VERB.match(text, match.roles[0][2])
    if not goes_on or not (goes_on["word"].lower() == "to" or is_verb(goes_on["word"].lower())):
        return False
    s = items_of(text)
    k = next((n for n, item in enumerate(s) if item.start == match.start), -1)
    return k > 0 and governed(s, k) >= 0
