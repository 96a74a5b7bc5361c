"""Who a counted group is, where other sentences name its members: "Seoul barred four ships. ... The Sky Angel and the Rich Glory
... The Shining Rich and the Jin Long ..."; "All four made their deliveries in August"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from offing.claims.model import Document, Label, Mention
from offing.claims.sentences import Sentence, sentences
from offing.claims.story import counted
from offing.claims.wording import WORDED

Place = tuple[int, int]
_KINDS: tuple[Label, ...] = ("vessel", "company", "person")
_MOST = 60
"""Members that a group may have."""
_AHEAD = 12
_BEHIND = 5
"""Sentences within which the members are looked for."""
_SOON = 2
"""Sentences within which the first of more names than the group counts must stand."""
_LINK = re.compile(
    r"[\"'\u201d\u2019]?(?:,? ?\([^()]{0,60}\))*(?:[,;]| -)?(?: and| or|;)?(?: also| finally| lastly| the| its)*"
    r"(?: (?:[a-z-]+|M/?[VT])){0,3}[,:]? ?[\"'\u201c\u2018]?"
)
_BESIDE: frozenset[Label] = frozenset({"country", "place", "imo", "date", "quantity", "money"})
"""What may stand with each name of a row."""
_FARTHEST = 160
"""Characters between two names of a row."""
_NUMBER = "|".join(WORDED)
_BARE = re.compile(
    rf"\b(?:(?:none|neither|each|any|all) of (?:the|these|those) (?:{_NUMBER})|"
    rf"all (?:{_NUMBER})|the (?:{_NUMBER}|(?:first|last) (?:two|three|four|five)|pair|trio|quartet)|both)\b"
    r"(?= (?:of them |still |now |then |also |once |had |has |have |is |are |was |were |be |in |on |at |by |from |to |for |"
    r"sail|fly|flew|belong|call|carr|load|remain|deni|own|share|say|said|will|would|could|did|do|went|came|took|gave|"
    r"left|made|[a-z]+ed )|[.,;])",
    re.IGNORECASE,
)
"""Words that point at several without a noun."""
_SOME_BY_ORDER = re.compile(r"the (first|last) (two|three|four|five)\b", re.IGNORECASE)
_SETS = {"both": 2, "pair": 2, "neither": 2, "trio": 3, "quartet": 4}
_SOME = re.compile(
    r"\b(?:one|two|three|some|most|many|part|half|several|another|few|member|rest) of (?:the |those |these |its |their )?$",
    re.IGNORECASE,
)
_OF = re.compile(r" of (?:the|its|their|them|those|these)\b")
_KNOWN = re.compile(r"(?:the|all|both|these|those|none|neither|each|any)\b", re.IGNORECASE)
_THE = re.compile(r"(?:the|these|those) [a-z]+s$", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|than|least|about|some|other|dozen|hundred|over|another|further)\b", re.IGNORECASE)
_SAYS = re.compile(r"[\"'\u2019s]{0,3},? (?:said|says|data|wrote|reported|reports|told)\b")
_SAID = re.compile(r"\b(?:according to|said|told|says|data from|reported by)(?: the)? [\"']?$", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:said|says|told)(?:[ ,]+(?:the|an?|of|for|and|to|[A-Z][\w.\u2019'-]*|acting|deputy|spokes\w+|"
    r"[a-z]+(?= (?:minister|secretary))))+ $"
    r"|\b(?:Secretary|Minister|Spokes\w+|spokes\w+)(?: (?:of|for)(?: the)?(?: [A-Z][\w-]*| and| of| the)+)? $"
)
"""Before who speaks for a government: "said Under Secretary of the Treasury for Terrorism"."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing by words of the text that name it; `sentence` by its number."""

    entity: int
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class _Told:
    """What a text names of one kind: every mention, the first of each thing in its body, and the rows "A, B (of X) and C"."""

    every: list[_Named] = field(default_factory=list)
    first: list[_Named] = field(default_factory=list)
    rows: list[list[_Named]] = field(default_factory=list)
    begun: dict[int, int] = field(default_factory=dict)
    """Where each is named first."""


def groups_named(
    document: Document, mentions: Sequence[Mention]
) -> tuple[tuple[Mention, ...], Mapping[Place, tuple[int, ...]]]:
    """The mentions with pointers at several that had none ("all four"), and by its place the things that a group is made of."""
    every = sentences(document.text, document.segments)
    told = {kind: _told(document, mentions, kind, every) for kind in _KINDS}
    sets: dict[Place, tuple[int, ...]] = {}
    last: dict[tuple[Label, int], tuple[int, ...]] = {}
    new: list[Mention] = []
    known = sorted((m for m in mentions if m.members), key=lambda m: m.start)
    for m in sorted((*_groups(mentions), *_bare(document, mentions)), key=lambda m: m.start):
        around = known[k - 1] if (k := bisect_right(known, m.start, key=lambda x: x.start)) else None
        if around is not None and m.end <= around.end:
            sets[m.start, m.end] = around.members
            continue
        kinds = (m.label,) if m.rule != _RULE else _KINDS
        found = [(k, e) for k in kinds if (e := _members(document.text, m, k, told[k], last, every))]
        if len(found) != 1 or (m.rule == _RULE and found[0][0] != _nearest(m.start, told)):
            continue
        kind, members = found[0]
        sets[m.start, m.end] = members
        last[kind, len(members)] = members
        if m.rule == _RULE:
            new.append(replace(m, label=kind))
    return tuple(sorted((*mentions, *new), key=lambda m: (m.start, -m.end))), sets


_RULE = "several.named"


def _nearest(at: int, told: Mapping[Label, _Told]) -> Label:
    """The kind of what is named last before a place."""

    def end(kind: Label) -> int:
        every = told[kind].every
        return every[k - 1].end if (k := _before(every, at)) else -1

    return max(told, key=end)


def _groups(mentions: Sequence[Mention]) -> Iterator[Mention]:
    return (m for m in mentions if m.nominal and m.plural and m.label in _KINDS and not m.members)


def _bare(document: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Pointers at several that stand for themselves, where no mention is yet."""
    taken = sorted((m.start, m.end) for m in mentions)
    for m in _BARE.finditer(document.text):
        at = bisect_right(taken, (m.end(), 0))
        if not any(b > m.start() for _, b in taken[max(0, at - 3) : at]):
            yield Mention(m.start(), m.end(), m[0], "vessel", -1, _RULE, True, True)


def _count(text: str) -> int:
    return counted(text) or next((n for w, n in _SETS.items() if w in text.lower().split()), 0) or _last_count(text)


def _last_count(text: str) -> int:
    return WORDED.get(text.lower().split()[-1], 0)


def _members(
    text: str,
    m: Mention,
    kind: Label,
    told: _Told,
    last: Mapping[tuple[Label, int], tuple[int, ...]],
    every: Sequence[Sentence],
) -> tuple[int, ...]:
    count = _count(m.text)
    if not count and _THE.match(m.text):
        return _uncounted(m.start, _sentence(every, m.start), kind, told, last)
    if not 1 < count <= _MOST or _MORE.search(m.text) or _OF.match(text, m.end):
        return ()
    if _SOME.search(text[max(0, m.start - 24) : m.start]):
        return ()
    number = _sentence(every, m.start)
    if by_order := _SOME_BY_ORDER.search(text, max(0, m.start - len("the first ")), m.end):
        row = [n.entity for n in _row_behind(told, m.start, number)]
        return tuple((row[:count] if by_order[1].lower() == "first" else row[-count:]) if len(row) > count else ())
    if _KNOWN.match(m.text):
        return _known(m.start, number, count, kind, told, last)
    return _new(m.end, number, count, told)


def _known(
    at: int, number: int, count: int, kind: Label, told: _Told, last: Mapping[tuple[Label, int], tuple[int, ...]]
) -> tuple[int, ...]:
    """Of a group that is told of as known: a row of as many names before it, the group last told of that was as many, those
    that the sentences before it name if they are as many, or all that the text names."""
    if row := _row_behind(told, at, number, count):
        return tuple(n.entity for n in row)
    if (kind, count) in last:
        return last[kind, count]
    seen: dict[int, None] = {}
    before = list(_back(told, at, number - _BEHIND))
    for k, n in enumerate(before, start=1):
        ahead = before[k] if k < len(before) else None
        seen[n.entity] = None
        if len(seen) == count and (ahead is None or (ahead.sentence < n.sentence and ahead.entity not in seen)):
            return tuple(reversed(seen))
        if len(seen) > count:
            break
    old = _before(told.first, at)
    all_told = kind != "person" and (old == count or (len(told.first) == count and not old))
    return tuple(n.entity for n in told.first[:count]) if all_told else ()


def _uncounted(
    at: int, number: int, kind: Label, told: _Told, last: Mapping[tuple[Label, int], tuple[int, ...]]
) -> tuple[int, ...]:
    """Of "the ships": the one group that is told of, or the last row of names, where no other is named since."""
    sets = {members for (k, _), members in last.items() if k == kind}
    if sets:
        return sets.pop() if len(sets) == 1 else ()
    row = _row_behind(told, at, number)
    since = {n.entity for n in _back(told, at, row[0].sentence)} if row else set()
    return tuple(n.entity for n in row) if row and since == {n.entity for n in row} else ()


def _new(at: int, number: int, count: int, told: _Told) -> tuple[int, ...]:
    """Of a group that is told of for the first time: a row of as many new names behind it, or all new names behind it if they
    are as many."""
    for k in range(bisect_left(told.rows, at, key=lambda r: r[0].start), len(told.rows)):
        row = told.rows[k]
        if row[0].sentence - number > _AHEAD:
            break
        if len(row) == count and all(told.begun[n.entity] >= at for n in row):
            return tuple(n.entity for n in row)
    begin = bisect_left(told.first, at, key=lambda n: n.start)
    new = told.first[begin : begin + count + 1]
    if len(new) == count:
        return tuple(n.entity for n in new)
    if len(new) < count:
        return ()
    end = new[count - 1].sentence
    soon = new[0].sentence - number <= _SOON and end - new[0].sentence <= count
    return tuple(n.entity for n in new[:count]) if soon and new[count].sentence > end + 1 else ()


def _before(those: Sequence[_Named], at: int) -> int:
    """How many of those, in the order of the text, end before a place."""
    return bisect_right(those, at, key=lambda n: n.end)


def _back(told: _Told, at: int, sentence: int) -> Iterator[_Named]:
    """What is named before a place, the last first, as far back as a sentence."""
    for k in range(_before(told.every, at) - 1, -1, -1):
        if told.every[k].sentence < sentence:
            return
        yield told.every[k]


def _row_behind(told: _Told, at: int, number: int, count: int = 0) -> Sequence[_Named]:
    """The last row of so many names before a place, or of any two or more; none where it is too far back."""
    for k in range(bisect_right(told.rows, at, key=lambda r: r[-1].end) - 1, -1, -1):
        row = told.rows[k]
        if number - row[-1].sentence > _BEHIND:
            break
        if len(row) == count or (not count and len(row) > 1):
            return row
    return ()


def _told(document: Document, mentions: Sequence[Mention], kind: Label, every: Sequence[Sentence]) -> _Told:
    text = document.text
    heads = [(s.start, s.end) for s in document.segments if s.kind not in ("body", "caption", "quote")]
    speak = {m.entity for m in mentions if kind != "vessel" and m.label == kind and _speaks(text, m)}
    blank = [(m.start, m.end) for m in mentions if m.label in _BESIDE]
    out, row = _Told(), list[_Named]()
    for m in mentions:
        if m.nominal or m.entity < 0 or m.label != kind or m.entity in speak:
            continue
        if (k := bisect_right(heads, m.start, key=lambda h: h[0])) and m.start < heads[k - 1][1]:
            continue
        one = _Named(m.entity, m.start, m.end, _sentence(every, m.start))
        out.every.append(one)
        if one.entity not in out.begun:
            out.begun[one.entity] = one.start
            out.first.append(one)
        if row and (row[-1].sentence != one.sentence or not _linked(text, row[-1].end, one.start, blank)):
            out.rows.append(row)
            row = []
        if all(n.entity != one.entity for n in row):
            row.append(one)
    out.rows += [row] if row else []
    return out


def _speaks(text: str, m: Mention) -> bool:
    if m.label == "person" and _OFFICE.search(text[max(0, m.start - 110) : m.start]):
        return True
    return bool(_SAYS.match(text, m.end) or _SAID.search(text[max(0, m.start - 24) : m.start]))


def _sentence(every: Sequence[Sentence], at: int) -> int:
    return bisect_right(every, at, key=lambda s: s.start) - 1


def _linked(text: str, start: int, end: int, blank: Sequence[Place]) -> bool:
    """Whether two names stand in one row; countries, places and numbers beside them are passed over."""
    if end - start > _FARTHEST:
        return False
    between, at = "", start
    for k in range(bisect_left(blank, (start, 0)), len(blank)):
        a, b = blank[k]
        if a >= end:
            break
        if at <= a and b <= end:
            between += text[at:a].rstrip(" ")
            at = b
    return bool(_LINK.fullmatch(between + text[at:end]))
