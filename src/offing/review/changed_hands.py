"""When a ship's owner or manager changed, as far as the book tells, and what came soon before or after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from offing.book.model import Row
from offing.records.dates import DateSpan
from offing.records.rungs import RUNGS
from offing.review.context import Context
from offing.review.holders import is_office, node_of
from offing.review.hulls import Hull
from offing.review.mentions import Mentions
from offing.review.papers import first_day, last_day
from offing.review.screening import Screened

WHOLE_PERCENT = 50.0
Cell = tuple[Row, str]


@dataclass(frozen=True, slots=True)
class Change:
    """`what` (owner, manager, holder of her owner) went from `before` to `after`; `when` holds the day on which it did.

    `before` is None where the book names nobody who had it earlier.
    """

    what: str
    before: Cell | None
    after: Cell
    when: DateSpan

    def named(self, mentions: Mentions, cell: Cell) -> str:
        """The party of a cell by its name in the book."""
        return node_of(mentions, cell[0][cell[1]])[1]


def owned_rows(mentions: Mentions) -> Mapping[str, list[Row]]:
    """Rows of the ownership sheet that tell of a half or more, of control or of no share, by the node of what is owned."""
    found: dict[str, list[Row]] = {}
    for row in mentions.book.sheet("ownership"):
        share = row.numbers.get("percent")
        whole = share is None or share >= WHOLE_PERCENT or row.flags.get("control")
        if row["owner"] and row["owned"] and whole and not is_office(row):
            found.setdefault(node_of(mentions, row["owned"])[0], []).append(row)
    return found


def changes(mentions: Mentions, hull: Hull, owned: Mapping[str, list[Row]]) -> Iterator[Change]:
    """Each change once, by what changed; those whose order in time the book does not tell are left out."""
    for column in ("owner", "manager"):
        rows = [r for r in hull.dated if r[column]]
        for old, new in pairwise(rows):
            if _same(mentions, old[column], new[column]):
                continue
            if (when := _between(old, new)) is not None:
                yield Change(column, (old, column), (new, column), when)
    ships = dict.fromkeys(node_of(mentions, r["imo"] or r.id or r["name"])[0] for r in hull.rows)
    for node in ships:
        yield from _in_sheet(mentions, owned.get(node, ()), "owner", hull)
    if hull.row["owner"]:
        firm = node_of(mentions, hull.row["owner"])[0]
        yield from _in_sheet(mentions, owned.get(firm, ()), "holder of her owner", None)


def _in_sheet(
    mentions: Mentions, rows: Iterator[Row] | tuple[Row, ...] | list[Row], what: str, hull: Hull | None
) -> Iterator[Change]:
    """Changes that the ownership sheet tells. Without an earlier owner there is one only for a ship not new at the time."""
    held = list(rows)
    for new in held:
        start = new.dates.get("from")
        if start is None or start.start is None or start.end is None:
            continue
        others = [r for r in held if not _same(mentions, r["owner"], new["owner"])]
        earlier = [r for r in others if (until := last_day(r, "to")) and until <= start.end]
        if earlier:
            old = max(earlier, key=lambda r: last_day(r, "to") or date.min)
            yield Change(what, (old, "owner"), (new, "owner"), start)
        elif hull is not None and not _new_then(hull, start):
            yield Change(what, None, (new, "owner"), start)


def _new_then(hull: Hull, start: DateSpan) -> bool:
    """Whether she was built then, or may have been: her first owner is no change."""
    built = {int(b) for r in hull.rows if (b := r.numbers.get("built"))}
    return not built or start.start is None or max(built) >= start.start.year


def _between(old: Row, new: Row) -> DateSpan | None:
    """From the last day that the book surely gives to the old, to the first that it gives to the new."""
    start, end = first_day(old, "to") or first_day(old, "from"), last_day(new, "from")
    if start is None or end is None or "from" not in new.dates:
        return None
    return DateSpan(start, end) if start <= end else new.dates["from"]


def soon(first: date | None, last: date | None, voyage: Row, most: int) -> bool:
    """Whether a voyage surely began after the day that these two hold, and surely less than `most` days after it."""
    load = voyage.dates.get("load_date")
    if load is None or load.start is None or load.end is None or first is None or last is None:
        return False
    return load.start >= last and (load.end - first).days < most


def listed_before(context: Context, hull: Hull, change: Change, most: int) -> Screened | None:
    """The listing of the former one, or of the ship, after which the change surely came within `most` days; no name alone."""
    when = change.when
    places = [*([change.before] if change.before else []), *((r, c) for r in hull.rows for c in ("imo", "name"))]
    for one in (s for place in places for s in context.screened_at.get(place, ())):
        since = one.standing.since
        if one.strength not in ("match", "strong") or not RUNGS[one.standing.listing.rung].listing or since is None:
            continue
        if since.start is None or when.start is None or when.end is None:
            continue
        if since.surely_by(when.start) and (when.end - since.start).days <= most:
            return one
    return None


def _same(mentions: Mentions, one: str, other: str) -> bool:
    return node_of(mentions, one)[0] == node_of(mentions, other)[0]
