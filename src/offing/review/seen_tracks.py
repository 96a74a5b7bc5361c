"""What a review tells of the tracks as a whole: what was not looked at in them, and the lines for a map."""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.context import Context
from offing.review.mentions import ShipMention
from offing.review.result import NotChecked, TrackLine
from offing.review.tracked import Followed, ships_of
from offing.tracks.event import Seen

NONE_GIVEN = (
    "no AIS track was given: encounters at sea, silences, port calls, draughts and destinations were not looked for"
)
_TOLD = 5


def tracks_not_checked(context: Context) -> Iterator[NotChecked]:
    """One line where the book has ships and no track; else what of the tracks could not be read, and whom they do not hold."""
    followed = context.followed
    if followed is None:
        if ships_of(context.mentions):
            yield NotChecked("tracks/", NONE_GIVEN)
        return
    yield from _read(followed)
    if followed.without:
        names = ", ".join(_name(m) for m in followed.without[:_TOLD])
        more = f" and {len(followed.without) - _TOLD} more" if len(followed.without) > _TOLD else ""
        every = len(followed.without) + len({s.same for s in followed.ships})
        yield NotChecked(
            f"tracks/: {len(followed.without)} of {every} ships of the book",
            f"no position of them is in the tracks: {names}{more}",
        )


def _read(followed: Followed) -> Iterator[NotChecked]:
    tracks = followed.tracks
    names = {f.path: f.name for f in tracks.files}
    for file in tracks.read.files:
        name = names.get(file.path, file.path.name)
        told = []
        for problem in file.problems[:_TOLD]:
            line = f"line {problem.line}: " if problem.line else ""
            often = f", {problem.count:,} times" if problem.count > 1 else ""
            told.append(f"{line}{problem.says}{often}{f' ({problem.hint})' if problem.hint else ''}")
        if len(file.problems) > _TOLD:
            told.append(f"{len(file.problems) - _TOLD} more kinds of fault, which `offing tracks` lists")
        if told:
            yield NotChecked(f"{name}, in part" if file.positions or file.statics else name, "; ".join(told))
    if tracks.later:
        yield NotChecked(
            "tracks/ after the day of the review", f"{tracks.later:,} positions were sent later and were left out"
        )
    elif tracks.read.files and not tracks.read.positions:
        yield NotChecked("tracks/", "the files hold no position")


def _name(one: ShipMention) -> str:
    return one.name or (f"IMO {one.imo}" if one.imo else one.row.label)


def lines_of(context: Context) -> tuple[TrackLine, ...]:
    """The tracks of the book's ships, then of those they met, for a map."""
    followed = context.followed
    if followed is None:
        return ()
    labels = {s.mmsi: s.label for s in reversed(followed.ships)}
    lines = followed.tracks.followed.lines
    own = [m for m in labels if m in lines]
    met = [m for m in lines if m not in labels]
    return tuple(
        TrackLine(
            mmsi,
            labels.get(mmsi) or _sent(followed.tracks.ships.get(mmsi), mmsi),
            mmsi in labels,
            tuple(lines[mmsi].t.tolist()),
            tuple(round(v, 5) for v in lines[mmsi].lat_deg.tolist()),
            tuple(round(v, 5) for v in lines[mmsi].lon_deg.tolist()),
        )
        for mmsi in (*sorted(own), *sorted(met))
    )


def _sent(seen: Seen | None, mmsi: int) -> str:
    return seen.name if seen is not None and seen.name else f"{mmsi:09d}"
