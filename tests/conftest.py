"""What tests of every folder run on: databases, the sample's index, and how long properties are tried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from corpus.sample import SampleShelf
from corpus.store.store import Shelf
from index.analysis import Analyzer
from index.snapshot import Snapshot
from tests import postgres

# No clock judges a property: one that opens the dictionary is slow once, not wrong. The long form tries many more
# examples: pytest --hypothesis-profile=long.
settings.register_profile("long", deadline=None, max_examples=1000)
settings.register_profile("short", deadline=None, max_examples=40)
settings.load_profile("short")


@pytest.fixture(scope="session", autouse=True)
def the_samples_index_once() -> Iterator[None]:
    """The sample's index, which the package alone decides, is made once a process."""
    make = Snapshot.make
    sample = cache(lambda: make(SampleShelf(), Analyzer(), date(2026, 11, 1)))

    def made(shelf: Shelf, analyzer: Analyzer, today: date) -> Snapshot:
        if shelf != SampleShelf():
            return make(shelf, analyzer, today)
        return replace(sample(), parse_context=replace(sample().parse_context, today=today))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Snapshot, "make", made)
        yield


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
