"""Corruptions that come of writing one name in the letters of another language. See `corruptions` for what they promise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from matching.spellings import (
    ARABIC,
    ARABIC_LETTERS,
    CYRILLIC,
    KOREAN,
    KOREAN_SIGNS,
    RUSSIAN,
    RUSSIAN_LETTERS,
    changed,
    like,
)
from matching.things import Kind

_PINYIN = re.compile(
    r"(?:ZH|CH|SH|[BPMFDTNLGKHJQXRZCSYW])(?:IANG|IONG|UANG|IAO|IAN|ING|ANG|ENG|ONG|UAI|UAN|AI|AO|AN|EI|EN|IA|IE|IN|IU|OU|UA|UI|UN|UO|UE|[AEIOU])"
)
_CHINESE = frozenset(
    """CHINA CHINESE SHANGHAI DALIAN TIANJIN BEIJING QINGDAO SHENZHEN GUANGZHOU NINGBO DANDONG HONGXIANG SHANDONG ZHEJIANG
    HEBEI HUNAN HENAN YUNNAN JIANGSU FUJIAN GUANGDONG LIAONING SHENYANG XIAMEN WUHAN HANGZHOU XINJIANG JILIN HAINAN
    """.split()
)
_SLAVIC = re.compile(r"(?:OVA?|EVA?|YEVA?|SKY|SKAYA|SKI[IY]|VICH|VNA|ENKO|CHUK)$")
_LATER_ARABIC = frozenset(w for row in ARABIC[:32] for w in row if " " not in w)


def _by_table(words: Sequence[str], rng: Random, table: Sequence[Sequence[str]], at_most: int) -> list[str]:
    """Up to `at_most` words, drawn by chance, in another spelling of their row."""
    new = list(words)
    rows: dict[str, Sequence[str]] = {}
    for row in table:
        for word in row:
            rows.setdefault(word, row)
    can = [i for i, w in enumerate(words) if w.upper() in rows]
    for i in rng.sample(can, min(len(can), rng.randint(1, at_most))):
        new[i] = like(words[i], rng.choice([w for w in rows[words[i].upper()] if w != words[i].upper()]))
    return new


def _letters(word: str, rng: Random, pairs: Sequence[tuple[str, str]]) -> str:
    """One letter group of a word, the first of its kind, written by another system."""
    can = [(a, b) for a, b in pairs if a in word.upper()]
    if len(word) < 4 or not can:
        return word
    a, b = rng.choice(can)
    at = word.upper().index(a)
    new = b if word[1:].isupper() else b.capitalize() if at == 0 and word[0].isupper() else b.lower()
    return word[:at] + new + word[at + len(a) :]


_KOREAN_ROWS = {w: row for row in reversed(KOREAN) for w in row if len(w) > 1}
"""Spelling of a syllable → its row; where a spelling stands in two, the first counts."""


def _korean_syllables(word: str) -> list[str]:
    """`PAEKSOL` → PAEK, SOL: a word taken apart into syllables of the table, the longest first; empty if that fails."""
    if not word:
        return []
    for size in range(min(6, len(word)), 1, -1):
        rest = _korean_syllables(word[size:]) if word[:size] in _KOREAN_ROWS else []
        if word[:size] in _KOREAN_ROWS and (rest or size == len(word)):
            return [word[:size], *rest]
    return []


def korean_spelling(name: str, rng: Random, kind: Kind) -> str | None:
    """Korean syllables by another romanisation: Paeksol, Baekseol; Ri, Lee. Only names that show that they are Korean."""
    words = re.split(r"([ -])", name)
    signs = [w for w in words if w.upper() in KOREAN_SIGNS]
    if len(signs) < 2 and not {"KOREA", "KOREAN", "PYONGYANG", "CHOSON"} & {s.upper() for s in signs}:
        return None
    parts = [_korean_syllables(w.upper()) for w in words]
    can = [(i, k) for i, p in enumerate(parts) for k in range(len(p))]
    for i, k in rng.sample(can, min(len(can), rng.randint(1, 3))):
        parts[i][k] = rng.choice([w for w in _KOREAN_ROWS[parts[i][k]] if w != parts[i][k]])
    new = "".join(
        like(w, "".join(p)) if p and "".join(p) != w.upper() else w for w, p in zip(words, parts, strict=True)
    )
    return new if new != name else None


def arabic_spelling(name: str, rng: Random, kind: Kind) -> str | None:
    """Arabic and Persian names as another clerk writes them: Mohammed, Muhammad; al-, el-; q, k. Needs one known name."""
    words = re.split(r"([ -])", name)
    if kind == "Vessel" or not any(w.upper() in _LATER_ARABIC for w in words):
        return None
    new = _by_table(words, rng, ARABIC, 3)
    if rng.random() < 0.4:
        i = rng.randrange(len(new))
        new[i] = _letters(new[i], rng, ARABIC_LETTERS)
    text = "".join(new)
    return text if text != name else None


def _slavic(name: str) -> bool:
    words = [w.strip("'\",.").upper() for w in name.split()]
    return any(_SLAVIC.search(w) and len(w) >= 5 for w in words) or any(w in row for row in RUSSIAN for w in words)


def russian_spelling(name: str, rng: Random, kind: Kind) -> str | None:
    """Russian names by another romanisation: Sergei, Sergey; Yevgeny, Evgenii; -sky, -skiy; zh, j. Needs a Slavic ending."""
    if not _slavic(name):
        return None
    words = _by_table(name.split(), rng, RUSSIAN, 2)
    for i in rng.sample(range(len(words)), min(2, len(words))):
        words[i] = _letters(words[i], rng, RUSSIAN_LETTERS)
    return changed(name, words)


def cyrillic_letters(name: str, rng: Random, kind: Kind) -> str | None:
    """A Russian name as it stands in Russian papers: the romanisation undone, letter group by letter group."""
    if not _slavic(name) or not re.fullmatch(r"[A-Za-z '.-]+", name) or kind == "Organization":
        return None
    native = {w: row[0] for row in RUSSIAN for w in row}
    made = []
    for word in name.upper().split():
        text = re.sub(r"(?<=[BCDFGHJKLMNPRSTVXZ])Y$|(?<=SK)I$", "IY", native.get(word, word))
        letters = ""
        while text:
            a, b = next(((a, b) for a, b in CYRILLIC if text.startswith(a)), (text[0], text[0]))
            letters, text = letters + b, text[len(a) :]
        made.append(letters)
    return " ".join(made).title() if kind == "Person" else " ".join(made)


def _syllables(word: str) -> list[str]:
    found = _PINYIN.findall(word.upper())
    return found if "".join(found) == word.upper() else []


def pinyin_spacing(name: str, rng: Random, kind: Kind) -> str | None:
    """Chinese syllables joined or parted: Hong Xiang, Hongxiang. Needs a Chinese place or two syllables side by side."""
    words = name.split()
    parts = [_syllables(w) for w in words]
    pairs = [
        i
        for i in range(len(words) - 1)
        if len(parts[i]) == 1 and len(parts[i + 1]) == 1 and len(words[i] + words[i + 1]) > 4
    ]
    splits = [i for i, p in enumerate(parts) if len(p) == 2]
    shown = any(w.upper().strip(",.") in _CHINESE for w in words) or any(
        re.match(r"ZH|X|Q[IU]", s) for p in parts for s in p
    )
    if not shown or not (pairs or splits):
        return None
    i = rng.choice([*pairs, *splits])
    if i in splits:
        cut = len(parts[i][0])
        return changed(name, [*words[:i], words[i][:cut], like(words[i], words[i][cut:]), *words[i + 1 :]])
    return changed(name, [*words[:i], like(words[i], words[i] + words[i + 1]), *words[i + 2 :]])
