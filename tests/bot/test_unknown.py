"""A payload that no listener takes is acked, or Slack would send it again and again; it is not answered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.standing import Talk
from tests.fake_slack.payloads import ASKER, TEAM

WHO = {"user": {"id": ASKER, "team_id": TEAM}, "team": {"id": TEAM}, "trigger_id": "T.1"}
UNKNOWN: dict[str, tuple[str, dict[str, Any]]] = {
    "an event that is subscribed to one day": (
        "events_api",
        {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": "Ev0UNKNOWN",
            "event": {"type": "reaction_added", "user": ASKER},
        },
    ),
    "a button of an older release": (
        "interactive",
        {"type": "block_actions", "actions": [{"type": "button", "action_id": "old", "block_id": "b"}], **WHO},
    ),
    "a form of an older release": (
        "interactive",
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "old", "state": {"values": {}}}, **WHO},
    ),
    "another shortcut": ("interactive", {"type": "shortcut", "callback_id": "old", **WHO}),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_no_listener_takes_is_acked(talk: Talk, name: str) -> None:
    before = len(talk.slack.posts)
    kind, payload = UNKNOWN[name]
    talk.slack.wait_for_ack(talk.slack.send(kind, payload))
    assert len(talk.slack.posts) == before
