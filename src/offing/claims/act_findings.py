"""The findings of one row over a tree: one for each choice of what fills its roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from offing.claims.former_names import Found
from offing.claims.model import Arg
from offing.claims.ruled import Match, Rule, roles
from offing.claims.slot_arguments import Told

_PAIRS = frozenset({"owned_by", "managed_by", "flagged_in", "based_in", "affiliated"})
"""Types that say something of one by another."""


def findings_of(rule: Rule, filled: Mapping[str, Sequence[Arg]], told: Told, at: int) -> Iterator[Found]:
    """The findings of a rule whose head is the word `at`, by role the arguments that fill it."""
    order = {r.name: k for k, r in enumerate(roles()[rule.type])}
    word = told.tree.words[at]
    for args in _paired(rule, _choices(rule, filled, told), told):
        things = [a.thing for a in args if a.thing >= 0]
        if len(set(things)) < len(things) or not args or (rule.type == "sts_transfer" and not things):
            continue
        start, end = min(word.start, *(a.start for a in args)), max(word.end, *(a.end for a in args))
        yield Found(Match(rule, "inner", 0, 0, ()), tuple(sorted(args, key=lambda a: order[a.role])), start, end)


def _choices(rule: Rule, filled: Mapping[str, Sequence[Arg]], told: Told) -> list[list[Arg]]:
    """For each role the arguments of which a finding has one; those that it has together are one of several parts."""
    known = {r.name: r for r in roles()[rule.type]}
    out: list[list[Arg]] = []
    for role, several in filled.items():
        if role not in known:
            continue
        args = list({(a.thing, a.start): a for a in several}.values())
        if rule.type == "based_in":
            one_place = role == "place" and len(args) > 1 and " and " not in told.text[args[0].end : args[1].start]
            out.append(args[:1] if one_place else args)
        elif known[role].each or len(args) == 1:
            out.append(args)
        else:
            start, end = min(a.start for a in args), max(a.end for a in args)
            out.append([Arg(role, told.text[start:end], start, end, -1, tuple(args))])
    return out


def _paired(rule: Rule, choices: Sequence[Sequence[Arg]], told: Told) -> Iterator[tuple[Arg, ...]]:
    """Every choice; of what is told "respectively", the first with the first, the second with the second."""
    if told.in_order:
        long = [c for c in choices if len(c) > 1]
        if len({len(c) for c in long}) > 1 or (len(long) == 1 and len(choices) == 2 and rule.type in _PAIRS):
            return
        if len(long) > 1:
            yield from (tuple(c[k] if len(c) > 1 else c[0] for c in choices) for k in range(len(long[0])))
            return
    yield from product(*choices)
