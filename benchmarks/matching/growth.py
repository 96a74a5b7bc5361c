"""A list grown to any size: the real names, and made ones recombined from their words.

A made name takes a real name's form: the number of its words, its legal form, its comma. Every other word is drawn
from all words that stand in that place of the real names of its kind, so common words stay common (their frequencies
are Zipf's) and people keep given and family names apart. Twelve words in a hundred of four letters or more are then
misspelt once or twice, which makes the new words that a longer list brings. A made entry has one name, and the country,
flag and, with another day, birth year of the entry that lent its first word: so Russian names stay Russian.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from string import ascii_uppercase

from matching.spellings import FORMS
from matching.things import Kind, Listed, plain
from offing.records.identifiers import imo_check_digit_ok

SEED = "offing-growth-1"
MADE = "made:"
"""How the ids of made entries begin."""
MISSPELT = 0.12
"""Share of drawn words that are changed into words of their own."""
_FORM_WORDS = frozenset(w for row in FORMS for form in row for w in plain(form))
_FAMILY, _GIVEN, _ANY = range(3)
Form = list[tuple[int, str, bool]]
"""Of each word of a name: the place it stands in, the word, and whether another is drawn for it."""
Pools = list[list[tuple[str, Listed]]]
"""By place: every word that stands there in a real name, as often as it does, with its entry."""


def grown(listed: Sequence[Listed], names: int, taken: Iterable[str] = (), seed: str = SEED) -> Iterator[Listed]:
    """The list, then made entries until there are so many names; none of them has a name of `taken`, in any order of words,
    or an IMO number of it.

    Pure: the same list and size give the same entries, and a longer list begins with the shorter one.
    """
    rng = Random(seed)  # noqa: S311
    forms, pools = _forms(listed)
    kinds = [one.kind for one in listed for _ in (*one.names, *one.weak)]
    taken = list(taken)
    never, numbers = {plain(n) for n in taken}, {*taken, *(i for one in listed for i in one.imo)}
    made = 0
    for one in listed:
        made += len(one.names) + len(one.weak)
        yield one
    number = 0
    while made < names:
        kind = kinds[int(rng.random() * len(kinds))]
        form = forms[kind][int(rng.random() * len(forms[kind]))]
        drawn = [_drawn(part, pools[kind], rng) for part in form]
        name = "".join(word for word, _ in drawn)
        like = next((entry for _, entry in drawn if entry is not None), None)
        if like is None or tuple(sorted(re.findall(r"[^\W_]+", name.casefold()))) in never:
            continue
        number += 1
        made += 1
        yield _entry(f"{MADE}{number}", kind, name, like, numbers, rng)


def _forms(listed: Sequence[Listed]) -> tuple[dict[Kind, list[Form]], dict[Kind, Pools]]:
    """The forms of the real names of each kind, and the words that stand in each place of them."""
    forms: dict[Kind, list[Form]] = {"Person": [], "Organization": [], "Vessel": []}
    pools: dict[Kind, Pools] = {k: [[], [], []] for k in forms}
    for one in listed:
        for name in (*one.names, *one.weak):
            if not name.isascii():
                continue
            family, comma, given = name.partition(", ")
            whole = one.kind != "Person" or not comma
            parts = [(_ANY, name)] if whole else [(_FAMILY, family), (_ANY, comma), (_GIVEN, given)]
            form: Form = []
            for place, text in parts:
                for word in re.findall(r"[A-Za-z'-]+|[^A-Za-z'-]+", text):
                    drawn = len(word) > 1 and word[0].isalpha() and word.casefold() not in _FORM_WORDS
                    form.append((place, word, drawn))
                    if drawn:
                        pools[one.kind][place].append((word, one))
            forms[one.kind].append(form)
    return forms, pools


def _drawn(part: tuple[int, str, bool], pools: Pools, rng: Random) -> tuple[str, Listed | None]:
    place, word, drawn = part
    if not drawn:
        return (str(rng.randint(1, 99)) if word.strip().isdigit() and len(word) < 3 else word), None
    pool = pools[place]
    new, entry = pool[int(rng.random() * len(pool))]
    if len(new) >= 4 and rng.random() < MISSPELT:
        for _ in range(1 if rng.random() < 0.7 else 2):
            new = _misspelt(new, rng)
    return new, entry


def _misspelt(word: str, rng: Random) -> str:
    """A letter changed, dropped, doubled or put in, not the first one."""
    at = 1 + int(rng.random() * (len(word) - 1))
    what = rng.random()
    letter = ascii_uppercase[int(rng.random() * 26)]
    letter = letter if word.isupper() else letter.lower()
    if what < 0.5:
        return word[:at] + letter + word[at + 1 :]
    if what < 0.7 and len(word) > 4:
        return word[:at] + word[at + 1 :]
    return word[:at] + (word[at] if what < 0.85 else letter) + word[at:]


def _entry(id_: str, kind: Kind, name: str, like: Listed, taken: Container[str], rng: Random) -> Listed:
    """A made entry with the facts of a real one, the birth day and the numbers changed."""
    born = tuple(f"{b[:4]}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" for b in like.born if b[:4].isdigit())
    imo = (_imo(taken, rng),) if like.imo else ()
    ids = tuple("".join(rng.choice("0123456789") if c.isdigit() else c for c in i) for i in like.ids[:1])
    return replace(like, id=id_, kind=kind, names=(name,), weak=(), imo=imo, mmsi=(), call_sign=(), born=born, ids=ids)


def _imo(taken: Container[str], rng: Random) -> str:
    """A number that checks and that nothing real or asked bears."""
    while True:
        six = str(rng.randrange(100000, 999999))
        number = next(six + d for d in "0123456789" if imo_check_digit_ok(six + d))
        if number not in taken:
            return number
