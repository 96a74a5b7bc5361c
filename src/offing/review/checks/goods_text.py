"""Does the HS fit the words?

The goods that a row of cargo or a paper names in words have candidate HS codes; where none of them agrees with the row's code at
the heading (four digits) or, where only a chapter is known, at the chapter, that is a query: "semi-coking coal" under
2704 is coal by its words and coke by its code. Only words that head a phrase of our small glossary count, and words of many
meanings never do. A code that is none (letters, too short) is told as such, and the words alone are then gone by.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.goods.hs import read_hs
from offing.goods.moved import moved
from offing.goods.words import Named, named
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Kind, Strength
from offing.review.traded import Lot, lots

CHECK = Check(
    id="goods_text",
    asks="Does the HS fit the words?",
    kinds=("CONFLICT", "MISSING"),
    basis="The Harmonized System; the case of coal declared as semi-coking coal at Kholmsk (Korea Customs Service, 2018-08-10)",
    needs=("cargo", "documents"),
    innocent=(
        "Trade names differ from the tariff's words, and a customs broker may have ruled on the code.",
        "A typing error, or a code of another line of the same paper.",
    ),
    settle=(
        "The invoice, an analysis of the goods, or a binding tariff ruling.",
        "The code on the export declaration.",
    ),
    params={
        "agrees_at_digits": 4,
        "revisions": "of the HS: codes that moved, by goods/data/moved.csv",
    },
)


def run(context: Context) -> Iterator[Finding]:
    for lot in lots(context):
        told = read_hs(lot.row["hs"])
        for problem in told.problems:
            says = f"The code of {lot.row.label}: {problem}. The goods were judged by their words alone."
            yield _finding(context, lot, "MISSING", "weak", says)
        heads = [n for n in named(lot.words) if n.head and n.term.hs]
        if told.codes and heads and not any(n.term.broad or fits(n, told.codes) for n in heads):
            one = heads[0]
            strength: Strength = "possible" if one.term.query or not _same_chapter(one, told.codes) else "weak"
            candidates = ", ".join(one.term.hs)
            says = (
                f"“{lot.words}” stands under HS {', '.join(told.codes)}; “{one.words}” points to HS {candidates}: "
                f"{one.term.why}. A query, not an error by itself.{f' {one.term.query}' if one.term.query else ''}"
            )
            yield _finding(
                context, lot, "CONFLICT", strength, says, {"candidates": list(one.term.hs), "why": one.term.why}
            )


def fits(one: Named, codes: tuple[str, ...]) -> bool:
    """Whether some candidate and some code agree to the heading, or as far as the shorter of them goes, in some revision."""
    either = (*codes, *(m.other for c in codes for m in moved(c)))
    return any(a[:4].startswith(b[:4]) or b[:4].startswith(a[:4]) for a in one.term.hs for b in either)


def _same_chapter(one: Named, codes: tuple[str, ...]) -> bool:
    return any(a[:2] == b[:2] for a in one.term.hs for b in codes)


def _finding(
    context: Context, lot: Lot, kind: Kind, strength: Strength, says: str, detail: dict[str, object] | None = None
) -> Finding:
    return Finding(
        kind=kind,
        check=CHECK.id,
        subject=context.subject(lot.row, "hs"),
        says=says,
        strength=strength,
        evidence=context.book_evidence(lot.row, "hs", lot.column),
        innocent=(*CHECK.innocent, *on_file(lot.row, lot.voyage)),
        settle=CHECK.settle,
        rule=CHECK.rule,
        as_of=context.as_of,
        event_date=lot.when,
        detail=detail or {},
    )
