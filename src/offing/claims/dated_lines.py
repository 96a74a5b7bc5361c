"""Lines that hold a date and nothing else but words that go with one: "Published: Sat, March 23, 2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from offing.records.dates import DateSpan, day, parse_span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    r"(?<![\w/.-])(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ \-/.](?:of )?{_MONTH.format('m1')}\.?,?[ \-/.](?P<y1>(?:19|20)\d\d)"
    rf"|{_MONTH.format('m2')}\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? |, ?)(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
    r"|(?P<a4>\d{1,2})[./-](?P<b4>\d{1,2})[./-](?P<y4>(?:19|20)\d\d)"
    r"|(?P<y5>(?:19|20)\d\d) ?[年년] ?(?P<m5>\d{1,2}) ?[月월] ?(?P<d5>\d{1,2}) ?[日일]"
    rf"|{_MONTH.format('m6')}\.?,? (?P<y6>(?:19|20)\d\d)"
    r")(?![\w/])",
    re.IGNORECASE,
)
_ISO_TIME = re.compile(r"(?<=\d)T(?=\d\d:?\d\d)")
_BESIDE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d{1,6})?(?:z\b)?(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?"
    r"|[+-]\d\d:?\d\d\b|\b\d{4} ?(?=GMT|UTC|hrs)"
    r"|\b(?:gmt|utc|z|[ecmp][sd]?t|kst|jst|ist|cest|bst|msk|sgt|hkt|hrs?|local time|o['’]clock)\b"
    r"|\b(?:first |last |originally )?(?:publish(?:ed)?|publication|post(?:ed)?|updat(?:ed?|es)|modified|issued|releas(?:ed?)"
    r"|created|dated|date|print(?:er|ed)?|filed|time|on|at|the|of|and|in|from|this article was)\b"
    r"|\b\d{1,2} ?(?:min(?:ute)?s?)(?: read)?\b|\b\d{1,3} (?:minute|hour|day|week|month|year)s? ago\b|[\s\W_]+",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updat(?:ed?|es)|modified|last (?:changed|edited))\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:publish(?:ed)?|publication|post(?:ed)?|issued|releas(?:ed?)|created|dated|filed)\b", re.IGNORECASE
)
LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A date that a line is there to tell, and as what: `said` to be that of publication, or of a change, or a date alone."""

    span: DateSpan
    told: Literal["published", "updated", "alone"]
    unsure: bool


def dated_line(line: str) -> tuple[DatedLine, ...]:
    """The dates of a line that is there to tell them; none where it tells anything else."""
    if len(line) > LONGEST_LINE or not any(c.isdigit() for c in line):
        return ()
    line = _ISO_TIME.sub(" ", line)
    found = list(DATE.finditer(line))
    if not found or _BESIDE.sub("", DATE.sub(" ", line)):
        return ()
    out: list[DatedLine] = []
    at = 0
    for m in found:
        before = line[at : m.start()]
        read = span_of(m)
        if read is not None:
            told: Literal["published", "updated", "alone"] = "alone"
            if _UPDATED.search(before):
                told = "updated"
            elif _PUBLISHED.search(before):
                told = "published"
            out.append(DatedLine(read, told, not read.is_day and not m["m6"]))
        at = m.end()
    return tuple(out)


def beside_date(line: str) -> bool:
    """Whether a line is a date and at most two words more ("All News 15:02 March 28, 2024"), as at the head of a page."""
    if len(line) > LONGEST_LINE // 2 or not DATE.search(line):
        return False
    return len(_BESIDE.sub(" ", DATE.sub(" ", line)).split()) <= 2


def span_of(m: re.Match[str]) -> DateSpan | None:
    """The day or month that a match of `DATE` names; both days where day and month may be either way round."""
    try:
        if m["y6"]:
            return parse_span(f"{m['y6']}-{_month(m['m6']):02}")
        if m["y4"]:
            year, a, b = int(m["y4"]), int(m["a4"]), int(m["b4"])
            if a > 12 or a == b:
                return day(date(year, b, a))
            if b > 12:
                return day(date(year, a, b))
            either = sorted((date(year, a, b), date(year, b, a)))
            return DateSpan(either[0], either[1])
        for y, mo, d in (("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3"), ("y5", "m5", "d5")):
            if m[y]:
                return day(date(int(m[y]), _month(m[mo]), int(m[d])))
    except ValueError:
        pass
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1
