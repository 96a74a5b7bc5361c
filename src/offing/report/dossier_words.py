"""The words of a dossier that text and page share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from offing.records.dates import iso
from offing.records.territories import territory_name
from offing.review.dossier import Dossier
from offing.review.finding import Evidence
from offing.review.one_ship import Several
from offing.review.ship_known import Fact, Measure, Topic

HOW_WORDS = {
    "number": "by her IMO number",
    "name": "by her name only: it may be another ship's",
    "mmsi": "by her MMSI, which belongs to a period",
    "voyage": "of a voyage of hers",
}
BY_NAME = "Entries that bear her name and give no IMO number"
NONE_BY_NUMBER = "No entry of the lists looked in means her by an IMO number."
BY_NAME_MEANS = "A name alone does not tell ships apart: each of these may be another ship."
NO_VERDICT = (
    "A dossier gives what sources say, and no verdict. What is named under “not checked” was not looked at; "
    "lists lag, names and flags change, and owners are told as somebody told them."
)
TOPICS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    ("Names", ("name",)),
    ("Flags", ("flag",)),
    ("Owners", ("owner",)),
    ("Managers and operators", ("manager",)),
    ("Ties that a list states without saying of what kind, or of another kind", ("tie",)),
    ("The hull", ("type", "built", "gross_tonnage", "deadweight", "length_m")),
)
"""The facts' headings, in the order of the dossier."""


def stands_words(measure: Measure, dossier: Dossier) -> str:
    """Whether the measure stood on the dossier's day."""
    if measure.stands is None:
        return f"its dates leave open whether it stood on {dossier.as_of}"
    return "stands" if measure.stands else "ended"


def when_words(fact: Fact) -> str:
    """`2018-02-23 to 2019-03-01 by its source`, `in versions of 2021-08-18 to 2024-05-03`; "" where nothing dates it."""
    told = []
    if fact.dated is not None:
        told.append(f"{_span(iso(fact.dated))} by its source")
    if fact.seen is not None:
        days = iso(fact.seen)
        told.append(f"in the version of {days}" if fact.seen.is_day else f"in the versions of {_span(days)}")
    return "; ".join(told)


def _span(text: str) -> str:
    first, mark, last = text.partition("/")
    if not mark:
        return text
    return f"until {last}" if first == ".." else f"from {first}" if last == ".." else f"{first} to {last}"


def value_words(fact: Fact) -> str:
    """The value as printed; a flag with the territory that it was read as, where that is written otherwise."""
    if fact.topic == "flag":
        name = territory_name(fact.folded) if fact.folded else "read as no territory"
        return fact.value if name.casefold() == fact.value.casefold() else f"{fact.value} ({name})"
    return f"{fact.value} m" if fact.topic == "length_m" and fact.folded == fact.value else fact.value


def kind_words(fact: Fact) -> str:
    """What it is there, whether it is past, and by what the source means her."""
    kind = "kind not told by the list" if fact.kind == "unspecified" else fact.kind
    past = "" if fact.current or kind.startswith("former") or kind == "sent by AIS" else "no longer"
    how = "" if fact.how == "number" else HOW_WORDS[fact.how]
    return ", ".join(x for x in (kind, fact.note, past, how) if x)


@dataclass(frozen=True, slots=True)
class Line:
    """What one or more sources say alike: the value, what it is there, when, and where they say it."""

    fact: Fact
    value: str
    kind: str
    when: str
    sources: tuple[str, ...]


def grouped(facts: Iterable[Fact]) -> tuple[Line, ...]:
    """Facts that read the same, with all their sources; in the order of the first. Where the sources date it differently,
    each says its own time."""
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.topic, value_words(fact), kind_words(fact)), []).append(fact)
    lines = []
    for (_, value, kind), those in found.items():
        whens = list(dict.fromkeys(when_words(f) for f in those))
        sources = (
            f"{source_words(f.source)}{f' ({when_words(f)})' if len(whens) > 1 and when_words(f) else ''}"
            for f in those
        )
        lines.append(Line(those[0], value, kind, whens[0] if len(whens) == 1 else "", tuple(dict.fromkeys(sources))))
    return tuple(lines)


def source_words(source: Evidence) -> str:
    """`us_ofac_sdn 2024-05-03-1c0ddb92, SDN.CSV · row 6202`."""
    return f"{source.source}{f' {source.version}' if source.version else ''}, {source.place}"


def no_news_words(dossier: Dossier) -> str:
    """What is said where no report tells of her."""
    if not dossier.reports:
        return "No report was read." if dossier.books else "No book was given, so no report was read."
    many = "report" if dossier.reports == 1 else f"{dossier.reports:,} reports"
    return f"No claim about her was found in the {many} read. Names in prose are found by rules; one may be missed."


def no_events_words(dossier: Dossier) -> str:
    """What is said where the tracks hold no event of hers."""
    return "No event of hers is in the tracks that were given." if dossier.tracks else "No track was given."


def no_twins_words(dossier: Dossier) -> str:
    """What is said where there is no warning."""
    if not dossier.identity.imo:
        return "Without an IMO number her namesakes cannot be told from her."
    return "No other ship of these lists and books bears one of her names, her MMSI or a number one slip away."


def several_words(several: Several) -> str:
    """What to say above the candidates."""
    return f"{len(several.candidates)} ships bear “{several.asked}”: ask for one by her IMO number"
