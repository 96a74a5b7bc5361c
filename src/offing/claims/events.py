"""Claims of several reports merged into what happened, by type, by who and what, and by when. Differences are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from offing.claims.copies import same_text
from offing.claims.model import Arg, Claim, ClaimType, Event, Reading, Said
from offing.claims.same import authority, identities
from offing.claims.told import HEADLINE
from offing.claims.told_apart import compared, days_in
from offing.records.dates import DateSpan

WINDOW = timedelta(days=45)
"""Reports this far apart may speak of one happening, where neither gives its date."""
SLACK = timedelta(days=3)
"""Two stated dates this near may be one: of the deed and of its announcement, or of two zones of time."""
KEYS: Mapping[ClaimType, tuple[str, ...]] = {
    "designated": ("target",),
    "delisted": ("target",),
    "advisory_listed": ("target",),
    "owned_by": ("asset", "owner"),
    "managed_by": ("asset", "manager"),
    "chartered_by": ("asset", "charterer"),
    "flagged_in": ("vessel", "country"),
    "nationality": ("entity", "country"),
    "renamed": ("vessel", "former_name"),
    "affiliated": ("entity", "parent"),
    "based_in": ("entity", "place"),
    "shipped_cargo": ("actor", "to"),
    "sts_transfer": ("vessel", "counterparty"),
    "exported": ("actor", "goods"),
    "sold": ("actor", "goods"),
    "procured_for": ("actor", "beneficiary"),
    "dealt_with": ("actor", "counterparty"),
    "seized": ("object",),
    "forfeited": ("object",),
    "charged": ("target",),
    "port_call": ("vessel", "port"),
    "bound_for": ("vessel", "destination"),
    "ais_gap": ("vessel",),
    "denied_flag": ("vessel",),
    "withdrew": ("actor", "object"),
    "met": ("parties",),
    "notified": ("actor", "recipient"),
}
"""What two claims of a type must share to be one. Statements are not merged."""
INSTEAD = {"actor": "vessel", "vessel": "actor", "entity": "vessel"}
"""Where a role is not filled, this one speaks for it."""
STATES = frozenset(
    {"owned_by", "managed_by", "chartered_by", "flagged_in", "nationality", "affiliated", "based_in", "renamed"}
)
"""What lasts: told years apart it may be the same."""
_LANDS = {"GB": "UK"}
_MUTUAL = frozenset({"sts_transfer", "dealt_with", "met"})
"""Either side may be named first."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with what its key comes to, the day its report came out, and whose act it is if that is known."""

    said: Said
    claim: Claim
    key: tuple[frozenset[int], ...]
    published: date | None
    authority: str


def events_of(readings: Sequence[Reading]) -> tuple[Event, ...]:
    """Every claim but statements stands in one event, which may be its own. A claim whose key is not resolved merges with none.

    Independent of the order of the readings, but for the numbers in `Said`.
    """
    ids = identities(readings)
    groups: dict[tuple[str, tuple[frozenset[int], ...]], list[_Told]] = {}
    alone: list[_Told] = []
    for told in _all_told(readings, ids):
        if told.key:
            groups.setdefault((told.claim.type, told.key), []).append(told)
        else:
            alone.append(told)
    found = [happening for group in groups.values() for happening in _happenings(group)]
    found += _with_headlines(alone)
    found.sort(key=lambda h: (h[0].said.document, h[0].claim.start, h[0].said.claim))
    origins = _origins(readings)
    return tuple(_event(happening, readings, ids, origins) for happening in found)


def _with_headlines(alone: Sequence[_Told]) -> list[list[_Told]]:
    """Claims of groups, each by itself, but for a headline's: it tells of what the one claim of its type in the text tells."""
    found: list[list[_Told]] = [[t] for t in alone if not t.claim.rule.endswith(HEADLINE)]
    for told in alone:
        if told.claim.rule.endswith(HEADLINE):
            same = [h for h in found if h[0].said.document == told.said.document and h[0].claim.type == told.claim.type]
            if len(same) == 1:
                same[0].insert(0, told)
            else:
                found.append([told])
    return found


def _all_told(readings: Sequence[Reading], ids: Sequence[Sequence[int]]) -> Iterator[_Told]:
    for d, reading in enumerate(readings):
        published = reading.document.published
        day = published.span.end if published else None
        many = reading.groups
        for c, claim in enumerate(reading.claims):
            if claim.type in KEYS:
                named = claim.arg("authority")
                whose = _whose(named, reading) if named else ""
                yield _Told(Said(d, c), claim, _key(claim, ids[d], many), day, whose)


def _whose(arg: Arg, reading: Reading) -> str:
    """Whose authority it is, by its name or by the country that its words name: "the French navy"."""
    if known := authority(reading.things[arg.thing].name if arg.thing >= 0 else arg.text):
        return known
    lands = (m for m in reading.mentions if m.label == "country" and arg.start <= m.start and m.end <= arg.end)
    code = next((m.value for m in lands), "").upper()
    return _LANDS.get(code, code)


def _key(claim: Claim, ids: Sequence[int], many: frozenset[int]) -> tuple[frozenset[int], ...]:
    """The identities in the roles that decide; empty where one is not resolved, or is a group that could be anybody."""
    found = []
    for role in KEYS[claim.type]:
        arg = claim.arg(role) or claim.arg(INSTEAD.get(role, role))
        members = arg.parts or (arg,) if arg else ()
        if not members or any(a.thing < 0 or a.thing in many for a in members):
            return ()
        found.append(frozenset(ids[a.thing] for a in members))
    return (frozenset().union(*found),) if claim.type in _MUTUAL else tuple(found)


def _happenings(group: Sequence[_Told]) -> list[list[_Told]]:
    """Claims of one key, parted where their dates cannot be one."""
    if group[0].claim.type in STATES:
        return [list(group)]
    found: list[list[_Told]] = []
    dated_first = sorted(
        group,
        key=lambda t: (
            t.claim.happened is None,
            days_in(t.claim.happened.span) if t.claim.happened else 0,
            _start(t),
            t.published or date.max,
        ),
    )
    for told in dated_first:
        home = next((h for h in found if all(_may_be_one(told, other) for other in h)), None)
        if home is None:
            found.append([told])
        else:
            home.append(told)
    return [sorted(h, key=lambda t: (t.said.document, t.claim.start, t.said.claim)) for h in found]


def _may_be_one(one: _Told, other: _Told) -> bool:
    if one.authority and other.authority and one.authority != other.authority:
        return False
    a, b = one.claim.happened, other.claim.happened
    if a and b:
        return _widened(a.span).overlaps(b.span)
    if one.said.document == other.said.document:
        return True
    if one.published is None or other.published is None:
        return False
    for span, day in ((a, other.published), (b, one.published)):
        if span and span.span.start and span.span.start - WINDOW > day:
            return False
        if span and span.span.end and day - span.span.end > WINDOW:
            return False
    return abs(one.published - other.published) <= WINDOW


def _widened(span: DateSpan) -> DateSpan:
    start = span.start - SLACK if span.start and span.start > date.min + SLACK else span.start
    return DateSpan(start, span.end + SLACK if span.end and span.end < date.max - SLACK else span.end)


def _start(told: _Told) -> date:
    span = told.claim.happened.span if told.claim.happened else None
    return (span.start if span else None) or date.max


def _origins(readings: Sequence[Reading]) -> dict[Said, int]:
    """The origin of each claim: its sentence, or the first of which that is a copy."""
    places = [(d, c) for d, reading in enumerate(readings) for c in range(len(reading.claims))]
    texts = [
        readings[d].document.text[readings[d].claims[c].sentence_start : readings[d].claims[c].sentence_end]
        for d, c in places
    ]
    return {Said(d, c): origin for (d, c), origin in zip(places, same_text(texts), strict=True)}


def _event(
    happening: Sequence[_Told], readings: Sequence[Reading], ids: Sequence[Sequence[int]], origins: Mapping[Said, int]
) -> Event:
    said = tuple(t.said for t in happening)
    agreed, conflicts = compared(said, readings, ids)
    return Event(
        type=happening[0].claim.type,
        claims=said,
        sources=len(_sources(said, readings, origins)),
        agreed=agreed,
        conflicts=conflicts,
        happened=_common_day([t.claim.happened.span for t in happening if t.claim.happened]),
    )


def _sources(said: Sequence[Said], readings: Sequence[Reading], origins: Mapping[Said, int]) -> set[int]:
    """One for each report, less those whose sentence is copied from another's or which cite another's outlet."""
    outlets = {r.document.outlet.casefold(): d for d, r in enumerate(readings) if r.document.outlet}
    by_origin: dict[int, int] = {}
    found: dict[int, int] = {}
    for s in said:
        home = by_origin.setdefault(origins[s], s.document)
        cited = [
            outlets.get(x.text.casefold()) for x in readings[s.document].claims[s.claim].speakers if x.kind == "media"
        ]
        from_other = next((d for d in cited if d is not None and d != s.document), home)
        found[s.document] = min(found.get(s.document, from_other), from_other)
    return set(found.values())


def _common_day(spans: Sequence[DateSpan]) -> DateSpan | None:
    """The narrowest span told."""
    return min(spans, key=lambda s: (days_in(s), s.start or date.min), default=None)
