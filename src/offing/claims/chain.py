"""The chain of those who say a claim: in its own sentence, or around the quotation that it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from offing.claims.model import Document, Mention, Speaker
from offing.claims.parsed import Parsed, parsed, sentences_of
from offing.claims.predicates import spoken
from offing.claims.quotations import open_quote
from offing.claims.sayings import Frame
from offing.claims.sentences import Sentence
from offing.claims.speakers import media, speaker_of

_UNNAMED = frozenset({"anonymous", "anonymous_official", "person", "official", "company", "expert"})
_BACK = 4
"""Sentences looked back for the person that "he" is."""


def chain_of(
    document: Document, sentence: Sentence, read: Parsed, governing: Sequence[Frame], mentions: Sequence[Mention]
) -> tuple[Speaker, ...]:
    """The speakers of the sayings, the one whose words are nearest first."""
    order = {"reason": 0, "aside": 1, "source": 2, "before": 2, "after": 3}
    ranked = sorted(
        governing, key=lambda f: (f.kind == "after", f.verb if f.kind == "after" else _size(f), order[f.kind])
    )
    out: list[Speaker] = []
    for frame in ranked:
        if frame.speaker is None:
            continue
        speaker = speaker_of(document, read.words, frame.speaker, read.near, mentions)
        if (
            speaker.kind == "unresolved"
            and speaker.text.lower() in {"he", "she"}
            and (read.words[frame.speaker[0]].mention < 0 or read.near[read.words[frame.speaker[0]].mention].entity < 0)
        ):
            speaker = _same_person(document, sentence, speaker, mentions)
        told = _told_to(document, read, frame)
        for one in (speaker, *told):
            if not any(
                (s.start, s.end) == (one.start, one.end) or (one.thing >= 0 and s.thing == one.thing) for s in out
            ):
                out.append(one)
    return tuple(out)


def _same_person(document: Document, sentence: Sentence, pronoun: Speaker, mentions: Sequence[Mention]) -> Speaker:
    """Who "he said" is where no mention tells: the one person who spoke just before, if no other is named since."""
    every = sentences_of(document)
    here = bisect_left(every, sentence.start, key=lambda s: s.start)
    for earlier in every[max(0, here - _BACK) : here][::-1]:
        if document.garbled or every[here].paragraph - earlier.paragraph > 1:
            break
        host = parsed(document, earlier, mentions)
        people = {m.entity for m in host.near if m.label == "person" and not m.nominal}
        voices = [speaker_of(document, host.words, f.speaker, host.near, mentions) for f in spoken(host) if f.speaker]
        persons = [s for s in voices if s.thing in people]
        unnamed = [
            s
            for s in voices
            if s.thing < 0 and s.kind in _UNNAMED and host.words and s.text.lower() not in {"he", "she"}
        ]
        if (
            unnamed
            and not people
            and len({s.text for s in unnamed}) == 1
            and every[here].paragraph == earlier.paragraph
        ):
            return unnamed[0]
        if persons and len(people) == 1:
            return replace(pronoun, kind=persons[0].kind, thing=persons[0].thing)
        if people:
            break
    return pronoun


def _size(frame: Frame) -> int:
    return sum(b - a for a, b in frame.governed)


def _told_to(document: Document, read: Parsed, frame: Frame) -> tuple[Speaker, ...]:
    """The outlet that was told ("officials told Reuters"): the next link of the chain."""
    if frame.verb + 1 >= len(read.words) or read.words[frame.verb].low not in {"told", "tells", "telling"}:
        return ()
    a = b = frame.verb + 1
    while b < len(read.words) and read.words[b].kind in {"name", "det"}:
        b += 1
    for stop in range(b, a, -1):
        start, end = read.words[a].start, read.words[stop - 1].end
        name = document.text[start:end]
        if name.lower().removeprefix("the ") in media():
            held = read.words[stop - 1].mention
            return (Speaker(name, start, end, "media", read.near[held].entity if held >= 0 else -1),)
    return ()


def quoted_by(
    document: Document, sentence: Sentence, read: Parsed, place: int, mentions: Sequence[Mention]
) -> tuple[Speaker, ...]:
    """The speaker of a quotation that runs over sentences; one of kind `unresolved` for a quotation that nobody speaks."""
    quote = open_quote(document, sentence, read.words[place].start)
    if quote is None:
        return ()
    for other in quote.hosts:
        host = parsed(document, other, mentions)
        for frame in spoken(host):
            said = [
                (host.words[a].start, host.words[min(b, len(host.words)) - 1].end) for a, b in frame.governed if a < b
            ]
            if frame.speaker and any(a < quote.end and quote.start < b for a, b in said):
                return (speaker_of(document, host.words, frame.speaker, host.near, mentions),)
    if quote.whole and quote.earlier and not document.garbled:
        host = parsed(document, quote.earlier, mentions)
        if found := next((f for f in reversed(spoken(host)) if f.speaker and f.kind in {"before", "after"}), None):
            return (speaker_of(document, host.words, found.speaker, host.near, mentions),) if found.speaker else ()
    if not quote.whole:
        return ()
    return (Speaker("", quote.start, quote.start, "unresolved", -1),)
