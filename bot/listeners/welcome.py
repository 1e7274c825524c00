"""はじめての方へ, and the one question to try from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.browsing.lobby import Lobby
from bot.slack.admission import person
from bot.slack.modals import show
from bot.views.callback_data import value_of
from bot.views.home import TRY_ACTION, WELCOME_ACTION

Payload = Mapping[str, Any]


def register(app: App, lobby: Lobby) -> None:
    """Listen to both buttons."""

    @app.action(WELCOME_ACTION)
    def opened(ack: Ack, body: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.welcome(person(body)))

    @app.action(TRY_ACTION)
    def tried(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.tried(value_of(action)))
