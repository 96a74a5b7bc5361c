"""Claims of a reading against the annotator's: which are right, which say less than they could, and which are wrong.

A claim is right when its type, whether it says or denies, and every key argument agree. One that gives fewer key arguments
than the annotator resolved, and none that differs, is incomplete: neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from offing.claims.model import Arg, Claim
from reports.alignment import Alignment, values
from reports.gold import CONTEXT, Told, Value

Verdict = Literal["right", "incomplete", "wrong", "aside"]

KEYS: Mapping[str, tuple[str, ...]] = {
    "designated": ("target",),
    "delisted": ("target",),
    "advisory_listed": ("target",),
    "owned_by": ("asset", "owner"),
    "managed_by": ("asset", "manager"),
    "chartered_by": ("asset", "charterer"),
    "flagged_in": ("vessel", "country"),
    "nationality": ("vessel", "country"),
    "renamed": ("vessel", "former_name"),
    "affiliated": ("entity", "parent"),
    "based_in": ("entity", "place"),
    "shipped_cargo": ("actor", "goods"),
    "sts_transfer": ("vessel", "counterparty"),
    "exported": ("actor", "goods"),
    "sold": ("actor", "goods"),
    "procured_for": ("actor", "beneficiary"),
    "dealt_with": ("actor", "counterparty"),
    "seized": ("object",),
    "forfeited": ("object",),
    "charged": ("target",),
    "port_call": ("vessel", "port"),
    "bound_for": ("vessel", "destination"),
    "ais_gap": ("vessel",),
    "denied_flag": ("vessel", "country"),
    "withdrew": ("actor", "object"),
    "met": ("parties",),
    "statement": ("speaker",),
    "notified": ("actor", "recipient"),
}
"""Per type, the roles that must agree."""
CHECKED = ("authority", "from", "to", "origin", "destination", "on_behalf_of")
"""Roles that need not be given, but must not differ: an authority from another of its kind, the ends of a route at all."""
ALIKE: Mapping[str, tuple[str, ...]] = {
    "asset": ("asset", "vessel", "object"),
    "vessel": ("vessel", "asset", "actor", "object", "entity"),
    "actor": ("actor", "vessel"),
    "entity": ("entity", "actor"),
    "object": ("object", "vessel", "asset", "goods"),
    "target": ("target", "entity", "vessel"),
    "port": ("port", "place"),
    "place": ("place", "port"),
    "destination": ("destination", "to", "port", "place"),
    "to": ("to", "destination"),
    "from": ("from", "origin"),
    "origin": ("origin", "from"),
}
"""Roles by which the same part in a claim may go."""
INTERNATIONAL = frozenset(
    {"UN", "U.N.", "United Nations", "EU", "European Union", "Security Council", "UN Security Council"}
)
SYMMETRIC = {"sts_transfer": ("vessel", "counterparty")}
TOGETHER = frozenset({"goods", "parties"})
"""Roles whose enumeration is one argument: of several goods or parties it is enough that one agrees."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim of the annotator with one value in every key role: one of two targets, say."""

    told: Told
    keys: Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Given:
    """A claim of the reading with one value in every key role."""

    claim: Claim
    keys: Mapping[str, tuple[Arg, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    given: Given
    verdict: Verdict
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Paired:
    """`missed` are core and context claims that no claim of the reading got right."""

    judged: tuple[Judged, ...]
    missed: tuple[Asked, ...]
    asked: tuple[Asked, ...]


def asked(told: Told) -> list[Asked]:
    """One per combination of the values of its key roles."""
    said = {**told.args, "vessel": told.args.get("vessel") or told.args.get("entity", ())}
    roles = [r for r in KEYS.get(told.type, ()) if said.get(r)]
    choices = [[said[r]] if r in TOGETHER else [(v,) for v in said[r]] for r in roles]
    return [Asked(told, dict(zip(roles, each, strict=True))) for each in product(*choices)]


def given(claim: Claim) -> list[Given]:
    found = {r: values(claim.args, *ALIKE.get(r, (r,))) for r in KEYS[claim.type]}
    roles = [r for r, args in found.items() if args]
    choices = [[tuple(found[r])] if r in TOGETHER else [(a,) for a in found[r]] for r in roles]
    return [Given(claim, dict(zip(roles, each, strict=True))) for each in product(*choices)]


def positive(claim: Claim) -> bool:
    return claim.polarity == "positive" and claim.modality != "denied"


def compare(one: Given, other: Asked, by: Alignment) -> Verdict:
    """`right`, `incomplete` or `wrong`, for this pair alone."""
    other = _of_the_type(one.claim.type, other, by)
    if one.claim.type != other.told.type or positive(one.claim) != other.told.positive:
        return "wrong"
    if not _unchecked_agree(one.claim, other.told, by):
        return "wrong"
    verdict = _keys_agree(one.claim, one.keys, other.keys, by)
    pair = SYMMETRIC.get(one.claim.type)
    if verdict != "right" and pair:
        swapped = {pair[1 - pair.index(r)] if r in pair else r: v for r, v in one.keys.items()}
        verdict = min(verdict, _keys_agree(one.claim, swapped, other.keys, by), key=_ORDER.index)
    return verdict


def _of_the_type(type: str, other: Asked, by: Alignment) -> Asked:
    """What is asked, as the other of two types that say one thing: "an Iranian firm" has a nationality or a seat, and annotators
    write either. Of a ship, a nationality is no seat."""
    if {type, other.told.type} != {"nationality", "based_in"}:
        return other
    thing, country = (("vessel", "country"), ("entity", "place"))[type == "nationality"]
    whose, where = other.keys.get(thing, ()), other.keys.get(country, ())
    labels = by.gold.entities
    if any(v.entity and labels[v.entity].label.startswith("Vessel") for v in whose):
        return other
    if not all(v.entity and labels[v.entity].label == "Country" for v in where):
        return other
    names = ("vessel", "country") if type == "nationality" else ("entity", "place")
    return Asked(replace(other.told, type=type), dict(zip(names, (whose, where), strict=True)))


_ORDER: tuple[Verdict, ...] = ("right", "incomplete", "wrong")


def _keys_agree(
    claim: Claim, have: Mapping[str, tuple[Arg, ...]], want: Mapping[str, tuple[Value, ...]], by: Alignment
) -> Verdict:
    """A phrase that differs is wrong in a claim that calls itself complete; of a partial one it says nothing yet."""
    agreed = absent = 0
    for role in KEYS[claim.type]:
        args, wanted = have.get(role, ()), want.get(role, ())
        if not wanted:
            if role != "goods" and any(by.entities.get(a.thing) for a in args):
                return "wrong"
        elif any(by.same(v, a) for v in wanted for a in args):
            agreed += 1
        elif not args:
            absent += not all(v.unresolved for v in wanted)
        elif any(by.resolved(a) for a in args) or (claim.status == "complete" and not any(v.entity for v in wanted)):
            return "wrong"
        else:
            absent += 1
    if not absent:
        return "right"
    return "incomplete" if agreed else "wrong"


def _unchecked_agree(claim: Claim, told: Told, by: Alignment) -> bool:
    keys = {alike for role in KEYS[claim.type] for alike in ALIKE.get(role, (role,))}
    for role in CHECKED:
        wanted = told.args.get(role, ())
        args = values(claim.args, *ALIKE.get(role, (role,)))
        if role in keys or not wanted or not args or any(by.same(v, a) for v in wanted for a in args):
            continue
        if not any(by.resolved(a) for a in args):
            continue
        if role != "authority" or _one_kind(wanted, args, by):
            return False
    return True


def _one_kind(wanted: Iterable[Value], args: Iterable[Arg], by: Alignment) -> bool:
    """An agency said for its country is no difference; one agency for another is, and a body of many countries for one."""
    ours = {e for a in args for e in by.entities.get(a.thing, ())}
    theirs = {v.entity for v in wanted if v.entity}
    if any(name in INTERNATIONAL for e in ours | theirs for name in by.gold.entities[e].names):
        return True
    return bool({by.gold.entities[e].label for e in ours} & {by.gold.entities[e].label for e in theirs})


def pair(claims: Iterable[Claim], by: Alignment) -> Paired:
    """Every claim of a reading judged, each of the annotator's found at most once; what is said twice is set aside."""
    ours = [g for claim in claims for g in given(claim)]
    theirs = [a for told in by.gold.claims if told.type in KEYS for a in asked(told)]
    verdicts = {(i, j): compare(g, a, by) for i, g in enumerate(ours) for j, a in enumerate(theirs)}
    taken: dict[int, int] = {}
    found: set[int] = set()
    right = [pair for pair, verdict in verdicts.items() if verdict == "right"]
    for i, j in sorted(right, key=lambda p: _closeness(ours[p[0]], theirs[p[1]], by)):
        if i not in taken and j not in found:
            taken[i] = j
            found.add(j)
    judged = []
    for i, one in enumerate(ours):
        fitting = {v: [j for j in range(len(theirs)) if verdicts[i, j] == v] for v in _ORDER}
        if i in taken:
            other = theirs[taken[i]]
            judged.append(Judged(one, "aside" if other.told.optional else "right", other))
        elif fitting["right"]:
            judged.append(Judged(one, "aside", theirs[fitting["right"][0]]))
        elif fitting["incomplete"]:
            other = theirs[fitting["incomplete"][0]]
            judged.append(Judged(one, "aside" if other.told.optional else "incomplete", other))
        else:
            judged.append(Judged(one, "aside" if _left_alone(one.claim, by) else "wrong", None))
    missed = [a for j, a in enumerate(theirs) if j not in found and not a.told.optional]
    return Paired(tuple(judged), tuple(missed), tuple(theirs))


def _left_alone(claim: Claim, by: Alignment) -> bool:
    """Of a type that is measured by what it finds only, or read from a heading that the annotator did not read."""
    return claim.type in CONTEXT or any(a <= claim.start and claim.end <= b for a, b in by.gold.headings)


def _closeness(one: Given, other: Asked, by: Alignment) -> tuple[bool, int, int, int]:
    """Nearest first: a claim that was asked for before an optional one elsewhere, then more common roles, then common words."""
    told, claim = other.told, one.claim
    common = min(told.end, claim.end) - max(told.start, claim.start)
    roles = sum(any(by.same(v, a) for v in want for a in values(claim.args, r)) for r, want in told.args.items())
    return told.optional and common <= 0, -roles * (common > 0), -max(common, 0), abs(told.start - claim.start)
