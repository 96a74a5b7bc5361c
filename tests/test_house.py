"""The house itself: imports point down, modules stay small, importing does nothing, and the documents name what exists."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from offing.report.check_json import MATCHING
from offing.review.catalog import check_modules, in_its_own_words

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "offing"
MODULES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "core", "manager", "base", "misc"}
SHORT_FOLDERS = {"lists", "checks"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".cfg",
    ".yml",
    ".yaml",
    ".json",
    ".in",
    ".lock",
    ".sh",
    ".csv",
    ".html",
    ".css",
    ".typ",
    "",
}


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def our_classes() -> frozenset[str]:
    return frozenset(n.name for p in MODULES for n in ast.walk(tree(p)) if isinstance(n, ast.ClassDef))


def test_imports_only_point_down() -> None:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout, "a contract was looked at"


def test_a_module_is_short_and_has_a_name_that_says_something() -> None:
    long = [
        f"{named(path)}: {lines} lines; {bound} is the bound here"
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        >= (bound := 150 if path.parent.name in SHORT_FOLDERS else 300)
    ]
    assert not long
    parts = {p: {part.removesuffix(".py").strip("_") for part in p.relative_to(SOURCE).parts} for p in MODULES}
    assert not [named(p) for p, words in parts.items() if FORBIDDEN & words]


CLOCKS = (["datetime", "now"], ["datetime", "utcnow"], ["date", "today"], ["datetime", "today"], ["time", "time"])


def test_the_clock_and_the_environment_are_read_in_cli_only() -> None:
    read = []
    for path in MODULES:
        if path.relative_to(SOURCE).parts[0] == "cli":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                if called.split(".")[-2:] in CLOCKS or called.startswith(("os.environ", "os.getenv")):
                    read.append(f"{named(path)}: {called} at line {node.lineno}")
    assert not read


def test_classes_inherit_from_nothing_of_ours_but_errors() -> None:
    allowed = {"Protocol", "TypedDict", "NamedTuple", "Enum", "StrEnum"}
    heirs = []
    for path in MODULES:
        for node in ast.walk(tree(path)) if path.name != "errors.py" else ():
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(b).partition("[")[0].rpartition(".")[2] for b in node.bases} - allowed
                if ours := bases & our_classes():
                    heirs.append(f"{named(path)}: {node.name} inherits from {', '.join(sorted(ours))}")
    assert not heirs


def test_a_module_says_what_it_is() -> None:
    assert not [
        named(p)
        for p in MODULES
        if p.read_text(encoding="utf-8").strip() and not (ast.get_docstring(tree(p)) or "").strip()
    ]


WATCH = """
import os, sys, builtins, socket, tempfile
before = (os.getcwd(), dict(os.environ), sorted(os.listdir('.')))
opened = []
def watch(event, args):
    if event == 'open' and isinstance(args[0], (str, bytes, os.PathLike)):
        path, mode = os.fspath(args[0]), args[1] or ''
        if isinstance(path, bytes): path = path.decode()
        wanted = ('w', 'a', 'x', '+')
        if any(m in str(mode) for m in wanted): opened.append(path)
        elif '/offing/' in path and not path.endswith(('.py', '.pyc')) and '__pycache__' not in path: opened.append(path)
    elif event in ('socket.connect', 'socket.bind', 'subprocess.Popen', 'os.putenv', 'os.chdir', 'os.mkdir', 'sqlite3.connect'):
        opened.append(event)
sys.dont_write_bytecode = True
import importlib, pkgutil
import click, rich, lxml.etree, duckdb, numpy, jinja2, numba, xlsxwriter, typst, python_calamine, anyascii
import importlib.metadata, importlib.resources
sys.addaudithook(watch)
import offing
names = [m.name for m in pkgutil.walk_packages(offing.__path__, 'offing.') if not m.name.endswith('__main__')]
for name in names: importlib.import_module(name)
assert (os.getcwd(), dict(os.environ), sorted(os.listdir('.'))) == before, 'cwd, environment or files changed'
print(len(names), opened)
"""


def test_importing_does_nothing(tmp_path: Path) -> None:
    """Every module is imported under an audit hook: no file of ours read, none written, no socket, no process, no setting."""
    done = subprocess.run([sys.executable, "-c", WATCH], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count, _, opened = done.stdout.partition(" ")
    assert int(count) > 60
    assert opened.strip() == "[]"


CHECKS = check_modules()


@pytest.mark.parametrize("name", sorted(m.name for m in pkgutil.iter_modules([str(SOURCE / "review" / "checks")])))
def test_a_check_is_called_as_its_module_and_explains_itself(name: str) -> None:
    module = importlib.import_module(f"offing.review.checks.{name}")
    assert module.CHECK.id == name
    assert CHECKS[name] is module
    asks, _, body = in_its_own_words(module).partition("\n\n")
    assert asks.endswith("?")
    assert len(body.split()) > 15, "the question is followed by how it is answered"
    assert module.CHECK.asks.endswith("?")
    assert module.CHECK.basis
    assert module.CHECK.innocent
    assert module.CHECK.settle


NEVER = re.compile(r"\b(sanctioned vessel|blacklisted|clean|no risk|forged)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_check_uses_none_of_the_words_that_the_house_forbids(name: str) -> None:
    check = CHECKS[name].CHECK
    for text in (in_its_own_words(CHECKS[name]), check.asks, check.basis, *check.innocent, *check.settle):
        assert not NEVER.search(text), text


def tracked() -> Iterator[Path]:
    """Text files of the repository that git tracks or would: the ignored ones are nobody's."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a checkout of the repository")
    for line in done.stdout.splitlines():
        path = ROOT / line
        if path.is_file() and path.suffix.lower() in TEXT and path != Path(__file__).resolve():
            yield path


INDEX_ADDRESS = re.compile(
    r"index-url|simple/|https?://[\w.-]*(?:pypi|pythonhosted|npmjs|anaconda|golang)[\w.-]*", re.IGNORECASE
)
"""What would tie the project to one package index: an option that names it, or the address of one."""


def test_no_registry_is_named_in_any_file() -> None:
    seen = 0
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        text = text.replace("--no-emit-index-url", "")  # the option that keeps one out
        assert not INDEX_ADDRESS.findall(text), path
        seen += 1
    assert seen > 100


HOME_PATH = re.compile(r"(?<![\w./])/(?:home|Users|root)/\w+")


def test_no_file_tells_of_the_machine_where_it_was_written() -> None:
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not HOME_PATH.findall(text), path


def test_every_check_in_the_documents_exists() -> None:
    """`docs/reference/checks.md` has a heading per check, and no other document explains one that is not there."""
    page = (ROOT / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^#+ `?([a-z][a-z0-9_]+)`?\s*$", page, re.MULTILINE))
    assert headings == set(CHECKS)
    for path in (*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"):
        for name in re.findall(r"offing explain ([a-z0-9_]+)", path.read_text(encoding="utf-8")):
            assert name in {*CHECKS, MATCHING}, f"{path.name}: offing explain {name}"
