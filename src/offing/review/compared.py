"""What a finding's strength was made of, and what a decision on it would rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from offing.index.rules import Part
from offing.review.context import Context
from offing.review.decided import book_facts, entry_facts
from offing.review.screening import Screened


def parts_told(parts: Iterable[Part]) -> list[dict[str, str]]:
    """Parts as findings and answers show them: no figure."""
    return [{"feature": p.feature, "says": p.says, "value": p.value, "bearing": p.bearing} for p in parts]


def compared(context: Context, members: Sequence[Screened]) -> Mapping[str, Any]:
    """What a decision on the finding would rest on: a digest of each fact of the book, and of each entry."""
    entries = {m.hit.position: (m, context.entity_of(m)) for m in reversed(members)}
    return {
        "book": book_facts(members[0].told),
        "entries": [
            {
                "dataset": entity.dataset,
                "entry": entity.entry,
                "name": entity.caption,
                "parts": parts_told(m.parts),
                "facts": entry_facts(entity),
            }
            for m, entity in reversed(entries.values())
        ],
    }
