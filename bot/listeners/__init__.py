"""One module for each thing that people do; each has ``register(app, desk)``."""

from __future__ import annotations

from slack_bolt import App

from bot.desk import Desk
from bot.listeners import command, direct_message, mention, messages_tab, others, read_around


def register(app: App, desk: Desk) -> None:
    """Register every listener, the one that takes the rest last."""
    for listener in (mention, direct_message, command, messages_tab, read_around, others):
        listener.register(app, desk)
