"""What of a tree fills a slot of a row, as arguments of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from offing.claims.arguments import Tree
from offing.claims.masked import letter
from offing.claims.model import Arg, Mention
from offing.claims.resolved_words import alike
from offing.claims.slot_nouns import (
    behind,
    counted,
    drained,
    fits,
    measured,
    no_goods,
    noun_phrase,
    pointed_goods,
    somebody,
    ware,
)
from offing.claims.slot_places import harbour, land, open_water, owner_state
from offing.claims.slot_rows import excepted, row_before, standing
from offing.claims.valence_frames import REGISTRY, Frame, Slot, asked_by_sign, every_asked, sorts
from offing.syntax.trees import Word

_FAMILY = {
    **dict.fromkeys("VN", "ship"),
    **dict.fromkeys("OKPA", "party"),
    **dict.fromkeys("CLF", "place"),
    **dict.fromkeys("GQ", "goods"),
}
_POINTING = re.compile(
    r"(?:the|th(?:is|at|ese|ose)|both|she|he|it|they|him|hers?|his|its|them|theirs?|(?:him|her|it)self|themselves)\b",
    re.IGNORECASE,
)
"""Words that point at something; where the text does not tell at what, nothing is said of it."""
_HELD = frozenset({"controlled", "owned", "run", "led", "headed", "directed", "operated", "managed"})
_CIRCLE = frozenset(
    "network networks group empire web orbit stable conglomerate holding circle entourage syndicate fleet board staff".split()
)


@dataclass(frozen=True, eq=False)
class Told:
    """A sentence's tree, the mention of each of its words, and the whole text."""

    tree: Tree
    whose: Mapping[int, Mention]
    text: str

    @cached_property
    def groups(self) -> frozenset[int]:
        """Where the nouns for several begin that names are told beside."""
        named = {k for k, m in self.whose.items() if k >= 0 and not m.nominal}
        several = ((k, m) for k, m in self.whose.items() if k >= 0 and m.nominal and m.plural and not m.members)
        return frozenset(m.start for k, m in several if named.intersection(self.tree.having(k, "appos")))

    @cached_property
    def lacking(self) -> frozenset[frozenset[str]]:
        """Of what rows ask for (`Frame.asked`) that of which the sentence has nothing."""
        words, known = self.tree.words, asked_by_sign()
        have = {w.low for w in words}.union(map(letter, self.whose.values()))
        if any(w.kind == "AGENCY" and "regist" in w.low for w in words):
            have.add(REGISTRY)
        return every_asked().difference(*[known[sign] for sign in have if sign in known])

    @cached_property
    def in_order(self) -> bool:
        """Whether the first of one row is told of the first of another, the second of the second."""
        low = [w.low for w in self.tree.words]
        if "respectively" in low:
            return True
        return "order" in low and any(low[k : k + 3] == ["in", "that", "order"] for k in range(len(low)))

    @cached_property
    def _rows(self) -> dict[tuple[int, int], list[int]]:
        return {}

    def standing(self, one: int, at: int) -> list[int]:
        """The words of a slot of the head `at` that begins with `one`, found once."""
        row = self._rows.get((one, at))
        if row is None:
            row = self._rows[one, at] = standing(self.tree, one, at)
        return row


def arguments(told: Told, one: int, slot: Slot, at: int, known: bool = False) -> list[Arg]:
    """What fills a slot of the head `at` by the word `one` and what stands in a row with it; with `known` only what the text
    makes known."""
    tree, whose = told.tree, told.whose
    family = _family(whose.get(one))
    out: list[Arg] = []
    for k in told.standing(one, at):
        m = whose.get(k)
        if m is not None and not _possible(m, slot, family, known):
            continue
        if m is None:
            out += _stood_for(told, k, slot, at, known)
        out += _of_word(told, k, slot, at)
    if not out and one not in whose and tree.words[one].low in _CIRCLE and slot.role in ("parent", "owner"):
        return [a for k in _in_the_midst(tree, one) for a in arguments(told, k, slot, at, known)]
    groups = told.groups
    if groups and any(a.start not in groups for a in out):
        out = [a for a in out if a.start not in groups]
    if slot.phrase and not slot.mixed and any(a.thing >= 0 for a in out):
        return [a for a in out if a.thing >= 0]
    return out


def refused(told: Told, slots: Mapping[str, Sequence[int]], frame: Frame) -> Iterator[Arg]:
    """Names of which the same is denied: "sanctioned X, but not Y"."""
    for slot in frame.slots:
        if slot.mixed and not slot.forbids and slot.role in ("target", "object"):
            for k in (k for one in slots.get(slot.place, ()) for k in told.tree.chained(one)[1:]):
                m = told.whose.get(k)
                if (
                    m is not None
                    and letter(m) in slot.types
                    and (m.entity >= 0 or not m.nominal)
                    and excepted(told.tree, k)
                ):
                    yield Arg(slot.role, m.text, m.start, m.end, m.entity)


def _family(m: Mention | None) -> str:
    return _FAMILY.get(letter(m), "") if m is not None else ""


def _possible(m: Mention, slot: Slot, family: str, known: bool) -> bool:
    """Whether a mention may fill a slot at all; `family` is that of the first in its row."""
    if known and (m.entity < 0 or (m.nominal and m.plural)):
        return False
    if slot.role == "port" and open_water(m):
        return False
    return slot.mixed or not family or _family(m) == family


def _stood_for(told: Told, k: int, slot: Slot, at: int, known: bool) -> Iterator[Arg]:
    """What a plain noun stands for: a berth for its port, a noun for all of them for the names before it."""
    word = told.tree.words[k]
    if slot.role in ("port", "destination", "place"):
        yield from (a for one in harbour(told.tree, k) for a in arguments(told, one, slot, at, known))
    if word.tag == "NNS" and not slot.nouns:
        for one in row_before(told.tree, k):
            if one != at:
                got = arguments(told, one, slot, at, known)
                yield from (a for a in got if a.thing >= 0 and alike(word, told.whose[one]))


def _of_word(told: Told, k: int, slot: Slot, at: int) -> list[Arg]:
    """What one word tells: of a slot of literal nouns, of a country or a state, of a mention, or of a plain noun."""
    tree, m, word = told.tree, told.whose.get(k), told.tree.words[k]
    if slot.nouns:
        return [_as(slot, word)] if _literal(tree, k, m, slot) else []
    if "R" in slot.types:
        of = land(tree, k, told.whose)
        return [Arg(slot.role, of.text, of.start, of.end, of.entity)] if of is not None else []
    if "S" in slot.types and m is None and (of := owner_state(tree, k, told.whose)) is not None:
        return [_phrase(told, k, slot, of.entity)]
    if slot.role == "-" and (slot.types == "Z" or (m is not None and letter(m) in slot.types)):
        return [_as(slot, word)]
    if m is not None:
        return _of_mention(told, k, m, slot)
    if "G" in slot.types and (word.low in sorts()["load"] or word.tag == "CD") and (held := _contents(told, k, slot)):
        return held
    if "V" in slot.types and word.low in sorts()["hold"]:
        return [a for one in _whose_part(tree, k) for a in arguments(told, one, slot, k)]
    return _of_plain_noun(told, k, slot)


def _of_mention(told: Told, k: int, m: Mention, slot: Slot) -> list[Arg]:
    if slot.sure and m.entity < 0 and m.nominal and not m.members and _POINTING.match(m.text):
        return []
    amount = letter(m) == "Q" and "G" in slot.types
    if amount and "Q" in slot.types and (held := _contents(told, k, slot)):
        return held
    if letter(m) in slot.types:
        return [
            Arg(slot.role, m.text, m.start, m.end, e) for e in (m.members if m.nominal and m.members else (m.entity,))
        ]
    return _contents(told, k, slot) if amount else []


def _of_plain_noun(told: Told, k: int, slot: Slot) -> list[Arg]:
    tree, word = told.tree, told.tree.words[k]
    if slot.phrase and fits(word, slot.types) and _stands(told, k, slot):
        return [_phrase(told, k, slot)]
    if slot.phrase and "G" in slot.types and pointed_goods(tree, k):
        return [_phrase(told, k, slot)]
    of = measured(tree, k) if slot.phrase else None
    if of is not None and of not in told.whose and fits(tree.words[of], slot.types):
        end = noun_phrase(tree, of)[1]
        return [Arg(slot.role, told.text[word.start : end], word.start, end)]
    if "W" in slot.types and word.low == "anything":
        return [_as(slot, word)]
    if "U" in slot.types and word.tag in ("NNP", "NNPS") and not word.kind:
        return [_as(slot, word)]
    if "I" in slot.types and word.low in ("it", "them"):
        return [_as(slot, word)]
    return [_phrase(told, k, slot)] if "W" in slot.types and (drained(tree, k) or ware(tree, k)) else []


def _stands(told: Told, k: int, slot: Slot) -> bool:
    """Whether a plain noun says enough: in a list how many there are, else that there is somebody."""
    if not slot.mixed:
        return somebody(told.tree, k)
    return counted(told.tree, k) and not any(c in told.whose for c in told.tree.having(k, "appos"))


def _as(slot: Slot, word: Word) -> Arg:
    return Arg(slot.role, word.text, word.start, word.end)


def _phrase(told: Told, k: int, slot: Slot, thing: int = -1) -> Arg:
    start, end = noun_phrase(told.tree, k)
    return Arg(slot.role, told.text[start:end], start, end, thing)


def _literal(tree: Tree, k: int, m: Mention | None, slot: Slot) -> bool:
    """Whether a word is one of a slot's nouns, or a name that stands for one: "Annex IV", "the Ship Registry"."""
    word = tree.words[k]
    if word.low in slot.nouns:
        return True
    if word.tag in ("NNP", "CD") and any(tree.words[c].low in slot.nouns for c in tree.having(k, "compound")):
        return True
    if word.kind == "AGENCY" and "registry" in slot.nouns and "regist" in word.low:
        return True
    return m is not None and letter(m) in ("XZ" if slot.nouns & {"list", "annex"} else slot.types)


def _contents(told: Told, at: int, slot: Slot) -> list[Arg]:
    """The goods of which an amount or a load is: "3,000 tonnes of coal", "a second cargo of crude"."""
    tree = told.tree
    held = behind(tree, at, "of")
    out = [a for one in held if one != at for a in arguments(told, one, slot, at)]
    if not out and at in told.whose:
        stuff = [
            c
            for one in held
            for c in tree.chained(one)
            if tree.words[c].tag.startswith("NN") and not tree.words[c].kind
        ]
        out = [_phrase(told, c, slot) for c in stuff if tree.words[c].low not in no_goods()]
    return out


def _whose_part(tree: Tree, at: int) -> list[int]:
    """The ship whose hold or tanks they are."""
    return [
        *tree.having(at, "poss"),
        *behind(tree, at, "of"),
        *(c for c in tree.having(at, "compound", "nmod") if tree.words[c].kind),
    ]


def _in_the_midst(tree: Tree, at: int) -> list[int]:
    """Whose circle it is: "X's network", "a fleet run by X"."""
    around = [*tree.having(at, "poss", "compound", "nmod"), *behind(tree, at, "of")]
    doing = [c for c in tree.having(at, "acl") if tree.words[c].low in _HELD]
    return [*around, *(x for c in doing for p in tree.having(c, "agent") for x in tree.having(p, "pobj"))]
