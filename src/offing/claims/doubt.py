"""Whether what a verb or a noun says is doubted, only wished for, or denied."""

from __future__ import annotations

from offing.claims.arcs import SUBJECTS, Arcs, once

_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_MAYBE = frozenset({"may", "might", "could", "would", "should", "must", "can"})
_AWAITED = frozenset(
    (
        "expected scheduled due likely ready set supposed meant intended expecting hoping planned tried try tries trying "
        "attempted attempt attempting sought seek seeking seeks refused refuse declined failed unable threatened wanted wants "
        "asked ordered offered hopes plans"
    ).split()
)
"""After which "to ..." has not happened yet."""
_USES = frozenset(
    "used use uses using chartered hired fixed employed engaged charter hire employ sailed returned".split()
)
"""Verbs whose "to ..." tells what is done: "used the ship to carry coal"."""
_WISHED = frozenset(
    stem + end
    for stem, ends in (
        ("threaten", "|s|ed|ing"), ("urg", "e|es|ed|ing"), ("want", "|s|ed|ing"), ("ask", "|s|ed|ing"), ("demand", "|s|ed|ing"),
        ("request", "|s|ed|ing"), ("refus", "e|es|ed|ing|al"), ("consider", "|s|ed|ing"), ("propos", "e|es|ed|ing|al|als"),
        ("declin", "e|es|ed|ing"), ("appl", "y|ies|ied|ying|ication"), ("recommend", "|s|ed|ing|ation"), ("call", "|s|ed|ing"),
        ("attempt", "|s|ed|ing"), ("tr", "y|ies|ied|ying"), ("seek", "|s|ing"), ("sought", ""), ("petition", "|s|ed|ing"),
        ("threat", "|s"), ("bid", "|s"), ("motion", "|s"), ("weigh", "|s|ed|ing"), ("avoid", "|s|ed|ing"),
        ("fail", "|s|ed|ing|ure"),
        ("plead", "|s|ed|ing"), ("wish", "|es|ed|ing"), ("hop", "e|es|ed|ing"), ("press", "|es|ed|ing"), ("push", "|es|ed|ing"),
        ("forbid", "|s|den"), ("prevent", "|s|ed|ing"), ("risk", "|s|ed|ing"), ("fear", "|s|ed|ing"), ("discuss", "|es|ed|ing"),
        ("against", ""), ("mull", "|s|ed|ing"), ("vow", "|s|ed|ing"), ("oppos", "e|es|ed|ing|ition"), ("reject", "|s|ed|ing"),
    )
    for end in ends.split("|")
)  # fmt: skip
"""What is only wished for, tried or refused is not done."""
_UPWARD = frozenset("xcomp ccomp pcomp acl dobj csubj advcl pobj prep nsubjpass conj oprd".split())
"""Relations by which a wish reaches what is wished for."""
_NOT = frozenset({"no", "nobody", "none", "neither", "nothing"})
_FURTHEST = 6
"""Words above a doing that are looked at."""
_PHRASES = 3
"""Prepositions and what they govern on the way at most."""


@once
def doubted(arcs: Arcs, at: int) -> bool:
    """Whether a verb stands under a condition, a possibility or a wish."""
    word = arcs.words[at]
    if word.tag == "VB" and (
        word.relation == "acl" or (word.relation == "advcl" and arcs.words[word.head].low not in _USES)
    ):
        return True
    for _ in range(_FURTHEST):
        if any(_makes_doubtful(arcs, c) for c in arcs.children[at]):
            return True
        word = arcs.words[at]
        if word.relation == "xcomp" and arcs.words[word.head].low in _AWAITED:
            return True
        if word.relation not in ("conj", "xcomp") or not arcs.verbal(word.head):
            break
        at = word.head
    return False


def _makes_doubtful(arcs: Arcs, at: int) -> bool:
    word = arcs.words[at]
    return (word.relation == "aux" and word.low in _MAYBE) or (
        word.relation in ("mark", "advmod") and word.low in _CONDITIONS
    )


@once
def wished(arcs: Arcs, at: int) -> bool:
    """Whether a doing is only asked for, tried, considered or refused: "urged OFAC to list X", "an attempt to seize X"."""
    far = 0
    for _ in range(_FURTHEST):
        word = arcs.words[at]
        up = word.relation in _UPWARD or (word.relation == "relcl" and _tells_content(arcs, at))
        if word.head == at or not up or far > _PHRASES or (word.relation == "advcl" and word.tag != "VB"):
            return False
        far += word.relation in ("pobj", "prep")
        at = word.head
        above = arcs.words[at].low
        if above in _WISHED or (word.relation == "xcomp" and word.tag == "VB" and above == "ordered"):
            return True
        beside = arcs.having(at, "nsubj", "nsubjpass", "dobj") if word.relation == "advcl" else ()
        if any(arcs.words[c].low in _WISHED for c in beside):
            return True
    return False


def _tells_content(arcs: Arcs, at: int) -> bool:
    """Whether a relative clause is what its noun says: "a threat that X will be seized"."""
    return bool(arcs.having(at, "mark")) or any(arcs.words[c].low == "that" for c in arcs.having(at, "advmod", "det"))


@once
def negated(arcs: Arcs, at: int) -> bool:
    """Whether a verb, or the verb of a noun, is denied: "has not been charged", "nobody has listed X", "under no sanctions"."""
    if denied_word(arcs, at):
        return True
    for _ in range(4):
        if arcs.verbal(at):
            break
        if arcs.words[at].relation not in ("attr", "acomp", "dobj", "nsubjpass", "oprd"):
            return False
        at = arcs.words[at].head
    if any(arcs.words[c + 1].low != "only" for c in arcs.having(at, "neg") if c + 1 < len(arcs.words)):
        return True
    agents = [c for a in arcs.having(at, "agent") for c in arcs.having(a, "pobj")]
    return any(denied_word(arcs, c) for c in (*arcs.having(at, *SUBJECTS), *agents))


def denied_word(arcs: Arcs, at: int) -> bool:
    """Whether a word stands for nobody or nothing: "nobody", "no court", "none of them"."""
    below = (arcs.words[c] for c in arcs.children[at])
    return arcs.words[at].low in _NOT or any(w.low in _NOT and w.relation in ("det", "neg", "poss") for w in below)
