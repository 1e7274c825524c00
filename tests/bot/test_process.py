"""The bot as a process: signals, exit codes, sudden death."""

from __future__ import annotations

from pathlib import Path

from tests import crashes
from tests.fake_slack import FakeSlack
from tests.process import running


def test_sigterm_lets_the_reply_under_way_finish_and_exits_with_0(slack: FakeSlack, database: str) -> None:
    slack.web.slow["chat.postMessage"] = 1.0
    with running(slack, database) as bot:
        slack.wait_for_connection(1, 30)
        slack.mention("研修は？")
        slack.wait_for_posts()
        assert bot.terminate() == 0
    assert len(slack.posts) == 1


def test_a_refused_bot_token_ends_the_start_with_2(slack: FakeSlack, database: str) -> None:
    with running(slack, database, SLACK_BOT_TOKEN="xoxb-revoked") as bot:  # noqa: S106 - no secret
        assert bot.wait() == 2


def test_a_refused_app_token_ends_the_start_with_2(slack: FakeSlack, database: str) -> None:
    with running(slack, database, SLACK_APP_TOKEN="xapp-revoked") as bot:  # noqa: S106 - no secret
        assert bot.wait() == 2


def test_a_database_that_cannot_be_opened_ends_the_start_with_2(slack: FakeSlack, tmp_path: Path) -> None:
    with running(slack, f"sqlite:///{tmp_path}") as bot:
        assert bot.wait() == 2


def test_after_sudden_deaths_no_question_is_answered_twice_and_each_is_accounted_for() -> None:
    figures = crashes.run(kills=4, questions=20, seed=7)
    assert figures.faults() == []
    assert figures.states["sent"] > 0
