"""Each row of valences/*.csv that has an example, alone, over the tree of its own example."""

from __future__ import annotations

import pytest

from offing.claims.acted import grown
from offing.claims.acts import acts_in
from offing.claims.valence_frames import rows
from tests.claims.marked import read
from tests.claims.test_rules import expected


@pytest.mark.parametrize("row", [r for r in rows() if r["example"]], ids=lambda r: r["id"])
def test_a_row_reads_its_example(row: dict[str, str]) -> None:
    document, mentions, _ = read(row["example"])
    tree = grown(document.text, [(0, len(document.text))], mentions)[0]
    told = {
        (a.role, a.text)
        for found in acts_in(tree, list(enumerate(mentions)), document.text)
        if found.match.rule.id == row["id"]
        for a in found.args
    }
    assert row["expects"]
    assert set(expected(row["expects"])) <= told
