"""How long Offing takes to open SDN, UN, UK and EU together and to answer, how much memory, and how long after a delta."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from matching.systems import ROOT, Unavailable

NAME = "DALIAN HAIBO"
_OPEN = f"""
import json, resource, sys, time
start = time.perf_counter()
from datetime import date
from pathlib import Path
from offing.answer import screen_queries
from offing.build import open_lists
from offing.settings import Home
imported = time.perf_counter()
day = date.fromisoformat(sys.argv[2])
opened = open_lists(Home(Path(sys.argv[1])), day)
screen_queries([{{"name": "{NAME}"}}], opened, day)
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([imported - start, done - imported, peak, len(opened.view.held)]))
"""
_UPDATE = """
import json, sys, time
start = time.perf_counter()
from datetime import date, datetime
from pathlib import Path
from offing.build import prepare, update
from offing.lists.contract import list_modules
from offing.settings import Home
module = list_modules()["us_ofac_sdn"]
imported = time.perf_counter()
home, day = Home(Path(sys.argv[1])), date.fromisoformat(sys.argv[2])
retrieved = datetime.fromisoformat(sys.argv[4])
update(home, module, Path(sys.argv[3]), retrieved=retrieved, dated=date(2024, 4, 2))
read = time.perf_counter()
prepare(home, day)
done = time.perf_counter()
print(json.dumps([imported - start, read - imported, done - read]))
"""


@dataclass(frozen=True, slots=True)
class Loading:
    """Seconds of the wall; MiB resident at most of a process that opened the lists and answered one question.

    All is asked as of the day of the run, as `offing update` makes the names ready for it. `first_s`: opening and answering
    for a day for which nothing is ready; `open_s`: any later time, modules imported; `screen_s`: the whole command;
    `update_s`: taking in one list's newer version, the whole command; of it `read_s` to read the files and to keep what
    differs, and `ready_s` to make the names ready; `after_s`: the first answer after it, as `open_s`.
    """

    told: str
    entries: int
    taken_in_s: float
    first_s: float
    open_s: float
    screen_s: float
    peak_mib: float
    update_s: float
    read_s: float
    ready_s: float
    after_s: float


def load(shared: Path) -> Loading:
    """Build an index in a folder of its own and open it. Raises Unavailable where a list is not there."""
    lists = shared / "lists"
    ofac = lists / "ofac"
    history, rest = ofac / "sdn_history_2021-08_2024-05", ofac / "addalt_2024-04_watchman_static"
    un, uk = lists / "un" / "consolidated_2026-02-27.xml", lists / "uk" / "ConList_2018-04-13.csv"
    eu = lists / "eu" / "journal_sanctions_2026-08" / "consolidated"
    missing = [str(p) for p in (history, rest, un, uk, eu) if not p.exists()]
    if missing:
        raise Unavailable(f"not here: {', '.join(missing)}")
    now = datetime.now(UTC).astimezone()
    day = now.date()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        home = work / "home"
        others = {"add.csv": rest / "add.csv", "alt.csv": rest / "alt.csv"}
        old = _folder(
            work / "old", {"sdn.csv": _unpacked(history / "sdn_2024-01-11.csv.gz", work / "old.csv"), **others}
        )
        new = _folder(
            work / "new", {"sdn.csv": _unpacked(history / "sdn_2024-04-02.csv.gz", work / "new.csv"), **others}
        )
        taken_in = sum(
            (
                _offing(home, "update", "us_ofac_sdn", "--from", str(old), "--dated", "2024-01-11"),
                _offing(home, "update", "un_sc", "--from", str(_folder(work / "un", {"consolidated.xml": un}))),
                _offing(home, "update", "gb_conlist", "--from", str(_folder(work / "uk", {"ConList.csv": uk}))),
                _offing(home, "update", "eu_vessels", "--from", str(eu)),
            )
        )
        first = min((_opened(home, day, anew=True) for _ in range(3)), key=lambda x: x[1])
        later = min((_opened(home, day) for _ in range(3)), key=lambda x: x[1])
        screen = min(_offing(home, "screen", NAME, "--as-of", day.isoformat()) for _ in range(3))
        homes = [Path(shutil.copytree(home, work / f"home{i}")) for i in range(6)]
        update = min(
            _offing(h, "update", "us_ofac_sdn", "--from", str(new), "--dated", "2024-04-02") for h in homes[:3]
        )
        after = min(_opened(h, day)[1] for h in homes[:3])
        parts = min(
            (_run(_UPDATE, h, day.isoformat(), str(new), now.isoformat(timespec="seconds")) for h in homes[3:]), key=sum
        )
    return Loading(
        "SDN of 11 January 2024 (then of 2 April), UN of 27 February 2026, UK ConList of 13 April 2018, EU vessels of 2026",
        int(later[3]), taken_in, first[1], later[1], screen, later[2], update, parts[1], parts[2],
        after,
    )  # fmt: skip


def _folder(folder: Path, files: dict[str, Path]) -> Path:
    folder.mkdir()
    for name, source in files.items():
        (folder / name).symlink_to(source)
    return folder


def _unpacked(source: Path, target: Path) -> Path:
    target.write_bytes(gzip.decompress(source.read_bytes()))
    return target


def _environment(home: Path) -> dict[str, str]:
    return os.environ | {"OFFING_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def _offing(home: Path, *arguments: str) -> float:
    """Wall seconds of one whole command; a command may end with 1 where it found something."""
    start = time.perf_counter()
    made = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "offing", *arguments],
        env=_environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode not in (0, 1):
        raise Unavailable(f"offing {' '.join(arguments[:2])}: {made.stderr.strip()[-300:]}")
    return time.perf_counter() - start


def _opened(home: Path, day: date, *, anew: bool = False) -> list[float]:
    if anew:
        for path in (home / "ready").glob("*.names"):
            path.unlink()
    return _run(_OPEN, home, day.isoformat())


def _run(code: str, home: Path, *arguments: str) -> list[float]:
    made = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(home), *arguments],
        env=_environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise Unavailable(f"opening the lists: {made.stderr.strip()[-300:]}")
    found: list[float] = json.loads(made.stdout.splitlines()[-1])
    return found
