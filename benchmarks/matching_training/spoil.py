"""Names as they come to be written: our own corruptions, for training. Pure, seeded by the generator given."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

PERSON, FIRM, SHIP = 0, 1, 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VARIANTS = (
    ("kh", "h"), ("kh", "k"), ("iy", "y"), ("iy", "i"), ("yu", "iu"), ("ya", "ia"), ("ye", "e"), ("shch",
    "sch"), ("zh", "j"),
    ("ts", "tz"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("dh", "d"), ("th", "t"), ("ah", "a"),
    ("ss", "s"), ("mm", "m"),
    ("aa", "a"), ("ei", "ai"), ("ev", "yev"), ("v", "w"), ("ks", "x"), ("j", "dj"), ("gh", "g"), ("ov", "off"),
    ("o", "u"), ("e", "i"),
    ("i", "ee"), ("u", "oo"), ("u", "ou"), ("ch", "j"), ("p", "b"), ("k", "g"), ("t", "d"), ("o", "eo"), ("y",
    "i"), ("ph", "f"),
)  # fmt: skip
_SCANS = (("o", "0"), ("l", "1"), ("i", "1"), ("s", "5"), ("b", "8"), ("rn", "m"), ("m", "rn"), ("e", "c"),
("c", "e"), ("h", "b"),
          ("cl", "d"), ("u", "v"), ("i", "l"), ("g", "6"), ("t", "l"))  # fmt: skip
_FORMS = (
    "LTD",
    "LLC",
    "CO., LTD.",
    "JSC",
    "OOO",
    "GmbH",
    "INC",
    "CORP",
    "LIMITED",
    "S.A.",
    "FZE",
    "PLC",
    "",
    "Company Limited",
    "Limited Liability Company",
)
_KNOWN = frozenset(
    [
        "LTD",
        "LLC",
        "CO",
        "JSC",
        "OOO",
        "GMBH",
        "INC",
        "CORP",
        "LIMITED",
        "S.A",
        "SA",
        "S.A.C",
        "FZE",
        "PLC",
        "OAO",
        "ZAO",
        "PAO",
        "AO",
        "S.R.L",
        "LTDA",
        "COMPANY",
        "CORPORATION",
        "S.A.S",
    ]
)
_SHORTER = {
    "INTERNATIONAL": "INTL", "TRADING": "TRDG", "SHIPPING": "SHPG", "COMPANY": "CO", "LIMITED": "LTD", "MANAGEMENT": "MGMT",
    "TECHNOLOGY": "TECH", "SERVICES": "SVCS", "GENERAL": "GEN", "INDUSTRIAL": "IND", "ENGINEERING": "ENG",
    "NATIONAL": "NATL",
}  # fmt: skip
_TITLES = ("Mr.", "Dr.", "Sheikh", "Haji", "Mrs", "Gen.", "Capt")
_PREFIXES = ("MV ", "M/V ", "MT ", "M.T. ", "M/T ", "LPG/C ", "SS ", "Vessel ")
_MORE = (
    "TRADING", "GROUP", "SHIPPING", "INTERNATIONAL", "HOLDING", "BRANCH", "SERVICES", "GLOBAL", "& SONS", "(HK)", "HONG KONG",
    "DUBAI", "ENTERPRISES", "OPERATIONS", "INVESTMENT", "ENERGY", "MARINE", "INDUSTRIES",
)  # fmt: skip
_MIDDLE = ("Ali", "Ivan", "Maria", "Jose", "Ahmed", "Kim", "Juan", "Hassan", "Sergei", "Mohammad")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII"}


def slip(word: str, rng: Random) -> str:
    """One letter wrong, gone, doubled, or swapped with the next."""
    at, how = rng.randrange(len(word)), rng.randrange(4)
    if how == 0:
        return word[:at] + rng.choice(_LETTERS) + word[at + 1 :]
    if how == 1:
        return word[:at] + word[at + 1 :]
    if how == 2 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice(_LETTERS) + word[at:]


def typo(words: list[str], kind: int, rng: Random) -> list[str]:
    long = [i for i, w in enumerate(words) if len(w) >= 4 and w.isalpha()]
    if long:
        i = rng.choice(long)
        words[i] = slip(words[i].lower(), rng)
    return words


def two_typos(words: list[str], kind: int, rng: Random) -> list[str]:
    return typo(typo(words, kind, rng), kind, rng)


def turned(words: list[str], kind: int, rng: Random) -> list[str]:
    at = rng.randrange(1, len(words)) if len(words) > 1 else 0
    return words[at:] + words[:at]


def dropped(words: list[str], kind: int, rng: Random) -> list[str]:
    """A middle word of a person's name, or one of the commoner words of a firm's."""
    if len(words) < 3 or kind == SHIP:
        return words
    if kind == PERSON:
        del words[rng.randrange(1, len(words) - 1)]
    else:
        del words[rng.randrange(1, len(words))]
    return words


def added(words: list[str], kind: int, rng: Random) -> list[str]:
    if kind == PERSON:
        if rng.random() < 0.5:
            return [rng.choice(_TITLES), *words]
        return [*words[:1], rng.choice(_MIDDLE), *words[1:]]
    return [*words, rng.choice(_MORE)] if kind == FIRM else words


def other_form(words: list[str], kind: int, rng: Random) -> list[str]:
    """The legal form changed, left out, or one added, at either end."""
    if kind != FIRM:
        return words
    kept = list(words)
    while len(kept) > 1 and kept[-1].strip(".,").upper() in _KNOWN:
        kept.pop()
    while len(kept) > 1 and kept[0].strip(".,").upper() in _KNOWN:
        kept.pop(0)
    form = rng.choice(_FORMS)
    return [form, *kept] if rng.random() < 0.3 else [*kept, form]


def shorter(words: list[str], kind: int, rng: Random) -> list[str]:
    return [_SHORTER.get(w.upper(), w) for w in words] if kind == FIRM else words


def other_spelling(words: list[str], kind: int, rng: Random) -> list[str]:
    """Another romanisation: one to three habits of spelling changed, either way."""
    for _ in range(1 if kind == SHIP else rng.randint(1, 3)):
        i = rng.randrange(len(words))
        word = words[i].lower()
        can = [(a, b) for x, y in _VARIANTS for a, b in ((x, y), (y, x)) if a in word and len(word) > 3]
        if can:
            a, b = rng.choice(can)
            words[i] = word.replace(a, b, 1)
    return words


def initials(words: list[str], kind: int, rng: Random) -> list[str]:
    if kind != PERSON or len(words) < 2:
        return words
    n = rng.randint(1, len(words) - 1)
    return [w[0] + "." if i < n else w for i, w in enumerate(words)]


def joined(words: list[str], kind: int, rng: Random) -> list[str]:
    if len(words) < 2:
        return words
    i = rng.randrange(len(words) - 1)
    return [*words[:i], words[i] + words[i + 1], *words[i + 2 :]]


def parted(words: list[str], kind: int, rng: Random) -> list[str]:
    long = [i for i, w in enumerate(words) if len(w) >= 6 and w.isalpha()]
    if not long:
        return words
    i = rng.choice(long)
    at = rng.randrange(2, len(words[i]) - 1)
    return [*words[:i], words[i][:at], words[i][at:], *words[i + 1 :]]


def scanned(words: list[str], kind: int, rng: Random) -> list[str]:
    i = rng.randrange(len(words))
    word = words[i].lower()
    can = [(a, b) for a, b in _SCANS if a in word]
    if can and len(word) > 3:
        a, b = rng.choice(can)
        words[i] = word.replace(a, b, 1)
    return words


def prefixed(words: list[str], kind: int, rng: Random) -> list[str]:
    if kind != SHIP:
        return words
    return [rng.choice(_PREFIXES).strip(), *[_ROMAN.get(w, w) if rng.random() < 0.5 else w for w in words]]


def two_names(words: list[str], kind: int, rng: Random) -> list[str]:
    """A person of three names or more called by the first and one of the others."""
    return [words[0], rng.choice(words[1:])] if kind == PERSON and len(words) > 2 else words


def several(words: list[str], kind: int, rng: Random) -> list[str]:
    for change in rng.sample(CHANGES[:-2], 2):
        words = change(words, kind, rng) or words
    return words


Change = Callable[[list[str], int, Random], list[str]]
CHANGES: tuple[Change, ...] = (
    typo, two_typos, turned, dropped, added, added, other_form, other_form, shorter, other_spelling,
    other_spelling, initials, joined, parted, scanned,
    prefixed, two_names, two_names, several, several,
)  # fmt: skip


def spoilt(name: str, kind: int, rng: Random) -> str:
    """The name after one change drawn at random."""
    return " ".join(rng.choice(CHANGES)(name.split(), kind, rng)) or name
