"""A case as one folder: any byte of it is missed, and another machine finds in it what was found here."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlalchemy import delete, select
from sqlalchemy import update as db_update

from offing.answer import examine_book
from offing.build import update
from offing.desk.attachments import attach
from offing.desk.cases import comment, confirm, open_case, propose
from offing.desk.export import export_case, zipped
from offing.desk.exported import ANOTHER, checked
from offing.desk.log import append, verify
from offing.desk.logged import every
from offing.desk.questions import ask
from offing.desk.replayed import replay
from offing.desk.reviews import add_book, finish, keep_upload, order_review
from offing.desk.sealed import differs, seal
from offing.desk.store import Store, open_store
from offing.desk.tables import log, log_contents, log_head
from offing.errors import StoreError, UnsafeInput, UsageError
from offing.lists.contract import list_modules
from offing.report.as_json import findings_json
from offing.settings import Home
from tests.desk.bench import AT, an_account, later

DATABASES = ("sqlite",)
EXCERPTS = Path(__file__).resolve().parents[1] / "lists" / "excerpts"
BOOK = b"name,imo,flag\nCHON MA SAN,8660313,KP\nYUK TUNG,,PA\nSEA OF PEACE,9074729,PA\n"
PARTIES = 'id,name,country\nP1,=HYPERLINK("x") 大连,CN\nP2,OCEAN MARITIME MANAGEMENT CO,KP\n'.encode()


@dataclass
class Case:
    home: Home
    store: Store
    id: str
    folder: Path
    finding: str


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A review of a small book against two versions of a real list's excerpt, a case on it, and its export."""
    root = tmp_path_factory.mktemp("export")
    home, store = Home(root / "home"), open_store(root / "desk")
    listed = list_modules()["us_ofac_sdn"]
    (root / "older").mkdir()
    for name in ("SDN.CSV", "ADD.CSV", "ALT.CSV", "SDN_COMMENTS.CSV"):
        shutil.copy(EXCERPTS / "us_ofac_sdn" / name, root / "older" / name)
    older = update(home, listed, root / "older", retrieved=datetime(2018, 1, 2, tzinfo=UTC), dated=date(2018, 1, 1))
    newer = update(home, listed, EXCERPTS / "us_ofac_sdn", retrieved=datetime(2026, 2, 1, tzinfo=UTC))
    assert [older.outcome, newer.outcome] == ["new", "new"]
    files = [("vessels.csv", BOOK), ("parties.csv", PARTIES)]
    (root / "book").mkdir()
    for name, content in files:
        (root / "book" / name).write_bytes(content)
    with store.writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob", "approver")
        book = add_book(db, "A book", ann, at=AT)
        review = order_review(db, book.id, keep_upload(store, db, book.id, files, ann, at=AT), "2026-03-02", ann, at=AT)
        examined = examine_book(root / "book", as_of=date(2026, 3, 2), home=home.root, called="A book")
        document = json.loads(findings_json(examined.review))
        finish(db, review, document, at=later(1))
        found = next(f for f in document["findings"] if f["evidence"][0]["source"] == "book" and f["status"])
        held = open_case(db, book.id, review, found["id"], ann, at=later(2))
        attach(store, db, held, "reply 報.pdf", b"%PDF-1.4 \x00\xff", ann, at=later(3), ground={})
        comment(db, held, f"#set text(red) \u202e\x07 ☃ {'A' * 400}", ann, at=later(4), ground={})
        ask(db, held, "The owner", "Where was she?\nAnd when?", ann, at=later(5), ground={})
        held = propose(db, held, "false_positive", "another_company", "", ann, at=later(6), ground={})
        confirm(db, held, bob, at=later(7), ground={})
    out = root / "out"
    export_case(store, home, held.id, out, by=ann.id, at=later(8))
    yield Case(home, store, held.id, out, found["id"])
    store.close()


def test_the_folder_holds_the_case_and_its_sources(case: Case) -> None:
    names = {p.relative_to(case.folder).as_posix() for p in case.folder.rglob("*") if p.is_file()}
    assert {"case.pdf", "case.xlsx", "case.json", "review.json", "log.json", "manifest.json"} <= names
    assert {"sources/book/vessels.csv", "sources/book/parties.csv", "sources/quoted.json"} <= names
    assert any(n.startswith("sources/attachments/") and n.endswith("reply 報.pdf") for n in names)
    versions = {n.split("/")[3][:10] for n in names if n.startswith("sources/lists/us_ofac_sdn/")}
    assert versions == {"2018-01-01", "2024-05-03"}
    told = json.loads((case.folder / "case.json").read_text("utf-8"))
    assert [e["kind"] for e in told["events"]] == ["attached", "comment", "letter", "proposed", "confirmed"]
    records = json.loads((case.folder / "log.json").read_text("utf-8"))
    assert [r["action"] for r in records["records"]][-1] == "case exported"
    assert checked(case.folder, None)["ok"]
    assert "agrees with the desk's log" in checked(case.folder, case.store)["log"]
    with case.store.reading() as db:
        assert verify(db) is None


def test_the_case_on_paper_says_what_the_data_says(case: Case) -> None:
    paper = pypdfium2.PdfDocument(case.folder / "case.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in paper).replace("\r\n", " ")
    for words in (case.id, "false positive", "another company", "Where was she?", "The owner", "case exported", "⟦"):
        assert words in text, words
    for page in paper:
        words = page.get_textpage()
        right = max(words.get_rect(k)[2] for k in range(words.count_rects()))
        assert right <= page.get_width() - 30, "no word goes over its column and the margin"
    book = CalamineWorkbook.from_path(case.folder / "case.xlsx")
    assert book.sheet_names == ["Case", "Evidence", "Events", "Letters", "Files", "Log"]
    assert ["state", "closed"] in [row[:2] for row in book.get_sheet_by_name("Case").to_python()]


def test_another_machine_finds_the_same(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another place, no home, and nothing but the folder."""
    shutil.copytree(case.folder, tmp_path / "elsewhere" / "case")
    monkeypatch.setenv("OFFING_HOME", str(tmp_path / "none"))
    done = replay(tmp_path / "elsewhere" / "case")
    assert done.same and done.finding_same and done.finding == case.finding
    assert done.then == done.now > 3
    assert not (tmp_path / "none").exists()


def test_a_folder_whose_book_was_exchanged_and_sealed_anew_finds_other_things(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder)
    (folder / "sources/book/vessels.csv").write_bytes(BOOK.replace(b"8660313", b"9074729"))
    with pytest.raises(StoreError, match=r"vessels\.csv"):
        replay(folder)
    (folder / "manifest.json").unlink()
    seal(folder, {})
    done = replay(folder)
    assert not done.same and (done.missing or done.other)


def test_a_folder_from_elsewhere_writes_nowhere_else(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder)
    place = next((folder / "sources/lists/us_ofac_sdn").glob("2018-*")) / "snapshot.json"
    told = json.loads(place.read_text("utf-8"))
    told["files"] = {f"../../{tmp_path.name}/evil": digest for digest in told["files"].values()}
    place.write_text(json.dumps(told), "utf-8")
    (folder / "manifest.json").unlink()
    seal(folder, {})
    with pytest.raises(UnsafeInput, match="no name for a file"):
        replay(folder)


def test_a_log_that_was_sealed_anew_is_not_the_desks(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder)
    told = json.loads((folder / "log.json").read_text("utf-8"))
    told["records"][0]["actor"] = "someone else"
    (folder / "log.json").write_text(json.dumps(told), "utf-8")
    (folder / "manifest.json").unlink()
    seal(folder, {})
    found = checked(folder, None)
    assert (found["ok"], found["differs"]) == (False, "log.json")
    assert "record" in found["why"] and "not what was sealed" in found["why"]


def test_a_head_that_is_not_the_desks_is_named(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder)
    told = json.loads((folder / "log.json").read_text("utf-8"))
    told["head"]["hash"] = "0" * 64
    (folder / "log.json").write_text(json.dumps(told), "utf-8")
    (folder / "manifest.json").unlink()
    seal(folder, {})
    assert checked(folder, None)["ok"], "by itself it holds together"
    assert "not the one that the desk's log has" in checked(folder, case.store)["why"]
    other = open_store(tmp_path / "other")
    with other.writing() as db:
        append(db, at="x", actor="", action="y", object="z")
    assert (checked(case.folder, other)["ok"], checked(case.folder, other)["log"]) == (True, ANOTHER)
    other.close()


def _a_desk_like(case: Case, tmp_path: Path, actor: str, until: int) -> Store:
    """The desk of the case with its log sealed anew from the first record on, up to a record of its own."""
    shutil.copytree(case.store.files.parent, tmp_path / "desk")
    store = open_store(tmp_path / "desk")
    with store.writing() as db:
        kept = list(every(db))
        for table in (log, log_contents, log_head):
            db.execute(delete(table))
        for r in kept[:until]:
            states: dict[str, Any] = {
                k: json.loads(r[f"kept_{k}"]) if r[f"kept_{k}"] else None for k in ("before", "after")
            }
            named = {k: r[k] for k in ("at", "action", "object")}
            append(db, actor=actor or r["actor"], ground=json.loads(r["ground"]), **named, **states)
    return store


RESEALED = [
    ("from the first record on, under another's name", "someone else", 10_000, "record 1 is not the one"),
    ("from the first record on, as it was: the salts differ", "", 10_000, "record 1 is not the one"),
    ("and cut before the records of the case", "someone else", 2, "record 1 is not the one"),
    ("and emptied", "", 0, "record 1 is not in"),
]


@pytest.mark.parametrize(("why", "actor", "until", "words"), RESEALED, ids=[r[0] for r in RESEALED])
def test_a_log_that_the_desk_sealed_anew_is_not_the_exports(
    case: Case, tmp_path: Path, why: str, actor: str, until: int, words: str
) -> None:
    store = _a_desk_like(case, tmp_path, actor, until)
    found = checked(case.folder, store)
    store.close()
    assert (found["ok"], found["differs"]) == (False, "log.json") and words in found["why"], why


def test_a_log_cut_behind_its_first_records_is_told_by_the_desks_identity(case: Case, tmp_path: Path) -> None:
    shutil.copytree(case.store.files.parent, tmp_path / "desk")
    store = open_store(tmp_path / "desk")
    with store.writing() as db:
        db.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in (log, log_contents):
            db.execute(delete(table).where(table.c.n > 2))
        last = db.execute(select(log.c.hash).where(log.c.n == 2)).scalar()
        db.execute(db_update(log_head).values(n=2, hash=last))
        assert verify(db) is None, "by itself the log is whole"
    found = checked(case.folder, store)
    store.close()
    assert not found["ok"] and "is not in the desk's log here" in found["why"]


def _names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_one_byte_of_any_file_is_named(case: Case) -> None:
    for name in _names(case.folder):
        place = case.folder / name
        kept = place.read_bytes()
        for at in {0, len(kept) // 2, len(kept) - 1}:
            place.write_bytes(kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :])
            found = differs(case.folder)
            assert found is not None and found.file == name, (name, at)
        place.write_bytes(kept)
    assert differs(case.folder) is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_of_the_manifest_and_the_log_is_named(case: Case, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["manifest.json", "log.json"]))
    place = case.folder / name
    kept = place.read_bytes()
    at = data.draw(st.integers(0, len(kept)))
    new = data.draw(st.sampled_from([b"", b" ", b"0", b"\n", b"}", b"\x00"]))
    changed = kept[:at] + new + kept[at + data.draw(st.integers(0, 2)) :]
    place.write_bytes(changed)
    found = differs(case.folder)
    place.write_bytes(kept)
    assert (found is not None and found.file == name) is (changed != kept)


def test_what_is_added_taken_away_or_put_in_its_place_is_named(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder)

    def first() -> str:
        found = differs(folder)
        return f"{found.file}: {found.why}" if found else ""

    (folder / "sources/more.txt").write_bytes(b"")
    assert first() == "sources/more.txt: it was added"
    (folder / "sources/more.txt").unlink()
    (folder / "empty").mkdir()
    assert first() == "empty: it was added"
    (folder / "empty").rmdir()
    kept = (folder / "case.pdf").read_bytes()
    (folder / "case.pdf").unlink()
    assert first() == "case.pdf: it is missing"
    (tmp_path / "aside.pdf").write_bytes(kept)
    (folder / "case.pdf").symlink_to(tmp_path / "aside.pdf")
    assert first() == "case.pdf: it is no file"
    (folder / "case.pdf").unlink()
    (folder / "case.pdf").write_bytes(kept + b"\n")
    assert first().startswith("case.pdf: it has ")
    (folder / "manifest.json").unlink()
    assert first() == "manifest.json: it is missing"


def test_nothing_is_written_over(case: Case, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="already"):
        export_case(case.store, case.home, case.id, tmp_path / "out", by="x", at=later(9))
    with pytest.raises(UsageError, match="no such case"):
        export_case(case.store, case.home, "none", tmp_path / "new", by="x", at=later(9))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def test_the_zip_unpacks_to_the_folder(case: Case, tmp_path: Path) -> None:
    zipped(case.folder, tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        archive.extractall(tmp_path / "there")
    assert differs(tmp_path / "there" / case.folder.name) is None
