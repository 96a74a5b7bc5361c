"""What stands together in one slot of a tree: coordinated words, and the names that a noun for several sums up."""

from __future__ import annotations

from offing.claims.arguments import Tree
from offing.claims.doing_items import classes
from offing.claims.slot_nouns import ship_nouns

_OPENS = frozenset({",", ":", "--", "–", "—", "-", "("})
_BETWEEN = frozenset({"the", "and", ",", "both", "namely", "-", "–", "—"})
_OWN = frozenset({"det", "poss", "amod", "compound", "nmod"})


def standing(tree: Tree, one: int, at: int) -> list[int]:
    """The words of a slot that begins with `one`, of the head `at`; names right behind a noun for several, in its place.

    Not what follows only behind the head ("<V>, owned by <O>, and <V>") nor, of what stands before a name, what has words of its
    own ("the <NATION> <O> and its manager <O>") nor what "not" stands before.
    """
    row = tree.chained(one)
    if one < at:
        named = [x for c in tree.having(one, "appos") for x in tree.chained(c)] if not tree.words[one].kind else []
        row = [k for k in row if k < at or k in named]
    if at <= one and (at == one or tree.words[at].relation in ("amod", "compound", "nmod")):
        apart = {k for k in row if k != one and any(tree.words[c].relation in _OWN for c in tree.children[k] if c < k)}
        row = [k for k in row if k not in apart and tree.words[k].head not in apart]
    return [x for k in row for x in (_listed_after(tree, k) or [k]) if x == one or not excepted(tree, x)]


def excepted(tree: Tree, at: int) -> bool:
    """Whether "not" stands before one of a row: "X, but not Y"."""
    return any(w.low == "not" for w in tree.words[max(at - 2, 0) : at])


def row_before(tree: Tree, at: int) -> list[int]:
    """The names in a row behind which a noun for all of them stands: "the X, the Y and the Z, tankers that"."""
    first = tree.words[at].head
    if tree.words[at].relation != "appos" or not tree.words[first].kind:
        return []
    while tree.words[first].relation == "conj" and tree.words[tree.words[first].head].kind:
        first = tree.words[first].head
    row = [k for k in tree.chained(first) if tree.words[k].kind and k < at]
    return row if len(row) > 1 else []


def just_before(tree: Tree, at: int, antecedent: int) -> int | None:
    """The name right before a relative clause, where its antecedent cannot be meant: "the flag of <COUNTRY>, which freed"."""
    if tree.words[at].relation != "relcl" or tree.words[at].head != antecedent:
        return None
    first = min([c for c in tree.children[at] if c > antecedent], default=at)
    names = [k for k in range(max(antecedent + 1, first - 2), first) if tree.words[k].kind]
    return names[-1] if names else None


def _listed_after(tree: Tree, at: int) -> list[int]:
    """The names right behind a word for several: "two tankers, the X and the Y"."""
    word = tree.words[at]
    if word.kind or word.tag != "NNS" or at + 2 >= len(tree.words) or tree.words[at + 1].text not in _OPENS:
        return []
    ship = word.low in ship_nouns()
    out: list[int] = []
    for k in range(at + 2, len(tree.words)):
        one = tree.words[k]
        if one.kind == ("VESSEL" if ship else "COMPANY"):
            out.append(k)
        elif one.low not in _BETWEEN:
            break
    joined = any(tree.words[k].low == "and" for k in range(out[0], out[-1])) if out else False
    return out if len(out) > 1 and joined and (ship or word.low in classes()["agents"]) else []
