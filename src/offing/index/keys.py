"""Two keys of a word that spellings of the same word share: the fine key (romanisations folded) and the skeleton.

`kaesong` and `gaeseong` differ in the fine key by little, `mohammed` and `muhamad` agree in the skeleton. Keys only
propose; how alike two words are is measured letter by letter (`near.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

SOUNDS = {
    "shch": "s", "schtsch": "s", "sch": "s", "sh": "s", "tsch": "c", "tch": "c", "ch": "c", "cz": "c", "tz": "c", "ts": "c",
    "zh": "j", "dj": "j", "dzh": "j", "kh": "h", "gh": "g", "dh": "d", "th": "t", "ph": "f", "ck": "k", "q": "k",
    "tekh": "tec",
    "x": "ks", "w": "v",
    "eo": "o", "io": "o", "yo": "o", "eu": "u", "ou": "u", "oo": "u", "woo": "u", "wu": "u",
    "ee": "i", "iy": "i", "ij": "i", "yi": "i", "ii": "i", "y": "i", "yy": "i", "yj": "i",
    "ay": "ai", "aj": "ai", "ae": "ai", "ey": "ei", "ej": "ei", "oy": "oi", "oj": "oi",
    "ya": "ia", "ja": "ia", "yu": "iu", "you": "iu", "yoo": "iu", "ye": "e", "ie": "e", "rn": "m",
}  # fmt: skip


def _longest_of(words: Iterable[str]) -> str:
    """A pattern for the longest of some words at a place, by letter: tried one after another they take six times as long."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    some = [letter + _longest_of(rest) for letter, rest in sorted(tails.items()) if letter]
    if not some:
        return ""
    return f"(?:{'|'.join(some)})" + ("?" if "" in tails else "")


_SOUND = re.compile(_longest_of(SOUNDS))
_HARD_C = re.compile(r"c(?=[aoulrt])|(?<=i)c$")
_DOUBLE = re.compile(r"(.)\1")
CLASS = {
    c: k
    for letters, k in (("bp", "p"), ("vf", "f"), ("dt", "t"), ("gkq", "k"), ("sz", "s"), ("jc", "j"))
    for c in letters
}
CLASS |= {c: c for c in "mnlr"}
VOWELS = frozenset("aeiouy")
_CONSONANTS = {i: CLASS.get(chr(i)) for i in range(128)}
"""What `str.translate` makes of the letters after the first: vowels and what is no letter go."""


def _once(text: str) -> str:
    """Letters that stand doubled, once."""
    if _DOUBLE.search(text) is None:
        return text
    out = last = ""
    for letter in text:
        if letter != last:
            out += letter
        last = letter
    return out


def _sound(m: re.Match[str]) -> str:
    return SOUNDS[m[0]]


@lru_cache(maxsize=1 << 18)
def fine(word: str) -> str:
    """The word in one romanisation: `kh` as `h`, `eo` as `o`, `iy` as `i`, doubled letters once. A number stays as it is."""
    if word.isdigit():
        return word
    key = _once(_SOUND.sub(_sound, _HARD_C.sub("k", word) if "c" in word else word))
    if "eo" in key or "io" in key or "ie" in key:
        key = _once(_SOUND.sub(_sound, key))
    if len(key) > 4 and key.endswith("of"):
        key = key[:-1] + "v"
    return key or word


@lru_cache(maxsize=1 << 18)
def skeleton(word: str, *, soft_w: bool = False) -> str:
    """Consonants by class (b = p, d = t, g = k), with the first vowel: empty for numbers and for what has under two.

    `soft_w` reads a `w` within the word as a vowel, as Arabic writes `u`.
    """
    if word.isdigit() or len(word) < 3:
        return ""
    text = word[0] + word[1:].replace("w", "").replace("v", "") if soft_w else word
    text = _once(_SOUND.sub(_sound, text))
    first = text[0]
    out = "a" if first in VOWELS else "h" if first == "h" else CLASS.get(first, "")
    out += text[1:].translate(_CONSONANTS)
    return out if len(out) >= 2 else ""
