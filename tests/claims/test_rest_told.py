"""Rows of names with a few words about each, of which another sentence, or the first of them, tells what was done."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

ROWS = [
    ("[A:OFAC] sanctioned [K:four firms] on [D:Friday]. The other three are [O:Alba Ltd], a trader in [L:Piraeus]; [O:Bora Ltd], "
     "which has no office; and [O:Caro Ltd].", {"Alba Ltd", "Bora Ltd", "Caro Ltd"}, "the other three"),
    ("[O:Dova Ltd] is one of four [C:Indian] concerns which [C:Washington] put under sanctions. The rest are [O:Alba Ltd] of "
     "[L:Piraeus], [O:Bora Ltd] of [L:Athens] and [O:Caro Ltd], which has no office.", {"Alba Ltd", "Bora Ltd", "Caro Ltd"},
     "an act of so many that are not told"),
    ("[A:OFAC] added four names under its sanctions. The others are [O:Alba Ltd] and [V:Mira].", {"Alba Ltd", "Mira"}, "names"),
    ("[A:OFAC] sanctioned [N:12 tankers]. Among the rest is the [V:Mira] ([I:IMO 9232888]), an old one.", {"Mira"}, "one"),
    ("The sanctions grow: named were [P:Ali Karimi], who had the [V:Clavel]; [P:Reza Amani] of the [V:Fortune]; and [P:Mohsen "
     "Vaziri].", {"Ali Karimi", "Reza Amani", "Mohsen Vaziri"}, "semicolons"),
    ("[A:OFAC] sanctioned [K:four firms]. The other three are thought to own the [V:Mira].", set(), "it tells something of them"),
    ("[A:OFAC] sanctioned [O:Alba Ltd]; the alert also named [O:Bora Ltd], its customer.", {"Alba Ltd"}, "another act"),
    ("[A:OFAC] sanctioned [O:Alba Ltd]; [O:Bora Ltd] said that it was surprised.", {"Alba Ltd"}, "a sentence of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "names", "why"), ROWS)
def test_those_that_a_row_names(sentence: str, names: set[str], why: str) -> None:
    document, mentions, things = read(sentence)
    claims = [c for c in claims_of(document, mentions, things) if c.type == "designated" and c.polarity == "positive"]
    targets = {a.text for c in claims for a in c.args if a.role == "target"}
    assert {t for t in targets if t[0].isupper()} - {"Dova Ltd"} == names, why


FOLLOWED = [
    ("[A:OFAC] sanctioned [O:Alba]. [O:Bora], of [L:Piraeus], followed [D:that August].", {"Alba", "Bora"}, "followed"),
    ("[A:OFAC] sanctioned [O:Alba]. Then, on [D:21 March], came [O:Bora].", {"Alba", "Bora"}, "came"),
    ("[A:OFAC] sanctioned [O:Alba]. Two more followed on [D:5 May]: the [V:Mira], an old ship, and the [V:Lena].",
     {"Alba", "Mira", "Lena"}, "two more"),
    ("[O:Alba] owns a ship. [O:Bora] followed [D:that August].", set(), "no act"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "names", "why"), FOLLOWED)
def test_those_that_followed(sentence: str, names: set[str], why: str) -> None:
    document, mentions, things = read(sentence)
    claims = [c for c in claims_of(document, mentions, things) if c.type == "designated"]
    assert {a.text for c in claims for a in c.args if a.role == "target"} == names, why
