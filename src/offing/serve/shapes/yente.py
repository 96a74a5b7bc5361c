"""The shapes that yente publishes: entities, matches, searches, the catalogue."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from offing.serve.shapes.words import Cell

MOST_QUERIES = 100
"""Of one request to `/match`."""
Value = Annotated[str, StringConstraints(max_length=2_000)]


class Ok(BaseModel):
    status: str


class Total(BaseModel):
    """`gte`: there are more than were looked at."""

    value: int
    relation: Literal["eq", "gte"]


class Entity(BaseModel):
    """An entry of one list as a FollowTheMoney object; values may be objects of their own (measures, ties)."""

    model_config = ConfigDict(extra="forbid")

    id: str
    caption: str
    schema_: str = Field(alias="schema")
    properties: dict[str, list[str | Entity]]
    datasets: list[str]
    referents: list[str]
    target: bool = Field(description="A listing stands on the day.")
    first_seen: str | None
    last_seen: str | None
    last_change: str | None


class Feature(BaseModel):
    """One thing that was compared: 1 speaks for, -1 against, 0 decides nothing. `detail` says it in words."""

    score: float
    detail: str | None
    query: str | None
    candidate: str | None


class Scored(BaseModel):
    """An entry that the query may mean. `score` is a step, not a probability: 1.0 match, 0.8 strong, 0.6 possible, 0.4 weak."""

    model_config = ConfigDict(extra="forbid")

    id: str
    caption: str
    schema_: str = Field(alias="schema")
    properties: dict[str, list[str]]
    datasets: list[str]
    referents: list[str]
    target: bool
    first_seen: str | None
    last_seen: str | None
    last_change: str | None
    score: float
    match: bool = Field(description="Its strength is match or strong, and its score reaches the threshold.")
    features: dict[str, float]
    explanations: dict[str, Feature]
    strength: Literal["match", "strong", "possible", "weak"]
    why: str
    against: list[str]


class Example(BaseModel):
    """What is asked, as a FollowTheMoney object."""

    schema_: str = Field("Thing", alias="schema", max_length=100)
    properties: dict[str, Value | list[Value | None]] = Field(default_factory=dict, max_length=100)
    id: str | None = Field(None, max_length=500)


class Matching(BaseModel):
    """Queries by a name of the caller's. Weights and settings of other matchers are not taken: they must be empty."""

    queries: dict[Annotated[str, StringConstraints(max_length=200)], Example] = Field(
        min_length=1, max_length=MOST_QUERIES
    )
    weights: dict[str, float] = Field(default_factory=dict)
    config: dict[str, Any] = Field(default_factory=dict)


class Response(BaseModel):
    status: int
    query: dict[str, Any]
    results: list[Scored]
    total: Total
    problems: list[str] = Field(description="What of the query could not be read, and was asked without.")


class Responses(BaseModel):
    responses: dict[str, Response]
    matcher: dict[str, Any]
    limit: int
    not_checked: list[str] = Field(description="Lists that a full answer needs and that are missing or old.")


class FacetItem(BaseModel):
    name: str
    label: str
    count: int


class Facet(BaseModel):
    label: str
    values: list[FacetItem]


class Found(BaseModel):
    results: list[Entity]
    facets: dict[str, Facet]
    total: Total
    limit: int
    offset: int


class Side(BaseModel):
    """Measures or ties under one property."""

    results: list[Entity]
    total: Total
    limit: int
    offset: int


class Adjacent(BaseModel):
    entity: Entity
    adjacent: dict[str, Side]


class Statement(BaseModel):
    id: str
    entity_id: str
    canonical_id: str
    prop: str
    prop_type: str
    schema_: str = Field(alias="schema")
    value: str
    original_value: str | None
    dataset: str
    lang: str | None
    origin: str | None
    external: bool
    first_seen: str
    last_seen: str


class Statements(BaseModel):
    results: list[Statement]
    total: Total
    limit: int
    offset: int


class Dataset(BaseModel):
    """A list, or `default`: all of them."""

    name: str
    title: str
    version: str | None
    url: str | None
    category: str
    entity_count: int
    updated_at: str | None
    publisher: dict[str, Any] | None
    load: bool
    index_current: bool
    index_version: str | None
    children: list[str]


class Catalog(BaseModel):
    datasets: list[Dataset]
    current: list[str]
    outdated: list[str]
    index_stale: bool


class Algorithm(BaseModel):
    name: str
    description: str
    docs: dict[str, Any]


class Algorithms(BaseModel):
    algorithms: list[Algorithm]
    default: str
    best: str


Param = Annotated[list[Cell], Field(max_length=200)]
Entity.model_rebuild()
