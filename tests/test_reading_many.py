"""More reports than a few are read by all processors: each as it would be alone, in the order of the files."""

import multiprocessing

import pytest

from offing import reporters
from offing.claims.gazetteer import ListedName, gazetteer_of
from offing.claims.ingest import read_report
from offing.claims.read import read

NAMES = gazetteer_of([ListedName("WISE HONEST", "vessel", "l", "1")], frozenset({"the", "was"}))
SAID = (
    "The Wise Honest was seized by Indonesia in April 2018.",
    "The Wise Honest carried coal from Nampo.",
    "OFAC designated Korea Wise Trading Co. on 9 May 2019.",
    "Nothing is said of any ship.",
)


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has."""
    monkeypatch.setattr(reporters, "processors", lambda: 2)


@pytest.mark.parametrize(
    ("count", "why"),
    [
        (0, "no file"),
        (reporters._ALONE, "a few, read here"),
        (reporters._ALONE + 1, "one more than a few"),
        (30, "many: chunks come back in order"),
    ],
)
def test_many_are_read_as_one_alone(count: int, why: str) -> None:
    files = [(f"{k}.txt", f"{SAID[k % len(SAID)]} This is report {k}.".encode()) for k in range(count)]
    found = list(reporters.readings_of(iter(files), NAMES))
    assert found == [(name, read(read_report(body, name), NAMES)) for name, body in files], why


def test_one_that_cannot_be_read_stands_where_it_was() -> None:
    bodies = [s.encode() for s in SAID * 4]
    bodies[9] = b"%PDF-1.7 and no more"
    found = list(reporters.readings_of([(f"{k}.txt", b) for k, b in enumerate(bodies)], NAMES))
    assert [name for name, reading in found if isinstance(reading, str)] == ["9.txt"]
    assert [name for name, _ in found] == [f"{k}.txt" for k in range(len(bodies))]


def test_who_stops_listening_leaves_no_process() -> None:
    found = reporters.readings_of([(f"{k}.txt", SAID[0].encode()) for k in range(40)], NAMES)
    first = [next(found)[0] for _ in range(reporters._ALONE + 2)]
    found.close()  # type: ignore[attr-defined]
    assert first == [f"{k}.txt" for k in range(len(first))]
    assert not multiprocessing.active_children()
