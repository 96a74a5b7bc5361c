"""Did owner or manager change just before?

A change of the ship's owner, manager or of who holds her owner is told where the book itself dates it: two rows of the
vessels sheet for one IMO number, or the ownership sheet. It is told when it surely came less than six months before a
voyage (weak: ships are sold every day), and when it came within a year after the former owner, or the ship, was put on a
list (possible; strong where a voyage followed within six months). A firm that was founded less than a year before the
voyage and has one ship in this book is told as weak: most ships have a company of their own. A change whose days the book
leaves open for longer is not told, and so is the first owner of a new ship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from offing.book.model import Row
from offing.records.dates import in_words, iso
from offing.review.catalog import Check
from offing.review.changed_hands import Change, changes, listed_before, owned_rows, soon
from offing.review.context import Context, on_file
from offing.review.finding import Evidence, Finding, Strength
from offing.review.holders import node_of
from offing.review.hulls import Hull
from offing.review.mentions import ShipMention
from offing.review.screening import Screened

BEFORE_VOYAGE_DAYS, AFTER_LISTING_DAYS, YOUNG_DAYS = 183, 365, 365
CHECK = Check(
    id="owner_change",
    asks="Did owner or manager change just before?",
    kinds=("BEHAVIOUR",),
    basis="US maritime advisory of 14 May 2020, practice 7 (complex ownership or management); clubs' questionnaires, not re-read",
    needs=("vessels", "ownership", "voyages"),
    innocent=(
        "Ships are sold, and managers replaced, every day; the next voyage always follows soon.",
        "Nearly every ship has a company of her own, founded when she was bought.",
        "The book's dates may be those of its own rows, not of the sale.",
    ),
    settle=(
        "The bill of sale or management agreement with its date, and the continuous synopsis record.",
        "The register extract of the new owner up to the natural persons, with the day of its founding.",
    ),
    params={
        "before_voyage_days": BEFORE_VOYAGE_DAYS,
        "after_listing_days": AFTER_LISTING_DAYS,
        "young_company_days": YOUNG_DAYS,
        "least_share_percent": 50,
    },
)  # fmt: skip


def run(context: Context) -> Iterator[Finding]:
    owned = owned_rows(context.mentions)
    fleet = Counter(node_of(context.mentions, h.row["owner"])[0] for h in context.hulls if h.row["owner"])
    for hull in context.hulls:
        for change in changes(context.mentions, hull, owned):
            yield from _changed(context, hull, change)
        yield from _young(context, hull, fleet)


def _changed(context: Context, hull: Hull, change: Change) -> Iterator[Finding]:
    when = change.when
    voyage = next((v for v in hull.voyages if soon(when.start, when.end, v, BEFORE_VOYAGE_DAYS)), None)
    listed = listed_before(context, hull, change, AFTER_LISTING_DAYS)
    if voyage is None and listed is None:
        return
    proof: list[Evidence] = []
    for row, column in (*([change.before] if change.before else []), change.after):
        proof += context.row_evidence(row, column, "owned", "name", "imo", "from", "to", "source")
    parts = [_change_words(context, hull, change)]
    if voyage is not None:
        proof += _loaded(context, voyage)
        parts.append(f"less than six months before she loaded on {iso(voyage.dates['load_date'])}")
    if listed is not None:
        proof += [context.list_evidence(listed.hit.position), *context.lent_evidence(listed)]
        parts.append(f"within a year after {_listed_words(listed)}")
    strength: Strength = "weak" if listed is None else "strong" if voyage is not None else "possible"
    row = change.after[0] if change.after[0].sheet == "vessels" else hull.row
    column = "manager" if change.what == "manager" else "owner"
    yield _finding(context, row, column, f"{', '.join(parts)}.", strength, proof, change)


def _change_words(context: Context, hull: Hull, change: Change) -> str:
    new, when = change.named(context.mentions, change.after), in_words(change.when)
    if change.before is None:
        return f"{new} has been {change.what} of {hull.label} since a day told as {iso(change.when)}; the book names none before"
    old = change.named(context.mentions, change.before)
    return f"The {change.what} of {hull.label} changed from {old} to {new} {when}"


def _listed_words(listed: Screened) -> str:
    ship = isinstance(listed.mention, ShipMention)
    where = f"{listed.standing.listing.dataset}, {in_words(listed.standing.since)}"
    return f"{'the ship' if ship else 'the former one'}, {listed.hit.listed}, came onto a list ({where})"


def _loaded(context: Context, voyage: Row) -> tuple[Evidence, ...]:
    return context.row_evidence(voyage, "id", "vessel", "load_date")


def _young(context: Context, hull: Hull, fleet: Counter[str]) -> Iterator[Finding]:
    """Her owner was founded less than a year before a voyage; a new ship's company is as young as she."""
    owner, built = hull.row["owner"], hull.row.numbers.get("built")
    firm = context.mentions.party(owner) if owner else None
    born = firm.dates.get("incorporated") if firm is not None else None
    if firm is None or born is None or born.start is None or fleet[node_of(context.mentions, owner)[0]] != 1:
        return
    voyage = next((v for v in hull.voyages if soon(born.start, born.end, v, YOUNG_DAYS)), None)
    if voyage is None or (built is not None and built >= born.start.year):
        return
    age = f" (built {built:.0f})" if built else ""
    says = (
        f"{firm['name']}, owner of {hull.label}{age} and of no other ship in this book, was founded {in_words(born)}, "
        f"less than a year before she loaded on {iso(voyage.dates['load_date'])}."
    )
    proof = [
        *context.row_evidence(hull.row, "name", "imo", "built", "owner"),
        *context.row_evidence(firm, "name", "incorporated"),
        *_loaded(context, voyage),
    ]
    yield _finding(context, hull.row, "owner", says, "weak", proof, None)


def _finding(
    context: Context, row: Row, column: str, says: str, strength: Strength, proof: list[Evidence], change: Change | None
) -> Finding:
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(row, column),
        says=says,
        strength=strength,
        evidence=tuple(dict.fromkeys(proof)),
        innocent=(*CHECK.innocent, *on_file(row, change.after[0] if change else None)),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        event_date=change.when if change else None,
    )
