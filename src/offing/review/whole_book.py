"""What checks ask of the book as a whole: told by the book, or by what was kept of it where a part is reviewed."""

from __future__ import annotations

from offing.review.context import Context
from offing.review.papers import country_of
from offing.review.watched import touches


def dealt(context: Context) -> bool:
    """Whether the book has a voyage or a paper."""
    return context.whole.dealt if context.whole else any(map(context.book.sheet, ("voyages", "documents")))


def names_kp(context: Context) -> bool:
    """Whether any voyage, paper or cargo of the book names North Korea."""
    if context.whole:
        return context.whole.named_kp
    goods = (country_of(c[x]) == "KP" for c in context.book.sheet("cargo") for x in ("origin", "destination"))
    return any(touches(f) == "KP" for f in context.papers.folders) or any(goods)
