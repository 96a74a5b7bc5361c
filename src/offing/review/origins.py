"""What the papers of one voyage say of the origin: one beside another, and a certificate beside the voyage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from offing.book.model import Row
from offing.records.territories import territory_name
from offing.review.chain import Lot, origins
from offing.review.mentions import Mentions
from offing.review.papers import Folder, Odd, country_of, last_day


def disagreeing(folder: Folder) -> Iterator[Odd]:
    """Papers of a voyage with one cargo that name another country than the first of them."""
    told = origins(Lot(folder.cargo[0], folder)) if len(folder.cargo) == 1 else []
    for row, country in told[1:]:
        first = told[0][0]
        if country != told[0][1]:
            says = f"The origin is given as {row['origin']}; {first.sheet} row {first.number} says {first['origin']}."
            yield Odd(row, "origin", says, "possible", ((first, ("origin",)),))


def issued_abroad(mentions: Mentions, paper: Row) -> Iterator[Odd]:
    """A certificate whose issuer is in another country than it certifies, by the book's party or the issuer's own words."""
    party = mentions.party(paper["issuer"])
    parts = [p.strip() for p in paper["issuer"].replace(" of ", ",").replace(" in ", ",").split(",")]
    places = [c for p in parts[1:] if (c := country_of(p))]
    issued = country_of(party["country"]) if party is not None else places[-1] if places else ""
    named = country_of(paper["origin"])
    if issued and named and issued != named:
        where = f"{paper['issuer']} ({territory_name(issued.lower())})"
        says = f"Certificate {paper['number'] or paper.id} names {paper['origin']} as origin and was issued by {where}."
        yield Odd(paper, "issuer", says, "possible", ())


def out_of_time(folder: Folder, paper: Row, before_days: int, after_days: int) -> Iterator[Odd]:
    """A certificate dated well before the loading, or well after the voyage had ended."""
    made, loaded = paper.dates.get("date"), folder.voyage.dates.get("load_date")
    if made is None or made.start is None or made.end is None or loaded is None or loaded.start is None:
        return
    landed = last_day(folder.voyage, "discharge_date", "load_date") or loaded.start
    early = made.end < loaded.start - timedelta(days=before_days)
    if early or made.start > landed + timedelta(days=after_days):
        ended = f"after the voyage had ended on {landed.isoformat()}"
        which = f"before she loaded on {folder.voyage['load_date']}" if early else ended
        says = f"Certificate {paper['number'] or paper.id} is dated {paper['date']}, well {which}."
        yield Odd(paper, "date", says, "weak", ((folder.voyage, ("id", "load_date", "discharge_date")),))
