"""What a paper says under a label: `Port of loading: Nampo`, `5. Vessel's name` with the name on the next line.

Pure. Only what is written as a label and its value is read; a sentence that happens to hold the same words is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offing.reading.prose import Line

_VESSEL = (
    r"(?:(?:ocean|carrying|performing|the)?\s*(?:vessel|ship)(?:['’`]?s)?(?:\s+name)?"
    r"|name\s+of\s+(?:the\s+)?(?:vessel|ship))"
)
LABELS: dict[str, str] = {
    "vessel": rf"{_VESSEL}(?:\s*(?:and|&|/)\s*voy(?:age)?\.?(?:\s*no\.?)?)?",
    "load_port": r"(?:load(?:ing)?\s+port|port\s+of\s+(?:loading|shipment)|p\.?o\.?l\.?)",
    "discharge_port": r"(?:discharg(?:e|ing)\s+port|port\s+of\s+(?:discharge|unloading)|p\.?o\.?d\.?)",
    "shipper": r"(?:shippers?|exporters?|consignors?|shipper\s*/\s*exporter)",
    "consignee": r"(?:consignees?|importers?)",
    "notify": r"(?:notify\s+(?:party|address)|also\s+notify)",
    "seller": r"(?:sellers?|suppliers?|beneficiary)",
    "buyer": r"(?:buyers?|receivers?|applicant|purchasers?)",
    "owner": r"(?:(?:registered|disponent|head|beneficial|vessel)?\s*owners?)",
    "charterer": r"(?:(?:time\s*-?\s*|voyage\s+|sub\s*-?\s*)?charterers?)",
    "manager": r"(?:(?:ship|technical|commercial|ism)?\s*managers?|operators?)",
    "carrier": r"(?:carriers?|forwarding\s+agents?|(?:ship['’]?s\s+|load(?:ing)?\s+port\s+|discharge\s+port\s+)?agents?)",
    "insured": r"(?:(?:the\s+)?(?:assured|insured)(?:\s+name)?)",
    "date": r"(?:(?:place\s+and\s+)?date(?:\s+of\s+issue)?|(?:issue|issuing|invoice|b\s*/\s*l)\s+date|dated)",
    "quantity": r"(?:quantity|(?:gross|net|total)\s+weight|weight|cargo\s+quantity|b\s*/\s*l\s+(?:quantity|weight))",
    "hs": r"(?:h\.?\s?s\.?\s*-?\s*(?:code|no\.?|number)?|hts\s*(?:code|no\.?)?|tariff\s+(?:code|no\.?|heading)|commodity\s+code)",
    "bill_of_lading_number": r"(?:b\s*/\s*l|bill\s+of\s+lading|waybill)\s*(?:no|nr|number|№)\.?",
    "certificate_number": r"(?:certificate|c\s*/\s*o)\s*(?:no|nr|number|№)\.?",
    "invoice_number": r"invoice\s*(?:no|nr|number|№)\.?",
    "policy_number": r"policy\s*(?:no|nr|number|№)\.?",
}
"""Field → what papers call it. Those of a party: see PARTY_LABELS."""
PARTY_LABELS = (
    "shipper", "consignee", "notify", "seller", "buyer", "owner", "charterer", "manager", "carrier", "insured",
)  # fmt: skip
_ANY = "|".join(f"(?P<{field}>{words})" for field, words in LABELS.items())
_BOX = r"(?:\(?\d{1,2}[a-z]?[.)]\s*)?"
_BRACKET = r"(?:\s*\([^()]{0,40}\))*"
_INLINE = re.compile(rf"(?:(?<=[\s|;])|^){_BOX}(?:{_ANY}){_BRACKET}\s*[:：]\s*", re.IGNORECASE)
"""A label with a colon, wherever in a line it stands."""
_ALONE = re.compile(rf"{_BOX}(?:{_ANY})(?:\s*/\s*[A-Za-z ]{{3,30}})?{_BRACKET}\s*[.:：]?", re.IGNORECASE)
"""A line that is nothing but a label: its value is the next line."""
_PLAIN_LABEL = re.compile(
    rf"{_BOX}(?:(?P<load_port>port\s+of\s+loading)|(?P<discharge_port>port\s+of\s+discharge)|(?P<notify>notify\s+party)"
    rf"|(?P<vessel>name\s+of\s+(?:the\s+)?vessel|vessel['’`]?s?\s+name)){_BRACKET}\s+(?=[A-Z0-9\"“‘'])",
    re.IGNORECASE,
)
"""A label of two words that begins a line, as tables print it, without a colon."""
_TAB = re.compile(r"\t+|\s{3,}|\s\|\s")
LONGEST = 160
_NEXT_WITHIN = 2


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a paper says: the field, the words as written, the line where they stand, and that of the label above."""

    field: str
    value: str
    line: Line
    above: Line | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.line, self.above) if self.above is not None else (self.line,)


def labelled(lines: Sequence[Line]) -> Iterator[Said]:
    """Every label with its value, in the order of the paper."""
    for i, line in enumerate(lines):
        cells = [c.strip() for c in _TAB.split(line.text) if c.strip()]
        if len(cells) > 1 and all(_ALONE.fullmatch(c) for c in cells):
            yield from _row_below(lines, i, cells)
            continue
        for n, cell in enumerate(cells):
            found = list(_INLINE.finditer(cell))
            if not found and (alone := _ALONE.fullmatch(cell)):
                beside = cells[n + 1] if n + 1 < len(cells) else ""
                if beside and not _is_label(beside):
                    yield from _told(alone, beside, line)
                elif len(cells) == 1 and (below := _below(lines, i)):
                    yield from _told(alone, below.text, below, line)
                continue
            if not found and (plain := _PLAIN_LABEL.match(cell)):
                yield from _told(plain, cell[plain.end() :], line)
            for match, after in zip(found, [*found[1:], None][: len(found)], strict=True):
                value = cell[match.end() : after.start() if after else None]
                if value.strip(" .-_"):
                    yield from _told(match, value, line)
                elif after is None and n == len(cells) - 1 and (below := _below(lines, i)):
                    yield from _told(match, below.text, below, line)


def _row_below(lines: Sequence[Line], i: int, labels: Sequence[str]) -> Iterator[Said]:
    """A row of labels with a row of as many values under it."""
    below = lines[i + 1] if i + 1 < len(lines) and lines[i + 1].page == lines[i].page else None
    cells = [c.strip() for c in _TAB.split(below.text)] if below is not None else []
    for label, cell in zip(labels, cells if len(cells) == len(labels) else (), strict=False):
        match = _ALONE.fullmatch(label)
        if match is not None and below is not None and not _is_label(cell):
            yield from _told(match, cell, below, lines[i])


def _told(match: re.Match[str], value: str, line: Line, above: Line | None = None) -> Iterator[Said]:
    words = value.strip(" \t.:;,-_|")
    if words and len(words) <= LONGEST and match.lastgroup:
        yield Said(match.lastgroup, words, line, above)


def _is_label(cell: str) -> bool:
    return _ALONE.fullmatch(cell) is not None or _INLINE.match(cell) is not None or cell.endswith(":")


def _below(lines: Sequence[Line], i: int) -> Line | None:
    """The line under a label, unless it is a label itself or stands on another page or farther down."""
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following is None or following.page != lines[i].page or _is_label(following.text):
        return None
    near = following.number - lines[i].number <= _NEXT_WITHIN or following.page == 0
    return following if near and len(_TAB.split(following.text)) == 1 else None
