"""Threads and rate limits: work carries its request along and is counted; people are counted apart, and forgotten."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import Context
from typing import TypeVar

import pytest
from structlog.contextvars import get_contextvars

from bot.logs import request, request_id
from bot.slack.rate_limit import ListenerPool, RateLimit, answers_in_ack

T = TypeVar("T")


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_work_is_done_under_the_request_in_which_it_was_asked_for() -> None:
    with ListenerPool(1, lambda *_: None) as listeners, request("Ev1"):
        assert listeners.submit(get_contextvars).result(5) == {"request": request_id("Ev1")}


def test_waiting_work_is_counted_until_a_thread_takes_it() -> None:
    allowed_urls = threading.Event()
    with ListenerPool(1, lambda *_: None) as listeners:
        first = listeners.submit(allowed_urls.wait, 5)
        others = [listeners.submit(int) for _ in range(3)]
        while not first.running():
            pass
        assert listeners.waiting == 3
        allowed_urls.set()
        assert [other.result(5) for other in others] == [0, 0, 0]
        assert listeners.waiting == 0


def test_what_answers_in_its_ack_waits_for_no_answer() -> None:
    done = threading.Event()
    with ListenerPool(1, lambda *_: None) as listeners:
        _submitted(lambda: listeners.submit(done.wait, 10), in_ack=False)

        def answered() -> Future[int]:
            # What it submits itself is no ack, and waits with the others.
            return listeners.submit(int)

        quick = _submitted(lambda: listeners.submit(answered), in_ack=True)
        assert not quick.result(5).done()
        done.set()


def _submitted(submit: Callable[[], Future[T]], *, in_ack: bool) -> Future[T]:
    context = Context()
    context.run(answers_in_ack.set, in_ack)
    return context.run(submit)


def test_work_that_fails_is_timed_too() -> None:
    seen: list[tuple[float, float]] = []
    with ListenerPool(1, lambda waited, took: seen.append((waited, took))) as listeners:
        work = listeners.submit(int, "x")
    assert isinstance(work.exception(5), ValueError)
    assert len(seen) == 1


def test_after_the_end_nothing_is_counted_as_waiting() -> None:
    listeners = ListenerPool(1, lambda *_: None)
    listeners.shutdown()
    with pytest.raises(RuntimeError):
        listeners.submit(int)
    assert listeners.waiting == 0


def test_a_person_s_third_question_of_a_minute_is_too_much_where_two_are_allowed() -> None:
    clock = Clock()
    limit = RateLimit(2, clock)
    assert [limit.allows("hana") for _ in range(3)] == [True, True, False]
    assert limit.allows("taro")


def test_a_minute_later_one_may_ask_again() -> None:
    clock = Clock()
    limit = RateLimit(2, clock)
    assert limit.allows("hana")
    clock.now += 30
    assert limit.allows("hana")
    clock.now += 31
    # The first of the two is more than a minute old, the second is not.
    assert [limit.allows("hana") for _ in range(2)] == [True, False]


def test_what_was_refused_does_not_lengthen_the_wait() -> None:
    clock = Clock()
    limit = RateLimit(1, clock)
    assert limit.allows("hana")
    for _ in range(5):
        clock.now += 10
        assert not limit.allows("hana")
    clock.now += 11
    assert limit.allows("hana")


def test_no_limit_counts_nobody() -> None:
    assert all(RateLimit(0).allows("hana") for _ in range(1000))
