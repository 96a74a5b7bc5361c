"""From screened mentions to list findings: one finding per place in the book, check and strength, with all its statuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from offing.index.evidence import BUT_THE_FORM
from offing.records.dates import DateSpan, in_words, iso
from offing.records.rungs import RUNGS, step, words
from offing.review.catalog import Check
from offing.review.compared import compared, parts_told
from offing.review.context import Context, status_of
from offing.review.finding import Finding, Kind, Status, Strength, weaker
from offing.review.licensed import granted_for
from offing.review.mentions import ShipMention
from offing.review.screening import Screened

_LEADS = {
    "imoNumber": "IMO number {value} is that of {listed}",
    "imoCompany": "Company IMO number {value} is that of {listed}",
    "mmsi": "MMSI {value} is that of {listed}; an MMSI belongs to a period",
    "callSign": "Call sign {value} is that of {listed}; a call sign belongs to a period",
    "leiCode": "LEI {value} is that of {listed}",
}
_SHOWN = 4


def grouped(screened: Iterable[Screened]) -> Iterator[tuple[Strength, list[Screened]]]:
    """By place in the book and strength; a doubt about the dates weakens."""
    groups: dict[tuple[object, ...], list[Screened]] = defaultdict(list)
    for one in screened:
        strength: Strength = (
            weaker(one.strength, "possible") if one.phase == "open" or _ambiguous(one) else one.strength
        )
        row = one.mention.row
        place = (row.sheet, row.number, row.file, one.mention.column, one.mention.name)
        groups[*place, _quality(one), strength].append(one)
    for group_key, members in groups.items():
        members.sort(key=lambda m: -m.order)
        yield group_key[-1], members  # type: ignore[misc]


def _ambiguous(one: Screened) -> bool:
    """Whether a text names a ship of which the book has several of that name, each with another IMO number."""
    return isinstance(one.mention, ShipMention) and one.mention.ambiguous


def _quality(one: Screened) -> tuple[object, ...]:
    """What entries must share to stand under one sentence. A number is one thing's; by name the same facts must agree and differ.

    An alias or a former name told with it changes nothing; `open` parts neither.
    """
    if one.strength == "match" and not _ambiguous(one):
        return ()
    return one.hit.exact, *sorted(p.rule for p in one.parts if p.agrees or p.differs)


def lead(one: Screened) -> str:
    """What agrees, in words that claim no more than it does."""
    hit = one.hit
    agree = list(dict.fromkeys(p.word for p in one.parts if p.agrees and p.feature != "name"))
    slip = next((p for p in one.parts if p.rule in ("imo_slip", "imo_slip_valid")), None)
    if slip is not None:
        fails = "" if slip.differs else "fails its check digit and "
        named = next((f", under {p.says}" for p in one.parts if p.feature == "name"), "")
        return f"IMO number {slip.book} {fails}is one keystroke from {slip.listed}, that of {hit.listed}{named}"
    if hit.via == "name":
        ship = isinstance(one.mention, ShipMention)
        if one.strength == "possible" or ship:
            near = "" if hit.exact else "near "
            only = f"{near}name, and the {listed_words(agree)}" if agree else f"{near}name only"
            return f"Possible match: {only}. “{hit.value}” may be {hit.listed}{_but(one)}"
        beside = f", and the {listed_words(agree)} agree{'s' if len(agree) == 1 else ''}" if agree else ""
        if not hit.exact:
            return f"“{hit.value}” is near the name of {hit.listed}{beside}"
        if one.mention.name == hit.value:
            firm = one.told.kind != "person" and not any(p.feature == "birthDate" for p in one.parts)
            whole = firm and any(p.rule == "name_same" and p.agrees for p in one.parts)
            form = next((f", {BUT_THE_FORM}" for p in one.parts if BUT_THE_FORM in p.says), "")
            return f"“{hit.value}” bears the {'distinctive ' if whole else ''}name of {hit.listed}{form}{beside}"
        return f"The text names {hit.listed}"
    if isinstance(one.mention, ShipMention) and one.mention.bare:
        return (
            f"The text holds the digits {hit.value}, without the letters IMO; they are the IMO number of {hit.listed}"
        )
    if any(p.rule == "imo_given_for_firm" for p in one.parts):
        return f"IMO number {hit.value}, given for {_given_for(one)}, is that of a ship, {hit.listed}{_but(one)}"
    template = _LEADS.get(hit.via, "{kind} {value} is that of {listed}")
    if _ambiguous(one):
        template = f"The name is ambiguous: the book has several ships of it. Of one of them, the {template}"
    return template.format(kind=hit.via, value=hit.value, listed=hit.listed)


def _given_for(one: Screened) -> str:
    name = f"“{one.mention.name}”" if one.mention.name else "a party"
    return f"{name} (a {one.told.kind} in {one.mention.row.given_in})" if one.told.kind else name


def listed_words(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _but(one: Screened) -> str:
    against = list(dict.fromkeys(p.word for p in one.parts if p.differs))
    return f"; the {listed_words(against)} speak{'s' if len(against) == 1 else ''} against it" if against else ""


def measure_words(status: Status) -> str:
    """`blocked (US) since 2019-03-21`; where the day is not known and no end is, that it still stands in the version used."""
    head = words(status.rung, status.authority).partition(";")[0]
    if status.since is None:
        return f"{head} (no date of listing given)"
    if status.since.is_day:
        return f"{head} since {iso(status.since)}"
    when = in_words(status.since)
    unknown = "on a day not known " if when.startswith("between") else ""
    still = "still listed" if RUNGS[status.rung].listing else "still there"
    return f"{head}, listed {unknown}{when}{'' if status.until else f', and {still} in the version used'}"


def status_words(statuses: Sequence[Status]) -> str:
    """`blocked (US) since 2019-03-21 [us_ofac_sdn 26243]; …`"""
    said = [_said(s) for s in statuses]
    more = f"; and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    return "; ".join(said[:_SHOWN]) + more


def reasons(statuses: Sequence[Status]) -> str:
    """What the lists give as reasons, for rungs whose meaning lies in them; "" when they give none."""
    told = "; ".join(dict.fromkeys(s.wording for s in statuses if s.wording))
    return f" {told}." if told else ""


def _said(status: Status) -> str:
    if status.rung == "delisted":
        began = f"listed {in_words(status.since)}, " if status.since else ""
        ended = f"delisted {in_words(status.until)}" if status.until else "delisted, day not given"
        return f"no longer listed ({status.authority}): {began}{ended} [{status.list} {status.entry}]"
    tail = words(status.rung, status.authority).partition(";")[2]
    until = f", until {iso(status.until)}" if status.until else ""
    return f"{measure_words(status)}{until} [{status.list} {status.entry}]{f' ({tail.strip()})' if tail else ''}"


def list_findings(
    context: Context,
    check: Check,
    kind: Kind,
    screened: Iterable[Screened],
    sentence: Callable[[list[Screened], Sequence[Status]], str],
    *,
    event: Callable[[Screened], DateSpan | None] = lambda one: one.mention.when,
    cap: Strength = "match",
    looks_back: bool = False,
) -> Iterator[Finding]:
    """Findings of one list check. `sentence` words a group; `cap` is the most that the check may claim."""
    for strength, members in grouped(screened):
        first = members[0]
        statuses = statuses_of(context, members)
        mention = first.mention
        row = mention.row
        positions = list(dict.fromkeys(m.hit.position for m in members))
        columns = [mention.column, *(["vessel"] if mention.column == "imo" and row["vessel"] else [])]
        if row.sheet == "payments":
            columns.append("status")
        proof = [*context.book_evidence(row, *columns)]
        linked = mention.vessel if isinstance(mention, ShipMention) else mention.party
        if linked is not None and linked is not row:
            proof += context.book_evidence(linked, "imo" if isinstance(mention, ShipMention) else "name")
        says = sentence(members, statuses)
        if mention.quoted:
            proof += context.paper_evidence(*mention.quoted)
            says += f" It stands in {mention.quoted[0].words}."
        if row.sheet == "payments" and row["status"]:
            says += f" The payment's status in the book: {row['status']}."
        yield Finding(
            kind=kind,
            check=check.id,
            subject=context.subject(row, mention.column),
            says=says,
            strength=weaker(strength, cap),
            evidence=(
                *proof,
                *(context.list_evidence(p) for p in positions),
                *dict.fromkeys(e for m in members for e in context.lent_evidence(m)),
            ),
            innocent=(
                *_readings(first),
                *_decided(members),
                *check.innocent,
                *dict.fromkeys((*granted_for(context, mention), *context.answers(mention))),
            ),
            settle=check.settle,
            rule=check.rule_under(context.profile),
            as_of=context.as_of,
            status=statuses,
            event_date=event(first),
            known_from=_known_from(statuses, context.as_of),
            detail={
                "via": first.hit.via,
                "parts": parts_told(first.parts),
                "compared": compared(context, members),
                **({"looks_back": True} if looks_back else {}),
                **({"differs": list(first.hit.differs)} if first.hit.differs else {}),
            },
        )


def _decided(members: Sequence[Screened]) -> tuple[str, ...]:
    told = (f"{m.remembered.words[0].upper()}{m.remembered.words[1:]}." for m in members if m.remembered)
    return tuple(dict.fromkeys(told))


def _readings(one: Screened) -> tuple[str, ...]:
    paper = ("A paper may name her or them for another reason: a sister ship, a former name, a clause.",)
    beside = paper if one.mention.quoted else ()
    if one.hit.via == "name":
        return ("Another firm, person or ship may bear the same or a like name.", *beside)
    if one.hit.via in ("mmsi", "callSign"):
        return ("The number or sign may have belonged to another ship at the time.", *beside)
    return ("The number may have been mistyped or copied from another paper.", *beside)


def statuses_of(context: Context, members: Sequence[Screened]) -> tuple[Status, ...]:
    """Every measure of the members, hardest first."""
    found = {status_of(m, context.entity_of(m)): None for m in members}
    return tuple(
        sorted(found, key=lambda s: (step(s.rung), s.authority, s.list, s.entry, iso(s.since) if s.since else ""))
    )


def _known_from(statuses: Sequence[Status], as_of: date) -> date | None:
    """The first day by which a measure surely stood; None when the review's day does not know of one."""
    days = [s.since.end for s in statuses if s.since is not None and s.since.end is not None]
    return min((d for d in days if d <= as_of), default=None)


def dealt_while_listed(context: Context, check: Check, screened: list[Screened]) -> Iterator[Finding]:
    """Rows without a date of their own whose dealings fall in the time of a listing that has ended since."""

    def dealings(one: Screened) -> DateSpan | None:
        return context.mentions.dealings(one.mention.row) if one.mention.row.sheet in ("parties", "vessels") else None

    def fell(one: Screened) -> bool:
        span = dealings(one)
        ended = one.phase == "over" and RUNGS[one.standing.listing.rung].listing
        return ended and span is not None and one.standing.on(span) is not False

    yield from list_findings(
        context,
        check,
        "LIST",
        filter(fell, screened),
        lambda members, statuses: (
            f"{sentence(members, statuses)} Dealings in the book ({dealings(members[0])}) fall in the time it was listed."
        ),
        event=dealings,
    )


def stood(one: Screened) -> bool:
    """A listing, not an advisory or a report, that stood (or may have stood) at the row's date."""
    return RUNGS[one.standing.listing.rung].listing and one.phase in ("on", "open")


def sentence(members: list[Screened], statuses: Sequence[Status]) -> str:
    first = members[0]
    dated = f" at the date of this row ({first.mention.when})," if first.mention.when else ""
    since, when = first.standing.since, first.when
    doubt = ""
    if first.phase == "open":
        doubt = " The dates leave open whether the listing came before."
    elif since is not None and since.start is not None and when.start is not None and since.start > when.start:
        doubt = " The listing came while the voyage lasted."
    return f"{lead(first)}:{dated} {status_words(statuses)}.{doubt}"
