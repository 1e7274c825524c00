"""The scheduler: each step in its period, none able to stop another; an index that cannot be rebuilt stays."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from bot.operations.scheduler import Freshness, Scheduler, Step, purge_now
from bot.state.jobs import Jobs
from bot.state.tables import connect, missed_terms
from corpus.errors import StoreError
from corpus.storage.database import writing


def test_a_step_that_fails_is_counted_and_tried_again_and_the_others_go_on() -> None:
    enough = threading.Event()
    failed: list[str] = []
    well: list[int] = []

    def fail() -> None:
        raise StoreError("the database", "is away")

    def succeed() -> None:
        well.append(1)
        if len(well) >= 3 and len(failed) >= 2:
            enough.set()

    scheduler = Scheduler([Step("index", 0.01, fail), Step("inbox", 0.01, succeed)], failed.append)
    scheduler.start()
    assert enough.wait(5)
    scheduler.close()
    assert set(failed) == {"index"}


def test_an_error_that_nobody_expected_does_not_end_the_upkeep() -> None:
    again = threading.Event()
    failed: list[str] = []

    def twice(name: str) -> None:
        failed.append(name)
        if len(failed) == 2:
            again.set()

    scheduler = Scheduler([Step("odd", 0.01, lambda: 1 // 0)], twice)
    scheduler.start()
    assert again.wait(5)
    scheduler.close()


def test_an_index_that_cannot_be_renewed_is_said_to_be_stale_until_it_can() -> None:
    broken = True

    def refresh() -> bool:
        if broken:
            raise StoreError("the database", "is away")
        return True

    freshness = Freshness(refresh)
    assert not freshness.failing
    with pytest.raises(StoreError):
        freshness.renew()
    assert freshness.failing
    before = freshness.age
    broken = False
    assert freshness.renew()
    assert not freshness.failing
    assert freshness.age < before + 1


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return connect(f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}")


def test_what_is_kept_too_long_is_deleted_whatever_a_wrong_clock_has_noted(engine: Engine) -> None:
    now = datetime(2026, 4, 1, tzinfo=UTC)
    # Once the machine took it to be 2036.
    purge_now(engine, lambda: now + timedelta(days=3650))
    with writing(engine) as connection:
        connection.execute(insert(missed_terms).values(mark="m", person="p", month="2025-01"))
    assert purge_now(engine, lambda: now)["misses"] == 1
    assert Jobs(engine, lambda: now).detail("purge")["misses"] == 1
