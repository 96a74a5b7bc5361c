"""Trees that no teacher draws: sentences put otherwise together with their trees, where it is known what the trees become.

python -m syntax.rewriting TREES OUT [--seed 1]

"The tanker Mira was idle" becomes "The tanker of Togo, the Mira, was idle" (she is the tanker, not Togo), "listed the Mira in
May" goes on "and the Alba in June" (both were listed), and "The tanker was seized off Malaysia" is cut to "Tanker seized off
Malaysia".
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from syntax.settle import foregoers

Word = tuple[str, str, Any, str, str]
"""Letters, mask, the key of its head, relation, tag. Keys are numbers of words, or strings for words put in."""
_NAMES = {
    "VESSEL": "Alba",
    "COMPANY": "Alba Ltd",
    "PERSON": "Li Wei",
    "DATE": "June",
    "PLACE": "Busan",
    "COUNTRY": "Togo",
}
_BEHIND = (
    "of COUNTRY", "in PLACE", "from COUNTRY", "based:VBN in PLACE", "owned:VBN by COMPANY", "registered:VBN in COUNTRY",
    "with the flag of COUNTRY", "linked:VBN to COMPANY", "listed:VBN in DATE", "at PLACE", "of COMPANY", "",
)  # fmt: skip


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("trees", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    chance = random.Random(given.seed)  # noqa: S311
    nouns = foregoers()
    with given.trees.open(encoding="utf-8") as lines, given.out.open("w", encoding="utf-8") as out:
        number = 0
        for line in lines:
            tree = json.loads(line)
            for order, words in _rewritten(tree, nouns, chance):
                made = _laid(tree["of"], number, order, words)
                number += 1
                out.write(json.dumps(made, ensure_ascii=False) + "\n")


def _rewritten(
    tree: dict[str, Any], nouns: dict[str, set[str]], chance: random.Random
) -> Iterator[tuple[list[Any], dict[Any, Word]]]:
    words: dict[Any, Word] = {
        k: (w[0], w[1], h, r, t)
        for k, (w, h, r, t) in enumerate(
            zip(tree["words"], tree["heads"], tree["relations"], tree["tags"], strict=True)
        )
    }
    for k in range(1, len(words)):
        if words[k][1] in nouns and words[k - 1][3] == "compound" and words[k - 1][2] == k and chance.random() < 0.5:
            yield from _set_apart(words, k, nouns, chance)
    for k in range(1, len(words) - 2):
        if words[k][3] == "prep" and words[k][4] == "IN" and chance.random() < 0.5:
            yield from _gone_on(words, k, chance)
    yield from _cut(words, chance)


def _set_apart(
    words: dict[Any, Word], k: int, nouns: dict[str, set[str]], chance: random.Random
) -> Iterator[tuple[list[Any], dict[Any, Word]]]:
    """The name behind its noun set behind a comma, something between them."""
    noun = k - 1
    under = {w[3] for w in words.values() if w[2] == k}
    mask = words[k][1]
    if under & {"conj", "case", "appos"} or words[noun][0].lower() not in nouns[mask] or words[noun][0].endswith("s"):
        return
    made = dict(words)
    for j, w in words.items():
        if w[2] == k and j not in (noun, k):
            made[j] = (w[0], w[1], noun, w[3], w[4])
    head = noun if words[k][2] == k else words[k][2]
    made[noun] = (words[noun][0], "", head, words[k][3], "NN")
    made[k] = (words[k][0], mask, noun, "appos", "NNP")
    between: list[Any] = []
    last: Any = noun
    for j, part in enumerate(chance.choice(_BEHIND).split()):
        said, _, tag = part.partition(":")
        key = f"b{j}"
        if tag:
            made[key], last = (said, "", noun, "acl", tag), key
        elif said in ("the",):
            made[key] = (said, "", f"b{j + 1}", "det", "DT")
        elif said in _NAMES:
            made[key] = (_NAMES[said], said, last, "pobj", "NNP")
        elif said == "flag":
            made[key], last = (said, "", last, "pobj", "NN"), key
        else:
            made[key], last = (said, "", last, "agent" if said == "by" else "prep", "IN"), key
        between.append(key)
    made["c1"] = (",", "", noun, "punct", ",")
    between.append("c1")
    if mask == "VESSEL" and chance.random() < 0.8:
        made["the"] = ("the", "", k, "det", "DT")
        between.append("the")
    order: list[Any] = [*range(k), *between, k]
    if k + 1 < len(words) and words[k + 1][3] != "punct":
        made["c2"] = (",", "", noun, "punct", ",")
        order.append("c2")
    yield [*order, *range(k + 1, len(words))], made


def _gone_on(words: dict[Any, Word], k: int, chance: random.Random) -> Iterator[tuple[list[Any], dict[Any, Word]]]:
    """ "Listed the Mira in May and the Alba in June": the verb is not said again."""
    end = k + 1 if words[k + 1][2] == k else k + 2
    if end >= len(words) or words[end][2] != k or words[end][1] not in ("DATE", "PLACE", "COUNTRY", "COMPANY"):
        return
    verb = words[k][2]
    if (
        verb >= k
        or not words[verb][4].startswith("VB")
        or any(w[2] == end and w[3] in ("cc", "relcl", "appos") for w in words.values())
    ):
        return
    what = [
        j
        for j in range(k)
        if words[j][2] == verb
        and words[j][3] in ("dobj", "nsubjpass")
        and words[j][1] in ("VESSEL", "COMPANY", "PERSON")
    ]
    if not what or words[min(end + 1, len(words) - 1)][4] in ("CC", "IN"):
        return
    mask = words[what[-1]][1]
    made = dict(words)
    made["and"] = ("and", "", what[-1], "cc", "CC")
    made["name"] = (_NAMES[mask], mask, what[-1], "conj", "NNP")
    added: list[Any] = ["and"]
    if what[-1] and words[what[-1] - 1][0].lower() == "the":
        made["the"] = ("the", "", "name", "det", "DT")
        added.append("the")
    added.append("name")
    if words[end][1] == "DATE" and chance.random() < 0.5:
        made["when"] = ("a month later", "DATE", "name", "npadvmod", "NN")
        if chance.random() < 0.5:
            made["when"] = ("later", "", "name", "advmod", "RB")
            made["a"] = ("a", "", "month", "det", "DT")
            made["month"] = (chance.choice(["month", "year", "week", "day"]), "", "when", "npadvmod", "NN")
            added += ["a", "month"]
        added.append("when")
    else:
        made["in"] = (words[k][0].lower(), "", "name", words[k][3], "IN")
        made["where"] = (words[end][0], words[end][1], "in", "pobj", "NNP")
        added += ["in", "where"]
    yield [*range(end + 1), *added, *range(end + 1, len(words))], made


def _cut(words: dict[Any, Word], chance: random.Random) -> Iterator[tuple[list[Any], dict[Any, Word]]]:
    """A headline: no articles, no "was", no stop."""
    root = next(k for k, w in words.items() if w[2] == k)
    passive = any(w[2] == root and w[3] == "nsubjpass" for w in words.values())
    short = 4 <= len(words) <= 18 and words[root][4].startswith("VB")
    if not short or chance.random() > (0.6 if passive else 0.15):
        return
    dropped = {k for k, w in words.items() if w[3] == "det" and w[0].lower() in ("the", "a", "an")}
    if passive:
        dropped |= {k for k, w in words.items() if w[2] == root and w[3] in ("auxpass", "aux")}
    dropped |= {k for k in (len(words) - 1,) if words[k][0] == "."}
    if any(w[2] in dropped and k not in dropped for k, w in words.items()):
        return
    order = [k for k in range(len(words)) if k not in dropped]
    made = {k: words[k] for k in order}
    if order and not made[order[0]][1]:
        first = made[order[0]]
        made[order[0]] = (first[0][:1].upper() + first[0][1:], *first[1:])
    if chance.random() < 0.3:
        for k, w in made.items():
            if w[4] not in ("IN", "TO", "CC", "DT") and not w[1]:
                made[k] = (w[0][:1].upper() + w[0][1:], *w[1:])
    if len(order) > 2:
        yield order, made


def _laid(of: str, number: int, order: list[Any], words: dict[Any, Word]) -> dict[str, Any]:
    at = {key: k for k, key in enumerate(order)}
    told = [words[key] for key in order]
    return {
        "n": number, "of": of if of in ("ninth", "tenth") else "rewritten", "words": [[w[0], w[1]] for w in told],
        "heads": [at[w[2]] for w in told], "relations": [w[3] for w in told], "tags": [w[4] for w in told],
    }  # fmt: skip


if __name__ == "__main__":
    main()
