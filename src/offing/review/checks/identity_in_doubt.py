"""Does a ship of another IMO number look like a listed ship of her name?

The same name with another valid IMO number is another ship, and as a rule that settles it: names are shared by many ships.
But a ship that has taken on another's number keeps her hull: so where the name is the same and at least two of type,
tonnage, year of build, length, call sign, MMSI and flag (today's or an earlier one) agree, and none of the hull's facts
differs, the look is not set aside but stands here, in a queue of its own. It says that the identity is in doubt, not
that the ship is the listed one: sister ships and ships of one owner look the same, and most of these are just that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from offing.review.catalog import Check
from offing.review.compared import compared, parts_told
from offing.review.context import Context
from offing.review.finding import Finding
from offing.review.listing import listed_words, status_words, statuses_of
from offing.review.mentions import ShipMention
from offing.review.screening import Screened

CHECK = Check(
    id="identity_in_doubt",
    asks="Does a ship of another IMO number look like a listed ship of her name?",
    kinds=("CONFLICT",),
    basis="IMO Resolution A.1117(30) (ship identification number); US maritime advisory of 14 May 2020, practice 2",
    needs=("vessels", "voyages", "documents"),
    innocent=(
        "Many ships share a name: another valid IMO number is, as a rule, another ship.",
        "Sister ships, and ships of one owner, share names in turn, type, size, age and flag.",
    ),
    settle=(
        "The flag registry's or the classification society's confirmation of the IMO number, with the builder's number.",
        "Photographs of the number on the hull and of the builder's plate.",
        "The history of the MMSI and call sign, and the continuous synopsis record.",
    ),
    params={"agree_at_least": 2},
    names=True,
)


def run(context: Context) -> Iterator[Finding]:
    groups: dict[tuple[object, ...], list[Screened]] = defaultdict(list)
    for one in context.screening.doubted:
        row = one.mention.row
        groups[row.sheet, row.number, row.file, one.mention.column, one.strength].append(one)
    for members in groups.values():
        yield _finding(context, members)


def _finding(context: Context, members: list[Screened]) -> Finding:
    first = members[0]
    mention = first.mention
    row = mention.row
    positions = tuple(dict.fromkeys(m.hit.position for m in members))
    linked = mention.vessel if isinstance(mention, ShipMention) else None
    columns = ("imo", "name", "vessel", "mmsi", "call_sign", "flag", "type", "gross_tonnage", "deadweight", "built")
    proof = context.book_evidence(row, mention.column, *columns)
    if linked is not None and linked is not row:
        proof += context.book_evidence(linked, *columns)
    return Finding(
        kind="CONFLICT",
        check=CHECK.id,
        subject=context.subject(row, mention.column),
        says=_says(context, members),
        strength=first.strength,
        evidence=(*proof, *(context.list_evidence(p) for p in positions)),
        innocent=(*CHECK.innocent, *dict.fromkeys(context.answers(mention))),
        settle=CHECK.settle,
        rule=CHECK.rule_under(context.profile),
        as_of=context.as_of,
        event_date=mention.when,
        detail={
            "queue": "identity in doubt",
            "parts": parts_told(first.parts),
            "compared": compared(context, members),
        },
    )


def _says(context: Context, members: list[Screened]) -> str:
    first = members[0]
    other = next(p for p in first.parts if p.rule == "imo_other")
    agree = listed_words(["name", *dict.fromkeys(p.word for p in first.parts if p.agrees and p.feature != "name")])
    return (
        f"“{first.mention.name}” has IMO number {other.book}; {first.hit.listed} on the list has {other.listed}. "
        f"By their numbers they are two ships, but the {agree} agree. The identity is in doubt, no more. "
        f"The listed ship: {status_words(statuses_of(context, members))}."
    )
