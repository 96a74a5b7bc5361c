"""Whatever stands in a name cell: an answer in bounded time, or an error with a name. Never a traceback, never a hang."""

import random
import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from offing.errors import OffingError
from offing.index.find import Finder
from tests.index.made import finder_of, party, ship
from tests.index.test_find import CROWD

BOUND = 1.0
"""Seconds of the processor for one name, all look-ups together: other work on the machine does not count."""
WARM = 250
LISTED = [
    party("1", "DALIAN HAIBO INTERNATIONAL FREIGHT CO., LTD.", "大连海博国际货运有限公司"),
    party("2", "KIM, Chol Su", schema="Person"),
    party("3", "\ud800\udfffLone", "\x00", "é" * 300, "a" * 5000),
    ship("11", "WISE HONEST", ("imoNumber", "8905490")),
    *CROWD[:300],
]


@pytest.fixture(scope="module")
def finder() -> Finder:
    made = finder_of(LISTED)
    for i in range(
        WARM
    ):  # from some hundred words on the kernels are compiled, which on a new machine takes half a minute
        for name in (f"DALIAN HAIBQ{i} FREIGHT", f"KIM, Chol{i} Suu", f"WISE{i} HONESTT", "Gormerv General Koree a"):
            ask(made, name)
    return made


def ask(finder: Finder, name: str) -> float:
    """Seconds of the processor that all look-ups of a name take; the hits are read to the last word."""
    begun = time.process_time()
    try:
        hits = [*finder.parties_named(name), *finder.ships_near(name), *finder.ships_named(name)]
        hits += finder.named_exactly(tuple(name.split()[:5]))
        for hit in hits:
            assert 0 <= hit.score <= 1 and 0 <= hit.cover <= 1
            assert all(isinstance(d, str) for d in hit.differs)
        assert finder.by_id("imoNumber", name) == () or name == "8905490"
        finder.imo_slips(name)
        finder.ship_words.__contains__(name)
    except OffingError as error:
        assert str(error)
    return time.process_time() - begun


NAMES = [
    ("", "nothing"),
    (" \t\n\u3000", "blanks of many kinds"),
    ("a" * 10_000, "one long word"),
    ("ab " * 3_400, "thousands of short words"),
    ("DALIAN HAIBO " * 770, "a listed name over and over"),
    ("international trading shipping company limited " * 210, "common words over and over"),
    ("A B C D " * 1_250, "initials"),
    ("I II III IV V 1 2 3 " * 500, "numerals"),
    ("1" * 10_000, "a long number"),
    ("9" * 4_301, "more digits than Python reads as a number"),
    ("\u0661\u0662\u0663" * 3_000, "Arabic digits"),
    ("²③Ⅷ㊿" * 2_000, "digits that are signs"),
    ("\x00" * 10_000, "NULs"),
    ("WISE\x00HONEST", "a NUL within"),
    ("🚢" * 5_000, "emoji"),
    ("👩\u200d👩\u200d👧\u200d👦" * 1_200, "emoji joined"),
    ("\u202eTSENOH ESIW\u202c", "right-to-left override"),
    ("\u200f\u200e\u2066\u2069\ufeff" * 2_000, "marks of direction alone"),
    ("ＷＩＳＥ　ＨＯＮＥＳＴ", "full-width letters"),
    ("WІЅЕ НОNЕЅТ", "Cyrillic letters that look Latin"),
    ("\U0001d416\U0001d422\U0001d42c\U0001d41e" * 2_000, "mathematical letters"),
    ("\ud800" * 5_000, "lone surrogates"),
    ("\udfff\ud800 WISE \udc80HONEST", "surrogates the wrong way round"),
    ("e" + "\u0301" * 9_999, "a flood of combining marks"),
    ("\u0344" * 10_000, "marks that come apart when normalised"),
    ("\ufdfa" * 10_000, "a sign that becomes eighteen letters"),
    ("﷽" * 5_000, "another"),
    ("각" * 9_000, "Korean syllables"),
    ("大连海博" * 2_500, "Chinese"),
    ("ქართული " * 1_200, "Georgian"),
    ("/ a / b ; c a.k.a. d " * 480, "signs that part two names"),
    ("." * 10_000, "full stops"),
    ("(" * 5_000 + ")" * 5_000, "brackets"),
    ("-'’`´" * 2_000, "apostrophes and hyphens"),
    ("x" * 30 + " " + "y" * 31 + " " + "z" * 41, "words at the kernels' bounds"),
    ("\ue000\U0010ffff\ufffe" * 3_000, "private and no characters"),
    ("' OR 1=1; DROP TABLE spans --", "a query language"),
    ("=HYPERLINK(\"http://x\")", "a formula"),
    ("%s%n{0}{name}\\u0000\\x00", "formats and escapes"),
    ("../../etc/passwd\r\n\x1b[31m", "a path and a terminal's escapes"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "why"), NAMES, ids=[w for _, w in NAMES])
def test_a_hostile_name_takes_bounded_time(finder: Finder, name: str, why: str) -> None:
    assert ask(finder, name) < BOUND, why
    assert ask(finder, f"DALIAN {name}") < BOUND, why


def test_disguises_that_are_seen_through(finder: Finder) -> None:
    for name in (
        "ＷＩＳＥ　ＨＯＮＥＳＴ",
        "W\u200bISE HO\u00adNEST",
        "🚢 WISE HONEST 🚢",
        "\u202aWISE HONEST\u202c",
        "WISE\x00 HONEST",
    ):
        hits = [*finder.ships_named(name), *finder.ships_near(name)]
        assert [finder.view.held[h.position].entry for h in hits] == ["11"], repr(name)


ODD = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Cs", "Mn", "Cf", "Zs", "No", "So", "Lo"]), max_size=300),
    st.text(st.sampled_from("aA1 .,/&'-\u0301\u200f\u202e\x00\ud800ﷺ大강Яعé"), max_size=1_000),
    st.builds(lambda t, n: t * n, st.text(min_size=1, max_size=12), st.integers(1, 800)),
)


@settings(
    max_examples=150, deadline=None, phases=[Phase.generate, Phase.reuse], suppress_health_check=[HealthCheck.too_slow]
)
@given(ODD)
def test_any_text_at_all(finder: Finder, name: str) -> None:
    assert ask(finder, name) < BOUND


@settings(max_examples=60, deadline=None, phases=[Phase.generate, Phase.reuse])
@given(st.sampled_from(LISTED[4:]), st.randoms(use_true_random=False))
def test_a_listed_name_mangled(finder: Finder, entity: object, rng: random.Random) -> None:
    text = list(entity.names[0].text)  # type: ignore[attr-defined]
    for _ in range(rng.randint(1, 30)):
        text.insert(rng.randrange(len(text) + 1), rng.choice("\u0301\u200d\x00\ud801é🚢 .١"))
    assert ask(finder, "".join(text)) < BOUND


def test_a_batch_of_hostile_names_is_primed_like_any(finder: Finder) -> None:
    begun = time.process_time()
    finder.prime([n for n, _ in NAMES], [n for n, _ in NAMES])
    assert time.process_time() - begun < 0.5 * len(NAMES)


def test_many_words_at_once_do_not_overflow(finder: Finder) -> None:
    """More distinct words than one name may have, and more listed names than are kept."""
    words = [w for e in CROWD[:300] for w in e.names[0].text.split()]
    assert ask(finder, " ".join(words)) < BOUND
    assert ask(finder, " ".join(w[:2] + " " + w[2:] for w in words)) < BOUND
