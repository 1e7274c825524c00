"""What Slack sends: events, commands and clicks in the form of its documentation, with invented ids."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

Payload = dict[str, Any]

TEAM = "T0ZADANKAI"
BOT_USER = "U0BOT"
BOT_ID = "B0BOT"
APP_ID = "A0ZADANKAI"
ASKER = "U0ASKER"
CHANNEL = "C0DXROOM"
DIRECT = "D0ASKER"


@dataclass(slots=True)
class Numbering:
    """Fresh ids and timestamps, never the same twice in one workspace."""

    #: Sets this workspace's ids apart from those of an earlier one on the same database.
    prefix: str = ""
    _counter: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def event_id(self) -> str:
        return f"Ev{self.prefix}{next(self._counter):08d}"

    def trigger(self) -> str:
        return f"{self.prefix}{next(self._counter)}.trigger"

    def ts(self) -> str:
        return f"{int(time.time())}.{next(self._counter):06d}"


def event(numbers: Numbering, inner: Payload, **outer: Any) -> Payload:
    """An Events API callback round ``inner``."""
    return {
        "type": "event_callback",
        "token": "unused",
        "team_id": TEAM,
        "api_app_id": APP_ID,
        "event_id": numbers.event_id(),
        "event_time": int(time.time()),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        "event": inner,
        **outer,
    }


def mention(numbers: Numbering, text: str, **fields: Any) -> Payload:
    """Somebody writes ``@座談会 text`` in a channel."""
    return event(
        numbers,
        {
            "type": "app_mention",
            "user": ASKER,
            "team": TEAM,
            "channel": CHANNEL,
            "ts": numbers.ts(),
            "text": f"<@{BOT_USER}> {text}",
            **fields,
        },
    )


def direct_message(numbers: Numbering, text: str, **fields: Any) -> Payload:
    """Somebody writes to the bot."""
    return event(
        numbers,
        {
            "type": "message",
            "channel_type": "im",
            "user": ASKER,
            "team": TEAM,
            "channel": DIRECT,
            "ts": numbers.ts(),
            "text": text,
            **fields,
        },
    )


def home_opened(numbers: Numbering, tab: str = "messages") -> Payload:
    """Somebody opens the app, on its messages tab."""
    return event(
        numbers, {"type": "app_home_opened", "user": ASKER, "channel": DIRECT, "tab": tab, "event_ts": numbers.ts()}
    )


def command(numbers: Numbering, text: str, response_url: str, **fields: Any) -> Payload:
    """Somebody sends ``/zadankai text``."""
    return {
        "command": "/zadankai",
        "text": text,
        "response_url": response_url,
        "trigger_id": numbers.trigger(),
        "user_id": ASKER,
        "team_id": TEAM,
        "channel_id": CHANNEL,
        "api_app_id": APP_ID,
        **fields,
    }


def click(numbers: Numbering, button: Payload, **fields: Any) -> Payload:
    """Somebody presses a button of a message."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "zadankai"},
        "user": {"id": ASKER, "team_id": TEAM},
        "channel": {"id": CHANNEL},
        "api_app_id": APP_ID,
        "trigger_id": numbers.trigger(),
        "actions": [{**button, "block_id": "clicked", "action_ts": numbers.ts()}],
        **fields,
    }
