"""Joins what the tree says to what the rules found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from offing.claims.acts import acts_in
from offing.claims.arguments import Tree, mended
from offing.claims.former_names import Found
from offing.claims.masked import outermost
from offing.claims.model import Mention
from offing.claims.ruled import roles, speaks_of
from offing.claims.sentences import Sentence
from offing.syntax.trees import trees

MASKS = {"vessel": "VESSEL", "company": "COMPANY", "agency": "AGENCY", "person": "PERSON", "place": "PLACE", "facility": "FACILITY",
         "list": "LIST", "imo": "IMO", "goods": "GOODS", "date": "DATE", "money": "AMOUNT", "quantity": "AMOUNT"}
ON = True
_ADJ = ("ese","ish","an","i","ch","iss","ek","iot","U.S.","US","UK","U.K.")
_NOADJ = ("stan","Iran","Japan","Sudan","Taiwan","Oman","Azerbaijan","Jordan","Dubai","Mali","Haiti","Brunei","Fiji")

def mask_of(m: Mention, text: str) -> str:
    if m.label == "country":
        return "NATION" if m.text.endswith(_ADJ) and not m.text.endswith(_NOADJ) else "COUNTRY"
    return MASKS[m.label]

def with_acts(text: str, sentence: Sentence, here: Sequence[tuple[int, Mention]], known: list[Found]) -> list[Found]:
    if not ON:
        return known
    named = [(m.start, m.end, mask_of(m, text)) for _, m in outermost((n, m) for n, m in here if not m.nominal and m.end > m.start)]
    tree = Tree(mended(trees(text, [(sentence.start, sentence.end)], named)[0]))
    out = list(known)
    if not tree.words or tree.words[-1].low == "?":
        return out
    for found in acts_in(tree, here, text):
        rule = found.match.rule
        if rule.about and not speaks_of(rule.about, text):
            continue
        if rule.guards.not_in and rule.guards.not_in.search(text[sentence.start:sentence.end]):
            continue
        if rule.guards.need and not rule.guards.need.search(text[sentence.start:sentence.end]):
            continue
        if _told(found, out):
            continue
        found = replace(found, match=replace(found.match, rule=replace(rule, id=rule.id + "@tree")))
        out.append(found)
    return out


def _told(new: Found, known: Sequence[Found]) -> bool:
    """Whether a finding of the type says it already."""
    keys = {r.name for r in roles()[new.match.rule.type] if r.key or r.each}
    mine = {(a.role, p.thing) for a in new.args if a.role in keys for p in (a.parts or (a,))}
    for old in known:
        if old.match.rule.type != new.match.rule.type:
            continue
        theirs = {(a.role, p.thing) for a in old.args for p in (a.parts or (a,))}
        if mine <= theirs or {t for _, t in mine} <= {t for _, t in theirs}:
            return True
    return False
