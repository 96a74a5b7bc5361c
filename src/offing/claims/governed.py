"""The prepositional phrases of a word: what they hold, and what they are said of."""

from __future__ import annotations

from collections.abc import Iterator

from offing.claims.arcs import Arcs, once
from offing.claims.relatives import antecedent
from offing.claims.subjects import grammatical_subject, passive

_JOINERS = frozenset(
    (
        "name hands possession ownership flag registry laws colours ensign control direction umbrella orders behest aegis "
        "supervision instructions behalf board benefit account care aboard destined bound side"
    ).split()
)
"""Nouns that are half a preposition: "on behalf of", "under the flag of"."""
_MEANT = frozenset({"destined", "intended", "meant", "bound", "earmarked", "ordered"})
_WITHIN = 4
"""Amounts of amounts of goods that are looked into."""


@once
def own_phrases(arcs: Arcs, at: int) -> list[tuple[str, list[int]]]:
    """The prepositional phrases of a word in its own clause."""
    return list(phrases(arcs, at, at))


def phrases(arcs: Arcs, over: int, verb: int) -> Iterator[tuple[str, list[int]]]:
    """The prepositional phrases of a word: by preposition, what it governs. `verb` is whose clause it stands in."""
    for prep in arcs.having(over, "prep", "agent"):
        name = arcs.words[prep].low
        held = governed(arcs, prep, verb)
        yield name, held
        for inner in arcs.having(prep, "prep"):
            yield f"{name} {arcs.words[inner].low}", governed(arcs, inner, verb)
            yield arcs.words[inner].low, governed(arcs, inner, verb)
        for one in held:
            if arcs.words[one].low in _JOINERS:
                for further in arcs.having(one, "prep"):
                    yield f"{name} {arcs.words[one].low} {arcs.words[further].low}", governed(arcs, further, verb)
        for more in arcs.having(prep, "conj"):
            yield arcs.words[more].low, governed(arcs, more, verb)


def governed(arcs: Arcs, prep: int, verb: int) -> list[int]:
    """What a preposition governs."""
    return [antecedent(arcs, c, verb) for c in arcs.having(prep, "pobj", "pcomp")]


def whose(arcs: Arcs, at: int) -> list[int]:
    """What a noun is of: "X's beacon", "the beacon of X", "a ship whose beacon"."""
    held = [antecedent(arcs, c, arcs.words[at].head) for c in arcs.having(at, "poss")]
    return held + [one for name, of in own_phrases(arcs, at) if name == "of" for one in of]


def of_contents(arcs: Arcs, one: int, verb: int, out: dict[str, list[int]]) -> None:
    """Adds what hangs on the goods that an amount is of: "2m barrels of crude from Iran"."""
    for _ in range(_WITHIN):
        for doing in arcs.having(one, "acl"):
            if arcs.words[doing].low in _MEANT:
                for name, further in phrases(arcs, doing, verb):
                    out.setdefault(f"{arcs.words[doing].low} {name}", list(further))
        held = [o for p in arcs.having(one, "prep") if arcs.words[p].low == "of" for o in arcs.having(p, "pobj")]
        if not held:
            return
        one = held[0]
        for name, further in phrases(arcs, one, verb):
            if name != "of":
                out.setdefault(name, list(further))


def located(arcs: Arcs, over: int, prep: int | None = None) -> list[int]:
    """What a prepositional phrase of a word is said of: of a verb's its object, or its subject where it stands before it."""
    if not arcs.verbal(over):
        return [over]
    subject = grammatical_subject(arcs, over)
    if prep is not None and subject and prep < subject[0]:
        return subject
    objects = [] if passive(arcs, over) else arcs.having(over, "dobj")
    return objects[:1] or subject
