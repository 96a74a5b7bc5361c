"""What kind of speaker a phrase names, and which thing of the document it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from offing.claims.clauses import Range, speaker_nouns
from offing.claims.model import Document, Mention, Speaker, SpeakerKind
from offing.claims.words import Word, grammar, plain

_INTERNATIONAL = re.compile(
    r"\b(?:UN|U\.N\.?|United Nations|Security Council|Panel of Experts|"
    r"1718 Committee|EU|European (?:Union|Commission|Council)|NATO|"
    r"IAEA|IMO|International (?:Maritime|Atomic)|Interpol|FATF|World (?:Bank|Customs)|OPEC|MSMT|Monitoring Team)\b"
)
_COURT = re.compile(r"\b(?:Court|Tribunal|Judge)\b")
_EXPERT = re.compile(
    r"\b(?:University|Institute|Cent(?:er|re) for|Foundation|C4ADS|RUSI|Windward|Kpler|Vortexa|TankerTrackers|Kharon|Think Tank|"
    r"Project|38 North)\b",
    re.IGNORECASE,
)
_DATA = re.compile(r"\b(?:Equasis|Marine ?Traffic|Vessel ?Finder|GISIS|Sea-?web|Fleet ?Mon)\b", re.IGNORECASE)
_UNNAMED = re.compile(r"\b(?:unnamed|unidentified|anonymous|anonymity|not (?:be )?(?:named|identified)|undisclosed)\b")
_LOOK = 130
_HUMAN = frozenset({"official", "person", "expert", "anonymous", "company"})
_MOST = 300
"""Mentions looked through for where a person is introduced."""


@cache
def media() -> frozenset[str]:
    """News outlets, in lower case without an article."""
    return frozenset(files(__package__).joinpath("media.csv").read_text("utf-8").lower().splitlines()[1:])


def speaker_of(
    document: Document, words: Sequence[Word], phrase: Range, near: Sequence[Mention], mentions: Sequence[Mention]
) -> Speaker:
    """The speaker that a range of words names; `near` are the mentions that the words number, `mentions` all there are."""
    a, b = phrase
    while a < b and words[a].low in {'"', ","}:
        a += 1
    start, end = words[a].start, words[b - 1].end
    text = document.text[start:end]
    head = _head(words, a, b)
    held = near[words[head].mention] if words[head].mention >= 0 else None
    bare = _bare(text)
    if bare in media() or (held and not held.nominal and _bare(held.text) in media()):
        return Speaker(text, start, end, "media", held.entity if held else -1)
    noun = _singular(words[head].low)
    person = _named_beside(words, b, near)
    kind = speaker_nouns().get(words[head].low) or speaker_nouns().get(noun) or _agent(words[head])
    if office := _titled(words, a, b, head, near):
        as_kind = named_kind(document, office, mentions)
        return Speaker(
            office.text, office.start, office.end, as_kind if as_kind != "unresolved" else "official", office.entity
        )
    if held and held.nominal:
        if held.entity < 0:
            known: SpeakerKind = (
                _noun_kind(kind, words, a, head, text) if kind and words[a].kind != "pronoun" else "unresolved"
            )
            return Speaker(text, start, end, known if known != "company" else "unresolved", -1)
        return Speaker(text, start, end, _kind_of_entity(document, held, kind, mentions), held.entity)
    if kind and (held is None or held.label in {"country", "place"}):
        issuer = _issuer(words, a, b, near) if noun in grammar("issued") else None
        if issuer:
            return Speaker(text, start, end, named_kind(document, issuer, mentions), issuer.entity)
        if kind in _HUMAN and person:
            known = "official" if kind == "official" else named_kind(document, person, mentions)
            return Speaker(person.text, person.start, person.end, known, person.entity)
        spoken_for = held.entity if held and kind == "government" else -1
        return Speaker(text, start, end, _noun_kind(kind, words, a, head, text), spoken_for)
    if held:
        if "and" in {w.low for w in words[a:b]}:
            return Speaker(text, start, end, named_kind(document, held, mentions), _first(words, a, b, near).entity)
        return Speaker(held.text, held.start, held.end, named_kind(document, held, mentions), held.entity)
    if words[a].kind == "pronoun":
        return Speaker(text, start, end, "unresolved", -1)
    if words[head].low in grammar("one"):
        return Speaker(text, start, end, "anonymous", -1)
    titled = next((k for w in words[a:b] if (k := speaker_nouns().get(w.low)) and w.low != "general"), None)
    if titled:
        return Speaker(text, start, end, "official" if titled == "government" else _as_kind(titled), -1)
    return Speaker(text, start, end, "unresolved", -1)


def _titled(words: Sequence[Word], a: int, b: int, head: int, near: Sequence[Mention]) -> Mention | None:
    """The person whose long title leads to the name ("Under Secretary for Terrorism and Financial Intelligence David Cohen")."""
    last = words[b - 1].mention
    if last < 0 or near[last].label != "person" or near[last].nominal or words[head].mention == last:
        return None
    k = b - 1
    while k > a and words[k - 1].mention == last:
        k -= 1
    title = words[head].kind in {"word", "name"} and words[a].kind not in {"det", "pronoun"}
    return near[last] if k > head + 1 and title and words[k - 1].kind in {"word", "name"} else None


def _named_beside(words: Sequence[Word], b: int, near: Sequence[Mention]) -> Mention | None:
    """The person set apart after an office ("Turkey's foreign minister, Mevlut Cavusoglu, told")."""
    if b + 1 < len(words) and words[b].low == "," and words[b + 1].mention >= 0:
        found = near[words[b + 1].mention]
        return found if found.label == "person" and not found.nominal else None
    return None


_AGENT = re.compile(
    r"(?:[a-z-]{3,}(?:er|or|ist|eer|ant|ian|man|men|woman|women|ee)|(?:[a-z]+-)?(?:captain|pilot|skipper|master|mate|crew|agent|clerk))s?"
)
_NO_AGENT = re.compile(
    r".*(?:tanker|freighter|carrier|bulker|trawler|liner|container|steamer|coaster|cutter|cruiser|destroyer|computer|number|order|"
    r"war|matter|water|power|paper|letter|register|order|centre|center|year|quarter|chapter|summer|winter|october|september|"
    r"november|december|daughter|chamber|harbor|motor|tractor|reactor|sector|factor|error|mirror|door|floor|corridor|anchor|plant|"
    r"warrant|grant|restaurant|fee|committee|other|another|former|latter|however|never|order|cover|offer|transfer|transponder|ruler|"
    r"border|river|layer|cylinder|trailer|locker|server|router|manifest|charter|newsletter|oligarch)s?"
)


def _agent(word: Word) -> SpeakerKind | None:
    """Kind of one who does something for a living and is not named ("a pilot", "a shipbroker")."""
    if word.kind != "word" or not _AGENT.fullmatch(word.low) or _NO_AGENT.fullmatch(word.low):
        return None
    return "anonymous"


def can_speak(words: Sequence[Word], phrase: Range, near: Sequence[Mention]) -> bool:
    """Whether a phrase can be a speaker's at all: not a ship, a cargo, a place of its own or a common noun of another sort."""
    a, b = phrase
    head = words[_head(words, a, b)]
    if head.low in grammar("one") and b - a <= 4:
        return True
    if head.kind == "pronoun" or head.low in speaker_nouns() or _singular(head.low) in speaker_nouns():
        return True
    if _agent(head):
        return True
    if head.mention >= 0:
        return near[head.mention].label in {"agency", "country", "company", "person", "place", "list", "facility"}
    return head.kind == "name" and head.low not in {"it", "this", "that"}


def _head(words: Sequence[Word], a: int, b: int) -> int:
    """The place of the head noun: the last word before "of", "for" and the like."""
    for k in range(a + 1, b):
        inside = words[k].mention >= 0 and words[k].mention == words[k - 1].mention
        if (words[k].low in grammar("of") and not inside) or words[k].low in {"(", ",", "who"}:
            return _noun_among(words, a, max(a, k - 1))
    last = b - 1
    while last > a and words[last].kind in {"mark", "adverb", "date"}:
        last -= 1
    return last


def _noun_among(words: Sequence[Word], a: int, last: int) -> int:
    """The last known noun or mention of a stretch ("a person familiar with the matter"), else its last word."""
    known = (n for n in range(last, a - 1, -1) if words[n].mention >= 0 or words[n].low in speaker_nouns())
    return next(known, last)


def _bare(text: str) -> str:
    return plain(text).lower().removeprefix("the ").removesuffix("'s").strip()


def _singular(low: str) -> str:
    return low[:-2] if low.endswith("'s") else low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _first(words: Sequence[Word], a: int, b: int, near: Sequence[Mention]) -> Mention:
    return next(near[w.mention] for w in words[a:b] if w.mention >= 0)


def _issuer(words: Sequence[Word], a: int, b: int, near: Sequence[Mention]) -> Mention | None:
    """Whose statement, release or report it is, if the phrase says so."""
    held = [near[w.mention] for w in words[a:b] if w.mention >= 0]
    return next(
        (m for m in held if m.label in {"agency", "company", "person"}),
        held[0] if held and held[0].label == "country" else None,
    )


def _as_kind(kind: str) -> SpeakerKind:
    return kind  # type: ignore[return-value]


def _noun_kind(kind: str, words: Sequence[Word], a: int, head: int, text: str) -> SpeakerKind:
    low = words[head].low
    of_ships = any(w.low in {"tracking", "shipping", "satellite", "ais"} for w in words[a:head])
    if of_ships and kind in {"company", "government", "document"}:
        return "data"
    if kind == "document" and any(w.low in {"court", "legal", "charging"} for w in words[a:head]):
        return "court"
    if kind == "official" and (
        _singular(low) not in grammar("by_office") or words[a].low in {"a", "an", "another", "one"}
    ):
        one = (
            low in {"diplomats", "aides"}
            or low == _singular(low)
            or words[a].low
            in {
                "two",
                "three",
                "four",
                "several",
                "some",
                "another",
                "both",
                "one",
            }
        )
        return "anonymous_official" if one or _UNNAMED.search(text.lower()) else "official"
    if kind == "international" and low in {"panel", "council", "committee"}:
        return "international"
    return _as_kind(kind)


def named_kind(document: Document, mention: Mention, mentions: Sequence[Mention]) -> SpeakerKind:
    """The kind of a speaker who is named."""
    text = plain(mention.text)
    if _bare(text) in media():
        return "media"
    if _DATA.search(text):
        return "data"
    if mention.label in {"agency", "country", "place", "list", "facility"}:
        if _INTERNATIONAL.search(text):
            return "international"
        if _COURT.search(text):
            return "court"
        return "expert" if mention.label == "agency" and _EXPERT.search(text) else "government"
    if mention.label == "company":
        return "expert" if _EXPERT.search(text) else "company"
    if mention.label == "person":
        return _person_kind(document, mention, mentions)
    return "unresolved"


def _kind_of_entity(document: Document, mention: Mention, noun: str | None, mentions: Sequence[Mention]) -> SpeakerKind:
    """The kind of the thing that a nominal or pronoun stands for."""
    at = bisect_left(mentions, mention.start, key=lambda m: m.start)
    same = [m for m in mentions[max(0, at - _MOST) : at + _MOST] if m.entity == mention.entity and not m.nominal]
    if not same:
        return _as_kind(noun) if noun else "unresolved"
    nearest = min(same, key=lambda m: abs(m.start - mention.start))
    return named_kind(document, nearest, mentions)


_PUBLIC = re.compile(
    r"\b(?:Office|Ministry|Department|Agency|Bureau|Branch|Operations|Police|Customs|Border|"
    r"Commission|Directorate)\b"
)
_TITLES = re.compile(r"[A-Za-z-]+")


def _person_kind(document: Document, mention: Mention, mentions: Sequence[Mention]) -> SpeakerKind:
    """By the title beside the name, here or where the person is introduced."""
    at = bisect_left(mentions, mention.start, key=lambda m: m.start)
    others = [
        m for m in mentions[max(0, at - _MOST) : at] if m.entity == mention.entity and m.entity >= 0 and not m.nominal
    ]
    for told in (mention, *others):
        if kind := _title(document.text, told):
            return kind
    named = max((len(m.text.split()) for m in (mention, *others)), default=1)
    return "person" if named > 1 else "unresolved"


def _title(text: str, mention: Mention) -> SpeakerKind | None:
    before = re.split(
        r"[,.;:\n\"]|\b(?:and|said|that|with|by|to)\b", plain(text[max(0, mention.start - _LOOK) : mention.start])
    )[-1]
    after = plain(text[mention.end : mention.end + _LOOK])
    set_apart = (
        re.match(r",? ?\(?(?:who (?:is|was|heads|leads) )?([^,.;()\n]*)", after) if after[:1] in {",", "("} else None
    )
    for piece in (before, set_apart[1] if set_apart else ""):
        nouns = [word for word in _TITLES.findall(piece.lower()) if word in speaker_nouns()]
        kinds = [speaker_nouns()[word] for word in nouns]
        if "government" in kinds or any(word in grammar("by_office") for word in nouns) or _PUBLIC.search(piece):
            return "official" if nouns else None
        told = [k for k, word in zip(kinds, nouns, strict=True) if word not in {"company", "firm", "bank"}]
        if first := next((k for k in told if k in {"official", "company", "expert", "court", "media", "person"}), None):
            return _as_kind(first)
    return None
