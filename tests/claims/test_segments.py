"""What each stretch of a report is: datelines, furniture, headlines, quotations. Offsets are the text's own, nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.claims.dateline import dateline_end
from offing.claims.furniture import line_kind
from offing.claims.model import Segment
from offing.claims.segments import headlines, segments

STORY = "The navy stopped the tanker on Friday morning and brought her into port, officials said."
DATELINES = [
    ("SEOUL: ", "capitals and a colon"),
    ("SEOUL (Reuters) - ", "the place and the agency"),
    ("WASHINGTON, March 21 (Reuters) - ", "with a day"),
    ("WASHINGTON, Aug. 21, 2018 - ", "with a day and a year"),
    ("SEOUL, South Korea (AP) — ", "with a country"),
    ("BEIJING/SEOUL (Reuters) - ", "two places"),
    ("THE HAGUE, 3 April -- ", "a place of two words, the day first"),
    ("WASHINGTON—", "no white space"),
    ("WASHINGTON – ", "a press office"),
    ("SEOUL, March 22 (Yonhap) -- ", "as Yonhap has it"),
    ("MOSCOW, March 22. /TASS/. ", "as TASS has it"),
    ("Seoul, March 22 (Yonhap) -- ", "small letters, with a day"),
    ("Valletta (AFP) – ", "small letters, with an agency"),
    ("(Reuters) - ", "an agency alone"),
    ("[AFP] — ", "the same in square brackets"),
    ("Reuters - ", "the same without"),
    ("Pyongyang — ", "a place alone, where the story begins"),
]
NOT_DATELINES = [
    ("The Tantal - a Russian tanker - left the port on Friday, officials said.", "a dash within a sentence"),
    ("IMO: 8125703 and other numbers are listed here below for the reader to see", "a field of a table"),
    ("UPDATE: The ship has left the port and is on her way to another one today", "a word of the newsroom"),
    ("OWNER: Paeksol", "a row"),
    ("On March 21, the United States - with its allies - acted against the firm", "a day within a sentence"),
    ("NATO said: The ship was stopped on Friday by two frigates of the alliance", "who said it"),
    ("Photo: The tanker", "a caption"),
]
FURNITURE = [
    ("Like this:", "boilerplate", "a blog asks to be liked"),
    ("Share this:", "boilerplate", "to pass it on"),
    ("Share on Facebook", "boilerplate", "the same"),
    ("printer", "boilerplate", "the same"),
    ("Print", "boilerplate", "the same"),
    ("Read more: Ten ships that were seized", "boilerplate", "a way to another page"),
    ("Related Content", "boilerplate", "what stands beside"),
    ("ADVERTISEMENT", "boilerplate", "what stands between"),
    ("Subscribe to our newsletter for the latest news", "boilerplate", "what a page asks"),
    ("We use cookies to improve your experience. Accept all cookies", "boilerplate", "cookies"),
    ("This website uses cookies.", "boilerplate", "cookies"),
    ("© 2019 Harbour Times. All rights reserved.", "boilerplate", "rights"),
    ("Copyright 2019 The Harbour Times", "boilerplate", "rights"),
    ("###", "boilerplate", "the end of a press release"),
    ("-30-", "boilerplate", "the end of a story"),
    ("Reporting by Ann Poe in Seoul; Editing by Jo Roe", "boilerplate", "an agency's foot"),
    ("(Additional reporting by Ann Poe; Editing by Jo Roe)", "boilerplate", "the same in brackets"),
    ("Associated Press writer Ann Poe in Seoul contributed to this report.", "boilerplate", "the same of another"),
    ("The post Tanker held appeared first on Harbour Times.", "boilerplate", "where it came from"),
    ("Please refresh the page for the fullest version.", "boilerplate", "a page that changed"),
    ("https://example.org/a/b", "boilerplate", "an address alone"),
    ("12 comments", "boilerplate", "a counter"),
    ("Follow the Harbour Office on Twitter @harbour.", "boilerplate", "a press office asks to be followed"),
    ("Yours faithfully,", "boilerplate", "the end of a letter"),
    ("Unsubscribe | Forward to a colleague", "boilerplate", "the foot of a newsletter"),
    ("You must be logged in to post a comment.", "boilerplate", "what a page asks"),
    ("By our Asia staff", "byline", "no name"),
    ("FOR IMMEDIATE RELEASE", "header", "a press release"),
    ("Press Release", "header", "what it is"),
    ("By Ann Poe", "byline", "who wrote it"),
    ("World Media | By Shelia Poe", "byline", "with the section"),
    ("By Ann Poe and Jo Roe, Harbour Times", "byline", "two of them"),
    ("Photo: The tanker at anchor", "caption", "a picture's text"),
    ("FILE PHOTO: A tanker is seen off Busan, May 4, 2018. REUTERS/Ann Poe/File Photo", "caption", "with its maker"),
    ("A tanker at anchor off Busan. (Photo by Ann Poe)", "caption", "its maker at the end"),
    ("Photo courtesy of the coast guard", "caption", "a picture's text"),
]
ARTICLE = [
    ("By Friday, the tanker had left the port and gone east.", "a sentence that begins like a byline"),
    ("Related charges were brought against the owner on Monday.", "a sentence that begins like a heading"),
    ("Print shops were raided.", "a sentence"),
    ("Share prices of the owner fell by a tenth on Monday.", "a sentence"),
    ("Subscribers of the list were told on Friday that the ship had been added.", "a sentence"),
    ("The photo shows two ships side by side, the panel wrote in its report of March.", "prose on a picture"),
    ("Copyrighted software was found on board.", "a sentence"),
    ("Search teams found the crew.", "a sentence"),
    ("(c) Green Pine (IMO 9000001). Listed by the UN in March and blocked.", "a row of an enumeration"),
    ("Tags were found on the containers, the police said.", "a sentence"),
    ("North Korea pulls out of inter-Korean liaison office", "a headline"),
]
INSIDE = [
    (
        "It did so on Friday. Please refresh the page for the fullest version. The ship left.",
        "Please refresh",
        "the seed's own",
    ),
    ("It did so. Click here to read the full report. The ship left.", "Click here", "a link's words"),
    ("It did so. Story continues below advertisement The ship left.", "Story continues", "an advertisement"),
    ("It did so. Continue below for more information. The ship left.", "Continue", "what a page says"),
    ("It did so. Sign up for our daily newsletter here. The ship left.", "Sign up", "what a page asks"),
]
QUOTED = [
    ("He said “we left”.", ["“we left”"], "curly"),
    ('He said "we left" and "they came".', ['"we left"', '"they came"'], "straight"),
    ('"We left," he said. "They came."', ['"We left,"', '"They came."'], "a sentence of speech"),
    ("“We left”, he said.", ["“We left”"], "at the start"),
    ("„Wir gehen“, sagte er.", ["„Wir gehen“"], "German"),
    ("Il a dit «nous partons».", ["«nous partons»"], "French"),
    ("He said ‘we left’ and didn’t come.", ["‘we left’"], "single marks, and an apostrophe"),
    ("The owner’s ship and the crews’ pay.", [], "apostrophes"),
    ('A 12" pipe was found.', [], "inches"),
    ("He said “we left the port. They came.", ["“we left the port."], "not closed: to the end of the sentence"),
    ("It rained. We left the port” he said.", ["We left the port”"], "not opened: from the start of the sentence"),
    ("He said “we left “they came” and went.", ["“we left", "“they came”"], "one within another, unclosed"),
]


@pytest.mark.parametrize(("dateline", "why"), DATELINES, ids=[d[-1] for d in DATELINES])
def test_a_dateline_ends_where_the_story_begins(dateline: str, why: str) -> None:
    assert dateline_end(dateline + STORY, True) == len(dateline.rstrip()), why
    found = segments(f"Tanker held at Busan\n\n{dateline}{STORY}")
    assert [s.kind for s in found] == ["headline", "dateline", "body"]


@pytest.mark.parametrize(("paragraph", "why"), NOT_DATELINES, ids=[d[-1] for d in NOT_DATELINES])
def test_a_sentence_is_no_dateline(paragraph: str, why: str) -> None:
    assert dateline_end(paragraph, False) == 0, why


@pytest.mark.parametrize(("line", "kind", "why"), FURNITURE, ids=[f[0][:30] for f in FURNITURE])
def test_furniture_is_told(line: str, kind: str, why: str) -> None:
    assert line_kind(line, top=False) == kind, why
    text = f"Tanker held at Busan\n\n{STORY}\n\n{line}\n\n{STORY}"
    assert next(s.kind for s in segments(text) if text[s.start : s.end] == line) == kind, why


@pytest.mark.parametrize(("line", "why"), ARTICLE, ids=[a[0][:30] for a in ARTICLE])
def test_the_article_is_not_furniture(line: str, why: str) -> None:
    assert line_kind(line, top=True) is None, why


@pytest.mark.parametrize(("paragraph", "begins", "why"), INSIDE, ids=[i[-1] for i in INSIDE])
def test_furniture_within_a_paragraph_is_cut_out_of_it(paragraph: str, begins: str, why: str) -> None:
    found = segments(paragraph)
    assert [s.kind for s in found] == ["body", "boilerplate", "body"], why
    assert paragraph[found[1].start : found[1].end].startswith(begins)
    assert paragraph[found[2].start :] == "The ship left."


@pytest.mark.parametrize(("paragraph", "quoted", "why"), QUOTED, ids=[q[-1] for q in QUOTED])
def test_quotations(paragraph: str, quoted: list[str], why: str) -> None:
    assert [paragraph[s.start : s.end] for s in segments(paragraph) if s.kind == "quote"] == quoted, why


def test_a_long_quotation_runs_over_paragraphs() -> None:
    text = "He said: “We left the port.\n\n“They came.”\n\nIt rained."
    assert [text[s.start : s.end] for s in segments(text) if s.kind == "quote"] == [
        "“We left the port.",
        "“They came.”",
    ]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in segments(text) if s.kind != "quote"]


def test_a_repeated_headline_is_told_once() -> None:
    text = f"Tanker held at Busan\n\nTanker held at Busan\n\n{STORY}"
    assert kinds(text) == [
        ("headline", "Tanker held at Busan"),
        ("boilerplate", "Tanker held at Busan"),
        ("body", STORY),
    ]


def test_two_headlines_are_both_told() -> None:
    text = f"Tanker held at Busan\n\nUS names Two Ships\n\n{STORY}"
    assert headlines(text, segments(text)) == ("Tanker held at Busan", "US names Two Ships")


def test_a_second_story_begins_with_its_headline() -> None:
    text = f"Tanker held at Busan\n\n{STORY}\n\nMinistry Names Two Other Ships\n\n{STORY}"
    assert [k for k, _ in kinds(text)] == ["headline", "body", "headline", "body"]


@pytest.mark.parametrize(
    ("title", "kind", "why"),
    [
        (
            "Tanker held at Busan, ministry says | Harbour Times",
            "headline",
            "the only headline there is, with its site",
        ),
        ("Tanker held at Busan | 2019-03-23 |\n\nTanker held at Busan", "header", "the headline follows"),
        ("World | Asia | Koreas\n\nTanker held at Busan", "header", "a path"),
    ],
)
def test_a_page_s_title_is_a_header_where_the_headline_follows(title: str, kind: str, why: str) -> None:
    assert kinds(f"{title}\n\n{STORY}")[0][0] == kind, why


def test_wrapped_lines_are_one_paragraph_and_lines_of_their_own_are_not() -> None:
    wrapped = (
        "The navy stopped the tanker on Friday morning and\nbrought her into port, where she lies at anchor and\nwaits."
    )
    assert kinds(wrapped) == [("body", wrapped)]
    apart = f"Tanker held at Busan after a chase of two days\nBy Ann Poe\nMay 4, 2018\n{STORY}\n{STORY}"
    assert [k for k, _ in kinds(apart)] == ["headline", "byline", "header", "body", "body"]


HEADS = [
    (
        "Harbour News Agency\n(2nd LD) Tanker held at Busan over fuel\nAll News 15:02 May 4, 2018\n\n"
        f"(ATTN: ADDS details in paras 4-6)\nBy Ann Poe\n\nSEOUL, May 4 (Yonhap) -- {STORY}\n\nann@example.org\n(END)",
        "headline headline header header byline dateline body boilerplate boilerplate",
        "an agency's page",
    ),
    (
        f"Thursday, May 4, 2018\n\nU.S. DEPARTMENT OF THE TREASURY\nOffice of Public Affairs\n\n"
        f"Treasury Names Two Ships\n\n{STORY}",
        "header header header headline body",
        "the head of an office",
    ),
    (
        "FILE PHOTO: The Green Pine is seen off Busan.\nWorld News\nMay 4, 2018 / 4:48 AM / 2 years ago\nTanker held at Busan\n"
        f"Ann Poe, Jo Roe, Kim Doe\n6 Min Read\nSEOUL/BUSAN (Reuters) - {STORY}\n",
        "caption header header headline byline boilerplate dateline body",
        "names and nothing else",
    ),
    (
        f"12.\t{STORY}\n13.\t{STORY}\n\nFigure 3\nSource: Member State\n\n14.\t{STORY}",
        "body body caption boilerplate body",
        "numbered paragraphs are the article",
    ),
    (
        f"From: a@example.org\nTo: b@example.org\nDate: 4 May 2018\nSubject: Green Pine\n\n"
        f"Dear all,\n\n{STORY}\n\nBest regards,\n",
        "header header header header body body boilerplate",
        "a letter",
    ),
]


@pytest.mark.parametrize(("text", "told", "why"), HEADS, ids=[h[-1] for h in HEADS])
def test_heads_and_feet_of_usual_pages(text: str, told: str, why: str) -> None:
    assert " ".join(k for k, _ in kinds(text)) == told, why


LINES = st.sampled_from(
    [d + STORY for d, _ in DATELINES] + [f[0] for f in FURNITURE] + [p for p, *_ in QUOTED] + [i[0] for i in INSIDE]
    + ["", "  ", "Tanker Held At Busan", "\u2029", "\x0c", "“", '"', "\r", "4 May 2018 printer"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=400), st.lists(LINES, max_size=12).map("\n".join), st.lists(LINES, max_size=8).map("\r\n".join)
    )
)
def test_segments_hold_the_whole_text_and_do_not_overlap(text: str) -> None:
    found = segments(text)
    plain = [s for s in found if s.kind != "quote"]
    at = 0
    for s in plain:
        assert at <= s.start < s.end <= len(text)
        assert not text[at : s.start].strip(), "nothing but white space is left out"
        at = s.end
    assert not text[at:].strip()
    for q in [s for s in found if s.kind == "quote"]:
        assert any(b.start <= q.start < q.end <= b.end for b in plain if b.kind == "body"), (
            "a quotation lies within a body"
        )
    quotes = sorted((s for s in found if s.kind == "quote"), key=lambda s: s.start)
    assert all(a.end <= b.start for a, b in pairwise(quotes))
    assert found == segments(text) and all(isinstance(s, Segment) for s in found)
