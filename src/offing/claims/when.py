"""When a claim's happening was, as the text tells it: dates in words, read against the day of publication."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from offing.claims.announced import announcement_of, authorities_in, same_authority
from offing.claims.arguments import Tree
from offing.claims.asked import remembered
from offing.claims.date_words import date_words
from offing.claims.dates import number_of, shifted
from offing.claims.model import ClaimType, Dated, Document, Mention
from offing.claims.parsed import Parsed, parsed, sentences_of
from offing.claims.predicates import in_passing, place_in, predicate, range_of
from offing.claims.sentence_dates import NO_THREAD, Thread, Told, told_dates
from offing.claims.sentences import Sentence
from offing.claims.tree_dates import dated_by_tree
from offing.claims.verb_clauses import content, same_doing
from offing.claims.words import grammar, plain
from offing.records.dates import DateSpan

_ANNOUNCED: frozenset[ClaimType] = frozenset({"designated", "delisted", "advisory_listed"})
_LEAD = 6
"""Sentences at the head of a document in which "has sanctioned" is the news."""
_EARLIER = frozenset({"previously", "formerly", "already", "earlier", "since"})
_ACTION = frozenset(
    "designation designations sanctions blacklisting listing listings action actions measures sanctioning delisting".split()
)
"""Nouns for the act, where no verb tells it."""
_BACK = 8
"""Sentences looked back for the date that "two weeks later" counts from."""


def happened_of(
    document: Document,
    sentence: Sentence,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    *,
    at: int | None = None,
    type: ClaimType | None = None,
    tree: Tree | None = None,
) -> tuple[Dated | None, bool]:
    """When the claim quoted at `[start, end)` happened, and whether that stands in another sentence; None if not told.

    `at` and `type` are as for `voice_of`, `tree` is the sentence's. A date counts only where it belongs to the claim's own verb,
    by the order of the words or by the tree. A designation without one takes the day on which the document says that it was
    announced.
    """
    read = parsed(document, sentence, mentions)
    first, last = range_of(read.words, start, end)
    if first >= last:
        return None, False
    place = place_in(read.words, at) if at is not None else predicate(read, first, last)
    ahead = place is not None and any(h.modality == "planned" and h.start <= place < h.end for h in read.hedges)
    thread = _thread(document, sentence, mentions)
    told = told_dates(document, read, thread)
    later = told_dates(document, read, thread, True) if ahead else told
    chosen = _own(read, later, first, last, place, type)
    if not chosen and tree and place is not None:
        past = later if ahead else [t for t in later if not _to_come(document, t)]
        chosen = dated_by_tree(tree, past, read.words[place].start, type not in grammar("own_type"))
    if chosen:
        return _dated(document, chosen), False
    if place is not None and (distant := _before_publication(document, read, told, place)):
        return distant, False
    if place is not None and (spoken := _when_said(read, told, first, last, place)):
        return _dated(document, spoken), False
    if place is None and not _ACTION & {w.low for w in read.words[first:last]}:
        return None, False
    return _announced(document, sentence, read, told, place, type)


def _dated(document: Document, told: Told) -> Dated | None:
    return Dated(told.span, document.text[told.start : told.end], told.start, told.end) if told.span else None


def _to_come(document: Document, told: Told) -> bool:
    """Whether a date begins after the day of publication."""
    published = document.published.span.end if document.published else None
    return bool(published and told.span and told.span.start and told.span.start > published)


def _own(
    read: Parsed, told: Sequence[Told], first: int, last: int, place: int | None, type: ClaimType | None
) -> Told | None:
    """The date that belongs to the claim's verb; of several the one in the quote, then the nearest."""
    usable = [t for t in told if t.span is not None and not t.describes]
    if place is None:
        if type in grammar("own_type"):
            return None
        inside = [t for t in usable if first <= t.first and t.last <= last]
        return inside[0] if len(inside) == 1 else None
    clauses = read.clauses
    if type in grammar("own_type") and in_passing(read.words, place, first, last):
        usable = [t for t in usable if first <= t.first and t.last <= last]
    belonging = [t for t in usable if same_doing(read.words, clauses, place, t.host) and t.words.form != "distance"]
    if read.words[place].kind == "aux":
        belonging += [
            t for t in usable if t.host < 0 and clauses[t.first] == clauses[place] and t.words.form != "distance"
        ]
    belonging += [t for t in usable if t.words.form == "distance" and t.host == place]
    if not belonging:
        belonging = [
            t
            for t in usable
            if t.first < t.host < place and clauses[t.first] == clauses[place] and t.words.form != "distance"
        ]
        belonging = [t for t in belonging if not any(t.host < o.first < place for o in told)]
    ranked = sorted(
        belonging, key=lambda t: (not (first <= t.first and t.last <= last), t.host != place, abs(t.first - place))
    )
    return ranked[0] if ranked else None


@remembered(8)
def _thread(document: Document, sentence: Sentence, mentions: Sequence[Mention]) -> Thread:
    """What the sentences before tell of dates; only gone into where a date of the sentence could lean on it."""
    view = plain(document.text[sentence.start : sentence.end])
    if not any(w.form == "anchored" or (w.form == "partial" and not w.part("rel")) for w in date_words(view)):
        return NO_THREAD
    every = sentences_of(document)
    here = bisect_left(every, sentence.start, key=lambda s: s.start)
    thread, paragraph = Thread(), -1
    for other in every[max(0, here - _BACK) : here]:
        if other.paragraph != paragraph:
            thread, paragraph = Thread(None, thread.here or thread.before), other.paragraph
        thread = _after(document, parsed(document, other, mentions), thread)
    if sentence.paragraph != paragraph:
        thread = Thread(None, thread.here or thread.before)
    return replace(thread, before=thread.here or thread.before)


def _after(document: Document, read: Parsed, thread: Thread) -> Thread:
    """The thread after a sentence."""
    thread = replace(thread, before=thread.here or thread.before)
    told = told_dates(document, read, thread)
    days = [t for t in told if t.span and t.span.start and t.span.end and t.words.form not in {"vague", "distance"}]
    if not days or not days[-1].span:
        return thread
    alone = told_dates(document, read, NO_THREAD)
    leant = any(t.words.form == "partial" and t.span != a.span for t, a in zip(told, alone, strict=False))
    return Thread(days[-1].span, thread.before, thread.past or leant)


def _before_publication(document: Document, read: Parsed, told: Sequence[Told], place: int) -> Dated | None:
    """`The action comes less than a month after X met Y`: the meeting is that long before the report."""
    published = document.published.span.end if document.published else None
    clauses = read.clauses
    for t in told:
        if (
            t.words.form != "distance"
            or t.words.part("way") != "after"
            or t.span
            or clauses[place] != clauses[t.last - 1]
        ):
            continue
        now = any(w.low in {"comes", "come"} for w in read.words[max(0, t.first - 3) : t.first])
        number = number_of(t.words)
        if (
            published
            and now
            and number
            and (span := _ago(published, number, t.words.part("unit"), t.words.part("about")))
        ):
            return Dated(span, document.text[t.start : t.end], t.start, t.end)
    return None


def _ago(published: date, number: int, unit: str, about: str) -> DateSpan | None:
    try:
        then = shifted(published, -number, unit)
    except (ValueError, OverflowError):
        return None
    if about in {"less than", "fewer than", "under", "barely", "only", "just"}:
        return DateSpan(then, published)
    return DateSpan(then - timedelta(3), then + timedelta(3)) if unit in {"day", "week"} and not about else None


def _when_said(read: Parsed, told: Sequence[Told], first: int, last: int, place: int) -> Told | None:
    """The day of the saying, where the quote takes in the saying, or an authority tells of its own act ("said Thursday it had
    sanctioned")."""
    words = read.words
    for frame in read.frames:
        if frame.kind not in {"before", "after"} or not (frame.governs(place) or frame.verb == place):
            continue
        for t in told:
            if t.span is None or t.describes or t.host != frame.verb or t.words.form == "distance":
                continue
            own_act = words[place].low in grammar("act") and any(
                w.kind == "pronoun" for w in words[frame.governed[-1][0] : place] if w.low in {"it", "they", "we"}
            )
            if own_act or (
                first <= frame.verb < last and first <= t.first and t.last <= last and frame.kind == "before"
            ):
                return t
    return None


def _announced(
    document: Document,
    sentence: Sentence,
    read: Parsed,
    told: Sequence[Told],
    place: int | None,
    type: ClaimType | None,
) -> tuple[Dated | None, bool]:
    """The day of the announcement, for a designation that the document tells as its news."""
    act = type is None and place is not None and read.words[place].low in grammar("act")
    if type not in _ANNOUNCED and not act:
        return None, False
    found = announcement_of(document)
    if not found:
        return None, False
    dated, authorities = found
    other_days = [t for t in told if not t.describes and t.span != dated.span and (t.span or t.words.rule != "same")]
    if other_days or not _this_act(document, sentence, read, place):
        return None, False
    if not same_authority(authorities_in(plain(document.text[sentence.start : sentence.end])), authorities):
        return None, False
    return dated, not sentence.start <= dated.start < sentence.end


def _this_act(document: Document, sentence: Sentence, read: Parsed, place: int | None) -> bool:
    """Whether an act is told as the news: active and past or going on, or passive in what an authority says; not before it."""
    words = read.words
    if _EARLIER & {w.low for w in (words if place is None else words[max(0, place - 8) : place])}:
        return False
    if place is None or words[place].kind == "aux":
        return not {w.low for w in words} & {
            "had",
            "been",
            "not",
            "no",
            "none",
            "never",
            "if",
            "will",
            "could",
            "would",
            "may",
            "already",
            "remain",
            "remains",
        }
    if _also_today(read, place):
        return True
    k = place - 1
    group = []
    while k >= 0 and words[k].kind in {"aux", "adverb", "not", "date"}:
        group.append(words[k].low)
        k -= 1
    lead = sentence.start < sentences_of(document)[:_LEAD][-1].end
    if (grammar("earlier") - ({"has", "have"} if lead else set()) | grammar("to_come")) & set(group):
        return False
    aux = [g for g in group if g in {"was", "were", "is", "are", "being", "been"}]
    if words[place].kind == "ing":
        return True
    if not aux:
        follows_noun = k >= 0 and words[k].kind in {"name", "pronoun", "word", "mark", "coord"}
        return follows_noun and _active(read, place)
    return any(f.governs(place) and f.speaker is not None for f in read.frames)


_NEWS = frozenset("being pursuant also too well likewise along together among those now same".split())
"""Words beside a passive that is part of the news: "was also designated", "are being designated", "listed as well"."""
_NOT_NOW = frozenset({"not", "no", "none", "never", "been", "had", "will", "if", "already"})
_BE = frozenset({"is", "are", "was", "were"})


def _also_today(read: Parsed, place: int) -> bool:
    """Whether a main clause in the passive tells of one more that the act fell on, and nothing that was before or is not."""
    words, clauses = read.words, read.clauses
    here = [k for k in range(len(words)) if clauses[k] == clauses[place]]
    lows = {words[k].low for k in here}
    if any(words[k].kind in {"rel", "sub"} and k < place for k in here) or lows & _NOT_NOW:
        return False
    if not any(words[k].low in _BE and abs(k - place) <= 4 for k in here):
        return False
    after = [words[k].low for k in here if k > place][:2]
    for_doing = (
        len(after) > 1
        and after[0] == "for"
        and (after[1].endswith("ing") or after[1] in {"his", "her", "its", "their"})
    )
    return for_doing or bool(lows & _NEWS) or (after[:1] == ["as"] and after[1:] in (["property"], ["blocked"]))


def _active(read: Parsed, place: int) -> bool:
    """Not a participle after the noun it describes ("a company designated by")."""
    after = read.words[place + 1].low if place + 1 < len(read.words) else ""
    return after not in {"by", "in", "under", "as", "for", ",", "."} and content(read.words, place)
