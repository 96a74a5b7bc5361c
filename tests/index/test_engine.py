"""The engine: what it finds, what it will not, and that it answers alike with and without numba."""

import random
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from offing.errors import StoreError
from offing.index.engine import PARTY, Engine, build
from offing.index.explain import explain
from offing.index.keys import fine, skeleton
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.near import PLAIN, costs
from offing.index.near import distance as slip
from offing.index.saved import load, save
from offing.index.weigh import DIRECTION, FEATURES, POSSIBLE, weights
from offing.index.words import read
from tests.index.test_find import CROWD

LISTED = [
    ("DALIAN HAIBO INTERNATIONAL FREIGHT CO., LTD.", FIRM),
    ("Korea Paekho Trading Corporation", FIRM),
    ("Mezhdunarodnyy Raschetnyy Bank", FIRM),
    ("Limited Liability Company 'EFFEKTEK'", FIRM),
    ("HUAXIN SHIPPING HONGKONG LTD", FIRM),
    ("KIM, Chol Su", PERSON),
    ("Yevgeniy Viktorovich PRIGOZHIN", PERSON),
    ("Hamid HOSSEINI", PERSON),
    ("Andrey Ivanovich KOLESNIK", PERSON),
    ("Sergei Kuzhugetovich SHOIGU", PERSON),
    ("KAPITAN GOTSKIY", SHIP),
    ("STAR OCEAN", SHIP),
    ("VICTORY III", SHIP),
    ("PAEKSOL 2", SHIP),
    ("WISE HONEST", SHIP),
    *((e.names[0].text, FIRM) for e in CROWD[:400]),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return build(LISTED)


FOUND = [
    ("КАПИТАН ГОТСКИЙ", SHIP, "KAPITAN GOTSKIY", "another script"),
    ("OCEAN STAR", SHIP, "STAR OCEAN", "words reordered"),
    ("M/V VICTORY 3", SHIP, "VICTORY III", "a prefix and a numeral"),
    ("Baeksol-2", SHIP, "PAEKSOL 2", "the other romanisation, and a hyphen"),
    ("WlSE H0NEST", SHIP, "WISE HONEST", "letters read wrong by a scanner"),
    ("Dalian Hai Bo Intl Freight", FIRM, LISTED[0][0], "a word in two, an abbreviation"),
    ("Dalian Haibbo Frieght", FIRM, LISTED[0][0], "two slips and a word less"),
    ("Международный Расчетный Банк", FIRM, "Mezhdunarodnyy Raschetnyy Bank", "the Cyrillic original"),
    ("International Settlement Bank", FIRM, "Mezhdunarodnyy Raschetnyy Bank", "words of trade translated"),
    ("OOO Effektek", FIRM, LISTED[3][0], "the legal form in another language"),
    ("華信船務(香港)有限公司", FIRM, "HUAXIN SHIPPING HONGKONG LTD", "Chinese characters: known words and sounds"),
    ("Prigozhin Evgenij V.", PERSON, LISTED[6][0], "another order, another romanisation, an initial"),
    ("حمید حسینی", PERSON, "Hamid HOSSEINI", "written without vowels"),
    ("Андрей Иванович КОЛЕСНИК", PERSON, LISTED[8][0], "Cyrillic"),
    ("Chol-su Kim", PARTY, "KIM, Chol Su", "a party of unknown kind"),
]


@pytest.mark.parametrize(("name", "kind", "listed", "why"), FOUND, ids=[f[3] for f in FOUND])
def test_found(engine: Engine, name: str, kind: int, listed: str, why: str) -> None:
    hits = engine.match([name], [kind], least=POSSIBLE)[0]
    assert [LISTED[h.position][0] for h in hits][:1] == [listed], why
    told = explain(engine, name, listed, hits[0])
    assert told.pairs, "what agrees is told"
    assert 0 < told.cover <= 1


NOT_FOUND = [
    ("PAEKSOL 3", SHIP, "another number is another ship"),
    ("PAEKSOL", SHIP, "so is no number"),
    ("International Freight Co., Ltd.", FIRM, "words of trade alone"),
    ("Dalian Jinghai International Freight Co., Ltd.", FIRM, "the one rare word replaced"),
    ("Yevgeniy Viktorovich SMIRNOV", PERSON, "given name and patronymic of another"),
    ("Andrey Kuzhugetovich KOZLOV", PERSON, "parts of two persons"),
    ("", FIRM, "nothing"),
    ("...", SHIP, "marks alone"),
]


@pytest.mark.parametrize(("name", "kind", "why"), NOT_FOUND, ids=[n[2] for n in NOT_FOUND])
def test_not_found(engine: Engine, name: str, kind: int, why: str) -> None:
    assert engine.match([name], [kind], least=POSSIBLE) == [[]], why


def test_a_batch_answers_as_one_by_one(engine: Engine) -> None:
    names, kinds = [f[0] for f in FOUND], [f[1] for f in FOUND]
    assert engine.match(names, kinds) == [engine.match([n], [k])[0] for n, k in zip(names, kinds, strict=True)]


@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed: there is only the plain engine")
def test_the_compiled_kernels_answer_as_the_plain_ones(engine: Engine) -> None:
    plain = build(LISTED, compiled=False)
    rng = random.Random(5)
    names, kinds = [f[0] for f in FOUND], [f[1] for f in FOUND]
    for _ in range(250):
        text, kind = rng.choice(LISTED)
        letters = list(text)
        for _ in range(rng.randint(0, 3)):
            at = rng.randrange(len(letters))
            letters[at] = rng.choice(["", "a", "k", " ", letters[at] * 2])
        names.append("".join(letters))
        kinds.append(kind)
    ours, theirs = engine.match(names, kinds), plain.match(names, kinds)
    assert [[(m.position, m.kind) for m in found] for found in ours] == [
        [(m.position, m.kind) for m in found] for found in theirs
    ]
    assert np.allclose([m.score for f in ours for m in f], [m.score for f in theirs for m in f], atol=1e-9)
    assert sum(map(len, ours)) > 250
    assert engine.kernels(engine.stocks[FIRM]) != plain.kernels(plain.stocks[FIRM]), "compiled and plain were compared"


@pytest.mark.parametrize(
    "name",
    ["a" * 10_000, "ab " * 3_400, "\x00" * 300, "🚢" * 500, "\u202eRO\u200fT", "А" * 5000,
     "١٢٣ " * 700, "/ a / b " * 500, "é\u0301" * 3000, "大" * 9000],
    ids=["long word", "many words", "NULs", "emoji", "marks", "Cyrillic", "Arabic digits", "slashes", "accents", "Chinese"],
)  # fmt: skip
def test_hostile_names_take_bounded_time(engine: Engine, name: str) -> None:
    engine.match(["warm up"], [PARTY])
    begun = time.perf_counter()
    engine.match([name, name], [PARTY, SHIP])
    assert time.perf_counter() - begun < 2


def test_an_empty_list_answers_nothing() -> None:
    assert build([]).match(["Anyone", ""], [PARTY, SHIP]) == [[], []]


def test_keys() -> None:
    assert fine("sergey") == fine("sergei")
    assert fine("yevgeniy") == fine("yevgenij") and fine("17") == "17"
    assert skeleton("mohammed") == skeleton("muhamad") == "mmt"
    assert skeleton("masud") == skeleton("mswd", soft_w=True), "Arabic writes u as w"
    assert skeleton("io") == ""


def test_distance_counts_a_swap_of_neighbours_as_one_slip() -> None:
    table, room = costs(), np.empty((3, 32))
    a, b = (np.frombuffer(w, np.uint8) for w in (b"freight", b"frieght"))
    assert slip(a, 0, 7, b, 0, 7, table.swap, table.drop, PLAIN, 9.0, room) == pytest.approx(0.6)
    assert slip(a, 0, 7, a, 0, 7, table.swap, table.drop, PLAIN, 9.0, room) == 0


def test_readings_of_a_name_in_two_scripts() -> None:
    words = [r.words for r in read("Mihail TAUSANOV / Mikhail TAUSHANOV", PERSON)]
    assert ("mihail", "tausanov") in words and ("mikhail", "taushanov") in words


def test_every_curve_goes_one_way() -> None:
    for kind, (_, curves) in weights().items():
        for feature, _, adds in curves:
            steps = np.diff(adds) * DIRECTION[feature]
            assert DIRECTION[feature] == 0 or steps.min() >= -1e-3, (kind, FEATURES[feature])


def test_a_saved_engine_answers_as_the_built_one(engine: Engine, tmp_path: Path) -> None:
    names, kinds = [f[0] for f in FOUND], [f[1] for f in FOUND]
    save(engine, tmp_path / "names.npz", "lists of 1 May")
    assert load(tmp_path / "names.npz", "lists of 1 May").match(names, kinds) == engine.match(names, kinds)
    with pytest.raises(StoreError, match="other lists"):
        load(tmp_path / "names.npz", "lists of 2 May")
    whole = (tmp_path / "names.npz").read_bytes()
    for damaged in (b"", whole[:5000], b"PK" + whole[2:200]):
        (tmp_path / "bad.npz").write_bytes(damaged)
        with pytest.raises(StoreError):
            load(tmp_path / "bad.npz", "lists of 1 May")
    with pytest.raises(StoreError):
        load(tmp_path / "none.npz", "x")
