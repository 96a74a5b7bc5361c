"""Is this good banned in this direction on this date?

Each row of cargo and each paper that names goods is asked, by its HS code and its words, whether it goes from or to North Korea:
by origin, destination, load and discharge port, or the country of shipper and consignee. The day of the voyage or paper decides
which law stood: a ban, a wind-down, a cap, a condition. The UN, the EU, the United States and the United Kingdom answer apart,
each with its instrument, its exemptions and what of it is not confirmed against the primary text. Coal through Rajin that did not
originate in North Korea is no finding of the ban; whether notice was given is asked.

Asked besides are goods of Iran, and oil of Russia and Venezuela, by their origin: by the port of loading only where no paper
tells one and the port does not also load oil of neighbours. Their rules bind some and not others, and are told where someone
bound is named (a party, owner, flag, insurer or bank of the voyage, or the desk that asks) and, as a ground for listing,
to anyone. Without these territories on the row there is nothing. The law is that known on the day of the review.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.goods.contract import by_authority, regime_modules, territories
from offing.goods.words import named
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding
from offing.review.origin_way import ways_of_origin
from offing.review.ruled import ruled
from offing.review.traded import DPRK, Lot, Way, lots, other_origin, port_named, rulings, ways

CHECK = Check(
    id="goods_ban",
    asks="Is this good banned in this direction on this date?",
    kinds=("RULE", "MISSING"),
    basis="UNSCR 1718 (2006) to 2397 (2017); Regulation (EU) 2017/1509; 31 CFR 510, E.O. 13570, 13722, 13810; Iran: 31 CFR 560, "
    "E.O. 13846, Regulation (EU) 267/2012; Russia: Regulation (EU) 833/2014, E.O. 14066; Venezuela: E.O. 13850, 13884",
    needs=("cargo", "documents", "voyages", "parties", "vessels"),
    innocent=(
        "The code, the words, the port or the date may be written wrongly, or the deal was offered and refused.",
        "An exemption, a licence or an approval of the UN's Committee may cover it.",
    ),
    settle=(
        "Bill of lading, certificate of origin with its issuer, and the day on which the goods crossed the border.",
        "The licence, notice or approval, and the contract's date where a wind-down is claimed.",
    ),
    params={
        "territory": ", ".join(t.upper() for t in territories()),
        "tables": ", ".join(m.REGIME.id for m in regime_modules()),
        "hs_revisions": "moved codes of goods/data/moved.csv, never firm",
    },
)
_RAJIN = frozenset({"Rajin", "Sonbong"})


def run(context: Context) -> Iterator[Finding]:
    for lot in lots(context):
        for way in ways(context, lot):
            if through := _through_rajin(lot, way):
                yield _notice(context, lot, way, through)
                continue
            yield from _told(context, lot, way, DPRK)
        for of in territories():
            if of != DPRK:
                for way in ways_of_origin(context, lot, of):
                    yield from _told(context, lot, way, of)


def _told(context: Context, lot: Lot, way: Way, of: str) -> Iterator[Finding]:
    for regime, told in by_authority(rulings(context, lot, way, "goods", of)):
        yield ruled(context, CHECK, lot, way, regime, told)


def _through_rajin(lot: Lot, way: Way) -> str:
    """The other origin of coal that goes out by Rajin; "" for any other lot."""
    ports = {p.name for row, c in way.cells if (p := port_named(row[c])) is not None}
    coal = any(n.term.hs[:1] == ("2701",) for n in named(lot.words)) or lot.row["hs"].replace(" ", "").startswith(
        "2701"
    )
    return other_origin(lot) if way.direction == "from" and coal and ports and ports <= _RAJIN else ""


def _notice(context: Context, lot: Lot, way: Way, origin: str) -> Finding:
    row, column = way.cells[0]
    return Finding(
        kind="MISSING",
        check=CHECK.id,
        subject=context.subject(lot.row, lot.column),
        says=f"{lot.label} by Rajin, origin {origin}: coal that did not originate in North Korea may pass through Rajin when "
        "the exporting State gave notice to the UN's 1718 Committee beforehand. That notice is what has to be on file. "
        "Not confirmed against the primary text: UNSCR 2371 (2017), paragraph 8.",
        strength="no_conclusion",
        evidence=(*context.book_evidence(lot.row, lot.column, "origin"), *context.book_evidence(row, column)),
        innocent=("The transit of such coal with notice breaks no rule.", *on_file(lot.row, lot.voyage)),
        settle=("The exporting State's notice to the Committee, and the railway's and mine's papers.", *CHECK.settle),
        rule=CHECK.rule,
        as_of=context.as_of,
        event_date=lot.when,
        detail={"exemption": "Rajin"},
    )
