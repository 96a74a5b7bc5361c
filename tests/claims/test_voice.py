"""Who says a claim, how sure and which way: a table of clauses, each with its reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.claims.model import Mention
from offing.claims.predicates import hinge
from offing.claims.sentences import sentences
from offing.claims.voice import Voice, voice_of
from offing.claims.when import happened_of
from tests.claims.named import document, mentions_in

LINES = Path(__file__).with_name("voices.psv").read_text("utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="|", quoting=csv.QUOTE_NONE))


def marked(text: str) -> tuple[str, int, int]:
    """The text without its brackets, and what they held."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def heard(text: str) -> Voice:
    plain, start, end = marked(text)
    sentence = next(s for s in sentences(plain) if s.start <= start < s.end)
    return voice_of(document(plain), sentence, start, end, mentions_in(plain))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_a_clause_is_said_by(row: dict[str, str]) -> None:
    voice = heard(row["text"])
    told = [s.text or "@" for s in voice.speakers]
    assert told == [s for s in row["speakers"].split(";") if s], row["why"]
    kind = voice.speakers[0].kind if voice.speakers else "-"
    assert kind in row["kind"].split(","), row["why"]
    assert (voice.modality, voice.polarity) == (row["modality"], row["polarity"]), row["why"]


FREE_INDIRECT = (
    (
        "“The tanker sailed. [It shipped oil to Nampo],” John Bolton said.",
        "John Bolton",
        "a quotation of two sentences",
    ),
    ("“The tanker sailed,” John Bolton said. “[It shipped oil to Nampo].”", "John Bolton", "his quotation goes on"),
    (
        "The tanker sailed, John Bolton said. “[It shipped oil to Nampo].”",
        "@",
        "no quotation goes on: the second is an orphan",
    ),
    ("John Bolton said: “The tanker sailed. [It shipped oil to Nampo].”", "John Bolton", "a quotation opened before"),
    ("The tanker sailed, John Bolton said. [It shipped oil to Nampo].", "", "what follows a saying is not said"),
    (
        "John Bolton said it was late. [The tanker shipped oil to Nampo], he said.",
        "he",
        "the one person who spoke before",
    ),
)


@pytest.mark.parametrize(("text", "speaker", "why"), FREE_INDIRECT, ids=[row[0] for row in FREE_INDIRECT])
def test_a_quotation_over_sentences_is_said_by(text: str, speaker: str, why: str) -> None:
    voice = heard(text)
    assert [s.text or "@" for s in voice.speakers] == ([speaker] if speaker else []), why


def test_he_is_the_person_who_spoke_before_but_not_in_a_garbled_text() -> None:
    plain, start, end = marked("John Bolton said it was late. [The tanker shipped oil to Nampo], he said.")
    sentence = sentences(plain)[1]
    mentions = mentions_in(plain)
    (clear,) = voice_of(document(plain), sentence, start, end, mentions).speakers
    (garbled,) = voice_of(document(plain, garbled=("lost antecedents",)), sentence, start, end, mentions).speakers
    assert clear.thing == mentions[0].entity
    assert (garbled.thing, garbled.kind) == (-1, "unresolved")


POINTED = (
    (5, "government", "it is a body named in the text"),
    (-1, "unresolved", "it is nothing that the text names"),
)


@pytest.mark.parametrize(("entity", "kind", "why"), POINTED)
def test_it_is_whoever_the_mention_says(entity: int, kind: str, why: str) -> None:
    plain, start, end = marked("The Treasury issued a list. [The tanker shipped oil to Nampo], it said.")
    named = Mention(4, 12, "Treasury", "agency", 5, "test")
    it = plain.index("it said")
    pronoun = Mention(it, it + 2, "it", "agency", entity, "test", nominal=True)
    (speaker,) = voice_of(document(plain), sentences(plain)[1], start, end, (named, pronoun)).speakers
    assert (speaker.thing, speaker.kind) == (entity, kind), why


def test_the_word_that_a_claim_hangs_on_decides() -> None:
    plain = "The Treasury said Alisa Ltd was targeted for dealings with Pyongyang."
    (sentence,) = sentences(plain)
    mentions = mentions_in(plain)
    args = [(m.start, m.end) for m in mentions if m.text in {"Alisa Ltd", "Pyongyang"}]
    start, end = args[0][0], args[1][1]
    acts = hinge(document(plain), sentence, start, end, args, mentions, "designated")
    deals = hinge(document(plain), sentence, start, end, args, mentions, "dealt_with")
    assert acts == plain.index("targeted") and deals == plain.index("dealings")
    act = voice_of(document(plain), sentence, start, end, mentions, at=acts, type="designated")
    deal = voice_of(document(plain), sentence, start, end, mentions, at=deals, type="dealt_with")
    assert (act.modality, deal.modality) == ("asserted", "alleged")
    assert [s.text for s in act.speakers] == [s.text for s in deal.speakers] == ["Treasury"]


SCRAPS = st.sampled_from(
    'said says , . ; : “ ” " ( ) that which who if not no never according to citing the a Treasury Seoul Alisa Ltd Vityaz it he '
    "may will believed alleged accused of for shipping oil in May on Thursday 2018 last year and but while sanctioned by saying "
    "adding reported to have been denied\n\n ’s didn’t U.S.".split(" ")
)


@given(st.lists(SCRAPS, min_size=1, max_size=40).map(" ".join), st.data())
def test_any_text_has_a_voice_and_speakers_are_slices_of_it(text: str, data: st.DataObject) -> None:
    for sentence in sentences(text):
        start = data.draw(st.integers(sentence.start, sentence.end - 1))
        end = data.draw(st.integers(start, sentence.end))
        doc, mentions = document(text), mentions_in(text)
        voice = voice_of(doc, sentence, start, end, mentions)
        for speaker in voice.speakers:
            assert text[speaker.start : speaker.end] == speaker.text
        dated, inherited = happened_of(doc, sentence, start, end, mentions)
        assert not inherited or dated
        if dated:
            assert text[dated.start : dated.end] == dated.basis


@given(st.text(max_size=200))
def test_any_characters_have_a_voice(text: str) -> None:
    for sentence in sentences(text):
        assert voice_of(document(text), sentence, sentence.start, sentence.end, ()).polarity in {"positive", "negative"}
