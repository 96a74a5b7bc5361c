"""The dossier on a terminal, in the order in which a reader asks."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from offing.records.rungs import RUNGS
from offing.report.dossier_words import (
    BY_NAME,
    BY_NAME_MEANS,
    HOW_WORDS,
    NO_VERDICT,
    NONE_BY_NUMBER,
    TOPICS,
    grouped,
    no_events_words,
    no_news_words,
    no_twins_words,
    several_words,
    source_words,
    stands_words,
    value_words,
)  # fmt: skip
from offing.report.observed import HEADINGS, print_event
from offing.report.text import fit, heading, print_finding, say
from offing.report.wording import age_words, cut, one_line, place_words, since_words, state_words, until_words
from offing.review.dossier import Dossier
from offing.review.finding import Evidence
from offing.review.one_ship import Several
from offing.review.ship_known import Fact, Found, Measure

QUOTE_MOST, CELLS_MOST = 300, 260
ROWS_MOST, EVENTS_MOST, TWINS_MOST = 40, 20, 12


def print_dossier(dossier: Dossier, console: Console) -> None:
    """All of it; long tables are cut and say so (`--json` and the page have them whole)."""
    heading(console, f"{dossier.title} as of {dossier.as_of}")
    _identity(dossier, console)
    _status(dossier, console)
    _facts(dossier, console)
    _books(dossier, console)
    _sea(dossier, console)
    _news(dossier, console)
    _coverage(dossier, console)
    _decisions(dossier, console)
    say(console, NO_VERDICT)


def print_several(several: Several, console: Console) -> None:
    """The candidates, each with her number."""
    say(console, several_words(several), "bold")
    for one in several.candidates:
        number = f"IMO {one.imo}" if one.imo else "no IMO number"
        say(console, f"{number}: {', '.join(one.names)} ({', '.join(one.borne_as)})", indent=2)
        say(console, "; ".join(one.where), "dim", 4)


def _identity(dossier: Dossier, console: Console) -> None:
    identity = dossier.identity
    style = "bold yellow" if identity.check_digit is False else ""
    say(console, f"IMO {identity.imo}: {identity.check_says}" if identity.imo else identity.check_says, style)
    for note in identity.notes:
        say(console, note, indent=2)
    for radio in identity.radios:
        label = "MMSI" if radio.kind == "mmsi" else "call sign"
        say(console, f"{label} {radio.value}: {radio.says}", "yellow" if radio.agrees is False else "")
        say(console, "; ".join(radio.sources), "dim", 2)
    for twin in identity.twins[:TWINS_MOST]:
        say(console, f"may be mistaken ({twin.kind}): {twin.says}", "bold yellow")
        say(console, "; ".join(twin.where), "dim", 2)
    _more(len(identity.twins), TWINS_MOST, console)
    if not identity.twins:
        say(console, no_twins_words(dossier))


def _more(count: int, most: int, console: Console) -> None:
    if count > most:
        say(console, f"… {count - most:,} more (--json and the page have them)", "dim", 2)


def _status(dossier: Dossier, console: Console) -> None:
    heading(console, "Status: authority, list, measure, from, to")
    if dossier.hers:
        _table(dossier.hers, dossier, console)
    else:
        say(console, NONE_BY_NUMBER if dossier.by_name else dossier.none_found, "bold")
    if dossier.by_name:
        say(console, f"{BY_NAME}. {BY_NAME_MEANS}", "bold")
        _table(dossier.by_name, dossier, console)
    for measure in (*dossier.hers, *dossier.by_name):
        _measure(measure, console)


def _table(measures: tuple[Measure, ...], dossier: Dossier, console: Console) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("measure", "list, entry", "name there", "from", "to", ""):
        table.add_column(title, overflow="fold")
    for m in measures:
        s = m.status
        cells = (s.words, f"{s.list} {s.entry}", s.name, since_words(s), until_words(s), stands_words(m, dossier))
        style = "dim" if m.stands is False else "bold red" if m.how != "name" and RUNGS[s.rung].listing else ""
        table.add_row(*(Text(fit(console, one_line(c))) for c in cells), style=style)
    console.print(table)


def _measure(measure: Measure, console: Console) -> None:
    status = measure.status
    programme = f" · {', '.join(status.program)}" if status.program else ""
    say(console, f"{status.words} · {status.list} {status.entry}{programme} · dated by {measure.basis}")
    if status.wording:
        say(console, cut(one_line(status.wording), QUOTE_MOST, "dossier.json"), indent=2)
    _proof(measure.source, console)
    if measure.lent:
        say(console, "the date is lent by:", indent=2)
        _proof(measure.lent, console)


def _proof(source: Evidence, console: Console) -> None:
    digest = f", SHA-256 {source.sha256[:12]}…" if source.sha256 else ""
    say(console, f"{source_words(source)}{digest}:", "dim", 2)
    say(console, cut(one_line(source.quote), QUOTE_MOST, "dossier.json"), "italic", 4)


def _facts(dossier: Dossier, console: Console) -> None:
    for title, topics in TOPICS:
        facts = dossier.of(*topics)
        heading(console, title)
        if not facts:
            say(console, "none of these sources says")
            continue
        table = Table.grid(padding=(0, 2))
        for line in grouped(facts):
            cells = (_value(line.fact), line.kind, line.when, "; ".join(line.sources))
            shown = [Text(fit(console, cut(one_line(c), 240, "dossier.json"))) for c in cells]
            shown[-1].stylize("dim")
            table.add_row(*shown)
        console.print(table)
    heading(console, "Where sources differ")
    for conflict in dossier.conflicts:
        say(console, conflict.says, "bold yellow")
        for value, who in conflict.tellings:
            say(console, f"{value}: {who}", indent=2)
    if not dossier.conflicts:
        say(console, "No two sources that mean her by her number say different things of her for one time.")


def _value(fact: Fact) -> str:
    figure = fact.topic in ("type", "built", "gross_tonnage", "deadweight", "length_m")
    return f"{fact.topic.replace('_', ' ').removesuffix(' m')}: {value_words(fact)}" if figure else value_words(fact)


def _books(dossier: Dossier, console: Console) -> None:
    heading(console, "In your books")
    if not dossier.books:
        say(console, "no book was given")
    elif not dossier.rows:
        say(console, f"no row names her in {', '.join(dossier.books)}")
    for row in dossier.rows[:ROWS_MOST]:
        when = f", {row.when}" if row.when else ""
        say(
            console,
            f"{row.book}: {place_words(row.sheet, row.row)}{f' · {row.id}' if row.id else ''}, {HOW_WORDS[row.how]}{when}",
        )
        said = " · ".join(f"{column}: {text}" for column, text in row.cells)
        say(console, cut(one_line(said), CELLS_MOST, "dossier.json"), "dim", 2)
    _more(len(dossier.rows), ROWS_MOST, console)
    heading(console, f"Findings of the review of these books ({len(dossier.findings)})")
    _found(dossier.findings, console)
    if not dossier.findings:
        say(console, "none on her rows" if dossier.books else "no book was given")
    for aside in dossier.set_aside[:TWINS_MOST]:
        place = place_words(aside.aside.subject.sheet, aside.aside.subject.row, aside.aside.subject.column)
        say(console, f"set aside ({aside.book}, {place}): {aside.aside.what}: {aside.aside.why}")
    _more(len(dossier.set_aside), TWINS_MOST, console)


def _found(found: tuple[Found, ...], console: Console) -> None:
    for one in found:
        subject = one.finding.subject
        say(
            console,
            f"{one.book}: {place_words(subject.sheet, subject.row, subject.column)}, {HOW_WORDS[one.how]}",
            "dim",
        )
        print_finding(one.finding, console)


def _sea(dossier: Dossier, console: Console) -> None:
    heading(console, f"At sea and in port, by the tracks ({len(dossier.at_sea)})")
    if not dossier.at_sea:
        say(console, no_events_words(dossier))
    for one in dossier.at_sea[:EVENTS_MOST]:
        say(console, f"{HEADINGS[one.event.kind]} · {one.book}, linked by {one.by}", "bold")
        print_event(one.event, console)
        for entry in one.other_listed:
            say(console, f"the other ship: {entry}", "bold red", 4)
        for doubt in one.doubts:
            say(console, doubt, "yellow", 4)
    _more(len(dossier.at_sea), EVENTS_MOST, console)


def _news(dossier: Dossier, console: Console) -> None:
    heading(console, "News: what reports beside the books say")
    _found(dossier.news, console)
    for told in dossier.told:
        say(console, f"{told.says}: {told.how_sure}{f'; {told.when}' if told.when else ''}", "bold")
        say(console, f"“{told.quote}”", "italic", 2)
        say(console, f"said by {told.said_by}; {told.source.place}; {HOW_WORDS[told.how]}", "dim", 2)
    if not dossier.news and not dossier.told:
        say(console, no_news_words(dossier))


def _coverage(dossier: Dossier, console: Console) -> None:
    heading(console, "What was looked at, and what was not")
    for used in dossier.lists:
        if used.version:
            say(console, f"{used.dataset} {used.version}: {state_words(used)}, {age_words(used, dossier.as_of)}")
    for gap in dossier.not_checked:
        say(console, f"not checked: {gap.what}: {gap.why}", "yellow")


def _decisions(dossier: Dossier, console: Console) -> None:
    heading(console, "Decisions kept")
    for one in dossier.decisions:
        said = f"{one.on}, {one.by}, {one.state}: {one.label} ({one.row}) is not {', '.join(one.entries)}: {one.why}"
        say(console, said)
    if not dossier.decisions:
        say(console, "none about her")
