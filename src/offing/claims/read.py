"""One document → its mentions, its things and its claims."""

from __future__ import annotations

from dataclasses import replace

from offing.claims.acted import trees_of
from offing.claims.events import STATES
from offing.claims.gazetteer import Gazetteer
from offing.claims.group_claims import nations_of_groups, with_group_members
from offing.claims.groups_by_act import groups_of_acts
from offing.claims.learned import learned_from
from offing.claims.likely_antecedents import with_likely
from offing.claims.mentions import mentions_of
from offing.claims.model import Claim, Document, Reading
from offing.claims.named_groups import groups_named
from offing.claims.released_members import groups_of_releases
from offing.claims.same_act import of_one_act
from offing.claims.seats import with_seats
from offing.claims.told import claims_of
from offing.claims.unnamed import unnamed


def read(document: Document, gazetteer: Gazetteer, *, learned: bool = True) -> Reading:
    """The document read; with `learned`, by likeness too where no rule reads a claim. Nothing is linked to lists here."""
    mentions, things = mentions_of(document, gazetteer)
    trees = trees_of(document, mentions)
    if learned:
        mentions, things = with_likely(document, mentions, things, trees)
    mentions, groups = groups_named(document, mentions)
    told = claims_of(document, mentions, things, trees)
    if learned:
        more = learned_from(document, mentions, told, trees)
        told = tuple(sorted((*told, *more), key=lambda c: (c.start, c.end, c.type, c.rule)))
    groups = groups_of_acts(told, groups, mentions)
    groups = groups_of_releases(told, groups, document, mentions, trees)
    told = nations_of_groups(with_group_members(told, groups, mentions), groups, mentions, document)
    claims = with_seats(told, document, mentions, things)
    claims = of_one_act(tuple(_of_its_own_date(c) for c in claims), document, mentions)
    return Reading(document, tuple(unnamed(mentions)), things, claims)


def _of_its_own_date(claim: Claim) -> Claim:
    """What lasts has the date that stands in its own words only: a sentence's date is that of what happened."""
    told = claim.happened
    if claim.type not in STATES or told is None or (claim.start <= told.start and told.end <= claim.end):
        return claim
    return replace(claim, happened=None, inherited=False)
