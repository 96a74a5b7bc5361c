"""Readings on a terminal: each claim with its quote in its sentence, then what several reports tell of one event."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from offing.claims.in_words import (
    CONTEXT,
    DIFFERENCES,
    FREE,
    STATUSES,
    TYPES,
    UNRESOLVED,
    how_read,
    how_sure,
    how_sure_of,
    when,
    who_says,
)
from offing.claims.ingest import AS_GIVEN
from offing.claims.model import WHOLE, Arg, Claim, Dated, Document, Event, Reading
from offing.records.dates import iso
from offing.report.text import heading, say
from offing.report.wording import visible

_AROUND = 160
"""Characters of a sentence shown before and after a quote."""


def print_readings(readings: Sequence[Reading], events: Sequence[Event], console: Console, *, context: bool) -> None:
    """All claims; with `context` also statements, meetings and the like. Allegations are never printed as facts."""
    for reading in readings:
        _reading(reading, console, context)
    shared = [e for e in events if len({s.document for s in e.claims}) > 1]
    at_odds = [e for e in events if e not in shared and _at_odds(e)]
    for title, those in (
        ("Told by more than one report", shared),
        ("Told twice in one report, and not alike", at_odds),
    ):
        if those:
            heading(console, f"{title}: {len(those)}")
        for event in those:
            _event(event, readings, console)
    if readings:
        say(
            console,
            "Claims are what reports say. None of them is an entry of a list; a link names the entry that may be meant.",
        )


def _at_odds(event: Event) -> bool:
    """Whether its claims tell different things, or one of them denies what another tells."""
    denied = {
        c == "denied" or c.startswith("not: ") for d in event.conflicts if d.kind == "modality" for c, _ in d.tellings
    }
    return len(denied) > 1 or any(c.kind == "value" for c in event.conflicts)


def _reading(reading: Reading, console: Console, context: bool) -> None:
    document = reading.document
    heading(console, f"{document.name}: {document.title}" if document.title else document.name)
    say(console, " · ".join(_about(document)))
    if document.garbled:
        sure = "garbled" if document.weight < WHOLE else "signs of garbling"
        say(console, f"{sure} (weight {document.weight:.2f}): {'; '.join(document.garbled)}", "yellow")
    for note in document.notes:
        say(console, f"note: {note}", "yellow")
    shown = [c for c in reading.claims if context or c.type not in CONTEXT]
    for claim in shown:
        _claim(claim, reading, console)
    left = len(reading.claims) - len(shown)
    if not shown:
        say(console, "No claim was found. That a rule found none does not mean that the report makes none.")
    if left:
        what = "statement, meeting or the like is" if left == 1 else "statements, meetings and the like are"
        say(console, f"{left} {what} left out (--context prints them)", "dim")


def _about(document: Document) -> list[str]:
    published = document.published
    words = [_published(published) if published else "no date of publication is told (--published gives it)"]
    words += [f"but also dated {iso(d.span)} (“{d.basis}”)" for d in document.conflicts]
    if document.outlet:
        words.append(document.outlet)
    return [*words, f"sha256 {document.sha256[:12]}…"]


def _published(told: Dated) -> str:
    return f"published {iso(told.span)}" + (f" ({told.basis})" if told.basis == AS_GIVEN else "")


def _claim(claim: Claim, reading: Reading, console: Console) -> None:
    doubtful = (
        claim.status != "complete" or claim.polarity == "negative" or claim.modality not in ("asserted", "confirmed")
    )
    head = Text(f"• {TYPES[claim.type]}", style="bold")
    head.append(f"  {how_sure(claim)}", style="yellow" if doubtful else "")
    if told := when(claim):
        head.append(f"  {told}")
    console.print(head, soft_wrap=True)
    console.print(_quoted(claim, reading.document.text, marked=console.color_system is None), soft_wrap=True)
    for arg in claim.args:
        console.print(_arg(arg, reading), soft_wrap=True)
    _line(console, f"    said by: {_flat(who_says(claim, reading.things))}")
    for told in filter(None, (STATUSES[claim.status], how_read(claim))):
        _line(console, f"    {told}", "yellow")


def _line(console: Console, text: str, style: str = "") -> None:
    """One line, however long: broken by the terminal alone, so that what is piped can be searched."""
    console.print(Text(text, style=style), soft_wrap=True)


def _quoted(claim: Claim, text: str, *, marked: bool) -> Text:
    """The quote, reversed, within its sentence; `marked` where nothing can be reversed."""
    a, b = max(claim.sentence_start, claim.start - _AROUND), min(claim.sentence_end, claim.end + _AROUND)
    line = Text("    " + ("…" if a > claim.sentence_start else "") + _flat(text[a : claim.start]))
    quote = _flat(text[claim.start : claim.end])
    line.append(f"»{quote}«" if marked else quote, style="reverse")
    line.append(_flat(text[claim.end : b]) + ("…" if b < claim.sentence_end else ""))
    return line


def _flat(text: str) -> str:
    """White space of any sort as one space each, so that a quote stays one line; what a terminal obeys is made visible."""
    return visible(" ".join(f"|{text}|".split())[1:-1])


def _arg(arg: Arg, reading: Reading) -> Text:
    line = Text(f"    {arg.role.replace('_', ' ')}: ")
    if arg.thing < 0 and not arg.parts:
        line.append(f"“{_flat(arg.text)}”")
        if arg.role in FREE:
            return line
        line.append(f" ({UNRESOLVED})", style="yellow")
        return line
    line.append(visible(arg.text))
    sign = " = "
    for part in arg.parts or (arg,):
        thing = reading.things[part.thing] if part.thing >= 0 else None
        if thing is None:
            continue
        if thing.name.casefold() not in arg.text.casefold():
            line.append(f"{sign}{visible(thing.name)}")
            sign = ", "
        for link in thing.links:
            sure = "" if link.tier == "match" else ", possible"
            line.append(f" [{link.dataset} {link.entry} {visible(link.name)}{sure}]", style="cyan")
    return line


def _event(event: Event, readings: Sequence[Reading], console: Console) -> None:
    happened = f" {iso(event.happened)}" if event.happened else ""
    documents = len({s.document for s in event.claims})
    reports = "1 report" if documents == 1 else f"{documents} reports"
    sources = "1 source" if event.sources == 1 else f"{event.sources} sources"
    console.print(Text(f"• {TYPES[event.type]}{happened}: {reports}, {sources}", style="bold"), soft_wrap=True)
    for said in event.claims:
        reading = readings[said.document]
        claim = reading.claims[said.claim]
        quote = _flat(reading.document.text[claim.start : claim.end])
        console.print(Text(f"    {reading.document.name}: “{quote}” ({how_sure(claim)})"), soft_wrap=True)
    for role, text in event.agreed:
        _line(console, f"    they tell the same {role.replace('_', ' ')}: {_flat(text)}")
    for conflict in event.conflicts:
        words = how_sure_of if conflict.kind == "modality" else _flat
        told = " / ".join(dict.fromkeys(words(t) for t, _ in conflict.tellings))
        role = f" ({conflict.role.replace('_', ' ')})" if conflict.role else ""
        _line(console, f"    {DIFFERENCES[conflict.kind]}{role}: {told}", "yellow")
