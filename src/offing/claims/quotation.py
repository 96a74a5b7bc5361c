"""What stands in quotation marks, paragraph by paragraph, also where a mark is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.model import Segment

_MARK = re.compile(r"[\"“”„«»「」『』＂]|(?<![^\s(\[—–-])''(?=\w)|(?<=[\w.,!?])''|``")
_SINGLE = re.compile(r"(?<![\w'’])‘(?=[\w\[])|(?<=[\w.,!?…])’(?![\w])")
_OPENS = frozenset("“„«「『")
_CLOSES = frozenset("”»」』")
_STOP = re.compile(r"[.!?…][\"”’»)]{0,2}\s")
_INCHES = re.compile(r"\d")
_LONGEST_SINGLE = 300


def quotations(text: str, bodies: Sequence[Segment]) -> tuple[tuple[int, int], ...]:
    """(start, end) of each quotation, its marks with it, none within another.

    One that is not closed goes to the end of its paragraph if the next begins with a mark (so long quotations are printed),
    else to the end of its sentence. One that is closed and not opened begins with its paragraph if the one before was left
    open, else with its sentence.
    """
    out: list[tuple[int, int]] = []
    running = False
    for i, body in enumerate(bodies):
        then = bodies[i + 1].start if i + 1 < len(bodies) else len(text)
        goes_on = text[then : then + 1] in ("“", '"', "«", "„")
        found, running = _within(text, body.start, body.end, running, goes_on)
        out += found
    return tuple(out)


def _within(text: str, start: int, end: int, running: bool, goes_on: bool) -> tuple[list[tuple[int, int]], bool]:
    found: list[tuple[int, int]] = []
    opened = -1
    at = start
    for m in _MARK.finditer(text, start, end):
        mark = m[0]
        if opened < 0:
            if _is_opening(text, m.start(), m.end(), start, mark):
                opened = m.start()
            elif not _is_inches(text, m.start()):
                begun = start if running and not found else _sentence_start(text, at, m.start())
                if m.end() - begun > 1:
                    found.append((begun, m.end()))
                at = m.end()
        elif mark in _OPENS and mark != "„" and text[opened] == mark and mark != '"':
            found.append((opened, _sentence_end(text, opened, m.start())))  # the one before was never closed
            opened = m.start()
        elif mark in _CLOSES or text[opened] + mark == "„“" or not _is_opening(text, m.start(), m.end(), start, mark):
            found.append((opened, m.end()))
            opened, at, running = -1, m.end(), False
    left_open = opened >= 0
    if left_open:
        found.append((opened, end if goes_on else _sentence_end(text, opened, end)))
    elif not found:
        found = _singles(text, start, end)
    return found, left_open and goes_on


def _singles(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations in single marks, where the paragraph has no double ones. Straight ones are apostrophes."""
    found: list[tuple[int, int]] = []
    opened = -1
    for m in _SINGLE.finditer(text, start, end):
        if m[0] == "‘":
            opened = m.start()
        elif opened >= 0 and m.end() - opened <= _LONGEST_SINGLE:
            found.append((opened, m.end()))
            opened = -1
    return found


def _is_opening(text: str, at: int, end: int, start: int, mark: str) -> bool:
    if mark in _OPENS or mark == "``":
        return True
    if mark in _CLOSES:
        return mark == "»" and text[end : end + 1].isalpha() and (at == start or text[at - 1].isspace())  # »so«
    before = text[at - 1] if at > start else " "
    after = text[end : end + 1]
    return (before.isspace() or before in "([—–-:,/") and bool(after) and not after.isspace()


def _is_inches(text: str, at: int) -> bool:
    return text[at] == '"' and at > 0 and bool(_INCHES.match(text[at - 1]))


def _sentence_start(text: str, start: int, before: int) -> int:
    """Where the sentence begins that holds the character before `before`."""
    begun = start
    for m in _STOP.finditer(text, start, max(start, before - 1)):
        begun = m.end()
    while begun < before and text[begun].isspace():
        begun += 1
    return begun


def _sentence_end(text: str, start: int, limit: int) -> int:
    m = _STOP.search(text, start, limit)
    end = m.end() - 1 if m else limit
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end
