"""What people write is not logged, and tokens appear nowhere."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import select

from bot.state.inbox import State
from bot.state.tables import inbox as table
from tests.bot.conftest import Start
from tests.fake_slack import FakeSlack


def test_the_log_holds_neither_words_nor_tokens(
    slack: FakeSlack, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    start()
    slack.wait_for_connection()
    slack.web.refused["C0OTHER"] = "is_archived"
    slack.mention("内緒の研修について")
    slack.mention("内緒の採用について", channel="C0OTHER")
    slack.command("内緒の窓口について")
    slack.wait_for_posts()
    slack.wait_for_response()
    slack.drop_sockets()
    slack.wait_for_connection(2)
    assert "内緒" not in caplog.text
    assert "xoxb-" not in caplog.text
    assert "xapp-" not in caplog.text


def test_a_question_s_text_is_erased_when_it_is_answered(slack: FakeSlack, start: Start) -> None:
    running = start()
    slack.command("内緒の窓口について")
    slack.wait_until(lambda: running.runtime.inbox.counts()[State.SENT] == 1, 10, "the end")
    with running.runtime.inbox.engine.connect() as connection:
        assert connection.execute(select(table.c.body)).scalars().all() == [None]
