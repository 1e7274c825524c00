"""Listeners, one module for each subject; those for questions are here."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.home import HomePages
from bot.slack.listeners import answer_buttons, comparison, home, personal, quote_buttons, searching
from bot.slack.middleware import inquiry_of
from bot.slack.payloads import Payload, deleted


def register(app: App, delivery: AnswerDelivery, home_pages: HomePages) -> None:
    """Register every listener, also those of questions: mentions, direct messages, ``/zadankai question``."""
    # Before the questions: it handles the subcommands.
    personal.register(app, home_pages)
    home.register(app, home_pages)
    for listener in (answer_buttons, quote_buttons, searching, comparison):
        listener.register(app, delivery)

    # What is no question comes too, and is acked only.
    @app.event("app_mention")
    @app.event("message")
    def asked(context: BoltContext, body: Payload) -> None:
        delivery.answer(inquiry_of(context))
        if (gone := deleted(body)) is not None:
            delivery.deleted(*gone)

    @app.command("/zadankai")
    def commanded(ack: Ack, context: BoltContext) -> None:
        ack()
        delivery.answer(inquiry_of(context))
