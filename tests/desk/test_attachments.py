"""Files and letters of a case."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from offing.desk import attachments
from offing.desk.accounts import Account
from offing.desk.attachments import MOST_BYTES, attach, attachment_of, attachments_of, content_of
from offing.desk.cases import Case, case_of, events_of, open_case, propose
from offing.desk.letters import letter, position
from offing.desk.log import records, verify
from offing.desk.questions import MOST_LETTER, answer, ask, questions_of, unanswered
from offing.desk.store import Store
from offing.errors import StoreError, UnsafeInput, UsageError
from tests.desk.bench import AT, a_finding, a_review, a_store, an_account, an_evidence, later

GROUND = {"us_ofac_sdn": "2026-03-01"}


def _case(store: Store, db: Connection) -> tuple[Case, Account]:
    ann = an_account(db, "ann")
    book, review = a_review(store, db, ann, a_finding())
    return open_case(db, book, review, a_finding()["id"], ann, at=later(2)), ann


NAMES = [
    ("reply.pdf", "reply.pdf", "as it is"),
    ("../../etc/passwd", "passwd", "no way up"),
    ("C:\\Windows\\win.ini", "win.ini", "nor by another system's slashes"),
    ("a\r\nSet-Cookie: x.txt", "a__Set-Cookie_ x.txt", "no line breaks"),
    ('"><script>.html', "___script_.html", "no markup"),
    ("x\u202egpj.exe", "x_gpj.exe", "nothing that turns the reading round"),
    ("報告.pdf", "報告.pdf", "a name in another script stays"),
]


@pytest.mark.parametrize(("name", "kept", "why"), NAMES, ids=[n[2] for n in NAMES])
def test_a_file_is_kept_under_a_safe_name(tmp_path: Path, name: str, kept: str, why: str) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        case, ann = _case(store, db)
        made = attach(store, db, case, name, b"<svg onload=alert(1)>", ann, at=later(3), ground=GROUND)
        assert made.name == kept, why
        assert content_of(store, made) == b"<svg onload=alert(1)>"
        assert attachments_of(db, case.id) == [made] == [attachment_of(db, case.id, made.id)]
        assert attachment_of(db, "another", made.id) is None
        last = events_of(db, case.id)[-1]
        assert (last.kind, last.body["sha256"]) == ("attached", hashlib.sha256(b"<svg onload=alert(1)>").hexdigest())
        assert records(db)[-1]["action"] == "case attached"
        assert verify(db) is None


REFUSED = [
    ("a.txt", b"", "an empty file"),
    ("a.txt", b"x" * (MOST_BYTES + 1), "one byte too many"),
    ("..", b"x", "a name that is a folder"),
    ("CON.txt", b"x", "a name that is a device"),
    ("", b"x", "no name"),
]


@pytest.mark.parametrize(("name", "content", "why"), REFUSED, ids=[r[2] for r in REFUSED])
def test_what_is_not_kept(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        case, ann = _case(store, db)
        with pytest.raises(UnsafeInput):
            attach(store, db, case, name, content, ann, at=later(3), ground=GROUND)
        assert attachments_of(db, case.id) == [], why
        assert [e.kind for e in events_of(db, case.id)] == []


def test_a_case_has_room_for_so_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_FILES", 3)
    monkeypatch.setattr(attachments, "MOST_BYTES_OF_CASE", 10)
    store = a_store(tmp_path)
    with store.writing() as db:
        case, ann = _case(store, db)
        for content in (b"1234", b"1234"):
            attach(store, db, case, "a.txt", content, ann, at=later(3), ground=GROUND)
        with pytest.raises(UnsafeInput, match="10 bytes"):
            attach(store, db, case, "a.txt", b"123", ann, at=later(3), ground=GROUND)
        attach(store, db, case, "a.txt", b"1", ann, at=later(3), ground=GROUND)
        with pytest.raises(UnsafeInput, match="3 files"):
            attach(store, db, case, "a.txt", b"1", ann, at=later(3), ground=GROUND)


def test_a_file_that_was_changed_on_disk_is_not_handed_back(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        case, ann = _case(store, db)
        made = attach(store, db, case, "a.txt", b"as it came", ann, at=later(3), ground=GROUND)
        (store.files / made.sha256).write_bytes(b"as it cane")
        with pytest.raises(StoreError, match="not what was kept"):
            content_of(store, made)


WHERE = {
    "kind": "gap", "lat_deg": 38.125, "lon_deg": 124.5, "start": "2018-06-01T03:00:00Z", "end": "2018-06-03T04:30:00Z",
    "mmsi": [412345678], "end_lat_deg": -5.999, "end_lon_deg": -0.5, "reach_major_m": None, "reach_minor_m": None,
}  # fmt: skip


def _letter(**more: Any) -> str:
    return letter(a_finding(**more), case="c1", to="The owner", sender="", at=AT)


def test_a_letter_says_when_where_what_and_until_when() -> None:
    text = _letter(
        kind="BEHAVIOUR", says="No AIS received from T1 to T2.", where=[WHERE], settle=["The log.", "The list's entry."]
    )
    for line in (
        "To: The owner", "Reference: case c1", "Concerning: DALIAN HAIBO", "MMSI as heard: 412345678",
        "- No AIS received from T1 to T2.", "- Our record: DALIAN HAIBO",
        "1. gap: 2018-06-01 03:00 to 2018-06-03 04:30, at 38°07.5′ N 124°30.0′ E", "   heard again at 05°59.9′ S 000°30.0′ W",
        "1. The log.", "Please answer by 2026-03-05 09:00 UTC, that is within 72 hours, with copies of the papers",
    ):  # fmt: skip
        assert line in text.splitlines(), line
    assert "The list's entry." not in text


def test_a_letter_tells_nobody_what_a_list_says() -> None:
    text = _letter(says="possible match: name only, on US blocking list")
    assert "blocking list" not in text and "26243" not in text and "us_ofac_sdn" not in text


def test_a_letter_is_lines_of_text_whatever_the_book_holds() -> None:
    text = _letter(evidence=[an_evidence("book", "x", "a\r\nTo: someone\x1b[2J else\u2028\u202e")])
    assert "- Our record: a To: someone [2J else" in text.splitlines()
    assert all(c.isprintable() or c == "\n" for c in text)


POSITIONS = [
    (0.0, 0.0, "00°00.0′ N 000°00.0′ E", "the origin"),
    (-33.99999, 151.99999, "34°00.0′ S 152°00.0′ E", "sixty minutes are a degree"),
    (89.5, -179.25, "89°30.0′ N 179°15.0′ W", "far north, far west"),
]


@pytest.mark.parametrize(("lat", "lon", "words", "why"), POSITIONS, ids=[p[3] for p in POSITIONS])
def test_positions_as_a_chart_has_them(lat: float, lon: float, words: str, why: str) -> None:
    assert position(lat, lon) == words, why


def test_a_question_from_letter_to_reply(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        case, ann = _case(store, db)
        first = ask(db, case, " The\nowner ", "Dear owner,\r\nwhere?", ann, at=later(3), ground=GROUND)
        assert (first.to, first.letter) == ("The owner", "Dear owner,\nwhere?\n")
        held = case_of(db, case.id)
        assert held is not None and held.state == "asked"
        assert first.words(later(3)) == "due in 72 h 0 min"
        assert first.words(later(3) + timedelta(hours=73)) == "overdue by 1 h 0 min"
        second = ask(db, held, "The master", "And you?", ann, at=later(4), ground=GROUND)
        assert unanswered(db) == [first, second]
        first = answer(store, db, held, first.id, "re.txt", b"In port.", ann, at=later(63), ground=GROUND)
        assert first.words(later(99)) == "answered after 1 h 0 min"
        assert case_of(db, case.id).state == "asked", "one is still out"  # type: ignore[union-attr]
        late = later(4) + timedelta(hours=74)
        second = answer(store, db, held, second.id, "re2.txt", b"At sea.", ann, at=late, ground=GROUND)
        assert second.words(late) == "answered after 74 h 0 min, after it was due"
        assert case_of(db, case.id).state == "open"  # type: ignore[union-attr]
        again = answer(
            store, db, held, first.id, "re3.txt", b"More.", ann, at=late + timedelta(minutes=1), ground=GROUND
        )
        assert again == first, "the first reply tells when it was answered"
        assert [a.name for a in attachments_of(db, case.id)] == ["re.txt", "re2.txt", "re3.txt"]
        assert unanswered(db) == []
        kinds = [e.kind for e in events_of(db, case.id)]
        assert kinds == ["letter", "letter", "reply", "answered", "reply", "answered", "reply"]
        assert verify(db) is None


def test_a_question_that_cannot_be_asked(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        case, ann = _case(store, db)
        for to, text in (("", "x"), ("x", " \n "), ("x", "y" * (MOST_LETTER + 1))):
            with pytest.raises(UsageError):
                ask(db, case, to, text, ann, at=later(3), ground=GROUND)
        with pytest.raises(UsageError, match="no such question"):
            answer(store, db, case, "none", "a.txt", b"x", ann, at=later(3), ground=GROUND)
        decided = propose(db, case, "true_match", "same_number", "", ann, at=later(4), ground=GROUND)
        with pytest.raises(UsageError, match="proposed"):
            ask(db, decided, "x", "y", ann, at=later(5), ground=GROUND)
        assert questions_of(db, case.id) == []
