"""Payloads that Slack sends: events, commands and actions in the form of its documentation, with invented ids."""

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

    #: Distinguishes this workspace's ids from those of an earlier one on the same database.
    prefix: str = ""
    _counter: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def event_id(self) -> str:
        return f"Ev{self.prefix}{next(self._counter):08d}"

    def trigger(self) -> str:
        return f"{self.prefix}{next(self._counter)}.trigger"

    def ts(self) -> str:
        return f"{int(time.time())}.{next(self._counter):06d}"


def event(numbers: Numbering, inner: Payload, **outer: Any) -> Payload:
    """Return an Events API callback with the event ``inner``."""
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
    """Return the event of ``@座談会 text`` in a channel."""
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
    """Return the event of a direct message to the bot."""
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


def edited(numbers: Numbering, before: Payload, text: str, **fields: Any) -> Payload:
    """Return the event of an edited direct message: *before* is the event that it came with."""
    old = {name: value for name, value in before["event"].items() if name not in ("channel", "channel_type")}
    new = old | {"text": text, "edited": {"user": old["user"], "ts": numbers.ts()}} | fields
    changed = {"type": "message", "subtype": "message_changed", "hidden": True, "message": new, "previous_message": old}
    place = {"channel": before["event"]["channel"], "channel_type": "im", "ts": numbers.ts()}
    return event(numbers, changed | place)


def deleted(numbers: Numbering, before: Payload) -> Payload:
    """Return the event of a deleted direct message."""
    old, channel = before["event"], before["event"]["channel"]
    gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "deleted_ts": old["ts"]}
    place = {"channel": channel, "channel_type": "im", "ts": numbers.ts(), "previous_message": old}
    return event(numbers, gone | place)


def home_opened(numbers: Numbering, tab: str = "messages", **fields: Any) -> Payload:
    """Return the event of opening a tab of the app."""
    opened = {"type": "app_home_opened", "user": ASKER, "channel": DIRECT, "tab": tab, "event_ts": numbers.ts()}
    return event(numbers, opened | fields)


def command(numbers: Numbering, text: str, response_url: str, **fields: Any) -> Payload:
    """Return the payload of ``/zadankai text``."""
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
    """Return the block action of a button."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "zadankai"},
        "user": {"id": ASKER, "team_id": TEAM},
        "channel": {"id": CHANNEL},
        "api_app_id": APP_ID,
        "trigger_id": numbers.trigger(),
        "actions": [{"block_id": "clicked", **button, "action_ts": numbers.ts()}],
        **fields,
    }


def container(message: Payload, *, private: bool = False) -> Payload:
    """Return the fields of a block action that name the message (as the bot sent it) and its channel."""
    channel = message.get("channel") or CHANNEL
    place = {
        "type": "message",
        "message_ts": message.get("posted_ts") or message.get("ts") or "1660000000.000900",
        "channel_id": channel,
        "is_ephemeral": private,
    }
    if message.get("thread_ts"):
        place["thread_ts"] = message["thread_ts"]
    found: Payload = {"container": place, "channel": {"id": channel}}
    # Slack does not send the content of an ephemeral message back.
    return found if private else found | {"message": {"ts": place["message_ts"], **_seen(message)}}


def _seen(message: Payload) -> Payload:
    return {name: message[name] for name in ("text", "blocks", "thread_ts") if message.get(name)}


def message_shortcut(numbers: Numbering, callback_id: str, message: Payload, channel: str, **fields: Any) -> Payload:
    """Return the payload of a message shortcut."""
    return {
        "type": "message_action",
        "callback_id": callback_id,
        "team": {"id": TEAM, "domain": "zadankai"},
        "user": {"id": ASKER, "team_id": TEAM},
        "channel": {"id": channel, "name": "dx"},
        "message": {"type": "message", "user": "U0WRITER", "ts": numbers.ts(), **message},
        "api_app_id": APP_ID,
        "trigger_id": numbers.trigger(),
        **fields,
    }


def shortcut(numbers: Numbering, callback_id: str, **fields: Any) -> Payload:
    """Return the payload of a global shortcut."""
    return {
        "type": "shortcut",
        "callback_id": callback_id,
        "team": {"id": TEAM, "domain": "zadankai"},
        "user": {"id": ASKER, "team_id": TEAM},
        "api_app_id": APP_ID,
        "trigger_id": numbers.trigger(),
        "action_ts": numbers.ts(),
        **fields,
    }


def submission(numbers: Numbering, view: Payload, values: Payload, **fields: Any) -> Payload:
    """Return the submission of a form; ``values``: block_id → {action_id: state}."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "zadankai"},
        "user": {"id": ASKER, "team_id": TEAM},
        "api_app_id": APP_ID,
        "trigger_id": numbers.trigger(),
        "view": {"id": "V0FORM", **view, "state": {"values": values}},
        **fields,
    }


def suggestion(action_id: str, typed: str, **fields: Any) -> Payload:
    """Return the request for a picker's options."""
    return {
        "type": "block_suggestion",
        "team": {"id": TEAM, "domain": "zadankai"},
        "user": {"id": ASKER, "team_id": TEAM},
        "api_app_id": APP_ID,
        "action_id": action_id,
        "block_id": "picker",
        "value": typed,
        **fields,
    }
