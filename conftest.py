"""The one option of the test run: scenario folders that lie elsewhere."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--scenarios",
        metavar="DIR",
        default=None,
        help="run the scenario harness on the folders of DIR instead of tests/scenarios",
    )
