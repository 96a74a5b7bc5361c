"""review.pdf: PDF/A, the same bytes, every quote readable, no character lost to an empty box."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.report import pdf
from offing.report.glyphs import Drawable, undrawable
from offing.report.pdf import review_pdf
from tests.report.sample import FINDINGS, HAIBO, HAIBO_LINE, TANTAL, many, sample, whole


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.fixture(scope="module")
def content() -> bytes:
    return review_pdf(sample())


@pytest.fixture(scope="module")
def read(content: bytes) -> list[str]:
    return pages(content)


def test_same_bytes(content: bytes) -> None:
    assert content == review_pdf(sample())


def test_made_to_be_kept(content: bytes) -> None:
    assert b"pdfaid:part" in content
    assert b"20190401" in content, "dated as of, not as printed"


def test_quotes_can_be_read_back(read: list[str]) -> None:
    assert " ".join(HAIBO_LINE.split()) in " ".join(read)
    for finding in FINDINGS[2:-1]:
        assert finding.says.replace("  ", " ") in " ".join(read)


def test_every_page_names_the_book_the_day_and_the_gaps(read: list[str]) -> None:
    for number, text in enumerate(read, start=1):
        assert "Review of spring-book.xlsx, as of 2019-04-01" in text
        assert "SHA-256 of the hashes of 2 files of the book" in text
        assert "INCOMPLETE: 2 not checked" in text
        assert f"page {number} of {len(read)}" in text


def test_first_page_says_what_was_not_checked_before_the_lists(read: list[str]) -> None:
    first = read[0]
    assert 0 < first.find("eu_fsf: the list is not loaded") < first.find("Lists used") < first.find("Stop and escalate")


def test_last_page_holds_the_hashes(read: list[str]) -> None:
    for digest in ("5f0c" * 16, "cd34" * 16, "77aa" * 16):
        assert digest in read[-1]


def test_scripts_without_a_font_are_transliterated_and_marked(read: list[str]) -> None:
    text = " ".join(read)
    assert "⟦DaLianHaiBoGuoJiHuoYunYouXianGongSi⟧" in text
    assert "U+5927 U+9023 U+6D77 U+535A" in text, "nothing is lost: the code points stand at the end"
    assert "Тантал" in text, "Cyrillic has a font and stays as it is"
    assert "大" not in text


def test_foreign_text_is_never_markup() -> None:
    hostile = "#panic() $x$ *b* _i_ `r` = H @ref <l> \\ // /* #sys.inputs ]"
    text = " ".join(pages(review_pdf(sample((replace(TANTAL, says=hostile),)))))
    assert hostile in text


def test_a_word_without_a_break_stays_on_the_page() -> None:
    text = "".join(pages(review_pdf(sample((replace(TANTAL, says="X" * 900),)))))
    assert text.count("X") >= 900


def test_complete_review_without_a_finding() -> None:
    text = " ".join(pages(review_pdf(whole())))
    assert "COMPLETE: nothing that a check asked for was missing" in text
    assert "no entry found in [us_ofac_sdn 2019-03-21]" in text


def test_a_large_review_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FULL_BELOW", 30)
    text = " ".join(pages(review_pdf(many(40))))
    assert "This review has 40 findings" in text
    assert "The other findings" in text
    for finding in many(40).findings:
        assert f"({finding.says.rsplit('(', 1)[1]}" in text, "each finding stands somewhere"


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        (
            "Тантал, Οδησσός, محمد, שלום, Nguyễn, Ærø",
            "Тантал, Οδησσός, محمد, שלום, Nguyễn, Ærø",
            "the bundled fonts have these",
        ),
        ("백설 무역 Co", "⟦BaegSeol MuYeog⟧ Co", "one run with its spaces"),
        ("й e\u0301", "й e\u0301", "decomposed letters are drawn"),
        ("a\u202eb", "a‹U+202E›b", "direction marks are shown, not obeyed"),
        ("\ue000", "⟦U+E000⟧", "a private character has no reading: its code point"),
        ("<＜", "<⟦<⟧", "a wide sign becomes the plain one, as text"),
    ],
)
def test_drawable(text: str, wanted: str, why: str) -> None:
    assert Drawable(undrawable(text)).text(text) == wanted, why


def test_drawable_keeps_svg_well_formed() -> None:
    text = "<text>＜大＞</text>"
    assert Drawable(undrawable(text)).text(text, svg=True).startswith("<text>⟦&lt;Da&gt;⟧</text>")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_set(text: str) -> None:
    finding = replace(HAIBO, says=f"says {text}", evidence=(replace(HAIBO.evidence[0], quote=f"q {text}", url=text),))
    assert review_pdf(sample((finding,), set_aside=())).startswith(b"%PDF")
