"""Who says a claim, how sure they are, and whether they say it or deny it: read from what governs the quoted clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offing.claims.certainty import STRENGTH, Hedge
from offing.claims.chain import chain_of, quoted_by
from offing.claims.model import Document, Mention, Modality, Polarity, Speaker
from offing.claims.parsed import Parsed, parsed
from offing.claims.predicates import in_passing, place_in, predicate, range_of, spoken
from offing.claims.sayings import Frame
from offing.claims.sentences import Sentence
from offing.claims.words import Word, grammar


@dataclass(frozen=True, slots=True)
class Voice:
    """The chain of who says it, the nearest to the claim first (empty: the report's own voice), how sure, and which way."""

    speakers: tuple[Speaker, ...] = ()
    modality: Modality = "asserted"
    polarity: Polarity = "positive"


def voice_of(
    document: Document, sentence: Sentence, start: int, end: int, mentions: Sequence[Mention], *, at: int | None = None
) -> Voice:
    """The voice of a claim quoted at `[start, end)` of the text, within `sentence`; `mentions` are all of the document's.

    `at` is an offset in the word that the claim hangs on ("dealings" of "was targeted for dealings with"); without it that is
    the first full verb of the quote, past any "X said that" the quote opens with.
    """
    read = parsed(document, sentence, mentions)
    words = read.words
    first, last = range_of(words, start, end)
    if first >= last:
        return Voice()
    place = place_in(words, at) if at is not None else predicate(read, first, last)
    if place is None or (at is None and in_passing(words, place, first, last)):
        return Voice(
            (), _strongest(_touching(read.hedges, first, last, place), "asserted"), _polarity(read.hedges, place)
        )
    governing = [f for f in spoken(read) if f.governs(place) or (f.verb == place and f.kind != "reason")]
    speakers = chain_of(document, sentence, read, governing, mentions)
    if not speakers:
        speakers = quoted_by(document, sentence, read, place, mentions)
    modality = _strongest(_touching(read.hedges, first, last, place), _default(read, governing, speakers))
    return Voice(speakers, _asked(read, place, modality), _polarity(read.hedges, place, governing))


def _touching(hedges: Sequence[Hedge], first: int, last: int, place: int | None) -> list[Hedge]:
    """The hedges that govern a place; adjectives only where they stand in the quote, before its verb, or just before it."""
    out = []
    for hedge in hedges:
        if hedge.sort == "negative":
            continue
        if place is None or hedge.sort == "adjective":
            if (
                first - 2 <= hedge.at < last
                and hedge.sort == "adjective"
                and (place is None or abs(place - hedge.at) <= 3)
            ) or (place is None and hedge.start <= first < hedge.end and first - hedge.at <= 6):
                out.append(hedge)
        elif hedge.start <= place < hedge.end:
            out.append(hedge)
    return out


def _strongest(hedges: Sequence[Hedge], default: Modality) -> Modality:
    told = {h.modality for h in hedges} | {default}
    return next((m for m in STRENGTH if m in told), "asserted")


def _polarity(hedges: Sequence[Hedge], place: int | None, governing: Sequence[Frame] = ()) -> Polarity:
    negated = place is not None and any(
        h.sort == "negative"
        and h.start <= place < h.end
        and not any(h.at <= f.verb < place for f in governing if f.verb != place)
        for h in hedges
    )
    return "negative" if negated else "positive"


def _default(read: Parsed, governing: Sequence[Frame], speakers: Sequence[Speaker]) -> Modality:
    """The modality that the saying itself gives."""
    told: set[Modality] = set()
    for frame in governing:
        negated = _negated(read.words, frame.verb)
        told.add("unclear" if negated and frame.modality in {"asserted", "confirmed", "denied"} else frame.modality)
    if "asserted" in told and speakers and _charges(speakers[0]):
        told.add("alleged")
    if "planned" in told and not any(f.modality == "planned" for f in governing):
        told.discard("planned")
    return next((m for m in STRENGTH if m in told), "asserted")


def _negated(words: Sequence[Word], verb: int) -> bool:
    """Whether the verb itself is negated ("did not say")."""
    k = verb - 1
    while k >= 0 and words[k].kind in {"aux", "adverb"}:
        k -= 1
    return k >= 0 and words[k].kind == "not"


def _charges(speaker: Speaker) -> bool:
    return bool(grammar("charging") & set(speaker.text.lower().split()))


def _asked(read: Parsed, place: int, modality: Modality) -> Modality:
    """`would` within what someone said is a plan; a sentence that ends in a question mark asks."""
    words = read.words
    if words[-1].low == "?" or (words[-1].low == '"' and len(words) > 1 and words[-2].low == "?"):
        return "questioned" if modality != "denied" else modality
    if modality == "unclear" and any(f.kind in {"before", "after", "aside"} and f.governs(place) for f in read.frames):
        over = [h for h in read.hedges if h.modality == "unclear" and h.sort == "modality" and h.start <= place < h.end]
        would = [h for h in over if words[h.at].low == "would"]
        if over == would and would and words[min(would[0].at + 1, len(words) - 1)].low not in {"have", "be"}:
            return "planned"
    return modality
