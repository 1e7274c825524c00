"""The status that Slack shows beside the bot's name while an answer takes long: 座談会を探しています…."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk import WebClient

from bot import wording
from bot.slack.transport.outcomes import Posted
from bot.slack.transport.posting import set_status
from bot.state.inbox import Inquiry

log = logging.getLogger(__name__)

#: Seconds after which it is shown.
PATIENCE = 1.0


@contextmanager
def waiting_status(client: WebClient, inquiry: Inquiry, patience: float = PATIENCE) -> Iterator[None]:
    """Show the status from *patience* seconds on until the block ends; Slack shows none to a command."""
    if inquiry.ts is None:
        yield
        return
    # Slack clears it when the thread gets a message; an answer outside of a thread clears nothing.
    channel, thread = inquiry.channel, inquiry.thread_ts or inquiry.ts
    begun = threading.Event()

    def show() -> None:
        begun.set()
        outcome = set_status(client, channel, thread, wording.SEARCHING)
        if not isinstance(outcome, Posted):
            log.info("no status is shown: %s", outcome)

    timer = threading.Timer(patience, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        # It may have been about to show it.
        timer.join()
        if begun.is_set():
            set_status(client, channel, thread, "")
