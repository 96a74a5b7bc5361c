"""Names folded so that spelling habits do not matter: case, punctuation, script, legal forms, ship prefixes, numerals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

FORMS_ANYWHERE = frozenset(
    [
        "ltd",
        "limited",
        "llc",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "company",
        "gmbh",
        "sarl",
        "bv",
        "nv",
        "oyj",
        "doo",
        "ooo",
        "zao",
        "oao",
        "pao",
        "ojsc",
        "pjsc",
        "cjsc",
        "jsc",
        "llp",
        "plc",
        "pte",
        "pty",
        "sdn",
        "bhd",
        "srl",
        "spa",
        "kk",
        "fze",
        "fzco",
        "fzc",
        "fzllc",
        "dmcc",
        "tbk",
        "wll",
        "psc",
        "kft",
        "zrt",
        "sro",
        "kabushiki",
        "kaisha",
        "unlimited",
        "gongsi",
        "hoesa",
        "chusik",
        "yuxian",
        "obshchestvo",
        "ogranichennoy",
        "otvetstvennostyu",
        "aktsionernoe",
        "aktsionernoye",
    ]
)
FORMS_AT_AN_END = frozenset(
    [
        "co",
        "sa",
        "as",
        "ab",
        "ag",
        "oy",
        "ao",
        "pt",
        "cv",
        "lp",
        "se",
        "sal",
        "kg",
        "est",
        "dd",
        "ad",
        "nk",
        "spc",
        "gp",
    ]
)
ABBREVIATIONS = {
    "intl": "international",
    "int": "international",
    "internat": "international",
    "trdg": "trading",
    "shpg": "shipping",
    "shpng": "shipping",
    "mgmt": "management",
    "mgt": "management",
    "mngt": "management",
    "mfg": "manufacturing",
    "dev": "development",
    "eng": "engineering",
    "ind": "industrial",
    "imp": "import",
    "exp": "export",
    "bros": "brothers",
    "gen": "general",
    "govt": "government",
    "natl": "national",
    "dept": "department",
    "tech": "technology",
    "comm": "commercial",
    "fwd": "forwarding",
    "frt": "freight",
    "logist": "logistics",
    "corporacion": "corporation",
    "compania": "company",
    "cia": "company",
}
SHIP_PREFIXES = frozenset(
    [
        "mv",
        "mt",
        "ms",
        "ss",
        "mts",
        "mtv",
        "mvs",
        "lpgc",
        "lngc",
        "lpg",
        "lng",
        "msv",
        "tb",
        "fv",
        "rv",
        "mb",
        "mtug",
        "vessel",
        "ship",
    ]
)
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
_DROP = re.compile(
    r"['’`´ʹʼ\u00ad\ufe0f\u2600-\u27bf\U0001f000-\U0001faff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00]"
)
_DROP_PLAIN = dict.fromkeys(map(ord, "'`\x00"))
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])[./](?=[^\W\d_](?:[./\s,;)-]|$))")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBERED = re.compile(r"([a-z]+)([0-9]+)")
LONGEST = 2000
"""No name is longer; what follows is not read (normalising a long run of marks is quadratic)."""


@lru_cache(maxsize=50_000)
def fold(text: str) -> tuple[str, ...]:
    """Lower-case Latin tokens of a name: marks and punctuation gone, other scripts transliterated, `M.V.` and `d.o.o.` joined."""
    text = text[:LONGEST]
    if text.isascii():
        text = text.translate(_DROP_PLAIN)
    else:
        text = _DROP.sub("", unicodedata.normalize("NFKC", text)[:LONGEST])
        text = text if text.isascii() else anyascii(text)
    text = text.lower().replace("&", " and ")
    if "." in text or "/" in text:
        text = _INITIALS.sub(r"\1", text)
    tokens = _WORD.findall(text)
    if min(map(len, tokens), default=2) > 1:
        return tuple(tokens)
    joined: list[str] = []
    run = ""
    for token in tokens:
        if len(token) == 1 and token.isalpha():
            run += token
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(token)
    if run:
        joined.append(run)
    return tuple(joined)


TITLES = frozenset("mr mrs ms miss dr prof sir capt captain eng ing hon".split())


@lru_cache(maxsize=50_000)
def party_tokens(text: str) -> tuple[str, ...]:
    """Tokens that name a firm or person: legal forms and `the` removed, common abbreviations written out."""
    tokens = [ABBREVIATIONS.get(t, t) for t in fold(text) if t != "the"]
    while len(tokens) > 2 and tokens[0] in TITLES:
        tokens.pop(0)
    kept = [t for t in tokens if t not in FORMS_ANYWHERE]
    while len(kept) > 1 and kept[-1] in FORMS_AT_AN_END:
        kept.pop()
    while len(kept) > 1 and kept[0] in FORMS_AT_AN_END:
        kept.pop(0)
    return tuple(kept or tokens)


def legal_forms(text: str) -> tuple[str, ...]:
    """The words of a firm's name that `party_tokens` leaves out: `Sovcomflot PAO` → pao."""
    kept = party_tokens(text)
    said = (ABBREVIATIONS.get(t, t) for t in fold(text) if t != "the" and t not in TITLES)
    return tuple(sorted({t for t in said if t not in kept}))


@lru_cache(maxsize=50_000)
def ship_tokens(text: str) -> tuple[str, ...]:
    """Tokens that name a ship: `M/V`, `MT`, `LPG/C` removed from the front, `No.` before a number, Roman numerals as digits.

    `UNPHA2` is `UN PHA 2`: a number at the end does not belong to the word before it.
    """
    tokens: list[str] = []
    for token in fold(text):
        numbered = _NUMBERED.fullmatch(token)
        tokens.extend(numbered.groups() if numbered else (token,))
    while len(tokens) > 1 and tokens[0] in SHIP_PREFIXES:
        tokens.pop(0)
    kept: list[str] = []
    for i, token in enumerate(tokens):
        if token in ("no", "nr", "num") and i + 1 < len(tokens) and tokens[i + 1].isdigit():
            continue
        number = token.lstrip("0") or "0" if token.isdigit() else ROMAN.get(token, token) if i else token
        kept.append(number)
    return tuple(kept)


def key(tokens: tuple[str, ...]) -> str:
    """Tokens run together, so that joins and splits (`YUK TUNG`, `YUKTUNG`) do not matter; numbers keep their edges."""
    text = ""
    for token in tokens:
        text += f"#{token}#" if token.isdigit() else token
    return text
