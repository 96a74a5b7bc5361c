"""What an official act was for, as the authority says: `sanctioned X for shipping coal`, `a list of vessels believed to ...`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.claims.clauses import clause_end, main_subject, phrase_after, subject
from offing.claims.model import Modality
from offing.claims.sayings import Frame
from offing.claims.words import Word, grammar

_HEDGED: dict[str, Modality] = {
    "believed": "believed",
    "thought": "believed",
    "suspected": "believed",
    "accused": "alleged",
    "alleged": "alleged",
}


def reasons_of(words: Sequence[Word], at: int) -> Iterator[Frame]:
    """What an official act was for is the authority's word, and so is what it believes of those it lists."""
    authority, suffered = subject(words, at), False
    if authority and _reduced(words, at, authority[0]):
        authority = None
    if passive(words, at) or (
        at and words[at - 1].kind in {"adverb", "word"} and words[at].kind == "verb" and authority is None
    ):
        suffered = True
        by = next((k for k in range(at + 1, min(at + 8, len(words) - 1)) if words[k].low == "by"), None)
        authority = phrase_after(words, by + 1) if by else None
        if authority:
            authority = (
                authority[0],
                next((k for k in range(*authority) if words[k].low in {"for", "over"}), authority[1]),
            )
    elif words[at].kind == "ing":
        authority = main_subject(words, at)
    stop = clause_end(words, at + 1)
    for k in range(at + 1, stop):
        low = words[k].low
        if (
            low in {"for", "over"}
            and k + 1 < stop
            and (words[k + 1].kind == "ing" or words[k + 1].low in grammar("reason") or _adverb_ing(words, k))
        ):
            yield Frame("reason", authority, at, ((k + 1, clause_end(words, k + 1, bounded=True)),), "alleged")
            return
        if (
            low in _HEDGED
            and words[k].kind == "verb"
            and k + 1 < stop
            and words[k + 1].low in {"to", "of"}
            and not suffered
            and authority
        ):
            modality = _HEDGED[low]
            yield Frame("reason", authority, at, ((k, clause_end(words, k)),), modality)
            return
        if words[k].kind == "rel":
            return


def _reduced(words: Sequence[Word], at: int, begin: int) -> bool:
    """Whether a participle only describes the noun before it ("a company blacklisted in 2014 for"): it has no object."""
    after = words[at + 1] if at + 1 < len(words) else None
    bare = after is not None and (after.kind == "date" or after.low in {"in", "for", "over", "last", "under"})
    relative = begin > 0 and (words[begin - 1].kind == "rel" or words[begin - 1].low == "that")
    return words[at].kind == "verb" and bare and not relative and words[begin].low in {"a", "an"}


def _adverb_ing(words: Sequence[Word], k: int) -> bool:
    return (
        k + 2 < len(words)
        and words[k + 1].kind in {"adverb", "det"}
        and (words[k + 2].kind == "ing" or words[k + 2].low in grammar("reason"))
    )


def passive(words: Sequence[Word], at: int) -> bool:
    """`was said to`, `is accused of`: no speaker stands before it."""
    k = at - 1
    while k >= 0 and words[k].kind in {"adverb", "not"}:
        k -= 1
    return k >= 0 and words[k].low in {"is", "are", "was", "were", "be", "been", "being"} and words[at].kind == "verb"
