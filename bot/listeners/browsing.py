"""For those who do not yet know what to ask: App Home, its pages, notices, and what is forgotten. One lobby for all."""

from __future__ import annotations

from slack_bolt import App

from bot.browsing.lobby import Lobby
from bot.listeners import home, municipality, personal, subscribe, theme, welcome


def register(app: App, lobby: Lobby) -> None:
    """Register all of them."""
    for listener in (home, theme, municipality, welcome, subscribe, personal):
        listener.register(app, lobby)
