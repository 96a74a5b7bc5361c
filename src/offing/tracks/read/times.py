"""How a column of text writes its times, found from a sample."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from offing.tracks.read.shape import ISO, NUMBER, SECONDS, unit_of

_ISO = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?"
)
_NUMBER = re.compile(r"-?\d{1,19}(?:\.\d+)?")
_PACKED = re.compile(r"(?:19|20)\d{12}")
_PACKED_T = re.compile(r"(\d{8})(T| )(\d{6})(Z?)")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})([ T])(\d{1,2}:\d{2})(:\d{2})?(\.\d+)?( [AaPp][Mm])?")
_ZONE = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeForm:
    """`form` is for `Shape.time` (None: no form fits); `offsets` says that times bear other offsets than zero; `doubt` that day
    and month could be read either way."""

    form: str | None
    offsets: bool = False
    doubt: bool = False


def time_form(values: Iterable[str]) -> TimeForm:
    """The one form that most values of the sample have."""
    sample = [v.strip() for v in values if v and v.strip()]
    if not sample:
        return TimeForm(ISO)
    most = max(1, len(sample) // 2)
    if sum(bool(_PACKED.fullmatch(v)) for v in sample) > most // 2 and all(len(v) == 14 for v in sample[:5]):
        return TimeForm("%Y%m%d%H%M%S")
    if len(numbers := [v for v in sample if _NUMBER.fullmatch(v)]) >= most:
        unit = unit_of(sorted(abs(float(v)) for v in numbers)[len(numbers) // 2])
        return TimeForm(NUMBER if unit == SECONDS else unit)
    if sum(bool(_ISO.fullmatch(v)) for v in sample) >= most:
        return TimeForm(ISO, offsets=any(_offset(v) for v in sample))
    if packed := _PACKED_T.fullmatch(sample[0]):
        return TimeForm(f"%Y%m%d{packed[2]}%H%M%S{packed[4]}")
    return _day_and_month(sample, most)


def _day_and_month(sample: list[str], most: int) -> TimeForm:
    found = [m for v in sample if (m := _DAY_FIRST.fullmatch(v))]
    if len(found) < most:
        return TimeForm(None)
    first, second = (max(int(m[n]) for m in found) for n in (1, 3))
    one = found[0]
    days = ("%m", "%d") if second > 12 and first <= 12 else ("%d", "%m")
    clock = "%I:%M" if one[9] else "%H:%M"
    clock += (":%S" if one[7] else "") + (".%f" if one[8] else "") + (" %p" if one[9] else "")
    form = f"{days[0]}{one[2]}{days[1]}{one[2]}%Y{one[5]}{clock}"
    return TimeForm(form, doubt=first <= 12 and second <= 12 and any(m[1] != m[3] for m in found))


def _offset(value: str) -> bool:
    found = re.search(r"\d{1,2}:\d{2}[\d:.]* ?([+-]\d{2}):?(\d{2})?$", value)
    return bool(found) and (found[1] not in ("+00", "-00") or found[2] not in (None, "00"))  # type: ignore[index]


def zone_of(header: str) -> int:
    """Seconds east of UTC that a column's name states ("time (UTC+2)"); 0 where it states none."""
    found = _ZONE.search(header)
    if not found:
        return 0
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return -seconds if found[1] == "-" else seconds
