"""The matcher: numbers decide, rare words decide, common words never do."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.index.find import REORDERED, Finder, Hit
from tests.index.made import finder_of, party, ship

SYLLABLES = [
    "ban", "cor", "dal", "fen", "gor", "hul", "jin", "kor", "lum", "mer",
    "nov", "pol", "quo", "rin", "sul", "tav", "ust", "vor", "wim", "zet",
]  # fmt: skip
SECOND = ("International", "Shipping", "Trading", "General", "Dalian")
LAST = ("Freight", "Company Limited", "Transport", "Korea")
RNG = random.Random(3)
CROWD = [
    party(f"c{i}", f"{''.join(RNG.choices(SYLLABLES, k=3)).title()} {RNG.choice(SECOND)} {RNG.choice(LAST)}")
    for i in range(1500)
]
LISTED = [
    party("1", "DALIAN HAIBO INTERNATIONAL FREIGHT CO., LTD.", "大连海博国际货运有限公司"),
    party("2", "LIAONING DANXING INTERNATIONAL FORWARDING CO., LTD."),
    party("3", "S.I.S. D.O.O."),
    party("4", "Korea Paekho Trading Corporation"),
    party("5", "KIM, Chol Su", schema="Person"),
    ship("11", "WISE HONEST", ("imoNumber", "8905490"), ("mmsi", "445042000")),
    ship("12", "UN PHA 2", ("imoNumber", "8966535")),
    ship("13", "STAR 1"),
    ship("14", "PAEK MA"),
    ship("15", "VICTORY III"),
    *CROWD,
]  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> Finder:
    return finder_of(LISTED)


def entries(finder: Finder, hits: tuple[Hit, ...]) -> list[str]:
    return [finder.view.held[h.position].entry for h in hits]


PARTIES = [
    ("Dalian Haibo International Freight Co., Ltd.", ["1"], True, "as listed"),
    ("dalian haibo intl freight", ["1"], True, "case, form and abbreviation"),
    ("大連海博國際貨運有限公司", ["1"], True, "the other Chinese script"),
    ("HAIBO DALIAN INTERNATIONAL FREIGHT", ["1"], True, "another order"),
    ("Dalian Hai Bo International Freight", ["1"], True, "a name in two words"),
    ("Dalian Haibbo International Freight", ["1"], False, "a rare word misspelt by a letter"),
    ("Dalian Haibo Freight", ["1"], False, "a common word less"),
    ("Dalian International Freight", [], None, "only common words"),
    ("International Freight", [], None, "only common words"),
    ("Haibo Restaurant", [], None, "one rare word, beside another that is not there"),
    ("Restaurant", [], None, "a word of no name"),
    ("SIS DOO", ["3"], True, "initials and form"),
    ("Paekho Korea Trading", ["4"], True, "order"),
    ("Chol Su KIM", ["5"], True, "surname last"),
    ("", [], None, "nothing"),
    ("Ltd.", [], None, "a form alone"),
    ("...", [], None, "marks alone"),
]


@pytest.mark.parametrize(("name", "expected", "exact", "why"), PARTIES, ids=[p[0] or "empty" for p in PARTIES])
def test_party(finder: Finder, name: str, expected: list[str], exact: bool | None, why: str) -> None:
    hits = finder.parties_named(name)
    assert entries(finder, hits) == expected, why
    if hits:
        assert (hits[0].exact, hits[0].distinct) == (exact, name not in ("SIS DOO",)), why
        reordered = why in ("another order", "order", "surname last")
        assert (REORDERED in hits[0].differs) is reordered, why
        assert bool(hits[0].differs) is (not exact or reordered), why
        assert hits[0].value == name


def test_a_name_alone_is_not_distinct_when_it_is_short_or_common(finder: Finder) -> None:
    assert [h.distinct for h in finder.parties_named("SIS")] == [False], "three letters may be anybody's"
    assert all(not h.distinct for h in finder.parties_named("Shipping Trading"))


def test_what_differs_is_said(finder: Finder) -> None:
    (hit,) = finder.parties_named("Dalian Haibbo International Freight")
    assert hit.differs == ("Haibbo / HAIBO",), "as both names write them"
    (hit,) = finder.parties_named("Dalian Haibo Freight")
    assert hit.differs == ("only in the listed name: INTERNATIONAL",)
    assert 0.8 <= hit.cover < 1


SHIPS = [
    ("M/V Wise Honest", ["11"], "a prefix"),
    ("HONEST WISE", ["11"], "another order"),
    ("WISEHONEST", ["11"], "run together"),
    ("UNPHA2", ["12"], "no blanks at all"),
    ("UN PHA II", ["12"], "a Roman numeral"),
    ("UN PHA", [], "a number less is another ship"),
    ("STAR 11", [], "another number"),
    ("STAR", [], "no number"),
    ("VICTORY 3", ["15"], "a numeral in digits"),
    ("WISE HONESTY", [], "a letter more is another ship: names of ships are not guessed"),
    ("Dalian Haibo International Freight", [], "a firm is no ship"),
    ("", [], "nothing"),
    ("MV", [], "a prefix alone"),
]


@pytest.mark.parametrize(("name", "expected", "why"), SHIPS, ids=[s[0] or "empty" for s in SHIPS])
def test_ship(finder: Finder, name: str, expected: list[str], why: str) -> None:
    hits = finder.ships_named(name)
    assert entries(finder, hits) == expected, why
    assert [REORDERED in h.differs for h in hits] == [why == "another order"] * len(hits), why
    assert entries(finder, finder.parties_named(name)) == (["1"] if name.startswith("Dalian") else []), (
        "no ship is a firm"
    )


def test_numbers(finder: Finder) -> None:
    assert [finder.view.held[p].entry for p in finder.by_id("imoNumber", "8905490")] == ["11"]
    assert finder.by_id("imoCompany", "8905490") == (), "the same digits of another kind"
    assert finder.by_id("imoNumber", "") == ()
    assert finder.by_id("imoNumber", "890549") == ()
    assert {v for v, _ in finder.ids_of_kind("imoNumber")} == {"8905490", "8966535"}


@settings(deadline=None)
@given(st.sampled_from([e.names[0].text for e in CROWD[:200]]), st.randoms(use_true_random=False))
def test_every_listed_name_finds_itself_in_any_order_and_case(name: str, rng: random.Random) -> None:
    finder = _shared()
    words = name.split()
    shuffled = " ".join(rng.sample(words, len(words))).swapcase()
    for text in (name, shuffled):
        hits = finder.parties_named(text)
        assert name in [h.listed for h in hits if h.exact]


_CACHE: list[Finder] = []


def _shared() -> Finder:
    if not _CACHE:
        _CACHE.append(finder_of(LISTED))
    return _CACHE[0]


HOSTILE = [
    "x" * 10_000,
    "Haibo " * 2_000,
    " ".join(SYLLABLES) * 50,
    "🚢" * 5_000,
    "a b c d " * 500,
    "船" * 5_000,
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_names_of_an_adversary_take_bounded_time(finder: Finder, name: str) -> None:
    finder.parties_named("warm up")
    begun = time.perf_counter()
    finder.parties_named(name)
    finder.ships_named(name)
    assert time.perf_counter() - begun < 3


def test_a_cell_of_common_words_takes_bounded_time(finder: Finder) -> None:
    words = sorted({w for e in CROWD for w in e.names[0].text.split()})
    text = " ".join(words)[:2000]
    finder.parties_named("warm up")
    begun = time.perf_counter()
    finder.parties_named(text)
    assert time.perf_counter() - begun < 5
