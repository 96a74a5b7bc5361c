"""Statements: what someone is quoted as saying, and what someone says that no other claim of the sentence tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from offing.claims.chain import chain_of, quoted_by
from offing.claims.clauses import speaker_nouns
from offing.claims.model import Arg, Claim, Dated, Document, Mention, Modality, Speaker
from offing.claims.parsed import Parsed, parsed
from offing.claims.predicates import spoken
from offing.claims.quotations import open_quote
from offing.claims.sayings import Frame, speech_verbs
from offing.claims.sentences import Sentence
from offing.claims.when import happened_of
from offing.claims.words import plain

RULE = "statement.said"
QUOTED = "statement.quoted"
_SHORT = 3
"""Words of a quotation that say nothing of their own: a name, a nickname."""
_PRONOUNS = frozenset("he she it they one who him her them".split())
_OWN: frozenset[Modality] = frozenset({"asserted", "planned", "believed", "confirmed"})


def statements_of(
    document: Document, sentence: Sentence, mentions: Sequence[Mention], claims: Sequence[Claim], told: set[int]
) -> list[Claim]:
    """The statements of a sentence whose other claims are `claims`. `told` are the starts of quotations that were given before;
    those of this sentence are added to it. A quotation that nobody speaks is no statement."""
    view = plain(document.text[sentence.start : sentence.end])
    if '"' not in view and speech_verbs().keys().isdisjoint(_WORDS.findall(view.lower())):
        return _gone_on(document, sentence, mentions, told) if _inside(document, sentence) else []
    read = parsed(document, sentence, mentions)
    out: list[Claim] = []
    for frame in spoken(read):
        if frame.speaker is None or frame.kind not in {"before", "after", "aside"}:
            continue
        if _negated(read, frame.verb):
            continue
        direct = _quotes_of(read, frame, view, sentence)
        if not direct and (frame.kind == "aside" or not _says_more(read, frame, claims)):
            continue
        if direct and told.issuperset(direct):
            continue
        chain = chain_of(document, sentence, read, [frame], mentions)
        if chain and (made := _statement(document, sentence, read, frame, chain[0], mentions)):
            if not any(_same(made, c) for c in out):
                out.append(made)
            told.update(direct)
    return out + (_gone_on(document, sentence, mentions, told) if not out else [])


def with_statements(claims: Sequence[Claim], said: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence and its statements: of two of one speaker's the one found by its verb of saying, with the content
    that a rule gives."""
    out = [c for c in claims if not any(_same(s, c) for s in said)]
    for one in said:
        told = next((a for c in claims if _same(one, c) for a in c.args if a.role == "content"), None)
        out.append(replace(one, args=(*one.args, told)) if told else one)
    return out


def _negated(read: Parsed, verb: int) -> bool:
    k = verb - 1
    while k >= 0 and read.words[k].kind in {"aux", "adverb"}:
        k -= 1
    return k >= 0 and read.words[k].kind == "not"


_WORDS = re.compile(r"[\w-]+")
_MARK = re.compile(r"[\"“”„‟«»]")
_LONGEST = 3000
"""Characters that a quotation may have run before a sentence."""


def _inside(document: Document, sentence: Sentence) -> bool:
    if not _MARK.search(document.text, max(0, sentence.start - _LONGEST), sentence.start + 1):
        return False
    return open_quote(document, sentence, sentence.start + 1) is not None


def _quotes_of(read: Parsed, frame: Frame, view: str, sentence: Sentence) -> list[int]:
    """Where the quotations begin that are the frame's: of more than a few words."""
    marks = [k for k, w in enumerate(read.words) if w.low == '"']
    out = []
    for n, k in enumerate(marks):
        if n % 2 and len(marks) > 1:
            continue
        close = marks[n + 1] if n + 1 < len(marks) else len(read.words)
        held = any(a <= k + 1 < b or a <= k < b for a, b in frame.governed)
        if held and close - k > _SHORT:
            out.append(read.words[k].start)
    return out


def _says_more(read: Parsed, frame: Frame, claims: Sequence[Claim]) -> bool:
    """Whether what is said holds no other claim, is not plainly hedged hearsay and is said by someone, not something."""
    words = read.words
    a, b = frame.speaker or (0, 0)
    if frame.modality not in _OWN or any(speaker_nouns().get(w.low) in {"data", "document"} for w in words[a:b]):
        return False
    spans = [(words[x].start, words[min(y, len(words)) - 1].end) for x, y in frame.governed if x < y]
    return not any(c.type != "statement" and x <= c.start and c.end <= y for c in claims for x, y in spans)


def _statement(
    document: Document, sentence: Sentence, read: Parsed, frame: Frame, speaker: Speaker, mentions: Sequence[Mention]
) -> Claim | None:
    words = read.words
    ranges = [r for r in (frame.speaker, *frame.governed, (frame.verb, frame.verb + 1)) if r and r[0] < r[1]]
    first, last = min(a for a, _ in ranges), min(max(b for _, b in ranges), len(words)) - 1
    while last > first and words[last].low in {".", ",", ";"}:
        last -= 1
    text = document.text
    start, end = words[first].start, words[last].end
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if not any(w.low[:1].isalnum() for a, b in frame.governed for w in words[a:b]):
        return None
    if speaker.kind == "unresolved" and not speaker.text:
        return None
    happened, inherited = happened_of(
        document, sentence, start, end, mentions, at=words[frame.verb].start, type="statement"
    )
    return _claim(
        sentence,
        speaker,
        start,
        end,
        frame.modality if frame.modality in _OWN else "asserted",
        RULE,
        happened,
        inherited,
    )


def _claim(
    sentence: Sentence,
    speaker: Speaker,
    start: int,
    end: int,
    modality: Modality,
    rule: str,
    happened: Dated | None = None,
    inherited: bool = False,
) -> Claim:
    lost = speaker.thing < 0 and speaker.text.lower() in _PRONOUNS
    said_by = Arg("speaker", speaker.text, speaker.start, speaker.end, speaker.thing)
    return Claim(
        "statement", (said_by,), start, end, sentence.start, sentence.end, (speaker,), modality, "positive", happened, inherited,
        "partial" if lost else "complete", rule,
    )  # fmt: skip


def _gone_on(document: Document, sentence: Sentence, mentions: Sequence[Mention], told: set[int]) -> list[Claim]:
    """A quotation that its paragraph's speaker goes on with, without a verb of saying of its own."""
    read = parsed(document, sentence, mentions)
    place = next((k for k, w in enumerate(read.words) if w.kind != "mark" and w.low != '"'), -1)
    if place < 0 or place > 1:
        return []
    quote = open_quote(document, sentence, read.words[place].start)
    if quote is None or quote.start in told or not quote.whole:
        return []
    speakers = quoted_by(document, sentence, read, place, mentions)
    told.add(quote.start)
    if not speakers or not speakers[0].text:
        return []
    last = read.words[-2] if len(read.words) > 1 and read.words[-1].low == "." else read.words[-1]
    start, end = read.words[0].start, last.end
    end -= len(document.text[start:end]) - len(document.text[start:end].rstrip())
    return [_claim(sentence, speakers[0], start, end, "asserted", QUOTED)] if end > start else []


def _same(one: Claim, other: Claim) -> bool:
    """Whether another statement has the same speaker's words."""
    if other.type != "statement" or not other.args:
        return False
    a, b = one.args[0], next((x for x in other.args if x.role == "speaker"), other.args[0])
    return (a.thing >= 0 and a.thing == b.thing) or (a.start < b.end and b.start < a.end)
