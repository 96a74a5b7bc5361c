"""Who a verb's subject is, and where clauses end: phrases found among the words of a sentence, as ranges of places in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from offing.claims.words import Word, grammar

Range = tuple[int, int]
"""Places of words, half-open."""
_HARD = frozenset({";", ":", '"', "-", "(", "?", "!"})
_NP_STOPS = frozenset({"verb", "aux", "ing", "rel", "sub", "not", "pronoun"})
_MARKS = _HARD | {",", ".", ")"}
_AFTER_STOPS = frozenset({"aux", "rel", "sub", "pronoun", "not"})
_FINITE = frozenset({"aux", "verb"})


@cache
def speaker_nouns() -> dict[str, str]:
    """Nouns of those who speak, and their kinds."""
    rows = files(__package__).joinpath("speakers.csv").read_text("utf-8").splitlines()[1:]
    return dict(row.split(",") for row in rows)


def finite(words: Sequence[Word], start: int, end: int) -> int:
    """The first finite verb of a range, or -1."""
    return next((i for i in range(start, end) if words[i].kind in _FINITE), -1)


def subject(words: Sequence[Word], verb: int) -> Range | None:
    """What stands as subject before a verb: the noun phrase before it, past adverbs, dates and what commas set apart."""
    at = verb - 1
    while at >= 0 and (
        words[at].kind in {"aux", "adverb", "not", "date"}
        or (words[at].kind == "prep" and words[at + 1].kind == "date")
    ):
        at -= 1
    if at < 0:
        return None
    if words[at].low == ",":
        return _set_apart(words, at)
    if words[at].kind == "rel":
        at -= 1
        if at >= 0 and words[at].low == ",":
            at -= 1
        return _phrase(words, at) if at >= 0 else None
    if words[at].kind == "coord" or words[at].kind in {"sub", "prep"}:
        return None
    if words[at].kind == "pronoun":
        return at, at + 1
    return _phrase(words, at)


def _phrase(words: Sequence[Word], last: int) -> Range | None:
    """The noun phrase that ends with the word at `last`."""
    at = last
    while at >= 0:
        word = words[at]
        if _reduced(words, at):
            pass
        elif word.kind in _FINITE and (opened := _relative_before(words, at)) > 0:
            at = opened
        elif word.low == ")":
            while at >= 0 and words[at].low != "(":
                at -= 1
        elif (
            word.kind in _NP_STOPS
            or word.low in _MARKS
            or (word.kind == "coord" and (word.low != "and" or _verb_before(words, at)))
        ):
            break
        at -= 1
    return trimmed(words, at + 1, last + 1)


def _reduced(words: Sequence[Word], at: int) -> bool:
    """Whether a participle only describes the noun before it ("a report seen by Reuters", "people briefed on the matter")."""
    if words[at].kind != "verb" or at == 0 or at + 1 >= len(words):
        return False
    return words[at - 1].kind in {"word", "name"} and words[at + 1].low in {"by", "on", "from", "in", "for"}


def _relative_before(words: Sequence[Word], at: int) -> int:
    """Where the relative clause opens that a verb is in ("the man who called himself"), or -1."""
    while at > 0 and words[at].low not in _MARKS:
        if words[at].kind == "rel":
            return at
        at -= 1
    return -1


def _verb_before(words: Sequence[Word], at: int) -> bool:
    """Whether a verb stands before a place without a comma or a stop between."""
    while at > 0:
        at -= 1
        if words[at].low == "," or words[at].low in _HARD:
            return False
        if words[at].kind in _NP_STOPS:
            return True
    return False


def trimmed(words: Sequence[Word], start: int, end: int) -> Range | None:
    """A range without the adverbs, dates and prepositional phrases that it opens with; None if nothing is left."""
    while start < end:
        word = words[start]
        if word.kind in {"adverb", "coord", "date"} or word.low == ",":
            start += 1
        elif word.kind == "prep" and word.low not in {"per"} and not _office(words, start):
            start = _after_preposition(words, start, end)
        else:
            break
    while end > start and (words[end - 1].kind in {"adverb", "date"} or words[end - 1].low in {"in", "on"}):
        end -= 1
    return (start, end) if start < end else None


def _office(words: Sequence[Word], at: int) -> bool:
    """Whether "under" begins an office ("Under Secretary")."""
    return words[at].low == "under" and at + 1 < len(words) and words[at + 1].low.startswith("secretar")


def _after_preposition(words: Sequence[Word], start: int, end: int) -> int:
    """Past a preposition and the first name, date or noun that it governs."""
    at = start + 1
    while at < end and words[at].kind in {"det", "prep", "adverb"}:
        at += 1
    if at < end and words[at].kind == "date":
        while at < end and words[at].kind == "date":
            at += 1
        return at
    if at < end and words[at].mention >= 0:
        held = words[at].mention
        while at < end and words[at].mention == held:
            at += 1
        return at
    while at < end and words[at].kind == "word":
        at += 1
    return at if at > start + 1 else end


def _set_apart(words: Sequence[Word], comma: int) -> Range | None:
    """The subject that commas part from its verb: the first stretch without a verb, all after it being set apart."""
    start = comma
    while start > 0 and words[start - 1].low not in _HARD:
        start -= 1
    pieces: list[Range] = []
    begun = start
    for at in range(start, comma + 1):
        if words[at].low == ",":
            pieces.append((begun, at))
            begun = at + 1
    for place, (a, b) in enumerate(pieces):
        if a >= b or finite(words, a, b) >= 0 or words[a].kind in {"rel", "ing", "sub"}:
            continue
        found = trimmed(words, a, b)
        if (
            found
            and place + 1 < len(pieces)
            and any(words[k].kind in {"name", "word", "pronoun"} for k in range(*found))
        ):
            return found
    return None


def main_subject(words: Sequence[Word], limit: int) -> Range | None:
    """The subject of the sentence's own first finite verb before a place."""
    at, sub = 0, False
    while at < limit:
        word = words[at]
        if word.kind == "sub" and word.low in grammar("subordinate_clause") and at < 2:
            sub = True
        elif sub and word.low == ",":
            sub = False
        elif word.kind == "rel":
            while at < limit and words[at].low != ",":
                at += 1
            continue
        elif not sub and word.kind in _FINITE and (found := subject(words, at)):
            return found
        at += 1
    return None


def phrase_after(words: Sequence[Word], start: int) -> Range | None:
    """The noun phrase that begins at a place, with its "of", "for" and "from" phrases."""
    at = start
    while at < len(words):
        word = words[at]
        if word.low == "(":
            while at < len(words) and words[at].low != ")":
                at += 1
        elif (
            word.low in _MARKS
            or word.kind in _AFTER_STOPS
            or (word.kind == "coord" and word.low != "and")
            or _verb_of_another(words, at, start)
        ):
            break
        at += 1
    if at == start and at < len(words) and words[at].kind == "pronoun":
        return start, start + 1
    return trimmed(words, start, min(at, len(words)))


def _verb_of_another(words: Sequence[Word], at: int, start: int) -> bool:
    if words[at].kind not in {"verb", "ing"} or at == start or words[at - 1].kind == "det":
        return False
    return words[at].kind == "ing" or words[min(at + 1, len(words) - 1)].low not in {"by", "from", "on"}


def clause_end(words: Sequence[Word], start: int, *, bounded: bool = False) -> int:
    """Where what begins at a place stops being said or governed: a stop, or a new clause set against it. `bounded` stops at the
    next comma too (what begins inside a subordinate clause ends with it)."""
    depth = 0
    for at in range(start, len(words)):
        low = words[at].low
        if low == '"':
            depth ^= 1
        elif depth:
            continue
        elif (
            low == ";"
            or (low == "," and bounded)
            or (low in {",", "but"} and _set_against(words, at))
            or (low == "," and at + 1 < len(words) and words[at + 1].low in grammar("adding"))
        ):
            return at
    return len(words)


def _set_against(words: Sequence[Word], at: int) -> bool:
    """Whether "but", or a comma with "but", "while" or "whereas", begins a clause of its own."""
    word = words[at + 1] if words[at].low == "," and at + 1 < len(words) else words[at]
    meanwhile = word.low == "while" and at + 2 < len(words) and words[at + 2].kind == "pronoun"
    return word.low in {"but", "while", "whereas"} and not meanwhile and finite(words, at + 1, len(words)) >= 0


def in_subordinate(words: Sequence[Word], at: int) -> bool:
    """Whether the phrase that begins at a place opens a subordinate or relative clause ("which officials said")."""
    if at == 0:
        return False
    before = words[at - 1]
    return (
        before.kind == "rel"
        or (before.kind == "sub" and before.low in grammar("subordinate_clause") | {"what"})
        or before.low in {"what", "("}
    )
