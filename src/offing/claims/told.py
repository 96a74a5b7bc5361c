"""Claims of a document: the rules run over each of its sentences, their arguments resolved, each with its voice and date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from offing.claims.acted import trees_of, with_acts
from offing.claims.among_them import of_those_named
from offing.claims.arguments import Tree
from offing.claims.carried import (
    begins_with_several,
    each_its_own,
    with_members,
    with_subject,
    with_them,
    with_there,
)
from offing.claims.coordination import Members, pointed_at_together
from offing.claims.findings import found_in, kept
from offing.claims.forbidden import only_told
from offing.claims.former_names import Found
from offing.claims.implied_ships import with_possessor
from offing.claims.lead_lines import Lead, lead_of_words, with_lines
from offing.claims.leftover import left_over
from offing.claims.likewise import likewise
from offing.claims.masked import Masked, masked
from offing.claims.members_told import groups_told, of_members
from offing.claims.model import Claim, ClaimType, Document, Mention, Modality, SegmentKind, Speaker, Status, Thing
from offing.claims.parsed import parsed
from offing.claims.phrases import folded
from offing.claims.plainer import bare, shared, undated, unsaid
from offing.claims.possessors import with_firms
from offing.claims.predicates import hinge
from offing.claims.public_offices import of_no_office
from offing.claims.reclassed import by_a_court, by_control, by_countries, by_firms
from offing.claims.rest_told import acts_told, of_the_rest
from offing.claims.ruled import View, key_roles, roles
from offing.claims.sentences import Sentence, sentences
from offing.claims.sharing import Views
from offing.claims.statements import statements_of, with_statements
from offing.claims.tree_speakers import said_by_tree
from offing.claims.voice import voice_of
from offing.claims.when import happened_of

_TELLING: tuple[SegmentKind, ...] = ("body", "headline", "caption")
_ON_A_LIST = ("designated", "delisted", "advisory_listed")
_OF_ITS = re.compile(r" of (?:its|their|his|her) ")
_SAID = re.compile(r"\b(?:said|says|say|announced|announces|confirmed|told|reported)\b", re.IGNORECASE)
_NO_GROUPS: Mapping[int, Members] = {}
_OF_A_SHIP = re.compile(r"<(?:[A-Z]\d+)*[VN]\d")
HEADLINE = "@headline"
"""Ends the rule of a claim that only a headline makes."""


def claims_of(
    document: Document,
    mentions: Sequence[Mention],
    things: Sequence[Thing],
    trees: Mapping[int, Tree] | None = None,
) -> tuple[Claim, ...]:
    """The claims in order of their quotes; `mentions` in order of their starts; `trees` as `trees_of` grows them.
    None is made from headers or boilerplate."""
    starts = [m.start for m in mentions]
    nowhere = {(m.start, m.end) for m in mentions if m.entity < 0}
    kinds = [seg for seg in document.segments if seg.kind != "quote"]
    begun = [seg.start for seg in kinds]
    out: list[Claim] = []
    before: tuple[Sentence, Masked] | None = None
    ship: tuple[Sentence, Masked] | None = None
    groups, acts = list[tuple[int, Claim]](), list[tuple[int, Claim]]()
    lead: Lead | None = None
    told_before: Sequence[Claim] = ()
    members = pointed_at_together(mentions)
    quoted: set[int] = set()
    labels = {(m.start, m.end): m.label for m in mentions}
    trees = trees_of(document, mentions) if trees is None else trees
    for sentence in sentences(document.text, document.segments):
        k = bisect_right(begun, sentence.start) - 1
        kind = kinds[k].kind if k >= 0 and sentence.start < kinds[k].end else "body"
        a, b = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = [(n, mentions[n]) for n in range(a, b) if mentions[n].end <= sentence.end]
        taken = before is not None and begins_with_several(document.text[sentence.start : sentence.end])
        if kind not in _TELLING:
            before = None
            continue
        if not (here or taken):
            before, lead = None, lead_of_words(lead, document.text, sentence, acts)
            out += statements_of(document, sentence, mentions, (), quoted)
            continue
        near = before if before and sentence.paragraph - before[0].paragraph <= 1 else None
        at_sea = ship if ship and sentence.paragraph == ship[0].paragraph else None
        seen = views_of(
            document.text, sentence, here, mentions, near[1] if near else None, members, at_sea[1] if at_sea else None
        )
        members |= {k: v for k, v in seen.groups.items() if k not in members}
        seen = replace(seen, groups=members)
        known = kept(found_in(seen, document.text, mentions))
        left = kept((*known, *left_over(seen, known, document.text, mentions)))
        tree = trees.get(sentence.start, Tree(()))
        left = with_acts(document.text, sentence, here, left, tree, seen.groups)
        claims = [
            _claim(document, sentence, found, mentions, nowhere, tree)
            for found in left
            if not _of_itself(found) and not _where_it_is(found, document.text, mentions)
        ]
        claims = _with_others(seen, sentence, claims, groups, told_before if near else (), acts, mentions)
        lead, claims = with_lines(lead, seen.views["inner"], sentence, claims, acts, mentions)
        acts = acts_told(acts, claims, seen.views["inner"], sentence, mentions)
        told_before = claims
        groups = groups_told(groups, claims, sentence, here)
        before = sentence, seen.grouped
        ship = before if _OF_A_SHIP.search(seen.grouped.text) else ship
        claims = [by_control(by_a_court(c, document.text), document.text, labels) for c in claims]
        claims = list(by_firms(list(by_countries(claims, document.text, [m for _, m in here])), document.text, labels))
        claims = with_statements(
            only_told(of_no_office(claims, document.text, labels), document.text),
            statements_of(document, sentence, mentions, claims, quoted),
        )
        out += [replace(c, rule=c.rule + HEADLINE) for c in claims] if kind == "headline" else claims
    told = {_about(c) for c in out if not c.rule.endswith(HEADLINE)}
    out = [c for c in out if not c.rule.endswith(HEADLINE) or _about(c) not in told]
    return tuple(sorted(out, key=lambda c: (c.start, c.end, c.type, c.rule)))


def _with_others(
    seen: Views,
    sentence: Sentence,
    claims: Sequence[Claim],
    groups: Sequence[tuple[int, Claim]],
    before: Sequence[Claim],
    acts: Sequence[tuple[int, Claim]],
    mentions: Sequence[Mention],
) -> list[Claim]:
    """The claims of a sentence with those of whom it tells the same: members of a group, those listed too, the rest."""
    out = [*claims, *of_those_named(seen.views["folded"], seen.views["inner"], claims, mentions)]
    out += of_members(seen.views["folded"], sentence, groups, mentions)
    out += likewise(seen.views["folded"], out, before, mentions)
    return [*out, *of_the_rest(seen.views["inner"], sentence, out, acts, mentions)]


def views_of(
    text: str,
    sentence: Sentence,
    here: Sequence[tuple[int, Mention]],
    mentions: Sequence[Mention],
    before: Masked | None = None,
    groups: Mapping[int, Members] = _NO_GROUPS,
    ship: Masked | None = None,
) -> Views:
    """The views of a sentence; `here` are its numbered mentions, `before` the sentence before it, folded; `groups`: who are
    pointed at together; `ship`: the last sentence that told of one."""
    outer = each_its_own(masked(text, sentence.start, sentence.end, here), before, mentions)
    opened = tuple(_opened(here))
    same = len(opened) == len(here) and all(a is b for (_, a), (_, b) in zip(opened, here, strict=True))
    inner = outer
    if not same:
        inner = each_its_own(masked(text, sentence.start, sentence.end, opened), before, mentions)
    folding = folded(outer, mentions)

    def told(read: Masked) -> Masked:
        return unsaid(
            _carried(with_firms(with_subject(read, before), before, mentions), before, mentions, groups, ship)
        )

    whole = told(folding.plain)
    grouped = whole if folding.plain is folding.grouped else told(folding.grouped)
    inner = _carried(with_firms(inner, before, mentions), before, mentions, groups, ship)
    plain = undated(grouped)
    stripped = bare(plain)
    views: dict[View, Masked] = {
        "inner": inner, "folded": whole, "undated": plain, "bare": stripped, "shared": shared(stripped),
    }  # fmt: skip
    return Views(views, folding.bodies, grouped, folding.groups)


def _carried(
    sentence: Masked,
    before: Masked | None,
    mentions: Sequence[Mention],
    groups: Mapping[int, Members],
    ship: Masked | None,
) -> Masked:
    told = with_members(with_possessor(sentence, ship or before, mentions), before, mentions, groups)
    return with_there(with_them(told, before), before)


def _opened(here: Sequence[tuple[int, Mention]]) -> Iterator[tuple[int, Mention]]:
    """The mentions, of a nominal with others in it only its last word, so that those are seen: "the <C1>-flagged <N2>"."""
    covered = -1
    for at, (number, m) in enumerate(here):
        if m.nominal and m.end <= covered:
            continue
        if not m.nominal:
            yield number, m
            continue
        covered = m.end
        inside = any(o.end <= m.end and not o.nominal for _, o in here[at + 1 : at + 9])
        inside = inside or (m.plural and bool(_OF_ITS.search(m.text)))
        yield number, replace(m, start=m.start + m.text.rstrip().rfind(" ") + 1) if inside else m


def _about(claim: Claim) -> tuple[str, tuple[tuple[str, int, str], ...]]:
    keys = key_roles(claim.type)
    return claim.type, tuple(
        (a.role, a.thing, a.text.lower() if a.thing < 0 else "") for a in claim.args if a.role in keys
    )


def _claim(
    document: Document,
    sentence: Sentence,
    found: Found,
    mentions: Sequence[Mention],
    nowhere: AbstractSet[tuple[int, int]],
    tree: Tree,
) -> Claim:
    """With its voice and date. `nowhere`: where mentions stand of what the text never names."""
    rule = found.match.rule
    spans = [(a.start, a.end) for a in found.args]
    at = hinge(document, sentence, found.start, found.end, spans, mentions, rule.type)
    voice = voice_of(document, sentence, found.start, found.end, mentions, at=at, type=rule.type)
    happened, inherited = happened_of(
        document, sentence, found.start, found.end, mentions, at=at, type=rule.type, tree=tree
    )
    said = voice.speakers
    if not said and voice.modality == "asserted" and rule.type not in _ON_A_LIST:
        read = parsed(document, sentence, mentions)
        said = said_by_tree(document, read, tree, found.start, found.end, mentions)
    speakers = _not_its_own(found, document.text[found.start : found.end], said)
    return Claim(
        rule.type, found.args, found.start, found.end, sentence.start, sentence.end, speakers,
        rule.modality or _put(rule.type, voice.modality), rule.polarity or voice.polarity, happened, inherited,
        _status(found, nowhere), rule.id,
    )  # fmt: skip


def _of_itself(found: Found) -> bool:
    """Whether one thing would be both ends of a tie: "those companies act for OMM", where the words were taken for OMM's."""
    if found.match.rule.type == "renamed":
        return False
    keys = key_roles(found.match.rule.type)
    things = [p.thing for a in found.args if a.role in keys for p in (a.parts or (a,)) if p.thing >= 0]
    return len(set(things)) < len(things)


def _where_it_is(found: Found, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether who is said to have moved or sold goods is the land where somebody stood who did: "six firms in China supplied"."""
    if found.match.rule.type not in _TRADE:
        return False
    actor = next((a for a in found.args if a.role == "actor"), None)
    if actor is None or not _IN.search(text[max(0, actor.start - 60) : actor.start]):
        return False
    at = bisect_left(mentions, actor.start, key=lambda m: m.start)
    return at < len(mentions) and mentions[at].start == actor.start and mentions[at].label in ("country", "place")


_TRADE = frozenset({"shipped_cargo", "exported", "sold", "procured_for", "dealt_with"})
_IN = re.compile(r"\b(?:in|at|off|near)(?: the)?(?: [A-Z][\w-]+,?)*(?: and(?: the)?)? $")


def _not_its_own(found: Found, quote: str, speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Who says that something is listed: nobody for what is told in passing, and not the authority of its own act."""
    rule = found.match.rule
    if rule.type != "designated":
        return speakers
    if rule.modality == "asserted":
        return ()
    acting = {a.thing for a in found.args if a.role == "authority" and a.thing >= 0}
    if _SAID.search(quote):
        return speakers
    return tuple(s for s in speakers if s.thing not in acting or s.start < found.start)


def _put(type: ClaimType, modality: Modality) -> Modality:
    """Who denies or doubts something has said so."""
    return "asserted" if type == "statement" and modality in {"denied", "questioned"} else modality


def _status(found: Found, nowhere: AbstractSet[tuple[int, int]]) -> Status:
    """Complete, or what is missing: dangling if it is what the claim is about that the text never names."""
    every = roles()[found.match.rule.type]
    keys = key_roles(found.match.rule.type)
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
