"""Does a report beside the book say something of it?

The reports in the book's `reports/` are read by rules into claims: a quote, who says it, how sure, and when. Told is what
they say of a ship with one of the book's IMO numbers or names, or of a party of one of its names; what several reports tell
of one event stands together, a copied sentence counts once, and a denial stands beside. A claim is never a listing: what a
report says of a list is not looked up there, and a ship named in an advisory is not a blocked ship. Left out are statements,
meetings, nationalities, seats, flags that the book gives too, and claims whose subject the text does not tell. Names in
prose are found by rules: one that is not found says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.claims.in_words import CONTEXT
from offing.claims.model import Event, Said
from offing.records.dates import iso
from offing.review.as_reported import how, quote, says, strength
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Evidence, Finding, Rule, Status
from offing.review.in_reports import Named, Reports, claim_of, claims_on, denials, known_already, named_in

CHECK = Check(
    id="news",
    asks="What do the reports beside the book say of it?",
    kinds=("REPORTED",),
    basis="the files in the book's reports/, read by rules",
    needs=("parties", "vessels", "voyages"),
    innocent=(
        "A report can err, and may have been denied or corrected since.",
        "Another ship or firm may bear the name, where no number stands beside it.",
    ),
    settle=(
        "The report itself and whom it quotes.",
        "The authority's own list or notice of that date.",
        "The party's answer.",
    ),
)
_ASIDE = CONTEXT | {"nationality", "based_in"}


def run(context: Context) -> Iterator[Finding]:
    reports = context.reports
    if reports is None:
        return
    by_row: dict[tuple[int, str], list[Named]] = {}
    for named in named_in(reports, context.mentions):
        by_row.setdefault((id(named.row), named.column), []).append(named)
    for those in by_row.values():
        told = tuple(claims_on(reports, those))
        for event, said in told:
            if event.type not in _ASIDE and not (event.type == "flagged_in" and known_already(reports, those[0], said)):
                yield _finding(context, reports, those, event, said, denials(reports, told, event, said))


def _finding(
    context: Context,
    reports: Reports,
    named: list[Named],
    event: Event,
    said: tuple[Said, ...],
    against: tuple[Said, ...],
) -> Finding:
    one = named[0]
    proof = [*(_quoted(reports, s) for s in said), *(_quoted(reports, s, denial=True) for s in against)]
    days = [p.span.end for s in said if (p := reports.readings[s.document].document.published) and p.span.end]
    return Finding(
        kind="REPORTED",
        check=CHECK.id,
        subject=context.subject(one.row, one.column),
        says=says(reports, event, said, against),
        strength=strength(reports, named, said),
        evidence=(*context.book_evidence(one.row, one.column, "imo"), *proof),
        innocent=(*_doubts(reports, said, against), *CHECK.innocent),
        settle=CHECK.settle,
        rule=Rule(CHECK.id, CHECK.version, CHECK.basis, dict(CHECK.params)),
        as_of=context.as_of,
        status=tuple(_status(reports, named, s) for s in said[:1]),
        event_date=event.happened,
        known_from=min(days, default=None),
        detail={"claims": [claim_of(reports, s).rule for s in said]},
    )


def _quoted(reports: Reports, said: Said, *, denial: bool = False) -> Evidence:
    claim = claim_of(reports, said)
    document = reports.readings[said.document].document
    line = document.text.count("\n", 0, claim.start) + 1
    return Evidence(
        source="report",
        place=f"{document.name} · line {line} · characters {claim.start}–{claim.end}{' · denial' if denial else ''}",
        quote=document.text[claim.start : claim.end],
        version=iso(document.published.span) if document.published else "",
        sha256=document.sha256,
        file=document.name,
        line=line,
    )


def _status(reports: Reports, named: list[Named], said: Said) -> Status:
    claim = claim_of(reports, said)
    reading = reports.readings[said.document]
    thing = next(reading.things[n.thing] for n in named if n.document == said.document)
    return Status(
        rung="reported",
        authority=claim.speakers[0].text if claim.speakers else reading.document.outlet,
        list="reports",
        entry=reading.document.name,
        name=thing.name,
        since=claim.happened.span if claim.happened else None,
        wording=f"{claim.type.replace('_', ' ')}: {how(claim)}",
    )


def _doubts(reports: Reports, said: tuple[Said, ...], against: tuple[Said, ...]) -> Iterator[str]:
    for s in against[:3]:
        yield f"Denied in {reports.readings[s.document].document.name}: “{quote(reports, s)}”."
    for s in said[:1]:
        document = reports.readings[s.document].document
        if document.garbled:
            yield f"{document.name} shows signs of garbling: {'; '.join(document.garbled[:3])}."
