"""The database of these tests: on SQLite and on a real PostgreSQL, closed with the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.state.tables import connect


@pytest.fixture
def engine(either_database: str) -> Iterator[Engine]:
    opened = connect(either_database)
    yield opened
    opened.dispose()
