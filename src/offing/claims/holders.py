"""Nouns for one who stands to another as owner, manager or charterer, in whatever order the two are told.

"<O1>, owner of <V2>" · "<V2>'s owner, <O1>" · "the owner of <V2> is <O1>" · "<V2>, whose owner is <O1>" · "<O1> acted as manager
of <V2>" · "the owner/operator of <V2>".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.doing_asides import past_aside
from offing.claims.doing_behind import INDEFINITE, Filled, name_at, noun_follows, phrase
from offing.claims.doing_items import MARKS, Item, classes, fits, is_verb
from offing.claims.doing_subject import subject
from offing.claims.valency import Doing

_KIN = frozenset(
    "owner owners operator operators manager managers charterer charterers shipowner shipowners subsidiary affiliate insurer "
    "lender agent parent customer customers client clients partner chairman chairwoman president director founder founders "
    "co-founder head boss chief".split()
)
_SEVERAL = frozenset("two three four five six several some both other".split())
_IS = frozenset(
    "include includes included comprise comprises comprised is was are were be as named listed given recorded identified "
    "called turned out to remains became".split()
)
_AS = frozenset(
    "being "
    "as is was be been are were named listed given recorded identified designated described acted acts acting act serves served "
    "serving appointed became become remains remained registered shown appears appeared know known still also now then merely "
    "to have has had blocked frozen forfeited held".split()
)


def held_by(s: Sequence[Item], k: int, d: Doing) -> Iterator[Filled]:
    """The two that a noun at a place joins."""
    obj, sub = d.slots["object"], d.slots["subject"]
    begin, end = _group(s, k)
    j = begin - 1
    while j >= 0 and _describes(s, j):
        j -= 1
        if s[j + 1].low in ("a", "an", "the"):
            break
    owned, last = _owned(s, j, end, obj.types)
    if owned < 0:
        return
    before = _before(s, j, sub.types) if last > end else -1
    holder = (before, before) if before >= 0 else _behind(s, last, sub.types)
    if holder is None and last == end:
        before = _apposed_possessive(s, j, sub.types)
        holder = (before, before) if before >= 0 else None
    if holder is not None and holder[0] != owned:
        yield {obj.role: (owned, owned), sub.role: holder}
        if s[k].low.endswith("s") and holder[0] > owned and len(s[holder[0]].letters) == 1:
            for at in _and_more(s, holder[0]):
                yield {obj.role: (owned, owned), sub.role: (at, at)}


def _and_more(s: Sequence[Item], at: int) -> Iterator[int]:
    """The names that stand in a row behind the one at a place: "two officials of <O1>, <P2> and <P3>"."""
    j = at + 1
    while j + 1 < len(s) and s[j].low in (",", "and"):
        while j + 1 < len(s) and s[j].low in (",", "and", "the"):
            j += 1
        if s[j].letters != s[at].letters:
            return
        yield j
        j += 1


def _group(s: Sequence[Item], k: int) -> tuple[int, int]:
    """From first to last of nouns told together: "owner and technical manager", "owner/operator"."""
    begin = end = k
    for step in (1, -1):
        at = k
        while True:
            j = at + step
            if not (0 <= j < len(s)) or s[j].low not in ("and", "or", "/", "&", ","):
                break
            j += step
            while (
                0 <= j < len(s)
                and s[j].low[:1].isalpha()
                and s[j].low not in _KIN
                and abs(j - at) < 5
                and _word(s[j].low)
            ):
                j += step
            if not (0 <= j < len(s)) or s[j].low not in _KIN:
                break
            at = j
        begin, end = min(begin, at), max(end, at)
    return begin, end


def _word(low: str) -> bool:
    c = classes()
    return not (low in c["prep"] or low in c["be"] or low in c["rel"] or low in c["coord"])


def _describes(s: Sequence[Item], j: int) -> bool:
    c = classes()
    item = s[j]
    if item.letters:
        return set(item.letters) <= set("CL") and not (j + 1 < len(s) and s[j + 1].low.startswith("'"))
    return item.low[:1].isalnum() and not (
        item.low in c["prep"] or item.low in c["rel"] or item.low in c["coord"] or item.low in c["be"]
        or item.low in c["have"] or item.low == "as" or (is_verb(item.low) and item.low not in ("registered", "listed", "named"))
    )  # fmt: skip


def _owned(s: Sequence[Item], j: int, end: int, types: str) -> tuple[int, int]:
    """What is held, and the last place of the words that name both noun and held: (-1, end) where it is not told."""
    if end + 1 < len(s) and s[end + 1].low in ("of", "behind", "for"):
        found = phrase(s, end + 2, types)
        if found or j < 1 or not s[j].low.startswith("'"):
            return (found[0], found[1]) if found else (-1, end)
        sort = phrase(s, end + 2, "NVGQ")
        end = sort[1] if sort else end
    if j > 0 and s[j].low.startswith("'") and fits(s[j - 1], types):
        return j - 1, end
    if j > 0 and s[j].low == "whose":
        return subject(s, j - 1 if s[j - 1].low != "," else j - 2, types), end
    return -1, end


def _before(s: Sequence[Item], j: int, types: str) -> int:
    """Who holds it, told before: "<O1>, owner of", "<O1> is the owner of", "<O1> was named as her owner"."""
    if j < 1:
        return -1
    if s[j].low == ",":
        k = j - 1
        if s[k].low == ")":
            while k >= 0 and s[k].low != "(":
                k -= 1
            k -= 1
        if k >= 0 and fits(s[k], types):
            return k
        past = past_aside(s, j)
        return past if past >= 0 and fits(s[past], types) else -1
    if s[j].low in ("years", "months", "decades", "long") and s[j - 1].low in ("for", "many", "two", "some"):
        while j > 0 and s[j].low not in _AS and s[j].low not in MARKS and not s[j].letters:
            j -= 1
    if s[j].low == "and":
        return -1 if s[j + 1].low in _SEVERAL else subject(s, j, types)
    if s[j].low not in _AS:
        return -1
    while j >= 0 and (s[j].low in _AS or s[j].low.endswith("ly")):
        j -= 1
    if j < 0:
        return -1
    return j if fits(s[j], types) else subject(s, j, types)


def _apposed_possessive(s: Sequence[Item], j: int, types: str) -> int:
    """ "<O1>, the <V2>'s owner": `j` is where the possessive stands."""
    k = j - 2
    while k >= 0 and s[k].low in ("the", "a", "an"):
        k -= 1
    if k < 1:
        return -1
    if s[k].low == "," and fits(s[k - 1], types):
        return k - 1
    return _before(s, k, types) if s[k].low in _AS else -1


def _behind(s: Sequence[Item], last: int, types: str) -> tuple[int, int] | None:
    """Who holds it, told behind: ", <O1>", "is <O1>", "<O1>", "is a firm, <O1>"."""
    j = last + 1
    if j < len(s) and s[j].low == "(":
        while j < len(s) and s[j].low != ")":
            j += 1
        j += 1
    if j + 1 < len(s) and s[j].low in ("since", "until", "from", "in") and s[j + 1].letters in ("D", "C", "L"):
        j += 2
    if j < len(s) and s[j].low in classes()["have"]:
        j += 1
    if j >= len(s):
        return None
    if s[j].low in (",", ":"):
        at = name_at(s, j + 1, types)
        if at >= 0 and at + 1 < len(s) and s[at + 1].low in classes()["saying"]:
            end = next((x for x in range(at + 2, min(len(s), at + 6)) if s[x].low == ","), 0)
            return _behind(s, end, types) if end else None
        if at >= 0 and not (s[at].letters in ("C", "L", "A") and noun_follows(s, at + 1)):
            return at, at
        return _sort_of(s, j + 1 + (s[j + 1].low in ("the", "a", "an") if j + 1 < len(s) else 0), types)
    if s[j].low in _IS or s[j].low in classes()["be"]:
        while j < len(s) and (s[j].low in _IS or s[j].low in classes()["be"] or s[j].low.endswith("ly")):
            j += 1
        if j < len(s) and s[j].low in ("in", "by", "on"):
            j = next((x + 1 for x in range(j, min(len(s), j + 9)) if s[x].low == "as"), len(s))
        return phrase(s, j, types)
    at = name_at(s, j, types)
    return (at, at) if at >= 0 else None


def _sort_of(s: Sequence[Item], j: int, types: str) -> tuple[int, int] | None:
    """ "a firm in <L1> called <O2>", "the Greek firm <O2>"."""
    if j >= len(s) or not (s[j].low in INDEFINITE or set(s[j].letters) & set("CL")):
        return None
    for k in range(j, min(len(s), j + 9)):
        if s[k].letters and fits(s[k], types) and not (s[k].letters in ("C", "L", "A") and noun_follows(s, k + 1)):
            return k, k
        if s[k].low in MARKS or (is_verb(s[k].low) and s[k].low not in ("called", "named", "based", "registered")):
            return None
    return None
