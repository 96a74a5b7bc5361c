"""Ships, firms, trade and voyages in the words of wires, lists, prosecutors and clubs; and what only looks like it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read
from tests.claims.test_rules import expected, told

_HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


@pytest.mark.parametrize("row", rows("ships.csv"), ids=lambda r: f"{r['type']}: {r['wording'][:40]}")
def test_a_wording_is_read(row: dict[str, str]) -> None:
    claims = claims_of(*read(row["sentence"]))
    assert set(expected(row["expects"])) <= told(claims, row["type"])


@pytest.mark.parametrize("row", rows("ships_in_full.csv"), ids=lambda r: r["claims"][:50])
def test_a_long_sentence_gives_each_of_its_claims(row: dict[str, str]) -> None:
    claims = claims_of(*read(row["sentence"]))
    have = {(c.type, a.role, a.text, n) for n, c in enumerate(claims) for a in c.args}
    for claim in row["claims"].split(" · "):
        of_type, *args = re.split(r" (?=[a-z_]+=)", claim)
        wanted = {tuple(a.split("=", 1)) for a in args}
        assert any(all((of_type, role, text, n) in have for role, text in wanted) for n in range(len(claims))), claim


@pytest.mark.parametrize("row", rows("ships_not.csv"), ids=lambda r: f"{r['never']}: {r['why']}")
def test_what_only_looks_like_it_is_not_told(row: dict[str, str]) -> None:
    claims = claims_of(*read(row["sentence"]))
    sure = [
        c
        for c in claims
        if c.type == row["never"] and c.status == "complete" and c.polarity == "positive" and c.modality != "denied"
    ]
    assert not sure, row["why"]


@pytest.mark.parametrize(
    ("sentence", "of_type", "why"),
    [
        ("The [V:Ocean Petrel] never called at [L:Nampo].", "port_call", "never"),
        ("The [V:Ocean Petrel] did not switch off its transponder.", "ais_gap", "did not"),
        ("[O:Alba Ltd] denied that it had dealt with [O:Mirae Trading Corp].", "dealt_with", "denied"),
        ("[O:Alba Ltd] has never done business with [O:Mirae Trading Corp].", "dealt_with", "has never"),
        ("The [V:Ocean Petrel] is not owned by [O:Alba Ltd].", "owned_by", "is not"),
        ("The [V:Ocean Petrel] is no longer managed by [O:Alba Ltd].", "managed_by", "no longer"),
        ("The [V:Ocean Petrel] does not fly the flag of [C:Togo].", "flagged_in", "does not"),
        ("The [V:Ocean Petrel] was not bound for [C:Syria].", "bound_for", "was not"),
        ("The [V:Ocean Petrel] did not carry [G:coal] to [C:China].", "shipped_cargo", "did not"),
        ("[O:Alba Ltd] never sold [G:coal] to [O:Mirae Trading Corp].", "sold", "never"),
    ],
)  # fmt: skip
def test_a_denial_is_not_told_as_so(sentence: str, of_type: str, why: str) -> None:
    found = [c for c in claims_of(*read(sentence)) if c.type == of_type]
    assert all(c.polarity == "negative" or c.modality == "denied" for c in found), why


@pytest.mark.parametrize(
    ("sentence", "of_type", "value_pairs"),
    [
        (
            "The [V:Ocean Petrel] and the [V:Lucky Dawn] are owned and managed by [O:Alba Ltd].",
            "owned_by",
            {("Ocean Petrel", "Alba Ltd"), ("Lucky Dawn", "Alba Ltd")},
        ),
        (
            "The [V:Ocean Petrel] and the [V:Lucky Dawn] are owned and managed by [O:Alba Ltd].",
            "managed_by",
            {("Ocean Petrel", "Alba Ltd"), ("Lucky Dawn", "Alba Ltd")},
        ),
        (
            "[O:Alba Ltd] and [O:Mirae Trading Corp] bought it. Both have an interest in the [V:Ocean Petrel].",
            "owned_by",
            {("Ocean Petrel", "Alba Ltd"), ("Ocean Petrel", "Mirae Trading Corp")},
        ),
        (
            "The [V:Ocean Petrel] was boarded. Her papers were checked. The [V:Ocean Petrel] sailed. "
            "Its registered owner is [O:Alba Ltd].",
            "owned_by",
            {("Ocean Petrel", "Alba Ltd")},
        ),
        (
            "The [V:Ocean Petrel] met the [V:Lucky Dawn]. Its registered owner is [O:Alba Ltd].",
            "owned_by",
            set(),
        ),
    ],
)  # fmt: skip
def test_one_claim_for_each_pair_of_values(sentence: str, of_type: str, value_pairs: set[tuple[str, str]]) -> None:
    found = [c for c in claims_of(*read(sentence)) if c.type == of_type]
    assert {(c.args[0].text, c.args[1].text) for c in found} == value_pairs
