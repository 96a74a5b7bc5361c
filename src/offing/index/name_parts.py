"""The further names in a name: what stands in brackets, behind a slash, or is run together."""

from __future__ import annotations

import re

from offing.index.glossary import PLACE, firm_word
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.letters import latin_words

_SEPARATORS = [re.compile(rf"{slash}|;|\sa\.?k\.?a\.?\s", re.IGNORECASE) for slash in ("/", r"\s/\s")]
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{2,})[)\]）]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z])")
_ARTICLE = re.compile(r"\b(al|el|ul)(?=[b-df-hj-np-tv-z][a-z]{3,}\b)", re.IGNORECASE)
_INITIALS_RUN = re.compile(r"\b([B-DF-HJ-NP-TV-XZ])([B-DF-HJ-NP-TV-XZ])\b")
_CAPITAL_WITHIN = re.compile(r"\b(?:Mc|Mac|De|La|Le|Di|Van)(?=[A-Z])")
_MARK_OF_PARTS = re.compile(r"[/;,(\[]")
_LISTING = re.compile(r"[,;]\s")
_ARTICLES = ("al", "el", "ul")


def opens_with_article(word: str) -> bool:
    """Whether a word begins with an Arabic article that is run together with it (`alhassan`)."""
    return word[:2] in _ARTICLES and _ARTICLE.search(word) is not None


def parts_of(text: str, kind: int) -> tuple[str, ...]:
    """Further names in a name: `A / B`, `A, B, C` where a comma is no part of one, and what stands in brackets and before."""
    if kind == SHIP:
        return ()
    found: list[str] = []
    if apart := apart_at_capitals(text):
        found.append(apart)
    small = text.lower()
    if run_together(text, kind):
        found.append(_INITIALS_RUN.sub(r"\1 \2", text))
    if kind == PERSON and any(a in small for a in _ARTICLES) and (apart := _ARTICLE.sub(r"\1 ", text)) != text:
        found.append(apart)
    if text.isascii() and "ak" not in small and "a.k" not in small and not _MARK_OF_PARTS.search(text):
        return tuple(found)
    return (*found, *_listed_parts(text, kind))


def _listed_parts(text: str, kind: int) -> tuple[str, ...]:
    found = [p for p in _SEPARATORS[kind].split(text) if len(p.split()) > 1]
    if len(found) < 2:
        found = []
    listing = [p.strip() for p in _LISTING.split(text)]
    if len(listing) > 2 and (kind == PERSON or not any(firm_word(p.strip(".").lower()) for p in listing)):
        found += [p for p in listing if len(p) > 3]
    elif kind == FIRM and len(listing) == 2 and listing[0].split()[:1] == listing[1].split()[:1]:
        found += listing
    inside = [p for p in _BRACKETS.findall(text) if len(p) > 3 or (p.isupper() and kind == FIRM)]
    outside = _BRACKETS.sub(" ", text).strip()
    if inside and len(outside) > 3 and not (kind == FIRM and all(_a_place(p) for p in inside)):
        found += [outside, *(p for p in inside if kind == FIRM and _a_name(p))]
    return tuple(found)


def runs_on(text: str) -> bool:
    """Whether a capital stands within a word (`BeyondSpring`)."""
    return not (text.isupper() or text.istitle()) and _CAMEL.search(text) is not None


def apart_at_capitals(text: str) -> str:
    """`BeyondSpring Inc` as `Beyond Spring Inc`; empty where no word runs on, or does so as names do (`McDonald`)."""
    return _CAMEL.sub(" ", text) if runs_on(text) and not _CAPITAL_WITHIN.search(text) else ""


def run_together(text: str, kind: int) -> bool:
    """Whether a person's name holds initials without a stop between them (`JC Smith`), which `read` takes both ways."""
    return kind == PERSON and _INITIALS_RUN.search(text) is not None and not text.isupper()


def _a_place(text: str) -> bool:
    """Whether a text in brackets is a place: that of a branch, which is a part of the name."""
    known = [firm_word(w) for w, _ in latin_words(text, FIRM)]
    return bool(known) and all(k is not None and k[1] & PLACE for k in known)


def _a_name(text: str) -> bool:
    """Whether a text in brackets is more than a place, a form or words of trade."""
    words = [w for w, _ in latin_words(text, FIRM)]
    return any(len(w) > 2 and firm_word(w) is None and not w.isdigit() for w in words)
