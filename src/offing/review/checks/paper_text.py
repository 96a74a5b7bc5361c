"""Does the paper itself say what the sheets say of it?

The files that `documents.file` names (PDF, HTML, text) are read, and what stands in them under a label (vessel, port of
loading, shipper, date, quantity, HS code, number) or as an IMO number is laid beside the row that names the file, beside its
voyage, and beside the other papers of the voyage where the sheets are silent. Told is only what both sides say for sure: the
paper has one value under its label, and what the sheet says stands nowhere in the paper's text. A paper that merely names more
ships, ports or dates than the row is no conflict; nor is a choice of ports, a quantity within 5 %, a date within a day, or a
party of whose name a telling word stands in the paper. What the lists say of a name in a paper stands under `listed_vessel`
and `listed_party`. A scan without text, a file that is locked, broken or not there is told as a problem of its row.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding
from offing.review.on_paper import on_paper
from offing.review.paper_conflicts import NEAR_NAME, ships_and_ports
from offing.review.paper_laid import Laid
from offing.review.paper_values import DAYS, QUANTITY_SHARE, values

CHECK = Check(
    id="paper_text",
    asks="Does the paper itself say what the sheets say of it?",
    kinds=("CONFLICT",),
    basis="US maritime advisory of 14 May 2020, practice on false cargo and vessel documents",
    needs=("documents", "voyages"),
    innocent=(
        "The row may name the wrong file, or its cells may have been typed from another version of the paper.",
        "A label may be filled in for another leg, parcel or ship of the same business; a machine may misread a page.",
    ),
    settle=("The paper itself at the place quoted, beside the row.", "The issuer's own copy of the paper."),
    params={"near_name": NEAR_NAME, "quantity_share": QUANTITY_SHARE, "days": DAYS},
)


def run(context: Context) -> Iterator[Finding]:
    papers = context.papers
    laid = []
    for row, files in context.book.papers.items():
        folders = papers.of(row)
        folder = folders[0] if len(folders) == 1 else None
        laid += [Laid(row, context.mentions.facts[paper.name], folder) for paper in files]
    for found in (*ships_and_ports(papers, laid), *values(papers, laid)):
        cells = (e for other, columns in found.cells for e in context.book_evidence(other, *columns))
        proof = (*context.paper_evidence(*found.quoted), *cells)
        yield on_paper(context, CHECK, found.row, found.column, found.says, found.strength, proof, cells=("file",))
