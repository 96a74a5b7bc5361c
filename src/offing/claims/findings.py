"""What the rules find in one sentence: matches with their arguments, one for each member of an enumeration, none said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from offing.claims.counted import counted_in
from offing.claims.described import described_in
from offing.claims.doings import doings_in
from offing.claims.former_names import Found, of_the_ship
from offing.claims.heads import of_a_judge, of_another
from offing.claims.masked import Masked, numbers
from offing.claims.model import Arg, Mention
from offing.claims.pairs import as_a_pair
from offing.claims.plainer import is_judged
from offing.claims.ruled import Match, View, each_roles, in_reach, key_roles, matches, ordered_roles, speaks_of
from offing.claims.seated import seated_in
from offing.claims.sharing import Views, across, named_members, of_last, respectively
from offing.claims.vocabulary import words_in

_WHICH_OF = re.compile(
    r",? (?:the(?: (?P<end>first|former|last|latter|final))?(?: (?P<count>two|three|four))?|"
    r"(?:only |at least )?(?P<some>one|some|several|most|two|three|four|five|half|none|neither)) of (?:which|whom|them)(?![\w-])",
    re.IGNORECASE,
)
_COUNTRY = ("country", "place")
_ACTS = frozenset({"designated", "delisted", "advisory_listed"})
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ADJECTIVE = re.compile(r"(?:ese|ish|an|i|ch|iss|ek|iot|\bu\.?s\.?|\bu\.?k\.?)$", re.IGNORECASE)
_NO_ADJECTIVE = re.compile(
    r"(?:stan|iran|japan|sudan|taiwan|oman|jan|bhutan|jordan|dhabi|dubai|fiji|mali|malawi|djibouti|haiti|brunei)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"<(?:[A-Z]\d+)+>|(?:[A-Z]\d+)+")
_SEA = re.compile(r"\b(?:seas?|ocean|gulf|straits?|channel|waters)\b", re.IGNORECASE)
_EDGES = " \"'“”‘’,;:.\n\xa0"


def found_in(seen: Views, text: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """All that the rules find in a sentence, in the order of the rules."""
    own = words_in(seen.views["inner"].text + seen.views["folded"].text + seen.grouped.text)
    for rule, view, read in in_reach(seen.views, own):
        if rule.about and not speaks_of(rule.about, text):
            continue
        for match in matches(rule, view, read):
            if not of_another(match, read.text):
                yield from (f for f in filled(match, seen, text, mentions) if not _at_sea(f))
    for match in described_in("inner", seen.views["inner"]):
        yield from filled(match, seen, text, mentions)
    more = (*seated_in("inner", seen.views["inner"]), *counted_in("folded", seen.views["folded"], mentions))
    for match in more:
        if not match.rule.about or speaks_of(match.rule.about, text):
            yield from filled(match, seen, text, mentions)
    views: list[View] = ["folded"]
    if seen.views["inner"].text != seen.views["folded"].text:
        views.append("inner")
    if seen.grouped.text != seen.views["folded"].text or is_judged(seen.views["folded"]):
        views.append("undated")
    for view in views:
        for match in doings_in(view, seen.views[view]):
            if match.rule.about and not speaks_of(match.rule.about, text):
                continue
            yield from (f for f in filled(match, seen, text, mentions) if not _at_sea(f))


def _at_sea(found: Found) -> bool:
    """Whether the port of a call is a sea."""
    return any(a.role == "port" and _SEA.search(a.text) for a in found.args)


def filled(match: Match, seen: Views, text: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The match with its arguments; one for each member of an enumeration in a role that says so."""
    view = seen.views[match.view]
    if of_a_judge(match, view.text) or (match.rule.named and not _named(match, view, mentions, seen)):
        return
    if match.rule.type == "nationality" and _of_a_capital(match, view, mentions):
        return
    if match.rule.said and not _as_said(match, view, mentions):
        return
    if match.view == "inner" and across(match, view, seen, text, mentions):
        return
    each = each_roles(match.rule.type)
    every_way: list[tuple[Arg, ...]] = [()]
    apart: dict[str, list[Arg]] = {}
    for role, a, b in match.roles:
        members = _members(role, view, a, b, seen, text, mentions)
        if (
            match.end > b + 1 or match.rule.type not in _ACTS
        ):  # What comes behind an act's object says nothing of the act.
            members = _picked(members, view.text[b : b + 60])
        if of_last(view.text, b, match.end):
            members = members[-1:]
        if not members:
            return
        if role in each:
            apart.setdefault(role, []).extend(members)
        else:
            every_way = [(*args, _joined(role, members, text)) for args in every_way]
    start, end = view.span(match.start, match.end)
    apart = as_a_pair(match.rule.type, apart, view.text[match.start : match.end])
    if (pairs := respectively(apart, text[start : end + 40])) is not None:
        every_way = [(*args, *pair) for args in every_way for pair in pairs]
    else:
        for choices in apart.values():
            every_way = [(*args, choice) for args in every_way for choice in choices]
    end = start + len(text[start:end].rstrip())
    ordered, not_by = ordered_roles(match.rule.type), match.rule.guards.not_by
    for args in every_way:
        if not_by and any(a.role == "authority" and not_by.search(a.text) for a in args):
            continue
        every = (*args, *_country_of(match, args, view, mentions))
        yield Found(match, tuple(sorted(every, key=lambda x: ordered[x.role])), start, end)


def _country_of(match: Match, args: Sequence[Arg], view: Masked, mentions: Sequence[Mention]) -> tuple[Arg, ...]:
    """The country in the name of the authority that refuses its flag ("the Panama Maritime Authority"), if none is given."""
    if match.rule.type != "denied_flag" or any(a.role == "country" for a in args):
        return ()
    for role, a, b in match.roles:
        for _, number in numbers(view.text[a:b]) if role == "authority" else ():
            for m in mentions[number + 1 : number + 5]:
                if m.label == "country" and m.end <= mentions[number].end:
                    return (Arg("country", m.text, m.start, m.end, m.entity),)
    return ()


def _of_a_capital(match: Match, view: Masked, mentions: Sequence[Mention]) -> bool:
    """Whether the country is said by its capital, which stands for its government: "Ottawa's latest list"."""
    told = (mentions[k] for r, a, b in match.roles if r in _COUNTRY for _, k in numbers(view.text[a:b]))
    return any(m.rule.endswith("capital-government") for m in told)


def _named(match: Match, view: Masked, mentions: Sequence[Mention], seen: Views) -> bool:
    """Whether each argument is one thing that the text names somewhere, or a group whose members it names."""
    told = (mentions[k] for _, a, b in match.roles for _, k in numbers(view.text[a:b]))
    return all(m.entity >= 0 and (not m.plural or m.entity in seen.groups) for m in told)


def _as_said(match: Match, view: Masked, mentions: Sequence[Mention]) -> bool:
    """Whether the country is said as the rule wants it: "a Chinese company" is of a nation, "a Hong Kong company" of a place."""
    told = (mentions[k].text for r, a, b in match.roles if r in _COUNTRY for _, k in numbers(view.text[a:b]))
    return all(
        bool(_ADJECTIVE.search(t) and not _NO_ADJECTIVE.search(t)) == (match.rule.said == "adjective") for t in told
    )


def _members(role: str, view: Masked, a: int, b: int, seen: Views, text: str, mentions: Sequence[Mention]) -> list[Arg]:
    """The members of what stands in a role: each mention once, the names rather than what points at them; or plain words."""
    said = view.text[a:b].strip(" \"'")
    if not (_TOKEN.fullmatch(said) and (said[0] == "<" or view.text[b : b + 1] == ">" or view.text[a - 1 : a] == "<")):
        start, end = view.span(a, b)
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        return [Arg(role, text[start:end], start, end)] if any(c.isalnum() for c in text[start:end]) else []
    out: list[Arg] = []
    known: set[int] = set()
    for kind, number in named_members(numbers(said), seen, mentions):
        mention = _name_before(number, mentions) if role == "former_name" else mentions[number]
        if mention.entity >= 0 and mention.entity in known:
            continue
        known.add(mention.entity)
        body = seen.bodies.get(number) if kind == "A" else None
        start, end = body or (mention.start, mention.end)
        out.append(Arg(role, text[start:end], start, end, mention.entity))
    return out


def _picked(members: list[Arg], after: str) -> list[Arg]:
    """Of an enumeration those that the words after it speak of: "the last of which", "the first two of whom". None where they
    do not say which: "one of which"."""
    m = _WHICH_OF.match(after)
    if not m:
        return members
    count = _COUNTS.get((m["count"] or m["some"] or "one").lower(), 0)
    if m["some"]:
        return members if count == len(members) > 1 else []
    if not m["end"]:  # The adverbs of this view are left out.
        return []
    if m["end"].lower() in ("first", "former"):
        return members[:count] if len(members) > 1 else []
    return members[-count:]


def _name_before(number: int, mentions: Sequence[Mention]) -> Mention:
    """A mention, or the last before it that names what it points at: a role that is a name wants the name."""
    mention = mentions[number]
    if not mention.nominal or mention.entity < 0:
        return mention
    named = (
        m for m in reversed(mentions[max(0, number - 200) : number]) if m.entity == mention.entity and not m.nominal
    )
    return next(named, mention)


def _joined(role: str, members: Sequence[Arg], text: str) -> Arg:
    """One argument of several."""
    if len(members) == 1:
        return members[0]
    start, end = min(m.start for m in members), max(m.end for m in members)
    return Arg(role, text[start:end], start, end, -1, tuple(members))


def kept(found: Iterable[Found]) -> list[Found]:
    """Without what another says as well: of findings of one type about the same, the one that says most, with what the others
    add to it."""
    out: list[Found] = []
    about: list[Mapping[str, tuple[int, str]]] = []
    holding: dict[tuple[str, tuple[int, str]], list[int]] = {}
    for new in of_the_ship(found):
        kind, keys = new.match.rule.type, _keys(new)
        near = sorted({k for value in keys.values() for k in holding.get((kind, value), ())})
        at = next(
            (k for k in near if _one(keys, about[k]) and not _by_others(new, out[k]) and not _of_others(new, out[k])),
            -1,
        )
        if at < 0:
            at = len(out)
            out.append(new)
            about.append(keys)
        else:
            out[at] = _together(out[at], new)
            about[at] = _keys(out[at])
        for value in about[at].values():
            held = holding.setdefault((kind, value), [])
            if at not in held[-50:]:
                held.append(at)
    return out


def _together(old: Found, new: Found) -> Found:
    """The one that says more, with what the other adds."""
    first, second = (new, old) if len(new.args) > len(old.args) else (old, new)
    have = {a.role for a in first.args}
    more = tuple(a for a in second.args if a.role not in have and not _fills(a, first))
    if not more:
        return first
    return replace(first, args=first.args + more, start=min(old.start, new.start), end=max(old.end, new.end))


def _by_others(new: Found, old: Found) -> bool:
    """Whether the two are acts of different authorities, each named."""
    a, b = ({p.thing for x in f.args if x.role == "authority" for p in (x.parts or (x,))} for f in (new, old))
    return bool(a and b) and -1 not in a | b and a.isdisjoint(b)


def _of_others(new: Found, old: Found) -> bool:
    """Whether the two are about goods that stand apart: coal that was loaded and machinery that was brought back."""
    a, b = (next((x for x in f.args if x.role == "goods" and not x.parts), None) for f in (new, old))
    return a is not None and b is not None and a.thing != b.thing and (a.end <= b.start or b.end <= a.start)


def _keys(found: Found) -> Mapping[str, tuple[int, str]]:
    """What a finding is about, by role, to be compared."""
    type = found.match.rule.type
    keys = key_roles(type) | each_roles(type)
    return {a.role: (a.thing, a.text.lower() if a.thing < 0 else "") for a in found.args if a.role in keys}


def _one(new: Mapping[str, tuple[int, str]], old: Mapping[str, tuple[int, str]]) -> bool:
    """Whether one of two findings says all that the other does: who carried what in a ship says also that the ship carried it."""
    less, more = sorted((new, old), key=len)
    if all(more.get(role) == value for role, value in less.items()):
        return bool(less)
    return set(less) == {"actor"} and "vessel" in more and less["actor"] == more["vessel"]


def _fills(arg: Arg, found: Found) -> bool:
    """Whether a finding has an argument's thing in another role."""
    return arg.thing >= 0 and any(a.thing == arg.thing for a in found.args)
