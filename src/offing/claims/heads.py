"""Whether what a rule takes for a subject only stands before the verb: "<O1>, a front for <O2>, chartered <V3>"."""

from __future__ import annotations

import re

from offing.claims.doing_items import governed, is_verb, items_of
from offing.claims.ruled import Match

_DOES = frozenset({"actor", "owner", "manager", "charterer", "parent"})
_DEEDS = frozenset(
    "shipped_cargo exported sold procured_for dealt_with owned_by managed_by chartered_by sts_transfer".split()
)
_JUDGES = re.compile(
    r"(?:,? (?:[a-z]+ly|also|has|have|had|then|later|in|on|<D\d+>))* (?:sanctioned|designated|blacklisted|targeted|listed|fined|"
    r"charged|indicted|accused|accuses|blames|blamed|penali[sz]ed|punished|convicted|hit|sanctions|suspects|suspected|says|said|"
    r"recalls|recalled|notes|noted|reports|reported|believes|believed|finds|found that|concluded|concludes|alleges|alleged)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_SAID_BY = re.compile(
    r"(?:said|believed|alleged|accused|thought|reported|suspected|charged|sanctioned) by (?:the )?$", re.IGNORECASE
)
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


def of_a_judge(match: Match, text: str) -> bool:
    """Whether who is taken to do it only says or punishes it: "which <A1> sanctioned for carrying", "said by <A1> to"."""
    if match.rule.type not in _DEEDS:
        return False
    for role, a, b in match.roles:
        does = role in _DOES or (role == "recipient" and match.rule.type == "sold")
        if not does or text[a : a + 2] not in ("<A", "<C", "<K", "<N"):
            continue
        said_by = text[b : b + 4] in (" to ", " of ") and _SAID_BY.search(text[max(0, a - 24) : a])
        if said_by or (text[a + 1] in "AC" and _JUDGES.match(text, b)):
            return True
    return False
