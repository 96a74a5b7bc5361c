"""Checks, and the matching of names, in their own words, as data."""

from __future__ import annotations

import inspect

from offing.index import judge, profiles, rules
from offing.review.catalog import CheckModule, in_its_own_words

MATCHING = "matching"


def matching_body() -> dict[str, object]:
    """How a name becomes a match, strong or possible: from the docstrings and tables of the matcher itself."""
    return {
        "id": MATCHING,
        "asks": "Is this the same ship, firm or person?",
        "text": inspect.getdoc(judge) or "",
        "profiles_text": inspect.getdoc(profiles) or "",
        "profiles": profile_rows(),
        "evidence": [
            {"feature": r.feature, "says": r.says, "bearing": r.bearing, "reason": r.reason}
            for r in rules.rules().values()
        ],
    }


def profile_rows() -> list[dict[str, object]]:
    """Each profile's name, for whom it is, and its thresholds."""
    return [{**p.thresholds, "for_whom": p.for_whom} for p in profiles.profiles().values()]


def check_body(module: CheckModule) -> dict[str, object]:
    """What `offing explain CHECK --json` prints."""
    check = module.CHECK
    body: dict[str, object] = {
        "id": check.id,
        "asks": check.asks,
        "kinds": list(check.kinds),
        "basis": check.basis,
        "version": check.version,
        "needs": list(check.needs),
        "params": dict(check.params),
        "innocent": list(check.innocent),
        "settle": list(check.settle),
        "text": in_its_own_words(module),
    }
    return body | {"profiles": profile_rows(), "matching": inspect.getdoc(judge) or ""} if check.names else body
