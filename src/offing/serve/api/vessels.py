"""The dossier of one ship, as `offing vessel` prints it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from offing.portrait import dossier_in
from offing.report.dossier_json import dossier_dict, several_dict
from offing.review.one_ship import Several
from offing.serve.answers import answered
from offing.serve.lists_open import opened_on
from offing.serve.served import served
from offing.serve.shapes.lists import Dossier
from offing.serve.shapes.lists import Several as SeveralTold
from offing.serve.shapes.words import Day, problems
from offing.serve.who import Caller

router = APIRouter(prefix="/api/vessels", tags=["vessels"], responses=problems(400, 401, 403, 422))
SEVERAL = "several ships bear this name: which is meant is not guessed"


@router.get("/{vessel:path}", response_model=Dossier, responses={409: {"model": SeveralTold, "description": SEVERAL}})
def dossier(
    request: Request,
    _: Caller,
    vessel: Annotated[
        str, Path(max_length=200, pattern=r"^[^\x00]*\S[^\x00]*$", description="IMO number, MMSI or name.")
    ],
    as_of: Day | None = None,
) -> Response:
    """Who she is, who lists her, what sources say of her over time. A ship on no list has a dossier that says what was
    looked at; the books of the desk are not."""
    here = served(request)
    opened = opened_on(here, as_of)
    with opened.asking:
        screener = opened.screener
        found = dossier_in(
            screener.opened, screener.finder, vessel.strip(), as_of=opened.as_of, home=here.home.root
        )  # fmt: skip
    if isinstance(found, Several):
        told = {"detail": SEVERAL, "hint": "Ask by the IMO number of one of them", **several_dict(found)}
        return answered(told, 409)
    return answered(dossier_dict(found))
