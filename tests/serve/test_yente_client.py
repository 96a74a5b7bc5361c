"""The client that is published for yente, unchanged, against a running desk: each of its methods, and both of its kinds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from yente_client import (
    AsyncClient,
    AuthenticationError,
    BadRequestError,
    Client,
    Company,
    ConfigurationError,
    Entity,
    MatchError,
    MatchResponse,
    NotFoundError,
    Person,
    Vessel,
)  # fmt: skip

from offing.desk.keys import add_key
from offing.desk.store import open_store
from offing.serve.ftm_told import _SIDES
from offing.settings import Home
from tests.serve.lists import with_lists
from tests.serve.people import AT, made_people
from tests.serve.running import running

SHIP = "us_ofac_sdn-27001"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Address and key."""
    home = tmp_path_factory.mktemp("home")
    with_lists(home, tmp_path_factory.mktemp("sdn"))
    ann = made_people(home)["ann"]
    store = open_store(Home(home).desk)
    with store.writing() as db:
        _, words = add_key(db, ann, "yente-client", at=AT)
    store.close()
    with running(home) as desk:
        yield desk.base, words


@pytest.fixture
def client(served: tuple[str, str]) -> Iterator[Client]:
    with Client(base_url=served[0], api_key=served[1]) as found:
        yield found


def test_health_and_catalogue(client: Client) -> None:
    assert client.healthz().status == "ok"
    client.datasets()  # opens the lists
    assert client.readyz().status == "ok"
    catalog = client.datasets()
    sdn = next(d for d in catalog.datasets if d.name == "us_ofac_sdn")
    assert (sdn.version or "").startswith("2025-03-09")
    assert (sdn.entity_count, sdn.load) == (3, True)
    assert next(d for d in catalog.datasets if d.name == "default").children == [
        d.name for d in catalog.datasets if d.name != "default"
    ]
    assert "us_ofac_sdn" in catalog.outdated, "an old list is said to be one"
    algorithms = client.algorithms()
    assert algorithms.default == algorithms.best == "offing"


def test_a_number_decides_and_a_name_alone_does_not(client: Client) -> None:
    ship = client.match(Vessel(name="TOROS STAR", imoNumber="9362059"), datasets=["us_ofac_sdn"])
    assert ship.top is not None
    assert (ship.top.id, ship.top.score, ship.top.match) == (SHIP, 1.0, True)
    assert ship.top.schema_ == "Vessel"
    assert ship.top.properties["imoNumber"] == ["9362059"]
    assert ship.top.properties["topics"] == ["sanction"]
    assert ship.top.contributing_explanations, "what agrees is told"
    name = client.match(Company(name="DALIAN HAIBO"), datasets=["us_ofac_sdn"])
    assert name.top is not None
    assert (name.top.id, name.top.score, name.top.match) == ("us_ofac_sdn-26243", 0.6, False)
    assert name.matches == []
    assert client.match(Person(name="Nobody Whatsoever")).results == []


def test_filters_limits_and_thresholds_of_a_match(client: Client) -> None:
    ship = Vessel(name="TOROS STAR", imoNumber="9362059")
    every = client.match(ship)
    assert every.total.value == len(every.results) > 0
    assert {d for r in every.results for d in r.datasets} >= {"us_ofac_sdn"}
    assert client.match(ship, datasets=["us_ofac_sdn"], exclude_entities=[SHIP]).results == []
    assert client.match(ship, datasets=["us_ofac_sdn"], exclude_schemata=["Vessel"]).results == []
    assert client.match(ship, exclude_datasets=["us_ofac_sdn"]).total.value < every.total.value
    assert client.match(ship, datasets=["un_1718_vessels", "us_ofac_sdn"], topics=["sanction"]).results[0].id == SHIP
    assert client.match(ship, datasets=["us_ofac_sdn"], changed_since="2025-03-05").results == []
    firm = Company(name="DALIAN HAIBO")
    assert client.match(firm, threshold=0.1).matches == [], "a name alone is no match at any threshold"
    assert client.match(firm, cutoff=0.9).results == []
    assert client.match(firm, algorithm="best", limit=1).limit == 1
    assert client.match(Person(name="Kim Chol Su", birthDate="1962-05-04"), datasets=["us_ofac_sdn"]).top is not None


def test_what_cannot_be_honoured_is_refused(client: Client, served: tuple[str, str]) -> None:
    ship = Vessel(name="TOROS STAR")
    with pytest.raises(BadRequestError, match="no such algorithm"):
        client.match(ship, algorithm="logic-v2")
    with pytest.raises(BadRequestError, match="weights"):
        client.match(ship, weights={"name_match": 1.0})
    with pytest.raises(NotFoundError, match="us_ofac_sdn"):
        client.match(ship, datasets=["no_such_list"])
    with pytest.raises(NotFoundError):
        client.fetch("us_ofac_sdn-none")
    with pytest.raises(ConfigurationError):
        client.match(Entity.model_construct(schema_="Document"))
    with Client(base_url=served[0], api_key="offing_wrong") as wrong, pytest.raises(AuthenticationError):
        wrong.match(ship)


def test_many_are_matched(client: Client) -> None:
    asked = [(f"q{n}", Vessel(name="TOROS STAR", imoNumber="9362059")) for n in range(12)]
    told = dict(client.match_iter(iter(asked), workers=3, datasets=["us_ofac_sdn"]))
    assert set(told) == {key for key, _ in asked}
    assert all(isinstance(t, MatchResponse) and t.top and t.top.id == SHIP for t in told.values())
    failed = dict(client.match_iter(asked[:1], datasets=["no_such_list"], on_error="collect"))
    assert isinstance(failed["q0"], MatchError)


def test_search_fetch_and_what_is_beside(client: Client) -> None:
    found = client.search("haibo dalian", datasets=["us_ofac_sdn"])
    assert [r.id for r in found.results] == ["us_ofac_sdn-26243"]
    assert (found.total.value, found.total.relation) == (1, "eq")
    assert client.search("9362059").results[0].properties["imoNumber"] == ["9362059"]
    vessels = client.search("", datasets=["us_ofac_sdn"], schema="Vessel", facets=["schema", "countries"])
    assert [r.id for r in vessels.results] == [SHIP]
    assert {f.name: f.count for f in vessels.facets["countries"].values} == {"tg": 1}
    assert client.search("", datasets=["us_ofac_sdn"], countries=["TG"]).results[0].id == SHIP
    two = client.search("", datasets=["us_ofac_sdn"], limit=1, offset=1, sort=["caption:asc"])
    assert (len(two.results), two.offset) == (1, 1)
    assert client.search("dalian haibu", datasets=["us_ofac_sdn"], fuzzy=True, simple=True).total.value <= 2
    assert client.search("", filter=["imoNumber:9362059"], datasets=["us_ofac_sdn"]).results[0].id == SHIP

    one = client.fetch(SHIP)
    (measure,) = one.properties["sanctions"]
    assert isinstance(measure, Entity)
    assert (measure.schema_, measure.properties["program"], one.target) == ("Sanction", ["DPRK4"], True)
    assert "sanctions" not in client.fetch(SHIP, nested=False).properties
    beside = client.adjacent(SHIP)
    assert beside.entity.id == SHIP
    assert beside.adjacent["sanctions"].total.value == 1
    some = client.adjacent(SHIP, prop="sanctions", limit=5)
    assert [s.id for s in some.results if isinstance(s, Entity)] == [measure.id]
    gone = client.fetch("us_ofac_sdn-30002")
    assert (gone.target, "topics" in gone.properties) == (False, False), "off the list: history, no listing"


def test_statements_are_the_values_with_their_list(client: Client) -> None:
    rows = client.statements(canonical_id=SHIP, limit=500)
    values = {(s.prop, s.value) for s in rows.results}
    assert {("imoNumber", "9362059"), ("name", "TOROS STAR")} <= values
    assert all(s.dataset == "us_ofac_sdn" and s.schema_ == "Vessel" for s in rows.results)
    named = client.statements(dataset="us_ofac_sdn", prop="name", limit=2, offset=1)
    assert (named.total.value, len(named.results)) == (4, 2)


def test_the_same_awaited(served: tuple[str, str]) -> None:
    async def all_of_it() -> None:
        async with AsyncClient(base_url=served[0], api_key=served[1]) as client:
            ship = Vessel(name="TOROS STAR", imoNumber="9362059")
            assert (await client.healthz()).status == (await client.readyz()).status == "ok"
            assert (await client.datasets()).datasets == (await client.datasets()).datasets, "from the tag of the first"
            assert (await client.algorithms()).best == "offing"
            top = (await client.match(ship, datasets=["us_ofac_sdn"])).top
            assert top is not None
            assert top.id == SHIP
            assert (await client.search("toros star", datasets=["us_ofac_sdn"])).total.value == 1
            assert (await client.fetch(SHIP)).caption == "TOROS STAR"
            assert (await client.adjacent(SHIP)).entity.id == SHIP
            assert (await client.adjacent(SHIP, prop="sanctions")).total.value == 1
            assert (await client.statements(entity_id=SHIP)).total.value > 3
            pairs = [(str(n), ship) for n in range(6)]
            assert len([key async for key, _ in client.match_iter(pairs, datasets=["us_ofac_sdn"])]) == 6

    asyncio.run(all_of_it())


def test_properties_are_those_of_the_model() -> None:
    """What measures and ties stand under is what FollowTheMoney's model calls it."""
    model = json.loads(Path(str(files("yente_client"))).joinpath("schemas", "model.json").read_text("utf-8"))[
        "schemata"
    ]
    reverse = {
        (name, p.get("reverse")) for name, schema in model.items() for p in schema["properties"].values() if p.get("reverse")
    }  # fmt: skip
    assert {*_SIDES.items(), ("Sanction", "sanctions"), ("Risk", "risks")} <= reverse
