"""The reader that is scored: Offing with OFAC's list of May 2024 beside it, where the real lists are at hand."""

from __future__ import annotations

import gzip
import os
import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from offing.build import OpenLists, open_lists, update
from offing.claims.gazetteer import Gazetteer
from offing.claims.ingest import read_report
from offing.claims.model import Reading
from offing.claims.read import read as read_document
from offing.index.find import Finder
from offing.lists.contract import list_modules
from offing.press import linked
from offing.reporters import gazetteer_for
from offing.settings import Home

DAY = date(2024, 5, 3)
_FOLDER = tempfile.TemporaryDirectory(prefix="offing-reports-")
"""Goes with the process."""
_NAMES = {"sdn": "sdn_history_2021-08_2024-05/sdn_2024-05-03_last.csv.gz", "add": "addalt_2024-04_watchman_static/add.csv",
          "alt": "addalt_2024-04_watchman_static/alt.csv"}  # fmt: skip


def read(name: str, content: bytes, published: date | None = None) -> Reading:
    """A report read and linked."""
    opened, finder, gazetteer = _lists()
    return linked(read_document(read_report(content, name, published=published), gazetteer), opened, finder, DAY)


def unlinked(name: str, content: bytes, published: date | None = None) -> Reading:
    """A report read; no list is asked what its names may be."""
    return read_document(read_report(content, name, published=published), _lists()[2])


def names() -> Gazetteer:
    """What reports are read with."""
    return _lists()[2]


@cache
def _lists() -> tuple[OpenLists, Finder, Gazetteer]:
    home = None
    shared = os.environ.get("OFFING_SHARED", str(Path(__file__).resolve().parents[3] / "shared"))
    if Path(shared).is_dir():
        home = Home(Path(_FOLDER.name))
        feed = home.root / "feed"
        feed.mkdir(parents=True)
        for file, place in _NAMES.items():
            source = Path(shared) / "lists" / "ofac" / place
            body = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
            (feed / f"{file}.csv").write_bytes(body)
        done = update(home, list_modules()["us_ofac_sdn"], feed, retrieved=datetime(2024, 5, 4, tzinfo=UTC), dated=DAY)
        if done.outcome != "new":
            raise RuntimeError(f"the list could not be loaded: {done.why}")
    opened = open_lists(home, DAY)
    finder = Finder(opened.view)
    return opened, finder, gazetteer_for(finder)
