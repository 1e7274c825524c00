"""Operators get one message a day about problems, of nothing else, and nobody's words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.open_library import open_store
from bot.operations.operator_messages import OperatorMessages
from bot.slack.transport.web_client import web_client
from bot.state.jobs import Jobs, synced
from bot.state.tables import reports
from corpus.storage.database import reading, writing
from corpus.store.catalogue import hide
from index.analysis import Analyzer
from index.library import Library
from tests.bot.test_stored_articles import ARTICLE
from tests.fake_slack import FakeSlack

NOW = datetime(2026, 4, 1, tzinfo=UTC)
FRESH = timedelta(seconds=20)


class Opened:
    """A store, a clock, and operators that are written to through the fake Slack."""

    def __init__(self, slack: FakeSlack, database: str) -> None:
        self.slack, self.now = slack, NOW
        self.store = open_store(database)
        self.client = web_client("xoxb-loopback", slack.api_url)

    def operators(self, *ids: str) -> OperatorMessages:
        library = Library(self.store, Analyzer())
        return OperatorMessages(ids or ("U0OPERATOR",), library, self.store.engine, self.client, lambda: self.now)

    def sync_failed(self, times: int) -> None:
        for _ in range(times):
            synced(Jobs(self.store.engine, lambda: self.now), well=False)

    def report(self, name: str, kind: str = "speaker") -> None:
        row = {"id": name, "passage": f"n0-{name}", "kind": kind, "reported_at": self.now}
        with writing(self.store.engine) as connection:
            connection.execute(insert(reports).values(**row))

    def untold(self) -> int:
        with reading(self.store.engine) as connection:
            return len(connection.execute(select(reports).where(reports.c.told_at.is_(None))).all())


@pytest.fixture
def delivery(slack: FakeSlack, tmp_path: Path) -> Iterator[Opened]:
    opened = Opened(slack, f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}")
    yield opened
    opened.store.engine.dispose()


def said(slack: FakeSlack) -> str:
    return json.dumps(slack.posts[-1], ensure_ascii=False)


def test_while_all_is_well_nobody_is_told_anything(delivery: Opened, slack: FakeSlack) -> None:
    delivery.sync_failed(2)
    assert not delivery.operators().tell(FRESH)
    assert slack.posts == []


def test_the_third_failure_of_sync_is_told_to_each_operator_once_a_day(delivery: Opened, slack: FakeSlack) -> None:
    delivery.sync_failed(3)
    operators = delivery.operators("U0A", "U0B")
    assert operators.tell(FRESH)
    assert [post["channel"] for post in slack.posts] == ["U0A", "U0B"]
    assert "続けて3回失敗" in said(slack)
    delivery.now += timedelta(hours=23)
    assert not operators.tell(FRESH)
    delivery.now += timedelta(hours=1)
    assert operators.tell(FRESH)
    assert len(slack.posts) == 4


def test_of_two_processes_one_writes(delivery: Opened, slack: FakeSlack) -> None:
    delivery.sync_failed(3)
    assert [delivery.operators().tell(FRESH), delivery.operators().tell(FRESH)] == [True, False]
    assert len(slack.posts) == 1


def test_an_article_that_cannot_be_read_is_told_and_one_that_is_no_roundtable_is_not(
    delivery: Opened, slack: FakeSlack
) -> None:
    delivery.store.put(replace(ARTICLE, key="n0123456789ac", title="お知らせ", body="休業します。"))
    assert not delivery.operators().tell(FRESH)
    assert slack.posts == []
    silent = ARTICLE.body.partition("窓口の改革\n\n待ち時間")[0]
    delivery.store.put(replace(ARTICLE, body=silent))
    assert delivery.operators().tell(FRESH)
    assert "読み取れない記事が1本" in said(slack)


def test_hidden_words_that_were_edited_are_told(delivery: Opened, slack: FakeSlack) -> None:
    delivery.store.put(ARTICLE)
    [target] = [each.id for each in Library(delivery.store, Analyzer()).index.passages if "申請書を" in each.text]
    hide(delivery.store, target, "申し出", NOW)
    assert not delivery.operators().tell(FRESH)
    delivery.store.put(replace(ARTICLE, body=ARTICLE.body.replace("申請書を書かせない", "紙のいらない")))
    assert delivery.operators().tell(FRESH)
    assert "引用しないことにした発言のうち1件" in said(slack)


def test_an_index_that_is_behind_for_more_than_ten_minutes_is_told(delivery: Opened, slack: FakeSlack) -> None:
    assert not delivery.operators().tell(timedelta(minutes=10))
    assert delivery.operators().tell(timedelta(minutes=25))
    assert "25分前" in said(slack)


def test_reports_of_users_are_told_once_by_kind_and_passage(delivery: Opened, slack: FakeSlack) -> None:
    delivery.report("one")
    delivery.report("two", "removal")
    assert delivery.operators().tell(FRESH)
    assert "発言者の誤り1件、掲載の取りやめ1件" in said(slack)
    assert "n0-two" in said(slack)
    assert delivery.untold() == 0
    delivery.now += timedelta(days=1)
    assert not delivery.operators().tell(FRESH)


def test_what_slack_did_not_take_is_told_the_next_day(delivery: Opened, slack: FakeSlack) -> None:
    slack.web.refused["U0OPERATOR"] = "user_not_found"
    delivery.report("one")
    assert not delivery.operators().tell(FRESH)
    assert delivery.untold() == 1
    slack.web.refused.clear()
    delivery.now += timedelta(days=1)
    assert delivery.operators().tell(FRESH)


def test_without_operators_nothing_is_looked_at(delivery: Opened) -> None:
    delivery.report("one")
    nobody = OperatorMessages(
        (), Library(delivery.store, Analyzer()), delivery.store.engine, delivery.client, lambda: delivery.now
    )
    assert not nobody.tell(timedelta(days=3))
    assert delivery.untold() == 1
