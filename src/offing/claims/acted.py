"""Joins what the tree says to what the rules found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from offing.claims.acts import acts_in
from offing.claims.apposition import mended
from offing.claims.arguments import Tree
from offing.claims.coordination import Members
from offing.claims.former_names import Found
from offing.claims.masked import outermost
from offing.claims.model import Document, Mention
from offing.claims.row_guards import Guards
from offing.claims.ruled import roles, speaks_of
from offing.claims.sentences import Sentence, sentences
from offing.syntax.nations import adjective
from offing.syntax.trees import trees

MASKS: Mapping[str, str] = {
    "vessel": "VESSEL", "company": "COMPANY", "agency": "AGENCY", "person": "PERSON", "place": "PLACE", "facility": "FACILITY",
    "list": "LIST", "imo": "IMO", "goods": "GOODS", "date": "DATE", "money": "AMOUNT", "quantity": "AMOUNT",
}  # fmt: skip
TREE = "@tree"
"""Ends the rule of what a row says over a tree."""
_ONE_OF = {"owned_by": "asset", "flagged_in": "vessel"}
_BEHIND = 100
_BESIDE = 50
"""Characters around what a tree says in which no word may stand that a row excludes."""
_UNREAL = re.compile(r"(?:Had|Were|Should) (?!it |they )[^,?]{1,80}?[^,?]*")
"""What did not happen: "Had she been listed, no port"."""
_SOME_OF = re.compile(r"\b(?:one|some|none|neither|half|most|two|three|four|five) of (?:which|whom)\b")
"""A sentence of some that are not told."""
_BY_NATURE = re.compile(
    r"(?: (?:in|on|last|this|since|during) [\w ]{2,20}?)? by (?!(?:the )?[A-Z])(?!customs|police|prosecutors|a court)"
)
_AN_OFFICE = re.compile(
    r" (?:as )?(?:an?|the|its|their|his|her) (?!specially|global|foreign|terror|blocked|sanction|designated|sdn|year|month|week|"
    r"day|decade|fortnight|few|couple|second|third|first|same|next|following|US |UK |EU |Treasury|front|\d)[a-z]"
)
_TO_AN_OFFICE = re.compile(
    r"\b(?:named|appointed|designated) [^.;]*?\bas (?:its |his |their |the |an? )?(?:special )?"
    r"(?:envoy|ambassador|spokes|representative|minister|commissioner|chair|head)"
)
_LISTERS = frozenset(
    {"EU", "European Union", "UN", "U.N.", "United Nations", "Security Council", "OFAC", "Treasury", "OFSI"}
)
"""Who lists others and is listed by nobody."""
_POINTING = re.compile(r"\b(?:it|its|they|them|their|she|her|he|him|his)\b", re.IGNORECASE)


def mask_of(m: Mention) -> str:
    """The one word that stands for a name in a tree."""
    if m.label == "country":
        return "NATION" if adjective(m.text) else "COUNTRY"
    return MASKS[m.label]


def trees_of(document: Document, mentions: Sequence[Mention]) -> Mapping[int, Tree]:
    """By where it begins the tree of each sentence with a mention or a pronoun; `mentions` in order of their starts."""
    starts = [m.start for m in mentions]
    spans = [
        (s.start, s.end)
        for s in sentences(document.text, document.segments)
        if bisect_left(starts, s.start) < bisect_left(starts, s.end) or _POINTING.search(document.text, s.start, s.end)
    ]
    return {a: tree for (a, _), tree in zip(spans, grown(document.text, spans, mentions), strict=True)}


def grown(text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> list[Tree]:
    """The tree of each sentence [start, end), its names one word each."""
    named = [(n, m) for n, m in enumerate(mentions) if not m.nominal and m.end > m.start]
    return [Tree(mended(t)) for t in trees(text, spans, [(m.start, m.end, mask_of(m)) for _, m in outermost(named)])]


def with_acts(
    text: str,
    sentence: Sentence,
    here: Sequence[tuple[int, Mention]],
    known: list[Found],
    tree: Tree,
    groups: Mapping[int, Members],
) -> list[Found]:
    """The findings, and what the tree says that none of them does; `groups`: of a group as a thing its members."""
    out = list(known)
    if not tree.words or tree.words[-1].low == "?":
        return out
    said = text[sentence.start : sentence.end]
    if _SOME_OF.search(said):
        return out
    unreal = m[0] if (m := _UNREAL.match(said)) else ""
    for found in acts_in(tree, here, text):
        rule = found.match.rule
        if found.end - sentence.start <= len(unreal) or _told(found, out) or _against(found, out):
            continue
        if rule.about and not speaks_of(rule.about, text):
            continue
        behind = text[found.end : found.end + _BEHIND]
        near = text[max(sentence.start, found.start - _BESIDE) : min(sentence.end, found.end + _BESIDE)]
        if (
            not _passes(rule.guards, said, near, behind)
            or _only_advised(found, out)
            or _by_no_office(found, said, behind)
            or any(a.role == "target" and a.text in _LISTERS for a in found.args)
        ):
            continue
        if not any(a.thing in groups and groups[a.thing].whole for a in found.args):
            out.append(replace(found, match=replace(found.match, rule=replace(rule, id=rule.id + TREE))))
    return out


def _passes(guards: Guards, said: str, near: str, behind: str) -> bool:
    """Whether the guards of a rule let a finding of the tree stand, in `said` and near it; what is not to stand before one is a
    matter of order."""
    return not (
        (guards.not_in and guards.not_in.search(near))
        or (guards.not_after and guards.not_after.match(behind))
        or (guards.need and not guards.need.search(said))
    )


def _by_no_office(found: Found, said: str, behind: str) -> bool:
    """Whether a finding is of an authority's act that something else has done: "blocked by ice"."""
    if found.match.rule.type != "designated":
        return False
    if _AN_OFFICE.match(behind) or _TO_AN_OFFICE.search(said):
        return True
    return not any(a.role == "authority" for a in found.args) and bool(_BY_NATURE.match(behind))


def _against(new: Found, known: Sequence[Found]) -> bool:
    """Whether a rule has read another owner or flag of the same thing in the sentence."""
    about = _ONE_OF.get(new.match.rule.type)
    if about is None:
        return False
    whose = {a.thing for a in new.args if a.role == about}
    return any(
        f.match.rule.type == new.match.rule.type and any(a.role == about and a.thing in whose for a in f.args)
        for f in known
        if not f.match.rule.id.endswith(TREE)
    )


def _only_advised(new: Found, known: Sequence[Found]) -> bool:
    """Whether a listing is of one that the same sentence puts on a list of advice."""
    if new.match.rule.type != "designated":
        return False
    advised = {a.thing for f in known if f.match.rule.type == "advisory_listed" for a in f.args if a.role == "target"}
    return any(a.thing in advised for a in new.args if a.role == "target")


def _either_way(new: Found) -> bool:
    """Not so of who shipped a cargo: the firm may have, and its ship."""
    return new.match.rule.type != "shipped_cargo"


def _told(new: Found, known: Sequence[Found]) -> bool:
    """Whether a finding of the type says it already."""
    keys = {r.name for r in roles()[new.match.rule.type] if r.key or r.each}
    mine = {(a.role, p.thing) for a in new.args if a.role in keys for p in (a.parts or (a,))}
    for old in known:
        if old.match.rule.type != new.match.rule.type:
            continue
        theirs = {(a.role, p.thing) for a in old.args for p in (a.parts or (a,))}
        if mine <= theirs or (_either_way(new) and {t for _, t in mine} <= {t for _, t in theirs}):
            return True
    return False
