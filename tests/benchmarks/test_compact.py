"""Annotated reports in one file each: what is marked, and what is wrong with a mark."""

from pathlib import Path

import pytest

from tests.benchmarks.loaded import load

compact = load("compact", "reports")
HEAD = "@doc x\n@source own words\n@published 2021-04-09\n@title \n@@\n"
TEXT = (
    "The {t1:Vessel:Hai Xing}, which {c1:Company:Dong Fang} bought, sailed. {t1:~:The ship} met {t2:Vessel:Mira}; "
    "{t1+t2:~:both} left.\n@@\n"
)


def test_every_file_of_the_folder_holds() -> None:
    assert len(compact.folder()) > 400


def test_names_pointers_and_claims(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    told = 'owned_by asset=@t1 owner=@c1 speaker="a broker":person date=2019 :: Hai Xing, which Dong Fang bought\n'
    file.write_text(
        HEAD + TEXT + told + "sts_transfer vessel=@t1+@t2 modality=denied neg optional :: met Mira\n", encoding="utf-8"
    )
    one = compact.annotated(file)
    assert one.text == "The Hai Xing, which Dong Fang bought, sailed. The ship met Mira; both left.\n"
    assert [(m.text, m.entity) for m in one.mentions] == [("Hai Xing", "t1"), ("Dong Fang", "c1"), ("Mira", "t2")]
    assert [(m.text, m.entity) for m in one.nominals] == [("The ship", "t1"), ("both", "")]
    bought, met = one.claims
    assert (bought.speaker_kind, bought.positive, bought.optional) == ("person", True, False)
    assert (met.modality, met.positive, met.optional, len(met.args["vessel"])) == ("denied", False, True, 2)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("owned_by asset=@t1 owner=@nobody :: Hai Xing", "no such id: @nobody"),
        ("owned_by asset=@t1 :: Hai Xing", "owned_by without owner"),
        ("bought asset=@t1 :: Hai Xing", "no claim"),
        ("ais_gap vessel=@t1 :: words that are not there", "not in the text"),
        ('charged target="a man" :: sailed', "not in the text: 'a man'"),
        ("ais_gap vessel=@t1 speaker=@x:official :: sailed", "a speaker of no such id"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    file = tmp_path / "x.txt"
    file.write_text(HEAD + TEXT + line + "\n", encoding="utf-8")
    assert any(wrong in slip for slip in compact.marks_of(file)[2])


def test_a_file_that_is_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(HEAD, encoding="utf-8")
    assert compact.marks_of(file)[2] == ["not three parts with @@ between them"]
