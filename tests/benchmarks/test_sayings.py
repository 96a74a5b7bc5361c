"""The scorer of single sentences: what it counts as asked, found, given and right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from offing.claims.model import Arg, Claim, Document, Mention, Reading, Thing
from tests.benchmarks.loaded import load

sayings, gold = load("sayings", "reports"), load("gold", "reports")

TEXT = (
    "Tern Ltd sold coal and salt to Utopia, which the firm denies; the Blue Heron met the Grey Owl, and 3 others fled."
)
THINGS = {"Tern Ltd": 0, "Utopia": 1, "Blue Heron": 2, "Grey Owl": 3, "coal": 4, "salt": 5, "the firm": 0}
SOLD = {"actor": "Tern Ltd", "goods": ["coal", "salt"]}
MET = {"vessel": "Blue Heron", "counterparty": "Grey Owl"}


def wants(kind: str, args: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": kind, "args": args, "polarity": "pos", "modality": "asserted", **more}


def says(kind: Any, status: Any = "complete", modality: Any = "asserted", **args: str) -> Claim:
    found = tuple(
        Arg(role, words, TEXT.index(words), TEXT.index(words) + len(words), THINGS.get(words, -1))
        for role, each in args.items()
        for words in each.split("+")
    )
    return Claim(kind, found, 0, 9, 0, 9, (), modality, "positive", None, False, status, "made")


def reading(claims: Sequence[Claim]) -> Reading:
    document = Document("one", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), "text", "utf-8")
    mentions = tuple(
        Mention(TEXT.index(w), TEXT.index(w) + len(w), w, "company", n, "made", w == "the firm")
        for w, n in THINGS.items()
    )
    things = tuple(Thing(n, "company", w, (w,)) for w, n in THINGS.items() if w != "the firm")
    return Reading(document, mentions, things, tuple(claims))


RIGHT = says("sold", actor="Tern Ltd", goods="coal")
TABLE = [
    ("sold", [wants("sold", SOLD)], [RIGHT], "sold 1 1 1 1 0", "of several goods it is enough that one agrees"),
    ("sold", [wants("sold", SOLD)], [], "sold 1 0 0 0 0", "nothing is read"),
    ("sold", [], [RIGHT], "sold 0 0 1 0 0", "the sentence says no such thing"),
    ("sold", [wants("sold", SOLD)], [RIGHT, RIGHT], "sold 1 1 1 1 0", "said twice"),
    ("sold", [wants("sold", SOLD, core=False)], [RIGHT], "", "optional, and read"),
    ("sold", [wants("sold", SOLD, core=False)], [], "", "optional, and not read"),
    ("sold", [wants("sold", SOLD, polarity="neg")], [RIGHT], "sold 1 0 1 0 0", "a denial read as said"),
    ("sold", [wants("sold", SOLD, polarity="neg")], [says("sold", modality="denied", actor="Tern Ltd", goods="coal")],
     "sold 1 1 1 1 0", "a denial read as one"),
    ("sold", [wants("sold", SOLD)], [says("sold", actor="the firm", goods="salt")], "sold 1 1 1 1 0", "a nominal resolved"),
    ("sold", [wants("sold", SOLD)], [says("sold", actor="Utopia", goods="coal")], "sold 1 0 1 0 0", "another seller"),
    ("sold", [wants("sold", SOLD)], [says("sold", "partial", goods="coal")], "sold 1 0 0 0 1", "no seller: incomplete"),
    ("sold", [wants("sold", {"goods": "coal"})], [RIGHT], "sold 1 0 1 0 0", "a seller that the text does not give"),
    ("designated", [wants("designated", {"target": ["Tern Ltd", "Grey Owl"]})], [says("designated", target="Grey Owl+Utopia")],
     "designated 2 1 2 1 0", "targets count one by one"),
    ("designated", [wants("designated", {"target": "3 others"})], [says("designated", target="and 3 others")],
     "designated 1 1 1 1 0", "words that end in the wanted ones"),
    ("owned_by", [wants("owned_by", {"asset": "Grey Owl", "owner": "Tern Ltd"})],
     [says("owned_by", asset="Grey Owl", owner="others")], "owned_by 1 0 0 0 1", "somebody, where the text names one"),
    ("sold", [wants("sold", {"goods": "coal and salt"})], [says("sold", goods="salt")], "sold 1 1 1 1 0", "the head of goods"),
    ("sts_transfer", [wants("sts_transfer", MET)], [says("sts_transfer", vessel="Grey Owl", counterparty="Blue Heron")],
     "sts_transfer 1 1 1 1 0", "the two ships may change places"),
    ("nationality", [wants("nationality", {"entity": "Tern Ltd", "country": "Utopia"})],
     [says("nationality", entity="Tern Ltd", country="Utopia")], "nationality 1 1 1 1 0", "a firm has a nationality too"),
    ("nationality", [wants("nationality", {"entity": "Tern Ltd", "country": "Utopia"})],
     [says("nationality", entity="Blue Heron", country="Utopia")], "nationality 1 0 1 0 0", "the nationality of another"),
    ("sold", [], [says("statement", speaker="Utopia")], "", "a context type is left aside in the file of another"),
    ("statement", [], [says("statement", speaker="Utopia")], "statement 0 0 1 0 0", "and held against it in its own"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "claims", "read", "expected", "why"), TABLE, ids=[row[4] for row in TABLE])
def test_counts(
    tmp_path: Path, kind: str, claims: list[dict[str, Any]], read: list[Claim], expected: str, why: str
) -> None:
    (tmp_path / f"{kind}.jsonl").write_text(json.dumps({"id": "a-1", "text": TEXT, "claims": claims}) + "\n", "utf-8")
    outcomes = sayings.scored(sayings.sayings(tmp_path), lambda name, content: reading(read))
    rows = sayings.table(outcomes).splitlines()[2:-1]
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows]
    told = [" ".join([*row[:5], row[7]]) for row in cells]
    assert told == ([expected] if expected else []), why
    assert sum(bool(o.line) for o in outcomes) == sum(
        o.tally.asked - o.tally.found + o.tally.given - o.tally.right + o.incomplete for o in outcomes
    ), why


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (wants("sold", {"actor": "Heron Ltd"}), "is not in the text"),
        (wants("sold", {"actor": ""}), "is not in the text"),
        (wants("bought", {"actor": "Tern Ltd"}), "no claim type"),
    ],
)
def test_refuses(tmp_path: Path, claim: dict[str, Any], why: str) -> None:
    (tmp_path / "sold.jsonl").write_text(json.dumps({"id": "a-1", "text": TEXT, "claims": [claim]}), "utf-8")
    with pytest.raises(ValueError, match=why):
        sayings.sayings(tmp_path)


def test_the_bank_is_sound() -> None:
    """Each file is named for a type and holds sentences of it, each once."""
    for file in sorted(sayings.BANK.glob("*.jsonl")):
        each = sayings.sayings(sayings.BANK, file.stem)
        assert file.stem in gold.TYPES, file
        assert len({s.id for s in each}) == len({s.text for s in each}) == len(each), file
        assert any(w.type == file.stem for s in each for w in s.wanted), file
