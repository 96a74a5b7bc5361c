"""Mentions of one thing brought together under one number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from offing.claims.folding import fold
from offing.claims.forms import without_form
from offing.claims.found import Found
from offing.claims.model import Mention, Thing
from offing.claims.wording import Words
from offing.records.identifiers import imo_check_digit_ok
from offing.records.territories import territory_name

_NEAR_IMO = re.compile(r"[\"']?,? ?[(\[]?(?:[A-Za-z -]{0,24}[,;:] ?)?")


def numbered(words: Words, found: Sequence[Found]) -> tuple[list[Mention], list[Thing]]:
    """The mentions with the numbers of their things, in the order of the text."""
    roots = _one_entry(found)
    numbers: dict[tuple[str, ...], int] = {}
    members: dict[int, list[Found]] = defaultdict(list)
    mentions = []
    for n, one in enumerate(found):
        key = _key(words, one, n)
        key = roots.get(key, key)
        number = numbers.setdefault(key, len(numbers))
        members[number].append(one)
        text = words.text[one.start : one.end]
        mentions.append(
            Mention(
                one.start,
                one.end,
                text,
                one.label,
                number,
                one.rule,
                one.plural or one.rule == "list-words",
                one.plural,
                one.value,
            )
        )
    imo = _imo_numbers(words, found, mentions)
    return mentions, [_thing(words, number, members[number], imo) for number in sorted(members)]


def _key(words: Words, one: Found, n: int) -> tuple[str, ...]:
    said = words.text[one.start : one.end]
    if one.plural or one.label in ("money", "quantity") or one.rule == "list-words":
        return (one.label, str(n))
    if one.label == "country":
        return ("country", one.value or fold(said))
    if one.label in ("date", "imo"):
        return (one.label, one.value or fold(said))
    name = fold(one.name or said).split()
    return (one.label, " ".join(without_form(name) if one.label == "company" else name))


def _one_entry(found: Sequence[Found]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Names that stand for one entry of a list, and no other, are one thing: key → the first key of the entry."""
    first: dict[tuple[str, str], tuple[str, ...]] = {}
    roots: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one in found:
        entries = sorted({(n.dataset, n.entry) for n in one.listed})
        if len({e[0] for e in entries}) != len(entries) or not entries or one.label == "person":
            continue
        name = fold(one.name).split()
        key = (one.label, " ".join(without_form(name) if one.label == "company" else name))
        root = next((first[e] for e in entries if e in first), key)
        if root[0] != key[0]:
            continue
        roots[key] = roots.get(root, root)
        for entry in entries:
            first.setdefault(entry, roots[key])
    return roots


def _imo_numbers(words: Words, found: Sequence[Found], mentions: Sequence[Mention]) -> Mapping[int, list[str]]:
    """Valid IMO numbers written directly after a ship's name, by the ship's number."""
    given: dict[int, list[str]] = defaultdict(list)
    for before, after, mention in zip(found, found[1:], mentions, strict=False):
        if before.label == "vessel" and after.label == "imo" and imo_check_digit_ok(after.value):
            between = words.plain[before.end : after.start]
            if len(between) < 40 and _NEAR_IMO.fullmatch(between) and after.value not in given[mention.entity]:
                given[mention.entity].append(after.value)
    return given


def _thing(words: Words, number: int, members: Sequence[Found], imo: Mapping[int, list[str]]) -> Thing:
    spellings = tuple(dict.fromkeys(words.text[m.start : m.end] for m in members))
    first = members[0]
    land = first.label == "country" and first.value
    name = territory_name(first.value) if land else max(spellings, key=len)
    return Thing(number, first.label, name, spellings, tuple(imo.get(number, ())), first.value)


def renumbered(
    mentions: Sequence[Mention], things: Sequence[Thing], same: Mapping[int, int]
) -> tuple[tuple[Mention, ...], tuple[Thing, ...]]:
    """With the things that are one (`same`: a number → the first of that thing) brought together and counted anew from 0."""
    if not same:
        return tuple(mentions), tuple(things)
    kept = [t.number for t in things if t.number not in same]
    new = {number: n for n, number in enumerate(kept)}
    new |= {other: new[first] for other, first in same.items()}
    parts: dict[int, list[Thing]] = defaultdict(list)
    for thing in things:
        parts[same.get(thing.number, thing.number)].append(thing)
    joined = []
    for number in kept:
        of = sorted(parts[number], key=lambda t: t.number != number)
        spellings = tuple(dict.fromkeys(s for t in of for s in t.spellings))
        imo = tuple(dict.fromkeys(i for t in of for i in t.imo))
        joined.append(replace(of[0], number=new[number], spellings=spellings, imo=imo))
    moved = (
        m if m.entity < 0 else replace(m, entity=new[m.entity], members=tuple(new[x] for x in m.members))
        for m in mentions
    )
    return tuple(moved), tuple(joined)
