"""review.html: one file, no request, nothing of the book runs; first what was not checked."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace

import pytest
from lxml import html
from lxml.html import HtmlElement

from offing.report.html import review_html, template_text
from tests.report.golden import check_golden
from tests.report.sample import FINDINGS, HOSTILE, SCRIPT, many, sample, whole


@pytest.fixture(scope="module")
def page() -> str:
    return review_html(sample())


@pytest.fixture(scope="module")
def tree(page: str) -> HtmlElement:
    return html.document_fromstring(page)


def text_of(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_golden() -> None:
    short = replace(HOSTILE, evidence=(replace(HOSTILE.evidence[0], quote=SCRIPT),))
    check_golden("review.html", review_html(sample((*FINDINGS[:-1], short))))


def test_same_bytes(page: str) -> None:
    assert page == review_html(sample())


def test_nothing_is_loaded_and_nothing_foreign_runs(tree: HtmlElement) -> None:
    assert [s.text for s in tree.iter("script")] == [template_text("review.js")]
    for tag in ("link", "img", "iframe", "object", "embed", "base", "form", "image", "use", "audio", "video", "source"):
        assert list(tree.iter(tag)) == [], tag
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        assert not [a for a in node.attrib if a.startswith("on") or a in ("src", "srcset", "style", "action")], node.tag
        if (target := node.get("href")) is not None:
            assert node.tag == "a"
            assert target.startswith("#") or re.match(r"https?://", target), target
            assert target.startswith("#") or "noreferrer" in (node.get("rel") or "")
    css = template_text("review.css")
    assert "@import" not in css
    assert "url(" not in css


def test_policy_names_exactly_our_style_and_script(tree: HtmlElement) -> None:
    (policy,) = [m.get("content") for m in tree.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for name, tag in (("review.css", "style"), ("review.js", "script")):
        digest = base64.b64encode(hashlib.sha256(template_text(name).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert [n.text for n in tree.iter(tag)] == [template_text(name)], "the hash is of what stands in the page"


def test_ids_are_unique_and_every_jump_lands(tree: HtmlElement) -> None:
    ids = Counter(n.get("id") for n in tree.iter() if isinstance(n.tag, str) and n.get("id"))
    assert [i for i, n in ids.items() if n > 1] == []
    assert [h for a in tree.iter("a") if (h := a.get("href") or "").startswith("#") and h[1:] not in ids] == []


def test_what_was_not_checked_comes_first(tree: HtmlElement) -> None:
    assert [text_of(h) for h in tree.iter("h1", "h2")] == [
        "Review of spring-book.xlsx", "INCOMPLETE: 2 things were not checked", "Lists used", "Counts", "Stop and escalate",
        "What the US shipping advisories ask of this desk (charterer)", "Findings by row of the book",
        "Set aside: looked at, and not a finding", "The book: what could not be read, or cannot be as it stands",
        "Rows looked at without a finding", "Method and limits",
    ]  # fmt: skip
    assert "eu_fsf: the list is not loaded" in text_of(tree.get_element_by_id("not-checked"))


def test_stop_section_holds_only_what_may_stop(tree: HtmlElement) -> None:
    (box,) = tree.find_class("stopbox")
    linked = {a.get("href") for a in box.iter("a")}
    assert linked == {f"#f-{f.id}" for f in FINDINGS if f.stops}
    assert len(linked) == 3


def test_every_finding_has_its_proof_and_its_doubt(tree: HtmlElement) -> None:
    for finding in FINDINGS[:-1]:
        said = text_of(tree.get_element_by_id(f"f-{finding.id}"))
        for part in (
            finding.says,
            *(e.quote for e in finding.evidence),
            *finding.innocent,
            *finding.settle,
            finding.rule.basis,
        ):
            assert " ".join(part.split()) in said


def test_rows_stand_with_the_hardest_first_and_sheets_in_the_order_of_the_book(tree: HtmlElement) -> None:
    found = [d.get("id") for d in tree.find_class("object")]
    assert found[:3] == ["parties-3-P2", "parties-4-P3", "parties-2-P1"]
    assert [str(x).split("-")[0] for x in found] == ["parties"] * 4 + ["vessels"] * 2 + ["voyages"] + ["cargo"] * 2


def test_a_javascript_address_is_text_and_hidden_marks_are_shown(page: str, tree: HtmlElement) -> None:
    assert "javascript:alert(1)" in text_of(tree.body)
    assert "‹U+202E›" in page
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_complete_review_without_a_finding() -> None:
    said = text_of(html.document_fromstring(review_html(whole())))
    assert "COMPLETE: nothing that a check asked for was missing" in said
    assert said.count("no entry found in [us_ofac_sdn 2019-03-21]; not checked: [nothing that a check asked for]") == 2
    assert "parties: 6 of 6" in said


def test_a_large_review_stays_small_enough_to_open() -> None:
    review = many(2000)
    page = review_html(review)
    texts = sum(
        len(f.says) + sum(len(e.quote) for e in f.evidence) + len(f.innocent[0]) + len(f.settle[0])
        for f in review.findings
    )
    assert (len(page.encode()) - texts) / 2000 < 1500
    assert page.count('<details class="object" id=') == 1000
    assert page.count('" open><summary>') == sum(1 for n in range(0, 2000, 2) if n % 10 == 0), (
        "only rows that stop stand open"
    )
