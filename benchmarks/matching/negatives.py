"""Things that are on no list and look as if they were: what a matcher must not alert on.

Each generator gives queries without a right answer; a name that the lists hold after all is never used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from matching import words
from matching.corruptions import typo_one
from matching.lists import Ground, Ship, natural_order
from matching.things import Kind, Listed, Query
from offing.records.identifiers import imo_check_digit_ok

Made = Iterator[Query]


def _one(kind: Kind, name: str, origin: str = "", **context: str) -> Query:
    return Query("", "", kind, name, (), origin, **context)


def real_ship(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A real ship of 2020 with her own IMO number, whose name no listed ship bears."""
    for ship in rng.sample(fleet, len(fleet)):
        if not ground.taken("Vessel", ship.name):
            yield _one("Vessel", ship.name, imo=ship.imo, flag=ship.flag, type=ship.type, gross=ship.gross)


def hull_number_changed(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A sister: a listed ship's name with another hull number."""
    for name, one in _names(own, "Vessel"):
        found = re.fullmatch(r"(.*\D)(\d{1,2})", name)
        if found:
            new = found[1] + str(rng.choice([n for n in range(1, 31) if n != int(found[2])]))
            if not ground.taken("Vessel", new):
                yield _one("Vessel", new, name, flag=next(iter(one.flag), ""))


def ship_word_changed(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A listed ship's name of two words or more with one of them changed to another ships' word."""
    for name, one in _names(own, "Vessel"):
        parts = name.split()
        if len(parts) > 1 and all(p.isalpha() for p in parts):
            at = rng.randrange(len(parts))
            new = " ".join(
                [*parts[:at], rng.choice([w for w in words.SHIP_WORDS if w != parts[at].upper()]), *parts[at + 1 :]]
            )
            if not ground.taken("Vessel", new):
                yield _one("Vessel", new, name, flag=next(iter(one.flag), ""))


def chinese_shipping(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A shipping firm of common Chinese words, as there are thousands."""
    while True:
        pair = rng.sample(words.CHINESE_WORDS, 2)
        name = (
            rng.choice(words.CHINESE_PLACES) + rng.choice(("", " ")).join(pair) + " " + rng.choice(words.CHINESE_TRADES)
        )
        if not ground.taken("Organization", name):
            yield _one("Organization", name, country="China")


def common_words_only(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A firm with no word of its own."""
    while True:
        first, second, form = (
            rng.choice(words.EMPTY_FIRST),
            rng.choice(words.EMPTY_SECOND),
            rng.choice(words.FORMS_IN_USE),
        )
        if not ground.taken("Organization", f"{first} {second} {form}"):
            yield _one("Organization", f"{first} {second} {form}")


def ordinary_firm(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A family's firm of some trade."""
    while True:
        families = rng.sample(words.FAMILY, rng.randint(1, 2))
        name = f"{' & '.join(families)} {rng.choice(words.TRADES)} {rng.choice(words.FORMS_IN_USE)}".upper()
        if not ground.taken("Organization", name):
            yield _one("Organization", name, country=_country(own, rng))


def ordinary_person(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """Common given and family names of the world together."""
    while True:
        given = rng.sample(words.GIVEN, rng.randint(1, 2))
        name = f"{' '.join(given)} {rng.choice(words.FAMILY)}"
        if not ground.taken("Person", name):
            yield _one("Person", name, born=_born(own, rng), country=_country(own, rng))


def person_recombined(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """Given names of one listed person with the family name of another of the same country."""
    people = [(n, x) for n, x in _names(own, "Person") if ", " in n]
    by_country: dict[str, list[tuple[str, Listed]]] = {}
    for name, one in people:
        by_country.setdefault(next(iter(one.country), ""), []).append((name, one))
    for name, one in rng.sample(people, len(people)):
        country = next(iter(one.country), "")
        other, _ = rng.choice(by_country[country])
        new = f"{name.partition(', ')[2]} {other.partition(', ')[0]}"
        if not ground.taken("Person", new) and len(new.split()) <= 6:
            yield _one("Person", new, natural_order(name, "Person"), country=country, born=_born(own, rng))


def person_word_changed(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A listed person's name with one word changed to a word of another person's: a brother, or nobody of the family."""
    people = list(_names(own, "Person"))
    pool = [w for n, _ in people for w in natural_order(n, "Person").split() if len(w) >= 4 and w.isalpha()]
    for name, one in rng.sample(people, len(people)):
        parts = natural_order(name, "Person").split()
        can = [i for i, p in enumerate(parts) if len(p) >= 4 and p.isalpha()]
        if 2 <= len(parts) <= 4 and can:
            at = rng.choice(can)
            word = rng.choice(pool)
            new = " ".join([*parts[:at], word.upper() if parts[at].isupper() else word.capitalize(), *parts[at + 1 :]])
            if not ground.taken("Person", new) and word.upper() != parts[at].upper():
                yield _one("Person", new, " ".join(parts), country=next(iter(one.country), ""), born=_born(own, rng))


def firm_word_changed(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A listed firm's name in which the word of its own is changed to one that no listed firm has; trade and form stay."""
    firms = list(_names(own, "Organization"))
    counts: dict[str, int] = {}
    for one in ground.listed:
        for word in {w for n in (*one.names, *one.weak) for w in n.upper().split()}:
            counts[word] = counts.get(word, 0) + 1
    pool = sorted({w for s in fleet for w in s.name.upper().split() if len(w) >= 5 and w.isalpha() and w not in counts})
    for name, one in rng.sample(firms, len(firms)):
        parts = name.upper().split()
        rare = [i for i, p in enumerate(parts) if p.isalpha() and len(p) >= 4 and counts[p] <= 3]
        if len(rare) == 1 and len(parts) >= 3 and pool:
            new = " ".join([*parts[: rare[0]], rng.choice(pool), *parts[rare[0] + 1 :]])
            if not ground.taken("Organization", new):
                yield _one("Organization", new, name, country=next(iter(one.country), ""))


def same_name_other_imo(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """Another ship of a listed ship's name: first the real ones of 2020 under their own numbers, then made numbers."""
    listed = {imo for one in ground.listed for imo in one.imo}
    known = listed | {s.imo for s in fleet}
    for ship in fleet:
        if ground.taken("Vessel", ship.name) and ship.imo not in listed:
            yield _one("Vessel", ship.name, ship.name, imo=ship.imo, flag=ship.flag, type=ship.type, gross=ship.gross)
    for name, one in _names(own, "Vessel"):
        if one.imo:
            yield _one("Vessel", name, name, imo=other_imo(rng, known))


def same_ship_other_imo(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """A listed ship's name, flag, type and tonnage under another valid IMO number: a sister, or a laundered identity."""
    known = {imo for one in ground.listed for imo in one.imo} | {s.imo for s in fleet}
    for name, one in _names(own, "Vessel"):
        if one.imo and one.type and one.gross and one.flag:
            facts = {"flag": one.flag[0], "type": one.type[0], "gross": one.gross[0]}
            yield _one("Vessel", name, name, imo=other_imo(rng, known), **facts)


def near_name_other_imo(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """Another ship with a valid number of her own, whose name is a letter away from a listed ship's."""
    known = {imo for one in ground.listed for imo in one.imo} | {s.imo for s in fleet}
    for name, one in _names(own, "Vessel"):
        new = typo_one(name, rng, "Vessel")
        if one.imo and new and not ground.taken("Vessel", new):
            yield _one("Vessel", new, name, imo=other_imo(rng, known))


def namesake_other_birth(ground: Ground, own: Sequence[Listed], fleet: Sequence[Ship], rng: Random) -> Made:
    """Another person of a listed person's name: born ten years or more apart, in another country."""
    people = [x for x in own if x.kind == "Person" and len(x.born) == 1 and x.born[0][:4].isdigit() and x.country]
    for one in rng.sample(people, len(people)):
        year = int(one.born[0][:4]) + rng.choice((-1, 1)) * rng.randint(10, 25)
        country = _country(
            [x for x in rng.sample(people, min(20, len(people))) if not set(x.country) & set(one.country)], rng
        )
        name = natural_order(one.names[0], "Person")
        yield _one(
            "Person", name, name, born=f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", country=country
        )


Generator = Callable[[Ground, Sequence[Listed], Sequence[Ship], Random], Made]
NEGATIVES: Mapping[str, Generator] = {
    f.__name__: f
    for f in (
        real_ship, hull_number_changed, ship_word_changed, chinese_shipping, common_words_only, ordinary_firm, ordinary_person,
        person_recombined, person_word_changed, firm_word_changed,
    )
}  # fmt: skip
"""Negatives by name; a threshold's false positives are counted over these."""
IDENTITIES: Mapping[str, Generator] = {
    f.__name__: f for f in (same_name_other_imo, same_ship_other_imo, near_name_other_imo, namesake_other_birth)
}
"""Things that only a number or a date tells from a listed one: asked with identifiers only, counted apart."""


def other_imo(rng: Random, known: set[str]) -> str:
    """A number with a valid check digit that nobody here bears."""
    while True:
        six = f"9{rng.randrange(10000, 99999)}"
        number = next(six + d for d in "0123456789" if imo_check_digit_ok(six + d))
        if number not in known:
            return number


def _names(own: Sequence[Listed], kind: Kind) -> Iterator[tuple[str, Listed]]:
    """Primary names of a kind in Latin letters, `own` being in its drawn order."""
    return ((x.names[0], x) for x in own if x.kind == kind and x.names[0].isascii())


def _country(own: Sequence[Listed], rng: Random) -> str:
    return next(iter(rng.choice(own).country), "") if own else ""


def _born(own: Sequence[Listed], rng: Random) -> str:
    return f"{rng.randint(1940, 1999)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def numbered(made: Query, category: str, number: int) -> Query:
    return replace(made, id=f"{category}-{number}", category=category)
