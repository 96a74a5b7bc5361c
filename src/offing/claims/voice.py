"""Who says a claim, how sure they are, and whether they say it or deny it: read from what governs the quoted clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offing.claims.model import Document, Mention, Modality, Polarity, Speaker
from offing.claims.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Voice:
    """The chain of who says it, the nearest to the claim first (empty: the report's own voice), how sure, and which way."""

    speakers: tuple[Speaker, ...] = ()
    modality: Modality = "asserted"
    polarity: Polarity = "positive"


def voice_of(document: Document, sentence: Sentence, start: int, end: int, mentions: Sequence[Mention]) -> Voice:
    """The voice of a claim quoted at `[start, end)` of the text, within `sentence`; `mentions` are all of the document's."""
    return Voice()
