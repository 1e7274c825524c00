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
    own,
    quote_menu,
    read_around,
    related,
    retry,
    search,
    share,
)

LISTENERS = (
    mention,
    direct_message,
    command,
    messages_tab,
    read_around,
    go_on,
    retry,
    quote_menu,
    delete_answer,
    share,
    related,
)
#: One's own municipality can be said in each, and App Home shows it.
WITH_OWN = (listing, narrow, own, search)


def register(app: App, desk: Desk, lobby: Lobby) -> None:
    """Register every listener; what none takes is acked by the app."""
    # Before the command: it takes what is no question out of it.
    browsing.register(app, lobby)
    for listener in LISTENERS:
        listener.register(app, desk)
    for with_own in WITH_OWN:
        with_own.register(app, desk, lobby)
