"""The page's one style sheet: the report's, then the desk's."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import Response

from offing.report.html import template_text

router = APIRouter()


@cache
def _sheet() -> str:
    static = files("offing.serve").joinpath("static")
    own = (static.joinpath(name).read_text("utf-8") for name in ("desk.css", "kept.css"))
    return template_text("review.css") + "".join(own)


@router.get("/style.css")
def sheet() -> Response:
    return Response(_sheet(), media_type="text/css", headers={"cache-control": "max-age=300"})
