"""The EU's Financial Sanctions Files: attributes read to the last, amending acts never taken for first listings."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path

import pytest

from offing.errors import MalformedSource, SourceError, UnreadField
from offing.lists import eu_fsf
from offing.lists.contract import ListReading, read_list
from offing.records.entity import Entity
from tests.lists.golden import check_golden, excerpt_files

FORM = eu_fsf.DATASET.forms[0]
ACT = (
    '<regulation regulationType="regulation" entryIntoForceDate="2017-09-01" numberTitle="2017/1509" programme="PRK"/>'
)
NAME = '<nameAlias wholeName="EXAMPLE" strong="true"/>'
FIRM, PERSON = '<subjectType code="enterprise"/>', '<subjectType code="person"/>'


def reading(path: Path) -> ListReading:
    return read_list(eu_fsf, FORM, {"XMLFULLSANCTIONSLIST_1_1.XML": path})


def written(tmp_path: Path, *children: str, attributes: str = "", root: str = "") -> Path:
    path = tmp_path / "xmlFullSanctionsList_1_1.xml"
    path.write_text(
        '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00"'
        f' globalFileId="1" {root}>\n<sanctionEntity logicalId="1" {attributes}>{"".join(children)}</sanctionEntity>\n</export>',
        encoding="utf-8",
    )
    return path


def one(tmp_path: Path, *children: str, attributes: str = "") -> Entity:
    (entity,) = reading(written(tmp_path, *children, attributes=attributes)).entities
    return entity


@pytest.fixture(scope="module")
def excerpt() -> ListReading:
    return read_list(eu_fsf, FORM, excerpt_files("eu_fsf"))


def test_golden(excerpt: ListReading) -> None:
    check_golden("eu_fsf.xml", excerpt.entities, excerpt.log)
    assert excerpt.log.published == date(2026, 8, 5)


def test_quotes_are_values_of_the_file(excerpt: ListReading) -> None:
    text = html.unescape(excerpt_files("eu_fsf")["XMLFULLSANCTIONSLIST_1_1.XML"].read_text(encoding="utf-8"))
    assert [p for e in excerpt.entities for p in e.place.quote.split(" · ") if f'"{p}"' not in text] == []
    lines = text.splitlines()
    assert all("<sanctionEntity" in lines[int(e.place.at.removeprefix("line ")) - 1] for e in excerpt.entities)


def test_entries_are_known_by_reference_and_else_by_logical_id(excerpt: ListReading) -> None:
    assert [e.entry for e in excerpt.entities] == ["EU.27.28", "EU.620.38", "148002", "148010"]
    assert next(e for e in excerpt.entities if e.entry == "148010").values("unscId") == ("KPe.020",)


SINCE = [
    # regulation type, entry into force, designation date, since, why
    ("regulation", "2003-07-07", "", "2003-07-07", "the act that listed"),
    ("regulation", "2017-09-01", "2014-07-28", "2014-07-28/2017-09-01", "a new regulation took over an old list"),
    (
        "amendment",
        "2024-01-18",
        "2002-11-21",
        "2002-11-21/2024-01-18",
        "between the designation and the last amendment",
    ),
    ("amendment", "2018-02-16", "", "../2018-02-16", "an amending act alone says no more than `by then`"),
    ("amendment", "2022-12-12", "2022-12-12", "2022-12-12", "the amendment is the listing"),
    ("amendment", "2018-02-16", "2018-03-01", "2018-03-01", "a designation after the act counts from itself"),
]


@pytest.mark.parametrize(("kind", "in_force", "designated", "since", "why"), SINCE)
def test_since_is_no_surer_than_the_act(
    tmp_path: Path, kind: str, in_force: str, designated: str, since: str, why: str
) -> None:
    act = f'<regulation regulationType="{kind}" entryIntoForceDate="{in_force}" numberTitle="1/2" programme="PRK"/>'
    entity = one(tmp_path, act, FIRM, NAME, attributes=f'designationDate="{designated}"')
    assert str(entity.listings[0].since) == since, why
    assert bool(entity.listings[0].confidence) == ("/" in since), why


NAMES = [
    # the attributes and children of a second nameAlias, kind, why
    ('strong="true"/>', "alias", "strong, but not the first"),
    ('strong="false"/>', "weakAlias", "the publisher says weak"),
    ('strong="true"><remark>Low quality alias</remark></nameAlias>', "weakAlias", "the remark says weak"),
    ('strong="true"><remark>lo quality a.k.a.</remark></nameAlias>', "weakAlias", "with its typing error"),
    ('strong="true"><remark>good quality alias</remark></nameAlias>', "alias", "a remark that changes nothing"),
    ('strong="true"><remark>f.k.a.</remark></nameAlias>', "previousName", "a former name"),
]


@pytest.mark.parametrize(("rest", "kind", "why"), NAMES)
def test_name_kinds(tmp_path: Path, rest: str, kind: str, why: str) -> None:
    entity = one(tmp_path, ACT, FIRM, NAME, f'<nameAlias wholeName="OTHER" nameLanguage="EN" {rest}')
    assert [(n.text, n.kind, n.lang) for n in entity.names] == [("EXAMPLE", "name", ""), ("OTHER", kind, "EN")], why


BIRTHS = [
    # attributes, value and note, why
    ('birthdate="1937-04-28" year="1937" monthOfYear="4" dayOfMonth="28"', ("1937-04-28", ""), "a day"),
    ('year="1937"', ("1937", ""), "a year stays a year"),
    ('year="1937" monthOfYear="4"', ("1937-04", ""), "a month"),
    ('year="1937" circa="true"', ("1937", "circa"), "doubt is kept"),
    ('yearRangeFrom="1968" yearRangeTo="1973"', ("1968/1973", ""), "a range"),
    ('year="1402" calendarType="ISLAMIC"', None, "another calendar's year is not ours"),
]


@pytest.mark.parametrize(("attributes", "expected", "why"), BIRTHS)
def test_birth_dates(tmp_path: Path, attributes: str, expected: tuple[str, str] | None, why: str) -> None:
    entity = one(tmp_path, ACT, PERSON, NAME, f"<birthdate {attributes}/>")
    found = [(s.value, s.note) for s in entity.statements if s.prop == "birthDate"]
    assert found == ([expected] if expected else []), why


IMOS = [
    # number, remark, schema, kind, why
    ("9036387", "", "Vessel", "imoNumber", "only a ship's check digit fits"),
    ("5342883", "", "Organization", "imoCompany", "only a company's check digit fits"),
    ("1790183", "Operates ships.", "Organization", "imoCompany", "both fit; a firm that runs ships is no ship"),
    ("1790183", "Oil tanker seen at Nampo.", "Vessel", "imoNumber", "both fit; the words say a ship"),
]


@pytest.mark.parametrize(("number", "remark", "schema", "kind", "why"), IMOS)
def test_ships_are_filed_as_enterprises(
    tmp_path: Path, number: str, remark: str, schema: str, kind: str, why: str
) -> None:
    identification = f'<identification number="{number}" identificationTypeCode="imo"/>'
    entity = one(tmp_path, f"<remark>{remark}</remark>", ACT, FIRM, NAME, identification)
    assert (entity.schema, entity.ids(kind)) == (schema, (number,)), why


def test_doubts_about_a_paper_are_kept(tmp_path: Path) -> None:
    paper = (
        '<identification number="AD001095" identificationTypeCode="passport" knownFalse="true" issuedBy="Harare"'
        ' countryIso2Code="00" countryDescription="UNKNOWN"><remark>seen 2012</remark></identification>'
    )
    (passport,) = one(tmp_path, ACT, PERSON, NAME, paper).identifiers
    assert (passport.kind, passport.value) == ("passportNumber", "AD001095")
    assert passport.note == "passport; Harare; known to be false; seen 2012"


def test_a_delisting_date_ends_the_listing(tmp_path: Path) -> None:
    entity = one(tmp_path, ACT, FIRM, NAME, attributes='delistingDate="2020-01-31"')
    assert str(entity.listings[0].until) == "2020-01-31"


REFUSED = [
    # children, attributes of the entity, of the root, error, part of the message, why
    ((ACT, FIRM, NAME), 'riskScore="5"', "", UnreadField, "@riskScore", "a new attribute"),
    ((ACT, FIRM, NAME, "<vessel/>"), "", "", UnreadField, "<vessel>", "a new child"),
    ((ACT, FIRM, NAME), "", 'locale="en"', UnreadField, "@locale", "a new attribute of the file"),
    ((ACT, FIRM, NAME, '<address city="X" geo="1"/>'), "", "", UnreadField, "@geo", "a new attribute of a detail"),
    ((ACT, '<subjectType code="ship"/>', NAME), "", "", UnreadField, "ship", "a new subject type"),
    ((ACT, NAME), "", "", UnreadField, "subject type", "no subject type at all"),
    ((ACT, FIRM, '<nameAlias wholeName="X" strong="maybe"/>'), "", "", UnreadField, "maybe", "neither true nor false"),
    ((ACT.replace("2017-09-01", "1.9.2017"), FIRM, NAME), "", "", UnreadField, "1.9.2017", "a date in another form"),
    ((ACT, FIRM), "", "", MalformedSource, "without a name", "nobody's entry"),
]


@pytest.mark.parametrize(("children", "attributes", "root", "error", "says", "why"), REFUSED)
def test_what_stops_the_reading(
    tmp_path: Path, children: tuple[str, ...], attributes: str, root: str, error: type[SourceError], says: str, why: str
) -> None:
    with pytest.raises(error) as caught:
        reading(written(tmp_path, *children, attributes=attributes, root=root))
    assert says in str(caught.value), why


def test_another_publishers_export_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, ACT, FIRM, NAME)
    path.write_text(path.read_text(encoding="utf-8").replace("fpi/fsd/export", "fpi/fsd/export2"), encoding="utf-8")
    with pytest.raises(UnreadField, match="namespace"):
        reading(path)


def test_a_server_error_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xmlFullSanctionsList_1_1.xml"
    path.write_text("<html><body>HTTP 500</body></html>", encoding="utf-8")
    with pytest.raises(MalformedSource, match="root element"):
        reading(path)


def test_places_hold_in_a_file_of_many_lines(tmp_path: Path) -> None:
    """libxml2 keeps an element's own line only up to 65,535; the real file has several hundred thousand."""
    entities = "".join(
        f'<sanctionEntity logicalId="{n}">\n  {FIRM}\n  {NAME}\n  {ACT}\n\n</sanctionEntity>\n' for n in range(12_000)
    )
    path = tmp_path / "xmlFullSanctionsList_1_1.xml"
    path.write_text(f'<export xmlns="http://eu.europa.ec/fpi/fsd/export">\n{entities}</export>', encoding="utf-8")
    last = reading(path).entities[-1]
    assert (last.entry, last.place.at) == ("11999", f"line {2 + 11_999 * 6}")
