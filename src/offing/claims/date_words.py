"""Where a text tells a date, and in what form. What it comes to is `dates.span_of`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from offing.claims.literals import has_one, one_of

Form = Literal["absolute", "partial", "weekday", "relative", "anchored", "distance", "vague"]
"""`partial` lacks its year, `anchored` counts from a date told before, `distance` from what follows ("a week after ...")."""

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "a couple of": 2,
}  # fmt: skip

_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_W = rf"(?:(?:{_WD}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?),? (?:the )?)?"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_Y = r"(?:1[89]\d\d|20\d\d)\b"
_NUM = r"(?:\d{1,3}|a couple of|a few|an?|several|many|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ABOUT = (
    r"(?:(?P<about>more than|less than|fewer than|at least|just over|over|about|around|some|nearly|almost|roughly|approximately|"
    r"just|under|only|barely) )?"
)
_UNIT = r"(?P<unit>day|week|month|year)s?\b"
_TO = r"(?: ?[-–] ?| (?:to|and|until|through) )"
_PART = r"(?P<part>early|mid|late|(?:the )?(?:first|second|latter) half|(?:the )?(?:end|beginning|start|middle))"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_PREP = "|".join(
    rf"(?<=\b{w} )"
    for w in "in since by until till during from of before after throughout through between for past".split()
)
_IN = "|".join(rf"(?<=\b{w} )" for w in "in since until till during before after".split())
_REL = r"(?:,? (?:of )?(?P<rel>last|past|this|next|that|the same) year)?"
_NO_COUNT = (
    r"(?![,.]?\d)(?!-)(?! ?(?:tons?|tonnes?|barrels?|metric|TEU|vessels|ships|people|km|miles|dwt|DWT|%|per ?cent|containers|"
    r"litres|liters|crew|feet|meters|metres)\b)"
)

_RULES: tuple[tuple[str, Form, str], ...] = (
    ("iso", "absolute", rf"(?<![\d-])(?P<y>{_Y[:-2]})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    ("slash", "absolute", rf"(?<![\d/.])(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>{_Y})"),
    (
        "full_a",
        "absolute",
        rf"{_W}(?<![\d.,])(?P<d>{_D}){_TH} (?P<m>{_M}){_TO}(?P<d2>{_D}){_TH} (?P<m2>{_M}),? (?P<y>{_Y})",
    ),
    (
        "full_b",
        "absolute",
        rf"{_W}(?<![\d.,])(?P<d>{_D}){_TH}(?:{_TO}(?P<d2>{_D}){_TH})?(?: of)? (?P<m>{_M}),? (?P<y>{_Y})",
    ),
    ("full_c", "absolute", rf"{_W}(?P<m>{_M}) (?P<d>{_D}){_TH}{_TO}(?P<m2>{_M}) (?P<d2>{_D}){_TH},? (?P<y>{_Y})"),
    ("full_d", "absolute", rf"{_W}(?P<m>{_M}) (?P<d>{_D}){_TH}(?:{_TO}(?P<d2>{_D}){_TH})?,? (?P<y>{_Y})"),
    ("part_a", "absolute", rf"(?i:\b{_PART})(?:-| in | of | )(?:(?P<m>{_M}),? )?(?P<y>{_Y}){_NO_COUNT}"),
    ("part_b", "absolute", rf"(?i:\b{_SEASON})(?: of| in)? (?P<y>{_Y})"),
    ("quarter_a", "absolute", rf"\b(?:Q|(?P<half>H))(?P<n>[1-4])(?:(?: of)? ?(?P<y>{_Y}))?\b"),
    ("quarter_b", "absolute", rf"(?i:\b(?P<n>first|second|third|fourth|last|final) quarter)(?: of)? (?P<y>{_Y})"),
    ("months", "absolute", rf"(?P<m>{_M})(?: (?P<y2>{_Y}))?{_TO}(?P<m2>{_M}),? (?P<y>{_Y})"),
    ("my", "absolute", rf"(?P<m>{_M})(?: of|,)? (?P<y>{_Y}){_NO_COUNT}"),
    ("years", "absolute", rf"\b(?P<y>{_Y})(?:{_TO}|/)(?P<y2>{_Y}|\d\d\b)(?!-){_NO_COUNT}"),
    ("decade", "absolute", r"\b(?P<y>(?:19|20)\d0)s\b"),
    (
        "partial_a",
        "partial",
        rf"{_W}(?P<m>{_M}) (?P<d>{_D}){_TH}{_TO}(?P<m2>{_M}) (?P<d2>{_D}){_TH}{_REL}(?![\d:])(?![,.]\d)",
    ),
    ("partial_b", "partial", rf"{_W}(?P<m>{_M}) (?P<d>{_D}){_TH}(?:{_TO}(?P<d2>{_D}){_TH})?{_REL}(?![\d:])(?![,.]\d)"),
    (
        "partial_c",
        "partial",
        rf"{_W}(?<![\d.,-])\b(?P<d>{_D}){_TH}(?:{_TO}(?P<d2>{_D}){_TH})?(?: of)? (?P<m>{_M}){_REL}(?![a-z])",
    ),
    ("partial_d", "partial", rf"(?i:\b{_PART})(?:-| in | of | )(?P<m>{_M}){_REL}(?![a-z])"),
    ("partial_e", "partial", rf"(?i:\b(?P<which>last|past|this|next|earlier this)) (?P<m>{_M})(?![a-z])"),
    ("partial_f", "partial", rf"(?i:{_PREP})(?P<m>{_M}){_TO}(?P<m2>{_M}){_REL}(?![a-z])"),
    ("partial_i", "partial", rf"(?P<m>{_M}),? (?:of )?(?P<rel>last|past|this|next) year\b"),
    ("partial_g", "partial", rf"(?i:{_IN})(?P<m>{_M}){_REL}(?![a-z])"),
    ("partial_h", "partial", rf"(?i:{_PREP})(?P<m>{_M}){_REL}(?![a-z])(?! [A-Z])"),
    (
        "weekday",
        "weekday",
        rf"(?i:\b(?:earlier )?(?P<which>last|past|this|next) )?\b(?P<wd>{_WD})(?: (?:of )?(?P<week>last|this|next) week)?\b",
    ),
    (
        "named",
        "relative",
        r"(?i:\b(?P<word>yesterday|today|tomorrow|tonight|overnight|this (?:morning|afternoon|evening)))\b",
    ),
    (
        "that",
        "relative",
        r"(?i:\b(?:(?P<part>early|mid|late|earlier|later)[ -])?(?:(?P<the>the) )?(?P<which>last|past|this|next) "
        r"(?P<unit>week|month|quarter|year|spring|summer|autumn|fall|winter))\b(?! of\b)",
    ),
    ("past", "vague", rf"(?i:\b(?:the )?(?:last|past|previous) (?P<n>{_NUM[:-1]}|few)) {_UNIT})"),
    ("recent", "vague", rf"(?i:\brecent {_UNIT})"),
    ("ago", "relative", rf"(?i:\b{_ABOUT}(?P<n>{_NUM}) {_UNIT} ago)"),
    (
        "later",
        "anchored",
        rf"(?i:\b{_ABOUT}(?P<n>{_NUM}) {_UNIT} (?P<way>later|earlier|afterwards?|thereafter|beforehand|before that|"
        r"before(?=[ ]*[.,;)])))\b",
    ),
    (
        "after",
        "distance",
        rf"(?i:\b{_ABOUT}(?:(?P<n>{_NUM}) )?{_UNIT} (?P<way>after|before|since|following|prior to))\b",
    ),
    (
        "same",
        "anchored",
        rf"(?i:\b(?:the (?P<which>same|following|next|previous|preceding) (?:{_UNIT}|(?P<wd>{_WD}))|"
        r"that (?P<that>day|week|month|year)))\b",
    ),
    ("year", "absolute", rf"(?i:{_PREP})(?P<y>{_Y}){_NO_COUNT}"),
)

_GROUP = re.compile(r"\(\?P<\w+>")


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, tuple[re.Pattern[str], Form]]]:
    """All of the rules as one alternation with a group for each, and each rule by itself."""
    whole = "|".join(f"(?P<{name}>{_GROUP.sub('(?:', pattern)})" for name, _, pattern in _RULES)
    return re.compile(whole), {name: (re.compile(pattern), form) for name, form, pattern in _RULES}


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words that tell a date, at `[start, end)` of the string searched; `parts` are what they say, by name, in lower case."""

    start: int
    end: int
    rule: str
    form: Form
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str:
        """What the words say under a name; empty if nothing."""
        return next((value for key, value in self.parts if key == name), "")


_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun"
_FIRST = (
    "early earlier mid late later this some about around over just nearly almost roughly approximately under only barely one two "
    "three four five six seven eight nine ten eleven twelve several many first second third fourth latter final end beginning "
    "start middle spring summer autumn fall winter last past next previous recent yesterday today tomorrow tonight overnight day "
    "days week weeks month months year years decade decades"
)
_BEGINS = re.compile(
    rf"\b(?:\d|Q[1-4]|H[12]|{one_of(_NAMES.split())}|(?i:at least |(?:more|less|fewer) than |"
    r"the (?:first|second|latter|end|beginning|start|middle|last|past|this|next|previous|same|following|preceding)\b|"
    r"an? (?:day|week|month|year|couple|few)|that (?:day|week|month|year)|"
    rf"(?:{one_of(_FIRST.split())})\b))"
)
"""Where alone a date may begin."""


_PLACED = tuple(
    "day week month year quarter spring summer autumn fall winter tonight tomorrow overnight morning afternoon evening".split()
)
_MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_DIGIT = re.compile(r"\d")


def _may_tell(text: str) -> bool:
    """Whether a string has any of what no date does without."""
    return bool(_DIGIT.search(text)) or has_one(text, _MONTHS) or has_one(text.lower(), _PLACED)


def date_words(text: str) -> tuple[DateWords, ...]:
    """Every date told in a string, in order; curly quotes and odd blanks must be plain ones (a view of the text)."""
    return _told(text)


@lru_cache(maxsize=256)
def _told(text: str) -> tuple[DateWords, ...]:
    out: list[DateWords] = []
    if not _may_tell(text):
        return ()
    whole, rules = _patterns()
    for begins in _BEGINS.finditer(text):
        if out and begins.start() < out[-1].end:
            continue
        found = whole.match(text, begins.start())
        if not found:
            continue
        name = found.lastgroup or ""
        pattern, form = rules[name]
        inner = pattern.match(text, found.start())
        parts = {k: v.lower().removeprefix("the ") for k, v in inner.groupdict().items() if v} if inner else {}
        out.append(DateWords(found.start(), found.end(), name.partition("_")[0], form, tuple(parts.items())))
    return tuple(out)
