"""OFAC's lists on real files, read where they lie beside the repository."""

from __future__ import annotations

import gzip
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from offing.errors import MalformedSource
from offing.lists import us_ofac_cons, us_ofac_sdn
from offing.lists.contract import ListModule, ListReading, read_list
from offing.lists.formats.ofac_labels import label_of
from tests.shared import shared


def read(module: ListModule, form_name: str, files: dict[str, Path]) -> ListReading:
    form = next(f for f in module.DATASET.forms if f.name == form_name)
    return read_list(module, form, files)


def folder(*parts: str) -> dict[str, Path]:
    return {path.name.upper(): path for path in sorted(shared("lists", "ofac", *parts).iterdir())}


@pytest.fixture(scope="module")
def last_sdn(tmp_path_factory: pytest.TempPathFactory) -> ListReading:
    """The last full SDN.CSV that is kept: 3 May 2024, main file only."""
    path = tmp_path_factory.mktemp("sdn") / "SDN.CSV"
    packed = shared("lists", "ofac", "sdn_history_2021-08_2024-05", "sdn_2024-05-03_last.csv.gz")
    with gzip.open(packed) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    return read(us_ofac_sdn, "csv", {"SDN.CSV": path})


def assert_quotes_stand(reading: ListReading, text: str) -> None:
    missing = [e.entry for e in reading.entities if any(p not in text for p in e.place.quote.split(" · "))]
    assert missing == []


COUNTS = [
    (us_ofac_sdn, "csv", "watchman_bench_2021", 8976),
    (us_ofac_sdn, "csv", "watchman_2019-01", 7379),
    (us_ofac_cons, "csv", "watchman_cons", 442),
]


@pytest.mark.parametrize(("module", "form", "where", "entries"), COUNTS, ids=[row[2] for row in COUNTS])
def test_csv_counts(module: ListModule, form: str, where: str, entries: int) -> None:
    files = folder(where)
    reading = read(module, form, files)
    assert (len(reading.entities), reading.log.entries) == (entries, entries)
    main = files[module.DATASET.forms[2].needs[0]].read_bytes().decode()
    assert [e.entry for e in reading.entities if e.place.quote not in main] == []


@pytest.mark.parametrize(("day", "entries"), [("2018-04-06", 639), ("2024-05-06", 443)])
def test_consolidated_xml_in_both_namespaces(day: str, entries: int) -> None:
    path = shared("lists", "ofac", f"consolidated_{day}.xml")
    reading = read(us_ofac_cons, "xml", {"CONSOLIDATED.XML": path})
    assert (len(reading.entities), reading.log.declared, str(reading.log.published)) == (entries, entries, day)
    text = path.read_text(encoding="utf-8").replace("&amp;", "&").replace("&apos;", "'")
    assert_quotes_stand(reading, text)


def test_iran_on_the_consolidated_list_of_2018_is_blocked() -> None:
    path = shared("lists", "ofac", "consolidated_2018-04-06.xml")
    reading = read(us_ofac_cons, "xml", {"CONSOLIDATED.XML": path})
    rungs = Counter((x.programs, x.rung) for e in reading.entities for x in e.listings)
    assert {programs for programs, rung in rungs if rung == "blocked"} == {("IRAN",)}
    assert rungs[("IRAN",), "blocked"] == 264
    assert (("IRAN",), "sectoral") not in rungs


def test_the_last_full_sdn_csv(last_sdn: ListReading) -> None:
    assert len(last_sdn.entities) == 14965
    assert {x.rung for e in last_sdn.entities for x in e.listings} == {"blocked"}
    assert Counter(e.schema for e in last_sdn.entities) == {
        "Organization": 6884,
        "Person": 6854,
        "Vessel": 851,
        "Airplane": 376,
    }


def test_imo_numbers_of_ships_and_of_companies(last_sdn: ListReading) -> None:
    """Facts counted by hand in the file: 136 entries that are no vessel bear an IMO number; 154 vessels an MMSI."""
    companies = [e for e in last_sdn.entities if e.ids("imoCompany")]
    assert (len(companies), {e.schema for e in companies}) == (136, {"Organization"})
    ships = [e for e in last_sdn.entities if e.ids("imoNumber")]
    assert (len(ships), {e.schema for e in ships}) == (846, {"Vessel"})
    assert sum(bool(e.ids("mmsi")) for e in last_sdn.entities) == 154


def test_ties_name_entries_of_the_list(last_sdn: ListReading) -> None:
    """A name torn by a full stop or a bracket would name nobody. Four of OFAC's own differ from the entry they mean."""
    names = {name.text for e in last_sdn.entities for name in e.names}
    tied = {r.target_name for e in last_sdn.entities for r in e.relations}
    assert len(tied) == 1666
    assert tied - names == {
        "PRESIDENCY OF DEFENSE INDUSTRIES",
        "OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY",
        "PUBLIC JOINT STOCK COMPANY GAZPROM",
        "GAZPROMBANK JOINT STOCK COMPANY",
    }


def test_a_cut_remark_without_its_comments_file_is_said(last_sdn: ListReading) -> None:
    assert any(note.startswith("18 Remarks are cut") for note in last_sdn.log.notes)


def test_cut_remarks_go_on_in_the_comments_file() -> None:
    entities = {e.entry: e for e in read(us_ofac_sdn, "csv", folder("watchman_bench_2021")).entities}
    assert tuple({r.target_name for r in entities["28264"].relations}) == ("LAZARUS GROUP",)
    assert "blackjack1987" in {n.text for n in entities["28264"].names if n.kind == "weakAlias"}


def test_the_partial_advanced_file_is_read_to_the_last_field() -> None:
    path = shared("lists", "ofac", "sdn_advanced_refvalues_2024-02-23_partial.xml")
    reading = read(us_ofac_sdn, "advanced", {"SDN_ADVANCED.XML": path})
    assert (len(reading.entities), str(reading.log.published)) == (37, "2024-02-23")
    assert Counter(e.schema for e in reading.entities) == {"Person": 21, "Organization": 11, "Vessel": 5}
    scripts = Counter(n.script for e in reading.entities for n in e.names)
    assert scripts == {"Latn": 92, "Cyrl": 24}
    # The cut is the scraper's: what the parties of other pages left behind is counted, not dropped.
    assert reading.log.ignored["SanctionsEntry of a profile that is not in the file"] == 147
    assert_quotes_stand(reading, path.read_text(encoding="utf-8").replace("&amp;", "&"))


def test_a_truncated_copy_is_refused(tmp_path: Path) -> None:
    """A published copy of 19 August 2021 says 9,086 records and holds 2,781: here in the form OFAC itself publishes."""
    source = json.loads(shared("lists", "ofac", "sdn_xml_as_json_2021-08-19.json").read_text(encoding="utf-8"))
    path = tmp_path / "SDN.XML"
    body = _element("sdnList", source["sdnList"]).removeprefix("<sdnList>")
    path.write_text(f'<sdnList xmlns="http://tempuri.org/sdnList.xsd">{body}', encoding="utf-8")
    with pytest.raises(MalformedSource, match="9,086 records and holds 2,781"):
        read(us_ofac_sdn, "xml", {"SDN.XML": path})


def _element(tag: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(tag, item) for item in value)
    if isinstance(value, dict):
        return f"<{tag}>{''.join(_element(k, v) for k, v in value.items())}</{tag}>"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"<{tag}>{escape(text)}</{tag}>"


def test_every_label_of_the_real_reference_sets_is_placed() -> None:
    path = shared("lists", "ofac", "sdn_advanced_refvalues_2024-02-23_partial.xml")
    found = [
        element.text or ""
        for kind in ("FeatureType", "IDRegDocType")
        for element in etree.parse(path).iter(f"{{*}}{kind}")
    ]
    assert len(found) == 172
    assert [label for label in found if label_of(label) is None] == []
