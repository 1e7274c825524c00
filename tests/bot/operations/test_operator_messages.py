"""Operators hear of trouble once a day, of nothing else, and nobody's words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.operations.operator_messages import Operators
from bot.slack.transport.posting import web_client
from bot.state.jobs import Chores, synced
from corpus.storage.database import reading, writing
from corpus.storage.schema import reports
from corpus.store.store import Store
from index.analysis import Analyzer
from index.library import Library
from tests.bot.test_stored_articles import ARTICLE
from tests.fake_slack import FakeSlack

NOW = datetime(2026, 4, 1, tzinfo=UTC)
FRESH = timedelta(seconds=20)


class Desk:
    """A store whose operators write through the fake Slack, and a clock."""

    def __init__(self, slack: FakeSlack, database: str) -> None:
        self.slack, self.now = slack, NOW
        self.store = Store.open(database)
        self.client = web_client("xoxb-loopback", slack.api_url)

    def operators(self, *ids: str) -> Operators:
        library = Library(self.store, Analyzer())
        return Operators(ids or ("U0OPERATOR",), library, self.store.engine, self.client, lambda: self.now)

    def sync_failed(self, times: int) -> None:
        for _ in range(times):
            synced(Chores(self.store.engine, lambda: self.now), well=False)

    def report(self, name: str, kind: str = "speaker") -> None:
        row = {"id": name, "passage": f"n0-{name}", "kind": kind, "reported_at": self.now}
        with writing(self.store.engine) as connection:
            connection.execute(insert(reports).values(**row))

    def untold(self) -> int:
        with reading(self.store.engine) as connection:
            return len(connection.execute(select(reports).where(reports.c.told_at.is_(None))).all())


@pytest.fixture
def desk(slack: FakeSlack, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(slack, f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}")
    yield opened
    opened.store.engine.dispose()


def said(slack: FakeSlack) -> str:
    return json.dumps(slack.posts[-1], ensure_ascii=False)


def test_while_all_is_well_nobody_is_told_anything(desk: Desk, slack: FakeSlack) -> None:
    desk.sync_failed(2)
    assert not desk.operators().tell(FRESH)
    assert slack.posts == []


def test_the_third_failure_of_sync_is_told_to_each_operator_once_a_day(desk: Desk, slack: FakeSlack) -> None:
    desk.sync_failed(3)
    operators = desk.operators("U0A", "U0B")
    assert operators.tell(FRESH)
    assert [post["channel"] for post in slack.posts] == ["U0A", "U0B"]
    assert "続けて3回失敗" in said(slack)
    desk.now += timedelta(hours=23)
    assert not operators.tell(FRESH)
    desk.now += timedelta(hours=1)
    assert operators.tell(FRESH)
    assert len(slack.posts) == 4


def test_of_two_processes_one_writes(desk: Desk, slack: FakeSlack) -> None:
    desk.sync_failed(3)
    assert [desk.operators().tell(FRESH), desk.operators().tell(FRESH)] == [True, False]
    assert len(slack.posts) == 1


def test_an_article_that_cannot_be_read_is_told_and_one_that_is_no_roundtable_is_not(
    desk: Desk, slack: FakeSlack
) -> None:
    desk.store.put(replace(ARTICLE, key="n0123456789ac", title="お知らせ", body="休業します。"))
    assert not desk.operators().tell(FRESH)
    assert slack.posts == []
    silent = ARTICLE.body.partition("窓口の改革\n\n待ち時間")[0]
    desk.store.put(replace(ARTICLE, body=silent))
    assert desk.operators().tell(FRESH)
    assert "読み取れない記事が1本" in said(slack)


def test_an_index_that_is_behind_for_more_than_ten_minutes_is_told(desk: Desk, slack: FakeSlack) -> None:
    assert not desk.operators().tell(timedelta(minutes=10))
    assert desk.operators().tell(timedelta(minutes=25))
    assert "25分前" in said(slack)


def test_reports_of_users_are_told_once_by_kind_and_passage(desk: Desk, slack: FakeSlack) -> None:
    desk.report("one")
    desk.report("two", "removal")
    assert desk.operators().tell(FRESH)
    assert "発言者の誤り1件、掲載の取りやめ1件" in said(slack)
    assert "n0-two" in said(slack)
    assert desk.untold() == 0
    desk.now += timedelta(days=1)
    assert not desk.operators().tell(FRESH)


def test_what_slack_did_not_take_is_told_the_next_day(desk: Desk, slack: FakeSlack) -> None:
    slack.web.refused["U0OPERATOR"] = "user_not_found"
    desk.report("one")
    assert not desk.operators().tell(FRESH)
    assert desk.untold() == 1
    slack.web.refused.clear()
    desk.now += timedelta(days=1)
    assert desk.operators().tell(FRESH)


def test_without_operators_nothing_is_looked_at(desk: Desk) -> None:
    desk.report("one")
    nobody = Operators((), Library(desk.store, Analyzer()), desk.store.engine, desk.client, lambda: desk.now)
    assert not nobody.tell(timedelta(days=3))
    assert desk.untold() == 1
