"""What being on an OFAC list does, in OFAC's terms, where the form does not say it measure by measure.

The SDN List blocks. The lists published together as the Non-SDN Consolidated List do not, each in its own way, except
where an entry itself says that US persons must block (31 CFR 560, 589, 587; E.O. 13608, 13959 as amended, 14024).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from offing.lists.formats.ofac_labels import LISTING_DATE, SANCTIONS_INFO, SECONDARY_RISK
from offing.records.dates import DateSpan, parse_span
from offing.records.entity import Listing, Statement

BINDS = "US persons and property in US jurisdiction; secondary sanctions risk where the entry says so"
BLOCK = "Block: property and interests in property are blocked"

ListingMaker = Callable[[str, Sequence[str], Sequence[Statement], str], tuple[Listing, ...]]
"""Entry, programmes, statements, free remark → listings."""

_EFFECTS = {
    "UKRAINE-EO13662": "Sectoral Sanctions Identifications (E.O. 13662): the directives that the entry names",
    "RUSSIA-EO14024": "Non-SDN measures under E.O. 14024: the directives that the entry names",
    "BURMA-EO14014": "Non-SDN measures under E.O. 14014: the directives that the entry names",
    "CMIC-EO13959": "Chinese Military-Industrial Complex Companies: no dealing in their securities",
    "CAATSA - RUSSIA": "Menu-based sanctions under CAATSA section 235, as the entry names them",
    "NS-PLC": "Palestinian Legislative Council list: transactions are rejected",
    "FSE-SY": "Foreign Sanctions Evaders (E.O. 13608): no dealing with US persons or in the United States",
    "FSE-IR": "Foreign Sanctions Evaders (E.O. 13608): no dealing with US persons or in the United States",
    "561List": "Correspondent or payable-through accounts prohibited or under strict conditions (31 CFR 561)",
    "561-Related": "Correspondent or payable-through accounts prohibited or under strict conditions (CAPTA list)",
    "ISA": "Menu-based sanctions under the Iran Sanctions Act, as the entry names them",
}
_OTHERWISE = "Non-SDN measure, as the entry words it"
MUST_BLOCK = "must continue to block"
"""The words by which an entry outside the SDN List says that it is blocked all the same (E.O. 13599 in 2016-2018)."""

_SIGNPOST = "for more information"
"""Opens a pointer to a web page, which says nothing of the measure; it stays a note of the entry."""

_DATED_BY = {"CMIC-EO13959": "(CMIC", "RUSSIA-EO14024": "(EO 14024", "BURMA-EO14014": "(EO 14014"}
"""Which of an entry's printed listing dates belongs to which programme."""


def effect_of(program: str) -> str:
    """What a programme does outside the SDN List, in a line."""
    return _EFFECTS.get(program, _OTHERWISE)


def split_programs(cell: str) -> tuple[str, ...]:
    """The programme tags of one CSV cell, where OFAC glues them as `NPWMD] [DPRK2`."""
    return tuple(t for t in (tag.strip(" []") for tag in cell.split("] [")) if t)


def own_words(statements: Sequence[Statement], remark: str) -> str:
    """What the entry says of its own legal effect, and a free remark, joined by ` · `."""
    said = [f"{s.note}: {s.value}" if s.note else s.value for s in statements if s.prop == SANCTIONS_INFO]
    risk = [f"Secondary sanctions risk: {s.value}" for s in statements if s.prop == SECONDARY_RISK]
    words = dict.fromkeys([*said, *risk, *([remark] if remark else [])])
    return " · ".join(w for w in words if _SIGNPOST not in w.lower())


def sdn_listings(dataset: str) -> ListingMaker:
    """On the SDN List: one listing, blocked, under all programmes of the entry; CSV and legacy XML state no date."""

    def make(entry: str, programs: Sequence[str], statements: Sequence[Statement], remark: str) -> tuple[Listing, ...]:
        del remark
        return (
            Listing(
                authority="US",
                dataset=dataset,
                entry=entry,
                rung="blocked",
                programs=tuple(programs),
                measure=BLOCK,
                binds=BINDS,
                wording=own_words(statements, ""),
            ),
        )

    return make


def non_sdn_listings(dataset: str) -> ListingMaker:
    """On the Non-SDN Consolidated List: one listing per programme, for each programme does another thing."""

    def make(entry: str, programs: Sequence[str], statements: Sequence[Statement], remark: str) -> tuple[Listing, ...]:
        wording = own_words(statements, remark)
        blocks = MUST_BLOCK in wording.lower()
        return tuple(
            Listing(
                authority="US",
                dataset=dataset,
                entry=entry,
                rung="blocked" if blocks else "sectoral",
                programs=(program,),
                measure=BLOCK if blocks else effect_of(program),
                since=_printed_since(program, statements),
                binds=BINDS,
                wording=wording,
            )
            for program in programs
        )

    return make


def _printed_since(program: str, statements: Sequence[Statement]) -> DateSpan | None:
    """The earliest listing date that the entry prints for the programme: `Listing Date (CMIC) 03 Jun 2021`."""
    key = _DATED_BY.get(program)
    if key is None:
        return None
    days = [listing_day(s.value) for s in statements if s.prop == LISTING_DATE and key in s.note]
    return min((d for d in days if d), default=None)


def listing_day(stated: str) -> DateSpan | None:
    """The span of a stated listing date; None for words that are no date (they stay a statement)."""
    try:
        return parse_span(stated)
    except ValueError:
        return None
