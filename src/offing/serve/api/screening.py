"""One name or a batch of them against the lists: the answers of `offing screen`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from offing.book.queries import ASKED_BY
from offing.errors import UsageError
from offing.serve.answers import answered
from offing.serve.lists_open import Opened, opened_on, opened_soon
from offing.serve.served import served
from offing.serve.shapes.screening import Answer, Answers, Asked, AskedMany
from offing.serve.shapes.words import problems
from offing.serve.who import screening

router = APIRouter(
    prefix="/api", tags=["screening"], dependencies=[Depends(screening)], responses=problems(400, 401, 403, 422)
)
_OF_REQUEST = {"as_of", "profile", "limit"}


@router.get("/screen", response_model=Answer)
async def screen(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Look a name or a number up on the lists, with the parts that agree and what speaks against."""
    return await _answer(request, asked)


@router.post("/screen", response_model=Answer)
async def screen_posted(request: Request, asked: Asked) -> Response:
    """The same, asked in a body: names stay out of addresses that servers on the way write down."""
    return await _answer(request, asked)


@router.post("/screen/batch", response_model=Answers)
def screen_many(request: Request, asked: AskedMany) -> Response:
    """Up to a thousand queries at once. What was set aside is told by single questions only."""
    opened = opened_on(served(request), asked.as_of)
    rows = [q.model_dump(exclude_defaults=True) for q in asked.queries]
    found = opened.found(rows, asked.profile)
    body: dict[str, Any] = {
        "as_of": opened.as_of.isoformat(),
        "profile": asked.profile,
        "answers": [
            {
                "query": f.query,
                "matches": f.matches[: asked.limit],
                "problems": list(f.problems),
                "entries": len(f.matches),
            }
            for f in found
        ],
        "lists": _lists(opened),
        "not_checked": [{"what": n.what, "why": n.why} for n in opened.gaps],
    }
    return answered(body)


async def _answer(request: Request, asked: Asked) -> Response:
    row = asked.model_dump(exclude_defaults=True, exclude=_OF_REQUEST)
    opened = await opened_soon(served(request), asked.as_of)
    found = await opened.answer_soon(row, asked.profile, asked.limit)
    if not any(found["query"].get(c) for c in ASKED_BY):
        raise UsageError("; ".join(found["problems"]), where="query", hint="Give a name or a number")
    return answered(found)


def _lists(opened: Opened) -> list[dict[str, Any]]:
    return [{"dataset": x.dataset, "version": x.version or None, "state": x.state} for x in opened.used]
