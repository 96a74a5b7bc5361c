"""Which clause of its sentence a word is in, and which verbs tell of one doing."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.words import Word, grammar

_CONTENT = frozenset({"verb", "ing", "inf"})


def clauses_of(words: Sequence[Word], openings: Sequence[int] = ()) -> tuple[int, ...]:
    """The number of the clause that each word is in; a relative clause between commas does not split the one around it.
    `openings` are places where what is said begins."""
    out: list[int] = []
    stack = [(0, False)]
    fresh = 0
    restrictive: dict[int, bool] = {}
    for k, word in enumerate(words):
        if stack[-1][0] in restrictive and word.kind in {"aux", "verb"}:
            alone = k > 0 and words[k - 1].kind not in {"aux", "adverb", "not", "coord", "rel", "sub"}
            if restrictive[stack[-1][0]] and alone and len(stack) > 1:
                stack.pop()
            elif stack[-1][0] in restrictive:
                restrictive[stack[-1][0]] = True
        follows = words[k + 1] if k + 1 < len(words) else None
        comma = k > 0 and words[k - 1].low == ","
        governs_date = bool(
            follows and follows.kind == "date" and word.low in {"since", "after", "before", "until", "till", "as"}
        )
        opens = (
            word.kind == "rel"
            or (word.kind == "sub" and not governs_date and (word.low != "as" or new_clause(words, k)))
            or (word.kind == "date" and word.low in _AFTER)
        )
        if word.low == ";" or (
            word.kind in {"coord", "sub"} and word.low in {"and", "but", "while"} and new_clause(words, k)
        ):
            fresh += 1
            stack = [*stack[:-1], (fresh, stack[-1][1])] if word.low != ";" else [(fresh, False)]
        elif k in openings:
            fresh += 1
            stack.append((fresh, False))
        elif opens:
            fresh += 1
            stack.append((fresh, word.kind == "rel" or comma or k == 0))
            if not comma and k and words[k - 1].kind in {"name", "word"} and (word.kind == "rel" or word.low == "that"):
                restrictive[fresh] = False
        elif word.low == "(":
            fresh += 1
            stack.append((fresh, False))
        elif (word.low == ")" and len(stack) > 1) or (word.low == "," and len(stack) > 1 and stack[-1][1]):
            stack.pop()
        out.append(stack[-1][0])
    return tuple(out)


_AFTER = frozenset({"after", "before", "since", "following"})


def new_clause(words: Sequence[Word], at: int) -> bool:
    """Whether a subject with its own finite verb follows "and", "but" or "while"."""
    k = at - 1
    while k >= 0 and words[k].kind in {"det", "name", "word"}:
        k -= 1
    if k < at - 1 and (k < 0 or words[k].low == "," or words[k].kind in {"sub", "rel"}) and words[at].low == "and":
        return False
    k = at + 1
    while k < len(words) and words[k].kind in {"adverb", "date", "prep", "mark"} and words[k].low not in {";", '"'}:
        k += 1
    begun = k
    while k < len(words) and words[k].kind in {"det", "name", "word", "pronoun"}:
        k += 1
    while k < len(words) and words[k].kind in {"adverb", "date"}:
        k += 1
    if k == begun or k >= len(words):
        return False
    passive = k + 1 < len(words) and words[k + 1].low == "by"
    return words[k].kind == "aux" or (words[k].kind == "verb" and not passive)


def content(words: Sequence[Word], k: int) -> bool:
    """Whether a word is a full verb, not one that only hedges the next."""
    if words[k].kind not in _CONTENT:
        return False
    after = words[k + 1].low if k + 1 < len(words) else ""
    return not (words[k].low in grammar("hedging") and after in {"to", "of"})


def same_doing(words: Sequence[Word], clauses: Sequence[int], a: int, b: int) -> bool:
    """Whether the verbs at two places make one chain ("was used to ship", "delivered fuel by transferring"), but for the reasons
    of an act ("sanctioned for shipping")."""
    if a == b:
        return True
    low, high = min(a, b), max(a, b)
    if low < 0 or clauses[low] != clauses[high]:
        return False
    for k in range(low + 1, high + 1):
        if words[k].kind == "verb" and content(words, k) and words[k - 1].kind not in {"aux", "coord"}:
            return False
        if words[k].kind == "ing" and words[k - 1].low in {"for", "over", "after", "before", "since"}:
            return False
        if words[k].kind == "verb" and words[k - 1].kind == "coord":
            return False
    return True
