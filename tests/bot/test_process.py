"""The bot as a process: signals, exit codes, sudden death."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot import logs
from bot.cli.main import main
from bot.runtime import serve
from bot.settings import SettingsError, SlackSettings, load
from bot.slack.transport.sdk_internals import MEMBERS
from corpus.errors import StoreError
from tests.bot.conftest import QUICK
from tests.fake_slack import FakeSlack
from tests.process import running
from tests.trickle import trickling
from tools import crashes


def settings(slack: FakeSlack, database: str, **other: Any) -> SlackSettings:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-loopback", "SLACK_APP_TOKEN": "xapp-loopback"}
    return load(SlackSettings, ZADANKAI_DATABASE_URL=database, SLACK_API_URL=slack.api_url, **tokens | other)


def test_sigterm_lets_the_reply_under_way_finish_and_exits_with_0(slack: FakeSlack, database: str) -> None:
    slack.web.slow["chat.postMessage"] = 1.0
    with running(slack, database) as bot:
        slack.wait_for_connection(1, 30)
        slack.mention("研修は？")
        slack.wait_for_posts()
        assert bot.terminate() == 0
    assert len(slack.posts) == 1


@pytest.mark.parametrize(
    ("variable", "token"), [("SLACK_BOT_TOKEN", "xoxb-revoked"), ("SLACK_APP_TOKEN", "xapp-revoked")]
)
def test_a_refused_token_ends_the_start_by_its_name(slack: FakeSlack, database: str, variable: str, token: str) -> None:
    with pytest.raises(SettingsError, match=f"{variable}: Slack refuses it"):
        serve(settings(slack, database, **{variable: token}), QUICK)


@pytest.mark.parametrize(
    "name", ["internal_error", "fatal_error", "request_timeout", "service_unavailable", "ratelimited", "new_error"]
)
def test_a_start_that_slack_puts_off_is_tried_again_and_ends_with_1(slack: FakeSlack, database: str, name: str) -> None:
    slack.web.denied["auth.test"] = name
    assert serve(settings(slack, database), QUICK) == 1
    assert len(slack.calls("auth.test")) == QUICK.failures


@pytest.mark.parametrize("page", ["<html>ログイン", '{"ok": true}', "[]", "null", "{"])
@pytest.mark.parametrize("status", [200, 502])
def test_a_start_that_a_proxy_answers_ends_with_1(slack: FakeSlack, database: str, status: int, page: str) -> None:
    slack.web.broken["auth.test"], slack.web.page = status, page
    assert serve(settings(slack, database), QUICK) == 1
    assert [call.status for call in slack.web.calls] == [status] * QUICK.failures


def test_a_start_that_slack_limits_waits_as_long_as_it_says(slack: FakeSlack, database: str) -> None:
    slack.web.broken["auth.test"] = 429
    with running(slack, database) as bot:
        slack.wait_until(lambda: len(slack.web.calls) == 2, 20, "a second attempt")
        first, second = (call.at for call in slack.web.calls)
        assert second - first > 4
        assert bot.terminate() == 0


@pytest.mark.parametrize("name", ["account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"])
def test_a_token_that_slack_refuses_is_not_tried_again(slack: FakeSlack, database: str, name: str) -> None:
    slack.web.denied["auth.test"] = name
    with pytest.raises(SettingsError, match=f"SLACK_BOT_TOKEN: Slack refuses it: {name}"):
        serve(settings(slack, database), QUICK)
    assert len(slack.calls("auth.test")) == 1


def test_a_process_stops_at_once_while_a_handshake_hangs(slack: FakeSlack, database: str) -> None:
    slack.sockets.slow = 30
    with running(slack, database) as bot:
        slack.wait_until(lambda: slack.sockets.asked > 0, 30, "a handshake")
        began = time.monotonic()
        assert bot.terminate() == 0
        assert time.monotonic() - began < 5


def test_a_process_stops_while_its_database_lets_it_in_and_answers_nothing(slack: FakeSlack) -> None:
    encoding = b"S\x00\x00\x00\x19server_encoding\x00UTF8\x00"
    let_in = b"R\x00\x00\x00\x08\x00\x00\x00\x00" + encoding + b"Z\x00\x00\x00\x05I"
    notice = b"N\x00\x00\x00\x05\x00"
    with (
        trickling(let_in, notice) as place,
        running(slack, f"postgres://u@{place}/zadankai?sslmode=disable") as bot,
    ):
        slack.wait_until(lambda: bool(slack.web.calls), 30, "a call")
        began = time.monotonic()
        assert bot.terminate(30) == 0
        assert time.monotonic() - began < 20


def test_a_database_that_cannot_be_opened_ends_the_start_by_its_name(slack: FakeSlack, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=str(tmp_path)):
        serve(settings(slack, f"sqlite:///{tmp_path}"), QUICK)


def test_what_is_wrong_at_the_start_ends_the_process_with_2(slack: FakeSlack, tmp_path: Path) -> None:
    with running(slack, f"sqlite:///{tmp_path}") as bot:
        assert bot.wait() == 2


def test_a_release_of_slack_sdk_without_a_member_ends_the_process_with_2_by_its_name(
    slack: FakeSlack, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(MEMBERS, WebClient, ("_perform_something",))
    given = {"SLACK_BOT_TOKEN": "xoxb-loopback", "SLACK_APP_TOKEN": "xapp-loopback", "SLACK_API_URL": slack.api_url}
    for name, value in (given | {"ZADANKAI_DATABASE_URL": database, "ZADANKAI_SAMPLE": "1"}).items():
        monkeypatch.setenv(name, value)
    # What the command changes of a whole process stays as the tests have it.
    monkeypatch.setattr(sys, "argv", ["zadankai", "serve"])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(logs, "configure", lambda _: None)
    monkeypatch.setattr(logs, "take_over_tracebacks", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "has no WebClient._perform_something" in said
    assert "Traceback" not in said


def test_after_sudden_deaths_no_question_is_answered_twice_and_each_is_accounted_for() -> None:
    figures = crashes.run(kills=4, questions=20, seed=7)
    assert figures.faults() == []
    assert figures.states["sent"] > 0
