"""The validator refuses what Slack's types, slack_sdk's models and Slack's documentation rule out, and points at it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.operations.shapes import Shape, shipped
from bot.slack.transport.web_client import web_client
from tests.fake_slack import FakeSlack
from tests.fake_slack.validator import answer, by_models, by_types, invalid

Payload = dict[str, Any]

#: What the bot sent on some day, where it is at hand; it is no part of the repository.
OUTGOING = Path(__file__).parents[3] / "shared" / "inputs" / "slack" / "outgoing.jsonl"


def plain(text: str = "本文") -> Payload:
    return {"type": "plain_text", "text": text}


def section(text: str = "本文", **more: Any) -> Payload:
    return {"type": "section", "text": plain(text), **more}


def actions(*elements: Payload) -> Payload:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Payload:
    return {"type": "button", "text": plain("押す"), "action_id": "a", **more}


def options(count: int = 2, **more: Any) -> list[Payload]:
    return [{"text": plain("択"), "value": f"v{number}", **more} for number in range(count)]


def overflow(chosen: list[Payload]) -> Payload:
    return {"type": "overflow", "action_id": "o", "options": chosen}


def ticks(**more: Any) -> Payload:
    return {"type": "checkboxes", "action_id": "c", "options": options(), **more}


def rich(*elements: Payload) -> Payload:
    return {"type": "rich_text", "elements": list(elements)}


def said(text: str) -> Payload:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def feedback(text: str = "👍", **more: Any) -> Payload:
    one = {"text": plain(text), "value": "yes", **more}
    other = {"text": plain("👎"), "value": "no"}
    return {"type": "feedback_buttons", "action_id": "f", "positive_button": one, "negative_button": other}


def icon(**more: Any) -> Payload:
    return {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain("消す"), **more}


def context_actions(*elements: Payload) -> Payload:
    return {"type": "context_actions", "elements": list(elements)}


def cells(count: int, text: str = "値") -> list[Payload]:
    return [{"type": "raw_text", "text": text}] * count


def table(rows: int = 2, columns: int = 2, text: str = "値", **more: Any) -> Payload:
    return {"type": "table", "rows": [cells(columns, text)] * rows, **more}


def data_table(rows: int = 2, columns: int = 2, **more: Any) -> Payload:
    return {"type": "data_table", "caption": "一覧", "rows": [cells(columns)] * rows, **more}


def entered(**more: Any) -> Payload:
    element = {"type": "plain_text_input", "action_id": "t", **more}
    return {"type": "input", "label": plain("欄"), "element": element}


def modal(*blocks: Payload, **more: Any) -> Payload:
    return {"type": "modal", "title": plain("題"), "submit": plain("送る"), "blocks": list(blocks), **more}


def confirm(**more: str) -> Payload:
    parts = {"title": "題", "text": "本文", "confirm": "はい", "deny": "いいえ", **more}
    return {"confirm": {name: plain(text) for name, text in parts.items()}}


GOOD = [
    [section("あ" * 3000), {"type": "divider"}, rich(said("a < b"))] * 1,
    [section()] * 50,
    [actions(*(button(action_id=f"a{number}") for number in range(25)))],
    [actions(button(value="v" * 2000, url="https://example.com/", accessibility_label="い" * 75, **confirm()))],
    [actions(overflow(options(5)), ticks(initial_options=options()[:1]))],
    [context_actions(feedback("あ" * 75), icon(visible_to_user_ids=["U1"]))],
    [table(100, 20, "値", column_settings=[{"align": "right"}] * 20)],
    [data_table(101, 20, page_size=100, row_header_column_index=0)],
    [{"type": "image", "image_url": "https://example.com/a.png", "alt_text": "図"}],
]


@pytest.mark.parametrize("blocks", GOOD)
def test_what_is_within_all_limits_is_taken(blocks: list[Payload]) -> None:
    assert invalid({"blocks": blocks}) == []


def test_a_form_within_all_limits_is_taken() -> None:
    assert invalid(modal(entered(max_length=3000), private_metadata="m" * 3000, callback_id="c" * 255)) == []
    assert invalid({"type": "home", "blocks": [section()] * 100}) == []


BAD = [
    # What is sent, and the pointer at what is wrong.
    ([section()] * 51, "/blocks"),
    ([section("あ" * 3001)], "/blocks/0/text/text"),
    ([section(block_id="a"), section(), section(block_id="a")], "/blocks/2/block_id"),
    ([section("")], "/blocks/0/text/text"),
    ([section(block_id="b" * 256)], "/blocks/0/block_id"),
    ([section(fields=[plain()] * 11)], "/blocks/0/fields"),
    ([section(fields=[plain("あ" * 2001)])], "/blocks/0/fields/0/text"),
    ([section("あ" * 2500)] * 5, "/blocks"),
    ([{"type": "header", "text": plain("あ" * 151)}], "/blocks/0/text/text"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "題"}}], "/blocks/0/text/type"),
    ([{"type": "context", "elements": [plain()] * 11}], "/blocks/0/elements"),
    ([{"type": "context", "elements": []}], "/blocks/0/elements"),
    ([rich(said(""))], "/blocks/0/elements/0/elements/0/text"),
    ([rich()], "/blocks/0/elements"),
    (
        [rich({"type": "rich_text_quote", "elements": [{"type": "bold", "text": "a"}]})],
        "/blocks/0/elements/0/elements/0/type",
    ),
    ([actions(*[button(action_id=f"a{number}") for number in range(26)])], "/blocks/0/elements"),
    ([actions(button(), button())], "/blocks/0/elements/1/action_id"),
    ([actions(button(text=plain("あ" * 76)))], "/blocks/0/elements/0/text/text"),
    ([actions(button(value="v" * 2001))], "/blocks/0/elements/0/value"),
    ([actions(button(url="https://example.com/" + "u" * 3000))], "/blocks/0/elements/0/url"),
    ([actions(button(action_id="a" * 256))], "/blocks/0/elements/0/action_id"),
    ([actions(button(accessibility_label="い" * 76))], "/blocks/0/elements/0/accessibility_label"),
    ([actions(button(style="green"))], "/blocks/0/elements/0/style"),
    ([actions(button(colour="green"))], "/blocks/0/elements/0"),
    ([actions(button(**confirm(title="題" * 101)))], "/blocks/0/elements/0/confirm/title/text"),
    ([actions(button(**confirm(text="題" * 301)))], "/blocks/0/elements/0/confirm/text/text"),
    ([actions(button(**confirm(confirm="題" * 31)))], "/blocks/0/elements/0/confirm/confirm/text"),
    ([actions(button(**confirm(deny="題" * 31)))], "/blocks/0/elements/0/confirm/deny/text"),
    ([actions(overflow(options(6)))], "/blocks/0/elements/0/options"),
    ([actions(overflow(options(1, text=plain("あ" * 76))))], "/blocks/0/elements/0/options/0/text/text"),
    ([actions(overflow(options(1, value="v" * 151)))], "/blocks/0/elements/0/options/0/value"),
    ([actions(ticks(options=options(11)))], "/blocks/0/elements/0/options"),
    ([actions(ticks(initial_options=[]))], "/blocks/0/elements/0/initial_options"),
    ([actions(ticks(initial_options=options(3)[2:]))], "/blocks/0/elements/0/initial_options"),
    ([context_actions(feedback("あ" * 76))], "/blocks/0/elements/0/positive_button/text/text"),
    ([context_actions(feedback(value="v" * 2001))], "/blocks/0/elements/0/positive_button/value"),
    ([context_actions(icon(accessibility_label="い" * 76))], "/blocks/0/elements/0/accessibility_label"),
    ([context_actions(*[icon(action_id=f"i{number}") for number in range(6)])], "/blocks/0/elements"),
    ([context_actions(button())], "/blocks/0/elements/0/type"),
    ([actions(feedback())], "/blocks/0/elements/0/type"),
    ([table(101)], "/blocks/0/rows"),
    ([table(1, 21)], "/blocks/0/rows/0"),
    ([table(), table()], "/blocks/1"),
    ([table(column_settings=[{}] * 21)], "/blocks/0/column_settings"),
    ([table(10, 10, "あ" * 101)], "/blocks"),
    ([data_table(102)], "/blocks/0/rows"),
    ([data_table(1)], "/blocks/0/rows"),
    ([data_table(2, 21)], "/blocks/0/rows/0"),
    ([data_table(page_size=101)], "/blocks/0/page_size"),
    ([data_table(caption="")], "/blocks/0/caption"),
    ([{**data_table(), "rows": [cells(2), cells(3)]}], "/blocks/0/rows"),
    ([{**data_table(), "rows": [[rich(said("題"))], cells(1)]}], "/blocks/0/rows/0/0/type"),
    ([{"type": "markdown", "text": "a" * 12001}], "/blocks/0/text"),
    ([{"type": "paragraph", "text": plain()}], "/blocks/0/type"),
    ([{"text": plain()}], "/blocks/0"),
]


@pytest.mark.parametrize(("blocks", "pointer"), BAD)
def test_what_breaks_one_limit_is_refused_with_a_pointer_at_it(blocks: list[Payload], pointer: str) -> None:
    assert pointer in [refusal.pointer for refusal in invalid({"blocks": blocks})]


@pytest.mark.parametrize(
    ("view", "pointer"),
    [
        (modal(*[section()] * 101), "/blocks"),
        (modal(section(), title=plain("題" * 25)), "/title/text"),
        (modal(section(), submit=plain("題" * 25)), "/submit/text"),
        (modal(section(), close=plain("題" * 25)), "/close/text"),
        (modal(section(), private_metadata="m" * 3001), "/private_metadata"),
        (modal(section(), callback_id="c" * 256), "/callback_id"),
        (modal(entered(max_length=3001)), "/blocks/0/element/max_length"),
        (modal(entered(placeholder=plain("あ" * 151))), "/blocks/0/element/placeholder/text"),
        (modal({**entered(), "label": plain("あ" * 2001)}), "/blocks/0/label/text"),
        (modal({**entered(), "hint": plain("あ" * 2001)}), "/blocks/0/hint/text"),
        ({"type": "modal", "title": plain("題"), "blocks": [entered()]}, "/submit"),
        ({"type": "modal", "blocks": [section()]}, ""),
        ({"type": "home", "blocks": [section()], "title": plain("題")}, ""),
        (modal(context_actions(icon())), "/blocks/0/type"),
        (modal(table()), "/blocks/0/type"),
        ({"type": "window", "blocks": []}, "/type"),
    ],
)
def test_a_view_that_breaks_one_limit_is_refused_with_a_pointer_at_it(view: Payload, pointer: str) -> None:
    assert pointer in [refusal.pointer for refusal in invalid(view)]


def test_the_answer_is_that_of_slack() -> None:
    assert answer("blocks", [section()]) == {"ok": True}
    assert answer("blocks", [section(), section("あ" * 3001)]) == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [
            {
                "pointer": "/blocks/1/text/text",
                "code": "failed_constraint",
                "message": "must be less than 3001 characters",
            }
        ],
        "response_metadata": {
            "messages": ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"]
        },
    }
    # Slack's own validator takes no text beside the blocks.
    assert answer("message", {"text": "本文", "blocks": [section()]})["error"] == "invalid_message"
    assert answer("view", modal())["error"] == "invalid_view"


def test_types_and_models_each_refuse_what_the_other_may_not_know() -> None:
    assert [each.pointer for each in by_models({"blocks": [section(), section("あ" * 3001)]})] == ["/blocks/1"]
    assert list(by_types({"blocks": [section("あ" * 3001)]})) == []
    assert [str(each) for each in by_types({"blocks": [section(colour="green")]})] == [
        "Additional properties are not allowed ('colour' was unexpected) [json-pointer:/blocks/0]"
    ]


@pytest.mark.parametrize(
    ("method", "error", "pointer"),
    [
        ("chat.postMessage", "invalid_blocks", "/blocks/3/text/text"),
        ("views.open", "invalid_arguments", "/view/blocks/3/text/text"),
    ],
)
def test_the_fake_slack_refuses_a_call_with_a_pointer_where_it_is_told_to(
    method: str, error: str, pointer: str
) -> None:
    with FakeSlack() as slack:
        slack.web.any_shape = True
        slack.web.invalid[method] = pointer
        content = {"text": "本文", "blocks": [section()], "unfurl_links": False, "unfurl_media": False}
        with pytest.raises(SlackApiError) as raised:
            web_client("xoxb-loopback", slack.api_url).api_call(method, json={**content, "view": modal(section())})
    assert raised.value.response["error"] == error
    assert raised.value.response["response_metadata"]["messages"] == [
        f"[ERROR] must be less than 3001 characters [json-pointer:{pointer}]"
    ]


@pytest.mark.parametrize("shape", shipped(), ids=str)
def test_every_shape_that_ships_is_taken(shape: Shape) -> None:
    assert invalid(shape.payload) == []


@pytest.mark.skipif(not OUTGOING.exists(), reason="what the bot sent on that day is not here")
def test_what_the_bot_once_sent_is_taken() -> None:
    sent = [json.loads(line) for line in OUTGOING.read_text("utf-8").splitlines()]
    assert [invalid(each.get("view") or {"blocks": each["blocks"]}) for each in sent] == [[]] * 70
