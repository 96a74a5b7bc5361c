"""`/match`, `/search` and `/algorithms` in the shape that yente publishes, so that its clients work here unchanged."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from offing.errors import UsageError
from offing.index import judge
from offing.index.profiles import STANDARD
from offing.serve.answers import answered
from offing.serve.catalogue import datasets_of
from offing.serve.lists_open import Opened, opened_on
from offing.serve.matched import rows_of, scored
from offing.serve.searched import LABELS, Page, Sought, fits, lines_of, search
from offing.serve.served import served
from offing.serve.shapes.words import Cell, Short, problems
from offing.serve.shapes.yente import Algorithms, Found, Matching, Param, Responses
from offing.serve.who import screening

router = APIRouter(
    tags=["as yente"], dependencies=[Depends(screening)], responses=problems(400, 401, 403, 404, 422)
)  # fmt: skip
ALGORITHM = "offing"
BEST = "best"
_FacetName = Literal["countries", "topics", "datasets", "schema"]
Many = Annotated[Param, Query()]


@router.post("/match/{dataset}", response_model=Responses)
def match(
    request: Request,
    dataset: Short,
    asked: Matching,
    limit: Annotated[int, Query(ge=1, le=500)] = 10,
    threshold: Annotated[float, Query(ge=0, le=1)] = 0.7,
    cutoff: Annotated[float, Query(ge=0, le=1, description="Default 0: nothing is left out in silence.")] = 0.0,
    algorithm: Short = BEST,
    include_dataset: Many = [],  # noqa: B006 - FastAPI copies it
    exclude_dataset: Many = [],  # noqa: B006
    exclude_schema: Many = [],  # noqa: B006
    topics: Many = [],  # noqa: B006
    exclude_entity_ids: Many = [],  # noqa: B006
    changed_since: Short = "",
) -> Response:
    """Objects against the lists: each with the entries that it may mean. `score` is a step, no probability."""
    if algorithm not in (ALGORITHM, BEST):
        raise UsageError("no such algorithm", value=algorithm, hint=f"There is {ALGORITHM}, also called {BEST}")
    if asked.weights or asked.config:
        raise UsageError("weights and settings are not taken", hint="`offing explain matching` says what is weighed")
    opened = opened_on(served(request))
    sought = Sought(
        datasets=datasets_of(opened.used, dataset, include_dataset, exclude_dataset),
        not_schemata=frozenset(exclude_schema), topics=frozenset(topics), not_ids=frozenset(exclude_entity_ids),
        since=changed_since,
    )  # fmt: skip
    rows = {key: rows_of(one.schema_, one.properties) for key, one in asked.queries.items()}
    every = iter(opened.found([r for some in rows.values() for r in some], STANDARD.name))
    body: dict[str, Any] = {}
    view = opened.screener.opened.view
    for key, one in asked.queries.items():
        found = [next(every) for _ in rows[key]]
        results = [r for r in scored(view, found, threshold) if r["score"] >= cutoff and fits(r, sought)]
        body[key] = {
            "status": 200,
            "query": {"id": one.id, "schema": one.schema_, "properties": one.properties},
            "results": results[:limit],
            "total": {"value": len(results), "relation": "eq"},
            "problems": list(dict.fromkeys(p for f in found for p in f.problems)),
        }
    told = {"responses": body, "matcher": _docs(), "limit": limit, "not_checked": [g.what for g in opened.gaps]}
    return answered(told)


@router.get("/search/{dataset}", response_model=Found)
def searched(
    request: Request,
    dataset: Short,
    q: Cell = "",
    schema: Short = "Thing",
    limit: Annotated[int, Query(ge=0, le=500)] = 10,
    offset: Annotated[int, Query(ge=0, le=9_500)] = 0,
    countries: Many = [],  # noqa: B006
    topics: Many = [],  # noqa: B006
    include_dataset: Many = [],  # noqa: B006
    exclude_dataset: Many = [],  # noqa: B006
    exclude_schema: Many = [],  # noqa: B006
    changed_since: Short = "",
    filter: Annotated[Param, Query(description="`property:value`, which the entry must have.")] = [],  # noqa: B006
    sort: Annotated[Param, Query(description="`caption:asc` or `caption:desc`; default: the nearest first.")] = [],  # noqa: B006
    facets: Annotated[list[_FacetName], Query(max_length=4)] = ["countries", "topics", "datasets"],  # noqa: B006
    fuzzy: bool = False,
    simple: bool = False,
) -> Response:
    """Entries by whole words of a name, or by a number; to decide whether somebody is listed, ask `/match`."""
    opened = opened_on(served(request))
    sought = Sought(
        words=q, schema=schema, datasets=datasets_of(opened.used, dataset, include_dataset, exclude_dataset),
        not_schemata=frozenset(exclude_schema), countries=frozenset(c.lower() for c in countries), topics=frozenset(topics),
        since=changed_since, near=fuzzy, properties=_filters(filter),
    )  # fmt: skip
    page = _search(opened, sought, offset, limit, facets, _order(sort))
    told = {
        "results": page.results,
        "facets": {
            name: {
                "label": LABELS[name],
                "values": [{"name": v, "label": v, "count": n} for v, n in counted.most_common(50)],
            }
            for name, counted in page.facets.items()
        },
        "total": {"value": page.total, "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }
    return answered(told)


@router.get("/algorithms", response_model=Algorithms)
def algorithms() -> Response:
    """The one matcher there is, in its own words."""
    one = {"name": ALGORITHM, "description": _described(), "docs": _docs()}
    return answered({"algorithms": [one], "default": ALGORITHM, "best": ALGORITHM})


def _search(opened: Opened, sought: Sought, offset: int, limit: int, facets: list[_FacetName], order: str) -> Page:
    finder = opened.screener.finder
    lines = opened.kept_once("lines", lambda: lines_of(finder.view))
    if sought.near:
        with opened.asking:
            return search(finder, lines, sought, offset, limit, facets, order)
    return search(finder, lines, sought, offset, limit, facets, order)


def _filters(given: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = [f.partition(":") for f in given]
    if bad := next((f for f, (_, colon, _) in zip(given, pairs, strict=True) if not colon), None):
        raise UsageError("a filter is `property:value`", value=bad)
    return tuple((name, value) for name, _, value in pairs)


def _order(sort: list[str]) -> str:
    """ "asc", "desc", or "" for the nearest first."""
    if not sort:
        return ""
    name, _, way = sort[0].partition(":")
    if name not in ("caption", "name") or way not in ("", "asc", "desc") or len(sort) > 1:
        raise UsageError("no such order", value=sort[0], hint="caption:asc or caption:desc")
    return way or "asc"


def _described() -> str:
    return (judge.__doc__ or "").strip().partition("\n\n")[0]


def _docs() -> dict[str, Any]:
    return {
        "score": "A step, not a probability: 1.0 match, 0.8 strong, 0.6 possible (a name only), 0.4 weak",
        "match": "True where the strength is match or strong and the score reaches the threshold",
        "features": "1 speaks for, -1 against, 0 decides nothing",
    }
