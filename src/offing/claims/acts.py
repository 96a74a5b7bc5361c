"""What the rows of rules/doings.csv and valences/*.csv say over the tree of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from offing.claims.act_findings import findings_of
from offing.claims.arguments import Tree
from offing.claims.asked_nouns import NOUNS
from offing.claims.former_names import Found
from offing.claims.model import Arg, Mention
from offing.claims.resolved_words import resolved, with_selves
from offing.claims.row_refusals import (
    fitting,
    has_particle,
    head_refused,
    neither,
    no_authority,
    none_of_it,
    nothing_but,
    row_refused,
    wanting,
)
from offing.claims.slot_arguments import Told, arguments, refused
from offing.claims.slot_rows import just_before
from offing.claims.valence_frames import Frame, Slot, heads, heads_of

_Slots = Mapping[str, Sequence[int]]
_SEVERAL = frozenset({"port", "object"})
"""Roles that more than one slot of a row may fill."""


def acts_in(tree: Tree, here: Sequence[tuple[int, Mention]], text: str) -> Iterator[Found]:
    """What each row says of a sentence with the numbered mentions `here`, word by word; `text` is the whole text."""
    told = Told(tree, with_selves(tree, resolved(tree, here)), text)
    known = heads()
    as_said, near = (
        [f for f in rows if f.asked.isdisjoint(told.lacking) and fitting(f, text)] for rows in _beside_nouns()
    )
    for at, word in enumerate(tree.words):
        if not word.kind and word.low in known:
            yield from _by(told, at)
        if (as_said or near) and (word.kind or (word.tag.startswith("NN") and tree.children[at])):
            yield from _beside(told, at, as_said, near)


def _by(told: Told, at: int) -> Iterator[Found]:
    """What rows say of a word; its slots are looked at once for each way of being their head."""
    tree = told.tree
    laid: dict[str, tuple[_Slots, frozenset[str], bool]] = {}
    for head in heads_of(tree.words[at].low, tree.verbal(at)):
        frame = head.frame
        if not frame.asked.isdisjoint(told.lacking) or (head.particle and not has_particle(tree, at, head.particle)):
            continue
        way = head.form if head.nounlike else ""
        if way not in laid:
            slots = _slots_of_noun(tree, at, way) if way else tree.slots(at)
            laid[way] = slots, _held(slots), not way and tree.passive(at)
        slots, held, passive = laid[way]
        if not wanting(frame, held) and not head_refused(tree, at, head, told.text):
            yield from _said(told, at, frame, slots, passive)


def _beside(told: Told, at: int, as_said: Sequence[Frame], near: Sequence[Frame]) -> Iterator[Found]:
    """A noun with a prepositional phrase, by rows of "be" as if that stood between ("vessels under sanctions"), and by rows of
    what is near it."""
    tree = told.tree
    slots: dict[str, list[int]] = {"subject": [at]}
    for name, phrase in tree.phrases(at):
        slots.setdefault(name, []).extend(phrase)
    if len(slots) > 1:
        held = _held(slots)
        for frame in as_said:
            if not wanting(frame, held):
                yield from _said(told, at, frame, slots, False)
    if not near:
        return
    named = bool(tree.words[at].kind)
    close = {k: row for k, row in slots.items() if k == "subject" or _near(k, min(row, default=at) - at, named)}
    close |= tree.beside(at)
    if len(close) > 1:
        held = _held(close)
        for frame in near:
            if not wanting(frame, held):
                yield from _said(told, at, frame, close, False)


@cache
def _beside_nouns() -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The rows of "be" that hold beside a noun, and those of what is near one."""
    said = (head.frame for head in heads().get("be", ()) if head.form == "be" and not head.particle)
    return tuple(said), tuple(head.frame for head in heads().get("@", ()))


def _held(slots: _Slots) -> frozenset[str]:
    """The slots that something stands in."""
    return frozenset([place for place, words in slots.items() if words])


def _near(preposition: str, distance: int, named: bool) -> bool:
    """Whether a phrase stands near enough to a noun to be said of it, with no verb between."""
    reach = 9 if " " in preposition else 6 if named else 4
    return distance < reach and (named or preposition != "of")


def _slots_of_noun(tree: Tree, at: int, form: str) -> _Slots:
    """The slots of a noun as those of its verb: whose it is and what it is of."""
    slots = dict(tree.noun_slots(at))
    by, of, poss = slots.get("by", []), slots.get("of", []), slots.get("poss", [])
    if form == "holder":
        return {**slots, "subject": slots.get("is", []), "object": [*of, *poss]}
    has = slots.get("has", [])
    if of:
        return {**slots, "object": of, "subject": [*by, *poss, *has]}
    if by:
        return {**slots, "object": poss, "subject": [*by, *has]}
    return {**slots, "object": [], "subject": poss or has}


def _said(told: Told, at: int, frame: Frame, slots: _Slots, passive: bool) -> Iterator[Found]:
    """What one row says of a head with its slots."""
    if row_refused(told.tree, at, frame, slots, passive):
        return
    filling = _filled(told, at, frame, slots, passive)
    if filling is None:
        return
    filled, denied = filling
    _pair(frame, slots, filled)
    filled.pop("-", None)
    if not frame.needs <= filled.keys():
        return
    filled = {r: a for r, a in filled.items() if r not in NOUNS and not r.startswith("~")}
    rule = frame.rule
    if rule.polarity is None and (denied or neither(told.tree, at, filled)):
        rule = replace(rule, polarity="negative")
    yield from findings_of(rule, filled, told, at)
    for one in refused(told, slots, frame):
        yield from findings_of(replace(rule, polarity="negative"), {**filled, one.role: [one]}, told, at)


def _filled(
    told: Told, at: int, frame: Frame, slots: _Slots, passive: bool
) -> tuple[dict[str, list[Arg]], bool] | None:
    """By role what fills it, and whether it is denied; None where a slot keeps the row from holding or a role that it needs is
    not filled."""
    tree = told.tree
    filled: dict[str, list[Arg]] = {}
    holding = _holding(frame, slots, passive)
    first: dict[int, list[Arg]] = {}
    for role in frame.needs:
        some = role == "counterparty"
        for k, (slot, held) in enumerate(holding):
            if slot.role == role and not slot.forbids:
                first[k] = _got(told, at, frame, slot, held)
                some = some or bool(first[k])
        if not some:
            return None
    denied = tree.negated(at)
    for k, (slot, held) in enumerate(holding):
        got = first[k] if k in first else _got(told, at, frame, slot, held)
        subject = slot.place == "subject"
        denied = denied or bool(slot.nouns and got and any(tree.denied_word(one) for one in held))
        if got and slot.forbids:
            return None
        acting = slot.role == "authority" and subject and not passive
        if acting and not got and any(no_authority(tree, one) for one in held):
            return None
        if got and (slot.role not in filled or slot.role in _SEVERAL):
            filled[slot.role] = [*filled.get(slot.role, ()), *got]
            if any(nothing_but(tree, one) for one in held):
                return None
            denied = denied or any(none_of_it(tree, one) for one in held)
    return filled, denied


def _holding(frame: Frame, slots: _Slots, passive: bool) -> list[tuple[Slot, list[int]]]:
    """The slots of a row that hold something, with the words that they hold."""
    out = []
    for slot in frame.slots:
        places = frame.agents if passive and slot.place == "subject" else (slot.place,)
        held = [x for place in places for x in slots.get(place, ())]
        if held:
            out.append((slot, held))
    return out


def _got(told: Told, at: int, frame: Frame, slot: Slot, held: Sequence[int]) -> list[Arg]:
    """What fills a slot that holds something, but for what the head stands in.

    For an antecedent that cannot, the name right before its clause.
    """
    head = told.tree.words[at]
    got = [
        a
        for one in held
        for a in arguments(told, one, slot, at, frame.known)
        if one == at or not a.start <= head.start < a.end
    ]
    if got or slot.place not in ("subject", "object", "has"):
        return got
    other = just_before(told.tree, head.head if slot.place == "has" else at, held[0])
    return arguments(told, other, slot, at, frame.known) if other is not None else []


def _pair(frame: Frame, slots: _Slots, filled: dict[str, list[Arg]]) -> None:
    """Makes the second of two who did it with each other the counterparty of the first."""
    if "between" in slots and any(s.role == "counterparty" for s in frame.slots):
        places = (s for s in frame.slots if s.place == "between" and not s.forbids)
        first = next((s.role for s in places if s.role != "counterparty"), "")
        paired = first if len(filled.get(first, ())) > 1 else ""
    else:
        bare = frame.rule.type == "sts_transfer" and not {"counterparty", "goods"} & (frame.needs | filled.keys())
        first = frame.pair or ("vessel" if bare else "")
        paired = first if len(filled.get(first, ())) == 2 else ""
    if paired and "counterparty" not in filled:
        one, *others = filled[paired]
        filled[paired], filled["counterparty"] = [one], [replace(a, role="counterparty") for a in others]
