"""The AIS that a book brings in its `tracks/`: which files, and what is observed in them up to the day of the review."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from offing.errors import BookError
from offing.snapshots import sha256_of
from offing.tracks.duck import Duck
from offing.tracks.engine import Engine
from offing.tracks.event import Event, Seen
from offing.tracks.follow import Ends, Followed, ends_of, follow
from offing.tracks.observe import observe
from offing.tracks.params import Params
from offing.tracks.read import Read
from offing.tracks.read.files import found_in
from offing.tracks.ships import ships

FOLDER = "tracks"
NOBODY = Followed({}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class TrackFile:
    """One file below `tracks/`: its name as the book has it, and its SHA-256."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tracks:
    """What was observed: every event, who sent positions, and the ships of the book followed. `later` positions were sent after
    the day of the review and were left out.
    """

    files: tuple[TrackFile, ...]
    read: Read
    params: Params
    events: tuple[Event, ...]
    ships: Mapping[int, Seen]
    followed: Followed
    later: int = 0
    first_s: int | None = None
    last_s: int | None = None
    ends: Mapping[int, Ends] = field(default_factory=dict)


def track_files(book: Path) -> tuple[TrackFile, ...]:
    """The files below `tracks/` of a book that is a folder; none where there is no such folder. Raises BookError."""
    folder = book / FOLDER
    if not folder.is_dir():
        return ()
    try:
        return tuple(TrackFile(p, p.relative_to(book).as_posix(), sha256_of(p)) for p in found_in([folder]))
    except OSError as error:
        raise BookError(f"a track cannot be read: {error.strerror or error}", where=str(folder)) from error


def read_tracks(
    files: Sequence[TrackFile],
    as_of: date,
    mine: Callable[[Mapping[int, Seen]], Collection[int]],
    progress: Callable[[str], None] = lambda _: None,
) -> Tracks:
    """Events in the files up to the end of `as_of` (UTC). `mine` picks the book's own ships among those that were heard;
    they, and the ships they met, are followed.
    """
    end_s = int(datetime.combine(as_of + timedelta(days=1), datetime.min.time(), UTC).timestamp())
    later = 0
    known: Mapping[int, Seen] = {}
    ends: Mapping[int, Ends] = {}
    followed = NOBODY

    def until(connection: duckdb.DuckDBPyConnection, _work: Path) -> Engine:
        nonlocal later
        for name in ("positions", "statics"):
            connection.execute(f"ALTER VIEW {name} RENAME TO {name}_read")
            connection.execute(f"CREATE VIEW {name} AS FROM {name}_read WHERE t < {end_s}")
        row = connection.execute("SELECT count(*) FROM positions_read WHERE t >= ?", [end_s]).fetchone()
        later = int(row[0]) if row else 0
        return Duck(connection)

    def after(engine: Engine, events: Sequence[Event]) -> None:
        nonlocal known, followed, ends
        ends = ends_of(engine)
        said = ships(engine)
        known = {mmsi: said.get(mmsi, Seen(mmsi)) for mmsi in ends}
        own = set(mine(known))
        met = {one.mmsi for e in events if e.b and own & {e.a.mmsi, e.b.mmsi} for one in (e.a, e.b)}
        followed = follow(
            engine, Params(), own | met, [e for e in events if e.a.mmsi in own or (e.b and e.b.mmsi in own)]
        )

    with tempfile.TemporaryDirectory(prefix="offing-tracks-") as work:
        seen = observe(
            [f.path for f in files],
            Path(work),
            engine=until,
            after=after,
            progress=lambda what, *_: progress(f"tracks: {what}"),
        )
    events = tuple(seen.events)
    return Tracks(tuple(files), seen.read, seen.params, events, known, followed, later, seen.first_s, seen.last_s, ends)
