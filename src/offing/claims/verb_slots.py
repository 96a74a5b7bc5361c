"""What stands in each slot of a verb: "subject" who does it, "object" to what, "dative", and each preposition."""

from __future__ import annotations

from collections.abc import Mapping

from offing.claims.arcs import RELATIVE, SUBJECTS, Arcs, once
from offing.claims.governed import governed, of_contents, phrases, whose
from offing.claims.relatives import antecedent, chained
from offing.claims.subjects import grammatical_subject, passive

_Slots = dict[str, list[int]]
_TO = ("IN", "TO")
_FROM = ("from", "off", "from off")
_OF_EACH = ("from", "to", "for", "into", "aboard", "on behalf of")
"""Phrases of one of several objects that are the verb's."""
_BESIDE = ("cc", "punct", "advmod", "auxpass", "aux", "conj", "neg")
"""What may stand between verbs that share what follows."""
_NEXT = 6
"""Words between such verbs at most."""


@once
def slots(arcs: Arcs, at: int) -> Mapping[str, list[int]]:
    """What stands in each slot of a verb: by slot the numbers of words."""
    out: _Slots = {}
    subject = grammatical_subject(arcs, at)
    if passive(arcs, at):
        objects = _own_objects(arcs, at)
        out |= {"object": subject, "second": objects}
        for agent in arcs.having(at, "agent"):
            out.setdefault("by", []).extend(governed(arcs, agent, at))
        things = [*objects[:1], *subject[:1]]
    else:
        objects = _objects(arcs, at)
        out |= {"subject": subject, "object": objects}
        things = objects[:1]
    _datives(arcs, at, out)
    for role in ("object", "subject"):
        for one in out.get(role, ()):
            out.setdefault(f"{role} of", []).extend(whose(arcs, one))
    _phrases(arcs, at, out)
    for one in things:
        _of_thing(arcs, one, at, out)
    _shared(arcs, at, out)
    for near in arcs.having(at, "advmod", "acomp"):
        for name, held in phrases(arcs, near, at):
            out.setdefault(f"{arcs.words[near].low} {name}", []).extend(held)
    if arcs.words[at].relation == "relcl" and any(arcs.words[c].low == "where" for c in arcs.having(at, "advmod")):
        out["where"] = [antecedent(arcs, arcs.words[at].head, at)]
    out["attr"] = arcs.having(at, "attr", "acomp", "oprd")
    _hyphened(arcs, at, out)
    return out


def _own_objects(arcs: Arcs, at: int) -> list[int]:
    return [antecedent(arcs, o, at) for o in arcs.having(at, "dobj", "oprd")]


def _objects(arcs: Arcs, at: int) -> list[int]:
    """To what an active verb is done: its objects, what its relative clause is of, or who does what it is followed by."""
    objects = _own_objects(arcs, at)
    if not objects and arcs.words[at].relation == "relcl":
        own = arcs.having(at, *SUBJECTS)
        if own and arcs.words[own[0]].low not in RELATIVE and not _has_relative(arcs, at):
            objects = [arcs.words[at].head]
    if not objects:
        led = [c for c in arcs.having(at, "xcomp", "ccomp") if arcs.having(c, "aux") and arcs.words[c].tag == "VB"]
        objects = [o for c in led for o in arcs.having(c, "nsubj")][:1]
    if objects:
        objects += [c for c in arcs.having(at, "conj") if arcs.words[c].kind and c > objects[0]]
    return objects


def _has_relative(arcs: Arcs, at: int) -> bool:
    return any(arcs.words[c].low in RELATIVE for p in arcs.having(at, "prep") for c in arcs.children[p])


def _datives(arcs: Arcs, at: int, out: _Slots) -> None:
    for one in arcs.having(at, "dative"):
        preposition = arcs.words[one].tag in _TO
        held = governed(arcs, one, at) if preposition else [one]
        out.setdefault("dative", []).extend(held)
        if preposition:
            out.setdefault(arcs.words[one].low, []).extend(held)


def _phrases(arcs: Arcs, at: int, out: _Slots) -> None:
    """Adds the prepositional phrases of a verb and of what belongs to it."""
    nouns = () if passive(arcs, at) else ("dobj",)
    for one in [at, *arcs.having(at, "prt", "advmod", "attr", "acomp"), *arcs.having(at, *nouns)]:
        for name, held in phrases(arcs, one, at):
            out.setdefault(name, []).extend(held)


def _of_thing(arcs: Arcs, one: int, at: int, out: _Slots) -> None:
    """Adds the phrases of what something is done to."""
    if passive(arcs, at) or one not in arcs.having(at, "dobj"):
        for name, held in phrases(arcs, one, at):
            if name in _FROM:
                out.setdefault(name, list(held))
    of_contents(arcs, one, at, out)
    for other in chained(arcs, one)[1:]:
        if arcs.words[other].relation == "conj":
            for name, held in phrases(arcs, other, at):
                if name in _OF_EACH:
                    out.setdefault(name, list(held))


def _shared(arcs: Arcs, at: int, out: _Slots) -> None:
    """Adds what a verb has in common with the next one: "supplied, sold or transferred fuel to X", "bought and shipped by X"."""
    voice = passive(arcs, at)
    row = [c for c in arcs.having(at, "conj") if arcs.verbal(c) and at < c <= at + _NEXT and passive(arcs, c) == voice]
    if not row or arcs.having(row[0], *SUBJECTS):
        return
    if any(at < k < row[0] and arcs.words[k].relation not in _BESIDE for k in arcs.children[at]):
        return
    if not voice and out.get("object"):
        return
    for name, held in slots(arcs, row[0]).items():
        if name == "object" and not voice:
            out[name] = list(held)
        elif name not in ("subject", "object"):
            out.setdefault(name, list(held))


def _hyphened(arcs: Arcs, at: int, out: _Slots) -> None:
    """Adds a name that a hyphen joins to a participle: "a <COMPANY>-owned ship"."""
    near = arcs.having(at, "npadvmod", "compound", "amod", "advmod", "nmod")
    joined = [c for c in near if c == at - 2 and arcs.words[at - 1].text == "-"]
    if joined and arcs.words[joined[0]].kind:
        out["hyphen"] = joined
        if arcs.words[at].relation == "amod":
            out["object"] = [arcs.words[at].head]
