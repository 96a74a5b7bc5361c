"""What agrees and what speaks against stands under the sentence in every form of the report; doubts have their own place."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from lxml import html
from lxml.html import HtmlElement
from python_calamine import CalamineWorkbook
from rich.console import Console

from offing.report.html import review_html
from offing.report.laid import IN_DOUBT, Laid, laid
from offing.report.pdf import review_pdf
from offing.report.text import print_review
from offing.report.xlsx import findings_xlsx
from offing.review.finding import Finding, Subject
from offing.review.result import Review
from tests.report.sample import CONFLICT, GAP, HAIBO, book_line, finding, sample


def part(says: str, value: str, bearing: str) -> dict[str, str]:
    return {"feature": "x", "says": says, "value": value, "bearing": bearing}


def entry(name: str, ident: str, *parts: dict[str, str]) -> dict[str, Any]:
    return {"dataset": "us_ofac_sdn", "entry": ident, "name": name, "parts": list(parts), "facts": {}}


NAME = part("the same name", "KIM / KIM", "for")
BORN = part("another year of birth", "1950 / 1947", "against")
LAND = part("the same country", "KP / KP", "for")
FORMER = part("a former name on the list", "KIM", "open")

ROWS: tuple[tuple[dict[str, Any], tuple[Laid, ...], str], ...] = (
    ({}, (), "a finding that compared nothing shows nothing"),
    ({"compared": {"entries": []}}, (), "nor does one that compared with no entry"),
    (
        {"parts": [NAME, LAND]},
        (Laid("", ("the same name (KIM)", "the same country (KP)"), (), ()),),
        "without entries the finding's own parts; a value that both sides give stands once",
    ),
    (
        {"compared": {"entries": [entry("KIM", "1", NAME, BORN)]}, "parts": [LAND]},
        (Laid("", ("the same name (KIM)",), ("another year of birth (1950 / 1947)",), ()),),
        "the entries come before the parts, the book's value before the list's, and one entry needs no name",
    ),
    (
        {"compared": {"entries": [entry("KIM", "1", NAME), entry("KIM", "2", NAME), entry("KIM A", "3", NAME, BORN)]}},
        (
            Laid("KIM [us_ofac_sdn 1]; KIM [us_ofac_sdn 2]", ("the same name (KIM)",), (), ()),
            Laid("KIM A [us_ofac_sdn 3]", ("the same name (KIM)",), ("another year of birth (1950 / 1947)",), ()),
        ),
        "entries that were compared alike stand together; where they differ, each says whose",
    ),
    (
        {"parts": [NAME, FORMER]},
        (Laid("", ("the same name (KIM)",), (), ("a former name on the list (KIM)",)),),
        "what bears neither way is not said to agree",
    ),
)


@pytest.mark.parametrize(("detail", "expected", "why"), ROWS, ids=[r[-1] for r in ROWS])
def test_what_was_compared(detail: dict[str, Any], expected: tuple[Laid, ...], why: str) -> None:
    assert laid(replace(GAP, detail=detail)) == expected, why


DOUBT = finding(
    "CONFLICT",
    "identity_in_doubt",
    Subject("vessels", 3, "imo", "V2", "NEW REGENT"),
    "“NEW REGENT” has IMO number 9000003; NEW REGENT on the list has 8312497. The identity is in doubt, no more.",
    "possible",
    (book_line("vessels row 3", "V2 · NEW REGENT · 9000003"),),
    detail={
        "queue": "identity in doubt",
        "compared": {
            "entries": [
                entry(
                    "NEW REGENT",
                    "61",
                    part("another valid IMO number", "9000003 / 8312497", "decides against"),
                    part("the same year of build", "1984 / 1984", "for"),
                )
            ]
        },
    },
)


def tree_of(review: Review) -> HtmlElement:
    return html.document_fromstring(review_html(review))


def shown_html(review: Review) -> str:
    return " ".join(str(tree_of(review).text_content()).split())


def shown_text(review: Review) -> str:
    out = io.StringIO()
    print_review(review, Console(file=out, width=400, color_system=None))
    return " ".join(out.getvalue().split())


def shown_pdf(review: Review) -> str:
    pages = (p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(review_pdf(review)))
    return " ".join(" ".join(pages).split())


FORMS = {"html": shown_html, "text": shown_text, "pdf": shown_pdf}


@pytest.mark.parametrize("form", FORMS)
def test_both_sides_stand_in_every_form(form: str) -> None:
    said = FORMS[form](sample((HAIBO, DOUBT)))
    for fact in (
        "the same country (CN)",
        "nothing that was compared",
        "another valid IMO number (9000003 / 8312497)",
        "the same year of build (1984)",
    ):
        assert fact in said, fact


@pytest.mark.parametrize(
    ("form", "heading"), [("html", f"{IN_DOUBT} (1)"), ("pdf", f"{IN_DOUBT} (1)"), ("text", f"{IN_DOUBT}: 1")]
)
def test_identity_in_doubt_has_a_heading_with_its_count(form: str, heading: str) -> None:
    assert heading in FORMS[form](sample((HAIBO, DOUBT)))
    assert IN_DOUBT not in FORMS[form](sample((HAIBO, CONFLICT))), "no heading over nothing"


def test_the_heading_is_linked_and_links_to_the_finding() -> None:
    tree = tree_of(sample((HAIBO, DOUBT)))
    targets = {a.get("href") for a in tree.iter("a")}
    assert {"#in-doubt", f"#f-{DOUBT.id}"} <= targets
    assert tree.get_element_by_id("in-doubt").text_content() == f"{IN_DOUBT} (1)"


def test_the_workbook_has_a_column_for_either_side() -> None:
    head, *body = (
        CalamineWorkbook.from_filelike(io.BytesIO(findings_xlsx(sample((HAIBO, DOUBT)))))
        .get_sheet_by_name("Findings")
        .to_python()
    )
    rows = {r[head.index("check")]: r for r in body}
    assert rows["identity_in_doubt"][head.index("agrees")] == "the same year of build (1984)"
    assert rows["identity_in_doubt"][head.index("speaks against")] == "another valid IMO number (9000003 / 8312497)"
    assert rows["listed_party"][head.index("speaks against")] == "nothing that was compared"


def test_many_entries_are_counted_not_listed() -> None:
    entries = [entry(f"KIM {n}", str(n), part("the same name", f"KIM / KIM {n}", "for")) for n in range(9)]
    one: Finding = replace(HAIBO, detail={"compared": {"entries": entries}})
    for form, shown in FORMS.items():
        assert "… 5 more compared, in findings.json" in shown(sample((one,))), form
