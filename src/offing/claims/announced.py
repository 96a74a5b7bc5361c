"""The day on which what a document reports was announced: designations told of there without a date were made on it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from offing.claims.asked import remembered
from offing.claims.date_words import DateWords, date_words
from offing.claims.dates import span_of
from offing.claims.model import Dated, Document
from offing.claims.parsed import Parsed, parsed, sentences_of
from offing.claims.sentence_dates import Told, told_dates
from offing.claims.words import grammar, plain

_FIRST = 60
"""Sentences looked at."""
_LEAD = 6
"""Sentences at the head of a document, its headline among them."""
_RECENT_DAYS = 10
_OF_SANCTIONS = re.compile(r"\b(?:sanction|designat|blacklist|advisory|blocking|measures|OFAC)", re.IGNORECASE)
_NOUN = re.compile(r"'s (?:\w+ ){0,2}?(?:announcement|designations?|sanctions|listings?|measures|round|package|step)\b")
_TAKING = frozenset("taking took takes acting acted acts imposing announcing moving moved".split())
"""Verbs with which an authority's own release begins ("Today, the United States is taking further action")."""
_ANNOUNCING = frozenset({"announced", "announces", "blacklisting"})
_OWN_ACTION = re.compile(r"\b[Tt]oday's (?:\w+ )?(?:action|designations?|announcement|sanctions)\b")
_AUTHORITIES = {
    "US": r"United States|US|U\.S\.?|Washington|Treasury|OFAC|State Department|American",
    "UN": r"UN|U\.N\.?|United Nations|Security Council|1718 Committee",
    "EU": r"EU|E\.U\.?|European Union|Brussels|European Council",
    "UK": r"UK|U\.K\.?|Britain|British|London|Foreign Office",
    "JP": r"Japan|Tokyo|Japanese",
    "KR": r"South Korean?|Seoul",
    "AU": r"Australian?|Canberra",
    "CA": r"Canada|Canadian|Ottawa",
    "CH": r"Switzerland|Swiss",
    "UA": r"Ukraine|Ukrainian|Kyiv",
}


@remembered(8)
def announcement_of(document: Document) -> tuple[Dated, frozenset[str]] | None:
    """The one recent day that the document gives for an announcement of sanctions, with the authorities that its sentence
    names; None if it gives none or several. One told at its head is the announcement whatever others it tells of further down."""
    if document.published is None or document.published.span.end is None:
        return None
    published = document.published.span.end
    found: list[tuple[Dated, frozenset[str]]] = []
    led = 0
    last = False
    for n, sentence in enumerate(sentences_of(document)[:_FIRST]):
        text = plain(document.text[sentence.start : sentence.end])
        lately, last = last, bool(_OF_SANCTIONS.search(text))
        if not lately and not _OF_SANCTIONS.search(text) and not _NOUN.search(text) and not _OWN_ACTION.search(text):
            continue
        if not any(_lately(words, published) for words in date_words(text)):
            continue
        read = parsed(document, sentence, ())
        for told in told_dates(document, read):
            span = told.span
            if (
                span is None
                or not span.is_day
                or span.start is None
                or not timedelta(-3) <= published - span.start <= timedelta(_RECENT_DAYS)
            ):
                continue
            rest = text[told.end - sentence.start :]
            noun = told.describes and (_NOUN.match(rest) or _OWN_ACTION.match(text[told.start - sentence.start :]))
            act = not told.describes and (last or lately) and _acts(read, told)
            if noun or act:
                basis = document.text[told.start : told.end]
                found.append((Dated(span, basis, told.start, told.end), authorities_in(text)))
                led += n < _LEAD
    if not found or len({d.span for d, _ in found[: led or None]}) > 1:
        return None
    return found[0]


def _acts(read: Parsed, told: Told) -> bool:
    """Whether a date is that of an act: of its verb, or of one in its clause."""
    verbs = {read.words[told.host].low} if told.host >= 0 else set()
    if not (told.first and read.words[told.first - 1].low in {"said", "told"}):
        verbs |= {w.low for w, c in zip(read.words, read.clauses, strict=True) if c == read.clauses[told.first]}
        verbs -= {"adding", "added"}
    return not verbs.isdisjoint(grammar("act") | _ANNOUNCING | _TAKING)


def _lately(words: DateWords, published: date) -> bool:
    """Whether the words may come to a recent day: by themselves, or beside others."""
    if words.form in {"anchored", "distance"}:
        return True
    end = span.end if (span := span_of(words, published)) else None
    return end is not None and timedelta(-3) <= published - end <= timedelta(_RECENT_DAYS + 1)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {code: re.compile(rf"\b(?:{names})(?!\w)") for code, names in _AUTHORITIES.items()}


def authorities_in(text: str) -> frozenset[str]:
    """The authorities that impose sanctions and that a text names, by code."""
    return frozenset(code for code, pattern in _patterns().items() if pattern.search(text))


def same_authority(told: frozenset[str], announced: frozenset[str]) -> bool:
    """Whether an act that names the authorities `told` may be of the announcement that names `announced`."""
    if not announced:
        return told <= {"US"}
    return told <= announced
