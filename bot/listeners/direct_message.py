"""A message to the bot: the place for research, with longer quotes."""

from __future__ import annotations

from slack_bolt import App, BoltContext

from bot.desk import Desk
from bot.slack.reception import inquiry_of


def register(app: App, desk: Desk) -> None:
    """Listen to direct messages, their edits and deletions included: those are acked and nothing else."""

    @app.event("message")
    def written(context: BoltContext) -> None:
        desk.answer(inquiry_of(context))
