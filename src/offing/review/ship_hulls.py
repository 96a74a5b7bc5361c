"""Whether one hull or two go under a number, and where sources that speak of one time say different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from offing.index.evidence_ships import LENGTH_OTHER, TONNAGE_OTHER, TONNAGE_SAME, ship_families
from offing.index.find import Finder
from offing.records.dates import DateSpan, day
from offing.records.territories import territory_name
from offing.review.examined import Examined
from offing.review.one_ship import Ship
from offing.review.ship_known import Conflict, Fact, Topic, Twin

_FAR = {"gross_tonnage": TONNAGE_OTHER, "length_m": LENGTH_OTHER}
"""Share of difference from which a figure is another hull's; lists do not always say which tonnage they give."""
_WORDS: dict[Topic, str] = {
    "name": "name", "flag": "flag", "owner": "owner", "manager": "manager", "type": "type", "built": "year of build",
    "gross_tonnage": "gross tonnage", "deadweight": "deadweight", "length_m": "length",
}  # fmt: skip
_UNITS = {"length_m": " m"}
_ALSO = ("also known as", "weak alias")


def two_hulls(ship: Ship, facts: Sequence[Fact], finder: Finder, books: Sequence[Examined]) -> Iterator[Twin]:
    """Signs that two ships go under her number: another build or size, several MMSIs heard at once, two entries of one list."""
    if not ship.imo:
        return
    hers = [f for f in facts if f.how == "number"]
    for topic in ("built", "gross_tonnage", "length_m"):
        said = [f for f in hers if f.topic == topic and f.folded]
        apart = [(a, b) for a, b in combinations(said, 2) if a.source.source != b.source.source and _far(topic, a, b)]
        if apart:
            told = sorted({f"{f.value}{_UNITS.get(topic, '')} ({f.source.source})" for pair in apart for f in pair})
            says = (
                f"sources that give this number differ in the {_WORDS[topic]}: {', '.join(told)}; two hulls may bear it"
            )
            yield Twin("two hulls", says, ship.imo, "", tuple(sorted({_place(f) for pair in apart for f in pair})))
    yield from _heard_at_once(ship, books)
    entered: dict[str, set[str]] = {}
    for position in ship.entries:
        held = finder.view.held[position]
        entered.setdefault(held.dataset, set()).add(held.entry)
    for dataset, entries in sorted(entered.items()):
        if len(entries) > 1:
            says = f"{dataset} has {len(entries)} entries under this number: {', '.join(sorted(entries))}"
            yield Twin("two entries", says, ship.imo, "", tuple(f"{dataset} {e}" for e in sorted(entries)))


def _far(topic: str, a: Fact, b: Fact) -> bool:
    if topic == "built":
        return abs(float(a.folded) - float(b.folded)) >= 2
    return _apart(a, b) > _FAR[topic]


def _apart(a: Fact, b: Fact) -> float:
    one, other = float(a.folded), float(b.folded)
    return abs(one - other) / max(one, other)


def _heard_at_once(ship: Ship, books: Sequence[Examined]) -> Iterator[Twin]:
    for book in books:
        tracks = book.tracks
        if tracks is None:
            continue
        mine = sorted(m for m, s in tracks.ships.items() if str(s.imo or "") == ship.imo)
        for a, b in combinations(mine, 2):
            one, other = tracks.ends.get(a), tracks.ends.get(b)
            if one and other and one.first_s <= other.last_s and other.first_s <= one.last_s:
                says = f"MMSI {a:09d} and MMSI {b:09d} both sent this IMO number over the same time"
                yield Twin("two hulls", says, ship.imo, "", (f"{book.name} tracks",))
        for event in tracks.events:
            if event.kind == "shared_mmsi" and event.a.mmsi in mine:
                says = f"two ships were heard at once under MMSI {event.a.mmsi:09d}, which sent this IMO number"
                yield Twin("two hulls", says, ship.imo, "", (f"{book.name} tracks",))


def conflicts_of(facts: Iterable[Fact], as_of: date) -> tuple[Conflict, ...]:
    """Topics of which two sources that mean her by her number say different things for one time. What one source says twice is
    no conflict, nor are a former name and an alias; a list's tie without a kind is no owner. What nothing dates is said for the
    day of the dossier only."""
    timed = [(f, span) for f in facts if f.how == "number" and f.folded and (span := _time(f, as_of))]
    found = []
    for topic, words in _WORDS.items():
        said = [(f, span) for f, span in timed if f.topic == topic]
        if topic == "name":
            said = _names_against(said)
        sides = _sides(topic, said)
        if sides:
            found.append(Conflict(topic, f"sources differ in the {words}", sides))
    return tuple(found)


_Timed = tuple[Fact, DateSpan]


def _time(fact: Fact, as_of: date) -> DateSpan | None:
    """When the source says it: its own dates, else the versions that held it, else the day asked for; None for what it only
    calls former."""
    if fact.kind.startswith("former"):
        return None
    if fact.dated is not None:
        return fact.dated
    if fact.seen is not None and fact.seen.start is not None:
        return DateSpan(fact.seen.start, max(as_of, fact.seen.start)) if fact.current else fact.seen
    return day(as_of) if fact.current else None


def _names_against(said: Sequence[_Timed]) -> list[_Timed]:
    """Main names that no other source gives as an alias: what one calls her by and another also knows is no conflict."""
    also = {(f.folded, f.source.source) for f, _ in said if f.kind in _ALSO}
    main = [(f, span) for f, span in said if f.kind not in _ALSO]
    return [(f, s) for f, s in main if not any(name == f.folded and who != f.source.source for name, who in also)]


def _sides(topic: Topic, said: Sequence[_Timed]) -> tuple[tuple[str, str], ...]:
    facts = [f for f, _ in said]
    apart = {
        id(f)
        for (a, when), (b, then) in combinations(said, 2)
        if _source(a) != _source(b) and when.overlaps(then) and _differ(topic, a, b, facts)
        for f in (a, b)
    }
    tellings: dict[str, tuple[str, list[str]]] = {}
    for fact in facts:
        if id(fact) in apart:
            shown = f"{fact.value}{_UNITS.get(topic, '')}" if topic != "flag" else territory_name(fact.folded)
            tellings.setdefault(fact.folded, (shown, []))[1].append(_place(fact))
    return tuple((value, "; ".join(dict.fromkeys(who))) for _, (value, who) in sorted(tellings.items()))


def _source(fact: Fact) -> str:
    return f"{fact.source.source} {fact.source.place.partition(' · ')[0]}"


def _differ(topic: Topic, a: Fact, b: Fact, said: Sequence[Fact]) -> bool:
    if a.folded == b.folded:
        return False
    if topic in ("gross_tonnage", "deadweight", "length_m"):
        return _apart(a, b) > TONNAGE_SAME
    if topic == "type":
        ours, theirs = ship_families(a.value), ship_families(b.value)
        return bool(ours and theirs) and not {k for _, k in ours} & {k for _, k in theirs}
    if topic in ("owner", "manager"):
        count = Counter(_source(f) for f in said)
        if count[_source(a)] > 1 or count[_source(b)] > 1:  # several owners: the two conflict where they share none
            return not {f.folded for f in said if _source(f) == _source(a)} & {
                f.folded for f in said if _source(f) == _source(b)
            }
    return True


def _place(fact: Fact) -> str:
    version = f" {fact.source.version}" if fact.source.version else ""
    return f"{fact.source.source}{version}, {fact.source.place}"
