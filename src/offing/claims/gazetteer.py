"""Names known beforehand, all looked for at once: those of lists, places, countries, goods, authorities and advisories.

What is found here is a candidate; `guards` decides whether the words name the thing in this text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from offing.claims.folding import Folded, fold, pattern
from offing.claims.forms import without_form
from offing.claims.listed import ListedName
from offing.claims.model import Label
from offing.claims.tables import Known, known, words_in

_PLACES = ("capital", "city", "port", "area")
_FIRST = frozenset({"korea", "china", "iran"})
"""Countries by which many firms are called; adjectives ("Iranian …") and other countries begin phrases too often."""
_LEAST_FOR_SHORT, _LEAST_LETTERS = 3, 4
__all__ = ["Gazetteer", "Hit", "ListedName", "gazetteer_of"]

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


@dataclass(frozen=True, slots=True)
class Hit:
    """The words [first, last) of a text are a known name; `listed` and `known` are what it may be, in a fixed order."""

    first: int
    last: int
    listed: tuple[ListedName, ...]
    known: tuple[Known, ...]

    def labels(self) -> set[Label]:
        return {n.kind for n in self.listed} | {k.label for k in self.known}


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Built by `gazetteer_of`. `common` holds words of the language that a name alone cannot claim."""

    automaton: AhoCorasick
    listed: tuple[tuple[ListedName, ...], ...]
    known: tuple[tuple[Known, ...], ...]
    common: Container[str]

    def hits(self, text: Folded) -> list[Hit]:
        """Every name in the text at the bounds of words, overlapping ones too, by place."""
        found = [
            Hit(*text.words_at(a, b), self.listed[n], self.known[n])
            for n, a, b in self.automaton.find_matches_as_indexes(text.line, overlapping=True)
        ]
        return sorted(found, key=lambda h: (h.first, -h.last))


def gazetteer_of(names: Iterable[ListedName], common: Container[str]) -> Gazetteer:
    """Ready to look up list names and all that the package knows itself. The order of the names is of no account.

    `common` are lower-case words (a dictionary's) that name a ship or a firm only where the text says so.
    """
    from ahocorasick_rs import AhoCorasick

    listed: dict[str, set[ListedName]] = defaultdict(set)
    for name in names:
        for form in _forms(name):
            listed[form].add(name)
    own = known()
    for form, firms in _called_by_place(listed, own, common).items():
        listed[form] |= firms
    patterns = sorted({*listed, *own} - {""})
    return Gazetteer(
        AhoCorasick(patterns),
        tuple(tuple(sorted(listed[p])) if p in listed else () for p in patterns),
        tuple(own.get(p, ()) for p in patterns),
        common,
    )


def _called_by_place(
    listed: Mapping[str, set[ListedName]], own: Mapping[str, tuple[Known, ...]], common: Container[str]
) -> dict[str, set[ListedName]]:
    """Short names of firms that begin with a place: "Dalian Haibo" for the one firm whose name begins so.

    Without them the words would be a place and a word behind it. Not where the two words are known, or the second is common.
    """
    found: dict[str, set[ListedName]] = defaultdict(set)
    for form, names in listed.items():
        words = form.split()
        place = words[0] in _FIRST or any(k.kind in _PLACES for k in own.get(_line(words[:1]), ()))
        if not place or len(words) < _LEAST_FOR_SHORT or len(words[1]) < _LEAST_LETTERS:
            continue
        short = _line(words[:2])
        if words[1] not in common and short not in own and short not in listed:
            found[short] |= {n for n in names if n.kind == "company"}
    return {form: firms for form, firms in found.items() if len({(n.dataset, n.entry) for n in firms}) == 1}


def _forms(name: ListedName) -> set[str]:
    """The patterns by which a listed name is found: as printed, turned round at its comma, and without its legal form."""
    printed = name.name
    if name.kind == "person":
        last, comma, first = printed.partition(",")
        words = fold(f"{first} {last}" if comma else printed).split()
        if len(words) < 2:
            return set()
        # Of names written LAST, First Middle the surname is known, and a text leaves out what stands between.
        shorter = comma and words[-1] not in words_in("east_asian_surnames") and len(words) > 2
        return {_line(words), _line([words[0], words[-1]])} if shorter else {_line(words)}
    forms = {pattern(printed)}
    if "'" in printed or "’" in printed or "`" in printed:
        forms.add(pattern(printed.replace("'", "").replace("’", "").replace("`", "")))
    if name.kind == "company":
        bare = without_form(fold(printed).split())
        if len(bare) > 1:
            forms.add(_line(bare))
    return forms


def _line(words: list[str]) -> str:
    return f" {'  '.join(words)} "
