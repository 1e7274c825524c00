"""``/zadankai question``: only the asker sees the answer, and is told so."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.desk import Desk
from bot.slack.reception import inquiry_of


def register(app: App, desk: Desk) -> None:
    """Listen to the command."""

    @app.command("/zadankai")
    def commanded(ack: Ack, context: BoltContext) -> None:
        ack()
        desk.answer(inquiry_of(context))
