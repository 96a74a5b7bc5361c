"""Readings made by hand: a text with its things in brackets, and claims over them."""

import re
from datetime import date
from typing import cast

from offing.claims.model import Arg, Claim, Dated, Document, Label, Mention, Reading, Speaker, Thing
from offing.records.dates import DateSpan, parse_span

_MARKED = re.compile(r"\[(\w+):([^\]=]+)(?:=([^\]]+))?\]")


def reading(name: str, marked: str, *claims: Claim, published: str = "2019-03-22", outlet: str = "") -> Reading:
    """`[vessel:Tantal]` marks a thing, `[country:Russian=ru]` one with a value; equal names are one thing."""
    text = ""
    mentions: list[Mention] = []
    things: dict[tuple[Label, str], int] = {}
    at = 0
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        label, words, value = cast("Label", found[1]), found[2], found[3] or ""
        number = things.setdefault((label, value or words), len(things))
        mentions.append(Mention(len(text), len(text) + len(words), words, label, number, "made", value=value))
        text += words
        at = found.end()
    text += marked[at:]
    made = []
    for (label, _), number in things.items():
        those = [m for m in mentions if m.entity == number]
        names = tuple(dict.fromkeys(m.text for m in those))
        imo = tuple(m.value for m in those if label == "vessel" and m.value)
        made.append(Thing(number, label, max(names, key=len), names, imo, those[0].value))
    day = parse_span(published) if published else None
    document = Document(
        name, text, f"sha-{name}", "text", "utf-8", outlet=outlet, published=Dated(day, "", 0, 0) if day else None
    )
    return Reading(document, tuple(mentions), tuple(made), tuple(c for c in claims))


def told(
    read: Reading, kind: str, quote: str, *, when: str = "", modality: str = "asserted", by: str = "", status: str = "complete",
    polarity: str = "positive", **roles: str,
) -> Reading:  # fmt: skip
    """The reading with a claim more; each role names a thing of the text by one of its spellings."""
    text = read.document.text
    start = text.index(quote)
    args = []
    for role, words in roles.items():
        at = text.find(words, start)
        at = text.index(words) if at < 0 else at
        thing = next((t.number for t in read.things if words in t.spellings), -1)
        args.append(Arg(role, words, at, at + len(words), thing))
    speakers = (Speaker(by, text.index(by), text.index(by) + len(by), "government"),) if by else ()
    happened = Dated(span(when), when, 0, 0) if when else None
    claim = Claim(
        kind, tuple(args), start, start + len(quote), start, start + len(quote), speakers, modality, polarity, happened,  # type: ignore[arg-type]
        False, status, "made",  # type: ignore[arg-type]
    )  # fmt: skip
    return Reading(read.document, read.mentions, read.things, (*read.claims, claim))


def span(text: str) -> DateSpan:
    return parse_span(text)


def day_of(text: str) -> date:
    return date.fromisoformat(text)


LABELS: tuple[Label, ...] = ("vessel", "company", "country", "facility", "goods", "agency", "person", "place")
