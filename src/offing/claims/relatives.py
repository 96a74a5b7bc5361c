"""What a relative pronoun, a relative clause or a participle is said of, and the rows in which things stand."""

from __future__ import annotations

from offing.claims.arcs import NAMES, RELATIVE, Arcs, once

_PLURAL = frozenset({"are", "were", "have", "both", "all"})
_PLACES = ("PLACE", "COUNTRY")
_FURTHEST = 6
"""Verbs above a relative pronoun among which its clause is sought."""


def antecedent(arcs: Arcs, at: int, verb: int) -> int:
    """A relative pronoun's antecedent; else the word itself."""
    if arcs.words[at].low not in RELATIVE or arcs.words[at].kind:
        return at
    for _ in range(_FURTHEST):
        word = arcs.words[verb]
        if word.relation in ("relcl", "acl"):
            return nearest(arcs, word.head, verb)
        if word.head == verb:
            break
        verb = word.head
    over = arcs.words[at].head
    if arcs.words[at].relation == "pobj" and over == at - 1:
        before = over - 2 if over > 1 and arcs.words[over - 1].low == "," else over - 1
        if before >= 0 and arcs.words[before].tag.startswith("NN"):
            return before
    return at


def nearest(arcs: Arcs, head: int, verb: int) -> int:
    """Of things in a row before a relative or a participle the one it is said of; if the verb is plural all, by their first."""
    row = [k for k in chained(arcs, head) if k < verb and arcs.words[k].tag.startswith(("NN", "PRP"))]
    if len(row) < 2:
        return head
    low = {arcs.words[c].low for c in (verb, *arcs.having(verb, "aux", "auxpass", "nsubj", "nsubjpass", "dep"))}
    return head if low & _PLURAL else max(row)


@once
def chained(arcs: Arcs, at: int) -> list[int]:
    """A word with what is coordinated with it and what stands in apposition."""
    out = [at]
    named = bool(arcs.words[at].kind)
    for c in arcs.children[at]:
        word = arcs.words[c]
        if (word.relation == "conj" and not arcs.verbal(c)) or (word.relation == "appos" and not named):
            out += chained(arcs, c)
        elif word.relation == "prep" and word.low in ("in", "of", "from") and not named and c == at + 1:
            places = [o for o in arcs.having(c, "pobj") if arcs.words[o].kind in _PLACES]
            out += [x for o in places for x in arcs.having(o, "appos") if arcs.words[x].kind in NAMES - {"AGENCY"}]
        elif word.relation == "prep" and word.low in ("including", "like") and not named:
            out += [x for o in arcs.having(c, "pobj") for x in chained(arcs, o)]
    return out
