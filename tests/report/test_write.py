"""write_all: five files, each whole, or a UsageError."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from offing.errors import UsageError
from offing.report.write import write_all
from tests.report.sample import TANTAL, sample


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_five_files_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "new" / "report"
    paths = write_all(sample(), out)
    assert [p.name for p in paths] == ["findings.json", "findings.xlsx", "review.html", "review.pdf", "map.geojson"]
    assert set(digests(out)) == {p.name for p in paths}, "no temporary file stays"
    assert all(p.stat().st_mode & stat.S_IRUSR for p in paths)


def test_the_same_review_gives_the_same_files(tmp_path: Path) -> None:
    write_all(sample(), tmp_path / "a")
    write_all(sample(), tmp_path / "b")
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_an_old_report_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text("x" * 10_000_000)
    write_all(sample(), tmp_path)
    assert (tmp_path / "findings.json").read_text("utf-8").startswith('{\n "review"')


def test_a_review_that_cannot_be_rendered_leaves_the_old_report(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text("old")
    with pytest.raises(TypeError):
        write_all(sample((replace(TANTAL, detail={"odd": object()}),)), tmp_path)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"findings.json": "old"}


def test_a_file_that_cannot_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "review.html").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        write_all(sample(), tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == [], "no temporary file stays"


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write_all(sample(), tmp_path / "file")


def test_lone_surrogates_in_the_book(tmp_path: Path) -> None:
    odd = replace(TANTAL, says="a \udc80 b", subject=replace(TANTAL.subject, label="\ud800"))
    paths = write_all(sample((odd,)), tmp_path)
    assert all(p.stat().st_size for p in paths)
