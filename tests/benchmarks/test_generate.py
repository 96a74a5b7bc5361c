"""Questions made from a small list of our own: the same each time, split by thing, and none of the negatives listed."""

from __future__ import annotations

from typing import Any

import pytest

from offing.records.identifiers import imo_check_digit_ok
from tests.benchmarks.loaded import load
from tests.shared import shared

generate, lists, negatives, things = load("generate"), load("lists"), load("negatives"), load("things")

GIVEN = ["Oleg", "Sergei", "Ahmad", "Farhad", "Myong", "Walid", "Dmitry", "Hassan"]
FAMILY = ["SAVELYEV", "ABISOV", "AL-HAKIM", "KANABI", "CHOE", "HAMID", "GOTSKY", "KARIMOV"]
FIRMS = ["HAIBO", "PAEKSOL", "VELES", "OPLOT", "IRKUT", "ARASH", "MUSTAFA", "GALAXY"]


def ship(id_: str, name: str, imo: str, mmsi: str) -> Any:
    facts = {"flag": ("Togo",), "type": ("Tanker",), "gross": ("5,000",)}
    return things.Listed(id_, "Vessel", (name,), imo=(imo,), mmsi=(mmsi,), **facts)


def small_list() -> list[Any]:
    made = []
    for i, (given, family) in enumerate(zip(GIVEN * 6, FAMILY * 5 + FAMILY[::-1], strict=True)):
        born = (f"19{50 + i}-02-03",)
        names = (f"{family}, {given} Number{i}ov", f"{family}, {given} Numbr{i}off")
        made.append(things.Listed(f"p{i}", "Person", names, born=born, country=("Iran" if i % 2 else "Russia",)))
    for i, firm in enumerate(FIRMS * 5):
        name = f"{firm} {FIRMS[i // 8]}INO SHIPPING CO., LTD."
        made.append(things.Listed(f"f{i}", "Organization", (name,), country=("China",)))
    for i in range(30):
        six = f"90{1000 + 7 * i}"
        imo = next(six + d for d in "0123456789" if imo_check_digit_ok(six + d))
        made.append(
            things.Listed(
                f"s{i}",
                "Vessel",
                (f"GLORY {FIRMS[i % 8]} {i + 1}",),
                imo=(imo,),
                mmsi=(str(445000000 + i),),
                flag=("Togo",),
                type=("Tanker",),
                gross=("5,000",),
            )
        )
    made.append(things.Listed("twin", "Vessel", ("GLORY HAIBO 1",), imo=made[-30].imo))
    return made


FLEET = [lists.Ship("9074729", "PACIFIC BRIGHT", "Panama"), lists.Ship("9241061", "GLORY HAIBO 1", "Malta")]
SIZES = generate.Sizes(positive=12, natural=10, numbers=5, identities=8, negative=10, common={})


def questions(split: str = "test") -> Any:
    return generate.make(small_list(), FLEET, "a small list", split, SIZES)


def test_the_same_list_gives_the_same_questions() -> None:
    assert questions() == questions()


def test_no_thing_is_in_both_splits() -> None:
    dev, test = questions("dev"), questions("test")
    ids = [{i for q in s.with_context for i in q.right} for s in (dev, test)]
    assert all(ids)
    assert not ids[0] & ids[1]
    assert dev.names_only != test.names_only


def test_every_class_of_a_small_list_is_asked_and_numbers_only_with_context() -> None:
    made = questions()
    names, context = ({q.category for q in s} for s in (made.names_only, made.with_context))
    assert {"typo_one", "alias_held_out", "vessel_prefix", "person_recombined", "real_ship"} <= names
    assert context - names == {*generate.NUMBERS, *negatives.IDENTITIES}
    assert len({q.id for q in made.with_context}) == len(made.with_context)
    assert not [q for q in made.names_only if q.imo or q.mmsi or q.flag or q.country or q.born]
    assert [q for q in made.with_context if q.positive and q.born]


def test_a_right_answer_is_every_entry_of_the_thing_and_a_held_out_name_is_gone() -> None:
    made = questions()
    ground = lists.ground(small_list())
    assert ground.group["twin"] == ("s0", "twin"), "one IMO number is one ship"
    left = {one.id: one for one in made.listed}
    held = [q for q in made.names_only if q.category == "alias_held_out"]
    assert held
    for query in held:
        assert all(things.plain(query.name) != things.plain(n) for i in query.right for n in left[i].names)
        assert all(left[i].names for i in query.right), "an entry keeps a name"
    for query in made.names_only:
        assert query.positive == (query.category not in negatives.NEGATIVES)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_a_negative_is_on_no_list(split: str) -> None:
    made = questions(split)
    ground = lists.ground(small_list())
    imos = {i for one in made.listed for i in one.imo}
    for query in made.with_context:
        if query.category in negatives.NEGATIVES:
            assert not ground.taken(query.kind, query.name), query
        if query.category.endswith("_other_imo"):
            assert imo_check_digit_ok(query.imo)
            assert query.imo not in imos
        if query.category == "namesake_other_birth":
            listed = next(x for x in small_list() if lists.natural_order(x.names[0], "Person") == query.name)
            assert abs(int(query.born[:4]) - int(listed.born[0][:4])) >= 10
        if query.category == "imo_digit_wrong":
            assert query.imo not in imos


@pytest.mark.parametrize(
    ("name", "kind", "taken", "why"),
    [
        ("haibo HAIBOINO Shipping Ltd", "Organization", True, "another form of the same firm is no negative"),
        ("HAIBO HAIBOINO TRADING CO., LTD.", "Organization", False, "another trade is another name"),
        ("GLORY HAIBO 1", "Vessel", True, "a listed ship's name"),
        ("GLORY HAIBO 1", "Person", False, "a name is taken within its kind"),
        ("Number0ov OLEG Savelyev", "Person", True, "order and case do not make another name"),
    ],
)
def test_a_name_is_taken(name: str, kind: str, taken: bool, why: str) -> None:
    assert lists.ground(small_list()).taken(kind, name) == taken, why


@pytest.mark.parametrize(
    ("name", "kind", "told", "why"),
    [
        ("AHMAD, Farhad Kanabi", "Person", "Farhad Kanabi AHMAD", "OFAC prints the family name first"),
        ("ERIC BADEGE", "Person", "ERIC BADEGE", "the UN does not"),
        ("HAIBO CO., LTD.", "Organization", "HAIBO CO., LTD.", "a firm's comma is its own"),
        ("A, B, C", "Person", "A, B, C", "two commas are no family name"),
    ],
)
def test_natural_order(name: str, kind: str, told: str, why: str) -> None:
    assert lists.natural_order(name, kind) == told, why


def test_training_questions_are_names_alone_of_the_dev_split_with_whether_they_are_listed() -> None:
    folder = shared("lists").parent
    sizes = generate.Sizes(1, 1, 1, 1, 2, {})
    told = list(generate.questions(folder, sizes=sizes))
    assert {listed for _, listed in told} == {True, False}
    assert [q for q, _ in told] == list(generate.generate(folder, "dev", sizes).names_only)
    assert [listed for _, listed in told] == [q.positive for q, _ in told]
