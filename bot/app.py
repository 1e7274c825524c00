"""create_app: the Bolt app with everything registered. It asks Slack once who the bot is (auth.test)."""

from __future__ import annotations

import logging
from concurrent.futures import Executor

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot import listeners, reception
from bot.desk import Desk
from bot.reception import inquiry_of

log = logging.getLogger(__name__)

#: Five, Bolt's default, let five slow answers starve the ack of a sixth question.
LISTENER_THREADS = 20


def create_app(desk: Desk, client: WebClient, executor: Executor) -> App:
    """The app: its listeners run in ``executor`` and speak through ``desk``."""
    # Verifying the token here spares the first questions from asking Slack who the bot is, ten at a time.
    app = App(client=client, listener_executor=executor, token_verification_enabled=True)
    reception.register(app, desk.inbox)
    listeners.register(app, desk)

    @app.error
    def failed(error: Exception, context: BoltContext) -> None:
        inquiry = inquiry_of(context)
        if inquiry is None:
            log.error("a listener failed", exc_info=error)
        else:
            desk.failed(inquiry, error)

    return app
