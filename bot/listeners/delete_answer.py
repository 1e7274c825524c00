"""回答を消す: the asker takes the bot's answer back; nobody else can, but an operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot import wording
from bot.desk import Desk
from bot.slack.posting import Posted, delete
from bot.slack.press import Press
from bot.views.controls import DELETE_ACTION, asker_of
from bot.views.reply import sentence


def register(app: App, desk: Desk) -> None:
    """Listen to the icon."""

    @app.action(DELETE_ACTION)
    def pressed(ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
        ack()
        press = Press.of(body)
        # Slack shows the icon to those who may; a value that comes back is checked all the same.
        if press.person != asker_of(str(action["value"])) and press.person.user not in desk.operators:
            desk.tell(press, sentence(wording.NOT_YOURS))
        elif not isinstance(delete(desk.client, press.channel, press.message_ts), Posted):
            desk.tell(press, sentence(wording.NOT_DELETED))
