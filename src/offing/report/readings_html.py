"""A page of what reports say: each article with its claims in the margin, then events with their sources side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from offing.claims.in_words import DIFFERENCES, how_sure_of
from offing.claims.in_words import TYPES as TYPE_WORDS
from offing.claims.model import Difference, Event, Reading, Said
from offing.records.dates import DateSpan, in_words, iso
from offing.report import wording
from offing.report.html import page_environment, policy, template_text
from offing.report.readings_laid import FURNITURE, LONG_CHARS, SEGMENT_WORDS, Told, card, counted, rows

NOT_FACTS = (
    "What stands here is what reports say, each in its own words. None of it is established, and none of it is an "
    "entry of a list. Where a list has an entry that may be meant, it is named under the claim."
)
LEGEND = (
    ("firm", "said flatly or confirmed", "by the one who says it; that does not make it so"),
    ("unsure", "alleged, believed, intended, asked or unclear", "not established even by the one who says it"),
    ("denied", "denied, or said not to be so", "the claim is that it is not so"),
    ("broken", "not whole", "who or what it is about is not resolved in this text; it is a hint and no more"),
)
ADVISORY = "an advisory is not a listing and blocks nobody"
TIERS = {"match": "match", "possible": "possible match"}
ONCE_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Source:
    """One claim of an event, with the report it stands in and the number of each from 1."""

    document: int
    name: str
    outlet: str
    published: str
    weight: float
    told: Told


@dataclass(frozen=True, slots=True)
class Differs:
    """A difference in words: which report tells what."""

    kind: str
    role: str
    tellings: tuple[tuple[str, tuple[Said, ...]], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the page shows it."""

    number: int
    type: str
    advisory: bool
    happened: str
    sources: int
    reports: int
    told: tuple[Source, ...]
    agreed: tuple[tuple[str, str], ...]
    differs: tuple[Differs, ...]


def readings_html(readings: Sequence[Reading], events: Sequence[Event]) -> str:
    """The page. It loads nothing, runs nothing, and every word of a report is escaped."""
    css = template_text("review.css") + template_text("readings.css")
    happenings = [_happening(n, e, readings) for n, e in enumerate(events, start=1)]
    return (
        _environment()
        .get_template("readings.html.j2")
        .render(
            css=Markup(css),  # noqa: S704 - our own files
            csp=policy(css),
            readings=readings,
            shared=[h for h in happenings if len(h.told) > 1],
            single=[h for h in happenings if len(h.told) == 1],
            total=sum(len(r.claims) for r in readings),
        )
    )


def _happening(number: int, event: Event, readings: Sequence[Reading]) -> Happening:
    told = []
    for said in event.claims:
        document = readings[said.document].document
        published = iso(document.published.span) if document.published else ""
        told.append(
            Source(
                said.document + 1,
                document.name,
                document.outlet,
                published,
                document.weight,
                card(readings[said.document], said.claim),
            )
        )
    return Happening(
        number,
        TYPE_WORDS[event.type],
        event.type == "advisory_listed",
        _dated(event.happened),
        event.sources,
        len({s.document for s in event.claims}),
        tuple(told),
        tuple((role.replace("_", " "), text) for role, text in event.agreed),
        tuple(_differs(d) for d in event.conflicts),
    )


def _dated(span: DateSpan | None) -> str:
    return in_words(span) if span else "on a day that is not told"


def _differs(difference: Difference) -> Differs:
    by_words: dict[str, list[Said]] = {}
    for text, said in difference.tellings:
        by_words.setdefault(how_sure_of(text) if difference.kind == "modality" else text, []).append(said)
    kind = DIFFERENCES[difference.kind]
    return Differs(kind, difference.role.replace("_", " "), tuple((t, tuple(s)) for t, s in by_words.items()))


@cache
def _environment() -> Environment:
    env = page_environment()
    env.globals.update(
        rows=rows,
        counted=counted,
        furniture=FURNITURE,
        segment_words=SEGMENT_WORDS,
        not_facts=NOT_FACTS,
        legend=LEGEND,
        advisory=ADVISORY,
        tiers=TIERS,
        iso=iso,
        marked=wording.MARKED,
        once_shown=ONCE_SHOWN,
        long_chars=LONG_CHARS,
    )
    return env
