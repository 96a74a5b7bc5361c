"""Whatever a text says: it is read without fault, every word that is kept is a slice of it, and time grows with its length."""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.claims.events import events_of
from offing.claims.gazetteer import ListedName, gazetteer_of
from offing.claims.ingest import read_report
from offing.claims.model import Reading
from offing.claims.read import read
from offing.errors import OffingError
from offing.report.readings_ftm import readings_ftm
from offing.report.readings_html import readings_html
from offing.report.readings_json import readings_dict

WORDS = (
    "the The vessel tanker Tantal Wise Honest M/V (IMO 8905490) IMO 1234567 she it company Dalian Haibo Ltd. Co. owned managed"
    " by and , . ; : “ ” \" ' ’s seized detained sanctioned designated listed on in at from to North Korea Korean"
    " Russian-flagged Panama-flagged said denied alleged believed was were had been not no longer never will whether if"
    " Thursday last July 22 March 2019 coal oil Treasury OFAC UN Security Council officials who which , a an of 600 tonnes $1m"
    " port Nampo Dalian transferred ship-to-ship with formerly known as renamed \n \n\n — – … ( ) ? ! SEOUL: By John Smith"
    " Published: March 23, 2019"
).split(" ")
NAMES = gazetteer_of(
    [ListedName("WISE HONEST", "vessel", "l", "1"), ListedName("DALIAN HAIBO FREIGHT CO", "company", "l", "2")],
    frozenset({"the", "said", "company"}),
)


def kept_words(reading: Reading) -> None:
    text = reading.document.text
    numbers = {t.number for t in reading.things}
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.entity in numbers | {-1}
    for claim in reading.claims:
        assert 0 <= claim.sentence_start <= claim.start < claim.end <= claim.sentence_end <= len(text)
        for arg in (*claim.args, *(p for a in claim.args for p in a.parts)):
            assert text[arg.start : arg.end] == arg.text
            assert arg.thing in numbers | {-1}
        for speaker in claim.speakers:
            assert text[speaker.start : speaker.end] == speaker.text
        if claim.happened and claim.happened.basis:
            assert 0 <= claim.happened.start <= claim.happened.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_words_in_any_order(words: list[str]) -> None:
    try:
        reading = read(read_report(" ".join(words).encode(), "a.txt"), NAMES)
    except OffingError as error:
        assert str(error)
        return
    kept_words(reading)
    events = events_of([reading, reading])
    assert sum(len(e.claims) for e in events) <= 2 * len(reading.claims)
    assert readings_dict([reading], events_of([reading]))["documents"]
    assert "<script" not in readings_html([reading], ())
    assert all(x["schema"] not in ("Sanction", "Person") for x in readings_ftm([reading]))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all(text: str) -> None:
    try:
        kept_words(read(read_report(text.encode("utf-8", "surrogatepass"), "a.txt"), NAMES))
    except OffingError as error:
        assert str(error)


HOSTILE = [
    ("The tanker Vityaz (IMO 8125703) was seized by the Treasury on Thursday. ", "prose"),
    ('"He said "she said \'it said ', "quotation marks that do not close"),
    ("the Tantal, the Vityaz, the Chon Myong 1, and ", "one enumeration without end"),
    ("seized and detained and seized and ", "verbs without anybody"),
    ("((((M/V IMO 1234567 ", "brackets"),
    ("22 March 2019, last July, on Thursday, ", "dates"),
    ("Alpha Beta Gamma Delta ", "capitals"),
]


@pytest.mark.parametrize(("text", "why"), HOSTILE, ids=[h[1] for h in HOSTILE])
def test_time_grows_with_the_text(text: str, why: str) -> None:
    def seconds(n: int) -> float:
        body = (text * (n // len(text) + 1))[:n].encode()
        begun = time.process_time()
        read(read_report(body, "a.txt"), NAMES)
        return time.process_time() - begun

    gc.collect()
    gc.disable()  # what other tests left in the heap is not the reader's time
    try:
        seconds(2_000)
        small = min(seconds(8_000), seconds(8_000))
        bar = 12 * small + 0.3
        assert (large := seconds(48_000)) < bar or (large := seconds(48_000)) < bar, (why, small, large)
    finally:
        gc.enable()
