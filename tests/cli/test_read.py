"""`offing read`: what stands on stdout, what in files, and how bad files end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WIRE = """Published: 22 March 2019

US lists two Chinese firms

The Treasury Department on Thursday sanctioned Dalian Haibo International Freight Co. Ltd.

The Russian-flagged tanker Vityaz (IMO 8125703) is alleged to have transferred fuel to North Korean vessels in October.
"""
LATER = """Published: 23 March 2019

The United States on Thursday imposed sanctions on Dalian Haibo International Freight Co. Ltd. for its dealings with North Korea.
"""


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "offing", *args],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env=dict(os.environ),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(WIRE)
    (tmp_path / "two.txt").write_text(LATER)
    return tmp_path


def test_data_and_files(folder: Path) -> None:
    out = folder / "out"
    done = run(
        "--home",
        str(folder / "home"),
        "read",
        str(folder / "one.txt"),
        str(folder / "two.txt"),
        "--json",
        "--out",
        str(out),
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [d["published"]["date"] for d in told["documents"]] == ["2019-03-22", "2019-03-23"]
    for claim in told["claims"]:
        text = {"one.txt": WIRE, "two.txt": LATER}[claim["doc"]]
        assert text[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["text"]
    designated = [c for c in told["claims"] if c["type"] == "designated"]
    assert {c["args"]["target"]["link"]["entry"] for c in designated if c["args"]["target"]["link"]} == {"26243"}
    (moved,) = [c for c in told["claims"] if c["type"] == "sts_transfer"]
    assert (moved["modality"], moved["event_date"], moved["status"]) == ("alleged", "2018-10", "complete")
    events = [e["sources"] for e in told["events"] if e["type"] == "designated"]
    assert sorted(events) == [1, 2], "the headline's two firms, and the firm that both texts name"
    assert sorted(p.name for p in out.iterdir()) == ["reading.html", "readings.ftm.json", "readings.json"]
    lines = [json.loads(x) for x in (out / "readings.ftm.json").read_text().splitlines()]
    assert "Risk" in {x["schema"] for x in lines}
    assert not {"Sanction", "Person"} & {x["schema"] for x in lines}


def test_on_a_terminal_and_from_stdin(folder: Path) -> None:
    done = run("--home", str(folder / "home"), "read", "-", stdin=WIRE.encode())
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode()
    assert "alleged, not proven" in text
    assert "Claims are what reports say." in text
    assert "»The Treasury Department on Thursday sanctioned" in text, (
        "where nothing can be reversed, the quote is marked"
    )


BAD = [
    (b"", 3, "is empty", "nothing"),
    (b"%PDF-1.4 broken", 3, "broken", "a broken PDF"),
    (b"PK\x03\x04" + b"\0" * 200, 3, "not read", "an archive"),
]


@pytest.mark.parametrize(("content", "code", "says", "why"), BAD, ids=[b[3] for b in BAD])
def test_a_bad_file_is_said_and_the_others_are_read(
    folder: Path, content: bytes, code: int, says: str, why: str
) -> None:
    bad = folder / "bad.txt"
    bad.write_bytes(content)
    alone = run("--home", str(folder / "home"), "read", str(bad))
    assert alone.returncode == code, why
    assert says in alone.stderr.decode()
    assert b"Traceback" not in alone.stderr
    assert not alone.stdout, "of nothing read nothing is said"
    beside = run("--home", str(folder / "home"), "read", str(bad), str(folder / "two.txt"), "--json")
    assert beside.returncode == 0
    assert [u["name"] for u in json.loads(beside.stdout)["unread"]] == ["bad.txt"]


USAGE = [
    (["read"], 2, "no file"),
    (["read", "nothere.txt"], 3, "a file that is not there"),
    (["read", "one.txt", "--model", "x"], 2, "a model without an address"),
]


@pytest.mark.parametrize(("args", "code", "why"), USAGE, ids=[u[2] for u in USAGE])
def test_wrong_use(folder: Path, args: list[str], code: int, why: str) -> None:
    done = run(*(str(folder / a) if a.endswith(".txt") else a for a in args))
    assert done.returncode == code, why
    assert b"Traceback" not in done.stderr
