"""Query sets from public-domain list names: who is asked about, changed how, and what is the right answer.

Nothing made here is committed: the generator is, with its seeds. The same files give the same queries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from rapidfuzz import fuzz

from matching.corruptions import CORRUPTIONS, vessel_prefix, wrong_imo_digit
from matching.lists import Ground, Ship, ground, natural_order, read_fleet, read_public_lists, without
from matching.negatives import IDENTITIES, NEGATIVES, numbered
from matching.things import Kind, Listed, Query, name_only, plain

SEED = "offing-matching-1"
NATURAL = ("alias_held_out", "script_arabic", "script_cyrillic", "script_other")
"""Classes that no corruption made: a real name of the entry, held out of the list and asked."""
NUMBERS = ("imo_digit_wrong", "renamed_same_imo", "renamed_same_mmsi")
KINDS: tuple[Kind, ...] = ("Person", "Organization", "Vessel")


_COMMON = {"real_ship": 1000, "ordinary_person": 600, "ordinary_firm": 500, "common_words_only": 60}


@dataclass(frozen=True)
class Sizes:
    """How many queries a class may have at most, by the class."""

    positive: int = 90
    natural: int = 150
    numbers: int = 150
    identities: int = 150
    negative: int = 250
    common: Mapping[str, int] = field(default_factory=lambda: dict(_COMMON))
    """Negative classes of another size: most of what is screened is ordinary, little has no word of its own."""


@dataclass(frozen=True)
class QuerySet:
    """One list and the questions put to it."""

    told: str
    listed: Sequence[Listed]
    names_only: Sequence[Query]
    with_context: Sequence[Query]


def generate(shared: Path, split: str = "test", sizes: Sizes | None = None) -> QuerySet:
    """The benchmark's questions. `split` is `dev` (to work on a matcher) or `test` (to report); entities are never shared."""
    listed, told = read_public_lists(shared)
    return make(listed, read_fleet(shared), told, split, sizes or Sizes())


def questions(shared: Path, split: str = "dev", sizes: Sizes | None = None) -> Iterator[tuple[Query, bool]]:
    """Names alone, each with whether it is a listed thing. Weights may be learned from `dev` and from nothing else here.

    They are to be put to `generate(shared, split, sizes).listed`, from which the aliases asked about are gone.
    """
    for query in generate(shared, split, sizes).names_only:
        yield query, query.positive


def make(listed: Sequence[Listed], fleet: Sequence[Ship], told: str, split: str, sizes: Sizes) -> QuerySet:
    """Pure: the same list, fleet, split and sizes give the same questions."""
    whole = ground(listed)
    own = [x for x in listed if whole.split(x) == split]
    Random(f"{SEED}:{split}").shuffle(own)  # noqa: S311
    natural, held_out = _natural(whole, own, sizes)
    asked = [without(x, held_out.get(x.id, ())) for x in listed]
    queries: list[Query] = list(natural)
    for category in CORRUPTIONS:
        rng = _rng(split, category)
        queries += _numbered(category, islice(_corrupted(whole, own, category, rng, held_out), sizes.positive))
    for category, negatives in NEGATIVES.items():
        made = _once(negatives(whole, own, fleet, _rng(split, category)))
        queries += _numbered(category, islice(made, sizes.common.get(category, sizes.negative)))
    names_only = [name_only(q) for q in queries]
    for category in NUMBERS:
        asked_by = _by_number(whole, own, fleet, category, _rng(split, category))
        queries += _numbered(category, islice(asked_by, sizes.numbers))
    for category, identities in IDENTITIES.items():
        queries += _numbered(category, islice(identities(whole, own, fleet, _rng(split, category)), sizes.identities))
    return QuerySet(told, asked, names_only, queries)


def _rng(split: str, category: str) -> Random:
    return Random(f"{SEED}:{split}:{category}")  # noqa: S311


def _numbered(category: str, made: Iterator[Query]) -> list[Query]:
    return [numbered(q, category, i) for i, q in enumerate(made)]


def _once(made: Iterator[Query]) -> Iterator[Query]:
    seen: set[str] = set()
    for query in made:
        if query.name not in seen:
            seen.add(query.name)
            yield query


def _about(one: Listed, rng: Random) -> dict[str, str]:
    """What a paper may say beside the name: each fact that the list has, seven times in ten. No number that decides alone."""
    facts = {"flag": one.flag, "country": one.country, "born": one.born, "type": one.type, "gross": one.gross}
    return {k: rng.choice(v) for k, v in facts.items() if v and rng.random() < 0.7}


def _corrupted(
    whole: Ground, own: Sequence[Listed], category: str, rng: Random, held_out: dict[str, tuple[str, ...]]
) -> Iterator[Query]:
    """Names of persons, firms and ships in turn, as long as there are any, each entry once."""
    change = CORRUPTIONS[category]
    queues = [iter([x for x in own if x.kind == kind]) for kind in KINDS]
    while queues:
        for queue in list(queues):
            for one in queue:
                names = [n for n in one.names if n not in held_out.get(one.id, ()) and _latin(n)]
                name = rng.choice([*names[:1], *names]) if names else ""
                text = natural_order(name, one.kind)
                new = change(text, rng, one.kind) if sum(c.isalpha() for c in text) >= 6 else None
                right = whole.right(one, name) if new else ()
                if new and not set(whole.bearers.get((one.kind, plain(new)), ())) - set(right):
                    yield Query("", category, one.kind, new, right, name, **_about(one, rng))
                    break
            else:
                queues.remove(queue)


def _latin(name: str) -> bool:
    return all(ord(c) < 0x250 for c in name)


def _script(name: str) -> str:
    """The natural class of a name by its letters; "" for Latin ones."""
    letters = [c for c in name if c.isalpha() and ord(c) >= 0x250]
    if not letters:
        return ""
    if all(0x600 <= ord(c) < 0x780 or 0xFB50 <= ord(c) < 0xFF00 for c in letters):
        return "script_arabic"
    return "script_cyrillic" if all(0x400 <= ord(c) < 0x530 for c in letters) else "script_other"


def _akin(name: str, one: Listed) -> bool:
    """Whether another name of the entry has a word like one of this name's: a nom de guerre is found by no matcher."""
    others = {w for n in (*one.names, *one.weak) if plain(n) != plain(name) for w in plain(n) if len(w) >= 4}
    own = [w for w in plain(name) if len(w) >= 4]
    return plain(name) != plain(one.names[0]) and any(fuzz.ratio(a, b) >= 75 for a in own for b in others)


def _natural(whole: Ground, own: Sequence[Listed], sizes: Sizes) -> tuple[list[Query], dict[str, tuple[str, ...]]]:
    """Aliases and names in other scripts held out of the list: the queries, and the names gone by entry id."""
    queries: list[Query] = []
    gone: dict[str, tuple[str, ...]] = {}
    made = dict.fromkeys(NATURAL, 0)
    for one in own:
        rng = Random(f"{SEED}:{one.id}")  # noqa: S311
        foreign = [n for n in one.names if _script(n)]
        latin = [n for n in one.names[1:] if _latin(n) and sum(c.isalpha() for c in n) >= 6]
        alone = [n for n in latin if whole.bearers[one.kind, plain(n)] == (one.id,) and _akin(n, one)]
        if foreign and len(foreign) < len(one.names) and not _script(one.names[0]):
            category, name, hidden = _script(foreign[0]), foreign[0], tuple(foreign)
        elif alone:
            name = rng.choice(alone)
            category, hidden = "alias_held_out", tuple(n for n in one.names if plain(n) == plain(name))
        else:
            continue
        if made[category] < sizes.natural:
            right = whole.group[one.id]
            text = natural_order(name, one.kind)
            queries.append(
                Query(f"{category}-{made[category]}", category, one.kind, text, right, one.names[0], **_about(one, rng))
            )
            gone[one.id] = hidden
            made[category] += 1
    return queries, gone


def _by_number(
    whole: Ground, own: Sequence[Listed], fleet: Sequence[Ship], category: str, rng: Random
) -> Iterator[Query]:
    """Listed ships found by a number: one digit of it wrong, or under a name that the list does not know."""
    for one in (x for x in own if x.kind == "Vessel"):
        name = one.names[0]
        right = whole.right(one, name)
        new_name = rng.choice(fleet).name
        if category == "imo_digit_wrong" and one.imo:
            number = wrong_imo_digit(one.imo[0], rng)
            asked = vessel_prefix(name, rng, "Vessel") if rng.random() < 0.3 else name
            if number and not any(number in x.imo for x in whole.listed):
                yield Query("", category, "Vessel", asked or name, right, name, imo=number)
        elif category == "renamed_same_imo" and one.imo and not whole.taken("Vessel", new_name):
            yield Query("", category, "Vessel", new_name, right, name, imo=one.imo[0])
        elif category == "renamed_same_mmsi" and one.mmsi and not whole.taken("Vessel", new_name):
            yield Query("", category, "Vessel", new_name, right, name, mmsi=one.mmsi[0])
