"""What the rules leave unsaid: a strong word of a type ("under sanctions", "belongs to") that no claim of the type covers, with
one thing of the right kind on each side that it needs. Rows of rules/unclaimed.csv.

`words` are the trigger's wordings, `|` between them; `<XA>` in one is a mention of those types, `*` up to three words or
mentions that are not names. `after` is the class of words (doing_words.csv) one of which stands right before, if any. `roles`
say where each stands: `target:VOP<` before it, `target:VOP>` behind it, `authority:AC>by` behind it after "by"; with `?` it may
be missing. The rule of such a claim is the row's id.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from offing.claims.doing_behind import phrase
from offing.claims.doing_items import BETWEEN, MARKS, Item, classes, fits, governed, is_verb, items_of
from offing.claims.doing_subject import subject
from offing.claims.masked import Masked
from offing.claims.model import ClaimType
from offing.claims.row_guards import guarded
from offing.claims.ruled import Match, Rule, View, subject_matter, words_of
from offing.claims.template import Template
from offing.errors import MalformedSource

_DOUBT = frozenset(
    "if whether unless should could may might would must not never no none neither nor without until hope hopes hoped "
    "ask asks asked asking urge urges urged urging demand demands demanded want wants wanted wanting propose proposed proposes "
    "proposal consider considered considering plan plans planned threat threaten threatened threatens risk risks fear fears "
    "feared deny denies denied cannot can't won't wasn't isn't aren't weren't hasn't haven't didn't doesn't petition seek seeks "
    "sought apply applied imagine suppose refuse refuses refused reject rejects rejected bar bars barred ban bans banned "
    "warn warns warned halt halts halted cease ceases ceased stop stops stopped free".split()
)
_IDLE = frozenset("a an the to this day by all accounts so it seems for most of spring".split())
"""Words between a be or have and the trigger that bring nobody else in: "is to this day under sanctions", "is an exporter of"."""
_STOPS = frozenset(';:"')
_NAMES = "VNOKP"
_WHERE = frozenset("CLF")
_WORD = re.compile(r"(?<![<\w])[a-z]{2,}")
_REACH = 40
"""Items that may stand between a trigger and what it is said of."""


@dataclass(frozen=True, slots=True)
class Place:
    """A role, the types of mentions that fill it, and where: before the trigger, behind it, or behind it after a preposition."""

    role: str
    types: str
    before: bool
    preposition: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """One wording of a row."""

    rule: Rule
    pieces: tuple[str, ...]
    after: frozenset[str]
    places: tuple[Place, ...]


def unclaimed_in(view: View, sentence: Masked) -> Iterator[tuple[Match, int, int]]:
    """What the triggers of a sentence say, each with where its trigger stands in the view."""
    known = triggers()
    if _telling().isdisjoint(words_of(sentence.text)) or sentence.text.rstrip().endswith("?"):
        return
    if known.keys().isdisjoint(sentence.text.lower().split()):
        return
    s = items_of(sentence.text)
    for k, item in enumerate(s):
        if item.low not in known:
            continue
        for trigger in _beginning(item.low, s[k + 1].low if k + 1 < len(s) else ""):
            last = _last(s, k, trigger.pieces)
            if last < 0 or not _led(s, k, trigger.after) or doubtful(s, k):
                continue
            filled = _filled(s, k, last, trigger.places)
            if filled is None:
                continue
            match = _match(s, k, last, trigger.rule, view, filled)
            if trigger.rule.guards.pass_(sentence.text, match.start, match.end):
                yield match, item.start, s[last].end


@lru_cache(maxsize=10_000)
def _beginning(first: str, second: str) -> tuple[Trigger, ...]:
    """The triggers that may begin with two words."""
    return tuple(t for t in triggers()[first] if len(t.pieces) < 2 or t.pieces[1][0] in "*<" or t.pieces[1] == second)


def _match(s: Sequence[Item], k: int, last: int, rule: Rule, view: View, filled: Mapping[str, int]) -> Match:
    first, end = min(k, *filled.values()), max(last, *filled.values())
    roles = tuple((role, s[at].start, s[at].end) for role, at in filled.items())
    return Match(rule, view, s[first].start, s[end].end, roles)


def _last(s: Sequence[Item], k: int, pieces: Sequence[str]) -> int:
    """The place of the last item of a wording that begins at a place; -1 where it does not stand there."""
    j = k
    for n, piece in enumerate(pieces[1:], start=1):
        j += 1
        if piece == "*":
            wanted = pieces[n + 1] if n + 1 < len(pieces) else ""
            reach = next((x for x in range(j, min(len(s), j + 4)) if _is(s[x], wanted)), -1)
            if reach < 0 or any(set(x.letters) & set(_NAMES) or x.low in MARKS for x in s[j:reach]):
                return -1
            j = reach - 1
        elif j >= len(s) or not _is(s[j], piece):
            return -1
    return j


def _is(item: Item, piece: str) -> bool:
    return fits(item, piece[1:-1]) if piece[0] == "<" else item.low == piece


def _led(s: Sequence[Item], k: int, after: frozenset[str]) -> bool:
    """Whether one of some words stands before a place, adverbs and dates let by."""
    j = k - 1
    while j >= 0 and (s[j].low.endswith("ly") or s[j].low in BETWEEN or s[j].letters == "D"):
        j -= 1
    return not after or (j >= 0 and s[j].low in after)


def doubtful(s: Sequence[Item], k: int) -> bool:
    """Whether the clause of a trigger denies it, asks for it or makes it hang on something."""
    for j in range(k, max(-1, k - _REACH), -1):
        if s[j].low in _STOPS:
            return False
        if s[j].low in _DOUBT:
            return True
    return False


def _filled(s: Sequence[Item], k: int, last: int, places: Sequence[Place]) -> dict[str, int] | None:
    """By role the place of what fills it; None where one that is needed is missing or there are two to choose from."""
    out: dict[str, int] = {}
    for p in places:
        at = _before(s, k, p.types) if p.before else _behind(s, last, p)
        if at >= 0 and at not in out.values():
            out[p.role] = at
        elif p.needed:
            return None
    return out


def _before(s: Sequence[Item], k: int, types: str) -> int:
    c = classes()
    j = k - 1
    for x in range(j, max(-1, k - 10), -1):
        if s[x].low in c["be"] or s[x].low in c["have"]:
            j = x
        elif not (s[x].low in _IDLE or s[x].low in BETWEEN or s[x].low.endswith("ly") or s[x].letters == "D"):
            break
    if j == k - 1 >= 0 and s[j].low in c["prep"] and not s[k].low.endswith("ing"):
        return -1  # "a bank for exporters of": they are others
    while j >= 0 and (
        s[j].low in c["be"]
        or s[j].low in c["have"]
        or s[j].low in BETWEEN
        or s[j].low.endswith("ly")
        or s[j].letters == "D"
    ):
        j -= 1
    at = subject(s, j, types)
    return at if at >= 0 else _only(s, j, types)


def _only(s: Sequence[Item], k: int, types: str) -> int:
    """The one name of some types in the clause that ends at a place, where nothing comes between but what hangs on it."""
    c = classes()
    found = -1
    if k < 0 or not (s[k].letters or s[k].low in (",", ")")):
        return -1
    for j in range(k, max(-1, k - _REACH), -1):
        low = s[j].low
        if low in _STOPS or low in c["subordinator"] or low in c["rel"]:
            break
        if not s[j].letters or not set(s[j].letters) & (set(types) | set(_NAMES)):
            continue
        if found >= 0 or not fits(s[j], types):
            return -1
        if governed(s, j) >= 0 or (j + 1 < len(s) and (s[j + 1].low in ("'s", "'", "-") or _noun(s, j + 1))):
            return -1
        found = j
    return found


def _noun(s: Sequence[Item], j: int) -> bool:
    low = s[j].low
    c = classes()
    known = (
        c["prep"] | c["be"] | c["have"] | c["modal"] | c["coord"] | c["rel"] | c["subordinator"] | c["passed"] | BETWEEN
    )
    return low[:1].isalpha() and low not in known and not is_verb(low) and not low.endswith(("ly", "ing"))


def _behind(s: Sequence[Item], last: int, p: Place) -> int:
    at = last + 1
    if p.preposition:
        at = _preposition(s, at, p.preposition)
        if at < 0:
            return -1
    held = phrase(s, at, p.types)
    if held is None and set(p.types) <= _WHERE:
        return _further(s, at, p.types)
    return held[1] if held and held[0] == held[1] and s[held[1]].letters else -1


def _further(s: Sequence[Item], at: int, types: str) -> int:
    """The place a few words behind: "in a tower in <L1>"."""
    for j in range(at, min(len(s), at + 8)):
        if s[j].letters:
            return j if fits(s[j], types) and s[j - 1].low in ("in", "at", "of", "near") else -1
        if s[j].low in MARKS or is_verb(s[j].low) or s[j].low in classes()["coord"] | classes()["rel"]:
            return -1
    return -1


def _preposition(s: Sequence[Item], at: int, preposition: str) -> int:
    """The place behind a preposition of the clause, before any other name."""
    for j in range(at, min(len(s), at + 12)):
        if s[j].low == preposition:
            return j + 1
        if s[j].low in MARKS or set(s[j].letters) & set(_NAMES) or is_verb(s[j].low):
            return -1
    return -1


@cache
def _telling() -> frozenset[str]:
    """Of each trigger the longest word, without which it does not stand in a sentence."""
    every = (t for found in triggers().values() for t in found)
    return frozenset(max(_WORD.findall(" ".join(t.pieces)), key=len) for t in every)


@cache
def triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """By the first word of each wording, the triggers. MalformedSource for a row that says what it cannot mean."""
    out: dict[str, list[Trigger]] = {}
    for k, row in enumerate(rows()):
        rule = _rule(row, k)
        places = tuple(_place(part, row["id"]) for part in row["roles"].split())
        after = classes()[row["after"]] if row["after"] else frozenset[str]()
        for said in row["words"].split("|"):
            pieces = tuple(said.split())
            if not pieces or not pieces[0][0].isalnum():
                raise MalformedSource(
                    "a trigger that begins with no word", where=f"unclaimed.csv: {row['id']}", value=said
                )
            out.setdefault(pieces[0], []).append(Trigger(rule, pieces, after, places))
    return {word: tuple(found) for word, found in out.items()}


@cache
def rows() -> tuple[Mapping[str, str], ...]:
    """The rows of rules/unclaimed.csv."""
    text = (resources.files("offing.claims") / "rules" / "unclaimed.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines(), strict=True))


def _rule(row: Mapping[str, str], order: int) -> Rule:
    options = row["options"]
    type = cast(ClaimType, row["type"])
    about = subject_matter("sanctions") if "about=sanctions" in options else None
    return Rule(
        row["id"], type, Template("", (), (), ()), (), guarded(f"unclaimed.csv: {row['id']}", type, options), None, None,
        row["example"], row["expects"], False, about, 20_000 + order,
    )  # fmt: skip


def _place(part: str, where: str) -> Place:
    role, _, rest = part.rstrip("?").partition(":")
    side = "<" if "<" in rest else ">"
    types, sign, preposition = rest.partition(side)
    if not sign or not role or not types.isupper():
        raise MalformedSource("no role of a trigger", where=f"unclaimed.csv: {where}", value=part)
    return Place(role, types, side == "<", preposition, not part.endswith("?"))
