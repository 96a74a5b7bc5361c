"""The two articles with which the project began, read beside OFAC's list of July 2021."""

from datetime import UTC, date, datetime

import pytest

from offing.build import open_lists, update
from offing.claims.events import events_of
from offing.claims.gazetteer import gazetteer_of
from offing.claims.ingest import read_report
from offing.claims.model import Arg, Claim, Event, Reading
from offing.claims.read import read
from offing.index.find import Finder
from offing.lists.contract import list_modules
from offing.press import linked
from offing.report.readings_ftm import readings_ftm
from offing.reporters import gazetteer_for
from offing.settings import Home
from tests.shared import shared

DAY = date(2021, 7, 15)


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    files = sorted(shared("news").glob("00?_*.txt"))
    home = Home(tmp_path_factory.mktemp("home"))
    feed = shared("lists", "ofac", "watchman_bench_2021")
    update(home, list_modules()["us_ofac_sdn"], feed, retrieved=datetime(2021, 8, 1, tzinfo=UTC), dated=DAY)
    opened = open_lists(home, DAY)
    finder = Finder(opened.view)
    names = gazetteer_for(finder)
    return [linked(read(read_report(f.read_bytes(), f.name), names), opened, finder, DAY) for f in files]


def words(claim: Claim, role: str) -> str:
    arg = claim.arg(role)
    return arg.text if arg else ""


def entry(reading: Reading, arg: Arg | None) -> str:
    links = reading.things[arg.thing].links if arg and arg.thing >= 0 else ()
    return links[0].entry if links else ""


TOLD = [
    (0, "designated", {"target": "26243"}, "asserted", "2019-03-21", "Haibo, by the Treasury"),
    (0, "designated", {"target": "26244"}, "asserted", "2019-03-21", "Danxing"),
    (0, "designated", {"target": "two Chinese shipping companies"}, "asserted", "2019-03-21", "the two together"),
    (
        0,
        "shipped_cargo",
        {"actor": "26243", "on_behalf_of": "21724", "from": "Dalian", "to": "North Korea"},
        "alleged",
        "2018",
        "last year",
    ),
    (0, "sold", {"actor": "21724", "goods": "metal and coal"}, "alleged", "", "in the past"),
    (0, "procured_for", {"actor": "26244", "goods": "goods"}, "alleged", "", "assisted officials"),
    (
        1,
        "advisory_listed",
        {"target": "Tantal", "authority": "Treasury Department"},
        "asserted",
        "2019-03-21",
        "the Tantal, on an advisory",
    ),
    (
        1,
        "sts_transfer",
        {"vessel": "Tantal", "counterparty": "North Korean tankers"},
        "believed",
        "",
        "believed, in the list's words",
    ),
    (1, "advisory_listed", {"target": "dozens of vessels"}, "asserted", "2019-03-21", "the others"),
    (1, "sts_transfer", {"vessel": "dozens of vessels"}, "believed", "", "thought to be"),
    (1, "exported", {"actor": "dozens of vessels", "goods": "coal"}, "believed", "", "or exported coal"),
    (1, "seized", {"authority": "Netherlands", "object": "vodka"}, "asserted", "2018-07", "last July is 2018"),
    (1, "designated", {"target": "26243"}, "asserted", "2019-03-21", "Haibo by its short name"),
    (1, "dealt_with", {"actor": "26243", "counterparty": "21724"}, "alleged", "", "targeted for dealings"),
    (1, "designated", {"target": "21724"}, "asserted", "", "previously: no date"),
]


@pytest.mark.parametrize(
    ("text", "kind", "roles", "modality", "when", "why"), TOLD, ids=[f"{t[0]} {t[5]}" for t in TOLD]
)
def test_what_they_say(
    readings: list[Reading], text: int, kind: str, roles: dict[str, str], modality: str, when: str, why: str
) -> None:
    reading = readings[text]
    found = [
        c
        for c in reading.claims
        if c.type == kind
        and all(wanted in (words(c, role), entry(reading, c.arg(role))) for role, wanted in roles.items())
    ]
    assert len(found) == 1, why
    assert found[0].modality == modality, why
    assert (str(found[0].happened.span) if found[0].happened else "") == when, why


def test_the_advisory_is_no_designation(readings: list[Reading]) -> None:
    tantal = {t.number for t in readings[1].things if t.name == "Tantal"}
    assert tantal
    assert not [c for c in readings[1].claims if c.type == "designated" for a in c.args if a.thing in tantal]
    assert "Sanction" not in {x["schema"] for x in readings_ftm(readings)}


def test_what_is_not_resolved_stays_so(readings: list[Reading]) -> None:
    """ "The company", "it said", "Go" and the orphan quote of the second text mean nobody whom it names."""
    (vodka,) = [c for c in readings[1].claims if c.type == "seized"]
    via = vodka.arg("via")
    assert vodka.status == "partial"
    assert via is None or via.thing < 0
    assert all(s.thing < 0 for s in vodka.speakers)
    for claim in readings[1].claims:
        for speaker in claim.speakers:
            if speaker.text in ("it", "the ministry", "The official"):
                assert speaker.thing < 0 or readings[1].things[speaker.thing].label == "agency"


def test_no_record_is_made_of_a_person(readings: list[Reading]) -> None:
    assert "Person" not in {x["schema"] for x in readings_ftm(readings)}


def test_dates_of_publication_and_weights(readings: list[Reading]) -> None:
    one, other = (r.document for r in readings)
    assert one.published is not None
    assert other.published is not None
    assert (str(one.published.span), [str(d.span) for d in one.conflicts]) == ("2019-03-22", ["2019-03-23"])
    assert (str(other.published.span), other.conflicts) == ("2019-03-23", ())
    assert one.weight == 1.0
    assert other.weight < 0.75
    boilerplate = {other.text[s.start : s.end].strip() for s in other.segments if s.kind in ("boilerplate", "header")}
    assert {"Like this:", "Please refresh the page for the fullest version."} <= boilerplate


def test_one_withdrawal_with_both_sources(readings: list[Reading]) -> None:
    events = events_of(readings)
    (left,) = [e for e in events if e.type == "withdrew"]
    assert left.sources == 2
    told = {(c.kind, c.role): {t for t, _ in c.tellings} for c in left.conflicts}
    assert told["spelling", "place"] == {"Kaesong", "Gaeseong"}
    assert {"asserted", "planned"} <= told["modality", ""], "pulled out against will stop"


def event_with(events: tuple[Event, ...], readings: list[Reading], words_: str) -> Event:
    return next(
        e
        for e in events
        for s in e.claims
        if words_
        in readings[s.document].document.text[
            readings[s.document].claims[s.claim].start : readings[s.document].claims[s.claim].end
        ]
    )


def test_the_vodka_of_2018_stands_alone(readings: list[Reading]) -> None:
    """A seizure of 2019 in another report is another seizure."""
    later = read_report(
        b"Published: 1 March 2019\n\nDutch customs seized Russian vodka bound for North Korea last month.\n",
        "later.txt",
    )
    other = read(later, gazetteer_of([], ()))
    assert any(c.type == "seized" for c in other.claims)
    events = events_of([*readings, other])
    vodka = event_with(events, [*readings, other], "Belarusian vodka")
    assert {s.document for s in vodka.claims} == {1}


def test_the_headline_says_ships_and_the_text_companies(readings: list[Reading]) -> None:
    event = event_with(events_of(readings), readings, "Chinese ships")
    values = next(c for c in event.conflicts if c.kind == "value" and c.role == "target")
    assert {t for t, _ in values.tellings} == {"Chinese ships", "two Chinese shipping companies"}


def test_every_quote_is_a_slice(readings: list[Reading]) -> None:
    for reading in readings:
        text = reading.document.text
        for mention in reading.mentions:
            assert text[mention.start : mention.end] == mention.text
        for claim in reading.claims:
            assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
            for arg in (*claim.args, *(p for a in claim.args for p in a.parts)):
                assert text[arg.start : arg.end] == arg.text
            for speaker in claim.speakers:
                assert text[speaker.start : speaker.end] == speaker.text
