"""Words that were asked of a stock, kept from batch to batch: what each is like among the listed ones is looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch
from offing.index.expand import MOST_ALIKE, Alike, Probes
from offing.index.glance import Written
from offing.index.glossary import ABJAD, INITIAL, JOINED, NUMBER, firm_words
from offing.index.kinds import FIRM
from offing.index.numbering import Given, Places
from offing.index.shelf import classes_of, weight_of
from offing.index.spell import GROWS, ROOMS, sounds
from offing.index.steps import stepped
from offing.index.units import FORM_FROM, LONGEST_JOIN, Forms, Named
from offing.index.vocabulary import Words, flat, hash_of, marks_of, probe_hashes, slotted
from offing.index.words import Reading
from offing.index.world import world

if TYPE_CHECKING:
    from offing.index.fast import Kernels
    from offing.index.near import Costs
    from offing.index.stock import Room, Stock

MOST_MET = 60_000
"""Words kept: some ten megabytes. Beyond, all are let go before the next batch."""
_T = TypeVar("_T", bound=np.generic)
Place = tuple[str, int, str]
"""A word as compared, its flags, and as it was before the glossary."""
_FEW = 300
"""New words from which it pays to weigh them by kernel: the tables for it are made first."""


@dataclass(slots=True)
class Met:
    """Units (distinct words with flags, and runs of words) and places, in arrays with room to grow. There are `units` and
    `places` of them, by hash in `slots` and `place_slots` (-1: none); `looked` is how many units were looked up; `classed` are
    new units with probes of their own; `written` are words as written, of which there are `written_words`.
    """

    classed: list[tuple[int, tuple[tuple[int, float], ...]]]
    units: int
    looked: int
    words: Words
    weight: NDArray[np.float64]
    bones: NDArray[np.int32]
    slots: NDArray[np.int32]
    places: int
    place: Places
    place_slots: NDArray[np.int32]
    alike: Alike
    rarity: NDArray[np.float64]
    forms: Forms
    written: Written
    written_words: int = 0

    def batch(self, named: Named) -> Batch:
        """The names as `match_all` takes them."""
        count = np.diff(named.at).astype(np.int32)
        return Batch(named.starts, named.unit, named.start, named.length, count, self.weight, self.words.flags)

    def told(self, place: int) -> Place:
        """What stands in a place."""
        unit = int(self.place.unit[place])
        plain = self.place.plain[self.place.at[place] : self.place.at[place + 1]]
        return _text(self.words, unit), int(self.words.flags[unit]), plain.tobytes().decode()


def met_of(kind: int) -> Met:
    """No words yet."""
    words = Words(_none(np.uint8), _zero(), _none(np.uint8), _zero(), _none(np.int64), _none(np.int32))
    places = Places(_none(np.int32), _none(np.uint8), _none(np.uint8), _zero())
    alike = Alike(np.zeros(1, np.int64), _none(np.int32), _none(np.float64), _none(np.float64))
    return Met(
        [], 0, 0, words, _none(np.float64), _none(np.int32), _no_slots(), 0, places, _no_slots(), alike, _none(np.float64),
        _forms(kind),
        Written(
            _none(np.uint8), _zero(), _no_slots(), _none(np.uint8), _none(np.int32), _zero(), _none(np.int32), _zero(),
        ),
    )  # fmt: skip


def _no_slots() -> NDArray[np.int32]:
    return np.full(1024, -1, np.int32)


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


def numbered(met: Met, stock: Stock, run: Kernels, given: Given) -> NDArray[np.int32]:
    """The places of words given, each with a unit; -1 of those passed over."""
    n, first = len(given.flags), met.units
    out = np.full(n, -1, np.int32)
    if not n:
        return out
    _make_room(met, n, int(given.at[-1] - given.at[0]))
    _make_slots(met, met.units + n, run)
    places, filled = met.place, met.places
    met.place = Places(
        roomy(places.unit, filled + n), roomy(places.bits, filled + n),
        roomy(places.plain, int(places.at[filled]) + int(given.plain_at[-1] - given.plain_at[0])),
        roomy(places.at, filled + n + 1),
    )  # fmt: skip
    if len(met.place_slots) < 2 * (filled + n):
        met.place_slots = np.full(1 << (4 * (filled + n)).bit_length(), -1, np.int32)
        run.put_places(met.place, filled, met.place_slots)
    fill = np.array([met.units, filled])
    run.number(given, met.words, met.slots, met.place, met.place_slots, stock.packed, stock.table, fill, out)
    met.units, met.places = int(fill[0]), int(fill[1])
    _weigh(met, stock, run, first)
    return out


def given_of(places: Sequence[Place]) -> Given:
    """Places as what is to be numbered."""
    flags = np.array([f for _, f, _ in places], np.int32)
    return Given(*flat([w for w, _, _ in places]), flags, *flat([p for _, _, p in places]))


def of_readings(readings: Iterable[Reading]) -> Given:
    """The words of readings, one after another."""
    return given_of([p for r in readings for p in zip(r.words, r.flags, r.plain, strict=True)])


def _weigh(met: Met, stock: Stock, run: Kernels, first: int) -> None:
    """Weigh the units from `first` on, and note which have probes of their own."""
    words, end, kind = met.words, met.units, stock.kind
    flags = words.flags[first:end].tolist()
    if end - first < _FEW:
        text = [_text(words, u) for u in range(first, end)]
        counts = dict(zip(text, stock.lexicon.counts(marks_of(text)).tolist(), strict=True))
        met.weight[first:end] = [weight_of(w, f, kind, counts, stock.size) for w, f in zip(text, flags, strict=True)]
        odd = list(range(first, end))
    else:
        may = np.zeros(end - first, np.bool_)
        run.weigh_words(
            words,
            first,
            end,
            kind,
            world(kind),
            stock.packed,
            stock.table,
            stock.held(),
            stepped(stock.size),
            met.weight,
            may,
        )
        odd = (np.flatnonzero(may) + first).tolist()
    for unit in odd:
        word, flag = _text(words, unit), flags[unit - first]
        if (classes := _classes(word, flag, kind)) or flag & ABJAD:
            met.classed.append((unit, probe_hashes(word, flag, classes)))


def _text(words: Words, unit: int) -> str:
    return words.text[words.at[unit] : words.at[unit + 1]].tobytes().decode()


def _classes(word: str, flags: int, kind: int) -> Sequence[tuple[int, float]]:
    return () if flags & INITIAL else classes_of(word, kind)


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
    _make_slots(met, met.units + 2 * n, run)
    named = Named(at, place, *(np.empty(k, np.int32) for k in (len(at), 3 * n, 3 * n, 3 * n)))
    met.units = run.joins(
        named, met.place, met.forms, met.slots, met.words, met.weight, met.units, stock.packed, stock.table,
        np.empty(ROOMS[1], np.uint8),
    )  # fmt: skip
    return named


def _make_slots(met: Met, units: int, run: Kernels) -> None:
    """Room for so many units by hash."""
    if len(met.slots) < 2 * units:
        met.slots = np.full(1 << (4 * units).bit_length(), -1, np.int32)
        run.put_units(met.words, met.units, met.slots)


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
        fresh, own_probes(met, first), stock.packed, stock.table, cost, room.seen, room.mark, room.hunt, found
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


def own_probes(met: Met, first: int) -> Probes:
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
