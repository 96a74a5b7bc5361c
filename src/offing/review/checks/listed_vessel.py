"""Is the ship on a list?

Every ship in the book (the vessels sheet, voyages, papers and the files that they name, the text of payments) is looked
up by IMO number, then by MMSI and call sign, then by name. The same IMO number is the same ship whatever she is called.
A number that fails its check digit and is one keystroke from a listed one is strong under the same or a near name. A
name alone is at most a possible match, and a ship of the same name with another valid IMO number is another ship: no
finding, and the look is logged under "set aside" (or stands under `identity_in_doubt` where the hull agrees). A dated
row is judged by what was listed on its date. A ship in a file that a paper names stands with its page and line. A name
in a payment's text that several ships of the book bear is possible, no more. `offing explain matching` says how a name
becomes `match`, `strong` or `possible`.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding
from offing.review.listing import dealt_while_listed, list_findings, sentence, stood
from offing.review.mentions import ShipMention

CHECK = Check(
    id="listed_vessel",
    asks="Is the ship on a list?",
    kinds=("LIST",),
    basis="the published lists loaded; OFAC: vessels identified as blocked property; UNSCR 1718 designated vessels",
    needs=("vessels", "voyages", "documents", "payments"),
    innocent=("The listing may rest on an earlier owner or flag, or may have been lifted after the version used.",),
    settle=(
        "The ship's certificate of registry and continuous synopsis record: IMO number, names and owners with dates.",
        "The list's current entry at the publisher.",
    ),
    params={"name_alone": "possible", "mmsi_or_call_sign": "strong", "imo": "match", "imo_slip_and_name": "strong"},
    names=True,
)


def run(context: Context) -> Iterator[Finding]:
    mine = [s for s in context.screening.found if isinstance(s.mention, ShipMention)]
    yield from list_findings(context, CHECK, "LIST", [s for s in mine if stood(s)], sentence)
    yield from dealt_while_listed(context, CHECK, mine)
