"""A quote counts only where it stands in the source to the letter; typography alone may differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.claims.verify import locate, view

TEXT = (
    "The Treasury said Dalian Haibo’s vessel – the “Tantal” – had\u00a0shipped 1,600 tonnes of coal.\n"
    "It was not seized. The USA-led talks in Gaeseong ended on 22 March 2019."
)
CASES = [
    ("Dalian Haibo’s vessel – the “Tantal” – had\u00a0shipped", True, "verbatim"),
    ('Dalian Haibo\'s vessel - the "Tantal" - had shipped', True, "typographic marks and spaces"),
    ('"shipped 1,600 tonnes of coal."', True, "wrapped in quotation marks"),
    ("It was not seized. The USA-led talks", True, "over a line"),
    ("shipped 1,600 tonnes\nof   coal", True, "white space"),
    ("shipped 1,700 tonnes of coal", False, "a number changed"),
    ("shipped 1,600 tons of coal", False, "a word changed"),
    ("It was seized. The USA-led talks", False, "a word dropped"),
    ("it was not seized. the usa-led talks", False, "case changed"),
    ("talks in Kaesong ended on 22 March", False, "a spelling put right"),
    ("shipped ... tonnes of coal", False, "an ellipsis for words"),
    ("essel – the “Tantal” – had", False, "cut within a word at its start"),
    ("shipped 1,600 tonnes of coa", False, "cut within a word at its end"),
    ("coal.", False, "too short"),
    ("", False, "nothing"),
    ("“”‘’ – ... “”‘’ ...", False, "marks alone"),
]


@pytest.mark.parametrize(("quote", "stands", "why"), CASES, ids=[c[2] for c in CASES])
def test_locate(quote: str, stands: bool, why: str) -> None:
    found = locate(quote, TEXT, view(TEXT))
    assert (found is not None) == stands, why
    if found:
        slice_ = TEXT[found[0] : found[1]]
        marks = "\"' ."
        assert view(slice_).text.strip(marks) == view(quote).text.strip(marks)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_a_slice_at_word_ends_is_found(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    found = locate(text[start:end], text, view(text))
    if found:
        assert view(text[found[0] : found[1]]).text.strip("\"' .") == view(text[start:end]).text.strip("\"' .")


@given(st.sampled_from(TEXT.split()), st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=8))
def test_no_altered_quote_is_accepted(word: str, other: str) -> None:
    whole = TEXT.split("\n", maxsplit=1)[0]
    altered = whole.replace(word, other, 1)
    if view(altered).text != view(whole).text and altered not in TEXT:
        assert locate(altered, TEXT, view(TEXT)) is None


@given(st.text(max_size=300))
def test_a_view_points_into_the_source(text: str) -> None:
    seen = view(text)
    assert len(seen.text) == len(seen.at)
    assert list(seen.at) == sorted(seen.at)
    assert all(0 <= i < len(text) for i in seen.at)
