"""Which mention each word of a tree names or points at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from offing.claims.arguments import Tree
from offing.claims.asked import remembered
from offing.claims.doing_items import classes
from offing.claims.masked import letter
from offing.claims.model import Mention
from offing.claims.slot_nouns import ship_nouns
from offing.claims.valence_frames import sorts
from offing.syntax.trees import Word

_HIS = {"his": "P", "her": "PVN", "its": "OKVN", "their": "OK"}
"""By possessive pronoun the types of what it may mean."""
_FAR = 8
"""Words above a pronoun that are looked at for its verb."""


def resolved(tree: Tree, here: Sequence[tuple[int, Mention]]) -> Mapping[int, Mention]:
    """By word the mention that it names or points at; under ~word the country in the name of an agency.

    `here` are the numbered mentions of the sentence.
    """
    return _resolved(tree, *(m for _, m in here))


@remembered(64)
def _resolved(tree: Tree, *mentions: Mention) -> Mapping[int, Mention]:
    """Each step stands on what those before it found."""
    out: dict[int, Mention] = {}
    for k, touching in sorted(_touching(tree.words, mentions).items()):
        _said_outright(tree, k, tree.words[k], touching, out)
    names, nouns, his = [], [], []
    for k, word in enumerate(tree.words):
        if word.kind in ("VESSEL", "COMPANY", "PERSON"):
            names.append(k)
        elif word.tag == "PRP$" and word.low in _HIS:
            his.append(k)
        elif not word.kind and word.tag.startswith("NN"):
            nouns.append(k)
    for k in names:
        before = tree.words[k - 1]
        if k and k - 1 not in out and before.tag in ("NN", "NNP") and _class_of(before, tree.words[k]):
            out[k - 1] = out[k]
    for k in names:
        name, after = tree.words[k], tree.words[k + 1] if k + 1 < len(tree.words) else None
        if after is None or name.kind == "PERSON" or k not in out or after.kind not in ("", "PLACE"):
            continue
        longer = after.tag.startswith("NNP") and name.head == k + 1 and name.relation == "compound"
        if longer and (k + 1 not in out or out[k + 1].label == "place"):
            out[k + 1] = out[k]
    for k in his:
        if (k not in out or out[k].entity < 0) and (whom := _possessor(tree, k, out)) is not None:
            out[k] = whom
    for k in nouns:
        if (k not in out or out[k].nominal) and (named := _named_by(tree, k, out)) is not None:
            out[k] = named
    return out


def with_selves(tree: Tree, known: Mapping[int, Mention]) -> Mapping[int, Mention]:
    """With "it" and "she" in what somebody says of himself."""
    out = dict(known)
    for k, word in enumerate(tree.words):
        if (
            word.low in ("it", "she")
            and word.relation in ("nsubj", "nsubjpass")
            and (k not in out or out[k].entity < 0)
        ):
            m = _told_of_itself(tree, k, out)
            if m is not None:
                out[k] = replace(m, start=word.start, end=word.end, text=word.text, nominal=True)
    return out


def alike(word: Word, m: Mention) -> bool:
    """Whether a common noun may be said of a mention: ships are ships, and no firm is a man."""
    kind = letter(m)
    ship = word.low in ship_nouns()
    if kind in "OKA" and word.low in sorts()["human"]:
        return False
    return ship if kind in "VN" else kind in "OKPA" and not ship


def _touching(words: Sequence[Word], mentions: Sequence[Mention]) -> Mapping[int, list[Mention]]:
    """By word the mentions that reach into it; words stand in the order of the text."""
    starts = [w.start for w in words]
    out: dict[int, list[Mention]] = {}
    for m in mentions:
        k = max(bisect_right(starts, m.start) - 1, 0)
        while k < len(words) and starts[k] < m.end:
            if m.start < words[k].end:
                out.setdefault(k, []).append(m)
            k += 1
    return out


def _said_outright(tree: Tree, k: int, word: Word, touching: Sequence[Mention], out: dict[int, Mention]) -> None:
    """The longest name that a word is in, or else the shortest mention that points and that it is the head of; `touching` are
    those that reach into it."""
    agency = word.kind == "AGENCY"
    named = [
        m
        for m in touching
        if not m.nominal and (_holds(m, word) or (agency and word.start <= m.start and m.end <= word.end))
    ]
    if named:
        out[k] = max(named, key=lambda m: m.end - m.start)
        lands = [m for m in named if m.label == "country" and m is not out[k]]
        if lands and agency:
            out[~k] = lands[0]
        return
    over = tree.words[word.head]
    for m in sorted((m for m in touching if m.nominal and _holds(m, word)), key=lambda m: m.end - m.start):
        if word.head == k or not _holds(m, over):
            out[k] = m
            return


def _holds(m: Mention, word: Word) -> bool:
    return m.start <= word.start and word.end <= m.end


def _class_of(word: Word, name: Word) -> bool:
    """Whether a noun right before a name says what it is: "tanker <VESSEL>"."""
    return word.low in (ship_nouns() if name.kind == "VESSEL" else classes()["agents"])


def _told_of_itself(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """Who "it" is in what somebody says of himself: "X has admitted that it carried coal"."""
    verb = tree.words[k].head
    for _ in range(4):
        if tree.words[verb].relation != "conj" or not tree.verbal(tree.words[verb].head):
            break
        verb = tree.words[verb].head
    over = tree.words[verb].head
    if over == verb or tree.words[verb].relation not in ("ccomp", "advcl") or not tree.verbal(over) or over > verb:
        return None
    subject = tree.grammatical_subject(over)
    named = [known[c] for one in subject for c in tree.chained(one) if c in known]
    kinds = "VN" if tree.words[k].low == "she" else "VNO"
    return named[0] if len(named) == 1 and letter(named[0]) in kinds and named[0].entity >= 0 else None


def _possessor(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """Whom a pronoun means that nothing before tells: "<PERSON> and his company", "<COMPANY> sold it to its unit"."""
    types = _HIS[tree.words[k].low]
    over = tree.words[k].head
    held = tree.words[over]
    if held.relation == "conj":
        first = known.get(held.head)
        return first if first is not None and letter(first) in types and first.entity >= 0 else None
    if held.relation == "appos" or tree.words[k].low == "their":
        return None
    for _ in range(_FAR):
        if tree.verbal(over) or tree.words[over].head == over:
            break
        if tree.words[over].relation in ("nsubj", "nsubjpass"):
            return None
        over = tree.words[over].head
    if not tree.verbal(over):
        return None
    subject = tree.grammatical_subject(over)
    m = known.get(subject[0]) if subject and subject[0] < k else None
    return m if m is not None and not m.nominal and letter(m) in types else None


def _named_by(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """The name that a common noun stands beside: "X, a company that", "its owner, X", "X is a company that"."""
    word = tree.words[k]
    if word.tag == "NNS":
        return _one_of(tree, k, known)
    if word.relation == "appos" and not tree.having(word.head, "conj"):
        m = known.get(word.head)
        return m if m is not None and not m.nominal and alike(word, m) else None
    if word.relation == "attr" and tree.verbal(word.head):
        m = _first(tree.grammatical_subject(word.head), known)
        return m if m is not None and alike(word, m) else None
    if word.relation == "oprd" and tree.verbal(word.head):
        m = _first(tree.having(word.head, "dobj"), known)
        return m if m is not None and m.entity >= 0 and alike(word, m) else None
    if word.low == "property" and word.relation == "pobj" and tree.words[word.head].low == "as":
        return _first(tree.located(tree.words[word.head].head), known)
    names = [known[c] for c in tree.having(k, "appos") if c in known and not known[c].nominal]
    return names[0] if len(names) == 1 and alike(word, names[0]) else None


def _first(held: Sequence[int], known: Mapping[int, Mention]) -> Mention | None:
    return known.get(held[0]) if held else None


def _one_of(tree: Tree, k: int, known: Mapping[int, Mention]) -> Mention | None:
    """What is said to be among them: "X is among the ships that", "X is one of the firms that"."""
    if tree.words[k].relation != "pobj":
        return None
    prep = tree.words[tree.words[k].head]
    over = prep.head
    if prep.low == "of" and tree.words[over].low == "one" and tree.words[over].relation == "attr":
        over = tree.words[over].head
    elif prep.low != "among":
        return None
    if not tree.verbal(over) or tree.words[over].low not in ("is", "was", "are", "were", "be"):
        return None
    m = _first(tree.grammatical_subject(over), known)
    return m if m is not None and not m.nominal and alike(tree.words[k], m) else None
