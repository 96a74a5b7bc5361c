"""A version read against the one before it is kept as a version read whole: the same rows of the index, the same notes."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from offing.build import Updated, reread, update
from offing.index import keep
from offing.lists.contract import list_modules
from offing.reading.again import Again, Was, mark_of
from offing.settings import Home
from tests.shared import shared

NULL = "-0- "
DAYS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))


def take(home: Home, folder: Path, day: date, dataset: str = "us_ofac_sdn") -> Updated:
    return update(
        home, list_modules()[dataset], folder, retrieved=datetime(2026, 4, 1, tzinfo=UTC), dated=day, accept_shrink=True
    )


def stored(home: Home) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home.index)) as db:
        spans = db.execute("SELECT * FROM spans ORDER BY id").fetchall()
        return [*spans, *db.execute("SELECT * FROM versions ORDER BY seq")]


def forget(home: Home) -> None:
    for file in home.read.glob("*.marks"):
        file.unlink()


def both(
    tmp_path: Path, folders: list[Path], days: tuple[date, ...] = DAYS, dataset: str = "us_ofac_sdn"
) -> tuple[Home, list[Updated]]:
    """Versions taken with what was read before and without it; fails where the two differ in anything kept or said."""
    whole, carried = Home(tmp_path / "whole"), Home(tmp_path / "carried")
    told = []
    for folder, day in zip(folders, days, strict=False):
        forget(whole)
        one, other = take(whole, folder, day, dataset), take(carried, folder, day, dataset)
        assert one == other
        told.append(one)
    assert stored(carried) == stored(whole)
    return carried, told


def row(number: int, name: str, kind: str = NULL, remarks: str = NULL) -> str:
    return f'{number},"{name}",{kind},"DPRK3",' + ",".join([NULL] * 7) + f',"{remarks}"'


FIRST = {
    "SDN.CSV": [
        row(1, "QUORNIX TRADING", remarks="Linked To: VARLO S.A."),
        row(2, "VARLO S.A.", remarks="Something that no table places."),
        row(3, "TRELLOW, Anna", '"individual"', "DOB 04 May 1970; nationality Cyprus."),
        row(4, "BREAM STAR", '"vessel"', "Vessel Registration Identification IMO 9000001"),
        row(5, "LONG WORDS LLC", remarks="x" * 1000),
    ],
    "ADD.CSV": [f'1,10,"Quay 1","Haven","Cyprus",{NULL}', f'3,11,"Street 2","Haven","Cyprus",{NULL}'],
    "ALT.CSV": [f'1,20,"aka","QUORNIX LTD",{NULL}'],
    "SDN_COMMENTS.CSV": ['5," and so on; Tax ID No. 5"', '1," of another version"'],
}


def files(folder: Path, lines: dict[str, list[str]]) -> Path:
    folder.mkdir()
    for name, rows in lines.items():
        (folder / name).write_text("\r\n".join([*rows, "\x1a", ""]), encoding="utf-8", newline="")
    return folder


def changed(name: str, change: Callable[[list[str]], list[str]]) -> dict[str, list[str]]:
    return FIRST | {name: change(FIRST[name])}


CHANGES = [
    (changed("SDN.CSV", list), 5, "nothing but a file's other day"),
    (changed("SDN.CSV", lambda r: [r[0].replace("TRADING", "SHIPPING"), *r[1:]]), 4, "one row's text"),
    (changed("SDN.CSV", lambda r: r[::-1]), 5, "the order alone: each row has a new number"),
    (changed("SDN.CSV", lambda r: [r[0], r[1].replace("S.A.", "SA"), *r[2:]]), 3,
     "a name that closes another entry's remarks: both are read"),
    (changed("SDN.CSV", lambda r: r[:-1]), 4, "an entry less"),
    (changed("SDN.CSV", lambda r: [*r, row(6, "NEW NAME")]), 5, "an entry more"),
    (changed("ADD.CSV", lambda r: r[:1]), 4, "an address less"),
    (changed("ADD.CSV", lambda r: [r[0].replace("1,10", "2,10"), r[1]]), 3, "an address that goes to another entry"),
    (changed("ALT.CSV", lambda r: [r[0].replace("aka", "fka")]), 4, "another type of alternate name"),
    (changed("SDN_COMMENTS.CSV", lambda r: r[1:]), 4, "a remark cut, without its other half"),
    ({n: r for n, r in FIRST.items() if n != "ALT.CSV"}, 4, "a side file that is not there any more"),
]  # fmt: skip


@pytest.mark.parametrize(("second", "carried", "why"), CHANGES, ids=[c[2] for c in CHANGES])
def test_what_is_kept_is_what_a_whole_reading_keeps(
    tmp_path: Path, second: dict[str, list[str]], carried: int, why: str
) -> None:
    folders = [files(tmp_path / "one", FIRST), files(tmp_path / "two", second), files(tmp_path / "three", FIRST)]
    for folder, size in zip(folders, (1, 2, 3), strict=True):  # so that no two versions are of the same bytes
        path = folder / "SDN.CSV"
        path.write_bytes(path.read_bytes() + b"\r\n" * size)
    home, told = both(tmp_path, folders)
    assert [u.outcome for u in told] == ["new"] * 3
    with closing(sqlite3.connect(home.index)) as db:
        assert db.execute("SELECT count(*) FROM spans WHERE first_seq = 1 AND last_seq >= 2").fetchone() == (
            carried,
        ), why


def test_another_code_or_a_damaged_file_reads_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    assert take(home, files(tmp_path / "one", FIRST), DAYS[0]).outcome == "new"
    with closing(sqlite3.connect(home.index)) as db:
        last = keep.versions(db, "us_ofac_sdn")[-1]
        assert len(reread.before(home, db, last, "csv")) == 5
        assert reread.before(home, db, last, "xml") == {}
        assert reread.before(home, db, None, "csv") == {}
        path = next(home.read.glob("*.marks"))
        whole = path.read_bytes()
        for broken in (whole[:-3] + b"???", whole[: len(whole) // 2], b""):
            path.write_bytes(broken)
            assert reread.before(home, db, last, "csv") == {}
        path.write_bytes(whole)
        monkeypatch.setattr(reread, "_make", lambda: "another code")
        assert reread.before(home, db, last, "csv") == {}


def test_a_mark_tells_where_a_text_ends() -> None:
    marks = {
        mark_of("ab", "c"),
        mark_of("a", "bc"),
        mark_of("abc"),
        mark_of("ab", "c", ""),
        mark_of("1:a"),
        mark_of("a"),
    }
    assert len(marks) == 6


def test_an_entry_is_carried_with_what_its_reading_counted() -> None:
    again = Again({"7": Was("m", "digest", {"notes": 2})})
    assert not again.same("8", "row 1", "m")
    assert not again.same("7", "row 2", "other")
    assert again.same("7", "row 3", "m")
    assert [(c.entry, c.at, c.digest) for c in again.carried] == [("7", "row 3", "digest")]
    assert again.told == {"7": {"notes": 2}}


def test_real_versions_of_the_consolidated_list_in_xml(tmp_path: Path) -> None:
    """Two versions, six years apart, and the first of them taken in once more under another hash."""
    names = ("consolidated_2018-04-06.xml", "consolidated_2018-04-06.xml", "consolidated_2024-05-06.xml")
    folders = []
    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "CONSOLIDATED.XML").write_bytes(shared("lists", "ofac", name).read_bytes() + b"\n" * number)
        folders.append(folder)
    home, told = both(tmp_path, folders, DAYS, "us_ofac_cons")
    assert [u.outcome for u in told] == ["new"] * 3
    with closing(sqlite3.connect(home.index)) as db:
        entries = db.execute("SELECT count(*) FROM spans WHERE first_seq = 1").fetchone()[0]
        assert (
            db.execute("SELECT count(*) FROM spans WHERE first_seq = 1 AND last_seq > 1").fetchone()[0] == entries > 400
        )


HISTORY = (
    "base_2021-08-18",
    "sdn_2021-10-06",
    "sdn_2024-01-11",
    "sdn_2024-04-02",
    "sdn_2024-05-03_last",
)


def test_real_versions_of_the_sdn_list(tmp_path: Path) -> None:
    """Five versions of 2021 to 2024 with the side files of April 2024, each against the one before."""
    history = shared("lists", "ofac", "sdn_history_2021-08_2024-05")
    sides = shared("lists", "ofac", "addalt_2024-04_watchman_static")
    folders = []
    for name in HISTORY:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "SDN.CSV").write_bytes(gzip.decompress((history / f"{name}.csv.gz").read_bytes()))
        for side in ("add.csv", "alt.csv"):
            (folder / side).symlink_to(sides / side)
        folders.append(folder)
    days = tuple(date.fromisoformat(name.split("_")[1]) for name in HISTORY)
    home, told = both(tmp_path, folders, days)
    assert [u.outcome for u in told] == ["new"] * len(HISTORY)
    with closing(sqlite3.connect(home.index)) as db:
        assert db.execute("SELECT count(*) FROM spans WHERE first_seq < last_seq").fetchone()[0] > 5_000
