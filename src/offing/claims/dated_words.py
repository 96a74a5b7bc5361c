"""Words that tell a date: absolute ones with their ISO value, relative ones ("last July", "weeks later") as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from offing.claims.found import Found
from offing.claims.literals import one_of
from offing.claims.wording import CAPITAL, LOWER, SPACE, Words

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
_NUMBER = (
    r"(?i:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty"
    r"|thirty|forty|fifty|sixty|ninety|several|a few|few|many|some|a couple of|dozens of)"
)
_UNIT = r"(?:hours?|days?|nights?|weeks?|months?|years?|decades?)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|[Tt]he (?:end|start|beginning|middle) of)[ -])"
_YEAR = r"(?:19|20)\d\d"
_NAMES = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Oct "
    "Nov Dec Mon Tue Wed Thu Fri Sat Sun Christmas New Easter Boxing"
)
_FIRST = (
    "between early earlier mid late later last past previous next this that coming same following recent less more about around "
    "nearly almost just over one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty ninety several few many some dozens hour day night week month "
    "year decade hours days nights weeks months years decades spring summer autumn fall winter yesterday today tonight tomorrow "
    "overnight within before by after during first second third fourth final"
)
_BEGINS = rf"(?=\d|Q[1-4]|{one_of(_NAMES.split())}|(?i:(?:the|at least|an?|in) |(?:{one_of(_FIRST.split())})\b))"
"""Where alone one of the forms below may begin."""


@cache
def _dates() -> re.Pattern[str]:
    near = r"(?:(?:[Ll]ess|[Mm]ore) than |[Aa]bout |[Aa]round |[Nn]early |[Aa]lmost |[Jj]ust |[Aa]t least |[Oo]ver )?"
    ends = rf"(?:{_PART}?(?:{_MONTH},? )?{_YEAR}|{_PART}?{_SEASON} of {_YEAR})"
    forms = (
        rf"[Bb]etween {ends} and {ends}",
        rf"(?<=[Ff]rom ){ends} (?:to|through|until) {ends}",
        rf"{_MONTH} and {_MONTH},? {_YEAR}",
        rf"(?:\d{{1,2}} )?{_MONTH} of (?:that|the same) year",
        rf"(?P<iso>{_YEAR}[-/.]\d\d[-/.]\d\d)",
        r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d",
        rf"(?:{_DAY},? )?(?:the )?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:(?:-|–| and | to )\d{{1,2}}(?:st|nd|rd|th)?)?"
        rf" (?:of )?(?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?",
        rf"(?:{_DAY},? )?(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:,]\d)"
        rf"(?:(?:-|–| and | to )\d{{1,2}}(?:st|nd|rd|th)?)?(?:,? (?P<y2>{_YEAR}))?",
        rf"{_PART}?(?P<m3>{_MONTH}),? (?:of )?(?P<y3>{_YEAR})",
        rf"(?:[Tt]he )?(?:first|second|third|fourth|last|final) (?:quarter|half|week|months?|days?) of (?:{_MONTH} )?"
        rf"(?:{_YEAR}|{_MONTH}|this year|last year|the year)",
        rf"Q[1-4] (?:of )?{_YEAR}",
        rf"(?:{_PART}|[Tt]he )?{_SEASON} (?:of )?{_YEAR}",
        rf"{_PART}(?:{_YEAR}|{_MONTH}|last {_UNIT}|last {_MONTH}|this {_UNIT}|next {_UNIT}|{_SEASON})",
        rf"(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly) (?:on |in )?(?:this|last|that|next|the) (?:same )?"
        rf"(?:{_UNIT}|{_MONTH}|{_DAY}|{_SEASON})",
        rf"(?:[Ee]arlier|[Ll]ater) on {_DAY}",
        rf"(?:[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Tt]his|[Tt]hat|[Cc]oming|[Ss]ame|[Ff]ollowing) "
        rf"(?:week|month|year|weekend|night|decade|quarter|morning|evening|afternoon|{_SEASON})\b",
        rf"(?:[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Tt]his|[Cc]oming|[Ff]ollowing) (?:{_MONTH}|{_DAY})\b(?! [A-Z])",
        rf"(?:[Tt]he )?(?:[Pp]ast|[Ll]ast|next|previous|following|coming) {_NUMBER} {_UNIT}",
        rf"[Tt]he (?:past|last|next|previous|following|coming) {_UNIT}",
        r"[Tt]he (?:same|next|previous|following) day|[Tt]he day (?:before|after)",
        rf"[Ii]n (?:recent|the past few|the last few|the coming) {_UNIT}|[Ii]n recent years",
        rf"{near}{_NUMBER} {_UNIT} (?:later|ago|earlier|after|before|since|prior)",
        rf"(?:{_UNIT}) (?:later|ago|earlier|after|before)",
        rf"(?<=[Ff]or )(?:the past |the last )?(?:at least |about |nearly |almost |more than )?{_NUMBER} {_UNIT}",
        r"[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Oo]vernight",
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
        r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:\.|(?=,? (?:\d|on\b)))",
        rf"[Bb]etween {_MONTH} and {_MONTH}(?: of last year| of this year|,? {_YEAR})?",
        r"(?<=[Oo]n )Christmas(?: Day| Eve)|New Year's (?:Day|Eve)|(?:(?<=[Ss]ince )|(?<=[Aa]t )|(?<=[Uu]ntil ))"
        r"(?:New Year|Christmas|Easter|Boxing Day)",
        rf"(?:(?<=[Ss]ince )|(?<=[Uu]ntil ))(?:the )?{_SEASON}|(?<=[Ii]n the ){_SEASON}(?= of that year|[.,;])",
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:morning|afternoon|evening|night)",
        rf"{_MONTH} (?:to|through) {_MONTH},? {_YEAR}",
        rf"(?:[Ww]ithin|[Oo]ver|[Bb]efore|[Bb]y|[Aa]fter|[Dd]uring) (?:the (?:end of (?:the )?)?)?(?:{_NUMBER} )?"
        rf"(?:weekend|{_UNIT}|{_SEASON}|Christmas|New Year|Easter|year-end)(?: is out)?\b(?! (?:later|ago|earlier))",
        rf"(?<=[Ii]n )(?P<y4>{_YEAR})|(?<=[Ss]ince )(?P<y5>{_YEAR})|(?<=[Ff]rom )(?P<y6>{_YEAR})|(?<=[Uu]ntil )(?P<y7>{_YEAR})"
        rf"|(?<=[Bb]y )(?P<y8>{_YEAR})|(?<=[Dd]uring )(?P<y9>{_YEAR})|(?<=[Bb]etween )(?P<y10>{_YEAR})"
        rf"|(?<=\band )(?P<y11>{_YEAR})"
        rf"|(?<=\bto )(?P<y12>{_YEAR})|(?<=\bof )(?P<y13>{_YEAR})|(?<=[Bb]efore )(?P<y14>{_YEAR})|(?<=[Aa]fter )(?P<y15>{_YEAR})"
        rf"|(?<=\ba )(?P<y16>{_YEAR})|(?<=[Tt]he )(?P<y17>{_YEAR})|(?<=\()(?P<y18>{_YEAR})(?=\))|(?<=, )(?P<y19>{_YEAR})(?=[.,;])"
        rf"|(?<=[Tt]hroughout )(?P<y20>{_YEAR})|(?<=[Ss]ays )(?P<y21>{_YEAR})",
        r"January|February|April|June|July|August|September|October|November|December",
        r"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=[Oo]f )|(?<=[Ff]rom )|(?<=[Uu]ntil )|(?<=[Bb]y )|(?<=[Dd]uring )"
        r"|(?<=[Bb]etween )|(?<=\band )|(?<=[Bb]oth ))"
        r"(?:March|May)(?! [A-Z])",
    )
    return re.compile(rf"(?<![\w$€£]){_BEGINS}(?:{'|'.join(forms)})(?![\w]|[-/]\d|\.\d|-built|-made)")


_ANCHORS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "yesterday christmas easter today tonight tomorrow overnight weekend spring summer autumn fall winter quarter half "
    "morning afternoon evening night hour hours day days nights week weeks month months year years decade decades".split()
)
_BEFORE, _AFTER = 7, 6
"""Words around one of the above within which a date's other words stand."""


def dates(words: Words) -> Iterator[Found]:
    """Every expression of a date. Only those with a year have a value."""
    done = 0
    for i, word in enumerate(words.lows):
        if not (word in _ANCHORS or (word[:2] in ("19", "20") and len(word) in (4, 6, 8) and word[:4].isdigit())):
            continue
        if words.start(i) < done:
            continue
        a = max(done, words.start(max(0, i - _BEFORE)))
        b = words.end(min(len(words) - 1, i + _AFTER))
        at = words.start(i)
        for found in _dates().finditer(words.plain, a, b):
            if found.end() <= at:
                continue
            if found.start() < words.end(i) and not _is_name(words, i, found):
                yield from _each(found)
                done = found.end()
            break


_TWO = re.compile(r"(?:[Bb]etween )?(.{3,}?) (?:and|to|through|until) (.{3,})")


def _each(found: re.Match[str]) -> Iterator[Found]:
    """A date; of "between May and December 2019" both, as each is a date by itself."""
    a = found.start()
    two = _TWO.fullmatch(found[0])
    parts = [_dates().fullmatch(found.string, a + two.start(n), a + two.end(n)) for n in (1, 2)] if two else []
    for part in parts if all(parts) and parts else [found]:
        if part is not None:
            yield Found(part.start(), part.end(), "date", "date", value=_value(part), tier=0)


def _is_name(words: Words, i: int, found: re.Match[str]) -> bool:
    """April Glaspie, June Kim, a 2018-built ship, resolution 2017: no dates."""
    alone = found.group().isalpha()
    after = i + 1 < len(words) and words.gaps[i + 1] == SPACE and words.shapes[i + 1] == CAPITAL
    if alone and found.group() in ("April", "June", "August", "Jan", "May") and after and words.shapes[i] != LOWER:
        return words.low(i - 1) not in ("in", "since", "until", "during")
    first = words.low(i - 1) if found.start() == words.start(i) else ""
    if words.low(i - 2) in ("resolution", "resolutions") and words.between(i) == " (":
        return True
    if first == "of" and words.low(i - 2) in ("act", "acts"):
        return True
    return first in ("resolution", "resolutions", "article", "section")


def _value(found: re.Match[str]) -> str:
    parts = found.groupdict()
    if iso := parts["iso"]:
        year, month, day = int(iso[:4]), int(iso[5:7]), int(iso[8:])
        return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
    for k in ("1", "2"):
        if parts[f"m{k}"]:
            year_, day_ = parts[f"y{k}"], int(parts[f"d{k}"])
            if not year_ or not 1 <= day_ <= 31 or _RANGE.search(found[0]):
                return ""
            return f"{year_}-{_month(parts[f'm{k}']):02}-{day_:02}"
    if parts["m3"]:
        return f"{parts['y3']}-{_month(parts['m3']):02}"
    return next((v for k, v in parts.items() if k[0] == "y" and v and found[0] == v), "")


_RANGE = re.compile(r"\d(?:st|nd|rd|th)?(?:-|–| and | to )\d")


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
