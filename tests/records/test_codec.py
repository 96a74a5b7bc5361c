"""What the index stores of an entity reads back as that entity."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from offing.records.codec import decode, encode
from offing.records.dates import DateSpan, parse_span
from offing.records.entity import Entity, Listing, Name, Place, Relation, Statement
from offing.records.identifiers import Identifier
from offing.records.rungs import RUNGS

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
WORD = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
CLOSED = st.tuples(DAYS, DAYS).map(lambda pair: DateSpan(min(pair), max(pair)))
OPEN = DAYS.map(lambda d: DateSpan(d, None)) | DAYS.map(lambda d: DateSpan(None, d))
SPANS = st.none() | CLOSED | OPEN
NAMES = st.builds(Name, WORD, st.sampled_from(("name", "alias", "weakAlias", "previousName")), TEXT, TEXT, SPANS)
RELATIONS = st.builds(
    Relation, WORD, TEXT, TEXT, st.booleans(), st.none() | st.floats(0, 100) | st.just(0.0), SPANS, TEXT
)
LISTINGS = st.builds(
    Listing,
    authority=TEXT,
    dataset=st.just("list"),
    entry=WORD,
    rung=st.sampled_from(sorted(RUNGS)),
    programs=st.lists(WORD, max_size=3).map(tuple),
    measure=TEXT,
    legal_basis=TEXT,
    since=SPANS,
    until=SPANS,
    binds=TEXT,
    wording=TEXT,
    confidence=TEXT,
)
ENTITIES = st.builds(
    Entity,
    dataset=st.just("list"),
    entry=WORD,
    schema=st.sampled_from(("Vessel", "Airplane", "Person", "Company", "Organization", "LegalEntity", "Asset")),
    names=st.lists(NAMES, max_size=3).map(tuple),
    place=st.builds(Place, TEXT, TEXT, TEXT),
    identifiers=st.lists(st.builds(Identifier, WORD, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    statements=st.lists(st.builds(Statement, WORD, TEXT, TEXT), max_size=3).map(tuple),
    listings=st.lists(LISTINGS, max_size=2).map(tuple),
    relations=st.lists(RELATIONS, max_size=2).map(tuple),
)


@given(ENTITIES, TEXT)
def test_round_trip(entity: Entity, at: str) -> None:
    back = decode(entity.dataset, entity.entry, encode(entity), at)
    assert back == replace(entity, place=replace(entity.place, at=at))
    assert encode(back) == encode(entity)


def _entity(**fields: object) -> Entity:
    return replace(Entity("list", "1", "Company", (Name("A"),), Place("F", "row 1", "q")), **fields)  # type: ignore[arg-type]


def test_a_share_of_nothing_is_not_an_unknown_share() -> None:
    entity = _entity(relations=(Relation("owner", "2", percentage=0.0), Relation("owner", "3", percentage=None)))
    assert [r.percentage for r in decode("list", "1", encode(entity), "").relations] == [0.0, None]


def test_a_span_open_on_both_sides_says_nothing_and_is_stored_as_nothing() -> None:
    entity = _entity(names=(Name("A", dated=DateSpan(None, None)),))
    assert decode("list", "1", encode(entity), "").names[0].dated is None


def test_the_place_is_no_part_of_the_text_and_a_date_is() -> None:
    entity = _entity(listings=(Listing("US", "list", "1", "blocked", since=parse_span("2019-03-21")),))
    assert encode(entity) == encode(replace(entity, place=Place("F", "row 999", "q")))
    later = _entity(listings=(Listing("US", "list", "1", "blocked", since=parse_span("2019-03")),))
    assert encode(entity) != encode(later)
