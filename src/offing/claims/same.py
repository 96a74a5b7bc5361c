"""Which things of several reports are one, whatever their spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from offing.claims.joined import join, root
from offing.claims.model import Reading, Thing

_WORD = re.compile(r"[^\W_]+")
_FORMS = frozenset(
    "co company corp corporation ltd limited llc inc incorporated pte pty gmbh sa ag bv nv plc jsc pjsc ojsc oao pao ooo "
    "spa srl sdn bhd kk the".split()
)
_FACILITY_WORDS = 2
_AUTHORITIES = {
    "US": r"\b(?:ofac|treasury|(?:state|justice) department|department of (?:state|justice)|usa?|u s|united states|washington)\b",
    "UN": r"\b(?:un|u n|united nations|security council|1718)\b",
    "EU": r"\b(?:eu|e u|european union|brussels|european council)\b",
    "UK": r"\b(?:uk|u k|united kingdom|ofsi|fcdo|hm treasury|britain|british|london)\b",
}
_KOREAN = (("eo", "o"), ("eu", "u"), ("ae", "a"), ("k", "g"), ("t", "d"), ("p", "b"), ("ch", "j"), ("'", ""))
"""The two romanisations of Korean differ in these: Kaesong and Gaeseong."""
_GENERIC = frozenset("a an the joint inter korean new own its their his her this that".split())


@cache
def folded(text: str) -> str:
    """Letters and digits in lower case without accents, words parted by one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))


@cache
def firm_name(text: str) -> str:
    """A firm's name without its legal forms."""
    words = folded(text).split()
    return " ".join(w for w in words if w not in _FORMS) or folded(text)


@cache
def place_name(text: str) -> str:
    """A place's name as both romanisations of Korean share it."""
    name = folded(text)
    for letters, other in _KOREAN:
        name = name.replace(letters, other)
    return name


def identities(readings: Sequence[Reading]) -> list[list[int]]:
    """For each reading the number of the identity of each of its things: equal for things that are one across reports.

    One are things of a label that share an entry, an IMO number, a country, or a name; a firm called by the first two words
    or more of one other firm's name is that firm. Ships that have different IMO numbers are never one.
    """
    holders: dict[str, list[tuple[int, int]]] = {}
    first: dict[tuple[int, int], tuple[int, int]] = {}
    numbers: dict[tuple[int, int], frozenset[str]] = {}
    for r, reading in enumerate(readings):
        for t, thing in enumerate(reading.things):
            first[r, t] = (r, t)
            numbers[r, t] = frozenset(thing.imo)
            for key in keys_of(thing):
                holders.setdefault(key, []).append((r, t))
    for key, places in sorted(_with_short_forms(holders).items()):
        for group in _alike(places, numbers) if key.startswith("vessel:") else [places]:
            for other in group[1:]:
                join(first, group[0], other)
    ids: dict[tuple[int, int], int] = {}
    return [
        [ids.setdefault(root(first, (r, t)), len(ids)) for t in range(len(reading.things))]
        for r, reading in enumerate(readings)
    ]


def keys_of(thing: Thing) -> tuple[str, ...]:
    """What a thing may be known by."""
    keys = [f"imo:{n}" for n in thing.imo]
    if len({(x.dataset, x.entry) for x in thing.links}) == 1:
        keys.append(f"entry:{thing.links[0].dataset}:{thing.links[0].entry}")
    if thing.label == "country" and thing.value:
        return (f"country:{thing.value}",)
    if thing.label == "agency" and (known := authority(thing.name)):
        return (f"agency:{known}:{folded(thing.name)}",)
    return (*keys, *(f"{thing.label}:{name}" for name in dict.fromkeys(_names(thing)) if name))


def _names(thing: Thing) -> tuple[str, ...]:
    if thing.label == "company":
        return (firm_name(thing.name),)
    if thing.label == "place":
        return (place_name(thing.name),)
    if thing.label == "facility":
        return (facility_name(thing.name),)
    return (" ".join(w for w in folded(thing.name).split() if w not in _GENERIC),)


@cache
def facility_name(text: str) -> str:
    """The last words of what it is called: "the inter-Korean liaison office" and "joint liaison office" are one."""
    return " ".join([w for w in folded(text).split() if w not in _GENERIC][-_FACILITY_WORDS:])


def authority(text: str) -> str:
    """Whose authority a body's name tells of, of those that the lists know; empty for another."""
    name = folded(text)
    return next((known for known, pattern in _AUTHORITIES.items() if re.search(pattern, name)), "")


def _with_short_forms(holders: dict[str, list[tuple[int, int]]]) -> dict[str, list[tuple[int, int]]]:
    """The same, with firms called by the beginning of one other's name put to it."""
    names = sorted(k for k in holders if k.startswith("company:"))
    for i, name in enumerate(names):
        if name.count(" ") < 1:
            continue
        longer = []
        for k in range(i + 1, len(names)):
            other = names[k]
            if not other.startswith(name):
                break
            if other.startswith(name + " "):
                longer.append(other)
        if len(longer) == 1:
            holders[longer[0]] = sorted({*holders[longer[0]], *holders[name]})
    return holders


def _alike(
    places: Sequence[tuple[int, int]], numbers: Mapping[tuple[int, int], frozenset[str]]
) -> list[list[tuple[int, int]]]:
    """Ships of one name, parted where some have different numbers; those without one then stand apart."""
    if len({numbers[p] for p in places if numbers[p]}) < 2:
        return [list(places)]
    groups: dict[frozenset[str], list[tuple[int, int]]] = {}
    for place in places:
        groups.setdefault(numbers[place], []).append(place)
    return list(groups.values())
