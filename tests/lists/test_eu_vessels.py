"""Ships of EU annexes: one ship, several listings; a services ban is not a freeze."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from offing.errors import MalformedSource, MissingSource, SourceError, UnreadField
from offing.lists import eu_vessels
from offing.lists.contract import Form, ListReading, read_list
from offing.lists.formats.eu_annexes import COLUMNS, annex_day, several
from offing.records.dates import iso
from tests.lists.golden import check_golden, excerpt_files
from tests.shared import shared

FORMS = {form.name: form for form in eu_vessels.DATASET.forms}
BASE = {
    "celex": "32017R1509",
    "recordId": "35",
    "programKey": "EU-PRK",
    "annex": "XIV.B",
    "measure": "Transportation restrictions",
    "startDate": "16.10.2018",
    "schema": "Vessel",
    "name": "NEW REGENT",
    "imoNumber": "8312497",
}


def written(tmp_path: Path, *rows: dict[str, str]) -> Path:
    text = io.StringIO()
    header = list(dict.fromkeys([*sorted(COLUMNS), *(column for row in rows for column in row)]))
    table = csv.DictWriter(text, header, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    path = tmp_path / "32017R1509.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def reading(path: Path) -> ListReading:
    return read_list(eu_vessels, FORMS["annex_xiv"], {"32017R1509.CSV": path})


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_golden(form: Form) -> None:
    found = read_list(eu_vessels, form, excerpt_files("eu_vessels"))
    check_golden(f"eu_vessels.{form.name}", found.entities, found.log)


def test_quotes_are_raw_rows_at_their_lines() -> None:
    files = excerpt_files("eu_vessels")
    found = read_list(eu_vessels, FORMS["both"], files)
    for entity in found.entities:
        lines = files[entity.place.file.upper()].read_text(encoding="utf-8").splitlines()
        at = [int(part.removeprefix("line ")) for part in entity.place.at.split(", ")]
        assert [lines[n - 1] for n in at] == entity.place.quote.split("\n")
        assert len(at) == len(entity.listings)


def test_the_forms_need_the_files_they_name() -> None:
    files = excerpt_files("eu_vessels", "32017R1509.CSV")
    with pytest.raises(MissingSource, match=r"32014R0833\.CSV"):
        read_list(eu_vessels, FORMS["both"], files)


NAMES = [
    # name, alias, previousName, names, why
    ("NEW REGENT", "", "", [("NEW REGENT", "name")], "as printed"),
    (
        "Chol Ryong (Ryong Gun Bong)",
        "",
        "",
        [("Chol Ryong (Ryong Gun Bong)", "name"), ("Chol Ryong", "alias"), ("Ryong Gun Bong", "alias")],
        "the printed name stays whole beside its parts",
    ),
    (
        "Chong Bong (Greenlight) (Blue Nouvelle)",
        "",
        "",
        [
            ("Chong Bong (Greenlight) (Blue Nouvelle)", "name"),
            ("Chong Bong", "alias"),
            ("Greenlight", "alias"),
            ("Blue Nouvelle", "alias"),
        ],
        "two pairs of brackets",
    ),
    (
        "Apar",
        "",
        "Feng Shou; Andromeda Star",
        [("Apar", "name"), ("Feng Shou", "previousName"), ("Andromeda Star", "previousName")],
        "several in a cell",
    ),
    (
        "Apar",
        '"A; B"; C',
        "",
        [("Apar", "name"), ("A; B", "alias"), ("C", "alias")],
        "a value that holds the separator",
    ),
]


@pytest.mark.parametrize(("name", "alias", "previous", "expected", "why"), NAMES)
def test_names(tmp_path: Path, name: str, alias: str, previous: str, expected: list[tuple[str, str]], why: str) -> None:
    row = {**BASE, "name": name, "alias": alias, "previousName": previous}
    entity = reading(written(tmp_path, row)).entities[0]
    assert [(n.text, n.kind) for n in entity.names] == expected, why


DATES = [
    ("30.3.2018", "2018-03-30", "as EU annexes print it"),
    ("2 December 1985", "1985-12-02", "in words"),
    ("26 Feb. 2011", "2011-02-26", "as the UN abbreviates"),
    ("2011", "2011", "a year stays a year"),
    ("2011-02", "2011-02", "a month stays a month"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), DATES)
def test_dates(printed: str, expected: str, why: str) -> None:
    assert iso(annex_day(printed)) == expected, why


def test_cells_of_several() -> None:
    assert several('"Foo; Bar"; Baz') == ("Foo; Bar", "Baz")
    assert several(None) == ()


def test_a_ship_under_two_parts_is_one_entity(tmp_path: Path) -> None:
    freeze = {**BASE, "annex": "XIV.A", "measure": "Asset freeze", "recordId": "2", "startDate": "30.3.2018"}
    (entity,) = reading(written(tmp_path, freeze, BASE)).entities
    assert entity.entry == "32017R1509:XIV:8312497"
    assert [(li.rung, li.entry, li.legal_basis, str(li.since)) for li in entity.listings] == [
        ("asset_freeze", "32017R1509:XIV.A:2", "Regulation (EU) 2017/1509, Annex XIV.A", "2018-03-30"),
        ("port_ban", "32017R1509:XIV.B:35", "Regulation (EU) 2017/1509, Annex XIV.B", "2018-10-16"),
    ]


def test_words_in_place_of_a_number_are_no_number(tmp_path: Path) -> None:
    row = {**BASE, "name": "MIN NING DE YOU 078", "imoNumber": "Does not exist"}
    found = reading(written(tmp_path, row))
    (entity,) = found.entities
    assert (entity.entry, entity.identifiers) == ("32017R1509:XIV:MIN NING DE YOU 078", ())
    assert entity.values("offing:imoNumberPrinted") == ("Does not exist",)
    assert "MIN NING DE YOU 078: IMO number printed as 'Does not exist'" in found.log.notes


def test_other_annexes_are_counted_by_name(tmp_path: Path) -> None:
    person = {**BASE, "schema": "Person", "annex": "XIII.A", "measure": "Asset freeze", "name": "Yun Ho-jin"}
    found = reading(written(tmp_path, {**person, "imoNumber": ""}, BASE))
    assert (len(found.entities), found.log.ignored) == (1, Counter({"32017R1509 annex XIII.A: Person": 1}))


REFUSED = [
    # change to the row, error, part of the message, why
    ({"annex": "XIV.C"}, UnreadField, "XIV.C", "a new part of an annex"),
    ({"measure": "Asset freeze"}, UnreadField, "Asset freeze", "the measure of XIV.B has changed"),
    ({"birthDate": "1944"}, UnreadField, "birthDate", "a person's column filled for a ship"),
    ({"deadweight": "1"}, UnreadField, "deadweight", "a new column"),
    ({"startDate": "soon"}, UnreadField, "soon", "a date that is none"),
    ({"imoNumber": "8312497; 9030591"}, MalformedSource, "two IMO numbers", "one row, one ship"),
]


@pytest.mark.parametrize(("change", "error", "says", "why"), REFUSED)
def test_what_stops_the_reading(
    tmp_path: Path, change: dict[str, str], error: type[SourceError], says: str, why: str
) -> None:
    with pytest.raises(error) as caught:
        reading(written(tmp_path, {**BASE, **change}))
    assert says in str(caught.value), why


def test_the_real_annexes() -> None:
    folder = shared("lists", "eu", "journal_sanctions_2026-08", "consolidated")
    files = {"32014R0833.CSV": folder / "32014R0833.csv", "32017R1509.CSV": folder / "32017R1509.csv"}
    found = read_list(eu_vessels, FORMS["both"], files)
    russia = [e for e in found.entities if e.entry.startswith("32014R0833:XLII:")]
    dprk = [e for e in found.entities if e.entry.startswith("32017R1509:")]
    assert (len(russia), len(dprk)) == (632, 61)
    assert len({imo for e in russia for imo in e.ids("imoNumber")}) == 632
    assert Counter(li.rung for e in russia for li in e.listings) == {"services_ban": 633}
    assert Counter(li.rung for e in dprk for li in e.listings) == {"asset_freeze": 39, "port_ban": 36}
    assert found.log.ignored.total() == 1_746 - 633 + 326 - 75
    regent = next(e for e in dprk if e.ids("imoNumber") == ("8312497",))
    assert [(li.rung, str(li.since)) for li in regent.listings] == [("port_ban", "2018-10-16")]
    assert [e.caption for e in found.entities if not e.identifiers] == ["MIN NING DE YOU 078"]
