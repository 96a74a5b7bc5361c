"""The annotated seed texts: who says each claim, how sure and when, measured against the annotation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from offing.claims.model import Dated, Document, Mention
from offing.claims.predicates import hinge
from offing.claims.sentences import sentences
from offing.claims.voice import Voice, voice_of
from offing.claims.when import happened_of
from offing.records.dates import parse_span
from tests.shared import shared

PAIRS = (
    ("news/000_5202b2dcdfc8b5e9.txt", "claims/gold_000.json", ()),
    ("news/001_eb7c0f23e2b03f76.txt", "claims/gold_001.json", ("garbled",)),
    ("claims/d05_vityaz.txt", "claims/d05_vityaz.json", ()),
)
LABELS: dict[str, Any] = {"VesselGroup": "vessel", "CompanyGroup": "company", "Org": "agency"}


@dataclass(frozen=True)
class Marked:
    """A document with its marked mentions and claims; offsets of the marks are moved to the text's."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: list[dict[str, Any]]
    numbers: dict[str, int]


def read(text_file: str, marks_file: str, garbled: tuple[str, ...]) -> Marked:
    text = shared(*text_file.split("/")).read_bytes().decode("utf-8")
    marks = json.loads(shared(*marks_file.split("/")).read_text("utf-8"))
    quote = marks["claims"][0]["quote"]
    text = text[text.index(quote["text"]) - quote["start"] :]
    numbers = {entity["id"]: n for n, entity in enumerate(marks["entities"])}
    labels = {entity["id"]: LABELS.get(entity["label"], entity["label"].lower()) for entity in marks["entities"]}
    mentions = [
        Mention(m["start"], m["end"], m["text"], labels[m["entity"]], numbers[m["entity"]], "marked", nominal=nominal)
        for key, nominal in (("mentions", False), ("coref", True))
        for m in marks[key]
    ]
    published = Dated(parse_span(marks["published"]["date"]), "", 0, 0)
    document = Document(text_file, text, "", "text", "utf-8", published=published, garbled=garbled)
    return Marked(document, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))), marks["claims"], numbers)


def heard(marked: Marked, claim: dict[str, Any]) -> tuple[Voice, Dated | None]:
    start, end = claim["quote"]["start"], claim["quote"]["end"]
    sentence = next(s for s in sentences(marked.document.text) if s.start <= start < s.end)
    args = []
    for value in claim["args"].values():
        for one in value if isinstance(value, list) else [value]:
            if one.startswith("@"):
                wanted = marked.numbers[one[1:]]
                args += [
                    (m.start, m.end)
                    for m in marked.mentions
                    if m.entity == wanted and start <= m.start and m.end <= end
                ]
            elif (at := marked.document.text.find(one, start, end)) >= 0:
                args.append((at, at + len(one)))
    at_word = hinge(marked.document, sentence, start, end, args, marked.mentions, claim["type"])
    where = (marked.document, sentence, start, end, marked.mentions)
    voice = voice_of(*where, at=at_word, type=claim["type"])
    return voice, happened_of(*where, at=at_word, type=claim["type"])[0]


def same_speaker(marked: Marked, voice: Voice, told: str | None) -> bool:
    if not voice.speakers or told is None:
        return not voice.speakers and told is None
    nearest = voice.speakers[0]
    if told.startswith("@"):
        return nearest.thing == marked.numbers[told[1:]]
    return nearest.text == told or (nearest.kind == "unresolved" and "unresolved" in told) or told == "[unattributed]"


@pytest.fixture(scope="module")
def readings() -> list[tuple[Marked, dict[str, Any], Voice, Dated | None]]:
    found = [read(*pair) for pair in PAIRS]
    return [(marked, claim, *heard(marked, claim)) for marked in found for claim in marked.claims]


def test_nearly_every_claim_has_its_speaker(readings: list[tuple[Marked, dict[str, Any], Voice, Dated | None]]) -> None:
    right = [same_speaker(marked, voice, claim["attribution"]) for marked, claim, voice, _ in readings]
    assert sum(right) / len(right) >= 0.95


def test_every_core_claim_has_its_speaker(readings: list[tuple[Marked, dict[str, Any], Voice, Dated | None]]) -> None:
    core = [(m, c, v) for m, c, v, _ in readings if c["core"]]
    assert len(core) >= 16
    assert [c["id"] for m, c, v in core if not same_speaker(m, v, c["attribution"])] == []


def test_nearly_every_claim_has_its_modality_and_polarity(
    readings: list[tuple[Marked, dict[str, Any], Voice, Dated | None]],
) -> None:
    assert [c["id"] for _, c, v, _ in readings if v.modality != c["modality"] and c["core"]] == []
    assert sum(v.modality == c["modality"] for _, c, v, _ in readings) / len(readings) >= 0.95
    assert [c["id"] for _, c, v, _ in readings if v.polarity[:3] != c["polarity"]] == []


def test_dates_are_right_or_missing(readings: list[tuple[Marked, dict[str, Any], Voice, Dated | None]]) -> None:
    dated = [(c, str(d.span) if d else None) for _, c, _, d in readings]
    assert sum(c["date"] == span for c, span in dated) / len(dated) >= 0.85
    wrong = [c["id"] for c, span in dated if span and c["date"] and not overlap(span, c["date"])]
    assert wrong == [], "a wrong date is worse than none"
    told_where_none_is = [c["id"] for c, span in dated if span and not c["date"]]
    assert told_where_none_is == ["d05_vityaz-01"], '"in recent months" is six months by convention'


def overlap(a: str, b: str) -> bool:
    return parse_span(a).overlaps(parse_span(b))
