"""What each stretch of a report is: its article, or what stands around it. Nothing is taken away; offsets are the text's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from offing.claims.dated_lines import beside_date, dated_line
from offing.claims.dateline import dateline_end
from offing.claims.furniture import inside, line_kind
from offing.claims.model import Segment, SegmentKind
from offing.claims.quotation import quotations

_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_PRINTER = re.compile(r"\s+(?:printer|print|e-?mail|share)$", re.IGNORECASE)
_WITHIN = re.compile(r"[a-z)”\"]{2}[.!?][\"”’)]? +[-–“\"A-Z]")
"""A sentence ends and another begins: no headline."""
_LONGEST_HEADLINE = 220
_LONGEST_CROSSHEAD = 120
_STOPS = ".;,:…"
_CLOSERS = "\"”’')]»"
_SMALL = frozenset(
    "a an the of in on at to for and or but by with from as over after amid vs via is are be its it up off out".split()
)
_WIDEST = 140
_AS_LINES = 45
"""Characters below which a line without a stop is a line of its own, not one that is wrapped."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A line, or lines that are one wrapped paragraph. `after_blank` tells that an empty line stands before it."""

    start: int
    end: int
    lines: int
    after_blank: bool


def segments(text: str) -> tuple[Segment, ...]:
    """All of the text but white space, in order; quotes after the body they lie in. Quotes alone overlap, with bodies."""
    blocks = _blocks(text)
    kinds = _kinds(text, blocks)
    holes = sorted(inside(text))
    out: list[Segment] = []
    h = 0
    first = True
    for block, kind in zip(blocks, kinds, strict=True):
        while h < len(holes) and holes[h][1] <= block.start:
            h += 1
        if kind != "body":
            out += _line_pieces(text, block, kind)
            continue
        start = block.start
        opened = dateline_end(text[start : min(block.end, start + 400)], first) if block.end - start > 1 else 0
        first = False
        if opened:
            out += _piece(text, "dateline", start, start + opened)
            start += opened
        while h < len(holes) and holes[h][0] < block.end:
            a, b = max(holes[h][0], start), min(holes[h][1], block.end)
            if a < b:
                out += _piece(text, "body", start, a)
                out += _piece(text, "boilerplate", a, b)
                start = b
            h += 1
        out += _piece(text, "body", start, block.end)
    out += [Segment("quote", a, b) for a, b in quotations(text, [s for s in out if s.kind == "body"])]
    return tuple(sorted(out, key=lambda s: (s.start, s.kind == "quote", -s.end)))


def headlines(text: str, found: tuple[Segment, ...]) -> tuple[str, ...]:
    """The headlines above the article, in order."""
    out = []
    for s in found:
        if s.kind == "body":
            break
        if s.kind == "headline":
            out.append(text[s.start : s.end])
    return tuple(out)


def _kinds(text: str, blocks: list[_Block]) -> list[SegmentKind]:
    """The kind of each block: furniture by its words, headlines by their place and shape, the rest is the article."""
    kinds: list[SegmentKind] = []
    top = True
    told: set[str] = set()
    last = next((i for i in reversed(range(len(blocks))) if _ended(text, blocks[i])), -1)
    for i, block in enumerate(blocks):
        line = text[block.start : min(block.end, block.start + 1200)]
        kind = _of_line(line, top) if block.lines == 1 else None
        if kind == "header" and top and "|" in line and not dated_line(line) and _bare(line, told, blocks, text, i):
            kind = None
        if kind is None:
            key = " ".join(line.casefold().split())
            if _headline_shape(line, block) and (
                (top and i < last)
                or (not top and block.end - block.start <= _LONGEST_CROSSHEAD and i < last and _stands_out(line, block))
            ):
                kind = "boilerplate" if key in told else "headline"
                told.add(key)
            else:
                kind, top = "body", False
        kinds.append(kind)
    return kinds


def _bare(line: str, told: set[str], blocks: list[_Block], text: str, i: int) -> bool:
    """Whether a title with a site's name is the only headline there is: no other line follows it above the article."""
    if told or i + 1 >= len(blocks):
        return not told
    for block in blocks[i + 1 :]:
        following = text[block.start : min(block.end, block.start + 1200)]
        if block.lines == 1 and _of_line(following, True) is None:
            return not _headline_shape(following, block)
        if block.lines > 1:
            break
    return len(line.partition("|")[0].split()) > 4


def _of_line(line: str, top: bool) -> SegmentKind | None:
    if dated_line(line):
        return "header"
    return line_kind(line, top) or ("header" if top and beside_date(line) else None)


def _ended(text: str, block: _Block) -> bool:
    """Whether a block reads as prose: it is long or ends as a sentence does."""
    end = text[max(block.start, block.end - 4) : block.end].rstrip(_CLOSERS)
    return block.lines > 1 or block.end - block.start > _LONGEST_HEADLINE or end.endswith((".", "!", "。", "…"))


def _headline_shape(line: str, block: _Block) -> bool:
    body = line.rstrip().rstrip(_CLOSERS)
    if block.lines > 1 or block.end - block.start > _LONGEST_HEADLINE or len(body.split()) < 2:
        return False
    if _WITHIN.search(body):
        return False
    return body[-1:] not in _STOPS and not line.startswith(("-", "*", "•", "·", "–", "—")) and not line[:1].islower()


def _stands_out(line: str, block: _Block) -> bool:
    """Within the article a headline must look like one: most of its words are capitalised, or it is all capitals."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’\-]*", line) if w.lower() not in _SMALL]
    return block.after_blank and len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _line_pieces(text: str, block: _Block, kind: SegmentKind) -> list[Segment]:
    tail = _PRINTER.search(text[max(block.start, block.end - 12) : block.end]) if kind == "header" else None
    if not tail:
        return _piece(text, kind, block.start, block.end)
    cut = max(block.start, block.end - 12) + tail.start()
    return [*_piece(text, kind, block.start, cut), *_piece(text, "boilerplate", cut, block.end)]


def _piece(text: str, kind: SegmentKind, start: int, end: int) -> list[Segment]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Segment(kind, start, end)] if start < end else []


def _blocks(text: str) -> list[_Block]:
    """Lines, the wrapped ones joined. A run of lines without an empty one between is wrapped if one goes on in small letters."""
    out: list[_Block] = []
    run: list[tuple[int, int]] = []
    before = 0
    blank = True
    for line in _LINE.finditer(text):
        a, b = line.span()
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a == b:
            continue
        if run and _apart(text, before, a):
            out += _of_run(text, run, blank)
            run, blank = [], True
        run.append((a, b))
        before = b
    return out + _of_run(text, run, blank)


def _apart(text: str, before: int, then: int) -> bool:
    between = text[before:then]
    return (
        between.count("\n") > 1
        or between.count("\r") > 1 + between.count("\r\n")
        or "\x0c" in between
        or "\u2029" in between
    )


def _of_run(text: str, run: list[tuple[int, int]], blank: bool) -> list[_Block]:
    width = _width(text, run)
    out: list[_Block] = []
    i = 0
    while i < len(run):
        j = i + 1
        while width and j < len(run) and _goes_on(text, run[j - 1], run[j], width):
            j += 1
        out.append(_Block(run[i][0], run[j - 1][1], j - i, blank and i == 0))
        i = j
    return out


def _width(text: str, run: list[tuple[int, int]]) -> int:
    """Characters to which the lines of a run are wrapped: its longest line. 0 where none goes on in small letters."""
    longest = max((b - a for a, b in run), default=0)
    if longest > _WIDEST:
        return 0
    goes_on = any(_in_small(text, then[0]) and b - a >= _AS_LINES for (a, b), then in pairwise(run))
    return longest if goes_on else 0


def _in_small(text: str, at: int) -> bool:
    """Whether a line begins as none does that is not a line before it going on: in small letters, or with "-led"."""
    return text[at].islower() or (text[at] == "-" and text[at + 1 : at + 2].islower())


def _goes_on(text: str, line: tuple[int, int], then: tuple[int, int], width: int) -> bool:
    """Whether a line is wrapped and goes on in the next."""
    if _in_small(text, then[0]):
        return True
    if dated_line(text[then[0] : then[1]]) or line[1] - line[0] < _AS_LINES:
        return False
    ended = text[max(line[0], line[1] - 4) : line[1]].rstrip(_CLOSERS)[-1:] in ".!?:。"
    return line[1] - line[0] >= (0.85 if ended else 0.7) * width
