"""What people do in Slack, a module a subject; questions are here."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.slack.answer_delivery import Desk
from bot.slack.home import Lobby
from bot.slack.listeners import answer_buttons, comparison, home, personal, quote_buttons, searching
from bot.slack.middleware import inquiry_of


def register(app: App, desk: Desk, lobby: Lobby) -> None:
    """Register every listener; what none takes is acked by the app."""
    # Before the questions: it takes what is no question out of the command.
    personal.register(app, lobby)
    home.register(app, lobby)
    _questions(app, desk)
    for listener in (answer_buttons, quote_buttons, searching, comparison):
        listener.register(app, desk)


def _questions(app: App, desk: Desk) -> None:
    """A mention (answered in its thread), a direct message, ``/zadankai question`` (only the asker sees it)."""

    # Edits and deletions of direct messages come too: those are acked and nothing else.
    @app.event("app_mention")
    @app.event("message")
    def asked(context: BoltContext) -> None:
        desk.answer(inquiry_of(context))

    @app.command("/zadankai")
    def commanded(ack: Ack, context: BoltContext) -> None:
        ack()
        desk.answer(inquiry_of(context))
