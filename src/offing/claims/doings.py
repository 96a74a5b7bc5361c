"""Where a sentence tells of a doing that rules/doings.csv knows: who did it, to what, and the rest, in whatever order they stand.

"<O1> carried <G2> to <C3>" · "<G2> was carried to <C3> by <O1>" · "<O1>, which the ministry says has carried <G2>" · "<O1> was
fined for its part in the carriage of <G2>" · "<V1> called at <L2> and <V3> at <L4>".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.doing_behind import Filled, behind, name_at, phrase, prepositions
from offing.claims.doing_items import BETWEEN, Item, classes, fits, governed, is_verb, items_of, subject
from offing.claims.doing_nouns import NOUNS
from offing.claims.holders import held_by
from offing.claims.masked import Masked
from offing.claims.ruled import Match, View
from offing.claims.valency import Doing, Head, heads


def doings_in(view: View, sentence: Masked) -> Iterator[Match]:
    """The doings that a sentence tells of, as matches of their rows."""
    known = heads()
    s = items_of(sentence.text)
    for k, item in enumerate(s):
        for head in known.get(item.low, ()):
            last = _particle(s, k, head.particle)
            if last < 0:
                continue
            told = held_by(s, k, head.doing) if head.form == "holder" else _told(s, k, last, head)
            for filled in told:
                filled.pop("-", None)
                if "!" not in filled and head.doing.needs <= filled.keys() and _apart(filled):
                    match = _match(s, k, head.doing, view, filled)
                    if match.rule.guards.pass_(sentence.text, match.start, match.end) and not _doubtful(s, k, match):
                        yield match


def _doubtful(s: Sequence[Item], k: int, match: Match) -> bool:
    """Whether an act of an authority is only thought possible ("could be removed")."""
    acts = ("designated", "delisted", "seized", "forfeited", "charged", "denied_flag")
    return match.rule.type in acts and any(x.low in ("could", "may", "might", "should", "must") for x in s[max(0, k - 4) : k])


def _apart(filled: Filled) -> bool:
    return len(set(filled.values())) == len(filled) > 1 or (len(filled) == 1)


def _match(s: Sequence[Item], k: int, doing: Doing, view: View, filled: Filled) -> Match:
    first = min(k, *(a for a, _ in filled.values()))
    last = max(k, *(b for _, b in filled.values()))
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
        yield from _by_noun(s, k, last, d)
        return
    group, voice = _voice(s, k, head.form)
    obj = d.slots.get("object")
    participle = head.form in ("part", "pastpart")
    if voice == "no":
        return
    if voice == "passive" or (voice == "bare" and participle and obj and phrase(s, last + 1, obj.types) is None):
        if obj and participle:
            yield from _done_to(s, k, group, last, d)
        return
    yield from _done(s, group, last, d, head.form)


def _done_to(s: Sequence[Item], k: int, group: int, last: int, d: Doing) -> Iterator[Filled]:
    """The passive: what it is done to stands before it, who does it behind "by"."""
    obj, sub = d.slots["object"], d.slots["subject"]
    hung = behind(s, last + 1, d.slots, passive=True)
    agent = _agent(s, last + 1, d)
    if agent:
        hung = {role: held for role, held in hung.items() if held != agent} | {sub.role: agent}
    at = subject(s, group, obj.types)
    if at < 0 and hung:
        at = _fronted(s, k, max(b for _, b in hung.values()), obj.types)
    if at >= 0:
        yield {obj.role: (at, at), **hung}
        if agent and hung:
            yield from _gapped(s, {obj.role: (at, at), **hung}, obj.role, obj.types, d)


def _done(s: Sequence[Item], group: int, last: int, d: Doing, form: str) -> Iterator[Filled]:
    """The active: who does it stands before it, what it is done to behind it or, of a relative clause, before it."""
    obj, sub = d.slots.get("object"), d.slots["subject"]
    hung = behind(s, last + 1, d.slots, passive=False)
    at = subject(s, group, sub.types)
    if at < 0 and form == "ing" and group >= 0 and s[group].low == ",":
        at = _first(s, group, sub.types)
    if at < 0 and form == "ing" and hung:
        at = _fronted(s, group + 1, max(b for _, b in hung.values()), sub.types)
    if at < 0:
        return
    if obj and obj.role not in hung and (before := _antecedent(s, at, obj.types)) >= 0:
        hung[obj.role] = (before, before)
    if obj and obj.role in hung and _plain(s, hung[obj.role]) and not _of_a_voyage(s, hung, obj.role):
        return
    filled = {sub.role: (at, at), **hung}
    if (user := _used(s, at)) is not None:
        vessel = d.slots.get("aboard")
        if user < 0 or vessel is None:
            return
        filled = {**filled, sub.role: (user, user), vessel.role: (at, at)}
    yield filled
    if hung:
        yield from _gapped(s, filled, sub.role, sub.types, d)


def _plain(s: Sequence[Item], held: tuple[int, int]) -> bool:
    return not any(s[k].letters for k in range(held[0], held[1] + 1))


def _of_a_voyage(s: Sequence[Item], hung: Filled, role: str) -> bool:
    """Whether plain words can be goods: how much of them is told, or where they go."""
    return len(hung) > 1 or any(s[k].letters == "Q" for k in range(*hung[role]))


def _used(s: Sequence[Item], at: int) -> int | None:
    """Who uses the ship at a place to do it ("<O1> used <V2> to carry"): -1 where that is not told, None where none is used."""
    k = at - 1
    while k >= 0 and s[k].low in ("the", "a", "an"):
        k -= 1
    if k < 1 or s[k].low not in _USES or not set(s[at].letters) <= set("VN"):
        return None
    return subject(s, k - 1, "OKPAC")


_USES = frozenset("used uses using use employed employing hired chartered hiring chartering deployed dispatched sent".split())


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
        if found is None or (not lead and found[0] > j + 1):
            return
        rest = {r: p for r, p in filled.items() if r not in (role, held) and r in d.needs}
        yield {**rest, role: (at, at), held: found}
        last = found[1]


def _voice(s: Sequence[Item], k: int, form: str) -> tuple[int, str]:
    """The last place before a verb with its auxiliaries, and whether it is passive, active, bare or no verb."""
    c = classes()
    j = k - 1
    while j >= 0 and (s[j].low.endswith("ly") or s[j].low in BETWEEN or s[j].letters == "D"):
        j -= 1
    low = s[j].low if j >= 0 else ""
    if form == "base":
        return j, "active" if low in c["modal"] or (j >= 0 and s[j].letters) or low in c["rel"] else "no"
    if form == "s":
        known = j >= 0 and (s[j].letters or low in c["rel"] or low in (",", ")", '"', "and", "but"))
        return j, "active" if known else "no"
    if form == "ing":
        return j, "no" if low in c["det"] or low.startswith("'") else "active"
    if low in ("a", "an", "the"):
        return j, "no"
    if low in c["be"]:
        return j, "passive"
    if low in c["have"] or form == "past":
        return j, "active"
    return j, "bare"


def _antecedent(s: Sequence[Item], at: int, types: str) -> int:
    """What a relative clause whose subject stands at a place is about: "<V1>, which <O2> owns", "<N1> it owned"."""
    j = at - 1
    while j >= 0 and s[j].low in ("the", "a", "an"):
        j -= 1
    if j >= 0 and s[j].low in classes()["rel"]:
        return subject(s, j, types)
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
    if any(s[j].low not in BETWEEN and not s[j].low.endswith("ly") for j in range(k)):
        return -1
    j = last + 1
    while j < len(s) and s[j].low != "," and j - last < 8:
        j += 1
    return name_at(s, j + 1, types)


def _by_noun(s: Sequence[Item], k: int, last: int, d: Doing) -> Iterator[Filled]:
    """"The sale of <G1> by <O2>", "<O2>'s sale of <G1>", "<O2> was fined for its part in the sale of <G1>"."""
    obj, sub = d.slots.get("object"), d.slots["subject"]
    hung = behind(s, last + 1, d.slots, passive=True, noun=True)
    if agent := _agent(s, last + 1, d):
        yield {sub.role: agent, **hung}
        return
    if obj and obj.role not in hung:
        return
    j = k - 1
    while j >= 0 and describes(s[j]):
        j -= 1
    if j > 0 and s[j].low.startswith("'"):
        if fits(s[j - 1], sub.types):
            yield {sub.role: (j - 1, j - 1), **hung}
        return
    at = subject(s, j, sub.types, nominal=True)
    if at >= 0 and any(s[x].low in classes()["light"] or is_verb(s[x].low) for x in range(at, k)):
        yield {sub.role: (at, at), **hung}


def describes(item: Item) -> bool:
    """Whether a word or token may stand between a noun and its article."""
    c = classes()
    if item.letters:
        return set(item.letters) <= set("CLQD")
    return not (
        item.low in c["prep"] or item.low in c["rel"] or item.low in c["coord"] or item.low in c["light"] or is_verb(item.low)
        or not item.low[:1].isalnum() or item.low.endswith("ing") or item.low in c["subordinator"]
    )  # fmt: skip


def _agent(s: Sequence[Item], at: int, d: Doing) -> tuple[int, int] | None:
    """Who it was done by, behind a participle or a noun."""
    slot = d.slots["subject"]
    for j, prep in prepositions(s, at):
        if prep in d.agents:
            return phrase(s, j, slot.types)
    return None
