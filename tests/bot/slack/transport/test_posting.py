"""Answers go to Slack and nowhere else, whatever a payload says."""

from __future__ import annotations

import pytest

from bot.slack.blocks.reply import sentence
from bot.slack.transport.posting import Posted, Refused, is_slacks, respond, web_client
from tests.fake_slack import FakeSlack


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/hook",
        "https://hooks.slack.com@evil.example/",
        "http://hooks.slack.com/commands/T1",
        "https://hooks.slack.com:8443/commands/T1",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_not_slack_s_is_not_asked(address: str) -> None:
    assert not is_slacks(address, "https://slack.com/api/")
    client = web_client("xoxb-1", "https://slack.com/api/")
    assert respond(client, address, sentence("こんにちは")) == Refused("foreign_address")


@pytest.mark.parametrize("address", ["https://hooks.slack.com/commands/T1/2/3", "https://hooks.slack-gov.com/x"])
def test_slack_s_own_hooks_are(address: str) -> None:
    assert is_slacks(address, "https://slack.com/api/")


def test_so_is_the_host_that_stands_in_for_slack(slack: FakeSlack) -> None:
    hook = slack.api_url.replace("/api/", "/respond/1")
    assert isinstance(respond(web_client("xoxb-1", slack.api_url), hook, sentence("こんにちは")), Posted)
