"""What a decision on a finding rests on, as a digest: another version of a list with the same line leaves it as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from offing.desk.digests import digest_of
from offing.desk.log import canonical

_OF_STATUS = (
    "rung",
    "authority",
    "list",
    "entry",
    "name",
    "program",
    "from",
    "to",
    "wording",
    "measure",
    "legal_basis",
)


def facts_of(finding: Mapping[str, Any]) -> str:
    """Digest of what the finding says and quotes: its strength, statuses and quoted words; not of versions, hashes and days."""
    return digest_of(canonical(told_facts(finding)))[:32]


def told_facts(finding: Mapping[str, Any]) -> dict[str, Any]:
    """The facts themselves, so that a difference can be named."""
    return {
        "strength": finding["strength"],
        "stops": finding["stops"],
        "status": sorted(canonical({k: s.get(k) for k in _OF_STATUS}) for s in finding["status"]),
        "quotes": sorted({f"{e['source']}: {e['quote']}" for e in finding["evidence"]}),
    }
