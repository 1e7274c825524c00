"""回答を消す: the asker takes the bot's answer back; nobody else can, but an operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot import wording
from bot.desk import Desk
from bot.presses import is_own
from bot.slack.posting import Posted, delete
from bot.slack.press import Press
from bot.views.callback_data import value_of
from bot.views.controls import DELETE_ACTION
from bot.views.reply import sentence


def register(app: App, desk: Desk) -> None:
    """Listen to the icon."""

    @app.action(DELETE_ACTION)
    def pressed(ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
        ack()
        press = Press.of(body)
        refused = None if desk.is_operator(press.person) else _refused(desk, press, value_of(action))
        if refused:
            desk.presses.tell(press, sentence(refused))
        elif not isinstance(delete(desk.client, press.channel, press.message_ts), Posted):
            desk.presses.tell(press, sentence(wording.NOT_DELETED))


def _refused(desk: Desk, press: Press, value: str) -> str | None:
    """Why who pressed may not; None: they may. Slack shows the icon to those who may; what comes back is checked."""
    before = desk.memory.conversations.get(value)
    if before is None:
        return wording.NOT_KNOWN_WHOSE
    return None if is_own(before, press) else wording.NOT_YOURS
