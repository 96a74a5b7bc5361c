"""What a list said of one entry over time: its texts by the versions that held them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from offing.index.keep import Version
from offing.records.codec import decode
from offing.records.entity import Entity


@dataclass(frozen=True, slots=True)
class Text:
    """An entry as it stood from one version to another, both included; `stands` tells that the latest version held by the day
    asked for is among them."""

    first: Version
    last: Version
    entity: Entity
    stands: bool


def texts_over_time(db: sqlite3.Connection, versions: Sequence[Version], entry: str, as_of: date) -> tuple[Text, ...]:
    """Of one list's versions, oldest first. A text that began after `as_of` is not told; spans of one text run together."""
    known = [v for v in versions if v.dated <= as_of]
    if not known:
        return ()
    place = {v.seq: i for i, v in enumerate(versions)}
    rows = db.execute(
        "SELECT first_seq, last_seq, body, at, at_seq FROM spans WHERE dataset = ? AND entry = ? ORDER BY first_seq, id",
        (known[0].dataset, entry),
    )
    found: list[Text] = []
    for first, last, body, at, at_seq in rows:
        begun, ended = place[first], min(place[last], len(known) - 1)
        if begun >= len(known):
            continue
        entity = decode(known[0].dataset, entry, body, at if place[at_seq] == ended else "")
        found.append(Text(known[begun], known[ended], entity, ended == len(known) - 1))
    return tuple(found)
