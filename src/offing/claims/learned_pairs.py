"""What a pair of mentions looks like in its sentence: plain strings that a weight can stand beside.

The same strings are made when the weights are trained and when they are used. What a place looks like is the same for all pairs
that it is in: such parts are made, and weighed, once for a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import repeat

from offing.claims.learned_features import bone_of, clause, kind_of, side
from offing.claims.learned_items import Laid, head_of
from offing.claims.masked import TYPES
from offing.claims.model import Mention

_CUT = frozenset({";", ":", "while", "whereas", "but"})
_WORDS = 14
"""Items between two mentions, the first, of which the words are told."""
_BONES = 10
"""The same of what their skeleton has."""
Part = tuple[str, int, str]
"""What is told (`sent`, `left`, `right`, `head1`, `head2`), of which place or mention, and the direction."""


@dataclass(frozen=True, slots=True)
class Directed:
    """A sentence's items as they are told between two mentions in one direction: of each its classes, the same with its word;
    of each bone that it is there, and before which other."""

    classes: Sequence[tuple[str, ...]]
    words: Sequence[tuple[str, ...]]
    bones: Sequence[str]
    twos: Sequence[str]


@dataclass(frozen=True)
class Pairs:
    """A laid sentence with its numbered mentions, and what has been told and weighed of it."""

    laid: Laid
    mentions: Mapping[int, Mention]

    @cached_property
    def _directed(self) -> dict[str, Directed]:
        return {}

    @cached_property
    def _parts(self) -> dict[Part, frozenset[str]]:
        return {}

    @cached_property
    def _sums(self) -> dict[tuple[str, Part], int]:
        return {}

    @cached_property
    def bones(self) -> tuple[str, ...]:
        """The skeleton."""
        return tuple(bone for bone in map(bone_of, self.laid.items) if bone)

    @cached_property
    def before(self) -> tuple[int, ...]:
        """By item how many bones stand before it."""
        out = [0]
        for it in self.laid.items:
            out.append(out[-1] + bool(bone_of(it)))
        return tuple(out)

    @cached_property
    def counts(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """By item how many before it cut a sentence, are verbs and are commas."""
        cut, verbs, commas = [0], [0], [0]
        for it in self.laid.items:
            cut.append(cut[-1] + (it.low in _CUT))
            verbs.append(verbs[-1] + (bool(it.form) or "be" in it.classes))
            commas.append(commas[-1] + (it.low == ","))
        return tuple(cut), tuple(verbs), tuple(commas)

    def directed(self, d: str) -> Directed:
        if d not in self._directed:
            classes = [_classes(it.classes, it.form, d) if it.classes else () for it in self.laid.items]
            words = [
                c if it.members else (*c, f"word {d}{it.word}") for it, c in zip(self.laid.items, classes, strict=True)
            ]
            twos = [f"two {d}{x} {y}" for x, y in zip(self.bones, self.bones[1:], strict=False)]
            self._directed[d] = Directed(classes, words, [f"has {d}{x}" for x in self.bones], twos)
        return self._directed[d]

    def part(self, key: Part) -> frozenset[str]:
        if key not in self._parts:
            self._parts[key] = frozenset(_part(self, *key))
        return self._parts[key]

    def weighed(self, type: str, key: Part, weights: Mapping[str, int]) -> int:
        """What a part comes to by the weights of a type."""
        sums, of = self._sums, (type, key)
        if of not in sums:
            sums[of] = sum(map(weights.get, self.part(key), repeat(0)))
        return sums[of]


@lru_cache(maxsize=20_000)
def _classes(classes: tuple[str, ...], form: str, d: str) -> tuple[str, ...]:
    if not form:
        return tuple(f"class {d}{c}" for c in classes)
    return tuple(x for c in classes for x in (f"class {d}{c}", f"form {d}{c}.{form}"))


def _part(s: Pairs, what: str, at: int, d: str) -> list[str]:
    items = s.laid.items
    if what == "sent":
        return [f"sent {c}" for c in s.laid.every]
    if what in ("left", "right"):
        step = -1 if what == "left" else 1
        return [
            *side(items, at, step, what[0] + d),
            *(f"{what} {d}{c}" for it in clause(items, at, step) for c in it.classes),
        ]
    return [f"{what} {c}" for c in head_of(s.mentions[at])]


def _way(laid: Laid, n: int, k: int, m: Mention, o: Mention) -> tuple[str, int, int]:
    """The direction from one mention to the other, and their places in the order of the text."""
    i, j = laid.at[n], laid.at[k]
    if i == j:
        return "_" if o.start < m.start else "=", i, i
    return (">", i, j) if i < j else ("<", j, i)


def parts(s: Pairs, n: int, k: int) -> list[Part]:
    """What is told of a pair that is told of others too."""
    m, o = s.mentions[n], s.mentions[k]
    d, a, b = _way(s.laid, n, k, m, o)
    out = [("sent", 0, ""), ("left", a, d), ("right", b, d)]
    if m.nominal:
        out.append(("head1", n, ""))
    if o.nominal:
        out.append(("head2", k, ""))
    return out


def own(s: Pairs, n: int, k: int) -> set[str]:
    """What is told of a pair of mentions alone, in the order of their roles; all that depends on order carries the direction."""
    m, o, items = s.mentions[n], s.mentions[k], s.laid.items
    d, a, b = _way(s.laid, n, k, m, o)
    both = kind_of(m) + kind_of(o)
    begin = a + 1
    end = max(b, begin)
    middle = [it.word[1] for it in items[begin:end] if it.members]
    cut, verbs, commas = (upto[end] - upto[begin] for upto in s.counts)
    first, last = s.before[begin], s.before[end]
    told = s.directed(d)
    f = {
        f"lab {both}",
        f"lab {d}{both}",
        f"d {d}",
        f"far {d}{_far(end - begin)}",
        f"named {d}{min(len(middle), 4)}",
        f"like1 {d}{min(middle.count(TYPES[m.label]), 2)}",
        f"like2 {d}{min(middle.count(TYPES[o.label]), 2)}",
        f"cut {d}{min(cut, 2)}",
        f"cut {both}{min(cut, 1)}",
        f"verbs {d}{min(verbs, 3)}",
        f"commas {d}{min(commas, 3)}",
        *told.bones[first : min(last, first + _BONES)],
        *told.twos[first : max(first, min(last - 1, first + _BONES))],
    }
    f.update(*told.words[begin : min(end, begin + _WORDS)], *told.classes[begin + _WORDS : end])
    f |= {f"class {d}{both} {c}" for it in items[begin:end] for c in it.classes}
    if last - first <= 6:
        f.add(f"path {d}{' '.join(s.bones[first:last])}")
    if first < last:
        f |= {
            f"first {d}{s.bones[first]}",
            f"last {d}{s.bones[last - 1]}",
            f"first2 {d}{' '.join(s.bones[first : min(last, first + 2)])}",
            f"last2 {d}{' '.join(s.bones[max(first, last - 2) : last])}",
        }
    for role, at in (("1", s.laid.at[n]), ("2", s.laid.at[k])):
        if len(items[at].members) > 1:
            f.add(f"many{role} {d}")
    return f


def of_pair(s: Pairs, n: int, k: int) -> frozenset[str]:
    """All that is told of a pair."""
    return frozenset(own(s, n, k).union(*(s.part(key) for key in parts(s, n, k))))


def _far(k: int) -> str:
    return str(k) if k < 3 else "3-4" if k < 5 else "5-8" if k < 9 else "9-15" if k < 16 else "16+"
