"""What kernels tell of a word is what the functions they stand for tell; what they rule out could not have been found."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from offing.index.engine import build
from offing.index.fast import Kernels, kernels, plain
from offing.index.glossary import ABJAD, GENERIC, INITIAL, LEGAL, NUMBER, PATRONYMIC, STOP, TITLE, firm_words, ordinary
from offing.index.keys import fine
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.met import given_of, met_of, numbered
from offing.index.name_parts import run_together, runs_on
from offing.index.near import ABJADS, SLIPS, alike, costs, far, letters_of
from offing.index.shelf import weight_of
from offing.index.spell import ROOMS, sounds
from offing.index.steps import stepped
from offing.index.stock import Stock
from offing.index.vocabulary import flat
from offing.index.weigh import FEATURES, features, may_reach, score
from offing.index.words import written_as
from offing.index.world import world
from tests.index.test_engine import LISTED

PARTS = st.sampled_from(
    "zh ch sh x q ng ian ang ao u iang zhuang guang ovich ovna evitch ivan al el ooo llc ltd company oil mv two ii vi no "
    "international trading tradin mezhdunarod naya yj smith 0 7 12 a h d e".split()
)
WORD = st.one_of(
    st.lists(PARTS, min_size=1, max_size=4).map("".join),
    st.text(st.sampled_from("abcdeghiklmnoqrstuvwxyz09"), min_size=1, max_size=14),
    st.sampled_from(sorted(ordinary())),
    st.sampled_from(sorted(firm_words()[0])),
    st.sampled_from([w for n, _ in LISTED for w in n.lower().split() if w.isascii() and w.isalnum()]),
).filter(lambda w: len(w) < 60 and w.isascii() and w.isalnum())
KIND = st.sampled_from([PERSON, FIRM, SHIP])


def told(words: list[str], kind: int, run: Kernels) -> list[int]:
    text, at = flat(words)
    out = np.empty(len(words), np.int32)
    run.tell(text, at, np.zeros(len(words), np.bool_), kind, world(kind), sounds(), np.empty(ROOMS, np.uint8), out)
    return [int(f) for f in out]


@settings(max_examples=300, deadline=None)
@given(words=st.lists(WORD, min_size=1, max_size=20), kind=KIND)
@example(
    words=["zhuangguangshuang", "xian", "beijing", "ng", "q", "petrovich", "ovich", "alhassan", "000", "10"],
    kind=PERSON,
)
@example(words=["haiboltd", "oooeffektek", "natsionalnaya", "internationall", "hongkong"], kind=FIRM)
def test_a_word_that_a_kernel_tells_is_what_it_is_written_as(words: list[str], kind: int) -> None:
    flags = told(words, kind, kernels())
    assert flags == told(words, kind, plain())
    for word, flag in zip(words, flags, strict=True):
        if flag >= 0:
            one = written_as(word, kind, slips=False)
            assert (one.bits, one.places, one.mended) == (0, ((word, flag, word),), ())


@pytest.mark.parametrize("kind", [PERSON, FIRM, SHIP])
def test_most_new_words_are_told_by_the_kernel(kind: int) -> None:
    """Else the property above would hold of nothing."""
    words = ["kowalczyk", "xiaoping", "brexwood", "smith", "1207", "zanzibarova"]
    assert [f >= 0 for f in told(words, kind, kernels())] == [True] * len(words)


@cache
def stocks() -> dict[int, Stock]:
    return build(LISTED).stocks


FLAGS = st.sampled_from([0, 0, 0, NUMBER, LEGAL, TITLE, STOP, GENERIC, INITIAL, PATRONYMIC, ABJAD, LEGAL | TITLE])


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.tuples(WORD, FLAGS), min_size=1, max_size=12, unique=True), kind=KIND)
def test_a_word_is_weighed_by_kernel_as_ever(words: list[tuple[str, int]], kind: int) -> None:
    stock = stocks()[kind]
    for run in (kernels(), plain()):
        met = met_of(kind)
        place = numbered(met, stock, run, given_of([(w, f, w) for w, f in words]))
        assert [met.told(p) for p in place.tolist()] == [(w, f, w) for w, f in words]
        by_hand = met.weight[: met.units].copy()
        run.weigh_words(
            met.words, 0, met.units, kind, world(kind), stock.packed, stock.table, stock.held(), stepped(stock.size), met.weight,
            np.zeros(met.units, np.bool_),
        )  # fmt: skip
        assert np.allclose(met.weight[: met.units], by_hand, rtol=0, atol=1e-12)
        assert by_hand[0] == weight_of(*words[0], kind, {words[0][0]: held_in(stock, words[0][0])}, stock.size)


def held_in(stock: Stock, word: str) -> int:
    """In how many listed names a word stands, counted name by name."""
    at, words = stock.shelf.name_at.tolist(), stock.shelf.words.tolist()
    names = [{stock.word(w) for w in words[a:b]} for a, b in pairwise(at)]
    return sum(word in name for name in names)


def test_what_is_numbered_twice_has_one_number() -> None:
    run, stock = kernels(), stocks()[FIRM]
    met = met_of(FIRM)
    words = [(f"word{i}", i % 3, f"plain{i % 7}") for i in range(3000)]
    first = numbered(met, stock, run, given_of(words))
    assert numbered(met, stock, run, given_of(words[::-1])).tolist() == first[::-1].tolist()
    assert (met.units, met.places) == (3000, 3000)


@settings(max_examples=400, deadline=None)
@given(one=WORD, other=WORD, slip=st.integers(0, 12), abjad=st.booleans())
def test_words_told_far_are_never_alike(one: str, other: str, slip: int, abjad: bool) -> None:
    table, room, least = costs(), np.empty((3, 32)), 0.66
    for near in (other, one[:slip] + other[:1] + one[slip + 1 :]):
        texts = [np.frombuffer(w.encode(), np.uint8) for w in (one, fine(one), near, fine(near))]
        (x, xf, y, yf), (a, c, b, d) = texts, [len(t) for t in texts]
        mine, its = letters_of(x, 0, a), letters_of(y, 0, b)
        which = ABJADS if abjad else SLIPS
        if min(mine, its) < 0:
            continue
        apart = far(letters_of(xf, 0, c), letters_of(yf, 0, d), max(c, d), table.least, which, least)
        if apart and ((a == c and b == d) or far(mine, its, max(a, b), table.least, which, least)):
            found, _ = alike(x, 0, a, xf, 0, c, y, 0, b, yf, 0, d, abjad, table.swap, table.drop, room, least)
            assert found < least


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    kind=KIND,
    least=st.sampled_from([0.0, 0.005, 0.3, 0.5, 0.9, 1.0]),
    names=st.sampled_from([10, 10**6]),
)
def test_a_laying_that_is_not_scored_would_not_have_reached_the_bar(
    seed: int, kind: int, least: float, names: int
) -> None:
    rng = np.random.default_rng(seed)
    facts = rng.random((200, 27)) * rng.choice([0.0, 0.3, 1.0, 2.0], (200, 27))
    facts[:, [6, 8, 9, 10, 13, 15, 23, 25, 26]] = rng.integers(0, 3, (200, 9)) * (rng.random((200, 9)) < 0.3)
    assert features(facts, kind).shape == (200, len(FEATURES))
    scored = score(facts, kind, names)
    left_out = np.setdiff1d(np.arange(200), may_reach(facts, kind, names, least))
    assert (scored[left_out] < least).all()


@settings(max_examples=200, deadline=None)
@given(
    name=st.lists(st.sampled_from([*"aZbBKeY 9_'.-", "JC", "McDonald", "Ltd", " "]), max_size=9).map("".join),
    kind=KIND,
)
def test_a_name_that_runs_on_is_marked(name: str, kind: int) -> None:
    data, at = flat([name, "Other Name"])
    for run in (kernels(), plain()):
        found = np.zeros(2, np.bool_)
        run.unusual(data, at.astype(np.int64), kind, found)
        assert found.tolist() == [kind != SHIP and (runs_on(name) or run_together(name, kind)), False]
