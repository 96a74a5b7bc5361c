"""Countries, territories and flags as books and lists print them → FollowTheMoney territory codes.

The table `territories.csv` beside this module holds, per line: ISO 3166-1 alpha-2 in lower case (as FollowTheMoney
writes it; `xk` for Kosovo), alpha-3, an English short name, other names and adjectives (`;`), and the maritime
identification digits that the ITU gives to that administration.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_ABBREVIATED = {
    "st": "saint",
    "is": "islands",
    "isl": "islands",
    "isls": "islands",
    "rep": "republic",
    "dem": "democratic",
    "fed": "federation",
}
_SAID_OF_A_SHIP = ("flagged", "flag", "registered", "registry")
_LONE_LETTERS = re.compile(r"\b\w(?: \w\b)+")
_BRACKETS = re.compile(r"[(\[（].*?(?:[)\]）]|$)")


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    name: str
    spellings: tuple[str, ...]
    mids: tuple[str, ...]


def _key(text: str) -> str:
    """Letters and digits only, without case, accents, articles and the usual abbreviations."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    plain = text.casefold()
    plain = re.sub(r"['’ʼ`]", "", plain).replace("&", " and ")
    plain = _LONE_LETTERS.sub(lambda m: m[0].replace(" ", ""), " ".join(re.sub(r"[\W_]+", " ", plain).split()))
    words = plain.split()
    if len(words) > 1:
        words = [_ABBREVIATED.get(w, w) for w in words if w != "the"] or words
    return " ".join(words)


@cache
def _rows() -> tuple[_Row, ...]:
    text = files("offing.records").joinpath("territories.csv").read_text(encoding="utf-8")
    return tuple(
        _Row(
            code=row["code"],
            name=row["name"],
            spellings=(row["code"], row["iso3"], row["name"], *(a.strip() for a in row["aliases"].split(";") if a)),
            mids=tuple(row["mids"].split()),
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _by_key() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in _rows():
        for spelling in row.spellings:
            if found.setdefault(_key(spelling), row.code) != row.code:
                raise ValueError(f"territories.csv gives {spelling!r} to both {found[_key(spelling)]} and {row.code}")
    return found


@cache
def _names() -> Mapping[str, str]:
    return {row.code: row.name for row in _rows()}


def _readings(text: str) -> Iterator[str]:
    """The text as printed, then without remarks in brackets, turned round at its comma, without the word "flag"."""
    yield text
    bare = _BRACKETS.sub(" ", text).strip(" ,;:-")
    yield bare
    if "," in bare:
        last, _, first = bare.partition(",")
        yield f"{first} {last}"
    words = bare.replace("-", " ").split()
    if len(words) > 1 and words[-1].casefold() in _SAID_OF_A_SHIP:
        yield " ".join(words[:-1])


@lru_cache(maxsize=8192)
def territory(text: str) -> str | None:
    """The FollowTheMoney code (`kp`) of a name, ISO code or adjective, in English, Russian, Chinese or Korean.

    None when the text is empty, unknown, or could be two places ("Korea", "Virgin Islands"): never a guess.
    """
    known = _by_key()
    return next((known[k] for k in map(_key, _readings(text)) if k in known), None)


def territory_name(code: str) -> str:
    """The English short name of a code; the code itself when there is none."""
    return _names().get(code, code)


@cache
def territory_spellings() -> Mapping[str, tuple[str, ...]]:
    """Per code the names and adjectives of a territory as the table has them, without its codes."""
    return {row.code: row.spellings[2:] for row in _rows()}


def territory_names(codes: Iterable[str]) -> str:
    """`Panama, Togo`."""
    return ", ".join(territory_name(c) for c in codes)


class _MidTable(Mapping[str, str]):
    """The table of maritime identification digits, read when first asked."""

    def __getitem__(self, mid: str) -> str:
        return _mids()[mid]

    def __iter__(self) -> Iterator[str]:
        return iter(_mids())

    def __len__(self) -> int:
        return len(_mids())


@cache
def _mids() -> Mapping[str, str]:
    return {mid: row.code for row in _rows() for mid in row.mids}


MID_TERRITORY: Mapping[str, str] = _MidTable()
"""Maritime identification digits (first three of a ship's MMSI) → territory code.

Source: ITU table of maritime identification digits. 306 is left out: Curaçao, Sint Maarten and the Caribbean
Netherlands share it. The Isle of Man and the channel islands use the digits of the United Kingdom.
"""
