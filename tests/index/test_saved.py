"""Names made ready in a file: the same answers as from the lists, and never an error of the file's own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

import offing
from offing.build import open_lists, prepare, update
from offing.errors import StoreError
from offing.index import arrays
from offing.index.engine import PARTY, Engine, build
from offing.index.find import Finder, Hit
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.saved import engine_of, load, save
from offing.lists.contract import list_modules
from offing.settings import Home
from tests.index.test_find import CROWD

LISTED = [
    ("DALIAN HAIBO INTERNATIONAL FREIGHT CO., LTD.", FIRM),
    ("Yevgeniy Viktorovich PRIGOZHIN", PERSON),
    ("KAPITAN GOTSKIY", SHIP),
    ("KIM, Chol Su", PARTY),
    *((e.names[0].text, FIRM) for e in CROWD[:300]),
]
ASKED = [
    ("Dalian Hai Bo Intl Freight", FIRM),
    ("Prigozhin Evgenij V.", PERSON),
    ("КАПИТАН ГОТСКИЙ", SHIP),
    ("Chol-su Kim", PARTY),
    (CROWD[7].names[0].text[:-2], PARTY),
    ("Nobody at all", PARTY),
]
TODAY = date(2026, 6, 1)
SHIPS = [("9100001", "KAPITAN GOTSKIY"), ("9100013", "PAEKSOL 2"), ("9100025", "WISE HONEST")]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return build(LISTED)


def asked(engine: Engine) -> list[list[tuple[int, float, int]]]:
    found = engine.match(*map(list, zip(*ASKED, strict=True)))
    assert sum(map(len, found)) > 5
    return [[(m.position, m.score, m.kind) for m in one] for one in found]


def test_a_saved_engine_answers_as_the_built_one(engine: Engine, tmp_path: Path) -> None:
    save(engine, tmp_path / "a.names", "lists of 1 May")
    assert asked(load(tmp_path / "a.names", "lists of 1 May")) == asked(engine)
    assert [p.name for p in tmp_path.iterdir()] == ["a.names"], "nothing is left beside it"


def test_threads_share_an_engine_and_processes_a_file(engine: Engine, tmp_path: Path) -> None:
    """Sums are done in each thread's own room; the file is only read."""
    save(engine, tmp_path / "a", "k")
    one, other = load(tmp_path / "a", "k"), load(tmp_path / "a", "k")
    names, kinds = [e.names[0].text[1:] for e in CROWD[:120]], [PARTY] * 120
    wanted = engine.match(names, kinds)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(e.match, names, kinds) for e in (one, one, other, one, other, one)]
        assert all(job.result() == wanted for job in jobs)


def test_an_empty_engine_is_saved_too(tmp_path: Path) -> None:
    save(build([]), tmp_path / "a", "none")
    assert load(tmp_path / "a", "none").match(["Anyone"], [PARTY]) == [[]]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def header(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data and len(old) == len(new)
    return data.replace(old, new, 1)


DAMAGE: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("empty", lambda d: b""),
    ("of another program", lambda d: b"PK\x03\x04" + d[4:]),
    ("a magic alone", lambda d: d[:16]),
    ("cut in the header", lambda d: d[:400]),
    ("cut in the arrays", cut),
    ("longer than it says", lambda d: d + b"more"),
    ("a byte changed", lambda d: d[:-5000] + bytes([d[-5000] ^ 1]) + d[-4999:]),
    ("a header that is no JSON", lambda d: header(d, b'"key"', b'key""')),
    ("a header that names no arrays", lambda d: header(d, b'"arrays"', b'"sarrays')),
    ("an array of objects", lambda d: header(d, b'"|u1"', b'"|O1"')),
    ("an array beyond the file", lambda d: header(d, b'"<i4", [', b'"<i8", [')),
    ("a length beyond all memory", lambda d: d[:16] + b"\xff" * 8 + d[24:]),
    ("zeros", lambda d: bytes(len(d))),
]


@pytest.mark.parametrize(("why", "damage"), DAMAGE, ids=[d[0] for d in DAMAGE])
def test_a_damaged_file_is_said_to_be_one(
    engine: Engine, tmp_path: Path, why: str, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a"
    save(engine, path, "key")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(StoreError):
        load(path, "key")


def test_a_file_of_other_lists_or_another_make_is_not_taken(engine: Engine, tmp_path: Path) -> None:
    save(engine, tmp_path / "a", "lists of 1 May")
    with pytest.raises(StoreError, match="other lists"):
        load(tmp_path / "a", "lists of 2 May")
    with pytest.raises(StoreError, match="cannot be read"):
        load(tmp_path / "none", "x")
    found = arrays.read(tmp_path / "a")
    with pytest.raises(StoreError, match="another make"):
        engine_of(found.told | {"make": 0}, found)
    with pytest.raises(StoreError, match="lacks"):
        engine_of(found.told, replace(found, arrays={}))


def test_a_file_in_use_may_be_replaced(engine: Engine, tmp_path: Path) -> None:
    save(engine, tmp_path / "a", "1")
    one = load(tmp_path / "a", "1")
    save(build([("Somebody Else", PARTY)]), tmp_path / "a", "2")
    (tmp_path / "a").unlink()
    assert asked(one) == asked(engine), "what was opened stays as it was"


@pytest.mark.parametrize("value", ["<i4", "<u8", "|u1", "<f8", "|b1"])
def test_arrays_come_back_as_they_were(tmp_path: Path, value: str) -> None:
    given = {"one": np.arange(12).astype(value).reshape(3, 4), "none": np.zeros(0, value), "last": np.ones(1, value)}
    arrays.write(tmp_path / "a", "k", {"told": [1, "é"]}, given)
    found = arrays.read(tmp_path / "a", "k")
    assert found.told == {"told": [1, "é"]}
    for name, array in given.items():
        assert found[name].dtype == array.dtype and np.array_equal(found[name], array)
        assert found[name].flags.aligned and found[name].flags.writeable, "as the kernels are compiled for"


# ---- the home


def offered(folder: Path, ships: list[tuple[str, str]]) -> Path:
    """SDN.CSV in OFAC's format, of ships alone."""
    folder.mkdir(parents=True, exist_ok=True)
    null = ",".join(["-0- "] * 7)
    rows = [
        f'{i + 90000},"{n}","vessel","DPRK4",{null},"Vessel Registration Identification IMO {imo}."\r\n'
        for i, (imo, n) in enumerate(ships)
    ]
    (folder / "SDN.CSV").write_bytes("".join([*rows, "\x1a\r\n"]).encode())
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    take(made, offered(tmp_path / "feed", SHIPS), "2026-05-01")
    return made


def take(home: Home, folder: Path, day: str) -> None:
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    done = update(home, list_modules()["us_ofac_sdn"], folder, retrieved=at, dated=at.date(), accept_shrink=True)
    assert done.outcome == "new"


def near(
    home: Home | None, name: str, as_of: date = TODAY, own: list[Path] | None = None
) -> list[tuple[str, str, Hit]]:
    view = open_lists(home, as_of, own or []).view
    hits = Finder(view).ships_near(name)
    return [(view.held[h.position].dataset, view.held[h.position].entry, h) for h in hits]


def files(home: Home) -> list[Path]:
    return sorted(home.ready.glob("*"))


def test_the_first_name_asked_makes_the_file_and_the_next_call_reads_it(home: Home) -> None:
    open_lists(home, TODAY)
    assert not home.ready.exists(), "to look at the lists needs no matcher"
    first = near(home, "KAPITAN GOTSKY")
    (file,) = files(home)
    stamp = file.stat().st_mtime_ns
    again = near(home, "KAPITAN GOTSKY")
    assert first == again and [e for _, e, _ in again] == ["90000"]
    assert [p.stat().st_mtime_ns for p in files(home)] == [stamp]


def test_prepare_makes_it_beforehand(home: Home) -> None:
    prepare(home, TODAY)
    assert len(files(home)) == 1
    (home.index).write_bytes(b"no index")
    prepare(home, TODAY)  # says nothing: the next call will


@pytest.mark.parametrize(("why", "damage"), DAMAGE, ids=[d[0] for d in DAMAGE])
def test_a_damaged_file_of_the_home_is_made_anew(home: Home, why: str, damage: Callable[[bytes], bytes]) -> None:
    first = near(home, "PAEKSOL-2")
    (file,) = files(home)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert near(home, "PAEKSOL-2") == first
    assert near(home, "Wise Honestt") == near(home, "Wise Honestt")
    assert len(file.read_bytes()) == len(whole), "and is whole again"


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(home: Home) -> None:
    home.ready.write_text("a file where the folder would be")
    assert [e for _, e, _ in near(home, "KAPITAN GOTSKY")] == ["90000"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_home_that_is_read_only(home: Home) -> None:
    first = near(home, "KAPITAN GOTSKY")
    shutil.rmtree(home.ready)
    home.root.chmod(0o555)
    try:
        assert near(home, "KAPITAN GOTSKY") == first
    finally:
        home.root.chmod(0o755)


def test_an_earlier_day_has_its_own_names(home: Home, tmp_path: Path) -> None:
    take(home, offered(tmp_path / "feed2", [*SHIPS[:2], ("9100037", "MORNING CROWN")]), "2026-05-20")
    assert [e for _, e, _ in near(home, "MORNNG CROWN")] == ["90002"]
    before = near(home, "WISE HONST", date(2026, 5, 10))
    assert [(e, h.listed) for _, e, h in before] == [("90002", "WISE HONEST")], "entry 90002 was another ship then"
    assert len(files(home)) == 2
    for day in range(1, 9):
        take(home, offered(tmp_path / "feed2", [*SHIPS, (f"91{day:05}", f"SHIP NUMBER {day}")]), f"2026-06-{day + 10}")
        prepare(home, date(2026, 7, 1))
    assert len(files(home)) == 4, "the oldest are deleted"


def test_the_users_own_list_stands_beside(home: Home, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,type,imo\nTUMAN VENTURE,vessel,9100099\nKAPITAN GOTSKIY,vessel,9100001\n")
    assert [d for d, _, _ in near(home, "TUMAN VENTUR", own=[own])] == ["own"]
    assert {d for d, _, _ in near(home, "KAPITAN GOTSKY", own=[own])} == {"own", "us_ofac_sdn"}
    assert near(home, "TUMAN VENTUR") == [], "and is gone when it is not brought"
    finder = Finder(open_lists(home, TODAY, [own]).view)
    assert len(finder.by_id("imoNumber", "9100001")) == 2
    assert finder.imo_slips("9100010") == tuple(
        (p, i) for i in ("9100001", "9100013") for p in finder.by_id("imoNumber", i)
    )


def test_a_text_changed_by_another_hand_is_said_when_it_is_read(home: Home) -> None:
    (found,) = near(home, "KAPITAN GOTSKY")
    with sqlite3.connect(home.index) as db:
        db.execute("UPDATE spans SET body = replace(body, 'GOTSKIY', 'MALYGIN')")
    view = open_lists(home, TODAY).view
    (hit,) = Finder(view).ships_near("KAPITAN GOTSKY")
    with pytest.raises(StoreError, match="not what was stored"):
        view.entity(hit.position)
    assert found[2].listed == "KAPITAN GOTSKIY"


def test_few_names_need_no_compiler(home: Home) -> None:
    prepare(home, TODAY)
    code = (
        "import sys; from datetime import date; from pathlib import Path; from offing.build import open_lists; "
        "from offing.index.find import Finder; from offing.settings import Home; "
        f"hits = Finder(open_lists(Home(Path({str(home.root)!r})), date(2026, 6, 1)).view).ships_near('KAPITAN GOTSKY'); "
        "print(len(hits), 'numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "1 False", done.stderr


def test_kernels_compile_where_no_cache_can_be_written(tmp_path: Path) -> None:
    """Neither beside the source nor in the user's folder: compiled for this process, and the reader may be told."""
    package = Path(offing.__file__).parent
    shutil.copytree(
        package / "index", tmp_path / "src" / "offing" / "index", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("__init__.py", "errors.py"):
        shutil.copy(package / name, tmp_path / "src" / "offing" / name)
    (tmp_path / "src" / "offing" / "index" / "__pycache__").write_text("a file where the folder would be")
    (tmp_path / "user").write_text("so is the user's folder")
    code = (
        "import numpy as np; from offing.index import fast, near; same = fast.compile_later(near.same); "
        "a = np.frombuffer(b'abc', np.uint8); print(near.__file__, same(a, 0, 3, a, 0, 3), bool(same.signatures))"
    )
    env = {k: v for k, v in os.environ.items() if k not in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME")}
    env |= {"PYTHONPATH": str(tmp_path / "src"), "HOME": str(tmp_path / "user"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False)
    assert done.stdout.split() == [str(tmp_path / "src/offing/index/near.py"), "True", "True"], done.stderr
