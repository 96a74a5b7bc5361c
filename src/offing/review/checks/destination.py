"""Did she sail where the papers say?

A voyage whose discharge port or declared destination can be placed is laid beside the ship's track. Not reached means: in the
time of the voyage (three days more are allowed) she was never heard within 20 km of the port, or of any port of the country
that is named. It is strong where she was heard to the end and stopped at another port instead, and no conclusion where she
could have reached it while nobody heard her. Words that name no place ("for orders", "fishing fleet") are told from the book
and from what the ship sent, and so are more than three changes of destination between two port calls: both are common, and weak.
So is a voyage of the book that declares one country and was discharged in another: without a track as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.book.model import Row
from offing.review.at_sea import minute, proof, spoken, told
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.declared import (
    LATE_DAYS,
    LONGEST_DAYS,
    REACHED_M,
    Sailed,
    came,
    changes,
    elsewhere_landed,
    legs,
    sailing,
    vague,
    way_words,
)
from offing.review.finding import Evidence, Finding, Strength
from offing.review.tracked import Followed, Tracked
from offing.tracks.event import Event

MOST_CHANGES = 3
CHECK = Check(
    id="destination",
    asks="Did she sail where the papers say?",
    kinds=("CONFLICT",),
    basis="US shipping advisories on North Korea of 2018 and 2019, practices 4 and 5; US maritime advisory of 14 May 2020",
    needs=("voyages", "vessels", "tracks"),
    innocent=(
        "Orders change under way, and cargo is sold while afloat: a new destination is ordinary, and so is \"for orders\".",
        "The port may lie farther from its point on the chart, or have been reached while nobody heard her.",
    ),
    settle=(
        "The charterer's and the owner's voyage orders with dates; the agent's papers of the port reached.",
        "The bill of lading, and any that was issued in its place.",
    ),
    params={
        "reached_km": REACHED_M // 1000,
        "late_days": LATE_DAYS,
        "undated_days": LONGEST_DAYS,
        "changes_more_than": MOST_CHANGES,
    },
)  # fmt: skip


def run(context: Context) -> Iterator[Finding]:
    for row in context.book.sheet("voyages"):
        for column in ("declared_destination", "discharge_port"):
            if words := vague([row[column]]):
                says = f"The destination “{words[0]}” names no place that a ship could be seen to reach."
                yield _finding(context, row, column, says, "weak", context.book_evidence(row, column, "vessel"))
        if landed := elsewhere_landed(row):
            proof = context.book_evidence(row, "declared_destination", "discharge_port", "discharge_date", "vessel")
            yield _finding(context, row, "declared_destination", landed, "weak", proof)
    followed = context.followed
    if followed is None:
        return
    for row in context.book.sheet("voyages"):
        if (sailed := sailing(row)) and (ships := followed.in_row(context.mentions, row)):
            yield from _not_reached(context, followed, ships, sailed)
    for ship in followed.ships:
        yield from _sent(context, followed, ship)


def _not_reached(context: Context, followed: Followed, ships: Sequence[Tracked], sailed: Sailed) -> Iterator[Finding]:
    """Of a ship heard under several MMSIs, the one heard longest; none where any of them came to the port."""
    tracks = followed.tracks
    lines = tracks.followed.lines
    told_of = [(came(lines.get(s.mmsi), followed.events(s.mmsi, "port_call", "gap"), sailed), s) for s in ships]
    seen = [(c, s) for c, s in told_of if c is not None]
    if not seen or any(c.near_m <= REACHED_M for c, _ in seen):
        return
    one, ship = max(seen, key=lambda pair: len(pair[0].line.t))
    if not (one.to_the_end or one.elsewhere):
        return
    strength: Strength = "no_conclusion" if one.silent else "strong" if one.to_the_end and one.elsewhere else "possible"
    way = way_words(one)
    silence = " While nobody heard her she could have reached it; not observed: no conclusion." if one.silent else ""
    evidence = (
        *context.book_evidence(sailed.row, sailed.column, "vessel", "load_date", "discharge_date"),
        spoken(tracks, ship.mmsi, way),
        *(proof(tracks, e) for e in (*one.elsewhere, *one.silent)),
    )
    says = f"{ship.label} was bound for {sailed.target.name} by voyages row {sailed.row.number}; {way}.{silence}"
    yield _finding(context, sailed.row, sailed.column, says, strength, evidence, ship, one.elsewhere)


def _sent(context: Context, followed: Followed, ship: Tracked) -> Iterator[Finding]:
    """What she sent as her destination: words that name no place, and many changes between two calls."""
    words = followed.tracks.followed.words.get(ship.mmsi)
    if words is None:
        return
    if said := vague(words.destination):
        quoted = " and ".join(f"“{s}”" for s in said)
        evidence = (spoken(followed.tracks, ship.mmsi, "; ".join(said)),)
        says = f"{ship.label} sent {quoted} as her destination, which names no place."
        yield _finding(context, ship.row, ship.column, says, "weak", evidence, ship)
    for first, last in legs(followed.events(ship.mmsi, "port_call")):
        made = changes(words, first, last)
        if len(made) - 1 > MOST_CHANGES:
            shown = "; ".join(f"{minute(t)} “{s}”" for t, s in made)
            says = f"{ship.label} changed her destination {len(made) - 1} times between two calls: {shown}."
            evidence = (spoken(followed.tracks, ship.mmsi, shown),)
            yield _finding(context, ship.row, ship.column, says, "weak", evidence, ship)


def _finding(
    context: Context,
    row: Row,
    column: str,
    says: str,
    strength: Strength,
    evidence: tuple[Evidence, ...],
    ship: Tracked | None = None,
    events: Sequence[Event] = (),
) -> Finding:
    return Finding(
        kind="CONFLICT",
        check=CHECK.id,
        subject=context.subject(row, column),
        says=says,
        strength=ship.strength(None, strength) if ship else strength,
        evidence=evidence,
        innocent=(*CHECK.innocent, *(ship.doubts() if ship else ()), *on_file(row)),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        event_date=context.mentions.when(row),
        detail={"events": [told(e) for e in events]} if events else {},
    )
