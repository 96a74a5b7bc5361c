"""The voice of a verb, and its grammatical subject, its own or the one that it shares."""

from __future__ import annotations

from functools import cache

from offing.claims.arcs import BEING, SUBJECTS, Arcs, once
from offing.claims.doing_items import classes
from offing.claims.relatives import antecedent, nearest

_DEEPEST = 8
"""Words above a verb among which its subject is sought."""
_BARE = frozenset("acl advcl amod ROOT relcl xcomp ccomp oprd dep pcomp appos csubj".split())
"""Relations of a participle without an auxiliary that is a passive."""
_FOR_WHAT = frozenset({"for", "of", "from", "with"})
"""Prepositions after which a doing is the object's: "listed X for shipping", "accused X of shipping"."""
_MEASURES = frozenset("sanctions sanction measures penalty fine restrictions charges designations".split())
"""Measures on somebody "for" what he did."""
_EARNED = frozenset(
    "money dollars currency cash revenue revenues income profit profits million millions fortune part business living".split()
)
_BLAME = frozenset(
    "charge charges suspicion suspicions accusation accusations allegation allegations count counts grounds".split()
)
_HIS = frozenset({"its", "their", "his", "her"})


@cache
def _doers() -> frozenset[str]:
    return classes()["ships"] | classes()["agents"]


@once
def passive(arcs: Arcs, at: int) -> bool:
    """Whether a verb stands in the passive: "was seized", "the ship seized by ..."."""
    word = arcs.words[at]
    if arcs.having(at, "auxpass", "nsubjpass"):
        return True
    if word.tag in ("VBN", "VBD") and arcs.having(at, "agent") and not arcs.having(at, "dobj"):
        return True
    if word.tag != "VBN" or arcs.having(at, "aux", "nsubj"):
        return False
    under_root = word.relation == "acl" and arcs.words[word.head].head == word.head
    if under_root and arcs.having(at, "dobj") and not arcs.having(at, "agent"):
        return False  # <COMPANY>, a firm in <PLACE>, coordinated exports
    if word.relation == "conj":
        return passive(arcs, word.head) if arcs.verbal(word.head) else True
    return word.relation in _BARE


def grammatical_subject(arcs: Arcs, at: int, depth: int = 0) -> list[int]:
    """The subject of a verb, its own or the one that it shares."""
    if depth > _DEEPEST:
        return []
    word = arcs.words[at]
    own = arcs.having(at, *SUBJECTS)
    if own:
        return [antecedent(arcs, own[0], at)]
    said = arcs.having(at, "attr")
    if word.low in BEING and said and arcs.having(at, "acomp", "advcl", "prep", "advmod", "csubj"):
        return said[:1]
    behind = [c for a in arcs.having(at, "auxpass") for c in arcs.having(a, "attr", "nsubj") if c > a]
    return behind[:1] or _shared(arcs, at, depth)


def _shared(arcs: Arcs, at: int, depth: int) -> list[int]:
    """The subject that a verb without its own has by where it hangs."""
    word = arcs.words[at]
    head = word.head
    match word.relation:
        case "acl" if word.tag in ("VB", "TO"):
            return []
        case "relcl" | "acl":
            return [nearest(arcs, head, at)]
        case "conj" if arcs.verbal(head):
            return grammatical_subject(arcs, head, depth + 1)
        case "xcomp" | "ccomp":
            return _held_or_subject(arcs, arcs.having(head, "dobj"), head, depth)
        case "oprd":
            return grammatical_subject(arcs, head, depth + 1)
        case "advcl" if word.tag in ("VBG", "VBN", "VB") and arcs.verbal(head):
            return grammatical_subject(arcs, head, depth + 1)
        case "csubj" if word.tag == "VBN" and arcs.words[head].low in BEING:
            return arcs.having(head, "attr")[:1]
        case "pcomp":
            return _of_preposition(arcs, head, depth)
        case "amod" if arcs.words[head].kind:
            return [head]
    return []


def _held_or_subject(arcs: Arcs, held: list[int], verb: int, depth: int) -> list[int]:
    """The first object of an active verb, else its subject."""
    return held[:1] if held and not passive(arcs, verb) else grammatical_subject(arcs, verb, depth + 1)


def _of_preposition(arcs: Arcs, prep: int, depth: int) -> list[int]:
    """Whose doing it is that hangs on a preposition: "listed X for shipping", "X admitted to shipping", "its role in doing"."""
    over = arcs.words[prep].head
    if arcs.verbal(over):
        return _of_verbs_preposition(arcs, prep, over, depth)
    word = arcs.words[over]
    above = word.head
    whose = arcs.having(over, "poss")
    if whose and arcs.words[whose[0]].low in _HIS and word.relation == "pobj":
        verb = arcs.words[above].head
        if arcs.words[above].low in ("for", "over") and arcs.verbal(verb):
            return _held_or_subject(arcs, arcs.having(verb, "dobj"), verb, depth)
    if whose:
        return whose[:1]
    if word.low in _BLAME and word.relation == "pobj" and arcs.verbal(arcs.words[above].head):
        verb = arcs.words[above].head
        return _held_or_subject(arcs, [antecedent(arcs, o, verb) for o in arcs.having(verb, "dobj")], verb, depth)
    if arcs.words[prep].low in _FOR_WHAT and (word.kind in ("VESSEL", "COMPANY", "PERSON") or word.low in _doers()):
        return [over]
    if (word.relation == "dobj" or word.tag.startswith("JJ")) and arcs.verbal(above):
        return grammatical_subject(arcs, above, depth + 1)
    if word.tag.startswith("JJ"):
        return [above]
    return [over] if word.tag.startswith("NN") else []


def _of_verbs_preposition(arcs: Arcs, prep: int, verb: int, depth: int) -> list[int]:
    """Whose doing it is that hangs on a preposition of a verb."""
    if arcs.words[prep].low in _FOR_WHAT | {"as"} and not passive(arcs, verb):
        held = [antecedent(arcs, o, verb) for o in arcs.having(verb, "dobj")][:1]
        if held and arcs.words[held[0]].kind != "AMOUNT" and arcs.words[held[0]].low not in _EARNED:
            upon = [p for n in (verb, *held) for p in arcs.having(n, "prep") if arcs.words[p].low in ("on", "against")]
            blamed = [o for p in upon for o in arcs.having(p, "pobj")]
            return blamed[:1] if blamed and arcs.words[held[0]].low in _MEASURES else held
    return grammatical_subject(arcs, verb, depth + 1)
