"""Regular tasks: one of all processes does each, once in its time; how syncs went."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from bot.state.jobs import Jobs, sync_failures, synced

NOW = datetime(2026, 4, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_task_is_claimed_once_in_its_time(engine: Engine) -> None:
    first, later = Jobs(engine, lambda: NOW), Jobs(engine, lambda: NOW + DAY)
    assert first.claim("operators", DAY)
    assert not first.claim("operators", DAY)
    assert later.claim("operators", DAY)
    assert not later.claim("operators", DAY)
    assert later.claim("purge", DAY)


def test_a_task_that_a_wrong_clock_did_in_the_future_is_due(engine: Engine) -> None:
    assert Jobs(engine, lambda: NOW + 3650 * DAY).claim("operators", DAY)
    assert Jobs(engine, lambda: NOW).claim("operators", DAY)
    assert not Jobs(engine, lambda: NOW + DAY / 2).claim("operators", DAY)


def test_a_clock_that_is_a_few_seconds_behind_does_nothing_twice(engine: Engine) -> None:
    assert Jobs(engine, lambda: NOW).claim("operators", DAY)
    assert not Jobs(engine, lambda: NOW - timedelta(seconds=30)).claim("operators", DAY)


def test_of_eight_that_claim_at_once_one_gets_it(engine: Engine) -> None:
    for now in (NOW, NOW + DAY):
        jobs = Jobs(engine, lambda now=now: now)  # type: ignore[misc] # a lambda's default has no name
        with ThreadPoolExecutor(8) as threads:
            claimed = list(threads.map(lambda _: jobs.claim("operators", DAY), range(8)))  # noqa: B023 - ended in its turn
        assert sum(claimed) == 1


def test_failures_of_sync_are_counted_in_a_row(engine: Engine) -> None:
    jobs = Jobs(engine, lambda: NOW)
    assert sync_failures(jobs) == 0
    for well, expected in ((False, 1), (False, 2), (True, 0), (False, 1)):
        synced(jobs, well=well)
        assert sync_failures(jobs) == expected
