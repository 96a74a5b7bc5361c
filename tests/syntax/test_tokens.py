"""Where words begin and end."""

from __future__ import annotations

import pytest

from offing.syntax.nations import adjective
from offing.syntax.tokens import tokens

CUT = [
    ("The U.S. Treasury's man hasn't called.", "The|U.S.|Treasury|'s|man|has|n't|called|.", "short forms, negations"),
    ("an Iran-linked, 5,000-tonne ship", "an|Iran|-|linked|,|5,000|-|tonne|ship", "hyphens"),
    ("owners’ ship’s log isn’t O’Brien’s", "owners|’|ship|’s|log|is|n’t|O’Brien|’s", "curly apostrophes"),
    ("Dong Co. Ltd., of AT&T, paid $5.5m on Sept. 5.", "Dong|Co.|Ltd.|,|of|AT&T|,|paid|$|5.5|m|on|Sept.|5|.", "firms and money"),
    ("They cannot... at 9 a.m., said \"J. Smith\".", 'They|can|not|...|at|9|a.m.|,|said|"|J.|Smith|"|.', "stops and quotes"),
    ("M/T Mira (ex-Tantal) -- 3rd", "M|/|T|Mira|(|ex|-|Tantal|)|--|3rd", "strokes and brackets"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "why"), CUT)
def test_words(text: str, words: str, why: str) -> None:
    assert "|".join(text[a:b] for a, b, _ in tokens(text, 0, len(text), [])) == words, why


@pytest.mark.parametrize(
    "said", "Iranian Chinese British Iraqi Greek Germans Saudi Emirati Maltese Swiss Korean".split()
)
def test_an_adjective(said: str) -> None:
    assert adjective(said)


@pytest.mark.parametrize(
    "said", "Iran|Japan|Mali|Kazakhstan|Oman|United States|Fiji|Panama|Hong Kong|Djibouti|UAE".split("|")
)
def test_a_country(said: str) -> None:
    assert not adjective(said)
