"""Does the flag itself decide?

US persons may not register a ship in North Korea, fly its flag, or own, lease, operate or insure a ship of that flag,
whether or not she is on any list (31 CFR 510.207; Executive Order 13466, section 2). The flag is read from the flag
column, and from the MMSI, whose first three digits 445 are North Korea's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offing.book.model import Row
from offing.records.dates import DateSpan, day
from offing.records.identifiers import fold_mmsi, mid_of
from offing.records.territories import MID_TERRITORY, territory
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Status

CHECK = Check(
    id="flag_rule",
    asks="Does the flag itself decide?",
    kinds=("RULE",),
    basis="31 CFR 510.207; E.O. 13466 s. 2",
    needs=("vessels",),
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
    },
)
_FROM = date(2008, 6, 26)


def run(context: Context) -> Iterator[Finding]:
    for row in context.book.sheet("vessels"):
        columns, reasons = _signs(row)
        when = context.mentions.dealings(row) or day(context.as_of)
        if reasons and not (when.end is not None and when.end < _FROM):
            yield _finding(context, row, columns, reasons, context.mentions.dealings(row))


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
