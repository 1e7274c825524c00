"""What people do in Slack, a module a subject; questions are here."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.home import HomePages
from bot.slack.listeners import answer_buttons, comparison, home, personal, quote_buttons, searching
from bot.slack.middleware import inquiry_of


def register(app: App, delivery: AnswerDelivery, home_pages: HomePages) -> None:
    """Register every listener; what none takes is acked by the app."""
    # Before the questions: it takes what is no question out of the command.
    personal.register(app, home_pages)
    home.register(app, home_pages)
    _questions(app, delivery)
    for listener in (answer_buttons, quote_buttons, searching, comparison):
        listener.register(app, delivery)


def _questions(app: App, delivery: AnswerDelivery) -> None:
    """A mention (answered in its thread), a direct message, ``/zadankai question`` (only the asker sees it)."""

    # Edits and deletions of direct messages come too: those are acked and nothing else.
    @app.event("app_mention")
    @app.event("message")
    def asked(context: BoltContext) -> None:
        delivery.answer(inquiry_of(context))

    @app.command("/zadankai")
    def commanded(ack: Ack, context: BoltContext) -> None:
        ack()
        delivery.answer(inquiry_of(context))
