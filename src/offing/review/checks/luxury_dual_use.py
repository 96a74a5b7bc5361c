"""Luxury or dual-use?

Goods that go to North Korea are held, by HS code and words, against what the UN, the EU and the United States call luxury: each
answers apart. Where a list names a value above which a good is luxury, it is shown beside the value of one piece that the book
gives; at or below it nothing is said. The UN bans luxury goods without defining all of them, so that its answer on goods which
its own lists do not name is open to each State. The HS codes of luxury goods are ours, and every finding says so. Lists of
dual-use goods are not in this version.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.goods.contract import by_authority
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding
from offing.review.ruled import ruled
from offing.review.traded import lots, rulings, ways

CHECK = Check(
    id="luxury_dual_use",
    asks="Luxury or dual-use?",
    kinds=("RULE",),
    basis="UNSCR 1718 (2006) paragraph 8 (a)(iii), annexes IV of 2094, 2270 and 2321; Regulation (EU) 2017/1509 Art. 10; "
    "15 CFR 746.4 and Supp. 1 to Part 746; 31 CFR 510.317",
    needs=("cargo", "documents", "voyages", "parties"),
    innocent=(
        "Goods for embassies, aid workers or a crew's own use, and plain goods of the kind, may be no luxury.",
        "The code, the words or the destination may be written wrongly.",
    ),
    settle=(
        "The invoice with the value of one piece, the maker and the quality.",
        "The last consignee and the delivery papers; a licence or an authority's approval.",
    ),
    params={
        "territory": "KP",
        "direction": "to",
        "un_usd_a_piece": "snowmobiles 2000, rugs 500, tableware 100 (not confirmed)",
    },
)


def run(context: Context) -> Iterator[Finding]:
    for lot in lots(context):
        for way in ways(context, lot):
            if way.direction == "to":
                for regime, told in by_authority(rulings(context, lot, way, "luxury")):
                    yield ruled(context, CHECK, lot, way, regime, told, " as a luxury good")
