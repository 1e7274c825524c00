"""The app as Slack is to create it: ``manifest.json`` beside this, and why it asks for each scope."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import quote

#: The bot's scopes, each with what it is for.
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "app_mentions:read": "questions in channels",
        "assistant:write": "suggested questions in the messages tab",
        "chat:write": "answers",
        "commands": "/zadankai and the shortcuts",
        "im:history": "questions in direct messages",
    }
)
#: The app-level token's.
APP_SCOPES: Mapping[str, str] = MappingProxyType({"connections:write": "the connection over which questions come"})
_NEW_APP = "https://api.slack.com/apps?new_app=1&manifest_json="


def text() -> str:
    """The manifest, to be pasted or kept."""
    return (files("bot") / "manifest.json").read_text(encoding="utf-8")


def creation_address() -> str:
    """The page of Slack's that creates the app, the manifest already in it."""
    compact = json.dumps(json.loads(text()), ensure_ascii=False, separators=(",", ":"))
    return _NEW_APP + quote(compact, safe="")
