"""`/entities`, `/catalog`, `/statements` and `/readyz` in the shape that yente publishes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response

from offing.errors import UsageError
from offing.index.view import View
from offing.serve.answers import answered
from offing.serve.catalogue import catalogue, datasets_of
from offing.serve.ftm_told import adjacent, position_of, statements, told
from offing.serve.lists_open import is_open, opened_on
from offing.serve.searched import IS_A
from offing.serve.served import served
from offing.serve.shapes.words import Short, problems
from offing.serve.shapes.yente import Adjacent, Catalog, Entity, Ok, Param, Side, Statements
from offing.serve.who import screening

router = APIRouter(tags=["as yente"], responses=problems(400, 401, 403, 404, 422))
_KEYED = [Depends(screening)]
Limit = Annotated[int, Query(ge=0, le=500)]
Offset = Annotated[int, Query(ge=0, le=9_500)]
Sort = Annotated[Param, Query(description="Taken and not used: measures and ties stand in the list's order.")]
_MOST_STATEMENTS = 20_000


@router.get("/readyz", response_model=Ok, responses={503: {"model": Ok, "description": "The lists are being opened."}})
def readyz(request: Request) -> Response:
    """Whether today's lists are open, so that no answer waits for them."""
    ready = is_open(served(request))
    return answered({"status": "ok" if ready else "opening the lists"}, 200 if ready else 503)


@router.get("/catalog", response_model=Catalog, dependencies=_KEYED)
def catalog(request: Request) -> Response:
    """The lists that are loaded. `If-None-Match` with the last `ETag` is answered 304 while nothing has changed."""
    body = catalogue(opened_on(served(request)).used)
    tag = f'"{hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return answered(body, headers=headers)


@router.get("/entities/{entity}", response_model=Entity, dependencies=_KEYED)
def entity(request: Request, entity: Short, nested: bool = True) -> Response:
    """One entry; `nested`: with its measures and ties as objects."""
    view, position = _held(request, entity)
    return answered(told(view, position, nested=nested))


@router.get("/entities/{entity}/adjacent", response_model=Adjacent, dependencies=_KEYED)
def sides(request: Request, entity: Short, limit: Limit = 10, offset: Offset = 0, sort: Sort = []) -> Response:  # noqa: B006
    """One entry, and the first of its measures and ties under each property."""
    view, position = _held(request, entity)
    found = {name: _side(objects, limit, offset) for name, objects in adjacent(view, position).items()}
    return answered({"entity": told(view, position), "adjacent": found})


@router.get("/entities/{entity}/adjacent/{prop}", response_model=Side, dependencies=_KEYED)
def side(
    request: Request,
    entity: Short,
    prop: Short,
    limit: Limit = 10,
    offset: Offset = 0,
    sort: Sort = [],  # noqa: B006
) -> Response:
    """The measures or ties of an entry under one property."""
    view, position = _held(request, entity)
    return answered(_side(adjacent(view, position).get(prop, []), limit, offset))


@router.get("/statements", response_model=Statements, dependencies=_KEYED)
def stated(
    request: Request,
    dataset: Short = "",
    entity_id: Short = "",
    canonical_id: Short = "",
    prop: Short = "",
    value: Annotated[str, Query(max_length=2_000)] = "",
    schema: Short = "",
    sort: Sort = [],  # noqa: B006
    limit: Annotated[int, Query(ge=0, le=500)] = 50,
    offset: Offset = 0,
) -> Response:
    """Each value of entries as a row with its list. As no entries are merged, `entity_id` and `canonical_id` are the same."""
    opened = opened_on(served(request))
    view = opened.screener.opened.view
    lists = datasets_of(opened.used, dataset) if dataset else None
    if entity_id and canonical_id and entity_id != canonical_id:
        raise UsageError("no entries are merged here: entity_id and canonical_id are the same", value=canonical_id)
    one = entity_id or canonical_id

    def each() -> Iterator[dict[str, Any]]:
        position = position_of(view, one) if one else None
        positions = ([] if position is None else [position]) if one else range(len(view.held))
        for p in positions:
            if lists is None or view.held[p].dataset in lists:
                yield from statements(view, p)

    looked = list(islice(each(), _MOST_STATEMENTS + 1))
    found = [
        s
        for s in looked[:_MOST_STATEMENTS]
        if (not prop or s["prop"] == prop)
        and (not value or s["value"] == value)
        and (not schema or s["schema"] in IS_A.get(schema, (schema,)))
    ]
    relation = "eq" if len(looked) <= _MOST_STATEMENTS else "gte"
    total = {"value": len(found), "relation": relation}
    return answered({"results": found[offset : offset + limit], "total": total, "limit": limit, "offset": offset})


def _held(request: Request, id_: str) -> tuple[View, int]:
    view = opened_on(served(request)).screener.opened.view
    position = position_of(view, id_)
    if position is None:
        raise HTTPException(404, "there is no such entry")
    return view, position


def _side(objects: list[dict[str, Any]], limit: int, offset: int) -> dict[str, Any]:
    total = {"value": len(objects), "relation": "eq"}
    return {"results": objects[offset : offset + limit], "total": total, "limit": limit, "offset": offset}
