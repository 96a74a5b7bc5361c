"""Is the party on a list, in any role, on any paper or in the text of a payment?

Every name in a role (party, owner, manager, charterer, shipper, consignee, notify party, issuer, payer, payee, bank) is
compared with the lists by number first (company IMO number, registration number, LEI) and then by name: case,
punctuation, script and legal form do not count, and rare words decide (HAIBO does, INTERNATIONAL FREIGHT does not). All
versions of a paper are screened, the superseded one too, and in the files that papers name what stands under a label
(Shipper:, Owners:) and any whole name of a listed firm, which there is at most a possible match. A firm's whole
distinctive name is strong; a person's name, with the country or without, or one that is merely near, is at most a
possible match unless the date of birth or the address agree too. A firm's name of common words only is possible where
it is the listed name word for word; else, and where a fact speaks against it, it is set aside unless country or address
agree, as is a namesake born two years or more from every listed date. Entries stand in one finding only where the same
facts agree and differ. A dated row is judged by what was listed on its date; an undated one by the review's day.
`offing explain matching` says how a name becomes `match`, `strong` or `possible`.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding
from offing.review.listing import dealt_while_listed, list_findings, sentence, stood
from offing.review.mentions import PartyMention
from offing.review.repeated import told_once, with_rows

CHECK = Check(
    id="listed_party",
    asks="Is the party on a list, in any role, on any paper or payment text?",
    kinds=("LIST",),
    basis="the published lists loaded; OFAC FAQ 5 (assessing a possible name match)",
    needs=("parties", "ownership", "cargo", "documents", "payments"),
    innocent=("The listing may have been lifted after the version used.",),
    settle=(
        "The party's registration number, address and owners from its registry, against the list's entry.",
        "The list's current entry at the publisher.",
    ),
    params={"exact_distinct_name": "strong", "near_or_common_name": "possible", "number": "match"},
    names=True,
)


def run(context: Context) -> Iterator[Finding]:
    mine = [s for s in context.screening.found if isinstance(s.mention, PartyMention)]
    left, rows = told_once([s for s in mine if stood(s)])
    yield from (with_rows(f, rows) for f in list_findings(context, CHECK, "LIST", left, sentence))
    yield from dealt_while_listed(context, CHECK, mine)
