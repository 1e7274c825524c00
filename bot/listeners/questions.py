"""Questions: a mention (answered in its thread), a direct message, ``/zadankai question`` (only the asker sees it)."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.desk import Desk
from bot.slack.reception import inquiry_of


def register(app: App, desk: Desk) -> None:
    """Listen to all three. Edits and deletions of direct messages come too: those are acked and nothing else."""

    @app.event("app_mention")
    @app.event("message")
    def asked(context: BoltContext) -> None:
        desk.answer(inquiry_of(context))

    @app.command("/zadankai")
    def commanded(ack: Ack, context: BoltContext) -> None:
        ack()
        desk.answer(inquiry_of(context))
