"""NoticeQueue: notices are due once, stored before they are sent, and settled; and what is not announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.state.askers import Asker
from bot.state.inbox import State
from bot.state.notice_queue import MOST, Notice, NoticeQueue
from bot.state.retention import purge
from bot.state.subscriptions import Subscriptions
from bot.state.tables import connect
from tests.clock import Clock

WHO = Asker("T1", "U1")
NOBODY: dict[str, str] = {}


@pytest.fixture
def engine(either_database: str) -> Iterator[Engine]:
    opened = connect(either_database)
    yield opened
    opened.dispose()


@pytest.fixture
def notices(engine: Engine, clock: Clock) -> NoticeQueue:
    """Return a queue that knows one article and has a person and a channel as receivers."""
    subscriptions = Subscriptions(engine, clock)
    subscriptions.add("U1", WHO)
    subscriptions.add("C1", WHO)
    made = NoticeQueue(engine, clock)
    made.arrive(["n1"], NOBODY)
    return made


def waiting(notices: NoticeQueue) -> int:
    return notices.counts()[State.RECEIVED]


def test_the_first_articles_are_the_beginning_and_no_news(notices: NoticeQueue) -> None:
    assert waiting(notices) == 0


def test_a_store_that_was_empty_begins_with_its_first_articles(engine: Engine, clock: Clock) -> None:
    Subscriptions(engine, clock).add("U1", WHO)
    notices = NoticeQueue(engine, clock)
    assert [notices.arrive([], NOBODY), notices.arrive(["n1", "n2"], NOBODY)] == [0, 0]
    assert notices.arrive(["n1", "n2", "n3"], NOBODY) == 1


def test_a_new_article_is_due_to_everyone_who_asked_once(notices: NoticeQueue) -> None:
    assert notices.arrive(["n1", "n2"], NOBODY) == 2
    assert notices.arrive(["n1", "n2"], NOBODY) == 0
    assert waiting(notices) == 2


def test_what_came_between_two_runs_is_news_to_the_second(notices: NoticeQueue, engine: Engine, clock: Clock) -> None:
    assert NoticeQueue(engine, clock).arrive(["n1", "n2"], NOBODY) == 2
    assert notices.arrive(["n1", "n2"], NOBODY) == 0


def test_an_article_that_got_a_new_key_is_not_new(notices: NoticeQueue) -> None:
    notices.arrive(["n1", "local-2"], NOBODY)
    assert notices.arrive(["n1", "n2"], {"local-2": "n2"}) == 0


def test_an_article_that_went_and_came_back_is_not_new(notices: NoticeQueue) -> None:
    notices.arrive([], NOBODY)
    assert notices.arrive(["n1"], NOBODY) == 0


def test_who_asks_later_hears_of_later_articles_only(notices: NoticeQueue, engine: Engine, clock: Clock) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    Subscriptions(engine, clock).add("U9", Asker("T1", "U9"))
    assert notices.arrive(["n1", "n2"], NOBODY) == 0
    assert notices.arrive(["n1", "n2", "n3"], NOBODY) == 3


def test_an_archive_that_is_brought_in_at_once_is_news_to_nobody(notices: NoticeQueue) -> None:
    archive = [f"n{number}" for number in range(1, MOST + 3)]
    assert notices.arrive(archive, NOBODY) == 0
    assert notices.arrive([*archive, "n99"], NOBODY) == 2


def test_a_notice_is_taken_by_one_only(notices: NoticeQueue) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    assert [notices.take(Notice("n2", "C1")), notices.take(Notice("n2", "C1"))] == [True, False]
    assert notices.next() == Notice("n2", "U1")


def test_what_is_given_back_is_due_again(notices: NoticeQueue) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    notices.take(Notice("n2", "C1"))
    assert notices.give_back(Notice("n2", "C1"))
    assert notices.next() == Notice("n2", "C1")


def test_after_a_crash_what_was_being_sent_is_uncertain_and_not_sent_again(notices: NoticeQueue) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    notices.take(Notice("n2", "C1"))
    assert notices.recover() == 1
    assert notices.counts()[State.UNCERTAIN] == 1
    assert not notices.take(Notice("n2", "C1"))
    assert notices.settle(Notice("n2", "C1"), State.SENT)


def test_what_slack_limits_is_sent_later_although_another_start_called_it_uncertain(notices: NoticeQueue) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    notice = Notice("n2", "C1")
    assert notices.take(notice)
    notices.recover()
    assert notices.give_back(notice)
    assert notices.next() == notice


def test_news_of_eight_days_ago_is_dropped(notices: NoticeQueue, clock: Clock) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    clock.now += timedelta(days=8)
    assert notices.recover() == 0
    assert notices.counts()[State.DROPPED] == 2


def test_who_stops_gets_not_even_what_is_due(notices: NoticeQueue, engine: Engine, clock: Clock) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    assert Subscriptions(engine, clock).remove("C1")
    assert notices.next() == Notice("n2", "U1")
    assert notices.counts()[State.DROPPED] == 1


def test_what_was_settled_long_ago_is_purged_and_still_not_sent_again(
    notices: NoticeQueue, engine: Engine, clock: Clock
) -> None:
    notices.arrive(["n1", "n2"], NOBODY)
    for receiver in ("U1", "C1"):
        notices.settle(Notice("n2", receiver), State.SENT)
    clock.now += timedelta(days=366)
    assert purge(engine, clock())["notices"] == 2
    assert notices.arrive(["n1", "n2"], NOBODY) == 0


def test_asking_twice_is_asking_once(engine: Engine, clock: Clock) -> None:
    subscriptions = Subscriptions(engine, clock)
    assert [subscriptions.add("U1", WHO), subscriptions.add("U1", WHO)] == [True, False]
    assert [subscriptions.remove("U1"), subscriptions.remove("U1")] == [True, False]
