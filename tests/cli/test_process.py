"""The process itself: `python -m offing`, a reader that goes away, a place that cannot be written, a fault of our own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.review.books import entry, write_book


def offing(*args: str | Path, cwd: Path, shell: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "offing", *map(str, args)]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("OFFING")} | {
        "OFFING_HOME": str(cwd / "home"),
        **env,
    }
    if shell:
        text = " ".join(f"'{c}'" for c in command) + shell
        return subprocess.run(["bash", "-c", text], cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows = "".join(f"P{i},Evil Haibo Zed\n" for i in range(400))
    return write_book(tmp_path / "book", {"parties": "id,name\n" + rows}, entry("Evil Haibo Zed"))


def test_the_module_runs(tmp_path: Path) -> None:
    done = offing("--version", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "offing" in done.stdout


@pytest.mark.parametrize("form", ["--json", "--fail-at=none"], ids=["json", "words"])
def test_a_reader_that_goes_away_is_no_finding_and_no_traceback(tmp_path: Path, book: Path, form: str) -> None:
    done = offing("review", book, form, cwd=tmp_path, shell=" | head -n 2; exit ${PIPESTATUS[0]}")
    assert done.returncode in (0, 141), "never 1, which says findings, nor 3"
    assert done.stderr == ""
    assert done.stdout


@pytest.mark.parametrize(
    ("args", "code", "words", "why"),
    [
        (
            ["review", "book/parties.csv", "--out", "book/parties.csv/report"],
            2,
            "book/parties.csv",
            "a folder below a file",
        ),
        (["screen", "X", "--home", "book/parties.csv"], 2, "is a file", "a home that is a file"),
        (["review", "nowhere"], 2, "nowhere", "a book that is not there"),
        (["update", "un_sc", "--from", "book"], 3, "no file of un_sc", "no such list in the folder"),
    ],
)
def test_a_failure_is_one_message_and_its_code(
    tmp_path: Path, book: Path, args: list[str], code: int, words: str, why: str
) -> None:
    done = offing(*args, cwd=tmp_path)
    assert done.returncode == code, (why, done)
    assert words in done.stderr, why
    assert "Traceback" not in done.stderr, why
    assert "fault of Offing" not in done.stderr, why


def test_a_home_named_by_the_environment_that_is_a_file(tmp_path: Path, book: Path) -> None:
    done = offing("update", "un_sc", "--from", "book", cwd=tmp_path, OFFING_HOME=str(book / "parties.csv"))
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stderr
    assert "fault of Offing" not in done.stderr


def test_a_damaged_index_is_said_with_its_mend(tmp_path: Path, book: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "index.sqlite").write_bytes(b"this is not a database, whatever it is called" * 100)
    done = offing("review", book, "--json", cwd=tmp_path)
    assert done.returncode == 3
    assert "index cannot be read" in done.stderr
    assert "offing update" in done.stderr
    assert done.stdout == ""


def test_a_fault_of_our_own_shows_no_traceback_unless_asked(tmp_path: Path) -> None:
    """A check that raises, put beside the others: the message names it, and OFFING_DEBUG shows where."""
    code = (
        "import sys\nfrom offing.review.checks import coverage\nfrom offing.cli import main\n"
        "def run(context):\n    raise ZeroDivisionError('made for a test')\n"
        "coverage.run = run\nsys.argv = ['offing', 'review', 'book']\nmain()\n"
    )
    write_book(tmp_path / "book", {"parties": "id,name\nP1,X Y\n"})
    env = {k: v for k, v in os.environ.items() if not k.startswith("OFFING")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "ZeroDivisionError: made for a test" in done.stderr
    assert "Traceback" not in done.stderr
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=env | {"OFFING_DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" in shown.stderr
