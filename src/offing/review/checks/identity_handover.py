"""Does a ship without a history begin where a listed ship of her size ended?

A hull can be given another ship's number, or one that no ship bore before. Then the number is valid and on no list. What may
show is a beginning and an end: a ship that the tracks do not know is first heard within 50 km and 30 days of where a listed
ship, of like length and beam, was last heard. Or the book's own rows tell it: a listed ship's time ends, and within 60 days
that of a ship of another number begins, alike in two or more of length, tonnage and year of build. It says that somebody
should look at the hull, not that the two are one: tracks begin and end at every edge of coverage, and sister ships follow
each other on charter. Within 20 km and a week, off the ports, it is possible; all else is weak.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.book.model import Row
from offing.records.dates import day, in_words
from offing.review import handover
from offing.review.at_sea import called, far, minute, spoken
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Evidence, Finding, Strength
from offing.review.handover import Heard, Told, heard_handovers, told_handovers
from offing.review.screening import Screened
from offing.review.tracked import day_at

CHECK = Check(
    id="identity_handover",
    asks="Does a ship without a history begin where a listed ship of her size ended?",
    kinds=("BEHAVIOUR",),
    basis="US maritime advisory of 14 May 2020, practice 2; C4ADS (2021) on laundered identities, by the trade press",
    needs=("vessels", "tracks"),
    innocent=(
        "Tracks begin and end where coverage does, and ships lie up, are broken up, or change their MMSI.",
        "Many ships of one type are of one length and beam; sister ships follow each other on charter.",
    ),
    settle=(
        "Photographs of the hull, the number on it and the builder's plate, before and after.",
        "The continuous synopsis record, the class record and the builder's number of both IMO numbers.",
        "AIS of both from a second provider, back to the first day of each.",
    ),
    params={
        "within_km": handover.APART_M // 1000,
        "within_days": handover.LATE_DAYS,
        "tracks_before_and_after_days": handover.WATCHED_DAYS,
        "length_alike_m": handover.LENGTH_M,
        "beam_alike_m": handover.BEAM_M,
        "possible_within_km_and_days": f"{handover.NEAR_M // 1000}, {handover.SOON_DAYS}",
        "port_nearer_than_km": handover.PORT_M // 1000,
        "in_the_book_within_days": handover.BOOK_DAYS,
        "in_the_book_size_share": handover.SIZE_SHARE,
    },
)  # fmt: skip


def run(context: Context) -> Iterator[Finding]:
    for heard in heard_handovers(context):
        yield _heard(context, heard)
    for told in told_handovers(context):
        yield _told(context, told)


def _heard(context: Context, one: Heard) -> Finding:
    assert context.followed is not None
    tracks, row = context.followed.tracks, one.new.row
    begun, ended = tracks.ends[one.new.mmsi], tracks.ends[one.old.mmsi]
    first = f"first heard {minute(begun.first_s)} UTC, and not before in these tracks"
    last = f"last heard {minute(ended.last_s)} UTC, {far(one.apart_m)} from there, and not since in these tracks"
    says = (
        f"{one.new.label} was {first}. {called(one.old)}, {_entry(one.listed)}, of like length and beam, was {last}. "
        "By their numbers they are two ships. A lead, no more."
    )
    proof = [
        *context.book_evidence(row, one.new.column, "mmsi"),
        spoken(tracks, one.new.mmsi, f"{first}; {_size(context, one.new.mmsi)}"),
        spoken(tracks, one.old.mmsi, f"{last}; {_size(context, one.old.mmsi)}"),
        context.list_evidence(one.listed.hit.position),
    ]
    return _finding(
        context, one.new.row, one.new.column, says, "possible" if one.close else "weak", proof, begun.first_s
    )


def _told(context: Context, one: Told) -> Finding:
    new, old = one.new.row, one.old.row
    hand = f" Both have one {one.one_hand}." if one.one_hand else ""
    says = (
        f"The book's time of {one.old.label}, {_entry(one.listed)}, ends on {old['to']}, and that of {one.new.label} begins on "
        f"{one.new.rows[0]['from']}, alike in {', '.join(one.alike)}.{hand} By their numbers they are two ships. A lead, no more."
    )
    cells = ("imo", "name", "from", "to", "length_m", "gross_tonnage", "deadweight", "built", "owner", "manager")
    proof = [*context.row_evidence(new, *cells), *context.row_evidence(old, *cells)]
    proof.append(context.list_evidence(one.listed.hit.position))
    return _finding(context, new, "imo", says, "possible" if one.one_hand else "weak", proof, None)


def _entry(listed: Screened) -> str:
    return f"{listed.hit.listed} on {listed.standing.listing.dataset} (listed {in_words(listed.standing.since)})"


def _size(context: Context, mmsi: int) -> str:
    assert context.followed is not None
    seen = context.followed.tracks.ships[mmsi]
    return f"length {seen.length_m:g} m, beam {seen.beam_m:g} m as sent"


def _finding(
    context: Context, row: Row, column: str, says: str, strength: Strength, proof: list[Evidence], first_s: int | None
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
        event_date=day(day_at(first_s)) if first_s is not None else row.dates.get("from"),
    )
