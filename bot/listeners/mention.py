"""``@座談会 question`` in a channel: answered in its thread."""

from __future__ import annotations

from slack_bolt import App, BoltContext

from bot.desk import Desk
from bot.slack.reception import inquiry_of


def register(app: App, desk: Desk) -> None:
    """Listen to mentions."""

    @app.event("app_mention")
    def mentioned(context: BoltContext) -> None:
        desk.answer(inquiry_of(context))
