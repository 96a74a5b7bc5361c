"""The one edge of the report: all its forms on disk, each whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from offing.errors import UsageError
from offing.report.as_json import findings_json
from offing.report.geojson import map_geojson
from offing.report.geoparquet import map_geoparquet
from offing.report.html import review_html
from offing.report.kml import map_kml
from offing.report.pdf import review_pdf
from offing.report.xlsx import findings_xlsx
from offing.review.result import Review

FORMS: dict[str, Callable[[Review], str | bytes]] = {
    "findings.json": findings_json,
    "findings.xlsx": findings_xlsx,
    "review.html": review_html,
    "review.pdf": review_pdf,
    "map.geojson": map_geojson,
}
AT_SEA: dict[str, Callable[[Review], str | bytes]] = {"map.kml": map_kml, "map.parquet": map_geoparquet}
"""Written only where something was observed at sea."""


def write_all(review: Review, out: Path) -> list[Path]:
    """Write every form into the folder `out`, made if need be, and return their paths.

    Each file is written beside its place and then moved there, so that a reader never sees half of one.
    Raises UsageError when the folder cannot be written.
    """
    forms = FORMS | AT_SEA if review.lines or any(f.where for f in review.findings) else FORMS
    contents = {name: encoded(form(review)) for name, form in forms.items()}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in AT_SEA.keys() - contents.keys():
            (out / name).unlink(missing_ok=True)  # an older report's
        return [write_file(out / name, content) for name, content in contents.items()]
    except OSError as problem:
        raise UsageError(
            f"the report cannot be written: {problem.strerror}", where=str(problem.filename or out)
        ) from problem


def encoded(document: str | bytes) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes its escape (in JSON that is the character itself)."""
    return document if isinstance(document, bytes) else document.encode("utf-8", "backslashreplace")


def write_file(path: Path, content: bytes) -> Path:
    """Write beside the place and move there; nothing is left where that fails."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
