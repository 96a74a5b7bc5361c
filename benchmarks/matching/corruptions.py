"""What happens to a listed name on its way into somebody's papers. Each corruption is documented, pure and seeded.

Every function takes (name, rng, kind) and gives the changed name, or None where that change cannot befall the name:
a firm has no initials, a ship no legal form. The same generator state gives the same answer; the answer is never the
name itself. `CORRUPTIONS` names them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from matching.romanisation import arabic_spelling, cyrillic_letters, korean_spelling, pinyin_spacing, russian_spelling
from matching.spellings import (
    ABBREVIATIONS,
    EMPTY_WORDS,
    FIRM_EXTRA,
    FORMS,
    MIDDLE,
    NEIGHBOURS,
    PREFIXES,
    ROMAN,
    SLIPS,
    TITLES,
    changed,
    like,
)
from matching.things import Kind

Corruption = Callable[[str, Random, Kind], str | None]


def _mistype(word: str, rng: Random) -> str:
    """One slip of the fingers in a word: a neighbour's key, two letters swapped, one left out, one struck twice."""
    at = rng.randrange(len(word))
    how = rng.randrange(4)
    letter = word[at]
    if how == 0 and letter.upper() in NEIGHBOURS:
        return word[:at] + like(letter, rng.choice(NEIGHBOURS[letter.upper()])) + word[at + 1 :]
    if how == 1 and at + 1 < len(word) and word[at + 1] != letter:
        return word[:at] + word[at + 1] + letter + word[at + 2 :]
    return word[:at] + word[at + 1 :] if how == 2 else word[:at] + letter + word[at:]


def _typos(name: str, rng: Random, count: int) -> str | None:
    words = name.split(" ")
    for _ in range(count):
        long = [i for i, w in enumerate(words) if len(w) >= 4 and w.isalpha() and w.isascii()]
        if not long:
            return None
        i = rng.choice(long)
        words[i] = _mistype(words[i], rng)
    return changed(name, words)


def typo_one(name: str, rng: Random, kind: Kind) -> str | None:
    """One typing error in a word of four letters or more."""
    return _typos(name, rng, 1)


def typo_two(name: str, rng: Random, kind: Kind) -> str | None:
    """Two typing errors, in one word or two, in a name of eight letters or more."""
    return _typos(name, rng, 2) if len(name) >= 8 else None


def _form_at_end(words: Sequence[str]) -> int:
    """Where the legal form at the end of a firm's name begins: the number of words before it."""
    for size in range(min(5, len(words) - 1), 0, -1):
        tail = _bare(" ".join(words[-size:]))
        if any(tail == _bare(f) for row in FORMS for f in row):
            return len(words) - size
    return len(words)


def _bare(text: str) -> str:
    return re.sub(r"[^A-Z0-9 ]", "", text.upper()).strip()


def words_reordered(name: str, rng: Random, kind: Kind) -> str | None:
    """Words in another order: family name first, a place moved to the front. A legal form stays at the end; hull numbers too."""
    words = name.replace(",", " ").split()
    cut = _form_at_end(words) if kind == "Organization" else len(words)
    while kind == "Vessel" and cut and any(c.isdigit() for c in words[cut - 1]):
        cut -= 1
    head = words[:cut]
    if len(set(head)) < 2:
        return None
    turn = rng.randrange(1, len(head))
    mixed = head[turn:] + head[:turn]
    return changed(name, [*mixed, *words[cut:]]) if mixed != head else None


def word_dropped(name: str, rng: Random, kind: Kind) -> str | None:
    """A middle name left out (first and last stay), or an empty word of a firm's name (OF, TRADING, GROUP)."""
    words = name.split()
    if kind == "Person":
        can = list(range(1, len(words) - 1))
    else:
        can = [i for i, w in enumerate(words) if w.upper().strip(".,") in EMPTY_WORDS]
    if kind == "Vessel" or not can or len(words) < 3:
        return None
    del words[rng.choice(can)]
    return changed(name, words)


def word_added(name: str, rng: Random, kind: Kind) -> str | None:
    """A title or middle name of a person; a place, GROUP, HOLDING or a branch in a firm's name, before the legal form."""
    words = name.split()
    if kind == "Vessel" or len(words) < 2:
        return None
    if kind == "Person":
        if rng.random() < 0.5:
            return changed(name, [like(words[0], rng.choice(TITLES)), *words])
        return changed(name, [*words[:1], like(words[0], rng.choice(MIDDLE)), *words[1:]])
    at = _form_at_end(words)
    return changed(name, [*words[:at], rng.choice(FIRM_EXTRA), *words[at:]])


def _other_forms(text: str) -> list[str]:
    return [f for row in FORMS if any(_bare(f) == _bare(text) for f in row) for f in row if _bare(f) != _bare(text)]


def form_changed(name: str, rng: Random, kind: Kind) -> str | None:
    """The legal form written out, shortened, or translated (LTD, LIMITED; OOO, LLC); a firm without one gets one."""
    if kind != "Organization":
        return None
    words = name.rstrip(",").split()
    at = _form_at_end(words)
    if at == len(words):
        for size in range(min(4, len(words) - 1), 0, -1):
            if others := _other_forms(" ".join(words[:size])):
                return changed(name, [rng.choice(others), *words[size:]])
    others = _other_forms(" ".join(words[at:])) or ["LTD", "LLC", "CO., LTD.", "CORP", "INC."]
    return changed(name, [*words[:at], rng.choice(others)])


def form_removed(name: str, rng: Random, kind: Kind) -> str | None:
    """The legal form left out, as people do in letters."""
    words = name.split()
    at = _form_at_end(words)
    return (
        changed(name, [w.rstrip(",") if i == at - 1 else w for i, w in enumerate(words[:at])])
        if at < len(words) and kind == "Organization"
        else None
    )


def words_abbreviated(name: str, rng: Random, kind: Kind) -> str | None:
    """Ordinary words of trade shortened: INTL, SHPG, SRVCES, TECH."""
    table = {row[0]: row[1:] for row in ABBREVIATIONS}
    words = name.split()
    if kind != "Organization" or not any(w.upper() in table for w in words):
        return None
    return changed(name, [like(w, rng.choice(table[w.upper()])) if w.upper() in table else w for w in words])


def _family(words: Sequence[str]) -> int:
    """Where the family name begins: at the first word in capitals after one that is not, else at the last word."""
    if words[0].isupper():
        return len(words) - 1
    return next((i for i, w in enumerate(words) if w.isupper() and len(w) > 2), len(words) - 1)


def initials(name: str, rng: Random, kind: Kind) -> str | None:
    """Given names of a person cut to initials, one or all of them; the family name stays."""
    words = name.replace(",", " ").split()
    can = [i for i, w in enumerate(words[: _family(words)]) if len(w) >= 3 and w.isalpha()]
    if kind != "Person" or not can:
        return None
    chosen = can if rng.random() < 0.4 else [rng.choice(can)]
    return changed(name, [w[0] + "." if i in chosen else w for i, w in enumerate(words)])


def short_person(name: str, rng: Random, kind: Kind) -> str | None:
    """First given name and first family name alone, of a person listed with three names or more."""
    words = name.replace(",", " ").split()
    if kind != "Person" or len(words) < 3 or not _family(words):
        return None
    return changed(name, [words[0], words[_family(words)]])


def words_joined(name: str, rng: Random, kind: Kind) -> str | None:
    """The blank between two words lost; a number is not joined to a word (see `number_style`)."""
    words = name.split()
    can = [i for i in range(len(words) - 1) if words[i].isalpha() and words[i + 1].isalpha()]
    if not can:
        return None
    i = rng.choice(can)
    return changed(name, [*words[:i], words[i] + words[i + 1], *words[i + 2 :]])


def word_split(name: str, rng: Random, kind: Kind) -> str | None:
    """A blank put into a word of six letters or more, two letters or more from either end: line breaks do that."""
    words = name.split()
    can = [i for i, w in enumerate(words) if len(w) >= 6 and w.isalpha()]
    if not can:
        return None
    i = rng.choice(can)
    at = rng.randrange(2, len(words[i]) - 1)
    return changed(name, [*words[:i], words[i][:at], words[i][at:], *words[i + 1 :]])


def vessel_prefix(name: str, rng: Random, kind: Kind) -> str | None:
    """M/V, MT, SS or LPG/C before a ship's name, as bills of lading and payments write it."""
    return rng.choice(PREFIXES) + name if kind == "Vessel" else None


def number_style(name: str, rng: Random, kind: Kind) -> str | None:
    """A hull number in another style, the number itself unchanged: 3, III, No. 3, 03, -3."""
    found = re.fullmatch(r"(.*[^\d\W]\.?)(?:[ -]*(\d{1,3})|[ -]+([IVX]{2,5}))", name, re.IGNORECASE)
    if kind != "Vessel" or found is None:
        return None
    shown = found[2] or found[3]
    digits = next((d for d, r in ROMAN.items() if r == shown.upper()), shown.lstrip("0"))
    if not digits.isdigit():
        return None
    styles = [f" {digits}", f" NO. {digits}", f" NO {digits}", f"-{digits}", f"{digits}", f" {digits.zfill(2)}"]
    if digits in ROMAN:
        styles.append(f" {ROMAN[digits]}")
    head = re.sub(r"\s*\bNO\.?$", "", found[1], flags=re.IGNORECASE).rstrip(" -")
    other = [head + s for s in styles if head + s != name]
    return rng.choice(other) if head else None


def ocr_slip(name: str, rng: Random, kind: Kind) -> str | None:
    """One or two letters read wrongly by a machine: O as 0, RN as M, CL as D, E as F."""
    text = name
    for _ in range(rng.randint(1, 2)):
        can = [(m.start(), a, b) for a, b in SLIPS for m in re.finditer(a, text, re.IGNORECASE)]
        if not can:
            break
        at, a, b = rng.choice(can)
        text = text[:at] + (b.lower() if text[at].islower() else b) + text[at + len(a) :]
    return text if text != name else None


def vowels_missing(name: str, rng: Random, kind: Kind) -> str | None:
    """Inner vowels of the longest word left out, as telex and field limits taught people to do."""
    words = name.split()
    i = max(range(len(words)), key=lambda n: (len(words[n]), -n))
    if len(words[i]) < 6:
        return None
    words[i] = words[i][0] + re.sub(r"[AEIOUaeiou]", "", words[i][1:])
    return changed(name, words)


def truncated(name: str, rng: Random, kind: Kind) -> str | None:
    """The end cut off at a field's limit: 35 characters of a payment message, else the last third of the last word."""
    if len(name) > 38:
        return name[:35].rstrip()
    last = name.rsplit(maxsplit=1)[-1]
    return name[: len(name) - max(len(last) // 3, 2)] if len(last) >= 7 else None


def combined(name: str, rng: Random, kind: Kind) -> str | None:
    """Two of the others, one after the other, as in a bad scan of a badly typed name."""
    text: str | None = name
    for change in rng.sample(
        (typo_one, ocr_slip, words_reordered, word_added, word_dropped, form_changed, initials), 4
    ):
        new = change(text, rng, kind) if text else None
        if new and text != name:
            return new if new != name else None
        text = new or text
    return None


def wrong_imo_digit(imo: str, rng: Random, kind: Kind = "Vessel") -> str | None:
    """One digit of a seven-digit IMO number typed wrong, by chance or by swapping two neighbours; the first stays."""
    if len(imo) != 7 or not imo.isdigit():
        return None
    swaps = [i for i in range(1, 6) if imo[i] != imo[i + 1]]
    if swaps and rng.random() < 0.3:
        i = rng.choice(swaps)
        return imo[:i] + imo[i + 1] + imo[i] + imo[i + 2 :]
    i = rng.randrange(1, 7)
    return imo[:i] + rng.choice([d for d in "0123456789" if d != imo[i]]) + imo[i + 1 :]


CORRUPTIONS: Mapping[str, Corruption] = {
    f.__name__: f
    for f in (
        typo_one, typo_two, words_reordered, word_dropped, word_added, form_changed, form_removed, words_abbreviated,
        korean_spelling, arabic_spelling, russian_spelling, cyrillic_letters, pinyin_spacing, initials, short_person,
        words_joined, word_split, vessel_prefix, number_style, ocr_slip, vowels_missing, truncated, combined,
    )
}  # fmt: skip
"""Every corruption of a name, by the name of its class in the tables."""
