"""Each corruption against what its docstring promises, over many seeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from rapidfuzz.distance import OSA, DamerauLevenshtein

from tests.benchmarks.loaded import load

corruptions = load("corruptions")
CORRUPTIONS = corruptions.CORRUPTIONS
SEEDS = range(120)
Promise = Callable[[str, str], bool]


def words(text: str) -> list[str]:
    return re.sub(r"[.,]", "", text).upper().split()


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).upper()


def edits_at_most(n: int) -> Promise:
    return lambda old, new: 1 <= DamerauLevenshtein.distance(old, new) <= n


def number(text: str) -> int:
    roman = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
    found = re.search(r"(\d+|(?<=[ -])[IVX]+)$", text)
    assert found, text
    return roman.get(found[1]) or int(found[1])


PERSON, FIRM, SHIP = "Person", "Organization", "Vessel"
KEPT = (
    ("typo_one", "DALIAN HAIBO FREIGHT", FIRM, edits_at_most(1), "one slip is one edit, a swap counted as one"),
    ("typo_two", "KAPITAN GOTSKIY", SHIP, edits_at_most(2), "two slips are two edits at most"),
    ("words_reordered", "Farhad Kanabi AHMAD", PERSON, lambda a, b: sorted(words(a)) == sorted(words(b)), "no word is lost"),
    ("words_reordered", "DALIAN HAIBO CO., LTD.", FIRM, lambda a, b: words(b)[-2:] == ["CO", "LTD"], "the form stays last"),
    ("words_reordered", "CHON MA SAN 2", SHIP, lambda a, b: b.endswith(" 2"), "a hull number does not wander"),
    ("word_dropped", "Oleg Genrikhovich SAVELYEV", PERSON, lambda a, b: b == "Oleg SAVELYEV", "only middle names are dropped"),
    ("word_dropped", "BANK OF HAIBO TRADING", FIRM, lambda a, b: "HAIBO" in b and len(words(b)) == 3, "only an empty word is"),
    ("word_added", "Win SHEIN", PERSON, lambda a, b: len(words(b)) == 3 and {"WIN", "SHEIN"} <= set(words(b)), "one word more"),
    ("word_added", "PETRO PLUS LIMITED", FIRM,
     lambda a, b: b.startswith("PETRO PLUS ") and b.endswith(" LIMITED"), "before the form"),
    ("form_changed", "VELES MENEDZHMENT OOO", FIRM,
     lambda a, b: b.startswith("VELES MENEDZHMENT ") and "OOO" not in b, "another form"),
    ("form_changed", "OPLOT", FIRM, lambda a, b: b.startswith("OPLOT ") and len(words(b)) >= 2, "one without a form gets one"),
    ("form_changed", "OAO IRKUT", FIRM,
     lambda a, b: b in ("OJSC IRKUT", "OPEN JOINT STOCK COMPANY IRKUT"), "a form may stand first"),
    ("form_removed", "SUN & SUN LIMITED", FIRM, lambda a, b: b == "SUN & SUN", "the rest is as it was"),
    ("words_abbreviated", "HAIBO SHIPPING INTERNATIONAL", FIRM,
     lambda a, b: "HAIBO" in b and "SHIPPING" not in b, "trade words only"),
    ("korean_spelling", "Myong Chol PAK", PERSON, lambda a, b: len(words(b)) == 3 and b != a, "syllable for syllable"),
    ("korean_spelling", "KOREA PAEKSOL TRADING", FIRM,
     lambda a, b: words(b)[1] != "PAEKSOL", "a word of two syllables is taken apart"),
    ("arabic_spelling", "Mohammed AL-HAKIM", PERSON, lambda a, b: b[0] in "Mm" and "HA" in b.upper(), "still the same man"),
    ("russian_spelling", "Sergei SAPOZHNIKOV", PERSON,
     lambda a, b: OSA.distance(a, b) <= 6 and len(words(b)) == 2, "letters, not words"),
    ("cyrillic_letters", "Dmitry GOTSKY", PERSON, lambda a, b: b == "Дмитрий Гоцкий", "as Russian papers write it"),
    ("cyrillic_letters", "KAPITAN GOTSKIY", SHIP, lambda a, b: b == "КАПИТАН ГОЦКИЙ", "ships keep capitals"),
    ("pinyin_spacing", "ZHONG XIN SHIPPING", FIRM, lambda a, b: b == "ZHONGXIN SHIPPING", "two syllables join"),
    ("pinyin_spacing", "Zhonghua DENG", PERSON, lambda a, b: letters(a) == letters(b), "no letter changes"),
    ("initials", "Ahmad Hassan AL-HADI", PERSON, lambda a, b: b.endswith(" AL-HADI") and ". " in b, "the family name stays"),
    ("initials", "Miguel Antonio ROZO CLAVIJO", PERSON,
     lambda a, b: b.endswith(" ROZO CLAVIJO"), "so do both of a Spanish name's"),
    ("short_person", "Walmaro Antonio GUTIERREZ MERCADO", PERSON,
     lambda a, b: b == "Walmaro GUTIERREZ", "the father's name, not the mother's"),
    ("words_joined", "HAI XIN 6", SHIP, lambda a, b: b == "HAIXIN 6", "a number is not joined here"),
    ("word_split", "PETROPLUS", FIRM, lambda a, b: b.count(" ") == 1 and b.replace(" ", "") == a, "one blank more"),
    ("vessel_prefix", "GLORY", SHIP, lambda a, b: b.endswith(" GLORY") and len(b) > 6, "the name follows whole"),
    ("number_style", "VICTORY 3", SHIP,
     lambda a, b: number(b) == 3 and b.startswith("VICTORY"), "the number itself never changes"),
    ("number_style", "SEA STAR III", SHIP, lambda a, b: number(b) == 3 and b.startswith("SEA STAR"), "nor a Roman one"),
    ("ocr_slip", "BIG MERCURY", SHIP, lambda a, b: 1 <= OSA.distance(a, b) <= 4, "two slips at most, of two letters at most"),
    ("vowels_missing", "ARASH ENTERPRISES", FIRM, lambda a, b: b == "ARASH ENTRPRSS", "the longest word, first letter kept"),
    ("truncated", "CUMANAGOTO", SHIP, lambda a, b: a.startswith(b) and len(b) >= 6, "a beginning of the name"),
    ("truncated", "X" * 30 + " LONGER THAN A FIELD", FIRM, lambda a, b: len(b) <= 35 and a.startswith(b), "35 characters"),
    ("combined", "Oleg Genrikhovich SAVELYEV", PERSON, lambda a, b: OSA.distance(a, b) >= 1, "at least one of the two is seen"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "kind", "promise", "why"), KEPT, ids=[f"{k[0]}-{k[4]}" for k in KEPT])
def test_a_corruption_keeps_what_it_promises(name: str, old: str, kind: str, promise: Promise, why: str) -> None:
    made = {new for s in SEEDS if (new := CORRUPTIONS[name](old, Random(s), kind)) is not None}
    assert made, why
    assert old not in made, "an answer is never the name itself"
    assert not [n for n in made if not promise(old, n)], why


def test_every_corruption_has_a_row_and_words_of_its_own() -> None:
    assert set(CORRUPTIONS) == {row[0] for row in KEPT}
    for name, change in CORRUPTIONS.items():
        assert len((change.__doc__ or "").split()) >= 6, name


@pytest.mark.parametrize("name", sorted(CORRUPTIONS))
def test_the_same_seed_gives_the_same_answer(name: str) -> None:
    for _, old, kind, *_ in KEPT:
        for seed in (1, 2, 3):
            assert CORRUPTIONS[name](old, Random(seed), kind) == CORRUPTIONS[name](old, Random(seed), kind)


NOT_POSSIBLE = (
    ("typo_one", "UN 21", "Vessel", "no word of four letters"),
    ("initials", "GLORY STAR", "Vessel", "a ship has no given name"),
    ("initials", "Farhad", "Person", "one name is no given name"),
    ("form_changed", "Win SHEIN", "Person", "people have no legal form"),
    ("form_removed", "OPLOT", "Organization", "there is none to remove"),
    ("word_dropped", "Win SHEIN", "Person", "first and last name stay"),
    ("word_dropped", "GLORY OF THE SEA", "Vessel", "a ship of other words is another ship"),
    ("word_added", "GLORY STAR", "Vessel", "a ship of more words is another ship"),
    ("words_reordered", "GLORY", "Vessel", "one word has one order"),
    ("korean_spelling", "JAN KIM", "Person", "one sign is not enough: Kim is also a Dutch girl"),
    ("arabic_spelling", "Sergei SAPOZHNIKOV", "Person", "no Arabic name in it"),
    ("russian_spelling", "GLORY STAR", "Vessel", "no Slavic ending"),
    ("pinyin_spacing", "HASAN ALI", "Person", "nothing shows it to be Chinese"),
    ("vessel_prefix", "Win SHEIN", "Person", "M/V is a ship's"),
    ("number_style", "GLORY", "Vessel", "no number"),
    ("number_style", "DAVID", "Vessel", "the letters of a word are not a Roman number"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "kind", "why"), NOT_POSSIBLE, ids=[f"{r[0]}-{r[3]}" for r in NOT_POSSIBLE])
def test_a_change_that_cannot_befall_a_name_gives_none(name: str, old: str, kind: str, why: str) -> None:
    assert {CORRUPTIONS[name](old, Random(s), kind) for s in SEEDS} == {None}, why


def test_a_wrong_imo_digit_is_one_slip_of_seven_digits() -> None:
    made = {corruptions.wrong_imo_digit("9074729", Random(s)) for s in SEEDS}
    assert len(made) > 20
    for number_ in made:
        assert len(number_) == 7
        assert number_.isdigit()
        assert number_[0] == "9"
        assert OSA.distance("9074729", number_) == 1
    assert corruptions.wrong_imo_digit("907472", Random(1)) is None, "no IMO number has six digits"
