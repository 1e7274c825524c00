"""The button 前後を読む, pressed."""

from __future__ import annotations

from typing import Any

import pytest

from bot import wording
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import parts, quotes, texts

QUESTION = "専門人材の採用で困っていることは？"


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in parts(message["blocks"]) if part.get("action_id") == "read_around"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("asked_in", ["channel", "direct message", "command"])
def test_each_quote_opens_with_its_surroundings(slack: FakeSlack, asked_in: str) -> None:
    ask = {"channel": slack.mention, "direct message": slack.direct_message, "command": slack.command}
    ask[asked_in](QUESTION)
    message = slack.wait_for_response() if asked_in == "command" else slack.wait_for_posts()[0]
    for number, (button, quote) in enumerate(zip(buttons(message), quotes(message["blocks"]), strict=True), start=1):
        slack.click(button)
        modal = slack.wait_for_modal(number)
        assert quote in "".join(quotes(modal["blocks"]))
        assert modal["title"]["text"] == wording.AROUND_TITLE


@pytest.mark.usefixtures("bot")
def test_a_quote_that_was_withdrawn_is_said_to_be_gone(slack: FakeSlack) -> None:
    envelope = slack.click({"type": "button", "action_id": "read_around", "value": "n0123456789ab-withdrawn-1"})
    assert list(texts(slack.wait_for_modal()["blocks"])) == [wording.GONE]
    slack.wait_for_ack(envelope)
