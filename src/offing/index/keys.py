"""Two keys of a word that spellings of the same word share: the fine key (romanisations folded) and the skeleton.

`kaesong` and `gaeseong` differ in the fine key by little, `mohammed` and `muhamad` agree in the skeleton. Keys only
propose; how alike two words are is measured letter by letter (`near.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS = {
    "shch": "s", "schtsch": "s", "sch": "s", "sh": "s", "tsch": "c", "tch": "c", "ch": "c", "cz": "c", "tz": "c", "ts": "c",
    "zh": "j", "dj": "j", "dzh": "j", "kh": "h", "gh": "g", "dh": "d", "th": "t", "ph": "f", "ck": "k", "q": "k",
    "x": "ks", "w": "v",
    "eo": "o", "io": "o", "yo": "o", "eu": "u", "ou": "u", "oo": "u", "woo": "u", "wu": "u",
    "ee": "i", "iy": "i", "ij": "i", "yi": "i", "ii": "i", "y": "i", "yy": "i", "yj": "i",
    "ay": "ai", "aj": "ai", "ey": "ei", "ej": "ei", "oy": "oi", "oj": "oi",
    "ya": "ia", "ja": "ia", "yu": "iu", "you": "iu", "yoo": "iu", "ye": "e", "ie": "e", "rn": "m",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_AGAIN = re.compile(r"[ei]o|i[ei]")
_CLASS = {
    c: k
    for letters, k in (("bp", "p"), ("vf", "f"), ("dt", "t"), ("gkq", "k"), ("sz", "s"), ("jc", "j"))
    for c in letters
}
_CLASS |= {c: c for c in "mnlr"}
_VOWELS = frozenset("aeiouy")


def _sound(m: re.Match[str]) -> str:
    return _SOUNDS[m[0]]


@lru_cache(maxsize=1 << 18)
def fine(word: str) -> str:
    """The word in one romanisation: `kh` as `h`, `eo` as `o`, `iy` as `i`, doubled letters once. A number stays as it is."""
    if word.isdigit():
        return word
    key = _DOUBLE.sub(r"\1", _SOUND.sub(_sound, word))
    if _AGAIN.search(key):
        key = _DOUBLE.sub(r"\1", _SOUND.sub(_sound, key))
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
    text = _SOUND.sub(_sound, text)
    out = ""
    last = ""
    for i, letter in enumerate(text):
        if letter in _VOWELS:
            key = "a" if i == 0 else ""
        elif letter == "h":
            key = "h" if i == 0 else ""
        else:
            key = _CLASS.get(letter, "")
        if key and not (key == last and text[i - 1] == letter):
            out += key
        last = key or last
    return out if len(out) >= 2 else ""
