"""The page of what reports say: nothing loads or runs, every quote stands where it is, and no claim looks like a fact."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from offing.claims.ingest import read_report
from offing.claims.model import Claim, Event, Reading, Said, Thing
from offing.report.html import template_text
from offing.report.readings_html import ADVISORY, NOT_FACTS, readings_html
from offing.report.readings_laid import card, counted, rows, sure
from tests.report.golden import check_golden
from tests.report.readings_sample import FIRST, PINE, first, sample, second

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x1b[31m&lt;b&gt; “\"'"


@pytest.fixture(scope="module")
def page() -> str:
    return readings_html(*sample())


@pytest.fixture(scope="module")
def tree(page: str) -> HtmlElement:
    return html.document_fromstring(page)


def text_of(node: HtmlElement) -> str:
    """The words as a reader parts them: elements stand apart, marks stand with their word."""
    return re.sub(r"(?<=\() | (?=[),:;.”])|(?<=“) ", "", " ".join(" ".join(node.itertext()).split()))


def test_golden(page: str) -> None:
    check_golden("readings.html", page)


def test_same_bytes(page: str) -> None:
    assert page == readings_html(*sample())


def loads_nothing(tree: HtmlElement) -> None:
    for tag in ("script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use", "svg", "video"):
        assert list(tree.iter(tag)) == [], tag
    for node in tree.iter():
        if isinstance(node.tag, str):
            assert not [a for a in node.attrib if a.startswith("on") or a in ("src", "srcset", "style", "action")], (
                node.tag
            )
            assert (node.get("href") or "#").startswith("#")
    css = "".join(s.text or "" for s in tree.iter("style"))
    assert css == template_text("review.css") + template_text("readings.css")
    assert "@import" not in css and "url(" not in css


def test_nothing_is_loaded_and_the_policy_lets_nothing_run(tree: HtmlElement) -> None:
    loads_nothing(tree)
    (policy,) = [m.get("content") for m in tree.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy and "unsafe" not in policy


def hostile() -> tuple[Reading, Event]:
    """Every string that comes from outside holds tags and marks that turn a line around."""
    document = read_report(
        f"{SCRIPT} held\n\nThe {SCRIPT} ship was seized, {SCRIPT} said. It was {SCRIPT}.".encode(), f"{SCRIPT}.txt"
    )
    base = first().claims[0]
    start = document.text.index("ship")
    args = tuple(replace(a, text=SCRIPT, thing=0) for a in base.args)
    claim = replace(
        base,
        args=args,
        start=start,
        end=start + 30,
        sentence_start=start,
        sentence_end=start + 30,
        happened=None,
        rule=SCRIPT,
    )
    thing = Thing(
        0, "vessel", SCRIPT, (SCRIPT,), links=(replace(PINE, dataset=SCRIPT, entry=SCRIPT, name=SCRIPT, why=SCRIPT),)
    )
    document = replace(document, garbled=(SCRIPT,), notes=(SCRIPT,), outlet=SCRIPT, weight=0.5, title=SCRIPT)
    event = Event("seized", (Said(0, 0), Said(0, 1)), 1, ((SCRIPT, SCRIPT),), (), None)
    return Reading(document, (), (thing,), (claim, claim)), event


def test_every_word_of_a_report_is_escaped() -> None:
    reading, event = hostile()
    page = readings_html((reading,), (event,))
    loads_nothing(html.document_fromstring(page))
    assert "\u202e" not in page and "\x1b" not in page and "‹U+202E›" in page
    assert page.count("&lt;script&gt;") > 10


def test_ids_are_unique_and_every_jump_lands(tree: HtmlElement) -> None:
    ids = Counter(n.get("id") for n in tree.iter() if isinstance(n.tag, str) and n.get("id"))
    assert [i for i, n in ids.items() if n > 1] == []
    assert [h for a in tree.iter("a") if (h := a.get("href") or "").startswith("#") and h[1:] not in ids] == []


def test_that_these_are_claims_comes_first(tree: HtmlElement) -> None:
    first_heading = [text_of(h) for h in tree.iter("h1", "h2")][1]
    assert first_heading == "Claims, not facts"
    assert NOT_FACTS in text_of(tree.get_element_by_id("how"))


HOW = [
    (1, "firm", "said flatly", "seizure or detention", "the report's own voice"),
    (2, "unsure", "alleged, not proven", "transfer at sea", "an allegation"),
    (3, "denied", "denied", "transfer at sea", "a denial"),
    (5, "firm", "said flatly", "named in an advisory (not a listing)", "an advisory"),
    (6, "broken", "hangs in the air", "sale", "nobody knows who"),
    (7, "broken", "not whole", "destination", "the key role is not filled"),
]


@pytest.mark.parametrize(("number", "drawn", "chip", "kind", "why"), HOW, ids=[h[-1] for h in HOW])
def test_a_card_says_first_how_sure_and_is_drawn_so(
    tree: HtmlElement, number: int, drawn: str, chip: str, kind: str, why: str
) -> None:
    found = tree.get_element_by_id(f"c1-{number}")
    assert (found.get("class") or "").split() == ["card", drawn], why
    assert text_of(found.find("h3")) == f"[{number}] {chip} {kind}"
    marked = {m.get("class") for m in tree.iter("mark") if str(number) in re.findall(r"\d+", m.get("title") or "")}
    assert all(drawn in (c or "") or len(marked) > 1 for c in marked)


def test_what_is_not_resolved_is_spelt_out(tree: HtmlElement) -> None:
    dangling, partial = text_of(tree.get_element_by_id("c1-6")), text_of(tree.get_element_by_id("c1-7"))
    assert "actor The company not resolved in this text" in dangling
    assert "“he” (not told who)" in dangling
    assert "destination not named here" in partial
    assert "not resolved" not in text_of(tree.get_element_by_id("c1-2"))


def test_an_advisory_is_no_listing(tree: HtmlElement) -> None:
    assert ADVISORY in text_of(tree.get_element_by_id("c1-5"))


def test_links_tell_tier_dataset_and_why(tree: HtmlElement) -> None:
    owner = text_of(tree.get_element_by_id("c1-4"))
    assert "asset she = Green Pine match: GREEN PINE, entry 12345 of us_ofac_sdn; the same IMO number" in owner
    assert "possible match: JINXING <CO>., LTD, entry 26243 of us_ofac_sdn; name only" in owner


def test_the_head_of_a_report_tells_date_conflict_garbling_and_what_was_not_read(tree: HtmlElement) -> None:
    said = text_of(tree.body)
    assert '2020-05-04: date line "4 May 2020"' in said
    assert 'But also 2020-05-05: page header "Harbour office holds tanker over fuel | 2020-05-05 |"' in said
    weight = second().document.weight
    assert weight < 1 and f"signs of garbling. Its weight is {weight:.2f} of 1." in said
    assert all(" ".join(sign.split()) in said for sign in second().document.garbled)
    assert f"GARBLED, weight {weight:.2f}" in said, "beside its claim in the event too"


def test_an_event_shows_its_sources_side_by_side(tree: HtmlElement) -> None:
    (event,) = tree.find_class("event")
    said = text_of(event)
    assert said.startswith("As told: seizure or detention, on 2020-05-04 2 claims in 2 reports, 2 sources")
    assert "They agree in object: Green Pine" in said
    assert "they tell different things authority The harbour office (report 1 [1]) the ministry (report 2 [1])" in said
    assert "said flatly (report 1 [1]) said not to be so (alleged, not proven) (report 2 [1])" in said
    assert len(event.find_class("card")) == 2


def test_furniture_is_there_and_greyed(tree: HtmlElement) -> None:
    grey = [text_of(s) for s in tree.find_class("grey")]
    assert (
        "Like this:" in grey
        and "Please refresh the page for the fullest version." in grey
        and "BUSAN (Reuters) -" in grey
    )


def test_a_reading_without_a_claim_says_what_that_means() -> None:
    bare = replace(first(), claims=())
    said = text_of(html.document_fromstring(readings_html((bare,), ())))
    assert "none was found; that does not mean that the report makes none" in said
    assert "No two claims of these reports tell one event." in said


def test_claims_that_are_not_whole_are_counted_apart() -> None:
    assert counted(first()) == (
        ("said flatly", 3), ("alleged, not proven", 1), ("denied", 1), ("not whole: something is not resolved in the text", 2),
    )  # fmt: skip


SPANS = st.tuples(st.integers(0, len(FIRST) - 1), st.integers(1, 80))


@settings(max_examples=60, deadline=None)
@given(st.lists(SPANS, max_size=8))
def test_however_quotes_overlap_all_text_is_shown_once_and_each_quote_is_marked(spans: list[tuple[int, int]]) -> None:
    reading = first()
    text, base = reading.document.text, reading.claims[0]
    claims: list[Claim] = []
    for start, length in spans:
        end = min(start + length, len(text))
        if not text[start].isspace():
            claims.append(replace(base, start=start, end=end))
    laid = tuple(rows(replace(reading, claims=tuple(claims))))

    def letters(words: str) -> str:
        return "".join(words.split())

    pieces = [p for row in laid for p in row.pieces]
    assert letters("".join(p.text for p in pieces)) == letters(text)
    for number, claim in enumerate(claims, start=1):
        marked = "".join(p.text for p in pieces if number in p.claims)
        assert letters(marked) == letters(text[claim.start : claim.end])
    shown = [t.number for row in laid for t in row.claims]
    assert sorted(shown) == list(range(1, len(claims) + 1)), "each claim has one card"


def test_the_weakest_claim_decides_how_a_shared_stretch_is_drawn() -> None:
    reading = first()
    over = [p for row in rows(reading) for p in row.pieces if len(p.claims) > 1]
    assert {p.sure for p in over} == {"broken", "denied"}
    assert {sure(c) for c in reading.claims} == {"firm", "unsure", "denied", "broken"}
    assert card(reading, 6).chip == "not whole"


def test_of_a_very_long_text_the_page_shows_what_is_claimed_in_linear_time() -> None:
    base = first()
    claim = base.claims[0]
    document = read_report(("The ship “left” port on Friday. " * 4 + "\n\n").encode() * 8000, "long.txt")
    starts = [s.start for s in document.segments if s.kind == "body"][::4]
    claims = tuple(replace(claim, start=a, end=a + 8, sentence_start=a, sentence_end=a + 8) for a in starts)
    begun = time.process_time()
    page = readings_html((replace(base, document=document, claims=claims),), ())
    assert time.process_time() - begun < 20
    assert "Only the paragraphs in which a claim begins are shown." in page
    assert page.count('<div class="row') == len(claims) == 2000


def test_a_long_stretch_without_a_claim_is_cut_and_this_is_told() -> None:
    document = read_report(("word " * 10_000 + ".").encode(), "one-line.txt")
    page = readings_html((Reading(document, (), (), ()),), ())
    assert "[cut: 50,001 characters]" in page
