"""What a publisher says that it has published: the days of OFAC's publications, by the Sanctions List Service's change API.

`/changes/history/<year>` answers a JSON array of publications, each with `publicationID` and `datePublished`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from offing.errors import FetchFailed, MalformedSource
from offing.fetch import Kept, Patience, fetch

_TRIES = 2


@dataclass(frozen=True, slots=True)
class Publication:
    """`day` is the publisher's own day, without regard to its clock."""

    number: int
    day: date


def latest_publication(address: str, folder: Path, patience: Patience, today: date) -> Publication | None:
    """The last publication of this year or, where there is none, of the year before; None where neither has one.

    `address` has `{year}` in it. Raises FetchFailed where the publisher does not answer, MalformedSource where it does
    otherwise than it documents.
    """
    file = folder / "published.json"
    for year in (today.year, today.year - 1):
        url = address.format(year=year)
        try:
            fetch(url, file, Kept(), replace(patience, attempts=_TRIES))
            found = list(_publications(file.read_bytes(), url))
        except FetchFailed as error:
            if error.value != 404:
                raise
            found = []
        finally:
            file.unlink(missing_ok=True)
        if found:
            return max(found, key=lambda p: (p.day, p.number))
    return None


def _publications(body: bytes, url: str) -> Iterator[Publication]:
    try:
        for one in json.loads(body):
            yield Publication(int(one["publicationID"]), date.fromisoformat(str(one["datePublished"])[:10]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise MalformedSource("no list of publications", where=url, value=body[:80].decode(errors="replace")) from error
