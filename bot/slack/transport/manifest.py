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
#: Further ones, for who wants them: the bot then reads the thread in which it is asked about これ.
THREAD_SCOPES: Final = {
    "channels:history": "the thread of a question about これ, in public channels",
    "groups:history": "the same in private channels",
}
#: The app-level token's scopes, each with its purpose.
APP_SCOPES: Final = {"connections:write": "the connection over which questions come"}
_NEW_APP = "https://api.slack.com/apps?new_app=1&manifest_json="


def text(*, threads: bool = False) -> str:
    """Return the manifest, as JSON; with *threads* it asks for the scopes of THREAD_SCOPES, too."""
    manifest = (files("bot") / "manifest.json").read_text(encoding="utf-8")
    if not threads:
        return manifest
    whole = json.loads(manifest)
    whole["oauth_config"]["scopes"]["bot"] += THREAD_SCOPES
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def creation_address() -> str:
    """Return the address of Slack's page that creates an app from this manifest."""
    compact = json.dumps(json.loads(text()), ensure_ascii=False, separators=(",", ":"))
    return _NEW_APP + quote(compact, safe="")
