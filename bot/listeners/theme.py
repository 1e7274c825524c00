"""A theme's page, from App Home and from other pages; its pages are turned in the same modal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.browsing.lobby import Lobby
from bot.slack.admission import person
from bot.slack.modals import show, turn
from bot.views.pages import THEME_ACTION, turned_to

Payload = Mapping[str, Any]


def register(app: App, lobby: Lobby) -> None:
    """Listen to the buttons that open a theme, and to those that turn its pages."""

    @app.action(re.compile(rf"^{THEME_ACTION}(?!_)"))
    def opened(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.theme(*turned_to(action), person(body)))

    @app.action(re.compile(rf"^{THEME_ACTION}_(?:earlier|later)$"))
    def turned(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        turn(client, body, lobby.theme(*turned_to(action), person(body)))
