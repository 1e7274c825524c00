"""``check --shapes`` asks Slack's validator about every shape, without a token, and says which it refuses and where."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.operations import shapes
from bot.operations.check import Severity, check_shapes
from bot.operations.shapes import Shape, shipped
from bot.settings import SettingsError
from tests.bot.cli.conftest import Zadankai
from tests.bot.cli.conftest import zadankai as zadankai  # noqa: PLC0414 - the fixture
from tests.fake_slack import Call, FakeSlack

PLAIN = {"type": "plain_text", "text": "本文"}
GOOD = Shape({"text": "本文", "blocks": [{"type": "divider"}]})
LONG = Shape({"text": "長い返答", "blocks": [{"type": "section", "text": {**PLAIN, "text": "あ" * 3001}}]})
NAMELESS = Shape({"type": "modal", "title": {**PLAIN, "text": "一覧"}, "blocks": [{"type": "divider"}] * 101})


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[Shape]:
    """The list that ships, as the test fills it."""
    made: list[Shape] = []
    monkeypatch.setattr(shapes, "shipped", lambda: made)
    return made


def asked(slack: FakeSlack, **given: Any) -> list[tuple[Severity, str, str]]:
    return [(each.severity, each.what, each.fix) for each in check_shapes(SLACK_API_URL=slack.api_url, **given)]


def calls(slack: FakeSlack) -> list[Call]:
    return slack.calls("blocks.validate")


def test_slack_takes_all_that_ships_and_is_shown_no_token(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    assert asked(slack) == []
    assert len(calls(slack)) == len(shipped())
    assert {call.token for call in calls(slack)} == {""}
    assert {call.method for call in slack.web.calls} == {"blocks.validate"}


def test_what_is_refused_is_named_with_slacks_pointer_and_the_rest_is_still_asked(
    slack: FakeSlack, listed: list[Shape]
) -> None:
    listed += [LONG, GOOD, NAMELESS]
    report = "this is a fault of the bot: please report it"
    long, many = "/blocks/0/text/text: must be less than 3001 characters", "/blocks: no more than 100 items allowed"
    assert asked(slack) == [
        (Severity.ERROR, f"Slack refuses a message (長い返答): {long}", report),
        (Severity.ERROR, f"Slack refuses a modal view (一覧): {many}", report),
    ]


def test_a_rate_limit_is_waited_for(slack: FakeSlack, listed: list[Shape]) -> None:
    listed += [GOOD, LONG]
    slack.limit("blocks.validate", 0.5)
    began = time.monotonic()
    assert [what for _, what, _ in asked(slack)] == [
        "Slack refuses a message (長い返答): /blocks/0/text/text: must be less than 3001 characters"
    ]
    assert time.monotonic() - began >= 1.0
    assert len(calls(slack)) == 2


def test_a_rate_limit_that_lasts_ends_the_check_with_what_was_done(
    slack: FakeSlack, listed: list[Shape], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed += [GOOD, GOOD]
    monkeypatch.setattr(shapes, "PATIENCE", 1.0)
    slack.limit("blocks.validate", 60)
    said = "blocks.validate: 0 of 2 shapes were checked, then Slack took no more calls"
    assert asked(slack) == [(Severity.WARNING, said, "try again in ten minutes")]


def test_without_a_network_one_sentence_says_what_to_check() -> None:
    found = check_shapes(SLACK_API_URL="http://127.0.0.1:9/api/")
    assert [(each.what, each.fix) for each in found] == [
        ("blocks.validate: it cannot be reached: ConnectionRefusedError", "check network, proxy and firewall")
    ]


def test_another_error_of_slacks_is_told_as_it_is(slack: FakeSlack) -> None:
    slack.web.denied["blocks.validate"] = "service_unavailable"
    assert [what for _, what, _ in asked(slack)] == ["blocks.validate: Slack says service_unavailable"]


def test_certificates_that_cannot_be_read_are_named(slack: FakeSlack) -> None:
    with pytest.raises(SettingsError, match="ZADANKAI_CA_FILE: no certificates"):
        asked(slack, ZADANKAI_CA_FILE="/nowhere.pem")


def test_the_command_needs_neither_tokens_nor_a_database_and_fails_where_something_is_refused(
    slack: FakeSlack, listed: list[Shape], zadankai: Zadankai
) -> None:
    listed.append(GOOD)
    settings = {"SLACK_API_URL": slack.api_url, "ZADANKAI_DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}
    assert (well := zadankai("check", "--shapes", **settings)).exit_code == 0
    assert well.stdout == "all is well\n"
    listed.append(LONG)
    assert (bad := zadankai("check", "--shapes", **settings)).exit_code == 1
    assert "Slack refuses a message (長い返答): /blocks/0/text/text" in bad.stdout
