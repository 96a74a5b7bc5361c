"""Who a counted group is, where other sentences tell the same act of its members one by one: "OFAC designated two individuals
and three entities. ... Dorn Shipping is being designated for ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from offing.claims.model import Claim, ClaimType, Mention
from offing.claims.story import counted

Place = tuple[int, int]
_ACTS: Mapping[ClaimType, str] = {
    "designated": "target", "delisted": "target", "advisory_listed": "target", "charged": "target", "seized": "object",
}  # fmt: skip
_KNOWN = re.compile(r"(?:the|all|both|these|those|none|neither|each|any|either)\b", re.IGNORECASE)
_OTHER = ("other", "further", "more", "another", "additional", "least", "than", "about", "some")


def groups_of_acts(
    claims: Sequence[Claim], groups: Mapping[Place, tuple[int, ...]], mentions: Sequence[Mention]
) -> dict[Place, tuple[int, ...]]:
    """The groups, and those whose act is told of just as many named things of their kind, by nobody else and of no other day."""
    out = dict(groups)
    at = {(m.start, m.end): m for m in mentions}
    kinds = {m.entity: m.label for m in mentions if not m.nominal}
    for claim in claims:
        role = _ACTS.get(claim.type)
        if role is None or claim.polarity != "positive" or claim.modality == "planned":
            continue
        for arg in claim.args:
            group = at.get((arg.start, arg.end))
            if arg.role != role or arg.parts or group is None or not group.plural or (arg.start, arg.end) in out:
                continue
            count = counted(group.text)
            if count < 2 or _KNOWN.match(group.text) or any(w in _OTHER for w in group.text.lower().split()):
                continue
            members = {t: None for other in claims if same_act(claim, other) for t in _named(other, role, kinds, group)}
            if len(members) == count:
                out[arg.start, arg.end] = tuple(members)
    return out


def _named(claim: Claim, role: str, kinds: Mapping[int, str], group: Mention) -> Iterator[int]:
    parts = (p for a in claim.args if a.role == role for p in (a.parts or (a,)))
    return (p.thing for p in parts if kinds.get(p.thing) == group.label)


def same_act(claim: Claim, other: Claim) -> bool:
    """Whether another claim may tell of the same act: not of another authority, nor of another day, nor denied."""
    if other.type != claim.type or other.polarity != "positive" or other.modality == "planned":
        return False
    mine, theirs = ({a.thing for a in c.args if a.role == "authority" and a.thing >= 0} for c in (claim, other))
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    days = [c.happened.span for c in (claim, other) if c.happened is not None]
    return len(days) < 2 or days[0].overlaps(days[1])
