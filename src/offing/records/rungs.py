"""The ladder of legal status, in fixed words. A status is a set of rungs by authority and date, never a flag."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: its name in findings, its words, whether property is frozen, and whether it is a listing."""

    name: str
    words: str
    freezes: bool
    listing: bool

    @property
    def stops(self) -> bool:
        """Whether a firm finding on this rung may say "stop and escalate": a freeze, or a ban on ports and services."""
        return self.freezes or self.name in ("port_ban", "services_ban")


LADDER: tuple[Rung, ...] = (
    Rung("blocked", "blocked", True, True),
    Rung("blocked_by_ownership", "blocked by ownership", True, False),
    Rung("asset_freeze", "asset freeze", True, True),
    Rung("port_ban", "port ban / de-flagging; not an asset freeze by that fact", False, True),
    Rung("services_ban", "port and services ban; not an asset freeze by that fact", False, True),
    Rung("sectoral", "sectoral or limited measure; not blocked by that fact", False, True),
    Rung("advisory", "on an advisory; not blocked by that fact", False, False),
    Rung("named", "named; not listed by that fact", False, False),
    Rung("reported", "reported; alleged, not established", False, False),
    Rung("delisted", "no longer listed; history only", False, False),
)

RUNGS: dict[str, Rung] = {rung.name: rung for rung in LADDER}
_STEPS = {rung.name: i for i, rung in enumerate(LADDER)}


def step(rung: str) -> int:
    """A rung's place on the ladder, hardest first: what reports and answers sort by."""
    return _STEPS[rung]


def words(rung: str, authority: str) -> str:
    """The fixed wording, e.g. `blocked (US)`, `on a US advisory; not blocked by that fact`."""
    if rung == "advisory":
        return (
            f"on a {authority} advisory; not blocked by that fact"
            if authority
            else "on an advisory; not blocked by that fact"
        )
    head, _, tail = RUNGS[rung].words.partition(";")
    return f"{head} ({authority}){';' if tail else ''}{tail}" if authority else RUNGS[rung].words
