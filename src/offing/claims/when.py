"""When a claim's happening was, as the text tells it: dates in words, read against the day of publication."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.model import Dated, Document, Mention
from offing.claims.sentences import Sentence


def happened_of(
    document: Document, sentence: Sentence, start: int, end: int, mentions: Sequence[Mention]
) -> tuple[Dated | None, bool]:
    """When the claim quoted at `[start, end)` happened, and whether that stands in another sentence; None if not told."""
    return None, False
