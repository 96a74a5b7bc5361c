"""The quick way of a long batch answers as the slow way does: kernels as the functions they stand for, on hostile names too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.index import met
from offing.index.engine import FEW, Engine, build
from offing.index.equals import may_equal
from offing.index.fast import Kernels, kernels, plain
from offing.index.keys import fine, skeleton
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.look_over import look_over
from offing.index.names import key, party_tokens, ship_tokens
from offing.index.ship_names import _PLAIN, _TELLING, ship_name_parts
from offing.index.spell import bones_of, fine_key, sounds
from offing.index.sums import LONGEST_TOKEN, UNSURE, exact_sum, special
from offing.index.vocabulary import hash_of
from offing.index.words import read
from tests.index.test_engine import LISTED

HOSTILE = [
    ("", "nothing"),
    ("   ", "blanks"),
    ("&", "a sign alone"),
    ("A & B TRADING", "single letters about a sign that is a word"),
    ("A.B.C. SHIPPING", "letters with stops are one word"),
    ("A B C SHIPPING", "letters apart are one word too"),
    ("A.B C SHIPPING", "some with stops, some apart"),
    ("A.B: SHIPPING", "a stop that nothing usual follows"),
    ("S'A FOO", "an apostrophe beside a single letter"),
    ("M T S OCEAN", "a ship's prefix, letter by letter"),
    ("M TUG OCEAN", "another"),
    ("MT OCEAN", "a prefix in front"),
    ("JC Smith", "initials without a stop, which a person's name is read both ways for"),
    ("a.MT ", "the same, behind a letter with a stop"),
    ("FORTY FOUR TRADING", "a number in two words"),
    ("Forty 4 Trading", "half of it in a digit"),
    ("OCEAN FORTY FOUR", "and behind"),
    ("OCEAN MT", "the same word behind"),
    ("VICTORY III", "a numeral behind"),
    ("III VICTORY", "and in front"),
    ("PAEKSOL NO 2", "`no` before a number"),
    ("PAEKSOL2", "a number stuck to a word"),
    ("PAEKSOL 002", "noughts before a number"),
    ("O'Alberto HASAN", "an article within an apostrophe's word"),
    ("Alberto El-Sherif", "an article stuck to a name"),
    ("Haji Mullah HASAN", "titles in front"),
    ("HASAN Mullah", "a title behind"),
    ("KIM, Chol Su", "a name turned round"),
    ("KIM, Chol, Su", "a listing"),
    ("Foo Trading Ltd, Foo Shipping", "two firms of one beginning"),
    ("- Foo, - Bar", "a listing with strokes"),
    ("S.A., S.A. FOO", "letters about a comma"),
    ("S A, A FOO", "a run of letters over a comma"),
    ("Dalian Haibo a.k.a. Haibo", "a second name"),
    ("Dalian aka Haibo", "a second name, plainly"),
    ("OAK. A.KA. X", "what looks like one"),
    ("TransInfo Ltd", "a capital within a word"),
    ("McKAY John", "another"),
    ("HONG KONG HAIBO LTD", "two words that are one"),
    ("LTD CO LTD", "nothing but forms"),
    ("trading Trading TRADING co", "a word over and over"),
    ("Internatonal Fright Co", "words of trade misspelt"),
    ("HAIBOLTD", "a form stuck to a word"),
    ("OOO Effektek (Moscow)", "brackets"),
    ("foo/bar", "a slash"),
    ("foo_bar", "an underline"),
    ("foo\x00bar \x1f baz\t\nqux", "signs that are none"),
    ("'`\"", "quotes alone"),
    ("x" * 700, "longer than what is read"),
    ("x" * 80 + " y", "a word longer than the room for one"),
    ("a b c d e f g h i j k l m n o p q r s t u v w x y z", "letters without end"),
    (" ".join(f"w{chr(97 + i)}rd" for i in range(26)), "more words than are read"),
    ("0 00 000", "noughts"),
    ("КАПИТАН ГОТСКИЙ", "another script"),
    ("Ｄａｌｉａｎ", "wide letters"),
    ("حمید حسینی", "no vowels"),
    ("\ud800 lone", "half a letter"),
]
NAMES = [n for n, _ in HOSTILE]
WORDS = st.sampled_from(
    [*"abMSFZ159&.,'/- \t", "al", "Mc", "S.A.", "MT ", " aka ", "hong kong", " co", "ltd", "III", "no 2", "é"]
)
ANY_NAME = st.one_of(st.lists(WORDS, max_size=14).map("".join), st.text(max_size=25))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return build(LISTED)


def readings_of(engine: Engine, names: Sequence[str], kind: int, run: Kernels) -> list[set[tuple[object, ...]]]:
    """The readings of each name as the quick way takes them: words, flags and plain forms."""
    store = met.met_of(kind)
    item, at, place = look_over(store, engine.stocks[kind], names, run)
    told = [store.told(p) for p in range(store.places)]
    found: list[set[tuple[object, ...]]] = [set() for _ in names]
    for i, a, b in zip(item.tolist(), at[:-1].tolist(), at[1:].tolist(), strict=True):
        if b > a:
            found[i].add(tuple(told[p] for p in place[a:b].tolist()))
    return found


def by_read(name: str, kind: int) -> set[tuple[object, ...]]:
    readings = read(name, kind, asked=True)
    return {tuple(zip(r.words, r.flags, r.plain, strict=True)) for r in readings if r.words}


@pytest.mark.parametrize("kind", [PERSON, FIRM, SHIP])
@pytest.mark.parametrize(("name", "why"), HOSTILE)
def test_a_hostile_name_is_read_as_ever(engine: Engine, name: str, why: str, kind: int) -> None:
    assert readings_of(engine, [name], kind, plain()) == [by_read(name, kind)], why


@pytest.mark.parametrize("kind", [PERSON, FIRM, SHIP])
def test_compiled_as_plain(engine: Engine, kind: int) -> None:
    assert readings_of(engine, NAMES, kind, kernels()) == readings_of(engine, NAMES, kind, plain())


@settings(max_examples=60, deadline=None)
@given(names=st.lists(ANY_NAME, min_size=1, max_size=30), kind=st.sampled_from([PERSON, FIRM, SHIP]))
def test_any_name_is_read_as_ever(engine: Engine, names: list[str], kind: int) -> None:
    assert readings_of(engine, names, kind, kernels()) == [by_read(n, kind) for n in names]


def test_many_at_once_answer_as_one_by_one(engine: Engine) -> None:
    names = [*NAMES, *(n for n, _ in LISTED), *(n[:-1] for n, _ in LISTED[:100])] * 2
    for kind in (PERSON, FIRM, SHIP):
        whole = engine.match(names, [kind] * len(names))
        assert len(names) > FEW
        asked = range(0, len(names), 5)
        assert [whole[k] for k in asked] == [engine.match([names[k]], [kind])[0] for k in asked]


def test_words_kept_are_let_go(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept between batches changes no answer: neither that it is there nor that it is gone."""
    names = [n for n, _ in LISTED]
    kinds = [k for _, k in LISTED]
    before = engine.match(names, kinds)
    monkeypatch.setattr("offing.index.engine.MOST_MET", 50)
    assert engine.match(names, kinds) == before
    assert engine.match(names[:3], kinds[:3]) == before[:3]


@settings(max_examples=200, deadline=None)
@given(word=st.text(st.sampled_from("abcehioskrtuwyzdgjqxnf019"), min_size=1, max_size=20))
def test_keys_of_a_word(word: str) -> None:
    text = np.frombuffer(word.encode(), np.uint8)
    room, out = np.empty(200, np.uint8), np.empty(200, np.uint8)
    n = fine_key(text, 0, len(text), sounds(), room, out, 0)
    assert out[:n].tobytes().decode() == fine(word)
    bones = skeleton(word)
    assert bones_of(text, 0, len(text), sounds(), room) == (hash_of("~" + bones) if bones else -1)


def told_sums(names: Sequence[str], ships: bool, run: Kernels) -> list[int]:
    texts = [n if n.isascii() else "\x80" for n in names]
    at = np.concatenate([[0], np.cumsum([len(t) for t in texts])]).astype(np.int64)
    out = np.empty(len(names), np.int64)
    run.sums(
        np.frombuffer("".join(texts).encode("latin-1") or b"\0", np.uint8),
        at,
        ships,
        special(ships),
        np.empty(LONGEST_TOKEN, np.uint8),
        out,
    )
    return [int(x) for x in out]


@settings(max_examples=60, deadline=None)
@given(names=st.lists(ANY_NAME, min_size=1, max_size=30), ships=st.booleans())
def test_a_sum_that_is_told_is_that_of_the_words(names: list[str], ships: bool) -> None:
    told = told_sums(names, ships, kernels())
    assert told == told_sums(names, ships, plain())
    assert [(n, s) for n, s in zip(names, told, strict=True) if s not in (UNSURE, exact_sum(n, ships))] == []


@settings(max_examples=60, deadline=None)
@given(one=ANY_NAME, other=ANY_NAME, ships=st.booleans())
def test_equal_names_are_never_told_apart(one: str, other: str, ships: bool) -> None:
    tokens = ship_tokens if ships else party_tokens
    for name in (one, one.upper(), " ".join(reversed(tokens(one))), other):
        if key(tuple(sorted(tokens(name)))) == key(tuple(sorted(tokens(one)))) and tokens(name):
            assert may_equal([name], np.array([exact_sum(one, ships)]), ships) == [True]


SHIPS_WORDS = "OCEAN STAR V.12 V12 VOY 7 EX FKA NOW ALSO KNOWN AS MV TANKER OIL NO 3 IMO 9074729 A-1 X".split()


@settings(max_examples=200, deadline=None)
@given(words=st.lists(st.sampled_from(SHIPS_WORDS), max_size=6), between=st.sampled_from([" ", "-", "  "]))
def test_a_plain_ships_name_has_no_parts(words: list[str], between: str) -> None:
    name = between.join(words)
    if _PLAIN.fullmatch(name) and not _TELLING.search(name):
        assert ship_name_parts.__wrapped__(name + " ") == (), "the blank behind it sends it the long way"
