"""OFAC's lists, on excerpts of our own in each of the three forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from offing.errors import MalformedSource, SourceError, UnreadField, UnsafeInput
from offing.lists import us_ofac_cons, us_ofac_sdn
from offing.lists.contract import ListModule, ListReading, read_list
from offing.lists.formats.ofac_entry import Draft
from offing.lists.formats.ofac_labels import dated
from offing.lists.formats.ofac_remarks import read_remarks, ties
from offing.records.entity import Entity
from offing.records.identifiers import Identifier
from tests.lists.golden import check_golden, excerpt_files

FORMS = [(module, form.name) for module in (us_ofac_sdn, us_ofac_cons) for form in module.DATASET.forms]
FORM_IDS = [f"{module.DATASET.name}.{form}" for module, form in FORMS]


def read(module: ListModule, form_name: str, files: dict[str, Path] | None = None) -> ListReading:
    form = next(f for f in module.DATASET.forms if f.name == form_name)
    return read_list(module, form, files or excerpt_files(module.DATASET.name, *form.needs, *form.may))


def by_entry(reading: ListReading) -> dict[str, Entity]:
    return {entity.entry: entity for entity in reading.entities}


@pytest.mark.parametrize(("module", "form"), FORMS, ids=FORM_IDS)
def test_golden(module: ListModule, form: str) -> None:
    reading = read(module, form)
    check_golden(f"{module.DATASET.name}.{form}", reading.entities, reading.log)


@pytest.mark.parametrize(("module", "form"), FORMS, ids=FORM_IDS)
def test_every_quote_stands_in_the_file(module: ListModule, form: str) -> None:
    files = excerpt_files(module.DATASET.name)
    for entity in read(module, form).entities:
        text = files[entity.place.file.upper()].read_bytes().decode()
        assert [part for part in entity.place.quote.split(" · ") if part not in text] == []


@pytest.mark.parametrize("form", ["xml", "csv"])
def test_the_lesser_forms_agree_with_the_advanced_one(form: str) -> None:
    """What a lesser form can say at all, it says alike: or a change of form would look like a change of the list."""
    best, other = by_entry(read(us_ofac_sdn, "advanced")), by_entry(read(us_ofac_sdn, form))
    assert best.keys() == other.keys()
    for entry, entity in best.items():
        twin = other[entry]
        latin = {(n.text, n.kind) for n in entity.names if n.script == "Latn"}
        assert {(n.text, n.kind) for n in twin.names} == latin
        assert {(i.kind, i.value) for i in twin.identifiers} == {(i.kind, i.value) for i in entity.identifiers}
        assert twin.schema == entity.schema
        for prop in ("birthDate", "nationality", "flag", "country", "gender"):
            assert sorted(twin.values(prop)) == sorted(entity.values(prop)), (entry, prop)
        blocked = next(x for x in entity.listings if x.rung == "blocked")
        assert [(x.rung, x.programs, x.measure) for x in twin.listings] == [
            ("blocked", blocked.programs, blocked.measure)
        ]


LISTED = [
    ("26243", "blocked", "2019-03-21", "Dalian Haibo, designated with the 2019 advisory"),
    ("21724", "blocked", "2017-03-31", "Paeksol"),
    ("17018", "blocked", "2022-04-06", "Sberbank: the SSI List repeats the Block under its own date of 2014"),
    ("17018", "sectoral", "2014-09-12", "Sberbank: Directive 1 counts from the SSI List"),
    (
        "17018",
        "sectoral",
        "2022-02-24",
        "Sberbank: E.O. 14024 is younger than the SSI entry that repeats its Directive 2",
    ),
]


@pytest.mark.parametrize(("entry", "rung", "since", "why"), LISTED, ids=[row[3] for row in LISTED])
def test_each_measure_has_its_own_date(entry: str, rung: str, since: str, why: str) -> None:
    listings = by_entry(read(us_ofac_sdn, "advanced"))[entry].listings
    assert (rung, since) in {(x.rung, str(x.since)) for x in listings}, why


def test_csv_and_xml_have_no_listing_date() -> None:
    for form in ("xml", "csv"):
        assert {x.since for e in read(us_ofac_sdn, form).entities for x in e.listings} == {None}


RUNGS = [
    ("4632", {"blocked"}, "outside the SDN List, and the entry itself says that US persons must block"),
    ("9640", {"sectoral"}, "NS-PLC: transactions are rejected"),
    ("15268", {"sectoral"}, "correspondent accounts"),
    ("17018", {"sectoral"}, "directives"),
    ("30902", {"sectoral"}, "securities"),
]


@pytest.mark.parametrize(("entry", "rungs", "why"), RUNGS, ids=[row[0] for row in RUNGS])
@pytest.mark.parametrize("form", ["advanced", "xml", "csv"])
def test_the_consolidated_list_blocks_only_where_it_says_so(form: str, entry: str, rungs: set[str], why: str) -> None:
    assert {x.rung for x in by_entry(read(us_ofac_cons, form))[entry].listings} == rungs, why


def test_an_imo_number_is_a_ships_only_on_a_ship() -> None:
    for form in ("advanced", "xml", "csv"):
        found = by_entry(read(us_ofac_sdn, form))
        assert found["26933"].ids("imoNumber") == ("8126070",)
        assert found["17068"].ids("imoCompany") == ("1790183",)
        assert [e.entry for e in found.values() if e.schema != "Vessel" and e.ids("imoNumber")] == []


def test_relation_types_stand_only_in_the_advanced_form() -> None:
    tie = by_entry(read(us_ofac_sdn, "advanced"))["23788"].relations[0]
    assert (tie.kind, tie.target, tie.target_name) == (
        "Property in the interest of",
        "23787",
        "YUK TUNG ENERGY PTE LTD",
    )
    flat = by_entry(read(us_ofac_sdn, "csv"))["23788"].relations[0]
    assert (flat.kind, flat.target, flat.target_name) == ("unspecified", "", "YUK TUNG ENERGY PTE LTD")


SEGMENTS = [
    (
        "Passport 042833 (Lebanon) issued 1999 expires 30 Oct 2012.",
        "passportNumber",
        "042833",
        "a document with its dates",
    ),
    (
        "Passport 042833 (Lebanon) issued 1999 expires 30 Oct 2012.",
        "note",
        "Lebanon; issued 1999; expires 30 Oct 2012",
        "",
    ),
    ("DOB circa 1947.", "birthDate", "1947", "circa is a note, the year a date"),
    ("alt. DOB 1957 to 1959.", "birthDate", "1957/1959", "an interval stays one"),
    ("Identification Number IMO 1790183.", "imoCompany", "1790183", "an IMO number of no vessel is a company's"),
    (
        "Vessel Registration Identification IMO 543400.",
        "registrationNumber",
        "IMO 543400",
        "six digits are no IMO number",
    ),
    (
        "Legal Entity Number 253400V1H6ART1UQ0N98 (Russia).",
        "leiCode",
        "253400V1H6ART1UQ0N98",
        "an LEI under OFAC's name",
    ),
    (
        "Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h.",
        "publicKey",
        "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h",
        "",
    ),
    ("Email:adelb@shabakah.net.sa.", "email", "adelb@shabakah.net.sa", "no blank after the colon"),
    ("ICTY indictee in custody.", "notes", "ICTY indictee in custody", "prose is kept word for word"),
    ("Linked To: BRACRO S.A.", "tie", "BRACRO S.A.", "the stop is the name's own: it stands on the list with it"),
    ("Linked To: HAMAS.", "tie", "HAMAS", "the stop closes the remark"),
    ("Linked To: GUARD CORPS (IRGC).", "tie", "GUARD CORPS (IRGC)", "brackets of the name's own"),
    ("f.k.a. 'ANA I'.", "weakAlias", "ANA I", "names in Remarks are the weak ones"),
]


@pytest.mark.parametrize(("remark", "prop", "value", "why"), SEGMENTS, ids=[f"{r[0][:30]}-{r[1]}" for r in SEGMENTS])
def test_a_remark_is_read_by_its_leading_words(remark: str, prop: str, value: str, why: str) -> None:
    draft = Draft("us_ofac_sdn", "1", "Organization")
    read_remarks(draft, remark, {"BRACRO S.A."}, cut=False)
    got: list[tuple[str, str]] = [(s.prop, s.value) for s in draft.statements]
    got += [(i.kind, i.original if i.kind == "passportNumber" else i.value) for i in draft.identifiers]
    got += [("note", i.note) for i in draft.identifiers]
    got += [("tie", r.target_name) for r in draft.relations] + [(str(n.kind), n.text) for n in draft.names]
    assert (prop, value) in got, why


def test_half_a_fact_is_never_read_as_a_whole_one() -> None:
    draft = Draft("us_ofac_sdn", "27307", "Organization")
    kept = read_remarks(draft, "Gender Male; a.k.a. 'WHOIS HACKIN", set(), cut=True)
    assert (draft.names, kept) == ([], 1)
    assert draft.statements[0].note.startswith("cut at 1,000 characters")


def test_ties_in_brackets() -> None:
    remark = "Telephone (357)(22660766); (Linked To: CORPS (IRGC)-QODS FORCE; Linked To: NICO); all offices"
    assert ties(remark) == (["CORPS (IRGC)-QODS FORCE", "NICO"], "Telephone (357)(22660766); all offices")


DATES = [
    ("10 Dec 1948", "1948-12-10", ""),
    ("Dec 1948", "1948-12", ""),
    ("circa 1948", "1948", "circa"),
    ("soon", "soon", ""),
]


@pytest.mark.parametrize(("printed", "value", "note"), DATES)
def test_dates_say_no_more_than_ofac_does(printed: str, value: str, note: str) -> None:
    assert dated(printed) == (value, note)


XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>08/19/2021</Publish_Date><Record_Count>1</Record_Count></publshInformation>
  <sdnEntry><uid>36</uid><lastName>AEROCARIBBEAN AIRLINES</lastName><sdnType>Entity</sdnType>
    <programList><program>CUBA</program></programList></sdnEntry>
</sdnList>
"""
BROKEN: list[tuple[str, Callable[[str], str], type[SourceError] | type[UnsafeInput], str]] = [
    (
        "fewer entries than declared",
        lambda x: x.replace(">1</Record_Count>", ">9086</Record_Count>"),
        MalformedSource,
        "9,086",
    ),
    ("unknown namespace", lambda x: x.replace("tempuri.org", "example.org"), UnreadField, "namespace"),
    (
        "new tag",
        lambda x: x.replace("<programList>", "<riskScore>5</riskScore><programList>"),
        UnreadField,
        "riskScore",
    ),
    (
        "new list",
        lambda x: x.replace("<sdnEntry>", "<fleetEntry></fleetEntry><sdnEntry>", 1),
        UnreadField,
        "fleetEntry",
    ),
    ("new type", lambda x: x.replace(">Entity<", ">Satellite<"), UnreadField, "Satellite"),
    ("cut short", lambda x: x[: len(x) // 2], MalformedSource, "XML"),
    ("no count", lambda x: x.replace("<Record_Count>1</Record_Count>", ""), MalformedSource, "record count"),
    (
        "entities",
        lambda x: x.replace("<sdnList", '<!DOCTYPE sdnList [<!ENTITY a "b">]>\n<sdnList', 1).replace("CUBA", "&a;"),
        UnsafeInput,
        "document type",
    ),
]


@pytest.mark.parametrize(("case", "spoil", "error", "says"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_xml_is_refused(
    case: str, spoil: Callable[[str], str], error: type[Exception], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "SDN.XML"
    path.write_text(XML, encoding="utf-8")
    assert len(read(us_ofac_sdn, "xml", {"SDN.XML": path}).entities) == 1
    path.write_text(spoil(XML), encoding="utf-8")
    with pytest.raises(error, match=says):
        read(us_ofac_sdn, "xml", {"SDN.XML": path})


ADVANCED: list[tuple[str, str, str, type[SourceError], str]] = [
    ("an unknown alias kind", ">F.K.A.<", ">Born as<", UnreadField, "Born as"),
    ("a number nobody explains", 'FeatureTypeID="224"', 'FeatureTypeID="99999"', MalformedSource, "99999"),
    ("a new element", "<SanctionsEntryLinks />", "<Fleets><Fleet /></Fleets>", UnreadField, "Fleets"),
    ("a new attribute", 'LowQuality="false"', 'LowQuality="false" Tone="dark"', UnreadField, "Tone"),
    ("a false identity", 'False="false"', 'False="true"', UnreadField, "false"),
    ("a day no calendar has", "<Month>3</Month>", "<Month>31</Month>", MalformedSource, "not a date"),
]


@pytest.mark.parametrize(("case", "old", "new", "error", "says"), ADVANCED, ids=[row[0] for row in ADVANCED])
def test_a_changed_advanced_file_is_refused(
    case: str, old: str, new: str, error: type[Exception], says: str, tmp_path: Path
) -> None:
    text = excerpt_files("us_ofac_sdn")["SDN_ADVANCED.XML"].read_text(encoding="utf-8")
    assert old in text, case
    path = tmp_path / "SDN_ADVANCED.XML"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(error, match=says):
        read(us_ofac_sdn, "advanced", {"SDN_ADVANCED.XML": path})


def test_an_empty_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "SDN.CSV"
    path.write_bytes(b"")
    with pytest.raises(MalformedSource, match="no entry"):
        read(us_ofac_sdn, "csv", {"SDN.CSV": path})


def test_a_csv_without_its_mark_of_the_end_is_noted(tmp_path: Path) -> None:
    whole = excerpt_files("us_ofac_sdn", "SDN.CSV")["SDN.CSV"]
    assert not [n for n in read(us_ofac_sdn, "csv", {"SDN.CSV": whole}).log.notes if "0x1A" in n]
    path = tmp_path / "SDN.CSV"
    path.write_bytes(b"".join(whole.read_bytes().splitlines(keepends=True)[:3]))
    reading = read(us_ofac_sdn, "csv", {"SDN.CSV": path})
    assert len(reading.entities) == 3
    assert [n for n in reading.log.notes if "0x1A" in n]


def test_rows_of_another_version_are_counted_and_given_to_nobody(tmp_path: Path) -> None:
    files = excerpt_files("us_ofac_sdn", "SDN.CSV", "ALT.CSV")
    extra = tmp_path / "ALT.CSV"
    extra.write_bytes(b'99999,1,"aka","NOBODY",-0- \r\n' + files["ALT.CSV"].read_bytes())
    reading = read(us_ofac_sdn, "csv", {"SDN.CSV": files["SDN.CSV"], "ALT.CSV": extra})
    assert sum(n for what, n in reading.log.ignored.items() if what.startswith("ALT.CSV")) == 1
    assert "NOBODY" not in {n.text for e in reading.entities for n in e.names}


def spoiled(tmp_path: Path, old: str, new: str) -> dict[str, Entity]:
    """The advanced excerpt with the first `old` replaced."""
    text = excerpt_files("us_ofac_sdn")["SDN_ADVANCED.XML"].read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "SDN_ADVANCED.XML"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return by_entry(read(us_ofac_sdn, "advanced", {"SDN_ADVANCED.XML": path}))


def test_fraudulent_papers_say_so(tmp_path: Path) -> None:
    old = 'ValidityID="1">\n      <Comment />\n      <IDRegistrationNo>314009735<'
    entity = spoiled(tmp_path, old, old.replace("1", "2", 1))["26928"]
    assert Identifier("passportNumber", "314009735", "314009735", "Fraudulent") in entity.identifiers


def test_an_address_in_two_scripts_is_two_addresses(tmp_path: Path) -> None:
    old = "<Value>19 ul. Vavilova</Value>\n        </LocationPartValue>"
    other = old.replace("19 ul. Vavilova", "ул. Вавилова, 19")
    new = (
        f'{old}\n<LocationPartValue Primary="false" LocPartValueTypeID="1" LocPartValueStatusID="1">'
        f"<Comment>Cyrillic</Comment>{other}"
    )
    entity = spoiled(tmp_path, old, new)["17018"]
    assert entity.values("address") == ("19 ul. Vavilova, Moscow, 117312, Russia", "ул. Вавилова, 19")


def test_a_bare_number_issued_by_the_imo_is_a_companys(tmp_path: Path) -> None:
    old = "<IDRegistrationNo>IMO 1790183</IDRegistrationNo>\n      <IssuingAuthority />"
    new = old.replace("IMO 1790183", "1790183").replace(
        "<IssuingAuthority />", "<IssuingAuthority>International Maritime Organization</IssuingAuthority>"
    )
    entity = spoiled(tmp_path, old, new)["17068"]
    assert (entity.ids("imoCompany"), entity.ids("idNumber")) == (("1790183",), ())


def test_a_tie_with_a_start_alone_is_open(tmp_path: Path) -> None:
    old = 'SanctionsEntryID="23788">\n      <Comment />'
    day = "<Year>2019</Year><Month>9</Month><Day>19</Day>"
    fixed = 'YearFixed="false" MonthFixed="false" DayFixed="false"'
    new = (
        f'{old}<DatePeriod CalendarTypeID="1" {fixed}><Comment /><Start Approximate="false" {fixed}>'
        f"<From>{day}</From><To>{day}</To></Start></DatePeriod>"
    )
    assert str(spoiled(tmp_path, old, new)["23788"].relations[0].dated) == "2019-09-19/.."


def test_a_flag_that_is_not_known_is_no_flag(tmp_path: Path) -> None:
    entity = spoiled(tmp_path, ">Panama<", ">None Identified<")["26933"]
    assert entity.values("flag") == ()
    assert "None Identified" in entity.values("notes")
