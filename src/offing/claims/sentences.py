"""A text's sentences and paragraphs, by rules; offsets are the text's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.model import Segment

_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r?\n[ \t\xa0]*){2,}|[\x0b\x0c\u2029]")
_END = re.compile(r"[.!?…]{1,3}[\"”’'»)\]]{0,3}(?=[\s\xa0])|[。！？][」』”]?")
_OPENS = re.compile(r"[\s\xa0]+[\"“‘'«(\[\-–—]{0,3}(?=[A-Z0-9À-ÖØ-Þ\u0400-\u042f])")
_SHORT = re.compile(
    r"(?:\b(?:Pte|Pvt|Sdn|Dept|No|Nos|St|Ste|Mt|Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Col|Lt|Capt|Sgt|Adm|Sen|Rep|Gov|Hon|vs|v|etc|approx|ca|"
    r"cf|Fig|Art|Sec|para|Vol|Messrs|Maj|Cmdr|Cdr|Brig|Insp|Supt|pp?|E\.O|[afn]\.k\.a|e\.g|i\.e|M/[VT]|U\.S|U\.N|U\.K|E\.U|D\.C|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|"
    r"(?<![A-Za-z.])[A-Z])\.$"
)
"""After these a sentence goes on, whatever comes."""
_MAY_END = re.compile(
    r"\b(?:Co|Ltd|Corp|Inc|Pte|Pty|Pvt|Sdn|Bhd|LLC|L\.L\.C|S\.A|Bros|Jr|Sr|a\.m|p\.m|U\.S|U\.N|U\.K|E\.U|D\.C)\.$"
)
"""After these it ends only where the next words begin one."""
_INITIALS = re.compile(r"\b(?:U\.S|U\.N|U\.K|E\.U|D\.C)\.$")
_OF_A_STATE = re.compile(r"(?:Treasury|Officials)\b")
"""These begin a sentence, but not after the initials of a state ("the U.S. Treasury said")."""
_BEGINS = re.compile(
    r"(?:The|This|That|These|Those|In|On|At|By|He|She|It|They|We|A|An|As|According|But|And|Both|Its|Their|His|Her|For|From|After|"
    r"Before|Since|When|While|Last|Under|With|Treasury|Officials|Meanwhile|However|Also|To|There|No|One|Two|Three)\b"
)
_NAME_AND_VERB = re.compile(
    r"(?!(?:Ltd|Limited|Inc|Corp|Co|LLC|LLP|Pte|Pty|Sdn|Bhd|GmbH|Ltda|KG|SA|NV|BV|AS|Of|Chairman|Director|President|Chief|"
    r"Executive|Spokes[a-z]+|Owner|Manager)\b)"
    r"[A-Z][a-z]+(?: [A-Z][\w&-]{0,20}){0,3} (?:[a-z]{2,}ed|was|were|is|are|"
    r"has|had|will|said|says|sold|bought|also|did|does)\b"
)
"""A name with a verb begins a sentence after a shortened word ("Forwarding Co. Ltd. Haibo shipped")."""
_WRAPPED_FROM = 50
"""Characters from which a line without a stop at its end is taken to be wrapped, not a line of its own."""
_LOOK_BACK = 24
LONGEST = 4000
"""Characters after which a sentence is cut at the next white space: what has no stops is a table or a list."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text without white space at its ends; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def sentences(text: str, segments: Sequence[Segment] = ()) -> tuple[Sentence, ...]:
    """The sentences, in order. Ends of segments (but for quotes) end them too; boilerplate has none."""
    return _split(text, _parts(segments))


_Part = tuple[int, int, bool]
"""(start, end, whether it is boilerplate) of a segment."""


def _parts(segments: Sequence[Segment]) -> tuple[_Part, ...]:
    return tuple((s.start, s.end, s.kind == "boilerplate") for s in segments if s.kind != "quote")


@lru_cache(maxsize=2)
def _split(text: str, parts: tuple[_Part, ...]) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    for number, (a, b) in enumerate(_paragraphs(text, parts)):
        out += [Sentence(s, e, number) for s, e in _within(text, a, b)]
    return tuple(out)


def paragraphs(text: str, segments: Sequence[Segment] = ()) -> tuple[tuple[int, int], ...]:
    """(start, end) of each paragraph: the lines between blank ones, wrapped lines joined. None is in boilerplate."""
    return _paragraphs(text, _parts(segments))


def _paragraphs(text: str, parts: Sequence[_Part]) -> tuple[tuple[int, int], ...]:
    cuts = sorted({p for a, b, _ in parts for p in (a, b)})
    silent = sorted((a, b) for a, b, boilerplate in parts if boilerplate)
    out: list[tuple[int, int]] = []
    at = k = 0
    for start, end in _blocks(text):
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        a = start
        while at < len(cuts) and cuts[at] < end:
            out.append((a, cuts[at]))
            a = cuts[at]
            at += 1
        out.append((a, end))
    kept = []
    for a, b in out:
        while k < len(silent) and silent[k][1] <= a:
            k += 1
        if not (k < len(silent) and silent[k][0] <= a) and text[a:b].strip():
            kept.append((a, b))
    return tuple(kept)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines, those that are wrapped joined with the next."""
    begun = -1
    last = 0
    for line in _LINE.finditer(text):
        a, b = line.span()
        if not line[0].strip():
            continue
        if begun >= 0 and _wrapped(text, begun, last, a):
            last = b
            continue
        if begun >= 0:
            yield begun, last
        begun, last = a, b
    if begun >= 0:
        yield begun, last


def _wrapped(text: str, begun: int, last: int, then: int) -> bool:
    """Whether the line that ends at `last` goes on at `then`."""
    if _BLANK.match(text, last, then):
        return False
    line = text.rfind("\n", begun, last) + 1 or begun
    ended = text[last - 1] in ".!?:…\"”’'|" or text[max(line, last - 3) : last].rstrip()[-1:] in ".!?:"
    long = last - line >= _WRAPPED_FROM
    return long and (text[then].islower() or not ended)


def _within(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    begun = a
    for stop in _END.finditer(text, a, b):
        end = stop.end()
        if end < b and not _ends(text, begun, stop.start(), end, b):
            continue
        yield from _cut(text, begun, end)
        begun = end
    yield from _cut(text, begun, b)


def _ends(text: str, begun: int, stop: int, end: int, limit: int) -> bool:
    """Whether the stop at `stop` ends a sentence: what follows must begin one, what precedes must not be an abbreviation."""
    if ord(text[stop]) > 0x3000:
        return True
    opens = _OPENS.match(text, end, limit)
    if not opens:
        return False
    if text[stop] != "." or end - stop > 1:
        return True
    before = text[max(begun, stop - _LOOK_BACK) : stop + 1]
    if _INITIALS.search(before):
        return bool(_BEGINS.match(text, opens.end(), limit)) and not _OF_A_STATE.match(text, opens.end(), limit)
    if _MAY_END.search(before):
        return bool(_BEGINS.match(text, opens.end(), limit) or _NAME_AND_VERB.match(text, opens.end(), limit))
    return not _SHORT.search(before)


def _cut(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    while b - a > LONGEST:
        at = a + LONGEST
        while at < b and not text[at].isspace():
            at += 1
        yield a, at
        a = at
        while a < b and text[a].isspace():
            a += 1
    if a < b:
        yield a, b
