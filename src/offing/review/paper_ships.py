"""The ships that a paper names: by IMO number, under a label, or after M/V and its like; with the number that stands by a name.

Pure. A name is taken only where the paper writes it as one: each word begins with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from offing.index.names import key, ship_tokens
from offing.reading.prose import Line
from offing.records.identifiers import imo_check_digit_ok, imos_in_text
from offing.review.paper_labels import Said

_AFTER_PREFIX = re.compile(
    r"(?<![A-Za-z\d])(?<!\d )(?:M\s?/\s?[VT]|M\.\s?[VT]\.?|MV|MT|S\.S\.|[Mm]otor\s+(?:vessel|tanker)|[Tt]anker|bulk\s+carrier)"
    r"(?![A-Za-z])"
    r"[\s:,\"'“‘]*((?:[^\W_][\w'’.\-]*[ ]*){1,5})"
)
_BARE_WORD = re.compile(
    r"(?<![A-Za-z])(?:vessel|ship)(?:\s+(?:named|called))?\s+[\"“‘']([^\"”’']{2,40})[\"”’']", re.IGNORECASE
)
"""The bare word is in every line of a charter party: only a name in quotation marks counts after it."""
_LETTERS = re.compile(r"(?<![A-Za-z])IMO(?![A-Za-z])|lloyd['’]?s\s+(?:no|number|register)", re.IGNORECASE)
_COMPANY = re.compile(
    r"(?:company|owners?|managers?|operator)\W+(?:\w+\W+){0,2}IMO|IMO\W+(?:\w+\W+){0,2}(?:company|owner|manager)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:[,;(\[\t]|/(?=\s*(?:V\b|VOY|\d))|\b(?:IMO|FLAG|BUILT|VOY(?:AGE)?|CALL\s+SIGN|MMSI|EX|FORMERLY|OR\s+SUB)\b|\bV\.?\s?\d).*",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_PREFIX = re.compile(
    r"^(?:M\s?/\s?[VTS]|M\.\s?[VTS]\.?|MV|MT|S\.S\.|motor\s+(?:vessel|tanker))(?![A-Za-z])", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"\b(?:t\.?b\.?[na]\b|to be|nominat|as per|see |any |various|n/?a\b|the |same|owners?\b|charterers?\b|shall|will|must)",
    re.IGNORECASE,
)
_PARTICLES = frozenset("of de la el al du da del van von der und y and".split())
_BELOW, _ABOVE, _LETTERS_NEAR = 3, 2, 2


@dataclass(frozen=True, slots=True)
class ShipSaid:
    """A ship as a paper tells her: name or number or both, "" for what it does not tell. `bare` is of a number without IMO
    before it, `under_label` of a name under a label. The lines are those that tell it, the number's first.
    """

    name: str
    imo: str
    bare: bool
    under_label: bool
    lines: tuple[Line, ...]

    @property
    def whole(self) -> bool:
        """Whether the name ends where it ends: under a label, or where small letters tell the words beside it from a name."""
        return self.under_label or any(c.islower() for line in self.lines for c in line.text)


class _Number(NamedTuple):
    """A number and its line; `bare` without the letters IMO before it, `below` where they stand on the line above."""

    at: int
    imo: str
    bare: bool
    below: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        return (self.at, self.at - 1) if self.below else (self.at,)


@dataclass(slots=True)
class _Name:
    """A name as first written, and its lines; `below` where the label is the line above the first."""

    name: str
    under_label: bool
    places: list[int]
    below: bool


def ships_said(lines: Sequence[Line], said: Iterable[Said]) -> tuple[ShipSaid, ...]:
    """Each name once with the number that stands nearest, then each number that no name took."""
    numbers: dict[int, list[_Number]] = {}
    first: dict[str, _Number] = {}
    for number in _numbers(lines):
        numbers.setdefault(number.at, []).append(number)
        held = first.get(number.imo)
        first[number.imo] = number if held is None or (held.bare and not number.bare) else held
    named = _merged(_names(lines, said))
    on_line: dict[int, set[str]] = {}
    for one in named:
        for at in one.places:
            on_line.setdefault(at, set()).add(one.name)
    firm = [n for n in first.values() if not n.bare]
    found: list[ShipSaid] = []
    taken: set[str] = set()
    for one in named:
        near = next((n for at in one.places for n in _near(at, lines, numbers, on_line, one.name)), None)
        if near is None and len(named) == len(firm) == 1:
            near = firm[0]
        taken |= {near.imo} if near else set()
        label = [one.places[0] - 1] if one.below else []
        places = dict.fromkeys((*(near.places if near else ()), one.places[0], *label, *one.places[1:2]))
        imo, bare = (near.imo, near.bare) if near else ("", False)
        found.append(ShipSaid(one.name, imo, bare, one.under_label, tuple(lines[at] for at in places)))
    alone = [n for n in first.values() if n.imo not in taken]
    found += [ShipSaid("", n.imo, n.bare, False, tuple(lines[at] for at in n.places)) for n in alone]
    return tuple(found)


def plain_name(text: str) -> str:
    """The name that a label's value begins with; "" where it is none."""
    bare = _PREFIX.sub("", text.strip(" \"'“”‘’.:-"))
    name = _ENDS.sub("", bare.strip(" \"'“”‘’.:-")).strip(" \"'“”‘’.:-/")
    words = name.split()
    if not 0 < len(words) <= 5 or _NO_NAME.search(name) or sum(c.isalpha() for c in name) < 2:
        return ""
    return name if all(_capital(w) or w.casefold() in _PARTICLES for w in words) and _capital(words[0]) else ""


def _capital(word: str) -> bool:
    first = next((c for c in word if c.isalnum()), "")
    return bool(first) and not first.islower()


def _numbers(lines: Sequence[Line]) -> Iterator[_Number]:
    """A bare one counts only where the letters IMO stand on its line or just above, and a firm's number is no ship's."""
    letters = -_LETTERS_NEAR - 1
    for i, line in enumerate(lines):
        if _LETTERS.search(line.text):
            letters = i
        if not re.search(r"\d{7}", line.text) or _COMPANY.search(line.text):
            continue
        before = lines[i - 1].text if i and lines[i - 1].page == line.page else ""
        split = re.search(r"IMO\W*(?:NO|NUMBER|NR)?\W*$", before, re.IGNORECASE) and not _COMPANY.search(before)
        for imo in imos_in_text(line.text):
            told = re.search(rf"IMO\W*(?:NO|NUMBER|NR|№)?\W*{imo}", line.text, re.IGNORECASE) is not None
            below = not told and bool(split and re.match(rf"\W*{imo}", line.text))
            if told or below or (imo_check_digit_ok(imo) and i - letters <= _LETTERS_NEAR):
                yield _Number(i, imo, not told and not below, below)


def _names(lines: Sequence[Line], said: Iterable[Said]) -> Iterator[tuple[int, str, bool, bool]]:
    """(line, name, whether under a label, whether that is the line above)."""
    at = {id(line): i for i, line in enumerate(lines)}
    for one in said:
        if one.field == "vessel" and (name := plain_name(one.value)):
            yield at[id(one.line)], name, True, one.above is not None
    for i, line in enumerate(lines):
        for match in (*_AFTER_PREFIX.finditer(line.text), *_BARE_WORD.finditer(line.text)):
            run: list[str] = []
            for word in match[1].split():
                if not _capital(word):
                    break
                run.append(word.rstrip(".,"))
                if word.endswith((".", ",")) and len(word) > 2:
                    break
            words = _ENDS.sub("", " ".join(run)).strip()
            if words and not _NO_NAME.match(words) and sum(c.isalpha() for c in words) > 1:
                yield i, words, False, False


def _merged(names: Iterable[tuple[int, str, bool, bool]]) -> list[_Name]:
    """Each name with its places. What begins with another of them (`YUK TUNG TOGO`) is that name and a word of the sentence."""
    by_key: dict[str, _Name] = {}
    for at, name, under_label, below in sorted(names, key=lambda n: (not n[2], len(n[1].split()), n[0])):
        tokens = ship_tokens(name)
        begins = (key(tokens[:n]) for n in range(1, len(tokens) + 1))
        held = next((by_key[k] for k in begins if k in by_key), None)
        if held is None:
            by_key[key(tokens)] = _Name(name, under_label, [at], below)
        else:
            held.places.append(at)
    return list(by_key.values())


def _near(
    at: int, lines: Sequence[Line], numbers: Mapping[int, list[_Number]], on_line: Mapping[int, set[str]], name: str
) -> Iterator[_Number]:
    """Numbers on the line, just below, just above, on its page: the nearest first, those on another name's line left out."""
    for i in (*range(at, at + _BELOW + 1), *range(at - 1, at - _ABOVE - 1, -1)):
        if i in numbers and lines[i].page == lines[at].page and (i == at or on_line.get(i, {name}) == {name}):
            yield from numbers[i]
