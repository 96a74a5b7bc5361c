"""The lists as they are loaded, what changed in them, and checks in their own words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from offing.answer import list_row
from offing.build.incoming import asked
from offing.report.check_json import MATCHING, check_body, matching_body
from offing.review.catalog import check_modules
from offing.serve.answers import answered
from offing.serve.changed import changes_page
from offing.serve.lists_open import opened_on
from offing.serve.served import served
from offing.serve.shapes.lists import Changes, Check, Checks, Lists
from offing.serve.shapes.words import Day, Short, problems
from offing.serve.who import Caller

router = APIRouter(prefix="/api", tags=["lists"], responses=problems(400, 401, 403, 422))


@router.get("/lists", response_model=Lists)
def lists(request: Request, _: Caller, as_of: Day | None = None) -> Response:
    """What is loaded as of a day: each list's version, date, hash and age, and what it cannot give."""
    here = served(request)
    used = opened_on(here, as_of).used
    return answered({"lists": [list_row(x, asked(here.home, x.dataset)) for x in used]})


@router.get("/changes", response_model=Changes)
def changes(
    request: Request,
    _: Caller,
    dataset: Annotated[list[Short], Query(max_length=50)] = [],  # noqa: B006 - FastAPI copies it
    after: Annotated[Day | None, Query(alias="from", description="Versions later than this day.")] = None,
    to: Day | None = None,
    substantive: Annotated[bool, Query(description="Leave out changes of spelling and order.")] = False,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Response:
    """What was added, removed or changed, version by version. Off a list is a measure that ended, not an innocence found."""
    page = changes_page(
        served(request).home, dataset, after, to, substantive=substantive, offset=offset, limit=limit
    )  # fmt: skip
    return answered(page)


@router.get("/checks", response_model=Checks)
def checks(_: Caller) -> Response:
    """All checks in their own words."""
    return answered({"checks": [check_body(m) for m in check_modules().values()]})


@router.get("/checks/{check}", response_model=Check, responses=problems(404))
def check(_: Caller, check: Short) -> Response:
    """A check in its own words; `matching`: how a name becomes match, strong or possible."""
    modules = check_modules()
    if check != MATCHING and check not in modules:
        raise HTTPException(404, f"there is no such check; there are {', '.join(modules)}, and {MATCHING}")
    return answered(matching_body() if check == MATCHING else check_body(modules[check]))
