"""Which ships of the book the tracks hold: by IMO number, MMSI in its period, call sign with the name, or the name alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from offing.book.model import Row
from offing.index.names import key, ship_tokens
from offing.records.dates import DateSpan
from offing.records.identifiers import fold_code, imo_check_digit_ok
from offing.review.finding import Strength, weaker
from offing.review.mentions import Mentions, ShipMention
from offing.tracks.brought import Tracks
from offing.tracks.event import Event, Seen

NAME_ALONE = "The track is linked to the ship by her name alone; another ship may bear it."
OUT_OF_PERIOD = (
    "The track is linked by its MMSI, outside the time that the book gives the ship; an MMSI belongs to a period."
)
TWO_SHIPS = "Two ships were heard under this MMSI; what is told here may be of the other."
Aside = tuple[Row, str, str, str]
"""A row, its column, what was looked at, and why it is no link."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A ship of the book that the tracks hold under `mmsi`. Findings stand on `row`; `by` is what links the two."""

    row: Row
    column: str
    label: str
    mmsi: int
    by: str
    same: tuple[str, str]
    period: DateSpan | None = None
    shared: bool = False

    def doubts(self, event: Event | None = None) -> tuple[str, ...]:
        """Why the track, or one event of it, may be another ship's."""
        found = [NAME_ALONE] if self.by == "name" else []
        if self.by == "mmsi" and event is not None and self.period and not self.period.overlaps(days_of(event)):
            found.append(OUT_OF_PERIOD)
        if self.shared:
            found.append(TWO_SHIPS)
        return tuple(found)

    def strength(self, event: Event | None, strength: Strength) -> Strength:
        """No more than weak where it may be another ship's."""
        return weaker(strength, "weak") if self.doubts(event) else strength


@dataclass(frozen=True, slots=True)
class Links:
    """Ships of the book with a track, those without one, and what was looked at and is no link."""

    ships: tuple[Tracked, ...]
    without: tuple[ShipMention, ...]
    aside: tuple[Aside, ...]


def days_of(event: Event) -> DateSpan:
    """First to last day of an event, UTC."""
    return DateSpan(day_at(event.start_s), day_at(event.end_s))


def day_at(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def ships_of(mentions: Mentions) -> tuple[ShipMention, ...]:
    """Each ship of the book once, where it is told best: the vessels sheet first. Texts count only with a whole IMO number."""
    found: dict[tuple[str, str], ShipMention] = {}
    for one in sorted(mentions.ships, key=lambda m: m.row.sheet != "vessels"):
        if one.in_text and (one.bare or one.ambiguous or not one.imo or one.vessel is not None):
            continue
        found.setdefault(same_ship(one), one)
    return tuple(found.values())


def same_ship(one: ShipMention) -> tuple[str, str]:
    """What makes two mentions one ship: her IMO number, else her row of the vessels sheet, else her name."""
    if one.imo:
        return "imo", one.imo
    if one.vessel is not None:
        return "row", f"{one.vessel.number} {one.vessel.file}"
    return "name", key(ship_tokens(one.name))


def link(mentions: Mentions, ships: Mapping[int, Seen]) -> Links:
    """Lay the book's ships beside those that were heard."""
    by_imo: dict[int, list[int]] = {}
    by_sign: dict[str, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for mmsi, seen in ships.items():
        if seen.imo:
            by_imo.setdefault(seen.imo, []).append(mmsi)
        if seen.call_sign:
            by_sign.setdefault(fold_code(seen.call_sign), []).append(mmsi)
        if seen.name and (folded := key(ship_tokens(seen.name))):
            by_name.setdefault(folded, []).append(mmsi)
    found: list[Tracked] = []
    without: list[ShipMention] = []
    aside: list[Aside] = []
    for one in ships_of(mentions):
        named = by_name.get(key(ship_tokens(one.name)), []) if one.name else []
        ways = (
            ("imoNumber", by_imo.get(int(one.imo), []) if one.imo else []),
            ("mmsi", [int(one.mmsi)] if one.mmsi and int(one.mmsi) in ships else []),
            ("callSign", [m for m in by_sign.get(one.call_sign, []) if m in named] if one.call_sign else []),
            ("name", named if len(named) == 1 else []),
        )
        linked: dict[int, str] = {}
        for by, candidates in ways:
            if by == "name" and linked:
                break
            for mmsi in candidates:
                if _another(one, ships[mmsi]):
                    aside.append(_no_link(one, by, ships[mmsi]))
                else:
                    linked.setdefault(mmsi, by)
        found += [_tracked(mentions, one, mmsi, by) for mmsi, by in linked.items()]
        if not linked:
            without.append(one)
    return Links(tuple(found), tuple(without), tuple(dict.fromkeys(aside)))


def _another(one: ShipMention, seen: Seen) -> bool:
    """Whether both give a valid IMO number, and not the same: then they are two ships."""
    if not one.imo or not seen.imo or int(one.imo) == seen.imo:
        return False
    return imo_check_digit_ok(one.imo) and imo_check_digit_ok(str(seen.imo))


def _no_link(one: ShipMention, by: str, seen: Seen) -> Aside:
    what = f"the track of MMSI {seen.mmsi}, which has the ship's {'name' if by == 'name' else by}"
    return (
        one.row,
        one.column,
        what,
        f"the track says IMO {seen.imo}, the book {one.imo}: another ship, or another's number",
    )


def _tracked(mentions: Mentions, one: ShipMention, mmsi: int, by: str) -> Tracked:
    home = one.vessel or one.row
    period = mentions.dealings(home) if home.sheet == "vessels" else mentions.when(one.row)
    column = one.column if home is one.row else "imo" if home["imo"] else "name"
    return Tracked(home, column, one.name or one.imo or str(mmsi), mmsi, by, same_ship(one), period)


class Followed:
    """The tracks of a book beside its ships: what the checks on tracks ask."""

    def __init__(self, tracks: Tracks, mentions: Mentions) -> None:
        self.tracks = tracks
        links = link(mentions, tracks.ships)
        shared = {e.a.mmsi for e in tracks.events if e.kind == "shared_mmsi"}
        self.ships = tuple(replace(s, shared=s.mmsi in shared) for s in links.ships)
        self.without = links.without
        self.aside = links.aside
        self._by_mmsi: dict[int, list[Event]] = {}
        for event in tracks.events:
            for mmsi in {one.mmsi for one in (event.a, event.b) if one is not None}:
                self._by_mmsi.setdefault(mmsi, []).append(event)

    def events(self, mmsi: int, *kinds: str) -> list[Event]:
        """Events of an MMSI of these kinds, by time."""
        return [e for e in self._by_mmsi.get(mmsi, ()) if e.kind in kinds]

    def in_row(self, mentions: Mentions, row: Row) -> list[Tracked]:
        """The ships with a track that a row of the book names."""
        same = {same_ship(m) for m in mentions.ships if m.row is row}
        return [s for s in self.ships if s.same in same]

    def met(self, ships: Collection[int]) -> list[Seen]:
        """The ships of these MMSIs and all those that they met."""
        found: dict[int, Seen] = {}
        for mmsi in ships:
            for event in self.events(mmsi, "encounter"):
                found |= {one.mmsi: one for one in (event.a, event.b) if one is not None}
        return list(found.values())

    def of(self, *kinds: str) -> list[tuple[Tracked, Event]]:
        """Every ship of the book with each of her events of these kinds."""
        return [(ship, event) for ship in self.ships for event in self.events(ship.mmsi, *kinds)]


def other_of(event: Event, mmsi: int) -> Seen:
    """The other ship of an encounter."""
    if event.b is None:
        raise ValueError(f"{event.kind} is an event of one ship")
    return event.b if event.a.mmsi == mmsi else event.a
