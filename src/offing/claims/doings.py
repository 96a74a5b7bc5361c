"""Where a sentence tells of a doing that rules/doings.csv knows: who did it, to what, and the rest, in whatever order they stand.

"<O1> carried <G2> to <C3>" · "<G2> was carried to <C3> by <O1>" · "<O1>, which the ministry says has carried <G2>" · "<O1> was
fined for its part in the carriage of <G2>" · "<V1> called at <L2> and <V3> at <L4>".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.asked_nouns import NOUNS
from offing.claims.doing_asides import apposed
from offing.claims.doing_behind import Filled, behind, has_object, name_at, of_a_cargo, phrase, prepositions
from offing.claims.doing_items import BETWEEN, Item, classes, fits, governed, items_of
from offing.claims.doing_nouns import agent_of, by_noun, user_of
from offing.claims.doing_subject import subject
from offing.claims.doing_voice import voice_of
from offing.claims.group_members import with_members
from offing.claims.holders import held_by
from offing.claims.masked import Masked
from offing.claims.ruled import Match, View
from offing.claims.valency import Doing, Head, heads


def doings_in(view: View, sentence: Masked) -> Iterator[Match]:
    """The doings that a sentence tells of, as matches of their rows."""
    known = heads()
    s = items_of(sentence.text)
    named = {letter for item in s for letter in item.letters}
    for k, item in enumerate(s):
        for head in known.get(item.low, ()):
            last = _particle(s, k, head.particle) if head.particle else k
            if last < 0 or any(map(named.isdisjoint, head.doing.asked)):
                continue
            if item.low.startswith("stop") and last + 1 < len(s) and s[last + 1].low.endswith("ing"):
                continue
            told = held_by(s, k, head.doing) if head.form == "holder" else _told(s, k, last, head)
            for filled in told:
                filled.pop("-", None)
                if "!" not in filled and head.doing.needs <= filled.keys() and _apart(filled):
                    for told_of in (*with_members(s, filled, head.doing.slots), filled):
                        match = _match(s, k, head.doing, view, told_of)
                        if match.rule.guards.pass_(sentence.text, match.start, match.end) and not _doubtful(
                            s, k, match
                        ):
                            yield match


def _doubtful(s: Sequence[Item], k: int, match: Match) -> bool:
    """Whether an act of an authority is only thought possible ("could be removed")."""
    acts = ("designated", "delisted", "seized", "forfeited", "charged", "denied_flag")
    return match.rule.type in acts and any(
        x.low in ("could", "may", "might", "should", "must") for x in s[max(0, k - 4) : k]
    )


def _apart(filled: Filled) -> bool:
    return len(set(filled.values())) == len(filled) or "between" in filled


def _match(s: Sequence[Item], k: int, doing: Doing, view: View, filled: Filled) -> Match:
    first = min(k, *(a for a, _ in filled.values()))
    last = max(k, *(b for _, b in filled.values()))
    if "between" in filled:
        token = s[filled.pop("between")[0]]
        half = token.start + 1 + next(n for n, x in enumerate(token.raw) if n and x.isalpha())
        sides = ((token.start + 1, half), (half, token.end - 1))
        roles = tuple((role, *side) for role, side in zip(filled, sides, strict=True))
    else:
        roles = tuple((role, s[a].start, s[b].end) for role, (a, b) in filled.items() if role not in NOUNS)
    return Match(doing.rule, view, s[first].start, s[last].end, roles)


def _particle(s: Sequence[Item], k: int, particle: str) -> int:
    """The place of the last word of a verb with its particle; -1 where the particle is missing."""
    at = k
    for part in particle.split():
        if at + 1 >= len(s) or s[at + 1].low != part:
            return -1
        at += 1
    return at


def _told(s: Sequence[Item], k: int, last: int, head: Head) -> Iterator[Filled]:
    d = head.doing
    if head.form == "noun":
        yield from by_noun(s, k, last, d)
        return
    group, voice = voice_of(s, k, head.form)
    obj = d.slots.get("object")
    participle = head.form in ("part", "pastpart")
    if voice == "no":
        return
    if voice == "bare" and participle and obj and _by_whom(s, group, d.slots["subject"].types):
        yield from _done(s, group, last, d, head.form)
        return
    if voice == "passive" or (voice == "bare" and participle and obj and not has_object(s, last + 1, obj.types)):
        if obj and participle:
            yield from _done_to(s, k, group, last, d)
        return
    yield from _done(s, group, last, d, head.form)


def _by_whom(s: Sequence[Item], k: int, types: str) -> bool:
    """Whether a relative clause's own subject stands at a place: "<V1>, which <A2> seized"."""
    if k < 1 or not fits(s[k], types):
        return False
    j = k - 1
    while j > 0 and s[j].low in ("the", "a", "an"):
        j -= 1
    return s[j].low in classes()["rel"]


def _done_to(s: Sequence[Item], k: int, group: int, last: int, d: Doing) -> Iterator[Filled]:
    """The passive: what it is done to stands before it, who does it behind "by"."""
    obj, sub = d.slots["object"], d.slots["subject"]
    hung = behind(s, last + 1, d.slots, passive=True)
    agent = agent_of(s, last + 1, d)
    if agent:
        hung = {role: held for role, held in hung.items() if held != agent} | {sub.role: agent}
    at = subject(s, group, obj.types)
    if at < 0 and hung:
        at = _fronted(s, k, max(b for _, b in hung.values()), obj.types)
    if at >= 0:
        filled = {**_before_it(s, at, d), obj.role: (at, at), **hung}
        yield filled
        if agent and hung:
            yield from _gapped(s, filled, obj.role, obj.types, d)


def _done(s: Sequence[Item], group: int, last: int, d: Doing, form: str) -> Iterator[Filled]:
    """The active: who does it stands before it, what it is done to behind it or, of a relative clause, before it."""
    obj, sub = d.slots.get("object"), d.slots["subject"]
    hung = behind(s, last + 1, d.slots, passive=False)
    if obj and obj.role not in hung and has_object(s, last + 1, obj.types) and not of_a_cargo(s, last + 1):
        return
    at = subject(s, group, sub.types, nominal=form == "ing" and group >= 0 and s[group].low in classes()["prep"])
    if at < 0 and form == "ing" and group >= 0 and s[group].low == ",":
        at = _first(s, group, sub.types)
    if at < 0 and form == "ing" and hung:
        at = _fronted(s, group + 1, max(b for _, b in hung.values()), sub.types)
    if at < 0:
        if sub.role == "-" and obj and obj.role in hung and form != "ing":
            yield hung
        return
    if obj and obj.role not in hung and (before := _antecedent(s, at, obj.types)) >= 0:
        hung[obj.role] = (before, before)
    if obj and obj.role in hung and _plain(s, hung[obj.role]) and not _of_a_voyage(s, hung, obj.role):
        return
    filled = {**_before_it(s, at, d), sub.role: (at, at), **hung}
    if (user := user_of(s, at)) is not None:
        vessel = d.slots.get("aboard")
        if user < 0 or vessel is None:
            return
        filled = {**filled, sub.role: (user, user), vessel.role: (at, at)}
    yield filled
    if hung:
        yield from _gapped(s, filled, sub.role, sub.types, d)


def _before_it(s: Sequence[Item], at: int, d: Doing) -> Filled:
    """What a clause begins with, or the place that a clause with "where" hangs on: "At <L1> the <V2> loaded", "<L1>, where the
    <V2> loaded"."""
    out: Filled = {}
    j = at - 1
    while j >= 0 and s[j].low in ("the", "a", "an"):
        j -= 1
    if j > 0 and s[j].low == "where" and (slot := d.slots.get("at")):
        j -= 1 + (s[j - 1].low == ",")
        if j >= 0 and fits(s[j], slot.types):
            out[slot.role] = (j, j)
        return out
    for begin, prep in prepositions(s[: at - 1], 0):
        if begin > 3 or s[0].low not in classes()["prep"]:
            break
        slot = d.slots.get(prep)
        if slot and (found := phrase(s, begin, slot.types)) and found[1] < at:
            out[slot.role] = found
    return out


def _plain(s: Sequence[Item], held: tuple[int, int]) -> bool:
    return not any(s[k].letters for k in range(held[0], held[1] + 1))


def _of_a_voyage(s: Sequence[Item], hung: Filled, role: str) -> bool:
    """Whether plain words can be goods: how much of them is told, or where they go."""
    return len(hung) > 1 or any(s[k].letters == "Q" for k in range(*hung[role]))


def _gapped(s: Sequence[Item], filled: Filled, role: str, types: str, d: Doing) -> Iterator[Filled]:
    """What is told again without its verb: "<V1> called at <L2>, <V3> at <L4> and <V5> at <L6>"."""
    held, (first, last) = max(filled.items(), key=lambda x: x[1][1])
    if held == role:
        return
    lead = [w.low for w in s[max(0, first - 3) : first] if w.low in classes()["prep"] and w.low != "of"][-1:]
    for _ in range(8):
        j = last + 1
        while j < len(s) and s[j].low in (",", ";", "and", "while", "the"):
            j += 1
        if j == last + 1 or (at := name_at(s, j, types)) < 0:
            return
        j = at + 1
        if j < len(s) and s[j].low == ",":
            j = next((x for x in range(j + 1, min(len(s), j + 20)) if s[x].low == ","), len(s)) + 1
        if lead:
            if j >= len(s) or s[j].low != lead[0]:
                return
            j += 1
        slot = next(x for x in d.slots.values() if x.role == held)
        found = phrase(s, j, slot.types)
        if found is None or (not lead and any(w.low not in ("the", "a", "an") for w in s[j : found[0]])):
            return
        rest = {r: p for r, p in filled.items() if r not in (role, held) and r in d.needs}
        yield {**rest, role: (at, at), held: found}
        last = found[1]


def _antecedent(s: Sequence[Item], at: int, types: str) -> int:
    """What a relative clause whose subject stands at a place is about: "<V1>, which <O2> owns", "<N1> it owned"."""
    j = at - 1
    while j >= 0 and s[j].low in ("the", "a", "an"):
        j -= 1
    if j >= 0 and s[j].low in classes()["rel"]:
        near = j - 1 - (s[j - 1].low == ",") if j else -1
        if near >= 0 and fits(s[near], types):
            return near
        told = apposed(s, near) if near >= 0 else -1
        return told if told >= 0 and fits(s[told], types) else subject(s, j, types)
    return j if j >= 0 and fits(s[j], types) else -1


def _first(s: Sequence[Item], k: int, types: str) -> int:
    """The first name of a clause that ends before `k`, if it is of some types and hangs on nothing."""
    begin = k
    while begin > 0 and s[begin - 1].low not in (";", ":", '"'):
        begin -= 1
    for j in range(begin, k):
        if s[j].letters and not set(s[j].letters) <= set("DQ") and governed(s, j) < 0:
            return j if fits(s[j], types) else -1
    return -1


def _fronted(s: Sequence[Item], k: int, last: int, types: str) -> int:
    """The subject behind a participle that its sentence begins with: "Owned by <O1>, the <V2> sailed"."""
    passed = classes()["passed"] | BETWEEN
    if any(s[j].low not in passed and not s[j].low.endswith("ly") for j in range(k)):
        return -1
    j = last + 1
    while j < len(s) and s[j].low != "," and j - last < 8:
        j += 1
    return name_at(s, j + 1, types)
