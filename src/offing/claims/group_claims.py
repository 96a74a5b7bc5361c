"""What is said of a group whose members the text names elsewhere, with these members."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from offing.claims.model import Arg, Claim, Document, Mention
from offing.claims.ruled import roles
from offing.claims.sentences import sentences


def with_group_members(
    claims: Sequence[Claim], groups: Mapping[tuple[int, int], tuple[int, ...]], mentions: Sequence[Mention]
) -> tuple[Claim, ...]:
    """The claims; a group in `groups` that one is about has its members as parts, each at the first of its names."""
    named = _named(mentions)
    told = {(c.type, c.polarity, a.role, a.thing, c.sentence_start) for c in claims for a in c.args}
    filled = ((c, _with_members(c, groups, named)) for c in claims)
    return tuple(new for old, new in filled if new is old or not _told_of_each(new, told))


def nations_of_groups(
    claims: Sequence[Claim],
    groups: Mapping[tuple[int, int], tuple[int, ...]],
    mentions: Sequence[Mention],
    document: Document,
) -> tuple[Claim, ...]:
    """The claims, with the nation of a group whose members are named: "four North Korean ships"."""
    known = {(a.thing, b.thing) for c in claims if c.type == "nationality" for a in c.args for b in c.args}
    every = sentences(document.text, document.segments)
    named = _named(mentions)
    lands = [m for m in mentions if m.label == "country" and not m.nominal]
    out = list(claims)
    heads = [(s.start, s.end) for s in document.segments if s.kind == "headline"]
    for (start, end), members in sorted(groups.items(), key=lambda g: (any(a <= g[0][0] < b for a, b in heads), g)):
        land = next((m for m in lands if start <= m.start and m.end < end), None)
        group = next((m for m in mentions if (m.start, m.end) == (start, end)), None)
        if land is None or group is None or document.text[land.end] != " " or land.text in _NO_ADJECTIVES:
            continue
        new = [e for e in members if (e, land.entity) not in known]
        if not new:
            continue
        known |= {(e, land.entity) for e in new}
        sentence = every[bisect_right(every, start, key=lambda s: s.start) - 1]
        about = "vessel" if group.label == "vessel" else "entity"
        each = tuple(Arg(about, named[e].text, named[e].start, named[e].end, e) for e in new)
        args = (
            Arg(about, group.text, start, end, group.entity, each),
            Arg("country", land.text, land.start, land.end, land.entity),
        )
        out.append(
            Claim(
                "nationality", args, start, end, sentence.start, sentence.end, (), "asserted", "positive", None, False,
                "complete", "nationality.of_members",
            )
        )  # fmt: skip
    return tuple(sorted(out, key=lambda c: (c.start, c.end, c.type, c.rule)))


_NO_ADJECTIVES = frozenset({"US", "U.S.", "UN", "EU", "UK", "United States", "Hong Kong", "Washington"})
"""Words for lands that often tell whose act it is: "five US designations"."""


def _named(mentions: Sequence[Mention]) -> Mapping[int, Mention]:
    """Of each thing the first mention that names it."""
    named: dict[int, Mention] = {}
    for m in mentions:
        if not m.nominal:
            named.setdefault(m.entity, m)
    return named


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
