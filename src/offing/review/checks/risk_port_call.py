"""Called at a port that matters?

Calls at ports of North Korea within 24 months before the review are told: from the tracks (she stopped within five
kilometres of a port or anchorage for an hour or longer), and from the book's own voyages and papers that name such a port,
with or without a track. A call is no breach by itself. At Rajin the UN lets coal through that is not of North Korean
origin, with notice to its Committee: this is shown beside such a call, with what the book says of the voyage's cargo.
Places that she could only have reached while she was not heard stand under `feasible_call`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from offing.book.model import Row
from offing.places.ports import find_port
from offing.records.dates import DateSpan
from offing.records.territories import territory
from offing.review.at_sea import far, number, proof, rule_with, span, text, told, whereabouts
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Strength
from offing.review.rajin import exemption
from offing.review.tracked import Tracked, days_of
from offing.tracks.event import Event

LOOK_BACK_DAYS = 731
NOT_NAMED = "a port not named"
CHECK = Check(
    id="risk_port_call",
    asks="Called at a port that matters?",
    kinds=("BEHAVIOUR",),
    basis="UNSCR 2371 (2017) and 2397 (2017) on coal and other goods; US shipping advisories on North Korea of 2018 and 2019",
    needs=("vessels", "voyages", "documents", "tracks"),
    innocent=(
        "A call for shelter, repairs, humanitarian goods or a cargo that was allowed at its date breaks no rule.",
        "A stop near a port is not cargo worked there.",
    ),
    settle=(
        "Port clearance, agent's papers, log and cargo papers of the call.",
        "The Committee's notice or approval, where an exemption is claimed.",
    ),
    params={
        "look_back_months": 24,
        "country": "KP",
        "stop": "1 h at 0.6 kn or less within 5 km",
        "exemption": "Rajin, coal not of North Korean origin",
    },
)
_COLUMNS = {
    "voyages": ("load_port", "discharge_port", "declared_destination"),
    "documents": ("load_port", "discharge_port"),
}


def run(context: Context) -> Iterator[Finding]:
    followed = context.followed
    oldest = context.as_of - timedelta(days=LOOK_BACK_DAYS)
    for ship, call in followed.of("port_call") if followed else ():
        if text(call, "country").upper() == "KP" and (days_of(call).end or date.max) >= oldest:
            yield _called(context, ship, call)
    for sheet, columns in _COLUMNS.items():
        for row in context.book.sheet(sheet):
            when = context.mentions.when(row)
            if when is None or when.end is None or when.end >= oldest:
                yield from (_named(context, row, c, port, when) for c in columns if (port := dprk_port(row[c])))


def dprk_port(text: str) -> str:
    """The North Korean port that a cell names, "a port not named" where it names the country only; "" for any other."""
    named = [t for t in (text, *re.split(r"[,;/()+&]", text)) if t.strip()]
    for one in named:
        port = find_port(one)
        if port is not None and (port.country == "KP" or one == text):
            return port.name if port.country == "KP" else ""
    return NOT_NAMED if any(territory(t.strip()) == "kp" for t in named) else ""


def _called(context: Context, ship: Tracked, call: Event) -> Finding:
    assert context.followed is not None
    port, role = text(call, "port"), text(call, "role")
    strength: Strength = "strong" if role == "port" else "possible"
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(ship.row, ship.column),
        says=f"{ship.label} stopped {far(number(call, 'port_m') or 0)} from {port}, North Korea ({role}), {span(call)}: "
        f"she lay still for {number(call, 'stopped_hours') or 0:.1f} h.",
        strength=ship.strength(call, strength),
        evidence=(proof(context.followed.tracks, call), *context.book_evidence(ship.row, ship.column, "mmsi")),
        innocent=(*exemption(port), *CHECK.innocent, *ship.doubts(call), *on_file(ship.row)),
        settle=CHECK.settle,
        rule=rule_with(CHECK.rule, context.followed.tracks, call),
        as_of=context.as_of,
        event_date=days_of(call),
        detail={"event": told(call)},
        where=whereabouts(call),
    )


def _named(context: Context, row: Row, column: str, port: str, when: DateSpan | None) -> Finding:
    folders = context.papers.around(row)
    named = "North Korea and no port of it" if port == NOT_NAMED else f"{port}, North Korea,"
    cargo = tuple(dict.fromkeys(c for f in folders for c in f.cargo)) if exemption(port) else ()
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(row, column),
        says=f"The book's own {row.sheet} row {row.number} names {named} as its {column.replace('_', ' ')}.",
        strength="strong",
        evidence=(
            *context.book_evidence(row, column),
            *context.book_evidence(row, "vessel", "load_date", "date"),
            *(e for c in cargo for e in context.row_evidence(c, "hs", "description", "origin")),
        ),
        innocent=(
            *exemption(port, cargo),
            "The paper may name the port without a call, or by mistake.",
            *CHECK.innocent,
            *on_file(row),
        ),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        event_date=when,
        detail={"port": port},
    )
