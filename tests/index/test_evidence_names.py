"""What tells two people of nearly one name apart: each rule once, what it must let be, and what it amounts to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offing.index.evidence_names import family_of, name_parts
from offing.index.find import REORDERED, Hit
from offing.index.judge import judge
from offing.records.entity import Name
from tests.index.laid import by_name, entry, outcome, row

RULES = [
    ("Oleg Markovich Grimsdott", ["Oleg Timurovich GRIMSDOTT"], ["name_other_father"], "another patronymic"),
    ("Oleg Markovych Grimsdott", ["Oleg Markovich GRIMSDOTT"], [], "the same in another romanisation"),
    ("Oleg Hryhorovych Grimsdott", ["Oleg Grigorievich GRIMSDOTT"], [], "the same in Ukrainian"),
    ("Oleg Markovich Grimsdott", ["Oleg GRIMSDOTT"], [], "only one side gives one"),
    ("Oleg Markovich Grimsdott", ["Oleg GRIMSDOTT", "Oleg Timurovich GRIMSDOTT"], ["name_other_father"],
     "a short name of an entry that gives it elsewhere"),
    ("Oleg Markovich Grimsdott", ["Oleg Timurovich GRIMSDOTT", "Oleg Markovich GRIMSDOTT"], [], "one of the two it gives"),
    ("SALEH BIN KHALIFA AL-TAJIR", ["SALEH BIN YUSUF AL-TAJIR"], ["name_other_father"], "the son of another"),
    ("SALEH BIN KHALIFAH AL-TAJIR", ["SALIH BIN KHALIFA AL-TAJIR"], [], "the same in another spelling"),
    ("SALEH BIN KHALIFA AL-TAJIR", ["SALEH BIN YUSUF BIN KHALIFA AL-TAJIR"], [], "a line told farther back may leave one out"),
    ("SALEH BIN KHALIFA BIN OMAR AL-TAJIR", ["SALEH BIN KHALIFA BIN ZIYAD AL-TAJIR"], ["name_other_father"],
     "another grandfather"),
    ("KHALIFA BIN SALEH AL-TAJIR", ["SALEH BIN KHALIFA AL-TAJIR"], ["name_father_and_son"], "father and son exchanged"),
    ("AL-TAJIR SALEH BIN KHALIFA", ["SALEH BIN KHALIFA AL-TAJIR"], [], "turned round, the son stays the son"),
    ("Oleg Timur", ["Oleg Timur GRIMSDOTT"], ["name_no_family"], "given names alone"),
    ("Oleg Timur", ["GRIMSDOTT, Oleg Timur"], ["name_no_family"], "where a comma marks the family"),
    ("Oleg Timur", ["Oleg Timur Grimsdott"], [], "where nothing marks it nothing is known"),
    ("Oleg Grimsdot", ["Oleg Timur GRIMSDOTT"], [], "the family name, misspelt"),
    ("Oleg Grims Dott", ["Oleg Timur GRIMSDOTT"], [], "in two words"),
    ("Oleg Timur Lund", ["Oleg Timur GRIMSDOTT", "Oleg LUND"], [], "another family name of his"),
    ("O. T. Lund", ["Oleg Timur GRIMSDOTT"], [], "initials may stand for any"),
    ("أوليغ تيمور", ["Oleg Timur GRIMSDOTT"], [], "without vowels families are not told apart"),
    ("Oleg Bjarne Grimsdott", ["Oleg GRIMSDOTT", "Oleg Timur GRIMSDOTT"], ["name_other_given"],
     "another given name than the full name's"),
    ("Oleg Bjarne Grimsdott", ["Oleg Timur GRIMSDOTT"], ["name_other_given"], "the same where there is the full name alone"),
    ("Oleg Bjarne Grimsdott", ["Oleg GRIMSDOTT"], [], "one name more, where the list gives none"),
    ("Oleg Bjarne Grimsdott", ["Oleg Timur GRIMSDOTT", "Bjarne GRIMSDOTT"], [], "a name that another alias gives"),
    ("Oleg Timour Grimsdott", ["Oleg Timur GRIMSDOTT"], [], "the same in another spelling"),
    ("Bjarne Grimsdott", ["Oleg GRIMSDOTT"], [], "of two words the engine tells"),
    ("김상호", ["김성호"], ["name_other_syllable"], "another syllable in Korean letters"),
    ("王小明", ["王大明"], ["name_other_syllable"], "in Chinese characters"),
    ("王小明", ["Wang Xiaoming"], [], "one side in Latin letters"),
    ("陈小明", ["陳小明"], [], "the same character in its two forms"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "listed", "wanted", "why"), RULES, ids=[r[3] for r in RULES])
def test_rules(name: str, listed: list[str], wanted: list[str], why: str) -> None:
    assert [p.rule for p in name_parts(name, listed[0], listed)] == wanted, why


@pytest.mark.parametrize(
    ("text", "family", "why"),
    [
        ("Oleg Timur GRIMSDOTT", ("grimsdott",), "capitals"),
        ("Oleg AL-GRIMSDOTT LUND", ("grimsdott", "lund"), "a particle is none"),
        ("GRIMSDOTT LUND, Oleg", ("grimsdott", "lund"), "capitals and a comma"),
        ("Grimsdott, Oleg Timur", ("grimsdott",), "a comma"),
        ("OLEG TIMUR GRIMSDOTT", (), "all in capitals"),
        ("Oleg Timur Grimsdott", (), "none"),
        ("Grimsdott, Oleg, Jr.", (), "two commas"),
    ],
)
def test_what_a_list_marks_as_the_family(text: str, family: tuple[str, ...], why: str) -> None:
    assert family_of(text) == family, why


def near(name: str, listed: str, score: float = 0.8) -> Hit:
    return by_name(name, score, listed=listed)


@pytest.mark.parametrize(
    ("hit", "born", "wanted", "why"),
    [
        (near("Oleg Markovich Grimsdott", "Oleg Timurovich GRIMSDOTT"), "", "set aside", "another father"),
        (near("Oleg Markovich Grimsdott", "Oleg Timurovich GRIMSDOTT"), "1961-05-06", "strong", "born on the same day"),
        (near("Oleg Timur", "Oleg Timur GRIMSDOTT"), "", "set aside", "given names alone"),
        (replace(by_name("KHALIFA BIN SALEH AL-TAJIR", listed="SALEH BIN KHALIFA AL-TAJIR"), told=(REORDERED,)), "",
         "set aside", "the same words, father and son exchanged"),
        (replace(by_name("AL-TAJIR SALEH BIN KHALIFA", listed="SALEH BIN KHALIFA AL-TAJIR"), told=(REORDERED,)), "",
         "possible", "the same words turned round"),
    ],
)  # fmt: skip
def test_what_they_amount_to(hit: Hit, born: str, wanted: str, why: str) -> None:
    person = replace(entry("Person", birthDate="1961-05-06"), names=(Name(hit.listed),))
    assert outcome(row("person", hit.value, born=born) if born else row("person", hit.value), person, hit) == wanted, (
        why
    )


def test_exchanged_father_and_son_stand_below_a_near_name() -> None:
    from offing.index.evidence import lay

    turned = replace(by_name("KHALIFA BIN SALEH AL-TAJIR", listed="SALEH BIN KHALIFA AL-TAJIR"), told=(REORDERED,))
    close = near("SALEH BIN KHALIF AL-TAJIR", "SALEH BIN KHALIFA AL-TAJIR")
    person = replace(entry("Person"), names=(Name("SALEH BIN KHALIFA AL-TAJIR"),))
    orders = [judge(hit, lay(row("person", hit.value), person, hit), "Person").order for hit in (turned, close)]
    assert orders[0] < orders[1]
