"""What stands right beside a noun."""

from __future__ import annotations

from offing.claims.arguments import Tree
from offing.syntax.trees import Word


def test_a_nation_may_be_the_last_word() -> None:
    words = (
        Word(0, 4, "coal", "coal", "", "NN", 0, "ROOT"),
        Word(5, 12, "Russian", "russian", "NATION", "JJ", 0, "amod"),
    )
    assert Tree(words).beside(0) == {"nation": [1]}


def test_half_a_word_is_no_nation_of_a_noun() -> None:
    words = (
        Word(0, 7, "Russian", "russian", "NATION", "JJ", 3, "amod"),
        Word(7, 8, "-", "-", "", "HYPH", 3, "punct"),
        Word(8, 13, "owned", "owned", "", "VBN", 3, "amod"),
        Word(14, 18, "ship", "ship", "", "NN", 3, "ROOT"),
    )
    assert Tree(words).beside(3) == {}
