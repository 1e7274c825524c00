"""前後を読む: the speeches around a quote, in a modal that only the reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk import Desk
from bot.slack.modals import show
from bot.views.callback_data import value_of
from bot.views.quote_block import READ_AROUND_ACTION
from bot.views.quote_modals import around


def register(app: App, desk: Desk) -> None:
    """Listen to the button."""

    @app.action(READ_AROUND_ACTION)
    def pressed(ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any], client: WebClient) -> None:
        ack()
        show(client, body, around(desk.library.around(value_of(action))))
