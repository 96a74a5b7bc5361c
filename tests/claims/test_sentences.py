"""A text's sentences: a table of where they end, each row with its reason, and what holds of any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.claims.model import Segment, SegmentKind
from offing.claims.sentences import LONGEST, paragraphs, sentences

ROWS = (
    ("The ship sailed. It met a tanker.", 2, "a stop and a capital"),
    ("The ship sailed.  It met a tanker.", 2, "two blanks"),
    ("The ship sailed! It met a tanker? Yes.", 3, "other stops"),
    ("The ship sailed… It met a tanker.", 2, "an ellipsis as one character"),
    ("The ship sailed... It met a tanker.", 2, "an ellipsis as three"),
    ("It weighs 1.5 tonnes. It is new.", 2, "a stop within a number"),
    ("The U.S. Treasury said so. It is new.", 2, "initials before a name go on"),
    ("It is in the U.S. The ship sailed.", 2, "initials before an article may end"),
    ("U.S. officials said so.", 1, "initials before a small letter"),
    ("Mr. Kim met Dr. Lee. They spoke.", 2, "titles"),
    ("Dalian Haibo Co. Ltd. and Danxing Co. Ltd. were listed.", 1, "company forms within a sentence"),
    ("It named Haibo Co. Ltd. The firm is in Dalian.", 2, "a company form at the end"),
    ("It named Danxing Co. Ltd. Haibo shipped cargo.", 2, "a company form before a name with its verb"),
    ("It named Hyundai Co. Ltd. was listed.", 1, "two forms in a row"),
    ("It named Hyundai Co. Chairman Chung Mong spoke.", 1, "a form before a title"),
    ("J. Smith wrote it. He left.", 2, "an initial"),
    ("The ship, No. 18, sailed. It met a tanker.", 2, "a number's sign"),
    ("On Nov. 24 it sailed. It met a tanker.", 2, "a shortened month"),
    ("It sailed at 5 p.m. The crew slept.", 2, "a time at the end"),
    ("It sailed at 5 p.m. on Monday.", 1, "a time within"),
    ("“The ship sailed.” He left.", 2, "a stop within quotes"),
    ("“The ship sailed,” he said. “It is new.”", 2, "a quotation that goes on"),
    ("He said: “It sailed. It is new.”", 2, "a quotation of two sentences"),
    ("It sailed (see p. 4). It is new.", 2, "a bracket closed after the page"),
    ("The M/V. Tantal sailed.", 1, "a ship's prefix"),
    ("i.e. the ship", 1, "a small abbreviation"),
    ("Haibo, Danxing, etc. were listed. It is so.", 2, "and so on"),
    ("It cost $3.5 million. 2018 was a bad year.", 2, "a sentence that begins with a number"),
    ("The ship sailed\n\nIt met a tanker", 2, "a blank line ends what has no stop"),
    ("Short line\nAnother line", 2, "short lines stand for themselves"),
    (
        "The ship that had been at anchor for some weeks left\nthe port of Nampo. It met a tanker.",
        2,
        "a wrapped line is joined",
    ),
    ("船は出港した。船は戻った。", 2, "full stops of East Asian scripts need no blank"),
    ("Судно вышло. Оно вернулось.", 2, "Cyrillic capitals"),
    ("- one\n- two", 2, "items of a list"),
    ("", 0, "nothing"),
    (" \n\t ", 0, "only blanks"),
    ("Name | IMO | Flag", 1, "a row of a table"),
    ("He left.It stayed.", 1, "no blank after the stop: not guessed"),
    ("St. Kitts and Nevis listed it. It sailed.", 2, "a saint"),
    ("Gen. Park and Capt. Lee spoke. They left.", 2, "ranks"),
)


@pytest.mark.parametrize(("text", "count", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_where_sentences_end(text: str, count: int, why: str) -> None:
    found = sentences(text)
    assert len(found) == count, (why, [text[s.start : s.end] for s in found])


def test_paragraphs_are_numbered() -> None:
    found = sentences("One ship. Two ships.\n\nThree ships.")
    assert [s.paragraph for s in found] == [0, 0, 1]


def test_a_segment_ends_a_sentence_and_boilerplate_has_none() -> None:
    text = "Headline here SEOUL: The ship sailed. Like this: share"
    body = text.index("The ship")
    foot = text.index("Like this")
    kinds: list[tuple[SegmentKind, int, int]] = [
        ("headline", 0, 13), ("dateline", 14, body), ("body", body, foot), ("boilerplate", foot, len(text)),
    ]  # fmt: skip
    found = sentences(text, [Segment(*kind) for kind in kinds])
    assert [text[s.start : s.end] for s in found] == ["Headline here", "SEOUL:", "The ship sailed."]


def test_what_has_no_stops_is_cut() -> None:
    found = sentences("word " * 5000)
    assert len(found) > 1
    assert all(s.end - s.start <= LONGEST + 5 for s in found)


TEXTS = st.text(alphabet="abAB .,!?\n\r\t\xa0“”\"'()Ltd.U.S-–。1", max_size=200)


@given(TEXTS)
def test_sentences_lie_in_order_and_hold_every_letter(text: str) -> None:
    found = sentences(text)
    for a, b in itertools.pairwise(found):
        assert a.end <= b.start and a.paragraph <= b.paragraph
    kept = "".join(text[s.start : s.end] for s in found)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]
    for s in found:
        assert text[s.start : s.end] == text[s.start : s.end].strip()


@given(TEXTS, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4))
def test_segments_only_cut_and_silence(text: str, cuts: list[tuple[int, int]]) -> None:
    segments = [Segment("boilerplate", *sorted((min(a, len(text)), min(b, len(text))))) for a, b in cuts]
    for a, b in paragraphs(text, segments):
        assert 0 <= a < b <= len(text)
        assert text[a:b].strip()
