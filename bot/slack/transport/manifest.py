"""The app's manifest (``bot/manifest.json``), and the reason for each of its scopes."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final
from urllib.parse import quote

#: The bot token's scopes, each with its purpose.
SCOPES: Final = {
    "app_mentions:read": "questions in channels",
    "assistant:write": "suggested questions in the messages tab",
    "chat:write": "answers",
    "commands": "/zadankai and the shortcuts",
    "im:history": "questions in direct messages",
}
#: The app-level token's scopes, each with its purpose.
APP_SCOPES: Final = {"connections:write": "the connection over which questions come"}
_NEW_APP = "https://api.slack.com/apps?new_app=1&manifest_json="


def text() -> str:
    """Return the manifest, as JSON."""
    return (files("bot") / "manifest.json").read_text(encoding="utf-8")


def creation_address() -> str:
    """Return the address of Slack's page that creates an app from this manifest."""
    compact = json.dumps(json.loads(text()), ensure_ascii=False, separators=(",", ":"))
    return _NEW_APP + quote(compact, safe="")
