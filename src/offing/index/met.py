"""Words that were asked of a stock, kept from batch to batch: what each is like among the listed ones is looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch
from offing.index.expand import MOST_ALIKE, Alike, Probes
from offing.index.glance import Written
from offing.index.glossary import ABJAD, GENERIC, INITIAL, JOINED, LEGAL, NUMBER, STOP, TITLE, firm_words
from offing.index.kinds import FIRM
from offing.index.shelf import classes_of, weight_of
from offing.index.spell import GROWS, ROOMS, sounds
from offing.index.units import APART, FORM_FROM, KNOWN_TO_LIST, LONGEST_JOIN, MINOR_WORD, SHORT, Forms, Named, Places
from offing.index.vocabulary import Words, flat, hash_of, marks_of, probe_hashes, slotted
from offing.index.words import Reading

if TYPE_CHECKING:
    from offing.index.fast import Kernels
    from offing.index.near import Costs
    from offing.index.stock import Room, Stock

MOST_MET = 60_000
"""Words kept: some ten megabytes. Beyond, all are let go before the next batch."""
_SHORT = 5
"""Three words of fewer letters each may be one word (`hai bo ning`)."""
_MINOR = LEGAL | GENERIC | STOP | TITLE
_T = TypeVar("_T", bound=np.generic)
Place = tuple[str, int, str]
"""A word as compared, its flags, and as it was before the glossary."""


class Numbered(dict[Any, int]):
    """Numbers things as they come; `fresh` are those that nobody has taken up yet."""

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[Any] = []

    def __missing__(self, key: object) -> int:
        self[key] = found = len(self)
        self.fresh.append(key)
        return found


@dataclass(slots=True)
class Met:
    """Units (distinct words with flags, and runs of words) and places, in arrays with room to grow. `ids` are the units that
    are no runs, `units` how many there are of both, `looked` how many were looked up; `texts` numbers words without their
    flags; `classed` are new units with probes of their own; `written` are words as written, of which there are `written_words`.
    """

    ids: dict[tuple[str, int], int]
    places: Numbered
    texts: Numbered
    classed: list[tuple[int, tuple[tuple[int, float], ...]]]
    units: int
    looked: int
    words: Words
    weight: NDArray[np.float64]
    bones: NDArray[np.int32]
    slots: NDArray[np.int32]
    place: Places
    alike: Alike
    rarity: NDArray[np.float64]
    forms: Forms
    written: Written
    written_words: int = 0

    def batch(self, named: Named) -> Batch:
        """The names as `match_all` takes them."""
        count = np.diff(named.at).astype(np.int32)
        return Batch(named.starts, named.unit, named.start, named.length, count, self.weight, self.words.flags)


def met_of(kind: int) -> Met:
    """No words yet."""
    words = Words(_none(np.uint8), _zero(), _none(np.uint8), _zero(), _none(np.int64), _none(np.int32))
    places = Places(_none(np.int32), _none(np.uint8), _none(np.int32), _none(np.uint8), _zero())
    alike = Alike(np.zeros(1, np.int64), _none(np.int32), _none(np.float64), _none(np.float64))
    return Met(
        {}, Numbered(), Numbered(), [], 0, 0, words, _none(np.float64), _none(np.int32), np.full(1024, -1, np.int32), places,
        alike, _none(np.float64), _forms(kind),
        Written(
            _none(np.uint8), _zero(), np.full(1024, -1, np.int32), _none(np.uint8), _none(np.int32), _zero(), _none(np.int32),
            _zero(),
        ),
    )  # fmt: skip


def _none(kind: type[_T]) -> NDArray[_T]:
    return np.zeros(0, kind)


def _zero() -> NDArray[np.int32]:
    return np.zeros(1, np.int32)


@cache
def _forms(kind: int) -> Forms:
    """What the glossary makes of words run together in a firm's name."""
    if kind != FIRM:
        return Forms(np.full(1, -1, np.int32), _none(np.uint8), _zero(), _none(np.uint8), _zero())
    known = {f: w for f, (w, _) in firm_words()[0].items() if len(f) >= FORM_FROM and " " not in w and w != f}
    return Forms(slotted(1 << 14, [hash_of(f) for f in known]), *flat(list(known)), *flat(list(known.values())))


def roomy(array: NDArray[_T], size: int) -> NDArray[_T]:
    """The array, or a longer one that begins as it does."""
    if len(array) >= size:
        return array
    longer = np.empty(max(size, len(array) * 3 // 2), array.dtype)
    longer[: len(array)] = array
    return longer


def ended(array: NDArray[_T], n: int, more: NDArray[_T]) -> NDArray[_T]:
    """An array, of which `n` are filled, with more after them."""
    array = roomy(array, n + len(more))
    array[n : n + len(more)] = more
    return array


def numbered(met: Met, readings: Iterable[Reading]) -> list[int]:
    """The places of readings, one after another; new ones are to be settled."""
    places = met.places
    return [places[p] for r in readings for p in zip(r.words, r.flags, r.plain, strict=True)]


def settle(met: Met, stock: Stock) -> None:
    """Fill the places that were numbered since."""
    fresh: list[Place] = met.places.fresh
    if not fresh:
        return
    met.places.fresh = []
    held = stock.lexicon.counts(marks_of([w for w, _, _ in fresh]))
    counts = dict(zip((w for w, _, _ in fresh), held.tolist(), strict=True))
    first = met.units
    new: list[tuple[str, int]] = []
    unit = np.empty(len(fresh), np.int32)
    for i, (word, flags, _) in enumerate(fresh):
        number = met.ids.get((word, flags))
        if number is None:
            number = met.ids[word, flags] = first + len(new)
            new.append((word, flags))
        unit[i] = number
    flag = np.array([f for _, f, _ in fresh], np.int32)
    bits = np.where(flag & (LEGAL | NUMBER), APART, 0) | np.where(flag & _MINOR, MINOR_WORD, 0)
    bits |= np.where([len(w) < _SHORT for w, _, _ in fresh], SHORT, 0) | np.where(held > 0, KNOWN_TO_LIST, 0)
    texts = np.array([met.texts[w] for w, _, _ in fresh], np.int32)
    plain, at = flat([p for _, _, p in fresh])
    n = len(met.places) - len(fresh)
    old = met.place
    met.place = Places(
        ended(old.unit, n, unit), ended(old.bits, n, bits.astype(np.uint8)), ended(old.word, n, texts),
        ended(old.plain, int(old.at[n]), plain), ended(old.at, n + 1, at[1:] + old.at[n]),
    )  # fmt: skip
    met.texts.fresh.clear()
    _more_units(met, [w for w, _ in new], [f for _, f in new])
    odd = ((first + i, w, f) for i, (w, f) in enumerate(new))
    met.classed += [(i, probe_hashes(w, f, c)) for i, w, f in odd if (c := _classes(w, f, stock.kind)) or f & ABJAD]
    met.weight[first : met.units] = [weight_of(w, f, stock.kind, counts, stock.size) for w, f in new]


def _classes(word: str, flags: int, kind: int) -> Sequence[tuple[int, float]]:
    return () if flags & INITIAL else classes_of(word, kind)


def _more_units(met: Met, new: Sequence[str], flags: Sequence[int]) -> None:
    text, at = flat(new)
    n, end = met.units, met.units + len(new)
    _make_room(met, len(new), len(text))
    words = met.words
    words.text[words.at[n] : words.at[n] + len(text)] = text
    words.at[n + 1 : end + 1] = at[1:] + words.at[n]
    words.flags[n:end] = flags
    met.units = end


def _make_room(met: Met, units: int, letters: int) -> None:
    """Room for so many more units with so many letters in all."""
    words, n = met.words, met.units
    end = n + units
    long = int(words.at[n]) + letters
    met.words = Words(
        roomy(words.text, long), roomy(words.at, end + 1), roomy(words.fine, long * GROWS), roomy(words.fine_at, end + 1),
        roomy(words.letters, end), roomy(words.flags, end),
    )  # fmt: skip
    met.weight, met.bones = roomy(met.weight, end), roomy(met.bones, end)


def take(met: Met, stock: Stock, at: NDArray[np.int64], place: NDArray[np.int32], run: Kernels) -> Named:
    """Names given by their places (`at` offsets), as units. The places are settled; new units are to be looked up."""
    n = len(place)
    letters = int(np.sum(met.place.at[place + 1] - met.place.at[place]))
    _make_room(met, 2 * n, 2 * n * LONGEST_JOIN + 3 * letters)
    _make_slots(met, 2 * (met.units + 2 * n))
    named = Named(at, place, *(np.empty(k, np.int32) for k in (len(at), 3 * n, 3 * n, 3 * n)))
    met.units = run.joins(
        named, met.place, met.forms, met.slots, met.words, met.weight, met.units, stock.packed, stock.table,
        np.empty(ROOMS[1], np.uint8),
    )  # fmt: skip
    return named


def _make_slots(met: Met, least: int) -> None:
    """Room for so many runs by hash."""
    size = len(met.slots)
    if size >= least:
        return
    while size < 4 * least:
        size *= 2
    words = met.words
    runs = np.flatnonzero(words.flags[: met.units] == JOINED).astype(np.int32)
    texts = (words.text[words.at[u] : words.at[u + 1]].tobytes().decode() for u in runs.tolist())
    slots = slotted(size, map(hash_of, texts))
    met.slots = np.where(slots >= 0, runs[slots], -1).astype(np.int32) if len(runs) else slots


def look_up(met: Met, stock: Stock, run: Kernels, cost: Costs, room: Room) -> None:
    """Find the listed words like the units that are new."""
    first, end = met.looked, met.units
    if first == end:
        return
    run.spell(met.words, first, end, sounds(), met.bones, np.empty(ROOMS[1], np.uint8))
    words = met.words
    fresh = Words(
        words.text, words.at[first : end + 1], words.fine, words.fine_at[first : end + 1], words.letters[first:end],
        words.flags[first:end],
    )  # fmt: skip
    size = (end - first) * MOST_ALIKE + 6000
    found = Alike(np.zeros(end - first + 1, np.int64), np.empty(size, np.int32), np.empty(size), np.empty(size))
    made = run.expand(
        fresh, _probes(met, first), stock.packed, stock.table, cost, room.seen, room.mark, room.hunt, found
    )
    room.mark += end - first + 1
    found = Alike(found.at, found.words[:made], found.likeness[:made], found.spelling[:made])
    _soften(met.weight[first:end], fresh.flags, found, stock)
    old, n = met.alike, int(met.alike.at[first])
    met.alike = Alike(
        ended(old.at, first + 1, found.at[1:] + n), ended(old.words, n, found.words),
        ended(old.likeness, n, found.likeness), ended(old.spelling, n, found.spelling),
    )  # fmt: skip
    rarity = np.empty(made)
    run.rarities(found, stock.shelf, rarity)
    met.rarity = ended(met.rarity, n, rarity)
    met.looked = end


def _probes(met: Met, first: int) -> Probes:
    """What the units from `first` on are asked by beside their spellings: their skeletons, and classes of kindred names."""
    bones = met.bones[first : met.units]
    own = [(unit - first, h, like) for unit, probes in met.classed for h, like in probes]
    plain = bones >= 0
    plain[[unit - first for unit, _ in met.classed]] = False
    met.classed.clear()
    rows = np.flatnonzero(plain)
    unit = np.concatenate([rows, np.array([u for u, _, _ in own], np.int64)])
    order = np.argsort(unit, kind="stable")
    at = np.zeros(len(bones) + 1, np.int32)
    np.cumsum(np.bincount(unit, minlength=len(bones)), out=at[1:])
    hashes = np.concatenate([bones[rows], np.array([h for _, h, _ in own], np.int32)])
    likeness = np.concatenate([np.zeros(len(rows)), np.array([like for _, _, like in own], np.float64)])
    return Probes(at, hashes[order], likeness[order])


def _soften(weight: NDArray[np.float64], flags: NDArray[np.int32], found: Alike, stock: Stock) -> None:
    """A word that is nearly a common listed word is common itself: a misspelling is not rare because nobody else made it."""
    some = np.diff(found.at) > 0
    if not some.any():
        return
    first = np.where(some, found.at[:-1], 0)
    word, like = found.words[first], found.likeness[first]
    near = some & (flags & (NUMBER | JOINED) == 0) & (like >= 0.75) & (stock.shelf.flags[word] & JOINED == 0)
    limit = stock.shelf.weight[word] + (1 - like) * 0.4
    weight[near] = np.minimum(weight[near], limit[near])
