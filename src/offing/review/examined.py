"""A book that was reviewed: the book itself beside its review, with the tracks and reports that were read for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from offing.book.model import Book
from offing.review.context import Context
from offing.review.finding import Finding, order
from offing.review.in_reports import Reports
from offing.review.mentions import Mentions
from offing.review.result import Review
from offing.review.tracked import Followed
from offing.tracks.brought import Tracks


@dataclass(frozen=True)
class Examined:
    """One book and all that a review of it rests on; `tracks` and `reports` are None where the book has none.

    `label` names it among several whose folders are called the same.
    """

    book: Book
    review: Review
    tracks: Tracks | None = None
    reports: Reports | None = None
    label: str = ""
    context: Context | None = None
    """All that the checks looked at, where it was asked for."""

    @property
    def name(self) -> str:
        return self.label or self.book.name

    @cached_property
    def mentions(self) -> Mentions:
        return Mentions(self.book)

    @cached_property
    def in_order(self) -> tuple[Finding, ...]:
        """The findings by the book's rows, hardest first within a row."""
        return tuple(sorted(self.review.findings, key=order))

    @cached_property
    def followed(self) -> Followed | None:
        return Followed(self.tracks, self.mentions) if self.tracks is not None else None
