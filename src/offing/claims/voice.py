"""Who says a claim, how sure they are, and whether they say it or deny it: read from what governs the quoted clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offing.claims.certainty import STRENGTH, Hedge
from offing.claims.chain import chain_of, quoted_by
from offing.claims.clauses import subject
from offing.claims.model import ClaimType, Document, Mention, Modality, Polarity, Speaker
from offing.claims.parsed import Parsed, parsed
from offing.claims.predicates import in_passing, noun_place, place_in, predicate, range_of, spoken
from offing.claims.sayings import Frame
from offing.claims.sentences import Sentence
from offing.claims.speakers import can_speak, speaker_of
from offing.claims.words import Word, grammar


@dataclass(frozen=True, slots=True)
class Voice:
    """The chain of who says it, the nearest to the claim first (empty: the report's own voice), how sure, and which way."""

    speakers: tuple[Speaker, ...] = ()
    modality: Modality = "asserted"
    polarity: Polarity = "positive"


def voice_of(
    document: Document,
    sentence: Sentence,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    *,
    at: int | None = None,
    type: ClaimType | None = None,
) -> Voice:
    """The voice of a claim quoted at `[start, end)` of the text, within `sentence`; `mentions` are all of the document's.

    `at` is an offset in the word that the claim hangs on (`predicates.hinge`); without it that is the first full verb of the
    quote, past any "X said that" the quote opens with. `type` is the claim's, if known.
    """
    read = parsed(document, sentence, mentions)
    words = read.words
    first, last = range_of(words, start, end)
    if first >= last:
        return Voice()
    place = place_in(words, at) if at is not None else predicate(read, first, last)
    owns = type is None or type in grammar("own_type")
    if place is None and (not owns or any(w.kind == "rel" for w in words[first:last])):
        place = noun_place(words, first, last)
    if owns and _shown(read, first) and (place is None or in_passing(words, place, first, last)):
        place = first
    elif place is None or (owns and not _says(read, place) and in_passing(words, place, first, last)):
        inside = [h for h in read.hedges if first <= h.at]
        modality = _strongest(
            _touching(inside, first, last, place) + _touching(read.hedges, first, last, None), "asserted"
        )
        return Voice((), modality, _polarity(read, place, type))
    if type == "statement":
        place = next((f.verb for f in spoken(read) if first <= f.verb < last and f.kind in {"before", "after"}), place)
    act = type in _ACTS and words[place].low in grammar("act")
    governing = [f for f in spoken(read) if f.governs(place) or (f.verb == place and f.kind != "reason" and not act)]
    speakers = chain_of(document, sentence, read, governing, mentions)
    if not speakers:
        speakers = quoted_by(document, sentence, read, place, mentions) or _who_states(
            document, read, place, type, mentions
        )
    touching = [] if type == "statement" else _touching(read.hedges, first, last, place)
    if type == "charged":
        touching = [h for h in touching if h.modality != "alleged"]
    modality = _strongest(touching, _default(read, governing, speakers))
    return Voice(speakers, _asked(read, place, modality), _polarity(read, place, type, governing))


_ACTS = frozenset({"designated", "delisted", "advisory_listed"})
"""Told as an authority's own act ("OFAC identified X as"), these are the report's word."""


def _shown(read: Parsed, place: int) -> bool:
    """Whether a place is what a source shows or names ("databases give the owner as X")."""
    showing = grammar("showing") | grammar("as")
    return any(f.kind == "before" and f.governs(place) and read.words[f.verb].low in showing for f in read.frames)


def _says(read: Parsed, place: int) -> bool:
    return any(f.verb == place and f.kind == "before" for f in read.frames)


def _who_states(
    document: Document, read: Parsed, place: int, type: ClaimType | None, mentions: Sequence[Mention]
) -> tuple[Speaker, ...]:
    """A statement without a verb of saying ("called the measures groundless") is its subject's."""
    who = subject(read.words, place) if type == "statement" else None
    if who is None or not can_speak(read.words, who, read.near):
        return ()
    return (speaker_of(document, read.words, who, read.near, mentions),)


def _touching(hedges: Sequence[Hedge], first: int, last: int, place: int | None) -> list[Hedge]:
    """The hedges that govern a place; adjectives only where they stand in the quote, before its verb, or just before it."""
    out = []
    for hedge in hedges:
        if hedge.sort == "negative":
            continue
        if place is None or hedge.sort == "adjective":
            if (
                hedge.sort == "adjective"
                and first - 2 <= hedge.at < last
                and (place is None or abs(place - hedge.at) <= 3)
            ):
                out.append(hedge)
        elif hedge.start <= place < hedge.end:
            out.append(hedge)
    return out


def _strongest(hedges: Sequence[Hedge], default: Modality) -> Modality:
    told = {h.modality for h in hedges} | {default}
    return next((m for m in STRENGTH if m in told), "asserted")


_NEGATIVE_TYPES = frozenset({"denied_flag"})
"""What these tell is itself that something was not. A rule for a transponder that did not send says so itself."""


def _polarity(read: Parsed, place: int | None, type: ClaimType | None, governing: Sequence[Frame] = ()) -> Polarity:
    if place is None or type in _NEGATIVE_TYPES:
        return "positive"
    if type == "statement":
        return "negative" if _negated(read.words, place) else "positive"
    inner = max((f.verb for f in governing if f.verb < place and f.governs(place)), default=-1)
    ends = place + 2 if read.words[place].kind == "aux" else place
    negated = any(h.sort == "negative" and h.start <= ends and place < h.end and h.at > inner for h in read.hedges)
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
        then = words[min(would[0].at + 1, len(words) - 1)].low if would else ""
        passive = then == "be" and words[min(would[0].at + 2, len(words) - 1)].kind == "verb" if would else False
        if over == would and would and (then not in {"have", "be"} or passive):
            return "planned"
    return modality
