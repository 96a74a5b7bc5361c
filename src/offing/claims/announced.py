"""The day on which what a document reports was announced: designations told of there without a date were made on it."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from offing.claims.model import Dated, Document
from offing.claims.parsed import parsed, sentences_of
from offing.claims.sentence_dates import told_dates
from offing.claims.words import grammar, plain

_FIRST = 60
"""Sentences looked at."""
_RECENT_DAYS = 10
_OF_SANCTIONS = re.compile(r"\b(?:sanction|designat|blacklist|advisory|blocking|measures|OFAC)", re.IGNORECASE)
_NOUN = re.compile(r"'s (?:\w+ ){0,2}?(?:announcement|designations?|sanctions|listings?|measures)\b")
_OWN_ACTION = re.compile(r"\b[Tt]oday's (?:\w+ )?(?:action|designations?|announcement|sanctions)\b")
_OTHERS = re.compile(
    r"\b(?:UN|U\.N\.?|United Nations|Security Council|EU|European Union|Britain|UK|U\.K\.?|Japan|Tokyo|Australia|Canada|Seoul|"
    r"South Korea|Switzerland|Ukraine)\b"
)


@lru_cache(maxsize=8)
def announcement_of(document: Document) -> tuple[Dated, frozenset[str]] | None:
    """The one recent day that the document gives for an announcement of sanctions, with the other authorities that its sentence
    names; None if it gives none or several."""
    if document.published is None or document.published.span.end is None:
        return None
    published = document.published.span.end
    found: list[tuple[Dated, frozenset[str]]] = []
    for sentence in sentences_of(document)[:_FIRST]:
        text = plain(document.text[sentence.start : sentence.end])
        if not _OF_SANCTIONS.search(text) and not _NOUN.search(text) and not _OWN_ACTION.search(text):
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
            act = (
                not told.describes
                and told.host >= 0
                and (
                    read.words[told.host].low in grammar("act")
                    or read.words[told.host].low in {"announced", "announces"}
                )
                and _OF_SANCTIONS.search(text)
            )
            if noun or act:
                basis = document.text[told.start : told.end]
                found.append((Dated(span, basis, told.start, told.end), others_in(text)))
    if not found or len({d.span for d, _ in found}) > 1:
        return None
    return found[0]


def others_in(text: str) -> frozenset[str]:
    """Authorities other than those of the United States that a text names."""
    return frozenset(_OTHERS.findall(text))
