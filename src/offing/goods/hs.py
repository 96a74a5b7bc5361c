"""HS codes as books write them: 2, 4, 6, 8 or 10 digits and more, with dots and blanks; never repaired.

The Harmonized System is revised about every five years (2012, 2017, 2022 …). Codes are compared as digits; the few that moved and
matter to a measure stand in `moved`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_APART = re.compile(r"[;,/|\n]|\band\b|\+", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:HS|HTS|CN|TARIC|EX|CODE|NO|NR|HEADING|CHAPTER|TARIFF)[\s.:]*", re.IGNORECASE)
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Codes:
    """What a cell gave: codes as digits, and for each part that is none the reason."""

    codes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_hs(text: str) -> Codes:
    """`2701.12; HS 2702` → codes 270112 and 2702. A part that is no code is told in `problems`, with what was expected."""
    codes, problems = [], []
    for part in _APART.split(text):
        said = part.strip(" .()'\"")
        while (bare := _PREFIX.sub("", said)) != said:
            said = bare
        if not said:
            continue
        digits = re.sub(r"[\s.\-]", "", said)
        if problem := _problem(said, digits):
            problems.append(problem)
        else:
            codes.append(digits)
    return Codes(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(problems)))


def _problem(said: str, digits: str) -> str:
    shown = f"“{said[:40]}”"
    if not (digits.isascii() and digits.isdigit()):
        return f"{shown} is not an HS code: digits are expected"
    if len(digits) < 2:
        return f"{shown} is too short for an HS code: at least the two digits of a chapter are expected"
    if len(digits) % 2 and len(digits) < 9:
        return (
            f"{shown} has {len(digits)} digits, an HS code an even number: a nought may have been lost before or after"
        )
    if len(digits) > _LONGEST:
        return f"{shown} is too long for an HS code"
    if digits[:2] in ("00", "77"):
        return f"{shown} is in no chapter of the HS: chapters are 01 to 76 and 78 to 99"
    return ""


def covers(pattern: str, code: str) -> bool | None:
    """Whether a table's pattern (`2701`, `50-63`, `1603-1605`, `*`) holds a code; None where the code is too short to tell."""
    if pattern == "*":
        return True
    low, _, high = pattern.partition("-")
    if not high:
        return True if code.startswith(low) else None if low.startswith(code) else False
    if len(code) >= len(low):
        return low <= code[: len(low)] <= high
    return None if low[: len(code)] <= code <= high[: len(code)] else False


def covered(patterns: tuple[str, ...], code: str) -> bool | None:
    """True where some pattern holds the code, None where some may, False where none does."""
    told = [covers(p, code) for p in patterns]
    return True if True in told else None if None in told else False
