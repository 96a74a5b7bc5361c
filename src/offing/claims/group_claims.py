"""What is said of a group whose members the text names elsewhere, with these members."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from offing.claims.model import Arg, Claim, Mention
from offing.claims.ruled import roles


def with_group_members(
    claims: Sequence[Claim], groups: Mapping[tuple[int, int], tuple[int, ...]], mentions: Sequence[Mention]
) -> tuple[Claim, ...]:
    """The claims; a group in `groups` that one is about has its members as parts, each at the first of its names."""
    named: dict[int, Mention] = {}
    for m in mentions:
        if not m.nominal:
            named.setdefault(m.entity, m)
    told = {(c.type, c.polarity, a.role, a.thing, c.sentence_start) for c in claims for a in c.args}
    filled = ((c, _with_members(c, groups, named)) for c in claims)
    return tuple(new for old, new in filled if new is old or not _told_of_each(new, told))


def _told_of_each(claim: Claim, told: Container[tuple[object, ...]]) -> bool:
    """Whether the same sentence says it of every member by itself."""
    return all(
        (claim.type, claim.polarity, p.role, p.thing, claim.sentence_start) in told
        for a in claim.args
        for p in a.parts
        if not a.start <= p.start < a.end
    )


def _with_members(
    claim: Claim, groups: Mapping[tuple[int, int], tuple[int, ...]], named: Mapping[int, Mention]
) -> Claim:
    every = {r.name: r for r in roles()[claim.type]}
    args = tuple(_filled(a, groups, named) if every[a.role].key and every[a.role].each else a for a in claim.args)
    if args == claim.args:
        return claim
    keys = {r.key for r in every.values() if r.key}
    told = {every[a.role].key for a in args if every[a.role].key and (a.thing >= 0 or a.parts)}
    return replace(claim, args=args, status="complete" if keys <= told else claim.status)


def _filled(arg: Arg, groups: Mapping[tuple[int, int], tuple[int, ...]], named: Mapping[int, Mention]) -> Arg:
    members = groups.get((arg.start, arg.end), ())
    if arg.parts or not members:
        return arg
    each = (named[e] for e in members)
    return replace(arg, parts=tuple(Arg(arg.role, m.text, m.start, m.end, m.entity) for m in each))
