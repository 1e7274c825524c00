"""What is sent and not on the shipped list is a fault of the test that sent it, unless the test says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.operations.shapes import shipped
from bot.slack.transport.web_client import web_client
from tests.fake_slack import FakeSlack
from tests.fake_slack.shapes import shapes
from tools.shapes import Sent, stale

DIVIDER = {"type": "divider"}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "図"}
UNKNOWN = {"channel": "C1", "text": "図", "blocks": [IMAGE], "unfurl_links": False, "unfurl_media": False}


def test_an_unknown_shape_is_a_fault_that_says_how_to_list_it() -> None:
    said = "unknown shape: message: image\\(alt_text,image_url,type\\); run python -m tools.shapes"
    with pytest.raises(AssertionError, match=said), FakeSlack() as slack:
        web_client("xoxb-loopback", slack.api_url).api_call("chat.postMessage", json=UNKNOWN)


def test_a_view_in_an_ack_is_checked_too() -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "知らない画面"}, "blocks": [DIVIDER]}
    with FakeSlack() as slack:
        slack.web.acked({"response_action": "update", "view": view})
        assert slack.web.faults == [
            "ack: unknown shape: modal 知らない画面/(blocks,title,type); run python -m tools.shapes"
        ]
        slack.web.faults.clear()


def test_words_and_numbers_make_no_other_shape_and_a_field_does() -> None:
    def said(**more: Any) -> set[str]:
        return shapes({"text": "a", "blocks": [{"type": "section", "text": {"type": "plain_text", **more}}]})

    assert said(text="一") == said(text="二百")
    assert said(text="一") != said(text="一", emoji=False)
    assert said(text="一") == said(text="一", emoji=None)


def test_the_list_is_stale_where_it_lacks_what_is_sent_or_has_what_is_not() -> None:
    lines = [json.dumps(each.payload) for each in shipped()]
    assert stale(lines) == []
    assert stale([*lines, json.dumps(UNKNOWN)]) == ["not on the list: message: image(alt_text,image_url,type)"]
    assert "no longer sent: home: divider(type)" in stale([line for line in lines if '"type": "home"' not in line])


def test_ids_times_and_addresses_of_one_run_are_not_listed() -> None:
    sent = Sent()
    for number in ("1", "2"):
        value = f"c49ad78e18b1b9c{number} 179000000{number}.00012{number} http://127.0.0.1:3{number}/respond/1"
        sent.add({"text": value, "blocks": [DIVIDER]})
    assert len(sent.payloads) == 1
