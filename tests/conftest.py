"""For all tests: what was collected stays to the end, so the collector of garbage need not go over it again and again."""

import gc
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from offing.desk import accounts


def pytest_collection_finish(session: pytest.Session) -> None:
    del session
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def cheap_passwords() -> Iterator[Callable[[], PasswordHasher]]:
    """argon2 takes a fifth of a second for a password, on purpose; most tests of the desk make four. Gives the dear one."""
    dear = accounts._hasher
    accounts._hasher = cache(lambda: PasswordHasher.from_parameters(CHEAPEST))
    yield dear
    accounts._hasher = dear
