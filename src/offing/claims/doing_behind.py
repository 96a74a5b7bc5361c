"""What hangs on a word behind it: the object of a verb, and what its prepositions govern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from offing.claims.asked_nouns import noun_of
from offing.claims.doing_items import BETWEEN, MARKS, Item, classes, ends, fits, is_verb
from offing.claims.valency import Slot

Filled = dict[str, tuple[int, int]]
"""By role the places [first, last] of the items that fill it."""
_BOUND = 45
"""Items behind a verb that may hang on it."""
INDEFINITE = frozenset("a an the another one its their his her the same two three".split())
_PHRASES = frozenset(
    ("on board", "on behalf of", "bound for", "out of", "destined for", "in favour of", "for the benefit of", "in the name of",
     "in exchange for", "prior to", "en route to", "meant for", "intended for", "alongside at", "next to", "close to",
     "from aboard", "at anchor off", "at anchor in", "at anchor at", "at anchor near", "outside of", "in and", "by way of")
)  # fmt: skip
_OPENING = frozenset(phrase.partition(" ")[0] for phrase in _PHRASES)
"""Words that a preposition of several begins with."""
_CARGO = frozenset("cargo cargoes load loads shipment shipments consignment consignments contents".split())
_OF = frozenset(
    "tonnes tons barrels litres worth port ports city town hold "
    "holds deck tanks all both each two three terminal board group kind sort coast capital region island bags crates containers "
    "millions thousands hundreds dozens amounts quantities volumes most some one half government republic state ministry".split()
)


def prepositions(s: Sequence[Item], at: int) -> Iterator[tuple[int, str]]:
    """The prepositions of a clause from a place on, each with the place behind it."""
    prep = classes()["prep"]
    j, stop = at, min(len(s), at + _BOUND)
    while j < stop:
        low = s[j].low
        if low == "(":
            while j < len(s) and s[j].low != ")":
                j += 1
            j += 1
            continue
        if low == "," and (end := _past_aside(s, j)) > 0:
            j = end
            continue
        if low and ends(s, j):
            return
        size = _size_of_phrase(s, j) if low in _OPENING else 0
        if size:
            yield j + size, " ".join(x.low for x in s[j : j + size])
            j += size
        else:
            j += 1
            if low in prep:
                yield j, low


def _size_of_phrase(s: Sequence[Item], at: int) -> int:
    """How many words a preposition of several has that stands at a place; 0 where none does."""
    lows = [x.low for x in s[at : at + 4]]
    return next((size for size in (4, 3, 2) if " ".join(lows[:size]) in _PHRASES), 0)


def _past_aside(s: Sequence[Item], comma: int) -> int:
    """Past what commas set apart behind a name, if a preposition goes on: "to <O1>, a firm in <L2>, for <Q3>"; else 0."""
    if comma + 2 >= len(s) or not (s[comma - 1].letters or s[comma - 1].low == ")"):
        return 0
    if s[comma + 1].low not in ("a", "an", "the", "which", "who", "formerly", "then", "now"):
        return 0
    for j in range(comma + 2, min(len(s) - 1, comma + 25)):
        if s[j].low == ",":
            return j + 1 if s[j + 1].low in classes()["prep"] else 0
        if s[j].low in (";", ":", '"'):
            return 0
    return 0


def behind(s: Sequence[Item], at: int, slots: Mapping[str, Slot], *, passive: bool, noun: bool = False) -> Filled:
    """What hangs on a verb or noun behind it, by role."""
    out: Filled = {}
    obj, dative = slots.get("object"), slots.get("dative")
    if obj and not passive and (found := phrase(s, at, obj.types, dative.types if dative else "")):
        out[obj.role] = found
        if dative:
            for j in range(at, min(found[0], at + 4)):
                if s[j].letters and fits(s[j], dative.types):
                    out[dative.role] = (j, j)
                    break
    closed: set[str] = set()
    begin = out[obj.role][1] + 1 if obj and obj.role in out else at
    for j, prep in prepositions(s, begin):
        if (never := slots.get(f"!{prep}")) and phrase(s, j, never.types):
            return {"!": (at, at)}
        slot = slots.get(prep)
        if noun and j == at + 1 and prep == "of" and obj:
            slot = obj
        if slot and slot.role not in out and slot.role not in closed:
            if held := phrase(s, j, slot.types):
                out[slot.role] = held
            elif j < len(s) and s[j].letters:
                closed.add(slot.role)
    return out


def phrase(s: Sequence[Item], at: int, types: str, over: str = "") -> tuple[int, int] | None:
    """The name of `types` that heads the noun phrase at a place; `over` are types that may stand before it in its clause."""
    c = classes()
    j = at
    while j < min(len(s), at + 14):
        item = s[j]
        if item.letters:
            follows = s[j + 1] if j + 1 < len(s) else None
            if follows and follows.low in ("'s", "'"):
                j += 2
                continue
            if follows and follows.low == "-" and follows.start == item.end:
                j += 3
                continue
            if fits(item, types):
                if follows and set(item.letters) <= set("CL") and noun_follows(s, j + 1):
                    return _in_its_port(s, j)
                return _described(s, j, types)
            if set(item.letters) <= set("CLQDNKA") or fits(item, over):
                j += 1
                continue
            return None
        low = item.low
        if low == "of" and j > at and _leads_on(s[j - 1], types):
            j += 1
            continue
        if j == at and low.endswith("ing") and j + 1 < len(s) and (s[j + 1].letters or s[j + 1].low in c["det"]):
            return None
        if low == "," and j > at + 1 and s[at].low in INDEFINITE and (named := name_at(s, j + 1, types)) >= 0:
            return named, named
        if low.endswith("ed") and j + 1 < len(s) and (s[j + 1].letters or noun_follows(s, j + 1)) and j < at + 3:
            j += 1
            continue
        if low in c["prep"] or low in MARKS or low in c["coord"] or ends(s, j):
            break
        j += 1
    if "U" in types and (found := _unnamed(s, at, j)):
        return found
    return noun_of(s, at, j, types) or (_goods(s, at) if "W" in types else None)


def _leads_on(item: Item, types: str) -> bool:
    """Whether "of" behind a word leads to what the phrase is about: "two of <V1>", "a cargo of <G1>"."""
    return bool(item.letters) or item.low in _OF or item.low[:1].isdigit() or ("G" in types and item.low in _CARGO)


def has_object(s: Sequence[Item], at: int, types: str) -> bool:
    """Whether a noun phrase follows a participle without a preposition: then it is a past tense."""
    if phrase(s, at, types) is not None:
        return True
    return at < len(s) and (
        bool(s[at].letters and s[at].letters != "D") or s[at].low in classes()["det"] or noun_follows(s, at)
    )


def of_a_cargo(s: Sequence[Item], at: int) -> bool:
    """Whether the plain words of an object are a ship's load."""
    for j in range(at, min(len(s), at + 7)):
        if s[j].letters and j + 1 < len(s) and s[j + 1].low == "'s":
            continue
        if s[j].low in _CARGO or s[j].low in (
            "it",
            "oil",
            "fuel",
            "product",
            "them",
            "part",
            "half",
            "barrels",
            "tonnes",
            "tons",
        ):
            return True
        if not s[j].low or s[j].low in classes()["prep"] - {"of"} or ends(s, j):
            return bool(s[j].letters) and set(s[j].letters) <= set("GQ")
    return False


def _described(s: Sequence[Item], j: int, types: str) -> tuple[int, int]:
    """The name that a name only describes: "<A1> front <O2>"; else itself."""
    for k in range(j + 1, min(len(s), j + 4)):
        if s[k].letters:
            return (k, k) if k > j + 1 and fits(s[k], types) else (j, j)
        if not noun_follows(s, k) or s[k].low.endswith("s"):
            break
    return j, j


def _unnamed(s: Sequence[Item], at: int, end: int) -> tuple[int, int] | None:
    """Someone of whom only the sort is told: "a local broker"."""
    sorts = classes()["agents"] | classes()["ships"]
    if at >= len(s) or s[at].low not in ("a", "an", "another", "one", "two", "three") or end - at > 7:
        return None
    last = end - 1
    while last > at and s[last].low not in sorts:
        last -= 1
    if s[last].low in classes()["ships"] and [x.low for x in s[last + 1 : last + 3]] in (
        ["registered", "in"],
        ["flagged", "in"],
        ["flagged", "to"],
    ):
        last += 3 if last + 3 < len(s) and s[last + 3].letters == "C" else 0
    return (at, last) if last > at else None


def _goods(s: Sequence[Item], at: int) -> tuple[int, int] | None:
    """Goods that no list of goods has: the plain words of an object."""
    c = classes()
    j = at
    while j < len(s) and (
        s[j].low in c["det"] or s[j].letters in ("Q", "C") or s[j].low == "of" or s[j].low[:1].isdigit()
    ):
        j += 1
    first = j
    while j < len(s) and s[j].low[:1].isalpha() and j - first < 4 and s[j].low not in c["no_goods"]:
        if not noun_follows(s, j) and not (s[j].low.endswith("ed") and noun_follows(s, j + 1)):
            break
        j += 1
    if j == first or (j < len(s) and (s[j].letters or s[j].low in c["no_goods"])):
        return None
    measured = any(s[k].letters == "Q" for k in range(at, first))
    return (at if measured else first), j - 1


def name_at(s: Sequence[Item], j: int, types: str) -> int:
    """The place of a name of `types` that stands at a place, articles let by; else -1."""
    if j < len(s) and s[j].low in ("the", "a", "an"):
        j += 1
        for _ in range(3):
            if noun_follows(s, j) and not s[j].letters:
                j += 1
    while j + 3 < len(s) and s[j].letters in ("C", "L") and s[j + 1].low == "-" and s[j + 1].start == s[j].end:
        j += 3
    return j if j < len(s) and fits(s[j], types) else -1


def noun_follows(s: Sequence[Item], j: int) -> bool:
    """Whether the word at a place may be a noun that what stands before it describes."""
    low = s[j].low if j < len(s) else ""
    c = classes()
    if (
        not low
        or not low[0].isalpha()
        or low in c["prep"]
        or low in c["coord"]
        or low in c["rel"]
        or low in c["subordinator"]
        or low in ("back", "home", "ashore", "abroad", "away", "again", "there", "here", "alone")
    ):
        return False
    return not (
        is_verb(low)
        or low.endswith(("ly", "ing"))
        or low in c["modal"]
        or low in c["det"]
        or low in c["passed"]
        or low in BETWEEN
    )


def _in_its_port(s: Sequence[Item], j: int) -> tuple[int, int] | None:
    """ "The <C1> port of <L2>" is <L2>; "<C1> ports" are in <C1>."""
    for k in range(j + 1, min(len(s), j + 5)):
        if s[k].letters and set(s[k].letters) <= set("CLF"):
            return k, k
        if s[k].low in classes()["spots"] and not (k + 1 < len(s) and s[k + 1].low == "of"):
            return j, j
        if not s[k].low or s[k].low in (",", ".", ";"):
            return None
    return None
