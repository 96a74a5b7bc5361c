"""The word of a quote that its claim hangs on, and what may be said of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from offing.claims.model import ClaimType, Document, Mention
from offing.claims.parsed import Parsed, parsed
from offing.claims.sayings import Frame
from offing.claims.sentences import Sentence
from offing.claims.speakers import can_speak
from offing.claims.words import Word, grammar


def spoken(read: Parsed) -> list[Frame]:
    """The sayings whose subject can speak."""
    return [
        f
        for f in read.frames
        if f.speaker is None or _named_source(read, f) or can_speak(read.words, f.speaker, read.near)
    ]


def _named_source(read: Parsed, frame: Frame) -> bool:
    """Whether what comes behind "according to" can be meant as a source at all."""
    if frame.kind != "source" or read.words[frame.verb].low != "according" or frame.speaker is None:
        return False
    first = read.words[frame.speaker[0]]
    return first.kind != "date" and not {"plan", "schedule", "law", "rules"} & {
        w.low for w in read.words[slice(*frame.speaker)]
    }


def predicate(read: Parsed, first: int, last: int) -> int | None:
    """The place of the verb that a quote's words `[first, last)` hang on; None where it has none."""
    words = read.words
    begin = first
    for frame in spoken(read):
        said = frame.governed[-1][0] if frame.governed else begin
        opens = frame.speaker is not None and frame.speaker[0] >= first and frame.kind in {"before", "source"}
        if (
            opens
            and begin <= frame.verb < last
            and said > frame.verb
            and said < last
            and not _verb_between(words, begin, frame)
        ):
            begin = said
    asked = next((k for k in range(begin, last) if words[k].low in {"whether", "if"} and _doubted(words, k)), None)
    if asked is not None and asked + 1 < last:
        begin = asked + 1
    k = begin
    while k < last:
        if words[k].low == "," and (after := _past_set_apart(words, k, last)) > k:
            k = after
        if _full(words, k):
            return k
        k += 1
    nouns = (k for k in range(begin, last) if words[k].low in _NOUNS)
    return next((k for k in range(begin, last) if words[k].kind == "aux"), next(nouns, None))


def hinge(
    document: Document,
    sentence: Sentence,
    start: int,
    end: int,
    args: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    type: ClaimType | None = None,
) -> int | None:
    """The offset of the word that a claim hangs on: the last full verb of the first stretch between its arguments `args`
    (start, end) that has one, or for `dealt_with` the reason's noun there ("for dealings with"). None where only nouns stand
    between them."""
    read = parsed(document, sentence, mentions)
    words = read.words
    close = range_of(words, start, end)[1]
    saying = {
        f.verb
        for f in spoken(read)
        if f.kind == "before" and any(_full(words, k) for k in range(f.governed[0][0], close))
    }
    at = start
    for a, b in [*sorted(args), (end, end)]:
        first, last = range_of(words, at, a)
        comma = next((k for k in range(first, last) if words[k].low == ","), -1)
        after = _past_set_apart(words, comma, last) if comma >= 0 else first
        if after > max(first, comma) and any(
            w.kind == "not" for w in words[first:after]
        ):  # "<P1>, who are not related, are on it"
            first = after
            if (aux := next((k for k in range(first, last) if words[k].kind in {"aux", "verb"}), -1)) >= 0:
                return words[aux].start
        verbs = [k for k in range(first, last) if _full(words, k) and k not in saying]
        if type in _LISTING:
            verbs = [k for k in verbs if words[k].low in grammar("act")][-1:] or verbs
        if verbs and a == end:
            found = predicate(read, first, last)
            return words[found].start if found is not None else None
        if verbs:
            reasons = [
                k for k in range(verbs[-1], last) if words[k].low in _NOUNS and words[k - 1].low in {"for", "over"}
            ]
            return words[(reasons if reasons and type == "dealt_with" else verbs)[-1]].start
        at = max(at, b)
    return None


_LISTING = frozenset({"designated", "delisted"})
_NOUNS = frozenset({"dealings", "involvement", "links", "ties", "support", "trade", "business"})


def _full(words: Sequence[Word], k: int) -> bool:
    return words[k].kind in {"verb", "ing", "inf"} and not _hedging(words, k)


def _doubted(words: Sequence[Word], k: int) -> bool:
    """Whether what "whether" or "if" opens is what the clause before it is in doubt about."""
    return words[k].low == "whether" or (k > 0 and words[k - 1].low in {"clear", "unclear", "known", "uncertain"})


def _verb_between(words: Sequence[Word], begin: int, frame: Frame) -> bool:
    """Whether another clause comes before the saying within the quote."""
    stop = frame.speaker[0] if frame.speaker else frame.verb
    return any(words[k].kind in {"verb", "aux"} for k in range(begin, stop))


def _past_set_apart(words: Sequence[Word], comma: int, last: int) -> int:
    """Past a relative or participial clause between commas, if a verb of the clause around it follows."""
    if comma + 1 >= last or words[comma + 1].kind not in {"rel", "ing", "verb"}:
        return comma
    for k in range(comma + 2, last - 1):
        if words[k].low == ",":
            n = k + 1
            while n < last and words[n].kind in {"adverb", "date"}:
                n += 1
            return k + 1 if n < last and words[n].kind in {"verb", "aux"} else comma
    return comma


def _hedging(words: Sequence[Word], k: int) -> bool:
    """Whether a verb only hedges the one that follows it ("believed to have", "threatened to pull out")."""
    after = words[k + 1].low if k + 1 < len(words) else ""
    if words[k].low in grammar("hedging"):
        return after in {"to", "of"}
    return words[k].low in grammar("hedging_to") and (
        after == "to" or (k + 1 < len(words) and words[k + 1].kind == "ing")
    )


def range_of(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The places of the words of a quote, half-open."""
    return bisect_left(words, start + 1, key=_END), bisect_left(words, end, key=_START)


def place_in(words: Sequence[Word], offset: int) -> int:
    """The place of the word at an offset of the text."""
    return min(bisect_left(words, offset + 1, key=_END), len(words) - 1)


_START, _END = attrgetter("start"), attrgetter("end")


def noun_place(words: Sequence[Word], first: int, last: int) -> int:
    """The place that stands for a quote without a verb: the relative pronoun that it holds, else its first word."""
    return next((k for k in range(first, last) if words[k].kind == "rel"), first)


def in_passing(words: Sequence[Word], place: int, first: int, last: int) -> bool:
    """Whether the quote only describes ("X, owned and managed by Y"): no finite verb, and no participle of a deed."""
    if first and words[first - 1].low in {"for", "of", "by"} and words[place].kind == "ing":
        return False
    if words[place].low not in grammar("state") and words[place].kind != "aux":
        return False
    if first < place < last - 1 and words[place].kind == "verb" and words[place + 1].kind == "det":
        return False
    return all(
        w.kind not in {"aux", "rel"} and (w.kind not in {"verb", "ing"} or w.low in grammar("state"))
        for w in words[first:last]
    )
