"""The checks of the fake Slack find what they should."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fake_slack.limits import message_faults, prompt_faults, view_faults

QUIET = {"unfurl_links": False, "unfurl_media": False}
PLAIN = {"type": "section", "text": {"type": "plain_text", "text": "本文"}}


def button(**fields: Any) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": "読む"}, **fields}


def actions(*buttons: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(buttons), **fields}


def quote(words: str) -> dict[str, Any]:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": words}]}],
    }


def test_a_good_message_has_no_fault() -> None:
    message = {"text": "本文 A &amp; B", "blocks": [PLAIN, quote("A & B")], **QUIET}
    assert message_faults(message, ["本文"]) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"text": ""}, "no fallback text"),
        ({"text": "a < b"}, "raw"),
        ({"text": "あ" * 4001}, "fallback text: 4001"),
        ({"unfurl_links": True}, "unfurl_links"),
        ({"unfurl_media": None}, "unfurl_media"),
        ({"blocks": [PLAIN] * 51}, "no more than 50 items allowed [json-pointer:/blocks]"),
        ({"blocks": [quote("ここにだけある")]}, "missing in the fallback"),
        ({"blocks": [actions(button(), button())]}, "no accessibility_label"),
        ({"blocks": [actions(button(accessibility_label="同じ"), button(accessibility_label="同じ"))]}, "of its own"),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "質問は本文です"}}]}, "user's words"),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "<!here>"}}]}, "control sequence"),
        ({"blocks": [{"type": "container"}]}, "unknown block"),
    ],
)
def test_a_broken_message_is_refused(broken: dict[str, Any], fault: str) -> None:
    message = {"text": "本文", "blocks": [PLAIN], **QUIET} | broken
    assert any(fault in found for found in message_faults(message, ["本文です"]))


def test_a_view_without_a_title_or_with_too_many_blocks_is_refused() -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "題"}, "blocks": [PLAIN]}
    assert view_faults(view) == []
    assert view_faults({**view, "title": None}) == ["a modal without a title"]
    assert view_faults({**view, "blocks": [PLAIN] * 101}) == ["no more than 100 items allowed [json-pointer:/blocks]"]


def test_five_prompts_or_prompts_in_a_thread_are_refused() -> None:
    prompt = {"title": "題", "message": "問い"}
    assert prompt_faults({"prompts": [prompt] * 4}) == []
    assert prompt_faults({"prompts": [prompt] * 5})
    assert prompt_faults({"prompts": [prompt], "thread_ts": "1.2"})
