"""Flag hopping, another flag's number, or a registry that denies her?

Three or more flags within 24 months are told from the rows that the vessels sheet has for one IMO number, with their
times, and from the digits of the MMSIs that the ship was heard under. An MMSI whose digits are another flag's than the
book's is told where both stood for more than 30 days; registers under one sovereign count as one. And what the book itself
states of a registry is told: that it does not know the ship (denied), or has struck her off. Reflagging is lawful and
common, and a ship that is sold is struck off as a matter of course, so that alone is weak.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.book.model import Row
from offing.records.dates import DateSpan
from offing.review.at_sea import spoken
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Evidence, Finding, Strength
from offing.review.flown import Digits, Flown, flown, most_in, named, other_digits
from offing.review.hulls import Hull
from offing.review.registry_words import is_registry, said_of_registry

FLAGS, WITHIN_DAYS, OTHER_MID_DAYS = 3, 731, 30
CHECK = Check(
    id="flag_history",
    asks="Flag hopping, another flag's number, or a registry that denies her?",
    kinds=("BEHAVIOUR",),
    basis="US maritime advisory of 14 May 2020, practice 6 (false flags and flag hopping)",
    needs=("vessels", "documents", "tracks"),
    innocent=(
        "Ships change flag lawfully when they are sold, financed or chartered out bareboat, with two flags for a time.",
        "An MMSI belongs to a period: after a change of flag a transponder, or a row of the book, may keep the old one.",
        "A registry's answer may rest on another spelling, number or day.",
    ),
    settle=(
        "The continuous synopsis record, with every flag and its days.",
        "The registry's own confirmation, asked at an address from the IMO's list of contacts and not from the papers.",
        "The ship's radio licence with her MMSI.",
    ),
    params={"flags_at_least": FLAGS, "within_months": 24, "mmsi_of_another_flag_more_than_days": OTHER_MID_DAYS},
)  # fmt: skip


def run(context: Context) -> Iterator[Finding]:
    for hull in context.hulls:
        yield from _hopping(context, hull)
        for other in other_digits(hull, context.followed, context.as_of, OTHER_MID_DAYS):
            yield _digits(context, hull, other)
        for row in (*hull.rows, *hull.papers):
            yield from _registry(context, hull, row)


def _hopping(context: Context, hull: Hull) -> Iterator[Finding]:
    spells = most_in(flown(hull, context.followed), WITHIN_DAYS)
    if len(spells) < FLAGS:
        return
    told = ", ".join(f"{named(s.flag)} ({_days(s)})" for s in spells)
    proof = [p for s in spells for p in _of(context, s)]
    span = DateSpan(min(s.first for s in spells), max(s.last for s in spells))
    says = f"{hull.label} has had {len(spells)} flags within 24 months: {told}."
    strength: Strength = "strong" if len(spells) > FLAGS else "possible"
    yield _finding(context, hull.row, "flag", says, strength, proof, span)


def _digits(context: Context, hull: Hull, other: Digits) -> Finding:
    row, flag, proof = other.row, named(other.flag), list(context.row_evidence(other.row, "flag", "mmsi", "from", "to"))
    days = f"from {other.first} to {other.last}"
    if other.ship is None and row["from"]:
        days = f"from {row['from']} to {row['to']}" if row["to"] else f"from {row['from']} on"
    says = f"The book gives {hull.label} the flag {row['flag']} and the MMSI {other.mmsi}, of {flag}'s digits, {days}."
    if other.ship is not None and context.followed is not None:
        says = f"{hull.label} was heard under MMSI {other.mmsi}, of {flag}'s digits, {days}; the book's flag is {row['flag']}."
        proof.append(spoken(context.followed.tracks, other.ship.mmsi, f"MMSI {other.mmsi} heard {days}"))
    strength: Strength = "possible" if other.ship is not None else "weak"
    column = "mmsi" if row["mmsi"] else "flag"
    return _finding(context, row, column, says, strength, proof, DateSpan(other.first, other.last))


def _registry(context: Context, hull: Hull, row: Row) -> Iterator[Finding]:
    """What the book itself states, in a note or a paper; firmer where the paper is the registry's own."""
    for column in ("note", "goods", "type") if row.sheet == "documents" else ("note",):
        said = said_of_registry(row[column])
        if said is None:
            continue
        word, why = said
        own = row.sheet == "documents" and is_registry(row["issuer"])
        strength: Strength = ("strong" if own else "possible") if word == "denied" else "possible" if why else "weak"
        what = "does not know" if word == "denied" else "has struck off"
        place = f"{row.sheet} row {row.number}"
        says = f"The book states ({place}) that a registry {what} {hull.label}: “{row[column][:300]}”."
        proof = [
            *context.book_evidence(row, column),
            *context.row_evidence(row, "type", "issuer", "date", "vessel", "imo", "flag"),
        ]
        yield _finding(context, row, column, says, strength, proof, context.mentions.when(row))
        return


def _days(spell: Flown) -> str:
    if spell.ship is not None:
        return f"MMSI {spell.ship.mmsi:09d} heard from {spell.first} to {spell.last}"
    times = [f"{word} {spell.row[word]}" for word in ("from", "to") if spell.row[word]]
    return f"vessels row {spell.row.number}, {' '.join(times)}"


def _of(context: Context, spell: Flown) -> tuple[Evidence, ...]:
    if spell.ship is None or context.followed is None:
        return context.row_evidence(spell.row, "imo", "name", "flag", "from", "to")
    return (spoken(context.followed.tracks, spell.ship.mmsi, _days(spell)),)


def _finding(
    context: Context, row: Row, column: str, says: str, strength: Strength, proof: list[Evidence], when: DateSpan | None
) -> Finding:
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(row, column),
        says=says,
        strength=strength,
        evidence=tuple(dict.fromkeys(proof)),
        innocent=(*CHECK.innocent, *on_file(row)),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        event_date=when,
    )
