"""もっと見る: the asker's answer grows; who else presses gets what comes next for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.desk import Desk
from bot.slack.press import Press
from bot.views.callback_data import value_of
from bot.views.controls import MORE_ACTION


def register(app: App, desk: Desk) -> None:
    """Listen to the button."""

    @app.action(MORE_ACTION)
    def pressed(ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
        ack()
        desk.presses.go_on(Press.of(body), value_of(action))
