"""Does the flag itself decide?

US persons may not register a ship in North Korea, fly its flag, or own, lease, operate or insure a ship of that flag,
whether or not she is on any list (31 CFR 510.207; Executive Order 13466, section 2). The flag is read from the flag
column, and from the MMSI, whose first three digits 445 are North Korea's.

A ship of Russia's flag may not enter ports of the EU since 17 April 2022 nor of the United Kingdom since 1 March 2022: a voyage
of hers to or from such a port is told, never firm, as the EU's authorities may allow calls with oil, food, medicine and more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offing.book.model import Row
from offing.goods.members import EU_MEMBERS
from offing.records.dates import DateSpan, day
from offing.records.identifiers import fold_mmsi, mid_of
from offing.records.territories import MID_TERRITORY, territory
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Status
from offing.review.on_paper import on_paper
from offing.review.papers import country_of

CHECK = Check(
    id="flag_rule",
    asks="Does the flag itself decide?",
    kinds=("RULE",),
    basis="31 CFR 510.207; E.O. 13466 s. 2; Regulation (EU) 833/2014 Art. 3ea; SI 2022/203, regulations 57A to 57I",
    needs=("vessels", "voyages"),
    innocent=(
        "The flag or MMSI may be out of date: ships change flag, and an MMSI belongs to a period.",
        "The rule binds US persons; others are bound by their own law.",
    ),
    settle=(
        "The certificate of registry on the day of the dealing.",
        "Whether a US person owns, leases, operates, insures or pays.",
    ),
    params={
        "flag": "kp",
        "mid": "445",
        "in_force_from": "2008-06-26",
        "in_force_source": "date of E.O. 13466, not re-read: confirm",
        "ports_closed_to_flag": "ru: EU from 2022-04-17, UK from 2022-03-01",
    },
)
_FROM = date(2008, 6, 26)
_CLOSED = (
    ("EU", EU_MEMBERS, date(2022, 4, 17), "Regulation (EU) 833/2014, Art. 3ea",
     "Refuge and emergencies are exempt, and calls for oil, gas, metals, food, medicine or fertiliser may be authorised."),
    ("UK", frozenset({"gb"}), date(2022, 3, 1), "SI 2022/203, amending SI 2019/855",
     "The Secretary of State may except a call."),
)  # fmt: skip
"""Ports closed to Russia's flag: demaribus.net (text of Article 3ea); iistl.blog and bailii.org on SI 2022/203."""


def run(context: Context) -> Iterator[Finding]:
    for row in context.book.sheet("vessels"):
        columns, reasons = _signs(row)
        when = context.mentions.dealings(row) or day(context.as_of)
        if reasons and not (when.end is not None and when.end < _FROM):
            yield _finding(context, row, columns, reasons, context.mentions.dealings(row))

    for folder in context.papers.folders:
        vessel = folder.ship.vessel if folder.ship else None
        if vessel is not None and territory(vessel["flag"]) == "ru":
            yield from _closed(context, folder.voyage, vessel)


def _closed(context: Context, voyage: Row, vessel: Row) -> Iterator[Finding]:
    for column, dated in (("load_port", "load_date"), ("discharge_port", "discharge_date")):
        country, when = country_of(voyage[column]).lower(), voyage.dates.get(dated)
        for authority, states, since, law, exempt in _CLOSED:
            if country in states and when is not None and when.start is not None and when.start >= since:
                says = (
                    f"{vessel.label} flies Russia's flag by the vessels sheet; the voyage has her at {voyage[column]} on "
                    f"{voyage[dated]}. Ports of the {authority} are closed to that flag since {since} ({law}), with exceptions."
                )
                status = Status("sectoral", authority, law, "", "ships of the flag of Russia", ("RUSSIA",), day(since),
                                wording="a ban on entering ports by flag; no list entry is needed",
                                binds=f"ports of the {authority}", confidence="high")  # fmt: skip
                proof = (*context.book_evidence(vessel, "flag"), *context.book_evidence(voyage, dated))
                yield on_paper(
                    context, CHECK, voyage, column, says, "possible", proof, innocent=(exempt,), status=(status,)
                )


def _signs(row: Row) -> tuple[list[str], list[str]]:
    columns, reasons = [], []
    if row["flag"] and territory(row["flag"]) == "kp":
        columns.append("flag")
        reasons.append(f"the flag column says {row['flag']}")
    mmsi = fold_mmsi(row["mmsi"])
    if mmsi and MID_TERRITORY.get(mid_of(mmsi) or "") == "kp":
        columns.append("mmsi")
        reasons.append(f"the MMSI {mmsi} begins with 445, North Korea's digits")
    return columns, reasons


def _finding(context: Context, row: Row, columns: list[str], reasons: list[str], when: DateSpan | None) -> Finding:
    return Finding(
        kind="RULE",
        check=CHECK.id,
        subject=context.subject(row, columns[0]),
        says=f"{row.label}: {' and '.join(reasons)}. US persons may not own, lease, operate, insure or register a ship "
        "of that flag, listed or not (31 CFR 510.207).",
        strength="strong" if "flag" in columns else "possible",
        evidence=context.book_evidence(row, *columns),
        innocent=(*CHECK.innocent, *on_file(row)),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        status=(
            Status(
                rung="sectoral",
                authority="US",
                list="31 CFR 510.207",
                entry="",
                name="ships of the DPRK flag",
                program=("E.O. 13466",),
                since=day(_FROM),
                wording="a ban on dealings by flag; no list entry is needed",
                binds="US persons",
                confidence="medium",
            ),
        ),
        event_date=when,
    )
