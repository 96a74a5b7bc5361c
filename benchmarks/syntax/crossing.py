"""New sentences out of old ones, for the teacher to draw trees of: phrases change places with phrases of the same sort,
modifiers fall out, words are exchanged for words of the same tag.

python -m syntax.crossing SENTENCES TREES OUT [--times 4] [--hold ninth tenth] [--seed 1]
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from pathlib import Path
from typing import Any

_SWAPPED = set(
    "nsubj nsubjpass dobj pobj prep agent relcl acl appos advcl npadvmod xcomp ccomp attr conj amod compound poss pcomp".split()
)
_DROPPED = set("advmod npadvmod prep relcl acl appos amod advcl aux neg quantmod nummod".split())
_EXCHANGED = {"NN", "NNS", "VBD", "VBN", "VBG", "VB", "VBZ", "VBP", "JJ", "RB", "IN"}
Word = list[Any]


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("sentences", type=Path)
    ask.add_argument("trees", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--times", type=int, default=4)
    ask.add_argument("--hold", nargs="*", default=[])
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    chance = random.Random(given.seed)  # noqa: S311
    said = [json.loads(line) for line in given.sentences.open(encoding="utf-8")]
    drawn: dict[int, dict[str, Any]] = {}
    for line in given.trees.open(encoding="utf-8"):
        tree = json.loads(line)
        if tree["of"] not in given.hold and len(tree["words"]) == len(said[tree["n"]]["words"]):
            drawn.setdefault(tree["n"], tree)
    phrases: dict[tuple[str, str], list[list[Word]]] = collections.defaultdict(list)
    words: dict[str, list[str]] = collections.defaultdict(list)
    spans: dict[int, list[tuple[int, int]]] = {}
    for n, tree in drawn.items():
        spans[n] = _spans(tree["heads"])
        for k, (a, b) in enumerate(spans[n]):
            if tree["relations"][k] in _SWAPPED and 1 < b - a <= 25:
                phrases[_sort(tree, k)].append(said[n]["words"][a:b])
            if tree["tags"][k] in _EXCHANGED and not said[n]["words"][k][2]:
                words[tree["tags"][k]].append(said[n]["words"][k][0])
    seen: set[tuple[str, ...]] = set()
    with given.out.open("w", encoding="utf-8") as out:
        for _ in range(given.times):
            for n, tree in drawn.items():
                made = _crossed(said[n]["words"], tree, spans[n], phrases, words, chance)
                key = tuple(w[0] for w in made)
                if 3 < len(made) <= 90 and key not in seen:
                    seen.add(key)
                    out.write(json.dumps({"of": "crossed", "words": made}, ensure_ascii=False) + "\n")


def _sort(tree: dict[str, Any], k: int) -> tuple[str, str]:
    return tree["relations"][k], tree["tags"][k][:2]


def _spans(heads: list[int]) -> list[tuple[int, int]]:
    """The words under each word, from the first to behind the last; (k, k) where they are not together."""
    under: list[set[int]] = [{k} for k in range(len(heads))]
    for k in range(len(heads)):
        at, steps = k, 0
        while heads[at] != at and steps <= len(heads):
            at, steps = heads[at], steps + 1
            under[at].add(k)
    return [(min(u), max(u) + 1) if max(u) - min(u) + 1 == len(u) else (k, k) for k, u in enumerate(under)]


def _crossed(
    said: list[Word], tree: dict[str, Any], spans: list[tuple[int, int]],
    phrases: dict[tuple[str, str], list[list[Word]]], words: dict[str, list[str]], chance: random.Random,
) -> list[Word]:  # fmt: skip
    changes: list[tuple[int, int, list[Word]]] = []
    free = list(range(len(said)))
    chance.shuffle(free)
    most = 1 + len(said) // 12 + (chance.random() < 0.5)
    for k in free:
        a, b = spans[k]
        if len(changes) >= most:
            break
        if a == b or b - a > 30 or any(a < d and c < b for c, d, _ in changes):
            continue
        others = phrases.get(_sort(tree, k), [])
        if tree["relations"][k] in _SWAPPED and len(others) > 3 and chance.random() < 0.7:
            changes.append((a, b, [list(w) for w in chance.choice(others)]))
        elif tree["relations"][k] in _DROPPED and b - a < 15 and chance.random() < 0.3:
            changes.append((a, b, []))
    made = [list(w) for w in said]
    for k, tag in enumerate(tree["tags"]):
        if tag in _EXCHANGED and not made[k][2] and chance.random() < 0.06:
            made[k][0] = chance.choice(words[tag])
    for a, b, instead in sorted(changes, reverse=True):
        if instead:
            instead[-1][1] = made[b - 1][1]
        elif a:
            made[a - 1][1] = made[b - 1][1]
        made[a:b] = instead
    if made and chance.random() < 0.04:
        made = [[w[0].lower() if not w[2] else w[0], w[1], w[2]] for w in made]
    elif made and not made[0][2]:
        made[0][0] = made[0][0][:1].upper() + made[0][0][1:]
    return made


if __name__ == "__main__":
    main()
