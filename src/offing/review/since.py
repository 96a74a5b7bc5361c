"""Two reviews of one book: what is new, what changed and what is gone. Pure; no clock and no lists."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from offing.records.dates import iso
from offing.review.finding import KINDS, SHEETS_TOLD, STRENGTHS, Finding, Kind, Strength, Subject

BARS = ("none", "any", "strong", "stop")
"""How much a finding must be for `--fail-at`, least first."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A status as it is kept; days as ISO text, "" where there is none."""

    list: str
    entry: str
    rung: str
    authority: str
    name: str
    program: tuple[str, ...]
    since: str
    until: str

    @property
    def words(self) -> str:
        """`US blocked, us_ofac_sdn 26243, from 2019-03-21`"""
        days = f", from {self.since}" if self.since else ""
        days += f", to {self.until}" if self.until else ""
        return f"{self.authority} {self.rung.replace('_', ' ')}, {self.list} {self.entry}{days}"


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding as it is kept from one review to the next: what it says and rests on, without its evidence."""

    id: str
    kind: str
    check: str
    strength: str
    stops: bool
    says: str
    subject: Subject
    event: str
    status: tuple[Stand, ...]
    cited: tuple[tuple[str, str], ...] = ()
    """Lines of lists that it quotes, as (list, `cite` of the line)."""

    @property
    def entries(self) -> frozenset[tuple[str, str]]:
        """The entries whose statuses it tells, as (list, entry)."""
        return frozenset((s.list, s.entry) for s in self.status)

    @property
    def rests_on(self) -> frozenset[tuple[str, str]]:
        """These, and the lines that it quotes."""
        return self.entries | frozenset(self.cited)


@dataclass(frozen=True, slots=True)
class Altered:
    """A finding that stood before and stands now, and what differs: (field, before, now)."""

    before: Noted
    now: Noted
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a book's findings between two reviews, each in the order of its own review."""

    new: tuple[Noted, ...] = ()
    changed: tuple[Altered, ...] = ()
    gone: tuple[Noted, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def cite(quote: str) -> str:
    """A line as it is kept: a digest, after a sign that no entry's number begins with."""
    return "§" + hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def noted(finding: Finding) -> Noted:
    """What is kept of a finding."""
    return Noted(
        id=finding.id,
        kind=finding.kind,
        check=finding.check,
        strength=finding.strength,
        stops=finding.stops,
        says=finding.says,
        subject=finding.subject,
        event=iso(finding.event_date) if finding.event_date else "",
        status=tuple(
            Stand(
                s.list, s.entry, s.rung, s.authority, s.name, s.program,
                iso(s.since) if s.since else "", iso(s.until) if s.until else "",
            )
            for s in finding.status
        ),
        cited=tuple(sorted({(e.source, cite(e.quote)) for e in finding.evidence if e.version})),
    )  # fmt: skip


def as_kept(one: Noted) -> dict[str, Any]:
    """As JSON keeps it."""
    return asdict(one)


def from_kept(told: Mapping[str, Any]) -> Noted:
    """What `as_kept` gave. Raises KeyError or TypeError for anything else."""
    status = tuple(Stand(**{**s, "program": tuple(s["program"])}) for s in told["status"])
    cited = tuple((dataset, line) for dataset, line in told["cited"])
    return Noted(**{**told, "subject": Subject(**told["subject"]), "status": status, "cited": cited})


def rank(one: Noted) -> tuple[Any, ...]:
    """Sort key: the order in which a review tells its findings."""
    s = one.subject
    sheet = SHEETS_TOLD.index(s.sheet) if s.sheet in SHEETS_TOLD else len(SHEETS_TOLD)
    kind, strength = KINDS.index(cast(Kind, one.kind)), STRENGTHS.index(cast(Strength, one.strength))
    return sheet, s.sheet, s.row, kind, strength, one.check, s.column, one.says, one.id


def since(before: Iterable[Noted], now: Iterable[Noted]) -> Since:
    """What is new, changed or gone. A finding is the same by its id; where the id moved with the statuses it rests on (another
    list named the same party, or a listing ended), the one gone and the one new on the same cell are one that changed.
    """
    were, are = {n.id: n for n in before}, {n.id: n for n in now}
    pairs = moved(were, are)
    taken = {was.id for was in pairs.values()}
    changed = []
    for one in are.values():
        was = were.get(one.id) or pairs.get(one.id)
        if was is not None and (fields := _differing(was, one)):
            changed.append(Altered(was, one, fields))
    return Since(
        new=tuple(n for n in are.values() if n.id not in were and n.id not in pairs),
        changed=tuple(changed),
        gone=tuple(n for n in were.values() if n.id not in are and n.id not in taken),
    )


def moved(were: Mapping[str, Noted], are: Mapping[str, Noted]) -> dict[str, Noted]:
    """Id of a finding of now → the one before that it stands in the place of: one on each side, no more."""
    sides: dict[tuple[str, ...], tuple[list[Noted], list[Noted]]] = defaultdict(lambda: ([], []))
    for side, those, others in ((0, were, are), (1, are, were)):
        for one in those.values():
            if one.id not in others and (one.status or one.subject.sheet == "review"):
                sides[_cell(one)][side].append(one)
    return {now[0].id: was[0] for was, now in sides.values() if len(was) == len(now) == 1}


def _cell(one: Noted) -> tuple[str, ...]:
    s = one.subject
    if s.sheet == "review":  # a list that is older than it should be is so after another day with every version
        whole, after, _ = s.label.partition(" after ")
        return (one.kind, one.check, whole, after)
    return (one.kind, one.check, s.sheet, s.id or str(s.row), s.column, s.label, one.event)


def _differing(was: Noted, now: Noted) -> tuple[tuple[str, str, str], ...]:
    """What a gap in what was checked says counts its days: it is the same gap tomorrow."""
    found = [(f, str(a), str(b)) for f in ("strength", "stops") if (a := getattr(was, f)) != (b := getattr(now, f))]
    if set(was.status) != set(now.status):
        left = [s.words for s in was.status if s not in now.status]
        came = [s.words for s in now.status if s not in was.status]
        if left == came:
            left = [_in_full(s) for s in was.status if s not in now.status]
            came = [_in_full(s) for s in now.status if s not in was.status]
        found.append(("status", "; ".join(left), "; ".join(came)))
    if not found and was.says != now.says and now.kind != "MISSING":
        found.append(("says", was.says, now.says))
    return tuple(found)


def _in_full(stand: Stand) -> str:
    return f"{stand.words}: {stand.name}" + (f" ({', '.join(stand.program)})" if stand.program else "")


def reaches(one: Noted, bar: str) -> bool:
    """Whether a finding is at or above a bar of `BARS`; a gap in what was checked is at none."""
    if bar == "none":
        return False
    if bar == "stop":
        return one.stops
    if bar == "strong":
        return one.kind in KINDS[:3] and STRENGTHS.index(one.strength) <= 1
    return one.check != "coverage"


def newly_at(found: Since, bar: str) -> Sequence[Noted]:
    """Findings at the bar that are new, or were below it, or rest on a status that they did not rest on before."""
    risen = [
        a.now
        for a in found.changed
        if reaches(a.now, bar) and (not reaches(a.before, bar) or _keys(a.now) - _keys(a.before))
    ]
    return [*(n for n in found.new if reaches(n, bar)), *risen]


def _keys(one: Noted) -> set[tuple[str, str, str]]:
    return {(s.list, s.entry, s.rung) for s in one.status}
