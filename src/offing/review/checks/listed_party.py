"""Is the party on a list, in any role, on any paper or in the text of a payment?

Every name in a role (party, owner, manager, charterer, shipper, consignee, notify party, issuer, payer, payee, bank) is
compared with the lists by number first (company IMO number, registration number, LEI) and then by name: case,
punctuation, script and legal form do not count, and rare words decide (HAIBO does, INTERNATIONAL FREIGHT does not).
All versions of a paper are screened, the superseded one too. A name that is common, a person's, or merely near is at
most a possible match. A dated row is judged by what was listed on its date; an undated one by the review's day.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding
from offing.review.listing import dealt_while_listed, list_findings, sentence, stood
from offing.review.mentions import PartyMention

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
    params={"exact_distinct_name": "strong", "near_or_common_name": "possible", "number": "match", "cover_min": 0.80},
)


def run(context: Context) -> Iterator[Finding]:
    mine = [s for s in context.screening.found if isinstance(s.mention, PartyMention)]
    yield from list_findings(context, CHECK, "LIST", [s for s in mine if stood(s)], sentence)
    yield from dealt_while_listed(context, CHECK, mine)
