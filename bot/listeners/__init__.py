"""One module for each thing that people do; each has ``register(app, desk)``."""

from __future__ import annotations

from slack_bolt import App

from bot.browsing.lobby import Lobby
from bot.desk import Desk
from bot.listeners import (
    browsing,
    command,
    delete_answer,
    direct_message,
    go_on,
    listing,
    mention,
    messages_tab,
    narrow,
    others,
    own,
    quote_menu,
    read_around,
    related,
    retry,
    search,
    share,
)

#: In order: the one that takes the rest comes after all of them.
LISTENERS = (
    mention,
    direct_message,
    command,
    messages_tab,
    read_around,
    go_on,
    narrow,
    own,
    retry,
    quote_menu,
    delete_answer,
    listing,
    share,
    related,
    search,
)


def register(app: App, desk: Desk, lobby: Lobby) -> None:
    """Register every listener, the one that takes the rest last."""
    # Before the command: it takes what is no question out of it.
    browsing.register(app, lobby)
    for listener in LISTENERS:
        listener.register(app, desk)
    others.register(app, desk)
