"""Turns the expectation rows of the chosen folder into test cases, and runs each review once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.harness import HERE, Outcome, cases_of, run_scenario, scenario_folders

Run = Callable[[Path], Outcome]


def chosen(config: pytest.Config) -> Path:
    """The folder whose scenarios run: `--scenarios DIR`, else this one."""
    given = config.getoption("--scenarios")
    return Path(given).resolve() if given else HERE


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    root = chosen(metafunc.config)
    if "case" in metafunc.fixturenames:
        cases = cases_of(root)
        metafunc.parametrize("case", cases, ids=[c.name for c in cases])
    elif "folder" in metafunc.fixturenames:
        folders = scenario_folders(root)
        metafunc.parametrize("folder", folders, ids=[f.name for f in folders])


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home: no snapshot, no index, so that only the bundled tables and a scenario's own lists are there."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def run(home: Path) -> Run:
    """Reviews a scenario folder; the outcome, or the error it ended in, is kept for the other rows of the folder."""
    kept: dict[Path, Outcome | Exception] = {}

    def outcome(folder: Path) -> Outcome:
        if folder not in kept:
            try:
                kept[folder] = run_scenario(folder, home)
            except Exception as error:  # kept and raised again for every row, whatever it is
                kept[folder] = error
        found = kept[folder]
        if isinstance(found, Exception):
            raise found
        return found

    return outcome
