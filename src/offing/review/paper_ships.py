"""The ships that a paper names: by IMO number, under a label, or after M/V and its like; with the number that stands by a name.

Pure. A name is taken only where the paper writes it as one: each word begins with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
_SAME_LINE, _BELOW, _ABOVE, _LETTERS_NEAR = 0, 3, 2, 2


@dataclass(frozen=True, slots=True)
class ShipSaid:
    """A ship as a paper tells her: name or number or both, "" for what it does not tell. `bare` is of a number without IMO
    before it, `under_label` of a name under a label. The lines are those that tell it, at most three, the number's first.
    """

    name: str
    imo: str
    bare: bool
    under_label: bool
    lines: tuple[Line, ...]


def ships_said(lines: Sequence[Line], said: Iterable[Said]) -> tuple[ShipSaid, ...]:
    """Each name once with the number that stands nearest, then each number that no name took."""
    numbers = list(_numbers(lines))
    named = _merged(_names(lines, said))
    firm = {imo for _, imo, bare in numbers if not bare}
    found: list[ShipSaid] = []
    taken: set[str] = set()
    for name, (places, under_label) in named.items():
        theirs = {at for own, _ in named.values() if own is not places for at in own}
        near = [n for at in places for n in _near(at, lines, numbers) if n[0] == at or n[0] not in theirs]
        if not near and len(named) == len(firm) == 1:
            near = [number for number in numbers if not number[2]]
        imo, bare = (near[0][1], near[0][2]) if near else ("", False)
        taken |= {imo}
        told = list(dict.fromkeys(lines[at] for at in (*(n[0] for n in near[:1]), *places[:2])))
        found.append(ShipSaid(name, imo, bare, under_label, tuple(told[:3])))
    for imo in dict.fromkeys(n[1] for n in numbers if n[1] not in taken):
        those = [n for n in numbers if n[1] == imo]
        bare = all(n[2] for n in those)
        at = next(n[0] for n in those if n[2] == bare)
        found.append(ShipSaid("", imo, bare, False, (lines[at],)))
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


def _numbers(lines: Sequence[Line]) -> Iterator[tuple[int, str, bool]]:
    """(line, number, whether it is bare). A bare one counts only near the letters IMO, and a firm's number is no ship's."""
    letters = [i for i, line in enumerate(lines) if _LETTERS.search(line.text)]
    for i, line in enumerate(lines):
        if not re.search(r"\d{7}", line.text) or _COMPANY.search(line.text):
            continue
        before = lines[i - 1].text if i and lines[i - 1].page == line.page else ""
        split = re.search(r"IMO\W*(?:NO|NUMBER|NR)?\W*$", before, re.IGNORECASE) and not _COMPANY.search(before)
        for imo in imos_in_text(line.text):
            told = re.search(rf"IMO\W*(?:NO|NUMBER|NR|№)?\W*{imo}", line.text, re.IGNORECASE) is not None
            told = told or bool(split and re.match(rf"\W*{imo}", line.text))
            if told or (imo_check_digit_ok(imo) and any(0 <= i - at <= _LETTERS_NEAR for at in letters)):
                yield i, imo, not told


def _names(lines: Sequence[Line], said: Iterable[Said]) -> Iterator[tuple[int, str, bool]]:
    """(line, name, whether under a label)."""
    at = {id(line): i for i, line in enumerate(lines)}
    for one in said:
        if one.field == "vessel" and (name := plain_name(one.value)):
            yield at[id(one.line)], name, True
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
                yield i, words, False


def _merged(names: Iterable[tuple[int, str, bool]]) -> dict[str, tuple[list[int], bool]]:
    """Places by name. What begins with another of the names (`YUK TUNG TOGO`) is that name with a word of the sentence."""
    by_key: dict[tuple[str, ...], tuple[str, list[int], bool]] = {}
    for at, name, under_label in sorted(names, key=lambda n: (not n[2], n[0])):
        tokens = ship_tokens(name)
        held = next((t for t in by_key if key(tokens[: len(t)]) == key(t)), None)
        if held is None:
            by_key[tokens] = (name, [at], under_label)
        else:
            by_key[held][1].append(at)
    return {name: (places, under_label) for name, places, under_label in by_key.values()}


def _near(at: int, lines: Sequence[Line], numbers: Sequence[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
    """Numbers on the line, just below, just above, on its page: the nearest first."""
    page = lines[at].page
    ahead = [n for n in numbers if _SAME_LINE <= n[0] - at <= _BELOW and lines[n[0]].page == page]
    behind = [n for n in numbers if 0 < at - n[0] <= _ABOVE and lines[n[0]].page == page]
    return sorted(ahead, key=lambda n: n[0] - at) + sorted(behind, key=lambda n: at - n[0])
