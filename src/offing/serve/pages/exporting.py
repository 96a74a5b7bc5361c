"""A case as one .zip: the folder that `offing verify --export` checks and `offing replay` reviews anew."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from offing.desk.cases import case_of
from offing.desk.export import export_case, zipped
from offing.serve.served import served
from offing.serve.who import Look, Refused

router = APIRouter()


@router.post("/cases/{case}/export")
def exported(request: Request, session: Look, case: str) -> Response:
    """Whoever may look may take it along; the log says who did."""
    here = served(request)
    with here.store.reading() as db:
        if case_of(db, case) is None:
            raise Refused(404, "there is no such case")
    folder = Path(tempfile.mkdtemp(prefix="offing-export-"))
    try:
        export_case(here.store, here.home, case, folder / f"case-{case}", by=session.account.id, at=here.now())
        place = folder / f"case-{case}.zip"
        zipped(folder / f"case-{case}", place)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        place, media_type="application/zip", filename=place.name, headers={"cache-control": "no-store"},
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )  # fmt: skip
