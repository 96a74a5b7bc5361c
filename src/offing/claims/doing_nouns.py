"""The nouns of a doing: "the sale of <G1> by <O2>", "<O2>'s sale of <G1>", "<O2> was fined for its part in the sale of <G1>"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.doing_behind import Filled, behind, name_at, phrase, prepositions
from offing.claims.doing_items import Item, classes, fits, is_verb
from offing.claims.doing_subject import subject
from offing.claims.valency import Doing


def by_noun(s: Sequence[Item], k: int, last: int, d: Doing) -> Iterator[Filled]:
    """ "The sale of <G1> by <O2>", "<O2>'s sale of <G1>"."""
    obj, sub = d.slots.get("object"), d.slots["subject"]
    hung = behind(s, last + 1, d.slots, passive=True, noun=True)
    if agent := agent_of(s, last + 1, d):
        yield {sub.role: agent, **hung}
        return
    if obj and obj.role not in hung:
        if "G" not in obj.types or not k or not fits(s[k - 1], obj.types):
            return
        hung[obj.role] = (k - 1, k - 1)
    yield from _between(s, last + 1, d, hung)
    if "between" in d.slots and any(prep == "between" for _, prep in prepositions(s, last + 1)):
        return
    if hung:
        more, agent = _goes_on(s, max(b for _, b in hung.values()) + 1, d)
        hung = more | hung
        if agent or (more and sub.role == "-"):
            yield {sub.role: agent, **hung} if agent else hung
            return
    j = k - 1 - (obj is not None and hung.get(obj.role) == (k - 1, k - 1))
    while j > 1 and s[j].low in ("and", "or", ",") and _listed(s, j):
        j = _listed(s, j)
    while j >= 0 and describes(s[j]):
        j -= 1
    if j > 0 and s[j].low.startswith("'"):
        if fits(s[j - 1], sub.types):
            yield {sub.role: (j - 1, j - 1), **hung}
        return
    at = subject(s, j, sub.types, nominal=True, hops=2)
    if at < 0 and hung:
        at = _fronted(s, k, max(b for _, b in hung.values()), sub.types)
        if at >= 0:
            yield {sub.role: (at, at), **hung}
        return
    if at < 0:
        return
    if (user := user_of(s, at)) is not None:
        if user >= 0 and (vessel := d.slots.get("aboard")):
            yield {**hung, sub.role: (user, user), vessel.role: (at, at)}
    elif any(s[x].low in classes()["light"] or is_verb(s[x].low) or s[x].low == "with" for x in range(at, k)):
        yield {sub.role: (at, at), **hung}


def _listed(s: Sequence[Item], j: int) -> int:
    """The place before a noun of a list that ends at `j`: "the purchase, sale or transport of"; 0 where there is none."""
    while j > 0 and s[j].low in ("and", "or", ","):
        j -= 1
    return j - 1 if describes(s[j]) and not s[j].letters and s[j].low not in classes()["det"] else 0


def _goes_on(s: Sequence[Item], at: int, d: Doing) -> tuple[Filled, tuple[int, int] | None]:
    """What hangs on the verb whose subject a noun is: "the sale of <G1> was arranged by <O2>"."""
    j = at
    c = classes()
    while j < len(s) and j < at + 4 and (s[j].low in c["be"] or s[j].low in c["have"] or s[j].low.endswith("ly")):
        j += 1
    if j >= len(s) or not (s[j].low in c["light"] or s[j].low in _PASSES):
        return {}, None
    return behind(s, j + 1, d.slots, passive=True), (agent_of(s, j + 1, d) if j > at else None)


def _fronted(s: Sequence[Item], k: int, last: int, types: str) -> int:
    """The subject behind what its sentence begins with: "After a transfer with <V1> off <L2>, the <V3> sailed"."""
    c = classes()
    for j in range(k):
        low = s[j].low
        known = (
            low in c["passed"] or low in c["light"] or low in c["plain"] or low in c["det"] or low in c["subordinator"]
        )
        if not (known or low in c["prep"] or low.endswith("ing") or describes(s[j])):
            return -1
    if not (s[0].low in c["prep"] or s[0].low in c["subordinator"] or s[0].low.endswith("ing")):
        return -1
    j = last + 1
    while j < len(s) and s[j].low != "," and j - last < 8:
        j += 1
    return name_at(s, j + 1, types)


_PASSES = frozenset(
    "lies lie lay rests rest rested passed went transferred moved changed shifted reverted handed returned came".split()
)


def _between(s: Sequence[Item], at: int, d: Doing, hung: Filled) -> Iterator[Filled]:
    """Two that stand on both sides: "ties between <O1> and <O2>"."""
    slot = d.slots.get("between")
    if slot is None:
        return
    for j, prep in prepositions(s, at):
        if prep == "between" and (found := phrase(s, j, slot.types)) and len(s[found[0]].letters) == 2:
            yield {d.slots["subject"].role: found, slot.role: found, "between": found}


def describes(item: Item) -> bool:
    """Whether a word or token may stand between a noun and its article."""
    c = classes()
    if item.letters:
        return set(item.letters) <= set("CLQD")
    return not (
        item.low in c["prep"] or item.low in c["rel"] or item.low in c["coord"] or item.low in c["light"] or is_verb(item.low)
        or not item.low[:1].isalnum() or item.low.endswith("ing") or item.low in c["subordinator"]
    )  # fmt: skip


def user_of(s: Sequence[Item], at: int) -> int | None:
    """Who uses the ship at a place to do it ("<O1> used <V2> to carry"): -1 where that is not told, None where none is used."""
    k = at - 1
    while k >= 0 and s[k].low in ("the", "a", "an"):
        k -= 1
    if k < 1 or s[k].low not in _USES or not set(s[at].letters) <= set("VN"):
        return None
    return subject(s, k - 1, "OKPAC")


_USES = frozenset(
    "used uses using use employed employing hired chartered hiring chartering deployed dispatched sent".split()
)


def agent_of(s: Sequence[Item], at: int, d: Doing) -> tuple[int, int] | None:
    """Who it was done by, behind a participle or a noun."""
    slot = d.slots["subject"]
    hung = list(prepositions(s, at))
    for agent in d.agents:
        for j, prep in hung:
            if prep == agent and (found := phrase(s, j, slot.types)):
                return found
    return None
