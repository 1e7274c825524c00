"""The databases that tests of every folder run on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL, once a run; skipped with its reason where there is none."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(postgres.serving())
        except postgres.NoPostgres as reason:
            pytest.skip(str(reason))
        yield address


@pytest.fixture
def postgres_database(postgres_server: str) -> Iterator[str]:
    """An empty database on it."""
    with postgres.empty_database(postgres_server) as address:
        yield address


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def either_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The test runs on both."""
    if request.param == "SQLite":
        return f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}"
    address: str = request.getfixturevalue("postgres_database")
    return address
