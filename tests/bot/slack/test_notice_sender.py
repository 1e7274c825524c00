"""Notices reach each receiver once, through restarts, rate limits and lost responses, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot import wording
from bot.open_library import open_store
from bot.state.inbox import State
from corpus.store.store import Store
from tests.bot.conftest import Running, Start
from tests.bot.news import article
from tests.bot.reader import Reader, element, said
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import quotes

OWN = "練馬区"
CHANNEL = "C0DXROOM"


@pytest.fixture
def database(either_database: str) -> str:
    """Run every test on both databases."""
    return either_database


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """Yield a store that holds round 1 before the bot starts."""
    opened = open_store(database)
    opened.put(article(1))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def reader(slack: FakeSlack) -> Reader:
    return Reader(slack, "U0ASKER")


def serve(start: Start, slack: FakeSlack) -> Running:
    before = slack.sockets.connections
    running = start(ZADANKAI_SAMPLE="0")
    slack.wait_for_connection(before + 1)
    return running


def subscribe(reader: Reader) -> None:
    """Turn notices on: for the person on App Home, for the channel by the command."""
    reader.switch(element(reader.open(), "notice_switch"))
    reader.press_below(reader.command("通知", CHANNEL), "notice_switch:1")
    reader.slack.wait_for_posts()


def notices(slack: FakeSlack) -> list[tuple[str, str]]:
    """Return receiver and round of each notice that was posted."""
    return sorted((post["channel"], round_of(post)) for post in slack.posts if post["text"].startswith(wording.NOTICE))


def round_of(post: dict[str, Any]) -> str:
    return next(part for part in str(post["text"]).split(wording.SEPARATOR) if part.startswith("第"))


def sent(slack: FakeSlack, *wanted: tuple[str, str]) -> None:
    slack.wait_until(lambda: notices(slack) == sorted(wanted), 10, f"{wanted}, found {notices(slack)}")


def test_a_new_article_is_told_once_through_a_restart_and_no_more_when_it_is_stopped(
    slack: FakeSlack, start: Start, store: Store, reader: Reader
) -> None:
    first = serve(start, slack)
    subscribe(reader)
    store.put(article(2))
    sent(slack, (CHANNEL, "第2回"), ("U0ASKER", "第2回"))
    notice = slack.posts[-1]
    assert "令和4年8月2日 · 第2回 · 灯台市" in said(notice)
    assert f"{wording.AGENDA}窓口の改革／職員の研修" in said(notice)
    assert len(quotes(notice["blocks"])) == 2
    assert all(quote in article(2).body for quote in quotes(notice["blocks"]))
    assert "第2回" in said(reader.open())

    assert first.end() == 0
    store.put(article(3))
    serve(start, slack)
    both = [(who, which) for who in (CHANNEL, "U0ASKER") for which in ("第2回", "第3回")]
    sent(slack, *both)

    mine = next(post for post in slack.posts if post["channel"] == "U0ASKER")
    assert reader.press_below(mine, "notice_stop")["text"] == wording.NOTICE_STOPPED
    store.put(article(4))
    sent(slack, *both, (CHANNEL, "第4回"))


def test_a_limited_receiver_is_told_when_slack_allows_it_and_once(
    slack: FakeSlack, start: Start, store: Store, reader: Reader
) -> None:
    bot = serve(start, slack)
    subscribe(reader)
    slack.limit(CHANNEL, 1.0)
    store.put(article(2))
    sent(slack, (CHANNEL, "第2回"), ("U0ASKER", "第2回"))
    counts = bot.runtime.notice_sender.notices.counts
    slack.wait_until(lambda: counts()[State.SENT] == 2, 10, f"both accounted for, found {counts()}")


def test_what_may_have_been_posted_is_not_sent_again(
    slack: FakeSlack, start: Start, store: Store, reader: Reader
) -> None:
    bot = serve(start, slack)
    subscribe(reader)
    slack.web.broken["chat.postMessage"] = 500
    store.put(article(2))
    counts = bot.runtime.notice_sender.notices.counts
    slack.wait_until(lambda: counts()[State.UNCERTAIN] == 2, 10, f"two that nobody knows of, found {counts()}")
    del slack.web.broken["chat.postMessage"]
    bot.end()
    serve(start, slack)
    store.put(article(3))
    sent(slack, (CHANNEL, "第3回"), ("U0ASKER", "第3回"))


def test_a_picked_municipality_and_a_switch_are_kept_through_a_restart(
    slack: FakeSlack, start: Start, store: Store, reader: Reader
) -> None:
    assert store.count() == 1
    first = serve(start, slack)
    reader.open()
    reader.switch(element(reader.told(OWN), "notice_switch"))
    assert first.end() == 0
    serve(start, slack)
    home = reader.open()
    assert wording.own_is(OWN) in said(home)
    assert wording.NOTICE_IS_ON in said(home)
