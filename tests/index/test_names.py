"""Names folded: what is the same however it is written, and what is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.index.names import fold, key, party_tokens, ship_tokens

FOLDED = [
    ("КАПИТАН ГОТСКИЙ", "kapitan gotskiy", "Cyrillic"),
    ("大連海博國際貨運有限公司", "dalianhaiboguojihuoyunyouxiangongsi", "Chinese, traditional"),
    ("大连海博国际货运有限公司", "dalianhaiboguojihuoyunyouxiangongsi", "Chinese, simplified: the same"),
    ("백설무역회사", "baegseolmuyeoghoesa", "Korean"),
    ("شركة", "shrkh", "Arabic has no vowels to give"),
    ("Société Générale", "societe generale", "diacritics"),
    ("Łódź Øresund ß", "lodz oresund ss", "letters that are not marked ones"),
    ("S.I.S. d.o.o.", "sis doo", "initials"),
    ("D.P.R.K", "dprk", "initials without a last dot"),
    ("A & B", "a and b", "ampersand"),
    ("O’Brien's", "obriens", "apostrophes of any kind"),
    ("STAR\u00adBOAT", "starboat", "a soft hyphen"),
    ("ＳＴＡＲ", "star", "full width"),
    ("\u202eRATS\u200f", "rats", "marks of direction"),
    ("ST\x00AR", "star", "NUL"),
    ("🚢 STAR ⚓", "star", "pictures are no part of a name"),
    ("II/2", "ii 2", "a slash between a numeral and a number"),
    ("", "", "nothing"),
    ("---", "", "marks alone"),
]


@pytest.mark.parametrize(("text", "folded", "why"), FOLDED, ids=[f[2] for f in FOLDED])
def test_fold(text: str, folded: str, why: str) -> None:
    assert " ".join(fold(text)) == folded, why


SAME_SHIP = [
    ("M/V STAR", "STAR", "a prefix"),
    ("MV STAR", "M.V. STAR", "the prefix in two ways"),
    ("MT STAR", "M/T. Star", "a tanker's"),
    ("M. V. STAR", "STAR", "with a blank"),
    ("DAE BONG NO. 18", "DAE BONG 18", "number"),
    ("№ 18", "18", "the number sign"),
    ("VICTORY III", "VICTORY 3", "a Roman numeral"),
    ("STAR 03", "STAR 3", "a leading zero"),
    ("UN PHA 2", "UNPHA 2", "a blank within"),
    ("UN PHA 2", "UNPHA2", "no blank before the number"),
    ("YUK TUNG", "YUKTUNG", "a blank within"),
    ("КАПИТАН ГОТСКИЙ", "Kapitan Gotskiy", "script"),
]


@pytest.mark.parametrize(("a", "b", "why"), SAME_SHIP, ids=[f"{s[0]}={s[1]}" for s in SAME_SHIP])
def test_the_same_ship_name(a: str, b: str, why: str) -> None:
    assert key(ship_tokens(a)) == key(ship_tokens(b)), why


OTHER_SHIP = [
    ("STAR 1", "STAR 11", "another number"),
    ("STAR 1 1", "STAR 11", "two numbers are not one"),
    ("STAR", "STAR 1", "a number more"),
    ("UN PHA 2", "UN PHA 3", "another number"),
    ("VICTORY III", "VICTORY II", "another numeral"),
    ("MV", "MT", "a prefix alone is the name"),
    ("2ND STAR", "2 STAR", "an ordinal is a word"),
]


@pytest.mark.parametrize(("a", "b", "why"), OTHER_SHIP, ids=[f"{s[0]}≠{s[1]}" for s in OTHER_SHIP])
def test_another_ship_name(a: str, b: str, why: str) -> None:
    assert key(ship_tokens(a)) != key(ship_tokens(b)), why


PARTIES = [
    ("S.I.S. d.o.o.", "sis", "a Slovene form"),
    ("SIS DOO", "sis", "the same"),
    ("The Star Trading Co., Ltd.", "star trading", "article and forms"),
    ("OOO Star", "star", "a Russian form before"),
    ("Star Intl Shpg", "star international shipping", "abbreviations"),
    ("Co. Ltd.", "co", "forms alone are kept rather than nothing"),
    ("Ltd", "ltd", "a form alone"),
    ("The", "", "an article alone names nobody"),
    ("Star SA", "star", "a form at an end"),
    ("SA Star AB Boat", "star ab boat", "within, it may be a word"),
]


@pytest.mark.parametrize(("text", "tokens", "why"), PARTIES, ids=[p[0] for p in PARTIES])
def test_party(text: str, tokens: str, why: str) -> None:
    assert " ".join(party_tokens(text)) == tokens, why


HUGE = [
    "a" * 10_000,
    "A." * 5_000,
    "a\u0315\u0300" * 5_000,
    "ﷺ" * 5_000,
    "🚢" * 10_000,
    "\x00\u202e" * 5_000,
    "1 " * 5_000,
    "船" * 10_000,
]


@pytest.mark.parametrize("text", HUGE, ids=range(len(HUGE)))
def test_a_name_of_any_length_takes_bounded_time(text: str) -> None:
    begun = time.perf_counter()
    for read in (fold, party_tokens, ship_tokens):
        assert sum(map(len, read(text))) < 50_000
    assert time.perf_counter() - begun < 1


@given(st.text(max_size=60))
def test_folding_is_stable_and_tokens_are_lower_case_letters_or_digits(text: str) -> None:
    tokens = fold(text)
    assert all(t.isascii() and t.isalnum() and t == t.lower() for t in tokens)
    assert key(fold(" ".join(tokens))) == key(tokens)
    assert key(ship_tokens(text)) == key(ship_tokens(text.upper().lower())) or not text.isascii()
