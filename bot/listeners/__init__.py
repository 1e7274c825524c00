"""What people do in Slack, a module a subject: questions, buttons of answers and of quotes, forms, App Home."""

from __future__ import annotations

from slack_bolt import App

from bot.browsing.lobby import Lobby
from bot.desk import Desk
from bot.listeners import answer_buttons, home, listing, personal, questions, quote_buttons, searching


def register(app: App, desk: Desk, lobby: Lobby) -> None:
    """Register every listener; what none takes is acked by the app."""
    # Before the questions: it takes what is no question out of the command.
    personal.register(app, lobby)
    home.register(app, lobby)
    for listener in (questions, answer_buttons, quote_buttons, searching, listing):
        listener.register(app, desk)
