"""The app's messages tab is opened: four questions to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk import Desk
from bot.views.first_contact import PROMPTS
from bot.wording import PROMPTS_TITLE


def register(app: App, _desk: Desk) -> None:
    """Listen to the opening of the app's page."""

    @app.event("app_home_opened")
    def opened(event: Mapping[str, Any], client: WebClient) -> None:
        if event["tab"] == "messages":
            # Without a thread_ts, which under agent_view makes Slack forget the prompts silently.
            client.assistant_threads_setSuggestedPrompts(
                channel_id=event["channel"], title=PROMPTS_TITLE, prompts=list(PROMPTS)
            )
