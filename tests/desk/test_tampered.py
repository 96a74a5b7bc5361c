"""A row that was changed directly in the tables is told by the log."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from offing.desk.store import open_store
from offing.desk.whole import astray
from tests.desk.lived import filled

DATABASES = ("sqlite",)
CHANGED = [
    ("an event's words", "UPDATE case_events SET body = replace(body, 'company', 'imo') WHERE n = 8", "what event 8 says"),
    ("an event's time", "UPDATE case_events SET at = replace(at, '09:10', '09:11')", "event 11 is not"),
    ("an event's kind", "UPDATE case_events SET kind = 'comment' WHERE n = 1", "event 1 is not"),
    ("the last event taken away", "DELETE FROM case_events WHERE n = 14", "13 events, and the log tells of 14"),
    ("an event taken away", "DELETE FROM case_events WHERE n = 2", "event 2 is not"),
    ("an erased event filled", "UPDATE case_events SET body = '{}' WHERE n = 7", "what event 7 says"),
    ("a case's state", "UPDATE cases SET state = 'closed'", "its state is not"),
    ("a case's disposition", "UPDATE cases SET disposition = 'false_positive'", "its disposition is not"),
    ("a case's reason", "UPDATE cases SET reason = 'other'", "its reason is not"),
    ("who proposed", "UPDATE cases SET proposed_by = 'x'", "its proposed_by is not"),
    ("who confirmed", "UPDATE cases SET confirmed_by = 'x'", "its confirmed_by is not"),
    ("a case's facts", "UPDATE cases SET facts = 'x'", "its facts is not"),
    ("a case's finding", "UPDATE cases SET finding = '00000000000000f2'", "its finding is not"),
    ("a case's review", "UPDATE cases SET review = (SELECT min(id) FROM reviews WHERE id <> review)", "its review is not"),
    ("when a case moved", "UPDATE cases SET moved_at = '2020'", "its moved_at is not"),
    ("a case taken away", "DELETE FROM cases", "it is missing"),
    ("a case of nobody's", "INSERT INTO cases SELECT 'new', book, 'x', review, state, disposition, reason, proposed_by, "
        "confirmed_by, facts, opened_at, moved_at FROM cases", "case new: the log tells of none such"),
    ("a file's hash", "UPDATE attachments SET sha256 = 'x' || sha256 WHERE name = 'a.txt'", "no such file"),
    ("one file for another", "UPDATE attachments SET sha256 = (SELECT max(sha256) FROM attachments)", "its sha256 is not"),
    ("a file's name", "UPDATE attachments SET name = 'z.txt' WHERE name = 'a.txt'", "its name is not"),
    ("an erased file's name", "UPDATE attachments SET name = 'z.txt' WHERE name = ''", "its name is not"),
    ("a file of another case", "UPDATE attachments SET \"case\" = 'x' WHERE name = 'a.txt'", "it is missing"),
    ("a file taken away", "DELETE FROM attachments WHERE name = 'a.txt'", "it is missing"),
    ("a letter", "UPDATE questions SET letter = 'Nothing.' WHERE letter <> ''", "its letter is not"),
    ("to whom a letter went", "UPDATE questions SET \"to\" = 'x' WHERE letter <> ''", "its to is not"),
    ("when a letter is due", "UPDATE questions SET due_at = '2030' WHERE letter <> ''", "its due_at is not"),
    ("what answers a letter", "UPDATE questions SET reply = 'x' WHERE letter <> ''", "its reply is not"),
    ("a letter taken away", "DELETE FROM questions WHERE letter <> ''", "it is missing"),
    ("an upload's files", "UPDATE uploads SET files = replace(files, 'parties', 'ships')", "its files is not"),
    ("an upload taken away", "DELETE FROM uploads", "it is missing"),
    ("a finding's words", "UPDATE findings SET says = 'nothing'", "its findings is not"),
    ("a finding's body", "UPDATE findings SET body = replace(body, 'HAIBO', 'HAI')", "its findings is not"),
    ("a finding that no longer stops", "UPDATE findings SET stops = FALSE", "its findings is not"),
    ("a finding taken away", "DELETE FROM findings WHERE id = '00000000000000f2'", "its findings is not"),
    ("a review's day", "UPDATE reviews SET as_of = '2020-01-01'", "its as_of is not"),
    ("a review's lists", "UPDATE reviews SET lists = '{}'", "its lists is not"),
    ("what a review tells", "UPDATE reviews SET told = replace(told, 'true', 'false')", "its words is not"),
    ("a review that is not done", "UPDATE reviews SET state = 'failed'", "its end is not"),
    ("a review taken away", "DELETE FROM reviews", "it is missing"),
    ("an account's role", "UPDATE accounts SET role = 'admin' WHERE name = 'ann'", "its role is not"),
    ("an account's name", "UPDATE accounts SET name = 'eve' WHERE name = 'ann'", "its name is not"),
    ("an account let in again", "UPDATE accounts SET active = TRUE", "its active is not"),
    ("an account of nobody's", "INSERT INTO accounts SELECT 'new', 'eve', role, password, active, created_at, failures, "
        "locked_until FROM accounts WHERE name = 'ann'", "account new: the log tells of none such"),
    ("a key's account", "UPDATE keys SET account = (SELECT id FROM accounts WHERE name = 'bob')", "its account is not"),
    ("a key in use again", "UPDATE keys SET active = TRUE", "its active is not"),
    ("the years", "UPDATE keeping SET years = 1", "keeps for 1 years, and the log says 11"),
    ("the years taken away", "DELETE FROM keeping", "and the log says 11"),
]  # fmt: skip


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk with a whole life, to be copied."""
    root = tmp_path_factory.mktemp("lived")
    filled(open_store(root / "desk"), root).close()
    return root / "desk"


@pytest.mark.parametrize(("why", "order", "words"), CHANGED, ids=[c[0] for c in CHANGED])
def test_what_is_changed_beside_the_log_is_told(lived: Path, tmp_path: Path, why: str, order: str, words: str) -> None:
    shutil.copytree(lived, tmp_path / "desk")
    store = open_store(tmp_path / "desk")
    with store.reading() as db:
        assert list(astray(store, db)) == []
    with store.engine.connect() as db:
        db.exec_driver_sql("PRAGMA foreign_keys=OFF")
        assert db.exec_driver_sql(order).rowcount, why
    with store.reading() as db:
        lines = list(astray(store, db))
    store.close()
    assert any(words in line for line in lines), lines
