"""The app's messages tab is opened: four questions to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk import Desk
from bot.views.home import PROMPTS
from bot.wording import PROMPTS_TITLE

Event = Mapping[str, Any]


def register(app: App, _desk: Desk) -> None:
    """Listen to the opening of the messages tab; the home tab is ``home.py``'s."""

    @app.event("app_home_opened", matchers=[_on_messages])
    def opened(event: Event, client: WebClient) -> None:
        # Without a thread_ts, which under agent_view makes Slack forget the prompts silently.
        client.assistant_threads_setSuggestedPrompts(
            channel_id=event["channel"], title=PROMPTS_TITLE, prompts=list(PROMPTS)
        )


def _on_messages(event: Event) -> bool:
    return event.get("tab") == "messages" and "channel" in event
