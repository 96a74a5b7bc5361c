"""A book's ships: each with her dossier, and the map and the lanes of her time; her way as data and as files of maps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from markupsafe import Markup

from offing.desk.reviews import KeptReview, book_of
from offing.desk.ships import lines_of, list_of, ship_of
from offing.report.dossier_html import told_with
from offing.report.dossier_words import HOW_WORDS
from offing.review.dossier import Dossier
from offing.serve.pages.reviewing import kept
from offing.serve.sea.files import ALWAYS, as_geojson, as_kml, drawn, time_asked
from offing.serve.sea.plain import made
from offing.serve.sea.shore import LAT_MOST, WIDTHS_PX, shore
from offing.serve.sea.table import told
from offing.serve.served import Served, served
from offing.serve.show import page
from offing.serve.who import Look, Refused
from offing.tracks.event import iso

router = APIRouter()
_KEEP = {"cache-control": "private, max-age=86400"}
Degrees = Annotated[float, Query(ge=-540, le=540)]
Latitude = Annotated[float, Query(ge=-LAT_MOST, le=LAT_MOST)]
Time = Annotated[str, Query(max_length=40)]


@router.get("/reviews/{review}/ships")
def listed(request: Request, session: Look, review: str) -> Response:
    here = served(request)
    found = kept(here, review)
    with here.store.reading() as db:
        book, ships = book_of(db, found.book), list_of(db, review)
    heard = {s["key"]: [iso(t)[:16].replace("T", " ") for t in s["heard"]] for s in ships["ships"] if s["heard"]}
    return page(
        request, "ships.html.j2", session, title=f"Ships of {book.name if book else ''}", book=book, review=found,
        ships=ships["ships"], of=ships["of"], heard=heard,
    )  # fmt: skip


@router.get("/reviews/{review}/ships/{key}")
def opened(request: Request, session: Look, review: str, key: str, drawing: str = "") -> Response:
    """`drawing=plain`: the map drawn here, for a browser without scripts."""
    here = served(request)
    found, body = _kept(here, review, key)
    with here.store.reading() as db:
        book = book_of(db, found.book)
        lines = lines_of(db, found, [f["id"] for f in body["findings"]])
    of_her = [(f, *lines[f["id"]]) for f in body["findings"] if f["id"] in lines]
    rows, rows_of = told(body)
    dossier = _dossier(body)
    context: dict[str, Any] = {
        "book": book, "review": found, "key": key, "body": body, "rows": rows, "rows_of": rows_of, "whole_in": "the book",
        "told": dossier is not None,
        "findings": [x for x in of_her if not x[0]["news"]], "news": [x for x in of_her if x[0]["news"]], "how_words": HOW_WORDS,
        "plain": Markup(drawn(body)) if drawing == "plain" else "",  # noqa: S704 - escaped in drawing.py
    }  # fmt: skip
    if dossier is not None:
        context |= told_with(dossier)
    return page(request, "ship.page.html.j2", session, title=body["title"], **context)


@router.get("/reviews/{review}/ships/{key}/way.json")
def way(request: Request, session: Look, review: str, key: str) -> Response:
    found, body = _kept(served(request), review, key)
    told_of = {"title": body["title"], "name": body["name"], "as_of": found.as_of, **body["sea"]}
    return JSONResponse(told_of, headers={"cache-control": "no-store"})


@router.get("/reviews/{review}/ships/{key}/way.geojson")
def way_geojson(request: Request, session: Look, review: str, key: str, since: Time = "", until: Time = "") -> Response:
    """What lies between two times, or all."""
    body = _kept(served(request), review, key)[1]
    return _file(as_geojson(body, _within(since, until)), "application/geo+json", f"{key}.geojson")


@router.get("/reviews/{review}/ships/{key}/way.kml")
def way_kml(request: Request, session: Look, review: str, key: str, since: Time = "", until: Time = "") -> Response:
    body = _kept(served(request), review, key)[1]
    return _file(as_kml(body, _within(since, until)), "application/vnd.google-earth.kml+xml", f"{key}.kml")


@router.get("/shore")
def land(
    session: Look, west: Degrees, south: Latitude, east: Degrees, north: Latitude,
    px: Annotated[int, Query(ge=WIDTHS_PX[0], le=WIDTHS_PX[1])] = 1000,
) -> Response:  # fmt: skip
    """Land and ports of a box, as fine as `px` pixels across it."""
    if not west < east <= west + 540 or not south < north:
        raise Refused(
            400, "a box has its west before its east, its south before its north, and is no wider than the globe"
        )
    return Response(json.dumps(shore(west, south, east, north, px)), media_type="application/geo+json", headers=_KEEP)


def _kept(here: Served, review: str, key: str) -> tuple[KeptReview, dict[str, Any]]:
    found = kept(here, review)
    with here.store.reading() as db:
        body = ship_of(db, review, key) if key else None
    if body is None:
        raise Refused(404, "the review has no such ship")
    return found, {"led_to": "", **body}


def _dossier(body: Mapping[str, Any]) -> Dossier | None:
    """The dossier as it was kept; None where there was none, or another Offing kept it: the rest is shown all the same."""
    try:
        return made(Dossier, body["dossier"]) if body["dossier"] else None
    except (KeyError, TypeError, ValueError):
        return None


def _within(since: str, until: str) -> tuple[int, int]:
    ends = [time_asked(text) if text else bound for text, bound in zip((since, until), ALWAYS, strict=True)]
    if ends[0] is None or ends[1] is None:
        raise Refused(400, "a time is written as 2017-10-19T05:30Z")
    return ends[0], ends[1]


def _file(text: str, media: str, name: str) -> Response:
    """To be saved, never opened in the page's place."""
    return Response(
        text,
        media_type=media,
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"},
    )
