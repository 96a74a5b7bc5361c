"""Two ships of one row that passed cargo from one to the other: "<V1> and <V2> carried out a ship-to-ship transfer"."""

from __future__ import annotations

import re
from dataclasses import replace

from offing.claims.model import Arg, ClaimType

_ONE_TRANSFER = re.compile(
    r"\b(?:an?|the|their|one|this) (?:[a-z-]+ ){0,4}(?:transfer|operation|sts|rendezvous|transshipment)\b|each other|one another|"
    r"between them",
    re.IGNORECASE,
)


def as_a_pair(type: ClaimType, apart: dict[str, list[Arg]], said: str) -> dict[str, list[Arg]]:
    """The arguments told apart, by role; two ships of one transfer as each other's counterparty."""
    if (
        type != "sts_transfer"
        or set(apart) != {"vessel"}
        or len(apart["vessel"]) != 2
        or not _ONE_TRANSFER.search(said)
    ):
        return apart
    one, other = apart["vessel"]
    return {"vessel": [one], "counterparty": [replace(other, role="counterparty")]}
