"""Where a sentence tells of a doing that rules/doings.csv knows: who did it, to what, and the rest, in whatever order they stand.

"<O1> carried <G2> to <C3>" · "<G2> was carried to <C3> by <O1>" · "<O1>, which the ministry says has carried <G2>" · "<O1> was
fined for its part in the carriage of <G2>".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.doing_items import Item, apposed, classes, fits, governed, is_verb, items_of, subject
from offing.claims.masked import Masked
from offing.claims.ruled import Match, View
from offing.claims.valency import Doing, Head, heads

_BOUND = 45
"""Items behind a verb that may hang on it."""
_AFTER_COMMA = frozenset({"and", "or"})
Filled = dict[str, tuple[int, int]]
"""By role the places [first, last] of the items that fill it."""


def doings_in(view: View, sentence: Masked) -> Iterator[Match]:
    """The doings that a folded sentence tells of, as matches of their rows."""
    known = heads()
    s = items_of(sentence.text)
    for k, item in enumerate(s):
        for head in known.get(item.low, ()):
            behind = _particle(s, k, head.particle)
            if behind < 0:
                continue
            for filled in _told(s, k, behind, head):
                if head.doing.needs <= filled.keys() and _apart(filled):
                    yield _match(s, k, head.doing, view, filled)


def _apart(filled: Filled) -> bool:
    return len(set(filled.values())) == len(filled) > 1


def _match(s: Sequence[Item], k: int, doing: Doing, view: View, filled: Filled) -> Match:
    first = min(k, *(a for a, _ in filled.values()))
    last = max(k, *(b for _, b in filled.values()))
    roles = tuple((role, s[a].start, s[b].end) for role, (a, b) in filled.items())
    return Match(doing.rule, view, s[first].start, s[last].end, roles)


def _particle(s: Sequence[Item], k: int, particle: str) -> int:
    """The place of the last word of a verb with its particle; -1 where the particle is missing."""
    parts = particle.split()
    at = k
    for part in parts:
        if at + 1 >= len(s) or s[at + 1].low != part:
            return -1
        at += 1
    return at


def _told(s: Sequence[Item], k: int, behind: int, head: Head) -> Iterator[Filled]:
    d = head.doing
    if head.form == "noun":
        yield from _by_noun(s, k, behind, d)
        return
    group, voice = _voice(s, k, head.form)
    if voice == "no":
        return
    hung = _behind(s, behind + 1, d, passive=False)
    obj, sub = d.slots.get("object"), d.slots["subject"]
    agent = _agent(s, behind + 1, d) if head.form in ("part", "pastpart") else None
    if voice == "bare" and head.form in ("part", "pastpart") and obj and obj.role not in hung:
        voice = "passive"
    if voice in ("passive",):
        if obj is None or head.form not in ("part", "pastpart"):
            return
        hung = _behind(s, behind + 1, d, passive=True)
        if agent:
            hung[sub.role] = agent
        at = subject(s, group, obj.types)
        if at < 0 and agent:
            at = _fronted(s, k, max(b for _, b in hung.values()), obj.types)
        if at >= 0:
            yield {obj.role: (at, at), **hung}
        return
    at = subject(s, group, sub.types)
    if at < 0 and head.form == "ing" and group >= 0 and s[group].low == ",":
        at = _first(s, group, sub.types)
    if at < 0:
        return
    if obj and obj.role not in hung:
        before = _antecedent(s, at, obj.types)
        if before >= 0:
            hung[obj.role] = (before, before)
    if obj is None or obj.role in hung or obj.role not in d.needs:
        yield {sub.role: (at, at), **hung}


def _voice(s: Sequence[Item], k: int, form: str) -> tuple[int, str]:
    """The last place before a verb with its auxiliaries, and whether it is passive, active, bare or no verb."""
    c = classes()
    j = k - 1
    while j >= 0 and (s[j].low.endswith("ly") or s[j].low in _BETWEEN or (s[j].letters and set(s[j].letters) <= {"D"})):
        j -= 1
    low = s[j].low if j >= 0 else ""
    if form == "base":
        if low in c["modal"] or (j >= 0 and s[j].letters):
            return j, "active"
        return j, "no"
    if form == "s":
        return (j, "active") if j >= 0 and (s[j].letters or low in c["rel"] or low in (",", ")", '"', "and", "but")) else (j, "no")
    if form == "ing":
        if low in c["det"] or low in ("its", "their") or low.startswith("'"):
            return j, "no"
        return j, "active"
    if low in c["be"]:
        return j, "passive"
    if low in c["have"]:
        return j, "active"
    if form == "past":
        return j, "active"
    return j, "bare"


_BETWEEN = frozenset("not never also then later since now already still once again first twice ever just both all each yet".split())


def _antecedent(s: Sequence[Item], at: int, types: str) -> int:
    """What a relative clause whose subject stands at a place is about: "<V1>, which <O2> owns", "<N1> it owned"."""
    c = classes()
    j = at - 1
    while j >= 0 and s[j].low in ("the", "a", "an"):
        j -= 1
    if j >= 0 and s[j].low in c["rel"]:
        return subject(s, j, types)
    if j >= 0 and fits(s[j], types):
        return j
    return -1


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
    if any(s[j].low not in _BETWEEN and not s[j].low.endswith("ly") for j in range(k)):
        return -1
    j = last + 1
    while j < len(s) and s[j].low != "," and j - last < 8:
        j += 1
    j += 1
    while j < len(s) and s[j].low in ("the", "a", "an"):
        j += 1
    return j if j < len(s) and fits(s[j], types) else -1


def _by_noun(s: Sequence[Item], k: int, behind: int, d: Doing) -> Iterator[Filled]:
    """"The sale of <G1> by <O2>", "<O2>'s sale of <G1>", "<O2> was fined for its part in the sale of <G1>"."""
    obj, sub = d.slots.get("object"), d.slots["subject"]
    hung = _behind(s, behind + 1, d, passive=True, noun=True)
    if agent := _agent(s, behind + 1, d):
        yield {sub.role: agent, **hung}
        return
    if obj is None or obj.role not in hung:
        return
    j = k - 1
    while j >= 0 and _describes(s[j]):
        j -= 1
    if j > 0 and s[j].low.startswith("'"):
        if fits(s[j - 1], sub.types):
            yield {sub.role: (j - 1, j - 1), **hung}
        return
    at = subject(s, j, sub.types, nominal=True)
    if at >= 0 and any(s[x].low in classes()["light"] or is_verb(s[x].low) for x in range(at, k)):
        yield {sub.role: (at, at), **hung}


def _describes(item: Item) -> bool:
    c = classes()
    if item.letters:
        return set(item.letters) <= set("CLQD")
    return not (
        item.low in c["prep"] or item.low in c["rel"] or item.low in c["coord"] or item.low in c["light"] or is_verb(item.low)
        or not item.low[:1].isalnum() or item.low.endswith("ing")
    )  # fmt: skip


def _agent(s: Sequence[Item], at: int, d: Doing) -> tuple[int, int] | None:
    """Who it was done by, behind a participle or a noun."""
    slot = d.slots["subject"]
    for j, prep in _prepositions(s, at):
        if prep in d.agents:
            return _phrase(s, j, slot.types)
    return None


def _prepositions(s: Sequence[Item], at: int) -> Iterator[tuple[int, str]]:
    """The prepositions of a clause from a place on, each with the place behind it."""
    c = classes()
    j = at
    while j < min(len(s), at + _BOUND):
        low = s[j].low
        if low and _ends(s, j):
            return
        if low == "(":
            while j < len(s) and s[j].low != ")":
                j += 1
        two = f"{low} {s[j + 1].low}" if j + 1 < len(s) else low
        three = f"{two} {s[j + 2].low}" if j + 2 < len(s) else two
        if three in _PHRASES:
            yield j + 3, three
            j += 3
        elif two in _PHRASES:
            yield j + 2, two
            j += 2
        else:
            j += 1
            if low in c["prep"]:
                yield j, low


_PHRASES = frozenset(
    ("on board", "on behalf of", "bound for", "out of", "destined for", "in favour of", "for the benefit of", "in the name of",
     "in exchange for", "prior to", "en route to", "meant for", "intended for")
)  # fmt: skip


def _ends(s: Sequence[Item], j: int) -> bool:
    """Whether a clause ends at a word behind its verb: a stop, a new clause, another verb."""
    c = classes()
    low = s[j].low
    if low in (";", ":", "-") or low in c["rel"] or low in c["modal"] - {"to", "do"} or low in c["be"] or low in c["have"]:
        return True
    if low in c["subordinator"]:
        return not (j + 1 < len(s) and (s[j + 1].letters[:1] in ("D", "Q") or s[j + 1].low[:1].isdigit()))
    if low == ",":
        follows = s[j + 1].low if j + 1 < len(s) else ""
        return follows not in c["prep"] and follows not in _AFTER_COMMA and not follows.endswith("ly") and not (
            j + 1 < len(s) and s[j + 1].letters[:1] in ("D", "I")
        )
    if low in c["coord"]:
        rest = s[j + 1 : j + 3]
        return low in ("but", "then", "yet") or any(x.low and (is_verb(x.low) or x.low.endswith("ing")) for x in rest)
    return is_verb(low)


def _behind(s: Sequence[Item], at: int, d: Doing, *, passive: bool, noun: bool = False) -> Filled:
    """What hangs on a verb or noun behind it: its object and what its prepositions govern."""
    out: Filled = {}
    obj = d.slots.get("object")
    if obj and not passive and (found := _phrase(s, at, obj.types, d.slots.get("dative"))):
        out[obj.role] = found
    if (dative := d.slots.get("dative")) and not passive:
        for j in range(at, min(len(s), at + 4)):
            if s[j].letters and fits(s[j], dative.types) and obj and obj.role in out and j < out[obj.role][0]:
                out[dative.role] = (j, j)
                break
            if not s[j].letters and s[j].low not in ("the", "a", "an"):
                break
    for j, prep in _prepositions(s, at):
        slot = d.slots.get(prep)
        if noun and j == at + 1 and prep == "of" and obj:
            slot = obj
        if slot and slot.role not in out and (found := _phrase(s, j, slot.types)):
            out[slot.role] = found
    return out


def _phrase(s: Sequence[Item], at: int, types: str, dative: object = None) -> tuple[int, int] | None:
    """The name of `types` that heads the noun phrase at a place."""
    c = classes()
    j = at
    while j < min(len(s), at + 14):
        item = s[j]
        if item.letters:
            follows = s[j + 1] if j + 1 < len(s) else None
            if follows and follows.low in ("'s", "'"):
                j += 2
                continue
            if fits(item, types):
                if follows and set(item.letters) <= set("CL") and _noun_follows(s, j + 1):
                    return _in_its_port(s, j)
                return j, j
            if set(item.letters) <= set("CLQDNK") or dative is not None:
                j += 1
                continue
            return None
        low = item.low
        if low == "of" and j > at:
            j += 1
            continue
        if low in c["prep"] and j == at and low in ("over", "about", "up", "near"):
            j += 1
            continue
        if (low in c["prep"] and low not in ("of",)) or low in (",", ";", ":", "(", ")", "-") or _ends(s, j) or low in c["coord"]:
            return None
        j += 1
    return None


def _noun_follows(s: Sequence[Item], j: int) -> bool:
    low = s[j].low
    c = classes()
    if not low or not low[0].isalpha() or low in c["prep"] or low in c["coord"] or low in c["rel"] or low in c["subordinator"]:
        return False
    return not (
        is_verb(low) or low.endswith(("ly", "ing")) or low in c["modal"] or low in c["det"] or low in c["passed"] or low in _BETWEEN
    )


def _in_its_port(s: Sequence[Item], j: int) -> tuple[int, int] | None:
    """"The <C1> port of <L2>" is <L2>; "<C1> ports" are in <C1>."""
    for k in range(j + 1, min(len(s), j + 5)):
        if s[k].letters and set(s[k].letters) <= set("CLF"):
            return k, k
        if s[k].low in _SPOTS and not (k + 1 < len(s) and s[k + 1].low == "of"):
            return j, j
        if not s[k].low or s[k].low in (",", ".", ";"):
            return None
    return None


_SPOTS = frozenset(
    "port ports harbour harbours harbor harbors terminal terminals waters territory coast buyers customers refineries refiners "
    "markets market soil anchorages".split()
)
__all__ = ["apposed", "doings_in"]
