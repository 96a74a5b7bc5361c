"""Claims of a document: the rules run over each of its sentences, their arguments resolved, each with its voice and date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from offing.claims.carried import of_members, with_possessor, with_subject
from offing.claims.masked import Masked, masked, numbers
from offing.claims.model import Arg, Claim, Document, Mention, SegmentKind, Status, Thing
from offing.claims.phrases import folded
from offing.claims.plainer import bare, shared, undated
from offing.claims.predicates import hinge
from offing.claims.ruled import Match, View, matches, may_match, roles
from offing.claims.sentences import Sentence, sentences
from offing.claims.voice import voice_of
from offing.claims.when import happened_of

_TELLING: tuple[SegmentKind, ...] = ("body", "headline", "caption")
_EDGES = " \"'“”‘’,;:.\n\xa0"
HEADLINE = "@headline"
"""Ends the rule of a claim that only a headline makes."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a sentence, before its voice is known."""

    match: Match
    args: tuple[Arg, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Views:
    """A sentence as the rules see it. `bodies`: where the words stand for a country that stands for a body of it."""

    views: Mapping[View, Masked]
    bodies: Mapping[int, tuple[int, int]]


def claims_of(document: Document, mentions: Sequence[Mention], things: Sequence[Thing]) -> tuple[Claim, ...]:
    """The claims in order of their quotes; `mentions` in order of their starts. None is made from headers or boilerplate."""
    starts = [m.start for m in mentions]
    out: list[Claim] = []
    before: tuple[Sentence, Masked, list[Claim]] | None = None
    for sentence in sentences(document.text, document.segments):
        kind = _kind(document, sentence.start)
        a, b = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = [(k, mentions[k]) for k in range(a, b) if mentions[k].end <= sentence.end]
        if kind not in _TELLING or not here:
            before = None
            continue
        near = before if before and sentence.paragraph - before[0].paragraph <= 1 else None
        seen = views_of(document.text, sentence, here, mentions, near[1] if near else None)
        claims = [
            _claim(document, sentence, found, mentions) for found in kept(found_in(seen, document.text, mentions))
        ]
        if near:
            claims += of_members(seen.views["folded"], sentence, near[2], mentions)
        before = sentence, seen.views["folded"], claims
        out += [replace(c, rule=c.rule + HEADLINE) for c in claims] if kind == "headline" else claims
    told = {_about(c) for c in out if not c.rule.endswith(HEADLINE)}
    out = [c for c in out if not c.rule.endswith(HEADLINE) or _about(c) not in told]
    return tuple(sorted(out, key=lambda c: (c.start, c.end, c.type, c.rule)))


def _kind(document: Document, at: int) -> SegmentKind:
    """Of the segment that a place is in, quotes aside; body where there are none."""
    kinds = [s.kind for s in document.segments if s.start <= at < s.end and s.kind != "quote"]
    return kinds[0] if kinds else "body"


def views_of(
    text: str,
    sentence: Sentence,
    here: Sequence[tuple[int, Mention]],
    mentions: Sequence[Mention],
    before: Masked | None = None,
) -> Views:
    """The views of a sentence; `here` are its numbered mentions, `before` the sentence before it, folded."""
    outer = masked(text, sentence.start, sentence.end, here)
    opened = [(k, _head(m) if m.nominal and any(_within(o, m) for _, o in here) else m) for k, m in here]
    inner = masked(text, sentence.start, sentence.end, opened)
    whole, bodies = folded(outer, mentions)
    whole = with_possessor(with_subject(whole, before), before, mentions)
    inner = with_possessor(inner, before, mentions)
    plain = undated(whole)
    stripped = bare(plain)
    return Views(
        {"inner": inner, "folded": whole, "undated": plain, "bare": stripped, "shared": shared(stripped)}, bodies
    )


def _within(inner: Mention, outer: Mention) -> bool:
    return inner is not outer and outer.start <= inner.start and inner.end <= outer.end


def _head(nominal: Mention) -> Mention:
    """Its last word, so that what stands within it is seen: "the <C1>-flagged <N2>"."""
    return replace(nominal, start=nominal.start + nominal.text.rstrip().rfind(" ") + 1)


def found_in(seen: Views, text: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """All that the rules find in a sentence, in the order of the rules."""
    for rule in may_match(seen.views["inner"].text + seen.views["folded"].text):
        for view in rule.views:
            if any(seen.views[view] is seen.views[other] for other in rule.views[: rule.views.index(view)]):
                continue
            for match in matches(rule, view, seen.views[view]):
                yield from _filled(match, seen, text, mentions)


def _filled(match: Match, seen: Views, text: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The match with its arguments; one for each member of an enumeration in a role that says so."""
    view = seen.views[match.view]
    if match.rule.named and not _named(match, view, mentions):
        return
    each = {r.name for r in roles()[match.rule.type] if r.each}
    filled: list[tuple[Arg, ...]] = [()]
    for role, a, b in match.roles:
        members = _members(role, view, a, b, seen, text, mentions)
        choices = members if role in each else [_joined(role, members, text)]
        filled = [(*args, choice) for args in filled for choice in choices]
    start, end = view.span(match.start, match.end)
    for args in filled:
        not_by = match.rule.guards.not_by
        if not_by and any(a.role == "authority" and not_by.search(a.text) for a in args):
            continue
        ordered = {r.name: k for k, r in enumerate(roles()[match.rule.type])}
        yield Found(match, tuple(sorted(args, key=lambda x: ordered[x.role])), start, end)


def _named(match: Match, view: Masked, mentions: Sequence[Mention]) -> bool:
    """Whether each argument is one thing that the text names somewhere."""
    told = (mentions[k] for _, a, b in match.roles for _, k in numbers(view.text[a:b]))
    return all(m.entity >= 0 and not m.plural for m in told)


def _members(role: str, view: Masked, a: int, b: int, seen: Views, text: str, mentions: Sequence[Mention]) -> list[Arg]:
    """The members of what stands in a role: each mention once, the names rather than what points at them; or plain words."""
    said = view.text[a:b].strip(" \"'")
    if not (said.startswith("<") and said.endswith(">") and "> " not in said):
        start, end = view.span(a, b)
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        return [Arg(role, text[start:end], start, end)]
    out: list[Arg] = []
    known: set[int] = set()
    for kind, number in numbers(said):
        mention = _name_before(number, mentions) if role == "former_name" else mentions[number]
        if mention.entity >= 0 and mention.entity in known:
            continue
        known.add(mention.entity)
        body = seen.bodies.get(number) if kind == "A" else None
        start, end = body or (mention.start, mention.end)
        out.append(Arg(role, text[start:end], start, end, mention.entity))
    return out


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


def kept(found: Iterator[Found]) -> list[Found]:
    """Without what another says as well: of findings of one type about the same, the one that says most, with what the others
    add to it."""
    out: list[Found] = []
    for new in found:
        for k, old in enumerate(out):
            if new.match.rule.type == old.match.rule.type and _one(_keys(new), _keys(old)) and not _by_others(new, old):
                first, second = (new, old) if len(new.args) > len(old.args) else (old, new)
                have = {a.role for a in first.args}
                more = tuple(a for a in second.args if a.role not in have and not _fills(a, first))
                out[k] = replace(
                    first, args=first.args + more, start=min(old.start, new.start), end=max(old.end, new.end)
                ) if more else first  # fmt: skip
                break
        else:
            out.append(new)
    return out


def _by_others(new: Found, old: Found) -> bool:
    """Whether the two are acts of different authorities, each named."""
    a, b = ({p.thing for x in f.args if x.role == "authority" for p in (x.parts or (x,))} for f in (new, old))
    return bool(a and b) and -1 not in a | b and a.isdisjoint(b)


def _keys(found: Found) -> Mapping[str, tuple[int, str]]:
    """What a finding is about, by role, to be compared."""
    keys = {r.name for r in roles()[found.match.rule.type] if r.key or r.each}
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


def _about(claim: Claim) -> tuple[str, tuple[tuple[str, int, str], ...]]:
    keys = {r.name for r in roles()[claim.type] if r.key}
    return claim.type, tuple(
        (a.role, a.thing, a.text.lower() if a.thing < 0 else "") for a in claim.args if a.role in keys
    )


def _claim(document: Document, sentence: Sentence, found: Found, mentions: Sequence[Mention]) -> Claim:
    rule = found.match.rule
    spans = [(a.start, a.end) for a in found.args]
    at = hinge(document, sentence, found.start, found.end, spans, mentions, rule.type)
    voice = voice_of(document, sentence, found.start, found.end, mentions, at=at, type=rule.type)
    happened, inherited = happened_of(document, sentence, found.start, found.end, mentions, at=at, type=rule.type)
    return Claim(
        rule.type, found.args, found.start, found.end, sentence.start, sentence.end, voice.speakers,
        rule.modality or voice.modality, rule.polarity or voice.polarity, happened, inherited,
        _status(found, mentions), rule.id,
    )  # fmt: skip


def _status(found: Found, mentions: Sequence[Mention]) -> Status:
    """Complete, or what is missing: dangling if it is what the claim is about that the text never names."""
    every = roles()[found.match.rule.type]
    keys = {r.name for r in every if r.key}
    nowhere = {(m.start, m.end) for m in mentions if m.entity < 0}
    unknown = [(a.role, p) for a in found.args for p in (a.parts or (a,)) if p.thing < 0]
    lost = {role for role, p in unknown if role in keys or (p.start, p.end) in nowhere}
    about = next((r.name for r in every if r.key), "")
    if any(role == about and (p.start, p.end) in nowhere for role, p in unknown):
        return "dangling"
    needed: dict[str, bool] = {}
    for role in every:
        if role.key:
            needed[role.key] = needed.get(role.key, False) or any(
                a.role == role.name and a.role not in lost for a in found.args
            )
    return "complete" if all(needed.values()) and not lost else "partial"
