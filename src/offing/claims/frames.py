"""Where a sentence says that someone says something: the speaker's phrase, the verb, and the words it governs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from offing.claims.clauses import Range, clause_end, in_subordinate, main_subject, phrase_after, speaker_nouns, subject
from offing.claims.complements import complement, past_adverbials
from offing.claims.model import Modality
from offing.claims.reasons import passive, reasons_of
from offing.claims.sayings import Frame, speech_verbs
from offing.claims.words import Word, grammar

_MOST = 40
"""Verbs of saying looked at in one sentence; what has more is no sentence."""


_SOURCES = frozenset({"according", "citing", "quoting", "cited", "quoted", "reports", "report"})


def frames_of(words: Sequence[Word]) -> tuple[Frame, ...]:
    """Every saying of a sentence, in the order of their verbs."""
    found: list[Frame] = []
    tried = 0
    for at, word in enumerate(words):
        if word.low not in _telling():
            continue
        tried += word.low in speech_verbs()
        if tried > _MOST:
            break
        if word.kind in {"date", "name"} and at and not (word.kind == "name" and word.mention < 0 and at < 3):
            continue
        found += _at(words, at, found)
    return tuple(found)


@cache
def _telling() -> frozenset[str]:
    """The words that a saying can hang on."""
    classes = (grammar(name) for name in ("act", "hedging", "as", "showing"))
    return _SOURCES.union(speech_verbs(), *classes)


def _at(words: Sequence[Word], at: int, before: Sequence[Frame]) -> Iterator[Frame]:
    low = words[at].low
    if low == "according" and at + 1 < len(words) and words[at + 1].low == "to":
        yield from _source(words, at, at + 2)
    elif low in {"citing", "quoting"}:
        yield from _citing(words, at, before)
    elif low in {"cited", "quoted"}:
        yield from _quoted(words, at)
    elif low in grammar("act") and words[at].kind in {"verb", "ing"}:
        yield from reasons_of(words, at)
    elif low in {"reports", "report"} and words[at].kind == "word":
        yield from _noun(words, at)
    bare = words[at].kind == "inf" and at and (words[at - 1].kind in {"aux", "not", "adverb"} or _seeming(words, at))
    if low in speech_verbs() and (words[at].kind in {"verb", "ing"} or bare):
        yield from _said(words, at, before)
    if low in grammar("hedging") and words[at].kind == "verb":
        yield from _by(words, at)
    if (words[at].kind == "verb" or bare) and (low in grammar("as") or low in grammar("showing")):
        yield from _shown(words, at)


def _source(words: Sequence[Word], at: int, begin: int) -> Iterator[Frame]:
    speaker = phrase_after(words, begin)
    if not speaker:
        return
    end = speaker[1]
    opens = all(w.kind in {"adverb", "coord"} or w.low == "," for w in words[:at]) or words[at - 1].kind == "coord"
    opens = opens or (at > 1 and words[at - 1].low == "," and words[at - 2].kind == "coord")
    if at and words[at - 1].low == "," and at > 1 and words[at - 2].kind == "rel":
        yield Frame(
            "source",
            speaker,
            at,
            ((at - 2, clause_end(words, min(end + 1, len(words)), bounded=True)),),
            "asserted",
            False,
        )
    elif opens:
        yield Frame("source", speaker, at, ((end, clause_end(words, end)),), "asserted", False)
    else:
        yield Frame("source", speaker, at, _around(words, at, end), "asserted", False)


def _around(words: Sequence[Word], at: int, end: int) -> tuple[Range, ...]:
    """What an inserted or trailing attribution governs: all before it in its sentence, and what goes on after a comma."""
    start = at
    depth = 0
    while start > 0 and (depth or words[start - 1].low != ";"):
        start -= 1
        depth ^= words[start].low == '"'
    ranges = [(start, at)]
    goes_on = end + 1 < len(words) and words[end].low in {",", '"'}
    if goes_on and words[end + 1].low not in {"while", "whereas", "but", "yet"}:
        ranges.append((end, clause_end(words, end)))
    return tuple(ranges)


def _by(words: Sequence[Word], at: int) -> Iterator[Frame]:
    """`said by prosecutors to have bought`, `accused by Washington of shipping`."""
    if at + 2 >= len(words) or words[at + 1].low != "by" or not (who := phrase_after(words, at + 2)):
        return
    stop = next((k for k in range(*who) if words[k].low in {"to", "of"} and k > who[0]), who[1])
    if stop < len(words) and words[stop].low in {"to", "of"} and stop > who[0]:
        modality: Modality = "asserted" if words[at].low in {"said", "reported", "known"} else "believed"
        if words[at].low in {"accused", "alleged"} or grammar("accusing") & {w.low for w in words[who[0] : stop]}:
            modality = "alleged"
        yield Frame("source", (who[0], stop), at, ((stop, clause_end(words, stop)),), modality, modality != "asserted")


def _shown(words: Sequence[Word], at: int) -> Iterator[Frame]:
    """`databases give the owner as X`, `the ministry named her as X`: the object is what is said."""
    who = subject(words, at - 2 if _seeming(words, at) else at)
    if who is None or passive(words, at) or at + 1 >= len(words):
        return
    end = clause_end(words, at + 1, bounded=False)
    as_follows = words[at].low in grammar("as") and any(w.low == "as" for w in words[at + 1 : min(end, at + 12)])
    nouns = {speaker_nouns().get(words[k].low, "") for k in range(*who)}
    shows = words[at].low in grammar("showing") and bool(nouns & {"data", "document"})
    shows = shows and words[at + 1].kind in {"det", "name", "word"}
    if as_follows or shows:
        yield Frame("before", who, at, ((at + 1, end),), "asserted", False)


def _noun(words: Sequence[Word], at: int) -> Iterator[Frame]:
    """`follows reports Wednesday that ...`"""
    k = past_adverbials(words, at + 1)
    if k < len(words) and words[k].low == "that":
        yield Frame("before", (at, at + 1), at, ((k + 1, clause_end(words, k + 1)),), "asserted", False)


def _citing(words: Sequence[Word], at: int, before: Sequence[Frame]) -> Iterator[Frame]:
    speaker = phrase_after(words, at + 1)
    if not speaker or not any(w.low in speaker_nouns() or w.mention >= 0 for w in words[slice(*speaker)]):
        return
    if before and before[-1].kind in {"after", "before"}:
        yield Frame("source", speaker, at, before[-1].governed, "asserted", False)
        return
    for later in range(speaker[1], len(words)):
        if words[later].low in speech_verbs() and words[later].kind == "verb":
            start = complement(words, later)
            yield Frame("source", speaker, at, ((start or 0, clause_end(words, start or 0)),), "asserted", False)
            return


def _quoted(words: Sequence[Word], at: int) -> Iterator[Frame]:
    """`Yonhap quoted an official as saying ...`, `an official was quoted by Yonhap as saying ...`."""
    saying = next(
        (k for k in range(at + 1, len(words) - 1) if words[k].low == "as" and words[k + 1].low == "saying"), -1
    )
    if saying < 0:
        return
    start = saying + 2 + (saying + 2 < len(words) and words[saying + 2].low == "that")
    governed = ((start, clause_end(words, start)),)
    who = subject(words, at)
    passive = any(w.kind == "aux" and w.low in {"was", "were", "is", "been", "are"} for w in words[max(0, at - 2) : at])
    other = phrase_after(words, at + 2) if passive and words[at + 1].low == "by" else phrase_after(words, at + 1)
    if other:
        other = other[0], min(other[1], saying)
    inner, outer = (who, other if words[at + 1].low == "by" else None) if passive else (other, who)
    if inner:
        yield Frame("before", inner, saying + 1, governed, "asserted", False)
    if outer:
        yield Frame("before", outer, at, ((max(0, start - 1), governed[0][1]),), "asserted", False)


def _said(words: Sequence[Word], at: int, before: Sequence[Frame]) -> Iterator[Frame]:
    _, modality, takes = speech_verbs()[words[at].low]
    if (
        takes == "plan"
        or passive(words, at)
        or _said_to(words, at)
        or _to_be_noted(words, at)
        or (words[at].kind == "verb" and _hedges(words, at, modality))
    ):
        return
    start = complement(words, at)
    if words[at].kind == "ing" and not (at and words[at - 1].kind == "aux"):
        if start is not None:
            yield from _aside(words, at, start, modality, before)
        return
    who = subject(words, at - 2 if _seeming(words, at) else at)
    if who is None and at and words[at - 1].kind == "coord":
        who = before[-1].speaker if before and before[-1].kind == "before" else main_subject(words, at)
    if who is not None and _relative(words, at):
        who = _told_of(words, who)
    if start is not None and who is not None:
        end = clause_end(words, start, bounded=in_subordinate(words, who[0]) or _relative(words, at))
        yield Frame("before", who, at, ((start, end),), modality, takes != "clause" or modality != "asserted")
    elif start is None and takes in {"clause", "addressee"} and not _relative(words, at):
        yield from _after(words, at, who, modality)


def _said_to(words: Sequence[Word], at: int) -> bool:
    """`a trader said to broker shipments`: whoever says so is not told."""
    return words[at].low == "said" and [w.kind for w in words[at + 2 : at + 3]] == ["inf"] and words[at + 1].low == "to"


def _to_be_noted(words: Sequence[Word], at: int) -> bool:
    """`members should note that`: what follows is the report's own word."""
    return (
        words[at].kind == "inf"
        and words[at - 1].low in {"should", "must", "will"}
        and words[at].low in {"note", "recall", "see"}
    )


def _told_of(words: Sequence[Word], who: Range) -> Range:
    """Who a relative clause of saying is about: the name that ends its phrase ("a letter of the Ministry, which said")."""
    for k in range(who[1] - 1, who[0], -1):
        if words[k].low in {"of", "by", "from", "to", "with"} and any(w.mention >= 0 for w in words[k + 1 : who[1]]):
            inside = words[k].mention >= 0 and words[k].mention == words[k - 1].mention
            return who if inside else (k + 1, who[1])
    return who


def _hedges(words: Sequence[Word], at: int, modality: Modality) -> bool:
    """`vessels believed to have`, `a firm accused of`: a participle without a speaker."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    return (
        modality in {"believed", "alleged"}
        and after in {"to", "of", "by"}
        and words[at].low not in {"claimed", "claims"}
    )


def _seeming(words: Sequence[Word], at: int) -> bool:
    """`appears to show`."""
    return at > 1 and words[at - 1].low == "to" and words[at - 2].low in grammar("seeming")


def _relative(words: Sequence[Word], verb: int) -> bool:
    at = verb - 1
    while at >= 0 and words[at].kind in {"aux", "adverb", "not", "date"}:
        at -= 1
    return at >= 0 and words[at].kind == "rel"


def _after(words: Sequence[Word], at: int, who: Range | None, modality: Modality) -> Iterator[Frame]:
    """The verb of saying comes after what is said."""
    end = at + 1
    while end < len(words) and words[end].low not in {",", ";", '"', "."}:
        end += 1
    if who and who[0] > 0 and words[who[0] - 1].low in {",", '"', "-", "as"}:
        begin = who[0] - 1
        yield Frame("after", who, at, _around(words, begin, end), modality, modality != "asserted")
    elif (
        at > 1
        and words[at].low in grammar("after_quote")
        and words[at - 1].low in {",", '"', "as"}
        and (inverted := phrase_after(words, at + 1))
    ):
        yield Frame("after", inverted, at, _around(words, at - 1, inverted[1]), modality, modality != "asserted")


def _aside(words: Sequence[Word], at: int, start: int, modality: Modality, before: Sequence[Frame]) -> Iterator[Frame]:
    """A participle of saying: its speaker is the phrase it follows ("a report saying"), or the sentence's subject."""
    if at and words[at - 1].low == "as":
        return
    explicit = modality != "asserted"
    if at and words[at - 1].kind in {"word", "name", "date"} and (who := subject(words, at)):
        pass
    else:
        last = next((f for f in reversed(before) if f.kind in {"before", "after"} and f.verb < at), None)
        who_else = last.speaker if last else main_subject(words, at)
        if who_else is None:
            return
        who = who_else
    if (
        not explicit
        and any(words[k].low in grammar("act") for k in range(at))
        and not any(f.verb < at for f in before if f.kind != "reason")
    ):
        modality, explicit = "alleged", True
    yield Frame("aside", who, at, ((start, clause_end(words, start)),), modality, explicit)
