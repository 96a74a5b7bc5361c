"""The dates that a sentence tells, what they come to, and the verb that each belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from offing.claims.asked import remembered
from offing.claims.date_words import DateWords, date_words
from offing.claims.dates import near, number_of, shifted, span_of
from offing.claims.model import Document
from offing.claims.parsed import Parsed
from offing.claims.verb_clauses import content
from offing.claims.words import Word, grammar, plain
from offing.records.dates import DateSpan, day

_MOST = 40
"""Dates looked at in one sentence; what has more is a table."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date told in a sentence: its words' places `[first, last)`, offsets in the text, the span it comes to (None: not known
    here), the place of the verb it belongs to (-1: none), and whether it only describes a noun ("Thursday's announcement")."""

    first: int
    last: int
    start: int
    end: int
    span: DateSpan | None
    words: DateWords
    host: int
    describes: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """What a date may lean on: the last one told before it in its paragraph, and the last told at all; `past`: the paragraph
    tells of that time, so that its dates without a year are of it."""

    here: DateSpan | None = None
    before: DateSpan | None = None
    past: bool = False


NO_THREAD = Thread()


@remembered(64)
def told_dates(document: Document, read: Parsed, thread: Thread = NO_THREAD, ahead: bool = False) -> tuple[Told, ...]:
    """Every date of a sentence, in order; `thread` is what the sentences before it tell, `ahead` reads it as to come."""
    anchor, past = thread.here, thread.past
    words = read.words
    if not words:
        return ()
    begin = words[0].start
    view = plain(document.text[begin : words[-1].end])
    found = date_words(view)[:_MOST]
    if not found:
        return ()
    clauses = read.clauses
    published = document.published.span.end if document.published else None
    asides = frozenset(f.verb for f in read.frames if f.kind in {"after", "source"})
    out: list[Told] = []
    starts = [w.start for w in words]
    skip = -1
    for n, told in enumerate(found):
        if n == skip:
            continue
        first = bisect_left(starts, begin + told.start)
        last = bisect_left(starts, begin + told.end)
        if first >= len(words) or words[first].kind != "date":
            continue
        span = span_of(told, published, ahead=ahead, anchor=anchor)
        lean = anchor if past else thread.before if _pluperfect(words, clauses, first) else None
        if (
            told.form == "partial"
            and not ahead
            and lean
            and _long_before(lean, published)
            and (then := near(told, lean))
        ):
            span, past = then, True
        if told.form == "distance" and n + 1 < len(found):
            span = _from_what_follows(told, span_of(found[n + 1], published, ahead=ahead, anchor=anchor))
        start, end = begin + told.start, begin + told.end
        second = (
            span_of(found[n + 1], published, ahead=ahead, anchor=anchor) if _range_with_next(view, found, n) else None
        )
        if second and span and span.start and second.end and second.end >= span.start:
            span, skip, end = DateSpan(span.start, second.end), n + 1, begin + found[n + 1].end
            last = bisect_left(starts, end)
        span, start = _bounded(words, first, span, start, published)
        out.append(
            Told(
                first,
                last,
                start,
                end,
                span,
                told,
                _host(words, clauses, first, last, told, asides),
                _describes(words, first, last),
            )
        )
        if span and span.start and span.end and told.form not in {"vague", "distance"}:
            anchor = span
    return tuple(out)


def _long_before(span: DateSpan, published: date | None) -> bool:
    return bool(
        published
        and span.start
        and span.end
        and (span.end - span.start).days <= 31
        and (published - span.end).days > 150
    )


def _pluperfect(words: Sequence[Word], clauses: Sequence[int], at: int) -> bool:
    """Whether the clause of a place tells what had been."""
    return any(words[k].low == "had" and clauses[k] == clauses[at] for k in range(len(words)))


def _range_with_next(view: str, found: Sequence[DateWords], n: int) -> bool:
    if n + 1 >= len(found):
        return False
    between = view[found[n].end : found[n + 1].start]
    before = view[max(0, found[n].start - 9) : found[n].start].lower()
    return (between == " and " and before.endswith("between ")) or (
        between in {" to ", " until ", " through ", " till "} and before.endswith("from ")
    )


def _bounded(
    words: Sequence[Word], first: int, span: DateSpan | None, start: int, published: date | None
) -> tuple[DateSpan | None, int]:
    """The span as "until", "by", "before" and "after" bound it; "since" tells when it began."""
    if span is None or first == 0 or (span.start is None or span.end is None):
        return span, start
    word = words[first - 1]
    if word.low == "since":
        return span, word.start
    if word.low in {"until", "till", "by"}:
        return DateSpan(None, span.end), word.start
    if word.low == "before":
        return DateSpan(None, span.start - timedelta(1)), word.start
    if word.low == "after":
        then = span.end + timedelta(1)
        return DateSpan(then, published if published and published >= then else None), word.start
    return span, start


def _from_what_follows(told: DateWords, other: DateSpan | None) -> DateSpan | None:
    """`two weeks after March 3`: the day that many from the date that follows."""
    number = number_of(told)
    if number is None or other is None or not other.is_day or other.start is None or told.part("about"):
        return None
    if told.part("unit") not in {"day", "week"}:
        return None
    return day(
        shifted(other.start, -number if told.part("way") in {"before", "prior to"} else number, told.part("unit"))
    )


def _describes(words: Sequence[Word], first: int, last: int) -> bool:
    """`Thursday's announcement`, `the 2017 report`, `a March 2018 shipment`."""
    if last < len(words) and words[last].low in {"'s", "'"}:
        return True
    if words[last - 1].low.endswith("'s"):
        return last < len(words) and words[last].kind in {"word", "name", "verb"}
    before = words[first - 1] if first else None
    if before and before.low == "since" and first > 1 and words[first - 2].low in grammar("nth"):
        return True
    noun_after = last < len(words) and words[last].kind in {"word"}
    return bool(before and before.kind == "det" and noun_after and before.low in {"the", "a", "an", "its", "their"})


def _host(
    words: Sequence[Word], clauses: Sequence[int], first: int, last: int, told: DateWords, asides: frozenset[int]
) -> int:
    """The verb that a date belongs to: the last full verb before it in its clause, else the first after it. Verbs of saying set
    apart by commas (`asides`) have only the dates right after them."""
    clause = clauses[first]
    if told.form == "distance":
        clause = clauses[first - 1] if first else clause
    before = [k for k in range(first) if clauses[k] == clause and content(words, k)]
    before = [k for k in before if not _set_apart(words, k, first)] or before
    if before and before[-1] in asides and any(words[k].low == "," for k in range(before[-1], first)):
        before = [k for k in before if k not in asides]
    if not before:
        after = (k for k in range(last, len(words)) if clauses[k] == clause and content(words, k) and k not in asides)
        return next(after, -1)
    nearest = before[-1]
    if (
        told.form in {"weekday", "relative"}
        and words[nearest].kind == "ing"
        and nearest
        and words[nearest - 1].low in {"for", "over"}
    ):
        return before[0]
    return nearest


def _set_apart(words: Sequence[Word], verb: int, until: int) -> bool:
    """Whether a participle stands between commas that close before a place (", then called Grace 1, ")."""
    k = verb - 1
    while k >= 0 and words[k].kind in {"adverb", "date"}:
        k -= 1
    return k > 0 and words[k].low == "," and any(words[n].low == "," for n in range(verb, until))
