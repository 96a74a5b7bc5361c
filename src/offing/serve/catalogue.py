"""The lists as a catalogue of datasets, and which of them a question is asked of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import HTTPException

from offing.errors import UsageError
from offing.lists.contract import list_modules
from offing.review.result import ListUsed

ALL = ("default", "all", "sanctions")
"""Names of everything that is loaded."""


def datasets_of(
    used: Sequence[ListUsed], dataset: str, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> frozenset[str] | None:
    """The lists that are meant; None: all. Raises HTTPException (404) where the first is not loaded, UsageError for others."""
    loaded = frozenset(x.dataset for x in used if x.version)
    if dataset not in ALL and dataset not in loaded:
        raise HTTPException(
            404, f"no list of this name is loaded; there are {', '.join(sorted(loaded))}, and {ALL[0]} for all"
        )
    for name in (*include, *exclude):
        if name not in loaded and name not in ALL:
            raise UsageError(
                "no list of this name is loaded", value=name, hint=f"There are {', '.join(sorted(loaded))}"
            )
    some = {dataset, *include}
    chosen = loaded if some & set(ALL) else some
    if not exclude:
        return None if chosen == loaded else frozenset(chosen)
    return frozenset(chosen) - (loaded if set(exclude) & set(ALL) else set(exclude))


def catalogue(used: Sequence[ListUsed]) -> dict[str, Any]:
    """Every list that is loaded, and `default` that holds them all. Outdated is what a review would call not checked."""
    loaded = [x for x in used if x.version]
    outdated = [x.dataset for x in loaded if x.state in ("stale", "held_back", "undated", "later")]
    whole = _dataset(ALL[0], "All lists that are loaded", None, "", sum(x.entries for x in loaded), None, None)
    whole["children"] = [x.dataset for x in loaded]
    whole["index_current"] = not outdated
    return {
        "datasets": [whole, *(_of(x, x.dataset not in outdated) for x in loaded)],
        "current": [x.dataset for x in loaded if x.dataset not in outdated],
        "outdated": outdated,
        "index_stale": bool(outdated),
    }


def _of(x: ListUsed, current: bool) -> dict[str, Any]:
    module = list_modules().get(x.dataset)
    publisher = {"name": module.DATASET.publisher, "official": not module.DATASET.bundled} if module else None
    updated = f"{x.published}T00:00:00" if x.published else None
    made = _dataset(x.dataset, x.title, x.version, x.url, x.entries, updated, publisher)
    return made | {"index_current": current}


def _dataset(
    name: str,
    title: str,
    version: str | None,
    url: str,
    entries: int,
    updated: str | None,
    publisher: dict[str, Any] | None,
) -> dict[str, Any]:
    return {
        "name": name, "title": title, "version": version, "url": url or None, "category": "sanctions",
        "entity_count": entries, "updated_at": updated, "publisher": publisher, "load": True, "index_current": True,
        "index_version": version, "children": [],
    }  # fmt: skip
