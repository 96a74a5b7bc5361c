"""FollowTheMoney JSON-lines, in and out."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.errors import MalformedSource
from offing.lists import starter_dprk
from offing.lists.contract import ReadLog, read_list
from offing.lists.formats.ftm import read_ftm, to_ftm
from offing.lists.formats.ftm_words import authority_code, rung_of
from offing.records.dates import DateSpan, iso, parse_span
from offing.records.entity import Entity, Listing, Name, Place, Relation, Statement
from offing.records.identifiers import Identifier


def thing(id_: str, schema: str, **properties: Any) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "properties": properties}


def read(tmp_path: Path, *lines: Any, name: str = "my.ftm.json") -> tuple[dict[str, Entity], ReadLog]:
    path = tmp_path / name
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    log = ReadLog()
    return {e.entry: e for e in read_ftm(path, log)}, log


SHIP = thing("s", "Vessel", name=["PETREL 9"], imoNumber=["IMO9030591"])


def test_an_entity_is_read_to_its_last_property(tmp_path: Path) -> None:
    ship = thing(
        "NK-1", "Vessel", name=["PETREL 9"], alias=["Sea Petrel"], weakAlias=["SP"], previousName=["Elsa"],
        imoNumber=["IMO9030591"], mmsi=["445 123 000"], callSign=["hm-zb"], flag=["kp"], pastFlags=["mn"],
        type=["Tanker"], topics=["mare.shadow"], grossTonnage=["1,200"],
    ) | {"caption": "Petrel", "datasets": ["x"], "referents": [], "first_seen": "2019-01-01", "target": True}  # fmt: skip
    entities, log = read(tmp_path, ship)
    entity = entities["NK-1"]
    assert [(n.text, n.kind) for n in entity.names] == [
        ("PETREL 9", "name"), ("Sea Petrel", "alias"), ("SP", "weakAlias"), ("Elsa", "previousName"),
    ]  # fmt: skip
    assert [(i.kind, i.value) for i in entity.identifiers] == [
        ("imoNumber", "9030591"), ("mmsi", "445123000"), ("callSign", "HMZB"),
    ]  # fmt: skip
    assert entity.values("flag") == ("kp",) and entity.values("grossTonnage") == ("1,200",)
    assert (entity.dataset, entity.place.at, json.loads(entity.place.quote)) == ("my", "line 1", ship)
    assert log.entries == 1 and log.notes == []
    assert log.ignored == {
        f"key {k}: how the file was made": 1 for k in ("datasets", "referents", "first_seen", "target")
    }


SANCTIONS = [
    ({"authority": ["Office of Foreign Assets Control"], "program": ["DPRK4"]}, "US", "blocked", "OFAC"),
    ({"authority": ["U.S. Treasury (OFAC)"], "program": ["UKRAINE-EO13662 SSI"]}, "US", "sectoral", "not a block"),
    ({"authority": ["Council of the European Union"]}, "EU", "asset_freeze", "EU"),
    (
        {"authority": ["Council of the European Union"], "provisions": ["Port access ban, Annex XLII"]},
        "EU",
        "services_ban",
        "a port ban is no freeze",
    ),
    ({"authority": ["United Nations Security Council"]}, "UN", "asset_freeze", "UN"),
    ({"authority": ["UN Security Council"], "provisions": ["port ban; de-flagging"]}, "UN", "port_ban", "UN port ban"),
    ({"authority": ["UNSC"], "provisions": ["asset freeze; port ban"]}, "UN", "asset_freeze", "both: the harder"),
    ({"authority": ["HM Treasury"]}, "UK", "asset_freeze", "UK"),
    ({"authority": ["Foreign, Commonwealth & Development Office"]}, "UK", "asset_freeze", "UK"),
    ({"authority": ["Ministry of Trade of Somewhere"]}, "Ministry of Trade of Somewhere", "named", "as printed"),
    ({"authority": ["Bureau of Industry and Security"]}, "Bureau of Industry and Security", "named", "no block"),
    ({"authority": ["OFAC"], "status": ["Delisted"]}, "US", "delisted", "history only"),
    ({"program": ["X"]}, "", "named", "no authority"),
]


@pytest.mark.parametrize(("properties", "authority", "rung", "why"), SANCTIONS)
def test_sanction(tmp_path: Path, properties: dict[str, list[str]], authority: str, rung: str, why: str) -> None:
    entities, _log = read(tmp_path, thing("x1", "Sanction", entity=["s"], **properties), SHIP)
    (listing,) = entities["s"].listings
    assert (listing.authority, listing.rung) == (authority, rung), why
    if rung == "named":
        assert "not a freeze by that fact" in listing.wording


def test_a_sanction_keeps_its_dates_programs_and_words(tmp_path: Path) -> None:
    sanction = thing(
        "x1", "Sanction", entity=["s"], authority=["OFAC"], program=["DPRK"], programId=["US-DPRK"], authorityId=["77"],
        startDate=["2018-02"], endDate=["2020"], listingDate=["2018-03-01"], reason=["carried coal"], status=["active"],
        country=["us"], provisions=["Block"],
    )  # fmt: skip
    entities, log = read(tmp_path, SHIP, sanction)
    (listing,) = entities["s"].listings
    assert listing == Listing(
        "US", "my", "77", "blocked", ("DPRK", "US-DPRK"), "Block",
        since=parse_span("2018-02"), until=parse_span("2020"), wording="carried coal; status: active; country: us",
    )  # fmt: skip
    assert log.notes == []


def test_a_date_nobody_reads_is_said_and_left_unknown(tmp_path: Path) -> None:
    entities, log = read(tmp_path, SHIP, thing("x", "Sanction", entity=["s"], authority=["OFAC"], startDate=["soon"]))
    assert entities["s"].listings[0].since is None
    assert log.notes == ["line 2, startDate: 'soon'; expected a date"]


def test_a_topic_without_a_sanction_only_names(tmp_path: Path) -> None:
    entities, _log = read(
        tmp_path, thing("a", "Company", name=["A"], topics=["sanction"]), thing("b", "Company", name=["B"])
    )
    (listing,) = entities["a"].listings
    assert (listing.authority, listing.rung) == ("", "named")
    assert listing.wording == "the file tags this entry sanction and names no authority: not a listing by that fact"
    assert entities["b"].listings == ()


OWNER = thing("o", "Company", name=["OWNER LTD"])
EDGES = [
    (
        thing("l", "Ownership", owner=["o"], asset=["s"], percentage=["25,5 %"], startDate=["2018"], role=["holder"]),
        Relation("owned by", "o", "OWNER LTD", percentage=25.5, dated=parse_span("2018/.."), note="holder"),
        "on the side that is owned",
    ),
    (
        thing("l", "Ownership", owner=["o"], asset=["s"], percentage=["25-50"], endDate=["2019-03"]),
        Relation("owned by", "o", "OWNER LTD", dated=parse_span("../2019-03-31")),
        "a range is no number",
    ),
    (
        thing("l", "UnknownLink", subject=["s"], object=["o"], role=["Operator"]),
        Relation("Operator", "o", "OWNER LTD"),
        "the role as printed",
    ),
    (
        thing("l", "UnknownLink", subject=["s"], object=["elsewhere"]),
        Relation("linked to", "elsewhere"),
        "an end that is not in the file keeps its id",
    ),
    (
        thing("l", "Directorship", organization=["s"], director=["o"], role=["former director"]),
        Relation("directed by", "o", "OWNER LTD", former=True, note="former director"),
        "a former tie",
    ),
    (
        thing("l", "Associate", person=["s"], associate=["o"], relationship=["agent"]),
        Relation("agent", "o", "OWNER LTD"),
        "the relationship as printed",
    ),
    (thing("l", "Family", person=["s"], relative=["o"]), Relation("family of", "o", "OWNER LTD"), "our word for it"),
]


@pytest.mark.parametrize(("edge", "relation", "why"), EDGES, ids=[e[2] for e in EDGES])
def test_link(tmp_path: Path, edge: dict[str, Any], relation: Relation, why: str) -> None:
    entities, _log = read(tmp_path, edge, SHIP, OWNER)
    assert entities["s"].relations == (relation,), why
    assert entities["o"].relations == ()


def test_nested_objects_are_read_as_if_they_stood_on_lines_of_their_own(tmp_path: Path) -> None:
    owner = OWNER | {
        "properties": {"name": ["OWNER LTD"], "sanctionEntity": [thing("x", "Sanction", authority=["OFAC"])]}
    }
    ship = thing(
        "s", "Vessel", name=["PETREL 9"],
        sanctionEntity=[thing("y", "Sanction", authority=["UN Security Council"])],
        ownershipAsset=[thing("l", "Ownership", owner=[owner], percentage=["60"])],
        unknownLinkFrom=[thing("m", "UnknownLink", object=["o"], role=["Manager"])],
        addressEntity=[thing("a", "Address", full=["1 Harbour Street, Dalian"])],
    )  # fmt: skip
    entities, log = read(tmp_path, ship)
    assert [(x.authority, x.rung) for x in entities["s"].listings] == [("UN", "asset_freeze")]
    assert [(x.authority, x.rung) for x in entities["o"].listings] == [("US", "blocked")]
    assert entities["s"].relations == (
        Relation("owned by", "o", "OWNER LTD", percentage=60.0), Relation("Manager", "o", "OWNER LTD"),
    )  # fmt: skip
    assert entities["s"].statements == (Statement("address", "1 Harbour Street, Dalian"),)
    assert log.ignored == {} and log.notes == []


def test_addresses_and_papers_belong_to_their_entities(tmp_path: Path) -> None:
    entities, _log = read(
        tmp_path,
        thing("p", "Person", name=["A PERSON"], addressEntity=["a"]),
        thing("a", "Address", street=["Main Road 1"], city=["Dandong"], country=["cn"]),
        thing("i", "Identification", holder=["p"], number=["12 34"], type=["ID card"], country=["cn"]),
        thing("j", "Passport", holder=["p"], number=["E99"]),
        thing("c", "Company", name=["C"], imoNumber=["1790183"]),
    )
    assert entities["p"].values("address") == ("Main Road 1, Dandong, cn",)
    assert [(i.kind, i.value, i.note) for i in entities["p"].identifiers] == [
        ("idNumber", "1234", "ID card; cn"), ("passportNumber", "E99", ""),
    ]  # fmt: skip
    assert entities["c"].ids("imoCompany") == ("1790183",) and entities["c"].ids("imoNumber") == ()


def test_fragments_with_one_id_are_one_entity(tmp_path: Path) -> None:
    entities, log = read(tmp_path, thing("c", "LegalEntity", name=["C"]), thing("c", "Company", country=["cn"]))
    assert (entities["c"].schema, entities["c"].values("country"), log.entries) == ("Company", ("cn",), 1)


def test_what_is_no_entity_and_belongs_to_none_is_counted_by_name(tmp_path: Path) -> None:
    _entities, log = read(
        tmp_path, SHIP, thing("w", "CryptoWallet", publicKey=["x"]), thing("v", "Sanction", entity=["gone"]),
        thing("u", "Ownership", owner=["s"], asset=["gone"]), SHIP | {"extra": 1},
    )  # fmt: skip
    assert log.ignored == {
        "schema CryptoWallet": 1, "Sanction of an entity that is not in the file": 1,
        "Ownership of an entity that is not in the file": 1, "key extra": 1,
    }  # fmt: skip


BROKEN = [
    ("{", "line 1: not a JSON object", "cut off"),
    ("[1]", "line 1: not a FollowTheMoney object", "another JSON"),
    ('{"id": "x", "schema": "Vessel"}', "line 1: not a FollowTheMoney object", "no properties"),
    (
        '{"id": 7, "schema": "Vessel", "properties": {}}',
        "line 1: not a FollowTheMoney object",
        "an id that is a number",
    ),
    ("[" * 100_000, "line 1: not a JSON object", "nested beyond reason"),
    ('{"a": "' + "x" * 1_000_001 + '"}', "line 1: longer than 1,000,000 characters", "a line without end"),
]


@pytest.mark.parametrize(("line", "note", "why"), BROKEN, ids=[b[2] for b in BROKEN])
def test_a_broken_line_is_said_and_the_others_are_read(tmp_path: Path, line: str, note: str, why: str) -> None:
    entities, log = read(tmp_path, line, SHIP)
    assert list(entities) == ["s"], why
    assert log.notes[0].startswith(note)


def test_a_file_without_any_object_says_so(tmp_path: Path) -> None:
    with pytest.raises(MalformedSource, match="no FollowTheMoney object"):
        read(tmp_path, "", "{}")


AUTHORITIES = [
    ("Office of Foreign Assets Control", "US", "the office by its name"),
    ("Council of the EU", "EU", "a short form"),
    ("Security Council", "UN", "there is one such"),
    ("National Security Council of Somewhere", "National Security Council of Somewhere", "a state's own council"),
    ("Privy Council", "Privy Council", "not every council is the EU's"),
    ("United Nations", "UN", "the whole"),
    ("HM Treasury", "UK", "not the US Treasury"),
    ("US", "US", "our own code stays"),
    (" National Agency ", "National Agency", "as printed"),
]


@pytest.mark.parametrize(("text", "code", "why"), AUTHORITIES, ids=[a[0] for a in AUTHORITIES])
def test_authority_code(text: str, code: str, why: str) -> None:
    assert authority_code(text) == code, why


def test_an_ended_status_wins_over_the_authority() -> None:
    assert rung_of("US", "DPRK4", "removed 2020")[0] == "delisted"


def test_round_trip_keeps_every_fact_the_model_can_hold(tmp_path: Path) -> None:
    entity = Entity(
        dataset="my", entry="e 1", schema="Vessel",
        names=(Name("PETREL 9"), Name("Elsa", "alias"), Name("P", "weakAlias"), Name("Old", "previousName")),
        place=Place("my.ftm.json", "line 1", ""),
        identifiers=(Identifier("imoNumber", "9030591", "IMO 9030591"), Identifier("mmsi", "445123000", "445123000")),
        statements=(Statement("flag", "kp"), Statement("notes", "two words")),
        listings=(
            Listing("US", "my", "23788", "blocked", ("DPRK4",), "property blocked", "E.O. 13810",
                    DateSpan(None, parse_span("2019-01-15").end), None, "US persons", "words", "high"),
            Listing("UN", "my", "e 1", "port_ban", since=parse_span("2018-03"), until=parse_span("2020-01-01")),
            Listing("", "my", "e 1", "named"),
        ),
        relations=(
            Relation("owned by", "e 2", "OWNER LTD", percentage=25.0, dated=parse_span("2018-01-01/2018-12-31")),
            Relation("Owned or Controlled By", "", "NAME ONLY", former=True, note="as printed"),
        ),
    )  # fmt: skip
    owner = Entity("my", "e 2", "Company", (Name("OWNER LTD"),), Place("my.ftm.json", "", ""))
    objects = [*to_ftm(entity), *to_ftm(owner)]
    assert objects[0]["schema"] == "Vessel" and objects[0]["caption"] == "PETREL 9"
    back, log = read(tmp_path, *objects)
    assert list(back) == ["e 1", "e 2"] and log.notes == []
    kept = ("names", "identifiers", "statements", "listings", "relations", "schema", "dataset")
    assert {k: getattr(back["e 1"], k) for k in kept} == {k: getattr(entity, k) for k in kept}


def test_the_starter_table_goes_out_and_comes_back(tmp_path: Path) -> None:
    table = Path(str(files("offing.lists").joinpath("tables", starter_dprk.TABLE)))
    entities = read_list(starter_dprk, starter_dprk.DATASET.forms[0], {"STARTER_DPRK.CSV": table}).entities
    back, log = read(tmp_path, *(o for e in entities for o in to_ftm(e)), name="starter_dprk.ftm.json")
    assert log.notes == [] and list(back) == [e.entry for e in entities]
    for entity in entities:
        again = back[entity.entry]
        assert (again.schema, again.names, again.listings) == (entity.schema, entity.names, entity.listings)
        assert again.identifiers == entity.identifiers
        assert [(r.kind, r.target) for r in again.relations] == [(r.kind, r.target) for r in entity.relations]


def test_dates_that_are_no_prefix_stay_out_of_the_followthemoney_properties() -> None:
    span = DateSpan(None, parse_span("2019-01-15").end)
    entity = Entity(
        "d",
        "1",
        "Vessel",
        (Name("A"),),
        Place("f", "row 2", "A"),
        listings=(Listing("US", "d", "1", "blocked", since=span),),
    )
    sanction = to_ftm(entity)[1]
    assert "startDate" not in sanction["properties"]  # type: ignore[operator]
    assert sanction["offing"] == {"rung": "blocked", "since": iso(span)}


KEYS = st.sampled_from(["id", "schema", "properties", "name", "entity"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(st.lists(JSON, max_size=3))
def test_no_json_ends_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, lines: list[Any]) -> None:
    entities, log = read(tmp_path_factory.mktemp("json"), SHIP, *lines)
    assert "s" in entities and log.entries == len(entities)
