"""Whom an authority's act hit, where its report counts them at its head and then describes them one by one without the word:
"OFAC today designated seven individuals and two entities. ... Tay Za owns companies that provide arms to the military"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from offing.claims.arguments import Tree
from offing.claims.groups_by_act import Place, same_act
from offing.claims.model import Arg, Claim, Document, Label, Mention
from offing.claims.sentences import sentences
from offing.claims.wording import WORDED

_HEADS = ("body", "caption", "quote")
_KINDS: tuple[tuple[Label, re.Pattern[str]], ...] = (
    ("vessel", re.compile(r"\b(?:ships|vessels|tankers|freighters|carriers|craft|tugs|bulkers)\b", re.IGNORECASE)),
    ("company", re.compile(
        r"\b(?:companies|firms|entities|businesses|banks|traders|shipowners|owners|operators|refiners|refineries|organi[sz]ations|"
        r"subsidiaries)\b", re.IGNORECASE)),
    ("person", re.compile(
        r"\b(?:individuals|people|persons|officials|men|nationals|businessmen|executives|captains|masters|associates|women|"
        r"citizens|koreans|brothers|directors)\b", re.IGNORECASE)),
)  # fmt: skip
_ROW = re.compile(r"(?:,? (?:and|as well as) |, )(?:[a-z-]+ ){0,3}?[a-z-]+s\b", re.IGNORECASE)
"""More of those that a group is made of: "front companies, senior officials, and business associates"."""
_NO_GROUP = re.compile(
    r"\b(?:more|other|others|further|another|additional|some|most|any|no|existing|same|those|these|all|both|the|its|their|such|"
    r"certain|of)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:one|an?) ", re.IGNORECASE)
_MORE_NUMBERS = {
    w: n for n, w in enumerate("thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), start=13)
}
_TODAY = re.compile(r"\btoday\b", re.IGNORECASE)
_RELEASE = re.compile(
    r"\b[Tt]oday's (?:action|designations?|measures|announcement|sanctions)|\b(?:are|is) being designated|"
    r"\b(?:are|is) designated (?:today )?(?:pursuant|under)|\bdesignated (?:today )?pursuant to "
)
"""How an authority's own words on its act go on."""
_SAYS = re.compile(
    r"[\"'\u201d\u2019]*(?:, [^,;.]{3,60})?,? (?:said|says|told|called|wrote|added|tweeted|announced|declined|denied)\b"
)
_SAID = re.compile(
    r"(?:\b(?:said|says|told|according to|by)\b[^.;\"]{0,90}|\b(?:Secretary|Minister|spokes\w+|President|Ambassador|Counselor)"
    r"(?: (?:of|for)[\w ]{3,60})?) $"
)
_HEAD_OF_TEXT = 4
"""Sentences of the body in which the act is told."""


@dataclass(frozen=True, slots=True)
class _Named:
    entity: int
    told: bool
    """Whether the act is told of it by name."""
    topic: bool
    """Whether a sentence is about it."""


def groups_of_releases(
    claims: Sequence[Claim],
    groups: Mapping[Place, tuple[int, ...]],
    document: Document,
    mentions: Sequence[Mention],
    trees: Mapping[int, Tree],
) -> dict[Place, tuple[int, ...]]:
    """The groups, and those that the first sentence which tells of an act counts, with those that the report then names."""
    out = dict(groups)
    heads = [(s.start, s.end) for s in document.segments if s.kind not in _HEADS]
    several = frozenset({-1, *(m.entity for m in mentions if m.nominal and m.plural)})
    lead = [
        (c, a)
        for c in claims
        if c.type == "designated"
        and c.polarity == "positive"
        and c.modality == "asserted"
        and not _within(heads, c.start)
        for a in c.args
        if a.role == "target" and not a.parts and a.thing in several and _kinds(a.text) and not _NO_GROUP.search(a.text)
    ]
    if not lead:
        return out
    begin = min(c.sentence_start for c, _ in lead)
    every = [s for s in sentences(document.text, document.segments) if not _within(heads, s.start)]
    if bisect_left(every, begin, key=lambda s: s.start) >= _HEAD_OF_TEXT:
        return out
    own = _told_by_itself(document.text, lead, begin)
    here = [(c, a) for c, a in lead if c.sentence_start == begin]
    for claim, group in here:
        if (group.start, group.end) in out:
            continue
        taken = {k for _, a in here if a is not group for k in _kinds(a.text)}
        kinds = _kinds(_whole(document.text, group))
        kinds = tuple(k for k in kinds if k not in taken or k in _kinds(group.text))
        named = _named(claim, claims, document, mentions, trees, kinds, heads)
        if found := _members(group.text, list(named), own):
            out[group.start, group.end] = found
    return out


def _told_by_itself(text: str, lead: Sequence[tuple[Claim, Arg]], begin: int) -> bool:
    """Whether a text is the authority's own report of the act."""
    end = max(c.sentence_end for c, _ in lead if c.sentence_start == begin)
    return bool(_TODAY.search(text, begin, end) or _RELEASE.search(text))


def _within(heads: Sequence[Place], at: int) -> bool:
    k = bisect_right(heads, at, key=lambda h: h[0])
    return k > 0 and at < heads[k - 1][1]


def _whole(text: str, group: Arg) -> str:
    """A group with what stands in one row with it, if it is not counted."""
    end = group.end
    while not _count(group.text) and (m := _ROW.match(text, end)) and _kinds(m[0]):
        end = m.end()
    return text[group.start : end]


def _kinds(text: str) -> tuple[Label, ...]:
    return tuple(k for k, said in _KINDS if said.search(text))


def _count(text: str) -> int:
    for word in text.lower().split()[:4]:
        if n := WORDED.get(word) or _MORE_NUMBERS.get(word) or (int(word) if word.isdigit() and len(word) < 4 else 0):
            return n
    return 1 if _ONE.match(text) else 0


def _members(text: str, named: Sequence[_Named], own: bool) -> tuple[int, ...]:
    """Those of whom the act is told by name with the others, if they are as many as are counted, or those whom sentences are
    about; where the authority itself reports, fewer may be named than it counts."""
    count = _count(text)
    told = [n for n in named if n.told]
    topics = [n for n in named if n.told or n.topic]
    if count and len(named) == count:
        return tuple(n.entity for n in named)
    if count and len(topics) == count:
        return tuple(n.entity for n in topics)
    if own and count != 1 and len(topics) > len(told) and (not count or len(topics) < count):
        return tuple(n.entity for n in topics)
    return ()


def _named(
    claim: Claim,
    claims: Sequence[Claim],
    document: Document,
    mentions: Sequence[Mention],
    trees: Mapping[int, Tree],
    kinds: Sequence[Label],
    heads: Sequence[Place],
) -> Iterator[_Named]:
    """What the text names of some kinds from the act on: no speakers, and nobody who was listed otherwise or not at all."""
    told, other = set[int](), set[int]()
    for c in claims:
        if c.type in ("designated", "delisted", "advisory_listed"):
            things = {p.thing for a in c.args if a.role == "target" for p in (a.parts or (a,))}
            (told if same_act(claim, c) else other).update(things)
    other |= {s.thing for c in claims for s in c.speakers}
    places: dict[int, list[Mention]] = {}
    for m in mentions:
        if not m.nominal and m.entity >= 0 and m.label in kinds and not _within(heads, m.start):
            places.setdefault(m.entity, []).append(m)
    starts = sorted(trees)
    for entity, those in places.items():
        if those[0].start < claim.sentence_start or entity in other - told:
            continue
        if any(
            _SAYS.match(document.text, m.end) or _SAID.search(document.text, max(0, m.start - 110), m.start)
            for m in those
        ):
            continue
        yield _Named(entity, entity in told, any(_is_topic(m, trees, starts) for m in those))


def _is_topic(m: Mention, trees: Mapping[int, Tree], starts: Sequence[int]) -> bool:
    """Whether a name is what its sentence is about: its subject, or all that it says."""
    k = bisect_right(starts, m.start) - 1
    words = trees[starts[k]].words if k >= 0 else ()
    at = next((n for n, w in enumerate(words) if w.start <= m.start < w.end), None)
    if at is None:
        return False
    for _ in words:
        if words[at].relation not in ("conj", "appos") or words[at].head == at:
            break
        at = words[at].head
    verb = words[at].head
    if verb == at:
        return True
    return words[at].relation in ("nsubj", "nsubjpass") and (words[verb].head == verb or words[verb].relation == "conj")
