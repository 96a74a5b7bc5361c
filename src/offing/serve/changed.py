"""What changed in the lists, a page at a time: for the API and for tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from offing.errors import UsageError
from offing.index import keep
from offing.index.changes import Change, changes
from offing.lists.contract import list_modules
from offing.report.changed import changes_dict
from offing.settings import Home


def changes_page(
    home: Home,
    datasets: Sequence[str] = (),
    after: date | None = None,
    to: date | None = None,
    *,
    substantive: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> dict[str, Any]:
    """As `offing changes --json`, `limit` of them from number `offset` on. Raises UsageError for a list that is none."""
    known = list_modules()
    if unknown := [d for d in datasets if d not in known]:
        raise UsageError(f"no list is called {', '.join(unknown)[:200]}", hint=f"Known: {', '.join(known)}")
    if after and to and to < after:
        raise UsageError("the last day is before the first", value=f"{after} .. {to}")
    if not home.index.exists():
        return {"changes": [], "offset": offset, "limit": limit, "more": False, "alone": sorted(datasets)}
    with keep.opened(home.index, to_read=True) as db:
        held: dict[str, int] = {}
        for version in keep.versions(db):
            held[version.dataset] = held.get(version.dataset, 0) + 1
        names = sorted(datasets or held)

        def each() -> Iterator[Change]:
            for name in names:
                yield from (c for c in changes(db, name, after, to) if c.substantive or not substantive)

        found = list(islice(each(), offset, offset + limit + 1))
    alone = [n for n in names if held.get(n, 0) < 2]
    more = len(found) > limit
    return {**changes_dict(found[:limit]), "offset": offset, "limit": limit, "more": more, "alone": alone}
