"""SDN_ADVANCED's sanctions entries → listings.

OFAC repeats all measures of a party under every list that names it. A bank on the SSI List since 2015 and blocked in
2022 so has a Block "created" in 2015 under the SSI List: a block counts from the SDN List's own entry, a directive
from the list of directives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from offing.lists.contract import ReadLog
from offing.lists.formats.ofac_advanced_values import Values, read_day, read_period
from offing.lists.formats.ofac_labels import LISTING_DATE
from offing.lists.formats.ofac_measures import BINDS, BLOCK, MUST_BLOCK, effect_of, listing_day, own_words
from offing.reading.xml import Node
from offing.records.dates import DateSpan, day
from offing.records.entity import Listing, Statement

_SDN, _BLOCK, _PROGRAM, _CREATED = "SDN List", "Block", "Program", "Created"

_ORDER = re.compile(r"\b(1[34]\d{3})\b")
_SIGNED = {"13662": date(2014, 3, 20), "14014": date(2021, 2, 10), "14024": date(2021, 4, 15)}
"""Executive orders with directives and the day each was signed: no measure under one is older."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One SanctionsEntry: a party on one list, with every measure that the file states there."""

    list_name: str
    created: date | None
    bases: tuple[str, ...]
    programs: tuple[str, ...]
    measures: tuple[str, ...]
    notes: tuple[str, ...]


def read_stated(node: Node, values: Values, log: ReadLog) -> tuple[str, Stated]:
    """Profile number and what the SanctionsEntry states."""
    profile = node.attr("ProfileID") or ""
    list_name = values.text("List", node.attr("ListID"), node)
    node.ignore("ID", why="a number of the row in OFAC's own tables")
    created: list[date] = []
    bases: list[str] = []
    notes: list[str] = []
    for event in node.children("EntryEvent"):
        kind = values.text("EntryEventType", event.attr("EntryEventTypeID"), event)
        bases.append(values.text("LegalBasis", event.attr("LegalBasisID"), event))
        event.ignore("ID", why="a number of the row in OFAC's own tables")
        notes.extend(event.texts("Comment"))
        when = event.child("Date")
        if when is not None and kind == _CREATED:
            created.append(read_day(when))
        elif when is not None:
            notes.append(f"{kind} {read_day(when)}")
        event.done()
    programs: list[str] = []
    measures: list[str] = []
    for measure in node.children("SanctionsMeasure"):
        kind = values.text("SanctionsType", measure.attr("SanctionsTypeID"), measure)
        comments = measure.texts("Comment")
        measure.ignore("ID", why="a number of the row in OFAC's own tables")
        period, _ = read_period(measure.child("DatePeriod"))
        if period:
            notes.append(f"{kind}: {period}")
        measure.done()
        if kind == _PROGRAM:
            programs.extend(comments)
        else:
            measures.append(kind)
            notes.extend(comments)
    node.ignore("LimitationsToListing", why="the publisher's own reservations on use; empty in OFAC's files")
    node.done()
    legal = tuple(dict.fromkeys(b for b in bases if b and b != "Unknown"))
    return profile, Stated(list_name, min(created, default=None), legal, tuple(programs), tuple(measures), tuple(notes))


def listings_of(
    dataset: str, entry: str, stated: Sequence[Stated], statements: Sequence[Statement], log: ReadLog
) -> tuple[Listing, ...]:
    """One listing per measure, dated by the list that imposes it."""
    kinds = list(dict.fromkeys(kind for s in stated for kind in s.measures))
    made = []
    for kind in kinds:
        holders = [s for s in stated if kind in s.measures]
        own = [s for s in holders if (s.list_name == _SDN) == (kind == _BLOCK)] or holders
        if len(own) < len(holders):
            log.ignored["a measure repeated under a list that does not impose it"] += len(holders) - len(own)
        made.append(_listing(kind, own, statements))
    if not kinds:
        made.extend(_listing("", [s], statements) for s in stated)
    return tuple(replace(listing, dataset=dataset, entry=entry) for listing in made)


def _listing(kind: str, holders: Sequence[Stated], statements: Sequence[Statement]) -> Listing:
    """The listing for one kind of measure (or none) by the entries that impose it; its owner is filled in later."""
    words = own_words(statements, "")
    programs = tuple(dict.fromkeys(p for s in holders for p in s.programs))
    lists = ", ".join(dict.fromkeys(s.list_name for s in holders))
    notes = tuple(dict.fromkeys(n for s in holders for n in s.notes))
    blocked = kind == _BLOCK or (not kind and MUST_BLOCK in words.lower())
    measure = BLOCK if blocked else kind or "; ".join(dict.fromkeys(effect_of(p) for p in programs))
    return Listing(
        authority="US",
        dataset="",
        entry="",
        rung="blocked" if blocked else "sectoral",
        programs=programs,
        measure=measure,
        legal_basis="; ".join(_bases(kind, holders)),
        since=_since(kind, holders, statements),
        binds=BINDS,
        wording=" · ".join(p for p in (f"on the {lists}", *notes, words) if p),
    )


def _bases(kind: str, holders: Sequence[Stated]) -> tuple[str, ...]:
    """The legal bases of the measure: those of its own executive order if it names one, else all of the entry's."""
    every = tuple(dict.fromkeys(b for s in holders for b in s.bases))
    order = _ORDER.search(kind)
    return tuple(b for b in every if order and order[1] in b) or every


def _since(kind: str, holders: Sequence[Stated], statements: Sequence[Statement]) -> DateSpan | None:
    """The earliest creation; never a day before the order itself was signed, where the entry prints its own date."""
    first = min((s.created for s in holders if s.created), default=None)
    order = _ORDER.search(kind)
    if order and order[1] in _SIGNED and first and first < _SIGNED[order[1]]:
        directive = kind.rpartition("Directive")[2].strip()
        key = f"(EO {order[1]} Directive {directive})"
        days = [listing_day(s.value) for s in statements if s.prop == LISTING_DATE and key in s.note]
        return min((d for d in days if d), default=None)
    return day(first) if first else None
