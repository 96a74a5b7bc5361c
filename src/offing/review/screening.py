"""Each mention of the book against the lists: which entries it may mean, how firmly, and what stood when.

Numbers before names: the same IMO number is the same ship whatever her name; the same name with another valid IMO
number is another ship, and is set aside with the reason.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from offing.book.model import Row
from offing.index.everyday import all_everyday, everyday_likeness
from offing.index.evidence import lay, log_odds_of
from offing.index.find import Finder, Hit
from offing.index.judge import Judged, judge
from offing.index.profiles import STANDARD, Profile
from offing.index.rules import Part, part
from offing.index.told import Told
from offing.index.view import Standing, View
from offing.records.dates import DateSpan, day
from offing.records.entity import Entity
from offing.review.decided import NONE_MADE, Decisions, Remembered
from offing.review.finding import Strength
from offing.review.mentions import Mentions, PartyMention, ShipMention
from offing.review.paper_mentions import in_papers
from offing.review.proposals import Proposals, name_parts
from offing.review.told import told_of_party, told_of_ship

__all__ = ["Passed", "Phase", "Screened", "Screening", "name_parts", "phase_of"]

Phase = Literal["on", "open", "later", "over"]
"""At the row's date: the measure stood; the dates leave it open; it came later; it had ended."""
_LED_BY = {"name": "the name of {caption}", "imoSlip": "an IMO number one keystroke from that of {caption}"}


@dataclass(frozen=True, slots=True)
class Screened:
    """A mention that may mean a list entry. `phase` is that of `standing` at `when` (the row's date, else the review's day).

    `order` sorts within a strength, greatest first, and is shown to nobody. `remembered` is an earlier decision on it, of
    which a fact has changed.
    """

    mention: PartyMention | ShipMention
    hit: Hit
    strength: Strength
    standing: Standing
    phase: Phase
    when: DateSpan
    parts: tuple[Part, ...]
    told: Told
    order: float = 0.0
    remembered: Remembered | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A candidate that is not a finding, and the fact that decided."""

    row: Row
    column: str
    what: str
    why: str


def _rows_of(mention: PartyMention | ShipMention) -> list[tuple[str, str]]:
    """Sheet and id of the row, and of the row of the party or ship that it refers to."""
    named = mention.vessel if isinstance(mention, ShipMention) else mention.party
    return [(row.sheet, row.id) for row in (mention.row, named) if row is not None]


def phase_of(standing: Standing, when: DateSpan) -> Phase:
    if standing.began_after(when):
        return "later"
    if standing.ended_before(when):
        return "over"
    return "on" if standing.on(when) else "open"


class Screening:
    """All mentions of a book against one View, once; checks pick from it what they ask about."""

    def __init__(
        self,
        mentions: Mentions,
        view: View,
        finder: Finder,
        as_of: date,
        profile: Profile = STANDARD,
        decisions: Decisions = NONE_MADE,
        ships: Container[tuple[str, ...]] = (),
        silent: Container[Row] = (),
    ) -> None:
        self.mentions = mentions
        self.view = view
        self.as_of = as_of
        self.profile = profile
        self.decisions = decisions
        self.silent = silent
        self.proposals = Proposals(view, finder, ships)
        finder.reach(profile.floor)

    @cached_property
    def _all(self) -> tuple[tuple[Screened, ...], tuple[Screened, ...], tuple[Passed, ...]]:
        found: list[Screened] = []
        doubted: list[Screened] = []
        passed: list[Passed] = []
        asked: tuple[PartyMention | ShipMention, ...] = (*self.mentions.ships, *self.mentions.parties)
        mentions = [m for m in asked if m.row not in self.silent]
        mentions += in_papers(self.mentions, self.view)
        self.proposals.prime(mentions)
        for mention in mentions:
            told = told_of_ship(mention) if isinstance(mention, ShipMention) else told_of_party(mention)
            for hit, name_rule in self._proposed(mention, told, passed):
                if self._cannot_reach(hit, told):
                    continue
                entity = self.view.entity(hit.position)
                parts = lay(told, entity, hit, name_rule)
                judged = self._everyday_aside(mention, hit, parts, judge(hit, parts, entity.schema, self.profile))
                before = self.decisions.about(_rows_of(mention), told, entity)
                if judged.queue == "set aside" or (before and before.holds):
                    passed.extend(self._aside(mention, hit, entity, judged, before))
                    continue
                into = doubted if judged.queue == "identity in doubt" else found
                into.extend(self._in_time(mention, told, hit, judged, parts, before))
        return tuple(found), tuple(doubted), tuple(dict.fromkeys(passed))

    @property
    def found(self) -> tuple[Screened, ...]:
        """What may mean a list entry."""
        return self._all[0]

    @cached_property
    def reckoned(self) -> tuple[Screened, ...]:
        """What a sum of holdings may be built on: not a person's near name, which is told where it stands."""
        return tuple(
            s
            for s in self.found
            if s.strength == "strong"
            or s.hit.exact
            or s.hit.via != "name"
            or self.view.entity(s.hit.position).schema != "Person"
        )

    @property
    def doubted(self) -> tuple[Screened, ...]:
        """Ships of another valid IMO number whose name and hull are a listed ship's all the same."""
        return self._all[1]

    @property
    def passed(self) -> tuple[Passed, ...]:
        """What was looked at and set aside, with the fact that decided."""
        return self._all[2]

    def known_by_id(self, kind: str, value: str) -> tuple[int, ...]:
        """Entries with that number of which the review's day knows a measure."""
        return self.proposals.known_by_id(kind, value)

    def _proposed(
        self, mention: PartyMention | ShipMention, told: Told, passed: list[Passed]
    ) -> Iterable[tuple[Hit, str]]:
        def aside(_position: int, what: str, why: str) -> None:
            passed.append(Passed(mention.row, mention.column, what, why))

        if isinstance(mention, ShipMention):
            return self.proposals.of_ship(mention, aside)
        return self.proposals.of_party(mention, told, aside)

    def _everyday_aside(
        self, mention: PartyMention | ShipMention, hit: Hit, parts: tuple[Part, ...], judged: Judged
    ) -> Judged:
        """In a book, a near name of everyday words is set aside unless the address agrees, and so is an alias that its
        publisher calls weak, of such words, from another country; whoever asks one name is shown it."""
        of_party = hit.via == "name" and isinstance(mention, PartyMention) and not mention.row.is_query
        if not of_party or judged.queue != "alert" or not self.profile.common_words_aside:
            return judged
        if any(p.feature == "address" and p.agrees for p in parts):
            return judged
        abroad = any(p.feature == "country" and p.differs for p in parts)
        if hit.exact:
            aside = abroad and hit.listed_kind == "weakAlias" and all_everyday(hit.listed)
        else:
            aside = everyday_likeness(hit.value, hit.listed, abroad)
        because = (part("name_weak_everyday" if hit.exact else "name_near_everyday", hit.value, hit.listed),)
        return replace(judged, queue="set aside", because=because) if aside else judged

    def _cannot_reach(self, hit: Hit, told: Told) -> bool:
        """A near name below the bar, of a row that gives nothing else to lift it: not looked at further."""
        alone = told == Told(told.names, told.kind, period=told.period)
        return not hit.exact and alone and hit.score < self.profile.least_near

    def _aside(
        self, mention: PartyMention | ShipMention, hit: Hit, entity: Entity, judged: Judged, before: Remembered | None
    ) -> Iterator[Passed]:
        """The look as it is logged; a near name that was below the bar of itself is not."""
        led = _LED_BY.get(hit.via, f"the {hit.via} {hit.value} of {{caption}}").format(caption=entity.caption)
        if judged.queue != "set aside" and before:
            yield Passed(mention.row, mention.column, f"{led} on {entity.dataset} {entity.entry}", before.words)
            return
        near = self.profile.near(entity.schema)
        if hit.via == "name" and not hit.exact and log_odds_of(hit.score) < log_odds_of(near):
            return
        where = f"{entity.dataset} {entity.entry}"
        why = "; ".join(
            f"{p.says}: {p.book} in {mention.row.given_in}, {p.listed} on {where}"
            if p.listed
            else f"{p.says}: {p.book}"
            for p in judged.because
        )
        yield Passed(mention.row, mention.column, led, why)

    def _in_time(
        self,
        mention: PartyMention | ShipMention,
        told: Told,
        hit: Hit,
        judged: Judged,
        parts: tuple[Part, ...],
        before: Remembered | None,
    ) -> Iterator[Screened]:
        when = mention.when or day(self.as_of)
        if when.start is not None and when.start > self.as_of:
            when = day(self.as_of)  # a voyage still to come is judged by the law of the review's day
        if before:
            parts = (*parts, part("decided_before", before.words))
        for standing in self.view.standings(hit.position):
            phase = phase_of(standing, when)
            if phase == "open" and self._while_under_way(mention.row, standing):
                phase = "on"
            yield Screened(mention, hit, judged.strength, standing, phase, when, parts, told, judged.order, before)

    def _while_under_way(self, row: Row, standing: Standing) -> bool:
        """Whether the measure surely stood on some day of a voyage: from loading to discharge is a time, not a doubtful date."""
        load, discharge = row.dates.get("load_date"), row.dates.get("discharge_date")
        if row.sheet != "voyages" or load is None or discharge is None or discharge.start is None or load.end is None:
            return False
        last = min(discharge.start, self.as_of)
        lasting = standing.until is None or standing.until.surely_after(load.end)
        return lasting and standing.since is not None and standing.since.surely_by(last)
