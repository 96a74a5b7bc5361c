"""A fold is a view: every folded word has its place in the text as it came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.claims.folding import fold, folded

SAME = [
    ("Ch\u2019ongch\u2019on", "CH'ONGCH'ON", "case and apostrophes"),
    ("Nam\u00a0Po", "nam po", "a blank that does not break"),
    ("S\u00e3o Tom\u00e9", "SAO TOME", "diacritics"),
    ("Sa\u0303o Tome\u0301", "S\u00e3o Tom\u00e9", "diacritics as characters of their own"),
    ("Sea\u200bStar", "SeaStar", "a blank of no width"),
    ("Co., Ltd.", "CO LTD", "points and commas"),
    ("ship\u2011owner", "ship-owner", "hyphens"),
    ("\u5927\u8fde\u6d77\u535a", "\u5927 \u8fde \u6d77 \u535a", "each Chinese character is a word"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME, ids=[c[2] for c in SAME])
def test_written_otherwise(one: str, other: str, why: str) -> None:
    assert fold(one) == fold(other), why


def test_words_keep_their_places() -> None:
    text = "The \u201cNa\u0308mpo\u201d  left\u2014Dalian."
    view = folded(text)
    assert [text[a:b] for a, b in zip(view.begins, view.ends, strict=True)] == ["The", "Na\u0308mpo", "left", "Dalian"]
    assert [view.word(i) for i in range(len(view))] == ["the", "nampo", "left", "dalian"]


@given(st.text(max_size=80))
def test_the_fold_of_a_slice_is_the_word(text: str) -> None:
    view = folded(text)
    for i, (a, b) in enumerate(zip(view.begins, view.ends, strict=True)):
        assert fold(text[a:b]) == view.word(i)
        assert view.words_at(view.at[i], view.at[i] + len(view.word(i)) + 2) == (i, i + 1)
    assert list(view.begins) == sorted(view.begins)
