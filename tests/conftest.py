"""For all tests: what was collected stays to the end, so the collector of garbage need not go over it again and again."""

import gc

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    del session
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
