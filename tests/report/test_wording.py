"""No form of the report uses a word of the left column."""

from __future__ import annotations

import io
import json
import re

import pypdfium2  # type: ignore[import-untyped]
import pytest
from python_calamine import CalamineWorkbook
from rich.console import Console

from offing.report.as_json import findings_json
from offing.report.html import review_html, template_text
from offing.report.pdf import review_pdf
from offing.report.text import print_review
from offing.report.xlsx import findings_xlsx
from offing.review.result import Review
from tests.report.sample import sample, whole
from tests.scenarios.wording import faults, finding_faults, page_text

SCORE = re.compile(r"\bscor(?:e|es|ing)\b|\b\d{1,3}\s*/\s*100\b", re.IGNORECASE)


def as_text(review: Review) -> str:
    out = io.StringIO()
    print_review(review, Console(file=out, width=200, color_system=None))
    return out.getvalue()


def as_pdf(review: Review) -> str:
    return "\n".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(review_pdf(review)))


def as_xlsx(review: Review) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(findings_xlsx(review)))
    return "\n".join(str(c) for name in book.sheet_names for r in book.get_sheet_by_name(name).to_python() for c in r)


FORMS = {
    "json": findings_json,
    "text": as_text,
    "html": lambda review: page_text(review_html(review)),
    "pdf": as_pdf,
    "xlsx": as_xlsx,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("review", [sample(), whole()], ids=["full", "nothing found"])
def test_no_form_uses_a_forbidden_word(form: str, review: Review) -> None:
    text = FORMS[form](review)
    assert "no entry found in [" in text.replace("\n", " "), "the text was read at all"
    assert faults(text) == []
    assert SCORE.search(text) is None


@pytest.mark.parametrize("name", ["review.html.j2", "finding.html.j2", "review.typ"])
def test_templates(name: str) -> None:
    text = template_text(name)
    assert faults(page_text(text) if name.endswith(".j2") else text) == []


def test_the_sample_itself_keeps_to_the_words() -> None:
    found = [fault for f in json.loads(findings_json(sample()))["findings"] for fault in finding_faults(f, [])]
    assert found == [], "or the tests above would be about the wrong text"


def test_the_test_can_fail() -> None:
    assert faults("a blacklisted, sanctioned vessel with a clean record") != []
