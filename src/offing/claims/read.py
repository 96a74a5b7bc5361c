"""One document → its mentions, its things and its claims."""

from __future__ import annotations

from offing.claims.gazetteer import Gazetteer
from offing.claims.mentions import mentions_of
from offing.claims.model import Document, Reading
from offing.claims.seats import with_seats
from offing.claims.told import claims_of


def read(document: Document, gazetteer: Gazetteer) -> Reading:
    """The document read. Nothing is linked to lists here."""
    mentions, things = mentions_of(document, gazetteer)
    claims = with_seats(claims_of(document, mentions, things), document, mentions, things)
    return Reading(document, mentions, things, claims)
