"""An engine carried over to changed lists answers as one built whole; so do names made ready from an older making."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from offing.build import making, open_lists, ready, update
from offing.index.engine import PARTY, Engine, Match, build, engine_over
from offing.index.find import Finder
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.renewed import renewed
from offing.index.stock import Stock
from offing.index.weigh import POSSIBLE
from offing.lists.contract import list_modules
from offing.settings import Home
from tests.index.test_find import CROWD
from tests.index.test_saved import near, offered

GIVEN = (
    "Kim Chol Su Andrey Sergey Yevgeniy Hamid Hosseini Prigozhin Kolesnik Shoigu Mohammed Ali Reza Chen Wei Li".split()
)
HULLS = "STAR OCEAN VICTORY PAEKSOL WISE HONEST KAPITAN GOTSKIY MORNING CROWN TUMAN".split()
RNG = random.Random(11)
FIRMS = [(e.names[0].text, FIRM) for e in CROWD[:600]]
PERSONS = [(" ".join(RNG.sample(GIVEN, 3)), PERSON) for _ in range(400)]
SHIPS = [(f"{' '.join(RNG.sample(HULLS, 2))} {RNG.randint(1, 9)}", SHIP) for _ in range(200)]
ALL = [*FIRMS, *PERSONS, *SHIPS, ("Quornix Belt Trading", PARTY)]
SLACK = 1e-6
"""Scores may differ by so much: sums are in another order."""


def spoilt(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + rng.choice(["", "a", "h", name[at] * 2]) + name[at + 1 :]


def questions(rng: random.Random, n: int = 120) -> tuple[list[str], list[int]]:
    some = rng.sample(ALL, n)
    return [spoilt(name, rng) for name, _ in some], [PARTY if k == FIRM else k for _, k in some]


def by_name(found: Sequence[Match], names: Sequence[tuple[str, int]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for m in found:
        text = names[m.position][0]
        best[text] = max(best.get(text, 0.0), m.score)
    return best


def alike(one: Engine, other: Engine, names: Sequence[tuple[str, int]], seed: int) -> int:
    """How many hits both give; fails where one gives a hit that the other does not, or with another score."""
    asked, kinds = questions(random.Random(seed))
    total = 0
    for name, a, b in zip(asked, one.match(asked, kinds), other.match(asked, kinds), strict=True):
        ours, theirs = by_name(a, names), by_name(b, names)
        for text in ours.keys() | theirs.keys():
            x, y = ours.get(text, 0.0), theirs.get(text, 0.0)
            if max(x, y) >= POSSIBLE:
                assert abs(x - y) <= SLACK, (name, text, x, y)
                total += 1
    return total


def carried(engine: Engine, before: int, gone: Sequence[int], came: Sequence[tuple[str, int]]) -> Engine:
    """The engine over `before` names less those `gone`, with others after them; numbers stay as they were."""
    to = np.arange(before)
    to[list(gone)] = -1
    return renewed(engine, to, came, range(before, before + len(came)))


@pytest.fixture(scope="module")
def whole() -> Engine:
    return build(ALL)


@pytest.mark.parametrize(
    ("seed", "came", "went"), [(1, 0, 0), (2, 1, 0), (3, 0, 1), (4, 60, 50), (5, 100, 0), (6, 0, 100)]
)
def test_carried_over_is_built_whole(seed: int, came: int, went: int) -> None:
    rng = random.Random(seed)
    names = rng.sample(ALL, len(ALL))
    first = len(names) - came
    gone = rng.sample(range(first), went)
    engine = carried(build(names[:first]), first, gone, names[first:])
    left = [i for i in range(len(names)) if i not in set(gone)]
    full = engine_over([names[i] for i in left], left)
    assert alike(engine, full, names, seed) > 60
    dead = {
        m.position for found in engine.match([names[i][0] for i in gone], [names[i][1] for i in gone]) for m in found
    }
    assert not dead & set(gone), "what is gone is not found"


def test_words_and_names_are_those_of_an_engine_built_whole(whole: Engine) -> None:
    """Word for word: weights, flags, how many names hold it, under how many hashes it is found."""
    engine = carried(build([*ALL[:1150], ("Gone Whollyvexed Name", PARTY)]), 1151, [1150], ALL[1150:])
    for kind, held in engine.stocks.items():
        assert words_of(held) == words_of(whole.stocks[kind])
        assert (held.size, held.names) == (whole.stocks[kind].size, whole.stocks[kind].names)
        assert sorted(held.shelf.name_weight) == pytest.approx(sorted(whole.stocks[kind].shelf.name_weight))
        for ours, theirs in zip(held.lexicon, whole.stocks[kind].lexicon, strict=True):
            assert np.array_equal(ours, theirs)


def words_of(held: Stock) -> dict[tuple[str, int], tuple[float, int, int]]:
    found = {
        (held.word(i), int(held.shelf.flags[i])): (
            round(float(held.shelf.weight[i]), 9),
            int(np.diff(held.shelf.post_at)[i]),
            int(np.sum(held.table.words == i)),
        )
        for i in range(len(held.marks))
    }
    assert len(found) == len(held.marks), "no word stands twice"
    return found


@settings(max_examples=4, deadline=None, phases=[Phase.generate])
@given(st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(rng: random.Random) -> None:
    names = rng.sample(ALL, 500)
    again = [*names, *rng.choices(names, k=200)]
    rng.shuffle(again)
    one, other = build(names), build(again)
    asked, kinds = questions(rng, 60)
    for a, b in zip(one.match(asked, kinds), other.match(asked, kinds), strict=True):
        ours, theirs = by_name(a, names), by_name(b, again)
        firm = {t for t in ours.keys() | theirs.keys() if max(ours.get(t, 0), theirs.get(t, 0)) >= POSSIBLE}
        assert {t: ours.get(t) for t in firm} == pytest.approx({t: theirs.get(t) for t in firm}, abs=SLACK)


def test_twice_carried_over_is_once(whole: Engine) -> None:
    once = carried(build(ALL[:1100]), 1100, [], ALL[1100:])
    twice = carried(carried(build(ALL[:1100]), 1100, [], ALL[1100:1150]), 1150, [], ALL[1150:])
    assert alike(once, twice, ALL, 3) > 60
    assert alike(once, whole, ALL, 3) > 60


def test_carried_over_from_and_to_nothing() -> None:
    nothing = build([])
    engine = renewed(nothing, np.zeros(0, np.int64), ALL[:50], range(50))
    assert alike(engine, build(ALL[:50]), ALL, 5) == alike(build(ALL[:50]), engine, ALL, 5)
    empty = renewed(engine, np.full(50, -1), [], [])
    assert empty.match([ALL[0][0]], [PARTY]) == [[]]
    assert [held.names for held in empty.stocks.values()] == [0, 0, 0]


def test_a_name_of_the_same_words_is_one_name_with_two_owners() -> None:
    engine = carried(build([("Dalian Haibo", FIRM)]), 1, [], [("DALIAN HAIBO", FIRM), ("Dalian-Haibo", PARTY)])
    assert {m.position for m in engine.match(["Dalian Haibbo"], [PARTY])[0]} == {0, 1, 3 - 1}
    assert engine.stocks[FIRM].names == 1


def test_what_was_primed_is_what_is_asked() -> None:
    view = open_lists(None, date(2026, 6, 1)).view
    names = [view.listed.roll.row(i).text for i in range(0, len(view.listed.roll.rows.group), 9)]
    rng = random.Random(2)
    asked = [spoilt(n, rng) for n in names] + ["", "...", "Nobody at all"]
    plain, primed = Finder(view), Finder(view)
    primed.prime(asked, [*asked, *asked])
    found = 0
    for name in asked:
        for one, other in ((plain.parties_named, primed.parties_named), (plain.ships_near, primed.ships_near)):
            ours, theirs = one(name), other(name)
            assert ours == theirs
            assert [h.differs for h in ours] == [h.differs for h in theirs]
            found += len(ours)
    assert found > 50


# ---- names made ready from an older making


def test_a_new_version_is_made_from_the_one_before(tmp_path: Path) -> None:
    """Only what differs is read; the answers and positions are those of a home that never saw the older making."""
    rng = random.Random(4)
    base = [(f"91{i:05}", f"{rng.choice(HULLS)} {CROWD[i].names[0].text.split()[0].upper()}") for i in range(300)]
    later = [
        *base[:140],
        *((f"92{i:05}", f"MORNING QUELL {i}") for i in range(10)),
        *base[150:],
        ("9300001", "TUMAN VENTURE"),
    ]
    warm, cold = Home(tmp_path / "warm"), Home(tmp_path / "cold")
    for home in (warm, cold):
        for day, ships in (("2026-05-01", base), ("2026-05-20", later)):
            at = datetime.fromisoformat(day).replace(tzinfo=UTC)
            feed = offered(tmp_path / day, ships)
            update(home, list_modules()["us_ofac_sdn"], feed, retrieved=at, dated=at.date(), accept_shrink=True)
            if home is warm:
                near(home, "WARM UP")
    names = [spoilt(n, rng) for _, n in later[::3]] + ["MORNING QUEL 3", base[145][1] + "N"]
    ours, theirs = open_lists(warm, date(2026, 6, 1)), open_lists(cold, date(2026, 6, 1))
    assert list(ours.view.held) == list(theirs.view.held)
    assert (ours.loaded, ours.view.lent) == (theirs.loaded, theirs.view.lent)
    one, other = Finder(ours.view), Finder(theirs.view)
    found = 0
    for name in names:
        a, b = ({h.position: h for h in f.ships_near(name)} for f in (one, other))
        assert {p: h.score for p, h in a.items()} == pytest.approx({p: h.score for p, h in b.items()}, abs=SLACK)
        found += len(a)
    assert found > 60
    assert dict(one.ids_of_kind("imoNumber")) == dict(other.ids_of_kind("imoNumber"))


def test_what_is_carried_over_is_what_is_read(tmp_path: Path) -> None:
    """With every entry as it was, the arrays are the same, bit for bit."""
    fresh = making.made(None, {}, list_modules(), date(2026, 6, 1))
    again = making.made(None, {}, list_modules(), date(2026, 6, 1), fresh)
    for name in ("rows", "numbers"):
        for x, y in zip(getattr(fresh.listed.roll, name), getattr(again.listed.roll, name), strict=True):
            for a, b in zip(*((v if isinstance(v, tuple) else (v,)) for v in (x, y)), strict=True):
                assert np.array_equal(a, b)
    home = Home(tmp_path)
    ready.keep(home, "k" * 40, replace(again), again.listed.engine)
    kept = ready.kept(home, "k" * 40)
    assert kept is not None
    assert (kept.bundled, kept.lent, kept.sources) == (fresh.bundled, fresh.lent, fresh.sources)
    assert kept.listed.roll.codes == fresh.listed.roll.codes
